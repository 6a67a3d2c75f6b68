"""On the page of a file: what was told to whom, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duaal.flows.notifications.queries import told_about
from duaal.interfaces.web.words import ROLE


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One thing that was told, at one moment: to which capacities, and how many mails left."""

    at: datetime
    subject: str
    who: str
    mails: str


def told_lines(files: Collection[tuple[str, int]]) -> tuple[ToldLine, ...]:
    """What was told about these files, the newest first. One query."""
    lines: dict[int, tuple[datetime, str, list[str], int]] = {}
    for notice in told_about(files):
        at, subject, who, mails = lines.get(notice.entry_id, (notice.made_at, notice.subject, [], 0))
        words = str(ROLE[notice.role])
        lines[notice.entry_id] = (
            at,
            subject,
            who if words in who else [*who, words],
            mails + notice.mails_sent,
        )
    return tuple(
        ToldLine(at, subject, ", ".join(who), _mails(mails))
        for at, subject, who, mails in reversed(lines.values())
    )


def _mails(number: int) -> str:
    if not number:
        return _("alleen in duaal")
    return ngettext("%(n)d mail verstuurd", "%(n)d mails verstuurd", number) % {"n": number}
