"""What is said of the addresses that software of an organisation gets messages at."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text
from duaal.flows.webhooks.pausing import PAUSE_BY_RULE

TEXTS: Mapping[str, tuple[Text, ...]] = {
    PAUSE_BY_RULE: (
        Text(
            to=(Hearer.HOLDER,),
            kind=Kind.QUESTION,
            subject=_("Uw software krijgt geen meldingen meer"),
            sentence=_(
                "Een adres van uw software staat stil: onze meldingen kwamen niet meer aan. "
                "Laat uw software nakijken en hervat het adres daarna."
            ),
        ),
    ),
}

_SEEN = "who did it sees it on the page at once, and so do colleagues"

SILENT: Mapping[str, str] = {
    "register_webhook": _SEEN,
    "change_webhook": _SEEN,
    "rotate_webhook_secret": _SEEN,
    "pause_webhook": _SEEN,
    "resume_webhook": _SEEN,
    "remove_webhook": _SEEN,
}
