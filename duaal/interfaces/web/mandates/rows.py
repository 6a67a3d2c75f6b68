"""Authorisations as their page shows them: for who holds them, and for the company that gave them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.mandates.holding import facts_of, names_of_holders
from duaal.casework.recognition.mandates.labels import HOLDER_KIND
from duaal.casework.recognition.mandates.states import MandateState, blockers_to_act
from duaal.casework.recognition.models import Application, Mandate


@dataclass(frozen=True, slots=True)
class MandateRow:
    """One authorisation: who, since and until when, what it was used for, and whether it counts now."""

    mandate: Mandate
    holder: str
    organisation: str
    word: str
    tone: str
    until: str
    sent: int
    is_live: bool


def mandate_rows(mandates: Iterable[Mandate], *, on: date) -> list[MandateRow]:
    """The authorisations as rows, in a fixed number of queries."""
    found = list(mandates)
    names = names_of_holders(found)
    used = Application.objects.filter(mandate__in=[mandate.pk for mandate in found])
    sent = dict(used.values_list("mandate").annotate(number=Count("pk")).order_by())
    return [_row(mandate, names, sent.get(mandate.pk, 0), on=on) for mandate in found]


def _row(mandate: Mandate, names: dict[tuple[str, str], str], sent: int, *, on: date) -> MandateRow:
    counts = mandate.state == MandateState.LIVE and not blockers_to_act(facts_of(mandate), on)
    return MandateRow(
        mandate=mandate,
        holder=str(HOLDER_KIND[mandate.holder_kind]),
        organisation=names[mandate.holder_kind, mandate.holder_organisation],
        word=_("geldig") if counts else _("niet meer geldig"),
        tone="success" if counts else "neutral",
        until=_until(mandate),
        sent=sent,
        is_live=mandate.state == MandateState.LIVE,
    )


def _until(mandate: Mandate) -> str:
    """Until when it counts, or since when not and by whom it was ended."""
    if mandate.revoked_on is not None:
        day = date_format(mandate.revoked_on, "j F Y")
        if mandate.revoked_by_name:
            return _("ingetrokken op %(day)s door %(who)s") % {"day": day, "who": mandate.revoked_by_name}
        return _("verlopen")
    if mandate.valid_to is not None:
        return _("geldt tot en met %(day)s") % {"day": date_format(mandate.valid_to, "j F Y")}
    return _("geldt tot iemand ze intrekt")
