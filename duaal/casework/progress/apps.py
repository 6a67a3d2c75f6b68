from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """What a learner has to learn, where, and how far that is: training plans and what follows them."""

    name = "duaal.casework.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"
