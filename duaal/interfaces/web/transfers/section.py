"""The transfers of a case as its page shows them, with what this reader can do about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import Application, Transfer, TransferState
from duaal.casework.recognition.states.transfers import (
    ACCEPT_TRANSFER,
    ASK_TRANSFER,
    DECLINE_TRANSFER,
    IN_REVIEW,
    KEEP_CASE,
    ORDER_TRANSFER,
    TransferStanding,
)
from duaal.casework.recognition.transfers import policy
from duaal.casework.recognition.transfers.labels import TRANSFER_STATE, TRANSFER_TONE
from duaal.casework.recognition.transfers.standing import asked_of, standing_of_transfer
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.navigation import STAFF


@dataclass(frozen=True, slots=True)
class TransferPage:
    """A step of a transfer on a page of its own; `name` is that of its address."""

    step: Step[TransferStanding]
    name: str
    text: Promise


ASK_PAGE = TransferPage(ASK_TRANSFER, "transfers:ask", gettext_lazy("Draag over aan een ander partnerschap"))
ACCEPT_PAGE = TransferPage(ACCEPT_TRANSFER, "transfers:accept", gettext_lazy("Neem het dossier over"))
DECLINE_PAGE = TransferPage(DECLINE_TRANSFER, "transfers:decline", gettext_lazy("Neem het niet over"))
ORDER_PAGE = TransferPage(ORDER_TRANSFER, "transfers:order", gettext_lazy("Wijs een partnerschap aan"))
KEEP_PAGE = TransferPage(KEEP_CASE, "transfers:keep", gettext_lazy("Laat het dossier waar het is"))
PAGES = (ACCEPT_PAGE, DECLINE_PAGE, ORDER_PAGE, KEEP_PAGE, ASK_PAGE)

OUT_OF_PLACE = frozenset({"nothing_to_order", "no_transfer_asked", "transfer_asked", "transfer_needs_order"})
"""Reasons that say that a step does not belong to this moment; the page does not offer it at all."""


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One transfer with its state in words."""

    transfer: Transfer
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class TransferSection:
    """What a reader sees of the transfers of one case; `waits` says for whom a wish waits."""

    lines: tuple[TransferLine, ...]
    links: tuple[StepLink, ...]
    needs_order: bool


def transfer_section(application: Application, *, actor: Actor, on: date) -> TransferSection | None:
    """The section of a case; None when nothing went and nothing can. A company sees only what went."""
    transfers = [one for one in application.transfers.all() if actor.role in STAFF or _went(one)]
    links: tuple[StepLink, ...] = ()
    needs_order = False
    asked = asked_of(application.transfers.all())
    if application.state in IN_REVIEW and actor.role in STAFF:
        offered = [page for page in PAGES if policy.may(actor, page.step, application, asked)]
        if offered:
            standing = standing_of_transfer(application, on=on)
            needs_order = standing.needs_order
            links = tuple(_links(offered, application, standing, on=on))
    lines = tuple(line_of(one) for one in transfers)
    return TransferSection(lines, links, needs_order) if lines or links else None


def line_of(transfer: Transfer) -> TransferLine:
    return TransferLine(transfer, str(TRANSFER_STATE[transfer.state]), TRANSFER_TONE[transfer.state])


def was_transferred(application: Application) -> bool:
    """Whether the case lies elsewhere by now than where it was routed."""
    return any(_went(one) for one in application.transfers.all())


def _went(transfer: Transfer) -> bool:
    return transfer.state in {TransferState.ACCEPTED, TransferState.ORDERED}


def _links(
    pages: Iterable[TransferPage], application: Application, standing: TransferStanding, *, on: date
) -> Iterable[StepLink]:
    for page in pages:
        codes = page.step.reasons_against(application.state, standing, on=on)
        if not OUT_OF_PLACE & set(codes):
            href = reverse(page.name, args=[application.reference])
            yield StepLink(page.text, href, tuple(reason(code) for code in codes))
