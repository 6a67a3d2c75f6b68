"""What is said of the steps of an appeal, and of what follows from it for a sanction."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

APPELLANT = (Hearer.COMPANY, Hearer.SUBMITTER)
OFFICES = (Hearer.PARTNERSHIP, Hearer.DEPARTMENT)


def _decided(for_company: Promise, for_partnership: Promise) -> tuple[Text, ...]:
    subject = _("Er is beslist over een beroep")
    return (
        Text(APPELLANT, Kind.DECISION, subject, for_company),
        Text((Hearer.PARTNERSHIP,), Kind.DECISION, subject, for_partnership),
    )


LODGED = Text(
    OFFICES,
    Kind.PROGRESS,
    _("Een nieuw beroep"),
    _("%(company)s ging in beroep tegen %(contested)s."),
    due="acknowledge_by",
)

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "lodge_appeal": (LODGED,),
    "register_appeal": (
        LODGED,
        Text(
            APPELLANT,
            Kind.PROGRESS,
            _("Een beroep is ingeschreven"),
            _("Uw beroep tegen %(contested)s kwam aan en is ingeschreven."),
        ),
    ),
    "admit_appeal": (
        Text(
            APPELLANT,
            Kind.PROGRESS,
            _("Een beroep wordt behandeld"),
            _(
                "Uw beroep tegen %(contested)s is ontvankelijk. "
                "De commissie beslist ten laatste op %(decide_by)s."
            ),
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.PROGRESS,
            _("Een beroep wordt behandeld"),
            _(
                "Het beroep van %(company)s tegen %(contested)s is ontvankelijk. "
                "De commissie beslist ten laatste op %(decide_by)s."
            ),
        ),
    ),
    "dismiss_appeal": _decided(
        _("Uw beroep tegen %(contested)s is niet ontvankelijk. Op de pagina leest u waarom."),
        _("Het beroep van %(company)s tegen %(contested)s is niet ontvankelijk."),
    ),
    "extend_appeal": (
        Text(
            (*APPELLANT, Hearer.PARTNERSHIP),
            Kind.TERM,
            _("Een beroep duurt langer"),
            _("De commissie krijgt meer tijd voor het beroep tegen %(contested)s: tot %(decide_by)s."),
        ),
    ),
    "uphold_appeal": _decided(
        _("U kreeg gelijk in uw beroep tegen %(contested)s. Op de pagina leest u wat nu geldt."),
        _("%(company)s kreeg gelijk in het beroep tegen %(contested)s."),
    ),
    "uphold_appeal_partly": _decided(
        _("U kreeg voor een deel gelijk in uw beroep tegen %(contested)s. Op de pagina leest u wat blijft."),
        _("%(company)s kreeg voor een deel gelijk in het beroep tegen %(contested)s."),
    ),
    "reject_appeal": _decided(
        _("U kreeg geen gelijk in uw beroep tegen %(contested)s. Op de pagina leest u waarom."),
        _("%(company)s kreeg geen gelijk in het beroep tegen %(contested)s."),
    ),
    "retract_appeal": (
        Text(
            OFFICES,
            Kind.PROGRESS,
            _("Een beroep is ingetrokken"),
            _("%(company)s trok het beroep tegen %(contested)s in. Er is niets meer te doen."),
        ),
    ),
    "suspend_effect": _decided(
        _("Uw beroep tegen %(contested)s schorst de beslissing tot er een uitspraak is."),
        _("Het beroep van %(company)s tegen %(contested)s schorst de beslissing tot er een uitspraak is."),
    ),
}

SILENT: Mapping[str, str] = {}

EFFECTS_ON_RECOGNITION: Mapping[str, str] = {
    "restore": "the decision on the appeal is told, and its page says what counts now",
    "restore_expired": "the decision on the appeal is told, and its page says what counts now",
}
EFFECTS_ON_SANCTION: Mapping[str, str] = {
    f"{verb}_{part}": "the decision on the appeal is told, and its page says what counts now"
    for part, verbs in {
        "withdrawal": ("annul", "suspend", "resume"),
        "exclusion": ("annul", "shorten", "suspend", "resume"),
        "bar": ("annul", "limit", "suspend", "resume"),
    }.items()
    for verb in verbs
}
"""What follows from an appeal is silent: nobody should hear the same decision twice."""
