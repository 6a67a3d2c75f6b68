"""Recognitions and applications of one company as its pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils.functional import Promise

from duaal.casework.recognition.labels import (
    APPLICATION_TONE,
    ASSIGNMENT_STATE,
    RECOGNITION_STATE,
    RECOGNITION_TONE,
    state_words,
)
from duaal.casework.recognition.models import Application, MentorAssignment, Recognition
from duaal.foundation.lawbook.dated import Version
from duaal.interfaces.web.cases.clocks import clock_of
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.recognitions.explaining import versions_behind


@dataclass(frozen=True, slots=True)
class MentorRow:
    """One mentor of a recognition; `deadline` is the last day of a training that is still to follow."""

    name: str
    state: Promise
    deadline: date | None


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """One recognition: its state, what counts for it, and why."""

    recognition: Recognition
    state: Promise
    tone: str
    last_day: date
    mentors: tuple[MentorRow, ...]
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application: its state and, while it is open, its clock."""

    application: Application
    state: Promise
    tone: str
    clock: Clock | None


def with_mentors(recognitions: QuerySet[Recognition]) -> QuerySet[Recognition]:
    """Recognitions with everything a row shows, in a fixed number of queries."""
    mentors = MentorAssignment.objects.select_related("person").only(
        "recognition_id", "state", "training_deadline_on", "person__given_name", "person__family_name"
    )
    return (
        recognitions.select_related("site__municipality", "programme")
        .only(
            *("state", "valid_from", "valid_to", "ended_on", "partnership_id", "programme__name"),
            *("site__name", "site__municipality__name"),
        )
        .annotate(reference=F("application__reference"))
        .prefetch_related(Prefetch("assignments", mentors.order_by("id")))
    )


def with_place(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Applications of one company with what a row shows: the company and who decides stand elsewhere."""
    return applications.select_related("site__municipality", "programme").only(
        *("reference", "kind", "state", "received_on", "deadline_on", "programme__name"),
        *("site__name", "site__municipality__name"),
    )


def recognition_rows(recognitions: Iterable[Recognition]) -> list[RecognitionRow]:
    """The recognitions as rows; those that stand on the same values share their explanation."""
    known: dict[tuple[Version[Any], ...], tuple[RuleLine, ...]] = {}
    return [_recognition(recognition, known) for recognition in recognitions]


def application_rows(applications: Iterable[Application], *, on: date) -> list[ApplicationRow]:
    return [
        ApplicationRow(
            application,
            state_words(application.kind, application.state),
            APPLICATION_TONE[application.state],
            clock_of(application, on=on),
        )
        for application in applications
    ]


def _recognition(
    recognition: Recognition, known: dict[tuple[Version[Any], ...], tuple[RuleLine, ...]]
) -> RecognitionRow:
    versions = versions_behind(recognition)
    if versions not in known:
        known[versions] = rule_lines(versions)
    return RecognitionRow(
        recognition,
        RECOGNITION_STATE[recognition.state],
        RECOGNITION_TONE[recognition.state],
        recognition.ended_on or recognition.valid_to,
        tuple(
            MentorRow(str(a.person), ASSIGNMENT_STATE[a.state], a.training_deadline_on)
            for a in recognition.assignments.all()
        ),
        known[versions],
    )
