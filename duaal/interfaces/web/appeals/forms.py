"""Forms of the steps of an appeal. They clean what was typed and hand it on to the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals.models import AppealWay, InadmissibleGround
from duaal.interfaces.web.requests.forms import day_field

LONG = 8000
Choices = Sequence[tuple[Any, Any]]


def text_field(label: Any, missing: Any = "", hint: Any = "", *, rows: int = 6) -> forms.CharField:
    """A longer text; optional when nothing is said about a missing one."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing} if missing else {},
    )


class LodgeForm(forms.Form):
    """Why the company does not agree."""

    reasons = text_field(
        gettext_lazy("Waarom bent u het niet eens met de beslissing?"),
        gettext_lazy("Schrijf op waarom u het niet eens bent. Nu is het veld leeg."),
        gettext_lazy("Ga in op elke reden van de beslissing. De beroepscommissie leest deze tekst."),
        rows=10,
    )


class RegisterForm(forms.Form):
    """An appeal that came by post or by e-mail."""

    way = forms.ChoiceField(
        label=gettext_lazy("Hoe kwam het beroep binnen?"),
        choices=[(way.value, way.label) for way in (AppealWay.LETTER, AppealWay.EMAIL)],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of het beroep per brief of per e-mail kwam.")},
    )
    sent_on = day_field(
        gettext_lazy("Wanneer is het verstuurd?"),
        gettext_lazy("Vul de dag in waarop het beroep verstuurd is."),
        gettext_lazy("Bij een brief telt de datum van de poststempel."),
    )
    reasons = text_field(
        gettext_lazy("Wat schrijft de onderneming?"),
        hint=gettext_lazy("Laat leeg als er geen redenen in staan. Dat maakt het beroep niet ontvankelijk."),
    )


class AdmissibilityForm(forms.Form):
    """Whether the appeal is examined, and why not."""

    YES, NO = "yes", "no"

    answer = forms.ChoiceField(
        label=gettext_lazy("Is het beroep ontvankelijk?"),
        choices=[
            (YES, gettext_lazy("Ja, de commissie onderzoekt het")),
            (NO, gettext_lazy("Nee, dat bevestigde de commissie")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of het beroep ontvankelijk is.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Waarom is het niet ontvankelijk?"),
        choices=[("", gettext_lazy("Het is ontvankelijk")), *InadmissibleGround.choices[1:]],
        required=False,
    )
    reason = text_field(
        gettext_lazy("Uitleg bij een beroep dat niet ontvankelijk is"),
        hint=gettext_lazy("De onderneming leest deze uitleg."),
    )


class ReasonForm(forms.Form):
    """A step with only its reason."""

    reason = text_field(
        gettext_lazy("Reden"),
        gettext_lazy("Schrijf de reden op. Nu is het veld leeg."),
        gettext_lazy("De onderneming leest deze reden."),
        rows=4,
    )


class OutcomeForm(forms.Form):
    """The outcome of the committee and its reasons."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat besliste de commissie?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat de commissie besliste.")},
    )
    reason = text_field(
        gettext_lazy("Redenen van de commissie"),
        gettext_lazy("Schrijf de reden op. Nu is het veld leeg."),
        gettext_lazy("De onderneming en het partnerschap lezen deze redenen."),
        rows=8,
    )

    def __init__(self, *args: Any, outcomes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "outcome", outcomes)


class RefusalOutcomeForm(OutcomeForm):
    """With the mentors, or the grounds that remain."""

    mentors = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Bij gegrond: welke mentoren aanvaardt de commissie?"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )
    remaining = forms.MultipleChoiceField(
        label=gettext_lazy("Bij deels gegrond: welke voorwaarden blijven niet voldaan?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, mentors: Choices, remaining: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "mentors", mentors)
        choose_from(self, "remaining", remaining)


class ExclusionOutcomeForm(OutcomeForm):
    """With the new last day of an exclusion."""

    until = day_field(
        gettext_lazy("Bij deels gegrond: de nieuwe laatste dag van de uitsluiting"),
        hint=gettext_lazy("Laat leeg bij gegrond of ongegrond."),
    )


class MentorOutcomeForm(OutcomeForm):
    """With the programmes for which a mentor stays barred."""

    remaining = forms.MultipleChoiceField(
        label=gettext_lazy("Bij deels gegrond: voor welke opleidingen blijft de mentor geweigerd?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, remaining: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "remaining", remaining)


def choose_from(form: forms.Form, name: str, choices: Choices) -> None:
    """Gives a field its choices."""
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]
