"""Writes of appeals against a refusal: read, lodge, judge the admissibility, extend, decide, retract.

Each appeal is a file of its own in the ledger; what it does to the refusal stands in the file of the
application too. Law: art. 7 §§ 5-6 of the decree of 10 June 2016 gives the right; the terms are those of
`recognition.md` 12. Not covered: suspension of the decision by the committee.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.handling import recognise
from duaal.casework.recognition.actions.steps import move
from duaal.casework.recognition.appeals import policy
from duaal.casework.recognition.appeals.assessing import standing_before, term_of
from duaal.casework.recognition.appeals.files import (
    conclude,
    leave_refusal,
    lock_appeal_for,
    lock_application,
    open_appeal,
    step_appeal,
)
from duaal.casework.recognition.appeals.models import Appeal, AppealWay, InadmissibleGround
from duaal.casework.recognition.appeals.states import (
    ADMIT,
    DISMISS,
    EXTEND,
    LODGE,
    REGISTER,
    REJECT,
    RETRACT,
    UPHOLD,
    UPHOLD_PARTLY,
    AppealStanding,
)
from duaal.casework.recognition.assessing import as_rule_versions, standing_of
from duaal.casework.recognition.models import Application, Recognition
from duaal.casework.recognition.standing import failed_conditions
from duaal.casework.recognition.states import (
    CONFIRM_REFUSAL,
    GRANT_ON_APPEAL,
    MAKE_FINAL,
    READ_DECISION,
    ApplicationState,
)
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.book import BOOK


@transaction.atomic
def read_decision(application_id: int, *, actor: Actor, on: date) -> Application:
    """The company says that it read the refusal: it counts as received on that day, if not already before."""
    application = lock_application(application_id)
    policy.require(actor, READ_DECISION, application)
    READ_DECISION.check(application.state, None, on=on)
    if application.decision_read_on is not None:
        raise Refused(("decision_already_read",))
    application.decision_read_on = on
    versions = as_rule_versions(term_of(application).because)
    return move(
        application, READ_DECISION, actor=actor, on=on, changed={"decision_read_on"}, rule_versions=versions
    )


@transaction.atomic
def lodge(application_id: int, *, actor: Actor, on: date, reasons: str) -> Appeal:
    """The company appeals with the form of the platform; the refusal stays open until there is an outcome.

    Raises `ValidationError` without reasons, `Refused` when the term is over or an appeal runs.
    """
    application = lock_application(application_id)
    policy.require(actor, LODGE, application)
    _check_new(LODGE, application, sent_on=on, on=on)
    if not reasons.strip():
        raise ValidationError({"reasons": _("Schrijf op waarom u het niet eens bent. Nu is het veld leeg.")})
    return open_appeal(application, LODGE, AppealWay.FORM, sent_on=on, reasons=reasons, actor=actor, on=on)


@transaction.atomic
def register(
    application_id: int, *, actor: Actor, on: date, way: str, sent_on: date, reasons: str = ""
) -> Appeal:
    """Enters an appeal that came by letter or e-mail; the day on which it was sent counts, not today.

    A late one is entered too, because it has to be answered; it does not open the refusal again.
    """
    application = lock_application(application_id)
    policy.require(actor, REGISTER, application)
    _check_new(REGISTER, application, sent_on=sent_on, on=on)
    if way not in {AppealWay.EMAIL, AppealWay.LETTER}:
        raise ValidationError({"way": _("Kies of het beroep per brief of per e-mail kwam.")})
    _check_sent(application, sent_on, on=on)
    return open_appeal(
        application, REGISTER, AppealWay(way), sent_on=sent_on, reasons=reasons, actor=actor, on=on
    )


@transaction.atomic
def admit(appeal_id: int, *, actor: Actor, on: date) -> Appeal:
    """Acknowledges the appeal as admissible; from this day the committee has its term to decide."""
    appeal = lock_appeal_for(ADMIT, appeal_id, actor=actor, on=on)
    days = BOOK.value("recognition.appeal_decision_days").on(on)
    appeal.acknowledged_on, appeal.decide_by = on, on + timedelta(days=days.value)
    return step_appeal(
        appeal,
        ADMIT,
        actor=actor,
        on=on,
        changed={"acknowledged_on", "decide_by"},
        rule_versions=as_rule_versions([days]),
    )


@transaction.atomic
def dismiss(appeal_id: int, *, actor: Actor, on: date, ground: str, reason: str) -> Appeal:
    """Records that the committee finds the appeal inadmissible, with its ground and reason.

    The refusal becomes final, or can still be appealed against as long as the term runs.
    """
    appeal = lock_appeal_for(DISMISS, appeal_id, actor=actor, on=on)
    if ground not in InadmissibleGround.values or not ground:
        raise ValidationError({"ground": _("Kies waarom het beroep niet ontvankelijk is.")})
    if ground == InadmissibleGround.LATE and not appeal.is_late:
        raise Refused(("appeal_in_time",))
    _need_reason(reason)
    appeal.inadmissible_ground, appeal.outcome_reason = ground, reason.strip()
    appeal.acknowledged_on = appeal.decided_on = on
    step_appeal(
        appeal,
        DISMISS,
        actor=actor,
        on=on,
        changed={"inadmissible_ground", "outcome_reason", "acknowledged_on", "decided_on"},
        reasons=[ground],
        remark=reason.strip(),
    )
    leave_refusal(appeal, actor=actor, on=on)
    return appeal


@transaction.atomic
def extend(appeal_id: int, *, actor: Actor, on: date, reason: str) -> Appeal:
    """Gives the committee more days to decide, once."""
    appeal = lock_appeal_for(EXTEND, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    if appeal.decide_by is None:
        raise ValueError(f"{appeal} is admissible without a term")
    days = BOOK.value("recognition.appeal_extension_days").on(on)
    appeal.decide_by += timedelta(days=days.value)
    appeal.is_extended = True
    return step_appeal(
        appeal,
        EXTEND,
        actor=actor,
        on=on,
        changed={"decide_by", "is_extended"},
        rule_versions=as_rule_versions([days]),
        remark=reason.strip(),
    )


@transaction.atomic
def uphold(
    appeal_id: int, *, actor: Actor, on: date, reason: str, mentor_ids: Collection[int]
) -> Recognition:
    """Records that the committee follows the company: the recognition begins on this day.

    `mentor_ids` are the assignments of the mentors that the committee accepts, at least one.
    """
    appeal = lock_appeal_for(UPHOLD, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    named = set(appeal.application.assignments.values_list("pk", flat=True))
    if not mentor_ids or not set(mentor_ids) <= named:
        raise ValidationError({"mentors": _("Duid minstens één mentor van dit dossier aan.")})
    conclude(appeal, UPHOLD, actor=actor, on=on, reason=reason)
    move(appeal.application, GRANT_ON_APPEAL, actor=actor, on=on, remark=reason.strip())
    return recognise(appeal.application, {pk: pk in set(mentor_ids) for pk in named}, actor=actor, on=on)


@transaction.atomic
def uphold_partly(
    appeal_id: int, *, actor: Actor, on: date, reason: str, remaining: Collection[str]
) -> Appeal:
    """Records that the committee drops some grounds of the refusal; on the `remaining` ones it stands."""
    appeal = lock_appeal_for(UPHOLD_PARTLY, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    failed = failed_conditions(standing_of(appeal.application, actor=SYSTEM, on=on))
    kept = [code for code in failed if code in remaining]
    if not kept or len(kept) == len(failed) or not set(remaining) <= set(failed):
        raise ValidationError(
            {
                "remaining": _(
                    "Duid aan welke voorwaarden overblijven: minstens één, en niet alle. "
                    "Blijft er geen over, dan is het beroep gegrond. Blijven ze alle over: ongegrond."
                )
            }
        )
    appeal.remaining_grounds = kept
    conclude(appeal, UPHOLD_PARTLY, actor=actor, on=on, reason=reason, reasons=kept)
    move(appeal.application, CONFIRM_REFUSAL, actor=actor, on=on, reasons=kept, remark=reason.strip())
    return appeal


@transaction.atomic
def reject(appeal_id: int, *, actor: Actor, on: date, reason: str) -> Appeal:
    """Records that the committee does not follow the company: the refusal is final."""
    appeal = lock_appeal_for(REJECT, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    conclude(appeal, REJECT, actor=actor, on=on, reason=reason)
    move(appeal.application, CONFIRM_REFUSAL, actor=actor, on=on, remark=reason.strip())
    return appeal


@transaction.atomic
def retract(appeal_id: int, *, actor: Actor, on: date) -> Appeal:
    """The company takes its appeal back; as long as the term runs it can appeal again."""
    appeal = lock_appeal_for(RETRACT, appeal_id, actor=actor, on=on)
    appeal.decided_on = on
    step_appeal(appeal, RETRACT, actor=actor, on=on, changed={"decided_on"})
    leave_refusal(appeal, actor=actor, on=on)
    return appeal


def refusals_past_term(*, on: date) -> Iterable[int]:
    """The refusals without an appeal of which the term to appeal is over."""
    columns = ("pk", "reference", "decided_on", "decision_read_on")
    refused = Application.objects.filter(state=ApplicationState.REFUSED, decided_on__lt=on)
    for application in refused.order_by("pk").only(*columns).iterator():
        if term_of(application).last_day < on:
            yield application.pk


@transaction.atomic
def make_final(application_id: int, *, on: date) -> bool:
    """Makes one refusal final when its term is over; for the periodic job. Someone's file is left alone."""
    application = (
        Application.objects.select_for_update(skip_locked=True)
        .filter(pk=application_id, state=ApplicationState.REFUSED)
        .first()
    )
    if application is None:
        return False
    term = term_of(application)
    if term.last_day >= on:
        return False
    move(application, MAKE_FINAL, actor=SYSTEM, on=on, rule_versions=as_rule_versions(term.because))
    return True


def _check_new(step: Step[AppealStanding], application: Application, *, sent_on: date, on: date) -> None:
    step.check("", standing_before(application, sent_on=sent_on), on=on)


def _check_sent(application: Application, sent_on: date, *, on: date) -> None:
    decided_on = application.decided_on
    if sent_on <= on and (decided_on is None or sent_on >= decided_on):
        return
    sentence = _("Het beroep kan niet op %(sent)s verstuurd zijn: de weigering is van %(decided)s.")
    if sent_on > on:
        sentence = _("%(sent)s ligt in de toekomst. Vul de dag in waarop het beroep verstuurd is.")
    words = {
        "sent": date_format(sent_on, "j F Y"),
        "decided": date_format(decided_on, "j F Y") if decided_on else "",
    }
    raise ValidationError({"sent_on": sentence % words})


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf de reden op. Nu is het veld leeg.")})
