"""Putting the rules to an application as it stands in the rows, with every dated value they used."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from duaal.casework.recognition.around import Around, around
from duaal.casework.recognition.facts import (
    Body,
    CaseFacts,
    Derogation,
    ExtractEntries,
    LegalBasis,
    MentorFacts,
    Question,
    Region,
    UndertakingFacts,
)
from duaal.casework.recognition.mandates.holding import against_holder
from duaal.casework.recognition.models import (
    Application,
    ConditionJudgement,
    MentorAssignment,
    MentorPosition,
)
from duaal.casework.recognition.queries import exempted, trainings_of
from duaal.casework.recognition.rules.grant import (
    assess_case,
    assess_mentors,
    blockers_to_add_mentor,
    blockers_to_grant,
)
from duaal.casework.recognition.rules.law import RecognitionLaw, law_on
from duaal.casework.recognition.rules.outcomes import Assessment
from duaal.casework.recognition.rules.reform import conditions_dropped, mentor_may_follow
from duaal.casework.recognition.rules.training import CourseFacts, course_refused_because
from duaal.casework.recognition.rules.votes import Ballot, is_entrusted_elsewhere
from duaal.casework.recognition.standing import GOOD, CaseStanding, MentorStanding
from duaal.casework.recognition.states import LIVE, ApplicationKind, SubmitterKind
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.lawbook.dated import NotInForce
from duaal.register.organisations.models import Company, Site

UNDER_MANDATE = Ballot()
"""A decision that the members left to their officer: nobody voted on this case."""

BARRED: dict[bool, dict[str, str]] = {True: {"M1a": "not_met"}, False: {}}
"""What a bar makes of the verdict of the officer: it goes before whatever was judged on the extract."""

law_for = lru_cache(maxsize=4096)(law_on)
"""The rule set of a day and a partnership never changes within a process: the law book is read once."""


def law_of(application: Application) -> RecognitionLaw:
    """The rule set that the application is judged under: that of the day of receipt."""
    return rule_set(
        application.received_on,
        application.partnership_id,
        application.legal_basis,
        application.joint_committee_id,
    )


def rule_set(
    received_on: date, partnership: str, legal_basis: str, joint_committee: str | None
) -> RecognitionLaw:
    """The rule set of requests received that day, from the columns of an application."""
    return law_for(received_on, partnership, LegalBasis(legal_basis), joint_committee or "")


def law_for_outcome(application: Application, *, on: date) -> RecognitionLaw:
    """The rule set of the day of receipt; that of the day itself for a case from before the first rules."""
    try:
        return law_of(application)
    except NotInForce:
        basis = LegalBasis(application.legal_basis)
        return law_for(on, application.partnership_id, basis, application.joint_committee_id or "")


def standing_of(
    application: Application,
    *,
    actor: Actor,
    on: date,
    ballot: Ballot = UNDER_MANDATE,
    read: Around | None = None,
) -> CaseStanding:
    """How the case stands on the day, for the guards of the steps; `ballot` is that of a decision.

    `read` is what stands around it, when that was read before for several cases.
    """
    law = law_of(application)
    judgements = list(application.judgements.all())
    read = read or around_of([application], on=on)[application.pk]
    facts = case_facts(application, on=on, judged=True, actor=actor, ballot=ballot, read=read)
    waiting = [
        question for question in application.information_requests.all() if question.answered_on is None
    ]
    assignments, dropped = list(application.assignments.all()), conditions_dropped(law)
    barred = read.barred
    adds_mentor = application.kind == ApplicationKind.ADD_MENTOR
    blockers = blockers_to_add_mentor if adds_mentor else blockers_to_grant
    return CaseStanding(
        undertaking=verdicts(judgements, None),
        mentors=tuple(
            MentorStanding(a.pk, verdicts(judgements, a.pk) | BARRED[a.pk in barred], dropped)
            for a in assignments
        ),
        rule_blockers=blockers(facts, on, law),
        decided_by_submitter=facts.decided_by_submitter and not law.submitter_may_decide.value,
        entrusted_elsewhere=is_entrusted_elsewhere(ballot, facts.body),
        already_recognised=not adds_mentor and read.recognised,
        adds_mentor=adds_mentor,
        recognition_ended=adds_mentor and _recognition_ended(application, on=on),
        answer_due_on=waiting[0].due_on if waiting else None,
        is_on_behalf=application.submitter_kind != SubmitterKind.SELF,
        is_taken_over=application.taken_over_on is not None,
        against_holder=against_holder(actor, application.company_id, on=on),
        mentor_may_follow=not adds_mentor and bool(mentor_may_follow(len(assignments), law)),
    )


def around_of(applications: Sequence[Application], *, on: date) -> dict[int, Around]:
    """What stands around these applications, each under its own rule set."""
    return around(applications, {one.pk: law_of(one) for one in applications}, on=on)


def assess(application: Application, *, on: date) -> tuple[Assessment, ...]:
    """What the rules find on the facts alone, before an officer judges: the proposal for each condition.

    For one more mentor at a recognition only the conditions on that mentor.
    """
    facts, law = case_facts(application, on=on, judged=False), law_of(application)
    if application.kind == ApplicationKind.ADD_MENTOR:
        return assess_mentors(facts, on, law)
    return assess_case(facts, on, law)


def case_facts(
    application: Application,
    *,
    on: date,
    judged: bool,
    actor: Actor | None = None,
    ballot: Ballot = UNDER_MANDATE,
    read: Around | None = None,
) -> CaseFacts:
    """The facts of the application: with `judged` as the officer judged them, and unknown until then;
    without it as the company declared them and as the registers have them.
    """
    judgements = list(application.judgements.all())
    assignments = list(application.assignments.all())
    read = read or around_of([application], on=on)[application.pk]
    barred, trained = read.barred, read.trained
    return CaseFacts(
        received_on=application.received_on,
        undertaking=_undertaking(
            application, verdicts(judgements, None), on=on, judged=judged, excluded_until=read.excluded_until
        ),
        mentors=tuple(
            _mentor(
                a,
                verdicts(judgements, a.pk),
                training_done=a.person_id in trained,
                barred=a.pk in barred,
                judged=judged,
            )
            for a in assignments
        ),
        questions=questions_of(application),
        legal_basis=LegalBasis(application.legal_basis),
        body=body_of(application),
        voters=ballot.voters,
        decided_by_submitter=actor is not None
        and actor.user_id is not None
        and actor.user_id == application.submitted_by_id,
    )


def body_of(application: Application) -> Body:
    """Which kind of body decides the case."""
    return Body.FLEMISH if application.partnership.is_flemish else Body.SECTORAL


def trained_persons(
    assignments: Iterable[MentorAssignment], law: RecognitionLaw, partnership_code: str
) -> set[int]:
    """The mentors of whom the deciding partnership asks no training any more.

    Who followed a training that counts for it, or has an exemption from it; an exemption from another
    partnership does not bind it.
    """
    person_ids = [assignment.person_id for assignment in assignments]
    followed = {
        training.person_id
        for training in trainings_of(person_ids)
        if not course_refused_because(
            CourseFacts(training.followed_on, training.provider_registered, training.hours), law.training
        )
    }
    return followed | exempted(person_ids, partnership_code)


def _recognition_ended(application: Application, *, on: date) -> bool:
    recognition = application.recognition_concerned
    return recognition is None or recognition.state not in LIVE or recognition.valid_to < on


def verdicts(judgements: Iterable[ConditionJudgement], assignment_id: int | None) -> dict[str, str]:
    """The verdict per condition of the undertaking (None), or of one mentor."""
    return {j.condition: j.verdict for j in judgements if j.assignment_id == assignment_id}


def questions_of(application: Application) -> tuple[Question, ...]:
    """The questions of a case and their answers, in the order asked."""
    rows = application.information_requests.all()
    return tuple(Question(asked_on=row.asked_on, answered_on=row.answered_on) for row in rows)


def is_active(company: Company, site: Site, *, on: date) -> bool:
    """Whether company and site are both active in the business register on the day (U7)."""
    company_ended = company.ended_on is not None and company.ended_on < on
    site_closed = site.closed_on is not None and site.closed_on < on
    return not company_ended and not site_closed and site.opened_on <= on


def _undertaking(
    application: Application,
    said: dict[str, str],
    *,
    on: date,
    judged: bool,
    excluded_until: date | None,
) -> UndertakingFacts:
    def answer(code: str, declared: bool) -> bool | None:
        if not judged:
            return declared
        return said[code] in GOOD if code in said else None

    return UndertakingFacts(
        organisation_and_equipment=answer("U1", application.organisation_and_equipment),
        financial_strength=answer("U2", application.financial_strength),
        conviction=application.conviction,
        conviction_judged_irrelevant=judged and said.get("U3") == "derogated",
        excluded_until=excluded_until,
        site_region=Region(application.site.municipality.region),
        active_in_register=is_active(application.company, application.site, on=on),
    )


def _mentor(
    assignment: MentorAssignment, said: dict[str, str], *, training_done: bool, barred: bool, judged: bool
) -> MentorFacts:
    granted = assignment.derogation_granted if judged else ""
    return MentorFacts(
        birth_date=assignment.person.birth_date,
        named_on=assignment.named_on,
        experience_since=assignment.experience_since,
        prior_training_proof=bool(assignment.prior_training.strip()),
        derogation=Derogation(granted) if granted else None,
        extract_model=assignment.extract_model,
        extract_issued_on=assignment.extract_issued_on,
        extract_entries=ExtractEntries(assignment.extract_entries),
        extract_judged_acceptable=judged and said.get("M1a") in GOOD,
        inside_undertaking=assignment.position != MentorPosition.OUTSIDE,
        training_done=training_done,
        barred=barred,
        reference=str(assignment.pk),
    )
