"""What is said of the steps of a recognition."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import RECOGNITION_PAGE, Text

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
            page=RECOGNITION_PAGE,
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.TERM,
            _("Een erkenning is afgelopen"),
            _("De erkenning van %(company)s voor %(programme)s op %(site)s liep af op %(valid_to)s."),
            page=RECOGNITION_PAGE,
        ),
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
            page=RECOGNITION_PAGE,
        ),
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.TERM,
            _("De termijn voor een mentoropleiding is voorbij"),
            _(
                "Een mentor van %(company)s voor %(programme)s op %(site)s volgde de mentoropleiding niet op "
                "tijd. Kijk na wie daar nu begeleidt."
            ),
            page=RECOGNITION_PAGE,
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "recognise": "the decision on the application is told",
}
