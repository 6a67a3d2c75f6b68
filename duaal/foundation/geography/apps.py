from django.apps import AppConfig


class GeographyConfig(AppConfig):
    """Municipalities, postcodes, provinces and distance."""

    name = "duaal.foundation.geography"
    label = "geography"
    default_auto_field = "django.db.models.BigAutoField"
