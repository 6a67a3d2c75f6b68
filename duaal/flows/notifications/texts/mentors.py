"""What is said of the steps about the mentors of a recognition."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

COMPANY, PARTNERSHIP = (Hearer.COMPANY,), (Hearer.PARTNERSHIP,)


LEFT = _("Een mentor is er niet meer")
LEFT_PARTNERSHIP = _("Bij %(company)s is er een mentor minder voor %(programme)s op %(site)s.")

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "lose_last_mentor": (
        Text(
            COMPANY,
            Kind.TERM,
            _("Er is geen mentor meer"),
            _(
                "Voor %(programme)s op %(site)s is er geen mentor meer. Een leerling kan er pas beginnen "
                "als er weer een mentor is. Duid er een aan."
            ),
        ),
        Text(
            PARTNERSHIP,
            Kind.TERM,
            _("Er is geen mentor meer"),
            _("Bij %(company)s is er geen mentor meer voor %(programme)s op %(site)s."),
        ),
    ),
    "regain_mentor": (
        Text(
            PARTNERSHIP,
            Kind.PROGRESS,
            _("Er is weer een mentor"),
            _("Bij %(company)s is er weer een mentor voor %(programme)s op %(site)s."),
        ),
    ),
    "mentor_leaves": (Text(PARTNERSHIP, Kind.PROGRESS, LEFT, LEFT_PARTNERSHIP),),
    "mentor_dies": (Text(PARTNERSHIP, Kind.PROGRESS, LEFT, LEFT_PARTNERSHIP),),
    "remove_mentor": (Text(PARTNERSHIP, Kind.PROGRESS, LEFT, LEFT_PARTNERSHIP),),
    "send_certificate": (
        Text(
            PARTNERSHIP,
            Kind.PROGRESS,
            _("Een attest van een mentoropleiding"),
            _("%(company)s stuurde een attest van een mentoropleiding voor %(programme)s. Kijk het na."),
        ),
    ),
    "accept_certificate": (
        Text(
            COMPANY,
            Kind.DECISION,
            _("Er is beslist over een attest"),
            _("Het attest van de mentoropleiding voor %(programme)s op %(site)s is aanvaard."),
        ),
    ),
    "refuse_certificate": (
        Text(
            COMPANY,
            Kind.DECISION,
            _("Er is beslist over een attest"),
            _(
                "Het attest van de mentoropleiding voor %(programme)s op %(site)s is niet aanvaard. "
                "Op de pagina leest u waarom."
            ),
        ),
    ),
    "exempt_mentor": (
        Text(
            COMPANY,
            Kind.DECISION,
            _("Er is beslist over een vrijstelling"),
            _("Een mentor voor %(programme)s op %(site)s moet de mentoropleiding niet volgen."),
        ),
    ),
    "remind_training": (
        Text(
            COMPANY,
            Kind.TERM,
            _("Een mentoropleiding moet nog gevolgd worden"),
            _(
                "Een mentor voor %(programme)s op %(site)s volgde de mentoropleiding nog niet. "
                "Schrijf de mentor in: op de pagina leest u tot wanneer het kan."
            ),
        ),
    ),
    "alert_vacancy": (
        Text(
            (Hearer.DEPARTMENT, Hearer.PARTNERSHIP),
            Kind.TERM,
            _("Er is nog altijd geen mentor"),
            _("Bij %(company)s is er nog altijd geen mentor voor %(programme)s op %(site)s."),
        ),
    ),
    "vacancy_over": (
        Text(
            (Hearer.PARTNERSHIP, Hearer.COMPANY),
            Kind.TERM,
            _("De termijn voor een nieuwe mentor is voorbij"),
            _(
                "De termijn om een nieuwe mentor aan te duiden voor %(programme)s op %(site)s "
                "bij %(company)s is voorbij."
            ),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "assign_mentor": "the decision on the new mentor is told",
    "replace_mentor": "follows on the new mentor that the partnership assigned; that is told",
    "mentor_trained": "follows on a certificate or exemption; that is told",
}
