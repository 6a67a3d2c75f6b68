"""Visits and transfers by software: the same steps, the same refusals, and never a report for a company."""

import pytest

from duaal.casework.recognition.models import Application, Visit
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.factories import (
    ApplicationFactory,
    RecognitionFactory,
    TransferFactory,
    VisitFactory,
    recognising,
)
from tests.interfaces.api.asking import post, software
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"
APPOINTMENT = {"day": "2026-03-12", "hour": "14:30", "visitor": "Jan Janssens", "purpose": "De oven."}


def codes(answer) -> list[str]:
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_a_visit_is_planned_once_for_a_key_moved_and_reported():
    case = ApplicationFactory()
    bouw = software(Role.PARTNERSHIP, "bouw")
    address = f"{ROOT}applications/{case.reference}/visits"

    planned = post(bouw, address, APPOINTMENT, key="bezoek-0001")
    again = post(bouw, address, APPOINTMENT, key="bezoek-0001")
    visit = f"{ROOT}visits/{planned.json()['id']}"
    moved = post(bouw, visit + "/move", {**APPOINTMENT, "day": "2026-03-10", "hour": None})
    reported = post(bouw, visit + "/report", {"held_on": "2026-03-10", "report": "In orde."})

    assert (planned.status_code, again.json()) == (201, planned.json())
    assert (planned.json()["reference"], planned.json()["hour"]) == (case.reference, "14:30")
    assert (moved.json()["day"], moved.json()["hour"]) == ("2026-03-10", None)
    assert reported.json()["report"] == "In orde."
    assert Visit.objects.count() == 1
    assert codes(post(bouw, visit + "/cancellation", {"reason": "Ziek."})) == ["visit_held"]


def test_a_recognised_workplace_is_visited_too():
    recognition = RecognitionFactory()

    answer = post(
        software(Role.PARTNERSHIP, "bouw"), f"{ROOT}recognitions/{recognition.pk}/visits", APPOINTMENT
    )

    assert answer.status_code == 201
    assert answer.json()["reference"] == recognition.application.reference
    assert answer.json()["is_of_recognition"] is True


def test_a_company_reads_its_appointments_and_nobody_elses():
    visit = VisitFactory(report="Vertrouwelijk.")
    VisitFactory()

    answer = software(Role.COMPANY, visit.application.company.enterprise_number).get(f"{ROOT}visits")

    assert [one["id"] for one in answer.json()] == [visit.pk]
    assert answer.json()[0]["report"] == ""
    assert len(software(Role.PARTNERSHIP, "bouw").get(f"{ROOT}visits").json()) == 2


def test_a_wrong_appointment_is_refused_with_its_field():
    case = ApplicationFactory()
    bouw, address = software(Role.PARTNERSHIP, "bouw"), f"{ROOT}applications/{case.reference}/visits"

    over = post(bouw, address, {**APPOINTMENT, "day": "2026-03-09"})
    hour = post(bouw, address, {**APPOINTMENT, "hour": "25:00"})

    assert [(one["code"], one["field"]) for one in over.json()["reasons"]] == [("wrong_input", "day")]
    assert hour.status_code == 422


def test_a_case_tells_what_its_partnership_asks_and_that_it_is_complete():
    case = ApplicationFactory(partnership=PartnershipFactory(code="horeca"))
    horeca, address = software(Role.PARTNERSHIP, "horeca"), f"{ROOT}applications/{case.reference}"

    assert post(horeca, address + "/completeness", {}).status_code == 200
    assert codes(post(horeca, address + "/completeness", {})) == ["complete_already"]

    found = horeca.get(address).json()
    assert found["complete_on"] == "2026-03-10"
    assert found["papers"] == [
        {
            "requirement": "DEBT_CERTIFICATE",
            "kinds": ["DEBT_CERTIFICATE", "REGISTRATION_PROOF"],
            "obligatory": True,
            "is_there": False,
        }
    ]


def test_a_transfer_is_asked_and_accepted_by_software():
    recognising("hout")
    PartnershipFactory(flemish=True)
    case = ApplicationFactory()
    address = f"{ROOT}applications/{case.reference}/transfer"
    asked = {"to": "hout", "reason": "Het is hout."}

    assert post(software(Role.PARTNERSHIP, "bouw"), address, asked).status_code == 200
    assert codes(post(software(Role.PARTNERSHIP, "bouw"), address, asked)) == ["transfer_asked"]
    accepted = post(software(Role.PARTNERSHIP, "hout"), address + "/acceptance", {})

    assert accepted.json() == {"reference": case.reference, "state": "IN_REVIEW"}
    assert Application.objects.get(pk=case.pk).partnership_id == "hout"


def test_a_declined_transfer_is_ordered_or_kept_by_the_flemish_partnership():
    recognising("hout")
    flemish = PartnershipFactory(flemish=True)
    case = TransferFactory().application
    address = f"{ROOT}applications/{case.reference}/transfer"
    software_of_flemish = software(Role.FLEMISH_PARTNERSHIP, flemish.code)
    why = {"reason": "Geen hout."}

    assert post(software(Role.PARTNERSHIP, "hout"), address + "/refusal", why).status_code == 200
    assert codes(post(software_of_flemish, address + "/keeping", why)) == ["nothing_to_order"]
    assert post(software_of_flemish, address + "/order", {"to": "hout", **why}).status_code == 200

    assert Application.objects.get(pk=case.pk).partnership_id == "hout"
