"""Deciding a sanction, reading it, and bringing a withdrawal into effect (`recognition.md` 11, 14.2, 14.4).

Law: art. 7 §§ 4-6 of the decree of 10 June 2016, art. 8 §§ 4-6 of that of 25 March 2022. Each withdrawal
has its own ground; an exclusion stands only beside one on a breach of duty; the bar of a mentor is practice.
What it does to agreements is the work of the process above (`flows/processes/sanction.py`).
Not covered: the appeal.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from duaal.casework.recognition.actions.steps import lock_recognition, move_recognition
from duaal.casework.recognition.actions.stopping import stop_mentor_cases
from duaal.casework.recognition.models import (
    Exclusion,
    MentorAssignment,
    Recognition,
    SanctionDecision,
    Withdrawal,
)
from duaal.casework.recognition.sanctions import policy
from duaal.casework.recognition.sanctions.assessing import effect_on
from duaal.casework.recognition.sanctions.bars import bar_mentor, settle
from duaal.casework.recognition.sanctions.decisions import (
    Sanction,
    WithdrawalWish,
    check_input,
    longest_exclusion,
    standing_of_decision,
)
from duaal.casework.recognition.sanctions.hearing import close as close_hearing
from duaal.casework.recognition.sanctions.proposing import follow_exclusion
from duaal.casework.recognition.sanctions.states import (
    ExclusionKind,
    ExclusionState,
    GuidanceState,
    WithdrawalState,
)
from duaal.casework.recognition.sanctions.steps import (
    CARRY_OUT_WITHDRAWAL,
    DECIDE_SANCTION,
    DECIDE_WITHDRAWAL,
    END_EXCLUSION,
    EXCLUDE,
    READ_SANCTION,
)
from duaal.casework.recognition.states import LIVE, AssignmentState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import Version, as_rule_versions
from duaal.register.organisations.models import Company
from duaal.register.partnerships.models import Partnership

SANCTION_FILE = "sanction"
EXCLUSION_FILE = "exclusion"
REFERENCE = "S{year}-{number:08d}"
"""Twelve digits, as the references of applications: eleven could pass for a national number."""


@transaction.atomic
def decide(recognition_id: int, *, actor: Actor, on: date, sanction: Sanction) -> SanctionDecision:
    """Takes the decision that starts from this recognition, in the name of the partnership of the actor.

    Raises `ValidationError` when a text, ground or day does not fit, and `Refused` with every reason.
    Nothing ends yet: `carry_out` does that on the day of effect.
    """
    recognition, recognitions, body = _checked(recognition_id, actor=actor, on=on, sanction=sanction)
    decision = _make(recognition, sanction, body, actor=actor, on=on)
    by_number = {one.pk: one for one in recognitions}
    for wish in sanction.withdrawals:
        _withdraw(decision, by_number[wish.recognition_id], wish, actor=actor, on=on)
    if sanction.exclusion is not None:
        _exclude(decision, sanction, body, actor=actor, on=on)
        for one in recognitions:
            follow_exclusion(one, actor=actor, on=on, reference=decision.reference)
    for bar in sanction.bars:
        bar_mentor(decision, bar, actor=actor, on=on)
    if recognition.pk not in {wish.recognition_id for wish in sanction.withdrawals}:
        settle(recognition.pk, decision, actor=actor, on=on)
    return decision


@transaction.atomic
def read_decision(decision_id: int, *, actor: Actor, on: date) -> SanctionDecision:
    """The company says that it read the decision: it counts as received on that day, if not already before.

    A withdrawal that is not in effect yet then takes effect some days after this day.
    """
    decision = (
        SanctionDecision.objects.select_for_update(of=("self",)).select_related("company").get(pk=decision_id)
    )
    policy.require_read(actor, READ_SANCTION, decision)
    if decision.read_on is not None:
        raise Refused(("decision_read",))
    decision.read_on = on
    decision.save(update_fields=["read_on"])
    versions: list[Version[int]] = []
    waiting = decision.withdrawals.select_for_update(of=("self",)).filter(state=WithdrawalState.DECIDED)
    for withdrawal in waiting.select_related("recognition").order_by("pk"):
        effect = effect_on(decision, withdrawal.recognition)
        withdrawal.effect_on = effect.day
        withdrawal.save(update_fields=["effect_on"])
        versions += effect.because
    _record_decision(decision, READ_SANCTION.name, actor=actor, on=on, versions=versions)
    return decision


def withdrawals_due(*, on: date) -> Iterable[int]:
    """The decisions of which a withdrawal takes effect on the day or should have done so, oldest first."""
    due = Withdrawal.objects.filter(state=WithdrawalState.DECIDED, effect_on__lte=on)
    return due.order_by("decision_id").values_list("decision_id", flat=True).distinct()


def carry_out(decision_id: int, *, on: date) -> tuple[Withdrawal, ...]:
    """Brings the withdrawals of one decision that are due into effect; gives them, with their recognition.

    Within the transaction of the caller, who ends the agreements with them: all or nothing. Recognitions end
    on the day of effect, also when this runs later. One that ended otherwise meanwhile stays as it is.
    """
    due = Withdrawal.objects.filter(decision_id=decision_id, state=WithdrawalState.DECIDED, effect_on__lte=on)
    numbers = sorted(due.values_list("recognition_id", flat=True))
    recognitions = {pk: lock_recognition(pk) for pk in numbers}
    done = []
    for withdrawal in due.select_for_update(of=("self",)).order_by("recognition_id"):
        withdrawal.recognition = recognitions[withdrawal.recognition_id]
        withdrawal.state = WithdrawalState.IN_EFFECT
        withdrawal.save(update_fields=["state"])
        if withdrawal.recognition.state in LIVE:
            _end(withdrawal.recognition, withdrawal, on=on)
        done.append(withdrawal)
    return tuple(done)


@transaction.atomic
def end_exclusion(exclusion_id: int, *, on: date) -> bool:
    """Ends a temporary exclusion after its last day; nothing revives by that. For the periodic job."""
    exclusion = (
        Exclusion.objects.select_for_update(skip_locked=True)
        .filter(pk=exclusion_id, state=ExclusionState.IN_FORCE, until__lt=on)
        .first()
    )
    if exclusion is None:
        return False
    exclusion.state, exclusion.ended_on = ExclusionState.ENDED, exclusion.until
    exclusion.save(update_fields=["state", "ended_on"])
    record(
        file_kind=EXCLUSION_FILE,
        file_id=exclusion.pk,
        step=END_EXCLUSION.name,
        from_state=ExclusionState.IN_FORCE,
        to_state=ExclusionState.ENDED,
        actor=SYSTEM,
        on=on,
    )
    return True


@transaction.atomic
def check(recognition_id: int, *, actor: Actor, on: date, sanction: Sanction) -> list[Recognition]:
    """The recognitions that the decision would withdraw; raises as `decide` does, and changes nothing."""
    _one, recognitions, _body = _checked(recognition_id, actor=actor, on=on, sanction=sanction)
    withdrawn = {wish.recognition_id for wish in sanction.withdrawals}
    return [one for one in recognitions if one.pk in withdrawn]


def _checked(
    recognition_id: int, *, actor: Actor, on: date, sanction: Sanction
) -> tuple[Recognition, list[Recognition], Partnership]:
    """The locked recognitions of the decision and the body, after the right, the input and the guard."""
    recognition, recognitions = _lock(recognition_id, sanction)
    policy.require(actor, DECIDE_SANCTION, recognition)
    body = Partnership.objects.get(pk=actor.organisation)
    check_input(recognition, sanction, body, on=on)
    standing = standing_of_decision(recognition, recognitions, sanction, body, on=on)
    DECIDE_SANCTION.check(recognition.state, standing, on=on)
    if len(standing.withdrawals) < len(sanction.withdrawals):
        raise Recognition.DoesNotExist("a withdrawal in the decision is of no recognition of this company")
    return recognition, recognitions, body


def _lock(recognition_id: int, sanction: Sanction) -> tuple[Recognition, list[Recognition]]:
    """The recognition of the decision and all of those in it, locked by number behind their company."""
    company_id = Recognition.objects.values_list("company_id", flat=True).get(pk=recognition_id)
    Company.objects.select_for_update(of=("self",)).get(pk=company_id)
    wanted = {recognition_id, *(wish.recognition_id for wish in sanction.withdrawals)}
    of_company = Recognition.objects.filter(company_id=company_id, pk__in=wanted).order_by("pk")
    found = [lock_recognition(pk) for pk in of_company.values_list("pk", flat=True)]
    return next(one for one in found if one.pk == recognition_id), found


def _make(
    recognition: Recognition, sanction: Sanction, body: Partnership, *, actor: Actor, on: date
) -> SanctionDecision:
    number = _next_number()
    decision = SanctionDecision.objects.create(
        pk=number,
        company_id=recognition.company_id,
        partnership=body,
        reference=REFERENCE.format(year=on.year, number=number),
        reasons=sanction.reasons.strip(),
        in_danger=sanction.in_danger,
        decided_on=on,
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
        decision_mode=sanction.ballot.mode,
        voters=sanction.ballot.as_rows(),
    )
    _record_decision(
        decision,
        DECIDE_SANCTION.name,
        actor=actor,
        on=on,
        reasons=sanction.ballot.as_codes(),
        remark=decision.reasons,
    )
    return decision


def _withdraw(
    decision: SanctionDecision, recognition: Recognition, wish: WithdrawalWish, *, actor: Actor, on: date
) -> None:
    DECIDE_WITHDRAWAL.check(recognition.state, None, on=on)
    effect = effect_on(decision, recognition)
    Withdrawal.objects.create(
        decision=decision,
        recognition=recognition,
        state=WithdrawalState.DECIDED,
        ground=wish.ground,
        code=wish.code,
        reason=wish.reason.strip(),
        effect_on=effect.day,
    )
    close_hearing(recognition, on=on)
    move_recognition(
        recognition,
        DECIDE_WITHDRAWAL,
        actor=actor,
        on=on,
        reasons=[wish.ground, wish.code],
        rule_versions=as_rule_versions(effect.because),
        remark=f"{decision.reference}: {wish.reason.strip()}",
    )


def _exclude(
    decision: SanctionDecision, sanction: Sanction, body: Partnership, *, actor: Actor, on: date
) -> None:
    wish = sanction.exclusion
    if wish is None:
        raise ValueError("no exclusion in this decision")
    exclusion = Exclusion.objects.create(
        decision=decision,
        company_id=decision.company_id,
        site_id=wish.site_id,
        kind=wish.kind,
        state=ExclusionState.IN_FORCE,
        reason=wish.reason.strip(),
        from_day=on,
        until=wish.until,
    )
    temporary = wish.kind == ExclusionKind.TEMPORARY
    record(
        file_kind=EXCLUSION_FILE,
        file_id=exclusion.pk,
        step=EXCLUDE.name,
        from_state="",
        to_state=ExclusionState.IN_FORCE,
        actor=actor,
        on=on,
        reasons=[wish.kind],
        rule_versions=as_rule_versions([longest_exclusion(body, on=on)[1]]) if temporary else (),
        remark=f"{decision.reference}: {exclusion.reason}",
    )


def _end(recognition: Recognition, withdrawal: Withdrawal, *, on: date) -> None:
    """Ends a locked recognition on the day of effect, with its mentors and whatever ran about it."""
    last = max(withdrawal.effect_on, recognition.valid_from)
    MentorAssignment.objects.filter(recognition=recognition, ended_on__isnull=True).update(
        state=AssignmentState.ENDED, ended_on=last
    )
    recognition.guidances.filter(state=GuidanceState.RUNNING).update(state=GuidanceState.MOOT, closed_on=on)
    recognition.precautions.filter(resolved_on__isnull=True).update(
        resolved_on=on, resolution=withdrawal.decision.reference
    )
    close_hearing(recognition, on=on)
    stop_mentor_cases(recognition, on=on)
    recognition.ended_on = last
    move_recognition(
        recognition,
        CARRY_OUT_WITHDRAWAL,
        actor=SYSTEM,
        on=on,
        changed={"ended_on"},
        reasons=[withdrawal.ground, withdrawal.code],
        remark=withdrawal.decision.reference,
    )


def _record_decision(
    decision: SanctionDecision,
    step: str,
    *,
    actor: Actor,
    on: date,
    reasons: Iterable[str] = (),
    versions: Iterable[Version[int]] = (),
    remark: str = "",
) -> None:
    record(
        file_kind=SANCTION_FILE,
        file_id=decision.pk,
        step=step,
        from_state="",
        to_state=None,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=as_rule_versions(versions),
        remark=remark,
    )


def _next_number() -> int:
    """The next number of the sequence behind the table, so that reference and row carry the same number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [SanctionDecision._meta.db_table])
        (number,) = cursor.fetchone()
    return int(number)
