"""A line of the ranked list in words: what its place in the list stands on."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duaal.casework.matching.rules.ranking import Ranked


def why(line: Ranked, *, competences_known: bool) -> str:
    """`12 van de 14 competenties, 6 km, ongeveer 24 minuten, plaats vanaf 1 december`."""
    parts = [
        _competences(line, known=competences_known),
        distance(line.km),
        travel(line.minutes),
        _start(line.candidate.starts_from, line.days_late),
        _("de leerling werkte hier eerder") if line.worked_before else "",
        _("deze onderneming weigerde de leerling eerder") if line.refused_before else "",
    ]
    return ", ".join(part for part in parts if part)


def distance(km: float | None) -> str:
    """`6 km`, less than one kilometre as such."""
    if km is None:
        return _("afstand niet bekend")
    if km < 1:
        return _("minder dan 1 km")
    return _("%(n)s km") % {"n": round(km)}


def travel(minutes: float | None) -> str:
    """`ongeveer 24 minuten`: an estimate."""
    if minutes is None:
        return ""
    whole = round(minutes)
    return ngettext("ongeveer %(n)s minuut", "ongeveer %(n)s minuten", whole) % {"n": whole}


def _competences(line: Ranked, *, known: bool) -> str:
    if not known:
        return _("alle competenties van de opleiding")
    if not line.asked:
        return _("geen open competenties meer")
    words = ngettext(
        "%(taught)s van de %(asked)s open competentie",
        "%(taught)s van de %(asked)s open competenties",
        line.asked,
    )
    return words % {"taught": line.taught, "asked": line.asked}


def _start(day: date, days_late: int) -> str:
    if not days_late:
        return _("plaats op tijd")
    return _("plaats vanaf %(day)s") % {"day": date_format(day, "j F Y")}
