"""Signing: offering the text, the public page behind a link, and signing with the own login.

Opening a page never signs: only its button does. A text is signed by the hash that stood on the page.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import signing
from duaal.casework.agreements.actions.rounds import round_of, to_be_signed
from duaal.casework.agreements.changes import Change, changes_between
from duaal.casework.agreements.contents import paragraphs
from duaal.casework.agreements.labels import KIND, reason
from duaal.casework.agreements.models import Agreement, SealedPaper, Signatory
from duaal.casework.agreements.states import PROPOSE, SIGN
from duaal.flows.processes import agreements as process
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways
from duaal.interfaces.web.contracts import forms as own
from duaal.interfaces.web.contracts.papers import link_holds
from duaal.interfaces.web.contracts.stepping import COUNSELLORS, PARTIES, agreement_or_404, step_page
from duaal.interfaces.web.parts import Problem, problems_of
from duaal.interfaces.web.stepping import typed_in

REFUSE = "weiger"


@access(roles=COUNSELLORS)
@both_ways
def propose(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Offers the text for signing and mails the links."""
    sent: list[process.LinksSent] = []

    def do(keep: dict[str, Any]) -> object:
        links = process.propose(agreement_id, **keep, at=timezone.now(), address_of=link_address)
        sent.append(links)
        return links

    answer = step_page(
        request,
        agreement_id,
        PROPOSE,
        own.NoForm(typed_in(request)),
        do,
        text=gettext_lazy("Leg voor om te ondertekenen"),
        done=_("De overeenkomst ligt klaar om te ondertekenen. U tekent zelf ook, voor de school."),
        intro=[_("Daarna krijgt iedereen die tekent een eigen link. De tekst verandert dan niet meer.")],
    )
    tell_links(request, sent)
    return answer


@access(roles=COUNSELLORS)
@both_ways
def new_link(request: HttpRequest, agreement_id: int, signatory_id: int) -> HttpResponseBase:
    """Corrects an address and mails a new link; the one before works no more."""
    agreement = agreement_or_404(actor_of(request), agreement_id, on=today())
    signatory = _signatory_or_404(agreement_id, signatory_id)
    one = round_of(agreement, signatory.version)
    form = own.EmailForm(typed_in(request), initial={"email": signatory.email})
    sent: list[process.LinksSent] = []

    def do(keep: dict[str, Any]) -> object:
        links = process.send_new_link(
            signatory_id,
            **form.cleaned_data,
            **keep,
            address_of=link_address,
        )
        sent.append(links)
        return links

    answer = step_page(
        request,
        agreement_id,
        one.steps.contact,
        form,
        do,
        text=gettext_lazy("Stuur een nieuwe link"),
        done=_("Het adres is bewaard. De vorige link werkt niet meer."),
        intro=[
            _("De link is voor %(name)s. De handtekeningen die er al zijn, blijven.")
            % {"name": signatory.name}
        ],
        one=one,
    )
    tell_links(request, sent)
    return answer


@access(roles=PARTIES)
@both_ways
def sign(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Signs with the own login, under the text on the page."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, SIGN, agreement, on=on)
    signatory = own_signatory(agreement, actor)
    if signatory is None:
        raise Http404
    return _answer(request, signatory, actor=actor, back=reverse("contracts:detail", args=[agreement_id]))


@access(roles=PARTIES)
@both_ways
def refuse(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Refuses to sign, with a reason, with the own login."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    signatory = own_signatory(agreement, actor)
    if signatory is None:
        raise Http404
    one = round_of(agreement, signatory.version)
    form = own.RefuseForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        one.steps.refuse,
        form,
        lambda keep: signing.refuse_as(signatory.pk, **form.cleaned_data, **keep, at=timezone.now()),
        text=gettext_lazy("Ik teken niet"),
        done=_("U tekende niet. De school leest waarom en past de tekst aan."),
        kind="danger",
        one=one,
    )


@access(public=True)
@both_ways
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The public page behind a link; it shows the text, and only its button signs."""
    try:
        signatory = signing.signatory_with(secret)
    except Signatory.DoesNotExist:
        return _private(render(request, "contracts/unknown_link.html", status=404))
    return _private(_answer(request, signatory, secret=secret))


def own_signatory(agreement: Agreement, actor: Actor) -> Signatory | None:
    """The signatory of the text that waits who this login is, and who did not sign yet."""
    version = to_be_signed(agreement)
    if version is None:
        return None
    rows = version.signatories.filter(signature__isnull=True).select_related("version")
    return next((one for one in rows if signing.signs_for(actor, one)), None)


def _answer(
    request: HttpRequest,
    signatory: Signatory,
    *,
    secret: str = "",
    actor: Actor | None = None,
    back: str = "",
) -> HttpResponse | HttpResponseBase:
    """The page to sign; what was sent is done first."""
    on = today()
    problems: tuple[Problem, ...] = ()
    version, agreement = signatory.version, signatory.version.agreement
    refuses = REFUSE in request.POST
    sign_form = own.SignForm(
        None if refuses else typed_in(request), initial={"content_hash": version.content_hash}
    )
    refuse_form = own.RefuseForm(request.POST if refuses else None)
    form: forms.Form | None = None
    status = 200
    if request.method == "POST":
        form = refuse_form if refuses else sign_form
        status = WRONG
        if form.is_valid():
            try:
                _do(form.cleaned_data, signatory, secret=secret, actor=actor, refuses=refuses)
            except Refused as refused:
                problems, status = problems_of([reason(code) for code in refused.reasons]), GONE
            else:
                if actor is None:
                    return redirect("contracts:by_link", secret)
                messages.success(request, _("U hebt getekend. Iedereen ziet dat op deze pagina."))
                return redirect(back)
    signatory = Signatory.objects.select_related("version__agreement", "signature").get(pk=signatory.pk)
    context = {
        "signatory": signatory,
        "signature": getattr(signatory, "signature", None),
        "kind": KIND[version.terms.kind],
        "paragraphs": paragraphs(version),
        "sign_form": sign_form,
        "refuse_form": refuse_form,
        "problems": problems,
        "form": form,
        "back": back,
        "refuse": REFUSE,
        "is_public": actor is None,
        "can_sign": _can_sign(agreement, signatory, on=on),
        "paper": _paper_of(signatory) if actor is None else "",
        "paper_href": reverse("contracts:paper_by_link", args=[secret]) if secret else "",
        "changes": _changes(agreement, signatory),
        "why": version.content.get("amends", {}).get("reason", ""),
        "since": version.terms.since,
    }
    return render(request, "contracts/sign.html", context, status=status)


def _do(
    given: dict[str, Any], signatory: Signatory, *, secret: str, actor: Actor | None, refuses: bool
) -> None:
    on, at = today(), timezone.now()
    if actor is None and refuses:
        signing.refuse_with_link(secret, **given, on=on, at=at)
    elif actor is None:
        process.sign_with_link(secret, content_hash=given["content_hash"], on=on, at=at)
    elif refuses:
        signing.refuse_as(signatory.pk, **given, actor=actor, on=on, at=at)
    else:
        process.sign_as(signatory.pk, content_hash=given["content_hash"], actor=actor, on=on, at=at)


def _can_sign(agreement: Agreement, signatory: Signatory, *, on: Any) -> bool:
    """Whether the button makes sense: this text is the one to sign, and the link still works."""
    one = round_of(agreement, signatory.version)
    in_time = signatory.link_until is None or on <= signatory.link_until
    return one.is_current and in_time and one.state in one.steps.sign.sources


def _changes(agreement: Agreement, signatory: Signatory) -> tuple[Change, ...]:
    """What changes from the text before, where this is the text of an amendment."""
    amends = signatory.version.content.get("amends")
    if amends is None:
        return ()
    return changes_between(agreement.versions.get(number=amends["version"]), signatory.version)


def _paper_of(signatory: Signatory) -> str:
    """Whether who signed behind a link can fetch the paper there: `ready`, `waits`, or nothing."""
    found = SealedPaper.objects.filter(version_id=signatory.version_id).first()
    if found is None or not link_holds(signatory):
        return ""
    return "ready" if found.is_ready else "waits"


def _signatory_or_404(agreement_id: int, signatory_id: int) -> Signatory:
    try:
        return Signatory.objects.select_related("version").get(
            pk=signatory_id, version__agreement_id=agreement_id
        )
    except Signatory.DoesNotExist:
        raise Http404 from None


def link_address(secret: str) -> str:
    """Where a link leads, whole."""
    return f"{settings.SITE_ADDRESS}{reverse('contracts:by_link', args=[secret])}"


def tell_links(request: HttpRequest, sent: list[process.LinksSent]) -> None:
    """Says on the next page to whom a link went, and to whom it could not."""
    for links in sent:
        if links.sent:
            names = ", ".join(links.sent)
            messages.success(request, _("Een link is gestuurd naar: %(names)s.") % {"names": names})
        if links.failed:
            words = ngettext(
                "Deze link is niet verstuurd: %(names)s. Aanmelden en tekenen kan wel.",
                "Deze links zijn niet verstuurd: %(names)s. Aanmelden en tekenen kan wel.",
                len(links.failed),
            )
            messages.warning(request, words % {"names": ", ".join(links.failed)})


def _private(response: Any) -> Any:
    """Kept by no browser, and the address goes to no other site.

    Not `no-referrer`: a browser then sends its own form without an origin, which the check on forms refuses.
    """
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
