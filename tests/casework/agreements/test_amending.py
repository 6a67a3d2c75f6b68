"""Amendments: the agreement goes on under its old text, and the new one holds once everybody signed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.agreements.actions import amending, signing
from duaal.casework.agreements.actions.amending import Change
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.drafting import CompanySigner, Paper
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.models import Agreement, Amendment
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.amendments import AmendmentState
from duaal.casework.agreements.terms import PlanValue, Terms, amended, as_json, from_json, same_terms
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from tests.casework.agreements import amendments, files
from tests.casework.agreements.amendments import FROM
from tests.casework.agreements.files import HOUR, LAST, MONDAY, NOON, START
from tests.casework.trajectories.actors import DEPARTMENT, OTHER_SCHOOL

pytestmark = pytest.mark.django_db

LATER = date(2026, 6, 30)


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def steps_of(amendment: Amendment) -> list[str]:
    found = Entry.objects.filter(file_kind="amendment", file_id=amendment.pk).order_by("seq")
    return list(found.values_list("step", flat=True))


def test_until_everybody_signed_the_agreement_goes_on_under_its_old_text():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)

    signing.sign_with_link(secrets["learner"], content_hash=amendments.hash_of(amendment), on=START, at=NOON)

    agreement.refresh_from_db()
    assert agreement.version == 1
    assert newest(agreement).terms.blocks == files.terms_for(agreement.recognition).blocks
    assert agreement.state == AgreementState.ACTIVE


def test_once_everybody_signed_the_new_text_holds_from_its_first_day():
    agreement = files.begun()
    amendment = amendments.agreed(agreement)

    agreement.refresh_from_db()
    assert (amendment.state, agreement.version) == (AmendmentState.AGREED, 1)
    assert keep_agreements(on=FROM - timedelta(days=1))["amended"] == 0
    assert keep_agreements(on=FROM)["amended"] == 1
    agreement.refresh_from_db()
    amendment.refresh_from_db()
    assert (amendment.state, agreement.version) == (AmendmentState.IN_FORCE, 2)
    assert newest(agreement).terms.holds_from == FROM
    assert keep_agreements(on=FROM)["amended"] == 0
    assert steps_of(amendment)[-2:] == ["agree_amendment", "amendment_holds"]
    assert agreement.state == AgreementState.ACTIVE


def test_the_last_signature_on_the_first_day_of_the_new_text_makes_it_hold_at_once():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)

    amendments.sign_all(amendment, secrets, on=FROM)

    amendment.refresh_from_db()
    agreement.refresh_from_db()
    assert (amendment.state, agreement.version) == (AmendmentState.IN_FORCE, 2)


def test_an_agreement_that_waits_for_its_start_can_change_from_its_first_day():
    agreement = files.registered()
    change = amendments.change_for(agreement, first=START)
    amendment = amendments.agreed(agreement, change=change, on=MONDAY)

    keep_agreements(on=START)

    agreement.refresh_from_db()
    assert amendment.before == 1
    assert (agreement.state, agreement.version) == (AgreementState.ACTIVE, 2)


def test_the_same_people_sign_an_amendment_as_the_agreement():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)

    first = newest(agreement).signatories
    found = amendment.version.signatories
    assert set(found.values_list("role", "name")) == set(first.values_list("role", "name"))
    assert set(secrets) == {"learner", "guardian", "company"}
    kept = {bytes(one.link_hash) for one in found.exclude(link_hash=None)}
    assert kept == {signing.hash_of(secret) for secret in secrets.values()}


def test_the_new_text_binds_the_hash_of_the_text_that_it_changes():
    agreement = files.begun()
    amendment, _secrets = amendments.proposed(agreement)

    amends = amendment.version.content["amends"]
    assert (amends["version"], amends["hash"]) == (1, newest(agreement).content_hash)


def test_the_hours_before_the_first_day_of_the_new_text_stay_those_of_the_old():
    agreement = files.begun()
    amendment, _secrets = amendments.proposed(agreement)

    before, after = amendment.version.terms.blocks
    assert before == WeekBlock(Period(START, FROM - timedelta(days=1)), 24 * HOUR, 0, 12)
    assert after == WeekBlock(Period(FROM, LAST), 25 * HOUR, 0, 12)
    assert all(one.period == Period(FROM, LAST) for one in amendment.version.terms.timetable)


def test_a_change_of_kind_is_never_silent_and_says_what_to_do():
    agreement = files.begun()
    few = amendments.change_for(agreement, blocks=(WeekBlock(Period(FROM, LAST), 14 * HOUR, 0, 16),))

    found = refusal(
        lambda: amending.amend(agreement.pk, change=few, actor=files.school_of(agreement), on=START)
    )

    assert found == ("KIND_WOULD_CHANGE",)
    agreement.refresh_from_db()
    assert agreement.kind == "OAO"
    assert not Amendment.objects.exists()


def test_what_changes_nothing_is_refused():
    agreement = files.begun()
    same = amendments.change_for(agreement, blocks=(WeekBlock(Period(FROM, LAST), 24 * HOUR, 0, 12),))

    found = refusal(
        lambda: amending.amend(agreement.pk, change=same, actor=files.school_of(agreement), on=START)
    )

    assert found == ("NOTHING_CHANGES",)


@pytest.mark.parametrize(
    "state", [AgreementState.DRAFT, AgreementState.NOTICE, AgreementState.ENDED, AgreementState.VOID]
)
def test_an_agreement_that_is_not_signed_or_that_ends_is_not_amended(state):
    agreement = files.begun()
    Agreement.objects.filter(pk=agreement.pk).update(state=state, ended_on=START)

    found = refusal(lambda: amendments.drafted(agreement))

    assert "NOT_AMENDABLE" in found


def test_there_is_one_open_amendment_at_a_time():
    agreement = files.begun()
    amendments.drafted(agreement)

    assert refusal(lambda: amendments.drafted(agreement)) == ("AMENDMENT_OPEN",)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (START - timedelta(days=1), "is voorbij"),
        (LAST + timedelta(days=1), "ligt buiten de overeenkomst"),
    ],
)
def test_a_first_day_that_is_past_or_outside_is_named_with_what_to_do(first, words):
    agreement = files.begun()
    last = max(LAST, first)
    change = amendments.change_for(agreement, first=first, last=last)

    with pytest.raises(ValidationError, match=words):
        amending.amend(agreement.pk, change=change, actor=files.school_of(agreement), on=START)


def test_an_amendment_says_why():
    agreement = files.begun()
    change = replace(amendments.change_for(agreement), reason="  ")

    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        amending.amend(agreement.pk, change=change, actor=files.school_of(agreement), on=START)


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, DEPARTMENT])
def test_only_staff_of_the_own_school_amends(actor):
    agreement = files.begun()
    change = amendments.change_for(agreement)

    with pytest.raises(PermissionDenied):
        amending.amend(agreement.pk, change=change, actor=actor, on=START)
    amendment = amendments.drafted(agreement)
    with pytest.raises(PermissionDenied):
        amending.revise_amendment(amendment.pk, change=change, actor=actor, on=START)
    with pytest.raises(PermissionDenied):
        amending.propose_amendment(amendment.pk, actor=actor, on=START, at=NOON)
    with pytest.raises(PermissionDenied):
        amending.withdraw_amendment(amendment.pk, reason="", actor=actor, on=START)


@pytest.mark.parametrize("party", [files.company_of, files.learner_of, files.guardian_of])
def test_a_party_does_not_amend_by_itself(party):
    agreement = files.begun()

    with pytest.raises(PermissionDenied):
        amending.amend(
            agreement.pk, change=amendments.change_for(agreement), actor=party(agreement), on=START
        )


def test_an_extension_asks_a_recognition_that_is_valid_on_the_day_of_the_last_signature():
    agreement = files.begun()
    Recognition.objects.filter(pk=agreement.recognition_id).update(valid_to=date(2026, 3, 31))
    longer = amendments.change_for(agreement, last=LATER)
    amendment = amendments.drafted(agreement, change=longer)
    _amendment, secrets = amendments.proposed(agreement, amendment=amendment)

    found = refusal(lambda: amendments.sign_all(amendment, secrets, on=date(2026, 4, 1)))

    assert "NO_RECOGNITION" in found
    agreement.refresh_from_db()
    assert agreement.planned_end_on == LAST


def test_a_recognition_that_expired_keeps_nobody_from_changing_the_hours():
    agreement = files.begun()
    Recognition.objects.filter(pk=agreement.recognition_id).update(
        valid_to=date(2026, 3, 20), state=RecognitionState.EXPIRED
    )

    assert amendments.agreed(agreement).state == AmendmentState.AGREED


def test_an_extension_goes_no_further_than_the_plan():
    agreement = files.begun()
    change = amendments.change_for(agreement, last=date(2026, 7, 31))
    amendment = amendments.drafted(agreement, change=change)

    assert "AFTER_TRAINING" in refusal(lambda: amendments.proposed(agreement, amendment=amendment))


def test_a_later_last_day_counts_from_the_last_signature():
    agreement = files.begun()
    amendments.agreed(agreement, change=amendments.change_for(agreement, last=LATER))

    agreement.refresh_from_db()
    assert (agreement.version, agreement.planned_end_on) == (1, LATER)
    keep_agreements(on=FROM)
    agreement.refresh_from_db()
    assert (agreement.version, agreement.planned_end_on) == (2, LATER)


def test_an_earlier_last_day_counts_from_the_first_day_of_the_new_text():
    agreement = files.begun()
    sooner = date(2026, 5, 29)
    amendments.agreed(agreement, change=amendments.change_for(agreement, last=sooner))

    agreement.refresh_from_db()
    assert agreement.planned_end_on == LAST
    keep_agreements(on=FROM)
    agreement.refresh_from_db()
    assert agreement.planned_end_on == sooner


def test_a_new_version_of_the_plan_and_another_mentor_are_amendments():
    agreement = files.begun()
    blocks = (WeekBlock(Period(FROM, LAST), 24 * HOUR, 0, 12),)
    plan = PlanValue(2, "b" * 64, "brood bakken: school", files.PLAN.first, files.PLAN.last)

    amendment = amendments.agreed(
        agreement, change=amendments.change_for(agreement, blocks=blocks, plan=plan)
    )

    assert amendment.version.terms.plan == plan


def test_a_mentor_who_does_not_work_there_is_refused():
    agreement = files.begun()
    change = amendments.change_for(agreement, mentors=())
    amendment = amendments.drafted(agreement, change=change)

    assert "MENTOR_NOT_HERE" in refusal(lambda: amendments.proposed(agreement, amendment=amendment))


def test_another_company_takes_the_agreement_over_and_signs_for_itself():
    agreement = files.begun()
    place = files.place_for(agreement.trajectory)
    change = amendments.change_for(agreement, place=place)
    amendment = amendments.agreed(agreement, change=change)

    assert amendment.version.parties["company"] == place.company.name
    keep_agreements(on=FROM)
    agreement.refresh_from_db()
    assert (agreement.recognition_id, agreement.company_id) == (place.pk, place.company_id)
    assert agreement.site_id == place.site_id
    assert agreement.versions.get(number=1).parties["company"] != place.company.name


def test_a_company_whose_recognition_ended_meanwhile_takes_nothing_over():
    agreement = files.begun()
    place = files.place_for(agreement.trajectory)
    amendment = amendments.agreed(agreement, change=amendments.change_for(agreement, place=place))
    ended = date(2026, 4, 2)
    Recognition.objects.filter(pk=place.pk).update(state=RecognitionState.WITHDRAWN, ended_on=ended)

    keep_agreements(on=FROM)

    amendment.refresh_from_db()
    agreement.refresh_from_db()
    assert amendment.state == AmendmentState.LAPSED
    assert (agreement.version, agreement.recognition_id != place.pk) == (1, True)


def test_terms_that_hold_later_come_back_as_they_were_written():
    old = Terms(Kind.OAO, START, LAST, blocks=(WeekBlock(Period(START, LAST), 24 * HOUR),))
    new = replace(old, first=FROM, blocks=(WeekBlock(Period(FROM, LAST), 25 * HOUR),), timetable=())

    whole = amended(old, new)

    assert from_json(as_json(whole)) == whole
    assert "since" not in as_json(old)
    assert not same_terms(old, whole)
    again = replace(old, first=FROM, blocks=(WeekBlock(Period(FROM, LAST), 24 * HOUR),))
    assert same_terms(old, amended(old, again))


def test_a_second_amendment_changes_the_first():
    agreement = files.begun()
    amendments.agreed(agreement)
    keep_agreements(on=FROM)
    agreement.refresh_from_db()
    may = date(2026, 5, 4)
    change = amendments.change_for(agreement, first=may, remarks="Woensdag vroeger.")

    amendment = amendments.agreed(agreement, change=change, on=FROM)
    keep_agreements(on=may)

    agreement.refresh_from_db()
    assert (amendment.before, agreement.version) == (2, 3)
    assert [block.real // HOUR for block in newest(agreement).terms.blocks] == [24, 25, 25]


def test_a_place_of_another_programme_takes_nothing_over():
    agreement = files.begun()
    place = files.place_for(files.searching())
    paper = Paper(place.pk, amendments.change_for(agreement).paper.terms, (CompanySigner("a@b.test", "Ann"),))

    with pytest.raises(ValidationError, match="Kies een andere leerwerkplek"):
        amending.amend(
            agreement.pk, change=Change(paper, "Overname."), actor=files.school_of(agreement), on=START
        )
