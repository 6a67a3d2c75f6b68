"""What a password must be, said in plain Dutch (Django's own sentences are not all translated)."""

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least so many characters; a sentence of a few words is easily long enough."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Kies er een van minstens %(length)s tekens.") % {
            "length": self.min_length
        }

    def get_help_text(self) -> str:
        return _("Minstens %(length)s tekens, bijvoorbeeld een korte zin.") % {"length": self.min_length}


class NotWellKnown(CommonPasswordValidator):
    """Not one of the passwords that are tried first."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord gebruiken veel mensen. Kies een ander wachtwoord.")

    def get_help_text(self) -> str:
        return _("Geen wachtwoord dat veel mensen gebruiken.")
