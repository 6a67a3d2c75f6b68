"""The pages of replaced programmes: a partnership keeps its table, with every step and its undoing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.register.programmes.models import ProgrammeReplacement
from tests.interfaces.web.readers import officer, text_of
from tests.register.partnerships.factories import PartnershipFactory
from tests.register.programmes.factories import ProgrammeFactory, ReplacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

TABLE = "/vervangen-opleidingen/"


@pytest.fixture(autouse=True)
def bouw() -> None:
    PartnershipFactory(code="bouw")


def given(**changed):
    ProgrammeFactory(code="P1", name="Metselaar duaal")
    ProgrammeFactory(code="P2", name="Ruwbouw duaal")
    good = {"old": "P1", "new": "P2", "since": "2025-09-01", "decision": "Verslag van 3 maart 2025."}
    return {**good, **changed}


def test_an_empty_table_says_what_to_do():
    page = text_of(officer().get(TABLE))

    assert "Er is nog geen opleiding vervangen" in page
    assert "Voeg een vervangen opleiding toe" in page


def test_a_partnership_adds_a_replacement_and_finds_it_in_its_table():
    client = officer()

    client.post(f"{TABLE}toevoegen/", given())

    row = ProgrammeReplacement.objects.get()
    assert (row.partnership_id, row.old_id, row.new_id) == ("bouw", "P1", "P2")
    page = text_of(client.get(TABLE))
    assert "Metselaar duaal" in page
    assert "Ruwbouw duaal" in page
    assert "Verslag van 3 maart 2025." in text_of(client.get(f"{TABLE}{row.pk}/"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"new": "P1"}, "kan zichzelf niet vervangen", id="itself"),
        pytest.param({"decision": ""}, "Schrijf op waar dit beslist is.", id="no decision"),
        pytest.param({"since": "2010-01-01"}, "wordt niet aangeboden op 01/01/2010", id="too early"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(changed, words):
    response = officer().post(f"{TABLE}toevoegen/", given(**changed))

    assert response.status_code == 422
    assert words in text_of(response)
    assert '<option value="P1" selected' in text_of(response)


def test_what_stands_already_is_refused_in_words():
    client, typed = officer(), given()
    client.post(f"{TABLE}toevoegen/", typed)

    response = client.post(f"{TABLE}toevoegen/", typed)

    assert response.status_code == 422
    assert "staat in die periode al in de lijst" in text_of(response)


def test_an_end_is_chosen_and_taken_away_again():
    row, client = ReplacementFactory(), officer()

    client.post(f"{TABLE}{row.pk}/beeindigen/", {"last_day": "2026-08-31"})
    ended = text_of(client.get(f"{TABLE}{row.pk}/"))
    client.post(f"{TABLE}{row.pk}/heropenen/")

    assert "tot en met 31 augustus 2026" in ended
    assert "Haal de laatste dag weg" in ended
    row.refresh_from_db()
    assert row.until is None


def test_a_mistake_is_struck_out_with_a_reason_once():
    row, client = ReplacementFactory(), officer()

    without = client.post(f"{TABLE}{row.pk}/schrappen/", {"reason": ""})
    client.post(f"{TABLE}{row.pk}/schrappen/", {"reason": "Verkeerde opleiding."})
    again = client.post(f"{TABLE}{row.pk}/schrappen/", {"reason": "Verkeerde opleiding."})

    row.refresh_from_db()
    assert (without.status_code, row.state, again.status_code) == (422, "STRUCK", 409)
    assert "Schrap een vergissing" not in text_of(client.get(f"{TABLE}{row.pk}/"))


def test_reopening_what_never_ended_says_why_not():
    row, client = ReplacementFactory(), officer()

    page = text_of(client.post(f"{TABLE}{row.pk}/heropenen/", follow=True))

    assert "heeft geen laatste dag" in page


def test_another_partnership_sees_nothing_and_the_csv_has_the_own_table_only():
    ReplacementFactory(old__name="Van hout duaal", partnership__code="hout")
    ReplacementFactory(old__name="Van bouw duaal")

    page = text_of(officer().get(TABLE))
    file = b"".join(officer().get(f"{TABLE}csv/").streaming_content).decode()

    assert "Van bouw duaal" in page
    assert "Van hout duaal" not in page + file
    assert "Van bouw duaal" in file


def test_many_rows_cost_as_many_queries_as_one():
    client = officer()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(TABLE)
        return len(asked)

    ReplacementFactory()
    queries()
    one = queries()
    for _row in range(3):
        ReplacementFactory()

    assert queries() == one
