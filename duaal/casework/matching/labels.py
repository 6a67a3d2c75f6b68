"""Dutch words for the states, steps and reasons of offers and contacts, and for a line of the ranked list."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.matching.rules.ranking import NOTHING_TO_LEARN, WRONG_LEGAL_BASIS
from duaal.casework.matching.rules.status import FULL, LEFT_OUT, NO_OFFER, PAUSED, STALE
from duaal.casework.matching.states import Cause, ContactState, OfferState
from duaal.casework.recognition.rules.availability import (
    EXCLUDED,
    NO_MENTOR,
    NO_PLACE,
    OBSTACLES,
    PRECAUTION,
)
from duaal.casework.recognition.upkeep.labels import OBSTACLE

OFFER_STATE: dict[str, Promise] = {
    OfferState.PUBLISHED: _("online"),
    OfferState.PAUSED: _("gepauzeerd"),
    OfferState.STALE: _("offline, niet bevestigd"),
}
OFFER_TONE: dict[str, str] = {
    OfferState.PUBLISHED: "success",
    OfferState.PAUSED: "neutral",
    OfferState.STALE: "warning",
}
CONTACT_STATE: dict[str, Promise] = {
    ContactState.SENT: _("wacht op antwoord"),
    ContactState.INTERESTED: _("de onderneming wil kennismaken"),
    ContactState.INTAKE: _("intakegesprek gepland"),
    ContactState.PROPOSED: _("voorgesteld voor een overeenkomst"),
    ContactState.DECLINED: _("geweigerd"),
    ContactState.WITHDRAWN: _("ingetrokken"),
    ContactState.CLOSED: _("vanzelf gesloten"),
}
CONTACT_TONE: dict[str, str] = {
    ContactState.SENT: "warning",
    ContactState.INTERESTED: "info",
    ContactState.INTAKE: "info",
    ContactState.PROPOSED: "success",
}
CAUSE: dict[str, Promise] = {
    Cause.NO_ANSWER: _("De onderneming antwoordde niet op tijd."),
    Cause.NOT_PLANNED: _("Er kwam op tijd geen dag voor een intakegesprek."),
    Cause.NOT_FOLLOWED: _("Na het intakegesprek kwam er op tijd geen voorstel."),
    Cause.FOUND_PLACE: _("De leerling heeft een leerwerkplek."),
    Cause.SEARCH_STOPPED: _("De leerling zoekt niet meer."),
    Cause.PLACE_GONE: _("De werkplek is niet meer erkend."),
}
STEP: dict[str, Promise] = {
    "publish_offer": _("aanbod gepubliceerd"),
    "pause_offer": _("aanbod gepauzeerd"),
    "resume_offer": _("aanbod hervat"),
    "confirm_offer": _("aanbod bevestigd"),
    "cap_offer": _("aantal plaatsen aangepast"),
    "warn_stale_offer": _("gevraagd om het aanbod te bevestigen"),
    "offer_went_stale": _("aanbod offline gezet"),
    "send_contact": _("vraag verstuurd"),
    "remind_contact": _("herinnering verstuurd"),
    "show_interest": _("de onderneming wil kennismaken"),
    "plan_intake": _("intakegesprek gepland"),
    "propose_learner": _("voorgesteld voor een overeenkomst"),
    "decline_contact": _("geweigerd"),
    "withdraw_contact": _("ingetrokken"),
    "close_contact": _("vanzelf gesloten"),
}

NOT_RECOGNISED = _("De werkplek is nu niet erkend voor deze opleiding.")
NOT_NOW = _("Deze werkplek neemt nu geen leerling. Vraag het aan het partnerschap als u meer wilt weten.")
PRIVATE = frozenset({PRECAUTION, EXCLUDED, LEFT_OUT})
"""Reasons that are between a company and its partnership: a school reads that it cannot be now, not why."""

STEP_REASON: dict[str, Promise] = {
    "learner_consent_missing": _("De leerling moet eerst akkoord gaan dat de onderneming dit leest."),
    "learner_not_searching": _("De leerling zoekt nu geen leerwerkplek in deze opleiding."),
    "place_not_open": _("Op deze werkplek is nu geen plaats vrij. Kies een andere."),
    "contact_runs": _("Met deze onderneming loopt al een contact over deze leerling."),
    "contact_reason_missing": _("Schrijf op waarom. De andere kant leest het."),
    "intake_to_come": _("Het intakegesprek moet eerst gebeuren. Een voorstel kan vanaf die dag."),
    "recognition_over": _("De erkenning is voorbij. Vraag ze eerst opnieuw aan."),
    "already_published": _("Op deze erkenning staat al een aanbod. Pas het aan of zet het weer online."),
}
"""Why a step on an offer or a contact is refused."""

REASON: dict[str, Promise] = {
    **STEP_REASON,
    **dict.fromkeys(OBSTACLES, NOT_RECOGNISED),
    **dict.fromkeys(PRIVATE, NOT_NOW),
    NO_MENTOR: _("Er werkt nu geen mentor op deze werkplek."),
    NO_PLACE: _("De mentoren begeleiden al zoveel leerlingen als ze mogen."),
    NO_OFFER: _("De onderneming biedt hier geen plaats aan."),
    PAUSED: _("De onderneming pauzeerde het aanbod."),
    STALE: _("De onderneming bevestigde het aanbod al lang niet meer. Het staat offline."),
    FULL: _("Alle plaatsen zijn ingenomen."),
    WRONG_LEGAL_BASIS: _("De erkenning geldt voor een ander onderwijsniveau."),
    NOTHING_TO_LEARN: _("Geen enkele competentie die nog open is, kan hier geleerd worden."),
    "wrong_state": _("Intussen is er iets veranderd. Deze stap kan nu niet meer."),
}

INSIDE: dict[str, Promise] = {
    **OBSTACLE,
    LEFT_OUT: _("Het partnerschap volgt deze werkplek op. Zolang stellen we ze niet voor aan leerlingen."),
    NO_OFFER: _("Hier is nog geen plaats aangeboden."),
    PAUSED: _("Dit aanbod is gepauzeerd."),
    STALE: _("Dit aanbod werd al lang niet bevestigd. Het staat offline."),
}


def reason(code: str) -> Promise | str:
    """The words of a reason; the code itself when nobody wrote them yet."""
    return REASON.get(code) or CAUSE.get(code) or code


def outside(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes as a school gets them: what is between a company and its partnership has one code."""
    return tuple(dict.fromkeys(LEFT_OUT if code in PRIVATE else code for code in codes))


def reason_inside(code: str) -> Promise | str:
    """The words of a reason for the company itself and who watches over it: they know the file."""
    return INSIDE.get(code) or reason(code)
