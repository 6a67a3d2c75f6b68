"""Steps on several applications at once: decided, asked or judged together, all or nothing.

All or nothing, because the company reads one decision about all of them: a part that fails would be a second
one later. Each case keeps its own reasons, entries and recognition.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions import handling, judging
from duaal.casework.recognition.actions.judging import Judgement
from duaal.casework.recognition.assessing import UNDER_MANDATE
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.rules.votes import Ballot
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused


class Outcome(StrEnum):
    """What is decided on one case of several."""

    GRANT = "grant"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on one case, with its own remark."""

    application_id: int
    outcome: Outcome
    remark: str = ""


class RefusedTogether(Exception):
    """Nothing was done: the reasons per case that stands in the way, by the number of its row."""

    def __init__(self, reasons: Mapping[int, tuple[str, ...]]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


def decide_together(
    decisions: Sequence[Decision], *, actor: Actor, on: date, ballot: Ballot = UNDER_MANDATE
) -> None:
    """Grants and refuses these cases in one transaction; the body voted once, on all of them.

    Raises `RefusedTogether` with the reasons per case, `PermissionDenied`, and `ValidationError` when nothing
    is decided or the votes contradict themselves.
    """
    if not decisions:
        raise ValidationError(_("Kies bij minstens één dossier wat u beslist. Nu staat er niets gekozen."))
    by_case = {decision.application_id: decision for decision in decisions}

    def decide(application_id: int) -> None:
        decision = by_case[application_id]
        step = handling.grant if decision.outcome == Outcome.GRANT else handling.refuse
        step(application_id, actor=actor, on=on, remark=decision.remark, ballot=ballot)

    _all_or_nothing(list(by_case), decide)


def ask_together(application_ids: Sequence[int], *, actor: Actor, on: date, items: str) -> None:
    """Asks the same question about each of these cases. Raises as `decide_together`."""
    _all_or_nothing(application_ids, lambda pk: handling.ask(pk, actor=actor, on=on, items=items))


def judge_together(
    application_ids: Sequence[int], *, actor: Actor, on: date, judgements: Sequence[Judgement]
) -> None:
    """Keeps the same verdicts on conditions of the undertaking in each of these cases of one company.

    Raises as `decide_together`, and `ValidationError` for cases of several companies.
    """
    if not judgements:
        raise ValidationError(_("Kies minstens één oordeel. Nu staat er niets gekozen."))
    companies = Application.objects.filter(pk__in=application_ids).values("company").distinct().count()
    if companies > 1:
        raise ValidationError(
            _("Dit zijn dossiers van %(n)d ondernemingen. Beoordeel er één tegelijk.") % {"n": companies}
        )
    _all_or_nothing(application_ids, lambda pk: judging.judge(pk, actor=actor, on=on, judgements=judgements))


@transaction.atomic
def _all_or_nothing(application_ids: Sequence[int], step: Callable[[int], object]) -> None:
    """Does the step on each, in the order in which everybody locks; takes all back when one is refused."""
    keys = sorted(set(application_ids))
    list(Application.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    refused: dict[int, tuple[str, ...]] = {}
    for pk in keys:
        try:
            with transaction.atomic():
                step(pk)
        except Refused as problem:
            refused[pk] = problem.reasons
    if refused:
        raise RefusedTogether(refused)
