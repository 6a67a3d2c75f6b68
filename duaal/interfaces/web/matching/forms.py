"""Forms of contacts and offers. They clean what was typed and hand it on to the actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.requests.forms import day_field

MOST_PLACES = 999


class AskForm(forms.Form):
    """The question to a company about a learner, with the consent of the learner."""

    message = text_field(
        gettext_lazy("Wat wilt u over de leerling zeggen?"),
        gettext_lazy("Schrijf kort waarom deze leerling bij deze onderneming past. Nu is het veld leeg."),
        gettext_lazy(
            "De onderneming leest de naam, de opleiding en deze tekst. Schrijf niets over gezondheid, thuis "
            "of punten."
        ),
    )
    consents = forms.BooleanField(
        label=gettext_lazy("De leerling gaat akkoord dat de onderneming dit leest"),
        help_text=gettext_lazy("Bij een minderjarige leerling ook de ouder of voogd."),
        error_messages={"required": gettext_lazy("Vraag het de leerling eerst. Vink daarna aan.")},
    )
    consented_on = day_field(
        gettext_lazy("Op welke dag ging de leerling akkoord?"),
        gettext_lazy("Vul de dag in waarop de leerling akkoord ging."),
    )

    def question(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"message": given["message"], "consented_on": given["consented_on"]}


class InterestForm(forms.Form):
    """Nothing to fill in: the company wants to meet the learner."""


class IntakeForm(forms.Form):
    """The day of the interview."""

    intake_on = day_field(
        gettext_lazy("Wanneer is het intakegesprek?"),
        gettext_lazy("Vul de dag van het gesprek in."),
        gettext_lazy("Spreek de dag eerst af met de andere kant. Iedereen krijgt bericht van deze dag."),
    )


class ReasonForm(forms.Form):
    """Why a contact ends; the other side reads it."""

    reason = text_field(
        gettext_lazy("Waarom?"),
        gettext_lazy("Schrijf op waarom. De andere kant leest het."),
        gettext_lazy("De andere kant leest deze tekst. Schrijf hem zoals u hem zelf zou willen lezen."),
        rows=4,
    )


class OfferForm(forms.Form):
    """How many places there are, from when, and what a learner does there."""

    places = forms.IntegerField(
        label=gettext_lazy("Hoeveel leerlingen kunnen er tegelijk leren?"),
        help_text=gettext_lazy("Tel ook de leerlingen mee die er nu al zijn."),
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": gettext_lazy("Vul in voor hoeveel leerlingen er plaats is."),
            "invalid": gettext_lazy("Vul een getal in, bijvoorbeeld 2."),
            "min_value": gettext_lazy("Een aanbod heeft minstens één plaats. Pauzeer het als er geen is."),
            "max_value": gettext_lazy("Dat zijn te veel plaatsen. Vul een kleiner getal in."),
        },
    )
    starts_from = day_field(
        gettext_lazy("Vanaf welke dag kan een nieuwe leerling komen?"),
        gettext_lazy("Vul de eerste dag in waarop een leerling kan komen."),
    )
    description = text_field(
        gettext_lazy("Wat doet een leerling hier?"),
        hint=gettext_lazy("Scholen lezen dit. Schrijf ook wat een leerling moet weten over uren of vervoer."),
        rows=4,
    )

    def offer(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def day_of(text: str) -> date | None:
    """The day that a filter of a list names; None when it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
