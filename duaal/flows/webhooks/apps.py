from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Events for software, and the addresses they are sent to."""

    name = "duaal.flows.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"
