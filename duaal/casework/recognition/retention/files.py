"""The files of which personal data are kept, each with the day it closed and what still needs it.

Every kind is one query with `last_day`, on which the file closed, and a column per `Hold`: the list of what
goes next and the erasing read the same. Recognitions and applications are found by an index on what was not
erased yet.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.appeals.models import RUNNING_STATES
from duaal.casework.recognition.models import (
    Appeal,
    Application,
    Control,
    Exclusion,
    ExclusionProposal,
    Guidance,
    Hearing,
    Mandate,
    MentorBar,
    Precaution,
    Recognition,
    ReportedChange,
    RequestForm,
    SanctionDecision,
    Withdrawal,
    WithdrawalProposal,
)
from duaal.casework.recognition.models.applications import CLOSED_STATES
from duaal.casework.recognition.retention.rules import (
    YEARS,
    FileKind,
    Hold,
    Kept,
    RetentionFacts,
    closed_before,
    keep_until,
)
from duaal.casework.recognition.sanctions.states import (
    BarState,
    ExclusionState,
    GuidanceState,
    ProposalState,
    WithdrawalState,
)
from duaal.casework.recognition.states import LIVE, ApplicationKind, ApplicationState
from duaal.casework.recognition.states.upkeep import ChangeState
from duaal.foundation.audit.models import Entry
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version

HOLD = "hold_"
NOT_OVER = {ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW, ApplicationState.INFO_REQUESTED} | {
    ApplicationState.REFUSED,
    ApplicationState.REFUSED_UNDER_APPEAL,
}
STILL_FELT = {ExclusionState.IN_FORCE, ExclusionState.SUSPENDED}
STILL_BARRED = {BarState.IN_FORCE, BarState.SUSPENDED}
STILL_TO_COME = {WithdrawalState.DECIDED, WithdrawalState.SUSPENDED}
LAST_DAY = Coalesce("ended_on", "valid_to")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file, until when it is kept, and its company."""

    kind: FileKind
    pk: int
    company_number: str
    kept: Kept


def years_of(kind: FileKind, *, on: date) -> Version[int]:
    """The term of the kind of file, as the law is on the day of erasing."""
    found: Version[int] = BOOK.value(YEARS[kind]).on(on)
    return found


def files_of(kind: FileKind, *, on: date) -> QuerySet[Any]:
    """The files of one kind that closed long enough ago to be looked at on the day, oldest first."""
    return QUERIES[kind](closed_before(on, years_of(kind, on=on))).order_by("last_day", "pk")


def kept_of(kind: FileKind, row: Any, *, on: date) -> Kept:
    """What the rule says of a row of `files_of`."""
    holds = frozenset(hold for hold in Hold if getattr(row, HOLD + hold, False))
    return keep_until(RetentionFacts(row.last_day, holds), years_of(kind, on=on))


def is_over(kind: FileKind, row: Any, *, on: date) -> bool:
    """Whether the personal data of the row are to be erased on the day."""
    return kept_of(kind, row, on=on).is_over(on)


def ending_by(day: date) -> Iterator[KeptFile]:
    """The files of which the term is over on the day, also those that something keeps longer."""
    for kind in FileKind:
        rows = files_of(kind, on=day).select_related("company")
        for row in rows.iterator(chunk_size=500):
            kept = kept_of(kind, row, on=day)
            if kept.until is not None and kept.until < day:
                yield KeptFile(kind, row.pk, row.company.enterprise_number, kept)


def first_day_to_erase(kept: Kept) -> date | None:
    """The day after the last one on which the data are kept."""
    return None if kept.until is None else kept.until + timedelta(days=1)


def _recognitions(before: date) -> QuerySet[Recognition]:
    """Ended recognitions with the application they came from and those of the mentors who joined."""
    its_own = Q(application=OuterRef("application")) | Q(application__recognition_concerned=OuterRef("pk"))
    appeals = Appeal.objects.filter(its_own | Q(withdrawal__recognition=OuterRef("pk")))
    decided_here = Q(decision__withdrawals__recognition=OuterRef("pk"))
    exclusions = Exclusion.objects.filter(decided_here)
    here = Q(recognition=OuterRef("pk"))
    sanctions = (
        Exists(exclusions.filter(state__in=sorted(STILL_FELT)))
        | Exists(MentorBar.objects.filter(decided_here, state__in=sorted(STILL_BARRED)))
        | Exists(Withdrawal.objects.filter(here, state__in=sorted(STILL_TO_COME)))
        | Exists(Precaution.objects.filter(here, resolved_on__isnull=True))
        | Exists(Hearing.objects.filter(here, closed_on__isnull=True))
        | Exists(Guidance.objects.filter(here, state=GuidanceState.RUNNING))
        | Exists(ExclusionProposal.objects.filter(here, state=ProposalState.OPEN))
        | Exists(WithdrawalProposal.objects.filter(here, state=ProposalState.OPEN))
    )
    return (
        Recognition.objects.alias(ends_on=LAST_DAY)
        .filter(~Q(state__in=sorted(LIVE)), ends_on__lt=before, erased_on__isnull=True)
        .annotate(
            last_day=Greatest("ends_on", _last(appeals, "decided_on"), _last(exclusions, "ended_on")),
            **{
                HOLD + Hold.RUNNING_APPEAL: Exists(appeals.filter(state__in=RUNNING_STATES)),
                HOLD + Hold.OPEN_SANCTION: sanctions,
                HOLD + Hold.OPEN_CASE: Exists(
                    Application.objects.filter(
                        recognition_concerned=OuterRef("pk"), state__in=sorted(NOT_OVER)
                    )
                ),
            },
        )
    )


def _applications(before: date) -> QuerySet[Application]:
    """Applications that ended without a recognition. They closed on the day of the step that ended them."""
    appeals = Appeal.objects.filter(application=OuterRef("pk"))
    ended = Entry.objects.filter(
        file_kind=APPLICATION_FILE, file_id=OuterRef("pk"), to_state__in=CLOSED_STATES
    ).exclude(from_state=F("to_state"))
    return Application.objects.filter(
        state__in=CLOSED_STATES, received_on__lt=before, erased_on__isnull=True
    ).annotate(
        last_day=Greatest("received_on", "decided_on", _last(appeals, "decided_on"), _last(ended, "on")),
        **{HOLD + Hold.RUNNING_APPEAL: Exists(appeals.filter(state__in=RUNNING_STATES))},
    )


def _sanctions(before: date) -> QuerySet[SanctionDecision]:
    """Decisions on a sanction; a recognition that stands again after an appeal keeps its decision."""
    here = Q(decision=OuterRef("pk"))
    appeals = Appeal.objects.filter(
        Q(withdrawal__decision=OuterRef("pk"))
        | Q(exclusion__decision=OuterRef("pk"))
        | Q(bar__decision=OuterRef("pk"))
    )
    exclusions, withdrawals = Exclusion.objects.filter(here), Withdrawal.objects.filter(here)
    ends = withdrawals.annotate(ended=Coalesce("recognition__ended_on", "recognition__valid_to"))
    return SanctionDecision.objects.filter(decided_on__lt=before, erased_on__isnull=True).annotate(
        last_day=Greatest(
            "decided_on",
            _last(exclusions, "ended_on"),
            _last(ends, "ended"),
            _last(appeals, "decided_on"),
        ),
        **{
            HOLD + Hold.RUNNING_APPEAL: Exists(appeals.filter(state__in=RUNNING_STATES)),
            HOLD + Hold.OPEN_SANCTION: Exists(exclusions.filter(state__in=sorted(STILL_FELT)))
            | Exists(MentorBar.objects.filter(here, state__in=sorted(STILL_BARRED)))
            | Exists(withdrawals.filter(state__in=sorted(STILL_TO_COME))),
            HOLD + Hold.RECOGNISED: Exists(withdrawals.filter(recognition__state__in=sorted(LIVE))),
        },
    )


def _mandates(before: date) -> QuerySet[Mandate]:
    """Mandates that ended; a case or a draft that stands on one keeps it."""
    drafts = RequestForm.objects.filter(mandate=OuterRef("pk"), submitted_on__isnull=True)
    return Mandate.objects.filter(revoked_on__lt=before, erased_on__isnull=True).annotate(
        last_day=F("revoked_on"),
        **{
            HOLD + Hold.OPEN_CASE: Exists(drafts)
            | Exists(Application.objects.filter(mandate=OuterRef("pk"), erased_on__isnull=True)),
        },
    )


def _changes(before: date) -> QuerySet[ReportedChange]:
    return ReportedChange.objects.filter(
        state=ChangeState.SEEN, seen_on__lt=before, erased_on__isnull=True
    ).annotate(last_day=Greatest("seen_on", "happens_on"))


def _controls(before: date) -> QuerySet[Control]:
    """Controls that nobody closed ended on their last day."""
    return Control.objects.annotate(last_day=Coalesce("closed_on", "ends_on")).filter(
        last_day__lt=before, erased_on__isnull=True
    )


def applications_of(recognition: Recognition) -> QuerySet[Application]:
    """The application of a recognition and the granted ones of mentors who joined it later."""
    joined = Q(
        recognition_concerned=recognition,
        kind=ApplicationKind.ADD_MENTOR,
        state=ApplicationState.APPROVED,
    )
    return Application.objects.filter(Q(pk=recognition.application_id) | joined)


def _last(rows: QuerySet[Any], column: str) -> Subquery:
    """The last of a column of the rows, as a subquery; null without rows."""
    newest = rows.filter(**{f"{column}__isnull": False}).order_by(f"-{column}").values(column)[:1]
    return Subquery(newest, output_field=DateField())


QUERIES: dict[FileKind, Callable[[date], QuerySet[Any]]] = {
    FileKind.RECOGNITION: _recognitions,
    FileKind.APPLICATION: _applications,
    FileKind.SANCTION: _sanctions,
    FileKind.MANDATE: _mandates,
    FileKind.CHANGE: _changes,
    FileKind.CONTROL: _controls,
}
