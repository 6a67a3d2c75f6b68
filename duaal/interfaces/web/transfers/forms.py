"""Forms of transfers. They clean what was typed and hand it on to the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.interfaces.web.appeals.forms import text_field
from duaal.register.partnerships.models import Partnership


class TransferForm(forms.Form):
    """To which partnership, and why."""

    to = forms.ChoiceField(
        label=gettext_lazy("Naar welk partnerschap?"),
        error_messages={"required": gettext_lazy("Kies een partnerschap.")},
    )
    reason = text_field(
        gettext_lazy("Waarom?"),
        gettext_lazy("Schrijf op waarom dit partnerschap het dossier beter behandelt."),
        gettext_lazy("Beide partnerschappen en de onderneming kunnen deze reden lezen."),
        rows=4,
    )

    def __init__(self, *args: Any, targets: Sequence[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, one.name) for one in targets]
        self.fields["to"].choices = [("", gettext_lazy("Kies…")), *known]  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """Why the case stays where it is."""

    reason = text_field(
        gettext_lazy("Waarom blijft het dossier waar het is?"),
        gettext_lazy("Schrijf op waarom het dossier blijft waar het is."),
        gettext_lazy("Het andere partnerschap leest deze reden."),
        rows=4,
    )
