"""Dutch words for every reason why a step on an agreement cannot be done: what is wrong and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.agreements.check_words import OF_THE_CHECKS

OF_THE_KIND: dict[str, Promise] = {
    "POPULATION_MISMATCH": _("Een centrum voor volwassenenonderwijs heeft geen leerlingen, enkel cursisten."),
    "NO_RECOGNITION": _("De onderneming heeft op die dag geen geldige erkenning voor deze opleiding."),
    "NO_RECOGNITION_ESTABLISHMENT": _("De erkenning geldt niet voor deze vestiging."),
    "NO_RECOGNITION_TRAINING": _("De erkenning geldt niet voor deze opleiding."),
    "NO_RECOGNITION_AT_START": _("De erkenning geldt niet meer op de startdag. Kies een vroegere startdag."),
    "NO_EQUIVALENT_RECOGNITION": _("De werkplek is daar niet erkend in een gelijkwaardig systeem."),
    "SIMULATED_IN_SCHOOL": _("Een werkplaats in de school is geen leerwerkplek."),
    "NOT_MARIBEL": _(
        "Een deeltijdse arbeidsovereenkomst kan enkel bij een werkgever van de sociale Maribel."
    ),
    "NO_KIND": _("Geen enkele soort overeenkomst past bij deze gegevens. Kijk de uren na."),
    "WEEK_LIMIT": _("Lessen en werkplek samen zijn langer dan de werkweek van de onderneming."),
    "TOTAL_BELOW_28": _("Lessen en werkplek samen zijn te kort voor een duale opleiding."),
    "TOTAL_BELOW_32": _("Lessen en werkplek samen zijn te kort voor opleidingsvorm 3."),
    "WEEKS_NOT_PLANNED": _(
        "Voor sommige weken staan er geen uren. Vul voor elke week van de periode uren in."
    ),
    "BELOW_14H": _(
        "Weinig uren op de werkplek. Kijk na of de opleiding op de lijst van uitzonderingen staat."
    ),
    "KIND_DIFFERS": _("De gekozen soort past niet bij de uren. De soort volgt uit de gegevens."),
    "OUTSIDE_REGION": _("De werkplek ligt buiten Vlaanderen en Brussel."),
    "INSIDE_REGION": _("De werkplek ligt in Vlaanderen of Brussel."),
    "NOT_SECONDARY": _("Enkel voor leerlingen van het secundair onderwijs."),
    "NOT_ADULT": _("Enkel voor cursisten van het volwassenenonderwijs."),
    "NOT_ONLY_SIMULATED": _("De leerling leert niet enkel op een gesimuleerde werkplek."),
    "NO_REAL_WORKPLACE": _("Er zijn geen uren op een echte werkplek."),
    "BELOW_THRESHOLD": _("Gemiddeld te weinig uren per week op de werkplek."),
    "AT_THRESHOLD": _("Gemiddeld te veel uren per week op de werkplek."),
    "PART_TIME_NOT_ASKED": _("De partijen vragen geen deeltijdse arbeidsovereenkomst."),
    "NOT_PART_TIME_VOCATIONAL": _("Enkel voor het deeltijds beroepsonderwijs, dat gestopt is."),
    "NOT_DUAL": _("Enkel voor een duale opleiding."),
    "NOT_EMPLOYED_THERE": _("De cursist is geen werknemer van deze onderneming."),
    "NO_ALTERNATING_STATUS": _("Er is niet voldaan aan het statuut van alternerend lerende."),
    "KIND_NOT_IN_FORCE": _("Deze soort bestaat op die dag niet."),
    "OTHER_KIND_FIRST": _("Een andere soort gaat voor."),
}

OF_THE_TIME: dict[str, Promise] = {
    "NO_LAST_DAY": _("Een overeenkomst heeft een laatste dag."),
    "AFTER_TRAINING": _(
        "De overeenkomst duurt langer dan het opleidingsplan. Kies een vroegere laatste dag."
    ),
    "BEFORE_TRAINING": _("De overeenkomst begint voor het opleidingsplan. Kies een latere startdag."),
    "LONGER_THAN_TRAINING": _("Alle overeenkomsten samen duren langer dan de opleiding."),
    "OVERLAP": _("De leerling heeft in die periode al een overeenkomst. Kies een andere periode."),
    "OVER_ADVISED_YEARS": _("De overeenkomst duurt langer dan gebruikelijk."),
    "TOO_YOUNG": _("De leerling is op de startdag te jong."),
    "TOO_OLD": _("De leerling is op de startdag te oud."),
    "CLAUSE_NOT_ALLOWED": _("Een beding mag de leerling niet meer opleggen dan het decreet."),
    "START_IN_HOLIDAY": _(
        "De startdag valt in een schoolvakantie. Kies een lesdag, of zet die dag in de bijlage vakanties."
    ),
    "NIGHT_MINOR": _("Een minderjarige mag op dat uur niet werken."),
    "DAY_LIMIT_MINOR": _("Een dag is te lang voor een minderjarige, lessen meegeteld."),
    "SUNDAY_MINOR": _("Een minderjarige mag op zondag niet of niet zo vaak werken."),
    "WEEK_LIMIT_MINOR": _("De week is te lang voor een minderjarige, lessen meegeteld."),
    "BREAK_MINOR": _("Een minderjarige heeft meer pauze nodig. Voeg een pauze toe."),
    "REST_MINOR": _("Tussen twee werkdagen is er te weinig rust voor een minderjarige."),
    "PUBLIC_HOLIDAY_MINOR": _("Een minderjarige werkt niet op een feestdag."),
    "EXTRA_REST_MINOR": _("Wie op zaterdag werkt, heeft de maandag erna vrij, of omgekeerd."),
    "INSPECTION_NOTICE": _("Meld het zondagwerk vooraf aan de inspectie."),
    "NIGHT_ADULT": _("Nachtwerk. Zet het in een bijlage."),
    "DAY_LIMIT_ADULT": _("Een dag is lang. Kijk na wat in de sector mag."),
    "SUNDAY_ADULT": _("Zondagwerk. Zet het in een bijlage."),
    "WEEK_LIMIT_ADULT": _("De week is lang. Kijk na wat in de sector mag."),
    "BREAK_ADULT": _("Er is weinig pauze. Voeg een pauze toe."),
    "REST_ADULT": _("Er is weinig rust tussen twee dagen."),
    "PUBLIC_HOLIDAY_ADULT": _("Werk op een feestdag. Zet het in een bijlage."),
    "NO_PLAN": _("Er is nog geen vastgelegd opleidingsplan. Leg eerst het plan vast."),
    "NO_TIMETABLE": _("Het uurrooster op de werkplek is leeg. Vul de werkdagen in."),
    "MENTOR_NOT_HERE": _("Kies een mentor die nu op deze leerwerkplek werkt."),
    "NOT_ENROLLED": _("De leerling is niet ingeschreven in deze opleiding."),
    "DRAFT_EXISTS": _("Voor deze leerling is er al een ontwerp. Werk daarmee verder, of gooi het weg."),
}

OF_SIGNING: dict[str, Promise] = {
    "REPRESENTATIVE_MISSING": _(
        "De leerling is minderjarig. Noteer eerst wie de ouder of voogd is die mee tekent."
    ),
    "ADULT_DATA_MISSING": _(
        "Van de cursist ontbreekt het adres, de nationaliteit of het rijksregisternummer. Open de cursist, "
        "kies Gegevens van de leerling en vul ze aan."
    ),
    "ADULT_DATA_CHANGED": _(
        "De gegevens van de cursist zijn veranderd nadat deze tekst gemaakt is. Open de tekst en bewaar hem "
        "opnieuw: dan staan ze erin."
    ),
    "START_IS_PAST": _("De startdag is voorbij. Pas de tekst aan met een latere startdag."),
    "EMAIL_MISSING": _("Van iemand die tekent, ontbreekt het e-mailadres. Vul het aan."),
    "text_changed": _("De tekst is intussen veranderd. U krijgt een nieuwe link. Lees die tekst eerst."),
    "link_expired": _("Deze link is niet meer geldig. Vraag de school een nieuwe."),
    "not_representative": _(
        "Wie hier tekent, is vandaag geen vertegenwoordiger meer. Vraag het aan de school."
    ),
    "signed_already": _("U hebt al getekend. Weigeren kan niet meer."),
    "reason_needed": _("Schrijf op waarom. Zo kan de school de tekst aanpassen."),
}

OF_THE_START: dict[str, Promise] = {
    "start_reached": _("De startdag is bereikt. Annuleren kan niet meer."),
    "start_not_reached": _("De startdag is nog niet bereikt."),
    "not_everybody_agrees": _("Dit kan enkel als school, onderneming en leerling het eens zijn."),
    "NOT_READY_accident_insurance": _("Vul de verzekeraar en het polisnummer van de arbeidsongevallen in."),
    "NOT_READY_health_assessment": _("Vul de dag van de gezondheidsbeoordeling in."),
    "NOT_READY_prevention_service": _("Bevestig de aansluiting bij een externe preventiedienst."),
    "DIMONA_MISSING": _("De Dimona-aangifte ontbreekt. Ze moet er zijn voor de leerling begint."),
    "DIMONA_UNKNOWN": _("Dit type Dimona bestaat niet."),
    "DIMONA_WRONG": _("Dit type Dimona hoort bij een andere soort overeenkomst."),
    "DIMONA_OUTDATED": _("Dit type Dimona is verouderd."),
    "DIMONA_LATE": _("De Dimona kwam na de start."),
}

OF_HOLIDAYS: dict[str, Promise] = {
    "WEEKS_NOT_CHOSEN": _("Schrijf in de bijlage welke vakantieweken vrij blijven in dit zevende jaar."),
    "WEEKS_TOO_FEW": _("Er blijven te weinig vakantieweken vrij. Kies er meer."),
    "WEEK_NOT_HOLIDAY": _("Een vrije week is geen schoolvakantie. Kies de maandag van een vakantieweek."),
    "REDUCTION_NOT_FOR_KIND": _("Voor deze soort overeenkomst zijn er niet minder vakantieweken."),
    "REDUCTION_NOT_FOR_TRAINING": _("Voor deze opleiding zijn er niet minder vakantieweken."),
    "REDUCTION_NOT_DECIDED": _("Het partnerschap besliste niet dat er minder vakantieweken zijn."),
    "NO_LEARNING_OPPORTUNITY": _("Schrijf wat de leerling in de vakantie leert. Enkel helpen mag niet."),
    "DECIDED_ALREADY": _("Deze beslissing is er al voor die onderneming en dat schooljaar."),
    "NOT_ON_THE_LIST": _("Dit seizoenswerk staat niet op de lijst van dit schooljaar."),
    "DAY_NOT_IN_HOLIDAY": _("Een dag in de bijlage valt niet in een schoolvakantie. Neem die dag weg."),
    "DAYS_NOT_MADE_UP": _(
        "Voor elke dag in een vakantie is de leerling een werkdag vrij in dat schooljaar. Voeg dagen toe."
    ),
    "MADE_UP_ON_WRONG_DAY": _("Een dag in ruil is geen werkdag in een lesweek. Kies een andere dag."),
    "SUMMER_NOT_FREE": _("In juli en augustus blijven te weinig weken na elkaar vrij. Neem dagen weg."),
}

OF_A_COOPERATION: dict[str, Promise] = {
    "NO_6BIS_RULE": _(
        "Het partnerschap laat dit deel of deze periode niet toe bij een andere onderneming. Neem het "
        "deel weg. Opeenvolgende overeenkomsten met elke onderneming kunnen wel."
    ),
    "PARTNER_NOT_RECOGNISED": _("De partneronderneming heeft geen geldige erkenning voor deze opleiding."),
    "NOT_COVERED": _(
        "Een competentie van het plan leert de leerling bij geen enkele onderneming. Kies waar, of pas het "
        "opleidingsplan aan."
    ),
    "MENTOR_NOT_AT_PARTNER": _("Kies een mentor die nu bij de partneronderneming werkt."),
    "PARTNER_IS_FIRST": _("De partneronderneming is de onderneming zelf. Kies een andere onderneming."),
    "PART_OUTSIDE": _("Het deel bij de partneronderneming valt buiten de overeenkomst. Pas de dagen aan."),
    "PART_NOT_OF_PROGRAMME": _("Kies minstens één competentie van deze opleiding."),
}

OF_AN_AMENDMENT: dict[str, Promise] = {
    "NOT_AMENDABLE": _("Deze overeenkomst kan nu niet wijzigen: ze is opgezegd, beëindigd of niet getekend."),
    "AMENDMENT_OPEN": _("Er staat al een wijziging open. Werk die af, of trek ze in."),
    "NOTHING_CHANGES": _("Er verandert niets. Pas eerst iets aan."),
    "KIND_WOULD_CHANGE": _(
        "Met deze uren wordt het een andere soort overeenkomst. Dat kan niet met een wijziging. Pas de uren "
        "aan, of beëindig ze met akkoord van iedereen en maak meteen een nieuwe."
    ),
    "lapsed": _("de overeenkomst stopte eerder"),
    "withdrawn": _("de school trok ze in"),
}

OF_ITS_END: dict[str, Promise] = {
    "LABOUR_LAW": _("Voor een arbeidsovereenkomst geldt het arbeidsrecht, niet deze stap."),
    "NOT_LABOUR_LAW": _("Deze stap geldt enkel voor een deeltijdse arbeidsovereenkomst."),
    "GROUND_NOT_KNOWN": _("Die reden bestaat niet voor deze overeenkomst."),
    "OUTSIDE_AGREEMENT": _("Die dag valt buiten de overeenkomst."),
    "WRONG_PARTY": _("Deze partij kan de overeenkomst zo niet beëindigen."),
    "WINDOW_CLOSED": _("De eerste periode is voorbij. Het kan nog om een ernstige reden, of met akkoord."),
    "GROUND_MISSING": _("Dit is geen reden die het decreet aanvaardt voor wie ze inroept."),
    "MEDIATION_RUNNING": _(
        "De bemiddeling loopt nog. Wacht tot ze gesloten is of tot haar laatste dag voorbij is."
    ),
    "SUSPENSION_60": _("De schorsing duurt nog niet lang genoeg om zo te beëindigen."),
    "REASONS_MISSING": _("Schrijf de redenen op."),
    "CONSENT_MISSING": _("School, onderneming en leerling moeten alle drie akkoord zijn."),
    "BEFORE_START": _("Die dag valt voor de startdag."),
    "AFTER_TERM": _("Die dag valt na de laatste dag van de overeenkomst."),
    "NOT_REACHED": _("De laatste dag is nog niet bereikt."),
    "ALREADY_STARTED": _("De overeenkomst is al begonnen."),
    "nothing_lost": _("Deze leerling verloor geen werkplek. Maak de overeenkomst zelf."),
    "mediation_closed": _("De bemiddeling is al gesloten, of haar laatste dag is voorbij."),
    "place_not_lost": _(
        "Deze leerling verloor de werkplek niet door het einde van een erkenning. Er is niets af te sluiten."
    ),
    "reported_already": _("U meldde het einde al."),
    "wrong_state": _("Intussen is de overeenkomst veranderd. Deze stap kan nu niet meer."),
    "edited": _("de tekst veranderde"),
    "refused": _("iemand tekende niet"),
    "start_passed": _("de startdag ging voorbij"),
    "discarded": _("het ontwerp is weggegooid"),
}

REASON: dict[str, Promise] = {
    **OF_THE_KIND,
    **OF_THE_TIME,
    **OF_SIGNING,
    **OF_THE_START,
    **OF_HOLIDAYS,
    **OF_A_COOPERATION,
    **OF_AN_AMENDMENT,
    **OF_ITS_END,
    **OF_THE_CHECKS,
}
