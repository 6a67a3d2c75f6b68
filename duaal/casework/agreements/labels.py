"""Dutch words for the states, steps, reasons and kinds of agreements."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Capacity, Method, SignerRole
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.amendments import AmendmentState
from duaal.casework.agreements.words import REASON
from duaal.casework.recognition.upkeep.labels import OBSTACLE
from duaal.casework.trajectories.labels import REASON as OF_A_TRAJECTORY

STATE: dict[str, Promise] = {
    AgreementState.DRAFT: _("ontwerp"),
    AgreementState.TO_SIGN: _("te ondertekenen"),
    AgreementState.REFUSED: _("niet ondertekend"),
    AgreementState.SIGNED: _("ondertekend, nog te registreren"),
    AgreementState.REGISTERED: _("geregistreerd, nog niet begonnen"),
    AgreementState.ACTIVE: _("loopt"),
    AgreementState.SUSPENDED: _("geschorst"),
    AgreementState.NOTICE: _("opgezegd"),
    AgreementState.MEDIATION: _("in bemiddeling"),
    AgreementState.ENDED: _("beëindigd"),
    AgreementState.VOID: _("vervallen"),
}

TONE: dict[str, str] = {
    AgreementState.DRAFT: "info",
    AgreementState.TO_SIGN: "warning",
    AgreementState.REFUSED: "danger",
    AgreementState.SIGNED: "warning",
    AgreementState.REGISTERED: "info",
    AgreementState.ACTIVE: "success",
    AgreementState.SUSPENDED: "warning",
    AgreementState.NOTICE: "warning",
    AgreementState.MEDIATION: "warning",
}

AMENDMENT_STATE: dict[str, Promise] = {
    AmendmentState.DRAFT: _("ontwerp"),
    AmendmentState.TO_SIGN: _("te ondertekenen"),
    AmendmentState.REFUSED: _("niet ondertekend"),
    AmendmentState.AGREED: _("ondertekend, geldt later"),
    AmendmentState.IN_FORCE: _("geldt"),
    AmendmentState.WITHDRAWN: _("ingetrokken"),
    AmendmentState.LAPSED: _("vervallen"),
}

AMENDMENT_TONE: dict[str, str] = {
    AmendmentState.DRAFT: "info",
    AmendmentState.TO_SIGN: "warning",
    AmendmentState.REFUSED: "danger",
    AmendmentState.AGREED: "info",
    AmendmentState.IN_FORCE: "success",
}

KIND: dict[str, Promise] = {
    "OAO": _("overeenkomst alternerende opleiding (OAO)"),
    "SAO": _("stageovereenkomst alternerende opleiding (SAO)"),
    "DAO": _("deeltijdse arbeidsovereenkomst"),
    "ODO": _("overeenkomst duale opleiding (ODO)"),
    "ODOS": _("overeenkomst duale opleiding met statuut (ODOS)"),
    "ODOW": _("overeenkomst duale opleiding met de eigen werkgever (ODOW)"),
    "LOCAL": _("overeenkomst van de plaats zelf, buiten Vlaanderen en Brussel"),
}

SIGNER: dict[str, Promise] = {
    SignerRole.LEARNER: _("leerling"),
    SignerRole.GUARDIAN: _("ouder of voogd"),
    SignerRole.COMPANY: _("onderneming"),
    SignerRole.PARTNER: _("partneronderneming"),
    SignerRole.SCHOOL: _("school of centrum"),
}

CAPACITY: dict[str, Promise] = {
    Capacity.LEGAL_REPRESENTATIVE: _("wettelijk vertegenwoordiger"),
    Capacity.AUTHORISED: _("met een volmacht"),
}

METHOD: dict[str, Promise] = {
    Method.LINK: _("met de link uit de e-mail"),
    Method.LOGIN: _("aangemeld op deze site"),
}

PARTY: dict[str, Promise] = {
    Party.LEARNER: _("leerling"),
    Party.REPRESENTATIVE: _("ouder of voogd"),
    Party.COMPANY: _("onderneming"),
    Party.PROVIDER: _("school of centrum"),
    Party.COUNSELLOR: _("trajectbegeleider"),
}

GROUND: dict[str, Promise] = {
    Ground.SCHOOL_HOLIDAY: _("schoolvakantie"),
    Ground.SICKNESS: _("ziekte of ongeval in de vrije tijd"),
    Ground.WORK_ACCIDENT: _("arbeidsongeval of beroepsziekte"),
    Ground.BIRTH_LEAVE: _("facultatief deel van het zwangerschapsverlof"),
    Ground.PROPHYLACTIC_LEAVE: _("profylactisch verlof"),
    Ground.PARTIAL_INCAPACITY: _("wel naar de les, niet naar de werkplek"),
    Ground.SHORT_LEAVE: _("klein verlet of dwingende reden"),
    Ground.TEMPORARY_UNEMPLOYMENT: _("tijdelijke werkloosheid"),
    Ground.TEMPORARY_EXCLUSION: _("tijdelijke uitsluiting door de school"),
    Ground.EXCLUSION_UNDER_APPEAL: _("definitieve uitsluiting, in beroep"),
    Ground.PREVENTIVE_SUSPENSION: _("preventieve schorsing door de school"),
}

END_REASON: dict[str, Promise] = {
    Reason.BREACH: _("ernstige tekortkoming van de andere"),
    Reason.HINDERED: _("omstandigheden die de opleiding ernstig hinderen"),
    Reason.CHANGE_TRAINING: _("de leerling wil een andere opleiding"),
    Reason.CHANGE_WORKPLACE: _("de cursist wil een andere werkplek"),
    Reason.DANGER: _("gevaar voor de gezondheid van de leerling"),
}

END: dict[str, Promise] = {
    End.MUTUAL: _("school, onderneming en leerling zijn het eens"),
    End.SUSPENSION: _("de schorsing duurt te lang"),
    End.FORCE: _("overmacht: verder werken kan nooit meer"),
    End.MENTOR: _("de mentor is overleden en er is geen andere"),
    End.TAKEOVER: _("faillissement of overname, op vraag van de leerling"),
    End.STOPPED: _("de leerling stopt met de opleiding"),
    End.EXCLUSION: _("definitieve uitsluiting, zonder beroep dat nog loopt"),
    End.ENROLMENT: _("de inschrijving is ontbonden"),
    End.SUCCESS: _("de leerling rondde de opleiding met succes af"),
}

ENDED_AS: dict[str, Promise] = {
    "ENDED_TERM": _("op de afgesproken laatste dag"),
    "ENDED_SUCCESS": _("met succes afgerond"),
    "ENDED_MENTOR": _("geen mentor meer"),
    "ENDED_FORCE": _("door overmacht"),
    "ENDED_TAKEOVER": _("na faillissement of overname"),
    "ENDED_SUSPENSION": _("na een lange schorsing"),
    "ENDED_TRAINING_STOPPED": _("de opleiding stopte"),
    "ENDED_RECOGNITION": _("erkenning opgeheven"),
    "ENDED_CLOSED": _("vestiging gesloten"),
    "ENDED_ENROLMENT": _("inschrijving ontbonden"),
    "ENDED_FIRST30": _("opgezegd in de eerste periode"),
    "ENDED_GROUND": _("om een ernstige reden, na bemiddeling"),
    "ENDED_CONTRARY": _("door de onderneming, niet zoals het decreet het vraagt"),
    "ENDED_PROVIDER": _("door de school"),
    "ENDED_MUTUAL": _("met akkoord van iedereen"),
    "ENDED_LABOUR_LAW": _("volgens het arbeidsrecht"),
    "VOID": _("nooit begonnen"),
}

STEP: dict[str, Promise] = {
    "draft_agreement": _("ontwerp gemaakt"),
    "revise_agreement": _("tekst veranderd"),
    "correct_contact": _("e-mailadres verbeterd"),
    "propose_agreement": _("voorgelegd om te ondertekenen"),
    "sign_agreement": _("ondertekend"),
    "refuse_to_sign": _("niet ondertekend"),
    "conclude_agreement": _("door iedereen ondertekend"),
    "start_passes_unsigned": _("startdag voorbij zonder alle handtekeningen"),
    "discard_agreement": _("ontwerp weggegooid"),
    "prepare_start": _("voorbereiding van de start aangevuld"),
    "register_agreement": _("geregistreerd"),
    "cancel_before_start": _("geannuleerd voor de start"),
    "never_started": _("nooit begonnen"),
    "begin_agreement": _("begonnen"),
    "suspend_agreement": _("geschorst"),
    "resume_agreement": _("hervat"),
    "give_notice": _("opgezegd"),
    "take_notice_back": _("opzegging ingetrokken"),
    "notice_over": _("geëindigd na de opzegging"),
    "invoke_ground": _("ernstige reden gemeld, bemiddeling begonnen"),
    "reconcile": _("verzoend"),
    "close_mediation": _("bemiddeling gesloten zonder verzoening"),
    "drop_ground": _("de reden is ingetrokken"),
    "end_on_ground": _("beëindigd om een ernstige reden"),
    "end_in_fact": _("door de onderneming gestopt"),
    "end_by_provider": _("beëindigd door de school"),
    "end_at_once": _("beëindigd"),
    "end_under_labour_law": _("beëindigd volgens het arbeidsrecht"),
    "term_reached": _("afgelopen"),
    "end_by_withdrawal": _("beëindigd omdat de erkenning opgeheven is"),
    "end_by_closure": _("beëindigd omdat de vestiging gesloten is"),
    "report_end": _("einde gemeld"),
    "seal_paper": _("ondertekende tekst verzegeld"),
    "tell": _("verplichte melding genoteerd"),
    "draft_amendment": _("ontwerp van de wijziging gemaakt"),
    "revise_amendment": _("tekst van de wijziging veranderd"),
    "correct_amendment_contact": _("e-mailadres verbeterd"),
    "propose_amendment": _("wijziging voorgelegd om te ondertekenen"),
    "sign_amendment": _("wijziging ondertekend"),
    "refuse_amendment": _("wijziging niet ondertekend"),
    "agree_amendment": _("wijziging door iedereen ondertekend"),
    "amendment_holds": _("de wijziging geldt"),
    "amendment_late": _("wijziging niet op tijd ondertekend"),
    "withdraw_amendment": _("wijziging ingetrokken"),
    "amendment_lapses": _("wijziging vervallen"),
    "inform_partnership": _("partnerschap ingelicht over de samenwerking"),
    "end_search": _("zoektocht naar een nieuwe werkplek afgesloten"),
}

ITEM: dict[str, Promise] = {
    "risk_analysis": _("risicoanalyse van de werkpost"),
    "health_assessment": _("gezondheidsbeoordeling"),
    "welcome": _("onthaal gepland"),
    "forbidden_work": _("verboden werk voor jongeren nagekeken"),
    "accident_insurance": _("arbeidsongevallenverzekering"),
    "work_rules": _("arbeidsreglement overhandigd"),
    "prevention_service": _("aangesloten bij een externe preventiedienst"),
}


def reason(code: str) -> Promise | str:
    """The words of a reason; the code itself when nobody wrote them yet."""
    return REASON.get(code) or OBSTACLE.get(code) or OF_A_TRAJECTORY.get(code) or code
