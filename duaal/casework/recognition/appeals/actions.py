"""Writes of appeals: read, lodge, judge the admissibility, suspend, extend, decide, retract.

Each appeal is a file of its own in the ledger; what it does to the decision stands in the file of that
decision too. Law: art. 7 §§ 5-6 of the decree of 10 June 2016 gives the right against a refusal, a withdrawal
and an exclusion; the bar of a mentor and the terms are those of `recognition.md` 12.
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
from duaal.casework.recognition.appeals.contested import Contested, decided_on, kind_of
from duaal.casework.recognition.appeals.effects import annul, limit, shorten, suspend
from duaal.casework.recognition.appeals.files import (
    conclude,
    leave_decision,
    lock_appeal_for,
    lock_application,
    lock_contested,
    open_appeal,
    step_appeal,
)
from duaal.casework.recognition.appeals.models import Appeal, AppealWay, InadmissibleGround
from duaal.casework.recognition.appeals.parts import fewer_programmes, kept_grounds, shorter
from duaal.casework.recognition.appeals.states import (
    ADMIT,
    DISMISS,
    EXTEND,
    LODGE,
    REGISTER,
    REJECT,
    RETRACT,
    SUSPEND_EFFECT,
    UPHOLD,
    UPHOLD_PARTLY,
    AppealKind,
    AppealStanding,
)
from duaal.casework.recognition.models import Application, Exclusion, MentorBar
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
from duaal.foundation.lawbook.dated import Version, as_rule_versions


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
def lodge(kind: AppealKind, pk: int, *, actor: Actor, on: date, reasons: str) -> Appeal:
    """The company appeals with the form of the platform, against the decision of that kind and number.

    Raises `ValidationError` without reasons, `Refused` when the term is over or an appeal runs.
    """
    contested = lock_contested(kind, pk)
    policy.require(actor, LODGE, contested)
    _check_new(LODGE, contested, sent_on=on, on=on)
    if not reasons.strip():
        raise ValidationError({"reasons": _("Schrijf op waarom u het niet eens bent. Nu is het veld leeg.")})
    appeal = open_appeal(contested, LODGE, AppealWay.FORM, sent_on=on, reasons=reasons, actor=actor, on=on)
    return _suspend_by_law(appeal, contested, on=on)


@transaction.atomic
def register(
    kind: AppealKind, pk: int, *, actor: Actor, on: date, way: str, sent_on: date, reasons: str = ""
) -> Appeal:
    """Enters an appeal that came by letter or e-mail; the day on which it was sent counts, not today.

    A late one is entered too, because it has to be answered; it does not open the decision again.
    """
    contested = lock_contested(kind, pk)
    policy.require(actor, REGISTER, contested)
    _check_new(REGISTER, contested, sent_on=sent_on, on=on)
    if way not in {AppealWay.EMAIL, AppealWay.LETTER}:
        raise ValidationError({"way": _("Kies of het beroep per brief of per e-mail kwam.")})
    _check_sent(contested, sent_on, on=on)
    appeal = open_appeal(
        contested, REGISTER, AppealWay(way), sent_on=sent_on, reasons=reasons, actor=actor, on=on
    )
    return appeal if appeal.is_late else _suspend_by_law(appeal, contested, on=on)


@transaction.atomic
def admit(appeal_id: int, *, actor: Actor, on: date) -> Appeal:
    """Acknowledges the appeal as admissible; from this day the committee has its term to decide."""
    appeal, _contested = lock_appeal_for(ADMIT, appeal_id, actor=actor, on=on)
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

    A refusal becomes final, or can still be appealed against as long as the term runs.
    """
    appeal, contested = lock_appeal_for(DISMISS, appeal_id, actor=actor, on=on)
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
    leave_decision(appeal, contested, actor=actor, on=on, reason=reason.strip())
    return appeal


@transaction.atomic
def extend(appeal_id: int, *, actor: Actor, on: date, reason: str) -> Appeal:
    """Gives the committee more days to decide, once."""
    appeal, _contested = lock_appeal_for(EXTEND, appeal_id, actor=actor, on=on)
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
def suspend_effect(appeal_id: int, *, actor: Actor, on: date, reason: str) -> Appeal:
    """Records that the committee ordered that the sanction has no effect until there is an outcome."""
    appeal, contested = lock_appeal_for(SUSPEND_EFFECT, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    return _suspend(appeal, contested, actor=actor, on=on, reason=reason.strip())


@transaction.atomic
def uphold(
    appeal_id: int, *, actor: Actor, on: date, reason: str, mentor_ids: Collection[int] = ()
) -> Appeal:
    """Records that the committee follows the company: the refusal or the sanction is annulled.

    After a refusal the recognition begins on this day; `mentor_ids` are the assignments of the mentors that
    the committee accepts, at least one. After a sanction what it took away comes back (see `effects.py`).
    """
    appeal, contested = lock_appeal_for(UPHOLD, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    if isinstance(contested, Application):
        _grant_on_appeal(appeal, contested, mentor_ids, actor=actor, on=on, reason=reason)
    else:
        conclude(appeal, UPHOLD, actor=actor, on=on, reason=reason)
        annul(contested, actor=actor, on=on, reason=reason.strip())
    return appeal


@transaction.atomic
def uphold_partly(
    appeal_id: int,
    *,
    actor: Actor,
    on: date,
    reason: str,
    remaining: Collection[str] = (),
    until: date | None = None,
) -> Appeal:
    """Records that the committee follows the company in part.

    `remaining` are the grounds on which a refusal still stands, or the programmes for which a mentor stays
    barred; `until` is the new last day of an exclusion.
    """
    appeal, contested = lock_appeal_for(UPHOLD_PARTLY, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    match contested:
        case Application():
            appeal.remaining_grounds = kept_grounds(contested, remaining)
        case Exclusion():
            last_day = shorter(contested, until, on=on)
        case MentorBar():
            kept = fewer_programmes(contested, remaining)
    grounds = appeal.remaining_grounds
    conclude(appeal, UPHOLD_PARTLY, actor=actor, on=on, reason=reason, reasons=grounds)
    match contested:
        case Application():
            move(contested, CONFIRM_REFUSAL, actor=actor, on=on, reasons=grounds, remark=reason.strip())
        case Exclusion():
            shorten(contested, until=last_day, actor=actor, on=on, reason=reason.strip())
        case MentorBar():
            limit(contested, programmes=kept, actor=actor, on=on, reason=reason.strip())
    return appeal


@transaction.atomic
def reject(appeal_id: int, *, actor: Actor, on: date, reason: str) -> Appeal:
    """Records that the committee does not follow the company: the decision is final."""
    appeal, contested = lock_appeal_for(REJECT, appeal_id, actor=actor, on=on)
    _need_reason(reason)
    conclude(appeal, REJECT, actor=actor, on=on, reason=reason)
    if isinstance(contested, Application):
        move(contested, CONFIRM_REFUSAL, actor=actor, on=on, remark=reason.strip())
    else:
        leave_decision(appeal, contested, actor=actor, on=on, reason=reason.strip())
    return appeal


@transaction.atomic
def retract(appeal_id: int, *, actor: Actor, on: date) -> Appeal:
    """The company takes its appeal back; as long as the term runs it can appeal again."""
    appeal, contested = lock_appeal_for(RETRACT, appeal_id, actor=actor, on=on)
    appeal.decided_on = on
    step_appeal(appeal, RETRACT, actor=actor, on=on, changed={"decided_on"})
    leave_decision(appeal, contested, actor=actor, on=on)
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


def _grant_on_appeal(
    appeal: Appeal,
    application: Application,
    mentor_ids: Collection[int],
    *,
    actor: Actor,
    on: date,
    reason: str,
) -> None:
    named = set(application.assignments.values_list("pk", flat=True))
    if not mentor_ids or not set(mentor_ids) <= named:
        raise ValidationError({"mentors": _("Duid minstens één mentor van dit dossier aan.")})
    conclude(appeal, UPHOLD, actor=actor, on=on, reason=reason)
    move(application, GRANT_ON_APPEAL, actor=actor, on=on, remark=reason.strip())
    recognise(application, {pk: pk in set(mentor_ids) for pk in named}, actor=actor, on=on)


def _suspend_by_law(appeal: Appeal, contested: Contested, *, on: date) -> Appeal:
    """Suspends at once where the law book says that an appeal of this kind does so; by default none does."""
    if isinstance(contested, Application):
        return appeal
    setting = BOOK.value(f"recognition.appeal_suspends_{kind_of(contested).lower()}").on(on)
    if not setting.value:
        return appeal
    return _suspend(appeal, contested, actor=SYSTEM, on=on, because=(setting,))


def _suspend(
    appeal: Appeal,
    contested: Contested,
    *,
    actor: Actor,
    on: date,
    reason: str = "",
    because: tuple[Version[bool], ...] = (),
) -> Appeal:
    if isinstance(contested, Application):
        raise ValueError(f"{contested} has no effect that can wait")
    appeal.suspended_on, appeal.suspension_reason = on, reason
    step_appeal(
        appeal,
        SUSPEND_EFFECT,
        actor=actor,
        on=on,
        changed={"suspended_on", "suspension_reason"},
        rule_versions=as_rule_versions(because),
        remark=reason,
    )
    suspend(contested, actor=actor, on=on, reason=reason)
    return appeal


def _check_new(step: Step[AppealStanding], contested: Contested, *, sent_on: date, on: date) -> None:
    step.check("", standing_before(contested, sent_on=sent_on), on=on)


def _check_sent(contested: Contested, sent_on: date, *, on: date) -> None:
    day = decided_on(contested)
    if sent_on <= on and (day is None or sent_on >= day):
        return
    sentence = _("Het beroep kan niet op %(sent)s verstuurd zijn: de beslissing is van %(decided)s.")
    if sent_on > on:
        sentence = _("%(sent)s ligt in de toekomst. Vul de dag in waarop het beroep verstuurd is.")
    words = {
        "sent": date_format(sent_on, "j F Y"),
        "decided": date_format(day, "j F Y") if day else "",
    }
    raise ValidationError({"sent_on": sentence % words})


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf de reden op. Nu is het veld leeg.")})
