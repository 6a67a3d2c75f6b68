"""Writes of what a company publishes: places, paused, resumed, confirmed, and offline by rule."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.matching import policy
from duaal.casework.matching.models import Offer
from duaal.casework.matching.rules.law import version
from duaal.casework.matching.states import (
    CAP,
    CONFIRM,
    GO_STALE,
    PAUSE,
    PUBLISH,
    RESUME,
    WARN_STALE,
    OfferStanding,
    OfferState,
)
from duaal.casework.recognition.actions.steps import lock_recognition
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import LIVE
from duaal.foundation.audit.ledger import record
from duaal.foundation.geography.models import Postcode
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import as_rule_versions

OFFER_FILE = "offer"
NO_OFFER = ""


@transaction.atomic
def publish(
    recognition_id: int, *, places: int, starts_from: date, description: str, actor: Actor, on: date
) -> Offer:
    """Publishes so many places on a recognition, from a day on. Schools find them at once.

    Raises `ValidationError` for less than one place or a first day before today.
    """
    recognition = lock_recognition(recognition_id)
    policy.require_offer(actor, PUBLISH, recognition)
    known = Offer.objects.filter(recognition=recognition).exists()
    PUBLISH.check(NO_OFFER, _standing(recognition, is_published=known), on=on)
    _need_places(places)
    if starts_from < on:
        sentence = _("Een plaats kan niet al sinds %(day)s vrij zijn. Kies vandaag of een latere dag.")
        raise ValidationError({"starts_from": sentence % {"day": date_format(starts_from, "j F Y")}})
    north, east = _point_of(recognition)
    offer = Offer.objects.create(
        recognition=recognition,
        programme_id=recognition.programme_id,
        state=OfferState.PUBLISHED,
        places=places,
        starts_from=starts_from,
        description=description.strip(),
        confirmed_on=on,
        latitude=north,
        longitude=east,
    )
    _record(offer, PUBLISH, before=NO_OFFER, actor=actor, on=on, remark=str(places))
    return offer


@transaction.atomic
def pause(offer_id: int, *, actor: Actor, on: date) -> Offer:
    """Takes an offer offline until the company resumes it; contacts that run go on."""
    offer = _lock(offer_id, PAUSE, actor=actor, on=on)
    return _move(offer, PAUSE, actor=actor, on=on)


@transaction.atomic
def resume(offer_id: int, *, actor: Actor, on: date) -> Offer:
    """Puts a paused offer online again; that confirms it too."""
    offer = _lock(offer_id, RESUME, actor=actor, on=on)
    return _renew(offer, RESUME, actor=actor, on=on)


@transaction.atomic
def confirm(offer_id: int, *, actor: Actor, on: date) -> Offer:
    """Says that an offer still holds; one that went offline by itself is online again."""
    offer = _lock(offer_id, CONFIRM, actor=actor, on=on)
    return _renew(offer, CONFIRM, actor=actor, on=on)


@transaction.atomic
def cap(
    offer_id: int,
    *,
    places: int,
    actor: Actor,
    on: date,
    starts_from: date | None = None,
    description: str | None = None,
) -> Offer:
    """Changes how many places there are, and from when. Learners who are there stay, also above it."""
    offer = _lock(offer_id, CAP, actor=actor, on=on)
    _need_places(places)
    remark = _("%(before)s plaatsen wordt %(after)s") % {"before": offer.places, "after": places}
    offer.places = places
    if starts_from is not None:
        offer.starts_from = starts_from
    if description is not None:
        offer.description = description.strip()
    changed = ("places", "starts_from", "description")
    return _move(offer, CAP, actor=actor, on=on, changed=changed, remark=remark)


def keep_offers(*, on: date) -> dict[str, int]:
    """Warns of offers that nobody confirmed for long, and takes those offline of which nobody did so in time.

    Each offer is a transaction of its own; one that somebody else holds is left to the next run.
    """
    days, before = version("offer_stale_days", on), version("offer_warning_days", on)
    online = Offer.objects.filter(state=OfferState.PUBLISHED)
    oldest = on - timedelta(days=days.value)
    warn_from = oldest + timedelta(days=before.value)
    due = online.filter(confirmed_on__lte=warn_from, confirmed_on__gt=oldest, warned_on__isnull=True)
    warned = [pk for pk in due.order_by("pk").values_list("pk", flat=True) if _warn(pk, on=on)]
    over = online.filter(confirmed_on__lte=oldest).order_by("pk").values_list("pk", flat=True)
    gone = [pk for pk in over if _go_stale(pk, as_rule_versions([days]), on=on)]
    return {"warned": len(warned), "offline": len(gone)}


@transaction.atomic
def _warn(offer_id: int, *, on: date) -> bool:
    offer = _lock_free(offer_id)
    if offer is None or offer.warned_on is not None:
        return False
    offer.warned_on = on
    _move(offer, WARN_STALE, actor=SYSTEM, on=on, changed=("warned_on",))
    return True


@transaction.atomic
def _go_stale(offer_id: int, versions: tuple[dict[str, object], ...], *, on: date) -> bool:
    offer = _lock_free(offer_id)
    if offer is None:
        return False
    _move(offer, GO_STALE, actor=SYSTEM, on=on, versions=versions)
    return True


def _lock_free(offer_id: int) -> Offer | None:
    """The offer, locked, when nobody else holds it and it is still online."""
    found = Offer.objects.select_for_update(of=("self",), skip_locked=True)
    return found.filter(pk=offer_id, state=OfferState.PUBLISHED).first()


def _lock(offer_id: int, step: Step[OfferStanding], *, actor: Actor, on: date) -> Offer:
    """The offer, locked after its recognition, after the right and the guard of the step."""
    recognition_id = Offer.objects.values_list("recognition_id", flat=True).get(pk=offer_id)
    recognition = lock_recognition(recognition_id)
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer_id)
    offer.recognition = recognition
    policy.require_offer(actor, step, recognition)
    step.check(offer.state, _standing(recognition), on=on)
    return offer


def _renew(offer: Offer, step: Step[OfferStanding], *, actor: Actor, on: date) -> Offer:
    """Online and confirmed today, at the place where the site is now."""
    offer.confirmed_on, offer.warned_on = on, None
    offer.latitude, offer.longitude = _point_of(offer.recognition)
    changed = ("confirmed_on", "warned_on", "latitude", "longitude")
    return _move(offer, step, actor=actor, on=on, changed=changed)


def _standing(recognition: Recognition, *, is_published: bool = False) -> OfferStanding:
    return OfferStanding(is_recognised=recognition.state in LIVE, is_published=is_published)


def _need_places(places: int) -> None:
    if places < 1:
        sentence = _("Een aanbod heeft minstens één plaats, niet %(n)s. Pauzeer het als er geen is.")
        raise ValidationError({"places": sentence % {"n": places}})


def _point_of(recognition: Recognition) -> tuple[float | None, float | None]:
    """The point of the postcode of the site, or else of its municipality."""
    code = Postcode.objects.filter(code=recognition.site.postcode).first()
    place = code or recognition.site.municipality
    return place.latitude, place.longitude


def _move(
    offer: Offer,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    changed: tuple[str, ...] = (),
    versions: tuple[dict[str, object], ...] = (),
    remark: str = "",
) -> Offer:
    """Saves the changed columns and the new state of a locked offer, and records the step."""
    before, columns = offer.state, set(changed)
    if step.target is not None:
        offer.state = OfferState(step.target)
        columns.add("state")
    offer.save(update_fields=sorted(columns))
    _record(offer, step, before=before, actor=actor, on=on, remark=remark, versions=versions)
    return offer


def _record(
    offer: Offer,
    step: Step[Any],
    *,
    before: str,
    actor: Actor,
    on: date,
    remark: str = "",
    versions: tuple[dict[str, object], ...] = (),
) -> None:
    record(
        file_kind=OFFER_FILE,
        file_id=offer.pk,
        step=step.name,
        from_state=before,
        to_state=offer.state,
        actor=actor,
        on=on,
        rule_versions=versions,
        remark=remark,
    )
