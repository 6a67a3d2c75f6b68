"""The facts of an amendment or a cooperation for a notice: those of its agreement, with an own page."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar

from duaal.casework.agreements.models import Agreement, Amendment

Facts = TypeVar("Facts")


def amendments(
    keys: Collection[int], facts_of: Callable[[Collection[int]], dict[int, Facts]]
) -> dict[int, Facts]:
    """The facts by key; `facts_of` reads those of agreements.

    Nobody outside the school hears of a text that was never proposed.
    """
    rows = list(Amendment.objects.filter(pk__in=keys))
    agreements = facts_of({one.agreement_id for one in rows})
    found = {}
    for one in rows:
        facts: Any = agreements[one.agreement_id]
        shown = one.proposed_on is not None
        found[one.pk] = replace(
            facts,
            company_number=facts.company_number if shown else "",
            learner_number=facts.learner_number if shown else "",
            page=("contracts:amendment", (one.agreement_id, one.pk)),
            days={"holds_from": one.holds_from},
        )
    return found


def cooperations(
    keys: Collection[int], facts_of: Callable[[Collection[int]], dict[int, Facts]]
) -> dict[int, Facts]:
    """The facts by agreement, for the partnership that is informed; the learner is not named."""
    rows = Agreement.objects.filter(pk__in=keys).select_related("recognition__partnership")
    partnerships = {one.pk: one.recognition.partnership for one in rows}
    found = {}
    for key, plain in facts_of(keys).items():
        facts: Any = plain
        found[key] = replace(
            facts,
            learner="",
            learner_number="",
            company_number="",
            provider_number="",
            page=("contracts:cooperations", ()),
            partnership=partnerships[key],
        )
    return found
