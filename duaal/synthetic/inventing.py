"""The whole invented Flanders, step by step, in memory. Same figures, seed and day: the same world."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from duaal.casework.recognition.states import RecognitionState
from duaal.synthetic.allocation import USUAL_CHURN, allocate
from duaal.synthetic.appealing import Appealing
from duaal.synthetic.cases import CaseMaker
from duaal.synthetic.contacting import Contacting
from duaal.synthetic.continuation import Continuation
from duaal.synthetic.contracts import Contracting
from duaal.synthetic.days import WorkingDays
from duaal.synthetic.demo_accounts import DemoAccounts
from duaal.synthetic.demo_trouble import DemoTrouble
from duaal.synthetic.ends import Ends
from duaal.synthetic.founding import Founder
from duaal.synthetic.guiding import Guiding
from duaal.synthetic.histories import EXTRACTION, Historian
from duaal.synthetic.kept_histories import Histories
from duaal.synthetic.learning import Learning, demo_users
from duaal.synthetic.living import Living
from duaal.synthetic.matching import Matching
from duaal.synthetic.measures import Measures
from duaal.synthetic.numbering import number
from duaal.synthetic.offering import Offering
from duaal.synthetic.official import Population, official_figures
from duaal.synthetic.proposing import Proposing
from duaal.synthetic.ruling import FIRST_DAY, Ruling
from duaal.synthetic.schooling import found_schools
from duaal.synthetic.surroundings import Surroundings
from duaal.synthetic.unrest import Unrest
from duaal.synthetic.vacancies import Vacancies
from duaal.synthetic.world import Case, Contract, Undertaking, World

UNCLAIMED = 600
"""Companies in the mirror of the business register that never asked a recognition, at scale 1."""

EARLIEST_TODAY = EXTRACTION + timedelta(days=90)

Report = Callable[[str], None]


class TooEarly(ValueError):
    """The invented Flanders reaches to the extraction day of the official tables and further, never less
    far.
    """


def invent(
    surroundings: Surroundings,
    *,
    scale: int,
    seed: int,
    today: date,
    report: Report,
    churn: float = USUAL_CHURN,
) -> World:
    """Invents everything as of today. Raises `TooEarly` for a day before `EARLIEST_TODAY`."""
    if today < EARLIEST_TODAY:
        raise TooEarly(f"today is {today}, the earliest day is {EARLIEST_TODAY}")
    figures = official_figures().times(scale)
    allotted = allocate(figures, seed=seed, churn=churn)
    founder = Founder(surroundings, seed)
    days = WorkingDays(FIRST_DAY, today)
    maker = CaseMaker(Ruling(surroundings.competences), seed, today=today)
    historian = Historian(founder, maker, days, seed)

    report("ondernemingen en erkenningen van de officiële schooljaren")
    companies = list(historian.companies(allotted, scale=scale))
    contracting = Contracting(seed, today=today)
    contracts = list(contracting.official(allotted, companies, scale))

    report("vervolg tot vandaag")
    continuation = Continuation(founder, maker, historian, days, seed)
    staying = [company for company in companies if _is_there(company)]
    newcomers = _until_today(continuation, staying, figures.recognised[-1], scale=scale)
    contracts += contracting.later(staying + newcomers, scale)
    companies += newcomers

    report("mentoren en lopende dossiers")
    guiding = Guiding(founder, seed, today=today)
    guiding.name_mentors(companies, figures.mentors, {one.case.company for one in contracts})
    living = Living(founder, maker, guiding, seed)
    living.fail_before(companies)
    schools = list(found_schools(surroundings, scale=scale, seed=seed, today=today))
    Matching(schools).match(contracts)
    demo = DemoAccounts(founder, living, companies, schools, today=today)
    users = list(demo.users())
    quiet = {user.company for user in users if user.company is not None}
    busy = [company for company in companies if company.cases and company not in quiet]
    companies += living.queues(busy, scale=scale)
    living.renewals(busy, scale=scale)
    living.mark_recent(companies)

    report("sancties, beroepen en wat de termijnen deden")
    Vacancies(maker.ruling, days, contracts, seed, today=today).note(_cases(companies), quiet, scale=scale)
    unrest = Unrest(Measures(), days, contracts, seed, today=today)
    Appealing(unrest.protesting, maker, days, seed).appeal(companies)
    DemoTrouble(living, unrest, days, today=today).tell(demo.in_trouble)
    Proposing(unrest, days, seed, today=today).propose(contracts, schools[0], scale=scale)
    unrest.tell(busy, scale=scale)
    _tell_of_ends(companies, contracts, today=today)
    companies += continuation.without_recognition(figures.recognised[-1], UNCLAIMED * scale)
    pupils = Learning(schools, founder, seed, today=today).pupils(contracts, scale=scale)
    users += demo_users(pupils)
    world = World(companies, contracts, users, schools=schools, measures=unrest.measures, pupils=pupils)
    report("aanbod, contacten en overeenkomsten")
    return number(_brought_together(world, quiet, seed, today=today))


def _brought_together(world: World, own: set[Undertaking], seed: int, *, today: date) -> World:
    """The world with places that companies publish, contacts about who looks for one, and agreements."""
    world.offers = list(Offering(world.contracts, seed, today=today).publish(world.companies, own))
    contacting = Contacting(world.offers, seed, today=today)
    world.contacts = list(contacting.tell(world.pupils, world.contracts, own, world.schools[0]))
    Histories(world, seed, today=today).tell()
    return world


def _tell_of_ends(companies: list[Undertaking], contracts: list[Contract], *, today: date) -> None:
    ends = Ends(contracts, today)
    for case in _cases(companies):
        if case.outcome is not None:
            ends.tell(case)


def _cases(companies: list[Undertaking]) -> Iterator[Case]:
    return (case for company in companies for case in company.cases)


def _until_today(
    continuation: Continuation, staying: list[Undertaking], last: Population, *, scale: int
) -> list[Undertaking]:
    """Goes on with who stays after the official years, and with the newcomers, whom it gives."""
    for company in staying:
        continuation.go_on(company)
    newcomers = list(continuation.newcomers(last, scale=scale))
    for company in newcomers:
        continuation.go_on(company)
    return newcomers


def _is_there(company: Undertaking) -> bool:
    return any(case.outcome == RecognitionState.ACTIVE for case in company.cases)
