"""A fixed training plan as sections of a paper: what everybody who signs may read of it."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from duaal.casework.progress.labels import TEXT, UNMARKED, VENUE
from duaal.casework.progress.models import Line, Plan, WeekBlock
from duaal.casework.progress.policy import NOT_FOR_A_COMPANY
from duaal.casework.recognition.models import Recognition
from duaal.foundation.papers.paper import Items, Section, Table, Text

HOUR = 60
PARTS = ("recognition__site", "recognition__company")


def plan_sections(plan: Plan) -> Iterator[Section]:
    """The plan without what is between the school, the learner and the parents: the company has it too."""
    period = _("Van %(first)s tot en met %(last)s") % {
        "first": _day(plan.starts_on),
        "last": _day(plan.ends_on),
    }
    code = _("Code van het plan (SHA-256): %(hash)s") % {"hash": plan.content_hash}
    title = _("Opleidingsplan, versie %(version)s") % {"version": plan.version}
    yield Section(title, (Items((period, code)),), new_page=True)
    if lines := tuple(_line(one) for one in _lines(plan)):
        competences = (_("Competentie"), _("Waar"), _("Werkplek en mentor"), _("Wanneer"))
        yield Section(_("Wat leert de leerling waar?"), (Table(competences, lines),), depth=2)
    if weeks := tuple(_weeks(one) for one in plan.blocks.select_related(*PARTS)):
        hours = (_("Weken"), _("Werkplek"), _("Uren op de werkplek"), _("Gesimuleerd"), _("Lessen"))
        yield Section(_("Hoeveel uren per week?"), (Table(hours, weeks),), depth=2)
    moments = tuple(
        f"{_day(one.planned_on)}: {one.form}" if one.form else _day(one.planned_on)
        for one in plan.evaluations.all()
    )
    if moments:
        yield Section(_("Wanneer evalueren we?"), (Items(moments),), depth=2)
    yield from _texts(plan)


def _texts(plan: Plan) -> Iterator[Section]:
    texts = {name: text.strip() for name, text in plan.texts().items() if text.strip()}
    for name, text in texts.items():
        if name not in NOT_FOR_A_COMPANY:
            yield Section(str(TEXT[name]), tuple(Text(line) for line in text.splitlines() if line.strip()), 2)
    if NOT_FOR_A_COMPANY & set(texts):
        words = _(
            "Het plan zegt ook iets dat tussen school, leerling en ouders blijft. Zij lezen het op de "
            "bladzijde van het plan. De code van het plan geldt ook voor dat deel."
        )
        yield Section(_("Wat hier niet staat"), (Text(words),), 2)


def _lines(plan: Plan) -> list[Line]:
    found = plan.lines.select_related("competence", "mentor__person", *PARTS)
    return list(found.order_by("competence__position", "pk"))


def _line(line: Line) -> tuple[str, ...]:
    who = str(line.mentor.person) if line.mentor else ""
    place = ", ".join(part for part in (_place(line.recognition), who) if part)
    when = _("%(first)s tot %(last)s") % {"first": _short(line.starts_on), "last": _short(line.ends_on)}
    return str(line.competence), str(VENUE.get(line.venue, UNMARKED)), place or _("geen"), when


def _weeks(block: WeekBlock) -> tuple[str, ...]:
    when = _("%(first)s tot %(last)s") % {"first": _short(block.starts_on), "last": _short(block.ends_on)}
    place = _place(block.recognition) or _("geen")
    return when, place, _hours(block.real_minutes), _hours(block.simulated_minutes), str(block.lessons)


def _place(recognition: Recognition | None) -> str:
    return "" if recognition is None else recognition.site.name or recognition.company.name


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    return str(hours) if not rest else str(number_format(minutes / HOUR, decimal_pos=2, use_l10n=True))


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _short(day: date) -> str:
    return f"{day:%d/%m/%Y}"
