"""What software reads and does about mentors, with the same refusals as the pages."""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.recognition.models import Application, MentorAssignment, Recognition, TrainingCertificate
from duaal.casework.recognition.states import ApplicationKind, AssignmentState, RecognitionState
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.identifiers import make_national_number
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.factories import TrainingCertificateFactory
from tests.casework.recognition.mentors.places import mentor_at, place, untrained_at
from tests.interfaces.api.asking import post, software
from tests.register.partnerships.factories import ReportingSectorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

MENTORS = "/api/v1/mentors"
CERTIFICATE = {
    "course": "Mentoropleiding",
    "provider": "Centrum Noord",
    "provider_registered": True,
    "hours": 8,
    "followed_on": "2026-03-05",
}


def of_company(recognition: Recognition) -> Client:
    return software(Role.COMPANY, recognition.company.enterprise_number)


def of_partnership() -> Client:
    return software(Role.PARTNERSHIP, "bouw")


def somebody(**changed: object) -> dict[str, object]:
    values = {
        "given_name": "Mieke",
        "family_name": "Verzonnen",
        "national_number": make_national_number(date(1985, 4, 12), 901),
        "position": "employee",
        "experience_since": "2010-09-01",
        "extract_model": "596.2",
        "extract_issued_on": "2026-03-01",
    }
    return {**values, **changed}


def test_a_company_reads_its_own_mentors_without_national_numbers():
    recognition = place()
    mentor = untrained_at(recognition)
    mentor_at(place())

    answer = of_company(recognition).get(MENTORS)

    (item,) = answer.json()["items"]
    assert item["id"] == mentor.pk
    assert item["training_deadline_on"] == "2026-09-10"
    assert "national_number" not in item


def test_software_names_a_mentor_and_gets_a_case_per_recognition():
    recognition = place()
    other = place(application__site=recognition.site)

    answer = post(
        of_company(recognition),
        MENTORS,
        {"recognitions": [recognition.pk, other.pk], "mentor": somebody()},
    )

    assert answer.status_code == 201
    assert len(answer.json()["applications"]) == 2
    assert Application.objects.filter(kind=ApplicationKind.ADD_MENTOR).count() == 2


def test_the_same_question_with_the_same_key_names_the_mentor_once():
    recognition = place()
    client, body = of_company(recognition), {"recognitions": [recognition.pk], "mentor": somebody()}

    first, second = (post(client, MENTORS, body, key="naming-0001") for _time in range(2))

    assert first.json() == second.json()
    assert Application.objects.filter(kind=ApplicationKind.ADD_MENTOR).count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"extract_model": "595"}, "M1", id="wrong extract"),
        pytest.param({"experience_since": "2025-01-01"}, "M3", id="too little experience"),
        pytest.param({"national_number": "00000000000"}, "wrong_input", id="wrong number"),
    ],
)
def test_what_no_partnership_can_accept_is_refused_with_its_code(changed, code):
    recognition = place()

    answer = post(
        of_company(recognition),
        MENTORS,
        {"recognitions": [recognition.pk], "mentor": somebody(**changed)},
    )

    assert answer.status_code == 422
    assert [reason["code"] for reason in answer.json()["reasons"]] == [code]


def test_a_recognition_of_another_company_is_not_there():
    recognition = place()

    answer = post(of_company(recognition), MENTORS, {"recognitions": [place().pk], "mentor": somebody()})

    assert answer.status_code == 404


def test_the_last_mentor_stays_with_a_learner_and_can_still_be_said_to_have_left():
    recognition = place()
    mentor = mentor_at(recognition)
    AgreementFactory(recognition=recognition)
    client, address = of_company(recognition), f"{MENTORS}/{mentor.pk}/stop"

    refused = post(client, address, {"why": "taken_away", "last_day": "2026-03-10"})
    left = post(client, address, {"why": "left", "last_day": "2026-03-10"})

    recognition.refresh_from_db()
    assert refused.status_code == 422
    assert refused.json()["reasons"][0]["code"] == "last_mentor"
    assert left.json()["state"] == "ENDED"
    assert recognition.state == RecognitionState.INCOMPLETE


def test_a_certificate_is_sent_and_accepted():
    recognition = place()
    mentor = untrained_at(recognition)
    ReportingSectorFactory(code="bouw", partnership=recognition.partnership)

    sent = post(of_company(recognition), f"{MENTORS}/{mentor.pk}/certificates", CERTIFICATE)
    number = sent.json()["id"]
    accepted = post(of_partnership(), f"/api/v1/certificates/{number}/acceptance", {})

    mentor.refresh_from_db()
    assert sent.status_code == 201
    assert accepted.json()["state"] == "ACCEPTED"
    assert mentor.state == AssignmentState.ACTIVE


def test_a_course_that_does_not_count_is_refused_with_its_code_and_can_be_turned_down():
    certificate: TrainingCertificate = TrainingCertificateFactory(assignment=untrained_at(place()), hours=7)
    address = f"/api/v1/certificates/{certificate.pk}"

    accepted = post(of_partnership(), f"{address}/acceptance", {})
    refused = post(of_partnership(), f"{address}/refusal", {"reason": "Acht uur is het minimum."})

    assert accepted.json()["reasons"][0]["code"] == "too_few_hours"
    assert (refused.status_code, refused.json()["state"]) == (200, "REFUSED")


def test_a_partnership_exempts_a_mentor():
    mentor: MentorAssignment = untrained_at(place())

    answer = post(
        of_partnership(),
        f"{MENTORS}/{mentor.pk}/exemption",
        {"ground": "PEDAGOGICAL", "reason": "Bachelor in het onderwijs."},
    )

    assert (answer.status_code, answer.json()["state"]) == (200, "ACTIVE")
