"""The login form in our own words."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WRONG = _(
    "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze allebei na; let op "
    "hoofdletters in het wachtwoord."
)


class OwnLoginForm(LoginForm):
    """E-mail address and password. Which of the two is wrong is never said: that would tell who has an
    account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-mailadres"),
            widget=forms.EmailInput(attrs={"autocomplete": "username"}),
            error_messages={
                "required": _("Vul uw e-mailadres in."),
                "invalid": _("Dit is geen volledig e-mailadres. Schrijf het zoals naam@voorbeeld.be."),
            },
        )
        self.fields["password"] = forms.CharField(
            label=_("Wachtwoord"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            error_messages={"required": _("Vul uw wachtwoord in.")},
        )
        self.fields.pop("remember", None)  # how long a session lasts is not the reader's choice
        self.order_fields(["login", "password"])

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError as error:
            if error.code == "email_password_mismatch":
                raise ValidationError(WRONG, code=error.code) from error
            raise
        cleaned["remember"] = True
        return cleaned
