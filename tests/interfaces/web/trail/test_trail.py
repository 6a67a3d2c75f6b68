"""The audit trail of a case and the national number of a mentor: the department only, each look recorded."""

from datetime import date, timedelta

import pytest
from django.test import Client

from duaal.casework.recognition.actions import handling, judging
from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.actions.judging import Judgement
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.identifiers import format_national_number
from duaal.foundation.people.national_numbers import decrypt
from duaal.interfaces.web.trail.listing import reason_words
from tests.casework.recognition.actors import OFFICER, company_of
from tests.casework.recognition.factories import RECEIVED, ApplicationFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

DAY = RECEIVED + timedelta(days=2)


def asked_and_granted():
    case = ApplicationFactory(judged=True)
    handling.ask(case.pk, actor=OFFICER, on=DAY, items="Foto's van de oven.")
    handling.answer(case.pk, actor=company_of(case), on=DAY + timedelta(days=1), text="Zie bijlage.")
    judging.judge(
        case.pk, actor=OFFICER, on=DAY + timedelta(days=2), judgements=[Judgement("U1", "met", "Gezien.")]
    )
    handling.grant(case.pk, actor=OFFICER, on=DAY + timedelta(days=2))
    return case


def rows(client: Client, case) -> list:
    return client.get(f"/dossiers/{case.reference}/spoor/").context["page"].rows


def number_of(person) -> str:
    return decrypt(person.national_number_cipher, person.national_number_key)


def reveal_address(case) -> str:
    return f"/dossiers/{case.reference}/mentoren/{case.assignments.get().pk}/rijksregisternummer/"


def test_the_department_reads_who_did_what_from_and_to_which_state():
    case = asked_and_granted()

    found = [(row.step, row.from_state, row.to_state, row.who) for row in rows(department(), case)]

    officer_words = "Officier Janssens (sectoraal partnerschap)"
    assert found == [
        ("Aanvulling gevraagd", "in behandeling", "wacht op antwoord", officer_words),
        ("Aanvulling bezorgd", "wacht op antwoord", "in behandeling", "Ann Peeters (onderneming)"),
        ("Voorwaarden beoordeeld", "in behandeling", "in behandeling", officer_words),
        ("Erkenning toegekend", "in behandeling", "erkend", officer_words),
        ("Erkenning begint", "", "geldig", officer_words),
    ]


def test_a_row_holds_reasons_remark_day_and_the_values_with_their_certainty():
    case = asked_and_granted()

    asked, _answered, judged, *_others = rows(department(), case)

    assert asked.remark == "Foto's van de oven."
    assert asked.on == DAY
    assert [rule.key for rule in asked.rules] == ["recognition.answer_days"]
    assert asked.rules[0].certainty == "assumed"
    assert judged.reasons == ("U1: voldaan",)


def test_what_the_system_did_stands_in_it_too():
    case = ApplicationFactory()
    recompute_clocks(on=RECEIVED + timedelta(days=15))

    (row,) = rows(department(), case)

    assert (row.who, row.step, row.reasons) == (
        "systeem",
        "Termijn verstreken zonder beslissing",
        ("te laat",),
    )


def test_a_refusal_names_its_conditions_in_the_trail():
    case = ApplicationFactory(judged=True)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Nee.")
    handling.refuse(case.pk, actor=OFFICER, on=DAY)

    (row,) = rows(department(), case)

    assert row.reasons == ("U2: De onderneming heeft genoeg financiële draagkracht",)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("OVERDUE_WAITING", "te laat, wacht op antwoord", id="flag of the clock"),
        pytest.param("M2 derogated", "M2: afwijking toegestaan", id="verdict"),
        pytest.param("M2", "M2: De mentor is oud genoeg", id="failed condition"),
        pytest.param("iets_van_vroeger", "iets_van_vroeger", id="code of an older version"),
    ],
)
def test_a_reason_of_the_ledger_is_put_in_words(code, words):
    assert reason_words(code) == words


def test_the_csv_holds_every_row_with_everything():
    case = asked_and_granted()

    lines = text_of(department().get(f"/dossiers/{case.reference}/spoor.csv")).strip().split("\r\n")

    assert lines[0] == "\ufeffNummer;Wanneer;Per;Wie;Organisatie;Stap;Van;Naar;Redenen;Opmerking;Regels"
    assert len(lines) == 6
    assert "Officier Janssens (sectoraal partnerschap);bouw;Aanvulling gevraagd" in lines[1]
    assert "recognition.answer_days = 14" in lines[1]


@pytest.mark.parametrize("more", ["spoor/", "spoor.csv"])
def test_nobody_but_the_department_sees_the_trail(more):
    case = ApplicationFactory()

    for client in (officer(), flemish(), company(case.company)):
        assert client.get(f"/dossiers/{case.reference}/{more}").status_code == 403
    assert Client().get(f"/dossiers/{case.reference}/{more}").status_code == 302


def test_a_trail_of_a_case_that_does_not_exist_is_not_there():
    assert department().get("/dossiers/E2026-99999999/spoor/").status_code == 404


def test_an_empty_trail_says_so():
    case = ApplicationFactory()

    assert "Er staat nog niets in het spoor" in text_of(
        department().get(f"/dossiers/{case.reference}/spoor/")
    )


def test_a_long_trail_costs_as_many_queries_as_a_short_one():
    client = department()
    short, long = ApplicationFactory(), asked_and_granted()

    assert queries_of(client, f"/dossiers/{short.reference}/spoor/") == queries_of(
        client, f"/dossiers/{long.reference}/spoor/"
    )


def test_the_page_is_well_formed():
    case = asked_and_granted()

    assert outline(department().get(f"/dossiers/{case.reference}/spoor/")).wrong == []
    assert outline(department().get(reveal_address(case))).wrong == []


@pytest.mark.django_db(transaction=True)
def test_a_national_number_is_shown_after_a_reason_and_the_look_is_recorded():
    case = ApplicationFactory()
    mentor = case.assignments.get()

    page = text_of(department().post(reveal_address(case), {"reason": "Controle van het uittreksel."}))

    entry = Entry.objects.get(step="reveal_national_number")
    assert format_national_number(number_of(mentor.person)) in page
    assert (entry.file_kind, entry.file_id) == ("person", mentor.person_id)
    assert (entry.remark, entry.on) == ("Controle van het uittreksel.", date(2026, 3, 10))
    assert entry.actor_role == "department"


def test_opening_the_page_shows_and_records_nothing():
    case = ApplicationFactory()

    page = text_of(department().get(reveal_address(case)))

    assert format_national_number(number_of(case.assignments.get().person)) not in page
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_a_reason_nothing_is_shown():
    case = ApplicationFactory()

    response = department().post(reveal_address(case), {"reason": "  "})

    page = text_of(response)
    assert response.status_code == 422
    assert "Schrijf waarvoor u het rijksregisternummer nodig hebt." in page
    assert format_national_number(number_of(case.assignments.get().person)) not in page
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_reason_that_holds_a_national_number_is_refused_and_nothing_is_shown():
    case = ApplicationFactory()
    shown = format_national_number(number_of(case.assignments.get().person))

    response = department().post(reveal_address(case), {"reason": "Hoort 85.07.30-033.28 hierbij?"})

    assert response.status_code == 422
    assert "In deze tekst staat een rijksregisternummer." in text_of(response)
    assert shown not in text_of(response)


@pytest.mark.django_db(transaction=True)
def test_a_person_without_a_known_number_is_told_so():
    case = ApplicationFactory(mentor__person__without_number=True)

    response = department().post(reveal_address(case), {"reason": "Controle."})

    assert response.status_code == 409
    assert "Van deze persoon kennen we geen rijksregisternummer." in text_of(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_but_the_department_asks_for_a_national_number(method):
    case = ApplicationFactory()

    for client in (officer(), flemish(), company(case.company)):
        assert getattr(client, method)(reveal_address(case), {"reason": "Benieuwd."}).status_code == 403
    assert not Entry.objects.exists()


def test_a_mentor_of_another_case_is_not_there():
    case, other = ApplicationFactory(), ApplicationFactory()

    address = f"/dossiers/{case.reference}/mentoren/{other.assignments.get().pk}/rijksregisternummer/"

    assert department().get(address).status_code == 404


def test_only_the_department_finds_the_way_to_trail_and_number_on_the_page_of_the_case():
    case = ApplicationFactory()

    pages = {
        name: text_of(client.get(f"/dossiers/{case.reference}/"))
        for name, client in {"department": department(), "officer": officer(), "flemish": flemish()}.items()
    }

    for name, page in pages.items():
        assert ("Bekijk het volledige spoor" in page) is (name == "department")
        assert ("Toon het rijksregisternummer" in page) is (name == "department")
