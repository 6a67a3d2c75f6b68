"""Dutch words for the states, steps and reasons of proposals of withdrawal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.sanctions.states import ProposalState

PROPOSAL_STATE: dict[str, Promise] = {
    ProposalState.OPEN: gettext_lazy("wacht op antwoord"),
    ProposalState.TAKEN_UP: gettext_lazy("opgenomen"),
    ProposalState.DISMISSED: gettext_lazy("niet gevolgd"),
    ProposalState.MOOT: gettext_lazy("vervallen: de erkenning is gestopt"),
}

PROPOSAL_TONE: dict[str, str] = {
    ProposalState.OPEN: "info",
    ProposalState.TAKEN_UP: "success",
    ProposalState.DISMISSED: "neutral",
    ProposalState.MOOT: "neutral",
}

STEP: dict[str, Promise] = {
    "propose_withdrawal": gettext_lazy("opheffing voorgesteld door een school of centrum"),
    "take_up_proposal": gettext_lazy("voorstel opgenomen"),
    "dismiss_proposal": gettext_lazy("voorstel niet gevolgd"),
    "moot_proposal": gettext_lazy("voorstel vervallen"),
}

REASON: dict[str, Promise] = {
    "no_own_agreement": gettext_lazy(
        "Uw school of centrum had geen overeenkomst met deze onderneming. Dan kunt u niets voorstellen."
    ),
    "recognition_not_live": gettext_lazy("Deze erkenning is al gestopt."),
    "proposal_open": gettext_lazy("Uw vorige voorstel over deze erkenning wacht nog op een antwoord."),
}
