from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    """Learners on their way to a certificate: advice, enrolment, screening, search, training."""

    name = "duaal.casework.trajectories"
    label = "trajectories"
    default_auto_field = "django.db.models.BigAutoField"
