"""What is said of the steps of an authorisation, and of a draft that changes hands."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

BOTH = (Hearer.COMPANY, Hearer.HOLDER)
OVER = _("Een machtiging is voorbij")

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "register_mandate": (
        Text(
            (Hearer.COMPANY,),
            Kind.PROGRESS,
            _("Iemand mag namens een onderneming aanvragen"),
            _(
                "%(holder)s registreerde een machtiging om namens %(company)s erkenningen aan te vragen. "
                "Klopt dat niet? Trek de machtiging dan in."
            ),
        ),
    ),
    "revoke_mandate": (
        Text(
            BOTH,
            Kind.PROGRESS,
            OVER,
            _("%(holder)s mag niet meer aanvragen namens %(company)s: de machtiging is ingetrokken."),
        ),
    ),
    "lapse_mandate": (
        Text(
            BOTH,
            Kind.TERM,
            OVER,
            _("%(holder)s mag niet meer aanvragen namens %(company)s: de machtiging liep af."),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "replace_mandate": "the new authorisation that takes its place is told",
    "open_mandate": "who opened a document stands in the trail",
}

DRAFT_TEXTS: Mapping[str, tuple[Text, ...]] = {
    "hand_over_draft": (
        Text(
            (Hearer.COMPANY,),
            Kind.QUESTION,
            _("Een aanvraag staat voor u klaar"),
            _("Voor %(company)s staat een aanvraag klaar. Kijk ze na, vul aan en dien ze in."),
            page="requests:overview",
        ),
    ),
}
