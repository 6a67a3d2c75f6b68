"""What is said of visits, and of a case that goes to another partnership."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

WISHES = "transfers:list"
COMPANY = (Hearer.COMPANY, Hearer.SUBMITTER)
WISH = _("Een voorstel om een dossier over te dragen")
OTHER_DECIDER = _("Een ander partnerschap beslist")

TAKES_OVER = Text(
    COMPANY,
    Kind.PROGRESS,
    OTHER_DECIDER,
    _(
        "%(partnership)s beslist voortaan over de aanvraag voor %(programme)s op %(site)s. "
        "De laatste dag om te beslissen blijft %(deadline)s. U hoeft niets te doen."
    ),
)

TRANSFERS: Mapping[str, tuple[Text, ...]] = {
    "ask_transfer": (
        Text(
            (Hearer.ASKED,),
            Kind.QUESTION,
            WISH,
            _(
                "%(partnership)s wil de aanvraag van %(company)s voor %(programme)s overdragen. "
                "Antwoord snel: de termijn loopt door tot %(deadline)s."
            ),
            page=WISHES,
            due="deadline",
        ),
    ),
    "accept_transfer": (
        Text(
            (Hearer.FORMER_PARTNERSHIP,),
            Kind.PROGRESS,
            WISH,
            _("%(partnership)s neemt de aanvraag van %(company)s voor %(programme)s over."),
            page=WISHES,
        ),
        TAKES_OVER,
    ),
    "decline_transfer": (
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.PROGRESS,
            WISH,
            _(
                "De aanvraag van %(company)s voor %(programme)s wordt niet overgenomen en blijft bij u. "
                "Beslis ten laatste op %(deadline)s."
            ),
            due="deadline",
        ),
    ),
    "order_transfer": (
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.DECISION,
            WISH,
            _(
                "Het Vlaams Partnerschap wijst u de aanvraag van %(company)s voor %(programme)s toe. "
                "Beslis ten laatste op %(deadline)s."
            ),
            due="deadline",
        ),
        Text(
            (Hearer.FORMER_PARTNERSHIP,),
            Kind.DECISION,
            WISH,
            _("%(partnership)s krijgt de aanvraag van %(company)s voor %(programme)s toegewezen."),
            page=WISHES,
        ),
        TAKES_OVER,
    ),
    "keep_case": (
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.DECISION,
            WISH,
            _(
                "Het Vlaams Partnerschap laat de aanvraag van %(company)s voor %(programme)s bij u. "
                "Beslis ten laatste op %(deadline)s."
            ),
            due="deadline",
        ),
    ),
}

VISITS: Mapping[str, tuple[Text, ...]] = {
    "plan_visit": (
        Text(
            COMPANY,
            Kind.PROGRESS,
            _("Een bezoek is gepland"),
            _("%(partnership)s komt langs voor %(programme)s op %(site)s. Op de pagina leest u wanneer."),
        ),
    ),
    "move_visit": (
        Text(
            COMPANY,
            Kind.PROGRESS,
            _("Een bezoek is verplaatst"),
            _("Het bezoek voor %(programme)s op %(site)s is verplaatst. Op de pagina leest u naar wanneer."),
        ),
    ),
    "cancel_visit": (
        Text(
            COMPANY,
            Kind.PROGRESS,
            _("Een bezoek gaat niet door"),
            _("Het bezoek voor %(programme)s op %(site)s gaat niet door."),
        ),
    ),
}

SILENT_VISITS: Mapping[str, str] = {
    "report_visit": "the report is work in progress of who decides; the decision is told",
}
