"""The official tables counted on a world in memory, written without a look at how it was made."""

from collections import Counter, defaultdict
from datetime import date

from duaal.register.partnerships.facts import RouteFacts
from duaal.register.partnerships.rules import reporting_sectors
from duaal.synthetic.founding import employer_kind


def nonzero(cells):
    return {code: value for code, value in cells.items() if value}


def sectors_of(company, competences, on):
    held = [b for b in company.belongings if b.valid_from <= on and (b.valid_to is None or on <= b.valid_to)]
    if company.ended_on is not None and company.ended_on < on:
        held = [b for b in company.belongings if b.valid_to == company.ended_on]
    facts = RouteFacts(competences, tuple(b.committee for b in held), employer_kind=employer_kind(company))
    return reporting_sectors(facts, on=on)


def table(places, competences, on):
    """Total, rows per province and rows per sector of (company, province) pairs."""
    provinces, sectors = Counter(), Counter()
    of_company = defaultdict(set)
    for company, province in places:
        of_company[company].add(province)
    for company, there in of_company.items():
        provinces.update(there)
        sectors.update(sectors_of(company, competences, on))
    return len(of_company), dict(provinces), dict(sectors)


def recognised(world, year, extraction):
    """(company, province) pairs with a recognition on some day of the school year until the extraction."""
    last = min(year.last_day, extraction)
    return {
        (case.company, case.site.town.province)
        for case in world.cases
        if case.outcome is not None and case.decided_on <= last and case.last_day >= year.first_day
    }


def with_agreement(world, year, extraction):
    last = min(year.last_day, extraction)
    return {
        (contract.case.company, contract.case.site.town.province)
        for contract in world.contracts
        if contract.starts_on is not None
        and contract.starts_on <= last
        and (contract.ended_on or contract.planned_end_on) >= year.first_day
    }


def trained(world, extraction):
    """Persons per sector who followed the mentor training by the day."""
    persons = {
        guide.person: guide.sector
        for company in world.companies
        for guide in company.guides
        if guide.trained_on is not None and date(2016, 1, 1) <= guide.trained_on <= extraction
    }
    return dict(Counter(persons.values()))


def valid_on(world, day):
    """Recognitions per company on the day."""
    return Counter(case.company for case in world.cases if case.is_valid_on(day))
