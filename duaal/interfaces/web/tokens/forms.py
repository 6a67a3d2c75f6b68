"""The form for a new link: for oneself; the department says for whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.foundation.accounts.labels import ROLE
from duaal.foundation.accounts.tokens import ROLES_OF_ORGANISATIONS
from duaal.foundation.kernel.actor import Actor, Role


class TokenForm(forms.Form):
    """A name and a last day; for the department also the role and the organisation."""

    name = forms.CharField(
        label=gettext_lazy("Naam van uw software"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de naam van uw software in.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Hoedanigheid"),
        choices=[(role.value, ROLE[role]) for role in ROLES_OF_ORGANISATIONS],
        error_messages={"required": gettext_lazy("Kies een hoedanigheid.")},
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisatie"),
        help_text=gettext_lazy("Het ondernemingsnummer, of de code van het partnerschap."),
        max_length=80,
        error_messages={"required": gettext_lazy("Vul een organisatie in.")},
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        help_text=gettext_lazy("Tot en met deze dag werkt de koppeling, hoogstens een jaar."),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={
            "required": gettext_lazy("Vul de laatste dag in."),
            "invalid": gettext_lazy(
                "Dit is geen datum die bestaat. Vul dag, maand en jaar in, bijvoorbeeld 02/03/2026."
            ),
        },
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if actor.role != Role.DEPARTMENT:
            del self.fields["role"], self.fields["organisation"]

    def values(self) -> dict[str, Any]:
        """What the action takes; who is not of the department acts for itself."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["name"],
            "role": Role(cleaned.get("role", self.actor.role)),
            "organisation": cleaned.get("organisation", self.actor.organisation),
            "valid_to": cleaned["valid_to"],
        }
