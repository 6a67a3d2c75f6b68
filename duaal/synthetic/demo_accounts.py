"""The accounts that a visitor of the demo may enter, and the invented company or office behind each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from duaal.casework.recognition.states import OPEN, RecognitionState
from duaal.foundation.kernel.actor import Role
from duaal.synthetic.allocation import FLEMISH_PARTNERSHIP
from duaal.synthetic.founding import Founder
from duaal.synthetic.living import Living
from duaal.synthetic.names import BAKERY
from duaal.synthetic.offer import programmes_of
from duaal.synthetic.officers import DEPARTMENT
from duaal.synthetic.official import YEARS
from duaal.synthetic.schooling import School
from duaal.synthetic.world import DemoUser, Undertaking

PASSWORD = "probeer-duaal-leren"  # nosec B105
"""Only for the demo, where it is told to everyone."""

INSPECTION = "vsi"
FOOD, BUILDING = "voedingsindustrie", "bouw"
MANY = 40
CATERING, WITH_TROUBLE, LONG = "horeca", 4, timedelta(days=120)
SINCE = YEARS[0].first_day
DAYS_LEFT_OF_OWN_CASE = 9


@dataclass(frozen=True, slots=True)
class Office:
    """An account of somebody who decides or supervises."""

    email: str
    description: str
    role: Role
    organisation: str


OFFICES = (
    Office("bouw@duaal.example", "Behandelaar bij het partnerschap Bouw", Role.PARTNERSHIP, BUILDING),
    Office(
        "voeding@duaal.example", "Behandelaar bij het partnerschap Voedingsindustrie", Role.PARTNERSHIP, FOOD
    ),
    Office("horeca@duaal.example", "Behandelaar bij het partnerschap Horeca", Role.PARTNERSHIP, "horeca"),
    Office("handel@duaal.example", "Behandelaar bij het partnerschap Handel", Role.PARTNERSHIP, "handel"),
    Office(
        "vlaams@duaal.example",
        "Medewerker van het Vlaams Partnerschap Duaal Leren",
        Role.FLEMISH_PARTNERSHIP,
        FLEMISH_PARTNERSHIP,
    ),
    Office("wewis@duaal.example", "Medewerker van het departement WEWIS", Role.DEPARTMENT, DEPARTMENT),
    Office("inspectie@duaal.example", "Inspecteur (Vlaamse Sociale Inspectie)", Role.INSPECTOR, INSPECTION),
)


class NoSuchCompany(LookupError):
    """No invented company fits a demo account; another seed gives another Flanders."""


class DemoAccounts:
    """Chooses or founds the companies behind the demo accounts, and makes the accounts."""

    def __init__(
        self,
        founder: Founder,
        living: Living,
        companies: list[Undertaking],
        schools: list[School],
        *,
        today: date,
    ) -> None:
        self.founder = founder
        self.living = living
        self.companies = companies
        self.schools = schools
        self.today = today
        self.in_trouble = self._in_trouble()

    def users(self) -> Iterator[DemoUser]:
        """The accounts, in the order in which the login page lists them."""
        yield self._at("bakkerij@duaal.example", "Bakkerij met twee vestigingen", self._bakery())
        yield self._at("groot@duaal.example", "Onderneming met meer dan veertig erkenningen", self._large())
        yield self._newcomer()
        for office in OFFICES:
            yield DemoUser(
                office.email,
                office.description,
                self.founder.person(self.today),
                ((office.role, office.organisation),),
            )
        yield from self._for_others()
        yield self._at("sanctie@duaal.example", "Onderneming met een sanctie en een beroep", self.in_trouble)
        yield self._with_two_hats()

    def _bakery(self) -> Undertaking:
        """A bakery with two sites, some recognitions at each and no open case."""
        return self._first(
            lambda company: (
                company.sectors == (FOOD,)
                and not company.is_natural_person
                and company.trade_name.startswith(f"{BAKERY} ")
                and len(company.sites) == 2
                and 2 <= _valid(company) <= 8
                and len({case.site for case in company.cases if case.outcome == RecognitionState.ACTIVE}) == 2
            )
        )

    def _large(self) -> Undertaking:
        return self._first(lambda company: _valid(company) >= MANY)

    def _in_trouble(self) -> Undertaking:
        """A company with recognitions of long ago: what goes wrong there is told in `demo_trouble.py`."""
        return self._first(
            lambda company: (
                company.sectors == (CATERING,)
                and not company.is_natural_person
                and _long_there(company, self.today) >= WITH_TROUBLE
            )
        )

    def _newcomer(self) -> DemoUser:
        """Nobody yet: represents a bakery with two sites that never logged in."""
        company = self.founder.found((FOOD,), ("ovl",), before=self.today - timedelta(days=90), trade=BAKERY)
        self.founder.open_site(company, "ovl", before=self.today)
        self.companies.append(company)
        description = f"Nieuwe gebruiker, zaakvoerder van {company.trade_name} ({company.number})"
        return DemoUser("nieuw@duaal.example", description, company.representatives[0], (), company)

    def _for_others(self) -> Iterator[DemoUser]:
        """Who applies in the name of companies: a counsellor of a school, and a sector employee."""
        school = self.schools[0]
        for email, description, capacity in (
            (
                "trajectbegeleider@duaal.example",
                f"Trajectbegeleider van {school.name}",
                (Role.COUNSELLOR, school.number),
            ),
            (
                "sectorconsulent@duaal.example",
                "Medewerker van de sector Voedingsindustrie",
                (Role.SECTOR, FOOD),
            ),
        ):
            yield DemoUser(email, description, self.founder.person(self.today), (capacity,))

    def _with_two_hats(self) -> DemoUser:
        """Works at the partnership Bouw and represents a company that has an open case there."""
        company = self._first(
            lambda company: (
                company.sectors == (BUILDING,)
                and 1 <= _valid(company) <= 8
                and not company.belongings[0].committee.startswith("2")
            )
        )
        user = self._at(
            "twee-petten@duaal.example", "Behandelaar bij Bouw en zaakvoerder van een bouwbedrijf", company
        )
        user.capacities = (*user.capacities, (Role.PARTNERSHIP, BUILDING))
        asked = {case.programme for case in company.cases}
        programmes = programmes_of(company.sectors, self.founder.surroundings)
        programme = next(training for training in programmes if training not in asked)
        self.living.open_case(company.sites[0], programme, DAYS_LEFT_OF_OWN_CASE)
        return user

    def _at(self, email: str, description: str, company: Undertaking) -> DemoUser:
        """An account of the representative of a company; it submitted the requests of the company."""
        capacities = ((Role.COMPANY, company.number),)
        return DemoUser(email, description, company.representatives[0], capacities, company)

    def _first(self, fits: Callable[[Undertaking], bool]) -> Undertaking:
        for company in self.companies:
            idle = company.ended_on is None and not any(case.state in OPEN for case in company.cases)
            if idle and fits(company):
                return company
        raise NoSuchCompany("no invented company fits a demo account")


def _long_there(company: Undertaking, today: date) -> int:
    """Recognitions that stand for a long time, and for long enough."""
    return sum(
        case.outcome == RecognitionState.ACTIVE
        and case.decided_on is not None
        and case.decided_on < today - LONG < today + LONG < case.last_day
        for case in company.cases
    )


def _valid(company: Undertaking) -> int:
    return sum(case.outcome == RecognitionState.ACTIVE for case in company.cases)
