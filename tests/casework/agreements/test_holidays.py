"""Work in school holidays: the annex is checked, and decides when an agreement lies still."""

from datetime import date, timedelta

import pytest

from duaal.casework.agreements.actions import amending, ending, signing
from duaal.casework.agreements.actions.amending import Change
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.rules.ending import End
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.suspensions import suspensions_of
from duaal.casework.agreements.terms import HolidayAnnex, as_json, from_json
from duaal.casework.agreements.together import shares_of
from duaal.casework.trajectories.rules.law import years_of_entry
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from tests.casework.agreements import amendments, files
from tests.casework.agreements.files import MONDAY, START

pytestmark = pytest.mark.django_db

EASTER = (date(2026, 4, 7), date(2026, 4, 8))
RETURN = (date(2026, 4, 21), date(2026, 4, 22))
ANNEX = HolidayAnnex(EASTER, RETURN, "Paaseieren gieten gebeurt enkel dan.")


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def free_days_of(agreement: Agreement) -> set[date]:
    found = set()
    for one in suspensions_of(agreement):
        period = Period(one.first, one.last)
        found |= {one.first + timedelta(days=number) for number in range(period.days or 0)}
    return found


def test_with_an_annex_the_learner_works_in_the_holiday_and_the_rest_of_it_lies_still():
    agreement = files.begun(files.drafted(holidays=ANNEX))

    free = free_days_of(agreement)
    assert not set(EASTER) & free
    assert {date(2026, 4, 6), date(2026, 4, 9), date(2026, 4, 17)} <= free


def test_without_an_annex_the_whole_holiday_lies_still():
    agreement = files.begun()

    assert set(EASTER) <= free_days_of(agreement)


@pytest.mark.parametrize(
    ("annex", "code"),
    [
        (HolidayAnnex(EASTER, RETURN), "NO_LEARNING_OPPORTUNITY"),
        (HolidayAnnex(EASTER, RETURN[:1], "Leren."), "DAYS_NOT_MADE_UP"),
        (HolidayAnnex(EASTER, (RETURN[0], date(2026, 4, 24)), "Leren."), "MADE_UP_ON_WRONG_DAY"),
        (HolidayAnnex((date(2026, 5, 5),), RETURN, "Leren."), "DAY_NOT_IN_HOLIDAY"),
    ],
)
def test_an_annex_that_does_not_hold_keeps_the_agreement_from_being_proposed(annex, code):
    agreement = files.drafted(holidays=annex)

    assert code in refusal(lambda: files.proposed(agreement))


def test_an_agreement_may_start_in_a_holiday_on_a_day_of_the_annex():
    first = EASTER[0]
    agreement = files.drafted(first=first, holidays=ANNEX)

    assert files.proposed(agreement)[0].state == AgreementState.TO_SIGN


def test_a_minor_who_works_in_a_holiday_keeps_the_limits_of_a_day():
    monday = date(2026, 4, 6)  # Easter Monday
    annex = HolidayAnnex((monday,), (date(2026, 4, 20),), "Leren.")

    found = refusal(lambda: files.proposed(files.drafted(holidays=annex)))

    assert "PUBLIC_HOLIDAY_MINOR" in found


def test_work_in_a_holiday_can_be_agreed_while_the_agreement_runs():
    agreement = files.begun()
    change = amendments.change_for(agreement, first=date(2026, 4, 1), holidays=ANNEX)
    amendment = amending.amend(
        agreement.pk, change=Change(change.paper, "Leerkans."), actor=files.school_of(agreement), on=START
    )
    amendments.agreed(agreement, amendment=amendment)

    assert set(EASTER) <= free_days_of(agreement)
    keep_agreements(on=date(2026, 4, 1))
    agreement.refresh_from_db()
    assert not set(EASTER) & free_days_of(agreement)


def test_a_seventh_year_says_which_holiday_weeks_stay_free():
    trajectory = files.searching()
    trajectory.year = years_of_entry()[-1]
    trajectory.save()
    agreement = files.drafted(trajectory)

    assert "WEEKS_NOT_CHOSEN" in refusal(lambda: files.proposed(agreement))


def test_the_chosen_weeks_of_a_seventh_year_lie_still_and_the_others_do_not():
    trajectory = files.searching()
    trajectory.year = years_of_entry()[-1]
    trajectory.save()
    annex = HolidayAnnex(free_weeks=(date(2026, 4, 6),))
    agreement = files.begun(files.drafted(trajectory, holidays=annex))

    free = free_days_of(agreement)
    assert date(2026, 4, 7) in free
    assert date(2026, 4, 14) not in free


def test_an_annex_comes_back_as_it_was_written():
    terms = files.drafted(holidays=ANNEX).versions.get().terms

    assert terms.holidays == ANNEX
    assert from_json(as_json(terms)) == terms


def test_two_companies_after_each_other_make_one_total_of_hours():
    agreement = files.begun()
    until = date(2026, 4, 24)
    wish = Wish(until, words="Samen.", agreed=frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER}))
    ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=until)
    trajectory = agreement.trajectory
    trajectory.refresh_from_db()
    paper = files.paper_for(files.place_for(trajectory), first=date(2026, 5, 4))
    second = files.drafting.draft(
        trajectory.pk, paper=paper, actor=files.school_of(agreement), on=date(2026, 4, 27)
    )
    links = signing.propose(second.pk, actor=files.school_of(agreement), on=date(2026, 4, 27), at=files.NOON)
    second.refresh_from_db()
    files.sign_all(second, {one.signatory.role: one.secret for one in links}, on=date(2026, 4, 27))

    visible = agreements_visible_to(files.school_of(agreement), on=until)
    first, then = shares_of(visible, trajectory.pk)

    # three weeks of lessons before 25 April: 23-27 March, 30 March-3 April, 20-24 April
    assert (first.last, first.minutes) == (until, 3 * 24 * files.HOUR)
    assert then.agreement == second
    assert MONDAY < first.first < then.first
