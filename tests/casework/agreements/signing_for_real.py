"""An agreement that binds a real plan, signed by everybody, with a seal of its own."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from duaal.casework.agreements.models import Agreement, SealedPaper
from duaal.casework.agreements.terms import PlanValue
from duaal.casework.progress.models import Plan
from duaal.casework.progress.queries import facts_of
from duaal.casework.progress.rules import content_hash
from duaal.casework.progress.states import Venue
from duaal.casework.trajectories.models import Trajectory
from duaal.flows.processes.papers import PapersRun, make_papers
from duaal.foundation.papers.keys import SealKey
from tests.casework.agreements import files
from tests.casework.agreements.files import MONDAY, NOON
from tests.casework.progress.factories import CompetenceFactory
from tests.foundation.papers.factories import PASSWORD, seal_key

PERIOD = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 6, 30)}


def fixed_plan(trajectory: Trajectory, place: Any, **texts: str) -> Plan:
    """A plan of two competences, fixed with its real hash."""
    plan = Plan.objects.create(
        trajectory=trajectory,
        version=1,
        competences_on=MONDAY,
        made_on=MONDAY,
        made_by_name="Ann",
        **PERIOD,
        **texts,
    )
    names = ("Deeg kneden", "Rekenen & meten")
    for name, venue in zip(names, (Venue.WORKPLACE, Venue.SCHOOL), strict=True):
        competence = CompetenceFactory(programme=trajectory.programme, name=name)
        at_work = venue == Venue.WORKPLACE
        plan.lines.create(
            competence=competence,
            venue=venue,
            recognition=place if at_work else None,
            mentor=place.assignments.get() if at_work else None,
            **PERIOD,
        )
    plan.blocks.create(recognition=place, real_minutes=24 * 60, lessons=12, **PERIOD)
    plan.evaluations.create(planned_on=date(2026, 5, 4), form="gesprek met iedereen")
    plan.content_hash, plan.fixed_on = content_hash(facts_of(plan, on=MONDAY)), MONDAY
    plan.save()
    return plan


def signed_with_a_plan(**changed: Any) -> Agreement:
    """Signed by everybody on 16 March 2026; its paper still has to be made."""
    texts = changed.pop("texts", {})
    trajectory = files.searching()
    place = files.place_for(trajectory)
    plan = fixed_plan(trajectory, place, **texts)
    value = PlanValue(plan.version, plan.content_hash, "Deeg kneden: werkplek", plan.starts_on, plan.ends_on)
    return files.signed(files.drafted(trajectory, place=place, plan=value, **changed))


def use_seal(settings: Any, folder: Path, **changed: Any) -> SealKey:
    """Gives the installation a seal that holds in March 2026."""
    key = seal_key(folder, **changed)
    settings.PAPER_SEAL_FILE, settings.PAPER_SEAL_PASSWORD = str(folder / f"{key.owner}.p12"), PASSWORD
    settings.DOCUMENT_FOLDER = folder / "documents"
    return key


def made(at: datetime = NOON, on: date = MONDAY) -> PapersRun:
    return make_papers(on=on, at=at)


def paper_of(agreement: Agreement) -> SealedPaper:
    return SealedPaper.objects.select_related("document", "version").get(version__agreement=agreement)
