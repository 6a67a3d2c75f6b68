"""What happens to mentors while agreements run: the last one stays, and a long vacancy is reported."""

from datetime import date

from django.db import transaction

from duaal.casework.agreements.queries import running
from duaal.casework.recognition.actions import mentors
from duaal.casework.recognition.actions.steps import lock_recognition
from duaal.casework.recognition.mentors.clocks import alert_vacancy, vacancies_to_alert
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.foundation.kernel.actor import Actor


@transaction.atomic
def take_mentor_away(assignment_id: int, *, actor: Actor, on: date, remark: str = "") -> Recognition:
    """The company does without a mentor; refused for the last one while a learner is there.

    The recognition is locked before the agreements are counted, so that none is concluded in between.
    """
    found = MentorAssignment.objects.filter(recognition__isnull=False).get(pk=assignment_id)
    assert found.recognition_id is not None
    recognition = lock_recognition(found.recognition_id)
    runs = running(on=on).filter(recognition=recognition).exists()
    return mentors.take_away(assignment_id, actor=actor, on=on, agreements_run=runs, remark=remark)


def alert_vacancies(*, on: date) -> int:
    """Tells the department of every place that is too long without a mentor while a learner is there."""
    with_learners = running(on=on).values("recognition_id")
    waiting = vacancies_to_alert(on=on).filter(pk__in=with_learners)
    return sum(alert_vacancy(pk, on=on) for pk in list(waiting.values_list("pk", flat=True)))
