"""Dutch words about keeping a recognition in order."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.states.upkeep import AGREEMENTS_RUN, NOT_CLOSED, ChangeKind, ChangeState

STEP: dict[str, Promise] = {
    "give_up": gettext_lazy("erkenning stopgezet door de onderneming"),
    "close_site": gettext_lazy("erkenning gestopt omdat de vestiging sloot"),
    "supersede": gettext_lazy("vervangen door een nieuwe erkenning"),
    "notice_of_end": gettext_lazy("onderneming verwittigd: de erkenning eindigt"),
    "alert_of_end": gettext_lazy("verwittigd: de erkenning eindigt en er lopen overeenkomsten"),
    "report_change": gettext_lazy("wijziging gemeld"),
    "see_change": gettext_lazy("gemelde wijziging bekeken"),
    "answer_with_visit": gettext_lazy("bezoek gepland na de wijziging"),
    "waive_visit": gettext_lazy("geen bezoek nodig na de wijziging"),
}

REASON: dict[str, Promise] = {
    AGREEMENTS_RUN: gettext_lazy(
        "Er lopen nog overeenkomsten zonder afgesproken einddatum. "
        "Spreek eerst met de school en de leerling een einddatum af."
    ),
    "renewal_too_early": gettext_lazy("Het is nog te vroeg om deze erkenning opnieuw aan te vragen."),
    "mentor_extract_not_good": gettext_lazy(
        "Het uittreksel van een mentor is te oud of niet het juiste model. Voeg een nieuw uittreksel toe."
    ),
    "no_mentor_stays": gettext_lazy("Bij deze erkenning blijft geen mentor. Duid een mentor aan die blijft."),
    "not_to_start_from": gettext_lazy(
        "Met een van deze erkenningen kunt u geen nieuwe aanvraag beginnen. Kies ze opnieuw uit de lijst."
    ),
    "nothing_recognised": gettext_lazy("Daar geldt geen erkenning, dus er is niets te melden."),
    "site_not_chosen": gettext_lazy("Kies uw vestiging waar u de opleiding wilt geven."),
    "no_visit_asked": gettext_lazy("Deze wijziging vraagt geen bezoek."),
    "visit_planned_already": gettext_lazy("Er is al een bezoek gepland. Zeg dat eerst af."),
    "visit_waived_already": gettext_lazy("U schreef al op waarom een bezoek niet nodig is."),
    NOT_CLOSED: gettext_lazy("De vestiging is nog open: ze is niet gesloten in het ondernemingsregister."),
}

CHANGE_KIND: dict[str, Promise] = {
    ChangeKind.ACTIVITY: gettext_lazy("Wat we doen op de vestiging verandert"),
    ChangeKind.ADDRESS: gettext_lazy("De vestiging krijgt een ander adres en houdt haar nummer"),
    ChangeKind.MOVE: gettext_lazy("We verhuizen naar een vestiging met een ander nummer"),
    ChangeKind.COMMITTEE: gettext_lazy("Ons paritair comité verandert"),
    ChangeKind.TAKEOVER: gettext_lazy("We worden overgenomen of krijgen een ander ondernemingsnummer"),
    ChangeKind.CLOSURE: gettext_lazy("De vestiging of de onderneming sluit"),
    ChangeKind.DEATH: gettext_lazy("De mentor of de zaakvoerder is overleden"),
    ChangeKind.OTHER: gettext_lazy("Er verandert iets anders"),
}

CHANGE_STATE: dict[str, Promise] = {
    ChangeState.REPORTED: gettext_lazy("nog te bekijken"),
    ChangeState.SEEN: gettext_lazy("bekeken"),
}

CHANGE_TONE: dict[str, str] = {ChangeState.REPORTED: "warning", ChangeState.SEEN: "success"}

OBSTACLE: dict[str, Promise] = {
    "not_recognised": gettext_lazy("Er is nu geen erkenning."),
    "not_yet_valid": gettext_lazy("De erkenning is nog niet begonnen."),
    "withdrawn": gettext_lazy("De erkenning is opgeheven."),
    "superseded": gettext_lazy("Een nieuwe erkenning kwam in de plaats van deze."),
    "expired": gettext_lazy("De erkenning is verlopen."),
    "given_up": gettext_lazy("De onderneming zette de erkenning stop."),
    "closed": gettext_lazy("De erkenning stopte omdat de vestiging sloot."),
    "company_stopped": gettext_lazy("De onderneming is gestopt in het ondernemingsregister."),
    "site_closed": gettext_lazy("De vestiging is gesloten in het ondernemingsregister."),
    "excluded": gettext_lazy("De onderneming of de vestiging is uitgesloten."),
    "no_mentor_at_work": gettext_lazy("Er werkt geen mentor."),
    "no_mentor_place": gettext_lazy("De mentoren begeleiden al het hoogste aantal leerlingen."),
    "precaution": gettext_lazy("Er loopt een voorzorgsmaatregel."),
    "sanction_proposed": gettext_lazy("Er is een sanctie voorgesteld. De erkenning geldt nog."),
    "bridged": gettext_lazy("De erkenning is voorbij haar laatste dag en wacht op de nieuwe."),
    "training_due": gettext_lazy("Een mentor moet de mentoropleiding nog volgen."),
    "programme_ended": gettext_lazy("De opleiding wordt niet meer aangeboden."),
    "more_than_advised": gettext_lazy("De mentoren begeleiden al het aangeraden aantal leerlingen."),
    "other_decree": gettext_lazy("De erkenning is voor een ander soort onderwijs."),
    "other_programme": gettext_lazy("De erkenning is voor een andere opleiding."),
    "starts_before_recognition": gettext_lazy("De overeenkomst begint voor de erkenning."),
    "starts_after_recognition": gettext_lazy("De overeenkomst begint na de laatste dag van de erkenning."),
    "mentor_is_parent_refused": gettext_lazy("De mentor is een ouder van de leerling."),
    "mentor_is_parent": gettext_lazy("De mentor is een ouder van de leerling."),
    "programme_replaced": gettext_lazy("De erkenning staat op de oude opleiding, en telt voor de nieuwe."),
}

OBSTACLE_ADVICE: dict[str, Promise] = {
    "not_recognised": gettext_lazy("Vraag een erkenning aan voor de opleiding en de vestiging."),
    "not_yet_valid": gettext_lazy("Wacht tot de erkenning begint."),
    "withdrawn": gettext_lazy("Een nieuwe aanvraag mag meteen, tenzij u uitgesloten bent."),
    "superseded": gettext_lazy("Sluit de overeenkomst op de nieuwe erkenning."),
    "expired": gettext_lazy("Vraag opnieuw een erkenning aan. Uw gegevens van vroeger staan al klaar."),
    "given_up": gettext_lazy("Wilt u weer opleiden? Vraag dan opnieuw een erkenning aan."),
    "closed": gettext_lazy("Vraag een erkenning aan voor de vestiging waar u nu werkt."),
    "company_stopped": gettext_lazy("Klopt dat niet? Breng uw gegevens in het ondernemingsregister in orde."),
    "site_closed": gettext_lazy("Klopt dat niet? Breng uw gegevens in het ondernemingsregister in orde."),
    "excluded": gettext_lazy("Na de uitsluiting kan de onderneming opnieuw een erkenning aanvragen."),
    "no_mentor_at_work": gettext_lazy(
        "Duid een mentor aan. Na de goedkeuring kan er weer een leerling komen."
    ),
    "no_mentor_place": gettext_lazy("Duid een mentor bij aan, of wacht tot een overeenkomst eindigt."),
    "precaution": gettext_lazy("Bespreek met het partnerschap wat er moet gebeuren."),
    "sanction_proposed": gettext_lazy("Lees de uitnodiging en reageer op tijd."),
    "bridged": gettext_lazy("Wacht op de beslissing over de nieuwe aanvraag."),
    "training_due": gettext_lazy("Laat de mentor de opleiding volgen voor de laatste dag."),
    "programme_ended": gettext_lazy("Vraag aan de school welke opleiding in de plaats komt."),
    "more_than_advised": gettext_lazy("Nog een leerling mag. Kijk of er genoeg tijd is om te begeleiden."),
    "other_decree": gettext_lazy(
        "Vraag een erkenning aan voor de opleiding van deze leerling: secundair of volwassenenonderwijs."
    ),
    "other_programme": gettext_lazy("Vraag een erkenning aan voor de opleiding van deze leerling."),
    "starts_before_recognition": gettext_lazy("Laat de overeenkomst later beginnen."),
    "starts_after_recognition": gettext_lazy("Vraag eerst opnieuw een erkenning aan."),
    "mentor_is_parent_refused": gettext_lazy("Kies een andere mentor voor deze leerling."),
    "mentor_is_parent": gettext_lazy("Dat mag. Zeg het aan de school, en kijk wie de leerling mee opvolgt."),
    "programme_replaced": gettext_lazy("U hoeft niets te doen: het partnerschap besliste dat ze meetelt."),
}
