"""Dutch words about keeping a recognition in order."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.states.upkeep import AGREEMENTS_RUN, NOT_CLOSED, ChangeKind, ChangeState

STEP: dict[str, Promise] = {
    "give_up": gettext_lazy("erkenning stopgezet door de onderneming"),
    "close_site": gettext_lazy("erkenning gestopt omdat de vestiging sloot"),
    "supersede": gettext_lazy("vervangen door een nieuwe erkenning"),
    "notice_of_end": gettext_lazy("onderneming verwittigd: de erkenning eindigt"),
    "alert_of_end": gettext_lazy("verwittigd: de erkenning eindigt en er lopen overeenkomsten"),
    "report_change": gettext_lazy("wijziging gemeld"),
    "see_change": gettext_lazy("gemelde wijziging bekeken"),
}

REASON: dict[str, Promise] = {
    AGREEMENTS_RUN: gettext_lazy(
        "Er lopen nog overeenkomsten zonder afgesproken einddatum. "
        "Spreek eerst met de school en de leerling een einddatum af."
    ),
    NOT_CLOSED: gettext_lazy("De vestiging is nog open: ze is niet gesloten in het ondernemingsregister."),
}

CHANGE_KIND: dict[str, Promise] = {
    ChangeKind.ACTIVITY: gettext_lazy("Wat we doen op de vestiging verandert"),
    ChangeKind.ADDRESS: gettext_lazy("De vestiging krijgt een ander adres en houdt haar nummer"),
    ChangeKind.MOVE: gettext_lazy("We verhuizen naar een vestiging met een ander nummer"),
    ChangeKind.COMMITTEE: gettext_lazy("Ons paritair comité verandert"),
    ChangeKind.TAKEOVER: gettext_lazy("We worden overgenomen of krijgen een ander ondernemingsnummer"),
    ChangeKind.CLOSURE: gettext_lazy("De vestiging of de onderneming sluit"),
    ChangeKind.OTHER: gettext_lazy("Er verandert iets anders"),
}

CHANGE_STATE: dict[str, Promise] = {
    ChangeState.REPORTED: gettext_lazy("nog te bekijken"),
    ChangeState.SEEN: gettext_lazy("bekeken"),
}

CHANGE_TONE: dict[str, str] = {ChangeState.REPORTED: "warning", ChangeState.SEEN: "success"}
