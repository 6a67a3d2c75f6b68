"""The pages of a training plan: read by everybody around the learner, written by the school on one page."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.progress.actions import gaps, reaching, versions
from duaal.casework.progress.models import Evaluation, Line, Plan, Reached, WeekBlock
from duaal.casework.progress.states import Venue
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.progress.factories import (
    ON,
    STARTS,
    CompetenceFactory,
    complete_draft,
    draft_for,
    learner_with,
    place_for,
)
from tests.casework.trajectories.actors import staff_of
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_school_day() -> Iterator[None]:
    with time_machine.travel("2025-09-08T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def learner() -> Trajectory:
    return learner_with(13, 1)


@pytest.fixture
def place(learner):
    return place_for(learner)


@pytest.fixture
def fixed(learner, place) -> Plan:
    return versions.fix(complete_draft(learner, place).pk, actor=staff_of(learner), on=ON)


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


@pytest.fixture
def staff(learner) -> Client:
    return client_of(counsellor=True, organisation=learner.provider.number)


@pytest.fixture
def company(place) -> Client:
    return client_of(company=True, organisation=place.company.enterprise_number)


def page_of(learner: Trajectory, name: str = "plan", *more: int) -> str:
    return reverse(f"learners:{name}", args=[learner.pk, *more])


def keys_of(plan: Plan) -> list[int]:
    return list(Line.objects.filter(plan=plan).values_list("pk", flat=True))


def test_without_a_plan_the_school_is_led_to_begin_one(learner, staff):
    page = text_of(staff.get(page_of(learner)))
    assert "Er is nog geen opleidingsplan" in page

    answer = staff.post(
        page_of(learner, "plan_start"), {"starts_on": "2025-09-01", "ends_on": "2026-06-30"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == page_of(learner, "plan_edit")
    assert "Elke competentie van de opleiding staat in het plan" in text_of(answer)
    assert Line.objects.count() == 14


def test_a_programme_without_competences_says_what_to_do(learner, staff):
    learner.programme.competences.all().delete()

    answer = staff.post(page_of(learner, "plan_start"), {"starts_on": "2025-09-01", "ends_on": "2026-06-30"})

    assert answer.status_code == 422
    assert "kennen we de competenties nog niet" in text_of(answer)


def test_the_learner_page_shows_the_plan_in_short(learner, staff):
    detail = reverse("learners:detail", args=[learner.pk])
    assert "Begin het opleidingsplan" in text_of(staff.get(detail))

    draft_for(learner)

    page = text_of(staff.get(detail))
    assert "Bekijk het opleidingsplan" in page
    assert "0 van 14 competenties behaald" in page


def test_many_competences_are_placed_at_once_on_the_edit_page(learner, place, staff):
    plan = draft_for(learner)
    mentor = MentorAssignment.objects.get(recognition=place)
    found = text_of(staff.get(page_of(learner, "plan_edit"), {"zoek": place.site.name}))
    assert place.company.name in found

    sent = {
        "deel": "competenties",
        "waar-lines": keys_of(plan)[:13],
        "waar-venue": "both",
        "waar-place": place.pk,
        "waar-mentor": mentor.pk,
    }
    address = f"{page_of(learner, 'plan_edit')}?plek={place.pk}"
    answer = staff.post(address, sent, follow=True)

    assert "De competenties zijn aangepast." in text_of(answer)
    assert Line.objects.filter(venue=Venue.BOTH, recognition=place, mentor=mentor).count() == 13


def test_each_part_of_the_edit_page_writes_its_own(learner, place, staff):
    plan = draft_for(learner, place=place.pk)
    address = page_of(learner, "plan_edit")
    weeks = {"weken-starts_on": "2025-09-01", "weken-ends_on": "2026-06-30", "weken-place": place.pk}
    texts = {"afspraak-contact_moments": "Elke maand.", "afspraak-evaluation_form": "Gesprek."}
    period = {"afspraak-starts_on": "2025-09-01", "afspraak-ends_on": "2026-06-26"}

    staff.post(address, {"deel": "uren", **weeks, "weken-real": "20,5", "weken-lessons": "8"})
    staff.post(address, {"deel": "evaluatie", "moment-planned_on": "2026-01-12", "moment-form": "Gesprek"})
    staff.post(address, {"deel": "afspraken", **period, **texts})

    block = WeekBlock.objects.get(plan=plan)
    assert (block.real_minutes, block.lessons) == (1230, 8)
    assert Evaluation.objects.get(plan=plan).form == "Gesprek"
    plan.refresh_from_db()
    assert (plan.contact_moments, f"{plan.ends_on}") == ("Elke maand.", "2026-06-26")
    staff.post(address, {"deel": "uren-weg", "welke": block.pk})
    staff.post(address, {"deel": "evaluatie-weg", "welke": Evaluation.objects.get().pk})
    assert not WeekBlock.objects.exists()
    assert not Evaluation.objects.exists()


def test_what_was_typed_stays_when_something_is_wrong(learner, place, staff):
    plan = draft_for(learner, place=place.pk)
    stranger = MentorAssignment.objects.get(recognition=place_for(learner))
    address = page_of(learner, "plan_edit")
    weeks = {"deel": "uren", "weken-starts_on": "2025-09-01", "weken-ends_on": "", "weken-real": "20"}
    ticked = keys_of(plan)[:2]
    sent = {"deel": "competenties", "waar-lines": ticked, "waar-venue": "workplace"}

    no_end = staff.post(address, weeks)
    foreign = staff.post(address, {**sent, "waar-mentor": stranger.pk})
    nothing = staff.post(address, {"deel": "competenties", "waar-venue": "school"})

    assert no_end.status_code == foreign.status_code == nothing.status_code == 422
    assert "Vul de laatste dag in." in text_of(no_end)
    assert 'value="20"' in text_of(no_end)
    assert "Dit staat niet in de lijst" in text_of(foreign)
    assert text_of(foreign).count("checked") >= 3
    assert "Vink minstens één competentie aan." in text_of(nothing)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param({"deel": "uren-weg", "welke": "999999"}, 409, id="gone already"),
        pytest.param({"deel": "evaluatie-weg", "welke": "x"}, 409, id="no number"),
        pytest.param({"deel": "iets"}, 422, id="unknown part"),
        pytest.param({}, 422, id="nothing"),
    ],
)
def test_what_the_edit_page_never_sends_changes_nothing(learner, staff, sent, status):
    draft_for(learner)

    assert staff.post(page_of(learner, "plan_edit"), sent).status_code == status


def test_a_gap_is_shown_with_where_the_competence_could_go(learner, place, staff):
    complete_draft(learner, place)
    lacking = Line.objects.filter(recognition=place).first().competence
    company = Actor(Role.COMPANY, place.company.enterprise_number, user_id=40, name="Ann")
    gaps.record_gap(place.pk, lacking.pk, actor=company, on=ON)

    for name in ("plan", "plan_edit"):
        page = text_of(staff.get(page_of(learner, name)))
        assert "Niet aan te leren op deze werkplek." in page
        assert "Kan wel: op school, in een ander opleidingscentrum." in page


def test_a_complete_draft_is_fixed_and_an_incomplete_one_is_not(learner, place, staff):
    complete_draft(learner, place)
    moments = list(Evaluation.objects.all())
    Evaluation.objects.all().delete()
    refused = text_of(staff.get(page_of(learner, "plan_fix")))
    assert "Plan minstens één evaluatie." in refused
    assert staff.post(page_of(learner, "plan_fix"), {}).status_code == 422
    Evaluation.objects.bulk_create(moments)

    answer = staff.post(page_of(learner, "plan_fix"), {"reason": ""}, follow=True)

    assert "De versie is vastgelegd." in text_of(answer)
    assert "Vingerafdruk:" in text_of(answer)
    assert staff.get(page_of(learner, "plan_edit")).status_code == 302


def test_a_new_version_is_compared_with_the_one_before(learner, fixed, staff):
    staff.post(page_of(learner, "plan_renew"))
    draft = Plan.objects.get(version=2)
    line = Line.objects.filter(plan=draft, recognition__isnull=False).select_related("competence").first()
    sent = {"deel": "competenties", "waar-lines": [line.pk], "waar-venue": "school"}
    staff.post(page_of(learner, "plan_edit"), sent)

    page = text_of(staff.get(page_of(learner, "plan_compare"), {"versie": "2"}))

    assert line.competence.name in page
    assert "gewijzigd" in page
    assert page.count("gewijzigd") == 1
    assert "geen vorige versie" in text_of(staff.get(page_of(learner, "plan_compare"), {"versie": "1"}))
    assert staff.get(page_of(learner), {"versie": "9"}).status_code == 404
    assert staff.get(page_of(learner), {"versie": "1"}).status_code == 200
    staff.post(page_of(learner, "plan_drop"))
    assert not Plan.objects.filter(version=2).exists()


def test_a_competence_is_reached_and_taken_back(learner, fixed, staff):
    one = learner.programme.competences.first()

    staff.post(page_of(learner, "plan_reach", one.pk), {"reached_on": "2025-09-08"})
    assert Reached.objects.get().competence == one
    assert "1 van 14 competenties behaald" in text_of(staff.get(page_of(learner)))
    staff.post(page_of(learner, "plan_take_back", one.pk))

    assert not Reached.objects.exists()
    assert staff.get(page_of(learner, "plan_reach", CompetenceFactory().pk)).status_code == 404


def test_a_plan_moves_to_another_place_from_its_page(learner, place, fixed, staff):
    other = place_for(learner)
    sent = {"lost": place.pk, "to": other.pk, "from_day": "2025-09-15"}

    answer = staff.post(f"{page_of(learner, 'plan_move')}?plek={other.pk}", sent, follow=True)

    assert "Wat nog open is, staat in het ontwerp." in text_of(answer)
    assert Line.objects.filter(plan__version=2, recognition=other).count() == 13


def test_learner_and_parent_read_the_plan_and_write_nothing(learner, fixed, staff):
    number, person = learner.learner.number, learner.learner.person
    parent = UserFactory(guardian=True, organisation=number)
    Guardian.objects.create(learner=learner.learner, person=parent.person, valid_from=STARTS)
    mother = Client()
    mother.force_login(parent)

    for reader in (mother, client_of(learner=True, organisation=number, person=person)):
        page = text_of(reader.get(page_of(learner)))
        assert "0 van 14 competenties behaald" in page
        assert "Wat u nu kunt doen" not in page
        assert "Noteer als behaald" not in page
        assert "Te doen:" not in page


def test_a_company_reads_what_is_agreed_about_work_only(learner, place, staff, company):
    plan = complete_draft(learner, place)
    Plan.objects.filter(pk=plan.pk).update(
        adjustments="Meer tijd bij toetsen.", adjustments_at_work="Rustige hoek.", prior_competences="Brood."
    )
    assert company.get(page_of(learner)).status_code == 404
    versions.fix(plan.pk, actor=staff_of(learner), on=ON)
    versions.renew(learner.pk, actor=staff_of(learner), on=ON)

    page = text_of(company.get(page_of(learner)))

    assert "Rustige hoek." in page
    assert "Meer tijd bij toetsen." not in page
    assert "Brood." not in page
    assert "Versie 2" not in page
    assert company.get(page_of(learner), {"versie": "2"}).status_code == 404
    changed = text_of(company.get(page_of(learner, "plan_compare")))
    assert "geen vorige versie" in changed
    other = client_of(company=True, organisation=place_for(learner).company.enterprise_number)
    assert other.get(page_of(learner)).status_code == 404


def test_the_competences_are_a_file_for_a_spreadsheet(learner, fixed, staff):
    one = learner.programme.competences.first()
    reaching.reach(learner.pk, one.pk, reached_on=ON, actor=staff_of(learner), on=ON)

    answer = staff.get(page_of(learner, "plan_csv"))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].split(";") == [
        *("Code", "Competentie", "Waar", "Werkplek", "Mentor", "Van", "Tot en met", "Behaald op")
    ]
    assert len(lines) == 15
    assert str(learner.learner.person) not in "".join(lines)


def test_the_pages_ask_the_same_queries_for_few_and_for_many_competences(learner, place):
    few = learner_with(1, 1, provider=learner.provider)
    complete_draft(few, place_for(few))
    complete_draft(learner, place)
    staff = client_of(counsellor=True, organisation=learner.provider.number)

    for name in ("plan", "plan_edit"):
        staff.get(page_of(few, name))
        assert queries_of(staff, page_of(few, name)) == queries_of(staff, page_of(learner, name))
