"""The pages of an agreement: made from what was typed, signed behind a link, and what each party sees."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.models import Agreement, Signatory, Signature
from duaal.casework.agreements.states import AgreementState
from duaal.casework.progress.models import Plan
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.audit.models import Entry
from tests.casework.agreements import files
from tests.casework.agreements.files import LAST, MONDAY, START
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


def school(agreement: Agreement) -> Client:
    return client_of(counsellor=True, organisation=agreement.provider.number)


def address(agreement: Agreement, name: str = "detail") -> str:
    return reverse(f"contracts:{name}", args=[agreement.pk])


def link(secret: str) -> str:
    return reverse("contracts:by_link", args=[secret])


def planned(trajectory: Trajectory) -> Plan:
    return Plan.objects.create(
        trajectory=trajectory,
        version=1,
        starts_on=files.PLAN.first,
        ends_on=files.PLAN.last,
        competences_on=MONDAY,
        made_on=MONDAY,
        made_by_name="Begeleider Smets",
        fixed_on=MONDAY,
        content_hash="a" * 64,
    )


def typed(place: Any, **changed) -> dict[str, Any]:
    """Three days at work and twelve lessons a week, as the form sends it."""
    given: dict[str, Any] = {
        "first": START.isoformat(),
        "last": LAST.isoformat(),
        "mentors": [place.assignments.get().pk],
        "real_0": "24",
        "lessons_0": "12",
        "signer_0": "Ann Peeters",
        "email_0": "zaak@voorbeeld.test",
        "learner_email": "leerling@voorbeeld.test",
        "guardian_email": "ouder@voorbeeld.test",
    }
    for number in range(3):
        given |= {
            f"place_{number}": "workplace",
            f"start_{number}": "08:00",
            f"end_{number}": "17:00",
            f"pause_{number}": "12:00",
            f"pause_end_{number}": "12:30",
            f"second_{number}": "15:00",
            f"second_end_{number}": "15:30",
        }
    return {**given, **changed}


def test_from_the_learner_to_everybody_signed_in_the_browser(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    trajectory = files.searching()
    place = files.place_for(trajectory)
    planned(trajectory)
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    new = reverse("contracts:new", args=[trajectory.pk])

    assert place.company.name in text_of(staff.get(new))
    made = staff.post(f"{new}?werkplek={place.pk}", typed(place))
    agreement = Agreement.objects.get()
    assert made.url == address(agreement)
    staff.post(address(agreement, "propose"))
    links = [re.search(r"/ondertekenen/\S+/", one.body).group() for one in mail.outbox]
    assert len(links) == 3
    for one in links:
        page = Client().get(one)
        shown = re.search(r'name="content_hash" value="(\w+)"', page.content.decode()).group(1)
        Client().post(one, {"content_hash": shown, "has_read": "on"})
    text = files.hash_of(agreement)
    staff.post(address(agreement, "sign"), {"content_hash": text, "has_read": "on"})

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    assert "ondertekend, nog te registreren" in text_of(staff.get(address(agreement)))


def test_what_is_typed_stays_and_the_page_says_why_no_other_kind(settings):
    trajectory = files.searching()
    place = files.place_for(trajectory)
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    new = f"{reverse('contracts:new', args=[trajectory.pk])}?werkplek={place.pk}"

    page = staff.post(new, {**typed(place, real_0="16", lessons_0="16"), "kijk": "ja"})

    text = text_of(page)
    assert page.status_code == 200
    assert "stageovereenkomst alternerende opleiding (SAO)" in text
    assert "Gemiddeld te weinig uren per week op de werkplek." in text
    assert "Gemiddeld 16,00 uur per week" in text
    assert 'value="Ann Peeters"' in page.content.decode()
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"last": "2026-03-01"}, "ligt voor de eerste"),
        ({"first": "0026-03-23"}, "ligt te ver weg"),
        ({"real_0": "veel"}, "is geen aantal uren"),
        ({"from_0": "2026-01-01"}, "liggen niet binnen de overeenkomst"),
        ({"end_0": ""}, "een begin en een einde"),
        ({"pause_0": "18:00", "pause_end_0": "18:30"}, "De uren van deze dag kloppen niet"),
        ({"signer_0": ""}, "Vul in wie voor de onderneming tekent"),
        ({"mentors": []}, "Kies minstens één mentor"),
    ],
)
def test_wrong_input_is_named_with_what_to_do_and_keeps_the_rest(changed, words):
    trajectory = files.searching()
    place = files.place_for(trajectory)
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    new = f"{reverse('contracts:new', args=[trajectory.pk])}?werkplek={place.pk}"

    page = staff.post(new, typed(place, **changed))

    assert page.status_code == 422
    assert words in text_of(page)
    assert "leerling@voorbeeld.test" in page.content.decode()
    assert not Agreement.objects.exists()


def test_a_place_that_is_not_recognised_for_the_programme_cannot_be_chosen():
    trajectory = files.searching()
    elsewhere = files.place_for(files.searching())
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    new = reverse("contracts:new", args=[trajectory.pk])

    for asked in (elsewhere.pk, "abc", "999999"):
        assert staff.get(f"{new}?werkplek={asked}").status_code == 404


def test_a_mail_scanner_that_opens_every_link_signs_nothing():
    _agreement, secrets = files.proposed()
    before = Entry.objects.count()

    for secret in secrets.values():
        scanner = Client()
        for _time in range(3):
            page = scanner.get(link(secret))
            assert page.status_code == 200
            assert page["Referrer-Policy"] == "same-origin"
            assert "no-store" in page["Cache-Control"]
            scanner.head(link(secret))

    assert not Signature.objects.exists()
    assert Entry.objects.count() == before


def test_the_button_without_the_tick_signs_nothing_and_says_so():
    agreement, secrets = files.proposed()

    page = Client().post(link(secrets["learner"]), {"content_hash": files.hash_of(agreement)})

    assert page.status_code == 422
    assert "Vink aan dat u de tekst las" in text_of(page)
    assert not Signature.objects.exists()


def test_a_second_press_of_the_button_thanks_and_signs_once():
    agreement, secrets = files.proposed()
    given = {"content_hash": files.hash_of(agreement), "has_read": "on"}
    learner = Client()

    for _time in range(2):
        answer = learner.post(link(secrets["learner"]), given)
        assert answer.url == link(secrets["learner"])

    assert "U hebt getekend op 16 maart 2026" in text_of(learner.get(link(secrets["learner"])))
    assert Signature.objects.count() == 1


def test_a_text_that_changed_after_opening_is_not_signed_and_the_page_says_why():
    agreement, secrets = files.proposed()

    page = Client().post(link(secrets["learner"]), {"content_hash": "0" * 64, "has_read": "on"})

    assert page.status_code == 409
    assert "De tekst is intussen veranderd" in text_of(page)
    assert not Signature.objects.exists()
    assert agreement.state == AgreementState.TO_SIGN


def test_refusing_behind_the_link_keeps_the_reason_for_the_school():
    agreement, secrets = files.proposed()
    company = Client()

    assert company.post(link(secrets["company"]), {"weiger": "ja", "reason": ""}).status_code == 422
    company.post(link(secrets["company"]), {"weiger": "ja", "reason": "De uren kloppen niet."})

    assert "U koos om niet te tekenen" in text_of(company.get(link(secrets["company"])))
    assert "tekende niet: De uren kloppen niet." in text_of(school(agreement).get(address(agreement)))
    learner = text_of(Client().get(link(secrets["learner"])))
    assert "Deze link werkt niet meer" in learner


def test_an_unknown_link_is_answered_with_what_to_do():
    page = Client().get(link("geraden"))

    assert page.status_code == 404
    assert "Vraag de school een nieuwe link" in text_of(page)


def test_without_a_mail_server_the_school_reads_that_no_link_went_out(settings):
    settings.EMAIL_HOST = ""
    agreement = files.drafted()

    page = school(agreement).post(address(agreement, "propose"), follow=True)

    assert "niet verstuurd" in text_of(page)
    assert not mail.outbox


def test_a_draft_is_seen_by_the_school_only():
    agreement = files.drafted()
    learner = agreement.trajectory.learner
    others = (
        client_of(company=True, organisation=agreement.company.enterprise_number),
        client_of(learner=True, organisation=learner.number, person=learner.person),
    )

    for client in others:
        assert client.get(address(agreement)).status_code == 404
        assert address(agreement) not in text_of(client.get(reverse("contracts:list")))
    assert address(agreement) in text_of(school(agreement).get(reverse("contracts:list")))


def test_a_company_reads_neither_the_ground_of_a_suspension_nor_the_words_of_the_learner():
    agreement = files.begun()
    with time_machine.travel("2026-03-23T10:00:00+01:00", tick=False):
        staff = school(agreement)
        company = client_of(company=True, organisation=agreement.company.enterprise_number)
        staff.post(address(agreement, "suspend"), {"ground": "sickness", "first_on": START.isoformat()})

        assert "ziekte" in text_of(staff.get(address(agreement)))
        assert "ziekte" not in text_of(company.get(address(agreement)))


def test_the_light_of_the_registration_and_the_fields_that_miss_stand_on_the_draft():
    agreement = files.drafted()

    text = text_of(school(agreement).get(address(agreement)))

    assert "Nog 7 dagen (tot maandag 23 maart)" in text
    assert "tot maandag 22 juni" in text
    assert "Vul de verzekeraar en het polisnummer" in text
    assert "De Dimona-aangifte ontbreekt" in text


def test_an_edit_warns_that_signatures_fall_away():
    agreement, secrets = files.proposed()
    Client().post(link(secrets["learner"]), {"content_hash": files.hash_of(agreement), "has_read": "on"})

    text = text_of(school(agreement).get(address(agreement, "revise")))

    assert "Er is al 1 handtekening. Als u bewaart, telt ze niet meer" in text


def test_a_signed_agreement_is_replaced_in_one_action_or_not_at_all():
    agreement = files.registered()
    planned(agreement.trajectory)
    staff, place = school(agreement), agreement.recognition

    refused = staff.post(address(agreement, "replace"), typed(place))
    assert "school, onderneming en leerling het eens" in text_of(refused)
    assert Agreement.objects.count() == 1
    staff.post(address(agreement, "replace"), typed(place, agreed="on"))

    agreement.refresh_from_db()
    fresh = Agreement.objects.get(replaces=agreement)
    assert (agreement.state, fresh.state) == (AgreementState.VOID, AgreementState.DRAFT)


def test_the_list_takes_as_many_queries_for_many_as_for_one():
    agreement = files.drafted()
    staff = school(agreement)
    one = queries_of(staff, reverse("contracts:list"))
    for _number in range(3):
        files.drafted(files.searching(provider=agreement.provider))

    assert queries_of(staff, reverse("contracts:list")) == one


def test_the_csv_has_the_rows_of_the_page():
    agreement = files.signed()

    answer = school(agreement).get(reverse("contracts:csv"))

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Leerling")
    assert agreement.company.name in lines[1]


@pytest.mark.parametrize(
    ("name", "given", "day"),
    [
        ("prepare", {"insurer": "V", "insurance_policy": "P"}, MONDAY),
        ("discard", {"reason": "Vergissing."}, MONDAY),
    ],
)
def test_a_step_on_paper_is_done_and_told_on_the_page(name, given, day):
    agreement = files.drafted()

    page = school(agreement).post(address(agreement, name), given, follow=True)

    assert page.status_code == 200
    assert page.redirect_chain
    assert day == MONDAY


ENDINGS = [
    ("give_notice", {"by": "company", "received_on": "2026-03-23", "words": ""}, AgreementState.NOTICE),
    (
        "invoke_ground",
        {"by": "learner", "received_on": "2026-03-23", "reason": "breach", "words": "Geen begeleiding."},
        AgreementState.MEDIATION,
    ),
    ("end_in_fact", {"received_on": "2026-03-23", "words": "De zaak is dicht."}, AgreementState.ENDED),
    (
        "end_by_provider",
        {"received_on": "2026-03-23", "reason": "danger", "words": "Onveilig."},
        AgreementState.ENDED,
    ),
    (
        "end_at_once",
        {"end": "mutual", "by": "learner", "received_on": "2026-03-23", "agreed": "True", "words": "Samen."},
        AgreementState.ENDED,
    ),
    ("suspend", {"ground": "sickness", "first_on": "2026-03-23"}, AgreementState.SUSPENDED),
]


@pytest.mark.parametrize(("name", "given", "state"), ENDINGS)
def test_each_way_on_works_from_its_page(name, given, state):
    agreement = files.begun()
    with time_machine.travel("2026-03-23T10:00:00+01:00", tick=False):
        staff = school(agreement)
        assert (
            reverse(f"contracts:{name}", args=[agreement.pk])
            in staff.get(address(agreement)).content.decode()
        )
        assert staff.get(address(agreement, name)).status_code == 200
        answer = staff.post(address(agreement, name), given)

    assert answer.status_code == 302, text_of(answer)
    agreement.refresh_from_db()
    assert agreement.state == state


def test_a_learner_gives_notice_without_saying_who_or_when():
    agreement = files.begun()
    learner = agreement.trajectory.learner
    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        client = client_of(learner=True, organisation=learner.number, person=learner.person)
        page = client.get(address(agreement, "give_notice"))
        assert "Wie schreef dit?" not in text_of(page)
        client.post(address(agreement, "give_notice"), {"words": "Het past niet."})

    agreement.refresh_from_db()
    assert agreement.notice_ends_on.isoformat() == "2026-03-31"


@pytest.mark.parametrize(("day", "offered"), [("2026-04-21", True), ("2026-05-28", False)])
def test_a_notice_without_a_ground_is_offered_to_a_learner_in_the_first_days_only(day, offered):
    agreement = files.begun()
    learner = agreement.trajectory.learner
    with time_machine.travel(f"{day}T10:00:00+02:00", tick=False):
        client = client_of(learner=True, organisation=learner.number, person=learner.person)
        page = client.get(address(agreement)).content.decode()

    assert (address(agreement, "give_notice") in page) is offered


def test_a_corrected_address_gets_a_new_link(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    agreement, secrets = files.proposed()
    company = Signatory.objects.get(role="company")
    new_link = reverse("contracts:new_link", args=[agreement.pk, company.pk])

    school(agreement).post(new_link, {"email": "juist@voorbeeld.test"})

    assert [one.to for one in mail.outbox] == [["juist@voorbeeld.test"]]
    assert Client().get(link(secrets["company"])).status_code == 404
