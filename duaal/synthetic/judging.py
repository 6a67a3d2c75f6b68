"""How officers judged the conditions: of every case decided in the last weeks, and partly of those in
review.
"""

from collections.abc import Iterator
from datetime import date

from duaal.casework.recognition.models import ConditionJudgement, Verdict
from duaal.casework.recognition.standing import MENTOR_CONDITIONS, UNDERTAKING_CONDITIONS
from duaal.casework.recognition.states import OPEN, ApplicationState
from duaal.synthetic.officers import Officers
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.troubles import BY_CODE
from duaal.synthetic.world import Case, World

TRAINING = "M4"
"""Judged only when the training was followed: it is a duty after the recognition."""

COLUMNS = (
    "application_id",
    "assignment_id",
    "condition",
    "verdict",
    "reason",
    "judged_by_id",
    "judged_by_name",
    "judged_on",
)


Judged = tuple[int | None, str, Verdict, str]


def judgement_table(world: World, officers: Officers, *, today: date) -> Table:
    return Table(ConditionJudgement, COLUMNS, _rows(world, officers, today))


def is_judged(case: Case, condition: str) -> bool:
    """Whether an officer judged the condition.

    Of a case in review nothing, the undertaking only, or all but what is wrong: by its row number.
    """
    trouble = BY_CODE.get(case.trouble)
    if case.state in OPEN:
        if trouble is not None and trouble.condition == condition:
            return False
        if case.state == ApplicationState.INFO_REQUESTED or case.pk % 3 == 1:
            return condition in UNDERTAKING_CONDITIONS
        return case.pk % 3 == 2
    if case.was_refused and not case.is_recent:
        return trouble is not None and trouble.condition == condition
    return case.is_recent and (case.state == ApplicationState.APPROVED or case.was_refused)


def judged_conditions(case: Case) -> list[Judged]:
    """Every judgement of a case: the assignment (None for the undertaking), condition, verdict and reason."""
    if case.state not in OPEN and not case.is_recent and not case.was_refused:
        return []
    found: list[Judged] = [
        (None, condition, *_verdict(case, condition))
        for condition in UNDERTAKING_CONDITIONS
        if is_judged(case, condition)
    ]
    for place, guide in enumerate(case.guides):
        judged_on = case.closed_on or case.received_on
        trained = guide.trained_on is not None and guide.trained_on <= judged_on
        found += [
            (case.first_assignment + place, condition, *_verdict(case, condition))
            for condition in MENTOR_CONDITIONS
            if is_judged(case, condition) and (condition != TRAINING or trained)
        ]
    return found


def judged_on(case: Case, today: date) -> date:
    """The day of the judgements: that of the decision, or some days after receipt."""
    if case.closed_on is not None:
        return case.closed_on
    return min(today, max([case.received_on, *(asked.asked_on for asked in case.questions)]))


def _verdict(case: Case, condition: str) -> tuple[Verdict, str]:
    trouble = BY_CODE.get(case.trouble)
    if trouble is not None and trouble.condition == condition:
        return Verdict.NOT_MET, trouble.reason
    return Verdict.MET, ""


def _rows(world: World, officers: Officers, today: date) -> Iterator[Row]:
    for case in world.cases:
        judgements = judged_conditions(case)
        if not judgements:
            continue
        officer, day = officers.of(case), judged_on(case, today)
        for assignment, condition, verdict, reason in judgements:
            who = (officer.user_id, officer.name, day)
            yield case.pk, assignment, condition, verdict.value, reason, *who
