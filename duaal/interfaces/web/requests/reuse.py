"""One page for a draft that reuses earlier files: what is asked, who stays, and what is declared anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.renewing import confirm
from duaal.casework.recognition.answers import MentorAnswer, Place, RequestAnswers
from duaal.casework.recognition.extracts import MODEL, MODELS, wrong_extract
from duaal.casework.recognition.facts import MentorFacts
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.rules.law import RecognitionLaw, law_on
from duaal.casework.recognition.states import APPLICANTS
from duaal.casework.recognition.upkeep.following import extract_needed, sources_of
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import WRONG, both_ways
from duaal.interfaces.web.requests.forms import ContactForm, UndertakingForm, day_field, yes_no_field
from duaal.interfaces.web.requests.views import draft_of
from duaal.interfaces.web.uploads import DocumentField, accepted_words, choose_again
from duaal.register.organisations.models import Site


class ReuseForm(forms.Form):
    """Which places stay on the form, which mentors stay, and a new extract where the old one is too old."""

    places = forms.MultipleChoiceField(
        label=gettext_lazy("Wat vraagt u aan?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één opleiding.")},
    )

    def __init__(
        self,
        *args: Any,
        answers: RequestAnswers,
        choices: Sequence[tuple[str, str]],
        law: RecognitionLaw,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.answers, self.law, self.on = answers, law, on
        self.fields["places"].choices = choices  # type: ignore[attr-defined]
        self.fields["places"].initial = [value for value, _words in choices]
        for number, mentor in enumerate(answers.mentors):
            self._add_mentor(number, mentor)

    def _add_mentor(self, number: int, mentor: MentorAnswer) -> None:
        self.fields[f"stays_{number}"] = yes_no_field(
            _("Blijft %(name)s mentor?") % {"name": mentor.name},
            _("Kies ja of nee: blijft %(name)s mentor?") % {"name": mentor.name},
        )
        self.fields[f"stays_{number}"].initial = True
        if not extract_needed(mentor, self.law, on=self.on):
            return
        self.fields[f"model_{number}"] = forms.ChoiceField(
            label=_("Nieuw uittreksel van %(name)s: welk model?") % {"name": mentor.name},
            help_text=_("Het oude is van %(day)s. Dat is te oud om %(name)s opnieuw aan te duiden.")
            % {"day": f"{mentor.extract_issued_on:%d/%m/%Y}", "name": mentor.name},
            choices=MODELS,
            widget=forms.RadioSelect,
            required=False,
        )
        day = day_field(_("Nieuw uittreksel van %(name)s: op welke dag gemaakt?") % {"name": mentor.name}, "")
        day.required = False
        self.fields[f"issued_on_{number}"] = day
        self.fields[f"file_{number}"] = DocumentField(
            on=self.on,
            label=_("Nieuw uittreksel van %(name)s: het bestand") % {"name": mentor.name},
            help_text=accepted_words(self.on),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number, mentor in enumerate(self.answers.mentors):
            if f"model_{number}" in self.fields and cleaned.get(f"stays_{number}"):
                self._check_extract(number, mentor, cleaned)
        choose_again(self)
        return cleaned

    def _check_extract(self, number: int, mentor: MentorAnswer, cleaned: dict[str, Any]) -> None:
        model, issued_on = cleaned.get(f"model_{number}"), cleaned.get(f"issued_on_{number}")
        name = {"name": mentor.name}
        if not model:
            self.add_error(f"model_{number}", _("Kies het model van het uittreksel van %(name)s.") % name)
        if issued_on is None and f"issued_on_{number}" not in self.errors:
            self.add_error(
                f"issued_on_{number}", _("Vul in wanneer het uittreksel van %(name)s gemaakt is.") % name
            )
        if not model or issued_on is None:
            return
        facts = MentorFacts(
            birth_date=mentor.birth_date,
            named_on=self.on,
            experience_since=mentor.experience_since,
            extract_model=model,
            extract_issued_on=issued_on,
        )
        if wrong := wrong_extract(facts, self.on, self.law):
            field, words = wrong
            self.add_error(f"model_{number}" if field == MODEL else f"issued_on_{number}", words)

    def say_again(self) -> None:
        """Another part of the page has a mistake: a browser does not keep the good files of this one."""
        for name in list(self.fields):
            if name.startswith("file_") and self.cleaned_data.get(name) is not None:
                self.add_error(name, _("Kies dit bestand opnieuw: de browser bewaart het niet."))

    def kept(self) -> tuple[RequestAnswers, list[tuple[int, Upload]]]:
        """The answers with what stays, and the new extracts by the place of their mentor in these."""
        chosen = set(self.cleaned_data["places"])
        places = tuple(p for n, p in enumerate(self.answers.places) if str(n) in chosen)
        mentors: list[MentorAnswer] = []
        uploads = []
        for number, mentor in enumerate(self.answers.mentors):
            if not self.cleaned_data[f"stays_{number}"]:
                continue
            if f"model_{number}" in self.fields:
                mentor = replace(
                    mentor,
                    extract_model=self.cleaned_data[f"model_{number}"],
                    extract_issued_on=self.cleaned_data[f"issued_on_{number}"],
                    extract_document=None,
                )
                if upload := self.cleaned_data.get(f"file_{number}"):
                    uploads.append((len(mentors), upload))
            mentors.append(mentor)
        return self.answers.with_answer(places=places, mentors=tuple(mentors)), uploads


@access(roles=APPLICANTS)
@both_ways
def reuse(request: HttpRequest, form_id: int) -> HttpResponse:
    """Confirms what is asked anew; then everything stands on the page to check and send."""
    draft, answers = draft_of(request, form_id)
    if not any(place.follows for place in answers.places):
        raise Http404
    on = today()
    typed = request.POST if request.method == "POST" else None
    file = ReuseForm(
        typed,
        request.FILES if typed is not None else None,
        answers=answers,
        choices=_choices(answers),
        law=law_on(on, ""),
        on=on,
    )
    said = answers.undertaking
    undertaking = UndertakingForm(typed, prefix="o", initial=_as_initial(said), use_required_attribute=False)
    contact = ContactForm(
        typed, prefix="c", initial=_as_initial(answers.contact), use_required_attribute=False
    )
    if typed is not None and all([file.is_valid(), undertaking.is_valid(), contact.is_valid()]):
        kept, uploads = file.kept()
        kept = kept.with_answer(undertaking=undertaking.undertaking(), contact=contact.contact())
        confirm(draft.pk, actor=actor_of(request), on=on, answers=kept, extracts=uploads)
        return redirect("requests:check", draft.pk)
    if typed is not None and file.is_valid():
        file.say_again()
    context = {
        "draft": draft,
        "file": file,
        "undertaking": undertaking,
        "contact": contact,
        "forms": [file, undertaking, contact],
        "has_mentors": bool(answers.mentors),
    }
    return render(request, "requests/reuse.html", context, status=WRONG if typed is not None else 200)


def _choices(answers: RequestAnswers) -> list[tuple[str, str]]:
    """The places by their number on the form, with until when the earlier recognition counts."""
    sources = sources_of(answers)
    sites = Site.objects.in_bulk({place.site_id for place in answers.places})
    known = Recognition.objects.filter(pk__in=sources).select_related("programme").in_bulk()
    return [
        (str(number), _place_words(place, known[place.follows], sites[place.site_id]))
        for number, place in enumerate(answers.places)
        if place.follows in known
    ]


def _place_words(place: Place, source: Recognition, site: Site) -> str:
    words = {
        "programme": source.programme.name,
        "site": site.name,
        "day": f"{source.ended_on or source.valid_to:%d/%m/%Y}",
    }
    if site.pk != source.site_id:
        return _("%(programme)s op %(site)s (nieuwe vestiging)") % words
    return _("%(programme)s op %(site)s (oude erkenning tot en met %(day)s)") % words


def _as_initial(answer: Any) -> dict[str, Any]:
    return {} if answer is None else {name: getattr(answer, name) for name in answer.__dataclass_fields__}
