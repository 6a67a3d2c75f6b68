"""The hearing before a sanction: the term to react, a reaction, a talk, and a sanction that is dropped."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.models import Hearing
from duaal.casework.recognition.sanctions import guidance, hearing
from duaal.casework.recognition.sanctions.guidance import ActionPlan
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.sanctions.workplaces import INVITED, MONDAY, of_company, proposed, workplace

pytestmark = pytest.mark.django_db


def test_the_company_has_ten_days_to_react():
    place = proposed(workplace())

    invitation = Hearing.objects.get()
    assert (invitation.invited_on, invitation.react_by) == (INVITED, INVITED + timedelta(days=10))
    entry = Entry.objects.get(step="propose_sanction")
    assert entry.to_state == place.state == "SANCTION_PROPOSED"
    assert [version["key"] for version in entry.rule_versions] == ["recognition.hearing_days"]


def test_a_sanction_needs_a_reason():
    place = workplace()

    with pytest.raises(ValidationError, match="Schrijf de reden op"):
        hearing.propose(place.pk, actor=OFFICER, on=MONDAY, reason=" ")

    assert not Hearing.objects.exists()


@pytest.mark.parametrize("actor", [OTHER_PARTNERSHIP, OTHER_COMPANY], ids=lambda actor: str(actor.role))
def test_only_the_deciding_partnership_proposes(actor):
    place = workplace()

    with pytest.raises(PermissionDenied):
        hearing.propose(place.pk, actor=actor, on=MONDAY, reason="Omdat.")


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(INVITED + timedelta(days=10), id="in time"),
        pytest.param(INVITED + timedelta(days=11), id="late, nothing decided yet"),
    ],
)
def test_the_company_reacts_as_long_as_nothing_is_decided(day):
    place = proposed(workplace())

    hearing.react(place.pk, actor=of_company(place), on=day, reaction="Wij waren ziek.")

    assert Hearing.objects.get().reaction == "Wij waren ziek."
    assert Entry.objects.get(step="react_to_hearing").on == day


def test_the_company_reacts_once():
    place = proposed(workplace())
    hearing.react(place.pk, actor=of_company(place), on=INVITED, reaction="Wij waren ziek.")

    with pytest.raises(Refused) as refusal:
        hearing.react(place.pk, actor=of_company(place), on=INVITED, reaction="En nog iets.")

    assert refusal.value.reasons == ("hearing_answered",)


def test_who_is_not_invited_has_nothing_to_react_to():
    place = workplace()

    with pytest.raises(Refused) as refusal:
        hearing.react(place.pk, actor=of_company(place), on=MONDAY, reaction="Waarom?")

    assert refusal.value.reasons == ("no_hearing",)


def test_another_company_cannot_react():
    place = proposed(workplace())

    with pytest.raises(PermissionDenied):
        hearing.react(place.pk, actor=OTHER_COMPANY, on=INVITED, reaction="Ik ook.")


def test_a_talk_is_recorded_with_its_report():
    place = proposed(workplace())

    hearing.hear(place.pk, actor=OFFICER, on=MONDAY, heard_on=INVITED, report="De zaakvoerder geeft toe.")

    found = Hearing.objects.get()
    assert (found.heard_on, found.report) == (INVITED, "De zaakvoerder geeft toe.")


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(INVITED - timedelta(days=1), id="before the invitation"),
        pytest.param(MONDAY + timedelta(days=1), id="tomorrow"),
    ],
)
def test_a_talk_lies_between_the_invitation_and_today(day):
    place = proposed(workplace())

    with pytest.raises(ValidationError):
        hearing.hear(place.pk, actor=OFFICER, on=MONDAY, heard_on=day, report="Gesprek.")


def test_a_dropped_sanction_leaves_the_recognition_in_order():
    place = proposed(workplace())

    hearing.drop(place.pk, actor=OFFICER, on=MONDAY, reason="De uitleg volstaat.")

    place.refresh_from_db()
    assert place.state == RecognitionState.ACTIVE
    assert Hearing.objects.get().closed_on == MONDAY
    assert Entry.objects.get(step="drop_sanction").remark == "De uitleg volstaat."


def test_a_dropped_sanction_can_go_on_as_guidance():
    place = workplace()
    plan = ActionPlan("Doe iets.", "Ann", INVITED)
    action = guidance.start(
        place.pk, actor=OFFICER, on=INVITED, shortcoming="U1", description="Materiaal.", actions=[plan]
    ).actions.get()
    guidance.close_action(action.pk, actor=OFFICER, on=INVITED, result="NEGATIVE", remark="Niets.")
    proposed(place)

    hearing.drop(place.pk, actor=OFFICER, on=MONDAY, reason="Nog een kans.", resume_guidance=True)

    place.refresh_from_db()
    assert place.state == RecognitionState.UNDER_GUIDANCE
    assert place.guidances.get().state == "RUNNING"


def test_without_guidance_there_is_none_to_resume():
    place = proposed(workplace())

    with pytest.raises(Refused) as refusal:
        hearing.drop(place.pk, actor=OFFICER, on=MONDAY, reason="Nog een kans.", resume_guidance=True)

    assert refusal.value.reasons == ("no_guidance_to_resume",)
    assert Hearing.objects.get().closed_on is None
