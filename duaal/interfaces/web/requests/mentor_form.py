"""The form for one mentor: who it is, the experience, the extract, and a derogation where one is asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition.answers import MentorAnswer
from duaal.casework.recognition.extracts import MODELS, wrong_extract
from duaal.casework.recognition.facts import MentorFacts, Verdict
from duaal.casework.recognition.models import Derogation, MentorPosition
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.mentors import assess_mentor
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.identifiers import (
    CheckedPerson,
    WrongIdentifier,
    enterprise_number,
    national_number,
)
from duaal.foundation.kernel.sentences import sentence
from duaal.foundation.people.national_numbers import masked, protect
from duaal.interfaces.web.requests.forms import day_field
from duaal.interfaces.web.uploads import DocumentField, accepted_words, choose_again

EXTRACT_FILE, PROOF_FILE = "extract_file", "prior_training_file"


class MentorForm(forms.Form):
    """One mentor. The age, the experience and the extract are checked at once, with the rules of the day."""

    given_name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de voornaam van de mentor in.")},
    )
    family_name = forms.CharField(
        label=gettext_lazy("Familienaam"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de familienaam van de mentor in.")},
    )
    national_number = forms.CharField(
        label=gettext_lazy("Rijksregisternummer of bisnummer"),
        help_text=gettext_lazy("11 cijfers. Staat op de achterkant van de identiteitskaart."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Vul het rijksregisternummer van de mentor in.")},
    )
    position = forms.ChoiceField(
        label=gettext_lazy("Wat doet de mentor in uw onderneming?"),
        choices=MentorPosition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat de mentor in uw onderneming doet.")},
    )
    experience_since = day_field(
        gettext_lazy("Sinds wanneer werkt de mentor in dit beroep?"),
        gettext_lazy("Vul in sinds wanneer de mentor in dit beroep werkt."),
        gettext_lazy("Ook werk bij een andere onderneming telt mee."),
    )
    extract_model = forms.ChoiceField(
        label=gettext_lazy("Welk model van het uittreksel uit het strafregister hebt u?"),
        help_text=gettext_lazy("Het model staat bovenaan op het uittreksel."),
        choices=MODELS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies het model van het uittreksel.")},
    )
    extract_issued_on = day_field(
        gettext_lazy("Op welke dag is het uittreksel gemaakt?"),
        gettext_lazy("Vul de dag in waarop het uittreksel is gemaakt."),
    )
    prior_training = forms.CharField(
        label=gettext_lazy("Welke opleiding volgde de mentor in dit beroep?"),
        help_text=gettext_lazy("Alleen nodig als u een afwijking vraagt. Noem het diploma of het bewijs."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    derogation_asked = forms.ChoiceField(
        label=gettext_lazy("Vraagt u een afwijking voor deze mentor?"),
        help_text=gettext_lazy(
            "Het partnerschap beslist. Een afwijking kan alleen met een opleiding in het beroep."
        ),
        choices=[("", gettext_lazy("Nee")), *[c for c in Derogation.choices if c[0]]],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        law: RecognitionLaw,
        on: date,
        known: MentorAnswer | None = None,
        documents: Mapping[int, Document] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.law, self.on, self.known = law, on, known
        if law.external_mentor.value:
            self._add_employer()
        self._add_files(documents or {})
        if known is not None:
            field = self.fields["national_number"]
            field.required = False
            field.help_text = _("We kennen het nummer %(number)s. Vul alleen iets in als het anders is.") % {
                "number": known.national_number_shown
            }

    def _add_employer(self) -> None:
        """The employer of a mentor from outside, where the law lets such a mentor in."""
        self.fields["employer_number"] = forms.CharField(
            label=_("Ondernemingsnummer van de werkgever van de mentor"),
            help_text=_("Alleen als de mentor niet bij u in dienst is. 10 cijfers."),
            required=False,
            max_length=20,
            initial=self.known.employer_number if self.known else "",
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        order = [name for name in self.fields if name != "employer_number"]
        order.insert(order.index("position") + 1, "employer_number")
        self.order_fields(order)

    def clean_employer_number(self) -> str:
        """Obligatory for a mentor from outside, and left out for all others."""
        if self.cleaned_data.get("position") != MentorPosition.OUTSIDE:
            return ""
        typed: str = self.cleaned_data["employer_number"]
        if not typed.strip():
            raise ValidationError(_("Vul het ondernemingsnummer in van wie de mentor in dienst heeft."))
        try:
            return enterprise_number(typed).number
        except WrongIdentifier as wrong:
            raise ValidationError(sentence(wrong)) from wrong

    def _add_files(self, documents: Mapping[int, Document]) -> None:
        """The two files, each after the fields that are about it; what was uploaded before stays."""
        for name, label, kept, after in (
            (
                EXTRACT_FILE,
                _("Scan of foto van het uittreksel"),
                self.known.extract_document if self.known else None,
                "extract_issued_on",
            ),
            (
                PROOF_FILE,
                _("Scan of foto van het diploma of bewijs"),
                self.known.prior_training_document if self.known else None,
                "prior_training",
            ),
        ):
            field = DocumentField(on=self.on, label=label, help_text=accepted_words(self.on))
            if kept is not None and kept in documents:
                field.help_text = _("We hebben: %(name)s. Kies alleen een bestand als het anders is.") % {
                    "name": documents[kept].file_name
                }
            self.fields[name] = field
            order = [one for one in self.fields if one != name]
            order.insert(order.index(after) + 1, name)
            self.order_fields(order)

    def clean_national_number(self) -> CheckedPerson | None:
        typed = self.cleaned_data["national_number"]
        if not typed:
            return None
        try:
            checked = national_number(typed)
        except WrongIdentifier as wrong:
            raise ValidationError(sentence(wrong)) from wrong
        if checked.birth_date is None:
            raise ValidationError(
                _("In dit rijksregisternummer staat geen geboortedatum. Bel het partnerschap.")
            )
        return checked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            facts = self.facts()
            self._check_extract(facts)
            self._check_age_and_experience(facts)
        choose_again(self)
        return cleaned

    def facts(self) -> MentorFacts:
        """The mentor as the rules look at one who is named today."""
        cleaned = self.cleaned_data
        return MentorFacts(
            birth_date=self._birth_date(),
            named_on=self.on,
            experience_since=cleaned["experience_since"],
            prior_training_proof=bool(cleaned["prior_training"].strip()),
            extract_model=cleaned["extract_model"],
            extract_issued_on=cleaned["extract_issued_on"],
            inside_undertaking=cleaned["position"] != MentorPosition.OUTSIDE,
        )

    def _birth_date(self) -> date:
        checked = self.cleaned_data["national_number"]
        if checked is not None:
            return date.fromisoformat(checked.birth_date.isoformat())
        if self.known is None:
            raise ValueError("a new mentor always has a national number")
        return self.known.birth_date

    def _check_extract(self, facts: MentorFacts) -> None:
        wrong = wrong_extract(facts, self.on, self.law)
        if wrong is not None:
            self.add_error(*wrong)

    def _check_age_and_experience(self, facts: MentorFacts) -> None:
        """Stops what can never be granted; the rest is for the partnership to judge."""
        found = {assessment.code: assessment for assessment in assess_mentor(facts, self.on, self.law)}
        if facts.experience_since > self.on:
            self.add_error(
                "experience_since",
                _("De dag %(day)s ligt in de toekomst. Vul de eerste dag in dit beroep in.")
                % {"day": f"{facts.experience_since:%d/%m/%Y}"},
            )
        for code, field, number, least in (
            ("M2", "national_number", "age", self.law.mentor_min_age),
            ("M3", "experience_since", "experience_years", self.law.mentor_experience_years),
        ):
            years = next(used.value for used in found[code].facts if used.name == number)
            match found[code].verdict:
                case Verdict.NOT_MET if not facts.prior_training_proof and self._floor_reached(code, years):
                    if self.cleaned_data["derogation_asked"]:
                        self.add_error("prior_training", _("Noem de opleiding waarop u de afwijking steunt."))
                    else:
                        self.add_error(field, self._too_few(code, years, least.value))
                case Verdict.NOT_MET:
                    self.add_error(field, self._too_few(code, years, least.value))
                case Verdict.DEROGATION_POSSIBLE if not self._asks(code):
                    self.add_error("derogation_asked", self._too_few(code, years, least.value))

    def _floor_reached(self, code: str, years: int) -> bool:
        floors = {
            "M2": self.law.mentor_min_age_derogated.value,
            "M3": self.law.mentor_min_experience_years_derogated.value,
        }
        return years >= floors[code]

    def _asks(self, code: str) -> bool:
        asked = self.cleaned_data["derogation_asked"]
        return asked in {Derogation.BOTH, Derogation.AGE_23 if code == "M2" else Derogation.EXPERIENCE}

    def _too_few(self, code: str, years: int, least: int) -> str:
        if code == "M2":
            text = ngettext(
                "De mentor is %(years)d jaar. Een mentor is minstens %(least)d jaar. "
                "Kies een andere mentor, of vraag een afwijking als dat kan.",
                "De mentor is %(years)d jaar. Een mentor is minstens %(least)d jaar. "
                "Kies een andere mentor, of vraag een afwijking als dat kan.",
                years,
            )
        else:
            text = ngettext(
                "De mentor heeft %(years)d vol jaar ervaring. Nodig is %(least)d jaar. "
                "Kies een andere mentor, of vraag een afwijking als dat kan.",
                "De mentor heeft %(years)d volle jaren ervaring. Nodig is %(least)d jaar. "
                "Kies een andere mentor, of vraag een afwijking als dat kan.",
                years,
            )
        return text % {"years": years, "least": least}

    def mentor(self) -> MentorAnswer:
        """The mentor as the request form keeps it: the national number encrypted."""
        cleaned = self.cleaned_data
        checked = cleaned["national_number"]
        if checked is not None:
            kept, shown = protect(checked.number).as_text(), masked(checked.number)
        elif self.known is not None:
            kept, shown = self.known.national_number_protected, self.known.national_number_shown
        return MentorAnswer(
            given_name=cleaned["given_name"].strip(),
            family_name=cleaned["family_name"].strip(),
            birth_date=self._birth_date(),
            national_number_protected=kept,
            national_number_shown=shown,
            position=cleaned["position"],
            experience_since=cleaned["experience_since"],
            extract_model=cleaned["extract_model"],
            extract_issued_on=cleaned["extract_issued_on"],
            prior_training=cleaned["prior_training"].strip(),
            derogation_asked=cleaned["derogation_asked"],
            extract_document=self.known.extract_document if self.known else None,
            prior_training_document=self.known.prior_training_document if self.known else None,
            employer_number=cleaned.get("employer_number", ""),
        )
