"""What a company offers: its recognitions with their places, and the steps on each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from duaal.casework.matching import policy
from duaal.casework.matching.actions import offers as actions
from duaal.casework.matching.labels import OFFER_STATE, OFFER_TONE, reason, reason_inside
from duaal.casework.matching.models import Offer
from duaal.casework.matching.places import held, statuses
from duaal.casework.matching.queries import offered_by, offers_visible_to
from duaal.casework.matching.rules import PlaceStatus
from duaal.casework.matching.states import ALREADY_PUBLISHED, CAP, PUBLISH, OfferState
from duaal.casework.recognition.models import Recognition
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.matching.forms import OfferForm
from duaal.interfaces.web.stepping import answer_step, typed_in

COMPANY = frozenset({Role.COMPANY})
NONE = "geen"
FREE, YES, NO = "vrij", "ja", "nee"
NOT_OFFERED: Promise = gettext_lazy("geen aanbod")
STATES = ((NONE, NOT_OFFERED), *OFFER_STATE.items())
ABSENT = date.min


@dataclass(frozen=True, slots=True)
class Row:
    """One recognition with its offer, None when there is none, and its computed status."""

    recognition: Recognition
    offer: Offer | None
    status: PlaceStatus
    reasons: tuple[str, ...]

    @property
    def state(self) -> str:
        return self.offer.state if self.offer else NONE

    @property
    def words(self) -> Promise:
        return OFFER_STATE[self.offer.state] if self.offer else NOT_OFFERED

    @property
    def tone(self) -> str:
        return OFFER_TONE[self.offer.state] if self.offer else "neutral"

    @property
    def places(self) -> int:
        return self.offer.places if self.offer else 0

    @property
    def confirmed_on(self) -> date:
        return self.offer.confirmed_on if self.offer else ABSENT

    @property
    def can_confirm(self) -> bool:
        return self.offer is not None and self.offer.state != OfferState.PAUSED

    @property
    def can_pause(self) -> bool:
        return self.can_confirm

    @property
    def is_stale(self) -> bool:
        return self.offer is not None and self.offer.state == OfferState.STALE


LISTING: Listing[Row] = Listing(
    columns=(
        Column(
            "opleiding",
            gettext_lazy("Erkenning"),
            ("recognition.programme.sort_name",),
            lambda row: row.recognition.programme.name,
        ),
        Column(
            "vestiging", gettext_lazy("Vestiging"), cell=lambda row: row.recognition.site.name, in_page=False
        ),
        Column("toestand", gettext_lazy("Aanbod"), ("state",), lambda row: row.words),
        Column("plaatsen", gettext_lazy("Plaatsen"), ("places",), lambda row: row.places, numeric=True),
        Column("vrij", gettext_lazy("Vrij"), ("status.free",), lambda row: row.status.free, numeric=True),
        Column(
            "bevestigd",
            gettext_lazy("Bevestigd op"),
            ("confirmed_on",),
            lambda row: row.offer and row.offer.confirmed_on,
        ),
        Column(
            "waarom", gettext_lazy("Waarom niet vrij"), cell=lambda row: " ".join(row.reasons), in_page=False
        ),
    ),
    order=("confirmed_on",),
    unique="recognition.pk",
    filters=(
        Filter(
            "toestand",
            gettext_lazy("Aanbod"),
            lambda rows, state: [row for row in rows if row.state == state],
            STATES,
        ),
        Filter(
            FREE,
            gettext_lazy("Nog een plaats vrij?"),
            lambda rows, asked: [row for row in rows if row.status.is_open is (asked == YES)],
            ((YES, gettext_lazy("ja")), (NO, gettext_lazy("nee"))),
        ),
    ),
)


def rows_of(actor: Actor, *, on: date) -> list[Row]:
    """Every recognition of the company that still stands, in a fixed number of queries."""
    recognitions = offered_by(actor)
    found = list(recognitions.select_related("programme", "site__municipality", "company"))
    return with_status(found, recognitions=held(recognitions), on=on)


def with_status(found: Sequence[Recognition], *, recognitions: Any, on: date) -> list[Row]:
    """These recognitions with their offers and the computed status."""
    status = statuses(recognitions, on=on)
    offers = {
        one.recognition_id: one
        for one in Offer.objects.filter(recognition_id__in=[recognition.pk for recognition in found])
    }
    return [
        Row(
            one,
            offers.get(one.pk),
            status[one.pk],
            tuple(str(reason_inside(code)) for code in status[one.pk].reasons),
        )
        for one in found
    ]


@access(roles=COMPANY)
@require_GET
def offer_list(request: HttpRequest) -> HttpResponse:
    """The places of the company, those without an offer and the longest unconfirmed on top."""
    actor, on = actor_of(request), today()
    rows = rows_of(actor, on=on)
    context = {
        "page": LISTING.page(request, rows, csv_address=reverse("matching:offers_csv")),
        "total": len(rows),
        "free": sum(row.status.free for row in rows),
    }
    return render(request, "matching/offers.html", context)


@access(roles=COMPANY)
@require_GET
def offer_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of places."""
    on = today()
    return LISTING.csv(request, rows_of(actor_of(request), on=on), filename=f"aanbod-{on:%Y-%m-%d}.csv")


@access(roles=COMPANY)
@both_ways
def publish(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Publishes places on a recognition."""
    actor, on = actor_of(request), today()
    found = offered_by(actor).select_related("programme", "site", "company")
    recognition = found.filter(pk=recognition_id).first()
    if recognition is None:
        raise Http404
    form = OfferForm(typed_in(request), initial={"places": 1, "starts_from": on})
    known = Offer.objects.filter(recognition=recognition).exists()
    return _form_page(
        request,
        recognition,
        PUBLISH,
        form,
        lambda: actions.publish(recognition.pk, **form.offer(), actor=actor, on=on),
        text=gettext_lazy("Publiceer het aanbod"),
        done=_("Het aanbod staat online. Scholen vinden het meteen."),
        against=[reason(ALREADY_PUBLISHED)] if known else [],
    )


@access(roles=COMPANY)
@both_ways
def cap(request: HttpRequest, offer_id: int) -> HttpResponseBase:
    """Changes the places of an offer."""
    actor, on = actor_of(request), today()
    offer = _offer_or_404(actor, offer_id)
    initial = {"places": offer.places, "starts_from": offer.starts_from, "description": offer.description}
    form = OfferForm(typed_in(request), initial=initial)
    return _form_page(
        request,
        offer.recognition,
        CAP,
        form,
        lambda: actions.cap(offer.pk, **form.offer(), actor=actor, on=on),
        text=gettext_lazy("Bewaar het aantal plaatsen"),
        done=_("Het aanbod is aangepast. Wie er al leert, blijft."),
    )


@access(roles=COMPANY)
@require_POST
def pause(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Takes an offer offline."""
    return _at_once(
        request, offer_id, actions.pause, _("Het aanbod is gepauzeerd. Scholen zien het niet meer.")
    )


@access(roles=COMPANY)
@require_POST
def resume(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Puts an offer online again."""
    return _at_once(request, offer_id, actions.resume, _("Het aanbod staat weer online."))


@access(roles=COMPANY)
@require_POST
def confirm(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Says that an offer still holds."""
    return _at_once(request, offer_id, actions.confirm, _("Het aanbod is bevestigd en staat online."))


def _at_once(request: HttpRequest, offer_id: int, do: Callable[..., Offer], done: str) -> HttpResponse:
    """Does a step without a form; a refusal is said on the page that follows."""
    actor, on = actor_of(request), today()
    offer = _offer_or_404(actor, offer_id)
    try:
        do(offer.pk, actor=actor, on=on)
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, str(reason(code)))
    else:
        messages.success(request, done)
    return redirect("matching:offers")


def _offer_or_404(actor: Actor, offer_id: int) -> Offer:
    parts = ("recognition__company", "recognition__site", "recognition__programme")
    offer = offers_visible_to(actor).select_related(*parts).filter(pk=offer_id).first()
    if offer is None:
        raise Http404
    return offer


def _form_page(
    request: HttpRequest,
    recognition: Recognition,
    step: Step[Any],
    form: forms.Form,
    do: Callable[[], object],
    *,
    text: Promise,
    done: str,
    against: Sequence[Any] = (),
) -> HttpResponseBase:
    policy.require_offer(actor_of(request), step, recognition)
    context = {
        "step_text": text,
        "title": f"{recognition.programme.name}, {recognition.site.name}",
        "back_words": _("Aanbod"),
        "against": against,
        "intro": [],
    }
    return answer_step(
        request, form, do, done=done, back=reverse("matching:offers"), context=context, words=reason
    )
