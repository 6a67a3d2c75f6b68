from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only ledger of decisions."""

    name = "duaal.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
