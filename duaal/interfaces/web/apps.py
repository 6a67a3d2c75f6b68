from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "duaal.interfaces.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
