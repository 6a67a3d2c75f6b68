from django.apps import AppConfig


class CliConfig(AppConfig):
    """The duaal command."""

    name = "duaal.interfaces.cli"
    label = "cli"
    default_auto_field = "django.db.models.BigAutoField"
