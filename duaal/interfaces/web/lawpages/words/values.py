"""Values of the lawbook as a reader understands them: with their unit, and codes in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SUBJECT: dict[str, Promise] = {
    "agreements": _("overeenkomsten"),
    "matching": _("werkplekken"),
    "recognition": _("erkenning"),
    "retention": _("bewaartermijnen"),
    "school": _("schooljaar"),
    "statistics": _("cijfers"),
    "trajectories": _("leerlingen"),
    "progress": _("opleidingsplannen"),
}

ONE_OR_MORE: dict[str, Any] = {
    "dagen": ngettext_lazy("%(n)s kalenderdag", "%(n)s kalenderdagen", "n"),
    "werkdagen": ngettext_lazy("%(n)s werkdag", "%(n)s werkdagen", "n"),
    "weken": ngettext_lazy("%(n)s week", "%(n)s weken", "n"),
    "minuten": ngettext_lazy("%(n)s minuut", "%(n)s minuten", "n"),
    "maanden": ngettext_lazy("%(n)s maand", "%(n)s maanden", "n"),
    "jaren": ngettext_lazy("%(n)s jaar", "%(n)s jaar", "n"),
    "uren": ngettext_lazy("%(n)s uur", "%(n)s uur", "n"),
    "leerlingen": ngettext_lazy("%(n)s leerling", "%(n)s leerlingen", "n"),
    "personen": ngettext_lazy("%(n)s persoon", "%(n)s personen", "n"),
    "ondernemingen": ngettext_lazy("%(n)s onderneming", "%(n)s ondernemingen", "n"),
    "momenten": ngettext_lazy("%(n)s moment", "%(n)s momenten", "n"),
    "opleidingsdagen": ngettext_lazy("%(n)s opleidingsdag", "%(n)s opleidingsdagen", "n"),
    "schooljaren": ngettext_lazy("%(n)s schooljaar", "%(n)s schooljaren", "n"),
    "kilometer": ngettext_lazy("%(n)s kilometer", "%(n)s kilometer", "n"),
    "kilometer per uur": ngettext_lazy("%(n)s kilometer per uur", "%(n)s kilometer per uur", "n"),
    "punten": ngettext_lazy("%(n)s punt", "%(n)s punten", "n"),
    "werkplekken": ngettext_lazy("%(n)s werkplek", "%(n)s werkplekken", "n"),
    "keer": ngettext_lazy("%(n)s keer", "%(n)s keer", "n"),
}

CODE: dict[str, Promise] = {
    "RECEIVED": _("de ontvangst van de aanvraag"),
    "CALENDAR": _("kalenderdagen"),
    "WORKING": _("werkdagen"),
    "ACTIVITY_LIST": _("activiteitenlijst"),
    "EXTRACT": _("uittreksel uit het strafregister"),
    "DEBT_CERTIFICATE": _("attest van schulden"),
    "KEEP_RUNNING": _("ze lopen gewoon door"),
    "END": _("ze eindigen op de laatste dag waarop de vestiging open was"),
    "ESCALATE": _("het Vlaams Partnerschap wordt verwittigd; niets wordt stilzwijgend toegekend"),
    "TACIT_GRANT": _("de erkenning is stilzwijgend toegekend"),
    "NAMING": _("de aanwijzing van de mentor"),
    "DECISION": _("de beslissing"),
    "CASE_CLOSED": _("het einde van het dossier"),
    "RECOGNITION": _("de erkenning"),
    "APPLICATION": _("de aanvraag"),
    "PER_EVENT": _("opnieuw na elk verlies"),
    "FIRST_TRAINING_DAY": _("de eerste opleidingsdag na de overeenkomst"),
    "NEVER": _("nooit"),
    "BOARD_AFTER_CLB": _("met toestemming van het bestuur, na advies van het CLB"),
    "UNTIL_DAY": _("van rechtswege tot een vaste dag"),
    "NOVEMBER": _("van rechtswege tot en met de eerste lesdag van november"),
    "SERIOUS_REASON": _("alleen om een ernstige reden"),
    "COUNCIL": _("alleen met een gunstige klassenraad"),
    "SUSPENDED": _("voorzorgsmaatregel"),
    "SANCTION_PROPOSED": _("sanctie voorgesteld"),
    "UNDER_GUIDANCE": _("in begeleiding"),
    "flanders": _("Vlaams Gewest"),
    "brussels": _("Brussels Hoofdstedelijk Gewest"),
    "employers": _("werkgevers"),
    "workers": _("werknemers"),
    "education": _("onderwijs"),
    "adult_education": _("volwassenenonderwijs"),
    "work": _("beleidsdomein Werk"),
    "vdab": _("VDAB"),
    "agodi": _("AGODI"),
    "ahovoks": _("AHOVOKS"),
    "SCHOOL_YEAR": _("per schooljaar"),
    "CALENDAR_YEAR": _("per kalenderjaar"),
    "START_IS_DAY_1": _("kalenderdagen, de start is dag 1"),
    "NEXT_DAY": _("de dag na de ontvangst"),
    "RECEIPT": _("de dag van de ontvangst"),
    "KEPT": _("de onderneming betaalt door"),
    "UNPAID": _("geen vergoeding"),
    "INSURER": _("de verzekeraar betaalt"),
    "AS_WORKER": _("zoals voor een werknemer"),
    "BENEFIT": _("een uitkering"),
    "company": _("de onderneming"),
    "provider": _("de opleidingsverstrekker"),
    "bakery": _("bakkerijen"),
    "horeca": _("horeca"),
}


def value_words(value: Any, unit: str) -> str:
    """The value in words, such as `14 kalenderdagen`, `ja` or `werkgevers, werknemers`; a stop too."""
    if value is None:
        return now("geldt niet meer")
    if isinstance(value, bool):
        return now("ja") if value else now("nee")
    if value == ():
        return now("geen")
    if isinstance(value, tuple):
        return ", ".join(value_words(one, unit) for one in value)
    if unit == "maand en dag":
        month, day = value.split("-")
        return date_format(date(2000, int(month), int(day)), "j F")
    if unit in ONE_OR_MORE:
        return str(ONE_OR_MORE[unit] % {"n": value})
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(CODE.get(value, value))
