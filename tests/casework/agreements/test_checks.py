"""The checks around an agreement as actions: the hold for the department, what is told, student jobs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.agreements.actions import drafting, ending, holding, jobs, living, telling
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Kind, Party, WeekBlock
from duaal.casework.agreements.jobs import Asked, jobs_visible_to
from duaal.casework.agreements.models import Agreement, Preparation, StatusHold, StudentJob, Told
from duaal.casework.agreements.readiness import readiness_of
from duaal.casework.agreements.rules.duties import Duty
from duaal.casework.agreements.rules.ending import End
from duaal.casework.agreements.rules.jobs import Job
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.rules.timetable import Span
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.telling import duties_of
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.agreements import files
from tests.casework.agreements.files import HOUR, LAST, MONDAY, NOON, START
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = pytest.mark.django_db

WEWIS = Actor(Role.DEPARTMENT, "wewis", user_id=90, name="Ambtenaar Claes")
ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})
SATURDAY = date(2026, 4, 25)


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def few_lessons() -> Agreement:
    """A paid agreement with 36 hours at the workplace and two lessons a week: too few for the status."""
    blocks = (WeekBlock(Period(START, LAST), 36 * HOUR, 0, 2),)
    return files.drafted(blocks=blocks, timetable=tuple(files.day(number) for number in range(4)))


def ready(agreement: Agreement, on: date = MONDAY):
    agreement = Agreement.objects.select_related("trajectory", "recognition").get(pk=agreement.pk)
    return readiness_of(agreement, starts_on=START, on=on)


# the status of alternating learner


def test_too_few_lessons_is_no_status_and_exempted_hours_count_as_followed():
    agreement = few_lessons()

    assert ready(agreement).status.status.check.refusals == ("TOO_FEW_LESSON_HOURS",)
    assert "STATUS_NOT_DECIDED" in ready(agreement).against_start
    Preparation.objects.update(exempted_hours=100)

    assert not ready(agreement).lacks_status


def test_who_becomes_eighteen_in_a_year_has_limited_contributions_until_its_last_day():
    agreement = files.drafted()
    person = agreement.trajectory.learner.person
    person.birth_date = date(2008, 6, 14)
    person.save()

    assert ready(agreement).limited_until.day == date(2026, 12, 31)


def test_without_the_status_it_is_registered_and_does_not_begin_until_the_department_releases_it():
    agreement = files.registered(few_lessons())
    staff = files.school_of(agreement)
    assert keep_agreements(on=START)["begun"] == 0

    row = holding.hold(agreement.pk, remark="Vrijgesteld.", actor=staff, on=MONDAY)
    assert keep_agreements(on=START)["begun"] == 0
    holding.release(row.pk, decision="Akkoord voor dit jaar.", actor=WEWIS, on=START)

    assert keep_agreements(on=START)["begun"] == 1
    steps = Entry.objects.filter(file_kind="status_hold").order_by("pk")
    assert [one.step for one in steps] == ["hold_for_department", "release_hold"]
    assert steps[0].reasons == ["TOO_FEW_LESSON_HOURS"]


def test_a_question_that_is_rejected_keeps_the_agreement_from_beginning_and_can_be_asked_again():
    agreement = files.registered(few_lessons())
    staff = files.school_of(agreement)
    row = holding.hold(agreement.pk, remark="", actor=staff, on=MONDAY)

    assert refusal(lambda: holding.reject(row.pk, decision=" ", actor=WEWIS, on=MONDAY)) == ("reason_needed",)
    holding.reject(row.pk, decision="Te weinig les.", actor=WEWIS, on=MONDAY)

    assert keep_agreements(on=START)["begun"] == 0
    assert refusal(lambda: holding.release(row.pk, decision="Toch.", actor=WEWIS, on=MONDAY)) == (
        WRONG_STATE,
    )
    holding.hold(agreement.pk, remark="Nu met uitleg.", actor=staff, on=MONDAY)


def test_a_question_is_asked_once_only_when_a_criterion_fails_and_only_before_the_start():
    agreement, good, begun = few_lessons(), files.drafted(), files.begun()
    holding.hold(agreement.pk, remark="", actor=files.school_of(agreement), on=MONDAY)

    def ask(one: Agreement) -> tuple[str, ...]:
        return refusal(lambda: holding.hold(one.pk, remark="", actor=files.school_of(one), on=MONDAY))

    assert ask(agreement) == ("HOLD_EXISTS",)
    assert ask(good) == ("STATUS_HOLDS",)
    assert ask(begun) == (WRONG_STATE, "STATUS_HOLDS")


def test_a_text_that_changed_is_asked_about_again():
    agreement = few_lessons()
    staff = files.school_of(agreement)
    old = holding.hold(agreement.pk, remark="", actor=staff, on=MONDAY)
    blocks = (WeekBlock(Period(START, LAST), 36 * HOUR, 0, 3),)
    timetable = tuple(files.day(number) for number in range(4))
    paper = files.paper_for(agreement.recognition, blocks=blocks, timetable=timetable)
    drafting.revise(agreement.pk, paper=paper, actor=staff, on=MONDAY)

    assert refusal(lambda: holding.release(old.pk, decision="Ja.", actor=WEWIS, on=MONDAY)) == (
        "TEXT_IS_OLD",
    )
    holding.hold(agreement.pk, remark="", actor=staff, on=MONDAY)
    assert StatusHold.objects.count() == 2


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, COMPANY, DEPARTMENT])
def test_only_the_own_school_asks_the_department(actor):
    agreement = few_lessons()

    with pytest.raises(PermissionDenied):
        holding.hold(agreement.pk, remark="", actor=actor, on=MONDAY)

    assert not StatusHold.objects.exists()


def test_only_the_department_decides():
    agreement = few_lessons()
    staff = files.school_of(agreement)
    row = holding.hold(agreement.pk, remark="", actor=staff, on=MONDAY)

    for actor in (staff, files.company_of(agreement), Actor(Role.DEPARTMENT)):
        for decide in (holding.release, holding.reject):
            with pytest.raises(PermissionDenied):
                decide(row.pk, decision="Ja.", actor=actor, on=MONDAY)


def test_an_internship_agreement_has_no_status_and_nothing_to_hold():
    blocks = (WeekBlock(Period(START, LAST), 16 * HOUR, 0, 16),)
    agreement = files.drafted(kind=Kind.SAO, blocks=blocks, timetable=tuple(files.day(n) for n in range(2)))

    assert (ready(agreement).status, ready(agreement).limited_until) == (None, None)


def test_in_construction_the_older_dimona_stands_beside_the_new_one():
    agreement = files.registered(dimona_type="RTA")
    assert ready(agreement).against_start == ()
    agreement.recognition.partnership = PartnershipFactory(code="voeding")
    agreement.recognition.save()

    assert ready(agreement).against_start == ("DIMONA_WRONG",)


# what has to be told


def long_ill() -> Agreement:
    """Ill from 23 March until 12 April 2026, twenty-one days."""
    agreement = files.begun()
    living.suspend(
        agreement.pk,
        ground=Ground.SICKNESS,
        first_on=START,
        last_on=None,
        actor=files.school_of(agreement),
        on=START,
    )
    return agreement


def tell(agreement: Agreement, duty: Duty, actor: Actor, on: date, told_on: date | None = None) -> Told:
    about = START if duty != Duty.EARLY_END else Agreement.objects.get(pk=agreement.pk).ended_on
    return telling.tell(agreement.pk, duty=duty, about=about, told_on=told_on, actor=actor, on=on, at=NOON)


def test_a_company_tells_a_long_suspension_once_and_the_moment_is_kept():
    agreement = long_ill()
    company, day = files.company_of(agreement), date(2026, 4, 6)

    assert refusal(lambda: tell(agreement, Duty.LONG_SUSPENSION, company, day - timedelta(days=1))) == (
        "NOTHING_TO_TELL",
    )
    row = tell(agreement, Duty.LONG_SUSPENSION, company, day)

    assert (row.told_on, row.noted_at, row.by) == (day, NOON, Party.COMPANY)
    assert refusal(lambda: tell(agreement, Duty.LONG_SUSPENSION, company, day)) == ("TOLD_ALREADY",)
    assert Entry.objects.get(step="tell").reasons == ["LONG_SUSPENSION"]


def test_after_the_resumption_the_company_tells_it_and_a_late_one_stays_late():
    agreement = long_ill()
    staff, back = files.school_of(agreement), date(2026, 4, 13)
    living.resume(agreement.pk, resumed_on=back, actor=staff, on=back)

    tell(agreement, Duty.RESUMPTION, staff, date(2026, 4, 20), told_on=date(2026, 4, 17))

    found = {
        one.due.duty: one for one in duties_of(Agreement.objects.get(pk=agreement.pk), on=date(2026, 4, 20))
    }
    assert found[Duty.RESUMPTION].due.last.day == date(2026, 4, 16)
    assert found[Duty.RESUMPTION].was_late
    assert found[Duty.LONG_SUSPENSION].is_open


@pytest.mark.parametrize("day", [date(2026, 3, 22), date(2026, 4, 30)])
def test_a_report_before_the_fact_or_to_come_is_refused_with_the_days_that_can_be(day):
    agreement = long_ill()

    with pytest.raises(ValidationError, match="23/03/2026 tot vandaag"):
        tell(agreement, Duty.LONG_SUSPENSION, files.school_of(agreement), date(2026, 4, 29), told_on=day)

    assert not Told.objects.exists()


def test_the_school_tells_the_partnership_of_an_early_end_and_the_company_cannot():
    agreement = files.begun()
    staff = files.school_of(agreement)
    ending.end_at_once(
        agreement.pk, end=End.MUTUAL, wish=Wish(START, words="Samen.", agreed=ALL), actor=staff, on=START
    )

    assert refusal(lambda: tell(agreement, Duty.EARLY_END, files.company_of(agreement), START)) == (
        "NOTHING_TO_TELL",
    )
    tell(agreement, Duty.EARLY_END, staff, START, told_on=START)

    done = {one.due.duty: one.told_on for one in duties_of(Agreement.objects.get(pk=agreement.pk), on=START)}
    assert done == {Duty.EARLY_END: START, Duty.END_BY_COMPANY: None, Duty.END_BY_LEARNER: None}


def test_nothing_is_told_before_the_agreement_runs_nor_by_who_is_no_party():
    signed, begun = files.signed(), long_ill()

    assert refusal(lambda: tell(signed, Duty.LONG_SUSPENSION, files.school_of(signed), START)) == (
        WRONG_STATE,
    )
    for actor in (OTHER_SCHOOL, COMPANY, DEPARTMENT, files.learner_of(begun)):
        with pytest.raises(PermissionDenied):
            tell(begun, Duty.LONG_SUSPENSION, actor, date(2026, 4, 6))


def test_the_database_keeps_one_report_of_each_duty():
    agreement = long_ill()
    row = tell(
        agreement, Duty.LONG_SUSPENSION, files.school_of(agreement), date(2026, 4, 6), date(2026, 4, 6)
    )
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


# student jobs


def asked(first: date = SATURDAY, last: date | None = None, **changed) -> Asked:
    last = last or first
    days = frozenset((first + timedelta(days=n)).weekday() for n in range((last - first).days + 1))
    good = Asked(Job(Period(first, last), days, Span(9 * HOUR, 13 * HOUR)), "Frituur De Hoek")
    return replace(good, **changed)


def test_a_job_elsewhere_on_a_free_day_is_kept_with_an_entry_of_its_own():
    agreement = files.begun()

    row = jobs.enter(agreement.pk, asked=asked(), actor=files.learner_of(agreement), on=START)

    entry = Entry.objects.get(file_kind="student_job")
    assert (entry.step, entry.to_state, entry.file_id) == ("enter_student_job", "KEPT", row.pk)
    assert row.warnings == []


def test_a_job_on_a_workplace_day_is_refused_and_nothing_is_kept():
    agreement = files.begun()
    before = Entry.objects.count()

    found = refusal(
        lambda: jobs.enter(
            agreement.pk, asked=asked(date(2026, 4, 27)), actor=files.school_of(agreement), on=START
        )
    )

    assert found[0] == "PRESENCE_DUTY"
    assert not StudentJob.objects.exists()
    assert Entry.objects.count() == before


def test_asking_keeps_nothing_and_says_the_dimona_and_the_hours_of_the_year():
    agreement = files.begun()

    found = jobs.ask(agreement, asked=asked(), actor=files.guardian_of(agreement), on=START)

    assert (found.refusals, found.outcome.dimona) == ((), "STU")
    assert found.outcome.hours == ((2026, 4, 650),)
    assert not StudentJob.objects.exists()


def test_the_own_company_is_known_by_its_number_and_else_by_its_name():
    agreement = files.begun()
    company, learner = agreement.company, files.learner_of(agreement)

    for same in (
        asked(employer="Anders", employer_number=company.enterprise_number),
        asked(employer=f" {company.name.upper()} "),
    ):
        assert jobs.ask(agreement, asked=same, actor=learner, on=START).refusals == ("SAME_EMPLOYER",)


def test_a_company_asks_only_about_itself_and_never_sees_a_job_elsewhere():
    agreement = files.begun()
    company = files.company_of(agreement)
    jobs.enter(agreement.pk, asked=asked(), actor=files.learner_of(agreement), on=START)

    with pytest.raises(PermissionDenied):
        jobs.enter(agreement.pk, asked=asked(), actor=company, on=START)

    assert not jobs_visible_to(company, agreement).exists()
    assert jobs_visible_to(files.school_of(agreement), agreement).count() == 1


def test_the_hours_of_a_job_that_was_struck_out_count_no_more():
    agreement = files.begun()
    learner = files.learner_of(agreement)
    row = jobs.enter(agreement.pk, asked=asked(), actor=learner, on=START)
    again = asked(date(2026, 5, 2))
    assert jobs.ask(agreement, asked=again, actor=learner, on=START).outcome.hours[0][1] == 8

    jobs.stop(agreement.pk, row.pk, actor=learner, on=START)

    assert jobs.ask(agreement, asked=again, actor=learner, on=START).outcome.hours[0][1] == 4
    assert refusal(lambda: jobs.stop(agreement.pk, row.pk, actor=learner, on=START)) == (WRONG_STATE,)


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, COMPANY, DEPARTMENT])
def test_nobody_else_asks_about_or_strikes_out_a_job(actor):
    agreement = files.begun()
    row = jobs.enter(agreement.pk, asked=asked(), actor=files.learner_of(agreement), on=START)

    for work in (
        lambda: jobs.enter(agreement.pk, asked=asked(), actor=actor, on=START),
        lambda: jobs.ask(agreement, asked=asked(), actor=actor, on=START),
        lambda: jobs.stop(agreement.pk, row.pk, actor=actor, on=START),
    ):
        with pytest.raises(PermissionDenied):
            work()


def test_a_job_of_another_learner_cannot_be_struck_out_through_this_agreement():
    mine, other = files.begun(), files.begun()
    row = jobs.enter(other.pk, asked=asked(), actor=files.learner_of(other), on=START)

    with pytest.raises(StudentJob.DoesNotExist):
        jobs.stop(mine.pk, row.pk, actor=files.learner_of(mine), on=START)


def test_a_period_far_too_long_or_without_a_day_in_it_is_named_with_what_to_do():
    agreement = files.begun()
    learner = files.learner_of(agreement)
    empty = Asked(Job(Period(SATURDAY, SATURDAY), frozenset({0}), Span(540, 600)), "De Hoek")

    with pytest.raises(ValidationError, match="te ver na de eerste dag"):
        jobs.enter(agreement.pk, asked=asked(last=date(2029, 1, 1)), actor=learner, on=START)
    with pytest.raises(ValidationError, match="Geen van deze weekdagen"):
        jobs.enter(agreement.pk, asked=empty, actor=learner, on=START)


def test_in_a_period_without_an_agreement_the_answer_says_that_these_rules_do_not_hold():
    agreement = files.begun()

    found = jobs.ask(agreement, asked=asked(date(2026, 7, 6)), actor=files.learner_of(agreement), on=START)

    assert agreement.state == AgreementState.ACTIVE
    assert found.warnings == ("NO_AGREEMENT_THEN",)
