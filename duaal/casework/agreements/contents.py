"""The text of an agreement in plain Dutch, made once, when its version is written.

The words themselves stand in the content that the signatures bind, so that a text never changes with the code
or with the law of a later day.
"""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.clauses import Clause, clauses_of
from duaal.casework.agreements.facts import Population
from duaal.casework.agreements.labels import KIND
from duaal.casework.agreements.models import Version
from duaal.casework.agreements.rules.timetable import Pattern, Place
from duaal.casework.agreements.terms import Terms, from_json

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

TEXT = "text"
IDENTITY = "identity"


def with_text(content: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """The content of a version with its text, in the words and with the terms of the lawbook of that day."""
    return {**content, TEXT: [[one.title, list(one.lines)] for one in _written(content, on=on)]}


def paragraphs(version: Version) -> tuple[Clause, ...]:
    """The text of a version, part by part, as it was written; the same for everybody who reads it."""
    return tuple(Clause(title, tuple(lines)) for title, lines in version.content[TEXT])


def _written(content: Mapping[str, Any], *, on: date) -> Iterator[Clause]:
    terms, parties = from_json(content["terms"]), content["parties"]
    yield from _since(content.get("amends"), terms)
    yield from _who_and_where(terms, parties)
    yield Clause(_("Hoeveel uren per week?"), tuple(_hours(terms)))
    yield Clause(_("Op welke dagen?"), tuple(_timetable(terms)))
    yield from _plan(terms)
    yield from _partners(terms, parties)
    yield from _annex(terms)
    if terms.remarks:
        yield Clause(_("Andere afspraken"), tuple(terms.remarks.splitlines()))
    yield from clauses_of(terms.kind, Population(parties["population"]), on=on)


def _who_and_where(terms: Terms, parties: Mapping[str, Any]) -> Iterator[Clause]:
    born = _day(date.fromisoformat(parties["birth_date"]))
    yield Clause(
        _("Wie sluit deze overeenkomst?"),
        (
            _("Leerling: %(name)s, geboren op %(born)s") % {"name": parties["learner"], "born": born},
            *_identity(parties.get(IDENTITY)),
            _("Onderneming: %(name)s (%(number)s)")
            % {"name": parties["company"], "number": parties["company_number"]},
            _("School of centrum: %(name)s, trajectbegeleider %(who)s")
            % {"name": parties["provider"], "who": parties["counsellor"] or _("nog niet gekend")},
        ),
    )
    yield Clause(
        _("Wat, waar en wanneer?"),
        (
            _("Soort: %(kind)s") % {"kind": KIND[terms.kind]},
            _("Opleiding: %(name)s") % {"name": parties["programme"]},
            _("Werkplek: %(name)s, %(address)s")
            % {"name": parties["site"], "address": parties["site_address"]},
            _("Mentor: %(names)s") % {"names": ", ".join(parties["mentors"]) or _("nog niemand")},
            _("Van %(first)s tot en met %(last)s") % {"first": _day(terms.first), "last": _day(terms.last)},
        ),
    )


def _identity(known: Mapping[str, Any] | None) -> Iterator[str]:
    """What the text names of an adult besides the name; the national number itself is never in it."""
    if known is None:
        return
    missing = _("nog niet gekend")
    yield _("Adres van de cursist: %(address)s") % {"address": known["address"] or missing}
    yield _("Nationaliteit van de cursist: %(name)s") % {"name": known["nationality"] or missing}
    if known["number_known"]:
        yield _("Rijksregisternummer van de cursist: bekend bij de school")
    else:
        yield _("Rijksregisternummer van de cursist: nog niet gekend")


def _plan(terms: Terms) -> Iterator[Clause]:
    if terms.plan is None:
        return
    words = _("Het opleidingsplan, versie %(version)s, hoort bij deze overeenkomst (code %(hash)s).")
    line = words % {"version": terms.plan.version, "hash": terms.plan.hash[:12]}
    yield Clause(_("Wat leert de leerling?"), (line, *terms.plan.text.splitlines()))


def _since(amends: Mapping[str, Any] | None, terms: Terms) -> Iterator[Clause]:
    """From when an amended text holds, which text it changes, and why."""
    if amends is None or terms.since is None:
        return
    words = _("Deze tekst geldt vanaf %(day)s. Tot dan geldt de tekst van versie %(number)s (code %(hash)s).")
    line = words % {"day": _day(terms.since), "number": amends["version"], "hash": amends["hash"][:12]}
    yield Clause(_("Een wijziging"), (line, *amends["reason"].splitlines()))


def _annex(terms: Terms) -> Iterator[Clause]:
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
    yield Clause(_("Bijlage: schoolvakanties"), tuple(lines))


def _partners(terms: Terms, parties: Mapping[str, Any]) -> Iterator[Clause]:
    """Each part at a partner company: where, when, what, with which mentor, and who goes on paying."""
    for part, named in zip(terms.partners, parties.get("partners", ()), strict=True):
        words = {"name": named["company"], "number": named["company_number"]}
        place = {"site": named["site"], "address": named["site_address"]}
        yield Clause(
            _("Het deel bij een andere onderneming"),
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
