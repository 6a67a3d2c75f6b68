"""Refusals and appeals for tests: refused on Tuesday 10 March 2026, last day to appeal Monday 23 March."""

from datetime import date

from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import Application
from duaal.foundation.audit.models import Entry
from tests.casework.recognition.factories import (
    AppealFactory,
    ApplicationFactory,
)

REFUSED_ON = date(2026, 3, 10)
LAST_DAY = date(2026, 3, 23)
DAY_AFTER = date(2026, 3, 24)
DAY = date(2026, 3, 16)
WHY = "Onze balans van 2025 is positief."


def refused_case(**traits: object) -> Application:
    """A case refused on U2."""
    case = ApplicationFactory(refused=True, judged=True, **traits)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief vermogen.")
    return case


def admissible(**traits: object) -> Appeal:
    """An admissible appeal against a refusal on U1 and U2."""
    appeal = AppealFactory(admissible=True, **traits)
    appeal.application.judgements.filter(condition__in=("U1", "U2")).update(
        verdict="not_met", reason="Onvoldoende."
    )
    return appeal


def state_of(case: Application) -> str:
    return Application.objects.get(pk=case.pk).state


def steps(file_kind: str, pk: int) -> list[str]:
    trail = Entry.objects.filter(file_kind=file_kind, file_id=pk).order_by("seq")
    return list(trail.values_list("step", flat=True))
