"""The application for recognition, page by page: places, mentors, undertaking, contact, check, receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duaal.casework.recognition.actions import drafting
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.answers import MentorAnswer, RequestAnswers
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.models import RequestForm
from duaal.casework.recognition.proposals import (
    offered_programmes,
    own_committees,
    propose,
    usable_sites,
)
from duaal.casework.recognition.queries import documents_of_form, forms_visible_to
from duaal.casework.recognition.rules.law import law_on
from duaal.casework.recognition.rules.reform import mentor_needed_to_apply
from duaal.casework.recognition.sanctions.labels import exclusion_words
from duaal.casework.recognition.sanctions.queries import company_excluded_until, excluded_until
from duaal.casework.recognition.states import APPLICANTS
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.replacements.words import named_with_what_replaced, replaced_by
from duaal.interfaces.web.requests.acting import is_for_the_company_only
from duaal.interfaces.web.requests.check_page import shown_case, summary
from duaal.interfaces.web.requests.forms import (
    CommitteeForm,
    ContactForm,
    DeclarationForm,
    PlacesForm,
    UndertakingForm,
)
from duaal.interfaces.web.requests.holders import is_on_behalf, who_can_be_called
from duaal.interfaces.web.requests.mentor_form import EXTRACT_FILE, PROOF_FILE, MentorForm
from duaal.interfaces.web.requests.papers import AskedPaper, PapersForm, asked_papers, paper_rows
from duaal.register.organisations.models import Company

applicants = access(roles=APPLICANTS)
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "national_number"})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form: its place in the address and in the list of steps."""

    name: str
    template: str
    title: Promise


PAGES = (
    Page("places", "requests/places.html", gettext_lazy("Vestigingen en opleidingen")),
    Page("mentors", "requests/mentors.html", gettext_lazy("Mentoren")),
    Page("undertaking", "requests/undertaking.html", gettext_lazy("Uw onderneming")),
    Page("papers", "requests/papers.html", gettext_lazy("Stukken van uw onderneming")),
    Page("contact", "requests/contact.html", gettext_lazy("Contactpersoon")),
    Page("check", "requests/check.html", gettext_lazy("Nakijken en indienen")),
)
TYPED_PAGES = frozenset({"places", "mentors", "undertaking", "contact"})


@applicants
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """What is needed, and the button that starts a new form; who applies for others chooses for whom."""
    actor, on = actor_of(request), today()
    if actor.role in HOLDERS:
        return redirect("requests:choose")
    company = _company(actor)
    until = company_excluded_until(company.pk, on=on)
    if request.method == "POST" and until is None:
        form = drafting.start(company.pk, actor=actor)
        return redirect("requests:places", form.pk)
    excluded = exclusion_words(until) if until else ""
    return render(request, "requests/start.html", {"law": law_on(on, ""), "excluded": excluded})


@applicants
@require_http_methods(["GET", "POST"])
def places(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """At which sites and for which programmes."""
    draft, answers = draft_of(request, form_id)
    if any(place.follows for place in answers.places):
        return redirect("requests:reuse", draft.pk)
    on = today()
    sites, closed = usable_sites(draft.company, on=on)
    excluded = excluded_until(draft.company_id, [site.pk for site, _why in closed], received_on=on, on=on)
    suggested, others = offered_programmes(draft.company, on=on)
    form = PlacesForm(
        request.POST or None,
        initial=_initial(
            draft,
            "places",
            {
                "sites": sorted({place.site_id for place in answers.places})
                or [site.pk for site in sites if len(sites) == 1],
                "programmes": sorted({place.programme_code for place in answers.places}),
            },
        ),
        sites=[(site.pk, f"{site.name}, {site.street}, {site.municipality.name}") for site in sites],
        programmes=named_with_what_replaced([*suggested, *others], on=on),
    )
    if request.method == "POST" and form.is_valid():
        drafting.keep(draft.pk, actor=actor_of(request), places=form.places())
        return redirect("requests:mentors", draft.pk)
    boxes = list(form["programmes"])
    chosen = set(form["programmes"].value() or ())
    context = {
        "closed": [
            (site, exclusion_words(excluded[site.pk]) if code == "excluded" else reason(code))
            for site, code in closed
        ],
        "suggested": boxes[: len(suggested)],
        "others": boxes[len(suggested) :],
        "others_open": any(programme.code in chosen for programme in others),
    }
    return _page(request, draft, "places", {"form": form, **context})


@applicants
@require_GET
def mentors(request: HttpRequest, form_id: int) -> HttpResponse:
    """The mentors named so far."""
    draft, answers = draft_of(request, form_id)
    return _page(
        request,
        draft,
        "mentors",
        {
            "mentors": [
                (number, one, is_for_the_company_only(one, actor_of(request)))
                for number, one in enumerate(answers.mentors, start=1)
            ],
            "mentor_needed": mentor_needed_to_apply(law_on(today(), "")),
        },
    )


@applicants
@require_http_methods(["GET", "POST"])
def mentor(request: HttpRequest, form_id: int, number: int = 0) -> HttpResponseBase:
    """One mentor: a new one, or the one in that place (counted from 1)."""
    draft, answers = draft_of(request, form_id)
    if number > len(answers.mentors):
        raise Http404
    known = answers.mentors[number - 1] if number else None
    if known is not None and is_for_the_company_only(known, actor_of(request)):
        raise Http404
    initial = _mentor_initial(known) if known else _initial(draft, "mentors", {})
    on = today()
    form = MentorForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        law=law_on(on, ""),
        on=on,
        known=known,
        documents=documents_of_form(draft),
    )
    if request.method == "POST" and form.is_valid():
        drafting.keep_mentor(
            draft.pk,
            actor=actor_of(request),
            on=on,
            number=number,
            mentor=form.mentor(),
            extract=form.cleaned_data[EXTRACT_FILE],
            proof=form.cleaned_data[PROOF_FILE],
        )
        return redirect("requests:mentors", draft.pk)
    return _page(
        request, draft, "mentors", {"form": form, "mentor_number": number}, template="requests/mentor.html"
    )


@applicants
@require_POST
def remove_mentor(request: HttpRequest, form_id: int, number: int) -> HttpResponseBase:
    """Takes one mentor off the form."""
    draft, answers = draft_of(request, form_id)
    if not 1 <= number <= len(answers.mentors):
        raise Http404
    left = (*answers.mentors[: number - 1], *answers.mentors[number:])
    drafting.keep(draft.pk, actor=actor_of(request), mentors=left)
    return redirect("requests:mentors", draft.pk)


@applicants
@require_http_methods(["GET", "POST"])
def undertaking(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """What the company declares about itself."""
    draft, answers = draft_of(request, form_id)
    said = answers.undertaking
    known = {name: getattr(said, name) for name in UndertakingForm.base_fields} if said else {}
    form = UndertakingForm(request.POST or None, initial=_initial(draft, "undertaking", known))
    if request.method == "POST" and form.is_valid():
        drafting.keep(draft.pk, actor=actor_of(request), undertaking=form.undertaking())
        asked = _asked_papers(draft, answers)
        return redirect("requests:papers" if asked else "requests:contact", draft.pk)
    return _page(request, draft, "undertaking", {"form": form})


@applicants
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """The documents that the deciding partnerships ask of the company."""
    draft, answers = draft_of(request, form_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PapersForm(*sent, papers=_asked_papers(draft, answers), on=today())
    if request.method == "POST" and form.is_valid():
        drafting.keep_papers(draft.pk, actor=actor_of(request), on=today(), papers=form.papers())
        return redirect("requests:contact", draft.pk)
    return _page(request, draft, "papers", {"form": form})


@applicants
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Whom the partnership can call."""
    draft, answers = draft_of(request, form_id)
    known = who_can_be_called(request, draft, answers.contact)
    form = ContactForm(request.POST or None, initial=_initial(draft, "contact", known))
    if request.method == "POST" and form.is_valid():
        drafting.keep(draft.pk, actor=actor_of(request), contact=form.contact())
        return redirect("requests:check", draft.pk)
    return _page(request, draft, "contact", {"form": form})


@applicants
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Everything once more: which cases come out, who decides, until when; then the button that sends it."""
    draft, answers = draft_of(request, form_id)
    problems: tuple[Any, ...] = ()
    status = 200
    if request.method == "POST":
        try:
            submit(draft.pk, actor=actor_of(request), on=today())
        except Refused as refused:
            problems, status = problems_of([reason(code) for code in refused.reasons]), 422
        except ValidationError as wrong:
            problems, status = problems_of(wrong.messages), 422
        else:
            return redirect("requests:receipt", draft.pk)
    on_behalf = is_on_behalf(draft)
    proposals = propose(draft.company, answers, on=today(), with_papers=on_behalf)
    declarations = documents_of_form(draft) if on_behalf else {}
    asked = [(case.partnership.pk, case.programme.pk) for case in proposals.cases if case.partnership]
    replaced = replaced_by(asked, on=today())
    committees = own_committees(draft.company, on=today())
    committee_form = None
    if len(committees) > 1:
        committee_form = CommitteeForm(
            initial={"committee": answers.committee},
            committees=[(committee.code, str(committee)) for committee in committees],
        )
    context = {
        "answers": answers,
        "cases": [shown_case(case, answers, declarations, replaced) for case in proposals.cases],
        "summary": [
            *summary(draft, answers),
            *paper_rows(draft, asked_papers(draft, answers, proposals, on=today())),
        ],
        "declaration": DeclarationForm(on=today()) if on_behalf else None,
        "problems": problems,
        "committee_form": committee_form,
        "ready": not proposals.missing and all(not p.blockers for p in proposals.cases),
        "missing": [reason(code) for code in proposals.missing],
    }
    return _page(request, draft, "check", context, status=status)


@applicants
@require_POST
def leave_out(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Takes one programme at one site off the form."""
    draft, answers = draft_of(request, form_id)
    dropped = (request.POST.get("site", ""), request.POST.get("programme", ""))
    left = tuple(place for place in answers.places if (str(place.site_id), place.programme_code) != dropped)
    drafting.keep(draft.pk, actor=actor_of(request), places=left)
    return redirect("requests:check", draft.pk)


@applicants
@require_POST
def choose_committee(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Which of the company's joint committees fits."""
    draft, _answers = draft_of(request, form_id)
    committees = own_committees(draft.company, on=today())
    form = CommitteeForm(request.POST, committees=[(c.code, str(c)) for c in committees])
    if form.is_valid():
        drafting.keep(draft.pk, actor=actor_of(request), committee=form.cleaned_data["committee"])
    else:
        messages.error(request, _("Kies een paritair comité uit de lijst."))
    return redirect("requests:check", draft.pk)


@applicants
@require_POST
def discard(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Throws the draft away."""
    draft, _answers = draft_of(request, form_id)
    drafting.discard(draft.pk, actor=actor_of(request))
    messages.success(request, _("Het ontwerp is weg."))
    return redirect("requests:overview")


@applicants
@require_POST
def keep_typed(request: HttpRequest, form_id: int, page: str) -> HttpResponse:
    """Keeps what is half typed on a page; asked by the page itself while someone types."""
    draft, _answers = draft_of(request, form_id)
    if page not in TYPED_PAGES:
        raise Http404
    values = {name: request.POST.getlist(name) for name in request.POST if name not in NEVER_KEPT}
    drafting.keep_typed(draft.pk, actor=actor_of(request), page=page, values=values)
    return render(request, "requests/kept.html", {"at": draft.updated_at})


def _asked_papers(draft: RequestForm, answers: RequestAnswers) -> list[AskedPaper]:
    return asked_papers(draft, answers, propose(draft.company, answers, on=today()), on=today())


def _company(actor: Actor) -> Company:
    return get_object_or_404(Company, enterprise_number=actor.organisation)


def draft_of(request: HttpRequest, form_id: int) -> tuple[RequestForm, RequestAnswers]:
    """The unsent form of the reader, and what it holds."""
    forms = forms_visible_to(actor_of(request)).select_related("company", "mandate")
    drafts = forms.filter(submitted_on__isnull=True)
    draft = get_object_or_404(drafts, pk=form_id)
    return draft, RequestAnswers.from_json(draft.answers)


def _page(
    request: HttpRequest,
    draft: RequestForm,
    name: str,
    context: Mapping[str, Any],
    *,
    template: str = "",
    status: int = 200,
) -> HttpResponse:
    skips = name != "papers" and not draft.answers.get("papers")
    pages = [page for page in PAGES if not (skips and page.name == "papers")]
    number = next(place for place, page in enumerate(pages, start=1) if page.name == name)
    form = context.get("form")
    if isinstance(form, forms.Form) and form.is_bound:
        status = 422
    steps = [
        (page.title, reverse(f"requests:{page.name}", args=[draft.pk]), page.name == name) for page in pages
    ]
    frame = {
        "draft": draft,
        "on_behalf": is_on_behalf(draft),
        "steps": steps,
        "number": number,
        "of": len(pages),
        "step_title": pages[number - 1].title,
    }
    return render(request, template or pages[number - 1].template, {**frame, **context}, status=status)


def _initial(draft: RequestForm, page: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the fields of a page: what was half typed there, else what is known."""
    typed = draft.typed.get(page)
    if not typed:
        return dict(known)
    many = {"sites", "programmes"}
    return {name: values if name in many else (values or [""])[-1] for name, values in typed.items()}


def _mentor_initial(known: MentorAnswer) -> dict[str, Any]:
    names = MentorForm.base_fields.keys() - {"national_number"}
    return {name: getattr(known, name) for name in names}
