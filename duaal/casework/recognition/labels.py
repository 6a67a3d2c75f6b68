"""Dutch words for states, conditions, verdicts, steps and reasons of recognition."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals import labels as appeals
from duaal.casework.recognition.controls import labels as controls
from duaal.casework.recognition.facts import VoterGroup
from duaal.casework.recognition.mandates import labels as mandates
from duaal.casework.recognition.mentors import labels as mentors
from duaal.casework.recognition.proposing import labels as proposing
from duaal.casework.recognition.rules.votes import VoteWay
from duaal.casework.recognition.sanctions import labels as sanctions
from duaal.casework.recognition.states import (
    ApplicationKind,
    ApplicationState,
    AssignmentState,
    RecognitionState,
)
from duaal.casework.recognition.transfers import labels as transfers
from duaal.casework.recognition.upkeep import labels as upkeep
from duaal.casework.recognition.visits import labels as visits

APPLICATION_STATE: dict[str, Promise] = {
    ApplicationState.SUBMITTED: gettext_lazy("ingediend"),
    ApplicationState.IN_REVIEW: gettext_lazy("in behandeling"),
    ApplicationState.INFO_REQUESTED: gettext_lazy("wacht op antwoord"),
    ApplicationState.APPROVED: gettext_lazy("erkend"),
    ApplicationState.REFUSED: gettext_lazy("geweigerd"),
    ApplicationState.REFUSED_UNDER_APPEAL: gettext_lazy("geweigerd, in beroep"),
    ApplicationState.REFUSED_FINAL: gettext_lazy("definitief geweigerd"),
    ApplicationState.CANCELLED: gettext_lazy("ingetrokken"),
    ApplicationState.DISCONTINUED: gettext_lazy("stopgezet"),
}

OF_A_MENTOR: dict[str, Promise] = {
    ApplicationState.APPROVED: gettext_lazy("mentor aanvaard"),
    ApplicationState.REFUSED: gettext_lazy("mentor niet aanvaard"),
    ApplicationState.REFUSED_UNDER_APPEAL: gettext_lazy("mentor niet aanvaard, in beroep"),
    ApplicationState.REFUSED_FINAL: gettext_lazy("mentor definitief niet aanvaard"),
}
"""Where the state of a case about one more mentor has other words than that of a recognition."""

APPLICATION_KIND: dict[str, Promise] = {
    ApplicationKind.NEW: gettext_lazy("nieuwe erkenning"),
    ApplicationKind.RENEWAL: gettext_lazy("verlenging"),
    ApplicationKind.ADD_MENTOR: gettext_lazy("nieuwe mentor"),
}

APPLICATION_TONE: dict[str, str] = {
    ApplicationState.SUBMITTED: "neutral",
    ApplicationState.IN_REVIEW: "info",
    ApplicationState.INFO_REQUESTED: "warning",
    ApplicationState.APPROVED: "success",
    ApplicationState.REFUSED: "danger",
    ApplicationState.REFUSED_UNDER_APPEAL: "warning",
    ApplicationState.REFUSED_FINAL: "danger",
    ApplicationState.CANCELLED: "neutral",
    ApplicationState.DISCONTINUED: "neutral",
}

RECOGNITION_STATE: dict[str, Promise] = {
    RecognitionState.ACTIVE: gettext_lazy("geldig"),
    RecognitionState.INCOMPLETE: gettext_lazy("geldig, zonder mentor"),
    RecognitionState.UNDER_GUIDANCE: gettext_lazy("geldig, in begeleiding"),
    RecognitionState.SANCTION_PROPOSED: gettext_lazy("geldig, sanctie voorgesteld"),
    RecognitionState.SUSPENDED: gettext_lazy("geldig, voorzorgsmaatregel"),
    RecognitionState.WITHDRAWN: gettext_lazy("opgeheven"),
    RecognitionState.SUPERSEDED: gettext_lazy("vervangen door een nieuwe erkenning"),
    RecognitionState.EXPIRED: gettext_lazy("verlopen"),
    RecognitionState.ENDED_BY_UNDERTAKING: gettext_lazy("stopgezet door de onderneming"),
    RecognitionState.ENDED_CLOSED: gettext_lazy("gestopt: vestiging gesloten"),
}

RECOGNITION_TONE: dict[str, str] = {
    RecognitionState.ACTIVE: "success",
    RecognitionState.INCOMPLETE: "warning",
    RecognitionState.UNDER_GUIDANCE: "warning",
    RecognitionState.SANCTION_PROPOSED: "danger",
    RecognitionState.SUSPENDED: "danger",
    RecognitionState.WITHDRAWN: "danger",
    RecognitionState.SUPERSEDED: "neutral",
    RecognitionState.EXPIRED: "neutral",
    RecognitionState.ENDED_BY_UNDERTAKING: "neutral",
    RecognitionState.ENDED_CLOSED: "neutral",
}

ASSIGNMENT_STATE: dict[str, Promise] = {
    AssignmentState.PROPOSED: gettext_lazy("voorgesteld"),
    AssignmentState.ACTIVE_UNTRAINED: gettext_lazy("moet de mentoropleiding nog volgen"),
    AssignmentState.ACTIVE: gettext_lazy("in orde"),
    AssignmentState.REFUSED: gettext_lazy("niet aanvaard"),
    AssignmentState.LAPSED: gettext_lazy("mentoropleiding niet op tijd gevolgd"),
    AssignmentState.ENDED: gettext_lazy("gestopt"),
    AssignmentState.BARRED: gettext_lazy("geweigerd als mentor"),
}

TRAINING_OVERDUE = gettext_lazy("mentoropleiding te laat")
"""The flag on a recognition of which a mentor did not follow the training in time (14.2)."""

FLAG: dict[str, Promise] = {
    "OVERDUE": gettext_lazy("te laat"),
    "OVERDUE_WAITING": gettext_lazy("te laat, wacht op antwoord"),
}

VOTER_GROUP: dict[str, Promise] = {
    VoterGroup.EMPLOYERS: gettext_lazy("werkgevers"),
    VoterGroup.WORKERS: gettext_lazy("werknemers"),
    VoterGroup.EDUCATION: gettext_lazy("onderwijs (secundair)"),
    VoterGroup.VDAB: gettext_lazy("VDAB"),
    VoterGroup.WORK: gettext_lazy("departement Werk"),
    VoterGroup.AGODI: gettext_lazy("AGODI"),
    VoterGroup.AHOVOKS: gettext_lazy("AHOVOKS"),
    VoterGroup.ADULT_EDUCATION: gettext_lazy("volwassenenonderwijs"),
    VoterGroup.PRESIDENT: gettext_lazy("voorzitter"),
}

VOTE_WAY: dict[str, Promise] = {
    VoteWay.FOR: gettext_lazy("voor"),
    VoteWay.AGAINST: gettext_lazy("tegen"),
}

CONDITION: dict[str, Promise] = {
    "U1": gettext_lazy("De organisatie en de uitrusting laten toe om het opleidingsplan uit te voeren"),
    "U2": gettext_lazy("De onderneming heeft genoeg financiële draagkracht"),
    "U3": gettext_lazy("De onderneming is niet veroordeeld, of de veroordeling telt niet mee"),
    "U4": gettext_lazy("Minstens één mentor voldoet aan de voorwaarden"),
    "U5": gettext_lazy("De vestiging ligt in Vlaanderen of Brussel"),
    "U6": gettext_lazy("De onderneming is niet uitgesloten"),
    "U7": gettext_lazy("De onderneming en de vestiging zijn actief in het ondernemingsregister"),
    "M1": gettext_lazy("Het uittreksel uit het strafregister is het juiste model en recent genoeg"),
    "M1a": gettext_lazy("Het gedrag van de mentor is onberispelijk"),
    "M2": gettext_lazy("De mentor is oud genoeg"),
    "M3": gettext_lazy("De mentor heeft genoeg ervaring in het beroep"),
    "M4": gettext_lazy("De mentor volgt de mentoropleiding"),
    "M5": gettext_lazy("De mentor hoort bij de onderneming"),
}

ADVICE: dict[str, Promise] = {
    "U1": gettext_lazy("Pas uw uitrusting of organisatie aan en vraag opnieuw een erkenning aan."),
    "U2": gettext_lazy("Bezorg bewijzen van de financiële toestand van uw onderneming."),
    "U3": gettext_lazy("Beschrijf de veroordeling en vraag om ze niet mee te tellen."),
    "U4": gettext_lazy("Duid een andere mentor aan die aan alle voorwaarden voldoet."),
    "U5": gettext_lazy("Kies een vestiging in Vlaanderen of Brussel."),
    "U6": gettext_lazy("Vraag een erkenning aan nadat de uitsluiting voorbij is."),
    "U7": gettext_lazy("Breng uw gegevens in het ondernemingsregister in orde."),
    "M1": gettext_lazy("Vraag bij de gemeente een nieuw uittreksel van het juiste model aan."),
    "M1a": gettext_lazy("Duid een andere mentor aan."),
    "M2": gettext_lazy(
        "Duid een oudere mentor aan, of vraag een afwijking met een bewijs van vooropleiding."
    ),
    "M3": gettext_lazy(
        "Duid een mentor met meer ervaring aan, of vraag een afwijking met een bewijs van vooropleiding."
    ),
    "M4": gettext_lazy("Laat de mentor de mentoropleiding volgen voor de laatste dag van de termijn."),
    "M5": gettext_lazy("Duid een mentor aan die in uw onderneming werkt."),
}

VERDICT: dict[str, Promise] = {
    "met": gettext_lazy("voldaan"),
    "not_met": gettext_lazy("niet voldaan"),
    "derogated": gettext_lazy("afwijking toegestaan"),
    "unknown": gettext_lazy("nog niet bekend"),
    "derogation_possible": gettext_lazy("afwijking mogelijk"),
    "later": gettext_lazy("nog te volgen"),
}

VERDICT_TONE: dict[str, str] = {
    "met": "success",
    "not_met": "danger",
    "derogated": "success",
    "unknown": "neutral",
    "derogation_possible": "warning",
    "later": "neutral",
}

STEP: dict[str, Promise] = {
    "submit": gettext_lazy("aanvraag ingediend"),
    "route": gettext_lazy("toegewezen aan een partnerschap"),
    "ask": gettext_lazy("aanvulling gevraagd"),
    "answer": gettext_lazy("aanvulling bezorgd"),
    "declare_complete": gettext_lazy("aanvraag volledig bevonden"),
    "remind": gettext_lazy("herinnering aan de open vraag"),
    "judge": gettext_lazy("voorwaarden beoordeeld"),
    "grant": gettext_lazy("erkenning toegekend"),
    "refuse": gettext_lazy("erkenning geweigerd"),
    "withdraw": gettext_lazy("aanvraag ingetrokken"),
    "discontinue": gettext_lazy("stopgezet omdat er geen antwoord kwam"),
    "stop_mentor_case": gettext_lazy("stopgezet omdat de erkenning voorbij is"),
    "flag": gettext_lazy("termijn verstreken zonder beslissing"),
    "recognise": gettext_lazy("erkenning begint"),
    "recognise_in_principle": gettext_lazy("erkenning in principe begint, nog zonder mentor"),
    "expire": gettext_lazy("erkenning verlopen"),
    "lapse_mentor": gettext_lazy("mentoropleiding niet op tijd gevolgd"),
    "open_document": gettext_lazy("document geopend"),
    "erase_persons": gettext_lazy("persoonsgegevens gewist"),
    "erase_document": gettext_lazy("uittreksel van een mentor gewist"),
    "read_decision": gettext_lazy("beslissing gelezen"),
    "contest": gettext_lazy("weigering in beroep"),
    "grant_on_appeal": gettext_lazy("erkenning toegekend na beroep"),
    "confirm_refusal": gettext_lazy("weigering definitief na beroep"),
    "stop_contesting": gettext_lazy("beroep voorbij, de termijn loopt nog"),
    "make_final": gettext_lazy("weigering definitief: termijn voor beroep voorbij"),
    "record_gap": gettext_lazy("een competentie is hier niet aan te leren"),
    "end_gap": gettext_lazy("een competentie is hier weer aan te leren"),
    **upkeep.STEP,
    **appeals.STEP,
    **controls.STEP,
    **proposing.STEP,
    **mentors.STEP,
    **mandates.STEP,
    **sanctions.STEP,
    **transfers.STEP,
    **visits.STEP,
}

REASON: dict[str, Promise] = {
    "gap_ended": gettext_lazy("Dit is intussen al beëindigd."),
    "wrong_state": gettext_lazy(
        "Deze stap kan niet meer: het dossier is intussen verder. Laad de pagina opnieuw."
    ),
    "already_recognised": gettext_lazy("Deze vestiging is al erkend voor deze opleiding."),
    "partial_plan_off": gettext_lazy(
        "Een erkenning voor een deel van het opleidingsplan kan niet volgens de regels van dit dossier. "
        "Laat de competenties weg."
    ),
    "SUBMITTER": gettext_lazy(
        "Wie de aanvraag indiende, mag er niet over beslissen. Vraag het aan een collega."
    ),
    "no_failed_condition": gettext_lazy(
        "Geen enkele voorwaarde is beoordeeld als niet voldaan. "
        "Beoordeel eerst de voorwaarde waarop u weigert."
    ),
    "complete_already": gettext_lazy("Deze aanvraag is al volledig bevonden."),
    "answer_term_runs": gettext_lazy("De termijn om te antwoorden loopt nog."),
    "VOTERS": gettext_lazy(
        "Er stemde iemand mee die over een erkenning niet mag stemmen. "
        "Laat de leden die mogen stemmen opnieuw beslissen."
    ),
    "entrusted_elsewhere": gettext_lazy(
        "Alleen het Vlaams Partnerschap mag beslissingen aan een dienst toevertrouwen. "
        "In een sectoraal partnerschap beslissen de leden."
    ),
    "open_application": gettext_lazy("Voor deze opleiding op deze vestiging loopt al een aanvraag."),
    "not_routable": gettext_lazy("Geen partnerschap past bij dit paritair comité."),
    "unknown_place": gettext_lazy(
        "Een vestiging of een opleiding uit dit formulier is niet van uw onderneming. Kies ze opnieuw."
    ),
    "site_closed": gettext_lazy("Deze vestiging is gesloten."),
    "site_outside": gettext_lazy("Deze vestiging ligt niet in Vlaanderen of Brussel."),
    "programme_not_offered": gettext_lazy("Deze opleiding wordt niet meer aangeboden."),
    "committee_not_chosen": gettext_lazy("Kies het paritair comité dat bij deze opleiding past."),
    "undertaking_not_declared": gettext_lazy("Beantwoord de vragen over uw onderneming."),
    "organisation_not_ready": gettext_lazy(
        "U verklaarde dat uw organisatie of uitrusting de opleiding nog niet mogelijk maakt. "
        "Een aanvraag kan pas als u dat bevestigt."
    ),
    "strength_not_declared": gettext_lazy(
        "U verklaarde dat uw onderneming niet genoeg financiële draagkracht heeft. "
        "Een aanvraag kan pas als u dat bevestigt."
    ),
    "conviction_not_described": gettext_lazy("Beschrijf de veroordeling van uw onderneming."),
    "no_contact": gettext_lazy("Vul in wie het partnerschap kan bellen of mailen."),
    "no_mentor": gettext_lazy("Duid minstens één mentor aan."),
    "nothing_asked": gettext_lazy("Kies minstens één opleiding op één vestiging."),
    **upkeep.REASON,
    **appeals.REASON,
    **controls.REASON,
    **proposing.REASON,
    **mentors.REASON,
    **mandates.REASON,
    **sanctions.REASON,
    **transfers.REASON,
    **visits.REASON,
}


CONDITION_REASON: dict[str, Promise] = {
    "gap_ended": gettext_lazy("Dit is intussen al beëindigd."),
    "not_judged": gettext_lazy("%(code)s is nog niet beoordeeld: %(words)s."),
    "against_the_facts": gettext_lazy(
        "%(code)s kan niet op voldaan staan, want dat strijdt met de gegevens van het dossier: %(words)s."
    ),
    "extract_not_read": gettext_lazy(
        "Duid bij %(code)s aan wat er op het uittreksel staat. Anders kan %(code)s niet op voldaan staan."
    ),
    "reason_needed": gettext_lazy("Schrijf bij %(code)s de reden van uw oordeel op: %(words)s."),
    "proof_seen_needed": gettext_lazy(
        "Schrijf bij %(code)s op welk bewijs u zag, bijvoorbeeld het diploma en het jaar: %(words)s."
    ),
    "derogation_not_possible": gettext_lazy("Op %(code)s is hier geen afwijking mogelijk: %(words)s."),
    "": gettext_lazy("%(code)s is niet voldaan: %(words)s."),
}
"""What can be said of one condition; the reason code is `M2` or `M2_not_judged`."""


def state_words(kind: str, state: str) -> Promise:
    """The state of a case of this kind."""
    if kind == ApplicationKind.ADD_MENTOR and state in OF_A_MENTOR:
        return OF_A_MENTOR[state]
    return APPLICATION_STATE[state]


def reason(code: str) -> str:
    """The Dutch sentence of a reason code: of a step, or about one condition."""
    if code in REASON:
        return str(REASON[code])
    condition, _separator, said = code.partition("_")
    words = str(CONDITION[condition])
    return str(CONDITION_REASON[said]) % {"code": condition, "words": words[0].lower() + words[1:]}
