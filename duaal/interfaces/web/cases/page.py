"""Everything the page of one case shows, gathered once for one reader."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.assessing import law_of, questions_of, standing_of
from duaal.casework.recognition.labels import APPLICATION_TONE, ASSIGNMENT_STATE, FLAG, state_words
from duaal.casework.recognition.models import Application, InformationRequest, Recognition
from duaal.casework.recognition.queries import case
from duaal.casework.recognition.rules.outcomes import Deadline
from duaal.casework.recognition.rules.terms import decision_deadline
from duaal.casework.recognition.standing import CaseStanding, failed_conditions
from duaal.casework.recognition.states import APPLICANTS, OPEN, WORKING, ApplicationKind, ApplicationState
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import NotInForce
from duaal.interfaces.web.appeals.section import AppealSection, appeal_section
from duaal.interfaces.web.cases.behalf import BehalfSection, behalf_section
from duaal.interfaces.web.cases.clocks import full_clock_of
from duaal.interfaces.web.cases.completeness import Completeness, completeness_of
from duaal.interfaces.web.cases.conditions import (
    FOLLOWS_FROM_MENTORS,
    Audience,
    CaseConditions,
    ConditionLine,
    conditions_of,
)
from duaal.interfaces.web.cases.deciding import ballot_lines
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.cases.history import history_of
from duaal.interfaces.web.cases.next_steps import NextSteps, next_steps
from duaal.interfaces.web.cases.papers import PapersSection, papers_section
from duaal.interfaces.web.cases.routing import GroundLine, why_this_partnership
from duaal.interfaces.web.navigation import FOR_OTHERS, STAFF
from duaal.interfaces.web.notices.section import ToldLine, told_lines
from duaal.interfaces.web.parts import Clock, HistoryEntry
from duaal.interfaces.web.transfers.section import TransferSection, transfer_section, was_transferred
from duaal.interfaces.web.visits.section import VisitSection, case_visits


@dataclass(frozen=True, slots=True)
class MentorOutcome:
    """What became of one mentor; `deadline` is the last day to follow the mentor training."""

    name: str
    state: str
    deadline: date | None
    works: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision led to: a recognition with its mentors, or the failed conditions and the appeal."""

    recognition: Recognition | None
    mentors: tuple[MentorOutcome, ...]
    failed: tuple[ConditionLine, ...]
    appeal: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as one reader sees it. `conditions` is None when its rules are older than the lawbook."""

    application: Application
    state: str
    tone: str
    flag: str
    clock: Clock | None
    deadline: Deadline | None
    deadline_rules: tuple[RuleLine, ...]
    steps: NextSteps
    completeness: Completeness | None
    papers: PapersSection | None
    conditions: CaseConditions | None
    questions: tuple[InformationRequest, ...]
    open_question: InformationRequest | None
    routing: tuple[GroundLine, ...]
    outcome: Outcome | None
    ballot: tuple[str, ...]
    appeal: AppealSection | None
    visits: VisitSection | None
    transfers: TransferSection | None
    history: tuple[HistoryEntry, ...]
    told: tuple[ToldLine, ...]
    is_company: bool
    is_holder: bool
    links_company: bool
    behalf: BehalfSection | None
    sees_trail: bool
    opens_documents: bool

    @property
    def answers(self) -> bool:
        """Whether the reader is on the side that answers questions now."""
        return self.is_company or (self.is_holder and self.application.taken_over_on is None)

    @property
    def is_open(self) -> bool:
        return self.application.state in OPEN


def case_or_404(actor: Actor, reference: str) -> Application:
    """The case with everything its pages show; page 404 when there is none or it is not for this reader."""
    try:
        return case(actor, reference)
    except Application.DoesNotExist:
        raise Http404 from None


def day_of_outcome(application: Application, *, on: date) -> date:
    """The day as of which the rules are put to the case: that of the decision once there is one."""
    return application.decided_on or on


def audience_of(application: Application, actor: Actor) -> Audience:
    """For whom the conditions are shown: a company reads the judgements only after the decision."""
    if actor.role not in APPLICANTS:
        return Audience.DECIDERS
    decided = application.decided_on is not None
    return Audience.COMPANY_DECIDED if decided else Audience.COMPANY_WAITING


def _links_company(application: Application, actor: Actor) -> bool:
    """Whether the page of the company is for this reader; not for who is only asked to take it over."""
    if actor.role == Role.PARTNERSHIP:
        return actor.organisation == application.partnership_id
    return actor.role not in FOR_OTHERS


def case_page(application: Application, *, actor: Actor, on: date) -> CasePage:
    """The page of the case for this reader on the day, in a fixed number of queries."""
    entries = list(trail(APPLICATION_FILE, application.pk))
    questions = tuple(application.information_requests.all())
    standing, conditions, deadline, steps = None, None, None, NextSteps(None, (), ())
    papers: PapersSection | None = None
    try:
        standing = standing_of(application, actor=actor, on=on)
        conditions = _conditions(application, standing, actor=actor, on=on)
        deadline = _deadline(application, on=on)
        steps = next_steps(application, standing, actor=actor, on=on)
        papers = papers_section(application, actor=actor, on=on)
    except NotInForce:
        # A case from before the first rules of the lawbook: it is closed, and shown without them.
        pass
    page = CasePage(
        application=application,
        state=str(state_words(application.kind, application.state)),
        tone=APPLICATION_TONE[application.state],
        flag=str(FLAG[application.flag]) if application.flag and application.state in OPEN else "",
        clock=full_clock_of(application, on=on),
        deadline=deadline,
        deadline_rules=rule_lines(deadline.because) if deadline else (),
        steps=steps,
        papers=papers,
        completeness=completeness_of(application, actor=actor, on=on),
        conditions=conditions,
        questions=questions,
        open_question=next((one for one in questions if _waits(application, one)), None),
        routing=() if was_transferred(application) else why_this_partnership(entries),
        outcome=_outcome(application, conditions, standing),
        ballot=ballot_lines(application) if actor.role in STAFF else (),
        appeal=appeal_section(application, actor=actor, on=on),
        visits=case_visits(application, actor=actor, on=on),
        transfers=transfer_section(application, actor=actor, on=on),
        history=history_of(entries, actor=actor),
        told=told_lines(files_of(application)),
        is_company=actor.role == Role.COMPANY,
        is_holder=actor.role in FOR_OTHERS,
        links_company=_links_company(application, actor),
        behalf=behalf_section(application, actor=actor),
        sees_trail=policy.may_see_trail(actor),
        opens_documents=policy.may_open_documents(actor, application),
    )
    return page if policy.may_see_judgements(actor) else without_judgements(page)


def without_judgements(page: CasePage) -> CasePage:
    """The page for who sent the case in the name of the company: nothing that was found or judged of it."""
    return replace(page, conditions=None, ballot=(), appeal=None, visits=None, transfers=None, told=())


def files_of(application: Application) -> list[tuple[str, int]]:
    """The case and its appeals, as the trail and the notices name them."""
    appeals = [(APPEAL_FILE, appeal.pk) for appeal in application.appeals.all()]
    return [(APPLICATION_FILE, application.pk), *appeals]


def failed_lines(conditions: CaseConditions, standing: CaseStanding) -> tuple[ConditionLine, ...]:
    """The conditions that stand in the way, each with the reason of its judge, in the order of the page."""
    failed = set(failed_conditions(standing))
    return tuple(
        line
        for line in conditions.every
        if line.code in failed and (line.is_failed or line.code == FOLLOWS_FROM_MENTORS)
    )


def _outcome(
    application: Application, conditions: CaseConditions | None, standing: CaseStanding | None
) -> Outcome | None:
    if application.decided_on is None:
        return None
    if application.kind == ApplicationKind.ADD_MENTOR:
        recognition = (
            application.recognition_concerned if application.state == ApplicationState.APPROVED else None
        )
    else:
        recognition = getattr(application, "recognition", None)
    failed: tuple[ConditionLine, ...] = ()
    appeal: tuple[RuleLine, ...] = ()
    if recognition is None and conditions is not None and standing is not None:
        failed = failed_lines(conditions, standing)
        appeal = rule_lines([BOOK.value("recognition.appeal_days").on(application.decided_on)])
    mentors = tuple(
        MentorOutcome(
            name=str(a.person),
            state=str(ASSIGNMENT_STATE[a.state]),
            deadline=a.training_deadline_on,
            works=a.state in WORKING,
        )
        for a in application.assignments.all()
    )
    return Outcome(recognition, mentors, failed, appeal)


def _waits(application: Application, question: InformationRequest) -> bool:
    return question.answered_on is None and application.state in OPEN


def _conditions(
    application: Application, standing: CaseStanding, *, actor: Actor, on: date
) -> CaseConditions:
    day = day_of_outcome(application, on=on)
    return conditions_of(application, standing, on=day, audience=audience_of(application, actor))


def _deadline(application: Application, *, on: date) -> Deadline:
    """The legal last day with its working target, as the rules have it on the day."""
    day = day_of_outcome(application, on=on)
    questions = questions_of(application)
    return decision_deadline(application.received_on, law_of(application), on=day, questions=questions)


def title_of(application: Application) -> str:
    """The title of every page of the case."""
    if application.kind == ApplicationKind.ADD_MENTOR:
        return _("Nieuwe mentor voor %(programme)s bij %(company)s") % {
            "programme": application.programme.name,
            "company": application.company.name,
        }
    return _("%(programme)s bij %(company)s") % {
        "programme": application.programme.name,
        "company": application.company.name,
    }
