from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and capacities."""

    name = "duaal.foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
