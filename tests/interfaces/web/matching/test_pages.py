"""The pages of workplaces, contacts and offers: what stands on them, every step, and nothing typed lost."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duaal.casework.matching.models import Contact, Offer
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from tests.casework.matching.factories import DAY, ContactFactory, OfferFactory, seeker
from tests.casework.recognition.factories import RecognitionFactory
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, officer, queries_of, text_of
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_16_march() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


@pytest.fixture
def place() -> Offer:
    offer = OfferFactory()
    offer.recognition.company.name = "Bakkerij De Korst"
    offer.recognition.company.save()
    return offer


@pytest.fixture
def learner(place) -> Trajectory:
    return seeker(place.recognition)


def school_of(trajectory) -> Client:
    return client_of(counsellor=True, organisation=trajectory.provider.number)


def workplaces(trajectory, **query) -> str:
    return reverse("matching:workplaces", args=[trajectory.pk], query=query or None)


def page_of(contact, name="contact") -> str:
    return reverse(f"matching:{name}", args=[contact.pk])


def test_the_list_says_why_a_workplace_stands_where_it_stands(place, learner):
    page = school_of(learner).get(workplaces(learner))

    text = text_of(page)
    assert "Bakkerij De Korst" in text
    assert "alle competenties van de opleiding, 4 km, ongeveer 20 minuten, plaats op tijd" in text
    assert "nog niet ingevoerd" in text
    assert "een schatting" in text
    assert outline(page).wrong == []


def test_what_is_left_out_is_shown_with_the_reason_on_request(place, learner):
    Offer.objects.update(state="PAUSED")
    school = school_of(learner)

    assert "Bakkerij De Korst" not in text_of(school.get(workplaces(learner)))
    assert "De onderneming pauzeerde het aanbod." in text_of(school.get(workplaces(learner, toon="niet")))


def test_a_school_does_not_read_that_a_place_is_under_guidance(place, learner):
    type(place.recognition).objects.update(state="UNDER_GUIDANCE")

    text = text_of(school_of(learner).get(workplaces(learner, toon="niet")))

    assert "Deze werkplek neemt nu geen leerling." in text
    assert "begeleiding" not in text.split("<main")[1].split("<details")[0].lower()


def test_the_distance_and_the_start_are_chosen(place, learner):
    Offer.objects.update(latitude=51.1, starts_from=date(2026, 9, 1))
    school = school_of(learner)

    assert "Bakkerij De Korst" not in text_of(school.get(workplaces(learner, afstand="5")))
    assert "plaats vanaf 1 september 2026" in text_of(school.get(workplaces(learner, afstand="30")))
    assert "plaats op tijd" in text_of(school.get(workplaces(learner, start="2026-09-01")))
    assert "kent de waarde" in text_of(school.get(workplaces(learner, start="morgen")))


def test_an_empty_list_says_what_to_do(learner):
    Offer.objects.all().delete()

    assert "Geen werkplek gevonden" in text_of(school_of(learner).get(workplaces(learner)))


def test_who_does_not_search_gets_no_list(learner):
    Trajectory.objects.update(state="IN_TRAINING")

    assert "zoekt nu geen leerwerkplek" in text_of(school_of(learner).get(workplaces(learner)))


def test_the_learner_reads_the_list_without_the_button(place, learner):
    myself = client_of(learner=True, organisation=learner.learner.number, person=learner.learner.person)

    text = text_of(myself.get(workplaces(learner)))

    assert "Bakkerij De Korst" in text
    assert "Neem contact op" not in text


def test_the_list_asks_as_many_queries_for_many_places_as_for_one(place, learner):
    school = school_of(learner)
    one = queries_of(school, workplaces(learner))
    for _number in range(3):
        OfferFactory(recognition__application__programme=place.programme)

    assert queries_of(school, workplaces(learner)) == one


def test_a_question_is_sent_from_the_list_and_the_company_hears_of_it(place, learner):
    school = school_of(learner)
    asked = reverse("matching:ask", args=[learner.pk, place.recognition_id])
    given = {"message": "Ze bakt graag.", "consents": "on", "consented_on": "2026-03-16"}
    UserFactory(company=True, organisation=place.recognition.company.enterprise_number)

    answer = school.post(asked, given, follow=True)
    read_ledger(on=DAY, at=timezone.now())

    contact = Contact.objects.get()
    assert contact.message == "Ze bakt graag."
    assert "De vraag is verstuurd" in text_of(answer)
    assert "Contact loopt" in text_of(answer)
    assert page_of(contact) in text_of(answer)
    told = Notice.objects.get(role="company")
    assert told.organisation == place.recognition.company.enterprise_number
    assert str(learner.learner.person) not in str(vars(told))


def test_without_consent_nothing_is_sent_and_what_was_typed_stays(place, learner):
    asked = reverse("matching:ask", args=[learner.pk, place.recognition_id])

    answer = school_of(learner).post(asked, {"message": "Ze bakt graag.", "consented_on": "2026-03-16"})

    assert answer.status_code == 422
    assert "Vraag het de leerling eerst" in text_of(answer)
    assert "Ze bakt graag." in text_of(answer)
    assert not Contact.objects.exists()


def test_a_place_that_is_taken_is_not_asked(place, learner):
    Offer.objects.update(state="PAUSED")
    asked = reverse("matching:ask", args=[learner.pk, place.recognition_id])

    assert "Op deze werkplek is nu geen plaats vrij" in text_of(school_of(learner).get(asked))


def test_a_place_of_another_programme_cannot_be_asked(learner):
    other = OfferFactory()

    asked = reverse("matching:ask", args=[learner.pk, other.recognition_id])

    assert school_of(learner).get(asked).status_code == 404


@pytest.mark.parametrize(
    ("name", "given", "state"),
    [
        ("interest", {}, "INTERESTED"),
        ("intake", {"intake_on": "2026-03-18"}, "INTAKE"),
        ("decline", {"reason": "Te ver."}, "DECLINED"),
    ],
)
def test_a_company_answers(name, given, state):
    contact = ContactFactory()
    client = company(contact.recognition.company)
    opened = client.get(page_of(contact, name))

    answer = client.post(page_of(contact, name), given, follow=True)

    contact.refresh_from_db()
    assert contact.state == state
    assert outline(opened).wrong == []
    assert "Wat er gebeurde" in text_of(answer)


@pytest.mark.parametrize(
    ("name", "contact", "state"),
    [("withdraw", {}, "WITHDRAWN"), ("propose", {"intake": True}, "PROPOSED")],
)
def test_a_school_goes_on_or_stops(name, contact, state):
    contact = ContactFactory(**contact)

    school_of(contact.trajectory).post(page_of(contact, name), {"reason": "De leerling koos anders."})

    contact.refresh_from_db()
    assert contact.state == state


def test_a_refusal_without_a_reason_comes_back(place):
    contact = ContactFactory(at=place)

    answer = company(place.recognition.company).post(page_of(contact, "decline"), {"reason": " "})

    assert answer.status_code == 422
    assert "Schrijf op waarom" in text_of(answer)


def test_a_step_that_is_too_late_says_so():
    contact = ContactFactory(state="CLOSED", closed_on=DAY, cause="no_answer")
    client = company(contact.recognition.company)

    assert "Deze stap kan nu niet" in text_of(client.get(page_of(contact, "interest")))
    assert client.post(page_of(contact, "interest"), {}).status_code == 409


def test_after_the_end_a_company_does_not_read_who_the_learner_is():
    contact = ContactFactory()
    name = str(contact.trajectory.learner.person)
    client = company(contact.recognition.company)
    address = reverse("matching:contacts_csv", query={"toestand": "alle"})
    assert name in text_of(client.get(page_of(contact)))
    assert name in text_of(client.get(address))

    Contact.objects.update(state="DECLINED", closed_on=DAY, reason="Te ver.")

    pages = [text_of(client.get(where)) for where in (page_of(contact), address)]
    assert all(name not in page and contact.message not in page for page in pages)
    assert name in text_of(school_of(contact.trajectory).get(page_of(contact)))


def test_a_company_never_reads_a_birth_date_or_a_number():
    contact = ContactFactory()
    learner = contact.trajectory.learner

    text = text_of(company(contact.recognition.company).get(page_of(contact)))

    for private in (learner.number, f"{learner.person.birth_date:%d/%m/%Y}", learner.email or "@x"):
        assert private not in text


def test_the_list_of_contacts_shows_what_is_open_and_the_rest_on_request():
    contact = ContactFactory()
    over = ContactFactory(
        at__recognition__application__site=contact.recognition.site,
        state="WITHDRAWN",
        closed_on=DAY,
    )
    client = company(contact.recognition.company)
    contacts = reverse("matching:contacts")

    text = text_of(client.get(contacts))
    assert page_of(contact) in text
    assert page_of(over) not in text
    assert page_of(over) in text_of(client.get(contacts, {"toestand": "WITHDRAWN"}))
    assert outline(client.get(contacts)).wrong == []


def test_the_list_of_contacts_asks_as_many_queries_for_many_as_for_one():
    contact = ContactFactory()
    client = company(contact.recognition.company)
    one = queries_of(client, reverse("matching:contacts"))
    for _number in range(3):
        ContactFactory(at__recognition__application__site=contact.recognition.site)

    assert queries_of(client, reverse("matching:contacts")) == one


def test_a_parent_follows_the_contacts():
    contact = ContactFactory()
    parent = UserFactory(guardian=True, organisation=contact.trajectory.learner.number)
    Guardian.objects.create(
        learner=contact.trajectory.learner, person=parent.person, valid_from=date(2024, 1, 1)
    )
    client = Client()
    client.force_login(parent)

    text = text_of(client.get(page_of(contact)))

    assert contact.recognition.company.name in text
    assert "Wat u nu kunt doen" not in text


def test_a_company_publishes_changes_pauses_and_resumes():
    recognition = RecognitionFactory()
    client = company(recognition.company)
    given = {"places": "2", "starts_from": "2026-03-20", "description": "Brood en gebak."}

    text = text_of(client.post(reverse("matching:publish", args=[recognition.pk]), given, follow=True))
    offer = Offer.objects.get()
    assert "Het aanbod staat online" in text
    assert "Er werkt geen mentor." in text
    client.post(reverse("matching:cap", args=[offer.pk]), {**given, "places": "5"})
    client.post(reverse("matching:pause", args=[offer.pk]))
    offer.refresh_from_db()
    assert (offer.places, offer.state) == (5, "PAUSED")
    text = text_of(client.post(reverse("matching:resume", args=[offer.pk]), follow=True))
    assert "weer online" in text
    again = client.post(reverse("matching:resume", args=[offer.pk]), follow=True)
    assert "Deze stap kan nu niet meer" in text_of(again)


def test_no_places_at_all_is_said_and_what_was_typed_stays():
    recognition = RecognitionFactory()
    address = reverse("matching:publish", args=[recognition.pk])
    given = {"places": "0", "starts_from": "2026-03-20", "description": "Brood en gebak."}

    answer = company(recognition.company).post(address, given)

    assert answer.status_code == 422
    assert "minstens één plaats" in text_of(answer)
    assert "Brood en gebak." in text_of(answer)


def test_the_offers_of_a_company_and_its_csv():
    offer = OfferFactory(mentors=2, places=2)
    RecognitionFactory(application__site=offer.recognition.site)
    client = company(offer.recognition.company)

    page = client.get(reverse("matching:offers"))
    rows = text_of(client.get(reverse("matching:offers_csv"))).splitlines()

    assert "Er zijn nu 2 plaatsen vrij." in text_of(page)
    assert "Bied plaatsen aan" in text_of(page)
    assert outline(page).wrong == []
    assert len(rows) == 3
    one = queries_of(client, reverse("matching:offers"))
    for _number in range(3):
        OfferFactory(recognition__application__site=offer.recognition.site)
    assert queries_of(client, reverse("matching:offers")) == one


def test_the_page_of_a_recognition_shows_the_offer_and_only_the_company_changes_it():
    offer = OfferFactory()
    address = reverse("recognitions:detail", args=[offer.recognition_id])

    mine = text_of(company(offer.recognition.company).get(address))
    theirs = text_of(officer("bouw").get(address))

    assert "Plaatsen: 1, nu vrij: 1." in mine
    assert "Plaatsen: 1, nu vrij: 1." in theirs
    assert reverse("matching:pause", args=[offer.pk]) in mine
    assert reverse("matching:pause", args=[offer.pk]) not in theirs


def test_the_tasks_of_both_sides():
    contact = ContactFactory()
    ContactFactory(at__recognition__application__site=contact.recognition.site, interested=True)
    OfferFactory(stale=True, recognition__application__site=contact.recognition.site)
    talk = ContactFactory(intake=True)
    start = reverse("tasks:start")

    mine = text_of(company(contact.recognition.company).get(start))
    school = text_of(school_of(talk.trajectory).get(start))

    assert "bij u" in mine
    assert "hebben nog geen dag voor een intakegesprek" in mine
    assert "staat offline" in mine
    assert "Intakegesprek van" in school
