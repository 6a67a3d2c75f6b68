"""What the pages of the steps of guidance and sanctions share."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.sanctions import policy
from duaal.casework.recognition.sanctions.assessing import standing_of
from duaal.casework.recognition.sanctions.decisions import PROPOSED, population_of
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.casework.recognition.sanctions.steps import (
    ADD_ACTION,
    COMPLETE_GUIDANCE,
    DECIDE_SANCTION,
    DROP_SANCTION,
    HEAR,
    PROPOSE_EXCLUSION,
    PROPOSE_SANCTION,
    REACT,
    RESOLVE_PRECAUTION,
    START_GUIDANCE,
    TAKE_PRECAUTION,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.cases.next_steps import StepLink, StepPage
from duaal.interfaces.web.recognitions.files import recognition_or_404
from duaal.interfaces.web.recognitions.sections import Reading
from duaal.interfaces.web.recognitions.stepping import RecognitionStep
from duaal.register.partnerships.models import Power
from duaal.register.partnerships.queries import has_power

OFFICERS = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})
CAREFUL = OFFICERS | {Role.DEPARTMENT}
COMPANY = frozenset({Role.COMPANY})

START_PAGE = StepPage(START_GUIDANCE, "sanctions:start", gettext_lazy("Start een begeleiding"))
ADD_PAGE = StepPage(ADD_ACTION, "sanctions:add_action", gettext_lazy("Spreek een actie af"))
COMPLETE_PAGE = StepPage(COMPLETE_GUIDANCE, "sanctions:complete", gettext_lazy("Rond de begeleiding af"))
PROPOSE_PAGE = StepPage(PROPOSE_SANCTION, "sanctions:propose", gettext_lazy("Stel een sanctie voor"))
REACT_PAGE = StepPage(REACT, "sanctions:react", gettext_lazy("Reageer op de uitnodiging"))
HEAR_PAGE = StepPage(HEAR, "sanctions:hear", gettext_lazy("Voeg het verslag van een gesprek toe"))
DROP_PAGE = StepPage(DROP_SANCTION, "sanctions:drop", gettext_lazy("Trek het voorstel van sanctie in"))
TAKE_PAGE = StepPage(TAKE_PRECAUTION, "sanctions:take", gettext_lazy("Neem een voorzorgsmaatregel"))
RESOLVE_PAGE = StepPage(
    RESOLVE_PRECAUTION, "sanctions:resolve", gettext_lazy("Beëindig de voorzorgsmaatregel")
)
EXCLUDE_PAGE = StepPage(
    PROPOSE_EXCLUSION, "sanctions:propose_exclusion", gettext_lazy("Stel een uitsluiting voor")
)

LEADING_PAGES = (REACT_PAGE, COMPLETE_PAGE, RESOLVE_PAGE)
OTHER_PAGES = (START_PAGE, ADD_PAGE, PROPOSE_PAGE, HEAR_PAGE, DROP_PAGE, TAKE_PAGE)
DECIDE_TEXT: Promise = gettext_lazy("Beslis over een sanctie")

OUT_OF_PLACE = frozenset(
    {WRONG_STATE, "no_hearing", "withdrawal_decided", "hearing_open", "hearing_answered"}
)
"""Reasons that say that a step does not belong to this moment; the page does not offer it at all."""


class SanctionStep(RecognitionStep):
    """One request for a step of guidance or a sanction: 404 for who may not see it, 403 for who may not."""

    def __init__(self, request: HttpRequest, recognition_id: int, page: StepPage) -> None:
        self.request, self.step, self.text = request, page.step, page.text
        self.actor, self.on = actor_of(request), today()
        self.recognition = recognition_or_404(self.actor, recognition_id)
        policy.require(self.actor, page.step, self.recognition)
        self.standing = standing_of(self.recognition)

    @property
    def blocked(self) -> tuple[str, ...]:
        """In words, why the step cannot be set now."""
        return self.against(self.standing)


def leading_links(reading: Reading) -> list[StepLink]:
    """What is asked of this reader now."""
    return links_to(LEADING_PAGES, reading)


def other_links(reading: Reading) -> list[StepLink]:
    """What this reader may do; to decide comes first once there is something to decide on."""
    recognition = reading.recognition
    found = []
    if policy.may(reading.actor, DECIDE_SANCTION, recognition) and recognition.state in PROPOSED:
        if not standing_of(recognition).is_withdrawn:
            found.append(StepLink(DECIDE_TEXT, reverse("sanctions:decide", args=[recognition.pk])))
        if _may_propose_exclusion(reading):
            href = reverse("sanctions:propose_exclusion", args=[recognition.pk])
            found.append(StepLink(EXCLUDE_PAGE.text, href))
    return [*found, *links_to(OTHER_PAGES, reading)]


def _may_propose_exclusion(reading: Reading) -> bool:
    """Whether this is for the partnership to ask: it may not exclude itself, and has not asked yet."""
    recognition = reading.recognition
    if not policy.may(reading.actor, PROPOSE_EXCLUSION, recognition):
        return False
    if has_power(recognition.partnership, Power.EXCLUDE, population_of(recognition), on=reading.on):
        return False
    return not recognition.exclusion_proposals.filter(state=ProposalState.OPEN).exists()


def links_to(pages: tuple[StepPage, ...], reading: Reading) -> list[StepLink]:
    """The steps of these pages that this reader may set at this moment; blocked ones bring their reasons."""
    recognition = reading.recognition
    allowed = [page for page in pages if policy.may(reading.actor, page.step, recognition)]
    fitting = [page for page in allowed if recognition.state in page.step.sources]
    if not fitting:
        return []
    standing, found = standing_of(recognition), []
    for page in fitting:
        codes = page.step.reasons_against(recognition.state, standing, on=reading.on)
        if not OUT_OF_PLACE & set(codes):
            href = reverse(page.name, args=[recognition.pk])
            found.append(StepLink(page.text, href, tuple(reason(code) for code in codes)))
    return found


def may_see(actor: Actor) -> bool:
    """Whether the actor belongs to those who see guidance and sanctions of a recognition it sees."""
    return actor.role in CAREFUL | COMPANY
