"""The form for one mentor: who it is, the experience, the extract, and a derogation where one is asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.answers import MentorAnswer
from duaal.casework.recognition.extracts import MODELS
from duaal.casework.recognition.mentors.checking import CheckedNumber, Named, checked_number, what_rules_out
from duaal.casework.recognition.models import Derogation, MentorPosition
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.sentences import sentence
from duaal.foundation.people.national_numbers import masked, protect
from duaal.interfaces.web.mentors.obstacles import said_of
from duaal.interfaces.web.requests.forms import day_field
from duaal.interfaces.web.uploads import DocumentField, accepted_words, choose_again

EXTRACT_FILE, PROOF_FILE = "extract_file", "prior_training_file"
FOR_A_DEROGATION = ("derogation_asked", "prior_training", PROOF_FILE)


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

    def main_fields(self) -> list[BoundField]:
        """What is asked of every mentor."""
        return [field for field in self if field.name not in FOR_A_DEROGATION]

    def derogation_fields(self) -> list[BoundField]:
        """What only counts for a mentor who is too young or has not enough experience."""
        return [self[name] for name in FOR_A_DEROGATION]

    def asks_derogation(self) -> bool:
        """Whether something was filled in or kept about a derogation."""
        kept = self.known is not None and self.known.prior_training_document is not None
        return kept or bool(self["derogation_asked"].value() or self["prior_training"].value())

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

    def clean_national_number(self) -> CheckedNumber | None:
        typed = self.cleaned_data["national_number"]
        return checked_number(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            named = self.named()
            for obstacle in what_rules_out(named, on=self.on, law=self.law):
                self.add_error(*said_of(obstacle, named, on=self.on, law=self.law))
        choose_again(self)
        return cleaned

    def named(self) -> Named:
        """What was typed, as the checks look at it."""
        cleaned = self.cleaned_data
        return Named(
            birth_date=self._birth_date(),
            position=cleaned["position"],
            experience_since=cleaned["experience_since"],
            extract_model=cleaned["extract_model"],
            extract_issued_on=cleaned["extract_issued_on"],
            prior_training=cleaned["prior_training"],
            derogation_asked=cleaned["derogation_asked"],
            employer_number=cleaned.get("employer_number", ""),
        )

    def _birth_date(self) -> date:
        checked = self.cleaned_data["national_number"]
        if checked is not None:
            return date.fromisoformat(checked.birth_date.isoformat())
        if self.known is None:
            raise ValueError("a new mentor always has a national number")
        return self.known.birth_date

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
