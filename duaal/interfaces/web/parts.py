"""What the components in `templates/parts/` show: small values that a view fills in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; `anchor` is the id of its field, empty for the whole form."""

    text: Words
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a summary list; `action` are the words of the link `href` at the end of it."""

    term: Words
    text: Words
    href: str = ""
    action: Words = ""
    certainty: str = ""
    certainty_href: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step of a history: on a day, or at a moment when that is known."""

    title: Words
    on: date
    at: datetime | None = None
    who: str = ""
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of a file: what remains, until when, and what happens then.

    `tone` is neutral, warning or danger and never says more than `word`, which is empty only when neutral.
    """

    text: str
    tone: str = "neutral"
    word: str = ""
    then: Words = ""
    stopped: bool = False

    @classmethod
    def until(cls, last_day: date, *, on: date, warn_days: int, then: Words = "") -> "Clock":
        """The clock of a term in calendar days: amber in the last `warn_days` days, red from the last day."""
        return _clock_until(last_day, on, warn_days, then, get_language())

    @classmethod
    def paused(cls, why: str, *, since: date, on: date, then: Words = "") -> "Clock":
        """A clock that stands still; `why` is a sentence part such as `we wachten op uw antwoord`."""
        text = _("%(why)s, sinds %(day)s") % {"why": why, "day": spoken(since, on=on)}
        return cls(text, "neutral", _("Gestopt"), then, stopped=True)


@lru_cache(maxsize=1024)
def _clock_until(last_day: date, on: date, warn_days: int, then: Words, _language: str | None) -> Clock:
    """The clock of `Clock.until`; kept, as the rows of a list share their days. It knows nothing else."""
    left = (last_day - on).days
    day = spoken(last_day, on=on)
    if left < 0:
        text = ngettext("%(n)d dag over tijd (sinds %(day)s)", "%(n)d dagen over tijd (sinds %(day)s)", -left)
        return Clock(text % {"n": -left, "day": day}, "danger", _("Te laat"), then)
    if left == 0:
        return Clock(_("Nog tot vandaag, %(day)s") % {"day": day}, "danger", _("Laatste dag"), then)
    text = ngettext("Nog %(n)d dag (tot %(day)s)", "Nog %(n)d dagen (tot %(day)s)", left)
    near = left <= warn_days
    word = _("Dringend") if near else ""
    return Clock(text % {"n": left, "day": day}, "warning" if near else "neutral", word, then)


def spoken(day: date, *, on: date) -> str:
    """`vrijdag 26 september`, with the year when it is another year than that of `on`."""
    return date_format(day, "l j F" if day.year == on.year else "l j F Y")


def problems_of(reasons: Sequence[Words]) -> tuple[Problem, ...]:
    """The lines of an error summary for reasons that are about no field in particular."""
    return tuple(Problem(reason) for reason in reasons)
