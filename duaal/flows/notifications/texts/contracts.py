"""What is said of the steps of an agreement: to the school, the company, the learner and the parent."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.agreements import LEARNER_WITHOUT_PLACE, WORKPLACE_LOST
from duaal.flows.notifications.texts.text import Text

EVERYONE = (Hearer.PROVIDER, Hearer.COMPANY, Hearer.LEARNER, Hearer.GUARDIAN)
OTHERS = (Hearer.COMPANY, Hearer.LEARNER, Hearer.GUARDIAN)
SCHOOL = (Hearer.PROVIDER,)
ENDED = _("Een overeenkomst is beëindigd")
STOPPED = _("De overeenkomst van %(learner)s bij %(company)s is beëindigd op %(ended_on)s.")


def _ended(sentence: object = STOPPED) -> tuple[Text, ...]:
    return (Text(EVERYONE, Kind.DECISION, ENDED, sentence),)  # type: ignore[arg-type]


TEXTS: Mapping[str, tuple[Text, ...]] = {
    "propose_agreement": (
        Text(
            OTHERS,
            Kind.QUESTION,
            _("Een overeenkomst wacht op uw handtekening"),
            _("De overeenkomst van %(learner)s bij %(company)s is klaar om te ondertekenen."),
            due="starts_on",
        ),
    ),
    "revise_agreement": (
        Text(
            OTHERS,
            Kind.PROGRESS,
            _("De tekst van een overeenkomst verandert"),
            _(
                "De school past de tekst aan voor %(learner)s bij %(company)s. Handtekeningen die er al "
                "waren, tellen niet meer."
            ),
        ),
    ),
    "refuse_to_sign": (
        Text(
            (Hearer.PROVIDER, Hearer.COMPANY, Hearer.LEARNER),
            Kind.QUESTION,
            _("Iemand tekende een overeenkomst niet"),
            _("De overeenkomst van %(learner)s bij %(company)s is niet ondertekend. De reden staat erbij."),
        ),
    ),
    "conclude_agreement": (
        Text(
            EVERYONE,
            Kind.DECISION,
            _("Een overeenkomst is gesloten"),
            _("Iedereen tekende de overeenkomst van %(learner)s bij %(company)s. Start: %(starts_on)s."),
        ),
    ),
    "start_passes_unsigned": (
        Text(
            EVERYONE,
            Kind.TERM,
            _("Een overeenkomst is niet op tijd ondertekend"),
            _(
                "De overeenkomst van %(learner)s bij %(company)s is niet op tijd ondertekend. "
                "Zonder overeenkomst mag de leerling er niet werken."
            ),
        ),
    ),
    "register_agreement": (
        Text(
            OTHERS,
            Kind.PROGRESS,
            _("Een overeenkomst is geregistreerd"),
            _("De overeenkomst van %(learner)s bij %(company)s is geregistreerd."),
        ),
    ),
    "cancel_before_start": (
        Text(
            EVERYONE,
            Kind.DECISION,
            _("Een overeenkomst gaat niet door"),
            _("De overeenkomst van %(learner)s bij %(company)s is voor de start geannuleerd."),
        ),
    ),
    "never_started": (
        Text(
            EVERYONE,
            Kind.DECISION,
            _("Een overeenkomst gaat niet door"),
            _("De overeenkomst van %(learner)s bij %(company)s is nooit begonnen en vervalt."),
        ),
    ),
    "begin_agreement": (
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Een overeenkomst begint"),
            _("De overeenkomst van %(learner)s bij %(company)s begint vandaag."),
        ),
    ),
    "suspend_agreement": (
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Een overeenkomst is geschorst"),
            _("De overeenkomst van %(learner)s bij %(company)s is geschorst. Tot dan is er geen werk."),
        ),
    ),
    "resume_agreement": (
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Een overeenkomst gaat verder"),
            _("De overeenkomst van %(learner)s bij %(company)s gaat verder."),
        ),
    ),
    "give_notice": (
        Text(
            EVERYONE,
            Kind.DECISION,
            _("Een overeenkomst is opgezegd"),
            _("De overeenkomst van %(learner)s bij %(company)s is opgezegd tot %(notice_ends)s."),
            due="notice_ends",
        ),
    ),
    "take_notice_back": (
        Text(
            EVERYONE,
            Kind.DECISION,
            _("Een opzegging is ingetrokken"),
            _("De overeenkomst van %(learner)s bij %(company)s gaat toch verder."),
        ),
    ),
    "notice_over": _ended(),
    "invoke_ground": (
        Text(
            EVERYONE,
            Kind.QUESTION,
            _("Een bemiddeling begint"),
            _(
                "Iemand wil de overeenkomst van %(learner)s bij %(company)s stoppen om een ernstige reden. "
                "De trajectbegeleider bemiddelt tot en met %(mediate_until)s. Tot dan gaat ze door."
            ),
            due="mediate_until",
        ),
    ),
    "reconcile": (
        Text(
            EVERYONE,
            Kind.DECISION,
            _("Een bemiddeling is gelukt"),
            _("De overeenkomst van %(learner)s bij %(company)s gaat verder."),
        ),
    ),
    "close_mediation": (
        Text(
            OTHERS,
            Kind.DECISION,
            _("Een bemiddeling is gesloten"),
            _(
                "De bemiddeling over de overeenkomst van %(learner)s bij %(company)s bracht geen verzoening. "
                "Wie de reden meldde, kan nu schriftelijk beëindigen."
            ),
        ),
    ),
    "drop_ground": (
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Een overeenkomst gaat verder"),
            _("De overeenkomst van %(learner)s bij %(company)s gaat verder. De reden is ingetrokken."),
        ),
    ),
    "end_on_ground": _ended(),
    "end_in_fact": _ended(),
    "end_by_provider": _ended(),
    "end_at_once": _ended(),
    "end_under_labour_law": _ended(),
    "end_by_withdrawal": (
        WORKPLACE_LOST,
        Text(
            (Hearer.LEARNER, Hearer.GUARDIAN),
            Kind.DECISION,
            ENDED,
            _("De overeenkomst van %(learner)s bij %(company)s eindigt: de erkenning is opgeheven."),
        ),
        LEARNER_WITHOUT_PLACE,
    ),
    "end_by_closure": _ended(
        _(
            "De overeenkomst van %(learner)s bij %(company)s is beëindigd op %(ended_on)s: de vestiging is "
            "gesloten."
        )
    ),
    "term_reached": (
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Een overeenkomst is afgelopen"),
            _("De overeenkomst van %(learner)s bij %(company)s liep af op %(ended_on)s."),
        ),
    ),
    "report_end": (
        Text(
            SCHOOL,
            Kind.PROGRESS,
            _("Het einde van een overeenkomst is gemeld"),
            _("Het einde van de overeenkomst van %(learner)s bij %(company)s is gemeld."),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "draft_agreement": "a draft of the school is nobody's business until it is proposed",
    "correct_contact": "the new link itself goes to the corrected address",
    "sign_agreement": "who signed shows on the page at once; the last signature is told",
    "discard_agreement": "a draft that is thrown away binds nobody; who had a link reads it there",
    "seal_paper": "the last signature was told just before; the paper stands on the same page",
    "prepare_start": "what is ready shows on the page; what is missing stands among the tasks",
}
