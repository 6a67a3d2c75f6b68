"""Dutch words for the states, steps and reasons of appeals."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals.states import AppealKind, AppealState

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

APPEAL_KIND: dict[str, Promise] = {
    AppealKind.REFUSAL: gettext_lazy("weigering"),
    AppealKind.WITHDRAWAL: gettext_lazy("opheffing"),
    AppealKind.EXCLUSION: gettext_lazy("uitsluiting"),
    AppealKind.BAR: gettext_lazy("weigering van een mentor"),
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
    "suspend_effect": gettext_lazy("gevolg van de sanctie geschorst"),
    "restore": gettext_lazy("erkenning geldt opnieuw na beroep"),
    "restore_expired": gettext_lazy("opheffing vernietigd, de erkenning was intussen verlopen"),
    "annul_withdrawal": gettext_lazy("opheffing vernietigd na beroep"),
    "suspend_withdrawal": gettext_lazy("opheffing geschorst"),
    "resume_withdrawal": gettext_lazy("schorsing van de opheffing voorbij"),
    "annul_exclusion": gettext_lazy("uitsluiting vernietigd na beroep"),
    "shorten_exclusion": gettext_lazy("uitsluiting korter na beroep"),
    "suspend_exclusion": gettext_lazy("uitsluiting geschorst"),
    "resume_exclusion": gettext_lazy("schorsing van de uitsluiting voorbij"),
    "annul_bar": gettext_lazy("weigering van de mentor vernietigd na beroep"),
    "limit_bar": gettext_lazy("weigering van de mentor beperkt na beroep"),
    "suspend_bar": gettext_lazy("weigering van de mentor geschorst"),
    "resume_bar": gettext_lazy("schorsing van de weigering van de mentor voorbij"),
}

REASON: dict[str, Promise] = {
    "nothing_to_appeal": gettext_lazy(
        "Beroep kan tegen een weigering, een opheffing, een uitsluiting of de weigering van een mentor. "
        "Zo'n beslissing is er hier niet, of ze geldt niet meer."
    ),
    "no_running_appeal": gettext_lazy("In dit dossier loopt geen beroep."),
    "appeal_runs": gettext_lazy("Tegen deze beslissing loopt al een beroep."),
    "appeal_answered": gettext_lazy("Over een beroep tegen deze beslissing is al beslist."),
    "appeal_late": gettext_lazy("De laatste dag om beroep in te stellen is voorbij."),
    "appeal_in_time": gettext_lazy("Het beroep is op tijd verstuurd. Kies een andere grond."),
    "appeal_extended": gettext_lazy("De termijn is al een keer verlengd. Dat kan maar een keer."),
    "appeal_term_over": gettext_lazy("De termijn om te beslissen is voorbij en kan niet meer langer worden."),
    "decided_by_who_refused": gettext_lazy(
        "Wie de beslissing nam, mag niet over het beroep beslissen. Vraag het aan een collega."
    ),
    "no_parts": gettext_lazy(
        "Een beroep tegen een opheffing is gegrond of ongegrond. Een opheffing heeft geen delen."
    ),
    "nothing_to_suspend": gettext_lazy("Een weigering heeft geen gevolg dat kan wachten op de uitspraak."),
    "already_suspended": gettext_lazy("De commissie schorste het gevolg van deze sanctie al."),
    "recognised_anew": gettext_lazy(
        "Deze vestiging is intussen opnieuw erkend voor deze opleiding. De oude erkenning kan niet herleven. "
        "Vraag de onderneming of ze haar beroep intrekt."
    ),
    "recognition_ended": gettext_lazy(
        "De erkenning waar deze mentor bij zou komen, is intussen gestopt. "
        "Vraag de onderneming of ze haar beroep intrekt."
    ),
    "decision_already_read": gettext_lazy("U gaf al aan dat u deze beslissing las."),
}
