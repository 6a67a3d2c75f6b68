"""Dutch words for the steps about mentors, why they end, and what stands in the way."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

STEP: dict[str, Promise] = {
    "submit_mentor": gettext_lazy("nieuwe mentor voorgesteld"),
    "grant_mentor": gettext_lazy("nieuwe mentor aanvaard"),
    "refuse_mentor": gettext_lazy("nieuwe mentor niet aanvaard"),
    "lose_last_mentor": gettext_lazy("geen mentor meer op deze werkplek"),
    "regain_mentor": gettext_lazy("opnieuw een mentor op deze werkplek"),
    "assign_mentor": gettext_lazy("mentor toegevoegd"),
    "replace_mentor": gettext_lazy("mentor vervangen"),
    "mentor_leaves": gettext_lazy("mentor vertrokken"),
    "mentor_dies": gettext_lazy("mentor overleden"),
    "remove_mentor": gettext_lazy("mentor weggehaald door de onderneming"),
    "send_certificate": gettext_lazy("attest van mentoropleiding verstuurd"),
    "accept_certificate": gettext_lazy("attest van mentoropleiding aanvaard"),
    "refuse_certificate": gettext_lazy("attest van mentoropleiding niet aanvaard"),
    "exempt_mentor": gettext_lazy("vrijstelling van de mentoropleiding gegeven"),
    "mentor_trained": gettext_lazy("mentor heeft de mentoropleiding in orde"),
    "remind_training": gettext_lazy("herinnering om de mentoropleiding te plannen"),
    "alert_vacancy": gettext_lazy("departement gewaarschuwd: nog altijd geen mentor"),
    "vacancy_over": gettext_lazy("termijn voorbij om een nieuwe mentor aan te duiden"),
}

REASON: dict[str, Promise] = {
    "certificate_waits_already": gettext_lazy("U stuurde dit attest al. Het wacht op een oordeel."),
    "certificate_judged_already": gettext_lazy("Over dit attest is al geoordeeld. Laad de pagina opnieuw."),
    "exempted_already": gettext_lazy("Deze mentor heeft bij dit partnerschap al een vrijstelling."),
    "provider_not_registered": gettext_lazy(
        "De opleiding telt niet mee: wie ze gaf, was op die dag geen geregistreerde dienstverlener."
    ),
    "too_few_hours": gettext_lazy("De opleiding telt niet mee: ze duurde te weinig uren."),
    "mentor_not_working": gettext_lazy("Deze persoon kan nu geen mentor zijn voor een leerling."),
    "mentor_full": gettext_lazy(
        "Deze mentor begeleidt al het hoogste aantal leerlingen. Kies een andere mentor."
    ),
    "more_than_advised": gettext_lazy("Deze mentor begeleidt dan meer leerlingen dan aangeraden."),
    "recognition_ended": gettext_lazy("Deze erkenning is voorbij, dus er kan geen mentor meer bij."),
    "mentor_here_already": gettext_lazy("Deze persoon is al mentor bij deze erkenning."),
    "mentor_asked_already": gettext_lazy(
        "Voor deze persoon en deze erkenning loopt al een aanvraag. Wacht op de beslissing."
    ),
    "mentor_barred": gettext_lazy(
        "Deze persoon mag bij uw onderneming geen mentor zijn voor deze opleiding. Kies iemand anders."
    ),
    "other_replaced": gettext_lazy(
        "De mentor die u wilt vervangen, hoort niet bij deze erkenning of is er al weg. Kijk de lijst na."
    ),
    "last_mentor": gettext_lazy(
        "Dit is de laatste mentor, en er loopt nog een overeenkomst met een leerling. "
        "Duid eerst een vervanger aan. Is de mentor echt weg? Meld dan dat de mentor vertrok."
    ),
    "mentor_not_at_work": gettext_lazy("Deze persoon is hier geen mentor meer. Laad de pagina opnieuw."),
    "mentor_trained_already": gettext_lazy(
        "Voor deze mentor is de mentoropleiding al in orde. U hoeft niets te doen."
    ),
}
