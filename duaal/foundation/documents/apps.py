from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Stored files."""

    name = "duaal.foundation.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
