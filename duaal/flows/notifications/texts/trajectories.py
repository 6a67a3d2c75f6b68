"""What is said of the steps of a trajectory: to the provider, the learner and who represents the learner."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.casework.trajectories.states import LATE_LOSS
from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

EVERYONE = (Hearer.PROVIDER, Hearer.LEARNER, Hearer.GUARDIAN)
AT_HOME = (Hearer.LEARNER, Hearer.GUARDIAN)
LEFT = _("Een inschrijving is gestopt")
RANKED = "matching:workplaces"

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "enrol_dual": (
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("De inschrijving is genoteerd"),
            _("%(learner)s is ingeschreven voor %(programme)s. De school zoekt mee een leerwerkplek."),
        ),
    ),
    "enrol_startup": (
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("De inschrijving is genoteerd"),
            _("%(learner)s is ingeschreven in de aanloopfase van %(programme)s."),
        ),
    ),
    "screened_positive": (
        Text(
            AT_HOME,
            Kind.DECISION,
            _("De klassenraad besliste"),
            _("De klassenraad besliste dat %(learner)s de aanloopfase van %(programme)s verder volgt."),
        ),
    ),
    "screened_negative": (
        Text(
            AT_HOME,
            Kind.DECISION,
            _("De klassenraad besliste"),
            _("De klassenraad besliste dat de aanloopfase van %(programme)s voor %(learner)s stopt."),
        ),
    ),
    "move_to_dual": (
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("De duale opleiding begint"),
            _("%(learner)s stapt over naar %(programme)s. De zoektijd naar een leerwerkplek loopt."),
            due="search_until",
        ),
    ),
    "extend_search": (
        Text(
            AT_HOME,
            Kind.DECISION,
            _("De zoektijd is verlengd"),
            _("%(learner)s kan een leerwerkplek zoeken tot en met %(search_until)s."),
            due="search_until",
        ),
    ),
    "warn_search": (
        Text(
            EVERYONE,
            Kind.TERM,
            _("De zoektijd loopt bijna af"),
            _("%(learner)s heeft nog geen leerwerkplek. De laatste dag is %(search_until)s."),
            due="search_until",
        ),
    ),
    "search_expired": (
        Text(
            EVERYONE,
            Kind.TERM,
            _("De zoektijd is voorbij"),
            _(
                "%(learner)s vond geen leerwerkplek binnen de zoektijd voor %(programme)s. "
                "De school bespreekt wat nu kan."
            ),
        ),
    ),
    "recount_search": (
        Text(
            AT_HOME,
            Kind.TERM,
            _("De zoektijd is opnieuw geteld"),
            _("De laatste dag om een leerwerkplek te vinden voor %(learner)s is nu %(search_until)s."),
            due="search_until",
        ),
    ),
    "agreement_ended": (
        Text(
            (Hearer.PROVIDER,),
            Kind.TERM,
            _("Een leerwerkplek viel laat in het laatste jaar weg"),
            _(
                "%(learner)s zoekt opnieuw een leerwerkplek voor %(programme)s, tot en met %(search_until)s. "
                "Het is laat in het laatste jaar: stel de klassenraad voor om nu al te beslissen."
            ),
            beside=RANKED,
            due="search_until",
            reasons=frozenset({LATE_LOSS}),
        ),
        Text(
            EVERYONE,
            Kind.TERM,
            _("Een leerwerkplek is weggevallen"),
            _("%(learner)s zoekt opnieuw een leerwerkplek voor %(programme)s, tot en met %(search_until)s."),
            beside=RANKED,
            due="search_until",
        ),
    ),
    "term_expired": (
        Text(
            AT_HOME,
            Kind.DECISION,
            LEFT,
            _("%(learner)s is uitgeschreven uit %(programme)s: de zoektijd is voorbij."),
        ),
    ),
    "leave": (Text(AT_HOME, Kind.DECISION, LEFT, _("%(learner)s is uitgeschreven uit %(programme)s.")),),
    "re_enrol": (
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("De inschrijving is genoteerd"),
            _("%(learner)s is opnieuw ingeschreven voor %(programme)s."),
        ),
    ),
    "council_decides": (
        Text(
            AT_HOME,
            Kind.DECISION,
            _("De klassenraad besliste"),
            _("De klassenraad rondde het traject van %(learner)s in %(programme)s af."),
        ),
    ),
    "name_guardian": (
        Text(
            (Hearer.LEARNER,),
            Kind.PROGRESS,
            _("De school noteerde wie u vertegenwoordigt"),
            _("De school noteerde wie %(learner)s vertegenwoordigt tot de meerderjarigheid."),
        ),
    ),
    "end_guardian": (
        Text(
            (Hearer.LEARNER,),
            Kind.PROGRESS,
            _("Een vertegenwoordiging stopt"),
            _("De school noteerde dat iemand %(learner)s niet langer vertegenwoordigt."),
        ),
    ),
    "come_of_age": (
        Text(
            (Hearer.LEARNER,),
            Kind.PROGRESS,
            _("U bent meerderjarig"),
            _(
                "Uw ouders of voogd lezen het traject niet meer mee. Wilt u dat wel? "
                "U kunt het zelf toestaan, en ook weer stoppen."
            ),
        ),
    ),
    "allow_reading": (
        Text(
            (Hearer.GUARDIAN,),
            Kind.PROGRESS,
            _("U kunt weer meelezen"),
            _("%(learner)s laat u het traject in %(programme)s meelezen."),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "record_advice": "an advice is handed to the learner by who gives it",
    "start_lessons": "the learner was there; the days show on the page at once",
    "screen": "the decision that follows is told",
    "intake_planned": "who plans the interview agrees on it with learner and company",
    "intake_ended": "the answer of the company to the contact is told",
    "agreement_signed": "the agreement itself is told to those who signed it",
    "change_site": "it stands in the training plan that everyone has",
    "suspend": "the suspension of the agreement is told",
    "resume": "the agreement that goes on is told",
    "invite": "the invitation itself is the mail",
    "withdraw_invitation": "the link then says so to who opens it",
    "take_access": "who loses access has no page any more to read it on; the school tells the person",
    "correct_email": "the learner gave the address to the school",
    "keep_personal_data": "the learner gave the data to the school",
    "join": "who joins does it himself; the school sees it on the page of access",
    "stop_reading": "who may not read along any more has no page to read it on",
    "access_ends": "nobody at home has a page any more to read it on",
}
