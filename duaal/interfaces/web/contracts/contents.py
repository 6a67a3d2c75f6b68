"""The text of an agreement in plain Dutch, made from the content that the signatures bind."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.labels import KIND
from duaal.casework.agreements.models import Version
from duaal.casework.agreements.rules.timetable import Pattern, Place
from duaal.casework.agreements.terms import Terms
from duaal.interfaces.web.contracts.draft_form import DAYS

HOUR = timedelta(hours=1) // timedelta(minutes=1)
WEEK = calendar.SUNDAY + 1

ENDING: tuple[Promise, ...] = (
    gettext_lazy(
        "In de eerste periode kan de onderneming of de leerling schriftelijk opzeggen, zonder reden, "
        "met een korte termijn."
    ),
    gettext_lazy(
        "Daarna kan het enkel om een ernstige reden. De trajectbegeleider bemiddelt eerst. De overeenkomst "
        "gaat intussen door."
    ),
    gettext_lazy("De school kan ze schriftelijk beëindigen met redenen, bijvoorbeeld bij gevaar."),
    gettext_lazy("Ze eindigt ook als de erkenning van de onderneming opgeheven wordt."),
    gettext_lazy("In schoolvakanties en bij ziekte ligt de overeenkomst stil, zoals het decreet het zegt."),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One part of the text: a title and its lines."""

    title: Promise
    lines: tuple[str, ...]


def paragraphs(version: Version) -> tuple[Paragraph, ...]:
    """The text of a version, part by part; the same for everybody who reads it."""
    terms, parties = version.terms, version.parties
    born = date_format(date.fromisoformat(parties["birth_date"]), "j F Y")
    found = [
        Paragraph(
            gettext_lazy("Wie sluit deze overeenkomst?"),
            (
                _("Leerling: %(name)s, geboren op %(born)s") % {"name": parties["learner"], "born": born},
                _("Onderneming: %(name)s (%(number)s)")
                % {"name": parties["company"], "number": parties["company_number"]},
                _("School of centrum: %(name)s, trajectbegeleider %(who)s")
                % {"name": parties["provider"], "who": parties["counsellor"] or _("nog niet gekend")},
            ),
        ),
        Paragraph(
            gettext_lazy("Wat, waar en wanneer?"),
            (
                _("Soort: %(kind)s") % {"kind": KIND[terms.kind]},
                _("Opleiding: %(name)s") % {"name": parties["programme"]},
                _("Werkplek: %(name)s, %(address)s")
                % {"name": parties["site"], "address": parties["site_address"]},
                _("Mentor: %(names)s") % {"names": ", ".join(parties["mentors"]) or _("nog niemand")},
                _("Van %(first)s tot en met %(last)s")
                % {"first": _day(terms.first), "last": _day(terms.last)},
            ),
        ),
        Paragraph(gettext_lazy("Hoeveel uren per week?"), tuple(_hours(terms))),
        Paragraph(gettext_lazy("Op welke dagen?"), tuple(_timetable(terms))),
    ]
    if terms.plan is not None:
        words = _("Het opleidingsplan, versie %(version)s, hoort bij deze overeenkomst (code %(hash)s).")
        line = words % {"version": terms.plan.version, "hash": terms.plan.hash[:12]}
        plan_lines = tuple(terms.plan.text.splitlines())
        found.append(Paragraph(gettext_lazy("Wat leert de leerling?"), (line, *plan_lines)))
    if terms.remarks:
        found.append(Paragraph(gettext_lazy("Andere afspraken"), tuple(terms.remarks.splitlines())))
    found.append(Paragraph(gettext_lazy("Stilliggen en stoppen"), tuple(str(one) for one in ENDING)))
    return tuple(found)


def _hours(terms: Terms) -> Iterator[str]:
    for block in terms.blocks:
        parts = []
        if block.real:
            parts.append(_("%(n)s uur op de werkplek") % {"n": spoken_hours(block.real)})
        if block.simulated:
            parts.append(_("%(n)s uur op een gesimuleerde werkplek") % {"n": spoken_hours(block.simulated)})
        if block.lessons:
            parts.append(_("%(n)s lessen") % {"n": block.lessons})
        assert block.period.last is not None
        yield _("Van %(first)s tot en met %(last)s: %(what)s") % {
            "first": _day(block.period.first),
            "last": _day(block.period.last),
            "what": ", ".join(parts) or _("niets"),
        }


def _timetable(terms: Terms) -> Iterator[str]:
    for one in terms.timetable:
        yield _one_day(one)


def _one_day(one: Pattern) -> str:
    place = _("les") if one.place == Place.LESSONS else _("werkplek")
    words = _("%(day)s: %(place)s van %(start)s tot %(end)s") % {
        "day": DAYS[one.weekday % WEEK],
        "place": place,
        "start": clock(one.span.first),
        "end": clock(one.span.last),
    }
    pauses = [f"{clock(start)}-{clock(end)}" for start, end in one.breaks]
    return (
        _("%(words)s, pauze %(pauses)s") % {"words": words, "pauses": ", ".join(pauses)} if pauses else words
    )


def spoken_hours(minutes: int) -> str:
    """`24`, `7,5`."""
    hours, rest = divmod(minutes, HOUR)
    return str(hours) if not rest else f"{minutes / HOUR:.2f}".rstrip("0").replace(".", ",")


def clock(minutes: int) -> str:
    """`8:30`; after midnight the hour of the next day."""
    hours, rest = divmod(minutes, HOUR)
    return f"{hours % (timedelta(days=1) // timedelta(hours=1))}:{rest:02}"


def _day(day: date) -> str:
    return date_format(day, "j F Y")
