"""Tasks around workplaces: questions to answer, interviews to plan or hold, offers to confirm."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.matching.models import Contact, Offer
from duaal.casework.matching.queries import contacts_visible_to, offers_visible_to
from duaal.casework.matching.states import ContactState, OfferState
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, first_of, place_of

Contacts = QuerySet[Contact]
NAMED = (
    *("trajectory__learner__person", "trajectory__provider"),
    *("recognition__company", "recognition__programme"),
)
"""What the sentences about a contact name."""

TO_MEET = gettext_lazy("Bekijk het contact")


def questions(actor: Actor, on: date, limit: int) -> Found:
    """Questions of schools that the company did not answer, the first last day on top."""
    return _contacts(
        _of(actor, on).filter(state=ContactState.SENT).order_by("answer_by", "pk"),
        gettext_lazy("%(school)s vraagt of %(name)s bij u %(programme)s kan leren."),
        gettext_lazy("Antwoord"),
        lambda one: one.answer_by,
        on=on,
        limit=limit,
    )


def to_plan(actor: Actor, on: date, limit: int) -> Found:
    """Contacts in which the company wants to meet the learner and no day is set."""
    return _contacts(
        _of(actor, on).filter(state=ContactState.INTERESTED).order_by("answer_by", "pk"),
        gettext_lazy("%(company)s en %(name)s hebben nog geen dag voor een intakegesprek."),
        gettext_lazy("Plan het intakegesprek"),
        lambda one: one.answer_by,
        on=on,
        limit=limit,
    )


def interviews(actor: Actor, on: date, limit: int) -> Found:
    """Interviews of today and later, the first on top."""
    return _contacts(
        contacts_visible_to(actor, on=on)
        .filter(state=ContactState.INTAKE, intake_on__gte=on)
        .order_by("intake_on", "pk"),
        gettext_lazy("Intakegesprek van %(name)s bij %(company)s."),
        TO_MEET,
        lambda one: one.intake_on,
        on=on,
        limit=limit,
    )


def to_follow(actor: Actor, on: date, limit: int) -> Found:
    """Interviews that were, of which nobody said yet what came of it."""
    return _contacts(
        contacts_visible_to(actor, on=on)
        .filter(state=ContactState.INTAKE, intake_on__lt=on)
        .order_by("answer_by", "pk"),
        gettext_lazy("Zeg of %(name)s en %(company)s na het intakegesprek samen verdergaan."),
        TO_MEET,
        lambda one: one.answer_by,
        on=on,
        limit=limit,
    )


def offers(actor: Actor, on: date, limit: int) -> Found:
    """Offers that went offline, or will, because nobody confirmed them."""
    asked = Q(state=OfferState.STALE) | Q(state=OfferState.PUBLISHED, warned_on__isnull=False)
    found = offers_visible_to(actor).filter(asked).order_by("confirmed_on", "pk")
    rows = first_of(found, "recognition__programme", "recognition__site", limit=limit)
    tasks = tuple(
        Task(
            _sentence(one) % {"programme": one.recognition.programme.name, "site": one.recognition.site.name},
            gettext_lazy("Bevestig het aanbod"),
            reverse("matching:offers"),
            one.recognition.programme.name,
        )
        for one in rows[:limit]
    )
    return _found(tasks, "matching:offers", _("Bekijk uw aanbod"), more=len(rows) > limit, on=on)


def _sentence(offer: Offer) -> str:
    if offer.state == OfferState.STALE:
        return _("Uw aanbod voor %(programme)s op %(site)s staat offline.")
    return _("Klopt uw aanbod voor %(programme)s op %(site)s nog?")


def _of(actor: Actor, on: date) -> Contacts:
    return contacts_visible_to(actor, on=on)


def _contacts(
    rows: Contacts,
    sentence: Promise,
    action: Promise,
    day_of: Callable[[Contact], date | None],
    *,
    on: date,
    limit: int,
) -> Found:
    found = first_of(rows, *NAMED, limit=limit)
    tasks = []
    for one in found[:limit]:
        name, day = str(one.trajectory.learner.person), day_of(one)
        words = {
            "name": name,
            "company": one.recognition.company.name,
            "school": one.trajectory.provider.name,
            "programme": one.recognition.programme.name,
        }
        clock = Clock.until(day, on=on, warn_days=WEEK.days) if day else None
        href = reverse("matching:contact", args=[one.pk])
        tasks.append(Task(str(sentence) % words, action, href, name, day, clock))
    words_of_all = _("Bekijk alle contacten")
    return _found(tuple(tasks), "matching:contacts", words_of_all, more=len(found) > limit, on=on)


def _found(tasks: tuple[Task, ...], address: str, words: str, *, more: bool, on: date) -> Found:
    if not more:
        return Found(tasks)
    return Found(tasks, {place_of(tasks[-1], on=on): More(words, reverse(address))})
