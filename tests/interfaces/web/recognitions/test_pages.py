"""The list of recognitions and the page of one: who sees which, through which filters, at which cost."""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import AssignmentState, RecognitionState
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]


def found(client: Client, query: str = "") -> list[int]:
    """The numbers of the recognitions on the page, in their order."""
    response = client.get(f"/erkenningen/{query}")
    assert response.status_code == 200
    return [row.recognition.pk for row in response.context["rows"]]


def recognised(**more: object) -> Recognition:
    return RecognitionFactory(**{"valid_from": date(2021, 3, 11), "valid_to": date(2031, 3, 9), **more})


def test_an_officer_sees_what_counts_now_at_the_own_partnership_the_first_end_on_top():
    late, soon = recognised(valid_to=date(2029, 1, 1)), recognised(valid_to=date(2026, 5, 1))
    recognised(application__partnership__code="hout")
    RecognitionFactory(expired=True)

    assert found(officer()) == [soon.pk, late.pk]


def test_a_company_sees_its_own_recognitions_and_no_others():
    own, other = recognised(), recognised()
    client = company(own.company)

    assert found(client) == [own.pk]
    assert client.get(f"/erkenningen/{own.pk}/").status_code == 200
    assert client.get(f"/erkenningen/{other.pk}/").status_code == 404


def test_a_partnership_does_not_open_a_recognition_of_another():
    other = recognised(application__partnership__code="hout")

    assert officer().get(f"/erkenningen/{other.pk}/").status_code == 404
    assert found(officer(), "?partnerschap=hout&toestand=alle") == []


@pytest.mark.parametrize(
    ("state", "flagged"),
    [
        pytest.param(RecognitionState.ACTIVE, True, id="live"),
        pytest.param(RecognitionState.EXPIRED, False, id="ended"),
    ],
)
def test_a_live_recognition_is_flagged_when_a_mentor_did_not_follow_the_training_in_time(state, flagged):
    one = recognised(state=state)
    MentorAssignmentFactory(
        application=one.application,
        recognition=one,
        state=AssignmentState.LAPSED,
        training_deadline_on=date(2026, 1, 1),
    )

    assert ("mentoropleiding te laat" in text_of(officer().get(f"/erkenningen/{one.pk}/"))) is flagged


@pytest.mark.parametrize("reader", [flemish, department], ids=lambda reader: reader.__name__)
def test_supervisors_see_every_recognition_and_can_choose_a_partnership(reader):
    ours, theirs = recognised(), recognised(application__partnership__code="hout")

    assert set(found(reader())) == {ours.pk, theirs.pk}
    assert found(reader(), "?partnerschap=hout") == [theirs.pk]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        pytest.param("", {"far", "soon", "bare"}, id="what counts now"),
        pytest.param("?toestand=alle", {"far", "soon", "bare", "gone"}, id="all"),
        pytest.param("?toestand=EXPIRED", {"gone"}, id="one state"),
        pytest.param("?toestand=INCOMPLETE", {"bare"}, id="without a mentor"),
        pytest.param("?einde=3", {"soon"}, id="ends within three months"),
        pytest.param("?einde=1", set(), id="nothing ends within a month"),
        pytest.param("?einde=3&toestand=alle", {"soon"}, id="what ended does not end any more"),
        pytest.param("?opleiding=bakk", {"far"}, id="words of the programme"),
        pytest.param("?zoek=koren", {"soon"}, id="begin of the name"),
        pytest.param("?toestand=weg", {"far", "soon", "bare"}, id="unknown state"),
    ],
)
def test_filters_narrow_the_list(query, wanted):
    ones = {
        "far": recognised(application__programme=ProgrammeFactory(name="Bakkerij duaal")),
        "soon": recognised(
            valid_to=date(2026, 5, 20), application__site__company=CompanyFactory(name="Korenaar")
        ),
        "bare": recognised(state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 3, 1)),
        "gone": RecognitionFactory(expired=True),
    }

    assert set(found(officer(), query)) == {ones[name].pk for name in wanted}


def test_the_csv_holds_the_recognitions_of_the_reader():
    recognised(application__site__company=CompanyFactory(name="Korenaar"))
    recognised(application__partnership__code="hout")

    lines = text_of(officer().get("/erkenningen.csv")).strip().split("\r\n")

    assert len(lines) == 2
    assert "Korenaar" in lines[1]
    assert "2031-03-09" in lines[1]


def test_a_company_without_a_recognition_reads_how_to_get_one():
    page = text_of(company(CompanyFactory()).get("/erkenningen/"))

    assert "U heeft nu geen erkenning" in page
    assert 'href="/aanvragen/nieuw/"' in page


def test_the_list_costs_as_much_for_many_as_for_one():
    recognised()
    client = officer()
    one = queries_of(client, "/erkenningen/")
    for _ in range(4):
        recognised()

    assert queries_of(client, "/erkenningen/") == one


def test_the_page_shows_period_mentors_running_agreements_case_and_history():
    recognition = recognised(valid_to=date(2026, 5, 1))
    MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state=AssignmentState.ACTIVE_UNTRAINED,
        training_deadline_on=date(2026, 6, 30),
        person__given_name="Mieke",
        person__family_name="Verzonnen",
    )
    AgreementFactory(recognition=recognition)
    AgreementFactory(recognition=recognition, ended=True)

    response = company(recognition.company).get(f"/erkenningen/{recognition.pk}/")

    page = text_of(response)
    assert "Nog 52 dagen (tot vrijdag 1 mei)" in page
    assert "Daarna kan er geen nieuwe overeenkomst meer" in page
    assert "Mieke Verzonnen" in page
    assert "mentoropleiding uiterlijk op 30 juni 2026" in page
    sections = {section.key: section.content for section in response.context["page"].sections}
    assert sections["erkenning"].running == 1
    assert recognition.application.reference in page
    assert outline(response).wrong == []


def test_a_recognition_far_from_its_end_has_no_clock():
    recognition = recognised()

    assert officer().get(f"/erkenningen/{recognition.pk}/").context["page"].clock is None


def test_the_page_costs_as_much_for_many_mentors_as_for_one():
    recognition = recognised()
    add = {"application": recognition.application, "recognition": recognition, "state": "ACTIVE"}
    MentorAssignmentFactory(**add)
    client = officer()
    one = queries_of(client, f"/erkenningen/{recognition.pk}/")
    for _ in range(4):
        MentorAssignmentFactory(**add)

    assert queries_of(client, f"/erkenningen/{recognition.pk}/") == one


def test_the_page_of_the_company_and_of_the_case_lead_to_the_recognition():
    recognition = recognised()
    client = company(recognition.company)

    for address in (
        f"/ondernemingen/{recognition.company.enterprise_number}/",
        f"/dossiers/{recognition.application.reference}/",
    ):
        assert f'href="/erkenningen/{recognition.pk}/"' in text_of(client.get(address))
