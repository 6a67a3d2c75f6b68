from django.apps import AppConfig


class RollsConfig(AppConfig):
    """Class lists that a school brings in."""

    name = "duaal.casework.rolls"
    label = "rolls"
    default_auto_field = "django.db.models.BigAutoField"
