"""Why an outcome is what it is: the facts a rule looked at and the dated values behind it, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition.models import Derogation, ExtractEntries
from duaal.casework.recognition.rules.outcomes import FactUsed
from duaal.foundation.geography.models import Region
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version
from duaal.interfaces.web.lawpages.rows import general_key, label_of
from duaal.interfaces.web.lawpages.words.sources import shown_sources
from duaal.interfaces.web.lawpages.words.values import value_words

CONDITION_KEY = "recognition.conditions."

FACT: dict[str, Promise] = {
    "organisation_and_equipment": gettext_lazy(
        "De onderneming verklaart dat organisatie en uitrusting volstaan"
    ),
    "financial_strength": gettext_lazy("De onderneming verklaart dat ze genoeg financiële draagkracht heeft"),
    "conviction": gettext_lazy("De onderneming is veroordeeld"),
    "conviction_judged_irrelevant": gettext_lazy(
        "Het partnerschap besliste dat de veroordeling niet meetelt"
    ),
    "mentors": gettext_lazy("Mentoren in de aanvraag"),
    "mentors_that_qualify": gettext_lazy("Mentoren die nu aan alles voldoen"),
    "site_region": gettext_lazy("Gewest van de vestiging"),
    "excluded_until": gettext_lazy("Uitgesloten tot en met"),
    "received_on": gettext_lazy("Aanvraag ontvangen op"),
    "active_in_register": gettext_lazy("Onderneming en vestiging zijn actief"),
    "extract_model": gettext_lazy("Model van het uittreksel"),
    "extract_issued_on": gettext_lazy("Uittreksel gemaakt op"),
    "named_on": gettext_lazy("Mentor aangewezen op"),
    "extract_refused_as": gettext_lazy("Wat er mis is met het uittreksel"),
    "extract_entries": gettext_lazy("Wat er op het uittreksel staat"),
    "extract_judged_acceptable": gettext_lazy("Het partnerschap aanvaardt wat er op het uittreksel staat"),
    "barred": gettext_lazy("Geweigerd als mentor in deze onderneming, als sanctie"),
    "age": gettext_lazy("Leeftijd op de dag dat ze telt"),
    "experience_years": gettext_lazy("Volle jaren ervaring in het beroep"),
    "prior_training_proof": gettext_lazy("Bewijs van een opleiding in het beroep"),
    "derogation": gettext_lazy("Toegestane afwijking"),
    "training_done": gettext_lazy("Mentoropleiding gevolgd"),
    "inside_undertaking": gettext_lazy("De mentor hoort bij de onderneming"),
}

WRONG_EXTRACT: dict[str | None, Promise] = {
    None: gettext_lazy("niets"),
    "missing": gettext_lazy("het ontbreekt"),
    "wrong_model": gettext_lazy("het is niet het juiste model"),
    "in_future": gettext_lazy("de datum ligt in de toekomst"),
    "too_old": gettext_lazy("het is te oud"),
}

NOTHING: dict[str, Promise] = {
    "excluded_until": gettext_lazy("niet uitgesloten"),
    "derogation": gettext_lazy("geen"),
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: what it is about, and what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One dated value (`gedateerde waarde`) behind an outcome; `href` is its page."""

    label: str
    value: str
    since: date
    source: str
    certainty: str
    href: str


def fact_lines(facts: Iterable[FactUsed]) -> tuple[FactLine, ...]:
    """The facts in words, in the order in which the rule looked at them."""
    return tuple(FactLine(str(FACT[fact.name]), fact_words(fact)) for fact in facts)


def fact_words(fact: FactUsed) -> str:
    """The value of one fact in words."""
    value: Any = fact.value
    if fact.name == "extract_refused_as":
        return str(WRONG_EXTRACT[value])
    if fact.name == "extract_entries":
        return str(ExtractEntries(value).label)
    if value is None:
        return str(NOTHING.get(fact.name, _("niet bekend")))
    if fact.name == "derogation":
        return str(Derogation(value).label)
    if fact.name == "site_region":
        return str(Region(value).label) if value in Region.values else _("buiten België")
    if fact.name in {"age", "experience_years"}:
        return ngettext("%(n)d jaar", "%(n)d jaar", value) % {"n": value}
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value)


def rule_lines(versions: Iterable[Version[Any]]) -> tuple[RuleLine, ...]:
    """The dated values with their source and certainty, each once."""
    once = {(version.key, version.since): version for version in versions}
    return tuple(_rule_line(version) for version in once.values())


@cache
def address_of_value(key: str) -> str:
    """The page of a dated value; kept, because a case names the same values many times."""
    return reverse("lawpages:detail", args=[key])


def _rule_line(version: Version[Any]) -> RuleLine:
    key = general_key(version.key)
    dated = BOOK.value(key)
    is_condition = key.startswith(CONDITION_KEY)
    return RuleLine(
        label=label_of(dated),
        value=_("geldt") if is_condition else value_words(version.value, dated.unit),
        since=version.since,
        source="; ".join(str(source) for source in shown_sources(version.source, BOOK)),
        certainty=version.certainty.value,
        href=address_of_value(key),
    )
