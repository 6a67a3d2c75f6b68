"""Forms of who may read along with a learner: invitations, representatives, access that stops."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.trajectories.actions.access import Right
from duaal.casework.trajectories.actions.enrolment import WhoIsIt
from duaal.casework.trajectories.facts import Ground, Relation
from duaal.casework.trajectories.labels import GROUND, RELATION
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.learners.forms import NO_EMAIL
from duaal.interfaces.web.requests.forms import day_field

NO_ADDRESS = gettext_lazy("Vul het e-mailadres in.")


class NoForm(forms.Form):
    """A step that asks nothing but the press of its button."""


class InviteForm(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Vraag het aan de persoon zelf. Wie deze mail leest, krijgt de toegang."),
        error_messages={"required": NO_ADDRESS, "invalid": NO_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class AddressForm(forms.Form):
    """The address of the learner; empty when there is none."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres van de leerling"),
        help_text=gettext_lazy("Een uitnodiging naar het vorige adres werkt dan niet meer."),
        required=False,
        error_messages={"invalid": NO_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class RightForm(forms.Form):
    """On what the right to represent the learner stands, and from when to when."""

    relation = forms.ChoiceField(
        label=gettext_lazy("Wat is deze persoon voor de leerling?"), choices=list(RELATION.items())
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Waarop steunt de vertegenwoordiging?"),
        choices=(("", gettext_lazy("kies")), *GROUND.items()),
        error_messages={"required": gettext_lazy("Kies waarop de vertegenwoordiging steunt.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("Welk stuk zag u?"),
        help_text=gettext_lazy(
            "Niet nodig bij ouderlijk gezag. Anders bijvoorbeeld: vonnis van 3 maart 2026."
        ),
        max_length=300,
        required=False,
    )
    valid_from = day_field(gettext_lazy("Vanaf"), gettext_lazy("Vul de eerste dag in."))
    valid_to = day_field(
        gettext_lazy("Tot en met"),
        "",
        gettext_lazy("Leeg als er geen einde bekend is. Bij meerderjarigheid stopt het vanzelf."),
    )

    def right(self) -> Right:
        given = self.cleaned_data
        return Right(
            Relation(given["relation"]),
            Ground(given["ground"]),
            given["remark"],
            given["valid_from"],
            given["valid_to"],
        )


class GuardianForm(RightForm):
    """Who represents the learner, and on what that stands."""

    given_name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de voornaam in.")},
    )
    family_name = forms.CharField(
        label=gettext_lazy("Familienaam"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de familienaam in.")},
    )
    birth_date = day_field(gettext_lazy("Geboortedatum"), gettext_lazy("Vul de geboortedatum in."))
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        required=False,
        error_messages={"invalid": NO_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("given_name", "family_name", "birth_date", "email")

    def who(self) -> WhoIsIt:
        given = self.cleaned_data
        return WhoIsIt(given["given_name"], given["family_name"], given["birth_date"], email=given["email"])


class EndForm(forms.Form):
    """Until when somebody represents the learner, and why no longer."""

    last_day = day_field(gettext_lazy("Laatste dag"), gettext_lazy("Vul de laatste dag in."))
    reason = text_field(gettext_lazy("Waarom stopt dit?"), gettext_lazy("Schrijf waarom dit stopt."), rows=3)


class TakeForm(forms.Form):
    """Why access is taken away."""

    reason = text_field(
        gettext_lazy("Waarom neemt u de toegang weg?"),
        gettext_lazy("Schrijf waarom u de toegang wegneemt."),
        gettext_lazy("De reden blijft in het dossier van de leerling staan."),
        rows=3,
    )


class PasswordForm(forms.Form):
    """The password of a new login, typed twice."""

    password = forms.CharField(
        label=gettext_lazy("Kies een wachtwoord"),
        help_text=gettext_lazy("Minstens 12 tekens, bijvoorbeeld een korte zin."),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Kies een wachtwoord.")},
    )
    again = forms.CharField(
        label=gettext_lazy("Typ het wachtwoord nog eens"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Typ het wachtwoord nog eens.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", gettext_lazy("Dit is niet hetzelfde wachtwoord. Typ het nog eens."))
        return cleaned
