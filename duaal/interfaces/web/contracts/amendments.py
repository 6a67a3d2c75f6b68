"""What the pages show of amendments: one on its own page, and a line for each on that of the agreement."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements import parties
from duaal.casework.agreements.labels import AMENDMENT_STATE, AMENDMENT_TONE
from duaal.casework.agreements.models import Agreement, Amendment
from duaal.casework.agreements.queries import amendments_visible_to
from duaal.casework.agreements.states.amendments import (
    AMENDABLE,
    DRAFT_AMENDMENT,
    OPEN,
    PROPOSE_AMENDMENT,
    REVISE_AMENDMENT,
    WITHDRAW_AMENDMENT,
    AmendmentState,
)
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.contracts.signing import own_signatory

OFFERED = (
    (PROPOSE_AMENDMENT, gettext_lazy("Leg voor om te ondertekenen"), "propose_amendment"),
    (REVISE_AMENDMENT, gettext_lazy("Pas de wijziging aan"), "revise_amendment"),
    (WITHDRAW_AMENDMENT, gettext_lazy("Trek de wijziging in"), "withdraw_amendment"),
)
SIGN_IT = gettext_lazy("Lees en onderteken de wijziging")
REFUSE_IT = gettext_lazy("Ik teken de wijziging niet")


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """One amendment on the page of its agreement."""

    text: str
    href: str
    state: Promise
    tone: str


def amendment_or_404(agreement: Agreement, amendment_id: int, actor: Actor) -> Amendment:
    """The amendment with its text; page 404 when there is none or it is not for this reader."""
    rows = amendments_visible_to(agreement, actor).select_related("version", "recognition__company")
    try:
        found = rows.get(pk=amendment_id)
    except Amendment.DoesNotExist:
        raise Http404 from None
    found.agreement = agreement
    return found


def amendment_lines(agreement: Agreement, actor: Actor) -> list[AmendmentLine]:
    """Every amendment that the reader sees, the newest first. One query."""
    return [
        AmendmentLine(
            _("Wijziging vanaf %(day)s") % {"day": f"{one.holds_from:%d/%m/%Y}"},
            reverse("contracts:amendment", args=[agreement.pk, one.pk]),
            AMENDMENT_STATE[one.state],
            AMENDMENT_TONE.get(one.state, "neutral"),
        )
        for one in amendments_visible_to(agreement, actor).order_by("-pk")
    ]


def amendment_steps(agreement: Agreement, *, actor: Actor, on: date) -> list[StepLink]:
    """To amend, where no amendment is open; to sign the one that waits for this reader."""
    if agreement.state not in AMENDABLE:
        return []
    found = []
    waiting = Amendment.objects.filter(agreement=agreement, state__in=sorted(OPEN)).first()
    if waiting is not None and waiting.state == AmendmentState.TO_SIGN and own_signatory(agreement, actor):
        found.append(StepLink(SIGN_IT, reverse("contracts:sign", args=[agreement.pk])))
    if waiting is None and parties.may(actor, DRAFT_AMENDMENT, agreement, on=on):
        words = gettext_lazy("Wijzig de overeenkomst")
        found.append(StepLink(words, reverse("contracts:amend", args=[agreement.pk])))
    return found


def steps_on(amendment: Amendment, *, actor: Actor, on: date) -> list[StepLink]:
    """What this reader can do with the amendment now."""
    agreement = amendment.agreement
    mine = amendment.state == AmendmentState.TO_SIGN and own_signatory(agreement, actor) is not None
    own = [(SIGN_IT, "sign"), (REFUSE_IT, "refuse")] if mine else []
    found = [StepLink(words, reverse(f"contracts:{name}", args=[agreement.pk])) for words, name in own]
    found += [
        StepLink(words, reverse(f"contracts:{name}", args=[agreement.pk, amendment.pk]))
        for step, words, name in OFFERED
        if amendment.state in step.sources and parties.may(actor, step, agreement, on=on)
    ]
    return found
