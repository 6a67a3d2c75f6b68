"""In which reporting sector each joint committee counts, by the routing rules, from a snapshot."""

from collections.abc import Iterable
from datetime import date

from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Certainty
from duaal.register.partnerships.facts import Competence, Competences, RouteFacts
from duaal.register.partnerships.rules import candidates

Allocation = tuple[str, str, date, date | None, str]


def sector_per_committee(
    committees: Iterable[str],
    allocations: Iterable[Allocation],
    *,
    version: str,
    flemish: str,
    on: date,
) -> dict[str, str]:
    """The sector of every committee that is allotted on the day; one that is allotted to nobody is not in it.

    `allocations` are (committee, sector, first day, last day, certainty) of one mapping version.
    """
    rows: dict[str, tuple[Competence, ...]] = {}
    for committee, sector, first, last, certainty in allocations:
        row = Competence(sector, Period(first, last), Certainty(certainty), source="")
        rows[committee] = (*rows.get(committee, ()), row)
    existing = tuple(committees)
    table = Competences(
        version=version,
        published_on=on,
        is_official=False,
        flemish=flemish,
        committees=frozenset(existing),
        allocations=rows,
    )
    found = candidates(RouteFacts(competences=table, committees=existing), on=on)
    return {each.committee: each.route.reporting_sector for each in found if each.route and each.is_allotted}
