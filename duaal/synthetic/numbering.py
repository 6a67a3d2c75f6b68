"""Row numbers for everything that was invented: requests in the order in which they came in."""

from collections.abc import Sequence
from itertools import count
from typing import Protocol

from duaal.synthetic.world import Case, Someone, World


def number(world: World) -> World:
    """Gives everything its row number, from 1 on, and collects the cases of all companies."""
    persons, sites = count(1), count(1)
    for company_pk, company in enumerate(world.companies, start=1):
        company.pk = company_pk
        for site in company.sites:
            site.pk = next(sites)
        for person in (*company.representatives, *(guide.person for guide in company.guides)):
            _number_person(world, person, persons)
    for user_pk, user in enumerate(world.users, start=1):
        user.pk = user_pk
        _number_person(world, user.person, persons)
    for pupil in world.pupils:
        for person in (pupil.person, *pupil.parents):
            _number_person(world, person, persons)
    world.measures.appeals.sort(key=lambda one: one.received_on)
    _number_each(world.contracts, world.measures.appeals, world.measures.proposals)
    _number_each(world.pupils, world.offers, world.contacts)
    _number_cases(world)
    _sign(world)
    return world


class _Numbered(Protocol):
    pk: int


def _number_each(*files: Sequence[_Numbered]) -> None:
    """Numbers the files of each kind from 1 on, in their order."""
    for of_one_kind in files:
        for pk, file in enumerate(of_one_kind, start=1):
            file.pk = pk


def _number_person(world: World, person: Someone, numbers: "count[int]") -> None:
    if not person.pk:
        person.pk = next(numbers)
        world.persons.append(person)


def _number_cases(world: World) -> None:
    world.cases = [case for company in world.companies for case in company.cases]
    world.cases.sort(key=_order)
    recognitions, assignments = count(1), 1
    for pk, case in enumerate(world.cases, start=1):
        case.pk = pk
        case.first_assignment = assignments
        assignments += len(case.guides)
        if case.outcome is not None:
            case.recognition_pk = next(recognitions)


def _order(case: Case) -> tuple[object, ...]:
    return case.received_on, case.company.pk, case.site.pk, case.programme.code


def _sign(world: World) -> None:
    """The requests of a company with an account were submitted by that account."""
    for user in world.users:
        if user.company is not None:
            for case in user.company.cases:
                case.submitted_by = user.pk
