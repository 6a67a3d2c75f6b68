"""A workplace that fell away, or that will: which agreement it was, its last day, and the hours together.

Everything that follows from a loss, on whatever page, reads it here: the list of a school, the tasks, the
ranked workplaces and the draft that takes over.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When

from duaal.casework.agreements.models import ENDS_WITH_RECOGNITION, Agreement
from duaal.casework.agreements.queries import signed_texts
from duaal.casework.agreements.rules.hours import Placed, WorkplaceHours, workplace_hours
from duaal.casework.agreements.states import CONCLUDED, AgreementState
from duaal.casework.recognition.models import Withdrawal
from duaal.casework.recognition.sanctions.states import WithdrawalState
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.states import AT_WORK, LOOKING
from duaal.foundation.kernel.period import Period

AFTER_SIGNING = sorted({*CONCLUDED, AgreementState.ENDED, AgreementState.VOID})
BY_RECOGNITION = frozenset({"ENDED_RECOGNITION", "ENDED_CLOSED"})
"""Ways to end that come from the recognition under the agreement, not from its parties."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The workplace of a learner that fell away: its agreement, and the last day there.

    `is_over` False: that day is known, and the learner is still there until then.
    """

    agreement: Agreement
    last_day: date
    is_over: bool

    @property
    def is_kept(self) -> bool:
        """Whether the agreement with its text is kept here, so that a draft can be made after it."""
        return self.agreement.trajectory_id is not None


def with_known_end(agreements: QuerySet[Agreement]) -> QuerySet[Any]:
    """Those that run and of which the last day is known before the planned one, as `known_end`.

    A notice was given, or the withdrawal of the recognition is decided and takes effect later. A part-time
    contract does not end with the recognition.
    """
    decided = Withdrawal.objects.filter(
        recognition=OuterRef("recognition"), state=WithdrawalState.DECIDED
    ).values("recognition")
    effect = Subquery(decided.annotate(day=Min("effect_on")).values("day")[:1], output_field=DateField())
    found = agreements.filter(state__in=sorted(CONCLUDED)).annotate(
        known_end=Case(
            When(state=AgreementState.NOTICE, then=F("notice_ends_on")),
            When(kind__in=ENDS_WITH_RECOGNITION, then=effect),
            output_field=DateField(),
        )
    )
    return found.filter(known_end__isnull=False, known_end__lte=F("planned_end_on"))


def losses_of(trajectories: Collection[Trajectory]) -> dict[int, Loss]:
    """Per trajectory the workplace that fell away or that will; three queries, however many there are.

    Of who looks: the newest agreement that ended, one of the register where none is kept here, and none for
    who looks for a first workplace. Of who works: the
    agreement of which the last day is known, unless another one goes on.
    """
    looking = {one.learner.number: one.pk for one in trajectories if one.state in LOOKING}
    working = [one.pk for one in trajectories if one.state in AT_WORK]
    parts = ("company", "site__municipality", "programme", "recognition")
    over = Agreement.objects.filter(concluded_on__isnull=False, ended_on__isnull=False)
    over = over.select_related(*parts).order_by("ended_on", "pk")
    known = over.filter(trajectory__isnull=True, learner_number__in=looking) if looking else ()
    ended = over.filter(
        trajectory__in=looking.values(), state__in=[AgreementState.ENDED, AgreementState.VOID]
    )
    found = {}
    for one in (*known, *ended):
        assert one.ended_on is not None
        key = one.trajectory_id or looking[one.learner_number]
        found[key] = Loss(one, one.ended_on, is_over=True)
    others = Agreement.objects.filter(trajectory=OuterRef("trajectory"), state__in=sorted(CONCLUDED))
    running = Agreement.objects.filter(
        ~Exists(others.exclude(pk=OuterRef("pk"))), trajectory__in=working
    ).select_related(*parts)
    for one in with_known_end(running) if working else ():
        assert one.trajectory_id is not None
        found[one.trajectory_id] = Loss(one, one.known_end, is_over=False)
    return found


def lost_by(trajectory: str) -> Exists:
    """The condition that the trajectory of a row lost a workplace whose agreement is kept here."""
    return Exists(
        Agreement.objects.filter(
            trajectory=OuterRef(trajectory),
            state__in=[AgreementState.ENDED, AgreementState.VOID],
            concluded_on__isnull=False,
            ended_on__isnull=False,
        )
    )


def loss_of(trajectory: Trajectory) -> Loss | None:
    """The workplace of one learner that fell away or that will; None when there is none."""
    return losses_of([trajectory]).get(trajectory.pk)


def seeks(trajectory: Trajectory) -> bool:
    """Whether the learner looks for a workplace: without one now, or soon as everybody knows."""
    if trajectory.state in LOOKING:
        return True
    return trajectory.state in AT_WORK and loss_of(trajectory) is not None


def searches_by_recognition() -> QuerySet[Search]:
    """Searches that run of learners whose last workplace fell away with its recognition."""
    ended = Agreement.objects.filter(
        trajectory=OuterRef("trajectory"),
        state__in=[AgreementState.ENDED, AgreementState.VOID],
        concluded_on__isnull=False,
        ended_on__isnull=False,
    ).order_by("-ended_on", "-pk")
    return (
        Search.objects.filter(stopped_on__isnull=True, trajectory__state__in=sorted(LOOKING))
        .alias(last_way=Subquery(ended.values("ended_as")[:1]))
        .filter(last_way__in=sorted(BY_RECOGNITION))
    )


def at_closed_places() -> QuerySet[Agreement]:
    """Agreements kept here that did not end yet although their recognition stopped with its site."""
    gone = Q(recognition__state=RecognitionState.ENDED_CLOSED, recognition__ended_on__isnull=False)
    return Agreement.objects.filter(gone, state__in=sorted(CONCLUDED), kind__in=ENDS_WITH_RECOGNITION)


def hours_together(trajectory: Trajectory, *, on: date) -> WorkplaceHours:
    """The planned hours at work of all agreements of a trajectory: until the day, and after it."""
    began = Agreement.objects.filter(
        trajectory=trajectory, state__in=AFTER_SIGNING, starts_on__isnull=False
    ).values_list("pk", flat=True)
    placed = []
    for version in signed_texts(began).values():
        one, terms = version.agreement, version.terms
        assert one.starts_on is not None
        placed.append(Placed(Period(one.starts_on, one.ended_on or one.planned_end_on), terms.blocks))
    return workplace_hours(placed, on=on)
