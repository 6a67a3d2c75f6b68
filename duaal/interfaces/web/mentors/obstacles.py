"""What rules out a mentor, as an error on the field of a form that it is about."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duaal.casework.recognition.extracts import ISSUED_ON, wrong_extract
from duaal.casework.recognition.mentors.checking import Named
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.naming import BEGINS_LATER, NOT_ASKED, PROOF_NEEDED, Obstacle

FIELD = {"M2": "national_number", "M3": "experience_since"}


def said_of(obstacle: Obstacle, named: Named, *, on: date, law: RecognitionLaw) -> tuple[str, str]:
    """The field and the sentence for one obstacle."""
    if obstacle.code == "M1":
        wrong = wrong_extract(named.facts(on=on), on, law)
        return wrong or (ISSUED_ON, _("Vul de dag in waarop het uittreksel is gemaakt."))
    if obstacle.why == BEGINS_LATER:
        sentence = _("De dag %(day)s ligt in de toekomst. Vul de eerste dag in dit beroep in.")
        return "experience_since", sentence % {"day": f"{named.experience_since:%d/%m/%Y}"}
    if obstacle.why == PROOF_NEEDED:
        return "prior_training", _("Noem de opleiding waarop u de afwijking steunt.")
    if obstacle.why == NOT_ASKED:
        return "derogation_asked", _too_few(obstacle)
    return FIELD[obstacle.code], _too_few(obstacle)


def _too_few(obstacle: Obstacle) -> str:
    if obstacle.code == "M2":
        text = ngettext(
            "De mentor is %(years)d jaar. Een mentor is minstens %(least)d jaar. "
            "Kies een andere mentor, of vraag een afwijking als dat kan.",
            "De mentor is %(years)d jaar. Een mentor is minstens %(least)d jaar. "
            "Kies een andere mentor, of vraag een afwijking als dat kan.",
            obstacle.has,
        )
    else:
        text = ngettext(
            "De mentor heeft %(years)d vol jaar ervaring. Nodig is %(least)d jaar. "
            "Kies een andere mentor, of vraag een afwijking als dat kan.",
            "De mentor heeft %(years)d volle jaren ervaring. Nodig is %(least)d jaar. "
            "Kies een andere mentor, of vraag een afwijking als dat kan.",
            obstacle.has,
        )
    return text % {"years": obstacle.has, "least": obstacle.least}
