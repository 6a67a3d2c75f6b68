"""Appeals against the refusal of one more mentor: offered all the same (`recognition.md` 14.3)."""

import pytest

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.states import AppealKind
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.states import ApplicationKind
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, OFFICER, company_of
from tests.casework.recognition.appeals.cases import DAY, REFUSED_ON, WHY
from tests.casework.recognition.factories import ApplicationFactory, RecognitionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused():
    """A case for one more mentor at a recognised place, of which the extract was not in order."""
    place = RecognitionFactory()
    case = ApplicationFactory(
        kind=ApplicationKind.ADD_MENTOR,
        recognition_concerned=place,
        site=place.site,
        programme=place.programme,
        judged=True,
    )
    case.judgements.filter(condition="M1").update(verdict="not_met", reason="Te oud.")
    handling.refuse(case.pk, actor=OFFICER, on=REFUSED_ON)
    return case


def admitted(case):
    appeal = actions.lodge(AppealKind.REFUSAL, case.pk, actor=company_of(case), on=DAY, reasons=WHY)
    return actions.admit(appeal.pk, actor=DEPARTMENT, on=DAY)


def test_a_mentor_who_is_accepted_on_appeal_joins_the_recognition_and_makes_no_new_one(refused):
    mentor = refused.assignments.get()

    actions.uphold(
        admitted(refused).pk, actor=DEPARTMENT, on=DAY, reason="Het was op tijd.", mentor_ids=[mentor.pk]
    )

    joined = MentorAssignment.objects.get(pk=mentor.pk)
    assert Recognition.objects.count() == 1
    assert joined.recognition == refused.recognition_concerned
    assert joined.state == "ACTIVE_UNTRAINED"


def test_a_mentor_does_not_join_a_recognition_that_ended_meanwhile(refused):
    appeal = admitted(refused)
    Recognition.objects.update(state="WITHDRAWN", ended_on=DAY)

    with pytest.raises(Refused) as refusal:
        actions.uphold(
            appeal.pk, actor=DEPARTMENT, on=DAY, reason="Juist.", mentor_ids=[refused.assignments.get().pk]
        )

    assert refusal.value.reasons == ("recognition_ended",)


def test_whoever_refused_the_mentor_does_not_decide_on_the_appeal(refused):
    same_person = Actor(Role.DEPARTMENT, "wewis", user_id=OFFICER.user_id, name=OFFICER.name)

    with pytest.raises(Refused) as refusal:
        actions.reject(admitted(refused).pk, actor=same_person, on=DAY, reason="Neen.")

    assert refusal.value.reasons == ("decided_by_who_refused",)
