"""The text of a kept agreement and the training plan that belongs to it, as the platform writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from duaal.casework.agreements.contents import IDENTITY, with_text
from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.models import AgreementKind
from duaal.casework.agreements.rules.hours import is_training_week, monday_of
from duaal.casework.agreements.rules.identity import Identity, is_named
from duaal.casework.agreements.rules.law import HolidayLaw, IdentityLaw, law_on
from duaal.casework.agreements.rules.timetable import Pattern, Place, Span
from duaal.casework.agreements.terms import HolidayAnnex, PlanValue, Terms, as_json, content_hash
from duaal.casework.progress.facts import BlockFacts, LineFacts, MentorOfLine, PlanFacts
from duaal.casework.progress.labels import VENUE
from duaal.casework.progress.rules import content_hash as plan_hash
from duaal.casework.progress.states import Venue
from duaal.casework.trajectories.facts import Population
from duaal.casework.trajectories.rules.law import years_of_entry
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.synthetic.competing import Learnable
from duaal.synthetic.keeping import Kept
from duaal.synthetic.learner_rows import COUNSELLOR, nationality_of

HOUR = timedelta(hours=1) // timedelta(minutes=1)
BREAKS = ((12 * HOUR, 12 * HOUR + 30), (15 * HOUR, 15 * HOUR + 30))
A_DAY = 8 * HOUR
LIE_STILL = frozenset({AgreementKind.OAO, AgreementKind.SAO})
WEEK = timedelta(weeks=1)
FEW_DAYS = frozenset({AgreementKind.SAO, AgreementKind.ODO, AgreementKind.ODOW})
"""Kinds with two days a week at work; the others have three."""

TEXTS = {
    "contact_moments": "Elke maand een gesprek op de werkplek met de mentor.",
    "evaluation_form": "Gesprek met leerling, mentor en trajectbegeleider.",
}
FORM = "Tussentijds gesprek"


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan of a kept agreement: where each competence is learned, the hours, and its hash."""

    facts: PlanFacts
    lines: tuple[tuple[Learnable, Venue], ...]
    hash: str

    @property
    def text(self) -> str:
        return "\n".join(f"{one.name}: {VENUE[venue]}" for one, venue in self.lines)


def mentor_of(kept: Kept) -> int:
    """The number of the assignment that guides the learner: somebody who followed the training, if any."""
    case = kept.contract.case
    there = [place for place, guide in enumerate(case.guides) if guide is not case.barred]
    trained = (place for place in there if case.guides[place].trained_on is not None)
    return case.first_assignment + next(trained, there[0])


def last_at_work(kept: Kept) -> date:
    """The last day that is planned at the workplace: the recognition may end before the agreement does."""
    return min(kept.last, kept.contract.case.valid_to or kept.last)


def week_of(kept: Kept) -> tuple[int, int, int]:
    """Days at work, minutes at work and lessons in a week."""
    days = 2 if kept.contract.kind in FEW_DAYS else 3
    return days, days * A_DAY, 20 if days == 2 else 12


def plan_of(kept: Kept, asked: tuple[Learnable, ...]) -> Planned:
    """What belongs to the trade is learned at work, all else at school; one moment to evaluate a term."""
    number, period = kept.contract.case.recognition_pk, Period(kept.first, kept.last)
    there = Period(kept.first, last_at_work(kept))
    mentor = MentorOfLine(mentor_of(kept), number, there)
    _days, minutes, lessons = week_of(kept)
    lines = tuple((one, Venue.WORKPLACE if one.is_vocational else Venue.SCHOOL) for one in asked)
    facts = PlanFacts(
        programme=kept.pupil.programme.code,
        period=period,
        competences=tuple(one.code for one in asked),
        lines=tuple(
            LineFacts(one.code, venue, there, number, mentor)
            if venue == Venue.WORKPLACE
            else LineFacts(one.code, venue, period)
            for one, venue in lines
        ),
        blocks=(BlockFacts(there, number, minutes, 0, lessons),),
        evaluations=tuple((day, FORM) for day in evaluations(kept)),
        texts=TEXTS,
    )
    return Planned(facts, lines, plan_hash(facts))


def evaluations(kept: Kept) -> tuple[date, date]:
    """At a third and at two thirds of the agreement."""
    third = (kept.last - kept.first) // 3
    return kept.first + third, kept.first + 2 * third


def is_seventh_year(kept: Kept) -> bool:
    """Whether the parties choose which weeks of school holidays stay free."""
    return kept.pupil.year == years_of_entry()[-1] and kept.contract.kind in LIE_STILL


def free_weeks(kept: Kept) -> tuple[date, ...]:
    """The first weeks of school holidays of the school year, as many as the law asks, by their Mondays."""
    year, least = SchoolYear.of(kept.first), law_on(HolidayLaw, kept.first).holiday_weeks_seventh_year.value
    found: list[date] = []
    monday = monday_of(year.first_day)
    while len(found) < least:
        monday += WEEK
        if not is_training_week(monday):
            found.append(monday)
    return tuple(found)


def content_of(kept: Kept, plan: Planned) -> tuple[Mapping[str, Any], str]:
    """The content of the text, with its hash."""
    kind = Kind(kept.contract.kind)
    days, minutes, lessons = week_of(kept)
    period = Period(kept.first, kept.last)
    terms = Terms(
        kind=kind,
        first=kept.first,
        last=kept.last,
        mentors=(mentor_of(kept),),
        blocks=(WeekBlock(period, minutes, 0, lessons),),
        timetable=tuple(
            Pattern(weekday, Span(8 * HOUR, 17 * HOUR), period, BREAKS, Place.WORKPLACE)
            for weekday in range(days)
        ),
        part_time_asked=kind == Kind.DAO,
        maribel_or_143=kind == Kind.DAO,
        works_there=kind == Kind.ODOW,
        plan=PlanValue(1, plan.hash, plan.text, kept.first, kept.last),
        holidays=HolidayAnnex(free_weeks=free_weeks(kept)) if is_seventh_year(kept) else None,
    )
    content = with_text({"terms": as_json(terms), "parties": _parties(kept)}, on=kept.first)
    return content, content_hash(content)


def _parties(kept: Kept) -> dict[str, Any]:
    pupil, case = kept.pupil, kept.contract.case
    site, place = case.site, mentor_of(kept) - case.first_assignment
    return {
        "learner": pupil.person.name,
        "learner_number": pupil.number,
        "birth_date": pupil.person.birth_date.isoformat(),
        "population": (Population.ADULT if pupil.programme.is_adult else Population.SECONDARY).value,
        "programme": pupil.programme.name,
        "programme_code": pupil.programme.code,
        "provider": pupil.school.name,
        "provider_number": pupil.school.number,
        "counsellor": COUNSELLOR,
        "company": case.company.name,
        "company_number": case.company.number,
        "site": site.name,
        "site_number": site.number,
        "site_address": f"{site.street}, {site.postal.code}",
        "recognition": case.recognition_pk,
        "mentors": [case.guides[place].person.name],
        **_identity(kept),
    }


def _identity(kept: Kept) -> dict[str, Any]:
    """What the text names of an adult besides the name."""
    pupil = kept.pupil
    if not pupil.programme.is_adult or pupil.home is None:
        return {}
    if not is_named(Kind(kept.contract.kind), law_on(IdentityLaw, kept.text.made_on)):
        return {}
    address = f"{pupil.street}, {pupil.home.code} {pupil.home.name}"
    known = Identity(address, nationality_of(pupil), bool(pupil.person.national_number))
    return {IDENTITY: known.as_json()}
