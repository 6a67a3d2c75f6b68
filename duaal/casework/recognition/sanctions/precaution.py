"""Writes of the precaution: a warning without legal effect while a learner is in danger.

`recognition.md` 11; the decree does not know it.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import move_recognition
from duaal.casework.recognition.models import Precaution, Recognition
from duaal.casework.recognition.sanctions.assessing import open_hearing, running_guidance, running_precaution
from duaal.casework.recognition.sanctions.files import come_to_rest, lock_for, need_reason, need_text
from duaal.casework.recognition.sanctions.guidance import end_file, open_file
from duaal.casework.recognition.sanctions.hearing import close as close_hearing
from duaal.casework.recognition.sanctions.hearing import invite
from duaal.casework.recognition.sanctions.law import value_on
from duaal.casework.recognition.sanctions.rules import last_day_of_precaution
from duaal.casework.recognition.sanctions.states import GuidanceState
from duaal.casework.recognition.sanctions.steps import RESOLVE_PRECAUTION, TAKE_PRECAUTION
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.lawbook.dated import as_rule_versions


class Outcome(models.TextChoices):
    """What comes of a precaution (`uitkomst van een voorzorgsmaatregel`)."""

    END = "END", "het gevaar is voorbij"
    GUIDANCE = "GUIDANCE", "begeleiding"
    SANCTION = "SANCTION", "voorstel van sanctie"


@transaction.atomic
def take(recognition_id: int, *, actor: Actor, on: date, danger: str, until: date) -> Precaution:
    """Warns everyone that a learner is in danger here, for some days at most."""
    recognition = lock_for(TAKE_PRECAUTION, recognition_id, actor=actor, on=on)
    words = need_text("danger", danger, _("Beschrijf het gevaar voor de leerling. Nu is het veld leeg."))
    longest = value_on("precaution_max_days", recognition.partnership_id, on)
    last = last_day_of_precaution(on, longest)
    if not on <= until <= last:
        sentence = _("De maatregel kan niet tot %(day)s duren. Kies een dag van vandaag tot en met %(last)s.")
        values = {"day": date_format(until, "j F Y"), "last": date_format(last, "j F Y")}
        raise ValidationError({"until": sentence % values})
    precaution = Precaution.objects.create(
        recognition=recognition,
        danger=words,
        since=on,
        until=until,
        taken_by_name=actor.name,
        state_before=recognition.state,
    )
    move_recognition(
        recognition,
        TAKE_PRECAUTION,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions([longest]),
        remark=words,
    )
    return precaution


@transaction.atomic
def resolve(
    recognition_id: int,
    *,
    actor: Actor,
    on: date,
    outcome: str,
    reason: str,
    shortcoming: str = "",
) -> Recognition:
    """Ends the precaution: the danger is over, or guidance follows, or the proposal of a sanction.

    What ran before it goes on; `shortcoming` is asked for guidance when no guidance file runs.
    """
    recognition = lock_for(RESOLVE_PRECAUTION, recognition_id, actor=actor, on=on)
    why = need_reason(reason)
    versions: tuple[dict[str, object], ...] = ()
    guidance = running_guidance(recognition)
    match outcome:
        case Outcome.END:
            pass
        case Outcome.GUIDANCE:
            close_hearing(recognition, on=on)
            if guidance is None:
                open_file(recognition, shortcoming, why, actor=actor, on=on)
        case Outcome.SANCTION:
            if guidance is not None:
                end_file(guidance, GuidanceState.FAILED, on=on, remark=why)
            if open_hearing(recognition) is None:
                versions = as_rule_versions([invite(recognition, why, actor=actor, on=on)[1]])
        case _:
            raise ValidationError({"outcome": _("Kies hoe het verder gaat.")})
    end(recognition, why, on=on)
    return come_to_rest(
        recognition,
        RESOLVE_PRECAUTION,
        actor=actor,
        on=on,
        reasons=[outcome],
        rule_versions=versions,
        remark=why,
    )


def end(recognition: Recognition, resolution: str, *, on: date) -> None:
    """Ends the row of the running precaution of a locked recognition; for a step that records it."""
    precaution = running_precaution(recognition)
    if precaution is None:
        if recognition.state == RecognitionState.SUSPENDED:
            raise Refused((WRONG_STATE,))
        return
    precaution.resolved_on, precaution.resolution = on, resolution
    precaution.save(update_fields=["resolved_on", "resolution"])
