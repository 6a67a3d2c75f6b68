"""Every state with every step (`agreements.md` 9): those of the table work, all others are refused.

Each step is set by who may, by a capacity that may not, and by a stranger of the same capacity. What is
refused writes nothing; what is done leaves one entry in the trail of the agreement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from duaal.casework.agreements.actions import drafting, ending, living, signing, telling
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE, lock_agreement
from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Agreement, EndReport, MediationRow, Signatory, Told
from duaal.casework.agreements.models.versions import Signature
from duaal.casework.agreements.rules.duties import Duty
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.states import AGREEMENT_STEPS, BY_RULE, AgreementState
from duaal.casework.agreements.states.checks import TELL
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.workflow import Step
from tests.casework.agreements import files
from tests.casework.agreements.files import MONDAY, NOON, START
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL

pytestmark = pytest.mark.django_db

S = AgreementState
WORDS = "De leerling krijgt geen begeleiding."
ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})
LATER = date(2026, 4, 20)
STRANGERS = {Role.COUNSELLOR: OTHER_SCHOOL, Role.COMPANY: COMPANY}
Work = Callable[[Agreement, Actor, date], object]


def wish(day: date, reason: Reason | None = None) -> Wish:
    return Wish(day, by=Party.COMPANY, reason=reason, words=WORDS, agreed=ALL)


def at_once(agreement: Agreement, actor: Actor, on: date) -> object:
    return ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish(on), actor=actor, on=on)


def sign(agreement: Agreement, actor: Actor, on: date) -> object:
    mine = signatory_of(agreement, actor)
    text = files.hash_of(agreement)
    return signing.sign_as(mine.pk, content_hash=text, actor=actor, on=on, at=NOON)


def signatory_of(agreement: Agreement, actor: Actor) -> Signatory:
    roles = {Role.COUNSELLOR: "school", Role.LEARNER: "learner", Role.GUARDIAN: "guardian"}
    version = agreement.versions.get(number=agreement.version)
    return version.signatories.get(role=roles.get(actor.role, "company"))


def contact(agreement: Agreement, actor: Actor, on: date) -> object:
    mine = agreement.versions.get(number=agreement.version).signatories.get(role="company")
    return signing.correct_contact(mine.pk, email="nieuw@voorbeeld.test", actor=actor, on=on)


def told(agreement: Agreement, actor: Actor, on: date) -> object:
    ended = agreement.state == S.ENDED
    duty = Duty.EARLY_END if ended else Duty.LONG_SUSPENSION
    about = agreement.ended_on if ended else START
    return telling.tell(agreement.pk, duty=duty, about=about, told_on=on, actor=actor, on=on, at=NOON)


def revise(agreement: Agreement, actor: Actor, on: date) -> object:
    paper = files.paper_for(agreement.recognition, remarks="Iets anders.")
    return drafting.revise(agreement.pk, paper=paper, actor=actor, on=on)


def suspend(agreement: Agreement, actor: Actor, on: date) -> object:
    return living.suspend(agreement.pk, ground=Ground.SICKNESS, first_on=on, last_on=None, actor=actor, on=on)


WORKS: dict[str, Work] = {
    "revise_agreement": revise,
    "correct_contact": contact,
    "propose_agreement": lambda a, who, on: signing.propose(a.pk, actor=who, on=on, at=NOON),
    "sign_agreement": sign,
    "refuse_to_sign": lambda a, who, on: signing.refuse_as(
        signatory_of(a, who).pk, reason=WORDS, actor=who, on=on, at=NOON
    ),
    "discard_agreement": lambda a, who, on: drafting.discard(a.pk, reason=WORDS, actor=who, on=on),
    "prepare_start": lambda a, who, on: living.prepare(a.pk, ready=files.READY, actor=who, on=on),
    "register_agreement": lambda a, who, on: living.register(a.pk, actor=who, on=on),
    "cancel_before_start": lambda a, who, on: living.cancel(
        a.pk, agreed=True, reason=WORDS, actor=who, on=on
    ),
    "never_started": lambda a, who, on: living.never_started(a.pk, reason=WORDS, actor=who, on=START),
    "suspend_agreement": suspend,
    "resume_agreement": lambda a, who, on: living.resume(a.pk, resumed_on=on, actor=who, on=on),
    "give_notice": lambda a, who, on: ending.give_notice(a.pk, wish=wish(on), actor=who, on=on),
    "take_notice_back": lambda a, who, on: ending.take_notice_back(a.pk, agreed=True, actor=who, on=on),
    "invoke_ground": lambda a, who, on: ending.invoke_ground(
        a.pk, wish=wish(on, Reason.BREACH), actor=who, on=on
    ),
    "reconcile": lambda a, who, on: ending.reconcile(a.pk, actor=who, on=on),
    "close_mediation": lambda a, who, on: ending.close_mediation(a.pk, actor=who, on=on),
    "drop_ground": lambda a, who, on: ending.drop_ground(a.pk, actor=who, on=on),
    "end_on_ground": lambda a, who, on: ending.end_on_ground(
        a.pk, wish=wish(date(2026, 5, 20)), actor=who, on=date(2026, 5, 20)
    ),
    "end_in_fact": lambda a, who, on: ending.end_in_fact(a.pk, wish=wish(on), actor=who, on=on),
    "end_by_provider": lambda a, who, on: ending.end_by_provider(
        a.pk, wish=wish(on, Reason.DANGER), actor=who, on=on
    ),
    "end_at_once": at_once,
    "end_under_labour_law": lambda a, who, on: ending.end_under_labour_law(
        a.pk, wish=wish(on), actor=who, on=on
    ),
    "report_end": lambda a, who, on: ending.report_end(a.pk, words=WORDS, actor=who, on=on),
    "tell": told,
}
"""How each step that somebody sets is set, with input that nothing else stands in the way of."""

BY_ITSELF: dict[str, Callable[[Agreement], object]] = {
    "start_passes_unsigned": lambda a: signing.send_back(lock_agreement(a.pk), on=LATER),
    "begin_agreement": lambda a: living.begin(lock_agreement(a.pk), on=START),
    "notice_over": lambda a: ending.notice_over(lock_agreement(a.pk), on=date(2026, 4, 28)),
    "term_reached": lambda a: ending.term_reached(lock_agreement(a.pk), on=date(2026, 6, 27)),
}
"""Steps of the clock. Conclusion and withdrawal are tested below, closure and sealing elsewhere."""

NOT_ON_ONE_FILE = {
    *("draft_agreement", "conclude_agreement", "end_by_withdrawal", "end_by_closure", "seal_paper"),
}
NEEDS_A_PART_TIME_CONTRACT = {"end_under_labour_law"}
NEEDS_A_LONG_SUSPENSION = {("ACTIVE", "tell"), ("NOTICE", "tell"), ("MEDIATION", "tell")}


NO_PARTY, DONE_BEFORE = "no party yet", "done before"
BESIDE_THE_TABLE = {
    (S.DRAFT, "report_end"): NO_PARTY,
    **{(state, "sign_agreement"): DONE_BEFORE for state in S if state not in {S.DRAFT, S.TO_SIGN, S.REFUSED}},
}
"""A company is no party to a draft; who signed and presses again gets the signature that is there."""


@dataclass(frozen=True)
class Stage:
    """An agreement in one state, and the day on which it stands there."""

    make: Callable[[], Agreement]
    on: date


def after(make: Callable[[], Agreement], *steps: tuple[Work, date]) -> Callable[[], Agreement]:
    def build() -> Agreement:
        agreement = make()
        for work, day in steps:
            work(agreement, files.school_of(agreement), day)
        return fresh(agreement)

    return build


def prepared() -> Agreement:
    agreement = files.signed()
    living.prepare(agreement.pk, ready=files.READY, actor=files.school_of(agreement), on=MONDAY)
    return agreement


STAGES = {
    S.DRAFT: Stage(files.drafted, MONDAY),
    S.TO_SIGN: Stage(lambda: files.proposed()[0], MONDAY),
    S.REFUSED: Stage(after(lambda: files.proposed()[0], (WORKS["refuse_to_sign"], MONDAY)), MONDAY),
    S.SIGNED: Stage(prepared, MONDAY),
    S.REGISTERED: Stage(files.registered, MONDAY),
    S.ACTIVE: Stage(files.begun, LATER),
    S.SUSPENDED: Stage(after(files.begun, (suspend, START)), LATER),
    S.NOTICE: Stage(after(files.begun, (WORKS["give_notice"], LATER)), LATER),
    S.MEDIATION: Stage(after(files.begun, (WORKS["invoke_ground"], LATER)), LATER),
    S.ENDED: Stage(after(files.begun, (at_once, LATER)), LATER),
    S.VOID: Stage(after(files.signed, (WORKS["cancel_before_start"], MONDAY)), MONDAY),
}


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_related(
        "trajectory__learner__person", "provider", "company", "recognition"
    ).get(pk=agreement.pk)


def mover(step: Step[Any], agreement: Agreement) -> Actor:
    """Somebody who may set the step: the school where it may, else the company."""
    if Role.COUNSELLOR in step.roles:
        return files.school_of(agreement)
    return files.company_of(agreement)


def everything(agreement: Agreement) -> tuple[object, ...]:
    """All that steps write, as it stands."""
    row = Agreement.objects.filter(pk=agreement.pk).values().get()
    tables = (Entry, MediationRow, EndReport, Signature, Told)
    return row, *(table.objects.count() for table in tables), agreement.interruptions.count()


def undone(work: Callable[[], object]) -> object:
    """What the work does, looked at and then undone."""
    with transaction.atomic():
        try:
            return work()
        finally:
            transaction.set_rollback(True)


def outcome(agreement: Agreement, work: Callable[[], object]) -> tuple[tuple[str, ...], list[Entry], str]:
    """The reasons of a refusal; else the entries in the trail of the agreement, and the state after it."""

    def look() -> tuple[tuple[str, ...], list[Entry], str]:
        before = everything(agreement)
        known = Entry.objects.count()
        try:
            with transaction.atomic():
                work()
        except Refused as refused:
            assert everything(agreement) == before
            return refused.reasons, [], agreement.state
        except PermissionDenied:
            return (NO_PARTY,), [], agreement.state
        if Entry.objects.count() == known:
            assert everything(agreement) == before
            return (DONE_BEFORE,), [], agreement.state
        written = Entry.objects.filter(file_kind=AGREEMENT_FILE, file_id=agreement.pk).order_by("pk")
        return (), list(written)[-1:], fresh(agreement).state

    found: Any = undone(look)
    return found


STEPS = [*AGREEMENT_STEPS, TELL]


def test_every_step_of_the_table_is_walked():
    assert {step.name for step in STEPS} == {*WORKS, *BY_ITSELF} | NOT_ON_ONE_FILE
    assert set(STAGES) == set(AgreementState)


@pytest.mark.parametrize("state", sorted(STAGES))
def test_from_each_state_the_steps_of_the_table_work_and_no_others(state):
    stage = STAGES[state]
    agreement = fresh(stage.make())
    assert agreement.state == state
    wrong = {}
    for step in STEPS:
        if step.name in NOT_ON_ONE_FILE:
            continue
        if step.roles == BY_RULE:
            reasons, entries, after_it = outcome(agreement, lambda s=step: BY_ITSELF[s.name](agreement))
        else:
            actor = mover(step, agreement)
            reasons, entries, after_it = outcome(
                agreement, lambda s=step, who=actor: WORKS[s.name](agreement, who, stage.on)
            )
        expected = expectation(step, agreement)
        why = next((one for one in (NO_PARTY, DONE_BEFORE, WRONG_STATE) if one in reasons), "")
        seen = (why, not reasons, after_it)
        if seen != expected:
            wrong[step.name] = (reasons, after_it, expected)
        if not reasons:
            (entry,) = entries
            assert (entry.step, entry.from_state, entry.to_state) == (step.name, state, after_it)

    assert wrong == {}


def expectation(step: Step[Any], agreement: Agreement) -> tuple[str, bool, str]:
    """Why it is refused where the table says so, whether it is done, and the state after it."""
    state = agreement.state
    if state not in step.sources:
        return BESIDE_THE_TABLE.get((S(state), step.name), WRONG_STATE), False, state
    blocked = step.name in NEEDS_A_PART_TIME_CONTRACT or (state, step.name) in NEEDS_A_LONG_SUSPENSION
    if blocked:
        return "", False, state
    return "", True, state if step.target is None else str(step.target)


@pytest.mark.parametrize("state", sorted(STAGES))
def test_in_each_state_a_wrong_capacity_and_a_stranger_may_set_no_step(state):
    stage = STAGES[state]
    agreement = fresh(stage.make())
    before = everything(agreement)
    let_in = []
    for step in STEPS:
        if step.name in NOT_ON_ONE_FILE or step.roles == BY_RULE:
            continue
        outsiders = [DEPARTMENT, *(STRANGERS[role] for role in STRANGERS if role in step.roles)]
        if Role.COMPANY not in step.roles:
            outsiders.append(files.company_of(agreement))
        if Role.LEARNER not in step.roles:
            outsiders.append(files.learner_of(agreement))
        for actor in outsiders:
            try:
                with transaction.atomic():
                    WORKS[step.name](agreement, actor, stage.on)
            except PermissionDenied:
                continue
            except Refused as refused:
                let_in.append((step.name, actor.role, refused.reasons))
            else:
                let_in.append((step.name, actor.role, "done"))

    assert let_in == []
    assert everything(agreement) == before


@pytest.mark.parametrize("state", sorted(STAGES))
def test_a_withdrawal_ends_what_was_concluded_and_touches_nothing_else(state):
    agreement = fresh(STAGES[state].make())
    running = state in {S.SIGNED, S.REGISTERED, S.ACTIVE, S.SUSPENDED, S.NOTICE, S.MEDIATION}
    before = everything(agreement)

    end_by_withdrawal([agreement.recognition_id], effect_on=LATER, on=LATER)

    assert fresh(agreement).state == (S.ENDED if running else state)
    assert not agreement.interruptions.filter(last_on__isnull=True).exists()
    assert not agreement.mediations.filter(closed_on__isnull=True).exists()
    if not running:
        assert everything(agreement) == before
