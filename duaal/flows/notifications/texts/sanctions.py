"""What is said of guidance, hearing, precaution and sanctions; to the company always what it can do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.agreements import PRECAUTION_TAKEN, WITHDRAWAL_DECIDED
from duaal.flows.notifications.texts.text import Text

COMPANY, PARTNERSHIP = (Hearer.COMPANY,), (Hearer.PARTNERSHIP,)
SUPERVISORS = (Hearer.FLEMISH_PARTNERSHIP, Hearer.DEPARTMENT)

ACTION = _("Nieuws over een begeleiding")
PRECAUTION = _("Nieuws over een voorzorgsmaatregel")


def _both(kind: Kind, subject: Promise, for_company: Promise, for_others: Promise) -> tuple[Text, ...]:
    return (
        Text(COMPANY, kind, subject, for_company),
        Text((Hearer.PARTNERSHIP, *SUPERVISORS), kind, subject, for_others),
    )


TEXTS: Mapping[str, tuple[Text, ...]] = {
    "start_guidance": (
        Text(
            COMPANY,
            Kind.QUESTION,
            _("Een begeleiding begint"),
            _(
                "%(partnership)s begint een begeleiding voor %(programme)s op %(site)s. De erkenning blijft "
                "geldig. Op de pagina leest u wat u moet doen en tegen wanneer."
            ),
        ),
    ),
    "add_guidance_action": (
        Text(
            COMPANY,
            Kind.QUESTION,
            ACTION,
            _("In de begeleiding voor %(programme)s op %(site)s kwam er een actie bij."),
        ),
    ),
    "report_guidance_action": (
        Text(
            PARTNERSHIP,
            Kind.PROGRESS,
            ACTION,
            _("%(company)s meldt wat er gedaan is in de begeleiding voor %(programme)s op %(site)s."),
        ),
    ),
    "close_guidance_action": (
        Text(
            COMPANY,
            Kind.PROGRESS,
            ACTION,
            _("Een actie in de begeleiding voor %(programme)s op %(site)s is afgesloten."),
        ),
    ),
    "flag_guidance_action": (
        Text(
            (Hearer.COMPANY, Hearer.PARTNERSHIP),
            Kind.TERM,
            ACTION,
            _(
                "Een actie in de begeleiding van %(company)s voor %(programme)s op %(site)s is niet "
                "op tijd klaar."
            ),
        ),
    ),
    "complete_guidance": (
        Text(
            COMPANY,
            Kind.DECISION,
            _("Een begeleiding is afgelopen"),
            _("De begeleiding voor %(programme)s op %(site)s is gelukt. De erkenning loopt gewoon door."),
        ),
    ),
    "propose_sanction": (
        Text(
            COMPANY,
            Kind.QUESTION,
            _("Een uitnodiging om te reageren"),
            _(
                "%(partnership)s overweegt een sanctie voor %(programme)s op %(site)s. "
                "Er is nog niets beslist. U kunt reageren tot %(react_by)s."
            ),
            due="react_by",
        ),
    ),
    "react_to_hearing": (
        Text(
            PARTNERSHIP,
            Kind.PROGRESS,
            _("Een reactie van een onderneming"),
            _("%(company)s reageerde op het voorstel voor %(programme)s op %(site)s."),
        ),
    ),
    "record_hearing": (
        Text(
            COMPANY,
            Kind.PROGRESS,
            _("Een verslag van een gesprek"),
            _("Het verslag van het gesprek over %(programme)s op %(site)s staat in het dossier."),
        ),
    ),
    "drop_sanction": (
        Text(
            COMPANY,
            Kind.DECISION,
            _("Er is beslist over een voorstel"),
            _("De sanctie voor %(programme)s op %(site)s komt er niet. De erkenning loopt door."),
        ),
    ),
    "take_precaution": (
        *_both(
            Kind.DECISION,
            PRECAUTION,
            _("Er geldt een voorzorgsmaatregel voor %(programme)s op %(site)s. Op de pagina leest u waarom."),
            _("Er is een voorzorgsmaatregel genomen bij %(company)s voor %(programme)s op %(site)s."),
        ),
        PRECAUTION_TAKEN,
    ),
    "decide_withdrawal": (WITHDRAWAL_DECIDED,),
    "resolve_precaution": _both(
        Kind.DECISION,
        PRECAUTION,
        _("De voorzorgsmaatregel voor %(programme)s op %(site)s is voorbij."),
        _("De voorzorgsmaatregel bij %(company)s voor %(programme)s op %(site)s is voorbij."),
    ),
    "lapse_precaution": _both(
        Kind.TERM,
        PRECAUTION,
        _("De voorzorgsmaatregel voor %(programme)s op %(site)s liep af."),
        _("De voorzorgsmaatregel bij %(company)s voor %(programme)s op %(site)s liep af zonder beslissing."),
    ),
    "carry_out_withdrawal": _both(
        Kind.DECISION,
        _("Een beslissing over een erkenning gaat in"),
        _(
            "De opheffing van de erkenning voor %(programme)s op %(site)s is ingegaan. "
            "Op de pagina leest u wat dat betekent voor de overeenkomsten."
        ),
        _("De opheffing van de erkenning van %(company)s voor %(programme)s op %(site)s is ingegaan."),
    ),
    "propose_exclusion": (
        Text(
            (Hearer.FLEMISH_PARTNERSHIP,),
            Kind.QUESTION,
            _("Een voorstel om een onderneming uit te sluiten"),
            _("%(partnership)s stelt voor om %(company)s uit te sluiten. Beslis over het voorstel."),
        ),
    ),
    "answer_exclusion_proposal": (
        Text(
            PARTNERSHIP,
            Kind.DECISION,
            _("Er is beslist over een voorstel"),
            _("Het Vlaams Partnerschap beantwoordde het voorstel om %(company)s uit te sluiten."),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "settle_sanction": "the decision of which it is a part is told once, with all its parts",
    "bar_mentor": "the decision of which it is a part is told once, with all its parts",
}

DECISION_TEXTS: Mapping[str, tuple[Text, ...]] = {
    "decide_sanction": _both(
        Kind.DECISION,
        _("Er is beslist over een onderneming"),
        _(
            "%(partnership)s nam beslissing %(reference)s over uw onderneming. "
            "Lees ze: u ziet elke reden, vanaf wanneer ze geldt en hoe u in beroep gaat."
        ),
        _("%(partnership)s nam beslissing %(reference)s over %(company)s."),
    ),
}
DECISION_SILENT: Mapping[str, str] = {
    "read_sanction": "the company itself says that it read the decision; the file shows the day",
}

EXCLUSION_TEXTS: Mapping[str, tuple[Text, ...]] = {
    "end_exclusion": _both(
        Kind.TERM,
        _("Een uitsluiting is voorbij"),
        _("De uitsluiting van uw onderneming is voorbij. U kunt weer een erkenning aanvragen."),
        _("De uitsluiting van %(company)s is voorbij."),
    ),
}
EXCLUSION_SILENT: Mapping[str, str] = {
    "exclude": "the decision of which it is a part is told once, with all its parts",
}
