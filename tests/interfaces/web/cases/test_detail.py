"""The page of one case: what each reader sees of it, and not more."""

from datetime import date, timedelta

import pytest
from django.test import Client

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.actions.submission import submit
from duaal.foundation.kernel.identifiers import format_national_number
from duaal.foundation.people.national_numbers import decrypt
from tests.casework.recognition.actors import OFFICER, company_of
from tests.casework.recognition.bakery import bakery, filled_form
from tests.casework.recognition.factories import (
    RECEIVED,
    ApplicationFactory,
    InformationRequestFactory,
    MentorAssignmentFactory,
    judge_all,
)
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

TODAY = date(2026, 3, 10)


def address(case) -> str:
    return f"/dossiers/{case.reference}/"


def page_of(client: Client, case) -> str:
    response = client.get(address(case))
    assert response.status_code == 200
    return text_of(response)


@pytest.mark.parametrize("reader", [officer, flemish, department], ids=lambda reader: reader.__name__)
def test_who_decides_and_who_supervises_can_open_a_case(reader):
    case = ApplicationFactory()

    page = page_of(reader(), case)

    assert case.company.name in page
    assert case.programme.name in page
    assert "Nog 6 dagen (tot maandag 16 maart)" in page
    assert "niets stilzwijgend toegekend" in page


def test_the_company_opens_its_own_case():
    case = ApplicationFactory()

    page = page_of(company(case.company), case)

    assert "Nog 6 dagen" in page
    assert "Trek de aanvraag in" in page


@pytest.mark.parametrize("which", ["other partnership", "other company", "nobody's case"])
def test_a_case_of_somebody_else_is_not_there(which):
    case = ApplicationFactory()
    clients = {
        "other partnership": lambda: officer("hout"),
        "other company": lambda: company(CompanyFactory()),
        "nobody's case": officer,
    }
    reference = "E2026-99999999" if which == "nobody's case" else case.reference

    response = clients[which]().get(f"/dossiers/{reference}/")

    assert response.status_code == 404
    assert case.company.name not in text_of(response)


def test_who_is_not_logged_in_is_brought_to_the_login_page():
    case = ApplicationFactory()

    assert Client().get(address(case))["Location"] == f"/aanmelden/?next={address(case)}"


@pytest.mark.parametrize(
    "reader", [officer, flemish, department, None], ids=["officer", "flemish", "dep", "company"]
)
def test_no_national_number_is_on_the_page(reader):
    case = ApplicationFactory(judged=True)
    person = case.assignments.get().person
    client = reader() if reader else company(case.company)

    page = page_of(client, case)

    number = format_national_number(_number_of(person))
    assert number not in page
    assert _number_of(person) not in page


def _number_of(person) -> str:
    return decrypt(person.national_number_cipher, person.national_number_key)


def test_a_company_that_waits_does_not_read_what_an_officer_already_noted():
    case = ApplicationFactory(judged=True, mentor__too_young=True)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Geheime nota.")

    page = page_of(company(case.company), case)

    assert "Geheime nota." not in page
    assert "wordt beoordeeld" in page
    assert "beoordeeld op" not in page


def test_the_officer_reads_every_verdict_with_its_reason():
    case = ApplicationFactory(judged=True)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief eigen vermogen.")

    page = page_of(officer(), case)

    assert "Negatief eigen vermogen." in page
    assert "niet voldaan" in page


def test_after_a_refusal_the_company_reads_every_reason_and_what_it_can_do():
    case = ApplicationFactory(judged=True)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief eigen vermogen.")
    handling.refuse(case.pk, actor=OFFICER, on=TODAY, remark="Na ons bezoek.")

    page = page_of(company(case.company), case)

    assert "geweigerd" in page
    assert "Na ons bezoek." in page
    assert "Negatief eigen vermogen." in page
    assert "Bezorg bewijzen van de financiële toestand van uw onderneming." in page
    assert "in beroep gaan binnen 10 kalenderdagen" in page


def test_after_a_grant_the_page_says_until_when_and_until_when_the_mentor_is_trained():
    case = ApplicationFactory(judged=True)
    handling.grant(case.pk, actor=OFFICER, on=TODAY)

    page = page_of(company(case.company), case)

    assert "van 10 maart 2026 tot en met 9 maart 2031" in page
    assert "mentoropleiding uiterlijk op 10 september 2026" in page
    assert "Volgende stap" not in page


def test_questions_and_answers_stand_on_the_page_with_the_last_day_to_answer():
    case = ApplicationFactory(waiting=True)

    staff, own = page_of(officer(), case), page_of(company(case.company), case)

    for page in (staff, own):
        assert "Een recent uittreksel van de mentor." in page
        assert "woensdag 18 maart 2026" in page
    assert "Beantwoord de vraag" in own
    assert "Beantwoord de vraag" not in staff


def test_a_question_that_was_answered_gives_a_working_target_beside_the_legal_end():
    case = ApplicationFactory()
    InformationRequestFactory(application=case, answered=True)

    page = page_of(officer(), case)

    assert "Nog 6 dagen (tot maandag 16 maart)" in page
    assert "Werkdoel zonder de wachtdagen: donderdag 19 maart 2026" in page


@pytest.mark.parametrize(
    ("traits", "primary"),
    [
        pytest.param({}, "Beoordeel de voorwaarden", id="nobody judged yet"),
        pytest.param({"judged": True}, "Ken de erkenning toe", id="everything met"),
        pytest.param({"waiting": True, "judged": True}, None, id="waiting for the company"),
    ],
)
def test_the_officer_gets_one_next_step(traits, primary):
    case = ApplicationFactory(**traits)

    steps = officer().get(address(case)).context["page"].steps

    assert (str(steps.primary.text) if steps.primary else None) == primary


def test_a_judged_case_that_fails_leads_to_a_refusal():
    case = ApplicationFactory(judged=True)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Te weinig.")

    steps = officer().get(address(case)).context["page"].steps

    assert str(steps.primary.text) == "Weiger de erkenning"


def test_a_step_that_cannot_be_set_says_why():
    case = ApplicationFactory(judged=True, submitted_by_id=None)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Te weinig.")

    page = page_of(officer(), case)

    assert "“Ken de erkenning toe” kan nu niet. Waarom?" in page
    assert "U2 is niet voldaan: de onderneming heeft genoeg financiële draagkracht." in page


@pytest.mark.parametrize("reader", [flemish, department], ids=lambda reader: reader.__name__)
def test_who_supervises_sees_no_buttons_of_the_partnership(reader):
    case = ApplicationFactory(judged=True)

    steps = reader().get(address(case)).context["page"].steps

    assert (steps.primary, steps.others, steps.blocked) == (None, (), ())


def test_every_condition_explains_itself_with_value_date_source_and_certainty():
    case = ApplicationFactory(mentor__too_young=True)

    page = page_of(officer(), case)

    assert "/regels/recognition.mentor_min_age/" in page
    assert "25 jaar" in page
    assert "24 jaar" in page
    assert "sinds 1 juli 2016" in page
    assert "Decreet van 10 juni 2016" in page


def test_the_history_tells_the_steps_newest_first_and_the_company_sees_no_judging():
    case = ApplicationFactory(judged=True)
    handling.ask(case.pk, actor=OFFICER, on=RECEIVED + timedelta(days=2), items="Foto's.")
    handling.answer(case.pk, actor=company_of(case), on=RECEIVED + timedelta(days=3), text="Hier.")

    staff = [entry.title for entry in officer().get(address(case)).context["page"].history]

    assert staff == ["Aanvulling bezorgd", "Aanvulling gevraagd"]


def test_names_of_officers_are_only_in_the_trail():
    case = ApplicationFactory()
    handling.ask(case.pk, actor=OFFICER, on=TODAY, items="Foto's.")

    assert "Officier Janssens" not in page_of(company(case.company), case)


def test_a_late_case_says_so_to_everyone_involved():
    case = ApplicationFactory(received_on=date(2026, 2, 20), overdue=True)

    for client in (officer(), flemish(), department(), company(case.company)):
        page = page_of(client, case)
        assert "4 dagen over tijd" in page
        assert "te laat" in page


def test_a_case_from_before_the_first_rules_is_shown_without_conditions():
    case = ApplicationFactory(received_on=date(2019, 3, 1), approved=True, decided_on=date(2019, 3, 10))

    page = page_of(officer(), case)

    assert "ouder dan de regels die in duaal staan" in page


def test_a_case_with_many_mentors_and_questions_costs_no_more_queries():
    client = officer()
    small, large = ApplicationFactory(), ApplicationFactory()
    for _ in range(5):
        MentorAssignmentFactory(application=large)
        InformationRequestFactory(application=large, answered=True)
    judge_all(large)

    assert queries_of(client, address(large)) == queries_of(client, address(small))


@pytest.mark.parametrize("closed", ["approved", "refused", "cancelled", "discontinued"])
def test_a_closed_case_has_no_clock_and_no_steps(closed):
    case = ApplicationFactory(**{closed: True})

    page = officer().get(address(case)).context["page"]

    assert page.clock is None
    assert page.steps.primary is None


def test_the_page_is_well_formed():
    case = ApplicationFactory(waiting=True, judged=True, convicted=True)
    MentorAssignmentFactory(application=case)

    for client in (officer(), department(), company(case.company)):
        assert outline(client.get(address(case))).wrong == []


def test_why_this_partnership_is_told_from_what_was_recorded_at_routing():
    shop = bakery()
    (case, *_others) = submit(filled_form(shop).pk, actor=shop.actor, on=RECEIVED)

    page = page_of(company(shop.company), case)

    assert "Waarom dit partnerschap?" in page
    assert "Paritair comité 118 hoort bij de sector" in page
    assert "Aanvraag ingediend" in page
