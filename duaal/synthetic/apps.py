from django.apps import AppConfig


class SyntheticConfig(AppConfig):
    """An invented Flanders."""

    name = "duaal.synthetic"
    label = "synthetic"
    default_auto_field = "django.db.models.BigAutoField"
