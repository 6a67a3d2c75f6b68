from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Natural persons."""

    name = "duaal.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
