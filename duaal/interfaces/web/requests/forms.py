"""Forms of the application for recognition: one question per page. They clean what was typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.answers import ContactAnswer, Place, UndertakingAnswer
from duaal.interfaces.web.uploads import DocumentField, accepted_words

EXTRACT_MODELS = (("596.2", "596.2"), ("596.1", "596.1"), ("595", "595"))
YES_NO = ((True, gettext_lazy("Ja")), (False, gettext_lazy("Nee")))


class DayInput(forms.DateInput):
    """A day, typed or picked; browsers without a picker take `2026-03-02`."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, missing: Any = "", hint: Any = "") -> forms.DateField:
    """A day; it has to be filled in when something is said about a missing one."""
    wrong = gettext_lazy("Dit is geen datum die bestaat. Vul dag, maand en jaar in, bijvoorbeeld 02/03/2020.")
    return forms.DateField(
        label=label,
        help_text=hint,
        required=bool(missing),
        widget=DayInput(),
        error_messages={"required": missing, "invalid": wrong},
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
    )


def yes_no_field(label: Any, missing: Any, hint: Any = "") -> forms.TypedChoiceField:
    """A question that is answered with yes or no; nothing is chosen beforehand."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=YES_NO,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class PlacesForm(forms.Form):
    """At which sites, for which programmes; every programme is asked at every site that was ticked."""

    sites = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Op welke vestigingen wilt u iemand opleiden?"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={
            "required": gettext_lazy("Kies minstens één vestiging."),
            "invalid_choice": gettext_lazy(
                "Vestiging %(value)s kan hier niet. Kies een vestiging uit de lijst."
            ),
        },
    )
    programmes = forms.MultipleChoiceField(
        label=gettext_lazy("Voor welke opleidingen?"),
        help_text=gettext_lazy("Weet u niet welke opleiding? Vraag de naam aan de school van de leerling."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Kies minstens één opleiding."),
            "invalid_choice": gettext_lazy(
                "De opleiding %(value)s staat niet in de lijst van duale opleidingen. "
                "Vraag de juiste naam aan de school."
            ),
        },
    )

    def __init__(
        self, *args: Any, sites: Sequence[tuple[int, str]], programmes: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sites"].choices = sites  # type: ignore[attr-defined]
        self.fields["programmes"].choices = programmes  # type: ignore[attr-defined]

    def places(self) -> tuple[Place, ...]:
        return tuple(
            Place(site, programme)
            for site in self.cleaned_data["sites"]
            for programme in self.cleaned_data["programmes"]
        )


class UndertakingForm(forms.Form):
    """What the company declares about itself: conditions U1 to U3."""

    organisation_and_equipment = yes_no_field(
        gettext_lazy("Laten uw organisatie en uitrusting toe om het opleidingsplan uit te voeren?"),
        gettext_lazy("Kies ja of nee: laten uw organisatie en uitrusting de opleiding toe?"),
        gettext_lazy("Denk aan machines, ruimte, werk dat past bij de opleiding, en tijd om te begeleiden."),
    )
    organisation_and_equipment_remark = forms.CharField(
        label=gettext_lazy("Wilt u daar iets bij zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    financial_strength = yes_no_field(
        gettext_lazy("Is uw onderneming financieel sterk genoeg om te blijven bestaan?"),
        gettext_lazy("Kies ja of nee: is uw onderneming financieel sterk genoeg?"),
        gettext_lazy("De leerling moet de opleiding bij u kunnen afmaken."),
    )
    financial_strength_remark = forms.CharField(
        label=gettext_lazy("Wilt u daar iets bij zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    conviction = yes_no_field(
        gettext_lazy("Is uw onderneming ooit veroordeeld?"),
        gettext_lazy("Kies ja of nee: is uw onderneming ooit veroordeeld?"),
        gettext_lazy("Ja betekent niet meteen neen: het partnerschap kan beslissen dat het niet meetelt."),
    )
    conviction_remark = forms.CharField(
        label=gettext_lazy("Beschrijf de veroordeling"),
        help_text=gettext_lazy("Alleen als u ja koos. Wanneer, waarvoor, en wat is er sindsdien veranderd?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("organisation_and_equipment") is False:
            self.add_error(
                "organisation_and_equipment",
                _("U koos nee. Een aanvraag kan pas als uw organisatie en uitrusting klaar zijn."),
            )
        if cleaned.get("financial_strength") is False:
            self.add_error(
                "financial_strength",
                _("U koos nee. Een aanvraag kan pas als uw onderneming sterk is."),
            )
        if cleaned.get("conviction") and not cleaned.get("conviction_remark", "").strip():
            self.add_error(
                "conviction_remark",
                _("U koos ja. Beschrijf de veroordeling, zodat het partnerschap kan oordelen."),
            )
        return cleaned

    def undertaking(self) -> UndertakingAnswer:
        return UndertakingAnswer(**self.cleaned_data)


class ContactForm(forms.Form):
    """Whom the partnership can call about the application."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Vul de naam in van wie het partnerschap kan bellen.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Vul een e-mailadres in."),
            "invalid": gettext_lazy("Dit is geen e-mailadres. Schrijf het zoals naam@onderneming.be."),
        },
    )
    phone = forms.RegexField(
        r"^\+?[0-9 ./()-]{8,30}$",
        label=gettext_lazy("Telefoonnummer"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={
            "required": gettext_lazy("Vul een telefoonnummer in."),
            "invalid": gettext_lazy("Dit is geen telefoonnummer. Schrijf het zoals 09 123 45 67."),
        },
    )

    def contact(self) -> ContactAnswer:
        cleaned = self.cleaned_data
        return ContactAnswer(cleaned["name"].strip(), cleaned["email"], cleaned["phone"].strip())


class DeclarationForm(forms.Form):
    """The declaration on honour of one case, signed by the company."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = DocumentField(
            on=on, label=_("Scan of foto van de verklaring op eer"), help_text=accepted_words(on)
        )
        field.required = True
        field.error_messages["required"] = _("Kies eerst de scan of foto van de verklaring op eer.")
        self.fields["file"] = field


class CommitteeForm(forms.Form):
    """Which joint committee fits these programmes, when the company belongs to several."""

    committee = forms.ChoiceField(
        label=gettext_lazy("Welk paritair comité past bij deze opleidingen?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een paritair comité.")},
    )

    def __init__(self, *args: Any, committees: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].choices = committees  # type: ignore[attr-defined]
