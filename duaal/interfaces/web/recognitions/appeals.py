"""The appeal against the withdrawal of a recognition, on its page."""

from django.utils.translation import gettext_lazy

from duaal.casework.recognition.sanctions.queries import IN_PLACE
from duaal.interfaces.web.appeals.section import appeal_section
from duaal.interfaces.web.recognitions.sections import Reading, Section


def appeals_section(reading: Reading) -> Section | None:
    """The term and the appeals of the last withdrawal that was decided; None without one."""
    withdrawals = reading.recognition.withdrawals.select_related(
        "decision__company", "decision__partnership", "recognition__programme", "recognition__site"
    ).prefetch_related("appeals")
    found = list(withdrawals.order_by("pk"))
    standing = [one for one in found if one.state in IN_PLACE]
    if not found:
        return None
    content = appeal_section((standing or found)[-1], actor=reading.actor, on=reading.on)
    return Section("beroep", gettext_lazy("Beroep"), "appeals/section.html", content) if content else None
