"""After a step the worker is asked to tell about it, once, and only when there is something to tell."""

import pytest
from django.http import HttpRequest, HttpResponse
from procrastinate.contrib.django.models import ProcrastinateJob

from duaal.flows.notifications.models import Notice
from duaal.interfaces.cli import jobs
from duaal.interfaces.web.notices import middleware
from duaal.interfaces.web.notices.middleware import TellMiddleware
from tests.casework.recognition.factories import ApplicationFactory
from tests.flows.notifications.factories import entry

pytestmark = pytest.mark.django_db


def answer(method: str, status: int = 200) -> None:
    request = HttpRequest()
    request.method = method
    TellMiddleware(lambda asked: HttpResponse(status=status))(request)


def asked() -> int:
    return ProcrastinateJob.objects.filter(task_name=middleware.TELL).count()


def test_a_step_asks_for_the_job_once_however_many_follow():
    entry()

    answer("POST", 302)
    answer("POST", 302)

    assert asked() == 1


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", 422), ("POST", 403)])
def test_a_look_or_a_refusal_asks_for_nothing(method, status):
    entry()

    answer(method, status)

    assert asked() == 0


def test_nothing_to_tell_asks_for_nothing():
    answer("POST", 302)

    assert asked() == 0


def test_the_answer_comes_also_when_the_job_cannot_be_asked_for(monkeypatch, caplog):
    def broken():
        raise middleware.Error("no connection")

    monkeypatch.setattr(middleware, "something_waits", broken)

    answer("POST", 302)

    assert "whether something waits could not be asked" in caplog.text


def test_the_job_is_the_one_that_is_asked_for():
    case = ApplicationFactory(approved=True)
    entry(case.pk, "grant")
    answer("POST")
    (job,) = ProcrastinateJob.objects.filter(task_name=middleware.TELL)

    assert jobs.tell.name == job.task_name
    jobs.tell(**job.args)

    assert Notice.objects.get().file_id == case.pk
