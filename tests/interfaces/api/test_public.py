"""What everybody reads without a token: the figures, and how often."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from duaal.insight.statistics.tables import KEYS
from duaal.interfaces.api.figures import TableKey
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.figures.builders import counted_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"
OLD, NEW = "2026-09-01-bbbbbbbbbb", "2026-11-20-aaaaaaaaaa"


def test_without_a_snapshot_there_are_no_tables():
    assert Client().get(ROOT + "tables").json() == []
    assert Client().get(ROOT + "tables/T1a").status_code == 404
    assert Client().get(ROOT + "tables/T1a.csv").status_code == 404


def test_the_document_knows_every_official_table():
    assert TableKey.__args__ == KEYS


def test_the_list_has_every_table_of_the_newest_snapshot_with_its_definition_version():
    counted_snapshot(OLD, date(2026, 9, 1))
    counted_snapshot(NEW, date(2026, 11, 20))

    found = Client().get(ROOT + "tables").json()

    assert [one["key"] for one in found] == list(KEYS)
    assert {one["snapshot"] for one in found} == {NEW}
    assert all(one["definition_version"] >= 1 for one in found)


@pytest.mark.parametrize("key", KEYS)
def test_a_table_tells_what_it_counts_on_which_snapshot_and_with_which_footnotes(key):
    snapshot = counted_snapshot()

    found = Client().get(f"{ROOT}tables/{key}").json()

    assert found["origin"]["code"] == snapshot.code
    assert found["origin"]["synthetic"] is True
    assert found["counts"]
    assert [len(row["cells"]) for row in found["rows"]] == [len(found["columns"])] * len(found["rows"])
    marks = "".join((found["title"], *(column["heading"] for column in found["columns"])))
    assert bool(found["footnotes"]) is ("*" in marks)
    assert set(found["footnotes"]) <= set(found["notes"])


def test_a_value_that_is_hidden_has_a_status_and_no_number():
    counted_snapshot()

    rows = Client().get(f"{ROOT}tables/T1b").json()["rows"]

    for cell in (cell for row in rows for cell in row["cells"]):
        assert (cell["value"] is None) is (cell["status"] in {"confidential", "not_applicable"})


@pytest.mark.parametrize("key", KEYS)
def test_the_csv_has_the_same_values_as_the_table(key):
    counted_snapshot()
    table = Client().get(f"{ROOT}tables/{key}").json()

    answer = Client().get(f"{ROOT}tables/{key}.csv")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert [row["value"] for row in rows] == [
        "" if cell["value"] is None else str(cell["value"]) for row in table["rows"] for cell in row["cells"]
    ]
    assert {row["definition_version"] for row in rows} == {str(table["definition_version"])}


def test_a_table_that_does_not_exist_is_told():
    counted_snapshot()

    assert Client().get(ROOT + "tables/T9").status_code == 422


@pytest.mark.parametrize(
    "address", ["values", "tables", "tables/R1", "tables/R1.csv", "openapi.json", "docs"]
)
def test_above_the_pace_who_has_no_token_is_told_when_to_come_back(address, settings):
    counted_snapshot()
    settings.API_RATE_WITHOUT_TOKEN = 1
    client = Client()

    first, second = client.get(ROOT + address), client.get(ROOT + address)

    assert (first.status_code, second.status_code) == (200, 429)
    assert second["Content-Type"] == "application/problem+json"
    assert second["Retry-After"] == "60"


def test_tokens_that_do_not_work_are_counted_as_well(settings):
    settings.API_RATE_WITHOUT_TOKEN = 1
    client = Client(headers={"Authorization": "Bearer nergens"})

    assert [client.get(ROOT + "company").status_code for _ in range(2)] == [401, 429]


def test_each_address_has_a_pace_of_its_own_and_behind_a_proxy_it_is_the_one_the_proxy_saw(settings):
    settings.API_RATE_WITHOUT_TOKEN = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    asked = ["10.0.0.1, 192.0.2.1", "10.0.0.2, 192.0.2.1", "192.0.2.2"]

    found = [Client(headers={"X-Forwarded-For": one}).get(ROOT + "tables").status_code for one in asked]

    assert found == [200, 429, 200]


def test_a_login_in_the_browser_changes_nothing():
    client = Client()
    client.force_login(UserFactory(department=True, organisation="wewis"))

    assert client.get(ROOT + "tables").json() == []
