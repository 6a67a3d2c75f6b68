"""Judging the conditions of an application one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import lock_for, move
from duaal.casework.recognition.assessing import assess
from duaal.casework.recognition.facts import Verdict as Found
from duaal.casework.recognition.models import (
    Application,
    ConditionJudgement,
    Derogation,
    ExtractEntries,
    MentorAssignment,
    Verdict,
)
from duaal.casework.recognition.rules.outcomes import Assessment
from duaal.casework.recognition.standing import MENTOR_CONDITIONS, UNDERTAKING_CONDITIONS
from duaal.casework.recognition.states import JUDGE
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import as_rule_versions

DEROGABLE = frozenset({"U3", "M2", "M3"})
"""Conditions on which the body may derogate: a conviction that is not relevant, age and experience."""

LEFT_TO_THE_OFFICER = frozenset({"U1", "U2", "U3", "M1a", "M4"})
"""Conditions that only a person can judge; on the others the facts of the file bind the officer."""

ON_A_PROOF = frozenset({"M2", "M3"})
"""Conditions on which a derogation stands on a proof of prior training, kept beside the reason."""

AGAINST_THE_FACTS = "against_the_facts"
BLANK_REQUIRED = "recognition.blank_extract_required"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of an officer on one condition; `assignment_id` for a condition of a mentor.

    `extract_entries` is what the officer read on the extract, with the verdict on M1a. `proof` is what a
    derogation on age or experience stands on: which document, or what the officer saw.
    """

    condition: str
    verdict: str
    reason: str = ""
    assignment_id: int | None = None
    extract_entries: str = ""
    proof: str = ""

    @property
    def needs_proof(self) -> bool:
        return self.verdict == Verdict.DEROGATED and self.condition in ON_A_PROOF


@transaction.atomic
def judge(
    application_id: int, *, actor: Actor, on: date, judgements: Sequence[Judgement], remark: str = ""
) -> Application:
    """Keeps the verdicts of the officer on these conditions; a verdict given before is replaced.

    Refused, with every reason and nothing kept, when a verdict that is not "met" has no reason, when "met"
    contradicts the facts of the file, or when a derogation is not open to this mentor or condition, or has no
    proof.
    """
    application = lock_for(JUDGE, application_id, actor=actor, on=on)
    assignments = {assignment.pk: assignment for assignment in application.assignments.all()}
    found = {(a.code, int(a.reference) if a.reference else None): a for a in assess(application, on=on)}
    for judgement in judgements:
        _check_subject(judgement, set(assignments), set(found))
    reasons = [
        code for j in judgements for code in _reasons_against(j, found[(j.condition, j.assignment_id)])
    ]
    if reasons:
        raise Refused(tuple(dict.fromkeys(reasons)))
    _keep(application, judgements, actor=actor, on=on)
    _follow_up(application, assignments, judgements)
    used = [version for j in judgements for version in found[(j.condition, j.assignment_id)].because]
    return move(
        application,
        JUDGE,
        actor=actor,
        on=on,
        reasons=[f"{j.condition} {j.verdict}" for j in judgements],
        rule_versions=as_rule_versions(used),
        remark=remark.strip(),
    )


def _check_subject(
    judgement: Judgement, assignment_ids: set[int], assessed: set[tuple[str, int | None]]
) -> None:
    """A condition of the undertaking has no mentor, one of a mentor has a mentor of this case.

    A case about one more mentor has no conditions of the undertaking.
    """
    if judgement.assignment_id is None:
        known = judgement.condition in UNDERTAKING_CONDITIONS and (judgement.condition, None) in assessed
    else:
        known = judgement.condition in MENTOR_CONDITIONS and judgement.assignment_id in assignment_ids
    if not known or judgement.verdict not in Verdict.values:
        raise ValidationError(
            _("Het oordeel %(verdict)s over %(condition)s past niet bij dit dossier. Laad de pagina opnieuw.")
            % {"verdict": judgement.verdict, "condition": judgement.condition}
        )


def _reasons_against(judgement: Judgement, found: Assessment) -> list[str]:
    """Why this verdict cannot be kept, as reason codes of the form `M2_against_the_facts`."""
    reasons = []
    code = judgement.condition
    if judgement.verdict != Verdict.MET and not judgement.reason.strip():
        reasons.append(f"{code}_reason_needed")
    if judgement.needs_proof and not judgement.proof.strip():
        reasons.append(f"{code}_proof_seen_needed")
    if judgement.verdict == Verdict.MET:
        reasons += [f"{code}_{said}" for said in _contradictions(judgement, found)]
    if judgement.verdict == Verdict.DEROGATED and not _open_to_derogation(judgement, found):
        reasons.append(f"{code}_derogation_not_possible")
    return reasons


def _contradictions(judgement: Judgement, found: Assessment) -> list[str]:
    """What speaks against "met": the facts of the file, or what the officer read on the extract.

    Other entries than about minors are accepted with a reason, except where the extract has to be blank.
    """
    if judgement.condition == "M1a" and any(used.name == "barred" for used in found.facts):
        return [AGAINST_THE_FACTS]
    if judgement.condition == "M1a":
        blank_required = any(v.key.startswith(BLANK_REQUIRED) and v.value for v in found.because)
        match judgement.extract_entries:
            case ExtractEntries.NONE:
                return []
            case ExtractEntries.OTHER if not blank_required:
                return [] if judgement.reason.strip() else ["reason_needed"]
            case ExtractEntries.UNKNOWN:
                return ["extract_not_read"]
        return [AGAINST_THE_FACTS]
    bound = judgement.condition == "U3" or judgement.condition not in LEFT_TO_THE_OFFICER
    return [AGAINST_THE_FACTS] if bound and found.verdict != Found.MET else []


def _open_to_derogation(judgement: Judgement, found: Assessment) -> bool:
    return judgement.condition in DEROGABLE and found.verdict == Found.DEROGATION_POSSIBLE


def _keep(application: Application, judgements: Sequence[Judgement], *, actor: Actor, on: date) -> None:
    rows = [
        ConditionJudgement(
            application=application,
            assignment_id=judgement.assignment_id,
            condition=judgement.condition,
            verdict=judgement.verdict,
            reason=judgement.reason.strip(),
            proof=judgement.proof.strip() if judgement.needs_proof else "",
            judged_by_id=actor.user_id,
            judged_by_name=actor.name,
            judged_on=on,
        )
        for judgement in judgements
    ]
    ConditionJudgement.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["application", "assignment", "condition"],
        update_fields=["verdict", "reason", "proof", "judged_by_id", "judged_by_name", "judged_on"],
    )


def _follow_up(
    application: Application, assignments: dict[int, MentorAssignment], judgements: Sequence[Judgement]
) -> None:
    """Keeps per mentor what was read on the extract, and which derogations stand by now."""
    for judgement in judgements:
        if judgement.condition == "M1a" and judgement.assignment_id is not None:
            assignments[judgement.assignment_id].extract_entries = judgement.extract_entries
    derogated: dict[int | None, set[str]] = {}
    for row in application.judgements.filter(assignment__isnull=False, verdict=Verdict.DEROGATED):
        derogated.setdefault(row.assignment_id, set()).add(row.condition)
    for pk, assignment in assignments.items():
        match ("M2" in derogated.get(pk, ()), "M3" in derogated.get(pk, ())):
            case (True, True):
                assignment.derogation_granted = Derogation.BOTH
            case (True, False):
                assignment.derogation_granted = Derogation.AGE_23
            case (False, True):
                assignment.derogation_granted = Derogation.EXPERIENCE
            case _:
                assignment.derogation_granted = Derogation.NONE
    MentorAssignment.objects.bulk_update(assignments.values(), ["extract_entries", "derogation_granted"])
