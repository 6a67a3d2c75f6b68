"""Dutch words of the site itself: roles and certainty. Words of a package stand in its own `labels.py`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.foundation.kernel.actor import Role

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

ROLE: dict[str, Promise] = {
    Role.ANYONE: gettext_lazy("bezoeker"),
    Role.COMPANY: gettext_lazy("onderneming"),
    Role.PARTNERSHIP: gettext_lazy("sectoraal partnerschap"),
    Role.FLEMISH_PARTNERSHIP: gettext_lazy("Vlaams Partnerschap"),
    Role.DEPARTMENT: gettext_lazy("departement"),
    Role.SYSTEM: gettext_lazy("systeem"),
}
