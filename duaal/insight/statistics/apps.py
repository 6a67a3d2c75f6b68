from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Snapshots and official tables."""

    name = "duaal.insight.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"
