"""Appeals against a withdrawal, an exclusion and a bar: what comes back, what does not, what waits.

The sanctions are of Tuesday 10 March 2026: received at the latest on Friday 13 March, so the last day to
appeal is Monday 23 March.
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.assessing import term_of
from duaal.casework.recognition.appeals.contested import contested_of
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import Recognition
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY
from tests.casework.recognition.appeals.cases import DAY, DAY_AFTER, LAST_DAY, WHY, steps
from tests.casework.recognition.appeals.sanctions import (
    DECIDED_ON,
    LATER,
    MAKERS,
    admitted,
    barred,
    exclusion,
    lodged,
    mentor_of,
    recognised,
    withdrawal,
)
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory

pytestmark = pytest.mark.django_db


def upheld(kind, sanction, on=LATER):
    appeal = admitted(kind, sanction)
    return actions.uphold(appeal.pk, actor=DEPARTMENT, on=on, reason="De feiten kloppen niet.")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_company_appeals_against_a_sanction(kind):
    sanction = MAKERS[kind]()

    appeal = lodged(kind, sanction)

    assert (appeal.kind, contested_of(appeal), appeal.state) == (kind, sanction, "LODGED")
    assert (appeal.company, appeal.partnership) == (sanction.decision.company, sanction.decision.partnership)
    assert (appeal.decision_received_on, appeal.last_day_on) == (date(2026, 3, 13), LAST_DAY)
    assert steps("appeal", appeal.pk) == ["lodge_appeal"]


@pytest.mark.parametrize("kind", MAKERS)
def test_by_default_an_appeal_suspends_nothing(kind):
    sanction = MAKERS[kind]()
    before = sanction.state

    appeal = lodged(kind, sanction)

    sanction.refresh_from_db()
    assert (sanction.state, appeal.suspended_on) == (before, None)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_sanction_is_appealed_against_until_the_last_day_and_not_after(kind):
    sanction = MAKERS[kind]()

    with pytest.raises(Refused) as late:
        lodged(kind, sanction, on=DAY_AFTER)
    appeal = lodged(kind, sanction, on=LAST_DAY)

    assert late.value.reasons == ("appeal_late",)
    assert not appeal.is_late


def test_the_term_of_a_sanction_runs_from_the_day_on_which_the_company_read_it():
    sanction = withdrawal()
    sanction.decision.read_on = DECIDED_ON

    assert term_of(sanction).last_day == date(2026, 3, 20)


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize(
    "actor",
    [
        OFFICER,
        FLEMISH,
        DEPARTMENT,
        OTHER_COMPANY,
        Actor(Role.COUNSELLOR, "school", user_id=20, name="Begeleider"),
        Actor(Role.SECTOR, "bouw", user_id=21, name="Consulent"),
        Actor(Role.INSPECTOR, "vsi", user_id=22, name="Inspecteur"),
    ],
    ids=lambda actor: str(actor.role),
)
def test_only_the_company_itself_appeals_against_its_sanction(kind, actor):
    sanction = MAKERS[kind]()

    with pytest.raises(PermissionDenied):
        actions.lodge(kind, sanction.pk, actor=actor, on=DAY, reasons=WHY)

    assert not Appeal.objects.exists()


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SECTOR])
def test_who_may_apply_in_its_name_hears_why_it_may_not_appeal_in_its_name(role):
    sanction = withdrawal()

    with pytest.raises(PermissionDenied, match="Alleen de onderneming zelf kan in beroep gaan"):
        actions.lodge("WITHDRAWAL", sanction.pk, actor=Actor(role, "x", user_id=20), on=DAY, reasons=WHY)


def test_a_letter_against_a_sanction_is_entered_with_the_day_on_which_it_was_posted():
    sanction = exclusion()

    appeal = actions.register(
        "EXCLUSION", sanction.pk, actor=DEPARTMENT, on=date(2026, 3, 26), way="LETTER", sent_on=LAST_DAY
    )

    assert (appeal.sent_on, appeal.is_late) == (LAST_DAY, False)
    assert steps("appeal", appeal.pk) == ["register_appeal"]


@pytest.mark.parametrize("kind", MAKERS)
def test_one_appeal_runs_against_a_sanction_at_a_time(kind):
    sanction = MAKERS[kind]()
    appeal = lodged(kind, sanction)

    with pytest.raises(Refused) as refusal:
        lodged(kind, sanction)
    appeal.pk = None
    with pytest.raises(IntegrityError, match="recognition_one_appeal_per"), transaction.atomic():
        appeal.save(force_insert=True)

    assert refusal.value.reasons == ("appeal_runs",)


def test_an_appeal_is_against_one_decision_and_not_two():
    appeal = lodged("WITHDRAWAL", withdrawal())
    appeal.exclusion = exclusion()

    with pytest.raises(IntegrityError, match="recognition_appeal_against_one_decision"), transaction.atomic():
        appeal.save()


def test_an_annulled_withdrawal_gives_the_recognition_back_until_its_original_last_day():
    sanction = withdrawal()

    appeal = upheld("WITHDRAWAL", sanction)

    sanction.refresh_from_db()
    found = Recognition.objects.get()
    assert (appeal.state, sanction.state, sanction.annulled_on) == ("UPHELD", "ANNULLED", LATER)
    assert (found.state, found.ended_on, found.valid_to) == ("ACTIVE", None, date(2028, 3, 9))
    assert mentor_of(found).state == "ACTIVE"
    assert steps("recognition", found.pk) == ["restore"]
    assert steps("sanction", sanction.decision_id) == ["annul_withdrawal"]


def test_a_recognition_whose_mentor_is_barred_comes_back_without_a_mentor():
    recognition = recognised()
    sanction = withdrawal(recognition)
    sanction.decision.bars.create(
        company=recognition.company,
        person=mentor_of(recognition).person,
        state="IN_FORCE",
        reason="Grensoverschrijdend gedrag.",
        from_day=DECIDED_ON,
    )

    upheld("WITHDRAWAL", sanction)

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == ("INCOMPLETE", LATER)
    assert mentor_of(recognition).state == "ENDED"


def test_a_mentor_who_had_left_before_the_withdrawal_does_not_come_back():
    recognition = recognised()
    left = MentorAssignmentFactory(
        application=recognition.application, recognition=recognition, state="ENDED", ended_on=date(2026, 1, 5)
    )

    upheld("WITHDRAWAL", withdrawal(recognition))

    left.refresh_from_db()
    assert (left.state, left.ended_on) == ("ENDED", date(2026, 1, 5))
    assert sorted(recognition.assignments.values_list("state", flat=True)) == ["ACTIVE", "ENDED"]


@pytest.mark.parametrize(
    ("deadline", "state"),
    [
        pytest.param(LATER, "ACTIVE_UNTRAINED", id="can still be trained"),
        pytest.param(date(2026, 4, 1), "LAPSED", id="too late meanwhile"),
    ],
)
def test_a_mentor_comes_back_to_where_the_training_stands(deadline, state):
    recognition = recognised()
    recognition.assignments.update(training_deadline_on=deadline)

    upheld("WITHDRAWAL", withdrawal(recognition))

    assert mentor_of(recognition).state == state


def test_a_withdrawal_annulled_before_its_day_never_takes_effect():
    sanction = withdrawal(in_effect=False)

    upheld("WITHDRAWAL", sanction, on=date(2026, 3, 18))

    sanction.refresh_from_db()
    found = Recognition.objects.get()
    assert (sanction.state, found.state, found.ended_on) == ("ANNULLED", "ACTIVE", None)
    assert mentor_of(found).state == "ACTIVE"


def test_a_recognition_past_its_last_day_does_not_live_again():
    sanction = withdrawal(recognised(valid_from=date(2021, 3, 25), valid_to=date(2026, 3, 24)))

    upheld("WITHDRAWAL", sanction)

    found = Recognition.objects.get()
    assert (found.state, found.ended_on) == ("EXPIRED", None)
    assert mentor_of(found).state == "ENDED"


def test_a_place_that_was_recognised_anew_does_not_get_its_old_recognition_back():
    sanction = withdrawal()
    old = sanction.recognition
    RecognitionFactory(
        application__site=old.site, application__programme=old.programme, valid_from=date(2026, 3, 21)
    )
    appeal = admitted("WITHDRAWAL", sanction)

    for do in (actions.uphold, actions.suspend_effect):
        with pytest.raises(Refused) as refusal:
            do(appeal.pk, actor=DEPARTMENT, on=LATER, reason="Juist.")
        assert refusal.value.reasons == ("recognised_anew",)

    old.refresh_from_db()
    assert old.state == "WITHDRAWN"


def test_an_annulled_exclusion_frees_new_requests_and_revives_no_recognition():
    sanction = exclusion()

    upheld("EXCLUSION", sanction)

    sanction.refresh_from_db()
    assert (sanction.state, sanction.ended_on) == ("ANNULLED", LATER)
    assert Recognition.objects.get().state == "WITHDRAWN"
    assert steps("exclusion", sanction.pk) == ["annul_exclusion"]


def test_two_appeals_give_back_what_one_decision_took_twice():
    sanction = exclusion()
    upheld("EXCLUSION", sanction)

    upheld("WITHDRAWAL", sanction.decision.withdrawals.get())

    assert Recognition.objects.get().state == "ACTIVE"


def test_an_annulled_bar_puts_the_mentor_back_at_work():
    sanction = barred()

    upheld("BAR", sanction)

    sanction.refresh_from_db()
    found = Recognition.objects.get()
    assert (sanction.state, sanction.annulled_on) == ("ANNULLED", LATER)
    assert (mentor_of(found).state, mentor_of(found).ended_on) == ("ACTIVE", None)
    assert (found.state, found.incomplete_since) == ("ACTIVE", None)


def test_a_mentor_does_not_come_back_at_a_place_that_ended_meanwhile():
    sanction = barred()
    Recognition.objects.update(state="ENDED_BY_UNDERTAKING", ended_on=date(2026, 3, 15))

    upheld("BAR", sanction)

    assert mentor_of(Recognition.objects.get()).state == "BARRED"


def test_a_rejected_appeal_leaves_the_sanction_as_it_is():
    sanction = withdrawal()
    appeal = admitted("WITHDRAWAL", sanction)

    actions.reject(appeal.pk, actor=DEPARTMENT, on=LATER, reason="De feiten staan vast.")

    sanction.refresh_from_db()
    assert (sanction.state, Recognition.objects.get().state) == ("IN_EFFECT", "WITHDRAWN")
    assert not Entry.objects.filter(file_kind="sanction").exists()


@pytest.mark.parametrize("kind", MAKERS)
def test_whoever_took_the_sanction_neither_dismisses_nor_decides_nor_suspends(kind):
    sanction = MAKERS[kind]()
    appeal = lodged(kind, sanction)
    same = Actor(Role.DEPARTMENT, "wewis", user_id=10, name="Officier Janssens")

    with pytest.raises(Refused) as dismissal:
        actions.dismiss(appeal.pk, actor=same, on=DAY, ground="NO_REASONS", reason="Geen.")
    actions.admit(appeal.pk, actor=same, on=DAY)
    refusals = []
    for do in (actions.uphold, actions.reject, actions.suspend_effect):
        with pytest.raises(Refused) as refusal:
            do(appeal.pk, actor=same, on=LATER, reason="Zo is het.")
        refusals.append(refusal.value.reasons)

    assert dismissal.value.reasons == ("decided_by_who_refused",)
    assert refusals == [("decided_by_who_refused",)] * 3


def test_a_withdrawal_has_no_parts():
    appeal = admitted("WITHDRAWAL", withdrawal())

    with pytest.raises(Refused) as refusal:
        actions.uphold_partly(appeal.pk, actor=DEPARTMENT, on=LATER, reason="Deels.")

    assert refusal.value.reasons == ("no_parts",)


@pytest.mark.parametrize("was", [date(2027, 3, 9), None], ids=["temporary", "definitive"])
def test_an_exclusion_can_become_shorter(was):
    sanction = exclusion(was)
    appeal = admitted("EXCLUSION", sanction)

    actions.uphold_partly(appeal.pk, actor=DEPARTMENT, on=LATER, reason="Te lang.", until=date(2026, 9, 1))

    sanction.refresh_from_db()
    assert (sanction.kind, sanction.until, sanction.state) == ("TEMPORARY", date(2026, 9, 1), "IN_FORCE")
    assert Appeal.objects.get().state == "PARTLY_UPHELD"


@pytest.mark.parametrize("until", [None, date(2026, 4, 1), date(2027, 3, 9)], ids=["none", "past", "same"])
def test_shorter_is_earlier_than_it_was_and_not_before_the_outcome(until):
    appeal = admitted("EXCLUSION", exclusion())

    with pytest.raises(ValidationError) as error:
        actions.uphold_partly(appeal.pk, actor=DEPARTMENT, on=LATER, reason="Te lang.", until=until)

    assert list(error.value.message_dict) == ["until"]


def test_a_bar_can_be_limited_to_some_programmes():
    one = recognised()
    other = recognised(application__site=one.site)
    other.assignments.update(person=mentor_of(one).person, state="BARRED", end_reason="BARRED")
    sanction = barred(one)
    appeal = admitted("BAR", sanction)

    actions.uphold_partly(
        appeal.pk, actor=DEPARTMENT, on=LATER, reason="Enkel daar.", remaining=[one.programme_id]
    )

    sanction.refresh_from_db()
    assert (sanction.programmes, sanction.state) == ([one.programme_id], "IN_FORCE")
    assert (mentor_of(one).state, mentor_of(other).state) == ("BARRED", "ACTIVE")


def test_limiting_a_bar_names_some_programmes_and_not_all():
    sanction = barred()
    appeal = admitted("BAR", sanction)
    only = Recognition.objects.get().programme_id

    for remaining in ([], [only], ["elders"]):
        with pytest.raises(ValidationError) as error:
            actions.uphold_partly(appeal.pk, actor=DEPARTMENT, on=LATER, reason="Deels.", remaining=remaining)
        assert list(error.value.message_dict) == ["remaining"]
