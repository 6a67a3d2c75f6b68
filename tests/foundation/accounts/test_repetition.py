"""A request with a key is done once, also when it comes twice at the same moment."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from duaal.foundation.accounts.models import KeptAnswer
from duaal.foundation.accounts.repetition import KEY_REUSED, forget_kept_answers, once
from duaal.foundation.kernel.reasons import Refused
from tests.foundation.accounts.test_tokens import make

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_repeated_request_gets_the_same_answer_and_is_not_done_again():
    token, done = make().token, []

    answers = [once(token, "k", b"a", lambda: (200, {"n": len(done) or done.append(1)}), at=AT) for _ in "ab"]

    assert answers[0] == answers[1]
    assert len(done) == 1


@pytest.mark.django_db
def test_the_same_key_with_another_request_is_refused():
    token = make().token
    once(token, "k", b"a", lambda: (200, {}), at=AT)

    with pytest.raises(Refused) as refused:
        once(token, "k", b"b", lambda: (200, {}), at=AT)

    assert refused.value.reasons == (KEY_REUSED,)


@pytest.mark.django_db
def test_the_same_key_of_another_token_is_another_request():
    once(make().token, "k", b"a", lambda: (200, {"of": 1}), at=AT)

    assert once(make().token, "k", b"b", lambda: (200, {"of": 2}), at=AT) == (200, {"of": 2})


@pytest.mark.django_db
def test_a_refused_request_keeps_nothing_and_may_come_again():
    token = make().token

    with pytest.raises(Refused):
        once(token, "k", b"a", _refuse, at=AT)

    assert not KeptAnswer.objects.exists()
    assert once(token, "k", b"a", lambda: (200, {}), at=AT) == (200, {})


@pytest.mark.django_db
def test_after_a_day_the_key_is_forgotten():
    token = make().token
    once(token, "k", b"a", lambda: (200, {}), at=AT)

    assert forget_kept_answers(at=AT + timedelta(hours=24)) == 0
    assert forget_kept_answers(at=AT + timedelta(hours=24, seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_the_same_moment_one_is_done_and_both_get_its_answer():
    token, start, done, answers = make().token, Barrier(2), [], []

    def ask():
        start.wait()
        try:
            answers.append(once(token, "k", b"a", lambda: (200, {"n": done.append(1) or len(done)}), at=AT))
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [(200, {"n": 1})] * 2
    assert len(done) == 1


def _refuse():
    raise Refused(("wrong_state",))
