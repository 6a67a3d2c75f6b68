"""Sanctions for tests of appeals: decided on Tuesday 10 March 2026, read by nobody, so final on 24 March."""

from datetime import date

from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.states import AppealKind
from duaal.casework.recognition.models import (
    Exclusion,
    MentorAssignment,
    MentorBar,
    Recognition,
    SanctionDecision,
    Withdrawal,
)
from duaal.casework.recognition.states import AssignmentState
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.recognition.actors import DEPARTMENT
from tests.casework.recognition.appeals.cases import DAY, WHY
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory

Sanction = Withdrawal | Exclusion | MentorBar

DECIDED_ON = date(2026, 3, 10)
EFFECT_ON = date(2026, 3, 20)


def decision_on(recognition: Recognition) -> SanctionDecision:
    return SanctionDecision.objects.create(
        company=recognition.company,
        partnership=recognition.partnership,
        reference=f"S2026-{recognition.pk:08d}",
        reasons="De leerling stond er alleen voor.",
        decided_on=DECIDED_ON,
        decided_by_id=10,
        decided_by_name="Officier Janssens",
    )


def recognised(**traits: object) -> Recognition:
    """A recognition of three years old with one trained mentor."""
    traits = {"valid_from": date(2023, 3, 10), "valid_to": date(2028, 3, 9), **traits}
    recognition = RecognitionFactory(**traits)
    MentorAssignmentFactory(
        application=recognition.application, recognition=recognition, state=AssignmentState.ACTIVE
    )
    return recognition


def withdrawal(recognition: Recognition | None = None, *, in_effect: bool = True) -> Withdrawal:
    """A withdrawal; in effect since 20 March, with its mentor ended that day."""
    recognition = recognition or recognised()
    if in_effect:
        Recognition.objects.filter(pk=recognition.pk).update(state="WITHDRAWN", ended_on=EFFECT_ON)
        at_work = recognition.assignments.filter(ended_on__isnull=True)
        at_work.update(state="ENDED", ended_on=EFFECT_ON)
    else:
        Recognition.objects.filter(pk=recognition.pk).update(state="SANCTION_PROPOSED")
    return Withdrawal.objects.create(
        decision=decision_on(recognition),
        recognition=recognition,
        state="IN_EFFECT" if in_effect else "DECIDED",
        ground="DUTY_BREACH",
        code="D5",
        reason="Geen begeleiding.",
        effect_on=EFFECT_ON,
    )


def exclusion(until: date | None = date(2027, 3, 9)) -> Exclusion:
    """An exclusion of the undertaking with its withdrawal; without `until` a definitive one."""
    decision = withdrawal().decision
    return Exclusion.objects.create(
        decision=decision,
        company=decision.company,
        kind="TEMPORARY" if until else "DEFINITIVE",
        state="IN_FORCE",
        reason="Herhaald.",
        from_day=DECIDED_ON,
        until=until,
    )


def barred(recognition: Recognition | None = None, **columns: object) -> MentorBar:
    """A bar of the only mentor of a recognition, that is incomplete since."""
    recognition = recognition or recognised()
    mentor = recognition.assignments.get()
    recognition.assignments.update(state="BARRED", ended_on=DECIDED_ON, end_reason="BARRED")
    Recognition.objects.filter(pk=recognition.pk).update(state="INCOMPLETE", incomplete_since=DECIDED_ON)
    return MentorBar.objects.create(
        decision=decision_on(recognition),
        company=recognition.company,
        person=mentor.person,
        state="IN_FORCE",
        reason="Grensoverschrijdend gedrag.",
        from_day=DECIDED_ON,
        **columns,
    )


def company_behind(sanction: Sanction) -> Actor:
    """The company that the sanction is about."""
    number = sanction.decision.company.enterprise_number
    return Actor(Role.COMPANY, number, user_id=15, name="Ann Peeters")


def mentor_of(recognition: Recognition) -> MentorAssignment:
    return recognition.assignments.get()


LATER = date(2026, 4, 2)
MAKERS = {AppealKind.WITHDRAWAL: withdrawal, AppealKind.EXCLUSION: exclusion, AppealKind.BAR: barred}


def lodged(kind: AppealKind, sanction: Sanction, on: date = DAY) -> Appeal:
    return actions.lodge(kind, sanction.pk, actor=company_behind(sanction), on=on, reasons=WHY)


def admitted(kind: AppealKind, sanction: Sanction, on: date = DAY) -> Appeal:
    appeal = lodged(kind, sanction, on)
    return actions.admit(appeal.pk, actor=DEPARTMENT, on=on)
