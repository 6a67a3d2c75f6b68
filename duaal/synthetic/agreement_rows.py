"""Rows and audit entries of agreements that are kept on the platform, and of the plans they bind."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import count
from typing import Any

from psycopg.types.json import Jsonb

from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.models import (
    Capacity,
    EndReport,
    Interruption,
    MediationRow,
    Method,
    Preparation,
    Signatory,
    Signature,
    SignerRole,
    Version,
)
from duaal.casework.progress.actions.steps import PLAN_FILE
from duaal.casework.progress.models import TEXTS as COLUMNS_OF_PLAN
from duaal.casework.progress.models import Evaluation, Line, Plan, WeekBlock
from duaal.casework.progress.states import FIX_PLAN, START_PLAN, Venue
from duaal.casework.trajectories.rules.law import majority_age
from duaal.foundation.audit.ledger import EntryFacts
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.lawbook.book import BOOK
from duaal.synthetic.competing import competences_of
from duaal.synthetic.happenings import Happening, written
from duaal.synthetic.keeping import Kept
from duaal.synthetic.kept_terms import (
    FORM,
    TEXTS,
    Planned,
    content_of,
    evaluations,
    last_at_work,
    mentor_of,
    plan_of,
    week_of,
)
from duaal.synthetic.learner_rows import COUNSELLOR
from duaal.synthetic.officers import submitter
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.world import Contract, Someone, World

KEPT = (
    *("trajectory_id", "state", "version", "proposed_on", "registered_on", "notice_ends_on"),
    *("ended_as", "owes_month"),
)
VERSION = (
    *("id", "agreement_id", "number", "content", "content_hash", "made_on", "made_by_name"),
    *("proposed_at", "concluded_at", "voided_on", "voided_because"),
)
SIGNATORY = (
    *("id", "version_id", "role", "person_id", "name", "capacity", "email"),
    *("refused_at", "refusal"),
)
SIGNATURE = ("signatory_id", "signed_at", "signed_on", "method", "content_hash")
PREPARATION = (
    *("agreement_id", "insurer", "insurance_policy", "health_assessed_on", "risk_found", "without_staff"),
    *("dimona_type", "dimona_on", "dimona_reference", "done"),
)
INTERRUPTION = ("agreement_id", "ground", "first_on", "last_on", "remark")
MEDIATION = ("agreement_id", "by", "reason", "words", "received_on", "until", "closed_on", "is_reconciled")
REPORT = ("agreement_id", "by", "reported_on", "words")
PLAN = (
    *("id", "trajectory_id", "version", "reason", "starts_on", "ends_on", "competences_on"),
    *(*COLUMNS_OF_PLAN, "made_on", "made_by_name", "fixed_on", "content_hash"),
)
LINE = ("plan_id", "competence_id", "venue", "recognition_id", "mentor_id", "starts_on", "ends_on")
BLOCK = (
    *("plan_id", "recognition_id", "starts_on", "ends_on", "real_minutes", "simulated_minutes"),
    "lessons",
)
EVALUATION = ("plan_id", "planned_on", "form")

INSURER = "Verzekeringen De Vlinder"
CHECKED = ["welcome", "risk_analysis", "work_rules", "forbidden_work"]


def kept_columns(contract: Contract) -> Row:
    """The columns of the agreement that only one that is kept here fills."""
    kept = contract.kept
    if kept is None:
        return None, "", 0, None, None, None, "", False
    days = (kept.text.proposed_on, kept.registered_on, kept.notice_ends_on)
    return kept.pupil.pk, kept.state.value, 1, *days, kept.ended_as, kept.owes_month


class KeptAgreements:
    """Rows and entries of every kept agreement; its plan and its text are made once."""

    def __init__(self, world: World, programmes: tuple[str, ...], *, today: date) -> None:
        self.of_age = majority_age(today).value
        self.kept = [one.kept for one in world.contracts if one.kept is not None]
        asked = competences_of(programmes)
        self._plans = {id(one): plan_of(one, asked[one.pupil.programme.code]) for one in self.kept}
        self._texts = {id(one): content_of(one, self._plans[id(one)]) for one in self.kept}

    def tables(self) -> list[Table]:
        """Lines and weeks come before their plan: into one that is fixed the database lets nothing in."""
        numbered = list(enumerate(self.kept, start=1))
        signatories = list(self._signatories(numbered))
        return [
            Table(Line, LINE, self._lines(numbered)),
            Table(WeekBlock, BLOCK, map(self._block, numbered)),
            Table(Evaluation, EVALUATION, self._evaluations(numbered)),
            Table(Plan, PLAN, map(self._plan, numbered)),
            Table(Version, VERSION, map(self._version, numbered)),
            Table(Signatory, SIGNATORY, (row for row, _signed in signatories)),
            Table(Signature, SIGNATURE, (signed for _row, signed in signatories if signed)),
            Table(Preparation, PREPARATION, map(_preparation, self.kept)),
            Table(Interruption, INTERRUPTION, self._of_each(_interruptions)),
            Table(MediationRow, MEDIATION, self._of_each(_mediations)),
            Table(EndReport, REPORT, self._of_each(_reports)),
        ]

    def entries(self) -> Iterator[Iterator[EntryFacts]]:
        """The entries of each plan and each agreement, file by file."""
        for kept in self.kept:
            yield self._entries_of_plan(kept)
            yield self._entries_of(kept)

    def _of_each(self, rows: Callable[[Kept], Iterator[Row]]) -> Iterator[Row]:
        return (row for kept in self.kept for row in rows(kept))

    def _entries_of_plan(self, kept: Kept) -> Iterator[EntryFacts]:
        on, staff = kept.text.made_on, _staff(kept)
        made = (Happening(step.name, str(step.target), staff, on) for step in (START_PLAN, FIX_PLAN))
        return written(PLAN_FILE, kept.pupil.pk, made)

    def _entries_of(self, kept: Kept) -> Iterator[EntryFacts]:
        _content, text = self._texts[id(kept)]
        acts = sorted(kept.acts, key=lambda act: act.on)
        told = (
            Happening(
                act.step,
                act.target,
                _actor(kept, act.by, signs=act.names_text and act.by is not None),
                act.on,
                act.reasons,
                act.versions,
                text if act.names_text else act.remark,
            )
            for act in acts
        )
        return written(AGREEMENT_FILE, kept.contract.pk, told)

    def _version(self, numbered: tuple[int, Kept]) -> Row:
        pk, kept = numbered
        content, text_hash = self._texts[id(kept)]
        text = kept.text
        days = (_moment(text.proposed_on, 0), _moment(text.concluded_on, 9))
        made = (text.made_on, COUNSELLOR, *days, text.voided_on, text.voided_because)
        return pk, kept.contract.pk, 1, Jsonb(content), text_hash, *made

    def _signatories(self, numbered: list[tuple[int, Kept]]) -> Iterator[tuple[Row, Row | None]]:
        """Who signs each text, and the signature of who did."""
        numbers = count(1)
        for version, kept in numbered:
            _content, text_hash = self._texts[id(kept)]
            refused = kept.text.refused
            for place, role in enumerate(kept.signers(of_age=self.of_age)):
                pk, person = next(numbers), _person(kept, role)
                capacity = Capacity.LEGAL_REPRESENTATIVE.value if role == SignerRole.COMPANY else ""
                refuses = refused is not None and refused[0] == role
                no = (_moment(refused[1], place), refused[2]) if refuses and refused else (None, "")
                named = (person.pk, person.name) if person else (None, COUNSELLOR)
                row = (pk, version, role.value, *named, capacity, _email(kept, role), *no)
                on = kept.text.signed.get(role)
                method = Method.LOGIN if role == SignerRole.SCHOOL else Method.LINK
                signed = (pk, _moment(on, 1 + place), on, method.value, text_hash) if on else None
                yield row, signed

    def _plan(self, numbered: tuple[int, Kept]) -> Row:
        pk, kept = numbered
        on, plan = kept.text.made_on, self._plans[id(kept)]
        words = tuple(TEXTS.get(name, "") for name in COLUMNS_OF_PLAN)
        days = (kept.first, kept.last, kept.first)
        return pk, kept.pupil.pk, 1, "", *days, *words, on, COUNSELLOR, on, plan.hash

    def _lines(self, numbered: list[tuple[int, Kept]]) -> Iterator[Row]:
        for pk, kept in numbered:
            plan: Planned = self._plans[id(kept)]
            there: tuple[Any, ...] = (kept.contract.case.recognition_pk, mentor_of(kept))
            for one, venue in plan.lines:
                at_work = venue == Venue.WORKPLACE
                place, last = (there, last_at_work(kept)) if at_work else ((None, None), kept.last)
                yield pk, one.pk, venue.value, *place, kept.first, last

    def _block(self, numbered: tuple[int, Kept]) -> Row:
        pk, kept = numbered
        _days, minutes, lessons = week_of(kept)
        return pk, kept.contract.case.recognition_pk, kept.first, last_at_work(kept), minutes, 0, lessons

    def _evaluations(self, numbered: list[tuple[int, Kept]]) -> Iterator[Row]:
        for pk, kept in numbered:
            for day in evaluations(kept):
                yield pk, day, FORM


def _preparation(kept: Kept) -> Row:
    pk = kept.contract.pk
    if not kept.is_prepared:
        return pk, "", "", None, False, False, "", None, "", []
    on = kept.registered_on
    insured = (INSURER, f"POL-{pk:07}", on, False, False)
    return pk, *insured, dimona_type(kept.contract.kind, kept.first), on, f"DIM-{pk:09}", CHECKED


def _interruptions(kept: Kept) -> Iterator[Row]:
    for one in kept.still:
        yield kept.contract.pk, one.ground.value, one.first_on, one.last_on, one.remark


def _mediations(kept: Kept) -> Iterator[Row]:
    for one in kept.mediations:
        invoked = (one.by.value, one.reason.value, one.words, one.received_on, one.until)
        yield kept.contract.pk, *invoked, one.closed_on, one.is_reconciled


def _reports(kept: Kept) -> Iterator[Row]:
    for party, on, words in kept.reports:
        yield kept.contract.pk, party.value, on, words


@lru_cache(maxsize=4000)
def dimona_type(kind: str, on: date) -> str:
    """The type of the declaration that the law book asks for an agreement that starts on the day."""
    return str(BOOK.value(f"agreements.dimona.{kind.lower()}").on(on).value)


def _person(kept: Kept, role: SignerRole) -> Someone | None:
    match role:
        case SignerRole.LEARNER:
            return kept.pupil.person
        case SignerRole.GUARDIAN:
            return kept.pupil.parents[0]
        case SignerRole.COMPANY:
            return kept.contract.case.company.representatives[0]
    return None


def _email(kept: Kept, role: SignerRole) -> str:
    if role == SignerRole.SCHOOL:
        return ""
    if role == SignerRole.COMPANY:
        return f"info@{sort_key(kept.contract.case.company.trade_name).replace(' ', '-')}.example"
    return kept.pupil.email or f"{role.value}-{kept.pupil.number.lower()}@thuis.example"


def _staff(kept: Kept) -> Actor:
    return Actor(Role.COUNSELLOR, kept.pupil.school.number, name=COUNSELLOR)


def _actor(kept: Kept, role: SignerRole | None, *, signs: bool) -> Actor:
    """Who did it: the platform, staff, or a side. A side signs with nothing but the link."""
    if role is None:
        return SYSTEM
    person = _person(kept, role)
    if person is None:
        return _staff(kept)
    if signs:
        return Actor(Role.ANYONE, name=person.name)
    if role == SignerRole.COMPANY:
        return submitter(kept.contract.case)
    who = Role.LEARNER if role == SignerRole.LEARNER else Role.GUARDIAN
    return Actor(who, kept.pupil.number, person_id=person.pk, name=person.name)


def _moment(day: date | None, hours: int) -> datetime | None:
    """A moment of the day, so many hours after it began for everybody else."""
    return None if day is None else datetime.combine(day, time(8 + hours), UTC)
