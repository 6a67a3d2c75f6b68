"""The dated values of the law as pages."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.lawpages.rows import label_of
from duaal.interfaces.web.lawpages.words.sources import shown_sources
from duaal.interfaces.web.lawpages.words.values import value_words
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        yield


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    found = outline(response)
    assert (found.wrong, found.headings.count("h1")) == ([], 1)
    assert "ONBEKENDE_VARIABELE" not in found.html
    return found.html


def test_the_list_shows_values_as_they_hold_today(client):
    page = page_of(client, "/regels/?zoek=termijn+beslissen")

    assert "Termijn om over een aanvraag te beslissen" in page
    assert "14 kalenderdagen" in page
    assert "2 maart 2026" in page


def test_the_list_goes_back_to_a_day(client):
    page = page_of(client, "/regels/?zoek=mentoropleiding+volgen&op=2019-12-01")

    assert "18 maanden" in page
    assert "1 december 2019" in page


def test_a_value_that_did_not_hold_yet_says_so(client):
    page = page_of(client, "/regels/?zoek=mentoropleiding+volgen&op=2018-01-01")

    assert "nog niet van kracht" in page


@pytest.mark.parametrize("day", ["gisteren", "2026-02-30"])
def test_a_day_that_is_none_shows_today_and_says_so(client, day):
    page = page_of(client, f"/regels/?op={day}")

    assert f"Het filter Op welke dag kent de waarde “{day}” niet." in page
    assert "2 maart 2026" in page


def test_a_search_without_a_result_says_what_to_do(client):
    page = page_of(client, "/regels/?zoek=regenboog")

    assert "Geen regel past bij deze filters" in page
    assert "Niets gevonden" in page


def test_values_can_be_filtered_by_how_certain_they_are(client):
    rows = client.get("/regels/?zekerheid=derived").context["page"].rows

    assert {row.certainty for row in rows} == {"derived"}


def test_every_value_is_in_the_file(client):
    text = b"".join(client.get("/regels.csv").streaming_content).decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0] == "Regel;Sleutel;Alleen voor;Waarde;Sinds;Zekerheid;Bron;Nagelezen op"
    assert len(lines) == 1 + len(list(BOOK.rows()))


@pytest.mark.parametrize("key", sorted(BOOK.values))
def test_every_value_has_a_page(client, key):
    page = page_of(client, f"/regels/{key}/")

    assert label_of(BOOK.value(key)) in page.replace("&#x27;", "'")


def test_a_page_shows_all_versions_and_those_of_a_partnership(client):
    page = page_of(client, "/regels/recognition.training_months/")

    assert "van 1 september 2019 tot en met 31 maart 2020" in page
    assert "sinds 1 april 2020" in page
    assert 'id="voor-bouw"' in page
    assert page.count("geldt nu") == 2


def test_an_unknown_value_is_not_found(client):
    assert client.get("/regels/recognition.bestaat_niet/").status_code == 404


def test_the_list_takes_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/regels/")


def every_value() -> list[tuple[str, object, str]]:
    return [(dated.key, version.value, dated.unit) for dated in BOOK.rows() for version in dated.versions]


@pytest.mark.parametrize(("key", "value", "unit"), every_value())
def test_no_reader_sees_a_code(key, value, unit):
    words = value_words(value, unit)

    assert not any(part.isupper() and "_" in part for part in words.split()), f"{key}: {words}"
    assert words not in {"True", "False", "None"}


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1, "dagen", "1 kalenderdag"),
        (14, "dagen", "14 kalenderdagen"),
        (5, "jaren", "5 jaar"),
        (True, "ja of nee", "ja"),
        (False, "ja of nee", "nee"),
        (None, "dagen", "geldt niet meer"),
        ((6, 3, 1), "maanden", "6 maanden, 3 maanden, 1 maand"),
        (("EXTRACT",), "documenten", "uittreksel uit het strafregister"),
        ("09-01", "maand en dag", "1 september"),
        (Decimal("0.34"), "share", "0,34"),
        ("596.2", "model", "596.2"),
    ],
)
def test_a_value_is_written_with_its_unit(value, unit, words):
    assert value_words(value, unit) == words


def test_every_source_is_named_with_its_place():
    shown = [
        str(one) for dated in BOOK.rows() for v in dated.versions for one in shown_sources(v.source, BOOK)
    ]

    assert len(shown) >= len(BOOK.values)
    assert all(shown)
    assert any(one.endswith("art. 7 § 2") for one in shown)


def test_a_label_hides_the_codes_that_pages_show_in_words():
    dated = BOOK.value("recognition.lapse_policy")

    assert label_of(dated) == "Gevolg van het verstrijken van de beslissingstermijn"
    assert date(2016, 7, 1) == dated.versions[0].since
