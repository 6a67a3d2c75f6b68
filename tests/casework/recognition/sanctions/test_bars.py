"""The bar of a mentor: where it counts, what it leaves behind, and the recognition that goes on."""

import pytest
from django.core.exceptions import ValidationError

from duaal.casework.recognition.models import MentorBar, SanctionDecision
from duaal.casework.recognition.sanctions import actions
from duaal.casework.recognition.sanctions.decisions import BarWish
from duaal.casework.recognition.states import AssignmentState, RecognitionState
from duaal.foundation.audit.models import Entry
from tests.casework.recognition.actors import FLEMISH, OFFICER
from tests.casework.recognition.sanctions.workplaces import (
    MONDAY,
    agreement,
    exclusion,
    flemish_partnership,
    mentor_of,
    proposed,
    sanction,
    workplace,
)

pytestmark = pytest.mark.django_db


def barred(place, person, *programmes, actor=OFFICER, **changed):
    wish = BarWish(person.pk, "De mentor bleef de leerling alleen laten.", programmes)
    decision = sanction(place, **{"withdrawals": (), "bars": (wish,), **changed})
    return actions.decide(place.pk, actor=actor, on=MONDAY, sanction=decision)


def the_mentor(place):
    return place.assignments.order_by("pk").first()


def test_a_barred_mentor_leaves_the_recognition_without_one():
    place = proposed(workplace())
    agreement(place)

    barred(place, the_mentor(place).person)

    place.refresh_from_db()
    assignment = the_mentor(place)
    assert (assignment.state, assignment.end_reason) == (AssignmentState.BARRED, "BARRED")
    assert assignment.ended_on == MONDAY
    assert (place.state, place.incomplete_since) == (RecognitionState.INCOMPLETE, MONDAY)
    assert MentorBar.objects.get().state == "IN_FORCE"
    steps = list(Entry.objects.filter(file_kind="recognition").order_by("seq").values_list("step", flat=True))
    assert steps[:2] == ["propose_sanction", "bar_mentor"]
    assert steps[-1] == "settle_sanction"


def test_with_another_mentor_the_recognition_goes_on():
    place = proposed(workplace())
    mentor_of(place)

    barred(place, the_mentor(place).person)

    place.refresh_from_db()
    assert (place.state, place.incomplete_since) == (RecognitionState.ACTIVE, None)


def test_a_bar_counts_in_every_recognition_of_the_partnership_at_the_company():
    place = proposed(workplace())
    person = the_mentor(place).person
    other = workplace(site=place.site, mentor=False)
    mentor_of(other, person=person)

    barred(place, person)

    assert the_mentor(other).state == AssignmentState.BARRED


def test_a_bar_for_one_programme_leaves_the_others_alone():
    place = proposed(workplace())
    person = the_mentor(place).person
    other = workplace(site=place.site, mentor=False)
    mentor_of(other, person=person)

    barred(place, person, place.programme_id)

    assert the_mentor(place).state == AssignmentState.BARRED
    assert the_mentor(other).state == AssignmentState.ACTIVE


@pytest.mark.parametrize(
    ("actor", "state"), [(OFFICER, AssignmentState.ACTIVE), (FLEMISH, AssignmentState.BARRED)]
)
def test_a_bar_of_a_sector_counts_in_what_that_sector_decides(actor, state):
    flemish_partnership()
    place = proposed(workplace())
    person = the_mentor(place).person
    elsewhere = workplace("hout", site=place.site, mentor=False)
    mentor_of(elsewhere, person=person)

    barred(place, person, actor=actor)

    assert the_mentor(elsewhere).state == state


def test_a_bar_beside_a_withdrawal_lets_the_withdrawal_wait_for_its_day():
    place = proposed(workplace())

    barred(place, the_mentor(place).person, withdrawals=sanction(place).withdrawals)

    place.refresh_from_db()
    assert place.state == RecognitionState.SANCTION_PROPOSED
    assert place.incomplete_since == MONDAY


def test_the_learners_of_another_company_keep_their_mentor():
    place, elsewhere = proposed(workplace()), workplace()
    person = the_mentor(place).person
    mentor_of(elsewhere, person=person)

    barred(place, person)

    assert elsewhere.assignments.get(person=person).state == AssignmentState.ACTIVE


def test_a_bar_names_a_mentor_of_the_company_and_a_reason():
    place, foreign = proposed(workplace()), workplace()

    with pytest.raises(ValidationError, match="Kies een mentor van deze onderneming"):
        barred(place, the_mentor(foreign).person)
    with pytest.raises(ValidationError, match="waarom u deze mentor weigert"):
        barred(place, the_mentor(place).person, bars=(BarWish(the_mentor(place).person_id, " "),))

    assert not SanctionDecision.objects.exists()


def test_a_bar_alone_is_no_ground_for_an_exclusion():
    flemish_partnership()
    place = proposed(workplace())

    with pytest.raises(Exception, match="exclusion_without_withdrawal"):
        barred(place, the_mentor(place).person, actor=FLEMISH, exclusion=exclusion())

    assert not SanctionDecision.objects.exists()
