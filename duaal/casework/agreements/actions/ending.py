"""Writes of the end of an agreement, each way as the rules on ending have it (`agreements.md` 6)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements.actions.amended import lapse_open
from duaal.casework.agreements.actions.living import goes_on
from duaal.casework.agreements.actions.steps import check, lock_agreement, move
from duaal.casework.agreements.facts import Kind, Party, Population
from duaal.casework.agreements.models import Agreement, EndReport, MediationRow
from duaal.casework.agreements.models.agreements import AgreementKind
from duaal.casework.agreements.rules.ending import (
    End,
    EndFacts,
    Ending,
    Mediation,
    Reason,
    end_agreement,
    mediation_ends,
)
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw, adult_mediation, law_on
from duaal.casework.agreements.states import (
    CLOSE_MEDIATION,
    DROP_GROUND,
    END_AT_ONCE,
    END_BY_PROVIDER,
    END_IN_FACT,
    END_ON_GROUND,
    END_UNDER_LABOUR_LAW,
    GIVE_NOTICE,
    INVOKE_GROUND,
    MEDIATION_CLOSED,
    NOTICE_OVER,
    RECONCILE,
    REPORT_END,
    REPORTED_ALREADY,
    TAKE_NOTICE_BACK,
    TERM_REACHED,
    AgreementStanding,
)
from duaal.casework.agreements.suspensions import suspensions_of
from duaal.casework.trajectories.actions import searching
from duaal.casework.trajectories.states import AT_WORK
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.workflow import Step

ENDED_LABOUR_LAW = "ENDED_LABOUR_LAW"
ENDED_FIRST_PERIOD = "ENDED_FIRST30"
NOT_LABOUR_LAW = "NOT_LABOUR_LAW"
WRONG_PARTY = "WRONG_PARTY"
REASONS_MISSING = "REASONS_MISSING"
PARTY_OF = {
    Role.COMPANY: Party.COMPANY,
    Role.LEARNER: Party.LEARNER,
    Role.GUARDIAN: Party.REPRESENTATIVE,
}
LEARNER_SIDE = frozenset({Party.LEARNER, Party.REPRESENTATIVE})


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish or fact to end: by whom, the day its writing was received, the reason and the words.

    A side that acts itself is taken at its own word, today; staff record what reached them.
    """

    received_on: date
    by: Party = Party.COUNSELLOR
    reason: Reason | None = None
    words: str = ""
    agreed: frozenset[Party] = frozenset()


@transaction.atomic
def give_notice(agreement_id: int, *, wish: Wish, actor: Actor, on: date) -> Agreement:
    """Notice in the first days, without a ground: the agreement ends a fixed number of days after receipt."""
    agreement, wish = _start(agreement_id, GIVE_NOTICE, wish, actor=actor, on=on)
    ending = _judge(agreement, End.FIRST_PERIOD, wish)
    check(GIVE_NOTICE, agreement, AgreementStanding(found=ending.check.refusals), actor=actor, on=on)
    agreement.notice_ends_on = ending.last_day
    return move(
        agreement,
        GIVE_NOTICE,
        actor=actor,
        on=on,
        changed={"notice_ends_on"},
        reasons=(wish.by.value,),
        because=ending.check.because,
        remark=wish.words.strip(),
    )


@transaction.atomic
def take_notice_back(agreement_id: int, *, agreed: bool, actor: Actor, on: date) -> Agreement:
    """The notice is taken back, all three agreeing, before it ends the agreement."""
    agreement = lock_agreement(agreement_id)
    check(TAKE_NOTICE_BACK, agreement, AgreementStanding(agreed=agreed), actor=actor, on=on)
    agreement.notice_ends_on = None
    return move(agreement, TAKE_NOTICE_BACK, actor=actor, on=on, changed={"notice_ends_on"})


@transaction.atomic
def invoke_ground(agreement_id: int, *, wish: Wish, actor: Actor, on: date) -> MediationRow:
    """A written ground reaches the counsellor: mediation begins, the agreement goes on meanwhile."""
    agreement, wish = _start(agreement_id, INVOKE_GROUND, wish, actor=actor, on=on)
    closed = Mediation(wish.received_on, closed_on=wish.received_on)
    ending = _judge(agreement, End.GROUND, wish, mediation=closed)
    found = ending.check.refusals
    if not wish.words.strip():
        found = (*found, REASONS_MISSING)
    check(INVOKE_GROUND, agreement, AgreementStanding(found=found), actor=actor, on=on)
    assert wish.reason is not None
    until = mediation_ends(wish.received_on, _ending_law(agreement, wish.received_on))
    row = MediationRow.objects.create(
        agreement=agreement,
        by=wish.by,
        reason=wish.reason,
        words=wish.words.strip(),
        received_on=wish.received_on,
        until=until.day,
    )
    reasons = (wish.by.value, wish.reason.value)
    move(agreement, INVOKE_GROUND, actor=actor, on=on, reasons=reasons, because=until.because)
    return row


@transaction.atomic
def reconcile(agreement_id: int, *, actor: Actor, on: date) -> Agreement:
    """The two sides are reconciled, at the latest on the last day of the mediation: it goes on."""
    agreement = lock_agreement(agreement_id)
    row = _mediation(agreement)
    late = row is None or row.closed_on is not None or on > row.until
    standing = AgreementStanding(found=(MEDIATION_CLOSED,) if late else ())
    check(RECONCILE, agreement, standing, actor=actor, on=on)
    _close(row, on=on, is_reconciled=True)
    return move(agreement, RECONCILE, actor=actor, on=on)


@transaction.atomic
def close_mediation(agreement_id: int, *, actor: Actor, on: date) -> Agreement:
    """The counsellor notes that there is no reconciliation; who invoked the ground can end in writing."""
    agreement = lock_agreement(agreement_id)
    row = _mediation(agreement)
    closed = row is None or row.closed_on is not None
    standing = AgreementStanding(found=(MEDIATION_CLOSED,) if closed else ())
    check(CLOSE_MEDIATION, agreement, standing, actor=actor, on=on)
    _close(row, on=on, is_reconciled=False)
    return move(agreement, CLOSE_MEDIATION, actor=actor, on=on)


@transaction.atomic
def drop_ground(agreement_id: int, *, actor: Actor, on: date) -> Agreement:
    """Who invoked the ground does not end after all: the agreement goes on as before."""
    agreement = lock_agreement(agreement_id)
    check(DROP_GROUND, agreement, AgreementStanding(), actor=actor, on=on)
    row = _mediation(agreement)
    if row is not None and row.closed_on is None:
        _close(row, on=on, is_reconciled=False)
    return move(agreement, DROP_GROUND, actor=actor, on=on)


@transaction.atomic
def end_on_ground(agreement_id: int, *, wish: Wish, actor: Actor, on: date) -> Agreement:
    """Who invoked the ground ends in writing, after a mediation without result; that day is the last."""
    agreement, wish = _start(agreement_id, END_ON_GROUND, wish, actor=actor, on=on)
    row = _mediation(agreement)
    ending = _judge(agreement, End.GROUND, _as_invoked(wish, row), mediation=_facts_of(row))
    found = ending.check.refusals
    if row is not None and not _same_side(wish.by, Party(row.by)):
        found = (WRONG_PARTY, *found)
    return _end(agreement, END_ON_GROUND, ending, wish, found=found, actor=actor, on=on)


@transaction.atomic
def end_in_fact(agreement_id: int, *, wish: Wish, actor: Actor, on: date) -> Agreement:
    """The company stopped without waiting: the counsellor records the day, the company may owe a month."""
    agreement, wish = _start(agreement_id, END_IN_FACT, wish, actor=actor, on=on)
    row = _mediation(agreement)
    by_company = replace(wish, by=Party.COMPANY)
    mediation = _facts_of(row) if row is not None and row.by == Party.COMPANY else None
    if mediation is not None:
        by_company = _as_invoked(by_company, row)
    ending = _judge(agreement, End.GROUND, by_company, mediation=mediation, in_fact=True)
    return _end(agreement, END_IN_FACT, ending, by_company, actor=actor, on=on)


@transaction.atomic
def end_by_provider(agreement_id: int, *, wish: Wish, actor: Actor, on: date) -> Agreement:
    """The school ends in writing, on one of its own grounds and with reasons (art. 27)."""
    agreement, wish = _start(agreement_id, END_BY_PROVIDER, wish, actor=actor, on=on)
    wish = replace(wish, by=Party.PROVIDER)
    ending = _judge(agreement, End.PROVIDER, wish)
    return _end(agreement, END_BY_PROVIDER, ending, wish, actor=actor, on=on)


@transaction.atomic
def end_at_once(
    agreement_id: int, *, end: End, wish: Wish, actor: Actor, on: date, holds: bool = True
) -> Agreement:
    """An end that needs no notice: by consent, force majeure, a long suspension, the training that stops.

    The words say what it stands on, and are asked for.
    """
    agreement, wish = _start(agreement_id, END_AT_ONCE, wish, actor=actor, on=on)
    ending = _judge(agreement, end, wish, holds=holds)
    found = ending.check.refusals
    if not wish.words.strip():
        found = (*found, REASONS_MISSING)
    return _end(agreement, END_AT_ONCE, ending, wish, found=found, actor=actor, on=on)


@transaction.atomic
def end_under_labour_law(agreement_id: int, *, wish: Wish, actor: Actor, on: date) -> Agreement:
    """Records the end of a part-time contract, which the employer ends under labour law."""
    agreement, wish = _start(agreement_id, END_UNDER_LABOUR_LAW, wish, actor=actor, on=on)
    found = () if agreement.kind == AgreementKind.DAO else (NOT_LABOUR_LAW,)
    if not wish.words.strip():
        found = (*found, REASONS_MISSING)
    check(END_UNDER_LABOUR_LAW, agreement, AgreementStanding(found=found), actor=actor, on=on)
    _keep_end(agreement, wish.received_on, ENDED_LABOUR_LAW, on=on)
    changed = {"ended_on", "ended_as"}
    move(agreement, END_UNDER_LABOUR_LAW, actor=actor, on=on, changed=changed, remark=wish.words.strip())
    _search_again(agreement, cause=ENDED_LABOUR_LAW, on=on)
    return agreement


@transaction.atomic
def report_end(agreement_id: int, *, words: str, actor: Actor, on: date) -> EndReport:
    """Company or learner reports the end to the counsellor, each once and in its own words."""
    agreement = lock_agreement(agreement_id)
    by = PARTY_OF.get(actor.role, Party.COUNSELLOR)
    if by == Party.REPRESENTATIVE:
        by = Party.LEARNER
    reported = EndReport.objects.filter(agreement=agreement, by=by).exists()
    found = (REPORTED_ALREADY,) if reported else ()
    if not words.strip():
        found = (*found, REASONS_MISSING)
    check(REPORT_END, agreement, AgreementStanding(found=found), actor=actor, on=on)
    report = EndReport.objects.create(agreement=agreement, by=by, reported_on=on, words=words.strip())
    move(agreement, REPORT_END, actor=actor, on=on, reasons=(by.value,))
    return report


def notice_over(agreement: Agreement, *, on: date) -> Agreement:
    """The last day after a notice of a locked agreement passed."""
    check(NOTICE_OVER, agreement, AgreementStanding(), actor=SYSTEM, on=on)
    assert agreement.notice_ends_on is not None
    _keep_end(agreement, agreement.notice_ends_on, ENDED_FIRST_PERIOD, on=on)
    move(agreement, NOTICE_OVER, actor=SYSTEM, on=on, changed={"ended_on", "ended_as"})
    if _searches_when_early(agreement):
        _search_again(agreement, cause=ENDED_FIRST_PERIOD, on=on)
    return agreement


def term_reached(agreement: Agreement, *, on: date) -> Agreement:
    """The planned last day of a locked agreement passed; who is still in training searches again."""
    ended_as = "ENDED_TERM"
    check(TERM_REACHED, agreement, AgreementStanding(), actor=SYSTEM, on=on)
    _keep_end(agreement, agreement.planned_end_on, ended_as, on=on)
    move(agreement, TERM_REACHED, actor=SYSTEM, on=on, changed={"ended_on", "ended_as"})
    if _searches_when_early(agreement):
        _search_again(agreement, cause=ended_as, on=on)
    return agreement


def _start(
    agreement_id: int, step: Step[AgreementStanding], wish: Wish, *, actor: Actor, on: date
) -> tuple[Agreement, Wish]:
    """The locked agreement, and the wish as this actor may state it: a side only in its own name, today.

    One that never started has no period to judge: `Refused`, whatever the wish is.
    """
    agreement = lock_agreement(agreement_id)
    if agreement.starts_on is None:
        check(step, agreement, AgreementStanding(), actor=actor, on=on)
    own = PARTY_OF.get(actor.role)
    if own is not None:
        wish = replace(wish, by=own, received_on=on)
    if wish.received_on > on:
        sentence = _("%(day)s ligt in de toekomst. Kies een dag tot vandaag.")
        raise ValidationError({"received_on": sentence % {"day": f"{wish.received_on:%d/%m/%Y}"}})
    return agreement, wish


def _judge(agreement: Agreement, end: End, wish: Wish, **more: Any) -> Ending:
    """What the rules on ending say of this wish."""
    assert agreement.trajectory is not None
    assert agreement.starts_on is not None
    facts = EndFacts(
        kind=Kind(agreement.kind),
        end=end,
        by=wish.by,
        on=wish.received_on,
        period=Period(agreement.starts_on, agreement.planned_end_on),
        population=Population(agreement.trajectory.population),
        reason=wish.reason,
        reasons_given=bool(wish.words.strip()),
        agreed=wish.agreed,
        suspensions=suspensions_of(agreement),
        **more,
    )
    day = max(wish.received_on, agreement.starts_on)
    return end_agreement(facts, _ending_law(agreement, day), law_on(SuspensionLaw, day))


def _ending_law(agreement: Agreement, day: date) -> EndingLaw:
    assert agreement.trajectory is not None
    law = law_on(EndingLaw, day)
    return adult_mediation(law, day) if agreement.trajectory.population == Population.ADULT else law


def _end(
    agreement: Agreement,
    step: Step[AgreementStanding],
    ending: Ending,
    wish: Wish,
    *,
    actor: Actor,
    on: date,
    found: tuple[str, ...] | None = None,
) -> Agreement:
    """Ends a locked agreement as the rules found, and opens the search again where it follows."""
    refused = ending.check.refusals if found is None else found
    check(step, agreement, AgreementStanding(found=refused), actor=actor, on=on)
    assert ending.last_day is not None
    assert ending.ended_as is not None
    _keep_end(agreement, ending.last_day, ending.ended_as, on=on)
    agreement.owes_month = ending.owes_month
    move(
        agreement,
        step,
        actor=actor,
        on=on,
        changed={"ended_on", "ended_as", "owes_month"},
        reasons=(ending.ended_as,),
        because=ending.check.because,
        remark=wish.words.strip(),
    )
    if ending.searches_again:
        _search_again(agreement, cause=ending.ended_as, on=on)
    return agreement


def _keep_end(agreement: Agreement, last_day: date, ended_as: str, *, on: date) -> None:
    """The last day and the way; what was still open beside the agreement is closed with it."""
    if agreement.starts_on is not None and last_day < agreement.starts_on:
        sentence = _("%(day)s ligt voor de eerste dag van de overeenkomst. Kies een latere dag.")
        raise ValidationError({"received_on": sentence % {"day": f"{last_day:%d/%m/%Y}"}})
    agreement.ended_on, agreement.ended_as = last_day, ended_as
    agreement.interruptions.filter(last_on__isnull=True, first_on__lte=last_day).update(last_on=last_day)
    agreement.mediations.filter(closed_on__isnull=True).update(closed_on=on)
    lapse_open(agreement, on=on)


def _search_again(agreement: Agreement, *, cause: str, on: date) -> None:
    """The learner searches again, unless another agreement goes on or the training stopped already."""
    trajectory = agreement.trajectory
    assert trajectory is not None
    assert agreement.ended_on is not None
    trajectory.refresh_from_db(fields=["state"])
    if trajectory.state in AT_WORK and not goes_on(agreement):
        searching.lose_workplace(trajectory.pk, ended_on=agreement.ended_on, on=on, cause=cause)


def _searches_when_early(agreement: Agreement) -> bool:
    """Adults have no search days."""
    return agreement.trajectory is not None and agreement.trajectory.population != Population.ADULT


def _mediation(agreement: Agreement) -> MediationRow | None:
    return agreement.mediations.last()


def _facts_of(row: MediationRow | None) -> Mediation | None:
    return None if row is None else Mediation(row.received_on, row.closed_on, row.is_reconciled)


def _as_invoked(wish: Wish, row: MediationRow | None) -> Wish:
    """The wish with the ground that the mediation was about."""
    return wish if row is None else replace(wish, reason=Reason(row.reason))


def _same_side(one: Party, other: Party) -> bool:
    """Learner and representative are one side."""
    return one == other or {one, other} <= LEARNER_SIDE


def _close(row: MediationRow | None, *, on: date, is_reconciled: bool) -> None:
    assert row is not None
    row.closed_on, row.is_reconciled = on, is_reconciled
    row.save(update_fields=["closed_on", "is_reconciled"])
