"""Writes of class lists: reading a file, ordering what it asks, carrying that out set by set."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from duaal.casework.rolls.columns import NUMBER, Headings, LineReader, Offer, headings_of
from duaal.casework.rolls.files import Row, rows_of
from duaal.casework.rolls.models import FINE, Line, Outcome, Roll, RollState
from duaal.casework.rolls.queries import rolls_visible_to
from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions.intakes import Intake, Kind, Verdict, enrol_all, judge_all
from duaal.casework.trajectories.labels import reason
from duaal.casework.trajectories.queries import taught_at
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.national_numbers import Protected
from duaal.register.organisations.models import Provider

AT_A_TIME = 500  # of the machine
"""Lines that are judged, and enrolled, together: memory stays flat however long the list is."""

TRIES = 3  # of the machine
"""How often a set is tried when somebody else registers one of its persons at the same moment."""

NAME_LENGTH = 200  # of the machine
ORDERED, NOBODY = "roll_ordered", "nothing_to_enrol"


@transaction.atomic
def check_roll(
    data: bytes, *, file_name: str, provider: Provider, actor: Actor, on: date, at: datetime
) -> Roll:
    """Reads a file and says of each line what it would come to; nobody is enrolled.

    Lists of the provider that were checked only are thrown away: there is one at a time. Raises
    `PermissionDenied`, and `ValidationError` for a file that cannot be read.
    """
    policy.require_enrol_at(actor, provider)
    rows = rows_of(data)
    headings = headings_of(next(rows, (1, ()))[1])
    Provider.objects.select_for_update().get(pk=provider.pk)
    Roll.objects.filter(provider=provider, state=RollState.CHECKED).delete()
    roll = Roll.objects.create(
        provider=provider,
        file_name=file_name[:NAME_LENGTH],
        headings=[name for name in headings.places if name],
        ignored=list(headings.ignored),
        made_at=at,
        made_by_id=actor.user_id,
        made_by_name=actor.name,
    )
    offer, count, seen = Offer(taught_at(provider, on=on)), 0, set[object]()
    for batch in _batches(rows):
        lines = _lines(roll, headings, offer, batch)
        intakes = [intake for _line, intake in lines if intake is not None]
        verdicts = iter(judge_all(intakes, provider=provider, on=on, seen=seen))
        for line, intake in lines:
            if intake is not None:
                _tell(line, next(verdicts))
        Line.objects.bulk_create(line for line, _intake in lines)
        count += len(lines)
    if not count:
        raise ValidationError(_("Onder de namen van de kolommen staat geen enkele leerling."))
    return roll


@transaction.atomic
def order_roll(roll_id: int, *, actor: Actor, on: date) -> Roll:
    """Asks that everyone of a checked list who may enter is enrolled, from the day on.

    Raises `Roll.DoesNotExist` for a list that the actor may not see, and `Refused`.
    """
    roll = rolls_visible_to(actor).select_for_update(of=("self",)).get(pk=roll_id)
    policy.require_enrol_at(actor, roll.provider)
    if roll.state != RollState.CHECKED:
        raise Refused((ORDERED,))
    if not roll.lines.filter(outcome__in=sorted(FINE)).exists():
        raise Refused((NOBODY,))
    roll.state, roll.ordered_on = RollState.ORDERED, on
    roll.made_by_id, roll.made_by_name = actor.user_id, actor.name
    roll.save(update_fields=["state", "ordered_on", "made_by_id", "made_by_name"])
    return roll


@transaction.atomic
def discard_roll(roll_id: int, *, actor: Actor) -> None:
    """Throws a list away with all its lines, once it is checked or done. Who was enrolled stays enrolled.

    Raises `Roll.DoesNotExist` for a list that the actor may not see, and `Refused`.
    """
    roll = rolls_visible_to(actor).select_for_update(of=("self",)).get(pk=roll_id)
    policy.require_enrol_at(actor, roll.provider)
    if roll.state == RollState.ORDERED:
        raise Refused((ORDERED,))
    roll.delete()


def carry_out_rolls(*, now: Callable[[], datetime]) -> int:
    """Carries out every list that was ordered; how many learners were enrolled.

    Each set is a transaction of its own, so it may be stopped and started again, and two workers never do
    the same set.
    """
    enrolled = 0
    for roll_id in list(
        Roll.objects.filter(state=RollState.ORDERED).order_by("pk").values_list("pk", flat=True)
    ):
        while (done := _carry_out_set(roll_id, now)) is not None:
            enrolled += done
    return enrolled


def _carry_out_set(roll_id: int, now: Callable[[], datetime]) -> int | None:
    """How many of the next set were enrolled; None when the list is done, or in other hands."""
    for tried in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _next_set(roll_id, now)
        except IntegrityError:
            if tried == TRIES:
                raise
    return None


def _next_set(roll_id: int, now: Callable[[], datetime]) -> int | None:
    found = Roll.objects.select_for_update(of=("self",), skip_locked=True).select_related("provider")
    roll = found.filter(pk=roll_id, state=RollState.ORDERED).first()
    if roll is None:
        return None
    assert roll.ordered_on is not None
    lines = list(roll.lines.filter(outcome__in=sorted(FINE)).order_by("number")[:AT_A_TIME])
    if not lines:
        roll.state, roll.done_at = RollState.DONE, now()
        roll.save(update_fields=["state", "done_at"])
        return None
    offer = Offer(taught_at(roll.provider, on=roll.ordered_on))
    intakes: list[tuple[Line, Intake]] = []
    for line in lines:
        reader = LineReader(
            line.cells, offer, Protected.from_text(line.protected) if line.protected else None
        )
        intake = reader.intake()
        if intake is None:
            line.outcome, line.messages = Outcome.WRONG, reader.problems
        else:
            intakes.append((line, intake))
    actor = Actor(Role.COUNSELLOR, roll.provider.number, user_id=roll.made_by_id, name=roll.made_by_name)
    verdicts = enrol_all(
        [intake for _line, intake in intakes],
        provider=roll.provider,
        actor=actor,
        on=roll.ordered_on,
        at=now(),
        remark=_("klaslijst %(number)d") % {"number": roll.pk},
    )
    for (line, _intake), verdict in zip(intakes, verdicts, strict=True):
        _tell(line, verdict)
        if line.trajectory_id is not None and verdict.kind in (Kind.NEW, Kind.KNOWN):
            line.outcome, line.cells, line.protected, line.messages = Outcome.DONE, {}, "", []
    Line.objects.bulk_update(lines, ["outcome", "messages", "cells", "protected", "trajectory"])
    return sum(line.outcome == Outcome.DONE for line in lines)


def _batches(rows: Iterable[Row]) -> Iterable[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_A_TIME:
            yield batch
            batch = []
    if batch:
        yield batch


def _lines(
    roll: Roll, headings: Headings, offer: Offer, rows: Sequence[Row]
) -> list[tuple[Line, Intake | None]]:
    """The rows as lines, with what each asks; None, and the line says why, when something in it is wrong."""
    found = []
    for number, row in rows:
        cells = headings.cells(row)
        reader = LineReader(cells, offer)
        intake = reader.intake()
        line = Line(roll=roll, number=number, outcome=Outcome.WRONG, messages=reader.problems)
        line.cells = {name: cell for name, cell in cells.items() if name != NUMBER}
        if intake is not None and intake.who.protected is not None:
            line.protected = intake.who.protected.as_text()
        found.append((line, intake))
    return found


def _tell(line: Line, verdict: Verdict) -> None:
    """Puts in a line what its intake comes to, with the words a person reads."""
    line.outcome = Outcome(verdict.kind.value)
    line.messages = [*map(str, map(reason, verdict.reasons)), *verdict.sentences]
    current = verdict.trajectory
    if current is None:
        return
    own = current.provider_id == line.roll.provider_id
    line.trajectory = current if own else None
    if line.outcome == Outcome.CONFLICT and (own or line.protected):
        words = _("Ingeschreven bij %(provider)s voor %(programme)s.")
        shown = {"provider": current.provider.name, "programme": current.programme.name}
        line.messages.append(words % shown)
