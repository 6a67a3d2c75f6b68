"""Recognised workplaces on their way to a sanction, for tests."""

from datetime import date, timedelta
from typing import Any

from duaal.casework.agreements.models import Agreement, AgreementKind
from duaal.casework.recognition.facts import VoterGroup
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.rules.votes import Ballot, Votes, VoteWay
from duaal.casework.recognition.sanctions import hearing
from duaal.casework.recognition.sanctions.decisions import ExclusionWish, Sanction, WithdrawalWish
from duaal.casework.recognition.states import AssignmentState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.register.partnerships.models import PartnershipPower, Population, Power
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.factories import (
    ApplicationFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
)
from tests.register.organisations.factories import SiteFactory
from tests.register.partnerships.factories import PartnershipFactory, PartnershipPowerFactory

MONDAY = date(2026, 5, 4)
"""The day of the decisions here; three working days later is Thursday 7 May, a week after that 14 May."""

PRESUMED_EFFECT = date(2026, 5, 14)
INVITED = MONDAY - timedelta(days=11)
"""The ten days to react end on the day before `MONDAY`."""


def workplace(partnership: str = "bouw", *, mentor: bool = True, **values: Any) -> Recognition:
    """A recognition with a working mentor, of a partnership that may recognise and withdraw."""
    body = PartnershipFactory(code=partnership)
    _empower(body, Power.RECOGNISE)
    site = values.pop("site", None) or SiteFactory()
    case = ApplicationFactory(approved=True, mentor=None, partnership=body, site=site)
    found = RecognitionFactory(application=case, **values)
    if mentor:
        mentor_of(found)
    return found


def mentor_of(recognition: Recognition, **values: Any) -> MentorAssignment:
    """One more working mentor of the recognition."""
    values.setdefault("state", AssignmentState.ACTIVE)
    return MentorAssignmentFactory(application=recognition.application, recognition=recognition, **values)


def may_exclude(partnership: str = "bouw") -> None:
    """Gives the partnership the power to exclude."""
    _empower(PartnershipFactory(code=partnership), Power.EXCLUDE)


def _empower(body: Any, power: str) -> None:
    if not PartnershipPower.objects.filter(partnership=body, power=power).exists():
        PartnershipPowerFactory(partnership=body, power=power, population=Population.SECONDARY)


def flemish_partnership() -> None:
    """The Flemish Partnership, in whose name the actor `FLEMISH` acts."""
    PartnershipFactory(flemish=True)


def proposed(recognition: Recognition, *, on: date = INVITED, actor: Actor = OFFICER) -> Recognition:
    """The recognition after a proposed sanction; on `MONDAY` the term to react is over."""
    hearing.propose(recognition.pk, actor=actor, on=on, reason="De leerling kreeg geen begeleiding.")
    recognition.refresh_from_db()
    return recognition


def withdrawal_of(recognition: Recognition, **changed: Any) -> WithdrawalWish:
    values = {"ground": "DUTY_BREACH", "code": "D1", "reason": "De competenties worden niet aangeleerd."}
    return WithdrawalWish(recognition_id=recognition.pk, **{**values, **changed})


def exclusion(**changed: Any) -> ExclusionWish:
    values = {"kind": "TEMPORARY", "reason": "Het ging herhaald mis.", "until": date(2026, 12, 31)}
    return ExclusionWish(**{**values, **changed})


def sanction(*recognitions: Recognition, **changed: Any) -> Sanction:
    """A decision that withdraws these recognitions."""
    values: dict[str, Any] = {
        "reasons": "De plichten zijn niet nagekomen.",
        "withdrawals": tuple(withdrawal_of(one) for one in recognitions),
        "ballot": votes(VoterGroup.EMPLOYERS, VoterGroup.WORKERS),
    }
    return Sanction(**{**values, **changed})


def votes(*groups: VoterGroup) -> Ballot:
    """A decision that three members of each of these groups voted for."""
    return Ballot(votes=tuple(Votes(group, VoteWay.FOR, 3) for group in groups))


def agreement(recognition: Recognition, kind: str = AgreementKind.OAO, **values: Any) -> Agreement:
    """An agreement that runs at the recognised workplace until the end of the next school year."""
    given = {
        "kind": kind,
        "learner_number": f"L{Agreement.objects.count():08d}",
        "concluded_on": date(2026, 3, 20),
        "starts_on": date(2026, 4, 1),
        "planned_end_on": date(2027, 6, 30),
    }
    return Agreement.objects.create(
        recognition=recognition,
        company=recognition.company,
        site=recognition.site,
        programme=recognition.programme,
        **{**given, **values},
    )


def of_company(recognition: Recognition) -> Actor:
    """The company of the recognition."""
    return Actor(Role.COMPANY, recognition.company.enterprise_number, user_id=15, name="Ann Peeters")
