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

HOUR = timedelta(hours=1) // timedelta(minutes=1)
WEEK = calendar.SUNDAY + 1
DAYS: tuple[Promise, ...] = (
    gettext_lazy("Maandag"),
    gettext_lazy("Dinsdag"),
    gettext_lazy("Woensdag"),
    gettext_lazy("Donderdag"),
    gettext_lazy("Vrijdag"),
    gettext_lazy("Zaterdag"),
    gettext_lazy("Zondag"),
)

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
        *_since(version),
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
    found.extend(_partners(version))
    found.extend(_annex(terms))
    if terms.remarks:
        found.append(Paragraph(gettext_lazy("Andere afspraken"), tuple(terms.remarks.splitlines())))
    found.append(Paragraph(gettext_lazy("Stilliggen en stoppen"), tuple(str(one) for one in ENDING)))
    return tuple(found)


def _since(version: Version) -> Iterator[Paragraph]:
    """From when an amended text holds, which text it changes, and why."""
    amends, since = version.content.get("amends"), version.terms.since
    if amends is None or since is None:
        return
    words = _("Deze tekst geldt vanaf %(day)s. Tot dan geldt de tekst van versie %(number)s (code %(hash)s).")
    line = words % {"day": _day(since), "number": amends["version"], "hash": amends["hash"][:12]}
    yield Paragraph(gettext_lazy("Een wijziging"), (line, *amends["reason"].splitlines()))


def _annex(terms: Terms) -> Iterator[Paragraph]:
    """What the parties agreed on school holidays, where they did."""
    annex = terms.holidays
    if annex is None:
        return
    parts = (
        (_("De leerling leert op de werkplek in een schoolvakantie op: %(days)s"), annex.worked),
        (_("In ruil is de leerling vrij op: %(days)s"), annex.made_up),
        (_("Deze vakantieweken blijven vrij, vanaf maandag: %(days)s"), annex.free_weeks),
    )
    lines = [words % {"days": ", ".join(_day(day) for day in days)} for words, days in parts if days]
    if annex.why:
        lines.append(_("Wat de leerling dan leert: %(why)s") % {"why": annex.why})
    if annex.reduced:
        lines.append(_("Het partnerschap besliste dat er minder weken schoolvakantie zijn."))
    if annex.worked and annex.seasonal:
        lines.append(_("Het is seizoenswerk. Het staat op de lijst van dit schooljaar."))
    elif annex.worked:
        lines.append(_("Iedereen die tekent, is het daarmee eens. Het is een leerkans, geen extra hulp."))
    yield Paragraph(gettext_lazy("Bijlage: schoolvakanties"), tuple(lines))


def _partners(version: Version) -> Iterator[Paragraph]:
    """Each part at a partner company: where, when, what, with which mentor, and who goes on paying."""
    for part, named in zip(version.terms.partners, version.parties.get("partners", ()), strict=True):
        words = {"name": named["company"], "number": named["company_number"]}
        place = {"site": named["site"], "address": named["site_address"]}
        yield Paragraph(
            gettext_lazy("Het deel bij een andere onderneming"),
            (
                _("Partneronderneming: %(name)s (%(number)s)") % words,
                _("Werkplek daar: %(site)s, %(address)s") % place,
                _("Van %(first)s tot en met %(last)s") % {"first": _day(part.first), "last": _day(part.last)},
                _("Mentor daar: %(names)s") % {"names": ", ".join(named["mentors"])},
                *(_("De leerling leert daar: %(name)s") % {"name": name} for name in named["parts"]),
                _("De eerste onderneming blijft de leervergoeding betalen, ook voor deze dagen."),
                _("Iedereen die tekent, is het daarmee eens. Het partnerschap krijgt bericht."),
            ),
        )


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
