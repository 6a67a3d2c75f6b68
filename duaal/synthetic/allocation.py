"""Which invented company is active in which province, sector and school year: the official tables hold.

`statistics.md` 7.3, steps 1 to 4. Pure: the same seed gives the same companies. Companies with a site in
several provinces, or in several sectors, are in exactly two, and stay once they are there; only companies of
one province and one sector leave. The spread over province x sector is free: no official table gives it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from duaal.synthetic.official import YEARS, OfficialFigures, Population
from duaal.synthetic.transport import Cell, Infeasible, fill

FLEMISH_PARTNERSHIP = "vlaams-partnerschap"
LOCAL_AUTHORITIES = "lokale-besturen"
NEVER_SHARED = frozenset({FLEMISH_PARTNERSHIP, LOCAL_AUTHORITIES})
"""Sectors outside the joint committees: nobody belongs to one of these by a second joint committee."""

LAST_YEAR = len(YEARS) - 1
USUAL_CHURN = 0.02
ATTEMPTS = 50


@dataclass(slots=True, eq=False)
class Allotted:
    """One company: where, in which sectors, from which to which official year (positions in `YEARS`).

    `agreements` gives, per year with an agreement, the provinces of the sites where one ran.
    """

    provinces: tuple[str, ...]
    sectors: tuple[str, ...]
    first_year: int
    last_year: int = LAST_YEAR
    agreements: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        return len(self.provinces) == 1 and len(self.sectors) == 1

    def is_recognised_in(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year


def allocate(figures: OfficialFigures, *, seed: int, churn: float = USUAL_CHURN) -> list[Allotted]:
    """Companies that reproduce the four company tables in all four years exactly.

    `churn` is the share of last year's companies that leave on top of those that a falling figure forces out.
    Raises `Infeasible` when the figures contradict one another.
    """
    rng = Random(f"{seed} allocation")
    companies: list[Allotted] = []
    before = Population(0, {}, {})
    for year, wanted in enumerate(figures.recognised):
        leavers = _leavers(companies, before, wanted, churn, rng) if year else []
        for company in leavers:
            company.last_year = year - 1
        companies += _entrants(year, _budget(before, wanted, leavers), rng)
        before = wanted
    for year, wanted in enumerate(figures.with_agreement):
        _give_agreements(companies, year, wanted, rng)
    require_exact(companies, figures)
    return companies


def counted(companies: Iterable[Allotted], year: int, *, with_agreement: bool = False) -> Population:
    """The tables of one year, counted on the companies themselves."""
    provinces: Counter[str] = Counter()
    sectors: Counter[str] = Counter()
    total = 0
    for company in companies:
        there = company.agreements.get(year, ()) if with_agreement else company.provinces
        if company.is_recognised_in(year) and there:
            total += 1
            provinces.update(there)
            sectors.update(company.sectors)
    return Population(total, provinces, sectors)


def require_exact(companies: list[Allotted], figures: OfficialFigures) -> None:
    """Raises `Infeasible` with the first table that is not met exactly."""
    tables = (("recognised", figures.recognised), ("with agreement", figures.with_agreement))
    for name, populations in tables:
        for year, wanted in enumerate(populations):
            found = counted(companies, year, with_agreement=populations is figures.with_agreement)
            for part in ("total", "provinces", "sectors"):
                if _nonzero(getattr(found, part)) != _nonzero(getattr(wanted, part)):
                    raise Infeasible(f"{name}, {YEARS[year]}, {part}: the companies do not add up")


def _nonzero(cells: Mapping[str, int] | int) -> object:
    return cells if isinstance(cells, int) else {code: value for code, value in cells.items() if value}


def _leavers(
    companies: list[Allotted], before: Population, wanted: Population, churn: float, rng: Random
) -> list[Allotted]:
    """Who was recognised last year and no more: what a falling sector forces out, then some at random."""
    free = [company for company in companies if company.last_year == LAST_YEAR and company.is_single]
    rng.shuffle(free)
    to_leave = {code: max(0, before.sectors[code] - value) for code, value in wanted.sectors.items()}
    at_random = round(churn * before.total)
    leavers = []
    for company in free:
        (sector,) = company.sectors
        if to_leave[sector]:
            to_leave[sector] -= 1
        elif at_random:
            at_random -= 1
        else:
            continue
        leavers.append(company)
    if any(to_leave.values()):
        raise Infeasible("a sector falls by more companies than can leave")
    return leavers


def _budget(before: Population, wanted: Population, leavers: list[Allotted]) -> Population:
    """What the entrants have to add: the growth of every cell and the place of everyone who left."""
    provinces = Counter(province for company in leavers for province in company.provinces)
    sectors = Counter(sector for company in leavers for sector in company.sectors)
    return Population(
        wanted.total - before.total + len(leavers),
        {code: n - before.provinces.get(code, 0) + provinces[code] for code, n in wanted.provinces.items()},
        {code: n - before.sectors.get(code, 0) + sectors[code] for code, n in wanted.sectors.items()},
    )


def _entrants(year: int, budget: Population, rng: Random) -> list[Allotted]:
    """New companies that use up the budget: some in two provinces, others in two sectors, the rest in one."""
    provinces, sectors = Counter(budget.provinces), Counter(budget.sectors)
    two_provinces = [_draw_pair(provinces, rng) for _ in range(budget.extra_provinces)]
    two_sectors = [_draw_pair(sectors, rng, NEVER_SHARED) for _ in range(budget.extra_sectors)]
    one_province = _shuffled(provinces, rng)
    one_sector = _shuffled(sectors, rng)
    places = [*two_provinces, *((province,) for province in one_province)]
    trades = [*((sector,) for sector in one_sector), *two_sectors]
    if not len(places) == len(trades) == budget.total:
        raise Infeasible(f"{YEARS[year]}: {len(places)} places and {len(trades)} trades for {budget.total}")
    if len(two_provinces) + len(two_sectors) > budget.total:
        raise Infeasible(f"{YEARS[year]}: too few companies for so many in several provinces or sectors")
    return [Allotted(place, trade, year) for place, trade in zip(places, trades, strict=True)]


def _draw_pair(tickets: Counter[str], rng: Random, never: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Two different codes, each drawn in proportion to its tickets; uses up one ticket of both."""
    codes = [code for code in sorted(tickets) if tickets[code] and code not in never]
    if len(codes) < 2:
        raise Infeasible("nobody can be in two different places any more")
    first = rng.choices(codes, [tickets[code] for code in codes])[0]
    codes.remove(first)
    second = rng.choices(codes, [tickets[code] for code in codes])[0]
    tickets.subtract((first, second))
    return first, second


def _shuffled(tickets: Counter[str], rng: Random) -> list[str]:
    codes = [code for code in sorted(tickets) for _ in range(tickets[code])]
    rng.shuffle(codes)
    return codes


def _give_agreements(companies: list[Allotted], year: int, wanted: Population, rng: Random) -> None:
    """Picks who had an agreement in a year; draws again when a draw leaves too few for a small sector."""
    recognised = [company for company in companies if company.is_recognised_in(year)]
    for attempt in range(1, ATTEMPTS + 1):
        rng.shuffle(recognised)
        recognised.sort(key=lambda company: year - 1 not in company.agreements)
        try:
            chosen = _choose(recognised, wanted)
        except Infeasible:
            if attempt == ATTEMPTS:
                raise
            continue
        for company in chosen:
            company.agreements[year] = company.provinces
        return


def _choose(recognised: list[Allotted], wanted: Population) -> list[Allotted]:
    """Companies, the first ones first, that together meet the agreement figures of one year."""
    cells: dict[Cell, list[Allotted]] = defaultdict(list)
    for company in recognised:
        if company.is_single:
            cells[company.provinces[0], company.sectors[0]].append(company)
    provinces, sectors = Counter(wanted.provinces), Counter(wanted.sectors)
    singles = Counter(company.sectors[0] for company in recognised if company.is_single)
    short = {code for code, value in sectors.items() if value > singles[code]}
    several = sorted(
        (company for company in recognised if not company.is_single),
        key=lambda company: short.isdisjoint(company.sectors),
    )
    in_two_provinces = [company for company in several if len(company.provinces) > 1]
    in_two_sectors = [company for company in several if len(company.sectors) > 1]
    chosen = _first_that_fit(in_two_provinces, wanted.extra_provinces, provinces, sectors)
    chosen += _first_that_fit(in_two_sectors, wanted.extra_sectors, provinces, sectors)
    filled = fill(provinces, sectors, {cell: len(members) for cell, members in cells.items()})
    return chosen + [company for cell, number in filled.items() for company in cells[cell][:number]]


def _first_that_fit(
    candidates: list[Allotted], number: int, provinces: Counter[str], sectors: Counter[str]
) -> list[Allotted]:
    """The first candidates for which there is room; uses up their place in every cell they count in."""
    chosen: list[Allotted] = []
    for company in candidates:
        if len(chosen) == number:
            break
        if all(provinces[code] for code in company.provinces) and all(
            sectors[code] for code in company.sectors
        ):
            provinces.subtract(company.provinces)
            sectors.subtract(company.sectors)
            chosen.append(company)
    if len(chosen) < number:
        raise Infeasible(f"only {len(chosen)} of {number} companies in two places can have an agreement")
    return chosen
