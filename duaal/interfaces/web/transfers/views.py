"""The steps of a transfer, and the list of transfers from and to a partnership."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.queries import visible_to
from duaal.casework.recognition.transfers import actions, policy
from duaal.casework.recognition.transfers.queries import transfers_visible_to, with_transfer_parts
from duaal.casework.recognition.transfers.standing import (
    asked_of,
    max_transfers,
    standing_of_transfer,
    targets,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import clock_of
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.page import case_or_404, title_of
from duaal.interfaces.web.cases.steps import OFFICERS, both_ways
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.stepping import answer_step, typed_in
from duaal.interfaces.web.transfers.forms import LeaveForm, TransferForm
from duaal.interfaces.web.transfers.listing import STATE, listed, transfers_listing
from duaal.interfaces.web.transfers.section import (
    ACCEPT_PAGE,
    ASK_PAGE,
    DECLINE_PAGE,
    KEEP_PAGE,
    ORDER_PAGE,
    TransferPage,
    line_of,
)

FLEMISH = frozenset({Role.FLEMISH_PARTNERSHIP})


class TransferRequest:
    """One request for a step of a transfer: the case, who asks, and what is against it."""

    def __init__(self, request: HttpRequest, reference: str, page: TransferPage) -> None:
        self.request, self.page = request, page
        self.actor, self.on = actor_of(request), today()
        self.application = case_or_404(self.actor, reference)
        asked = asked_of(self.application.transfers.all())
        policy.require(self.actor, page.step, self.application, asked)
        standing = standing_of_transfer(self.application, on=self.on)
        codes = page.step.reasons_against(self.application.state, standing, on=self.on)
        self.against = [reason(code) for code in codes]

    def target_form(self) -> TransferForm:
        return TransferForm(typed_in(self.request), targets=targets(self.application, on=self.on))

    def answer(
        self, form: forms.Form, do: Any, *, done: str, intro: Sequence[str] = (), kind: str = ""
    ) -> HttpResponseBase:
        """The page with its form; or, once it was sent, the step and back to the case."""
        stays = _("De dag van ontvangst en de termijn om te beslissen blijven wat ze zijn.")
        reference = self.application.reference
        seen = visible_to(self.actor).filter(pk=self.application.pk).exists()
        context = {
            "title": title_of(self.application),
            "step_text": self.page.text,
            "back_words": _("Dossier %(reference)s") % {"reference": reference},
            "clock": clock_of(self.application, on=self.on),
            "against": self.against,
            "intro": [*intro, stays],
            "rules": rule_lines([max_transfers(self.application)]),
            "kind": kind,
        }
        gone = self.page is DECLINE_PAGE and not seen
        back = reverse("transfers:list") if gone else reverse("cases:detail", args=[reference])
        return answer_step(self.request, form, do, done=done, back=back, context=context)


@access(roles=OFFICERS)
@both_ways
def ask(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Asks another partnership to take the case over."""
    step = TransferRequest(request, reference, ASK_PAGE)
    form = step.target_form()
    return step.answer(
        form,
        lambda: actions.ask(step.application.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("De overdracht is gevraagd. Tot er een antwoord is, blijft u het dossier behandelen."),
        intro=[_("Het andere partnerschap leest het dossier en neemt het over of niet.")],
    )


@access(roles=OFFICERS)
@both_ways
def accept(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Takes the case over."""
    step = TransferRequest(request, reference, ACCEPT_PAGE)
    return step.answer(
        forms.Form(typed_in(request)),
        lambda: actions.accept(step.application.pk, actor=step.actor, on=step.on),
        done=_("U behandelt dit dossier nu."),
        intro=[_("U beslist vanaf nu over dit dossier. Wat al beoordeeld is, kunt u lezen en wijzigen.")],
    )


@access(roles=OFFICERS)
@both_ways
def decline(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Does not take the case over."""
    step = TransferRequest(request, reference, DECLINE_PAGE)
    form = LeaveForm(typed_in(request))
    return step.answer(
        form,
        lambda: actions.decline(step.application.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("Het dossier blijft bij het andere partnerschap."),
        intro=[_("Vraagt het partnerschap het opnieuw, dan beslist het Vlaams Partnerschap.")],
    )


@access(roles=FLEMISH)
@both_ways
def order(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Orders who handles the case."""
    step = TransferRequest(request, reference, ORDER_PAGE)
    form = step.target_form()
    return step.answer(
        form,
        lambda: actions.order(step.application.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("Het dossier ligt nu bij het partnerschap dat u aanwees."),
    )


@access(roles=FLEMISH)
@both_ways
def keep(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Leaves the case where it is."""
    step = TransferRequest(request, reference, KEEP_PAGE)
    form = LeaveForm(typed_in(request))
    return step.answer(
        form,
        lambda: actions.keep(step.application.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("Het dossier blijft waar het is."),
    )


@access(roles=STAFF)
@require_GET
def transfer_list(request: HttpRequest) -> HttpResponse:
    """Transfers that wait for an answer, the oldest on top; others when the filters ask for them."""
    actor = actor_of(request)
    rows = listed(with_transfer_parts(transfers_visible_to(actor)), request.GET.get(STATE, ""))
    page = transfers_listing().page(request, rows, csv_address=reverse("transfers:csv"))
    keys = [one.application_id for one in page.rows]
    open_to_me = set(visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    found = [
        (line_of(one), one.application_id in open_to_me or _is_asked_of(actor.organisation, one))
        for one in page.rows
    ]
    return render(request, "transfers/list.html", {"page": page, "rows": found})


@access(roles=STAFF)
@require_GET
def transfer_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of transfers."""
    actor, on = actor_of(request), today()
    rows = listed(with_transfer_parts(transfers_visible_to(actor)), request.GET.get(STATE, ""))
    return transfers_listing().csv(request, rows, filename=f"overdrachten-{on:%Y-%m-%d}.csv")


def _is_asked_of(organisation: str, transfer: Any) -> bool:
    """Whether the partnership is asked to take this case over, so that it may read it."""
    return transfer.is_asked and transfer.to_partnership_id == organisation
