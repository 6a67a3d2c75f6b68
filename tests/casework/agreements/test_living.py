"""An agreement that everybody signed: registered, begun by the clock, lying still, ended in each way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.agreements.actions import ending, living
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal
from duaal.casework.agreements.facts import Kind, Party, WeekBlock
from duaal.casework.agreements.models import Agreement, Preparation
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.states import AgreementState
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.agreements import files
from tests.casework.agreements.files import LAST, MONDAY, START
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL

pytestmark = pytest.mark.django_db

WORDS = "De leerling krijgt geen begeleiding."
ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_related("trajectory").get(pk=agreement.pk)


def small() -> Agreement:
    """An internship agreement: twelve hours at work, sixteen lessons."""
    blocks = (WeekBlock(Period(START, LAST), 16 * 60, 0, 16),)
    timetable = tuple(files.day(weekday) for weekday in range(2))
    return files.drafted(kind=Kind.SAO, blocks=blocks, timetable=timetable)


def test_registration_asks_for_insurance_and_for_a_minor_the_health_assessment():
    agreement = files.signed()

    found = refusal(lambda: living.register(agreement.pk, actor=files.school_of(agreement), on=MONDAY))

    assert set(found) == {"NOT_READY_accident_insurance", "NOT_READY_health_assessment"}
    assert fresh(agreement).state == AgreementState.SIGNED


def test_nobody_begins_without_a_dimona_and_everybody_on_the_first_day_with_one():
    agreement = files.registered(dimona_type="", dimona_on=None)

    assert keep_agreements(on=START)["begun"] == 0
    Preparation.objects.update(dimona_type="ALT", dimona_on=MONDAY)
    assert keep_agreements(on=START - timedelta(days=1))["begun"] == 0
    assert keep_agreements(on=START)["begun"] == 1
    assert keep_agreements(on=START)["begun"] == 0

    assert fresh(agreement).state == AgreementState.ACTIVE


def test_the_company_fills_in_what_is_ready_but_registers_nothing():
    agreement = files.signed()
    company = files.company_of(agreement)

    living.prepare(agreement.pk, ready=files.READY, actor=company, on=MONDAY)

    assert Preparation.objects.get().insurance_policy == "P-1"
    with pytest.raises(PermissionDenied):
        living.register(agreement.pk, actor=company, on=MONDAY)


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, DEPARTMENT, COMPANY])
def test_nobody_else_touches_an_agreement(actor):
    agreement = files.begun()
    before = Entry.objects.count()

    for work in (
        lambda: living.suspend(
            agreement.pk, ground=Ground.SICKNESS, first_on=START, last_on=None, actor=actor, on=START
        ),
        lambda: ending.give_notice(agreement.pk, wish=Wish(START), actor=actor, on=START),
        lambda: ending.end_by_provider(agreement.pk, wish=Wish(START), actor=actor, on=START),
    ):
        with pytest.raises(PermissionDenied):
            work()

    assert Entry.objects.count() == before


def test_calling_off_before_the_start_needs_everybody_and_lets_the_learner_search_on():
    agreement = files.registered()
    staff = files.school_of(agreement)

    assert refusal(lambda: living.cancel(agreement.pk, agreed=False, reason="", actor=staff, on=MONDAY)) == (
        "not_everybody_agrees",
    )
    living.cancel(agreement.pk, agreed=True, reason="Andere plek.", actor=staff, on=MONDAY)

    found = fresh(agreement)
    assert (found.state, found.starts_on) == (AgreementState.VOID, None)
    assert found.trajectory.state == TrajectoryState.SEARCHING


def test_from_the_first_day_an_agreement_is_not_called_off_but_it_can_prove_never_started():
    agreement = files.registered()
    staff = files.school_of(agreement)

    assert refusal(lambda: living.cancel(agreement.pk, agreed=True, reason="", actor=staff, on=START)) == (
        "start_reached",
    )
    assert refusal(lambda: living.never_started(agreement.pk, reason="", actor=staff, on=MONDAY)) == (
        "start_not_reached",
    )
    living.never_started(agreement.pk, reason="Niet opgedaagd.", actor=staff, on=START)

    assert fresh(agreement).state == AgreementState.VOID


def test_a_suspension_with_a_last_day_ends_by_itself_and_the_trajectory_lies_still_meanwhile():
    agreement = files.begun()
    last = date(2026, 3, 27)
    living.suspend(
        agreement.pk,
        ground=Ground.SICKNESS,
        first_on=START,
        last_on=last,
        actor=files.company_of(agreement),
        on=START,
    )
    assert fresh(agreement).trajectory.state == TrajectoryState.SUSPENDED

    assert keep_agreements(on=last)["resumed"] == 0
    assert keep_agreements(on=last + timedelta(days=1))["resumed"] == 1

    assert fresh(agreement).state == AgreementState.ACTIVE
    assert fresh(agreement).trajectory.state == TrajectoryState.IN_TRAINING


def test_a_resumption_closes_the_suspension_the_day_before():
    agreement = files.begun()
    staff = files.school_of(agreement)
    living.suspend(agreement.pk, ground=Ground.SICKNESS, first_on=START, last_on=None, actor=staff, on=START)

    with pytest.raises(ValidationError, match="Kies een dag na"):
        living.resume(agreement.pk, resumed_on=START, actor=staff, on=date(2026, 3, 30))
    living.resume(agreement.pk, resumed_on=date(2026, 3, 30), actor=staff, on=date(2026, 3, 30))

    assert agreement.interruptions.get().last_on == date(2026, 3, 29)


def test_a_notice_in_the_first_days_ends_seven_days_after_receipt():
    agreement = files.begun()
    received = date(2026, 3, 31)

    ending.give_notice(agreement.pk, wish=Wish(received), actor=files.company_of(agreement), on=received)

    assert fresh(agreement).notice_ends_on == date(2026, 4, 7)
    assert keep_agreements(on=date(2026, 4, 7))["notice_over"] == 0
    assert keep_agreements(on=date(2026, 4, 8))["notice_over"] == 1
    found = fresh(agreement)
    assert (found.state, found.ended_on, found.ended_as) == (
        AgreementState.ENDED,
        date(2026, 4, 7),
        "ENDED_FIRST30",
    )
    assert found.trajectory.state == TrajectoryState.SEARCHING


def test_after_the_first_days_a_notice_is_refused_and_a_side_cannot_date_it_back():
    agreement = files.begun()
    late = date(2026, 6, 1)

    found = refusal(
        lambda: ending.give_notice(agreement.pk, wish=Wish(START), actor=files.learner_of(agreement), on=late)
    )

    assert found == ("WINDOW_CLOSED",)


def test_a_notice_can_be_taken_back_when_everybody_agrees():
    agreement = files.begun()
    ending.give_notice(agreement.pk, wish=Wish(START), actor=files.learner_of(agreement), on=START)
    staff = files.school_of(agreement)

    assert refusal(lambda: ending.take_notice_back(agreement.pk, agreed=False, actor=staff, on=START)) == (
        "not_everybody_agrees",
    )
    ending.take_notice_back(agreement.pk, agreed=True, actor=staff, on=START)

    assert fresh(agreement).state == AgreementState.ACTIVE
    assert fresh(agreement).notice_ends_on is None


@pytest.fixture
def mediated() -> Agreement:
    """The learner invoked a ground on 4 May 2026: mediation until 25 May."""
    agreement = files.begun()
    wish = Wish(START, reason=Reason.BREACH, words=WORDS)
    ending.invoke_ground(agreement.pk, wish=wish, actor=files.learner_of(agreement), on=date(2026, 5, 4))
    return agreement


def test_a_ground_begins_a_mediation_of_three_weeks(mediated):
    row = mediated.mediations.get()

    assert fresh(mediated).state == AgreementState.MEDIATION
    assert (row.received_on, row.until) == (date(2026, 5, 4), date(2026, 5, 25))


def test_a_ground_that_is_none_or_without_words_is_refused():
    agreement = files.begun()
    company = files.company_of(agreement)

    found = refusal(
        lambda: ending.invoke_ground(
            agreement.pk, wish=Wish(START, reason=Reason.CHANGE_TRAINING), actor=company, on=START
        )
    )

    assert found == ("GROUND_MISSING", "REASONS_MISSING")


def test_while_the_mediation_runs_nobody_ends_and_after_it_only_who_invoked(mediated):
    learner, company = files.learner_of(mediated), files.company_of(mediated)
    wish = Wish(START, words=WORDS)

    assert refusal(
        lambda: ending.end_on_ground(mediated.pk, wish=wish, actor=learner, on=date(2026, 5, 25))
    ) == ("MEDIATION_RUNNING",)
    assert "WRONG_PARTY" in refusal(
        lambda: ending.end_on_ground(mediated.pk, wish=wish, actor=company, on=date(2026, 5, 26))
    )
    ending.end_on_ground(mediated.pk, wish=wish, actor=learner, on=date(2026, 5, 26))

    found = fresh(mediated)
    assert (found.state, found.ended_on, found.ended_as) == (
        AgreementState.ENDED,
        date(2026, 5, 26),
        "ENDED_GROUND",
    )
    assert found.trajectory.state == TrajectoryState.SEARCHING
    assert mediated.mediations.get().closed_on == date(2026, 5, 26)


def test_the_counsellor_closes_a_mediation_early_and_it_ends_the_same_day(mediated):
    staff, early = files.school_of(mediated), date(2026, 5, 11)

    ending.close_mediation(mediated.pk, actor=staff, on=early)
    assert refusal(lambda: ending.close_mediation(mediated.pk, actor=staff, on=early)) == (
        "mediation_closed",
    )
    ending.end_on_ground(
        mediated.pk, wish=Wish(early, words=WORDS), actor=files.learner_of(mediated), on=early
    )

    assert fresh(mediated).ended_on == early


def test_reconciled_in_time_it_goes_on_and_afterwards_only_by_dropping_the_ground(mediated):
    staff = files.school_of(mediated)

    assert refusal(lambda: ending.reconcile(mediated.pk, actor=staff, on=date(2026, 5, 26))) == (
        "mediation_closed",
    )
    ending.drop_ground(mediated.pk, actor=staff, on=date(2026, 5, 26))

    assert fresh(mediated).state == AgreementState.ACTIVE


def test_reconciliation_in_time(mediated):
    ending.reconcile(mediated.pk, actor=files.school_of(mediated), on=date(2026, 5, 25))

    assert fresh(mediated).state == AgreementState.ACTIVE
    assert mediated.mediations.get().is_reconciled


def test_a_company_that_stops_in_fact_owes_a_month_for_a_paid_agreement_only():
    paid, unpaid = files.begun(), files.begun(small(), dimona_type="STG")
    stop = date(2026, 5, 4)
    for agreement in (paid, unpaid):
        wish = Wish(stop, words=WORDS)
        ending.end_in_fact(agreement.pk, wish=wish, actor=files.school_of(agreement), on=stop)

    assert (fresh(paid).ended_as, fresh(paid).owes_month) == ("ENDED_CONTRARY", True)
    assert (fresh(unpaid).ended_as, fresh(unpaid).owes_month) == ("ENDED_CONTRARY", False)


def test_the_school_ends_with_one_of_its_grounds_and_reasons():
    agreement = files.begun()
    staff = files.school_of(agreement)

    assert refusal(lambda: ending.end_by_provider(agreement.pk, wish=Wish(START), actor=staff, on=START)) == (
        "GROUND_MISSING",
        "REASONS_MISSING",
    )
    wish = Wish(START, reason=Reason.DANGER, words="De machines zijn niet beveiligd.")
    ending.end_by_provider(agreement.pk, wish=wish, actor=staff, on=START)

    assert fresh(agreement).ended_as == "ENDED_PROVIDER"


def test_consent_needs_all_three_and_a_long_suspension_its_sixty_days():
    agreement = files.begun()
    staff = files.school_of(agreement)
    living.suspend(agreement.pk, ground=Ground.SICKNESS, first_on=START, last_on=None, actor=staff, on=START)

    def end(way: End, day: date, **changed) -> object:
        wish = Wish(day, by=Party.COMPANY, words=WORDS, **changed)
        return ending.end_at_once(agreement.pk, end=way, wish=wish, actor=staff, on=day)

    assert refusal(lambda: end(End.MUTUAL, START)) == ("CONSENT_MISSING",)
    assert refusal(lambda: end(End.SUSPENSION, date(2026, 5, 21))) == ("SUSPENSION_60",)
    end(End.SUSPENSION, date(2026, 5, 22))

    assert fresh(agreement).ended_as == "ENDED_SUSPENSION"
    assert agreement.interruptions.get().last_on == date(2026, 5, 22)


def test_an_end_on_a_day_to_come_is_refused_with_what_to_do():
    agreement = files.begun()
    wish = Wish(date(2026, 4, 1), words=WORDS, agreed=ALL)

    with pytest.raises(ValidationError, match="tot vandaag"):
        ending.end_at_once(
            agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=START
        )


def test_an_end_before_the_start_is_refused_however_long_ago():
    agreement = files.begun()
    wish = Wish(date(1926, 4, 1), words=WORDS, agreed=ALL)

    assert refusal(
        lambda: ending.end_at_once(
            agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=START
        )
    ) == ("BEFORE_START",)


def test_a_learner_who_stops_the_training_does_not_search_again():
    agreement = files.begun()
    wish = Wish(START, words="Stopt.")

    ending.end_at_once(agreement.pk, end=End.STOPPED, wish=wish, actor=files.school_of(agreement), on=START)

    assert fresh(agreement).trajectory.state == TrajectoryState.IN_TRAINING
    assert fresh(agreement).state == AgreementState.ENDED


def test_only_a_part_time_contract_ends_under_labour_law():
    agreement = files.begun()
    wish = Wish(START, words="Ontslag.")

    assert refusal(
        lambda: ending.end_under_labour_law(
            agreement.pk, wish=wish, actor=files.school_of(agreement), on=START
        )
    ) == ("NOT_LABOUR_LAW",)


def test_the_planned_last_day_ends_it_the_day_after_and_the_learner_searches_again():
    agreement = files.begun()

    assert keep_agreements(on=LAST)["term_reached"] == 0
    assert keep_agreements(on=LAST + timedelta(days=1))["term_reached"] == 1

    found = fresh(agreement)
    assert (found.ended_on, found.ended_as) == (LAST, "ENDED_TERM")
    assert found.trajectory.state == TrajectoryState.SEARCHING


def test_a_withdrawal_ends_a_kept_agreement_on_its_day_and_opens_the_search():
    agreement = files.begun()

    end_by_withdrawal([agreement.recognition_id], effect_on=date(2026, 5, 11), on=date(2026, 5, 11))

    found = fresh(agreement)
    assert (found.state, found.ended_on, found.ended_as) == (
        AgreementState.ENDED,
        date(2026, 5, 11),
        "ENDED_RECOGNITION",
    )
    assert found.trajectory.state == TrajectoryState.SEARCHING


def test_company_and_learner_each_report_the_end_once():
    agreement = files.begun()
    wish = Wish(START, words=WORDS, agreed=ALL)
    ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=START)
    company, learner = files.company_of(agreement), files.learner_of(agreement)

    ending.report_end(agreement.pk, words="Gestopt.", actor=company, on=START)
    ending.report_end(agreement.pk, words="Ik stopte.", actor=learner, on=START)

    assert refusal(lambda: ending.report_end(agreement.pk, words="Nog eens.", actor=company, on=START)) == (
        "reported_already",
    )
    assert refusal(
        lambda: ending.report_end(agreement.pk, words="Ook ik.", actor=files.guardian_of(agreement), on=START)
    ) == ("reported_already",)


def test_an_ended_agreement_takes_no_further_step():
    agreement = files.begun()
    end_by_withdrawal([agreement.recognition_id], effect_on=START, on=START)

    assert refusal(
        lambda: ending.give_notice(
            agreement.pk, wish=Wish(START), actor=files.company_of(agreement), on=START
        )
    ) == (WRONG_STATE,)
