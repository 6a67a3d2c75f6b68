"""The form of an amendment: that of a draft, from the day on which the new text holds, and why."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions.amending import Change
from duaal.casework.agreements.terms import Terms
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.contracts.draft_form import DraftForm, Group
from duaal.interfaces.web.contracts.prefilled import hours_from, typed_from
from duaal.interfaces.web.requests.forms import day_field


class AmendForm(DraftForm):
    """What changes in an agreement that runs; what stays is filled in already."""

    first = day_field(
        gettext_lazy("Vanaf welke dag geldt de wijziging?"),
        gettext_lazy("Vul de dag in vanaf wanneer de wijziging geldt."),
        hint=gettext_lazy("Vandaag of later. Iedereen tekent ten laatste op die dag."),
    )
    last = day_field(
        gettext_lazy("Laatste dag van de overeenkomst"),
        gettext_lazy("Vul de laatste dag in."),
        hint=gettext_lazy("Verlengen kan zolang de erkenning geldig is, en niet langer dan de opleiding."),
    )
    reason = text_field(
        gettext_lazy("Waarom verandert de overeenkomst?"),
        gettext_lazy("Schrijf op waarom de overeenkomst verandert."),
        hint=gettext_lazy("Iedereen die tekent, leest dit. Schrijf hier niets over de gezondheid."),
        rows=3,
    )

    def groups(self) -> Iterator[Group]:
        found = list(super().groups())
        own = ("first", "last", "reason", "mentors")
        yield self._group(gettext_lazy("Wat verandert er, en vanaf wanneer?"), "", own)
        yield from found[1:]

    def change(self, recognition_id: int, terms: Terms) -> Change:
        return Change(self.paper(recognition_id, terms), self.cleaned_data["reason"])


def typed_for_amendment(terms: Terms, *, on: date) -> dict[str, Any]:
    """What the form shows of the text that holds: the hours from today on, and no first day yet."""
    typed = typed_from(terms)
    for row in list(typed):
        if row.startswith(("from_", "until_", "real_", "simulated_", "lessons_")):
            del typed[row]
    rest = [one for one in terms.blocks if one.period.last is not None and one.period.last >= on]
    typed |= hours_from(rest)
    for number, block in enumerate(rest):
        if block.period.first <= on:
            typed[f"from_{number}"] = None
        if block.period.last == terms.last:
            typed[f"until_{number}"] = None
    return {**typed, "first": None}
