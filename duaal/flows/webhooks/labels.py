"""Dutch words for events, addresses and deliveries."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.flows.webhooks.kinds import DeliveryState, HookState, PauseReason, Problem, Subject

SUBJECT: dict[str, Promise] = {
    Subject.LEARNER: gettext_lazy("leerlingen"),
    Subject.PLAN: gettext_lazy("opleidingsplannen"),
    Subject.CALENDAR: gettext_lazy("vrije dagen van de school"),
    Subject.CONTACT: gettext_lazy("contacten"),
    Subject.OFFER: gettext_lazy("aanbod van werkplekken"),
    Subject.AGREEMENT: gettext_lazy("overeenkomsten"),
}

HOOK_STATE: dict[str, Promise] = {
    HookState.ACTIVE: gettext_lazy("krijgt meldingen"),
    HookState.PAUSED: gettext_lazy("staat stil"),
}

PAUSED_BECAUSE: dict[str, Promise] = {
    PauseReason.BY_HAND: gettext_lazy("U zette dit adres stil."),
    PauseReason.FAILING: gettext_lazy("Er kwam lang niets aan. Herstel uw software en hervat daarna."),
    PauseReason.GONE: gettext_lazy("Uw server zei dat dit adres niet meer bestaat (410)."),
}

DELIVERY_STATE: dict[str, Promise] = {
    DeliveryState.WAITING: gettext_lazy("wacht"),
    DeliveryState.DELIVERED: gettext_lazy("aangekomen"),
    DeliveryState.FAILED: gettext_lazy("opgegeven"),
}

PROBLEM: dict[str, Promise] = {
    Problem.STATUS: gettext_lazy("uw server weigerde"),
    Problem.REDIRECT: gettext_lazy("uw server verwees door, dat volgen we niet"),
    Problem.GONE: gettext_lazy("uw server zei dat het adres weg is"),
    Problem.UNKNOWN_HOST: gettext_lazy("de naam van de server bestaat niet"),
    Problem.FORBIDDEN_ADDRESS: gettext_lazy("de server ligt niet op het openbare internet"),
    Problem.REFUSED: gettext_lazy("uw server nam de verbinding niet aan"),
    Problem.TIMEOUT: gettext_lazy("uw server antwoordde niet op tijd"),
    Problem.TLS: gettext_lazy("het certificaat van uw server klopt niet"),
    Problem.NO_ANSWER: gettext_lazy("de verbinding viel weg"),
}

REASON: dict[str, Promise] = {
    "webhook_test_waits": gettext_lazy("Er staat al een test klaar. Wacht tot die verstuurd is."),
    "too_many_webhooks": gettext_lazy("U hebt het hoogste aantal adressen. Verwijder er eerst een."),
}
