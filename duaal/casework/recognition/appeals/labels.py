"""Dutch words for the states, steps and reasons of appeals."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals.states import AppealState

APPEAL_STATE: dict[str, Promise] = {
    AppealState.LODGED: gettext_lazy("ingesteld"),
    AppealState.ADMISSIBLE: gettext_lazy("ontvankelijk"),
    AppealState.INADMISSIBLE: gettext_lazy("niet ontvankelijk"),
    AppealState.UPHELD: gettext_lazy("gegrond"),
    AppealState.PARTLY_UPHELD: gettext_lazy("deels gegrond"),
    AppealState.REJECTED: gettext_lazy("ongegrond"),
    AppealState.RETRACTED: gettext_lazy("beroep ingetrokken"),
}

APPEAL_TONE: dict[str, str] = {
    AppealState.LODGED: "info",
    AppealState.ADMISSIBLE: "info",
    AppealState.INADMISSIBLE: "neutral",
    AppealState.UPHELD: "success",
    AppealState.PARTLY_UPHELD: "warning",
    AppealState.REJECTED: "danger",
    AppealState.RETRACTED: "neutral",
}

STEP: dict[str, Promise] = {
    "lodge_appeal": gettext_lazy("beroep ingesteld"),
    "register_appeal": gettext_lazy("beroep ingeschreven"),
    "admit_appeal": gettext_lazy("beroep ontvankelijk"),
    "dismiss_appeal": gettext_lazy("beroep niet ontvankelijk"),
    "extend_appeal": gettext_lazy("termijn van het beroep verlengd"),
    "uphold_appeal": gettext_lazy("beroep gegrond"),
    "uphold_appeal_partly": gettext_lazy("beroep deels gegrond"),
    "reject_appeal": gettext_lazy("beroep ongegrond"),
    "retract_appeal": gettext_lazy("beroep ingetrokken"),
}

REASON: dict[str, Promise] = {
    "nothing_to_appeal": gettext_lazy(
        "Beroep kan alleen tegen een weigering. Die is er in dit dossier niet."
    ),
    "no_running_appeal": gettext_lazy("In dit dossier loopt geen beroep."),
    "appeal_runs": gettext_lazy("Tegen deze weigering loopt al een beroep."),
    "appeal_answered": gettext_lazy("Over een beroep tegen deze weigering is al beslist."),
    "appeal_late": gettext_lazy("De laatste dag om beroep in te stellen is voorbij."),
    "appeal_in_time": gettext_lazy("Het beroep is op tijd verstuurd. Kies een andere grond."),
    "appeal_extended": gettext_lazy("De termijn is al een keer verlengd. Dat kan maar een keer."),
    "appeal_term_over": gettext_lazy("De termijn om te beslissen is voorbij en kan niet meer langer worden."),
    "decided_by_who_refused": gettext_lazy(
        "Wie de weigering nam, mag niet over het beroep beslissen. Vraag het aan een collega."
    ),
    "decision_already_read": gettext_lazy("U gaf al aan dat u deze beslissing las."),
}
