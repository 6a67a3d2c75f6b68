"""What is said of the steps of an appeal."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

APPELLANT = (Hearer.COMPANY, Hearer.SUBMITTER)
OFFICES = (Hearer.PARTNERSHIP, Hearer.DEPARTMENT)


def _decided(for_company: Promise, for_partnership: Promise) -> tuple[Text, ...]:
    return (
        Text(APPELLANT, Kind.DECISION, _("Er is beslist over een beroep"), for_company),
        Text((Hearer.PARTNERSHIP,), Kind.DECISION, _("Er is beslist over een beroep"), for_partnership),
    )


LODGED = Text(
    OFFICES,
    Kind.PROGRESS,
    _("Een nieuw beroep"),
    _("%(company)s ging in beroep tegen de weigering voor %(programme)s op %(site)s."),
    due="acknowledge_by",
)

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "lodge_appeal": (LODGED,),
    "register_appeal": (
        Text(
            APPELLANT,
            Kind.PROGRESS,
            _("Een beroep is ingeschreven"),
            _("Uw beroep tegen de weigering voor %(programme)s op %(site)s kwam aan en is ingeschreven."),
        ),
        Text((Hearer.PARTNERSHIP,), LODGED.kind, LODGED.subject, LODGED.sentence),
    ),
    "admit_appeal": (
        Text(
            APPELLANT,
            Kind.PROGRESS,
            _("Een beroep wordt behandeld"),
            _(
                "Uw beroep tegen de weigering voor %(programme)s op %(site)s is ontvankelijk. "
                "De commissie beslist ten laatste op %(decide_by)s."
            ),
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.PROGRESS,
            _("Een beroep wordt behandeld"),
            _(
                "Het beroep van %(company)s voor %(programme)s is ontvankelijk. "
                "De commissie beslist ten laatste op %(decide_by)s."
            ),
        ),
    ),
    "dismiss_appeal": _decided(
        _(
            "Uw beroep tegen de weigering voor %(programme)s op %(site)s is niet ontvankelijk. "
            "Op de pagina leest u waarom."
        ),
        _("Het beroep van %(company)s voor %(programme)s op %(site)s is niet ontvankelijk."),
    ),
    "extend_appeal": (
        Text(
            (*APPELLANT, Hearer.PARTNERSHIP),
            Kind.TERM,
            _("Een beroep duurt langer"),
            _(
                "De commissie krijgt meer tijd voor het beroep over %(programme)s op %(site)s: "
                "tot %(decide_by)s."
            ),
        ),
    ),
    "uphold_appeal": _decided(
        _("Uw beroep voor %(programme)s op %(site)s is gegrond: de erkenning is toegekend."),
        _("Het beroep van %(company)s voor %(programme)s op %(site)s is gegrond: de erkenning is toegekend."),
    ),
    "uphold_appeal_partly": _decided(
        _(
            "Uw beroep voor %(programme)s op %(site)s is voor een deel gegrond. De weigering blijft. "
            "Op de pagina leest u op welke gronden."
        ),
        _(
            "Het beroep van %(company)s voor %(programme)s op %(site)s is voor een deel gegrond. "
            "De weigering blijft."
        ),
    ),
    "reject_appeal": _decided(
        _(
            "Uw beroep voor %(programme)s op %(site)s is ongegrond: de weigering is definitief. "
            "Op de pagina leest u waarom."
        ),
        _("Het beroep van %(company)s voor %(programme)s op %(site)s is ongegrond."),
    ),
    "retract_appeal": (
        Text(
            OFFICES,
            Kind.PROGRESS,
            _("Een beroep is ingetrokken"),
            _("%(company)s trok het beroep voor %(programme)s op %(site)s in. Er is niets meer te doen."),
        ),
    ),
}

SILENT: Mapping[str, str] = {}
