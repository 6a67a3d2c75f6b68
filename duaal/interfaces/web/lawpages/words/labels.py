"""What each dated value is about, in Dutch, by its key."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUBJECT: dict[str, Promise] = {
    "recognition": _("erkenning"),
    "school": _("schooljaar"),
    "statistics": _("cijfers"),
}

LABEL: dict[str, Promise] = {
    "recognition.adult_recognitions": _("Erkenningen voor cursisten van het volwassenenonderwijs bestaan"),
    "recognition.advised_learners_per_mentor": _(
        "Aanbevolen aantal leerlingen per mentor, alleen als waarschuwing; 0 is geen aanbeveling"
    ),
    "recognition.answer_days": _("Termijn voor de onderneming om op een vraag te antwoorden"),
    "recognition.answer_reminder_day": _("Dag na de vraag waarop de onderneming een herinnering krijgt"),
    "recognition.appeal_acknowledgement_days": _("Termijn om de ontvangst van een beroep te bevestigen"),
    "recognition.appeal_days": _(
        "Termijn om in beroep te gaan tegen een weigering, opheffing of uitsluiting"
    ),
    "recognition.appeal_decision_days": _(
        "Termijn om over een beroep te beslissen, na de ontvangstbevestiging"
    ),
    "recognition.appeal_last_day_moves": _(
        "De laatste dag om in beroep te gaan schuift op naar de volgende werkdag"
    ),
    "recognition.blank_extract_required": _("Het uittreksel uit het strafregister moet blanco zijn"),
    "recognition.bridge_pending_renewal": _("Een lopende verlenging houdt de oude erkenning in leven"),
    "recognition.clock_stops_on_info_request": _(
        "Een vraag om aanvulling schorst de termijn om te beslissen"
    ),
    "recognition.completeness_working_days": _("Termijn om na te kijken of de aanvraag volledig is"),
    "recognition.conditions.m1": _("Voorwaarde M1: uittreksel uit het strafregister van de mentor"),
    "recognition.conditions.m1a": _("Voorwaarde M1a: onberispelijk gedrag, volgens het uittreksel"),
    "recognition.conditions.m2": _("Voorwaarde M2: minimumleeftijd van de mentor"),
    "recognition.conditions.m3": _("Voorwaarde M3: praktijkervaring van de mentor in het beroep"),
    "recognition.conditions.m4": _("Voorwaarde M4: de mentor volgt een mentoropleiding"),
    "recognition.conditions.m5": _("Voorwaarde M5: de mentor hoort bij de onderneming"),
    "recognition.conditions.u1": _("Voorwaarde U1: organisatie en uitrusting"),
    "recognition.conditions.u2": _("Voorwaarde U2: financiële draagkracht"),
    "recognition.conditions.u3": _(
        "Voorwaarde U3: geen veroordeling van de onderneming, tenzij ze niet meetelt"
    ),
    "recognition.conditions.u4": _("Voorwaarde U4: minstens één mentor die aan de voorwaarden voldoet"),
    "recognition.conditions.u5": _("Voorwaarde U5: vestiging in Vlaanderen of Brussel"),
    "recognition.conditions.u6": _("Voorwaarde U6: de onderneming is niet uitgesloten"),
    "recognition.conditions.u7": _(
        "Voorwaarde U7: onderneming en vestiging zijn actief in het ondernemingsregister"
    ),
    "recognition.decision_clock": _("Dag waarna de termijn om te beslissen begint"),
    "recognition.decision_day_kind": _("Soort dagen van de termijn om te beslissen"),
    "recognition.decision_days": _("Termijn om over een aanvraag te beslissen"),
    "recognition.document_validity_years": _(
        "Zo lang geldt een schuldenattest voor een onderneming die al erkend is"
    ),
    "recognition.documents": _("Documenten die bij elke aanvraag horen"),
    "recognition.exclusion_max_months": _("Langste tijdelijke uitsluiting"),
    "recognition.expiry_alert_days": _(
        "Zo lang voor het einde verwittigen we school, leerling en onderneming van een lopende overeenkomst"
    ),
    "recognition.expiry_effect": _("Wat het einde van een erkenning doet met lopende overeenkomsten"),
    "recognition.expiry_notice_months": _("Zo lang voor het einde verwittigen we de erkende onderneming"),
    "recognition.external_mentor": _("Hervorming: de mentor mag van buiten de onderneming komen"),
    "recognition.extract_max_age_days": _(
        "Zo oud mag een uittreksel zijn op de dag dat de mentor wordt aangewezen"
    ),
    "recognition.extract_model": _("Model van het uittreksel uit het strafregister"),
    "recognition.hearing_days": _("Termijn om op een uitnodiging voor een hoorzitting te reageren"),
    "recognition.idle_draft_months": _("Termijn waarna een ongebruikte kladversie wordt gewist"),
    "recognition.lapse_policy": _("Wat er gebeurt als er niet op tijd beslist is"),
    "recognition.max_learners_per_mentor": _(
        "Hoogste aantal leerlingen tegelijk per mentor; 0 is geen maximum"
    ),
    "recognition.max_transfers": _("Zo vaak mag een dossier naar een ander partnerschap"),
    "recognition.mentor_experience_years": _("Praktijkervaring van een mentor"),
    "recognition.mentor_later": _("Hervorming: een erkenning kan zonder mentor worden aangevraagd"),
    "recognition.mentor_max_plausible_age": _(
        "Boven deze leeftijd beschouwen we de geboortedatum van een mentor als een tikfout"
    ),
    "recognition.mentor_min_age": _("Minimumleeftijd van een mentor"),
    "recognition.mentor_min_age_derogated": _("Minimumleeftijd van een mentor met een afwijking"),
    "recognition.mentor_min_experience_years_derogated": _(
        "Minste ervaring van een mentor met een afwijking"
    ),
    "recognition.mentor_reference_day": _("Dag waarop we leeftijd en ervaring van een mentor meten"),
    "recognition.mentor_replace_days": _(
        "Na deze termijn verwittigen we het departement als overeenkomsten zonder mentor lopen"
    ),
    "recognition.mentor_vacancy_days": _("Termijn om een nieuwe mentor aan te wijzen als de laatste weg is"),
    "recognition.partial_plan": _(
        "Hervorming: een erkenning kan voor een deel van het opleidingsplan gelden"
    ),
    "recognition.precaution_blocks_agreements": _("Een bewarende schorsing verhindert nieuwe overeenkomsten"),
    "recognition.precaution_max_days": _("Langste bewarende schorsing"),
    "recognition.receipt_working_days": _("Zo lang na verzending geldt een beslissing als ontvangen"),
    "recognition.renewal_from_months": _("Zo lang voor het einde kan een verlenging worden aangevraagd"),
    "recognition.report_change_days": _("Termijn om een wijziging van activiteit of zetel te melden"),
    "recognition.retention_anchor": _("Dag waarop de bewaartermijn begint"),
    "recognition.retention_years": _("Zo lang bewaren we de persoonsgegevens van een dossier"),
    "recognition.site_regions": _("Gewesten waarin een vestiging erkend kan worden"),
    "recognition.social_partner_vote_adult": _(
        "In een sectoraal partnerschap stemmen alleen sociale partners over het volwassenenonderwijs"
    ),
    "recognition.stepwise_recognition": _(
        "Hervorming: erkenning in twee stappen, eerst principieel en dan volledig"
    ),
    "recognition.submitter_may_decide": _("Wie een aanvraag indient, mag er ook over beslissen"),
    "recognition.training_anchor": _("Dag waarop de termijn voor de mentoropleiding begint"),
    "recognition.training_content_version": _("Hervorming: versie van de inhoud van de mentoropleiding"),
    "recognition.training_min_hours": _("Minste aantal uren van een mentoropleiding; 0 is niet gevraagd"),
    "recognition.training_months": _("Termijn waarin een mentor de mentoropleiding volgt"),
    "recognition.training_overdue_withdraws": _(
        "Een erkenning vervalt vanzelf als de mentoropleiding te laat is"
    ),
    "recognition.training_plan_months": _(
        "Termijn waarin de mentoropleiding gepland moet zijn; 0 is niet gevraagd"
    ),
    "recognition.training_registered_provider": _(
        "Een geregistreerde dienstverlener moet de mentoropleiding geven"
    ),
    "recognition.validity_days_before_anniversary": _(
        "Dagen tussen de laatste dag van een erkenning en haar verjaardag"
    ),
    "recognition.validity_years": _("Geldigheid van een erkenning, vanaf de beslissing"),
    "recognition.voters_flemish_adult": _(
        "Wie in het Vlaams Partnerschap stemt over het volwassenenonderwijs"
    ),
    "recognition.voters_flemish_secondary": _(
        "Wie in het Vlaams Partnerschap stemt over het secundair onderwijs"
    ),
    "recognition.voters_sectoral_adult": _(
        "Wie in een sectoraal partnerschap stemt over het volwassenenonderwijs, beperkt tot sociale partners"
    ),
    "recognition.voters_sectoral_adult_wide": _(
        "Wie in een sectoraal partnerschap stemt over het volwassenenonderwijs, niet beperkt tot "
        "sociale partners"
    ),
    "recognition.voters_sectoral_secondary": _(
        "Wie in een sectoraal partnerschap stemt over het secundair onderwijs"
    ),
    "recognition.withdrawal_effect_days": _("Dagen tussen ontvangst en uitwerking van een opheffing"),
    "recognition.withdrawal_effect_days_in_danger": _(
        "Dagen tussen ontvangst en uitwerking van een opheffing als een leerling gevaar loopt"
    ),
    "school.year_starts_on": _("Eerste dag van een schooljaar"),
    "statistics.min_cell_companies": _("Aantallen ondernemingen onder dit getal worden verborgen"),
    "statistics.min_cell_persons": _("Aantallen personen onder dit getal worden verborgen"),
    "statistics.min_percentage_base": _("Procenten van minder personen dan dit worden niet getoond"),
}
