"""What the page of an agreement shows of its checks: status, registration, what is told, student jobs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.appeals import against_appeal, side_of
from duaal.casework.agreements.actions.living import starts_on
from duaal.casework.agreements.actions.telling import tells
from duaal.casework.agreements.assessing import StatusFound
from duaal.casework.agreements.check_words import (
    APPEAL_STATE,
    CRITERION,
    DUTY,
    HOLD_STATE,
    JOB_STATE,
    PARTNERSHIP_PARTY,
)
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.jobs import jobs_visible_to
from duaal.casework.agreements.labels import PARTY, reason
from duaal.casework.agreements.models import Agreement, StudentJob
from duaal.casework.agreements.readiness import Readiness, readiness_of
from duaal.casework.agreements.rules import security
from duaal.casework.agreements.rules.hours import HOUR
from duaal.casework.agreements.states import ON_PAPER, WAITING, AgreementState
from duaal.casework.agreements.states.checks import ENTER_JOB, HOLD, LODGE, STOP_JOB, HoldState, JobState
from duaal.casework.agreements.telling import DutyDone, duties_of
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.contracts.draft_form import DAY, DAYS
from duaal.interfaces.web.parts import Clock, SummaryRow, Words

BEFORE = ON_PAPER | WAITING
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the six criteria: what it asks, the facts beside it, and whether it holds."""

    name: Words
    text: str
    holds: bool


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One thing to tell: what, by whom to whom, the clock or the day it was done, and the page to note it."""

    what: Words
    by: Words
    to: Words
    clock: Clock | None
    done: str
    href: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """One student job in words."""

    employer: str
    when: str
    hours: str
    state: Words
    warnings: tuple[Words, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class ChecksPanel:
    """All checks around one agreement, as one reader sees them."""

    notices: tuple[Words, ...]
    security: tuple[SummaryRow, ...]
    criteria: tuple[Criterion, ...]
    rules: tuple[RuleLine, ...]
    holds: tuple[str, ...]
    hold: str
    duties: tuple[DutyRow, ...]
    jobs: tuple[JobRow, ...]
    job: str
    appeals: tuple[str, ...]
    appeal: str


def checks_panel(agreement: Agreement, *, actor: Actor, on: date) -> ChecksPanel:
    """The checks around the agreement for this reader on the day, in a fixed number of queries."""
    ready = readiness_of(agreement, starts_on=starts_on(agreement), on=on)
    status = ready.status
    return ChecksPanel(
        notices=tuple(_notices(agreement, ready, on=on)),
        security=tuple(_security(agreement, ready)),
        criteria=criteria_of(status) if status is not None else (),
        rules=rule_lines((*status.status.check.because, *ready.dimona.check.because)) if status else (),
        holds=tuple(_holds(ready, actor)),
        hold=_hold_href(agreement, ready, actor, on=on),
        duties=tuple(_duty(one, agreement, actor, on=on) for one in duties_of(agreement, on=on)),
        jobs=tuple(_job(one, agreement, actor, on=on) for one in jobs_visible_to(actor, agreement)),
        job=_job_href(agreement, actor, on=on),
        appeals=tuple(_appeals(agreement, actor)),
        appeal=_appeal_href(agreement, actor, on=on),
    )


def criteria_of(found: StatusFound) -> tuple[Criterion, ...]:
    """The six criteria, each with the facts it looked at."""
    failing = set(found.status.check.refusals)
    facts = {
        security.TOO_FEW_WORK_HOURS: _("gemiddeld %(hours)s uur per week")
        % {"hours": _hours(found.facts.average)},
        security.TOO_FEW_LESSON_HOURS: _("%(given)s uur les, minstens %(asked)s nodig")
        % {"given": _hours(found.facts.lesson_hours), "asked": _hours(found.status.lesson_hours_asked)},
    }
    return tuple(
        Criterion(words, facts.get(code, ""), code not in failing) for code, words in CRITERION.items()
    )


def _hours(value: Fraction) -> str:
    """With two decimals at the most, cut off: just below never looks like enough."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(CENT, ROUND_DOWN).normalize():f}".replace(".", ",")


def _notices(agreement: Agreement, ready: Readiness, *, on: date) -> Iterator[Words]:
    """What is late or doubtful, in sentences: the registration, the premium, the Dimona, the status."""
    if agreement.state in ON_PAPER | {AgreementState.SIGNED}:
        if on > ready.premium_by.day:
            yield _(
                "De termijn voor de premie is voorbij sinds %(day)s. Met deze startdag geeft de overeenkomst "
                "geen premie meer."
            ) % {"day": f"{ready.premium_by.day:%d/%m/%Y}"}
        elif on > ready.register_by.day:
            yield _("De startdag is voorbij. Deze overeenkomst wordt te laat geregistreerd.")
    if agreement.state in BEFORE:
        for code in ready.dimona.check.warnings:
            yield reason(code)
        if ready.lacks_status and not ready.is_released:
            yield reason("STATUS_NOT_DECIDED")


def _security(agreement: Agreement, ready: Readiness) -> Iterator[SummaryRow]:
    if agreement.state == AgreementState.VOID:
        return
    registered = agreement.registered_on
    if registered is not None:
        late = _("te laat: het moest uiterlijk op %(day)s")
        words = (
            _("op tijd")
            if registered <= ready.register_by.day
            else late % {"day": f"{ready.register_by.day:%d/%m/%Y}"}
        )
        yield SummaryRow(_("Registratie"), words, certainty=ready.register_by.certainty.value)
        premium = _("op tijd") if registered <= ready.premium_by.day else _("te laat")
        yield SummaryRow(_("Termijn voor de premie"), premium, certainty=ready.premium_by.certainty.value)
    if ready.dimona.expected:
        check = ready.dimona.check
        yield SummaryRow(_("Type Dimona"), ready.dimona.expected, certainty=check.certainty.value)
    if ready.limited_until is not None:
        words = _("beperkt tot en met %(day)s, daarna volledig")
        day = f"{ready.limited_until.day:%d/%m/%Y}"
        certainty = ready.limited_until.certainty.value
        yield SummaryRow(_("Sociale bijdragen"), words % {"day": day}, certainty=certainty)
    if ready.checklist.insurer == "company":
        yield SummaryRow(_("Wie verzekert arbeidsongevallen"), _("de onderneming"))
    else:
        yield SummaryRow(_("Wie verzekert arbeidsongevallen"), _("de school of het centrum"))


def _holds(ready: Readiness, actor: Actor) -> Iterator[str]:
    for one in ready.holds:
        words = _("Voorgelegd aan het departement op %(asked)s: %(state)s")
        text = words % {"asked": f"{one.asked_on:%d/%m/%Y}", "state": HOLD_STATE[one.state]}
        if one.decided_on is not None:
            text = f"{text} ({one.decided_on:%d/%m/%Y}). {one.decision}"
        yield text


def _hold_href(agreement: Agreement, ready: Readiness, actor: Actor, *, on: date) -> str:
    asked = any(one.state in {HoldState.HELD, HoldState.RELEASED} for one in ready.holds)
    wanted = agreement.state in BEFORE and ready.lacks_status and not asked
    allowed = wanted and parties.may(actor, HOLD, agreement, on=on)
    return reverse("checks:hold", args=[agreement.pk]) if allowed else ""


def _appeals(agreement: Agreement, actor: Actor) -> Iterator[str]:
    """The appeals against the end; what a side wrote is for the partnership and for itself."""
    mine = side_of(actor)
    for one in agreement.end_appeals.all():
        words = _("Beroep van %(day)s, door: %(by)s: %(state)s")
        day = f"{one.lodged_on:%d/%m/%Y}"
        text = words % {"day": day, "by": PARTY[one.by], "state": APPEAL_STATE[one.state]}
        if one.decided_on is not None:
            text = f"{text} ({one.decided_on:%d/%m/%Y}). {one.decision}"
        elif one.by == mine:
            text = f"{text}. {one.words}"
        yield text


def _appeal_href(agreement: Agreement, actor: Actor, *, on: date) -> str:
    if against_appeal(agreement) or not parties.may(actor, LODGE, agreement, on=on):
        return ""
    lodged = {one.by for one in agreement.end_appeals.all()}
    return "" if side_of(actor).value in lodged else reverse("checks:lodge", args=[agreement.pk])


def _duty(one: DutyDone, agreement: Agreement, actor: Actor, *, on: date) -> DutyRow:
    due = one.due
    href = reverse("checks:tell", args=[agreement.pk, due.duty.value, due.about.isoformat()])
    done = ""
    if one.told_on is not None:
        words = _("gemeld op %(day)s, te laat") if one.was_late else _("gemeld op %(day)s")
        done = words % {"day": f"{one.told_on:%d/%m/%Y}"}
    return DutyRow(
        DUTY[due.duty],
        PARTY[due.by],
        PARTNERSHIP_PARTY if due.to == Party.PARTNERSHIP else PARTY[due.to],
        Clock.until(due.last.day, on=on, warn_days=WEEK.days) if one.is_open else None,
        done,
        href if tells(actor, one, agreement) else "",
    )


def _job(one: StudentJob, agreement: Agreement, actor: Actor, *, on: date) -> JobRow:
    days = ", ".join(str(DAYS[number]).lower() for number in one.weekdays)
    stops = one.state == JobState.KEPT and parties.may(actor, STOP_JOB, agreement, on=on)
    when = _("%(first)s tot en met %(last)s, op %(days)s")
    return JobRow(
        one.employer,
        when % {"first": f"{one.first_on:%d/%m/%Y}", "last": f"{one.last_on:%d/%m/%Y}", "days": days},
        f"{_clock(one.starts_at)}-{_clock(one.ends_at)}",
        JOB_STATE[one.state],
        tuple(reason(code) for code in one.warnings),
        reverse("checks:stop_job", args=[agreement.pk, one.pk]) if stops else "",
    )


def _job_href(agreement: Agreement, actor: Actor, *, on: date) -> str:
    runs = agreement.state not in ON_PAPER | {AgreementState.VOID}
    allowed = runs and parties.may(actor, ENTER_JOB, agreement, on=on)
    return reverse("checks:job", args=[agreement.pk]) if allowed else ""


def _clock(minutes: int) -> str:
    """The hour of a number of minutes since midnight, the next morning included."""
    hours, rest = divmod(minutes % DAY, HOUR)
    return f"{hours}:{rest:02d}"
