"""Dutch words for the states, steps, reasons and kinds of trajectories."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.trajectories.facts import (
    CouncilDecision,
    Ground,
    Origin,
    Relation,
    Route,
    Seat,
    SpecialForm,
)
from duaal.casework.trajectories.models.advice import Adviser, Item
from duaal.casework.trajectories.states import Destination, TrajectoryState

STATE: dict[str, Promise] = {
    TrajectoryState.ADVISED: _("geadviseerd"),
    TrajectoryState.SEARCHING: _("zoekt een leerwerkplek"),
    TrajectoryState.IN_MATCHING: _("in gesprek met een onderneming"),
    TrajectoryState.IN_TRAINING: _("in opleiding"),
    TrajectoryState.SUSPENDED: _("geschorst"),
    TrajectoryState.STARTUP_SCREENING: _("aanloopfase, te screenen"),
    TrajectoryState.STARTUP: _("aanloopfase"),
    TrajectoryState.COMPLETED: _("afgerond"),
    TrajectoryState.DEREGISTERED: _("uitgeschreven"),
}

TONE: dict[str, str] = {
    TrajectoryState.SEARCHING: "warning",
    TrajectoryState.IN_MATCHING: "info",
    TrajectoryState.IN_TRAINING: "success",
    TrajectoryState.STARTUP_SCREENING: "info",
    TrajectoryState.STARTUP: "info",
    TrajectoryState.SUSPENDED: "warning",
}

ROUTE: dict[str, Promise] = {Route.DUAL: _("duale opleiding"), Route.STARTUP: _("aanloopfase")}

SPECIAL_FORM: dict[str, Promise] = {
    SpecialForm.OV3: _("opleidingsvorm 3"),
    SpecialForm.OV4: _("opleidingsvorm 4"),
}

ORIGIN: dict[str, Promise] = {
    Origin.FLEMISH_SECONDARY: _("een Vlaamse secundaire school"),
    Origin.OUTSIDE: _("niet in het onderwijs (zij-instromer)"),
    Origin.OTHER_COMMUNITY: _("een andere gemeenschap, het buitenland of OKAN"),
    Origin.BUSO: _("het buitengewoon secundair onderwijs"),
    Origin.STARTUP_SAME_PROGRAMME: _("de aanloopfase van dezelfde opleiding"),
    Origin.SAME_PROGRAMME_LOWER_YEAR: _("een lager jaar van dezelfde opleiding"),
}

COUNCIL_DECISION: dict[str, Promise] = {
    CouncilDecision.FAVOURABLE: _("gunstig"),
    CouncilDecision.UNFAVOURABLE: _("ongunstig"),
}

ADVISER: dict[str, Promise] = {
    Adviser.CLASS_COUNCIL: _("klassenraad van de vorige opleiding"),
    Adviser.COUNSELLOR: _("trajectbegeleider"),
    Adviser.VDAB: _("VDAB"),
    Adviser.OCMW: _("OCMW"),
    Adviser.CLB: _("CLB"),
}

ITEM: dict[str, Promise] = {
    Item.READINESS: _("arbeidsrijp: wat kan de leerling al?"),
    Item.WILLINGNESS: _("arbeidsbereid: wil de leerling op een werkplek leren?"),
    Item.ORIENTATION: _("studierichting: past de opleiding?"),
    Item.INTERESTS: _("interesses"),
    Item.MOTIVATION: _("motivatie"),
    Item.PRIOR_COMPETENCES: _("eerder verworven competenties"),
}

DESTINATION: dict[str, Promise] = {
    Destination.NON_DUAL: _("een opleiding die niet duaal is"),
    Destination.STARTUP: _("de aanloopfase"),
    Destination.OTHER_PROVIDER: _("een andere school of een ander centrum"),
    Destination.WORK: _("werk"),
    Destination.UNKNOWN: _("niet bekend"),
}

SEAT: dict[str, Promise] = {
    Seat.CHAIR: _("de voorzitter (directie of afgevaardigde)"),
    Seat.TEACHERS: _("de leraren"),
    Seat.COUNSELLOR: _("de trajectbegeleider"),
    Seat.MENTOR: _("de mentor"),
}

RELATION: dict[str, Promise] = {
    Relation.PARENT: _("ouder"),
    Relation.LEGAL_GUARDIAN: _("voogd"),
    Relation.FOSTER_CARER: _("pleegzorger"),
    Relation.OTHER: _("iemand anders"),
}

GROUND: dict[str, Promise] = {
    Ground.PARENTAL_AUTHORITY: _("ouderlijk gezag"),
    Ground.COURT: _("beslissing van een rechter"),
    Ground.GUARDIANSHIP: _("voogdij"),
    Ground.FOSTER_CARE: _("pleegzorg met overgedragen bevoegdheid"),
}

STEP: dict[str, Promise] = {
    "record_advice": _("advies genoteerd"),
    "enrol_dual": _("ingeschreven in de duale opleiding"),
    "enrol_startup": _("ingeschreven in de aanloopfase"),
    "start_lessons": _("eerste les gevolgd"),
    "screen": _("gescreend"),
    "screened_positive": _("positieve screening"),
    "screened_negative": _("negatieve screening"),
    "move_to_dual": _("overgestapt naar de duale opleiding"),
    "intake_planned": _("intakegesprek gepland"),
    "intake_ended": _("geen intakegesprek meer"),
    "agreement_signed": _("overeenkomst gesloten"),
    "extend_search": _("zoektijd verlengd"),
    "warn_search": _("herinnering aan de zoektijd"),
    "search_expired": _("zoektijd voorbij"),
    "recount_search": _("zoektijd opnieuw geteld"),
    "term_expired": _("uitgeschreven na de zoektijd"),
    "agreement_ended": _("werkplek weggevallen"),
    "change_site": _("andere vestiging"),
    "suspend": _("geschorst"),
    "resume": _("hervat"),
    "council_decides": _("klassenraad besliste"),
    "leave": _("uitgeschreven"),
    "re_enrol": _("opnieuw ingeschreven"),
    "name_guardian": _("genoteerd wie de leerling vertegenwoordigt"),
    "end_guardian": _("vertegenwoordiging gestopt"),
    "invite": _("uitgenodigd om mee te lezen"),
    "withdraw_invitation": _("uitnodiging ingetrokken"),
    "take_access": _("toegang weggenomen"),
    "correct_email": _("e-mailadres van de leerling verbeterd"),
    "keep_personal_data": _("gegevens van de leerling bewaard"),
    "join": _("uitnodiging aanvaard"),
    "allow_reading": _("meelezen toegestaan door de leerling"),
    "stop_reading": _("meelezen gestopt door de leerling"),
    "come_of_age": _("meerderjarig: ouders lezen niet meer mee"),
    "access_ends": _("meelezen voorbij"),
}

REASON: dict[str, Promise] = {
    "COMPULSORY_SCHOOLING": _("De leerling is op die dag nog voltijds leerplichtig. Instappen kan daarna."),
    "CLB_ADVICE_MISSING": _("Er is nog geen advies van het CLB. Vraag het en noteer het bij de leerling."),
    "PROGRAMME_AGE": _("De leerling is te jong voor deze opleiding."),
    "AGE_LIMIT": _("De leerling is te oud voor een nieuwe inschrijving in deze opleiding."),
    "COUNCIL_DECISION_MISSING": _("Er is een gunstige beslissing van de klassenraad nodig."),
    "ENTRY_WINDOW": _("Van rechtswege instappen kan niet meer. De klassenraad kan nog gunstig beslissen."),
    "SERIOUS_REASON_MISSING": _("In jaar 6 kan een leerling alleen instappen om een ernstige reden."),
    "PREVIOUS_COUNCIL_ADVICE_MISSING": _("Vraag eerst advies aan de klassenraad van de vorige opleiding."),
    "PRIOR_EDUCATION": _("De leerling voldoet niet aan de toelatingsvoorwaarde van dit jaar."),
    "NOT_OFFERED": _("Deze opleiding had op de teldag geen leerlingen. Ze wordt dit jaar niet ingericht."),
    "enrolled_elsewhere": _("De leerling is al actief ingeschreven. Schrijf hem daar eerst uit."),
    "twice_in_list": _("Deze leerling staat al eerder in de lijst."),
    "search_term_runs": _("De zoektijd is nog niet voorbij. Zolang blijft de leerling ingeschreven."),
    "search_term_expired": _("De zoektijd is voorbij. Verlengen of een overeenkomst sluiten kan niet meer."),
    "search_already_extended": _("De zoektijd is dit schooljaar al verlengd."),
    "extension_without_ground": _("Een verlenging heeft een reden nodig. Schrijf ze op."),
    "no_search_term": _("Een cursist heeft geen zoektijd die voorbij kan gaan."),
    "no_destination": _("Kies waar de leerling naartoe gaat."),
    "still_under_agreement": _("Er loopt nog een overeenkomst. Beëindig die eerst."),
    "lessons_started": _("De eerste les is al genoteerd."),
    "MENTOR_IN_ADMISSION": _(
        "De mentor zit niet in de klassenraad die over de toelating beslist. Laat zonder mentor beslissen."
    ),
    "nobody_sat": _("Kies wie er in de klassenraad zat."),
    "no_fixed_plan": _("Er is geen opleidingsplan dat vastligt. Leg het eerst vast."),
    "evaluation_to_come": _("In het opleidingsplan staat nog een evaluatie die moet komen."),
    "agreement_to_begin": _("Er is een overeenkomst die nog moet beginnen. Annuleer die eerst."),
    "agreement_being_ended": _("Een opzeg of bemiddeling loopt nog. Rond die eerst af."),
    "site_not_planned": _("In het opleidingsplan staat op die dag geen werk op die vestiging."),
    "same_site": _("De leerling werkt al op die vestiging."),
    "learner_of_age": _("De leerling is meerderjarig. Niemand vertegenwoordigt hem nog."),
    "still_a_minor": _("U bent nog niet meerderjarig. Wie u vertegenwoordigt, leest al mee."),
    "no_ground": _("Noteer eerst waarop de vertegenwoordiging steunt. Daarna kunt u uitnodigen."),
    "not_representing": _("De vertegenwoordiging geldt vandaag niet. Kijk de begin- en einddatum na."),
    "has_access": _("Deze persoon heeft al toegang."),
    "no_open_invitation": _("Deze uitnodiging is al gebruikt of ingetrokken."),
    "wrong_state": _("Intussen is het traject veranderd. Deze stap kan nu niet meer."),
    "late_loss": _("De werkplek viel laat in het laatste jaar weg."),
    "new_school_year": _("Een nieuw schooljaar begint."),
}

NOTE: dict[str, Promise] = {
    "NO_ADVICE": _("Er is geen advies genoteerd. Dat houdt de inschrijving niet tegen."),
    "NEGATIVE_ADVICE": _("Het advies is negatief. Het bindt niet: de leerling mag zich inschrijven."),
    "VDAB_ADVICE_MISSING": _("Een zij-instromer krijgt advies van VDAB of OCMW. Dat advies is er nog niet."),
    "COUNSELLOR_NOT_IN_COUNCIL": _(
        "De trajectbegeleider zat niet in de klassenraad, maar is er stemgerechtigd."
    ),
    "MENTOR_NOT_IN_COUNCIL": _("De mentor zat niet in de klassenraad, maar is er stemgerechtigd."),
}


def reason(code: str) -> Promise | str:
    """The words of a reason or note; the code itself when nobody wrote them yet."""
    return REASON.get(code) or NOTE.get(code) or code
