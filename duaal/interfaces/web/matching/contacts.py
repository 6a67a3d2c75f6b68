"""The contacts of a company, a school or a learner: the list, and one contact with what can be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.matching import policy
from duaal.casework.matching.actions.contacts import CONTACT_FILE
from duaal.casework.matching.labels import CAUSE, CONTACT_STATE, CONTACT_TONE, STEP
from duaal.casework.matching.models import Contact
from duaal.casework.matching.queries import OPEN_STATES, contacts_visible_to, with_parts
from duaal.casework.matching.states import (
    DECLINE,
    OPEN,
    PLAN_INTAKE,
    PROPOSE,
    SHOW_INTEREST,
    WITH_A_TERM,
    WITHDRAW,
    ContactState,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.navigation import AROUND_A_LEARNER
from duaal.interfaces.web.parts import Clock, HistoryEntry, SummaryRow
from duaal.interfaces.web.words import ROLE

READERS = AROUND_A_LEARNER | {Role.COMPANY}
STATE, ALL = "toestand", "alle"
HIDDEN: Promise = gettext_lazy("niet meer te zien")
Contacts = QuerySet[Contact]

OFFERED: tuple[tuple[Step[Any], Promise, str], ...] = (
    (SHOW_INTEREST, gettext_lazy("Maak kennis met de leerling"), "matching:interest"),
    (PROPOSE, gettext_lazy("Ga samen verder"), "matching:propose"),
    (PLAN_INTAKE, gettext_lazy("Plan het intakegesprek"), "matching:intake"),
    (DECLINE, gettext_lazy("Weiger, met een reden"), "matching:decline"),
    (WITHDRAW, gettext_lazy("Trek de vraag in"), "matching:withdraw"),
)

THEN: Mapping[str, Promise] = {
    ContactState.SENT: gettext_lazy("Daarna sluit het contact vanzelf, zonder antwoord."),
    ContactState.INTERESTED: gettext_lazy("Plan voor die dag een intakegesprek. Anders sluit het contact."),
    ContactState.INTAKE: gettext_lazy("Zeg voor die dag of u samen verdergaat. Anders sluit het contact."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list, as this reader may see it."""

    contact: Contact
    learner: str
    state: str
    tone: str


def contacts_listing(actor: Actor) -> Listing[Contact]:
    """The columns for this reader: a company reads who the learner is only while the contact is open."""

    def learner(one: Contact) -> str:
        return name_for(actor, one)

    sort: tuple[str, ...] = ("trajectory__learner__person__family_name",)
    return Listing(
        columns=(
            Column("leerling", gettext_lazy("Leerling"), () if _is_company(actor) else sort, learner),
            Column(
                "opleiding",
                gettext_lazy("Opleiding"),
                ("recognition__programme__sort_name",),
                lambda one: one.recognition.programme.name,
            ),
            Column(
                "onderneming",
                gettext_lazy("Onderneming"),
                ("recognition__company__sort_name",),
                lambda one: one.recognition.company.name,
                in_page=not _is_company(actor),
            ),
            Column(
                "vestiging",
                gettext_lazy("Vestiging"),
                ("recognition__site__name",),
                lambda one: one.recognition.site.name,
                in_page=_is_company(actor),
            ),
            Column("toestand", gettext_lazy("Toestand"), ("state",), lambda one: CONTACT_STATE[one.state]),
            Column("termijn", gettext_lazy("Termijn tot en met"), ("answer_by",), _term),
            Column("intake", gettext_lazy("Intakegesprek"), ("intake_on",), lambda one: one.intake_on),
            Column("verstuurd", gettext_lazy("Verstuurd op"), ("sent_on",), lambda one: one.sent_on),
            Column("reden", gettext_lazy("Reden"), cell=reason_of, in_page=False),
        ),
        order=("answer_by",),
        filters=(
            Filter(
                STATE,
                gettext_lazy("Toestand"),
                lambda rows, state: rows if state == ALL else rows.filter(state=state),
                ((ALL, gettext_lazy("alle")), *CONTACT_STATE.items()),
                empty=gettext_lazy("nog open"),
            ),
        ),
    )


def name_for(actor: Actor, contact: Contact) -> str:
    """The name of the learner as this reader may see it."""
    if policy.may_read_learner(actor, contact):
        return str(contact.trajectory.learner.person)
    return str(HIDDEN)


def reason_of(contact: Contact) -> str:
    """Why a contact ended; empty while it is open."""
    return contact.reason or str(CAUSE.get(contact.cause, ""))


@access(roles=READERS)
@require_GET
def contact_list(request: HttpRequest) -> HttpResponse:
    """The contacts of the reader, the first term on top; those that are over only when asked for."""
    actor, on = actor_of(request), today()
    page = contacts_listing(actor).page(
        request, _rows(request, actor, on), csv_address=reverse("matching:contacts_csv")
    )
    rows = [
        Row(one, name_for(actor, one), str(CONTACT_STATE[one.state]), CONTACT_TONE.get(one.state, "neutral"))
        for one in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "is_company": _is_company(actor),
        "is_staff": actor.role == Role.COUNSELLOR,
    }
    return render(request, "matching/contacts.html", context)


@access(roles=READERS)
@require_GET
def contact_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of contacts."""
    actor, on = actor_of(request), today()
    rows = _rows(request, actor, on)
    return contacts_listing(actor).csv(request, rows, filename=f"contacten-{on:%Y-%m-%d}.csv")


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, contact_id: int) -> HttpResponse:
    """One contact: what was asked, how it stands, what can be done, what happened."""
    actor, on = actor_of(request), today()
    contact = contact_or_404(actor, contact_id, on=on)
    context = {
        "contact": contact,
        "title": name_for(actor, contact),
        "state": CONTACT_STATE[contact.state],
        "tone": CONTACT_TONE.get(contact.state, "neutral"),
        "clock": clock_of(contact, on=on),
        "steps": _steps(contact, actor=actor, on=on),
        "facts": _facts(contact, actor=actor),
        "reads_message": policy.may_read_learner(actor, contact),
        "reason": reason_of(contact),
        "history": _history(contact),
    }
    return render(request, "matching/contact.html", context)


def contact_or_404(actor: Actor, contact_id: int, *, on: date) -> Contact:
    """The contact with its names; page 404 when there is none or it is not for this reader."""
    try:
        return with_parts(contacts_visible_to(actor, on=on)).get(pk=contact_id)
    except Contact.DoesNotExist:
        raise Http404 from None


def clock_of(contact: Contact, *, on: date) -> Clock | None:
    """The term that runs; None when nothing ends by itself."""
    if contact.state not in WITH_A_TERM:
        return None
    return Clock.until(contact.answer_by, on=on, warn_days=WEEK.days, then=THEN[contact.state])


def _rows(request: HttpRequest, actor: Actor, on: date) -> Contacts:
    rows = with_parts(contacts_visible_to(actor, on=on))
    asked = request.GET.get(STATE, "")
    return rows if asked in {ALL, *CONTACT_STATE} else rows.filter(state__in=OPEN_STATES)


def _term(contact: Contact) -> date | None:
    return contact.answer_by if contact.state in WITH_A_TERM else None


def _is_company(actor: Actor) -> bool:
    return actor.role == Role.COMPANY


def _steps(contact: Contact, *, actor: Actor, on: date) -> list[StepLink]:
    """What this reader can do now; a proposal only once the interview was there."""
    sensible: Mapping[str, Callable[[], bool]] = {
        PROPOSE.name: lambda: contact.intake_on is not None and contact.intake_on <= on
    }
    return [
        StepLink(words, reverse(name, args=[contact.pk]))
        for step, words, name in OFFERED
        if policy.may(actor, step, contact)
        and contact.state in step.sources
        and sensible.get(step.name, lambda: True)()
    ]


def _facts(contact: Contact, *, actor: Actor) -> list[SummaryRow]:
    recognition, trajectory = contact.recognition, contact.trajectory
    is_staff = policy.may_seek_for(actor, trajectory)
    learner = reverse("learners:detail", args=[trajectory.pk]) if is_staff else ""
    rows = [
        SummaryRow(_("Leerling"), name_for(actor, contact), learner, _("Bekijk") if learner else ""),
        SummaryRow(_("Opleiding"), recognition.programme.name),
        SummaryRow(_("School of centrum"), trajectory.provider.name),
        SummaryRow(_("Trajectbegeleider"), trajectory.counsellor_name or contact.sent_by_name),
        SummaryRow(_("Onderneming"), recognition.company.name),
        SummaryRow(_("Vestiging"), f"{recognition.site.name}, {recognition.site.street}"),
        SummaryRow(_("Verstuurd op"), f"{contact.sent_on:%d/%m/%Y}"),
    ]
    if not _is_company(actor):
        rows.append(SummaryRow(_("Leerling ging akkoord op"), f"{contact.consented_on:%d/%m/%Y}"))
    if contact.intake_on:
        rows.append(SummaryRow(_("Intakegesprek"), f"{contact.intake_on:%d/%m/%Y}"))
    if contact.closed_on and contact.state not in OPEN:
        rows.append(SummaryRow(_("Voorbij op"), f"{contact.closed_on:%d/%m/%Y}"))
    return rows


def _history(contact: Contact) -> list[HistoryEntry]:
    entries = []
    for entry in trail(CONTACT_FILE, contact.pk):
        words = str(STEP.get(entry.step, entry.step))
        side = "" if entry.actor_role == Role.SYSTEM else str(ROLE[entry.actor_role])
        entries.append(HistoryEntry(words[0].upper() + words[1:], entry.on, who=side))
    return list(reversed(entries))
