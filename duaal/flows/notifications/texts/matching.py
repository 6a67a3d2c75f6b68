"""What is said of offers of places and of contacts between a learner and a company.

A notice for a company never names the learner: that stands on the page of the contact, as long as it is open.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.casework.matching.states import Cause
from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

COMPANY = (Hearer.COMPANY,)
SCHOOL = (Hearer.PROVIDER,)
AT_HOME = (Hearer.LEARNER, Hearer.GUARDIAN)
SCHOOL_AND_HOME = (*SCHOOL, *AT_HOME)
A_TALK = _("Er is een intakegesprek gepland")
ENDED = _("Een contact over een leerling is voorbij")

OFFER_TEXTS: Mapping[str, tuple[Text, ...]] = {
    "warn_stale_offer": (
        Text(
            COMPANY,
            Kind.TERM,
            _("Klopt uw aanbod van plaatsen nog?"),
            _(
                "U bevestigde uw aanbod voor %(programme)s op %(site)s al lang niet meer. "
                "Bevestig het, anders gaat het offline."
            ),
        ),
    ),
    "offer_went_stale": (
        Text(
            COMPANY,
            Kind.TERM,
            _("Uw aanbod van plaatsen staat offline"),
            _(
                "Uw aanbod voor %(programme)s op %(site)s werd niet bevestigd en staat offline. "
                "Bevestig het om het weer te tonen."
            ),
        ),
    ),
}
OFFER_SILENT: Mapping[str, str] = {
    "publish_offer": "the company publishes it itself; schools find it in their lists at once",
    "pause_offer": "the company does it itself; contacts that run go on",
    "resume_offer": "the company does it itself; schools find it in their lists at once",
    "confirm_offer": "the company does it itself and sees it at once",
    "cap_offer": "the company does it itself and sees it at once",
}

CONTACT_TEXTS: Mapping[str, tuple[Text, ...]] = {
    "send_contact": (
        Text(
            COMPANY,
            Kind.QUESTION,
            _("Een school vraagt of een leerling bij u kan leren"),
            _(
                "Een school vraagt of een leerling %(programme)s kan leren op %(site)s. "
                "Antwoord tot en met %(answer_by)s."
            ),
            due="answer_by",
        ),
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("De school vroeg een onderneming om een leerwerkplek"),
            _("De school vroeg aan %(company)s of %(learner)s er %(programme)s kan leren."),
        ),
    ),
    "remind_contact": (
        Text(
            COMPANY,
            Kind.TERM,
            _("Een school wacht op uw antwoord"),
            _(
                "U antwoordde nog niet op de vraag voor %(programme)s op %(site)s. "
                "Dat kan tot en met %(answer_by)s."
            ),
            due="answer_by",
        ),
    ),
    "show_interest": (
        Text(
            SCHOOL_AND_HOME,
            Kind.PROGRESS,
            _("Een onderneming wil kennismaken"),
            _("%(company)s wil %(learner)s leren kennen. Plan een intakegesprek."),
        ),
    ),
    "plan_intake": (
        Text(
            SCHOOL_AND_HOME,
            Kind.PROGRESS,
            A_TALK,
            _("Het intakegesprek van %(learner)s bij %(company)s is op %(intake_on)s."),
            due="intake_on",
        ),
        Text(
            COMPANY,
            Kind.PROGRESS,
            A_TALK,
            _("Het intakegesprek voor %(programme)s op %(site)s is op %(intake_on)s."),
            due="intake_on",
        ),
    ),
    "propose_learner": (
        Text(
            SCHOOL_AND_HOME,
            Kind.PROGRESS,
            _("Een leerling kan starten op een leerwerkplek"),
            _("%(company)s en %(learner)s willen samen verder. De overeenkomst wordt nu opgemaakt."),
        ),
        Text(
            COMPANY,
            Kind.PROGRESS,
            _("Een leerling kan bij u starten"),
            _("Het contact voor %(programme)s op %(site)s gaat verder: de overeenkomst wordt nu opgemaakt."),
        ),
    ),
    "decline_contact": (
        Text(
            SCHOOL_AND_HOME,
            Kind.PROGRESS,
            _("Een onderneming antwoordde"),
            _("%(company)s neemt %(learner)s niet. De reden staat bij het contact."),
        ),
    ),
    "withdraw_contact": (
        Text(
            COMPANY,
            Kind.PROGRESS,
            ENDED,
            _("De school trok haar vraag voor %(programme)s op %(site)s in. De reden staat bij het contact."),
        ),
    ),
    "close_contact": (
        Text(
            COMPANY,
            Kind.PROGRESS,
            ENDED,
            _("Een vraag voor %(programme)s op %(site)s is voorbij. U hoeft niets meer te doen."),
        ),
        Text(
            SCHOOL,
            Kind.TERM,
            ENDED,
            _("Het contact over %(learner)s met %(company)s is vanzelf gesloten: de termijn is voorbij."),
            reasons=frozenset({Cause.NO_ANSWER, Cause.NOT_PLANNED, Cause.NOT_FOLLOWED}),
        ),
        Text(
            SCHOOL,
            Kind.TERM,
            ENDED,
            _("%(company)s kan %(learner)s niet meer nemen: de werkplek is niet meer erkend."),
            reasons=frozenset({Cause.PLACE_GONE}),
        ),
    ),
}
