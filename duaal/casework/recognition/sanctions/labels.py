"""Dutch words for the states, steps, shortcomings and reasons of guidance and sanctions."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.facts import FOREVER
from duaal.casework.recognition.sanctions.states import (
    ActionResult,
    ExclusionKind,
    ExclusionState,
    GuidanceState,
    ProposalState,
    WithdrawalGround,
    WithdrawalState,
)

GUIDANCE_STATE: dict[str, Promise] = {
    GuidanceState.RUNNING: gettext_lazy("loopt"),
    GuidanceState.MET: gettext_lazy("gelukt"),
    GuidanceState.FAILED: gettext_lazy("niet gelukt"),
    GuidanceState.MOOT: gettext_lazy("vervallen"),
}
GUIDANCE_TONE: dict[str, str] = {
    GuidanceState.RUNNING: "warning",
    GuidanceState.MET: "success",
    GuidanceState.FAILED: "danger",
    GuidanceState.MOOT: "neutral",
}
ACTION_RESULT: dict[str, Promise] = {
    ActionResult.OPEN: gettext_lazy("loopt"),
    ActionResult.POSITIVE: gettext_lazy("gelukt"),
    ActionResult.NEGATIVE: gettext_lazy("niet gelukt"),
}
ACTION_TONE: dict[str, str] = {
    ActionResult.OPEN: "info",
    ActionResult.POSITIVE: "success",
    ActionResult.NEGATIVE: "danger",
}
GROUND: dict[str, Promise] = {
    WithdrawalGround.CONDITION_LOST: gettext_lazy("een voorwaarde is niet meer vervuld"),
    WithdrawalGround.DUTY_BREACH: gettext_lazy("een plicht is niet nagekomen"),
}
WITHDRAWAL_STATE: dict[str, Promise] = {
    WithdrawalState.DECIDED: gettext_lazy("beslist, gaat nog in"),
    WithdrawalState.IN_EFFECT: gettext_lazy("ingegaan"),
    WithdrawalState.SUSPENDED: gettext_lazy("geschorst door de beroepscommissie"),
    WithdrawalState.ANNULLED: gettext_lazy("vernietigd na beroep"),
}
WITHDRAWAL_TONE: dict[str, str] = {
    WithdrawalState.DECIDED: "warning",
    WithdrawalState.IN_EFFECT: "danger",
    WithdrawalState.SUSPENDED: "neutral",
    WithdrawalState.ANNULLED: "neutral",
}
EXCLUSION_KIND: dict[str, Promise] = {
    ExclusionKind.TEMPORARY: gettext_lazy("tijdelijke uitsluiting"),
    ExclusionKind.DEFINITIVE: gettext_lazy("definitieve uitsluiting"),
}
EXCLUSION_STATE: dict[str, Promise] = {
    ExclusionState.IN_FORCE: gettext_lazy("van kracht"),
    ExclusionState.SUSPENDED: gettext_lazy("geschorst door de beroepscommissie"),
    ExclusionState.ENDED: gettext_lazy("voorbij"),
    ExclusionState.ANNULLED: gettext_lazy("vernietigd na beroep"),
}
EXCLUSION_TONE: dict[str, str] = {
    ExclusionState.IN_FORCE: "danger",
    ExclusionState.SUSPENDED: "neutral",
    ExclusionState.ENDED: "neutral",
    ExclusionState.ANNULLED: "neutral",
}
PROPOSAL_STATE: dict[str, Promise] = {
    ProposalState.OPEN: gettext_lazy("wacht op antwoord"),
    ProposalState.TAKEN_UP: gettext_lazy("gevolgd"),
    ProposalState.DISMISSED: gettext_lazy("niet gevolgd"),
    ProposalState.MOOT: gettext_lazy("vervallen"),
}

DUTY: dict[str, Promise] = {
    "D1": gettext_lazy("De onderneming leert de competenties van de opleiding op de werkplek aan"),
    "D2": gettext_lazy("De onderneming laat de mentor bijleren"),
    "D4": gettext_lazy("De onderneming betaalt de leervergoeding"),
    "D5": gettext_lazy("De leerling kan de lessen volgen"),
    "D6": gettext_lazy("De onderneming volgt het traject op en werkt mee aan de evaluatie"),
    "D7": gettext_lazy("De onderneming geeft de trajectbegeleider alle informatie"),
    "D8": gettext_lazy("De onderneming beschermt de persoonsgegevens van de leerling"),
    "D9": gettext_lazy(
        "De mentor gebruikt gegevens van de leerling enkel voor de overeenkomst en zwijgt erover"
    ),
    "D10": gettext_lazy("De werkplek is veilig volgens de welzijnswet"),
    "D11": gettext_lazy("De onderneming geeft hulp, gereedschap, materiaal, werkkledij en bescherming"),
    "D12": gettext_lazy("De onderneming onthaalt de leerling en helpt bij de integratie"),
    "D13": gettext_lazy("De leerling heeft een vast aanspreekpunt"),
    "D14": gettext_lazy("De leerling doet geen taken buiten het plan, gevaarlijke taken of verboden taken"),
    "D15": gettext_lazy("De onderneming meldt een verandering van activiteit of zetel op tijd"),
    "D16": gettext_lazy("De onderneming meldt problemen meteen"),
    "D17": gettext_lazy(
        "De onderneming leeft het sociaal recht, het welzijnsrecht en de verzekeringsplicht na"
    ),
}
"""The duties of art. 11 and art. 14 of the decree of 10 June 2016, as what should be so."""

STEP: dict[str, Promise] = {
    "start_guidance": gettext_lazy("begeleiding gestart"),
    "add_guidance_action": gettext_lazy("actie afgesproken"),
    "report_guidance_action": gettext_lazy("onderneming bericht over een actie"),
    "close_guidance_action": gettext_lazy("actie afgesloten"),
    "flag_guidance_action": gettext_lazy("actie niet op tijd afgesloten"),
    "complete_guidance": gettext_lazy("begeleiding gelukt"),
    "propose_sanction": gettext_lazy("sanctie voorgesteld, onderneming uitgenodigd om gehoord te worden"),
    "react_to_hearing": gettext_lazy("onderneming reageert op de uitnodiging"),
    "record_hearing": gettext_lazy("onderneming gehoord"),
    "drop_sanction": gettext_lazy("voorstel van sanctie ingetrokken"),
    "take_precaution": gettext_lazy("voorzorgsmaatregel genomen"),
    "resolve_precaution": gettext_lazy("voorzorgsmaatregel beëindigd"),
    "lapse_precaution": gettext_lazy("voorzorgsmaatregel verstreken"),
    "decide_sanction": gettext_lazy("sanctie beslist"),
    "decide_withdrawal": gettext_lazy("opheffing beslist"),
    "carry_out_withdrawal": gettext_lazy("erkenning opgeheven"),
    "settle_sanction": gettext_lazy("erkenning loopt verder na de beslissing"),
    "bar_mentor": gettext_lazy("mentor geweigerd"),
    "read_sanction": gettext_lazy("beslissing gelezen"),
    "exclude": gettext_lazy("onderneming of vestiging uitgesloten"),
    "end_exclusion": gettext_lazy("uitsluiting voorbij"),
    "propose_exclusion": gettext_lazy("uitsluiting voorgesteld aan het Vlaams Partnerschap"),
    "answer_exclusion_proposal": gettext_lazy("voorstel tot uitsluiting beantwoord"),
}

REASON: dict[str, Promise] = {
    "withdrawal_decided": gettext_lazy("Over de opheffing van deze erkenning is al beslist."),
    "guidance_without_actions": gettext_lazy("Spreek eerst minstens één actie af."),
    "guidance_actions_open": gettext_lazy("Er loopt nog een actie. Sluit ze eerst af met een resultaat."),
    "guidance_action_failed": gettext_lazy(
        "Een actie is niet gelukt. Spreek een nieuwe actie af, of stel een sanctie voor."
    ),
    "guidance_not_failed": gettext_lazy(
        "De begeleiding loopt nog en geen enkele actie is mislukt. Sluit eerst een actie af als niet gelukt."
    ),
    "action_closed": gettext_lazy("Deze actie is al afgesloten."),
    "hearing_open": gettext_lazy("De onderneming is al uitgenodigd om gehoord te worden."),
    "no_hearing": gettext_lazy("De onderneming is niet uitgenodigd om gehoord te worden."),
    "hearing_answered": gettext_lazy("De onderneming heeft al gereageerd."),
    "no_guidance_to_resume": gettext_lazy("Er is geen begeleiding om te hervatten."),
    "precaution_runs": gettext_lazy("De voorzorgsmaatregel loopt nog."),
    "nothing_decided": gettext_lazy(
        "Kies minstens één erkenning om op te heffen of één mentor om te weigeren."
    ),
    "no_power_to_withdraw": gettext_lazy(
        "Uw partnerschap kan deze erkenning niet opheffen. Dat kan het partnerschap dat ze gaf, "
        "of het Vlaams Partnerschap samen met een uitsluiting."
    ),
    "no_power_to_exclude": gettext_lazy(
        "Uw partnerschap mag niet uitsluiten. Stel de uitsluiting voor aan het Vlaams Partnerschap."
    ),
    "sanction_not_proposed": gettext_lazy(
        "Voor deze erkenning is nog geen sanctie voorgesteld. Stel ze eerst voor: "
        "zo kan de onderneming reageren."
    ),
    "not_invited": gettext_lazy(
        "De onderneming is nog niet uitgenodigd om gehoord te worden. Zonder uitnodiging kan enkel "
        "als een leerling gevaar loopt."
    ),
    "hearing_term_runs": gettext_lazy(
        "De onderneming kan nog reageren op de uitnodiging. "
        "Wacht haar reactie af, of het einde van de termijn."
    ),
    "exclusion_without_withdrawal": gettext_lazy(
        "Een uitsluiting kan enkel samen met de opheffing van een erkenning van die onderneming of vestiging."
    ),
    "exclusion_without_breach": gettext_lazy(
        "Een uitsluiting kan enkel als een plicht niet is nagekomen. Een verloren voorwaarde volstaat niet."
    ),
    "recognition_left_out": gettext_lazy(
        "Bij deze uitsluiting heft u elke erkenning op die eronder valt. Geef voor elk een reden."
    ),
    "decision_read": gettext_lazy("U gaf al aan dat u deze beslissing las."),
    "excluded": gettext_lazy(
        "Uw onderneming of deze vestiging is uitgesloten en kan nu geen erkenning aanvragen."
    ),
    "mentor_barred": gettext_lazy(
        "Een mentor uit dit formulier is in uw onderneming geweigerd voor deze opleiding. "
        "Duid iemand anders aan."
    ),
    "exclusion_already_proposed": gettext_lazy("Voor deze erkenning wacht al een voorstel tot uitsluiting."),
    "exclusion_is_yours": gettext_lazy("Uw partnerschap mag zelf uitsluiten. Een voorstel is niet nodig."),
    "no_exclusion_proposal": gettext_lazy("Er wacht geen voorstel tot uitsluiting op een antwoord."),
}


def exclusion_words(until: date) -> str:
    """What an exclusion means for who wants to apply, with its last day and the first day on which it can."""
    if until == FOREVER:
        return _("Uitgesloten zonder einddatum: hier kan geen aanvraag meer.")
    words = {
        "until": date_format(until, "j F Y"),
        "first": date_format(until + timedelta(days=1), "j F Y"),
    }
    return _("Uitgesloten tot en met %(until)s. Vanaf %(first)s kunt u weer een aanvraag doen.") % words
