"""The part at a partner company in the form of an agreement, and the page of a partnership with its rules."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.models import Agreement, CooperationRule
from duaal.casework.agreements.states import AgreementState
from duaal.casework.progress.models import Line, Plan
from duaal.casework.progress.states import Venue
from duaal.register.programmes.models import Competence
from tests.casework.agreements import cooperating, files
from tests.casework.agreements.cooperating import ELSEWHERE, FIRST, LAST, OWN
from tests.casework.agreements.files import MONDAY
from tests.interfaces.web.contracts.test_pages import address, client_of, link, typed
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db

OVERVIEW = "contracts:cooperations"


@pytest.fixture(autouse=True)
def on_a_monday() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def body_of(place) -> Client:
    return client_of(partnership=True, organisation=place.partnership_id)


def planned_at(trajectory, places) -> None:
    """A fixed plan with each competence at a workplace: the first one, or the one that is named."""
    plan = Plan.objects.create(
        trajectory=trajectory,
        version=1,
        starts_on=files.PLAN.first,
        ends_on=files.PLAN.last,
        competences_on=MONDAY,
        made_on=MONDAY,
        made_by_name="Begeleider Smets",
    )
    for code, place in places.items():
        Line.objects.create(
            plan=plan,
            competence=Competence.objects.get(code=code),
            venue=Venue.WORKPLACE,
            recognition=place,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
        )
    Plan.objects.filter(pk=plan.pk).update(fixed_on=MONDAY, content_hash="a" * 64)


def given(**changed):
    return {
        "parts": [ELSEWHERE],
        "max_days": "60",
        "valid_from": "2025-09-01",
        "valid_to": "",
        "decision": "Verslag van 1 september.",
        **changed,
    }


def test_from_the_rule_of_the_partnership_to_a_text_that_everybody_signed():
    trajectory = files.searching()
    first, second = files.place_for(trajectory), files.place_for(trajectory)
    cooperating.competences_of(first)
    planned_at(trajectory, {OWN: None, ELSEWHERE: second})
    body = body_of(first)
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    rule = reverse("contracts:new_cooperation")

    assert first.programme.name in text_of(body.get(rule))
    body.post(f"{rule}?opleiding={first.programme_id}", given())
    assert "Gebak afwerken" in text_of(body.get(reverse(OVERVIEW)))

    new = f"{reverse('contracts:new', args=[trajectory.pk])}?werkplek={first.pk}"
    assert second.company.name in text_of(staff.get(f"{new}&kies-partner=ja"))
    page = staff.get(f"{new}&partner={second.pk}")
    assert "blijft de leervergoeding betalen" in text_of(page)
    part = {
        "partner_first": FIRST.isoformat(),
        "partner_last": LAST.isoformat(),
        "partner_parts": [ELSEWHERE],
        "partner_mentors": [second.assignments.get().pk],
        "partner_signer": "Jan Claes",
        "partner_email": "partner@voorbeeld.test",
    }
    staff.post(f"{new}&partner={second.pk}", {**typed(first), **part})
    agreement = Agreement.objects.get()
    kept = staff.get(address(agreement, "revise")).content.decode()
    assert 'value="Jan Claes"' in kept
    agreement, secrets = files.proposed(agreement)
    shown = text_of(Client().get(link(secrets["partner"])))
    assert "Het deel bij een andere onderneming" in shown
    assert "De leerling leert daar: Gebak afwerken" in shown
    agreement = files.sign_all(agreement, secrets)

    assert agreement.state == AgreementState.SIGNED
    overview = text_of(body.get(reverse(OVERVIEW)))
    assert first.company.name in overview
    assert second.company.name in overview
    assert str(trajectory.learner.person) not in overview


def test_without_a_rule_the_page_says_so_and_offers_the_other_way():
    trajectory = files.searching()
    first, second = files.place_for(trajectory), files.place_for(trajectory)
    cooperating.competences_of(first)
    planned_at(trajectory, {ELSEWHERE: None})
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    new = f"{reverse('contracts:new', args=[trajectory.pk])}?werkplek={first.pk}&partner={second.pk}"
    part = {
        "partner_first": FIRST.isoformat(),
        "partner_last": LAST.isoformat(),
        "partner_parts": [ELSEWHERE],
        "partner_mentors": [second.assignments.get().pk],
        "partner_signer": "Jan Claes",
    }

    page = staff.post(new, {**typed(first), **part, "kijk": "ja"})

    assert "Opeenvolgende overeenkomsten met elke onderneming kunnen wel." in text_of(page)


def test_a_partner_that_is_no_recognised_place_gives_no_page():
    trajectory = files.searching()
    first = files.place_for(trajectory)
    other = files.place_for(files.searching())
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    new = f"{reverse('contracts:new', args=[trajectory.pk])}?werkplek={first.pk}"

    for asked in (other.pk, "abc", "999999"):
        assert staff.get(f"{new}&partner={asked}").status_code == 404


def test_a_partnership_sees_and_ends_only_its_own_rules():
    place, other = files.place_for(files.searching()), files.place_for(files.searching())
    cooperating.competences_of(place)
    rule = cooperating.rule_for(place)
    stranger = client_of(partnership=True, organisation="een-ander")
    end = reverse("contracts:end_cooperation", args=[rule.pk])
    answer = {"last_on": "2026-03-31", "reason": "Herzien."}

    assert other.pk
    assert "Gebak afwerken" not in text_of(stranger.get(reverse(OVERVIEW)))
    assert stranger.post(end, answer).status_code == 404
    body_of(place).post(end, answer)
    rule.refresh_from_db()
    assert rule.valid_to == date(2026, 3, 31)
    assert "Gebak afwerken" in text_of(body_of(place).get(reverse(OVERVIEW)))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"parts": []}, "Kies minstens één competentie"),
        ({"valid_from": ""}, "Vul de eerste dag in"),
        ({"valid_to": "2025-01-01"}, "ligt voor de eerste"),
        ({"decision": ""}, "in welk verslag"),
    ],
)
def test_what_is_wrong_in_a_rule_is_named(changed, words):
    place = files.place_for(files.searching())
    cooperating.competences_of(place)
    new = f"{reverse('contracts:new_cooperation')}?opleiding={place.programme_id}"

    page = body_of(place).post(new, given(**changed))

    assert page.status_code == 422
    assert words in text_of(page)
    assert not CooperationRule.objects.exists()


def test_a_programme_that_is_none_gives_no_page():
    place = files.place_for(files.searching())

    new = f"{reverse('contracts:new_cooperation')}?opleiding=bestaat-niet"
    assert body_of(place).get(new).status_code == 404


def test_the_overview_takes_as_many_queries_for_many_rules_as_for_one():
    place = files.place_for(files.searching())
    cooperating.competences_of(place)
    cooperating.rule_for(place)
    body = body_of(place)
    one = queries_of(body, reverse(OVERVIEW))
    for _number in range(3):
        cooperating.rule_for(place)

    assert queries_of(body, reverse(OVERVIEW)) == one
