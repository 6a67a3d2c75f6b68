"""The conditions of an application as its pages show them: what the rules found, and what was judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.actions.judging import LEFT_TO_THE_OFFICER
from duaal.casework.recognition.assessing import assess, law_of
from duaal.casework.recognition.labels import ADVICE, CONDITION, VERDICT, VERDICT_TONE
from duaal.casework.recognition.models import Application, ConditionJudgement, MentorAssignment
from duaal.casework.recognition.rules.outcomes import Assessment
from duaal.casework.recognition.rules.reform import conditions_dropped
from duaal.casework.recognition.standing import GOOD, CaseStanding
from duaal.interfaces.web.cases.explaining import FactLine, RuleLine, fact_lines, rule_lines

NOT_JUDGED = gettext_lazy("nog niet beoordeeld")
NOT_ASKED = gettext_lazy("niet meer gevraagd")
BEING_JUDGED = gettext_lazy("wordt beoordeeld")

FOLLOWS_FROM_MENTORS = "U4"
"""The one condition that nobody judges: it follows from the judgements on the mentors."""

Key = tuple[str, int | None]
"""A condition of the undertaking (with None), or of one mentor (with the number of the assignment)."""


class Audience(StrEnum):
    """For whom the conditions are shown."""

    DECIDERS = "deciders"
    COMPANY_WAITING = "company_waiting"
    COMPANY_DECIDED = "company_decided"


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition: the verdict as a badge, the words, what was said about it, and why."""

    code: str
    assignment_id: int | None
    words: str
    verdict: str
    tone: str
    found: str
    found_words: str
    certainty: str
    judged: ConditionJudgement | None
    said: str
    facts: tuple[FactLine, ...]
    rules: tuple[RuleLine, ...]
    advice: str
    dropped: bool = False

    @property
    def is_open(self) -> bool:
        """Whether an officer still has to judge it."""
        return self.judged is None and self.code != FOLLOWS_FROM_MENTORS and not self.dropped

    @property
    def is_failed(self) -> bool:
        return self.judged is not None and self.judged.verdict not in GOOD


@dataclass(frozen=True, slots=True)
class MentorLines:
    """One mentor of the application with its conditions."""

    assignment: MentorAssignment
    lines: tuple[ConditionLine, ...]


@dataclass(frozen=True, slots=True)
class CaseConditions:
    """Every condition of one application, in the order of the law."""

    undertaking: tuple[ConditionLine, ...]
    mentors: tuple[MentorLines, ...]

    @property
    def every(self) -> tuple[ConditionLine, ...]:
        return (*self.undertaking, *(line for mentor in self.mentors for line in mentor.lines))

    @property
    def left(self) -> int:
        """How many conditions nobody judged yet."""
        return sum(line.is_open for line in self.every)


def conditions_of(
    application: Application, standing: CaseStanding, *, on: date, audience: Audience
) -> CaseConditions:
    """The conditions of the application for this audience.

    A company that waits sees what the rules found on its own data, not what an officer already noted.
    """
    judged: Mapping[Key, ConditionJudgement] = {
        (judgement.condition, judgement.assignment_id): judgement
        for judgement in application.judgements.all()
    }
    of_mentors: dict[int, list[ConditionLine]] = {}
    undertaking = []
    for assessment in assess(application, on=on):
        assignment_id = int(assessment.reference) if assessment.reference else None
        judgement = judged.get((assessment.code, assignment_id))
        line = _line(application, assessment, judgement, standing, audience)
        if assignment_id is None:
            undertaking.append(line)
        else:
            of_mentors.setdefault(assignment_id, []).append(line)
    mentors = (
        MentorLines(assignment, tuple(of_mentors[assignment.pk]))
        for assignment in application.assignments.all()
    )
    return CaseConditions(tuple(undertaking), tuple(mentors))


def _line(
    application: Application,
    assessment: Assessment,
    judgement: ConditionJudgement | None,
    standing: CaseStanding,
    audience: Audience,
) -> ConditionLine:
    code = assessment.code
    waiting = audience == Audience.COMPANY_WAITING
    kept = None if waiting else judgement
    if waiting and code in LEFT_TO_THE_OFFICER:
        verdict, tone = str(BEING_JUDGED), "neutral"
        facts: tuple[FactLine, ...] = ()
    else:
        verdict, tone = _badge(assessment, kept, standing, waiting=waiting)
        facts = fact_lines(assessment.facts)
    dropped = code in conditions_dropped(law_of(application))
    if dropped and kept is None:
        verdict, tone = str(NOT_ASKED), "neutral"
    return ConditionLine(
        code=code,
        assignment_id=int(assessment.reference) if assessment.reference else None,
        words=str(CONDITION[code]),
        verdict=verdict,
        tone=tone,
        found=assessment.verdict.value,
        found_words=str(VERDICT[assessment.verdict]),
        certainty=assessment.certainty.value,
        judged=kept,
        said=_declared(application, code),
        facts=facts,
        rules=rule_lines(assessment.because),
        advice=str(ADVICE[code]) if tone == "danger" and not waiting else "",
        dropped=dropped,
    )


def _badge(
    assessment: Assessment, kept: ConditionJudgement | None, standing: CaseStanding, *, waiting: bool
) -> tuple[str, str]:
    """The verdict in a word with its tone: of the officer, of the mentors together, or of the rules."""
    if assessment.code == FOLLOWS_FROM_MENTORS and not waiting:
        verdict = _of_mentors(standing)
        return str(VERDICT[verdict]), VERDICT_TONE[verdict]
    if kept is not None:
        return str(VERDICT[kept.verdict]), VERDICT_TONE[kept.verdict]
    if waiting:
        return str(VERDICT[assessment.verdict]), VERDICT_TONE[assessment.verdict]
    return str(NOT_JUDGED), "neutral"


def _of_mentors(standing: CaseStanding) -> str:
    """Whether one mentor meets everything, by what was judged so far."""
    if any(mentor.qualifies for mentor in standing.mentors):
        return "met"
    if all(mentor.failing for mentor in standing.mentors):
        return "not_met"
    return "unknown"


def _declared(application: Application, code: str) -> str:
    """What the company wrote itself about a condition."""
    remark = {
        "U1": application.organisation_and_equipment_remark,
        "U2": application.financial_strength_remark,
        "U3": application.conviction_remark,
    }.get(code, "")
    return _("De onderneming schrijft: %(remark)s") % {"remark": remark} if remark.strip() else ""
