"""What is said of the steps of a recognition."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.agreements import END_COMES, SITE_CLOSED
from duaal.flows.notifications.texts.text import Text

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "expire": (
        Text(
            (Hearer.COMPANY,),
            Kind.TERM,
            _("Een erkenning is afgelopen"),
            _(
                "De erkenning voor %(programme)s op %(site)s liep af op %(valid_to)s. "
                "Verder opleiden kan met een nieuwe aanvraag."
            ),
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.TERM,
            _("Een erkenning is afgelopen"),
            _("De erkenning van %(company)s voor %(programme)s op %(site)s liep af op %(valid_to)s."),
        ),
    ),
    "give_up": (
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.PROGRESS,
            _("Een onderneming stopt met een erkenning"),
            _("%(company)s stopt met de erkenning voor %(programme)s op %(site)s."),
        ),
    ),
    "close_site": (
        Text(
            (Hearer.COMPANY,),
            Kind.TERM,
            _("Een erkenning stopt"),
            _("De erkenning voor %(programme)s op %(site)s stopt, omdat de vestiging gesloten is."),
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.TERM,
            _("Een erkenning stopt"),
            _(
                "De erkenning van %(company)s voor %(programme)s op %(site)s stopt, "
                "omdat de vestiging gesloten is."
            ),
        ),
        SITE_CLOSED,
    ),
    "notice_of_end": (
        Text(
            (Hearer.COMPANY,),
            Kind.TERM,
            _("Een erkenning eindigt binnenkort"),
            _(
                "De erkenning voor %(programme)s op %(site)s eindigt op %(valid_to)s. "
                "Wilt u daarna verder opleiden? Vraag op tijd een nieuwe erkenning aan."
            ),
            due="valid_to",
        ),
    ),
    "alert_of_end": (
        Text(
            (Hearer.COMPANY,),
            Kind.TERM,
            _("Een erkenning eindigt terwijl er overeenkomsten lopen"),
            _(
                "De erkenning voor %(programme)s op %(site)s eindigt op %(valid_to)s, en er lopen dan nog "
                "overeenkomsten. Die lopen door, maar een nieuwe of een langere kan dan niet meer."
            ),
            due="valid_to",
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.TERM,
            _("Een erkenning eindigt terwijl er overeenkomsten lopen"),
            _(
                "De erkenning van %(company)s voor %(programme)s op %(site)s eindigt op %(valid_to)s, "
                "en er lopen dan nog overeenkomsten."
            ),
            due="valid_to",
        ),
        END_COMES,
    ),
    "lapse_mentor": (
        Text(
            (Hearer.COMPANY,),
            Kind.TERM,
            _("De termijn voor een mentoropleiding is voorbij"),
            _(
                "Een mentor voor %(programme)s op %(site)s volgde de mentoropleiding niet op tijd. "
                "Die mentor kan geen leerling meer begeleiden. Duid een andere mentor aan."
            ),
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.TERM,
            _("De termijn voor een mentoropleiding is voorbij"),
            _(
                "Een mentor van %(company)s voor %(programme)s op %(site)s volgde de mentoropleiding niet op "
                "tijd. Kijk na wie daar nu begeleidt."
            ),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "recognise_in_principle": "the decision on the application is told",
    "supersede": "the new recognition takes its place; the decision on it is told",
    "recognise": "the decision on the application is told",
}
