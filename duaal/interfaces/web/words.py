"""Dutch words that several pages use: roles and how certain a value is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.foundation.accounts.labels import ROLE

__all__ = ("CERTAINTY", "CERTAINTY_MEANS", "ROLE")

CERTAINTY: dict[str, Promise] = {
    "certain": gettext_lazy("zeker"),
    "dated": gettext_lazy("gedateerd"),
    "derived": gettext_lazy("afgeleid"),
    "assumed": gettext_lazy("aangenomen"),
}

CERTAINTY_MEANS: dict[str, Promise] = {
    "certain": gettext_lazy("Staat in een recente officiële bron of in een wettekst."),
    "dated": gettext_lazy("Staat in een bron die ouder is dan 2023. Kan intussen veranderd zijn."),
    "derived": gettext_lazy("Volgt uit andere waarden die wel in een bron staan."),
    "assumed": gettext_lazy("We vonden geen bron. Dit is een keuze die nog bevestigd moet worden."),
}
