"""Recognition at a size that Flanders never had: 400,000 recognitions, one partnership with 50,000 open
cases, one company with 500 sites and 2,000 recognitions.

The rows are copies of rows of a filled register, made by the database itself.
"""

import time
from datetime import date, timedelta

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figure import hand_over, p95, seconds

OPEN_CASES = 50_000
RECOGNITIONS = 400_000
SITES, PROGRAMMES_PER_SITE = 500, 4
DUE = 500
"""Of each kind of clock that runs out on one busy day: ends, trainings and terms to decide."""
WARM_UP, TIMES = 5, 100
PARTNERSHIP = "bouw"
COMPANY = "0999999922"
REVIEWED = "IN_REVIEW"

STILL_TO_TRAIN = (
    "state = 'ACTIVE_UNTRAINED' AND recognition_id IN"
    " (SELECT id FROM recognition_recognition WHERE valid_to >= CURRENT_DATE)"
)
"""Not at a recognition that ends the same day: its mentors end with it."""

PAIRS = """
CREATE TEMPORARY TABLE pair AS
SELECT row_number() OVER () AS n, s.id AS site, s.company_id AS company, p.code AS programme
FROM organisations_site s CROSS JOIN (
    SELECT code FROM programmes_programme WHERE legal_basis = 'D2016' AND is_dual ORDER BY code
) p
WHERE NOT EXISTS (SELECT FROM recognition_recognition r WHERE r.site_id = s.id AND r.programme_id = p.code)
AND NOT EXISTS (SELECT FROM recognition_application a WHERE a.site_id = s.id AND a.programme_id = p.code)
AND s.company_id <> %(own)s AND s.closed_on IS NULL AND s.company_id IN (
    SELECT id FROM organisations_company WHERE ended_on IS NULL
)
LIMIT %(limit)s
"""
OWN_PAIRS = """
INSERT INTO pair SELECT %(n)s + row_number() OVER (), s.id, s.company_id, p.code
FROM organisations_site s CROSS JOIN (
    SELECT code FROM programmes_programme WHERE legal_basis = 'D2016' AND is_dual ORDER BY code LIMIT %(each)s
) p WHERE s.company_id = %(own)s
"""
LAST = (
    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table})); ANALYZE {table}"
)


def fill(day: date) -> float:
    """Makes the rows; gives the seconds it took."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM organisations_company ORDER BY id LIMIT 1")
        (template,) = cursor.fetchone()
        own = copy_row(
            cursor,
            "organisations_company",
            "t.id = %s",
            [template],
            {
                "enterprise_number": f"'{COMPANY}'",
                "name": "'Verzonnen Groep'",
                "ended_on": "NULL",
            },
        )
        copy_row(
            cursor,
            "organisations_site",
            "TRUE",
            [],
            {
                "company_id": str(own),
                "establishment_number": "(8999000000 + g.n)::text",
                "closed_on": "NULL",
                "opened_on": "DATE '2015-01-01'",
            },
            times=SITES,
        )
        size = RECOGNITIONS + OPEN_CASES
        cursor.execute(PAIRS, {"own": own, "limit": size})
        cursor.execute(OWN_PAIRS, {"own": own, "each": PROGRAMMES_PER_SITE, "n": size})
        _applications(cursor, day)
        _recognitions(cursor, day)
        for table in ("application", "recognition", "mentorassignment"):
            cursor.execute(LAST.format(table=f"recognition_{table}"))
    return time.perf_counter() - start


def _applications(cursor, day: date) -> None:
    shared = {
        "id": "10000000 + pair.n",
        "reference": "'E9' || lpad(pair.n::text, 12, '0')",
        "site_id": "pair.site",
        "company_id": "pair.company",
        "programme_id": "pair.programme",
        "legal_basis": "'D2016'",
        "partnership_id": f"'{PARTNERSHIP}'",
        "submitted_by_id": "NULL",
        "flag": "''",
        "flagged_on": "NULL",
        "request_form_id": "NULL",
        "decision_reason": "''",
    }
    recent = f"DATE '{day}' - (pair.n %% 14)::int"
    where = f"pair.n <= {OPEN_CASES}"
    copy_pairs(
        cursor,
        "recognition_application",
        where,
        shared
        | {
            "state": f"'{REVIEWED}'",
            "received_on": recent,
            "deadline_on": f"{recent} + 14",
            "decided_on": "NULL",
        },
    )
    where = f"pair.n > {OPEN_CASES}"
    copy_pairs(
        cursor,
        "recognition_application",
        where,
        shared
        | {
            "state": "'APPROVED'",
            "received_on": f"DATE '{day}' - 500 - (pair.n %% 700)::int",
            "deadline_on": f"DATE '{day}' - 486 - (pair.n %% 700)::int",
            "decided_on": f"DATE '{day}' - 490 - (pair.n %% 700)::int",
        },
    )


def _recognitions(cursor, day: date) -> None:
    first = f"DATE '{day}' - 490 - (pair.n %% 700)::int"
    later = f"DATE '{day}' + 1 + (pair.n %% 300)::int"
    where = f"pair.n > {OPEN_CASES}"
    copy_pairs(
        cursor,
        "recognition_recognition",
        where,
        {
            "id": "10000000 + pair.n",
            "application_id": "10000000 + pair.n",
            "site_id": "pair.site",
            "company_id": "pair.company",
            "programme_id": "pair.programme",
            "legal_basis": "'D2016'",
            "partnership_id": f"'{PARTNERSHIP}'",
            "state": "'ACTIVE'",
            "valid_from": first,
            "valid_to": f"({first} + INTERVAL '5 years' - INTERVAL '1 day')::date",
            "ended_on": "NULL",
            "incomplete_since": "NULL",
        },
    )
    copy_pairs(
        cursor,
        "recognition_mentorassignment",
        where,
        {
            "id": "10000000 + pair.n",
            "application_id": "10000000 + pair.n",
            "recognition_id": "10000000 + pair.n",
            "state": "CASE WHEN pair.n %% 4 = 0 THEN 'ACTIVE_UNTRAINED' ELSE 'ACTIVE' END",
            "training_deadline_on": f"CASE WHEN pair.n %% 4 = 0 THEN {later} END",
            "ended_on": "NULL",
            "named_on": first,
            "end_reason": "''",
        },
    )


def make_due(day: date) -> None:
    """Moves as many terms of each kind to yesterday as run out on one busy day."""
    yesterday = day - timedelta(days=1)
    chosen = "id IN (SELECT id FROM {table} WHERE {state} AND id > 10000000 ORDER BY id DESC LIMIT %s)"
    with connection.cursor() as cursor:
        for table, column, state in (
            ("recognition_recognition", "valid_to", "state = 'ACTIVE'"),
            ("recognition_mentorassignment", "training_deadline_on", STILL_TO_TRAIN),
        ):
            where = chosen.format(table=table, state=state)
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {where}", [yesterday, DUE])
        where = chosen.format(table="recognition_application", state=f"state = '{REVIEWED}'")
        cursor.execute(
            f"UPDATE recognition_application SET received_on = %s, deadline_on = %s WHERE {where}",
            [day - timedelta(days=15), yesterday, DUE],
        )


def copy_row(cursor, table, where, values, changed, *, times: int = 1) -> int:
    """Copies one row of a table that many times, some columns changed; gives the last key."""
    columns = [name for name in _columns(cursor, table) if name != "id"]
    chosen = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {chosen}"
        f" FROM (SELECT * FROM {table} t WHERE {where} LIMIT 1) t"
        f" CROSS JOIN generate_series(1, {times}) g(n) RETURNING id",
        values,
    )
    return int(cursor.fetchall()[-1][0])


def copy_pairs(cursor, table: str, where: str, changed: dict[str, str]) -> None:
    columns = _columns(cursor, table)
    chosen = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {chosen} FROM pair"
        f" CROSS JOIN (SELECT * FROM {table} ORDER BY id LIMIT 1) t WHERE {where}",
        (),
    )


def _columns(cursor, table: str) -> list[str]:
    return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _page(name: str, path: str, user) -> dict[str, float]:
    client = Client(SERVER_NAME="localhost")
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for _ in range(WARM_UP):
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answers with {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    number = float(len(queries))
    spent = [seconds(lambda: client.get(path)) for _ in range(TIMES)]
    return {f"{name} p95": p95(spent), f"{name} queries": number}


def _job(name: str) -> dict[str, float]:
    """The job that keeps every deadline, as the worker does it each hour."""
    from duaal.interfaces.cli.jobs import keep_deadlines  # noqa: PLC0415  needs Django

    return {f"{name} seconds": seconds(lambda: keep_deadlines(timestamp=0))}


def _reference(files: int) -> dict[str, float]:
    """Reading every row of the same tables once; and as many bare updates of one row, each kept by itself."""
    with connection.cursor() as cursor:
        scan = seconds(
            lambda: [
                cursor.execute(f"SELECT count(t.*) FROM recognition_{name} t WHERE t::text <> ''")
                for name in ("application", "recognition", "mentorassignment")
            ]
        )
        cursor.execute("SELECT id FROM recognition_recognition ORDER BY id LIMIT %s", [files])
        keys = [key for (key,) in cursor.fetchall()]
        change = "UPDATE recognition_recognition SET state = state WHERE id = %s"
        updates = seconds(lambda: [cursor.execute(change, [key]) for key in keys])
    return {"scan seconds": scan, "updates seconds": updates}


def measure() -> dict[str, float]:
    from bench.figures.subjects import subjects  # noqa: PLC0415
    from duaal.foundation.accounts.models import User  # noqa: PLC0415
    from duaal.foundation.kernel.actor import Role  # noqa: PLC0415
    from duaal.foundation.kernel.today import today  # noqa: PLC0415

    day = today()
    small = next(page for page in subjects() if page.name == "company")
    measured = _page("largest company", small.path, small.user)
    _job("first")
    measured["fill seconds"] = fill(day)
    _job("after filling")
    officer = User.objects.filter(
        is_demo=True, memberships__role=Role.PARTNERSHIP, memberships__organisation=PARTNERSHIP
    ).first()
    measured |= _page("queue of 50,000 open cases", "/dossiers/", officer)
    measured |= _page("queue of 50,000, page 1000", "/dossiers/?pagina=1000", officer)
    measured |= _page("company with 500 sites, 2,000 recognitions", f"/ondernemingen/{COMPANY}/", small.user)
    measured |= _page("login", "/aanmelden/", None)
    measured |= _job("nothing due")
    make_due(day)
    measured |= _job("busy day")
    measured |= _reference(3 * DUE)
    return measured


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
