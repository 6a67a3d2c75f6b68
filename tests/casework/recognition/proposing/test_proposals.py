"""Proposals of withdrawal: made by a provider that had an agreement, answered by the body, or moot."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.models import Recognition, WithdrawalProposal
from duaal.casework.recognition.proposing import actions
from duaal.casework.recognition.proposing.queries import proposals_to_answer, proposals_visible_to
from duaal.flows.processes import proposals as process
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.recognition.proposing.providers import a_provider, agreement_of, counsellor_of

pytestmark = pytest.mark.django_db

DAY, ANSWER_BY = date(2026, 4, 1), date(2026, 4, 15)
WHY = "De leerling stond er alleen voor."


@pytest.fixture
def school():
    return a_provider()


@pytest.fixture
def place(school):
    """A recognition where the school has an agreement."""
    recognition = RecognitionFactory()
    agreement_of(school, recognition)
    return recognition


def proposed(recognition, provider):
    return process.propose(recognition.pk, actor=counsellor_of(provider), on=DAY, reasons=WHY)


def steps(proposal):
    entries = Entry.objects.filter(file_kind="withdrawal_proposal", file_id=proposal.pk).order_by("seq")
    return list(entries.values_list("step", flat=True))


def test_a_provider_proposes_and_the_body_has_fourteen_days(place, school):
    proposal = proposed(place, school)

    assert (proposal.state, proposal.reasons, proposal.answer_by) == ("OPEN", WHY, ANSWER_BY)
    assert (proposal.provider_number, proposal.agreement_number) == (
        school.number,
        Agreement.objects.get().pk,
    )
    assert Recognition.objects.get().state == "ACTIVE"
    assert steps(proposal) == ["propose_withdrawal"]


def test_a_provider_without_an_agreement_there_proposes_nothing(school):
    place = RecognitionFactory()
    agreement_of(a_provider("099999"), place)

    with pytest.raises(Refused) as refusal:
        proposed(place, school)

    assert refusal.value.reasons == ("no_own_agreement",)
    assert not WithdrawalProposal.objects.exists()


def test_another_recognition_of_the_same_undertaking_can_be_proposed_too(place, school):
    other = RecognitionFactory(application__site=place.site)

    assert proposed(other, school).recognition == other
    assert set(process.places_of(counsellor_of(school))) == {place, other}


def test_an_ended_recognition_and_a_second_proposal_are_refused(place, school):
    proposed(place, school)
    Recognition.objects.update(state="EXPIRED")

    with pytest.raises(Refused) as refusal:
        proposed(place, school)

    assert refusal.value.reasons == ("recognition_not_live", "proposal_open")


def test_a_proposal_has_reasons(place, school):
    with pytest.raises(ValidationError) as error:
        process.propose(place.pk, actor=counsellor_of(school), on=DAY, reasons=" ")

    assert list(error.value.message_dict) == ["reasons"]


@pytest.mark.parametrize("actor", [OFFICER, FLEMISH, DEPARTMENT, OTHER_COMPANY], ids=lambda a: str(a.role))
def test_nobody_but_a_provider_proposes(actor, place):
    with pytest.raises(PermissionDenied):
        process.propose(place.pk, actor=actor, on=DAY, reasons=WHY)


def test_taken_up_with_guidance(place, school):
    proposal = proposed(place, school)

    actions.take_up_with_guidance(
        proposal.pk, actor=OFFICER, on=DAY, shortcoming="D5", description="Te weinig begeleiding."
    )

    proposal.refresh_from_db()
    place.refresh_from_db()
    assert (proposal.state, proposal.answered_on, place.state) == ("TAKEN_UP", DAY, "UNDER_GUIDANCE")
    assert steps(proposal)[-1] == "take_up_proposal"


def test_taken_up_with_a_sanction_that_is_proposed(place, school):
    proposal = proposed(place, school)

    actions.take_up_with_sanction(proposal.pk, actor=OFFICER, on=DAY, reason="Ernstig.")

    place.refresh_from_db()
    assert place.state == "SANCTION_PROPOSED"
    assert place.hearings.get().reason == "Ernstig."


def test_dismissed_with_a_reason_that_the_provider_reads(place, school):
    proposal = proposed(place, school)
    with pytest.raises(ValidationError):
        actions.dismiss(proposal.pk, actor=OFFICER, on=DAY, reason=" ")

    actions.dismiss(proposal.pk, actor=OFFICER, on=DAY, reason="De feiten kloppen niet.")

    seen = proposals_visible_to(counsellor_of(school)).get()
    place.refresh_from_db()
    assert (seen.state, seen.answer_reason, place.state) == ("DISMISSED", "De feiten kloppen niet.", "ACTIVE")


ANSWERS = {
    "guidance": lambda pk, actor: actions.take_up_with_guidance(
        pk, actor=actor, on=DAY, shortcoming="D5", description="Begeleiding."
    ),
    "sanction": lambda pk, actor: actions.take_up_with_sanction(pk, actor=actor, on=DAY, reason="Ernstig."),
    "dismiss": lambda pk, actor: actions.dismiss(pk, actor=actor, on=DAY, reason="Neen."),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_only_the_body_that_recognised_answers_and_once(answer, place, school):
    proposal = proposed(place, school)

    for actor in (OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, OTHER_COMPANY, counsellor_of(school)):
        with pytest.raises(PermissionDenied):
            ANSWERS[answer](proposal.pk, actor)
    ANSWERS[answer](proposal.pk, OFFICER)
    with pytest.raises(Refused):
        ANSWERS[answer](proposal.pk, OFFICER)


def test_a_proposal_is_moot_when_the_recognition_ends_otherwise(place, school):
    proposal = proposed(place, school)
    before = actions.moot_all(on=DAY)
    Recognition.objects.update(state="ENDED_BY_UNDERTAKING")

    runs = [actions.moot_all(on=DAY), actions.moot_all(on=DAY)]

    proposal.refresh_from_db()
    assert (before, runs, proposal.state) == (0, [1, 0], "MOOT")
    assert steps(proposal)[-1] == "moot_proposal"


def test_who_sees_a_proposal_and_who_has_to_answer(place, school):
    proposed(place, school)
    own_company = Actor(Role.COMPANY, place.company.enterprise_number, user_id=15)
    readers = [counsellor_of(school), OFFICER, FLEMISH, DEPARTMENT]
    others = [counsellor_of(a_provider("099999")), OTHER_PARTNERSHIP, own_company, OTHER_COMPANY]

    assert [proposals_visible_to(reader).count() for reader in readers] == [1, 1, 1, 1]
    assert [proposals_visible_to(reader).count() for reader in others] == [0, 0, 0, 0]
    assert [proposals_to_answer(reader).count() for reader in readers] == [0, 1, 0, 0]
