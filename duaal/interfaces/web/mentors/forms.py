"""Forms about mentors: naming one more, saying that one stops, certificates and exemptions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.mentors.checking import Named
from duaal.casework.recognition.mentors.naming import NewMentor, NewPerson
from duaal.casework.recognition.mentors.training import Course
from duaal.casework.recognition.models import AssignmentDocument, ExemptionGround, MentorAssignment
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.foundation.people.models import Person
from duaal.interfaces.web.requests.forms import day_field, yes_no_field
from duaal.interfaces.web.requests.mentor_form import EXTRACT_FILE, PROOF_FILE, MentorForm
from duaal.interfaces.web.uploads import DocumentField, accepted_words, choose_again

WHO = ("given_name", "family_name", "national_number")
LEFT, DIED, TAKEN_AWAY = "left", "died", "taken_away"


class NamingForm(MentorForm):
    """One more mentor: for which recognitions, and what the register does not know of this person yet."""

    def __init__(
        self,
        *args: Any,
        recognitions: Sequence[tuple[int, str]],
        person: Person | None,
        latest: MentorAssignment | None,
        kept: AssignmentDocument | None,
        law: RecognitionLaw,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, law=law, on=on, **kwargs)
        self.person, self.kept = person, kept
        self.fields["recognitions"] = forms.TypedMultipleChoiceField(
            label=_("Bij welke erkenningen komt deze mentor werken?"),
            choices=recognitions,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Kies minstens één erkenning.")},
        )
        if person is not None:
            for name in WHO:
                del self.fields[name]
        if latest is not None:
            for name in ("position", "experience_since", "prior_training"):
                self.fields[name].initial = getattr(latest, name)
        if kept is not None:
            self._keep_extract(kept.assignment)
        self.order_fields(["recognitions", *(name for name in self.fields if name != "recognitions")])

    def _keep_extract(self, known: MentorAssignment) -> None:
        """An extract that still serves is not asked again."""
        words = _("We hebben nog het uittreksel van %(day)s. Vul alleen iets in als u een nieuw hebt.")
        day = date_format(known.extract_issued_on, "j F Y")
        for name in ("extract_model", "extract_issued_on"):
            self.fields[name].required = False
        self.fields["extract_model"].help_text = words % {"day": day}

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with somebody whom we know already, is said of the form as a whole."""
        super().add_error(field if field in self.fields else None, error)

    def named(self) -> Named:
        cleaned = self.cleaned_data
        if self.kept is not None and not cleaned["extract_issued_on"]:
            known = self.kept.assignment
            cleaned["extract_model"] = known.extract_model
            cleaned["extract_issued_on"] = known.extract_issued_on
        return super().named()

    def _birth_date(self) -> date:
        return self.person.birth_date if self.person is not None else super()._birth_date()

    def clean(self) -> dict[str, Any]:
        issued, model = (self.cleaned_data.get(name) for name in ("extract_issued_on", "extract_model"))
        if self.kept is not None and bool(issued) != bool(model):
            missing = "extract_model" if issued else "extract_issued_on"
            self.add_error(missing, _("Vul het model en de dag van het nieuwe uittreksel allebei in."))
        return super().clean()

    def new_mentor(self) -> NewMentor:
        """Who becomes mentor, for the action."""
        cleaned = self.cleaned_data
        who: NewPerson | int
        if self.person is not None:
            who = self.person.pk
        else:
            number = cleaned["national_number"]
            who = NewPerson(cleaned["given_name"].strip(), cleaned["family_name"].strip(), number)
        return NewMentor(who, self.named(), cleaned[EXTRACT_FILE], cleaned[PROOF_FILE])


class StopForm(forms.Form):
    """Why a mentor stops, and since when."""

    why = forms.ChoiceField(
        label=gettext_lazy("Wat is er gebeurd?"),
        choices=(
            (LEFT, gettext_lazy("De mentor werkt hier niet meer, of kan het niet meer doen")),
            (DIED, gettext_lazy("De mentor is overleden")),
            (TAKEN_AWAY, gettext_lazy("De mentor werkt hier nog, maar is geen mentor meer")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat er gebeurd is.")},
    )
    last_day = day_field(
        gettext_lazy("Sinds welke dag?"),
        gettext_lazy("Vul de dag in waarop de mentor stopte."),
        gettext_lazy("Vandaag of een dag die voorbij is."),
    )
    remark = forms.CharField(
        label=gettext_lazy("Wilt u daar iets bij zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CertificateForm(forms.Form):
    """A certificate of a mentor training."""

    course = forms.CharField(
        label=gettext_lazy("Naam van de opleiding"),
        max_length=200,
        error_messages={"required": gettext_lazy("Vul de naam in die op het attest staat.")},
    )
    provider = forms.CharField(
        label=gettext_lazy("Wie gaf de opleiding?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Vul in wie de opleiding gaf.")},
    )
    provider_registered = yes_no_field(
        gettext_lazy("Is dat een geregistreerde dienstverlener van Werk en Sociale Economie?"),
        gettext_lazy("Kies ja of nee: is het een geregistreerde dienstverlener?"),
        gettext_lazy("Het staat op het attest. Twijfelt u? Vraag het aan wie de opleiding gaf."),
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hoeveel uren duurde de opleiding?"),
        min_value=1,
        max_value=1000,
        error_messages={
            "required": gettext_lazy("Vul het aantal uren in."),
            "invalid": gettext_lazy("Vul een heel getal in, bijvoorbeeld 8."),
            "min_value": gettext_lazy("Vul een getal in dat groter is dan nul."),
            "max_value": gettext_lazy("Dat zijn te veel uren. Kijk het getal na."),
        },
    )
    followed_on = day_field(
        gettext_lazy("Op welke dag eindigde de opleiding?"),
        gettext_lazy("Vul de dag in die op het attest staat."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = DocumentField(
            on=on, label=_("Scan of foto van het attest"), help_text=accepted_words(on)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choose_again(self)
        return cleaned

    def said(self) -> Course:
        cleaned = self.cleaned_data
        return Course(
            cleaned["course"],
            cleaned["provider"],
            cleaned["provider_registered"],
            cleaned["hours"],
            cleaned["followed_on"],
        )


class CertificateVerdictForm(forms.Form):
    """What the officer makes of a certificate."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Uw oordeel"),
        choices=(
            ("accept", gettext_lazy("Aanvaarden")),
            ("refuse", gettext_lazy("Niet aanvaarden")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of u het attest aanvaardt.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        help_text=gettext_lazy("Nodig als u het niet aanvaardt. De onderneming leest deze tekst."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExemptionForm(forms.Form):
    """Why a mentor does not have to follow the training."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Waarom hoeft deze mentor de opleiding niet te volgen?"),
        choices=ExemptionGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waarop de vrijstelling steunt.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        help_text=gettext_lazy("Noem het attest, het diploma of de ervaring. De onderneming leest dit."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf op waarop de vrijstelling steunt.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = DocumentField(on=on, label=_("Bewijs"), help_text=accepted_words(on))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choose_again(self)
        return cleaned
