"""What is said of a change that a company reports."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "report_change": (
        Text(
            (Hearer.PARTNERSHIP,),
            Kind.PROGRESS,
            _("Een onderneming meldt een wijziging"),
            _("%(company)s meldt een wijziging. Kijk na of er iets moet gebeuren met de erkenningen."),
        ),
        Text(
            (Hearer.COMPANY,),
            Kind.PROGRESS,
            _("Iemand meldt een wijziging namens een onderneming"),
            _(
                "%(holder)s meldde namens %(company)s een wijziging aan het partnerschap. Klopt dat niet? "
                "Trek de machtiging in en meld het aan het partnerschap."
            ),
        ),
    ),
    "see_change": (
        Text(
            (Hearer.COMPANY,),
            Kind.PROGRESS,
            _("Een wijziging is bekeken"),
            _("%(partnership)s bekeek de wijziging die u meldde. Op de pagina leest u wat ermee gebeurt."),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "answer_with_visit": "the company is told of the visit itself",
    "waive_visit": "nothing follows for the company; it reads on the page of the change what was done",
}
