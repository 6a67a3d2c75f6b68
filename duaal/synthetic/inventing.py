"""The whole invented Flanders, step by step, in memory. Same figures, seed and day: the same world."""

from collections.abc import Callable
from datetime import date, timedelta

from duaal.casework.recognition.states import RecognitionState
from duaal.synthetic.allocation import USUAL_CHURN, allocate
from duaal.synthetic.cases import CaseMaker
from duaal.synthetic.continuation import Continuation
from duaal.synthetic.contracts import Contracting
from duaal.synthetic.days import WorkingDays
from duaal.synthetic.demo_accounts import DemoAccounts
from duaal.synthetic.founding import Founder
from duaal.synthetic.guiding import Guiding
from duaal.synthetic.histories import EXTRACTION, Historian
from duaal.synthetic.learning import Learning, demo_users
from duaal.synthetic.living import Living
from duaal.synthetic.numbering import number
from duaal.synthetic.official import official_figures
from duaal.synthetic.ruling import FIRST_DAY, Ruling
from duaal.synthetic.schooling import found_schools
from duaal.synthetic.surroundings import Surroundings
from duaal.synthetic.world import Undertaking, World

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
    for company in staying:
        continuation.go_on(company)
    newcomers = list(continuation.newcomers(figures.recognised[-1], scale=scale))
    for company in newcomers:
        continuation.go_on(company)
    contracts += contracting.later(staying + newcomers, scale)
    companies += newcomers

    report("mentoren en lopende dossiers")
    guiding = Guiding(founder, seed, today=today)
    guiding.name_mentors(companies, figures.mentors)
    living = Living(founder, maker, guiding, seed)
    living.fail_before(companies)
    schools = list(found_schools(surroundings, scale=scale, seed=seed, today=today))
    demo = DemoAccounts(founder, living, companies, schools, today=today)
    users = list(demo.users())
    kept_quiet = {user.company for user in users}
    busy = [company for company in companies if company.cases and company not in kept_quiet]
    companies += living.queues(busy, scale=scale)
    living.mark_recent(companies)
    companies += continuation.without_recognition(figures.recognised[-1], UNCLAIMED * scale)
    pupils = Learning(schools, surroundings, seed, today=today).pupils(contracts, scale=scale)
    users += demo_users(pupils)
    return number(World(companies, contracts, users, schools=schools, pupils=pupils))


def _is_there(company: Undertaking) -> bool:
    return any(case.outcome == RecognitionState.ACTIVE for case in company.cases)
