"""What every step of guidance and sanctions shares: the locked recognition, its guard, the way to rest."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import lock_recognition, move_recognition
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.sanctions import policy
from duaal.casework.recognition.sanctions.assessing import standing_of, state_of_rest
from duaal.casework.recognition.sanctions.standing import SanctionStanding
from duaal.casework.recognition.sanctions.steps import towards
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step


def lock_for(step: Step[SanctionStanding], recognition_id: int, *, actor: Actor, on: date) -> Recognition:
    """The recognition, locked, after the right and the guard of the step.

    Raises `Recognition.DoesNotExist`, `PermissionDenied`, or `Refused` with every reason.
    """
    recognition = lock_recognition(recognition_id)
    policy.require(actor, step, recognition)
    step.check(recognition.state, standing_of(recognition), on=on)
    return recognition


def come_to_rest(
    recognition: Recognition,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    reasons: Iterable[str] = (),
    rule_versions: Iterable[Mapping[str, object]] = (),
    remark: str = "",
) -> Recognition:
    """Moves a locked recognition to the state in which it rests now that the rows of the step are saved.

    That is active, or incomplete without a mentor; a guidance file or a hearing that still runs comes first.
    """
    return move_recognition(
        recognition,
        towards(step, state_of_rest(recognition)),
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=rule_versions,
        remark=remark,
    )


def need_text(field: str, text: str, sentence: str) -> str:
    """The text without the blanks around it. Raises `ValidationError` when nothing is left."""
    if not text.strip():
        raise ValidationError({field: sentence})
    return text.strip()


def need_reason(reason: str) -> str:
    """As `need_text`, for the reason of a step."""
    return need_text("reason", reason, _("Schrijf de reden op. Nu is het veld leeg."))
