from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Workplaces and learners brought together: published places, rankings, contacts."""

    name = "duaal.casework.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"
