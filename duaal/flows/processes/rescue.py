"""A learner whose workplace fell away goes to another one: the plan and a draft of the agreement, in one go.

Nothing is half saved: the plan moves, is fixed when nothing is missing in it, and the draft is there, or all
stays as it was. What a site closed does to the agreements there is carried out here as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.agreements.actions import drafting
from duaal.casework.agreements.actions.drafting import CompanySigner, Paper
from duaal.casework.agreements.actions.steps import lock_recognition
from duaal.casework.agreements.actions.withdrawal import end_by_closure
from duaal.casework.agreements.assessing import kind_facts
from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.models import Agreement, Signatory, SignerRole, Version
from duaal.casework.agreements.queries import signed_texts
from duaal.casework.agreements.rescue import Loss, at_closed_places, loss_of
from duaal.casework.agreements.rules.kind import kind_of
from duaal.casework.agreements.rules.law import KindLaw, law_on
from duaal.casework.agreements.states import CONCLUDED
from duaal.casework.agreements.terms import Terms
from duaal.casework.matching.models import Offer
from duaal.casework.progress.actions import rescuing, versions
from duaal.casework.progress.models import Plan
from duaal.casework.progress.queries import check_of, facts_of, mentors_at
from duaal.casework.recognition.models import Recognition, ReportedChange
from duaal.casework.recognition.upkeep import changes
from duaal.casework.trajectories.actions.enrolment import provider_calendar
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.policy import may_enrol_at
from duaal.casework.trajectories.queries import guardians_on
from duaal.flows.processes.agreements import planned_training
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.register.organisations.models import Representative

NOTHING_LOST = "nothing_lost"
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The draft that takes over, and the plan with it; `missing` are codes of what the plan still lacks."""

    agreement: Agreement
    plan: Plan | None
    missing: tuple[str, ...]


@transaction.atomic
def take_over(trajectory_id: int, recognition_id: int, *, actor: Actor, on: date) -> TakenOver:
    """Makes the draft at another recognised place for a learner who lost the workplace, or soon will.

    The plan goes along: what was reached stays reached, what is still open goes to the new place and its
    mentor. Hours, timetable and who signs for the learner come from the agreement before; insurance,
    Dimona and what was particular to that company do not. Raises `Refused`, or `PermissionDenied`.
    """
    recognition = lock_recognition(recognition_id)
    trajectory = lock_trajectory(trajectory_id)
    if not may_enrol_at(actor, trajectory.provider):
        raise PermissionDenied(f"{actor.role} mag geen overeenkomst maken voor {trajectory}")
    loss = loss_of(trajectory)
    if loss is None or not loss.is_kept:
        raise Refused((NOTHING_LOST,))
    first = first_day_at(recognition, trajectory, loss, on=on)
    stays = Agreement.objects.filter(trajectory=trajectory, state__in=sorted(CONCLUDED))
    plan = rescuing.bring(
        trajectory_id,
        to=recognition_id,
        stays=set(stays.exclude(pk=loss.agreement.pk).values_list("recognition_id", flat=True)),
        lost_on=loss.last_day,
        from_day=first,
        actor=actor,
        on=on,
    )
    missing = _fix(plan, loss, recognition, actor=actor, on=on)
    is_planned = plan is not None and not missing
    paper = _paper(recognition, trajectory, loss, first=first, is_planned=is_planned, on=on)
    agreement = drafting.draft(trajectory_id, paper=paper, actor=actor, on=on, replaces=loss.agreement.pk)
    return TakenOver(agreement, plan, missing)


def first_day_at(recognition: Recognition, trajectory: Trajectory, loss: Loss, *, on: date) -> date:
    """The first training day from next Monday, or from the day on which the company has a place, or later.

    So there is time to sign: the text has to be signed before its first day.
    """
    offered = Offer.objects.filter(recognition=recognition).values_list("starts_from", flat=True).first()
    monday = on + WEEK - timedelta(days=on.weekday())
    day = max(monday, loss.last_day + ONE_DAY, offered or monday)
    return provider_calendar(trajectory, day).training_day_from(day)


@transaction.atomic
def see_change(
    change_id: int, *, actor: Actor, on: date, outcome: str, stop_recognitions: bool = False
) -> ReportedChange:
    """The partnership has seen a change; a closure that it confirms ends the agreements there at once."""
    change = changes.see(change_id, actor=actor, on=on, outcome=outcome, stop_recognitions=stop_recognitions)
    if stop_recognitions:
        end_at_closed_places(on=on)
    return change


def end_at_closed_places(*, on: date) -> int:
    """Ends the agreements at sites that closed, each in a transaction of its own; how many."""
    keys = list(at_closed_places().order_by("pk").values_list("pk", flat=True))
    return sum(end_by_closure(key, on=on) for key in keys)


def _fix(
    plan: Plan | None, loss: Loss, recognition: Recognition, *, actor: Actor, on: date
) -> tuple[str, ...]:
    """Fixes the version when nothing is missing in it; what is missing otherwise, and it stays a draft."""
    if plan is None:
        return ()
    missing = check_of(plan, facts_of(plan, on=on)).missing
    if not missing:
        words = _("nieuwe werkplek bij %(new)s, in de plaats van %(old)s")
        names = {"new": recognition.company.name, "old": loss.agreement.company.name}
        versions.fix(plan.pk, reason=words % names, actor=actor, on=on)
    return missing


def _paper(
    recognition: Recognition, trajectory: Trajectory, loss: Loss, *, first: date, is_planned: bool, on: date
) -> Paper:
    old = signed_texts([loss.agreement.pk])[loss.agreement.pk]
    training = planned_training(trajectory.pk, recognition.pk) if is_planned else None
    last = _last_day(loss, trajectory, first)
    mentor = mentors_at([recognition.pk]).first()
    terms = Terms(
        kind=old.terms.kind,
        first=first,
        last=last,
        mentors=(mentor.pk,) if mentor is not None else (),
        blocks=tuple(_blocks(old.terms.blocks, first, last)),
        timetable=tuple(replace(one, period=Period(first, last)) for one in old.terms.timetable),
        plan=training.plan if training is not None else None,
    )
    law = law_on(KindLaw, on, recognition.partnership_id)
    outcome = kind_of(kind_facts(terms, trajectory=trajectory, recognition=recognition, on=on), law)
    if outcome.proposed is None or outcome.proposed == Kind.LOCAL:
        raise Refused(outcome.check.refusals)
    return _signers(replace(terms, kind=outcome.proposed), recognition, trajectory, old, on=on)


def _last_day(loss: Loss, trajectory: Trajectory, first: date) -> date:
    """The last day that was agreed on before; when that is over, that of the plan or of the school year."""
    plan = Plan.objects.filter(trajectory=trajectory).order_by("-version").first()
    days = (loss.agreement.planned_end_on, plan.ends_on if plan is not None else first)
    last = next((day for day in days if day > first), SchoolYear.of(first).last_day)
    if last <= first:
        sentence = _("Er is geen periode over na %(day)s. Maak zelf een overeenkomst en kies de dagen.")
        raise ValidationError({"last": sentence % {"day": date_format(first, "j F Y")}})
    return last


def _blocks(blocks: tuple[WeekBlock, ...], first: date, last: date) -> Iterator[WeekBlock]:
    """The weeks as they were planned, as far as they lie in the new period; else those that came last."""
    found = [
        replace(one, period=Period(max(one.period.first, first), min(one.period.last or last, last)))
        for one in blocks
        if one.period.overlaps(Period(first, last))
    ]
    if not found and blocks:
        found = [replace(blocks[-1], period=Period(first, last))]
    yield from found


def _signers(
    terms: Terms, recognition: Recognition, trajectory: Trajectory, old: Version, *, on: date
) -> Paper:
    """Who signs: at home as before, for the company who the register or its own request names."""
    application = recognition.application
    people = Representative.objects.filter(company=recognition.company, valid_from__lte=on)
    known = next((one for one in people.order_by("pk") if one.valid_to is None or one.valid_to >= on), None)
    signer = CompanySigner(
        application.contact_email,
        "" if known is not None else application.contact_name,
        known.pk if known is not None else None,
    )
    before: dict[str, Signatory] = {one.role: one for one in old.signatories.all()}
    learner, guardian = before.get(SignerRole.LEARNER), before.get(SignerRole.GUARDIAN)
    chosen = None
    if guardian is not None:
        still = guardians_on(on).filter(learner=trajectory.learner, person=guardian.person)
        chosen = still.values_list("pk", flat=True).first()
    return Paper(
        recognition.pk,
        terms,
        (signer,),
        learner_email=learner.email if learner is not None else "",
        guardian_email=guardian.email if guardian is not None and chosen is not None else "",
        guardian=chosen,
    )
