"""What is said of the steps of an amendment: to the school, the company, the learner and the parent."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.contracts import EVERYONE, OTHERS
from duaal.flows.notifications.texts.text import Text

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "propose_amendment": (
        Text(
            OTHERS,
            Kind.QUESTION,
            _("Een wijziging wacht op uw handtekening"),
            _(
                "De school stelt voor om de overeenkomst van %(learner)s bij %(company)s te wijzigen vanaf "
                "%(holds_from)s. Tot iedereen tekent, blijft de vorige tekst gelden."
            ),
            due="holds_from",
        ),
    ),
    "revise_amendment": (
        Text(
            OTHERS,
            Kind.PROGRESS,
            _("De tekst van een wijziging verandert"),
            _(
                "De school past de wijziging aan voor %(learner)s bij %(company)s. Handtekeningen die er al "
                "waren, tellen niet meer."
            ),
        ),
    ),
    "refuse_amendment": (
        Text(
            (Hearer.PROVIDER, Hearer.COMPANY, Hearer.LEARNER),
            Kind.QUESTION,
            _("Iemand tekende een wijziging niet"),
            _(
                "De wijziging voor %(learner)s bij %(company)s is niet ondertekend. De reden staat erbij. "
                "De overeenkomst gaat verder zoals ze was."
            ),
        ),
    ),
    "agree_amendment": (
        Text(
            EVERYONE,
            Kind.DECISION,
            _("Een wijziging is ondertekend"),
            _(
                "Iedereen tekende de wijziging van de overeenkomst van %(learner)s bij %(company)s. "
                "Ze geldt vanaf %(holds_from)s."
            ),
        ),
    ),
    "amendment_holds": (
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Een wijziging geldt vanaf nu"),
            _("De overeenkomst van %(learner)s bij %(company)s is gewijzigd vanaf %(holds_from)s."),
        ),
    ),
    "amendment_late": (
        Text(
            EVERYONE,
            Kind.TERM,
            _("Een wijziging is niet op tijd ondertekend"),
            _(
                "De wijziging voor %(learner)s bij %(company)s is niet op tijd ondertekend. "
                "De overeenkomst gaat verder zoals ze was."
            ),
        ),
    ),
    "withdraw_amendment": (
        Text(
            OTHERS,
            Kind.PROGRESS,
            _("Een wijziging gaat niet door"),
            _(
                "De school trok de wijziging voor %(learner)s bij %(company)s in. "
                "De overeenkomst gaat verder zoals ze was."
            ),
        ),
    ),
    "amendment_lapses": (
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Een wijziging vervalt"),
            _(
                "De wijziging van de overeenkomst van %(learner)s bij %(company)s vervalt. Ze gold nog niet, "
                "en de overeenkomst stopte of de nieuwe werkplek is niet meer erkend."
            ),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "draft_amendment": "a draft of the school is nobody's business until it is proposed",
    "correct_amendment_contact": "the new link itself goes to the corrected address",
    "sign_amendment": "who signed shows on the page at once; the last signature is told",
}

COOPERATION_TEXTS: Mapping[str, tuple[Text, ...]] = {
    "inform_partnership": (
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.PROGRESS,
            _("Twee ondernemingen werken samen voor een leerling"),
            _(
                "Bij een overeenkomst voor %(programme)s laat %(company)s een deel van de opleiding over aan "
                "een andere erkende onderneming. De overzichtspagina zegt welke, wanneer en wat."
            ),
        ),
    ),
}

SILENT_RULES: Mapping[str, str] = {
    "set_cooperation_rule": "who makes an agreement is told on the page whether a rule allows it",
    "end_cooperation_rule": "agreements that lean on the rule go on as they were signed",
}

SILENT_DECISIONS: Mapping[str, str] = {
    "keep_holiday_decision": "who makes an agreement is told on the page whether it was decided",
    "revoke_holiday_decision": "agreements that lean on the decision go on as they were signed",
}
