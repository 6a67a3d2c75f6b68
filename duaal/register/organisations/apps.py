from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Companies, sites, joint committees."""

    name = "duaal.register.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
