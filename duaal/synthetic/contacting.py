"""Contacts of schools with companies about pupils who look for a workplace, or found one this school year.

How many companies are asked and what they answer is assumed. The days are those of the platform: whoever does
not answer in time is reminded, and then the contact is over.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from duaal.casework.matching.states import Cause
from duaal.casework.trajectories.states import (
    END_INTAKE,
    LOOKING,
    PLAN_INTAKE,
    TrajectoryState,
)
from duaal.foundation.kernel.period import ONE_DAY
from duaal.synthetic.learning import far
from duaal.synthetic.meeting import Contacted, Offered
from duaal.synthetic.talking import Talking
from duaal.synthetic.world import Contract, Pupil, Turn, Undertaking

NEAREST = 12
"""A school asks among so many open places, the nearest ones of the programme."""

OF_ONE_COMPANY = 2
"""Pupils whom a company of the demo is asked about, for each place that is open there."""

Fate = Callable[[Pupil, Offered, date], Contacted | None]

MESSAGES = (
    "",
    "De leerling wil dit vak graag leren en kan op dinsdag langskomen.",
    "Zoekt een werkplek voor drie dagen per week.",
    "Deed al een observatiestage in deze sector en kijkt ernaar uit om te beginnen.",
)
REFUSED = (
    "Wij hebben nu geen mentor vrij op de dagen dat de leerling kan komen.",
    "De plaats is intussen ingevuld.",
    "De verplaatsing is te lang om op tijd te beginnen.",
)
TAKEN_BACK = (
    "De leerling koos een plaats dichter bij huis.",
    "De leerling wil liever een andere opleiding volgen.",
)


class Contacting:
    """Tells the contacts; draws on its own numbers."""

    def __init__(self, offers: Iterable[Offered], seed: int, *, today: date) -> None:
        self.today = today
        self.talking = Talking(today=today)
        self._rng = Random(f"{seed} contacting")
        self._open: dict[str, list[Offered]] = defaultdict(list)
        self._of_case = {}
        for one in offers:
            self._of_case[id(one.case)] = one
            if one.is_open:
                self._open[one.case.programme.code].append(one)
        self._asked: set[tuple[int, int]] = set()
        self._in_talks: set[int] = set()
        self._fates: tuple[tuple[Fate, int], ...] = (
            (self._wait, 20),
            (self._agree_to_meet, 12),
            (self._meet_soon, 14),
            (self._met, 8),
            (self._go_on_together, 10),
            (self._refused, 14),
            (self._taken_back, 6),
            (self._no_answer, 10),
            (self._nobody_planned, 3),
            (self._nothing_said, 3),
        )

    def tell(
        self, pupils: list[Pupil], contracts: Iterable[Contract], own: Collection[Undertaking], school: object
    ) -> Iterator[Contacted]:
        """Every contact, those of the school and the companies of the demo in every state in turn.

        A pupil who meets a company is in matching from that day on.
        """
        looking = [one for one in pupils if _looks(one)]
        in_turn = cycle(fate for fate, _weight in self._fates)
        for pupil in looking:
            if pupil.school is school:
                yield from self._ask(pupil, self._near(pupil), (next(in_turn), next(in_turn)))
        yield from self._ask_companies(looking, own)
        fates, weights = zip(*self._fates, strict=True)
        for pupil in looking:
            if pupil.school is not school:
                number = self._rng.choices((0, 1, 2, 3), (25, 40, 25, 10))[0]
                yield from self._ask(pupil, self._near(pupil), self._rng.choices(fates, weights, k=number))
        yield from self._found_their_place(pupils, contracts)
        yield from self._left(pupils)

    def _near(self, pupil: Pupil) -> list[Offered]:
        """The nearest open places of the programme, in an order of chance."""
        home = pupil.home or pupil.school.postal

        def order(one: Offered) -> tuple[float, str]:
            return far(one.case.site.postal, home), one.case.site.number

        found = sorted(self._open.get(pupil.programme.code, ()), key=order)[:NEAREST]
        self._rng.shuffle(found)
        return found

    def _ask(self, pupil: Pupil, offers: list[Offered], fates: Iterable[Fate]) -> Iterator[Contacted]:
        """One contact for each fate, at another place each; a fate that cannot be is left out."""
        first = pupil.searches[-1].first_day
        for fate in fates:
            for offer in offers:
                key = (id(pupil), id(offer))
                if key in self._asked:
                    continue
                found = fate(pupil, offer, max(first, offer.published_on))
                if found is not None:
                    self._asked.add(key)
                    yield found
                    break

    def _ask_companies(self, looking: list[Pupil], own: Collection[Undertaking]) -> Iterator[Contacted]:
        """The companies of the demo are asked about pupils of the programmes they have places for."""
        fates = cycle(fate for fate, _weight in self._fates)
        for code, offers in sorted(self._open.items()):
            pupils = [one for one in looking if one.programme.code == code]
            for offer in offers:
                if offer.case.company in own:
                    for pupil in pupils[:OF_ONE_COMPANY]:
                        yield from self._ask(pupil, [offer], (next(fates),))

    def _found_their_place(self, pupils: list[Pupil], contracts: Iterable[Contract]) -> Iterator[Contacted]:
        """Who found a place that was published: the contact closed when the agreement was signed."""
        newest = {one.learner: one for one in contracts}
        for pupil in pupils:
            contract = newest.get(pupil.learner)
            search = pupil.searches[0] if pupil.searches else None
            if contract is None or search is None or search.stopped_on is None or len(pupil.searches) > 1:
                continue
            offer = self._of_case.get(id(contract.case))
            if pupil.state != TrajectoryState.IN_TRAINING or offer is None:
                continue
            first = max(search.first_day, offer.published_on)
            if search.stopped_on != contract.concluded_on - ONE_DAY or (search.stopped_on - first).days < 3:
                continue
            found = self._contact(pupil, offer, first)
            self.talking.meet(found, first + ONE_DAY, contract.concluded_on - ONE_DAY)
            self._turn(pupil, Turn(PLAN_INTAKE.name, PLAN_INTAKE.target, first + ONE_DAY, by_rule=True))
            self.talking.propose(found, contract.concluded_on - ONE_DAY)
            self.talking.close(found, contract.concluded_on, Cause.FOUND_PLACE)
            yield found

    def _left(self, pupils: list[Pupil]) -> Iterator[Contacted]:
        """Who was deregistered while a company still had to answer."""
        for pupil in pupils:
            if pupil.state == TrajectoryState.DEREGISTERED and pupil.ended_on and pupil.searches:
                sent_on = max(pupil.searches[-1].first_day, pupil.ended_on - timedelta(days=2))
                near = [one for one in self._near(pupil) if one.published_on <= sent_on]
                if near:
                    found = self._contact(pupil, near[0], sent_on)
                    self.talking.close(found, pupil.ended_on, Cause.SEARCH_STOPPED)
                    yield found

    def _contact(self, pupil: Pupil, offer: Offered, sent_on: date) -> Contacted:
        consented_on = max(pupil.searches[-1].first_day, sent_on - timedelta(days=self._rng.randrange(3)))
        message = self._rng.choice(MESSAGES)
        return self.talking.send(pupil, offer.case, message, min(consented_on, sent_on), sent_on)

    def _ago(self, first: date, nearest: int, furthest: int) -> date | None:
        """Some day so many days ago, not before the first; None when there is no room."""
        earliest = max(first, self.today - timedelta(days=furthest))
        latest = self.today - timedelta(days=nearest)
        room = (latest - earliest).days
        return None if room < 0 else earliest + timedelta(days=self._rng.randrange(room + 1))

    def _wait(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        """The company still has to answer, in time; perhaps it was reminded."""
        sent_on = self._ago(first, 0, self.talking.answer_days(self.today))
        if sent_on is None:
            return None
        found = self._contact(pupil, offer, sent_on)
        self.talking.remind(found)
        return found

    def _agree_to_meet(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        sent_on = self._ago(first, 2, 8)
        if sent_on is None:
            return None
        found = self._contact(pupil, offer, sent_on)
        self.talking.show_interest(found, sent_on + timedelta(days=self._rng.randrange(1, 3)))
        return found

    def _meet_soon(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        return self._meets(pupil, offer, self._ago(first, 2, 8), self._rng.randrange(1, 9))

    def _met(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        return self._meets(pupil, offer, self._ago(first, 5, 12), -self._rng.randrange(1, 3))

    def _meets(self, pupil: Pupil, offer: Offered, sent_on: date | None, days: int) -> Contacted | None:
        """An interview so many days from today, or before it."""
        if sent_on is None or id(pupil) in self._in_talks or pupil.state not in LOOKING:
            return None
        found = self._contact(pupil, offer, sent_on)
        planned_on = sent_on + ONE_DAY
        self.talking.meet(found, planned_on, self.today + timedelta(days=days))
        self._begin_talks(pupil, planned_on)
        return found

    def _go_on_together(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        found = self._met(pupil, offer, first)
        if found is not None and found.intake_on is not None:
            self.talking.propose(found, found.intake_on + ONE_DAY)
        return found

    def _refused(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        sent_on = self._ago(first, 3, 20)
        if sent_on is None:
            return None
        found = self._contact(pupil, offer, sent_on)
        self.talking.decline(found, sent_on + timedelta(days=2), self._rng.choice(REFUSED))
        return found

    def _taken_back(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        sent_on = self._ago(first, 4, 20)
        if sent_on is None:
            return None
        found = self._contact(pupil, offer, sent_on)
        self.talking.show_interest(found, sent_on + ONE_DAY)
        self.talking.withdraw(found, sent_on + timedelta(days=3), self._rng.choice(TAKEN_BACK))
        return found

    def _no_answer(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        days = self.talking.answer_days(self.today)
        sent_on = self._ago(first, days + 1, days + 20)
        if sent_on is None:
            return None
        found = self._contact(pupil, offer, sent_on)
        self.talking.remind(found)
        self.talking.close(found, found.answer_by + ONE_DAY, Cause.NO_ANSWER)
        return found

    def _nobody_planned(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        days = self.talking.intake_days(self.today)
        sent_on = self._ago(first, days + 2, days + 20)
        if sent_on is None:
            return None
        found = self._contact(pupil, offer, sent_on)
        self.talking.show_interest(found, sent_on + ONE_DAY)
        self.talking.close(found, found.answer_by + ONE_DAY, Cause.NOT_PLANNED)
        return found

    def _nothing_said(self, pupil: Pupil, offer: Offered, first: date) -> Contacted | None:
        """An interview of which nobody said what came of it."""
        days = self.talking.after_intake_days(self.today)
        sent_on = self._ago(first, days + 4, days + 20)
        if sent_on is None or id(pupil) in self._in_talks or pupil.state not in LOOKING:
            return None
        found = self._contact(pupil, offer, sent_on)
        planned_on = sent_on + ONE_DAY
        self.talking.meet(found, planned_on, planned_on + ONE_DAY)
        over = found.answer_by + ONE_DAY
        self.talking.close(found, over, Cause.NOT_FOLLOWED)
        self._in_talks.add(id(pupil))
        self._turn(pupil, Turn(PLAN_INTAKE.name, PLAN_INTAKE.target, planned_on, by_rule=True))
        self._turn(pupil, Turn(END_INTAKE.name, END_INTAKE.target, over, by_rule=True))
        return found

    def _begin_talks(self, pupil: Pupil, on: date) -> None:
        self._in_talks.add(id(pupil))
        self._turn(pupil, Turn(PLAN_INTAKE.name, PLAN_INTAKE.target, on, by_rule=True))
        pupil.state = TrajectoryState.IN_MATCHING

    def _turn(self, pupil: Pupil, turn: Turn) -> None:
        """Puts a step among those of the pupil, after everything of its day but the agreement."""
        after = [place for place, one in enumerate(pupil.turns) if one.on <= turn.on]
        pupil.turns.insert(after[-1] + 1 if after else 0, turn)


def _looks(pupil: Pupil) -> bool:
    """In search, with days that run."""
    return pupil.state == TrajectoryState.SEARCHING and bool(pupil.searches)
