"""The page of a decision on a sanction, for the company and for staff; it prints as a letter."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duaal.casework.agreements.queries import left_to_the_employer
from duaal.casework.recognition.appeals.assessing import AppealTerm, term_of
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import Exclusion, MentorBar, SanctionDecision, Withdrawal
from duaal.casework.recognition.sanctions import actions
from duaal.casework.recognition.sanctions.labels import (
    EXCLUSION_KIND,
    EXCLUSION_STATE,
    EXCLUSION_TONE,
    GROUND,
    WITHDRAWAL_STATE,
    WITHDRAWAL_TONE,
    exclusion_words,
)
from duaal.casework.recognition.sanctions.queries import decisions_visible_to, with_decision_parts
from duaal.casework.recognition.sanctions.states import BarState
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.section import LODGE_PAGE, address_of
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.deciding import ballot_lines
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.sanctions.section import shortcoming_words
from duaal.interfaces.web.sanctions.stepping import CAREFUL, COMPANY
from duaal.register.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class ShownWithdrawal:
    """One withdrawal with its ground and state in words."""

    withdrawal: Withdrawal
    ground: Promise
    shortcoming: Promise
    word: Promise
    tone: str


@dataclass(frozen=True, slots=True)
class ShownExclusion:
    """An exclusion with its kind, its period and its state in words."""

    exclusion: Exclusion
    kind: Promise
    period: str
    word: Promise
    tone: str


@dataclass(frozen=True, slots=True)
class ShownBar:
    """The bar of a mentor; `programmes` are names, empty for all of them."""

    bar: MentorBar
    programmes: tuple[str, ...]
    is_annulled: bool


@dataclass(frozen=True, slots=True)
class AppealWay:
    """The link to an appeal against one part of a decision."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision as one reader sees it; `contracts` are left to the employer to end."""

    decision: SanctionDecision
    withdrawals: tuple[ShownWithdrawal, ...]
    exclusions: tuple[ShownExclusion, ...]
    bars: tuple[ShownBar, ...]
    ballot: tuple[str, ...]
    term: AppealTerm | None
    clock: Clock | None
    rules: tuple[RuleLine, ...]
    contracts: int
    can_read: bool
    is_company: bool
    appeals: tuple[AppealWay, ...]


@access(roles=CAREFUL | COMPANY)
@require_GET
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """One decision with everything in it, its reasons, and until when the company can appeal."""
    actor, on = actor_of(request), today()
    found = decision_or_404(actor, reference)
    return render(request, "sanctions/decision.html", {"page": page_of(found, actor=actor, on=on)})


@access(roles=COMPANY)
@require_POST
def read(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The company says that it read the decision; asked twice it stays as it was."""
    actor, on = actor_of(request), today()
    found = decision_or_404(actor, reference)
    try:
        actions.read_decision(found.pk, actor=actor, on=on)
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, reason(code))
    else:
        messages.success(request, _("Dank u. Deze beslissing geldt nu als ontvangen."))
    return redirect("sanctions:decision", reference)


def decision_or_404(actor: Actor, reference: str) -> SanctionDecision:
    """The decision; page 404 when there is none or it is not for this reader."""
    try:
        return with_decision_parts(decisions_visible_to(actor)).get(reference=reference)
    except SanctionDecision.DoesNotExist:
        raise Http404 from None


def page_of(found: SanctionDecision, *, actor: Actor, on: date) -> DecisionPage:
    """The page of the decision for this reader, in a fixed number of queries."""
    withdrawals, exclusions = list(found.withdrawals.all()), list(found.exclusions.all())
    bars = list(found.bars.all())
    codes = {code for bar in bars for code in bar.programmes}
    names = dict(Programme.objects.filter(pk__in=codes).values_list("pk", "name")) if codes else {}
    parts: list[Withdrawal | Exclusion | MentorBar] = [*withdrawals, *exclusions, *bars]
    for part in parts[:1]:
        part.decision = found
    term = term_of(parts[0]) if parts else None
    is_company = actor.role == Role.COMPANY
    return DecisionPage(
        decision=found,
        withdrawals=tuple(_withdrawal(one) for one in withdrawals),
        exclusions=tuple(_exclusion(one) for one in exclusions),
        bars=tuple(
            ShownBar(one, tuple(names[code] for code in one.programmes), one.state == BarState.ANNULLED)
            for one in bars
        ),
        ballot=() if is_company else ballot_lines(found),
        term=term,
        clock=_clock(term, on=on) if term else None,
        rules=rule_lines(term.because) if term else (),
        contracts=left_to_the_employer(found.company_id, on=on).count() if withdrawals else 0,
        can_read=is_company and found.read_on is None,
        is_company=is_company,
        appeals=_ways_to_appeal(found, parts) if is_company and term and on <= term.last_day else (),
    )


def _ways_to_appeal(
    found: SanctionDecision, parts: list[Withdrawal | Exclusion | MentorBar]
) -> tuple[AppealWay, ...]:
    """The way to an appeal against each part of the decision against which there was none yet."""
    contested = Q(withdrawal__decision=found) | Q(exclusion__decision=found) | Q(bar__decision=found)
    column = {Withdrawal: "withdrawal_id", Exclusion: "exclusion_id", MentorBar: "bar_id"}
    rows = Appeal.objects.filter(contested).values(*column.values())
    before = {pair for row in rows for pair in row.items()}
    return tuple(
        AppealWay(_appeal_words(part), address_of(LODGE_PAGE, part))
        for part in parts
        if (column[type(part)], part.pk) not in before
    )


def _appeal_words(part: Withdrawal | Exclusion | MentorBar) -> str:
    match part:
        case Withdrawal():
            place = part.recognition
            words = _("Ga in beroep tegen de opheffing voor %(programme)s op %(site)s")
            return words % {"programme": place.programme.name, "site": place.site.name}
        case Exclusion():
            return _("Ga in beroep tegen de uitsluiting")
    return _("Ga in beroep tegen de weigering van %(mentor)s") % {"mentor": part.person}


def _withdrawal(one: Withdrawal) -> ShownWithdrawal:
    return ShownWithdrawal(
        one,
        GROUND[one.ground],
        shortcoming_words(one.code),
        WITHDRAWAL_STATE[one.state],
        WITHDRAWAL_TONE[one.state],
    )


def _exclusion(one: Exclusion) -> ShownExclusion:
    period = exclusion_words(one.until) if one.until else _("Er is geen einddatum.")
    return ShownExclusion(
        one, EXCLUSION_KIND[one.kind], period, EXCLUSION_STATE[one.state], EXCLUSION_TONE[one.state]
    )


def _clock(term: AppealTerm, *, on: date) -> Clock | None:
    if on > term.last_day:
        return None
    then = _("Zo lang kan de onderneming in beroep gaan.")
    return Clock.until(term.last_day, on=on, warn_days=WEEK.days, then=then)
