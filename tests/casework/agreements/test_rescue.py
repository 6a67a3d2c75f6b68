"""A workplace that falls away in each way: what follows the same day, and what does not."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from duaal.casework.agreements.actions import drafting, ending
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.actions.withdrawal import end_by_closure
from duaal.casework.agreements.facts import Kind, Party, WeekBlock
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rescue import (
    at_closed_places,
    hours_together,
    loss_of,
    searches_by_recognition,
    seeks,
)
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.casework.agreements.rules.hours import Placed, covers, workplace_hours
from duaal.casework.agreements.searching import lost_places
from duaal.casework.matching.actions import clocks, contacts
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.trajectories.actions import searching
from duaal.casework.trajectories.actions.clocks import keep_searches
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.states import Destination
from duaal.flows.processes import rescue
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.book import BOOK
from tests.casework.agreements import files
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.agreements.files import LAST, MONDAY, START
from tests.casework.agreements.lost import LOST, decided, lost
from tests.casework.matching.factories import OfferFactory
from tests.casework.trajectories.actors import staff_of

WORDS = "Er is geen werk meer."
ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})
DAY = date(2026, 5, 4)


def shut(agreement: Agreement, on: date = LOST) -> None:
    """The recognition stopped with its site, which was open for the last time on the day."""
    Recognition.objects.filter(pk=agreement.recognition_id).update(state="ENDED_CLOSED", ended_on=on)


def by_notice(agreement: Agreement) -> date:
    ending.give_notice(agreement.pk, wish=Wish(START), actor=files.company_of(agreement), on=START)
    ends = START + timedelta(days=7)
    keep_agreements(on=ends + timedelta(days=1))
    return ends


def by_consent(agreement: Agreement) -> date:
    wish = Wish(DAY, words=WORDS, agreed=ALL)
    ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=DAY)
    return DAY


def by_death_of_the_mentor(agreement: Agreement) -> date:
    wish = Wish(DAY, by=Party.COUNSELLOR, words=WORDS)
    ending.end_at_once(agreement.pk, end=End.MENTOR, wish=wish, actor=files.school_of(agreement), on=DAY)
    return DAY


def by_the_school(agreement: Agreement) -> date:
    wish = Wish(DAY, reason=Reason.DANGER, words=WORDS)
    ending.end_by_provider(agreement.pk, wish=wish, actor=files.school_of(agreement), on=DAY)
    return DAY


def in_fact(agreement: Agreement) -> date:
    ending.end_in_fact(agreement.pk, wish=Wish(DAY, words=WORDS), actor=files.school_of(agreement), on=DAY)
    return DAY


def after_mediation(agreement: Agreement) -> date:
    learner = files.learner_of(agreement)
    wish = Wish(DAY, reason=Reason.BREACH, words=WORDS)
    ending.invoke_ground(agreement.pk, wish=wish, actor=learner, on=DAY)
    ending.close_mediation(agreement.pk, actor=files.school_of(agreement), on=DAY)
    ending.end_on_ground(agreement.pk, wish=Wish(DAY, words=WORDS), actor=learner, on=DAY)
    return DAY


def by_withdrawal(agreement: Agreement) -> date:
    lost(agreement)
    return LOST


def by_closure(agreement: Agreement) -> date:
    shut(agreement)
    rescue.end_at_closed_places(on=LOST + timedelta(days=1))
    return LOST


WAYS = (
    by_notice,
    by_consent,
    by_death_of_the_mentor,
    by_the_school,
    in_fact,
    after_mediation,
    by_withdrawal,
    by_closure,
)


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_every_way_in_which_a_workplace_falls_away_sets_the_same_things_in_motion(way):
    agreement = files.begun()

    last_day = way(agreement)

    trajectory = Trajectory.objects.get()
    search = Search.objects.get(stopped_on__isnull=True)
    loss = loss_of(trajectory)
    assert trajectory.state == "SEARCHING"
    assert search.first_day > last_day
    assert search.days_used_before == 5
    assert (loss.agreement.pk, loss.last_day, loss.is_over) == (agreement.pk, last_day, True)
    told = Entry.objects.filter(file_kind="trajectory", step="agreement_ended")
    assert told.count() == 1


@pytest.mark.django_db
def test_an_expired_recognition_takes_no_workplace_away():
    agreement = files.begun()
    Recognition.objects.update(state="EXPIRED", valid_to=DAY)

    keep_agreements(on=LOST)

    assert rescue.end_at_closed_places(on=LOST) == 0
    assert Trajectory.objects.get().state == "IN_TRAINING"
    assert loss_of(agreement.trajectory) is None


@pytest.mark.django_db
def test_a_mentor_who_is_not_there_any_more_leaves_the_learner_in_training():
    agreement = files.begun()

    MentorAssignment.objects.update(state="BARRED", ended_on=DAY)
    keep_agreements(on=LOST)

    assert Agreement.objects.get().state == "ACTIVE"
    assert Trajectory.objects.get().state == "IN_TRAINING"
    assert loss_of(agreement.trajectory) is None


@pytest.mark.django_db
def test_a_closure_ends_once_keeps_the_value_it_stands_on_and_spares_a_part_time_contract():
    agreement, contract = files.begun(), files.begun()
    for one in (agreement, contract):
        shut(one)
    Agreement.objects.filter(pk=contract.pk).update(kind="DAO")

    done = [rescue.end_at_closed_places(on=LOST), rescue.end_at_closed_places(on=LOST)]

    assert done == [1, 0]
    agreement.refresh_from_db()
    contract.refresh_from_db()
    assert (agreement.state, agreement.ended_as, agreement.ended_on) == ("ENDED", "ENDED_CLOSED", LOST)
    assert contract.state == "ACTIVE"
    entry = Entry.objects.get(file_kind="agreement", step="end_by_closure")
    assert entry.rule_versions[0]["key"] == "agreements.closure_effect"


@pytest.mark.django_db
def test_the_dated_value_can_let_agreements_at_a_closed_site_go_on(monkeypatch):
    agreement = files.begun()
    shut(agreement)
    value = BOOK.value("agreements.closure_effect")
    goes_on = replace(value, versions=(replace(value.versions[0], value="KEEP_RUNNING"),))
    known = type(BOOK).value
    monkeypatch.setattr(
        type(BOOK), "value", lambda book, key: goes_on if key == value.key else known(book, key)
    )

    assert not end_by_closure(agreement.pk, on=LOST)
    assert at_closed_places().count() == 1
    assert Agreement.objects.get().state == "ACTIVE"


@pytest.mark.django_db
def test_an_agreement_that_had_to_begin_at_a_site_that_closed_never_begins():
    agreement = files.registered()
    shut(agreement, on=START - timedelta(days=3))

    rescue.end_at_closed_places(on=START)

    agreement.refresh_from_db()
    assert (agreement.starts_on, agreement.state) == (None, "ENDED")
    assert Trajectory.objects.get().state == "SEARCHING"


@pytest.mark.django_db
def test_a_withdrawal_that_takes_effect_later_lets_the_learner_search_before_it():
    agreement = files.begun()
    decided(agreement.recognition, LOST)
    trajectory = agreement.trajectory
    trajectory.refresh_from_db()
    place = OfferFactory(recognition=files.place_for(trajectory), mentors=0).recognition

    loss = loss_of(trajectory)
    contact = contacts.send(
        trajectory.pk,
        place.pk,
        message="Hallo",
        consented_on=DAY,
        actor=staff_of(trajectory),
        on=DAY,
    )
    kept = clocks.keep_contacts(on=DAY)

    assert (trajectory.state, loss.last_day, loss.is_over) == ("IN_TRAINING", LOST, False)
    assert kept["closed"] == 0
    contact.refresh_from_db()
    assert contact.state == "SENT"
    draft = rescue.take_over(trajectory.pk, place.pk, actor=staff_of(trajectory), on=DAY).agreement
    assert draft.versions.get().terms.first > LOST


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["SUSPENDED", "ANNULLED"])
def test_a_withdrawal_without_effect_announces_no_loss(state):
    agreement = files.begun()
    decided(agreement.recognition, LOST, state=state)
    trajectory = Trajectory.objects.get(pk=agreement.trajectory_id)

    assert loss_of(trajectory) is None
    assert not seeks(trajectory)


@pytest.mark.django_db
def test_a_notice_names_the_last_day_and_taking_it_back_makes_it_none_again():
    agreement = files.begun()
    ending.give_notice(agreement.pk, wish=Wish(START), actor=files.company_of(agreement), on=START)
    trajectory = Trajectory.objects.get()
    announced = loss_of(trajectory)

    ending.take_notice_back(agreement.pk, agreed=True, actor=files.school_of(agreement), on=START)

    assert announced.last_day == START + timedelta(days=7)
    assert loss_of(trajectory) is None


@pytest.mark.django_db
def test_who_searches_a_first_workplace_lost_none():
    assert loss_of(files.searching()) is None


@pytest.mark.django_db
def test_the_department_follows_only_who_lost_the_workplace_with_the_recognition():
    withdrawn, agreed = lost(), files.begun()
    by_consent(agreed)

    found = searches_by_recognition().values_list("trajectory_id", flat=True)

    assert list(found) == [withdrawn.trajectory_id]


@pytest.mark.django_db
def test_a_learner_with_a_trajectory_is_not_in_the_list_of_the_register_as_well():
    agreement = lost()

    assert not lost_places(files.school_of(agreement)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "state"), [(14, "IN_TRAINING"), (12, "SEARCHING")])
def test_of_two_workplaces_the_other_one_keeps_the_learner_only_with_the_least_hours(hours, state):
    first = files.begun()
    trajectory = first.trajectory
    place = files.place_for(trajectory)
    later = date(2026, 6, 1)
    Agreement.objects.filter(pk=first.pk).update(planned_end_on=later - timedelta(days=1))
    block = WeekBlock(Period(later, LAST), hours * 60, 0, 16)
    paper = files.paper_for(place, kind=Kind.SAO, first=later, blocks=(block,))
    draft = drafting.draft(trajectory.pk, paper=paper, actor=staff_of(trajectory), on=DAY)
    files.sign_all(*files.proposed(draft, on=DAY), on=DAY)

    lost(first)

    assert Trajectory.objects.get().state == state


def test_what_goes_on_is_measured_over_all_of_it_together():
    half = Placed(Period(START, LAST), (WeekBlock(Period(START, LAST), 7 * 60),))

    assert covers([half, half], from_day=DAY, least_hours=14)
    assert not covers([half], from_day=DAY, least_hours=14)
    assert not covers([], from_day=DAY, least_hours=14)
    assert not covers([half, half], from_day=LAST + timedelta(days=1), least_hours=14)


def test_the_hours_of_successive_agreements_are_one_total_and_none_counts_after_its_end():
    week = WeekBlock(Period(date(2026, 4, 20), date(2026, 5, 15)), 20 * 60)
    first = Placed(Period(date(2026, 4, 20), date(2026, 5, 1)), (week,))
    second = Placed(Period(date(2026, 5, 4), date(2026, 5, 15)), (week,))

    hours = workplace_hours([first, second], on=date(2026, 5, 8))

    assert (hours.until, hours.after, hours.total) == (Fraction(60), Fraction(20), Fraction(80))


@pytest.mark.django_db
def test_hours_of_a_text_that_was_not_signed_count_nowhere():
    agreement = lost()
    rescue.take_over(
        agreement.trajectory_id,
        files.place_for(agreement.trajectory).pk,
        actor=staff_of(agreement.trajectory),
        on=LOST,
    )

    assert hours_together(agreement.trajectory, on=LAST).after == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "last_day", "late"),
    [(6, "2026-05-11", True), (5, "2026-05-11", False), (6, "2026-04-30", False)],
)
def test_a_loss_late_in_the_last_year_is_said_to_be_late(year, last_day, late):
    agreement = files.begun()
    Trajectory.objects.update(year=year)

    lost(agreement, on=date.fromisoformat(last_day))

    entry = Entry.objects.get(file_kind="trajectory", step="agreement_ended")
    assert ("late_loss" in entry.reasons) is late


@pytest.mark.django_db
def test_a_learner_of_the_start_up_phase_is_in_the_dual_programme_from_the_last_signature():
    trajectory = files.searching(state="STARTUP_SCREENING", route="startup", dual_from=None)
    Trajectory.objects.update(state="STARTUP")

    files.signed(files.drafted(Trajectory.objects.select_related("learner").get(pk=trajectory.pk)))

    trajectory.refresh_from_db()
    assert (trajectory.state, trajectory.route, trajectory.dual_from) == ("IN_TRAINING", "dual", MONDAY)


@pytest.mark.django_db
def test_of_an_agreement_that_only_the_register_knows_the_loss_shows_but_no_draft_follows_it():
    trajectory = files.searching()
    place = files.place_for(trajectory)
    known = AgreementFactory(recognition=place, learner_number=trajectory.learner.number, ended_on=MONDAY)

    loss = loss_of(trajectory)

    assert (loss.agreement, loss.last_day, loss.is_kept) == (known, MONDAY, False)
    with pytest.raises(Refused):
        rescue.take_over(trajectory.pk, place.pk, actor=staff_of(trajectory), on=MONDAY)


@pytest.mark.django_db
def test_after_the_days_are_used_up_leaving_is_proposed_and_only_the_school_confirms_it():
    agreement = lost()
    last_day = Search.objects.get(stopped_on__isnull=True).last_day

    keep_searches(on=last_day + timedelta(days=1))
    trajectory = Trajectory.objects.get()
    still = trajectory.state
    with pytest.raises(Refused) as refused:
        searching.deregister_expired(
            trajectory.pk, destination=None, reason="", actor=staff_of(trajectory), on=last_day
        )
    searching.deregister_expired(
        trajectory.pk,
        destination=Destination.NON_DUAL,
        reason="Geen werkplek gevonden.",
        actor=staff_of(trajectory),
        on=last_day + timedelta(days=1),
    )

    assert still == "SEARCHING"
    assert refused.value.reasons == ("no_destination",)
    trajectory.refresh_from_db()
    assert (trajectory.state, trajectory.destination) == ("DEREGISTERED", "non_dual")
    assert Agreement.objects.get(pk=agreement.pk).state == "ENDED"
