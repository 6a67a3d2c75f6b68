"""Dutch words for transfers: their states, their steps, and what stands in the way."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models.handling import TransferState

TRANSFER_STATE: dict[str, Promise] = {
    TransferState.ASKED: gettext_lazy("gevraagd"),
    TransferState.ACCEPTED: gettext_lazy("overgedragen"),
    TransferState.DECLINED: gettext_lazy("niet overgedragen"),
    TransferState.ORDERED: gettext_lazy("overgedragen door het Vlaams Partnerschap"),
}

TRANSFER_TONE: dict[str, str] = {
    TransferState.ASKED: "warning",
    TransferState.ACCEPTED: "success",
    TransferState.DECLINED: "neutral",
    TransferState.ORDERED: "success",
}

STEP: dict[str, Promise] = {
    "ask_transfer": gettext_lazy("overdracht naar een ander partnerschap gevraagd"),
    "accept_transfer": gettext_lazy("dossier overgenomen door een ander partnerschap"),
    "decline_transfer": gettext_lazy("overdracht geweigerd"),
    "order_transfer": gettext_lazy("dossier toegewezen door het Vlaams Partnerschap"),
    "keep_case": gettext_lazy("het Vlaams Partnerschap laat het dossier waar het is"),
}

REASON: dict[str, Promise] = {
    "transfer_asked": gettext_lazy("Er is al een overdracht gevraagd. Wacht op het antwoord."),
    "no_transfer_asked": gettext_lazy("Er is geen overdracht gevraagd, of er is al op geantwoord."),
    "transfer_needs_order": gettext_lazy(
        "Voor dit dossier is al eerder een overdracht gevraagd. "
        "Nu beslist het Vlaams Partnerschap wie het behandelt."
    ),
    "nothing_to_order": gettext_lazy(
        "Hier is niets om over te beslissen: een partnerschap vroeg geen tweede overdracht, "
        "en de eerste is niet geweigerd."
    ),
    "transfer_to_itself": gettext_lazy("Het dossier ligt al bij dit partnerschap. Kies een ander."),
    "transfer_no_power": gettext_lazy(
        "Dit partnerschap mag vandaag niet over deze erkenning beslissen. Kies een ander partnerschap."
    ),
}
