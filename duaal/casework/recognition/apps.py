from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """Recognition of workplaces."""

    name = "duaal.casework.recognition"
    label = "recognition"
    default_auto_field = "django.db.models.BigAutoField"
