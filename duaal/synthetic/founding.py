"""Founding invented companies: names, numbers, joint committees, sites and the people who represent them."""

from datetime import date, timedelta
from random import Random

from duaal.register.organisations.models import EmployerKind
from duaal.synthetic import names
from duaal.synthetic.allocation import FLEMISH_PARTNERSHIP, LOCAL_AUTHORITIES
from duaal.synthetic.numbers import NationalNumbers, enterprise_numbers, establishment_numbers
from duaal.synthetic.surroundings import WHITE_COLLAR, Surroundings
from duaal.synthetic.world import Belonging, Place, Someone, Undertaking

NATURAL_PERSONS = {
    "haartooi-fitness-schoonheidszorgen": 0.45,
    "voedingsindustrie": 0.25,
    "horeca": 0.2,
    "groene-sectoren": 0.3,
    "bouw": 0.25,
    "handel-zelfstandige-kleinhandel": 0.25,
    "vlaams-partnerschap": 0.3,
}
"""Share of sole traders per sector; 0.1 elsewhere, none among public employers and non-profits. Assumed."""
USUAL_NATURAL_PERSONS = 0.1
NEVER_NATURAL = frozenset({LOCAL_AUTHORITIES, "social-profit"})
WITHOUT_COMMITTEE = 0.35
ANOTHER_COMMITTEE = 0.02
COMMITTEE_CHANGE = date(2022, 1, 1)
TWO_REPRESENTATIVES = 0.15
YOUNGEST, OLDEST = 28, 63


class Founder:
    """Invents companies, sites and persons one by one; numbers never come twice."""

    def __init__(self, surroundings: Surroundings, seed: int) -> None:
        self.surroundings = surroundings
        self._rng = Random(f"{seed} founding")
        self._enterprise_numbers = enterprise_numbers()
        self._establishment_numbers = establishment_numbers()
        self._national_numbers = NationalNumbers()

    def found(
        self, sectors: tuple[str, ...], provinces: tuple[str, ...], *, before: date, trade: str = ""
    ) -> Undertaking:
        """A company with one site per province, all open some time before the day."""
        rng = self._rng
        trade = trade or names.trade_of(sectors[0], rng)
        owner = self.person(before)
        sole_trader = self._is_sole_trader(sectors)
        started_on = before - timedelta(days=self._age_in_days())
        company = Undertaking(
            number=next(self._enterprise_numbers),
            name=owner.name if sole_trader else names.legal_name(trade, owner.family_name, sectors[0], rng),
            trade_name=f"{trade} {owner.family_name}",
            is_natural_person=sole_trader,
            sectors=sectors,
            provinces=provinces,
            started_on=started_on,
            belongings=self._belongings(sectors, started_on, sole_trader),
        )
        company.representatives.append(owner)
        if not sole_trader and rng.random() < TWO_REPRESENTATIVES:
            company.representatives.append(self.person(before))
        for province in provinces:
            self.open_site(company, province, before=before)
        company.seat = self.surroundings.towns.today_of(company.sites[0].town)
        return company

    def open_site(self, company: Undertaking, province: str, *, before: date) -> Place:
        """One more site of the company in the province; the first one opens with the company."""
        rng = self._rng
        latest = before - timedelta(days=30)
        opened_on = company.started_on
        if company.sites and latest > opened_on:
            opened_on += timedelta(days=rng.randrange((latest - opened_on).days))
        town = self.surroundings.towns.draw(province, opened_on, rng)
        postal = rng.choice(town.postcodes)
        name = company.trade_name if not company.sites else f"{company.trade_name} {postal.name}"
        site = Place(
            company, next(self._establishment_numbers), name, names.street(rng), postal, town, opened_on
        )
        company.sites.append(site)
        return site

    def person(self, on: date, *, youngest: int = YOUNGEST, oldest: int = OLDEST) -> Someone:
        """Somebody of working age on the day."""
        rng = self._rng
        is_woman = rng.random() < 0.5
        while True:
            birth_date = on - timedelta(days=rng.randrange(youngest * 366, oldest * 365))
            if self._national_numbers.has_room(birth_date, is_woman=is_woman):
                break
        return Someone(
            names.given_name(rng, is_woman=is_woman),
            names.family_name(rng),
            birth_date,
            self._national_numbers.give(birth_date, is_woman=is_woman),
        )

    def number_of(self, birth_date: date, *, is_woman: bool) -> str:
        """A national number for somebody who was invented elsewhere; empty when that day has none left."""
        if not self._national_numbers.has_room(birth_date, is_woman=is_woman):
            return ""
        return self._national_numbers.give(birth_date, is_woman=is_woman)

    def _is_sole_trader(self, sectors: tuple[str, ...]) -> bool:
        if len(sectors) > 1 or sectors[0] in NEVER_NATURAL:
            return False
        return self._rng.random() < NATURAL_PERSONS.get(sectors[0], USUAL_NATURAL_PERSONS)

    def _age_in_days(self) -> int:
        """How long a company exists when it asks its first recognition: some are young, most are not."""
        if self._rng.random() < 0.1:
            return self._rng.randrange(120, 700)
        return int(self._rng.triangular(700, 12_000, 2_000))

    def _belongings(self, sectors: tuple[str, ...], started_on: date, sole_trader: bool) -> list[Belonging]:
        if sectors == (LOCAL_AUTHORITIES,):
            return []
        if sectors == (FLEMISH_PARTNERSHIP,) and (sole_trader or self._rng.random() < WITHOUT_COMMITTEE):
            return []
        found = [Belonging(self._committee(sector), started_on) for sector in sectors]
        return self._moved(found) if len(found) == 1 else found

    def _moved(self, belongings: list[Belonging]) -> list[Belonging]:
        """A few companies went to another committee of the same sector: the register keeps both periods."""
        only = belongings[0]
        if self._rng.random() >= ANOTHER_COMMITTEE or only.valid_from >= COMMITTEE_CHANGE:
            return belongings
        others = [
            code
            for codes in self.surroundings.committees.values()
            if only.committee in codes
            for code in codes
            if code != only.committee
        ]
        if not others:
            return belongings
        earlier = Belonging(self._rng.choice(others), only.valid_from, COMMITTEE_CHANGE - timedelta(days=1))
        return [earlier, Belonging(only.committee, COMMITTEE_CHANGE)]

    def _committee(self, sector: str) -> str:
        codes = self.surroundings.committees[sector]
        return self._rng.choices(codes, [1 if code.startswith(WHITE_COLLAR) else 5 for code in codes])[0]


def employer_kind(company: Undertaking) -> str:
    is_public = company.sectors == (LOCAL_AUTHORITIES,)
    return (EmployerKind.LOCAL_AUTHORITY if is_public else EmployerKind.PRIVATE).value


def committee_on(company: Undertaking, day: date, sector: str) -> str | None:
    """The joint committee that a request of the company names on a day, for a programme of the sector."""
    held = [
        b for b in company.belongings if b.valid_from <= day and (b.valid_to is None or day <= b.valid_to)
    ]
    if not held:
        return None
    place = company.sectors.index(sector) if sector in company.sectors else 0
    return held[place if place < len(held) else 0].committee
