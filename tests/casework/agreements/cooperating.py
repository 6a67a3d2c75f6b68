"""Companies that work together for one learner, for tests: baking at the first, decorating at the second."""

from dataclasses import replace
from datetime import date

from duaal.casework.agreements.actions.drafting import Paper
from duaal.casework.agreements.models import CooperationRule
from duaal.casework.agreements.states.cooperation import CooperationRuleState
from duaal.casework.agreements.terms import PartnerPart
from duaal.casework.recognition.models import Recognition
from duaal.foundation.lawbook.dated import Certainty
from duaal.register.programmes.models import Competence
from tests.casework.agreements import files
from tests.casework.agreements.files import PLAN, START

OWN, ELSEWHERE = "bakken", "afwerken"
FIRST, LAST = date(2026, 4, 20), date(2026, 5, 29)
TOGETHER = replace(PLAN, parts=(OWN, ELSEWHERE), elsewhere=(ELSEWHERE,))


def competences_of(recognition: Recognition) -> None:
    """The two competences of the programme."""
    for position, (code, name) in enumerate(((OWN, "Brood bakken"), (ELSEWHERE, "Gebak afwerken"))):
        Competence.objects.get_or_create(
            programme=recognition.programme,
            code=code,
            valid_from=date(2020, 9, 1),
            defaults={"name": name, "position": position, "certainty": Certainty.ASSUMED},
        )


def rule_for(recognition: Recognition, **changed) -> CooperationRule:
    """The partnership of the recognition lets the second competence be learned elsewhere."""
    given = {
        "partnership": recognition.partnership,
        "programme": recognition.programme,
        "state": CooperationRuleState.KEPT,
        "parts": [ELSEWHERE],
        "max_days": 60,
        "valid_from": date(2025, 9, 1),
        "decision": "Verslag van 1 september 2025.",
        "made_on": START,
        "made_by_name": "Partnerschap",
    }
    return CooperationRule.objects.create(**{**given, **changed})


def part_at(place: Recognition, **changed) -> PartnerPart:
    given = {
        "recognition": place.pk,
        "first": FIRST,
        "last": LAST,
        "parts": (ELSEWHERE,),
        "mentors": tuple(place.assignments.values_list("pk", flat=True)),
        "signer": "Jan Claes",
    }
    return PartnerPart(**{**given, **changed})


def paper_for(place: Recognition, /, *parts: PartnerPart, **changed) -> Paper:
    """An agreement at the first company with parts at others."""
    paper = files.paper_for(place, **{"plan": TOGETHER, **changed})
    terms = replace(paper.terms, partners=parts)
    return replace(paper, terms=terms, partner_emails=tuple("partner@voorbeeld.test" for _part in parts))
