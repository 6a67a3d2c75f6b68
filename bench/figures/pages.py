"""Opens each page in process: time, number of queries, size."""

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figure import hand_over, p95, seconds

WARM_UP = 5
TIMES = 100


def measure() -> dict[str, float]:
    from bench.figures.subjects import subjects  # noqa: PLC0415  needs Django

    measured: dict[str, float] = {}
    for page in subjects():
        client = Client(SERVER_NAME="localhost")
        if page.user is not None:
            client.force_login(page.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        for _ in range(WARM_UP):
            answer = client.get(page.path)
            if answer.status_code != 200:
                raise SystemExit(f"{page.path} answers with {answer.status_code}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page.path)
        measured[f"{page.name} queries"] = float(len(queries))
        measured[f"{page.name} bytes"] = float(len(answer.content))
        measured[f"{page.name} p95"] = p95(
            [seconds(lambda client=client, page=page: client.get(page.path)) for _ in range(TIMES)]
        )
    return measured


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
