from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices and mails of what happened in a file."""

    name = "duaal.flows.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
