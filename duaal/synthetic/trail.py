"""The audit trail of everything that was invented: the steps of each case, as the platform would record them.

The dated values stand in full with the grants of the last weeks; older grants name those of the validity
only, to keep the trail of years within bounds.
"""

from collections.abc import Iterable, Iterator
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
    MAKE_FINAL,
    RECOGNISE,
    REFUSE,
    REMIND,
    ROUTE,
    SUBMIT,
    WITHDRAW,
    ApplicationState,
    AssignmentState,
    RecognitionState,
)
from duaal.casework.recognition.states.upkeep import CLOSE_SITE, GIVE_UP, SUPERSEDE
from duaal.foundation.audit.ledger import ENTRY_COLUMNS, EntryFacts, chain_rows
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.synthetic.appeal_terms import appeal_term
from duaal.synthetic.case_rows import assignment_state, reference_of, training_term
from duaal.synthetic.deeds import Deed, Who
from duaal.synthetic.happenings import Happening, written
from duaal.synthetic.judging import judged_conditions, judged_on
from duaal.synthetic.learner_rows import entries_of
from duaal.synthetic.matching_rows import entries_of_contact, entries_of_offer
from duaal.synthetic.measures import Paper, Proposed
from duaal.synthetic.officers import Officers, submitter
from duaal.synthetic.rule_versions import RuleVersions
from duaal.synthetic.ruling import Ruling
from duaal.synthetic.sealing import sealed_tables
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.troubles import BY_CODE
from duaal.synthetic.world import Case, World

CASES_AT_A_TIME = 500
"""Few enough that the database writes one batch while the next one is made."""

FIRST_HOUR, MINUTES_APART = 7, 11
NEXT_DAY = timedelta(days=1)
GIVEN_UP = frozenset({RecognitionState.ENDED_BY_UNDERTAKING, RecognitionState.ENDED_CLOSED})


def trail_tables(
    world: World,
    ruling: Ruling,
    officers: Officers,
    more: Iterable[Iterator[EntryFacts]],
    *,
    today: date,
    sealed_at: datetime,
) -> list[Table]:
    """The entries, made batch by batch while they are read; after them their chains and the seal.

    `more` are the entries of other files, file by file.
    """
    trail = Trail(ruling, officers, today=today)
    heads: list[Row] = []
    entries = Table(Entry, ENTRY_COLUMNS, _entries(world, trail, more, heads))
    return [entries, *sealed_tables(heads, at=sealed_at)]


def _entries(
    world: World, trail: "Trail", more: Iterable[Iterator[EntryFacts]], heads: list[Row]
) -> Iterator[Row]:
    cases = iter(world.cases)
    while batch := list(islice(cases, CASES_AT_A_TIME)):
        made = chain_rows(entry for case in batch for entry in trail.of(case))
        heads += made.chains
        yield from made.entries
    made = chain_rows(entry for paper in world.measures.papers for entry in trail.of_paper(paper))
    heads += made.chains
    yield from made.entries
    for files in (
        map(entries_of, world.pupils),
        map(entries_of_offer, world.offers),
        map(entries_of_contact, world.contacts),
        iter(more),
    ):
        while group := list(islice(files, CASES_AT_A_TIME)):
            made = chain_rows(entry for entries in group for entry in entries)
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
            happenings = sorted(self._on_recognition(case), key=lambda happening: happening.on)
            yield from written(RECOGNITION_FILE, case.recognition_pk, happenings)

    def of_paper(self, paper: Paper) -> Iterator[EntryFacts]:
        """The entries of a file beside requests and recognitions."""
        about = paper.about
        school = None
        if isinstance(about, Proposed):
            school = Actor(Role.COUNSELLOR, about.school.number, name=about.by_name)
        happenings = [self._told(paper.case, one, school=school) for one in paper.deeds]
        yield from written(paper.kind, about.pk, happenings)

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
            if asked.reminded_on is not None:
                reminder = self.versions.of_reminder(law)
                yield Happening(REMIND.name, None, SYSTEM, asked.reminded_on, (), reminder)
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
        if case.final_on is not None and case.decided_on is not None:
            versions = appeal_term(case.decided_on).rule_versions
            yield Happening(MAKE_FINAL.name, MAKE_FINAL.target, SYSTEM, case.final_on, rule_versions=versions)
        yield from (self._told(case, one) for one in case.request_deeds)

    def _closing(self, case: Case, on: date, company: Actor, officer: Actor) -> Happening:
        """The step that closed the request."""
        law = self.versions.law(case)
        if case.state == ApplicationState.APPROVED and case.refused_on is None:
            short = self.versions.of_validity
            versions = self.versions.of_grant(law, case) if case.is_recent else short(law)
            return Happening(GRANT.name, GRANT.target, officer, on, rule_versions=versions)
        if case.was_refused:
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
        by = self.officers.of(case) if case.refused_on is None else self.officers.department(case.pk)
        yield Happening(RECOGNISE.name, RECOGNISE.target, by, begin, (), versions, reference)
        for place, guide in () if case.vacancy else enumerate(case.guides):
            term = training_term(case, guide, self.ruling)
            if term and assignment_state(case, guide, term, self.today) == AssignmentState.LAPSED:
                remark = f"aanwijzing {case.first_assignment + place}"
                yield Happening(LAPSE_MENTOR.name, None, SYSTEM, term + NEXT_DAY, remark=remark)
        yield from (self._told(case, one) for one in case.deeds)
        if case.outcome == RecognitionState.EXPIRED:
            yield Happening(EXPIRE.name, EXPIRE.target, SYSTEM, case.last_day + NEXT_DAY)
        elif case.renewed_by is not None:
            later = case.renewed_by
            yield Happening(
                SUPERSEDE.name,
                SUPERSEDE.target,
                self.officers.of(later),
                later.decided_on or later.received_on,
                remark=reference_of(later),
            )
        elif case.outcome in GIVEN_UP:
            closed = case.outcome == RecognitionState.ENDED_CLOSED
            who = SYSTEM if closed else submitter(case)
            step = CLOSE_SITE if closed else GIVE_UP
            yield Happening(step.name, str(case.outcome), who, case.last_day)

    def _told(self, case: Case, one: Deed, *, school: Actor | None = None) -> Happening:
        """A deed with its actor, and the number of the assignment that it is about."""
        match one.who:
            case Who.SCHOOL if school is not None:
                actor = school
            case Who.COMPANY:
                actor = submitter(case)
            case Who.OFFICER:
                actor = self.officers.of(case)
            case Who.FLEMISH:
                actor = self.officers.flemish(case.pk)
            case Who.DEPARTMENT:
                actor = self.officers.department(case.pk)
            case _:
                actor = SYSTEM
        remark = one.remark
        if one.mentor is not None:
            number = f"aanwijzing {case.first_assignment + one.mentor}"
            remark = f"{number}: {remark}" if remark else number
        return Happening(
            one.step, one.target, actor, one.on, one.reasons, one.rule_versions, remark, one.source
        )
