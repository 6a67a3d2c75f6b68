"""Proposals of withdrawal by software: of a school where it had an agreement, answered by the partnership."""

import pytest

from duaal.casework.recognition.models import Recognition, WithdrawalProposal
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.recognition.proposing.providers import a_provider, agreement_of
from tests.foundation.accounts.factories import actor_for
from tests.interfaces.api.asking import post, software
from tests.interfaces.api.personal import counsellor, software_of
from tests.interfaces.web.readers import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

PROPOSALS = "/api/v1/proposals"
WHY = "De leerling stond er alleen voor."


@pytest.fixture
def place() -> Recognition:
    recognition = RecognitionFactory()
    agreement_of(a_provider(), recognition)
    return recognition


@pytest.fixture
def bouw():
    return software(Role.PARTNERSHIP, "bouw")


def proposed(place: Recognition) -> str:
    answer = post(counsellor(), PROPOSALS, {"recognition": place.pk, "reasons": WHY})
    assert answer.status_code == 201, answer.content
    return f"{PROPOSALS}/{answer.json()['id']}"


def codes(answer) -> list[str]:
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_a_school_finds_the_place_proposes_once_and_reads_when_the_answer_comes(place):
    client = counsellor()
    body = {"recognition": place.pk, "reasons": WHY}

    (found,) = client.get(f"{PROPOSALS}/places").json()
    first, again = (post(client, PROPOSALS, body, key="voorstel-1") for _ in range(2))
    second = post(client, PROPOSALS, body)

    assert found["recognition"] == place.pk
    assert (first.status_code, again.json()) == (201, first.json())
    assert first.json()["answer_by"] == "2026-03-24"
    assert (second.status_code, codes(second)) == (422, ["proposal_open"])
    assert WithdrawalProposal.objects.count() == 1


def test_a_place_without_an_own_agreement_is_not_there(place):
    elsewhere = software_of(actor_for(Role.COUNSELLOR, "099999"))

    answer = post(elsewhere, PROPOSALS, {"recognition": place.pk, "reasons": WHY})

    assert answer.status_code == 404
    assert elsewhere.get(f"{PROPOSALS}/places").json() == []


@pytest.mark.parametrize(
    ("step", "body", "state"),
    [
        pytest.param(
            "guidance",
            {"shortcoming": "D6", "description": "Geen opvolging."},
            RecognitionState.UNDER_GUIDANCE,
            id="guidance",
        ),
        pytest.param("dismissal", {"reason": "Al opgelost."}, RecognitionState.ACTIVE, id="dismissed"),
    ],
)
def test_the_partnership_answers_and_the_school_reads_it(place, bouw, step, body, state):
    address = proposed(place)

    answer = post(bouw, f"{address}/{step}", body)
    again = post(bouw, f"{address}/{step}", body)

    place.refresh_from_db()
    assert answer.status_code == 200, answer.content
    assert place.state == state
    assert (again.status_code, codes(again)) == (409, ["wrong_state"])
    assert counsellor().get(address).json()["answer_reason"] == next(reversed(body.values()))
    assert Entry.objects.filter(file_kind="withdrawal_proposal").count() == 2


def test_taking_it_up_with_a_sanction_needs_a_recognition_under_guidance(place, bouw):
    Recognition.objects.filter(pk=place.pk).update(state=RecognitionState.UNDER_GUIDANCE)
    address = proposed(place)

    answer = post(bouw, f"{address}/sanction", {"reason": "Herhaald."})

    place.refresh_from_db()
    assert answer.status_code in (200, 422), answer.content
    assert (place.state == RecognitionState.SANCTION_PROPOSED) is (answer.status_code == 200)


def test_the_company_another_school_and_another_partnership_do_not_see_it(place):
    address = proposed(place)

    others = (software_of(actor_for(Role.COUNSELLOR, "099999")), software(Role.PARTNERSHIP, "hout"))

    assert [one.get(address).status_code for one in others] == [404, 404]
    assert [one.get(PROPOSALS).json()["items"] for one in others] == [[], []]
    assert software(Role.COMPANY, place.company.enterprise_number).get(address).status_code == 403


def test_the_flemish_partnership_reads_and_does_not_answer_for_another(place):
    address = proposed(place)
    flemish = software(Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap")

    assert flemish.get(address).status_code == 200
    assert post(flemish, f"{address}/dismissal", {"reason": "Nee."}).status_code == 403


def test_the_lists_cost_as_much_for_one_as_for_many(place, bouw):
    proposed(place)
    school = counsellor()
    addresses = ((bouw, PROPOSALS), (school, f"{PROPOSALS}/places"))
    before = [queries_of(client, address) for client, address in addresses]
    other = RecognitionFactory()
    agreement_of(a_provider(), other)
    proposed(other)

    assert [queries_of(client, address) for client, address in addresses] == before
