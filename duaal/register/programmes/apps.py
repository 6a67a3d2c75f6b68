from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Dual programmes."""

    name = "duaal.register.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
