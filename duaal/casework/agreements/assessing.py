"""What the rules say of the terms of an agreement: the kind, and everything in the way or to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from duaal.casework.agreements.cooperating import check_partners
from duaal.casework.agreements.facts import (
    Form,
    Kind,
    KindFacts,
    Population,
    RecognisedPlace,
)
from duaal.casework.agreements.holidays import holidays_in
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.queries import learners_at
from duaal.casework.agreements.rules.duration import (
    DurationFacts,
    OtherAgreement,
    check_age,
    check_duration,
)
from duaal.casework.agreements.rules.holidays import (
    check_holidays,
    check_start,
)
from duaal.casework.agreements.rules.hours import is_holiday
from duaal.casework.agreements.rules.kind import KIND_DIFFERS, KindOutcome, check_declared, kind_of
from duaal.casework.agreements.rules.law import (
    DurationLaw,
    HolidayLaw,
    KindLaw,
    SecurityLaw,
    TimetableLaw,
    law_on,
)
from duaal.casework.agreements.rules.learning import status_facts
from duaal.casework.agreements.rules.outcomes import Check, Finding, together
from duaal.casework.agreements.rules.security import Status, StatusFacts, alternating_status
from duaal.casework.agreements.rules.timetable import Place, TimetableFacts, check_timetable
from duaal.casework.agreements.states import CONCLUDED, AgreementState
from duaal.casework.agreements.terms import Terms
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.rules.availability import ENDED_AS, NOT_RECOGNISED, NOT_YET_VALID
from duaal.casework.recognition.states import WORKING, RecognitionState
from duaal.casework.recognition.upkeep.availability import availabilities, for_availability
from duaal.casework.trajectories.facts import SpecialForm
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.rules.law import years_of_entry
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.register.organisations.models import ProviderKind

NO_RECOGNITION_AT_START = "NO_RECOGNITION_AT_START"
NO_PLAN = "NO_PLAN"
NO_TIMETABLE = "NO_TIMETABLE"
MENTOR_NOT_HERE = "MENTOR_NOT_HERE"
NOT_ENROLLED = "NOT_ENROLLED"
KIND_WOULD_CHANGE = "KIND_WOULD_CHANGE"

AT_THE_DOOR = frozenset(
    {
        "POPULATION_MISMATCH",
        "NO_RECOGNITION",
        "NO_RECOGNITION_ESTABLISHMENT",
        "NO_RECOGNITION_TRAINING",
        "TOO_YOUNG",
        "TOO_OLD",
    }
)
"""What keeps even a draft from being made (`agreements.md` 9, first row)."""

PAID = frozenset({Kind.OAO, Kind.ODOS})
"""Kinds under which the company rewards the learner as an alternating learner."""

SAID_BY_KIND = frozenset({NOT_RECOGNISED, NOT_YET_VALID, *ENDED_AS.values()})
"""Obstacles of a place that the rule on the kind names already."""

OF_THE_RECOGNITION = frozenset({"NO_RECOGNITION", "NO_RECOGNITION_ESTABLISHMENT", "NO_RECOGNITION_TRAINING"})
"""What is asked of a recognition when an agreement is concluded, extended or taken over."""


@dataclass(frozen=True, slots=True)
class Amending:
    """The text that an amendment changes; `moves` says that the learner goes on at another place."""

    old: Terms
    moves: bool = False

    def leans_on_recognition(self, new: Terms) -> bool:
        """Whether the recognition has to be valid: at another place, or for a longer time.

        Law: a recognition that expired ends no agreement, but nothing new is concluded on it
        (`agreements.md` 10.36 and 11).
        """
        return self.moves or new.last > self.old.last

    def counts(self, finding: Finding, new: Terms) -> bool:
        """Whether the finding matters for an agreement that began under another text."""
        return finding.code not in OF_THE_RECOGNITION or self.leans_on_recognition(new)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The kind that follows, and every finding on the terms, in the order of the reason codes."""

    kind: KindOutcome
    check: Check

    @property
    def refusals(self) -> tuple[str, ...]:
        return self.check.refusals

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.check.warnings

    @property
    def at_the_door(self) -> tuple[str, ...]:
        """What keeps even a draft from being made."""
        return tuple(code for code in self.refusals if code in AT_THE_DOOR)


def assess(
    terms: Terms,
    *,
    trajectory: Trajectory,
    recognition: Recognition,
    on: date,
    agreement_id: int | None = None,
    amending: Amending | None = None,
) -> Assessment:
    """Everything that the rules find on these terms, were they signed by everybody on the day.

    `amending` is given for terms that change an agreement. Its first day was judged before; its recognition
    only counts where the learner stays longer or moves; and the kind it has never changes.
    """
    partnership = recognition.partnership_id
    outcome = kind_of(
        kind_facts(terms, trajectory=trajectory, recognition=recognition, on=on),
        law_on(KindLaw, on, partnership),
    )
    law = law_on(DurationLaw, on, partnership)
    facts = _duration(terms, trajectory, agreement_id)
    holiday_law = law_on(HolidayLaw, on, partnership)
    holidays = holidays_in(
        terms,
        form_of(trajectory),
        recognition,
        year=trajectory.year,
        reducible=holiday_law.holiday_reduction_years.value,
    )
    checks = (
        outcome.check,
        check_declared(terms.kind, outcome),
        check_duration(facts, law),
        check_age(facts, law),
        _timetable(terms, trajectory, recognition, on=on),
        *([] if amending else [check_start(holidays, holiday_law).check]),
        check_holidays(holidays, holiday_law),
        Check(
            tuple(_of_the_place(terms, recognition, on=on, agreement_id=agreement_id, amending=amending)),
            (law.needs_recognition,),
        ),
        Check(tuple(_missing(terms, law)), (law.written_before_start,)),
        check_partners(
            terms, _good_partners(terms, on=on), trajectory=trajectory, recognition=recognition, on=on
        ),
    )
    found = together(*checks)
    return Assessment(outcome, found if amending is None else _as_amendment(found, terms, amending))


def kind_facts(terms: Terms, *, trajectory: Trajectory, recognition: Recognition, on: date) -> KindFacts:
    """What the kind follows from, were the terms signed by everybody on the day.

    For an adult the six criteria of the social security are one of the conditions.
    """
    facts = _kind_facts(terms, trajectory=trajectory, recognition=recognition, on=on)
    if facts.population != Population.ADULT:
        return facts
    found = status_of(terms, trajectory=trajectory, recognition=recognition, on=on, rewarded=True)
    return replace(facts, alternating_status=found.status.is_alternating)


@dataclass(frozen=True, slots=True)
class StatusFound:
    """The six criteria for some terms: what they look at, and the outcome."""

    facts: StatusFacts
    status: Status


def status_of(
    terms: Terms,
    *,
    trajectory: Trajectory,
    recognition: Recognition,
    on: date,
    rewarded: bool | None = None,
    exempted: int = 0,
) -> StatusFound:
    """Whether the learner is an alternating learner for the social security under these terms."""
    facts = status_facts(
        _kind_facts(terms, trajectory=trajectory, recognition=recognition, on=on),
        law_on(KindLaw, on, recognition.partnership_id),
        birth_date=trajectory.learner.person.birth_date,
        leads_to_qualification=trajectory.programme.is_dual,
        rewarded=terms.kind in PAID if rewarded is None else rewarded,
        exempted=exempted,
    )
    return StatusFound(facts, alternating_status(facts, law_on(SecurityLaw, on, recognition.partnership_id)))


def _kind_facts(terms: Terms, *, trajectory: Trajectory, recognition: Recognition, on: date) -> KindFacts:
    return KindFacts(
        population=Population(trajectory.population),
        concluded_on=on,
        period=terms.period,
        blocks=terms.blocks,
        establishment=recognition.site.establishment_number,
        programme=trajectory.programme.code,
        recognitions=tuple(_places(recognition)),
        simulated_in_school=terms.simulated_in_school,
        maribel_or_143=terms.maribel_or_143,
        part_time_asked=terms.part_time_asked,
        works_there=terms.works_there,
        form=form_of(trajectory),
        company_week=terms.company_week,
        provider_teaches_adults_only=trajectory.provider.kind == ProviderKind.CVO,
    )


def form_of(trajectory: Trajectory) -> Form:
    """The form of education that changes a rule."""
    forms: Mapping[str, Form] = {SpecialForm.OV3: Form.OV3, SpecialForm.OV4: Form.OV4}
    is_last = trajectory.year == years_of_entry()[-1]
    ordinary = Form.SEVENTH_YEAR if is_last else Form.ORDINARY
    return forms.get(trajectory.special_form, ordinary)


def other_agreements(trajectory: Trajectory, agreement_id: int | None) -> QuerySet[Agreement]:
    """The other agreements of the learner that were concluded and not called off."""
    found = Agreement.objects.filter(
        learner_number=trajectory.learner.number,
        starts_on__isnull=False,
        state__in=sorted({*CONCLUDED, AgreementState.ENDED}),
    )
    return found.exclude(pk=agreement_id) if agreement_id is not None else found


def free_days(period: Period) -> frozenset[date]:
    """The days of a period on which nobody works: school holidays, and days on which all are free."""
    assert period.last is not None
    days = ((period.first + timedelta(days=number)) for number in range(period.days or 0))
    return frozenset(day for day in days if is_holiday(day))


def has_recognition(recognition: Recognition, *, on: date) -> bool:
    """Whether the recognition is valid on the day."""
    return any(place.period.contains(on) for place in _places(recognition))


def _places(recognition: Recognition) -> list[RecognisedPlace]:
    """The recognition as the rules see it; it counts until the day before it was withdrawn."""
    last = recognition.ended_on or recognition.valid_to
    if recognition.state == RecognitionState.WITHDRAWN:
        last -= ONE_DAY
    if last < recognition.valid_from:
        return []
    return [
        RecognisedPlace(
            recognition.site.establishment_number,
            recognition.programme.code,
            Period(recognition.valid_from, last),
            Population.ADULT.legal_basis
            if recognition.legal_basis == Population.ADULT.legal_basis
            else Population.SECONDARY.legal_basis,
        )
    ]


def _duration(terms: Terms, trajectory: Trajectory, agreement_id: int | None) -> DurationFacts:
    others = other_agreements(trajectory, agreement_id)
    return DurationFacts(
        period=terms.period,
        birth_date=trajectory.learner.person.birth_date,
        population=Population(trajectory.population),
        form=form_of(trajectory),
        training=terms.plan.period if terms.plan else None,
        others=tuple(
            OtherAgreement(Period(one.starts_on, one.ended_on or one.planned_end_on))
            for one in others
            if one.starts_on is not None
        ),
        two_years_secondary=trajectory.learner.two_years_followed,
    )


def _timetable(terms: Terms, trajectory: Trajectory, recognition: Recognition, *, on: date) -> Check:
    free = free_days(terms.period) - frozenset(terms.holidays.worked if terms.holidays else ())
    facts = TimetableFacts(
        birth_date=trajectory.learner.person.birth_date,
        shifts=tuple(shift for one in terms.timetable for shift in one.shifts(free)),
        sector=terms.sector,
        night_decree=terms.night_decree,
        shift_work=terms.shift_work,
        company_week=terms.company_week,
    )
    return check_timetable(facts, law_on(TimetableLaw, on, recognition.partnership_id))


def _good_partners(terms: Terms, *, on: date) -> list[int]:
    """The partner companies whose recognition is valid on the day and on the first day of their part."""
    keys = [one.recognition for one in terms.partners]
    places = Recognition.objects.select_related("site", "programme").in_bulk(keys) if keys else {}
    return [
        one.recognition
        for one in terms.partners
        if one.recognition in places
        and has_recognition(places[one.recognition], on=on)
        and has_recognition(places[one.recognition], on=one.first)
    ]


def _as_amendment(found: Check, terms: Terms, amending: Amending) -> Check:
    """What matters of the findings; a kind that differs takes another agreement, and says so."""
    kept = (finding for finding in found.findings if amending.counts(finding, terms))
    return Check(
        tuple(
            replace(finding, code=KIND_WOULD_CHANGE) if finding.code == KIND_DIFFERS else finding
            for finding in kept
        ),
        found.because,
    )


def _of_the_place(
    terms: Terms,
    recognition: Recognition,
    *,
    on: date,
    agreement_id: int | None = None,
    amending: Amending | None = None,
) -> list[Finding]:
    """The recognition on the first day, a place for one more learner, and mentors who work there."""
    law = law_on(DurationLaw, on, recognition.partnership_id)
    because: tuple[Any, ...] = (law.needs_recognition,)
    found = []
    if amending is None or amending.leans_on_recognition(terms):
        begins = terms.holds_from if amending is None or amending.moves else on
        if not has_recognition(recognition, on=begins):
            found.append(Finding(NO_RECOGNITION_AT_START, because, on=begins))
        read = for_availability(Recognition.objects.filter(pk=recognition.pk)).get()
        learners = learners_at([read.pk], on=on, without=agreement_id)
        answer = availabilities([read], learners=learners, on=on)[read.pk]
        found.extend(
            Finding(obstacle.code, obstacle.because)
            for obstacle in answer.obstacles
            if obstacle.code not in SAID_BY_KIND
        )
    working = recognition.assignments.filter(state__in=sorted(WORKING), pk__in=terms.mentors)
    if not terms.mentors or working.count() != len(set(terms.mentors)):
        found.append(Finding(MENTOR_NOT_HERE, because))
    return found


def _missing(terms: Terms, law: DurationLaw) -> list[Finding]:
    because = (law.written_before_start,)
    found = []
    if terms.plan is None:
        found.append(Finding(NO_PLAN, because))
    at_work = [one for one in terms.timetable if one.place != Place.LESSONS]
    if not at_work:
        found.append(Finding(NO_TIMETABLE, because))
    return found
