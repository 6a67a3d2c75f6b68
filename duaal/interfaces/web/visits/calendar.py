"""An appointment as an iCalendar file (RFC 5545) that an agenda takes in."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from duaal.casework.recognition.models import Visit
from duaal.casework.recognition.visits.actions import file_of

BRUSSELS = ZoneInfo("Europe/Brussels")
LINE = 75
"""The most octets that a line of the file may have."""


def calendar_of(visit: Visit, *, at: datetime) -> str:
    """The file with the one appointment; without an hour it takes the whole day. `at` is when it was made."""
    file = file_of(visit)
    site = file.site
    summary = _("Plaatsbezoek bij %(company)s") % {"company": file.company.name}
    where = f"{site.name}, {site.street}, {site.postcode} {site.municipality.name}"
    about = _("%(programme)s. Komt langs: %(who)s.") % {
        "programme": file.programme.name,
        "who": visit.visitor_name,
    }
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//duaal//bezoeken//NL",
        "BEGIN:VEVENT",
        f"UID:bezoek-{visit.pk}@duaal",
        f"DTSTAMP:{_utc(at)}",
        _start(visit),
        f"SUMMARY:{_escaped(summary)}",
        f"LOCATION:{_escaped(where)}",
        f"DESCRIPTION:{_escaped(' '.join(part for part in (about, visit.purpose) if part))}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + "\r\n" for line in lines)


def folded(line: str) -> str:
    """A long line in pieces of at most 75 octets, each next one after a space, never through a letter."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        room = LINE if not pieces else LINE - 1
        if len((piece + letter).encode()) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])


def _start(visit: Visit) -> str:
    if visit.planned_at is None:
        return f"DTSTART;VALUE=DATE:{visit.planned_on:%Y%m%d}"
    local = datetime.combine(visit.planned_on, visit.planned_at, tzinfo=BRUSSELS)
    return f"DTSTART:{_utc(local)}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
