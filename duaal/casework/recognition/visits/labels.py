"""Dutch words for the steps of a visit and what stands in their way."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

STEP: dict[str, Promise] = {
    "plan_visit": gettext_lazy("bezoek gepland"),
    "move_visit": gettext_lazy("bezoek verplaatst"),
    "cancel_visit": gettext_lazy("bezoek afgezegd"),
    "report_visit": gettext_lazy("bezoek gebracht"),
}

REASON: dict[str, Promise] = {
    "visit_held": gettext_lazy("Dit bezoek is al gebracht: er staat een verslag bij."),
    "visit_cancelled": gettext_lazy("Dit bezoek is afgezegd. Plan een nieuw bezoek."),
}
