"""The ranked workplaces of one learner among 60,000 open places: in the programme that has the most of them,
and with all of them in one programme.

The rows are copies of recognitions of a filled register, made by the database itself. The reference is one
query that reads the nearest rows of the same table and does nothing with them.
"""

from datetime import timedelta

import django
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from bench.figure import hand_over, p95, seconds
from bench.figures.recognition import LAST, copy_pairs
from bench.figures.rescue import measure_rescue

PLACES = 60_000
NUMBERS_FROM = 50_000_000
WARM_UP, TIMES = 5, 100
HOME = (51.03, 4.48)
"""Near Mechelen, with most of Flanders around it."""

SITES = """
CREATE TEMPORARY TABLE pair AS
SELECT row_number() OVER () AS n, s.id AS site, s.company_id AS company, p.code AS programme
FROM organisations_site s CROSS JOIN (
    SELECT code FROM programmes_programme WHERE legal_basis = 'D2016' AND is_dual ORDER BY code
) p
WHERE NOT EXISTS (SELECT FROM recognition_recognition r WHERE r.site_id = s.id AND r.programme_id = p.code)
AND s.closed_on IS NULL AND s.company_id IN (SELECT id FROM organisations_company WHERE ended_on IS NULL)
ORDER BY md5(s.id::text || p.code) LIMIT %(limit)s
"""
OFFERS = """
INSERT INTO matching_offer
    (recognition_id, programme_id, state, places, starts_from, description, confirmed_on, latitude, longitude)
SELECT r.id, r.programme_id, 'PUBLISHED', 1 + r.id %% 3, DATE '{day}' + (r.id %% 60)::int, '', DATE '{day}',
    coalesce(p.latitude, m.latitude), coalesce(p.longitude, m.longitude)
FROM recognition_recognition r JOIN organisations_site s ON s.id = r.site_id
JOIN geography_municipality m ON m.nis_code = s.municipality_id
LEFT JOIN geography_postcode p ON p.code = s.postcode
WHERE r.id > {first}
"""
REFERENCE = """
SELECT * FROM matching_offer
WHERE programme_id = %s AND latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s
ORDER BY (latitude - %s) * (latitude - %s) + (longitude - %s) * (longitude - %s) LIMIT 501
"""


def fill(day) -> None:
    """Recognitions that count, each with a mentor and a published offer."""
    with connection.cursor() as cursor:
        cursor.execute(SITES, {"limit": PLACES})
        number = f"{NUMBERS_FROM} + pair.n"
        since = f"DATE '{day}' - 100 - (pair.n %% 700)::int"
        place = {"site_id": "pair.site", "company_id": "pair.company", "programme_id": "pair.programme"}
        shared = {"id": number, "legal_basis": "'D2016'", **place}
        copy_pairs(
            cursor,
            "recognition_application",
            "TRUE",
            shared
            | {
                "reference": "'E8' || lpad(pair.n::text, 12, '0')",
                "state": "'APPROVED'",
                "submitted_by_id": "NULL",
                "request_form_id": "NULL",
                "decision_reason": "''",
                "flag": "''",
                "flagged_on": "NULL",
            },
        )
        copy_pairs(
            cursor,
            "recognition_recognition",
            "TRUE",
            shared
            | {
                "application_id": number,
                "state": "'ACTIVE'",
                "valid_from": since,
                "valid_to": f"({since} + INTERVAL '5 years')::date",
                "ended_on": "NULL",
                "incomplete_since": "NULL",
            },
        )
        copy_pairs(
            cursor,
            "recognition_mentorassignment",
            "TRUE",
            {
                "id": number,
                "application_id": number,
                "recognition_id": number,
                "state": "'ACTIVE'",
                "training_deadline_on": "NULL",
                "ended_on": "NULL",
                "named_on": since,
                "end_reason": "''",
            },
        )
        cursor.execute(OFFERS.format(day=day, first=NUMBERS_FROM), ())
        for table in ("application", "recognition", "mentorassignment"):
            cursor.execute(LAST.format(table=f"recognition_{table}"))
        cursor.execute("ANALYZE matching_offer")


def _learner(programme: str, day):
    """A learner of the programme who lives in the middle of Flanders."""
    from duaal.casework.trajectories.models import Learner, Trajectory  # noqa: PLC0415  needs Django
    from duaal.foundation.geography.models import Postcode  # noqa: PLC0415
    from duaal.foundation.people.models import Person  # noqa: PLC0415
    from duaal.register.organisations.models import Provider  # noqa: PLC0415

    north, east = HOME
    near = Q(latitude__range=(north - 0.1, north + 0.1), longitude__range=(east - 0.1, east + 0.1))
    home = Postcode.objects.filter(near).order_by("code")[0]
    learner, _new = Learner.objects.get_or_create(
        number="LB00000001",
        defaults={"person": Person.objects.order_by("pk")[0], "postcode": home.code},
    )
    Trajectory.objects.filter(learner=learner).delete()
    made = Trajectory.objects.create(
        learner=learner,
        provider=Provider.objects.order_by("pk")[0],
        programme_id=programme,
        state="SEARCHING",
        enrolled_on=day - timedelta(days=10),
    )
    parts = ("learner", "provider__municipality", "programme")
    return Trajectory.objects.select_related(*parts).get(pk=made.pk)


def _list(name: str, programme: str, day) -> dict[str, float]:
    from duaal.casework.matching.finding import Wishes, places_for  # noqa: PLC0415  needs Django
    from duaal.casework.matching.rules.law import version  # noqa: PLC0415
    from duaal.foundation.geography.facts import Point  # noqa: PLC0415
    from duaal.foundation.geography.rules import box_around  # noqa: PLC0415

    trajectory = _learner(programme, day)
    wishes = Wishes(version("max_distance_km", day).value, day)

    def ours():
        return places_for(trajectory, wishes, on=day)

    for _ in range(WARM_UP):
        found = ours()
    with CaptureQueriesContext(connection) as queries:
        ours()
    box = box_around(Point(*HOME), wishes.within_km)
    bounds = [programme, box.south, box.north, box.west, box.east, HOME[0], HOME[0], HOME[1], HOME[1]]

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(REFERENCE, bounds)
            cursor.fetchall()

    bare()
    return {
        f"{name} p95": p95([seconds(ours) for _ in range(TIMES)]),
        f"{name} bare p95": p95([seconds(bare) for _ in range(TIMES)]),
        f"{name} queries": float(len(queries)),
        f"{name} compared": float(found.compared),
        f"{name} ranked": float(len(found.ranking.ranked)),
    }


def measure() -> dict[str, float]:
    from django.db.models import Count  # noqa: PLC0415  needs Django

    from duaal.casework.matching.models import Offer  # noqa: PLC0415
    from duaal.foundation.kernel.today import today  # noqa: PLC0415

    day = today()
    measured = {"fill seconds": seconds(lambda: fill(day))}
    measured["offers"] = float(Offer.objects.count())
    fullest = Offer.objects.values("programme").annotate(n=Count("pk")).order_by("-n", "programme")[0]
    measured |= _list("fullest programme", fullest["programme"], day)
    measured["places of the fullest programme"] = float(fullest["n"])
    measured |= measure_rescue(day)
    Offer.objects.update(programme=fullest["programme"])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE matching_offer")
    return measured | _list("one programme", fullest["programme"], day)


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
