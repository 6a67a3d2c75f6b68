"""The audit trail of everything that was invented: the steps of each case, as the platform would record them.

The dated values stand in full with the grants of the last weeks; older grants name those of the validity
only, to keep the trail of years within bounds.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from duaal.casework.recognition.actions.steps import APPLICATION_FILE, RECOGNITION_FILE
from duaal.casework.recognition.states import (
    ANSWER,
    ASK,
    DISCONTINUE,
    EXPIRE,
    FLAG,
    GRANT,
    JUDGE,
    LAPSE_MENTOR,
    RECOGNISE,
    REFUSE,
    ROUTE,
    SUBMIT,
    WITHDRAW,
    ApplicationState,
    AssignmentState,
    RecognitionState,
)
from duaal.casework.recognition.states.upkeep import CLOSE_SITE, GIVE_UP
from duaal.foundation.audit.ledger import ENTRY_COLUMNS, EntryFacts, chain_rows
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.synthetic.case_rows import assignment_state, reference_of, training_term
from duaal.synthetic.happenings import Happening, written
from duaal.synthetic.judging import judged_conditions, judged_on
from duaal.synthetic.learner_rows import entries_of
from duaal.synthetic.officers import Officers, submitter
from duaal.synthetic.rule_versions import RuleVersions
from duaal.synthetic.ruling import Ruling
from duaal.synthetic.sealing import sealed_tables
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.troubles import BY_CODE
from duaal.synthetic.world import Case, World

CASES_AT_A_TIME = 500
"""Few enough that the database writes one batch while the next one is made."""

NEXT_DAY = timedelta(days=1)


def trail_tables(
    world: World, ruling: Ruling, officers: Officers, *, today: date, sealed_at: datetime
) -> list[Table]:
    """The entries, made batch by batch while they are read; after them their chains and the seal."""
    trail = Trail(ruling, officers, today=today)
    heads: list[Row] = []
    entries = Table(Entry, ENTRY_COLUMNS, _entries(world, trail, heads))
    return [entries, *sealed_tables(heads, at=sealed_at)]


def _entries(world: World, trail: "Trail", heads: list[Row]) -> Iterator[Row]:
    cases = iter(world.cases)
    while batch := list(islice(cases, CASES_AT_A_TIME)):
        made = chain_rows(entry for case in batch for entry in trail.of(case))
        heads += made.chains
        yield from made.entries
    pupils = iter(world.pupils)
    while group := list(islice(pupils, CASES_AT_A_TIME)):
        made = chain_rows(entry for pupil in group for entry in entries_of(pupil))
        heads += made.chains
        yield from made.entries


class Trail:
    """Tells what happened to a case, step by step."""

    def __init__(self, ruling: Ruling, officers: Officers, *, today: date) -> None:
        self.ruling = ruling
        self.versions = RuleVersions(ruling)
        self.officers = officers
        self.today = today

    def of(self, case: Case) -> Iterator[EntryFacts]:
        """The entries of the file of a request, then those of the recognition that came of it."""
        happenings = sorted(self._on_request(case), key=lambda happening: happening.on)
        yield from written(APPLICATION_FILE, case.pk, happenings)
        if case.outcome is not None:
            yield from written(RECOGNITION_FILE, case.recognition_pk, self._on_recognition(case))

    def _on_request(self, case: Case) -> Iterator[Happening]:
        """The steps on the request; those of one day in the order in which they were done."""
        law, received_on = self.versions.law(case), case.received_on
        company, officer = submitter(case), self.officers.of(case)
        term = self.versions.of_term(law)
        yield Happening(SUBMIT.name, SUBMIT.target, company, received_on, rule_versions=term)
        yield Happening(
            ROUTE.name, ROUTE.target, SYSTEM, received_on, rule_versions=self.versions.of_route(case)
        )
        for asked in case.questions:
            versions = self.versions.of_answer(law)
            yield Happening(ASK.name, ASK.target, officer, asked.asked_on, (), versions, asked.items)
            if asked.answered_on is not None:
                yield Happening(
                    ANSWER.name, ANSWER.target, company, asked.answered_on, (), term, asked.answer
                )
        if case.flagged_on is not None:
            yield Happening(FLAG.name, None, SYSTEM, case.flagged_on, (case.flag,), term)
        judged = judged_conditions(case)
        if judged:
            verdicts = tuple(f"{condition} {verdict.value}" for _pk, condition, verdict, _reason in judged)
            yield Happening(JUDGE.name, None, officer, judged_on(case, self.today), verdicts)
        if case.closed_on is not None:
            yield self._closing(case, case.closed_on, company, officer)

    def _closing(self, case: Case, on: date, company: Actor, officer: Actor) -> Happening:
        """The step that closed the request."""
        law = self.versions.law(case)
        if case.state == ApplicationState.APPROVED:
            short = self.versions.of_validity
            versions = self.versions.of_grant(law, case) if case.is_recent else short(law)
            return Happening(GRANT.name, GRANT.target, officer, on, rule_versions=versions)
        if case.state == ApplicationState.REFUSED:
            trouble = BY_CODE[case.trouble]
            reasons = ("U4", trouble.condition) if trouble.on_mentor else (trouble.condition,)
            versions = self.versions.of_condition(law, trouble.condition)
            return Happening(REFUSE.name, REFUSE.target, officer, on, reasons, versions)
        if case.state == ApplicationState.CANCELLED:
            return Happening(WITHDRAW.name, WITHDRAW.target, company, on)
        versions = self.versions.of_answer(law)
        return Happening(DISCONTINUE.name, DISCONTINUE.target, SYSTEM, on, rule_versions=versions)

    def _on_recognition(self, case: Case) -> Iterator[Happening]:
        """The steps on the recognition: its begin, mentors who lapsed, its end."""
        versions = self.versions.of_validity(self.versions.law(case))
        begin = case.decided_on or case.received_on
        reference = reference_of(case)
        yield Happening(
            RECOGNISE.name, RECOGNISE.target, self.officers.of(case), begin, (), versions, reference
        )
        for place, guide in enumerate(case.guides):
            term = training_term(case, guide, self.ruling)
            if term and assignment_state(case, guide, term, self.today) == AssignmentState.LAPSED:
                remark = f"aanwijzing {case.first_assignment + place}"
                yield Happening(LAPSE_MENTOR.name, None, SYSTEM, term + NEXT_DAY, remark=remark)
        if case.outcome == RecognitionState.EXPIRED:
            yield Happening(EXPIRE.name, EXPIRE.target, SYSTEM, case.last_day + NEXT_DAY)
        elif case.outcome is not None and case.outcome != RecognitionState.ACTIVE:
            closed = case.outcome == RecognitionState.ENDED_CLOSED
            who = SYSTEM if closed else submitter(case)
            yield Happening((CLOSE_SITE if closed else GIVE_UP).name, case.outcome.value, who, case.last_day)
