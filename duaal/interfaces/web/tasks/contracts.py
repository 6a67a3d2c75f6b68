"""Tasks about agreements: to sign, to register, to mediate, and to report their end."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import (
    Agreement,
    Amendment,
    EndReport,
    MediationRow,
    Signatory,
    SignerRole,
)
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.rules.law import EndingLaw, law_on
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.amendments import AmendmentState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of

Row = TypeVar("Row")
LEARNER = "trajectory__learner__person"
SIGNS_AS = {
    Role.COUNSELLOR: SignerRole.SCHOOL,
    Role.COMPANY: SignerRole.COMPANY,
    Role.LEARNER: SignerRole.LEARNER,
    Role.GUARDIAN: SignerRole.GUARDIAN,
}
ENDED_AT_COMPANY = gettext_lazy(
    "De overeenkomst van %(name)s eindigde. Geef dat aan in Dimona en meld het aan de trajectbegeleider."
)
ENDED_FOR_LEARNER = gettext_lazy(
    "De overeenkomst van %(name)s eindigde. Meld dat ook zelf aan de trajectbegeleider."
)
PLANNED_ENDS = ("ENDED_TERM", "ENDED_SUCCESS")


def to_sign(actor: Actor, on: date, limit: int) -> Found:
    """Agreements and amendments that wait for the signature of the reader. One query."""
    paper = Q(
        version__agreement__state=AgreementState.TO_SIGN, version__number=F("version__agreement__version")
    )
    rows = Signatory.objects.filter(
        paper | Q(version__amendment__state=AmendmentState.TO_SIGN),
        version__agreement__in=agreements_visible_to(actor, on=on),
        role=SIGNS_AS[actor.role],
        signature__isnull=True,
    )
    if actor.role != Role.COUNSELLOR:
        rows = rows.filter(person_id=actor.person_id or 0)
    rows = rows.select_related(f"version__agreement__{LEARNER}").order_by("version_id", "pk")
    return _found(
        rows,
        lambda one: one.version.agreement,
        gettext_lazy("De overeenkomst van %(name)s wacht op uw handtekening."),
        gettext_lazy("Lees en onderteken"),
        lambda one: one.version.terms.holds_from,
        on=on,
        limit=limit,
        page="sign",
    )


def on_paper(actor: Actor, on: date, limit: int) -> Found:
    """Drafts that nobody proposed yet, and those that somebody did not sign. One query."""
    rows = _of_school(actor, on).filter(state__in=[AgreementState.DRAFT, AgreementState.REFUSED])
    return _found(
        rows.order_by("pk"),
        lambda one: one,
        gettext_lazy("De overeenkomst van %(name)s is nog niet voorgelegd, of iemand tekende niet."),
        gettext_lazy("Werk de overeenkomst af"),
        lambda _one: None,
        on=on,
        limit=limit,
    )


def amendments_on_paper(actor: Actor, on: date, limit: int) -> Found:
    """Amendments that nobody proposed yet, and those that somebody did not sign. One query."""
    rows = Amendment.objects.filter(
        agreement__in=_of_school(actor, on), state__in=[AmendmentState.DRAFT, AmendmentState.REFUSED]
    )
    return _found(
        rows.select_related(f"agreement__{LEARNER}").order_by("holds_from", "pk"),
        lambda one: one.agreement,
        gettext_lazy("De wijziging voor %(name)s is nog niet voorgelegd, of iemand tekende niet."),
        gettext_lazy("Werk de wijziging af"),
        lambda one: one.holds_from,
        on=on,
        limit=limit,
    )


def to_register(actor: Actor, on: date, limit: int) -> Found:
    """Agreements that everybody signed and that are not registered, the first start on top. One query."""
    rows = _of_school(actor, on).filter(state=AgreementState.SIGNED)
    return _found(
        rows.order_by("starts_on", "pk"),
        lambda one: one,
        gettext_lazy("De overeenkomst van %(name)s is getekend en nog niet geregistreerd."),
        gettext_lazy("Registreer ze"),
        lambda one: one.starts_on,
        on=on,
        limit=limit,
    )


def not_begun(actor: Actor, on: date, limit: int) -> Found:
    """Registered agreements whose first day is reached: something is missing, so nobody may begin."""
    visible = agreements_visible_to(actor, on=on).select_related(LEARNER)
    rows = visible.filter(state=AgreementState.REGISTERED, starts_on__lte=on)
    return _found(
        rows.order_by("starts_on", "pk"),
        lambda one: one,
        gettext_lazy("De overeenkomst van %(name)s kan niet beginnen: er ontbreekt iets."),
        gettext_lazy("Bekijk wat ontbreekt"),
        lambda one: one.starts_on,
        on=on,
        limit=limit,
    )


def mediations(actor: Actor, on: date, limit: int) -> Found:
    """Mediations that run, the first last day on top. One query."""
    rows = MediationRow.objects.filter(
        agreement__in=agreements_visible_to(actor, on=on).filter(state=AgreementState.MEDIATION),
        closed_on__isnull=True,
    )
    return _found(
        rows.select_related(f"agreement__{LEARNER}").order_by("until", "pk"),
        lambda one: one.agreement,
        gettext_lazy("Over de overeenkomst van %(name)s loopt een bemiddeling."),
        gettext_lazy("Bemiddel en noteer de uitkomst"),
        lambda one: one.until,
        on=on,
        limit=limit,
    )


def ends_to_report(actor: Actor, on: date, limit: int) -> Found:
    """Early ends that the reader did not report to the counsellor yet. One query."""
    by = Party.COMPANY if actor.role == Role.COMPANY else Party.LEARNER
    reported = EndReport.objects.filter(by=by).values("agreement_id")
    visible = agreements_visible_to(actor, on=on).select_related(LEARNER)
    rows = visible.filter(state=AgreementState.ENDED).exclude(ended_as__in=PLANNED_ENDS)
    days = timedelta(days=law_on(EndingLaw, on).end_report_days.value)
    return _found(
        rows.exclude(pk__in=reported).order_by("ended_on", "pk"),
        lambda one: one,
        ENDED_AT_COMPANY if actor.role == Role.COMPANY else ENDED_FOR_LEARNER,
        gettext_lazy("Meld het einde"),
        lambda one: one.ended_on + days if one.ended_on else None,
        on=on,
        limit=limit,
        page="report_end",
    )


def _of_school(actor: Actor, on: date) -> QuerySet[Agreement]:
    return agreements_visible_to(actor, on=on).select_related(LEARNER)


def _found(
    rows: "QuerySet[Row]",  # type: ignore[type-var]
    agreement_of: Callable[[Row], Agreement],
    sentence: Promise,
    action: Promise,
    day_of: Callable[[Row], date | None],
    *,
    on: date,
    limit: int,
    page: str = "detail",
) -> Found:
    found: Sequence[Row] = list(rows[: limit + 1])
    tasks = []
    for one in found[:limit]:
        agreement, day = agreement_of(one), day_of(one)
        assert agreement.trajectory is not None
        name = str(agreement.trajectory.learner.person)
        clock = Clock.until(day, on=on, warn_days=WEEK.days) if day else None
        href = reverse(f"contracts:{page}", args=[agreement.pk])
        tasks.append(Task(str(sentence) % {"name": name}, action, href, name, day, clock))
    if len(found) <= limit:
        return Found(tuple(tasks))
    link = More(_("Bekijk alle overeenkomsten"), reverse("contracts:list"))
    return Found(tuple(tasks), {place_of(tasks[-1], on=on): link})
