"""Dutch words for the reasons and steps of agreements."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

REASON: dict[str, Promise] = {
    "place_not_lost": gettext_lazy(
        "Deze leerling verloor de werkplek niet door het einde van een erkenning. Er is niets af te sluiten."
    ),
}
