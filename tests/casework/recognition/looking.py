"""What a test looks at after a step: the trail of the case, and whether anything changed."""

from duaal.casework.recognition.models import Application
from duaal.foundation.audit.models import Entry


def steps(application: Application) -> list[str]:
    """The steps in the audit trail of the case."""
    trail = Entry.objects.filter(file_kind="application", file_id=application.pk).order_by("seq")
    return list(trail.values_list("step", flat=True))


def unchanged(application: Application) -> bool:
    """Whether state and trail are still as the factory left them."""
    before = application.state
    application.refresh_from_db()
    return application.state == before and not Entry.objects.exists()
