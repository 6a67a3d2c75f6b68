"""Learners at the size of all of Flanders: a class list of 10,000, 60,000 searches that run at once, the
list of a school with 2,000 learners.

Works in a filled register, and fills it further.
"""

import csv
import io
import time
from datetime import date, timedelta

import django
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.figure import hand_over, p95, seconds

LIST, SEARCHES, OF_ONE_SCHOOL = 10_000, 60_000, 2_000
WARM_UP, TIMES = 5, 60
BORN = date(2009, 1, 5)
DUE = 500

SEARCHING = """
WITH person AS (
    INSERT INTO people_person (given_name, family_name, birth_date, created_at)
    SELECT 'Bo', 'Zoekt ' || n, DATE '2008-06-14', now() FROM generate_series(1, %(size)s) n RETURNING id
), learner AS (
    INSERT INTO trajectories_learner
        (person_id, number, email, phone, street, postcode, two_years_followed, is_synthetic)
    SELECT id, 'B' || id, '', '', '', '', TRUE, TRUE FROM person RETURNING id
), trajectory AS (
    INSERT INTO trajectories_trajectory
        (learner_id, provider_id, programme_id, state, route, population, special_form, year, origin,
         counsellor_name, enrolled_on, first_lesson_on, dual_from, admission, end_reason, destination)
    SELECT id, (%(providers)s::bigint[])[1 + row_number() OVER () %% %(count)s],
        %(programme)s, 'SEARCHING', 'dual', 'secondary', '', 5, 'flemish_secondary', '', %(first)s,
        %(first)s, %(first)s, '{}', '', ''
    FROM learner RETURNING id, learner_id
)
INSERT INTO trajectories_search
    (trajectory_id, learner_id, school_year, first_day, days_used_before, is_extended, last_day,
     calendar_source, warn_on)
SELECT id, learner_id, %(year)s, %(first)s, 0, FALSE, %(last)s, '', %(last)s FROM trajectory
"""
ANALYSE = "ANALYZE people_person, trajectories_learner, trajectories_trajectory, trajectories_search"
OF_SCHOOL = """
UPDATE trajectories_trajectory SET provider_id = %s
WHERE id IN (SELECT id FROM trajectories_trajectory WHERE provider_id <> %s ORDER BY id LIMIT %s)
"""
MAKE_DUE = """
UPDATE trajectories_search SET warn_on = %s
WHERE id IN (SELECT id FROM trajectories_search WHERE stopped_on IS NULL ORDER BY id DESC LIMIT %s)
"""
PLANS = (
    "warn_on <= %s AND stopped_on IS NULL",
    "last_day < %s AND stopped_on IS NULL AND expired_on IS NULL",
)
"""The questions of the job; each is asked every hour."""


def measure() -> dict[str, float]:
    from duaal.casework.trajectories.queries import taught_at  # noqa: PLC0415  needs Django
    from duaal.foundation.kernel.today import today  # noqa: PLC0415
    from duaal.register.organisations.models import Provider, ProviderKind  # noqa: PLC0415

    day = today()
    providers = list(Provider.objects.filter(kind=ProviderKind.SCHOOL).order_by("pk"))
    programme = taught_at(providers[0], on=day)[0]
    return {
        **_import(providers[0], programme, day),
        **_searches([one.pk for one in providers], programme, day),
        **_list(providers[1]),
    }


def _import(provider, programme, day: date) -> dict[str, float]:
    """A class list from the first byte until the last learner; beside it the same persons, rows alone."""
    from duaal.casework.rolls import actions  # noqa: PLC0415
    from duaal.foundation.kernel.actor import Actor, Role  # noqa: PLC0415
    from duaal.foundation.people.models import Person  # noqa: PLC0415

    actor = Actor(Role.COUNSELLOR, provider.number, user_id=1, name="Begeleider Smets")
    data = _roll(programme.name)
    start = time.perf_counter()
    roll = actions.check_roll(
        data, file_name="alle.csv", provider=provider, actor=actor, on=day, at=timezone.now()
    )
    checked = time.perf_counter() - start
    actions.order_roll(roll.pk, actor=actor, on=day)
    start = time.perf_counter()
    enrolled = actions.carry_out_rolls(now=timezone.now)
    carried_out = time.perf_counter() - start
    if enrolled != LIST:
        raise SystemExit(f"{enrolled} of {LIST} learners were enrolled")
    persons = [Person(given_name="Bo", family_name=f"Kaal {n}", birth_date=BORN) for n in range(LIST)]
    bare = seconds(lambda: Person.objects.bulk_create(persons, batch_size=500))
    return {"checked": checked, "carried out": carried_out, "persons alone": bare}


def _roll(programme: str) -> bytes:
    """A class list of as many learners, each with a national number of its own."""
    from duaal.foundation.kernel.identifiers import make_national_number  # noqa: PLC0415

    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    heads = ("voornaam", "familienaam", "geboortedatum", "rijksregisternummer", "opleiding", "jaar")
    writer.writerow((*heads, "klassenraad"))
    for place in range(LIST):
        born = BORN + timedelta(days=place // 400)
        number = make_national_number(born, 1 + place % 400)
        name = f"Leerling {place}"
        writer.writerow(("Bo", name, f"{born:%d/%m/%Y}", number, programme, "5", "gunstig"))
    return file.getvalue().encode()


def _searches(providers: list[int], programme, day: date) -> dict[str, float]:
    """The job of the hour over as many searches: nothing due, and a warning due for some hundreds."""
    from duaal.casework.trajectories.actions.clocks import keep_searches  # noqa: PLC0415
    from duaal.foundation.kernel.school_year import SchoolYear  # noqa: PLC0415

    facts = {
        "size": SEARCHES,
        "providers": providers,
        "count": len(providers),
        "programme": programme.pk,
        "first": day,
        "last": day + timedelta(days=28),
        "year": SchoolYear.of(day).start,
    }
    with connection.cursor() as cursor:
        cursor.execute(SEARCHING, facts)
        cursor.execute(ANALYSE)
    scan = seconds(_read_every_search)
    quiet = seconds(lambda: keep_searches(on=day))
    with connection.cursor() as cursor:
        cursor.execute(MAKE_DUE, [day, DUE])
    busy = seconds(lambda: keep_searches(on=day))
    return {"scan": scan, "nothing due": quiet, "due": busy, "plans on an index": _plans(day)}


def _read_every_search() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trajectories_search s WHERE s::text <> ''")


def _plans(day: date) -> float:
    """How many of the questions of the job are answered from an index, by the planner itself."""
    found = 0
    with connection.cursor() as cursor:
        for condition in PLANS:
            cursor.execute(f"EXPLAIN SELECT id FROM trajectories_search WHERE {condition}", [day])
            found += any("Index" in line for (line,) in cursor.fetchall())
    return float(found)


def _list(provider) -> dict[str, float]:
    """The list page of one school with as many learners; beside it the login form."""
    from duaal.foundation.accounts.models import Membership, User  # noqa: PLC0415
    from duaal.foundation.kernel.actor import Role  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(OF_SCHOOL, [provider.pk, provider.pk, OF_ONE_SCHOOL])
        cursor.execute("ANALYZE trajectories_trajectory")
    user = User.objects.create(email="bench-school@duaal.example")
    Membership.objects.create(user=user, role=Role.COUNSELLOR, organisation=provider.number, valid_from=BORN)
    client = Client()
    client.force_login(user)
    return {
        "list p95": _page(client, "/leerlingen/"),
        "tasks p95": _page(client, "/taken/"),
        "login p95": _page(Client(), "/aanmelden/"),
    }


def _page(client: Client, path: str) -> float:
    def fetch() -> None:
        answer = client.get(path, headers={"host": "localhost"})
        if answer.status_code != 200:
            raise SystemExit(f"{path} answers {answer.status_code}")

    for _time in range(WARM_UP):
        fetch()
    return p95([seconds(fetch) for _time in range(TIMES)])


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
