"""Writes around a hearing: propose a sanction, react, be heard, drop it (`recognition.md` 11).

The decree knows no hearing; that nobody is sanctioned unheard is general law and an assumption of this
project in its days.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import move_recognition
from duaal.casework.recognition.models import Hearing, Recognition
from duaal.casework.recognition.sanctions.assessing import open_hearing, running_guidance
from duaal.casework.recognition.sanctions.files import come_to_rest, lock_for, need_reason, need_text
from duaal.casework.recognition.sanctions.guidance import end_file
from duaal.casework.recognition.sanctions.law import value_on
from duaal.casework.recognition.sanctions.rules import hearing_term
from duaal.casework.recognition.sanctions.sources import OWN, Source, check
from duaal.casework.recognition.sanctions.states import GuidanceState
from duaal.casework.recognition.sanctions.steps import DROP_SANCTION, HEAR, PROPOSE_SANCTION, REACT
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.lawbook.dated import Version, as_rule_versions


@transaction.atomic
def propose(recognition_id: int, *, actor: Actor, on: date, reason: str, source: Source = OWN) -> Hearing:
    """Proposes a sanction and invites the undertaking to be heard; a guidance file that runs has failed."""
    recognition = lock_for(PROPOSE_SANCTION, recognition_id, actor=actor, on=on)
    check(source, recognition, actor=actor)
    why = need_reason(reason)
    guidance = running_guidance(recognition)
    if guidance is not None:
        end_file(guidance, GuidanceState.FAILED, on=on, remark=why)
    hearing, days = invite(recognition, why, actor=actor, on=on, source=source)
    move_recognition(
        recognition,
        PROPOSE_SANCTION,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions([days]),
        remark=why,
    )
    return hearing


def invite(
    recognition: Recognition, reason: str, *, actor: Actor, on: date, source: Source = OWN
) -> tuple[Hearing, Version[int]]:
    """Makes the invitation of a locked recognition, with the dated value of its term; for a step."""
    days = value_on("hearing_days", recognition.partnership_id, on)
    hearing = Hearing.objects.create(
        recognition=recognition,
        reason=reason,
        invited_on=on,
        invited_by_name=actor.name,
        react_by=hearing_term(on, days),
        finding_id=source.finding_id,
        proposal_id=source.proposal_id,
    )
    return hearing, days


@transaction.atomic
def react(recognition_id: int, *, actor: Actor, on: date, reaction: str) -> Hearing:
    """The company reacts in writing; also after its term, as long as nothing is decided."""
    recognition = lock_for(REACT, recognition_id, actor=actor, on=on)
    hearing = _open(recognition)
    hearing.reaction = need_text("reaction", reaction, _("Schrijf uw reactie op. Nu is het veld leeg."))
    hearing.reacted_on = on
    hearing.save(update_fields=["reaction", "reacted_on"])
    move_recognition(recognition, REACT, actor=actor, on=on, remark=hearing.reaction)
    return hearing


@transaction.atomic
def hear(recognition_id: int, *, actor: Actor, on: date, heard_on: date, report: str) -> Hearing:
    """Records the talk with the company and its report."""
    recognition = lock_for(HEAR, recognition_id, actor=actor, on=on)
    hearing = _open(recognition)
    if not hearing.invited_on <= heard_on <= on:
        sentence = _("Het gesprek kan niet op %(day)s geweest zijn: de uitnodiging is van %(invited)s.")
        if heard_on > on:
            sentence = _("%(day)s ligt in de toekomst. Vul de dag in waarop het gesprek plaatsvond.")
        words = {
            "day": date_format(heard_on, "j F Y"),
            "invited": date_format(hearing.invited_on, "j F Y"),
        }
        raise ValidationError({"heard_on": sentence % words})
    hearing.report = need_text("report", report, _("Schrijf op wat de onderneming zei. Nu is het veld leeg."))
    hearing.heard_on = heard_on
    hearing.save(update_fields=["report", "heard_on"])
    move_recognition(recognition, HEAR, actor=actor, on=on, remark=hearing.report)
    return hearing


@transaction.atomic
def drop(
    recognition_id: int, *, actor: Actor, on: date, reason: str, resume_guidance: bool = False
) -> Recognition:
    """Drops the proposed sanction; the guidance file that failed can go on instead."""
    recognition = lock_for(DROP_SANCTION, recognition_id, actor=actor, on=on)
    why = need_reason(reason)
    close(recognition, on=on)
    if resume_guidance:
        failed = recognition.guidances.filter(state=GuidanceState.FAILED).last()
        if failed is None:
            raise Refused(("no_guidance_to_resume",))
        failed.state, failed.closed_on, failed.closing_remark = GuidanceState.RUNNING, None, ""
        failed.save(update_fields=["state", "closed_on", "closing_remark"])
    return come_to_rest(recognition, DROP_SANCTION, actor=actor, on=on, remark=why)


def close(recognition: Recognition, *, on: date) -> None:
    """Closes the invitation of a locked recognition, if one is open: the question is answered."""
    recognition.hearings.filter(closed_on__isnull=True).update(closed_on=on)


def _open(recognition: Recognition) -> Hearing:
    hearing = open_hearing(recognition)
    if hearing is None:
        raise Refused((WRONG_STATE,))
    return hearing
