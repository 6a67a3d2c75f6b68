"""Making one case: received, routed, with its term and, once granted, its validity, all by the rules."""

from datetime import date, timedelta
from random import Random

from duaal.casework.recognition.facts import LegalBasis, Question
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.terms import (
    answer_deadline,
    answer_reminder,
    decision_deadline,
    overdue_flag,
)
from duaal.casework.recognition.rules.validity import validity
from duaal.casework.recognition.states import OPEN, ApplicationState, RecognitionState
from duaal.synthetic.appeal_terms import appeal_term
from duaal.synthetic.founding import committee_on, employer_kind
from duaal.synthetic.ruling import FIRST_DAY, Ruling
from duaal.synthetic.surroundings import Training
from duaal.synthetic.world import Asked, Case, Place, Undertaking

LATE = 0.05
WITH_QUESTION = 0.1
"""Shares of decisions that came too late and of cases in which something was asked. Assumed."""

ITEMS = (
    "Bezorg een nieuw uittreksel uit het strafregister van de mentor.",
    "Beschrijf welke machines de leerling op de vestiging gebruikt.",
    "Bezorg het bewijs van de vooropleiding van de mentor.",
    "Leg uit wie de leerling begeleidt als de mentor er niet is.",
    "Bezorg een recent attest van de sociale zekerheid.",
)
ANSWERS = (
    "We hebben het gevraagde stuk opgeladen.",
    "Een collega neemt de begeleiding dan over. Haar naam staat bij de mentoren.",
    "Het stuk zit bij dit antwoord. Bel gerust als er nog iets ontbreekt.",
)


class CaseMaker:
    """Makes cases and hangs them on their company."""

    def __init__(self, ruling: Ruling, seed: int, *, today: date) -> None:
        self.ruling = ruling
        self.today = today
        self._rng = Random(f"{seed} cases")

    def granted(self, site: Place, programme: Training, decided_on: date) -> Case:
        """A case that was granted on the day, as a rule in time."""
        rng = self._rng
        days = rng.randint(16, 27) if rng.random() < LATE else int(rng.triangular(1, 14, 11))
        earliest = max(FIRST_DAY, programme.valid_from)
        case = self.received(site, programme, max(earliest, decided_on - timedelta(days=days)))
        if (decided_on - case.received_on).days > 6 and rng.random() < WITH_QUESTION:
            asked_on = case.received_on + timedelta(days=2)
            due_on = answer_deadline(asked_on, self.law_of(case)).last_day
            self.ask(case, asked_on, answered_on=min(due_on, decided_on - timedelta(days=1)))
        self.decide(case, ApplicationState.APPROVED, decided_on)
        case.outcome = RecognitionState.ACTIVE
        case.valid_to = validity(decided_on, self.law_of(case)).last_day
        return case

    def received(self, site: Place, programme: Training, received_on: date) -> Case:
        """A case in review at the partnership that is competent on the day of receipt."""
        company = site.company
        committee = committee_on(company, received_on, programme.sectors[0])
        adult = programme.is_adult
        route = self.ruling.route(committee, employer_kind(company), adult=adult, on=received_on)
        case = Case(
            company=company,
            site=site,
            programme=programme,
            received_on=received_on,
            state=ApplicationState.IN_REVIEW,
            partnership=route.partnership,
            committee=committee,
        )
        case.deadline_on = decision_deadline(received_on, self.law_of(case), on=received_on).last_day
        company.cases.append(case)
        return case

    def ask(self, case: Case, asked_on: date, *, answered_on: date | None = None) -> None:
        """Adds a question; without an answer the case waits for it."""
        rng = self._rng
        due_on = answer_deadline(asked_on, self.law_of(case)).last_day
        asked = Asked(rng.choice(ITEMS), asked_on, due_on)
        if answered_on is None:
            case.state = ApplicationState.INFO_REQUESTED
        else:
            asked.answer, asked.answered_on = rng.choice(ANSWERS), answered_on
        self._remind(case, asked)
        case.questions = (*case.questions, asked)
        self.set_clock(case)

    def _remind(self, case: Case, asked: Asked) -> None:
        """The one reminder, when nobody answered by its day."""
        on = answer_reminder(asked.asked_on, self.law_of(case)).last_day
        if on <= self.today and (asked.answered_on is None or on < asked.answered_on):
            asked.reminded_on = on

    def decide(self, case: Case, state: ApplicationState, on: date) -> None:
        """Closes the case on the day: a decision, or the end without one."""
        case.state = state
        case.closed_on = on
        case.decided_on = on if state in (ApplicationState.APPROVED, ApplicationState.REFUSED) else None
        self.set_clock(case, closed_on=on)
        if state == ApplicationState.REFUSED:
            last_day = appeal_term(on).last_day
            if last_day < self.today:
                case.state, case.final_on = ApplicationState.REFUSED_FINAL, last_day + timedelta(days=1)

    def set_clock(self, case: Case, *, closed_on: date | None = None) -> None:
        """Computes the last day to decide and the flag by the rules, as of today or of the day it was
        closed.
        """
        on = closed_on or self.today
        questions = [Question(asked.asked_on, asked.answered_on) for asked in case.questions]
        deadline = decision_deadline(case.received_on, self.law_of(case), on=on, questions=questions)
        flag = overdue_flag(deadline, on=on, questions=questions)
        case.deadline_on = deadline.last_day
        case.flag = str(flag or "")
        case.flagged_on = deadline.last_day + timedelta(days=1) if flag else None
        if case.flagged_on is not None and case.state not in OPEN and case.flagged_on >= on:
            case.flag, case.flagged_on = "", None

    def term(self, received_on: date, partnership: str) -> int:
        """Days that the partnership has to decide on a request received that day."""
        law = self.ruling.law(received_on, partnership, LegalBasis.D2016.value)
        return (decision_deadline(received_on, law, on=received_on).last_day - received_on).days

    def law_of(self, case: Case) -> RecognitionLaw:
        """The rule set under which a case is judged."""
        return self.ruling.law(case.received_on, case.partnership, case.programme.legal_basis)


def end(case: Case, on: date, *, closed: bool = False) -> None:
    """Ends a granted recognition before its term: given up, or because the site closed."""
    case.ended_on = on
    case.outcome = RecognitionState.ENDED_CLOSED if closed else RecognitionState.ENDED_BY_UNDERTAKING


def close_company(company: Undertaking, on: date) -> None:
    """The company stops: company, sites and memberships end that day."""
    company.ended_on = on
    for site in company.sites:
        site.closed_on = on
    company.belongings = [belonging for belonging in company.belongings if belonging.valid_from <= on]
    for belonging in company.belongings:
        belonging.valid_to = min(belonging.valid_to or on, on)
