from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Partnerships and reporting sectors."""

    name = "duaal.register.partnerships"
    label = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"
