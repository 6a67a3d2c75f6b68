"""The pages of the steps on a case: every button works, every refusal is told, what was typed stays."""

from datetime import date, timedelta

import pytest
from django.test import Client

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.models import Application, ConditionJudgement, Recognition
from duaal.casework.recognition.states import ApplicationState
from tests.casework.recognition.actors import COLLEAGUE
from tests.casework.recognition.factories import ApplicationFactory, MentorAssignmentFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

TODAY = date(2026, 3, 10)
OF_OFFICERS = ["beoordelen", "aanvulling-vragen", "toekennen", "weigeren"]
OF_COMPANIES = ["beantwoorden", "intrekken"]


def address(case: Application, step: str) -> str:
    return f"/dossiers/{case.reference}/{step}/"


def state_of(case: Application) -> str:
    return Application.objects.get(pk=case.pk).state


def failing_case(**traits: object) -> Application:
    """A case in which every condition was judged and U2 is not met."""
    case = ApplicationFactory(judged=True, **traits)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief vermogen.")
    return case


def assert_done(response, case: Application) -> None:
    assert response.status_code == 302, text_of(response)
    assert response["Location"] == f"/dossiers/{case.reference}/"


def test_the_question_page_says_until_when_the_company_can_answer_and_that_the_clock_runs_on():
    case = ApplicationFactory()

    page = text_of(officer().get(address(case, "aanvulling-vragen")))

    assert "De onderneming kan antwoorden tot en met dinsdag 24 maart 2026." in page
    assert "De termijn om te beslissen loopt door: de laatste dag blijft maandag 16 maart 2026." in page


def test_an_officer_asks_a_question():
    case = ApplicationFactory()
    client = officer()

    response = client.post(address(case, "aanvulling-vragen"), {"items": "Een foto van de oven."})

    assert_done(response, case)
    assert state_of(case) == ApplicationState.INFO_REQUESTED
    assert "De vraag is gesteld." in text_of(client.get(f"/dossiers/{case.reference}/"))


def test_an_empty_question_comes_back_with_the_error_at_its_field():
    case = ApplicationFactory()

    response = officer().post(address(case, "aanvulling-vragen"), {"items": "  "})

    page = text_of(response)
    assert response.status_code == 422
    assert page.count("Schrijf op wat er ontbreekt. Nu is het veld leeg.") == 2
    assert 'href="#id_items"' in page
    assert state_of(case) == ApplicationState.IN_REVIEW


def test_a_national_number_in_a_question_comes_back_with_what_was_typed():
    case = ApplicationFactory()

    response = officer().post(address(case, "aanvulling-vragen"), {"items": "Is 85.07.30-033.28 juist?"})

    page = text_of(response)
    assert response.status_code == 422
    assert "In deze tekst staat een rijksregisternummer." in page
    assert "Is 85.07.30-033.28 juist?" in page


def test_a_company_answers_with_a_new_extract():
    case = ApplicationFactory(waiting=True)
    mentor = case.assignments.get()

    response = company(case.company).post(
        address(case, "beantwoorden"),
        {
            "text": "Het nieuwe uittreksel.",
            f"extract_model_{mentor.pk}": "596.2",
            f"extract_issued_on_{mentor.pk}": "2026-03-06",
        },
    )

    mentor.refresh_from_db()
    assert_done(response, case)
    assert state_of(case) == ApplicationState.IN_REVIEW
    assert mentor.extract_issued_on == date(2026, 3, 6)


def test_a_company_answers_without_a_new_extract():
    case = ApplicationFactory(waiting=True)

    response = company(case.company).post(address(case, "beantwoorden"), {"text": "Zijn broer vervangt hem."})

    assert_done(response, case)
    assert case.information_requests.get().answer == "Zijn broer vervangt hem."


@pytest.mark.parametrize(
    ("model", "issued_on", "sentence"),
    [
        pytest.param("595", "2026-03-06", "Model 595 volstaat niet. Vraag bij de gemeente", id="wrong model"),
        pytest.param("596.2", "2026-03-11", "De dag 11/03/2026 ligt in de toekomst.", id="tomorrow"),
        pytest.param("596.2", "2025-02-20", "Het uittreksel van 20/02/2025 is te oud", id="too old"),
        pytest.param("596.2", "", "Vul ook de dag in waarop dit uittreksel is gemaakt.", id="no day"),
        pytest.param("", "2026-03-06", "Kies ook het model van dit uittreksel.", id="no model"),
        pytest.param("596.2", "31/02/2026", "Dit is geen datum die bestaat.", id="no date"),
    ],
)
def test_a_wrong_extract_comes_back_with_the_value_and_the_answer_kept(model, issued_on, sentence):
    case = ApplicationFactory(waiting=True)
    mentor = case.assignments.get()

    response = company(case.company).post(
        address(case, "beantwoorden"),
        {
            "text": "Mijn lange antwoord.",
            f"extract_model_{mentor.pk}": model,
            f"extract_issued_on_{mentor.pk}": issued_on,
        },
    )

    page = text_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert "Mijn lange antwoord." in page
    assert state_of(case) == ApplicationState.INFO_REQUESTED


def test_a_company_withdraws_its_application_with_a_post_only():
    case = ApplicationFactory()
    client = company(case.company)

    opened = client.get(address(case, "intrekken"))
    still = state_of(case)
    sent = client.post(address(case, "intrekken"), {"remark": ""})

    assert "Dat kunt u niet terugdraaien." in text_of(opened)
    assert still == ApplicationState.IN_REVIEW
    assert_done(sent, case)
    assert state_of(case) == ApplicationState.CANCELLED


def test_the_grant_page_shows_every_condition_and_the_period_and_the_button_grants():
    case = ApplicationFactory(judged=True)
    client = officer()

    page = text_of(client.get(address(case, "toekennen")))
    response = client.post(address(case, "toekennen"), {"remark": "Mooi."})

    assert "van dinsdag 10 maart 2026 tot en met zondag 9 maart 2031" in page
    for code in ("U1", "U4", "U7", "M1", "M1a", "M5"):
        assert f"<strong>{code}</strong>" in page
    assert_done(response, case)
    assert Recognition.objects.get().application == case


def test_a_grant_that_is_not_possible_shows_every_reason_instead_of_the_button():
    case = failing_case(submitted_by_id=None)

    response = officer().get(address(case, "toekennen"))

    page = text_of(response)
    assert response.status_code == 200
    assert "Deze stap kan nu niet" in page
    assert "U2 is niet voldaan" in page
    assert not outline(response).posts[1:]


def test_a_grant_that_became_impossible_comes_back_with_every_reason_and_the_remark():
    case = failing_case()
    case.judgements.filter(condition="U7").delete()

    response = officer().post(address(case, "toekennen"), {"remark": "Mooie werkplaats."})

    page = text_of(response)
    assert response.status_code == 422
    assert "U2 is niet voldaan" in page
    assert "U7 is nog niet beoordeeld" in page
    assert "Mooie werkplaats." in page
    assert not Recognition.objects.exists()


def test_the_refusal_page_names_every_failed_condition_with_its_reason_and_the_appeal():
    case = failing_case(mentor__too_young=True)
    case.judgements.filter(condition="M2").update(verdict="not_met", reason="24 jaar zonder bewijs.")
    client = officer()

    page = text_of(client.get(address(case, "weigeren")))
    response = client.post(address(case, "weigeren"), {"remark": ""})

    for words in ("Negatief vermogen.", "24 jaar zonder bewijs.", "<strong>U4</strong>", "10 kalenderdagen"):
        assert words in page
    assert "<strong>U1</strong>" not in page
    assert_done(response, case)
    assert state_of(case) == ApplicationState.REFUSED


def test_a_refusal_without_a_failed_condition_says_what_to_do_first():
    case = ApplicationFactory(judged=True)

    response = officer().post(address(case, "weigeren"), {"remark": "Nee."})

    page = text_of(response)
    assert response.status_code == 422
    assert "Geen enkele voorwaarde is beoordeeld als niet voldaan." in page
    assert ">Nee.</textarea>" in page.replace("\n", "")


def test_what_the_facts_decide_stands_ready_and_what_a_person_judges_does_not():
    case = ApplicationFactory(mentor__outside=True)
    mentor = case.assignments.get().pk

    form = officer().get(address(case, "beoordelen")).context["form"]

    ready = {name: form[name].initial for name in form.fields if name.startswith("verdict_")}
    assert ready == {
        "verdict_u1": "",
        "verdict_u2": "",
        "verdict_u3": "",
        "verdict_u5": "met",
        "verdict_u6": "met",
        "verdict_u7": "met",
        f"verdict_m1_{mentor}": "met",
        f"verdict_m1a_{mentor}": "",
        f"verdict_m2_{mentor}": "met",
        f"verdict_m3_{mentor}": "met",
        f"verdict_m4_{mentor}": "",
        f"verdict_m5_{mentor}": "not_met",
    }
    assert form[f"reason_m5_{mentor}"].initial == "De mentor hoort bij de onderneming: nee."


def test_a_derogation_can_be_chosen_only_where_it_is_open():
    case = ApplicationFactory(convicted=True, mentor__too_young=True, mentor__with_proof=True)
    mentor = case.assignments.get().pk

    form = officer().get(address(case, "beoordelen")).context["form"]

    open_to = {
        name for name, field in form.fields.items() if "derogated" in dict(getattr(field, "choices", ()))
    }
    assert open_to == {"verdict_u3", f"verdict_m2_{mentor}"}


def test_an_officer_saves_some_verdicts_and_goes_on_later():
    case = ApplicationFactory()
    client = officer()

    response = client.post(
        address(case, "beoordelen"),
        {"verdict_u1": "met", "verdict_u2": "not_met", "reason_u2": "Negatief vermogen."},
    )
    again = client.get(address(case, "beoordelen")).context["form"]

    assert_done(response, case)
    assert set(case.judgements.values_list("condition", "verdict")) == {("U1", "met"), ("U2", "not_met")}
    assert (again["verdict_u2"].initial, again["reason_u2"].initial) == ("not_met", "Negatief vermogen.")


def test_a_verdict_that_stays_the_same_keeps_the_name_of_who_gave_it():
    case = ApplicationFactory(judged=True)

    officer().post(
        address(case, "beoordelen"), {"verdict_u1": "met", "verdict_u2": "not_met", "reason_u2": "Nee."}
    )

    names = dict(
        case.judgements.filter(condition__in=["U1", "U2"]).values_list("condition", "judged_by_name")
    )
    assert names["U1"] == "Officier Janssens"
    assert names["U2"] != "Officier Janssens"


def test_saving_without_a_verdict_says_what_to_do():
    case = ApplicationFactory()

    response = officer().post(address(case, "beoordelen"), {})

    assert response.status_code == 422
    assert "U hebt nog niets veranderd." in text_of(response)


def test_verdicts_that_cannot_stand_come_back_all_at_once_at_their_fields_with_what_was_typed():
    case = ApplicationFactory(mentor__too_young=True)
    mentor = case.assignments.get().pk

    response = officer().post(
        address(case, "beoordelen"),
        {
            "verdict_u1": "not_met",
            "verdict_u2": "not_met",
            "reason_u2": "Een goede reden.",
            f"verdict_m2_{mentor}": "met",
            f"verdict_m1a_{mentor}": "met",
        },
    )

    page = text_of(response)
    assert response.status_code == 422
    assert "Schrijf bij U1 de reden van uw oordeel op" in page
    assert 'href="#id_reason_u1"' in page
    assert "M2 kan niet op voldaan staan" in page
    assert f'href="#id_verdict_m2_{mentor}"' in page
    assert f'href="#id_entries_m1a_{mentor}"' in page
    assert "Een goede reden." in page
    assert not ConditionJudgement.objects.exists()


def test_a_verdict_that_is_not_on_the_page_is_refused_by_the_form():
    case = ApplicationFactory()

    response = officer().post(address(case, "beoordelen"), {"verdict_u1": "derogated", "reason_u1": "Toch."})

    assert response.status_code == 422
    assert not ConditionJudgement.objects.exists()


def test_every_mentor_is_judged_apart():
    case = ApplicationFactory()
    first, second = case.assignments.get(), MentorAssignmentFactory(application=case)

    officer().post(
        address(case, "beoordelen"),
        {
            f"verdict_m2_{first.pk}": "met",
            f"verdict_m2_{second.pk}": "not_met",
            f"reason_m2_{second.pk}": "Het document klopt niet.",
        },
    )

    assert dict(case.judgements.values_list("assignment_id", "verdict")) == {
        first.pk: "met",
        second.pk: "not_met",
    }


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("beoordelen", {"verdict_u1": "not_met", "reason_u1": "Wat ik typte."}),
        ("aanvulling-vragen", {"items": "Wat ik typte."}),
        ("toekennen", {"remark": "Wat ik typte."}),
        ("weigeren", {"remark": "Wat ik typte."}),
    ],
)
def test_who_comes_too_late_is_told_and_sees_the_new_state(step, typed):
    case = ApplicationFactory(judged=True)
    handling.grant(case.pk, actor=COLLEAGUE, on=TODAY)

    response = officer().post(address(case, step), typed)

    page = text_of(response)
    assert response.status_code == 409
    assert "Deze stap kan niet meer: het dossier is intussen verder." in page
    assert "Het dossier heeft nu deze toestand: erkend." in page
    assert "Wat ik typte." in page


@pytest.mark.parametrize(
    ("step", "typed"),
    [("beantwoorden", {"text": "Wat ik typte."}), ("intrekken", {"remark": "Wat ik typte."})],
)
def test_a_company_that_comes_too_late_is_told(step, typed):
    case = ApplicationFactory(discontinued=True)

    response = company(case.company).post(address(case, step), typed)

    page = text_of(response)
    assert response.status_code == 409
    assert "Het dossier heeft nu deze toestand: stopgezet." in page
    assert "Wat ik typte." in page


@pytest.mark.parametrize("step", OF_OFFICERS)
@pytest.mark.parametrize("reader", [flemish, department], ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_partnership_of_the_case_opens_the_pages_of_its_steps(step, reader, method):
    case = failing_case()

    response = getattr(reader(), method)(address(case, step))

    assert response.status_code == 403
    assert state_of(case) == ApplicationState.IN_REVIEW


@pytest.mark.parametrize("step", OF_OFFICERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_case_of_another_partnership_is_not_there(step, method):
    case = failing_case()

    response = getattr(officer("hout"), method)(address(case, step))

    assert response.status_code == 404
    assert state_of(case) == ApplicationState.IN_REVIEW


@pytest.mark.parametrize("step", OF_OFFICERS)
def test_a_company_cannot_decide(step):
    case = failing_case()

    assert company(case.company).post(address(case, step)).status_code == 403
    assert state_of(case) == ApplicationState.IN_REVIEW


@pytest.mark.parametrize("step", OF_COMPANIES)
def test_nobody_answers_or_withdraws_for_a_company(step):
    case = ApplicationFactory(waiting=True)
    typed = {"text": "Antwoord", "remark": ""}

    assert officer().post(address(case, step), typed).status_code == 403
    assert department().post(address(case, step), typed).status_code == 403
    assert company(CompanyFactory()).post(address(case, step), typed).status_code == 404
    assert state_of(case) == ApplicationState.INFO_REQUESTED


@pytest.mark.parametrize("step", [*OF_OFFICERS, *OF_COMPANIES])
def test_nobody_sets_a_step_without_login(step):
    case = ApplicationFactory()

    response = Client().post(address(case, step))

    assert response.status_code == 302
    assert response["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("step", [*OF_OFFICERS, *OF_COMPANIES])
def test_opening_a_page_changes_nothing(step):
    case = failing_case(waiting=step == "beantwoorden")
    before = state_of(case)
    client = company(case.company) if step in OF_COMPANIES else officer()

    response = client.get(address(case, step))

    assert response.status_code == 200
    assert outline(response).wrong == []
    assert state_of(case) == before


def test_the_judging_page_costs_no_more_queries_with_more_mentors():
    client = officer()
    small, large = ApplicationFactory(), ApplicationFactory()
    for _ in range(4):
        MentorAssignmentFactory(application=large)

    assert queries_of(client, address(large, "beoordelen")) == queries_of(
        client, address(small, "beoordelen")
    )


def test_an_answer_on_the_last_day_is_in_time():
    case = ApplicationFactory(waiting=True)
    case.information_requests.update(due_on=TODAY)

    page = text_of(company(case.company).get(address(case, "beantwoorden")))

    assert "U kunt antwoorden tot en met dinsdag 10 maart 2026." in page
    assert TODAY + timedelta(days=6) == case.deadline_on
