"""Places that companies publish on their recognitions; how many do so is assumed.

Most are online and confirmed lately; some are full, paused, warned of or offline because nobody confirmed
them, each with the days that the clocks of the platform give.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from duaal.casework.matching.rules.law import version
from duaal.casework.matching.states import (
    CAP,
    CONFIRM,
    GO_STALE,
    PAUSE,
    PUBLISH,
    WARN_STALE,
    OfferState,
)
from duaal.casework.recognition.states import LIVE, RecognitionState
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.synthetic.deeds import Who, deed
from duaal.synthetic.meeting import Offered
from duaal.synthetic.world import Case, Contract, Undertaking

SHARE = 0.2
"""Of the recognitions that stand, how many have places online; assumed."""

FATES = ("online", "renewed", "more", "full", "paused", "warned", "stale")
WEIGHTS = (58, 12, 6, 10, 6, 3, 5)
"""How they stand today, in hundredths; assumed."""

LONGEST_ONLINE, SOON = 150, 45
DESCRIPTIONS = (
    "",
    "U werkt mee in een klein team. Wij voorzien werkkledij.",
    "Goed bereikbaar met bus en fiets. De mentor is elke werkdag aanwezig.",
    "Wij starten om 7.00 uur. Wie nog niets kan, leert het hier.",
    "Kom eerst een dag kijken: dan weet de leerling of het werk bevalt.",
)


class Offering:
    """Publishes places; draws on its own numbers."""

    def __init__(self, contracts: Iterable[Contract], seed: int, *, today: date) -> None:
        self.today = today
        self.stale_days = version("offer_stale_days", today)
        self.warned_after = self.stale_days.value - version("offer_warning_days", today).value
        self._rng = Random(f"{seed} offering")
        self._learners = Counter(
            id(one.case) for one in contracts if one.starts_on is not None and one.last_day >= today
        )

    def publish(self, companies: Iterable[Undertaking], own: Collection[Undertaking]) -> Iterator[Offered]:
        """The offers of today; the companies of the demo accounts (`own`) have every kind in turn."""
        in_turn = cycle(FATES)
        for company in companies:
            for case in company.cases:
                if not self._can_offer(case):
                    continue
                if company in own:
                    yield self._offer(case, next(in_turn))
                elif self._rng.random() < SHARE:
                    yield self._offer(case, self._rng.choices(FATES, WEIGHTS)[0])

    def _can_offer(self, case: Case) -> bool:
        return (
            case.outcome in LIVE
            and case.decided_on is not None
            and case.decided_on < self.today - timedelta(days=2)
            and case.last_day > self.today
        )

    def _offer(self, case: Case, fate: str) -> Offered:
        rng, there = self._rng, self._learners[id(case)]
        confirmed_on = self._day(case, fate)
        published_on = confirmed_on
        if fate == "renewed":
            published_on = max(_first(case), confirmed_on - timedelta(days=rng.randrange(20, LONGEST_ONLINE)))
        places = there if fate == "full" and there else there + rng.choices((1, 2, 3), (60, 30, 10))[0]
        offer = Offered(
            case,
            places,
            published_on,
            published_on + timedelta(days=rng.choice((0, 0, rng.randrange(SOON)))),
            rng.choice(DESCRIPTIONS),
            confirmed_on,
        )
        offer.deeds.append(deed(PUBLISH, Who.COMPANY, published_on, remark=str(places)))
        if published_on < confirmed_on:
            offer.deeds.append(deed(CONFIRM, Who.COMPANY, confirmed_on))
        self._go_on(offer, fate)
        is_in_order = case.outcome == RecognitionState.ACTIVE
        offer.is_open = is_in_order and offer.state == OfferState.PUBLISHED and places > there
        return offer

    def _day(self, case: Case, fate: str) -> date:
        """The day of the last confirmation, as long ago as the fate asks and the recognition allows."""
        nearest, furthest = 1, min(LONGEST_ONLINE, self.warned_after - 1)
        if fate == "warned":
            nearest, furthest = self.warned_after + 1, self.stale_days.value - 1
        elif fate == "stale":
            nearest, furthest = self.stale_days.value + 1, self.stale_days.value + SOON
        day = self.today - timedelta(days=self._rng.randrange(nearest, furthest + 1))
        return max(day, _first(case))

    def _go_on(self, offer: Offered, fate: str) -> None:
        """What happened to the offer since."""
        confirmed_on, today = offer.confirmed_on, self.today
        warned_on = confirmed_on + timedelta(days=self.warned_after)
        gone_on = confirmed_on + self.stale_days.value * timedelta(days=1)
        if warned_on <= today:
            offer.warned_on = warned_on
            offer.deeds.append(deed(WARN_STALE, Who.SYSTEM, warned_on))
        if gone_on <= today:
            offer.state = OfferState.STALE
            versions = as_rule_versions([self.stale_days])
            offer.deeds.append(deed(GO_STALE, Who.SYSTEM, gone_on, versions=versions))
        elif fate == "paused":
            offer.state = OfferState.PAUSED
            offer.deeds.append(deed(PAUSE, Who.COMPANY, self._since(confirmed_on)))
        elif fate == "more":
            before, offer.places = offer.places, offer.places + 1
            remark = f"{before} plaatsen wordt {offer.places}"
            offer.deeds.append(deed(CAP, Who.COMPANY, self._since(confirmed_on), remark=remark))

    def _since(self, day: date) -> date:
        """Some day from then until today."""
        return day + timedelta(days=self._rng.randrange((self.today - day).days + 1))


def _first(case: Case) -> date:
    """The day after the decision."""
    if case.decided_on is None:
        raise ValueError("only a recognition that stands is published on")
    return case.decided_on + timedelta(days=1)
