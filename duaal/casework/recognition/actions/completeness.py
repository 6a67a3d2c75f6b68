"""Whether an application is complete, and the reminder of a question that nobody answered yet.

Nothing follows in law from a check that was not made: the application then counts as complete, and the term
to decide ran on all the while (`recognition.md` 7 P3 and P4).
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.steps import move
from duaal.casework.recognition.assessing import law_of
from duaal.casework.recognition.models import Application, InformationRequest
from duaal.casework.recognition.rules.outcomes import Term
from duaal.casework.recognition.rules.terms import answer_reminder, completeness_deadline
from duaal.casework.recognition.states import DECLARE_COMPLETE, REMIND, ApplicationState
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import as_rule_versions


def completeness_term(application: Application) -> Term:
    """Until when the partnership checks whether everything is there."""
    days = BOOK.value("recognition.completeness_working_days").on(application.received_on)
    return completeness_deadline(application.received_on, days)


@transaction.atomic
def declare_complete(application_id: int, *, actor: Actor, on: date) -> Application:
    """An officer found that everything is there; what is missing is asked with a question instead."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("company", "partnership")
        .get(pk=application_id)
    )
    policy.require(actor, DECLARE_COMPLETE, application)
    DECLARE_COMPLETE.check(application.state, application.complete_on is not None, on=on)
    application.complete_on = on
    versions = as_rule_versions(completeness_term(application).because)
    return move(
        application, DECLARE_COMPLETE, actor=actor, on=on, changed={"complete_on"}, rule_versions=versions
    )


def remind_of_questions(*, on: date) -> int:
    """Records the one reminder of every question that waits for as long as the law book says; how many.

    A second run changes nothing, and a question of which the term is over gets no reminder any more.
    """
    return sum(_remind(pk, on=on) for pk in list(_to_remind(on)))


def _to_remind(on: date) -> Iterator[int]:
    waiting = InformationRequest.objects.filter(
        answered_on__isnull=True,
        reminded_on__isnull=True,
        due_on__gte=on,
        asked_on__lt=on,
        application__state=ApplicationState.INFO_REQUESTED,
    )
    for question in waiting.select_related("application").order_by("pk"):
        if answer_reminder(question.asked_on, law_of(question.application)).last_day <= on:
            yield question.pk


@transaction.atomic
def _remind(question_id: int, *, on: date) -> bool:
    application_id = InformationRequest.objects.values_list("application_id", flat=True).get(pk=question_id)
    application = (
        Application.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=application_id, state=ApplicationState.INFO_REQUESTED)
        .first()
    )
    question = InformationRequest.objects.filter(
        pk=question_id, answered_on__isnull=True, reminded_on__isnull=True
    ).first()
    if application is None or question is None:
        return False  # somebody works on it, or it was answered since this run began
    question.reminded_on = on
    question.save(update_fields=["reminded_on"])
    versions = as_rule_versions([law_of(application).answer_reminder_day])
    move(application, REMIND, actor=SYSTEM, on=on, rule_versions=versions)
    return True
