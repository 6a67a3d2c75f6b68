"""Forms of a training plan. They clean what was typed and hand it on to the actions."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.progress.actions.writing import Weeks, Where
from duaal.casework.progress.labels import TEXT, VENUE
from duaal.casework.progress.models import TEXTS
from duaal.casework.progress.states import Venue
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.requests.forms import day_field

Choices = Iterable[tuple[str, Any]]
HOURS_IN_A_WEEK = 168
MINUTES = 60
NO_PLACE = ("", gettext_lazy("nog geen werkplek"))
NO_MENTOR = ("", gettext_lazy("nog geen mentor"))
START_MISSING = gettext_lazy("Vul de eerste dag in.")
END_MISSING = gettext_lazy("Vul de laatste dag in.")
NOT_LISTED = {"invalid_choice": gettext_lazy("Dit staat niet in de lijst. Kies iets uit de lijst.")}


def hours_field(label: Any, hint: Any = "") -> forms.DecimalField:
    """Hours a week, with a comma or a point."""
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(HOURS_IN_A_WEEK),
        max_digits=5,
        decimal_places=2,
        localize=True,
        error_messages={
            "invalid": gettext_lazy("Dit is geen aantal uren. Schrijf bijvoorbeeld 20 of 20,5."),
            "min_value": gettext_lazy("Een aantal uren is niet kleiner dan 0."),
            "max_value": gettext_lazy("Een week heeft niet zoveel uren. Vul de uren per week in."),
        },
    )


class PeriodForm(forms.Form):
    """From when until when a plan goes."""

    starts_on = day_field(gettext_lazy("Eerste dag van het plan"), START_MISSING)
    ends_on = day_field(gettext_lazy("Laatste dag van het plan"), END_MISSING)


class LinesForm(forms.Form):
    """Where the ticked competences are learned."""

    lines = forms.MultipleChoiceField(
        label=gettext_lazy("Competenties"),
        error_messages={
            "required": gettext_lazy("Vink minstens één competentie aan."),
            "invalid_choice": gettext_lazy("Deze competentie staat niet meer in het plan. Kies opnieuw."),
        },
    )
    venue = forms.ChoiceField(
        label=gettext_lazy("Waar leert de leerling dit?"),
        choices=list(VENUE.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waar de leerling dit leert.")},
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Werkplek"),
        help_text=gettext_lazy("Alleen als het ook op een werkplek is."),
        required=False,
        error_messages=NOT_LISTED,
    )
    mentor = forms.ChoiceField(
        label=gettext_lazy("Mentor"),
        help_text=gettext_lazy("Een mentor van die werkplek."),
        required=False,
        error_messages=NOT_LISTED,
    )
    starts_on = day_field(gettext_lazy("Vanaf"), hint=gettext_lazy("Leeg: de periode blijft."))
    ends_on = day_field(gettext_lazy("Tot en met"))

    def __init__(self, *args: Any, lines: Choices, places: Choices, mentors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = list(lines)  # type: ignore[attr-defined]
        self.fields["place"].choices = [NO_PLACE, *places]  # type: ignore[attr-defined]
        self.fields["mentor"].choices = [NO_MENTOR, *mentors]  # type: ignore[attr-defined]

    def where(self) -> Where:
        given = self.cleaned_data
        return Where(
            Venue(given["venue"]),
            int(given["place"]) if given["place"] else None,
            int(given["mentor"]) if given["mentor"] else None,
            given["starts_on"],
            given["ends_on"],
        )

    def keys(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["lines"]]


class WeeksForm(forms.Form):
    """Weeks with the same hours."""

    starts_on = day_field(gettext_lazy("Vanaf"), START_MISSING)
    ends_on = day_field(gettext_lazy("Tot en met"), END_MISSING)
    place = forms.ChoiceField(label=gettext_lazy("Werkplek"), required=False, error_messages=NOT_LISTED)
    real = hours_field(
        gettext_lazy("Uren per week op de werkplek"), gettext_lazy("Gemiddeld, zonder de pauzes.")
    )
    simulated = hours_field(gettext_lazy("Uren per week op een gesimuleerde werkplek"))
    lessons = forms.IntegerField(
        label=gettext_lazy("Lessen per week"),
        required=False,
        min_value=0,
        max_value=HOURS_IN_A_WEEK,
        error_messages={"invalid": gettext_lazy("Dit is geen aantal lessen. Schrijf een getal.")},
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [NO_PLACE, *places]  # type: ignore[attr-defined]

    def weeks(self) -> Weeks:
        given = self.cleaned_data
        return Weeks(
            given["starts_on"],
            given["ends_on"],
            int(given["place"]) if given["place"] else None,
            int((given["real"] or 0) * MINUTES),
            int((given["simulated"] or 0) * MINUTES),
            given["lessons"] or 0,
        )


class EvaluationForm(forms.Form):
    """A moment of evaluation."""

    planned_on = day_field(gettext_lazy("Dag"), gettext_lazy("Vul de dag van de evaluatie in."))
    form = forms.CharField(
        label=gettext_lazy("Hoe of met wie"),
        help_text=gettext_lazy("Bijvoorbeeld: gesprek met de mentor op de werkplek."),
        required=False,
        max_length=200,
    )


class AgreementsForm(PeriodForm):
    """The period of the plan and its agreements in words."""

    contact_moments = text_field(
        TEXT["contact_moments"], hint=gettext_lazy("Hoe dikwijls, hoe, en wie is bereikbaar?"), rows=3
    )
    evaluation_form = text_field(
        TEXT["evaluation_form"], hint=gettext_lazy("Bijvoorbeeld een gesprek of een proef."), rows=3
    )
    extra_guidance = text_field(TEXT["extra_guidance"], rows=3)
    adjustments = text_field(
        TEXT["adjustments"],
        hint=gettext_lazy("De onderneming ziet dit niet. Schrijf geen diagnose op."),
        rows=3,
    )
    adjustments_at_work = text_field(
        TEXT["adjustments_at_work"], hint=gettext_lazy("De onderneming ziet dit wel."), rows=3
    )
    safety = text_field(TEXT["safety"], rows=3)
    prior_competences = text_field(
        TEXT["prior_competences"], hint=gettext_lazy("De onderneming ziet dit niet."), rows=3
    )

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in TEXTS}


class FixForm(forms.Form):
    """Why there is a new version."""

    reason = text_field(
        gettext_lazy("Waarom is er deze versie?"),
        hint=gettext_lazy("Nodig vanaf de tweede versie. Iedereen die het plan leest, ziet dit."),
        rows=3,
    )


class ReachedForm(forms.Form):
    """On which day a competence was reached."""

    reached_on = day_field(gettext_lazy("Behaald op"), gettext_lazy("Vul in wanneer het behaald is."))


class MoveForm(forms.Form):
    """Which place falls away, from when, and where the learner goes."""

    lost = forms.ChoiceField(
        label=gettext_lazy("Welke werkplek valt weg?"),
        error_messages={"required": gettext_lazy("Kies de werkplek die wegvalt."), **NOT_LISTED},
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Naar welke werkplek gaat de leerling?"),
        help_text=gettext_lazy("Is er nog geen? Dan wacht wat nog open is, tot u een werkplek kiest."),
        required=False,
        error_messages=NOT_LISTED,
    )
    from_day = day_field(gettext_lazy("Vanaf"), gettext_lazy("Vul de eerste dag op de nieuwe werkplek in."))

    def __init__(self, *args: Any, lost: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lost"].choices = list(lost)  # type: ignore[attr-defined]
        self.fields["to"].choices = [NO_PLACE, *places]  # type: ignore[attr-defined]
