"""Dutch words for the states, steps and reasons of controls."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.controls.states import ControlState

CONTROL_STATE: dict[str, Promise] = {
    ControlState.RUNNING: gettext_lazy("loopt"),
    ControlState.ENDED: gettext_lazy("afgelopen"),
}

CONTROL_TONE: dict[str, str] = {ControlState.RUNNING: "info", ControlState.ENDED: "neutral"}

STEP: dict[str, Promise] = {
    "open_control": gettext_lazy("controle geopend"),
    "view_dossier": gettext_lazy("dossier bekeken"),
    "record_finding": gettext_lazy("vaststelling genoteerd"),
    "close_control": gettext_lazy("controle afgesloten"),
}

REASON: dict[str, Promise] = {
    "control_runs": gettext_lazy("Uw controle bij deze onderneming loopt al. Ga daarin verder."),
    "finding_elsewhere": gettext_lazy("Deze vaststelling gaat niet over deze erkenning. Kies ze opnieuw."),
}
