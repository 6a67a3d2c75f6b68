"""The pages around a learner: the same clock for everybody, every step, and nothing typed lost."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.trajectories.actions import enrolment
from duaal.casework.trajectories.models import CalendarVersion, Guardian, Search, Trajectory
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.kernel.identifiers import make_national_number
from tests.casework.trajectories.actors import staff_of
from tests.casework.trajectories.factories import LearnerFactory, TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import queries_of, text_of
from tests.register.organisations.factories import ProviderFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
"""A Monday with lessons."""


@pytest.fixture(autouse=True)
def on_a_school_day() -> Iterator[None]:
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def school():
    return ProviderFactory(name="Atheneum De Brug")


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


@pytest.fixture
def staff(school) -> Client:
    return client_of(counsellor=True, organisation=school.number)


@pytest.fixture
def looking(school) -> Trajectory:
    trajectory = TrajectoryFactory(provider=school, enrolled_on=DAY, dual_from=DAY)
    return enrolment.start_lessons(trajectory.pk, first_lesson_on=DAY, actor=staff_of(trajectory), on=DAY)


def page_of(trajectory: Trajectory, name: str = "detail") -> str:
    return reverse(f"learners:{name}", args=[trajectory.pk])


def typed(programme, **changed) -> dict[str, object]:
    """A learner of 17 who comes from another Flemish school, with what the form sends."""
    return {
        "given_name": "Lotte",
        "family_name": "Claes",
        "birth_date": "2009-01-05",
        "programme": programme.code,
        "route": "dual",
        "year": "5",
        "origin": "flemish_secondary",
        "first_two_years_followed": "on",
        "prior_education_met": "on",
        "council_decision": "favourable",
        **changed,
    }


def test_a_school_a_learner_and_a_parent_read_the_same_clock(looking, staff):
    learner = looking.learner
    parent = UserFactory(guardian=True, organisation=learner.number)
    Guardian.objects.create(learner=learner, person=parent.person, valid_from=DAY)
    mother = Client()
    mother.force_login(parent)
    myself = client_of(learner=True, organisation=learner.number, person=learner.person)

    pages = [text_of(client.get(page_of(looking))) for client in (staff, myself, mother)]

    for page in pages:
        assert "Nog 20 opleidingsdagen om een leerwerkplek te vinden (tot vrijdag 27 maart)" in page
    assert "Verleng de zoektijd" in pages[0]
    assert all("Verleng de zoektijd" not in page for page in pages[1:])
    assert all("Wat u nu kunt doen" not in page for page in pages[1:])


def test_a_learner_is_enrolled_from_the_form(staff, school):
    programme = ProgrammeFactory()

    answer = staff.post(reverse("learners:enrol"), typed(programme), follow=True)

    trajectory = Trajectory.objects.get()
    assert (trajectory.provider, trajectory.programme) == (school, programme)
    assert "Lotte Claes is ingeschreven" in text_of(answer)
    assert "De klok loopt vanaf de eerste les" in text_of(answer)


def test_what_blocks_an_enrolment_is_listed_and_what_was_typed_stays(staff):
    answer = staff.post(reverse("learners:enrol"), typed(ProgrammeFactory(), year="6", council_decision=""))

    page = text_of(answer)
    assert answer.status_code == 422
    assert "Er is een gunstige beslissing van de klassenraad nodig." in page
    assert "alleen instappen om een ernstige reden" in page
    assert 'value="Claes"' in page
    assert not Trajectory.objects.exists()


def test_who_is_enrolled_elsewhere_is_a_visible_conflict(staff):
    born = date(2009, 1, 5)
    number = make_national_number(born, 7)
    other = TrajectoryFactory(provider__name="Technisch Instituut Ver")
    known = enrolment.find_or_register_learner(enrolment.WhoIsIt("Lotte", "Claes", born, number))
    Trajectory.objects.filter(pk=other.pk).update(learner=known)

    answer = staff.post(reverse("learners:enrol"), typed(ProgrammeFactory(), national_number=number))

    page = text_of(answer)
    assert "De leerling is al actief ingeschreven" in page
    assert "Technisch Instituut Ver" in page
    assert Trajectory.objects.count() == 1


def test_half_a_parent_is_asked_to_be_completed(staff):
    answer = staff.post(reverse("learners:enrol"), typed(ProgrammeFactory(), guardian_given_name="Els"))

    assert text_of(answer).count("of laat alles van de ouder of voogd leeg") >= 2
    assert not Trajectory.objects.exists()


def test_the_first_lesson_starts_the_clock_from_the_page(staff, school):
    trajectory = TrajectoryFactory(provider=school, enrolled_on=DAY)

    answer = staff.post(page_of(trajectory, "first_lesson"), {"first_lesson_on": "2026-03-02"}, follow=True)

    assert "Nog 20 opleidingsdagen" in text_of(answer)


def test_a_wrong_first_lesson_comes_back_with_what_was_typed(staff, school):
    trajectory = TrajectoryFactory(provider=school, enrolled_on=date(2026, 2, 2))

    answer = staff.post(page_of(trajectory, "first_lesson"), {"first_lesson_on": "2026-02-18"})

    assert answer.status_code == 422
    assert "zijn er geen lessen" in text_of(answer)
    assert 'value="2026-02-18"' in text_of(answer)


def test_an_extension_moves_the_last_day_on_the_page(staff, looking):
    answer = staff.post(page_of(looking, "extend"), {"ground": "Ziekte in de onderneming."}, follow=True)

    assert "Nog 40 opleidingsdagen" in text_of(answer)
    again = staff.post(page_of(looking, "extend"), {"ground": "Nog eens."})
    assert "al verlengd" in text_of(again)


def test_a_screening_and_a_decision_lead_to_dual(staff, school):
    trajectory = TrajectoryFactory(provider=school, startup=True, enrolled_on=DAY)
    staff.post(page_of(trajectory, "first_lesson"), {"first_lesson_on": "2026-03-02"})
    staff.post(page_of(trajectory, "screening"), {"screened_on": "2026-03-02", "motivation": "Wil leren."})
    staff.post(page_of(trajectory, "council"), {"is_positive": "True", "startup_part": "Lassen."})

    answer = staff.post(
        page_of(trajectory, "to_dual"),
        {**typed(ProgrammeFactory()), "origin": "startup_same_programme"},
        follow=True,
    )

    trajectory.refresh_from_db()
    assert trajectory.state == TrajectoryState.SEARCHING
    assert "Wil leren." in text_of(answer)


def test_an_advice_is_shown_without_a_score(staff, looking):
    answer = staff.post(
        page_of(looking, "advice"),
        {"given_on": "2026-03-02", "given_by": "clb", "is_willing": "True", "is_ready": "False"},
        follow=True,
    )

    assert "is nog niet klaar voor een werkplek" in text_of(answer)


def test_leaving_asks_where_to_and_why(staff, looking):
    empty = staff.post(page_of(looking, "leave"), {})
    assert "Kies waar de leerling naartoe gaat." in text_of(empty)

    staff.post(page_of(looking, "leave"), {"destination": "work", "reason": "Vond werk."})

    looking.refresh_from_db()
    assert looking.state == TrajectoryState.DEREGISTERED


def test_the_end_of_the_search_is_confirmed_only_when_it_is_over(staff, looking):
    early = staff.post(page_of(looking, "expired"), {"destination": "non_dual", "reason": "Niets gevonden."})
    assert "nog niet voorbij" in text_of(early)

    Search.objects.update(last_day=date(2026, 2, 27), first_day=date(2026, 2, 2))
    page = text_of(staff.get(page_of(looking)))
    assert "De zoektijd liep tot vrijdag 27 februari" in page
    assert "Bevestig het einde van de zoektijd" in page


def test_free_days_are_typed_one_per_line_and_count_anew(staff, looking):
    answer = staff.post(reverse("learners:calendar"), {"free_days": "13/03/2026\n20-03-2026"}, follow=True)

    assert "Versie 1" in text_of(answer)
    assert Search.objects.get().last_day == date(2026, 3, 31)
    assert CalendarVersion.objects.get().free_days == [date(2026, 3, 13), date(2026, 3, 20)]


@pytest.mark.parametrize("text", ["morgen", "31/02/2026", "25/12/2025", "04/09/2026"])
def test_a_day_that_cannot_be_free_is_refused_with_its_value(staff, looking, text):
    answer = staff.post(reverse("learners:calendar"), {"free_days": text})

    assert answer.status_code == 422
    assert text in text_of(answer)
    assert not CalendarVersion.objects.exists()


def test_the_list_begins_with_who_has_the_first_last_day(staff, looking, school):
    later = TrajectoryFactory(provider=school, learner=LearnerFactory(person__family_name="Aerts"))
    TrajectoryFactory(learner=LearnerFactory(person__family_name="Vreemd"))

    page = text_of(staff.get(reverse("learners:list")))

    assert page.index(str(looking.learner.person)) < page.index(str(later.learner.person))
    assert "Vreemd" not in page
    assert "2026-03-27" in text_of(staff.get(reverse("learners:csv")))


def test_the_list_and_the_page_cost_as_many_queries_for_many_learners_as_for_one(staff, looking, school):
    address = reverse("learners:list")
    one, detail = queries_of(staff, address), queries_of(staff, page_of(looking))
    tasks = queries_of(staff, reverse("tasks:start"))
    for _number in range(6):
        more = TrajectoryFactory(provider=school, enrolled_on=DAY)
        enrolment.start_lessons(more.pk, first_lesson_on=DAY, actor=staff_of(more), on=DAY)

    assert queries_of(staff, address) == one
    assert queries_of(staff, page_of(looking)) == detail
    assert queries_of(staff, reverse("tasks:start")) == tasks


def test_a_search_is_a_task_for_everybody_around_the_learner(staff, looking):
    myself = client_of(learner=True, organisation=looking.learner.number, person=looking.learner.person)

    pages = [text_of(client.get(reverse("tasks:start"))) for client in (staff, myself)]

    assert all("nog geen leerwerkplek" in page for page in pages)
    assert sum("U hebt nog geen leerwerkplek" in page for page in pages) == 1


def test_a_first_lesson_and_a_screening_that_are_due_are_tasks_of_the_school(staff, school):
    TrajectoryFactory(provider=school, enrolled_on=DAY)
    TrajectoryFactory(
        provider=school, startup=True, enrolled_on=DAY, first_lesson_on=DAY, screen_by=date(2026, 3, 16)
    )

    page = text_of(staff.get(reverse("tasks:start")))

    assert "de eerste les nog niet genoteerd" in page
    assert "moet nog gebeuren" in page


def test_an_empty_school_reads_what_to_do(staff):
    assert "Uw school heeft hier nog geen leerlingen" in text_of(staff.get(reverse("learners:list")))
