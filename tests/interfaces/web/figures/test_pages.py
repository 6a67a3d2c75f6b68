"""The official figures as pages and files: what is asked for, by whom, and what they say about themselves."""

import csv
import io
from datetime import date

import pytest

from duaal.insight.statistics.tables import KEYS
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.figures.builders import counted_snapshot
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db

NOW, THEN = "2026-11-20-aaaaaaaaaa", "2026-09-01-bbbbbbbbbb"


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    found = outline(response)
    assert (found.wrong, found.headings.count("h1"), found.language) == ([], 1, "nl")
    return found.html


@pytest.fixture
def two_snapshots():
    counted_snapshot(THEN, date(2026, 9, 1))
    counted_snapshot(NOW, date(2026, 11, 20))


@pytest.mark.parametrize("address", ["/cijfers/", "/cijfers/T1a/"])
def test_without_a_snapshot_the_page_says_what_to_do(client, address):
    page = page_of(client, address)

    assert "Er zijn nog geen cijfers" in page
    assert "duaal snapshot" in page
    assert client.get("/cijfers/T1a.csv").status_code == 404


@pytest.mark.parametrize("key", KEYS)
def test_a_table_page_asks_answers_and_shows(client, key):
    counted_snapshot()

    page = page_of(client, f"/cijfers/{key}/")

    assert "synthetisch" in page
    assert "2023-06-29-0123456789" in page
    assert "29 juni 2023" in page
    assert "ONBEKENDE_VARIABELE" not in page


def test_the_answer_is_a_sentence_with_the_total_and_the_highest_row(client):
    counted_snapshot()

    page = page_of(client, "/cijfers/T1a/")

    sentence = "In schooljaar 2022-2023, tot en met 29 juni 2023, waren 4.000 ondernemingen erkend"
    assert f"{sentence}, het meest in Provincie West-Vlaanderen: 256." in page
    assert "voorlopig" in page
    assert "*Onvolledige cijfers, wegens schooljaar nog niet afgelopen." in page


def test_a_year_that_is_over_is_not_provisional(client):
    counted_snapshot("2022-08-31-cccccccccc", date(2022, 9, 1))

    page = page_of(client, "/cijfers/T3/")

    assert "voorlopig" not in page
    assert "Sinds 2016 volgden 9.000 mentoren de mentoropleiding" in page


def test_small_groups_of_persons_are_hidden_and_the_page_says_why(client):
    counted_snapshot("2019-10-01-dddddddddd", date(2019, 10, 1))

    page = page_of(client, "/cijfers/T3/")

    assert "&lt;5" in page
    assert "/regels/statistics.min_cell_persons/" in page


def test_the_tables_of_question_757_can_be_made_again(client, two_snapshots):
    page = page_of(client, "/cijfers/T1a/?stand=sv-757")

    assert "2022-2023*" in page
    assert "2023-2024" not in page
    assert "schriftelijke vraag 757 van 16 juni 2023" in page


@pytest.mark.parametrize(
    "address", ["/cijfers/T9/", "/cijfers/T9.csv", "/cijfers/T1a/?stand=sv-1", "/cijfers/t1a/"]
)
def test_what_does_not_exist_is_not_found(client, address):
    counted_snapshot()

    assert client.get(address).status_code == 404


def test_anybody_sees_the_newest_snapshot_only(client, two_snapshots):
    assert NOW in page_of(client, "/cijfers/T1a/")
    assert NOW in page_of(client, f"/cijfers/T1a/?momentopname={NOW}")
    assert client.get(f"/cijfers/T1a/?momentopname={THEN}").status_code == 403
    assert client.get(f"/cijfers/T1a.csv?momentopname={THEN}").status_code == 403


def test_a_company_sees_the_newest_snapshot_only(client, two_snapshots):
    client.force_login(UserFactory(company=True))

    assert client.get(f"/cijfers/?momentopname={THEN}").status_code == 403


def test_the_department_chooses_a_snapshot_and_keeps_it_in_every_link(client, two_snapshots):
    client.force_login(UserFactory(department=True))

    page = page_of(client, f"/cijfers/T1a/?momentopname={THEN}")

    assert f"<code>{THEN}</code>" in page
    assert f"/cijfers/T1a.csv?momentopname={THEN}" in page
    assert f"/cijfers/?momentopname={THEN}" in page
    assert client.get("/cijfers/?momentopname=bestaat-niet").status_code == 404


def test_open_data_has_a_line_per_cell_with_its_status(client):
    counted_snapshot()

    response = client.get("/cijfers/T1a.csv")

    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].endswith('"T1a-2023-06-29-2023-06-29-0123456789.csv"')
    assert len(rows) == 7 * 4
    assert {row["synthetic"] for row in rows} == {"true"}
    assert {row["additive"] for row in rows} == {"false"}


def test_the_file_for_a_spreadsheet_is_as_printed(client):
    counted_snapshot()

    text = client.get("/cijfers/T1a.csv?vorm=rekenblad").content.decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0].endswith("2019-2020;2020-2021;2021-2022;2022-2023*")
    assert "Synthetische gegevens" in text


@pytest.mark.parametrize("address", ["/cijfers/", "/cijfers/T1b/", "/cijfers/T1b.csv"])
def test_a_figure_takes_two_queries(client, address, django_assert_num_queries):
    counted_snapshot()

    with django_assert_num_queries(2):
        client.get(address)
