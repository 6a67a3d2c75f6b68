"""The pages after a workplace fell away: one list, one task, one panel, one button; and who reads what."""

from collections.abc import Iterator
from datetime import date
from time import perf_counter

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.labels import reason
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rescue import loss_of
from duaal.casework.progress.models import Gap
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.tasks import contracts, learners, rescue
from tests.casework.agreements import files
from tests.casework.agreements.files import NOON
from tests.casework.agreements.lost import LOST, decided, lost
from tests.casework.matching.factories import OfferFactory
from tests.casework.progress.factories import CompetenceFactory
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, department, officer, queries_of, text_of
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db

LIST = "/leerlingen-zonder-werkplek/"
GENEROUS = 5.0


@pytest.fixture(autouse=True)
def on_the_day_of_the_loss() -> Iterator[None]:
    with time_machine.travel("2026-05-11T10:00:00+02:00", tick=False):
        yield


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


def school(agreement: Agreement) -> Client:
    return client_of(counsellor=True, organisation=agreement.provider.number)


def myself(agreement: Agreement) -> Client:
    person = agreement.trajectory.learner.person
    return client_of(learner=True, organisation=agreement.learner_number, person=person)


def ranked(agreement: Agreement) -> str:
    return reverse("matching:workplaces", args=[agreement.trajectory_id])


def offered(agreement: Agreement, **changed):
    place = files.place_for(agreement.trajectory, valid_to=date(2030, 12, 31))
    return OfferFactory(recognition=place, mentors=0, starts_from=LOST, confirmed_on=LOST, **changed)


def take(agreement: Agreement, recognition_id: int) -> str:
    return reverse("rescue:take_over", args=[agreement.trajectory_id, recognition_id])


def test_school_learner_parent_and_department_see_the_same_clock_the_same_day():
    agreement = lost()
    left = "Nog 15 opleidingsdagen om een leerwerkplek te vinden"
    parent = agreement.trajectory.learner.guardians.get().person
    guardian = client_of(guardian=True, organisation=agreement.learner_number, person=parent)

    for reader in (school(agreement), myself(agreement), guardian, department()):
        page = reader.get("/taken/")
        assert left in text_of(page)
        assert outline(page).wrong == []
    assert left in text_of(school(agreement).get(LIST))
    assert left in text_of(myself(agreement).get(ranked(agreement)))


def test_the_learner_stands_in_one_list_and_one_task_of_the_school():
    agreement = lost()
    client, name = school(agreement), str(agreement.trajectory.learner.person)

    tasks = text_of(client.get("/taken/"))
    page = client.get(LIST)

    assert f"{name} verloor de werkplek bij {agreement.company.name}." in tasks
    assert "Zoek een nieuwe werkplek voor leerling" not in tasks
    assert tasks.count(f'href="{ranked(agreement)}"') == 1
    assert text_of(page).count(f'href="{ranked(agreement)}"') == 1
    assert outline(page).wrong == []


def test_the_department_reads_a_number_and_never_the_name():
    agreement = lost()
    client, person = department(), agreement.trajectory.learner.person

    for path in (LIST, "/taken/", "/leerlingen-zonder-werkplek.csv"):
        text = text_of(client.get(path))
        assert agreement.learner_number in text
        assert person.family_name not in text
    assert client.get(ranked(agreement)).status_code == 403


def test_another_school_a_partnership_and_a_company_see_nothing():
    agreement = lost()
    name = agreement.trajectory.learner.person.family_name
    other = client_of(counsellor=True, organisation="099999")

    assert name not in text_of(other.get(LIST))
    assert other.get(ranked(agreement)).status_code == 404
    assert other.post(take(agreement, agreement.recognition_id)).status_code == 404
    assert officer().get(LIST).status_code == 403
    assert company(agreement.company).get(LIST).status_code == 403


def test_one_press_of_the_button_makes_the_draft_and_a_second_one_tells_that_it_is_there():
    agreement = lost()
    offer = offered(agreement)
    client = school(agreement)
    page = client.get(ranked(agreement))
    assert "De werkplek viel weg" in text_of(page)
    assert "erkenning opgeheven" in text_of(page)
    assert take(agreement, offer.recognition_id) in text_of(page)
    assert outline(page).wrong == []

    answer = client.post(take(agreement, offer.recognition_id), follow=True)
    again = client.post(take(agreement, offer.recognition_id), follow=True)

    draft = Agreement.objects.get(replaces=agreement)
    assert answer.redirect_chain == [(reverse("contracts:detail", args=[draft.pk]), 302)]
    assert "Het ontwerp is klaar" in text_of(answer)
    assert str(reason("DRAFT_EXISTS")) in text_of(again)
    assert take(agreement, offer.recognition_id) not in text_of(again)
    assert Agreement.objects.filter(replaces=agreement).count() == 1


def test_opening_the_address_of_the_button_changes_nothing():
    agreement = lost()
    offer = offered(agreement)

    assert school(agreement).get(take(agreement, offer.recognition_id)).status_code == 405
    assert not Agreement.objects.filter(replaces=agreement).exists()


def test_what_a_place_does_not_teach_is_named_on_its_line():
    agreement = lost()
    known, missing = CompetenceFactory.create_batch(2, programme=agreement.programme)
    offer = offered(agreement)
    Gap.objects.create(recognition=offer.recognition, competence=missing, since=LOST)

    text = text_of(school(agreement).get(ranked(agreement)))

    assert f"Niet hier aan te leren: {missing.name}." in text
    assert f"Niet hier aan te leren: {known.name}" not in text


def test_a_place_of_another_programme_is_not_found_and_a_refusal_is_told_on_the_list():
    agreement = lost()
    foreign, offer = OfferFactory(), offered(agreement)
    client = school(agreement)
    type(offer.recognition).objects.filter(pk=offer.recognition_id).update(
        state="EXPIRED", valid_to=date(2026, 5, 10)
    )

    refused = client.post(take(agreement, offer.recognition_id), follow=True)

    assert client.post(take(agreement, foreign.recognition_id)).status_code == 404
    assert refused.redirect_chain[0][0] == ranked(agreement)
    assert "erken" in text_of(refused)


def test_a_last_day_that_is_known_is_a_task_of_everybody_around_and_the_list_is_open_before_it():
    agreement = files.begun()
    decided(agreement.recognition, date(2026, 5, 18))
    offered(agreement)
    clients = [school(agreement), myself(agreement)]

    for client in clients:
        assert "stopt. Zoek nu al een andere." in text_of(client.get("/taken/"))
        assert "stopt na maandag 18 mei" in text_of(client.get(ranked(agreement)))
    assert "Geef de laatste dag aan in Dimona." in text_of(company(agreement.company).get("/taken/"))
    assert "18/05/2026" in text_of(clients[0].get(LIST))


def test_after_the_end_the_company_reads_what_it_has_to_do():
    agreement = lost()
    company_actor = files.company_of(agreement)

    (task,) = contracts.ends_to_report(company_actor, LOST, 5).tasks

    assert "Geef dat aan in Dimona en meld het aan de trajectbegeleider." in task.sentence


def test_the_notice_leads_to_the_ranked_list_in_one_click():
    agreement = lost()

    read_ledger(on=LOST, at=NOON)

    told = Notice.objects.filter(file_kind="trajectory", entry__step="agreement_ended")
    assert {one.role for one in told} == {Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN}
    assert {one.path for one in told} == {ranked(agreement)}
    assert Notice.objects.filter(role=Role.DEPARTMENT, path=LIST).count() == 1


def test_late_in_the_last_year_the_school_is_told_to_ask_the_class_council():
    agreement = files.begun()
    type(agreement.trajectory).objects.update(year=6)
    lost(agreement)

    read_ledger(on=LOST, at=NOON)

    told = Notice.objects.get(file_kind="trajectory", entry__step="agreement_ended", role=Role.COUNSELLOR)
    assert "stel de klassenraad voor om nu al te beslissen" in told.sentence
    assert "laat in het laatste jaar" in text_of(school(agreement).get(ranked(agreement)))
    assert "laat in het laatste jaar" not in text_of(myself(agreement).get(ranked(agreement)))


@pytest.mark.parametrize("path", [LIST, "/taken/", "/leerlingen-zonder-werkplek.csv"])
@pytest.mark.parametrize("reader", ["school", "department"])
def test_the_pages_cost_as_many_queries_for_three_learners_as_for_one(path, reader):
    agreement = lost()
    client = school(agreement) if reader == "school" else department()
    one = queries_of(client, path)
    for _number in range(2):
        more = lost()
        type(more.trajectory).objects.filter(pk=more.trajectory_id).update(provider=agreement.provider)
        Agreement.objects.filter(pk=more.pk).update(provider=agreement.provider)

    assert queries_of(client, path) == one


def test_the_sources_of_tasks_say_more_where_there_is_more():
    first, second = lost(), lost()
    actor = Actor(Role.DEPARTMENT, "wewis", user_id=1, name="Iemand")

    assert len(rescue.learners_without_place(actor, LOST, 1).tasks) == 1
    assert rescue.learners_without_place(actor, LOST, 1).mores
    assert not rescue.learners_without_place(actor, LOST, 5).mores
    assert rescue.learners_without_place(files.school_of(first), LOST, 5).tasks == ()
    assert len(learners.lost_workplaces(files.school_of(second), LOST, 5).tasks) == 1
    assert learners.searches(files.school_of(second), LOST, 5).tasks == ()


def test_who_never_lost_a_workplace_has_no_panel_and_no_button():
    trajectory = files.searching()
    client = client_of(counsellor=True, organisation=trajectory.provider.number)

    text = text_of(client.get(reverse("matching:workplaces", args=[trajectory.pk])))

    assert loss_of(trajectory) is None
    assert "De werkplek viel weg" not in text
    assert "Maak het ontwerp" not in text


def test_from_the_withdrawal_to_the_list_takes_a_fixed_number_of_queries_and_no_time():
    """The bound of the project is a second, which the bench measures; here a generous one."""
    agreement = files.begun()
    client = school(agreement)
    offered(agreement)
    client.get("/taken/")

    begin = perf_counter()
    lost(agreement)
    one = queries_of(client, ranked(agreement))
    took = perf_counter() - begin
    for _number in range(3):
        offered(agreement)

    assert took < GENEROUS
    assert queries_of(client, ranked(agreement)) == one
