"""Dutch words for the reasons of steps on persons."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

REASON: dict[str, Promise] = {
    "no_national_number": gettext_lazy("Van deze persoon kennen we geen rijksregisternummer."),
}
