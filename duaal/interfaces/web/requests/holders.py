"""Applying in the name of a company: choose it, begin on a mandate, add the papers, or hand it over."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duaal.casework.recognition.answers import ContactAnswer, Place, RequestAnswers
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mandates import drafts
from duaal.casework.recognition.mandates.holding import mandates_of
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.models import RequestForm
from duaal.casework.recognition.queries import drafts_in_the_name_of, forms_visible_to
from duaal.casework.recognition.sanctions.labels import exclusion_words
from duaal.casework.recognition.sanctions.queries import company_excluded_until
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.accounts.models import User
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.requests.forms import DeclarationForm
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import active_on, matching, visible_to

holders_only = access(roles=HOLDERS)
MOST = 20
SHORTEST = 2
"""Letters or digits from which the register is searched."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A company to apply for; `has_mandate` says whether the reader can begin at once."""

    company: Company
    has_mandate: bool


@holders_only
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """For which company: those with a mandate first; others are looked up in the register."""
    actor, on = actor_of(request), today()
    mandates = mandates_of(actor).filter(revoked_on__isnull=True).order_by("company__sort_name", "pk")
    of_companies = mandates.select_related("company__seat_municipality")
    with_mandate = {mandate.company_id: mandate.company for mandate in of_companies}
    typed = request.GET.get("zoek", "").strip()[:100]
    found: list[Company] = []
    if len(typed) >= SHORTEST:
        companies = active_on(visible_to(actor).select_related("seat_municipality"), on)
        found = list(matching(companies, typed)[: MOST + 1])
    context = {
        "own": [Choice(company, has_mandate=True) for company in with_mandate.values()],
        "found": [Choice(company, company.pk in with_mandate) for company in found[:MOST]],
        "is_more": len(found) > MOST,
        "typed": typed,
        "searched": len(typed) >= SHORTEST,
    }
    return render(request, "requests/choose.html", context)


@holders_only
@require_POST
def begin(request: HttpRequest, number: str) -> HttpResponseBase:
    """Begins a request in the name of the company; without a mandate that counts, back with the reason."""
    actor, on = actor_of(request), today()
    company = get_object_or_404(visible_to(actor), enterprise_number=number)
    excluded = company_excluded_until(company.pk, on=on)
    if excluded is not None:
        _say_words(request, [exclusion_words(excluded)])
        return redirect("requests:choose")
    try:
        form = drafts.start_for(company.pk, actor=actor, on=on)
    except Refused as refused:
        _say(request, refused.reasons)
        return redirect("requests:choose")
    return redirect("requests:places", form.pk)


@access(roles=HOLDERS | {Role.COMPANY})
@require_POST
def hand_over(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """The draft goes to the company: its maker gives it, or the company takes it."""
    actor = actor_of(request)
    by_company = actor.role == Role.COMPANY
    visible = drafts_in_the_name_of(actor) if by_company else forms_visible_to(actor)
    form = get_object_or_404(visible.filter(submitted_on__isnull=True), pk=form_id)
    try:
        drafts.hand_over(form.pk, actor=actor, on=today())
    except Refused as refused:
        _say(request, refused.reasons)
        return redirect("requests:overview")
    if by_company:
        messages.success(request, _("Dit ontwerp is nu van u. Kijk het na en dien het zelf in."))
        return redirect("requests:check", form.pk)
    words = _("%(name)s ziet het ontwerp nu bij de eigen aanvragen en dient het zelf in.")
    messages.success(request, words % {"name": form.company.name})
    return redirect("requests:overview")


@holders_only
@require_POST
def declare(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Keeps the declaration on honour of one case of the draft."""
    actor, on = actor_of(request), today()
    draft = get_object_or_404(forms_visible_to(actor), pk=form_id, submitted_on__isnull=True)
    place = place_in(RequestAnswers.from_json(draft.answers), request.POST)
    form = DeclarationForm(request.POST, request.FILES, on=on)
    if not form.is_valid():
        for errors in form.errors.values():
            _say_words(request, errors)
        return redirect("requests:check", draft.pk)
    try:
        drafts.keep_declaration(draft.pk, place, actor=actor, on=on, file=form.cleaned_data["file"])
    except Refused as refused:
        _say(request, refused.reasons)
    except ValidationError as wrong:
        _say_words(request, wrong.messages)
    else:
        messages.success(request, _("De verklaring op eer is bewaard bij dit dossier."))
    return redirect("requests:check", draft.pk)


def place_in(answers: RequestAnswers, typed: Mapping[str, Any]) -> Place:
    """The place of the draft that a form of the check page names; page 404 for any other."""
    named = (typed.get("site", ""), typed.get("programme", ""))
    for place in answers.places:
        if (str(place.site_id), place.programme_code) == named:
            return place
    raise Http404


def chosen_company(actor: Actor, number: str) -> Company | None:
    """The company of the register that the address names; None when it names none."""
    if not number:
        return None
    return visible_to(actor).filter(enterprise_number=number).first()


def is_on_behalf(draft: RequestForm) -> bool:
    """Whether the draft is made by somebody else in the name of the company, and is still his."""
    return draft.mandate_id is not None and draft.handed_over_on is None


def who_can_be_called(request: HttpRequest, draft: RequestForm, said: ContactAnswer | None) -> dict[str, str]:
    """Who was named before; else who applies for the own company. For somebody else nobody is guessed."""
    if said is not None:
        return asdict(said)
    actor = actor_of(request)
    if is_on_behalf(draft) or actor.user_id is None:
        return {}
    email = User.objects.filter(pk=actor.user_id).values_list("email", flat=True).first()
    return {"name": actor.name, "email": email or ""}


def _say(request: HttpRequest, codes: Iterable[str]) -> None:
    _say_words(request, (reason(code) for code in codes))


def _say_words(request: HttpRequest, sentences: Iterable[object]) -> None:
    for sentence in sentences:
        messages.error(request, str(sentence))
