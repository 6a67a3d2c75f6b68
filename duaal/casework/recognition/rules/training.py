"""The mentor training: until when, and which course counts.

Law: art. 7 § 1, 1°, c of the decree of 10 June 2016 lays down the duty, without a term; terms and hours are
those of the deciding partnership (`recognition.md` 5.2). Not covered: exemptions, which the partnership
decides.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from duaal.casework.recognition.rules.law import TrainingLaw
from duaal.casework.recognition.rules.outcomes import TrainingDeadline
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.dated import Dated, Version

T = TypeVar("T")

APPLICATION = "APPLICATION"
RECOGNITION = "RECOGNITION"

PROVIDER_NOT_REGISTERED = "provider_not_registered"
TOO_FEW_HOURS = "too_few_hours"
OLD_CONTENT = "old_content"


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A mentor training (`mentoropleiding`) as its certificate tells it.

    `content_version` is the version of the content that it teaches, by the lawbook; None when the certificate
    does not tell, and then the content of its day is taken as taught.
    """

    followed_on: date
    provider_registered: bool
    hours: int | None = None
    content_version: int | None = None


def training_deadline(granted_on: date, received_on: date, law: TrainingLaw) -> TrainingDeadline:
    """Until when a mentor has to follow the training, with the rules in force on the day of the recognition.

    The term runs from the recognition, or from the application where the partnership counts so.
    """
    months, anchor = law.months.on(granted_on), law.anchor.on(granted_on)
    start = received_on if anchor.value == APPLICATION else granted_on
    plan, hours = _asked(law.plan_months, granted_on), _asked(law.min_hours, granted_on)
    because: tuple[Version[Any], ...] = (months, anchor, *(used for used in (plan, hours) if used))
    return TrainingDeadline(
        follow_by=add_months(start, months.value),
        plan_by=add_months(start, plan.value) if plan else None,
        min_hours=hours.value if hours else None,
        because=because,
    )


def course_refused_because(course: CourseFacts, law: TrainingLaw) -> tuple[str, ...]:
    """Why a course does not count as mentor training, under the rules of the day it was followed.

    Of a course from before the first of these rules nothing was asked, so it counts.
    """
    found = []
    registered = _known(law.registered_provider, course.followed_on)
    if registered and registered.value and not course.provider_registered:
        found.append(PROVIDER_NOT_REGISTERED)
    hours = _known(law.min_hours, course.followed_on)
    if hours and hours.value and (course.hours is None or course.hours < hours.value):
        found.append(TOO_FEW_HOURS)
    content = _known(law.content_version, course.followed_on)
    if content and course.content_version is not None and course.content_version < content.value:
        found.append(OLD_CONTENT)
    return tuple(found)


def _known(value: Dated[T], day: date) -> Version[T] | None:
    """The version of that day, or None before the first."""
    return value.on(day) if value.versions[0].since <= day else None


def _asked(value: Dated[int], day: date) -> Version[int] | None:
    """The version of that day, or None where the partnership asks nothing (0)."""
    version = value.on(day)
    return version if version.value else None
