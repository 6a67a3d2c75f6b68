from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Agreements."""

    name = "duaal.casework.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
