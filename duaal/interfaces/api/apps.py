from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What software asks."""

    name = "duaal.interfaces.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
