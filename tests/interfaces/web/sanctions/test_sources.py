"""Guidance and a proposed sanction begin with a finding or a proposal, and both sides show each other."""

import pytest
from django.test import Client

from duaal.casework.recognition.models import Control, Finding, Guidance, Hearing, Recognition
from tests.casework.recognition.factories import RECEIVED, RecognitionFactory
from tests.casework.recognition.proposing.providers import a_provider, agreement_of
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, officer, text_of
from tests.interfaces.web.reading import Outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_16_march_2026")]

TEXT = "De mentor was er niet."
ACTION = {"description_of_action": "Plan een gesprek.", "responsible": "Ann Peeters", "due_on": "2026-04-01"}
GUIDE = {"shortcoming": "D6", "description": TEXT, **ACTION}
STEPS = [
    pytest.param("begeleiding/starten", GUIDE, "Begeleiding begonnen", id="guide"),
    pytest.param("sanctie/voorstellen", {"reason": TEXT}, "Sanctie voorgesteld", id="sanction"),
]


def a_finding(place: Recognition, *, whole: bool = False, inspector_id: int = 0) -> Finding:
    control = Control.objects.create(
        company=place.company,
        inspector_id=inspector_id,
        inspector_name="Inspecteur Vos",
        reason="Klacht.",
        opened_on=RECEIVED,
        ends_on=RECEIVED,
    )
    return Finding.objects.create(
        control=control, recognition=None if whole else place, text=TEXT, found_on=RECEIVED
    )


def well_formed(client: Client, path: str) -> str:
    page = text_of(client.get(path))
    assert Outline(page).wrong == []
    return page


def step_of(place: Recognition, step: str, finding: Finding) -> str:
    return f"/erkenningen/{place.pk}/{step}/?vaststelling={finding.pk}"


@pytest.mark.parametrize(("step", "typed", "came"), STEPS)
@pytest.mark.parametrize("whole", [False, True], ids=["one place", "whole undertaking"])
def test_a_finding_leads_to_a_filled_in_step_that_stays_linked(step, typed, came, whole):
    place = RecognitionFactory()
    user = UserFactory(inspector=True)
    inspector = Client()
    inspector.force_login(user)
    finding, client = a_finding(place, whole=whole, inspector_id=user.pk), officer()
    address, page = step_of(place, step, finding), f"/erkenningen/{place.pk}/"
    assert address in well_formed(client, page)
    form = well_formed(client, address)

    answer = client.post(address, typed)

    after = well_formed(client, page)
    made = Guidance.objects.first() or Hearing.objects.get()
    assert TEXT in form
    assert "Dit begint met de vaststelling van Inspecteur Vos" in form
    assert answer["Location"] == page
    assert made.finding == finding
    assert came in after
    assert "de vaststelling van" in after
    assert "het partnerschap" in well_formed(inspector, f"/controles/{finding.control_id}/").lower()
    assert "vaststelling" not in text_of(company(place.company).get(page))


@pytest.mark.parametrize(("step", "typed", "came"), STEPS)
def test_a_finding_about_another_place_is_not_taken_along(step, typed, came):
    place, other = RecognitionFactory(), RecognitionFactory()
    finding, client = a_finding(other), officer()
    address = step_of(place, step, finding)

    form = text_of(client.get(address))
    client.post(address, typed)

    made = Guidance.objects.first() or Hearing.objects.get()
    assert TEXT not in form
    assert made.finding is None
    assert text_of(client.get(f"/erkenningen/{place.pk}/{step}/?vaststelling=x²")).count(TEXT) <= 1


def test_a_finding_about_the_undertaking_is_read_by_each_body_that_recognised_it_only():
    place = RecognitionFactory()
    elsewhere = RecognitionFactory(application__partnership__code="hout")
    a_finding(place, whole=True)

    assert TEXT in text_of(officer().get(f"/erkenningen/{place.pk}/"))
    assert TEXT not in text_of(officer("hout").get(f"/erkenningen/{elsewhere.pk}/"))


@pytest.mark.parametrize(
    ("step", "typed", "came"),
    [
        ("begeleiding", {"shortcoming": "D5", "description": "Meer."}, "Begeleiding begonnen"),
        ("sanctie", {"reason": "Ernstig."}, "Sanctie voorgesteld"),
    ],
)
def test_a_proposal_fills_in_the_step_and_both_sides_show_each_other(step, typed, came):
    place, client, school = RecognitionFactory(), officer(), Client()
    agreement_of(a_provider(), place)
    school.force_login(UserFactory(counsellor=True, organisation="045678"))
    path = school.post(f"/voorstellen/nieuw/{place.pk}/", {"reasons": TEXT})["Location"]
    form = well_formed(client, f"{path}{step}/")

    client.post(f"{path}{step}/", typed)

    made = Guidance.objects.first() or Hearing.objects.get()
    assert TEXT in form
    assert made.proposal is not None
    assert path in well_formed(client, f"/erkenningen/{place.pk}/")
    assert came in well_formed(client, path)
    assert came in well_formed(school, path)
    assert path not in text_of(company(place.company).get(f"/erkenningen/{place.pk}/"))
