"""The facts behind the availability of recognised places, gathered in a fixed number of queries.

How many learners a place has stands in the agreements, a package above: the caller hands that in.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from duaal.casework.recognition.actions.upkeep_clocks import awaited_renewal
from duaal.casework.recognition.facts import FOREVER, LegalBasis
from duaal.casework.recognition.models import Exclusion, MentorAssignment, Precaution, Recognition
from duaal.casework.recognition.rules.agreements import (
    AgreementFacts,
    RecognisedFor,
    agreement_law,
    may_lean_on,
)
from duaal.casework.recognition.rules.availability import (
    Availability,
    WorkplaceFacts,
    availability,
    availability_law,
)
from duaal.casework.recognition.sanctions.states import ExclusionState
from duaal.casework.recognition.states import LIVE, WORKING, AssignmentState, RecognitionState
from duaal.register.programmes.replacing import successors

law_of_day = lru_cache(maxsize=4096)(availability_law)
agreement_law_of_day = lru_cache(maxsize=4096)(agreement_law)
"""The values of a day and a partnership never change within a process: the law book is read once."""


def for_availability(recognitions: QuerySet[Recognition]) -> QuerySet[Recognition]:
    """The recognitions with what the rule looks at."""
    mentors = MentorAssignment.objects.select_related("person").order_by("id")
    return recognitions.select_related("company", "site", "programme", "application").prefetch_related(
        Prefetch("assignments", mentors)
    )


def availabilities(
    recognitions: Sequence[Recognition], *, learners: Mapping[int, int], on: date
) -> dict[int, Availability]:
    """The answer per recognition, with at most three queries beside what `for_availability` reads."""
    facts = workplaces(recognitions, learners=learners, on=on)
    return {
        one.pk: availability(facts[one.pk], on, law_of_day(on, one.partnership_id, committee_of(one)))
        for one in recognitions
    }


def agreements_on(
    recognitions: Sequence[Recognition], asked: AgreementFacts, *, learners: Mapping[int, int]
) -> dict[int, Availability]:
    """Per recognition whether the agreement may lean on it, with one query more than `availabilities`."""
    on = asked.concluded_on
    facts = workplaces(recognitions, learners=learners, on=on)
    replaced = successors({one.partnership_id for one in recognitions}, on=on)
    found = {}
    for one in recognitions:
        recognised = RecognisedFor(
            one.programme_id,
            LegalBasis(one.legal_basis),
            replaced.get((one.partnership_id, one.programme_id), {}),
        )
        law = agreement_law_of_day(on, one.partnership_id, committee_of(one))
        found[one.pk] = may_lean_on(asked, recognised, facts[one.pk], law)
    return found


def workplaces(
    recognitions: Sequence[Recognition], *, learners: Mapping[int, int], on: date
) -> dict[int, WorkplaceFacts]:
    """The facts per recognition on the day."""
    excluded = _exclusions({one.company_id for one in recognitions}, on=on)
    late = [one.pk for one in recognitions if one.state in LIVE and one.valid_to < on]
    awaiting = set(_awaiting(late))
    suspended = [one.pk for one in recognitions if one.state == RecognitionState.SUSPENDED]
    since = dict(_precautions(suspended))
    found = {}
    for one in recognitions:
        exclusion = next(
            (e for e in excluded.get(one.company_id, ()) if e.site_id in (None, one.site_id)), None
        )
        found[one.pk] = facts_of(
            one,
            learners=learners.get(one.pk, 0),
            awaits_renewal=one.pk in awaiting,
            exclusion=exclusion,
            precaution_since=since.get(one.pk),
        )
    return found


def committee_of(recognition: Recognition) -> str:
    """The joint committee under which the recognition was asked, empty when there was none."""
    return recognition.application.joint_committee_id or ""


def facts_of(
    recognition: Recognition,
    *,
    learners: int,
    awaits_renewal: bool,
    exclusion: Exclusion | None,
    precaution_since: date | None,
) -> WorkplaceFacts:
    """The facts of one recognition with its company, site, programme and assignments."""
    assignments = list(recognition.assignments.all())
    deadlines = [
        one.training_deadline_on
        for one in assignments
        if one.state == AssignmentState.ACTIVE_UNTRAINED and one.training_deadline_on is not None
    ]
    return WorkplaceFacts(
        state=RecognitionState(recognition.state),
        valid_from=recognition.valid_from,
        valid_to=recognition.valid_to,
        ended_on=recognition.ended_on,
        awaits_renewal=awaits_renewal,
        incomplete_since=recognition.incomplete_since,
        mentors_at_work=sum(one.state in WORKING for one in assignments),
        first_training_deadline=min(deadlines, default=None),
        learners=learners,
        excluded_from=exclusion.from_day if exclusion else None,
        excluded_until=(exclusion.until or FOREVER) if exclusion else None,
        precaution_since=precaution_since,
        site_closed_on=recognition.site.closed_on,
        company_ended_on=recognition.company.ended_on,
        programme_ended_on=recognition.programme.valid_to,
    )


def _exclusions(company_ids: set[int], *, on: date) -> dict[int, list[Exclusion]]:
    """The exclusions in force per company; one of the whole undertaking stands first."""
    rows = Exclusion.objects.filter(
        company_id__in=company_ids, state=ExclusionState.IN_FORCE, from_day__lte=on
    ).order_by("id")
    found: dict[int, list[Exclusion]] = {}
    for row in sorted(rows, key=lambda one: one.site_id is not None):
        found.setdefault(row.company_id, []).append(row)
    return found


def _awaiting(recognition_ids: list[int]) -> Iterable[int]:
    if not recognition_ids:
        return ()
    return Recognition.objects.filter(awaited_renewal(), pk__in=recognition_ids).values_list("pk", flat=True)


def _precautions(recognition_ids: list[int]) -> Iterable[tuple[int, date]]:
    if not recognition_ids:
        return ()
    running = Precaution.objects.filter(recognition_id__in=recognition_ids, resolved_on__isnull=True)
    return running.values_list("recognition_id", "since")
