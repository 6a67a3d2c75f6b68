"""Dutch words for the capacities in which people act."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.foundation.kernel.actor import Role

ROLE: dict[str, Promise] = {
    Role.ANYONE: gettext_lazy("bezoeker"),
    Role.COMPANY: gettext_lazy("onderneming"),
    Role.LEARNER: gettext_lazy("leerling"),
    Role.GUARDIAN: gettext_lazy("ouder of wettelijk vertegenwoordiger"),
    Role.COUNSELLOR: gettext_lazy("trajectbegeleider"),
    Role.SECTOR: gettext_lazy("medewerker van de sector"),
    Role.PARTNERSHIP: gettext_lazy("sectoraal partnerschap"),
    Role.FLEMISH_PARTNERSHIP: gettext_lazy("Vlaams Partnerschap"),
    Role.DEPARTMENT: gettext_lazy("departement"),
    Role.INSPECTOR: gettext_lazy("inspectie"),
    Role.SYSTEM: gettext_lazy("systeem"),
}

REASON: dict[str, Promise] = {
    "key_reused": gettext_lazy("Deze sleutel hoort bij een andere vraag. Neem een nieuwe sleutel."),
    "invitation_used": gettext_lazy("Deze uitnodiging is al gebruikt. Meld u aan met uw eigen login."),
    "invitation_withdrawn": gettext_lazy("Deze uitnodiging is ingetrokken of vervangen door een nieuwe."),
    "invitation_expired": gettext_lazy("De termijn van deze uitnodiging is voorbij. Vraag een nieuwe."),
    "login_exists": gettext_lazy("Er is al een login met dit e-mailadres. Meld u eerst aan."),
    "other_person": gettext_lazy(
        "Deze login is van iemand anders dan de uitnodiging. Meld u af en gebruik uw eigen login."
    ),
}
