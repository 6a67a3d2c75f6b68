"""Dutch words for the checks around an agreement: criteria, holds, student jobs, what has to be told."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.agreements.rules import security
from duaal.casework.agreements.rules.duties import Duty
from duaal.casework.agreements.states.checks import EndAppealState, HoldState, JobState

CRITERION: dict[str, Promise] = {
    security.NO_ALTERNATION: _("werken en leren wisselen elkaar af, in één opleidingsplan"),
    security.NO_QUALIFICATION: _("de opleiding leidt naar een beroepskwalificatie"),
    security.TOO_FEW_WORK_HOURS: _("genoeg uren op de werkplek"),
    security.TOO_FEW_LESSON_HOURS: _("genoeg uren les"),
    security.NOT_ONE_AGREEMENT: _("één overeenkomst met onderneming en leerling, bewaakt door de school"),
    security.NO_REWARD: _("een vergoeding die als loon telt"),
}
"""The six criteria of the social security, by the code of the one that fails."""

HOLD_STATE: dict[str, Promise] = {
    HoldState.HELD: _("wacht op het departement"),
    HoldState.RELEASED: _("vrijgegeven"),
    HoldState.REJECTED: _("niet vrijgegeven"),
}
HOLD_TONE: dict[str, str] = {
    HoldState.HELD: "warning",
    HoldState.RELEASED: "success",
    HoldState.REJECTED: "danger",
}
JOB_STATE: dict[str, Promise] = {
    JobState.KEPT: _("genoteerd"),
    JobState.STOPPED: _("geschrapt"),
}
APPEAL_STATE: dict[str, Promise] = {
    EndAppealState.LODGED: _("wacht op het Vlaams Partnerschap"),
    EndAppealState.INADMISSIBLE: _("niet ontvankelijk"),
    EndAppealState.JUSTIFIED: _("het einde was gerechtvaardigd"),
    EndAppealState.NOT_JUSTIFIED: _("het einde was niet gerechtvaardigd"),
}
APPEAL_TONE: dict[str, str] = {
    EndAppealState.LODGED: "warning",
    EndAppealState.JUSTIFIED: "success",
    EndAppealState.NOT_JUSTIFIED: "danger",
}
DUTY: dict[str, Promise] = {
    Duty.LONG_SUSPENSION: _("de schorsing duurt lang"),
    Duty.RESUMPTION: _("het werk is hervat na een lange schorsing"),
    Duty.END_BY_COMPANY: _("het einde, door de onderneming"),
    Duty.END_BY_LEARNER: _("het einde, door de leerling"),
    Duty.EARLY_END: _("het vroegtijdige einde, aan het Vlaams Partnerschap"),
}
PARTNERSHIP_PARTY: Promise = _("Vlaams Partnerschap")

OF_THE_CHECKS: dict[str, Promise] = {
    security.NO_ALTERNATION: _("Er zijn geen uren les of geen uren op een werkplek."),
    security.NO_QUALIFICATION: _("De opleiding leidt niet naar een beroepskwalificatie."),
    security.TOO_FEW_WORK_HOURS: _("Gemiddeld te weinig uren op de werkplek voor het statuut."),
    security.TOO_FEW_LESSON_HOURS: _("Te weinig uren les voor het statuut van alternerend lerende."),
    security.NOT_ONE_AGREEMENT: _("Er is niet één overeenkomst met onderneming en leerling."),
    security.NO_REWARD: _("Er is geen vergoeding die als loon telt."),
    "STATUS_NOT_DECIDED": _(
        "De leerling heeft zo het statuut van alternerend lerende niet. Pas de uren aan, of leg het voor aan "
        "het departement WEWIS."
    ),
    "STATUS_HOLDS": _("Aan alle voorwaarden van het statuut is voldaan. Er is niets voor te leggen."),
    "HOLD_EXISTS": _("Dit ligt al bij het departement, of het is al vrijgegeven."),
    "TEXT_IS_OLD": _(
        "De school veranderde de tekst intussen, of de overeenkomst is al begonnen of vervallen."
    ),
    "NO_APPEAL": _("Tegen een einde op deze manier bestaat geen beroep bij het Vlaams Partnerschap."),
    "LODGED_ALREADY": _("U stelde al beroep in tegen dit einde."),
    "NOTHING_TO_TELL": _("Hier is niets te melden."),
    "TOLD_ALREADY": _("Deze melding is al genoteerd."),
    "SAME_EMPLOYER": _(
        "Bij de onderneming van de overeenkomst mag een studentenjob enkel in juli en augustus, op dagen "
        "waarop de overeenkomst onbetaald geschorst is."
    ),
    "PRESENCE_DUTY": _("De leerling moet dan op de werkplek of in de les zijn. Kies andere dagen of uren."),
    "BENEFIT": _("Wie een werkloosheids- of inschakelingsuitkering krijgt, mag niet als student werken."),
    "PAID_LEAVE": _(
        "Op een betaalde vakantiedag mag de leerling niet als student werken bij dezelfde werkgever."
    ),
    "OWN_EMPLOYER_IN_SUMMER": _(
        "Bij de eigen onderneming in de zomer: niet iedereen leest de regel zo ruim. Vraag het zeker na bij "
        "uw sociaal secretariaat."
    ),
    "HOURS_OVER_QUOTA": _(
        "De uren met verminderde bijdragen zijn op. De leerling mag werken, maar met gewone bijdragen."
    ),
    "JOB_OVERLAP": _("Op die uren is er al een studentenjob genoteerd. Schrap die, of kies andere uren."),
    "NO_AGREEMENT_THEN": _(
        "In die periode loopt er hier geen overeenkomst. Enkel de gewone regels voor studenten gelden."
    ),
}
