"""What stands around applications in other files, read for many in as many queries as for one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from duaal.casework.recognition.models import (
    Application,
    MentorTraining,
    Recognition,
    TrainingExemption,
)
from duaal.casework.recognition.queries import LIVE_STATES, trainings_of
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.training import CourseFacts, course_refused_because
from duaal.casework.recognition.sanctions.queries import bars_of, exclusions_running, is_barred, longest
from duaal.casework.recognition.states import ApplicationKind


@dataclass(frozen=True, slots=True)
class Around:
    """Of one application: the last day of an exclusion, which assignments are of barred persons, which
    persons need no training any more, and whether its pair is recognised already.
    """

    excluded_until: date | None
    barred: frozenset[int]
    trained: frozenset[int]
    recognised: bool


def around(
    applications: Sequence[Application], laws: Mapping[int, RecognitionLaw], *, on: date
) -> dict[int, Around]:
    """What stands around each of these applications, by its number; five queries."""
    companies = {one.company_id for one in applications}
    exclusions, bars = exclusions_running(companies, on=on), bars_of(companies)
    people = {mentor.person_id for one in applications for mentor in one.assignments.all()}
    followed: dict[int, list[MentorTraining]] = {}
    for training in trainings_of(sorted(people)):
        followed.setdefault(training.person_id, []).append(training)
    exempted = set(
        TrainingExemption.objects.filter(person_id__in=people).values_list("person_id", "partnership_id")
    )
    standing = list(_standing({one.site_id for one in applications}, on=on))
    found = {}
    for one in applications:
        mentors = list(one.assignments.all())
        place = {"partnership": one.partnership_id, "programme": one.programme_id}
        of_company = [bar for bar in bars if bar.company_id == one.company_id]
        found[one.pk] = Around(
            excluded_until=longest(
                exclusions, company=one.company_id, site=one.site_id, received_on=one.received_on
            ),
            barred=frozenset(m.pk for m in mentors if is_barred(of_company, m.person_id, **place)),
            trained=frozenset(
                m.person_id
                for m in mentors
                if (m.person_id, one.partnership_id) in exempted
                or _counts(followed.get(m.person_id, ()), laws[one.pk])
            ),
            recognised=_recognised(one, standing),
        )
    return found


def _standing(site_ids: Iterable[int], *, on: date) -> Iterable[Recognition]:
    """The recognitions of these sites that stand on the day, its last day included."""
    return Recognition.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on),
        site_id__in=site_ids,
        valid_from__lte=on,
        valid_to__gte=on,
    ).only("site_id", "programme_id", "state")


def _recognised(application: Application, standing: Iterable[Recognition]) -> bool:
    """Whether another recognition of the same pair stands; the one that a renewal follows on may."""
    is_renewal = application.kind == ApplicationKind.RENEWAL
    return any(
        (one.site_id, one.programme_id) == (application.site_id, application.programme_id)
        and not (is_renewal and one.pk == application.recognition_concerned_id and one.state in LIVE_STATES)
        for one in standing
    )


def _counts(trainings: Iterable[MentorTraining], law: RecognitionLaw) -> bool:
    return any(
        not course_refused_because(
            CourseFacts(one.followed_on, one.provider_registered, one.hours), law.training
        )
        for one in trainings
    )
