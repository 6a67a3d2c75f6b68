"""Dutch words for the steps and refusals of authorisations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.states import SubmitterKind

HOLDER_KIND: dict[str, Promise] = {
    SubmitterKind.SELF: gettext_lazy("de onderneming zelf"),
    SubmitterKind.COUNSELLOR: gettext_lazy("trajectbegeleider"),
    SubmitterKind.SECTOR: gettext_lazy("medewerker van de sector"),
}

STEP: dict[str, Promise] = {
    "register_mandate": gettext_lazy("machtiging toegevoegd"),
    "revoke_mandate": gettext_lazy("machtiging ingetrokken"),
    "replace_mandate": gettext_lazy("machtiging vervangen door een nieuwe"),
    "lapse_mandate": gettext_lazy("machtiging verlopen"),
    "open_mandate": gettext_lazy("machtiging geopend"),
    "hand_over_draft": gettext_lazy("ontwerp aan de onderneming bezorgd"),
    "take_over": gettext_lazy("aanvraag overgenomen door de onderneming"),
    "open_paper": gettext_lazy("machtiging of verklaring op eer geopend"),
}

REASON: dict[str, Promise] = {
    "no_mandate": gettext_lazy(
        "U hebt geen machtiging van deze onderneming. Laad eerst de ondertekende machtiging op."
    ),
    "mandate_expired": gettext_lazy(
        "Uw machtiging van deze onderneming is verlopen. Laad een nieuwe machtiging op."
    ),
    "mandate_not_signed": gettext_lazy(
        "De machtiging van deze onderneming is op deze dag nog niet ondertekend."
    ),
    "mandate_runs": gettext_lazy("De laatste dag van deze machtiging is nog niet voorbij."),
    "declaration_missing": gettext_lazy(
        "Voor dit dossier ontbreekt de verklaring op eer, ondertekend door de onderneming. Laad ze op."
    ),
    "not_on_behalf": gettext_lazy(
        "De onderneming vraagt dit zelf aan. Een machtiging of verklaring hoort er niet bij."
    ),
    "already_taken_over": gettext_lazy("De onderneming heeft deze aanvraag al overgenomen."),
}
