"""What the rules on training plans look at: frozen facts, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from duaal.casework.progress.states import Venue
from duaal.foundation.kernel.period import Period


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A recognised workplace (`erkende werkplek`): until when it counts and what cannot be learned there.

    `gaps` are the codes of competences that it cannot teach; `teaches` those that it teaches, when the
    recognition is only for a part of the programme, else None.
    """

    number: int
    name: str
    valid: Period
    gaps: frozenset[str] = frozenset()
    teaches: frozenset[str] | None = None

    def can_teach(self, competence: str) -> bool:
        """Whether the competence can be learned there."""
        return competence not in self.gaps and (self.teaches is None or competence in self.teaches)


@dataclass(frozen=True, slots=True)
class MentorOfLine:
    """The mentor of a line: of which place, and from when until when that mentor works there."""

    number: int
    place: int
    works: Period


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One competence in a plan; `venue` None when nobody said where it is learned."""

    competence: str
    venue: Venue | None
    period: Period
    place: int | None = None
    mentor: MentorOfLine | None = None
    is_reached: bool = False

    @property
    def at_work(self) -> bool:
        """Whether some of it is learned at a workplace."""
        return self.venue in (Venue.WORKPLACE, Venue.BOTH)


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """Weeks with the same hours (`weekblok`); minutes a week at the workplace, and lessons a week."""

    period: Period
    place: int | None = None
    real_minutes: int = 0
    simulated_minutes: int = 0
    lessons: int = 0

    @property
    def workplace_minutes(self) -> int:
        """The minutes a week at the real and the simulated workplace."""
        return self.real_minutes + self.simulated_minutes


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Everything one version of a training plan (`opleidingsplan`) says.

    `competences` are the codes that the programme asks, in its order. `texts` are the agreements in words.
    """

    programme: str
    period: Period
    competences: tuple[str, ...]
    lines: tuple[LineFacts, ...] = ()
    blocks: tuple[BlockFacts, ...] = ()
    evaluations: tuple[tuple[date, str], ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[int, PlaceFacts] = field(default_factory=lambda: MappingProxyType({}))
    is_adult: bool = False
