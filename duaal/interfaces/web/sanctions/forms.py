"""Forms of guidance, hearing and precaution. They clean what was typed and hand it on to the actions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.labels import CONDITION
from duaal.casework.recognition.sanctions.guidance import ActionPlan
from duaal.casework.recognition.sanctions.labels import DUTY
from duaal.casework.recognition.sanctions.precaution import Outcome
from duaal.casework.recognition.sanctions.rules import CONDITIONS, DUTIES
from duaal.casework.recognition.sanctions.states import ActionResult, ExclusionKind
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.requests.forms import day_field

SHORT = 200

SHORTCOMING_CHOICES = [
    ("", gettext_lazy("Kies wat er niet in orde is")),
    (gettext_lazy("Een plicht is niet nagekomen"), [(code, DUTY[code]) for code in DUTIES]),
    (gettext_lazy("Een voorwaarde is niet meer vervuld"), [(code, CONDITION[code]) for code in CONDITIONS]),
]


def shortcoming_field(**more: Any) -> forms.ChoiceField:
    """The code of a duty or a condition, by what should be so."""
    return forms.ChoiceField(
        label=gettext_lazy("Wat moet in orde komen?"),
        choices=SHORTCOMING_CHOICES,
        error_messages={"required": gettext_lazy("Kies wat er niet in orde is.")},
        **more,
    )


def line_field(label: Any, missing: Any = "", hint: Any = "") -> forms.CharField:
    """One line of text; optional when nothing is said about a missing one."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=SHORT,
        error_messages={"required": missing} if missing else {},
    )


class ActionForm(forms.Form):
    """What has to happen, by whom and until when."""

    description_of_action = text_field(
        gettext_lazy("Wat moet er gebeuren?"),
        gettext_lazy("Schrijf op wat er moet gebeuren. Nu is het veld leeg."),
        gettext_lazy("Schrijf het zo op dat u later kunt zien of het gelukt is."),
        rows=3,
    )
    responsible = line_field(
        gettext_lazy("Wie doet het?"), gettext_lazy("Schrijf op wie het doet. Nu is het veld leeg.")
    )
    due_on = day_field(
        gettext_lazy("Tegen wanneer?"), gettext_lazy("Vul de laatste dag in waarop het klaar moet zijn.")
    )
    visit_on = day_field(
        gettext_lazy("Wanneer gaat u kijken?"),
        "",
        gettext_lazy("U vindt het bezoek terug bij uw plaatsbezoeken."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visit_on"].required = False

    def plan(self) -> ActionPlan:
        """The action of a form without mistakes."""
        given = self.cleaned_data
        return ActionPlan(
            given["description_of_action"], given["responsible"], given["due_on"], given["visit_on"]
        )


class StartForm(ActionForm):
    """The shortcoming of a new guidance file, with its first action."""

    shortcoming = shortcoming_field()
    description = text_field(
        gettext_lazy("Wat stelde u vast?"),
        gettext_lazy("Beschrijf wat er niet in orde is. Nu is het veld leeg."),
        gettext_lazy("De onderneming leest deze tekst."),
        rows=4,
    )
    field_order = ("shortcoming", "description", "description_of_action", "responsible", "due_on", "visit_on")


class ReportForm(forms.Form):
    """What the company did for an action."""

    report = text_field(
        gettext_lazy("Wat deed u al?"),
        gettext_lazy("Schrijf op wat u deed. Nu is het veld leeg."),
        gettext_lazy("Het partnerschap leest dit. U kunt later opnieuw berichten."),
    )


class CloseForm(forms.Form):
    """The result of an action."""

    result = forms.ChoiceField(
        label=gettext_lazy("Is de actie gelukt?"),
        choices=[
            (ActionResult.POSITIVE.value, gettext_lazy("Ja")),
            (ActionResult.NEGATIVE.value, gettext_lazy("Nee")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of de actie gelukt is.")},
    )
    remark = text_field(
        gettext_lazy("Uitleg"),
        hint=gettext_lazy("Verplicht als de actie niet gelukt is. De onderneming leest dit."),
        rows=4,
    )


class ReasonForm(forms.Form):
    """A step with its reason."""

    reason = text_field(
        gettext_lazy("Reden"),
        gettext_lazy("Schrijf de reden op. Nu is het veld leeg."),
        gettext_lazy("De onderneming leest deze reden."),
        rows=5,
    )


class DropForm(ReasonForm):
    """Dropping a proposed sanction, with or without guidance after it."""

    resume_guidance = forms.BooleanField(
        label=gettext_lazy("De begeleiding gaat weer verder"),
        required=False,
    )

    def __init__(self, *args: Any, can_resume: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_resume:
            del self.fields["resume_guidance"]


class ReactForm(forms.Form):
    """The reaction of the company to an invitation."""

    reaction = text_field(
        gettext_lazy("Wat is uw reactie?"),
        gettext_lazy("Schrijf uw reactie op. Nu is het veld leeg."),
        gettext_lazy("U reageert één keer. Wilt u liever een gesprek? Schrijf dat dan hier."),
        rows=8,
    )


class HearForm(forms.Form):
    """A talk with the company."""

    heard_on = day_field(
        gettext_lazy("Wanneer was het gesprek?"),
        gettext_lazy("Vul de dag in waarop het gesprek plaatsvond."),
    )
    report = text_field(
        gettext_lazy("Verslag"),
        gettext_lazy("Schrijf op wat de onderneming zei. Nu is het veld leeg."),
        gettext_lazy("De onderneming leest dit verslag."),
        rows=8,
    )


class PrecautionForm(forms.Form):
    """The danger, and until when everyone is warned."""

    danger = text_field(
        gettext_lazy("Welk gevaar loopt de leerling?"),
        gettext_lazy("Beschrijf het gevaar voor de leerling. Nu is het veld leeg."),
        gettext_lazy("De onderneming leest deze tekst."),
        rows=5,
    )
    until = day_field(
        gettext_lazy("Tot en met wanneer?"), gettext_lazy("Vul de laatste dag van de maatregel in.")
    )


class ResolveForm(forms.Form):
    """How it goes on after a precaution."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Hoe gaat het verder?"),
        choices=[
            (Outcome.END.value, gettext_lazy("Het gevaar is voorbij: verder zoals voordien")),
            (Outcome.GUIDANCE.value, gettext_lazy("Met begeleiding")),
            (
                Outcome.SANCTION.value,
                gettext_lazy("Met een voorstel van sanctie: zij mag reageren"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe het verder gaat.")},
    )
    shortcoming = shortcoming_field(required=False)
    reason = text_field(
        gettext_lazy("Reden"),
        gettext_lazy("Schrijf de reden op. Nu is het veld leeg."),
        gettext_lazy("De onderneming leest deze reden."),
        rows=4,
    )

    def __init__(self, *args: Any, guidance_runs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if guidance_runs:
            del self.fields["shortcoming"]
        else:
            self.fields["shortcoming"].label = gettext_lazy("Bij begeleiding: wat moet in orde komen?")


def site_choices(sites: Iterable[Any]) -> list[tuple[str, Any]]:
    """The whole undertaking, or one of its sites."""
    return [
        ("", gettext_lazy("De hele onderneming")),
        *((str(site.pk), f"{site.name}, {site.municipality.name}") for site in sites),
    ]


class ProposeExclusionForm(forms.Form):
    """The exclusion that a partnership proposes."""

    exclusion_kind = forms.ChoiceField(
        label=gettext_lazy("Welke uitsluiting stelt u voor?"),
        choices=[
            (ExclusionKind.TEMPORARY.value, gettext_lazy("Tijdelijk")),
            (ExclusionKind.DEFINITIVE.value, gettext_lazy("Zonder einddatum")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of de uitsluiting tijdelijk of definitief is.")},
    )
    exclusion_site = forms.ChoiceField(label=gettext_lazy("Van wie?"), required=False)
    exclusion_until = day_field(gettext_lazy("Laatste dag van een tijdelijke uitsluiting"), "")
    exclusion_reason = text_field(
        gettext_lazy("Waarom?"),
        gettext_lazy("Schrijf op waarom u uitsluit. Nu is het veld leeg."),
        rows=6,
    )

    def __init__(self, *args: Any, sites: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exclusion_site"].choices = site_choices(sites)  # type: ignore[attr-defined]
        self.fields["exclusion_until"].required = False
