"""The home page and the public texts, without logging in."""

from datetime import date

import pytest

from duaal.foundation.lawbook.book import BOOK
from tests.interfaces.web.figures.builders import counted_snapshot
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db

TEXTS = ("/over/", "/toegankelijkheid/", "/privacy/")


@pytest.mark.parametrize("address", ["/", *TEXTS])
def test_a_page_is_well_formed_and_has_one_heading_and_its_landmarks(client, address):
    found = outline(client.get(address))

    assert found.wrong == []
    assert found.headings.count("h1") == 1
    assert found.language == "nl"
    assert found.title.endswith("– duaal")
    assert {"header", "nav", "main", "footer"} <= set(found.landmarks)
    assert "#inhoud" in found.links


def test_without_figures_the_home_page_says_what_to_do(client):
    page = client.get("/").content.decode()

    assert "Er zijn nog geen cijfers" in page


def test_the_home_page_shows_the_last_school_year(client):
    counted_snapshot()

    response = client.get("/")

    page = response.content.decode()
    chosen = response.context["chosen"]
    assert (chosen.recognised, chosen.agreed, chosen.provisional) == (4000, 2000, True)
    assert outline(response).wrong == []
    for words in ("4.000", "2.000", "2022-2023*", "voorlopig", "synthetisch", "29 juni 2023"):
        assert words in page
    assert "ONBEKENDE_VARIABELE" not in page


def test_the_home_page_shows_the_school_year_that_is_asked(client):
    counted_snapshot()

    chosen = client.get("/?schooljaar=2020-2021").context["chosen"]

    assert (chosen.label, chosen.recognised, chosen.agreed) == ("2020-2021", 2000, 1000)


@pytest.mark.parametrize("year", ["2050-2051", "gisteren", ""])
def test_a_school_year_that_is_not_there_shows_the_last_one(client, year):
    counted_snapshot()

    assert client.get("/", {"schooljaar": year}).context["chosen"].label == "2022-2023*"


def test_a_sector_without_agreements_in_any_year_stands_as_zero(client):
    counted_snapshot()

    lines = {line.label: line for line in client.get("/").context["sectors"].lines}

    assert (lines["Textiel"].recognised, lines["Textiel"].agreed) == (32, 0)


def test_each_footnote_stands_once_and_every_table_can_be_downloaded(client):
    counted_snapshot()

    page = client.get("/").content.decode()

    assert page.count("*Onvolledige cijfers") == 1
    for key in ("T1a", "T1b", "T2a", "T2b"):
        assert f"/cijfers/{key}.csv" in page


def test_real_figures_carry_no_synthetic_mark(client):
    counted_snapshot(synthetic=False)

    assert "synthetisch" not in client.get("/").content.decode().lower()


def test_every_page_of_a_demo_says_that_its_data_is_invented(client, settings):
    settings.DEMO = True

    for address in ("/", *TEXTS, "/regels/", "/cijfers/", "/aanmelden/", "/bestaat-niet/"):
        assert "Verzonnen gegevens." in client.get(address).content.decode(), address


def test_the_home_page_takes_two_queries_however_many_years(client, django_assert_num_queries):
    counted_snapshot(as_of=date(2026, 11, 20))

    with django_assert_num_queries(2):
        response = client.get("/")

    assert len(response.content) < 40_000


def test_the_privacy_page_says_of_everything_how_long_it_is_kept_and_why(client):
    response = client.get("/privacy/")

    rows = {row.key: row for row in response.context["keeping"]}
    keys = {key for key in BOOK.values if key.startswith("retention.") and key != "retention.warning_days"}
    assert keys | {"recognition.retention_years", "recognition.idle_draft_months"} <= set(rows)
    assert rows["recognition.retention_years"].how_long == "5 jaar"
    assert rows["retention.mail_months"].how_long == "12 maanden"
    assert all(row.what and row.since and row.why and row.certainty for row in rows.values())
    assert "/regels/" in response.content.decode()
