"""Dutch words for class lists."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.rolls.models import Outcome

OUTCOME: dict[str, Promise] = {
    Outcome.NEW: _("nieuwe leerling"),
    Outcome.KNOWN: _("bekende leerling"),
    Outcome.PRESENT: _("al ingeschreven"),
    Outcome.CONFLICT: _("elders ingeschreven"),
    Outcome.BLOCKED: _("kan niet instappen"),
    Outcome.WRONG: _("fout in de lijn"),
    Outcome.DONE: _("ingeschreven"),
}

TONE: dict[str, str] = {
    Outcome.NEW: "success",
    Outcome.KNOWN: "info",
    Outcome.CONFLICT: "danger",
    Outcome.BLOCKED: "danger",
    Outcome.WRONG: "danger",
    Outcome.DONE: "success",
}

REASON: dict[str, Promise] = {
    "roll_ordered": _("Deze klaslijst wordt al uitgevoerd."),
    "nothing_to_enrol": _("Op deze klaslijst staat niemand die ingeschreven kan worden."),
}


def reason(code: str) -> Promise | str:
    """The words of a reason; the code itself when nobody wrote them yet."""
    return REASON.get(code) or code
