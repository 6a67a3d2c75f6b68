"""Many learners at the door at once: the same conditions, states and audit entries as `enrol`, set by set."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions.enrolment import (
    Entry,
    WhoIsIt,
    enrol,
    judge_entry,
    kept_admission,
    new_number,
    population_of,
)
from duaal.casework.trajectories.actions.records import OnRecord, on_record
from duaal.casework.trajectories.actions.steps import TRAJECTORY_FILE
from duaal.casework.trajectories.facts import Population, Route
from duaal.casework.trajectories.models import Advising, Guardian, Learner, Trajectory
from duaal.casework.trajectories.queries import guardians_on, trajectories_enrolled
from duaal.casework.trajectories.rules import Admission, AdmissionLaw, admission_law
from duaal.casework.trajectories.states import (
    ENROL_DUAL,
    ENROL_STARTUP,
    ENROLLED_ELSEWHERE,
    NEW,
    TrajectoryStanding,
    TrajectoryState,
)
from duaal.foundation.audit.ledger import EntryFacts, record_new_files
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.foundation.people.many import Named, persons_with_numbers, register_all, require_the_same
from duaal.foundation.people.models import Person
from duaal.register.organisations.models import Provider
from duaal.register.programmes.models import Programme

Likeness = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Parent:
    """Who represents a learner, with an address for mails."""

    who: Named
    email: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """One learner who would enter one programme."""

    who: Named
    email: str
    programme: Programme
    entry: Entry
    parents: tuple[Parent, ...] = ()


class Kind(StrEnum):
    """What an intake comes to."""

    NEW = "new"
    KNOWN = "known"
    PRESENT = "present"
    CONFLICT = "conflict"
    BLOCKED = "blocked"
    WRONG = "wrong"


ENTERS = frozenset({Kind.NEW, Kind.KNOWN})


@dataclass(slots=True)
class Verdict:
    """What an intake comes to, and why; `trajectory` is the enrolment there is, or that was made.

    `reasons` are codes, `sentences` words on a value that is wrong.
    """

    kind: Kind
    learner: Learner | None = None
    reasons: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    trajectory: Trajectory | None = None
    admission: Admission | None = None


@transaction.atomic
def enrol_all(
    intakes: Sequence[Intake], *, provider: Provider, actor: Actor, on: date, at: datetime, remark: str = ""
) -> list[Verdict]:
    """Enrols everyone who may enter, from the day on; what each intake came to, in the same order.

    Who may not enter is left as it is. Raises `PermissionDenied`, and `IntegrityError` when somebody else
    registers one of these persons at the same moment: then nothing is done, and it may be tried again.
    """
    policy.require_enrol_at(actor, provider)
    Provider.objects.select_for_update().get(pk=provider.pk)
    verdicts = judge_all(intakes, provider=provider, on=on, lock=True)
    entering = [(one, found) for one, found in zip(intakes, verdicts, strict=True) if found.kind in ENTERS]
    _register_learners(entering)
    advised = _advised(entering, provider)
    by_set = []
    for intake, found in entering:
        assert found.learner is not None
        if (found.learner.pk, intake.programme.pk) in advised:
            entry = replace(intake.entry, guardians=tuple(_who(parent) for parent in intake.parents))
            found.trajectory = enrol(
                *(found.learner.pk,),
                provider=provider,
                programme=intake.programme,
                entry=entry,
                actor=actor,
                on=on,
            )
        else:
            by_set.append((intake, found))
    _enrol_by_set(by_set, provider=provider, actor=actor, on=on, at=at, remark=remark)
    return verdicts


def judge_all(
    intakes: Sequence[Intake],
    *,
    provider: Provider,
    on: date,
    lock: bool = False,
    seen: set[object] | None = None,
) -> list[Verdict]:
    """What each intake would come to on the day; as many queries for many as for one.

    A learner is known by the national number, at whatever provider; without one by name and birth date, among
    the learners of this provider only. `seen` are those met before in the same list: they are not entered
    twice. `lock` holds the known learners until the end of the transaction.
    """
    by_number = persons_with_numbers(intake.who for intake in intakes)
    learners = _known_learners(intakes, by_number, provider, lock=lock)
    pks = [learner.pk for learner in learners.values()]
    enrolled = {one.learner_id: one for one in trajectories_enrolled(pks)}
    given = defaultdict(list)
    for advising in Advising.objects.filter(learner_id__in=pks):
        given[advising.learner_id].append(advising)
    law, seen, verdicts = admission_law(on), set() if seen is None else seen, []
    for place, intake in enumerate(intakes):
        learner = learners.get(place)
        record = on_record(given[learner.pk]) if learner is not None else OnRecord()
        found = _judge(
            intake,
            learner,
            enrolled.get(learner.pk) if learner is not None else None,
            record=record,
            person=_by_number(intake, by_number),
            law=law,
            provider=provider,
            on=on,
        )
        same = {_key(intake), ("learner", learner.pk)} if learner is not None else {_key(intake)}
        if found.kind in ENTERS and same & seen:
            found = Verdict(Kind.PRESENT, learner, reasons=("twice_in_list",))
        seen |= same
        verdicts.append(found)
    return verdicts


def _judge(
    intake: Intake,
    learner: Learner | None,
    current: Trajectory | None,
    *,
    record: OnRecord,
    person: Person | None,
    law: AdmissionLaw,
    provider: Provider,
    on: date,
) -> Verdict:
    try:
        if person is not None:
            require_the_same(person, intake.who)
        if current is not None:
            same = current.provider_id == provider.pk and current.programme_id == intake.programme.pk
            kind, why = (Kind.PRESENT, ()) if same else (Kind.CONFLICT, (ENROLLED_ELSEWHERE,))
            return Verdict(kind, learner, why, trajectory=current)
        found = None
        if population_of(intake.programme) != Population.ADULT:
            born = learner.person.birth_date if learner is not None else intake.who.birth_date
            found = judge_entry(intake.entry, born, record, law, on=on)
        standing = TrajectoryStanding(admission=found.blockers if found else ())
        _step_of(intake).check(NEW, standing, on=on)
    except ValidationError as wrong:
        return Verdict(Kind.WRONG, learner, sentences=tuple(wrong.messages))
    except Refused as refused:
        return Verdict(Kind.BLOCKED, learner, tuple(refused.reasons))
    return Verdict(Kind.NEW if learner is None else Kind.KNOWN, learner, admission=found)


def _known_learners(
    intakes: Sequence[Intake], by_number: dict[bytes, Person], provider: Provider, *, lock: bool
) -> dict[int, Learner]:
    """The learner of each intake that has one, by its place."""
    rows = Learner.objects.select_related("person")
    numbered = {one.person_id: one for one in rows.filter(person__in=[one.pk for one in by_number.values()])}
    alike = _alike(intakes, provider)
    found = {}
    for place, intake in enumerate(intakes):
        person = _by_number(intake, by_number)
        learner = numbered.get(person.pk) if person is not None else alike.get(intake.who.likeness)
        if learner is not None and _may_be(learner, intake.who):
            found[place] = learner
    if lock:
        pks = sorted({learner.pk for learner in found.values()})
        list(Learner.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))
    return found


def _alike(intakes: Sequence[Intake], provider: Provider) -> dict[Likeness, Learner]:
    """The learners of the provider who were born on one of the days, by name and birth date."""
    days = {intake.who.birth_date for intake in intakes}
    rows = Learner.objects.filter(trajectories__provider=provider, person__birth_date__in=days)
    found = {}
    for learner in rows.select_related("person").distinct():
        person = learner.person
        found[Named(person.given_name, person.family_name, person.birth_date).likeness] = learner
    return found


def _may_be(learner: Learner, who: Named) -> bool:
    """Two national numbers are two persons, whatever their names."""
    stored = learner.person.national_number_key
    return who.protected is None or stored is None or bytes(stored) == who.protected.key


def _register_learners(entering: Sequence[tuple[Intake, Verdict]]) -> None:
    """A person and a learner for who is new; what is known of the others is kept up to date."""
    new = [(intake, found) for intake, found in entering if found.learner is None]
    by_number = persons_with_numbers(intake.who for intake, _found in new)
    unknown = [(intake, found) for intake, found in new if _by_number(intake, by_number) is None]
    made = dict(
        zip(
            (id(intake) for intake, _found in unknown),
            register_all([one.who for one, _f in unknown]),
            strict=True,
        )
    )
    learners = []
    for intake, _found in new:
        person = made.get(id(intake)) or _by_number(intake, by_number)
        followed = intake.entry.first_two_years_followed
        learners.append(
            Learner(person=person, number=new_number(), email=intake.email, two_years_followed=followed)
        )
    for (_intake, found), learner in zip(new, Learner.objects.bulk_create(learners), strict=True):
        found.learner = learner
    _renew([(intake, found.learner) for intake, found in entering if found.kind == Kind.KNOWN])


def _renew(known: Sequence[tuple[Intake, Learner | None]]) -> None:
    learners, persons = [], []
    for intake, learner in known:
        assert learner is not None
        learner.email = intake.email or learner.email
        learner.two_years_followed = intake.entry.first_two_years_followed
        learners.append(learner)
        if intake.who.protected is not None and learner.person.national_number_key is None:
            learner.person.national_number_cipher = intake.who.protected.cipher
            learner.person.national_number_key = intake.who.protected.key
            persons.append(learner.person)
    Learner.objects.bulk_update(learners, ["email", "two_years_followed"])
    Person.objects.bulk_update(persons, ["national_number_cipher", "national_number_key"])


def _advised(entering: Sequence[tuple[Intake, Verdict]], provider: Provider) -> set[tuple[int, str]]:
    """Who waits as advised in a programme of the provider: their files have entries already."""
    known = [found.learner for _intake, found in entering if found.kind == Kind.KNOWN]
    rows = Trajectory.objects.filter(learner__in=known, provider=provider, state=TrajectoryState.ADVISED)
    return set(rows.values_list("learner_id", "programme_id"))


def _enrol_by_set(
    entering: Sequence[tuple[Intake, Verdict]],
    *,
    provider: Provider,
    actor: Actor,
    on: date,
    at: datetime,
    remark: str,
) -> None:
    rows = []
    for intake, found in entering:
        entry = intake.entry
        rows.append(
            Trajectory(
                learner=found.learner,
                provider=provider,
                programme=intake.programme,
                state=str(_step_of(intake).target),
                route=entry.route,
                population=population_of(intake.programme),
                special_form=entry.special_form or "",
                year=entry.year,
                origin=entry.origin,
                enrolled_on=on,
                dual_from=on if entry.route == Route.DUAL else None,
                counsellor_id=actor.user_id,
                counsellor_name=actor.name,
                admission=kept_admission(entry, found.admission),
            )
        )
    made = Trajectory.objects.bulk_create(rows)
    for (_intake, found), trajectory in zip(entering, made, strict=True):
        found.trajectory = trajectory
    _name_parents(entering, on=on)
    record_new_files(_entries(entering, actor=actor, on=on, at=at, remark=remark))


def _entries(
    entering: Sequence[tuple[Intake, Verdict]], *, actor: Actor, on: date, at: datetime, remark: str
) -> Iterable[EntryFacts]:
    known: dict[tuple[int, ...], tuple[dict[str, object], ...]] = {}
    for intake, found in entering:
        assert found.trajectory is not None
        because = found.admission.because if found.admission else ()
        versions = known.setdefault(tuple(map(id, because)), tuple(as_rule_versions(because)))
        yield EntryFacts(
            file_kind=TRAJECTORY_FILE,
            file_id=found.trajectory.pk,
            step=_step_of(intake).name,
            from_state=NEW,
            to_state=found.trajectory.state,
            actor=actor,
            on=on,
            at=at,
            reasons=tuple(found.admission.notes) if found.admission else (),
            rule_versions=versions,
            remark=remark,
        )


def _name_parents(entering: Sequence[tuple[Intake, Verdict]], *, on: date) -> None:
    """Who is named already, by name and birth date, stays as named."""
    known = defaultdict(set)
    of_known = [found.learner for _intake, found in entering if found.kind == Kind.KNOWN]
    for one in guardians_on(on).filter(learner__in=of_known).select_related("person"):
        person = one.person
        known[one.learner_id].add(Named(person.given_name, person.family_name, person.birth_date).likeness)
    named = [
        (found.learner, parent)
        for intake, found in entering
        for parent in intake.parents
        if found.learner is not None and parent.who.likeness not in known[found.learner.pk]
    ]
    persons = register_all([parent.who for _learner, parent in named])
    Guardian.objects.bulk_create(
        Guardian(learner=learner, person=person, email=parent.email, valid_from=on)
        for (learner, parent), person in zip(named, persons, strict=True)
    )


def _who(parent: Parent) -> WhoIsIt:
    who = parent.who
    return WhoIsIt(who.given_name, who.family_name, who.birth_date, email=parent.email)


def _step_of(intake: Intake) -> Step[TrajectoryStanding]:
    return ENROL_STARTUP if intake.entry.route == Route.STARTUP else ENROL_DUAL


def _by_number(intake: Intake, by_number: dict[bytes, Person]) -> Person | None:
    return by_number.get(intake.who.protected.key) if intake.who.protected is not None else None


def _key(intake: Intake) -> object:
    who = intake.who
    return who.protected.key if who.protected is not None else who.likeness
