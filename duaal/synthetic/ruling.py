"""The law of a day and who decides, asked so often that answers are kept between two changes of either."""

from bisect import bisect_right
from datetime import date, timedelta

from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.rules.law import RecognitionLaw, law_on
from duaal.foundation.lawbook.book import BOOK
from duaal.register.partnerships.facts import Competences, Population, RouteFacts
from duaal.register.partnerships.rules import Route, route
from duaal.synthetic.official import YEARS

FIRST_DAY = YEARS[0].first_day
"""No request is invented before the first official school year: the rules of mentors start there as well."""


class Ruling:
    """Answers of the lawbook and of the division of competences, each computed once per period."""

    def __init__(self, competences: Competences) -> None:
        self.competences = competences
        self._changes = sorted(_days_of_the_lawbook() | _days_of_the_competences(competences))
        self._laws: dict[tuple[int, str, str], RecognitionLaw] = {}
        self._routes: dict[tuple[int, str | None, str, bool], Route] = {}

    def law(self, received_on: date, partnership: str, legal_basis: str) -> RecognitionLaw:
        """The rule set for a request received that day and decided by that partnership."""
        key = (bisect_right(self._changes, received_on), partnership, legal_basis)
        found = self._laws.get(key)
        if found is None:
            found = self._laws[key] = law_on(received_on, partnership, LegalBasis(legal_basis))
        return found

    def route(self, committee: str | None, employer_kind: str, *, adult: bool, on: date) -> Route:
        """Who handles a request of a company with this joint committee on a day."""
        key = (bisect_right(self._changes, on), committee, employer_kind, adult)
        found = self._routes.get(key)
        if found is None:
            facts = RouteFacts(
                self.competences,
                committees=(committee,) if committee else (),
                chosen_committee=committee,
                employer_kind=employer_kind,
                population=Population.ADULT if adult else Population.SECONDARY,
            )
            found = self._routes[key] = route(facts, on=on)
        return found

    def decider(self, sector: str, on: date) -> str:
        """The partnership of a reporting sector on a day."""
        rows = self.competences.deciders.get(sector, ())
        return next((row.value for row in rows if row.period.contains(on)), self.competences.flemish)


def _days_of_the_lawbook() -> set[date]:
    return {version.since for dated in BOOK.rows() for version in dated.versions}


def _days_of_the_competences(competences: Competences) -> set[date]:
    tables = (competences.allocations, competences.employers, competences.deciders)
    rows = [row for table in tables for of_key in table.values() for row in of_key]
    rows += [row for of_key in competences.powers.values() for row in of_key]
    days = {row.period.first for row in rows}
    return days | {row.period.last + timedelta(days=1) for row in rows if row.period.last is not None}
