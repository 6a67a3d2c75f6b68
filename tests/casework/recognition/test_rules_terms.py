from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import Question
from duaal.casework.recognition.rules import (
    Overdue,
    answer_deadline,
    answer_reminder,
    appeal_deadline,
    decision_deadline,
    overdue_flag,
    receipt_of_decision,
)
from tests.casework.recognition.rule_set import LAW, RECEIVED, law, version

END = RECEIVED + timedelta(days=10)
STOPPING = law(clock_stops_on_info_request=True)
OFFSETS = st.integers(0, 30)
QUESTIONS = st.lists(
    st.builds(
        lambda asked, waited: Question(
            RECEIVED + timedelta(days=asked),
            None if waited is None else RECEIVED + timedelta(days=asked + waited),
        ),
        OFFSETS,
        st.one_of(st.none(), OFFSETS),
    ),
    max_size=4,
)


def at(offset):
    return RECEIVED + timedelta(days=offset)


def test_the_days_are_counted_from_the_day_after_receipt():
    found = decision_deadline(RECEIVED, LAW, on=RECEIVED)

    assert (found.last_day, found.working_target, found.waiting_days) == (END, None, 0)
    assert [used.key for used in found.because] == ["days", "kind", "stops"]


def test_working_days_skip_weekends_and_public_holidays():
    found = decision_deadline(date(2026, 4, 2), law(decision_day_kind="WORKING"), on=date(2026, 4, 2))

    assert found.last_day == date(2026, 4, 17)


def test_a_question_gives_a_working_target_and_leaves_the_legal_end():
    found = decision_deadline(RECEIVED, LAW, on=at(9), questions=[Question(at(6), at(9))])

    assert (found.last_day, found.working_target, found.waiting_days) == (END, at(13), 3)


def test_a_question_moves_the_end_where_the_clock_stops():
    found = decision_deadline(RECEIVED, STOPPING, on=at(9), questions=[Question(at(6), at(9))])

    assert (found.last_day, found.working_target, found.waiting_days) == (at(13), None, 3)


def test_an_open_question_waits_up_to_the_day_asked_about():
    assert decision_deadline(RECEIVED, STOPPING, on=at(8), questions=[Question(at(6))]).last_day == at(12)
    assert decision_deadline(RECEIVED, STOPPING, on=at(20), questions=[Question(at(6))]).last_day == at(24)


def test_a_question_asked_after_the_end_changes_nothing():
    found = decision_deadline(RECEIVED, STOPPING, on=at(20), questions=[Question(at(11), at(15))])

    assert found.last_day == END


def test_a_question_asked_on_the_last_day_still_counts():
    found = decision_deadline(RECEIVED, STOPPING, on=at(12), questions=[Question(at(10), at(12))])

    assert found.last_day == at(12)


def test_a_question_that_fits_only_because_of_an_earlier_wait_counts():
    questions = [Question(at(12), at(13)), Question(at(5), at(9))]

    assert decision_deadline(RECEIVED, STOPPING, on=at(13), questions=questions).last_day == at(15)


def test_days_waited_for_two_questions_at_once_count_once():
    questions = [Question(at(2), at(6)), Question(at(4), at(8))]

    assert decision_deadline(RECEIVED, STOPPING, on=at(9), questions=questions).waiting_days == 6


def test_an_answer_cannot_come_before_its_question():
    with pytest.raises(ValueError, match="before the question"):
        Question(at(5), at(4))


@pytest.mark.parametrize(
    ("on", "questions", "decided_on", "flag"),
    [
        pytest.param(10, [], None, None, id="last day"),
        pytest.param(11, [], None, Overdue.OVERDUE, id="the day after"),
        pytest.param(11, [Question(at(6))], None, Overdue.OVERDUE_WAITING, id="items still open"),
        pytest.param(11, [Question(at(6), at(10))], None, Overdue.OVERDUE, id="answered on the last day"),
        pytest.param(15, [Question(at(6), at(11))], None, Overdue.OVERDUE_WAITING, id="answered later"),
        pytest.param(15, [Question(at(11))], None, Overdue.OVERDUE, id="asked after the end"),
        pytest.param(15, [Question(at(10))], None, Overdue.OVERDUE_WAITING, id="asked on the last day"),
        pytest.param(50, [], 10, None, id="decided in time"),
        pytest.param(50, [], 11, Overdue.OVERDUE, id="decided late"),
        pytest.param(9, [], 11, None, id="before a late decision"),
    ],
)
def test_a_file_is_late_from_the_day_after_the_end(on, questions, decided_on, flag):
    deadline = decision_deadline(RECEIVED, LAW, on=at(on), questions=questions)

    found = overdue_flag(
        deadline, on=at(on), questions=questions, decided_on=None if decided_on is None else at(decided_on)
    )

    assert found == flag


def test_an_answer_and_its_reminder_have_their_own_day():
    assert answer_deadline(RECEIVED, LAW).last_day == at(8)
    assert answer_reminder(RECEIVED, LAW).last_day == at(4)


@pytest.mark.parametrize(
    ("opened_on", "received_on"),
    [
        pytest.param(None, date(2026, 4, 7), id="never opened"),
        pytest.param(date(2026, 4, 2), date(2026, 4, 2), id="opened first"),
        pytest.param(date(2026, 4, 20), date(2026, 4, 7), id="opened later"),
    ],
)
def test_a_decision_is_received_when_opened_or_some_working_days_after_sending(opened_on, received_on):
    found = receipt_of_decision(date(2026, 4, 1), opened_on, version("receipt", 3))

    assert found.last_day == received_on


@pytest.mark.parametrize(("moves", "last_day"), [(True, date(2026, 4, 13)), (False, date(2026, 4, 11))])
def test_the_last_day_to_appeal_moves_from_a_saturday_where_so_set(moves, last_day):
    found = appeal_deadline(date(2026, 4, 1), version("appeal", 10), version("moves", moves))

    assert found.last_day == last_day


@given(QUESTIONS, OFFSETS)
def test_a_question_never_makes_the_term_shorter(questions, on):
    for rules in (LAW, STOPPING):
        found = decision_deadline(RECEIVED, rules, on=at(on), questions=questions)
        assert found.last_day >= END
        assert (found.working_target or found.last_day) - END == timedelta(days=found.waiting_days)


@given(QUESTIONS, OFFSETS, OFFSETS)
def test_a_term_never_ends_earlier_when_more_days_went_by(questions, on, more):
    earlier = decision_deadline(RECEIVED, STOPPING, on=at(on), questions=questions)
    later = decision_deadline(RECEIVED, STOPPING, on=at(on + more), questions=questions)

    assert earlier.last_day <= later.last_day


@given(QUESTIONS, st.permutations(range(4)))
def test_the_order_in_which_questions_are_given_does_not_matter(questions, order):
    shuffled = [questions[number] for number in order if number < len(questions)]

    assert decision_deadline(RECEIVED, STOPPING, on=at(20), questions=shuffled) == decision_deadline(
        RECEIVED, STOPPING, on=at(20), questions=questions
    )


@given(st.dates(date(2019, 9, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_a_request_received_later_is_never_due_earlier(received_on, days):
    later = received_on + timedelta(days=days)
    for rules in (LAW, law(decision_day_kind="WORKING")):
        first = decision_deadline(received_on, rules, on=later).last_day
        assert first <= decision_deadline(later, rules, on=later).last_day
        assert first > received_on
