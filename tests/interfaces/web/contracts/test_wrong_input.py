"""Wrong input of an agreement on its pages (`agreements.md` 11): said in words, with nothing written."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.actions import drafting
from duaal.casework.agreements.models import Agreement, Signature
from duaal.casework.agreements.states import AgreementState
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from duaal.register.organisations.models import ProviderKind
from tests.casework.agreements import files
from tests.casework.agreements.files import MONDAY, START
from tests.casework.trajectories.actors import staff_of
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.contracts.test_pages import typed
from tests.interfaces.web.readers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def school_of(number: str) -> Client:
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=number))
    return client


def school(agreement: Agreement) -> Client:
    return school_of(agreement.provider.number)


def address(agreement: Agreement, name: str) -> str:
    return reverse(f"contracts:{name}", args=[agreement.pk])


def new_draft(trajectory: Trajectory, **changed):
    """What the page of a new draft answers to this input."""
    place = files.place_for(trajectory)
    page = f"{reverse('contracts:new', args=[trajectory.pk])}?werkplek={place.pk}"
    return school_of(trajectory.provider.number).post(page, typed(place, **changed))


def test_a_start_in_a_school_holiday_is_not_proposed_and_the_page_says_to_choose_a_lesson_day():
    agreement = files.drafted(first=date(2026, 4, 7))

    answer = school(agreement).post(address(agreement, "propose"))

    assert answer.status_code == 422
    assert "De startdag valt in een schoolvakantie. Kies een lesdag, of" in text_of(answer)


def test_an_end_after_the_training_is_not_proposed():
    agreement = files.drafted(last=date(2026, 7, 31))

    answer = school(agreement).post(address(agreement, "propose"))

    assert "duurt langer dan het opleidingsplan" in text_of(answer)


def test_a_second_agreement_in_the_same_period_is_not_proposed():
    agreement = files.begun()
    trajectory = Trajectory.objects.get(pk=agreement.trajectory_id)
    new_draft(trajectory)
    second = Agreement.objects.exclude(pk=agreement.pk).get()

    answer = school(second).post(address(second, "propose"))

    assert "heeft in die periode al een overeenkomst" in text_of(answer)
    second.refresh_from_db()
    assert second.state == AgreementState.DRAFT


@pytest.mark.parametrize(
    ("born", "words"),
    [
        pytest.param(date(2012, 3, 24), "te jong", id="14 on the first day"),
        pytest.param(date(2000, 6, 1), "te oud", id="25 in an earlier school year"),
    ],
)
def test_a_learner_who_is_too_young_or_too_old_gets_no_draft(born, words):
    trajectory = files.searching()
    person = trajectory.learner.person
    person.birth_date = born
    person.save()

    answer = new_draft(trajectory)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Agreement.objects.exists()


def test_a_minor_without_a_representative_is_not_proposed_and_the_page_says_what_to_note():
    trajectory = files.searching()
    Guardian.objects.all().delete()
    agreement = files.drafted(trajectory)

    answer = school(agreement).post(address(agreement, "propose"))

    assert "Noteer eerst wie de ouder of voogd is die mee tekent" in text_of(answer)


def test_an_average_just_below_the_threshold_is_shown_cut_off_and_gives_the_unpaid_kind():
    answer = new_draft(files.searching(), real_0="19,99", lessons_0="16", kijk="ja")

    text = text_of(answer)
    assert "Gemiddeld 19,98 uur per week" in text
    assert "20,00" not in text
    assert "stageovereenkomst alternerende opleiding (SAO)" in text


@pytest.mark.parametrize(
    ("lessons", "is_too_long"),
    [pytest.param("16", False, id="16 lessons"), pytest.param("17", True, id="17 lessons")],
)
def test_a_lesson_of_fifty_minutes_counts_as_an_hour_of_the_company_week(lessons, is_too_long):
    answer = new_draft(files.searching(), real_0="24", lessons_0=lessons, company_week="40", kijk="ja")

    assert ("langer dan de werkweek van de onderneming" in text_of(answer)) == is_too_long


@pytest.mark.parametrize("day", ["2026-03-23", "23/03/2026", "23-03-2026"])
def test_a_first_day_is_read_in_the_iso_and_the_belgian_form_and_kept_as_one(day):
    new_draft(files.searching(), first=day)

    terms = Agreement.objects.get().versions.get().content["terms"]
    assert terms["first"] == "2026-03-23"


@pytest.mark.parametrize("day", ["03/23/2026", "2026-13-01", "31/02/2026", "23.03.26", "volgende week"])
def test_a_day_that_does_not_exist_or_has_another_form_is_named(day):
    answer = new_draft(files.searching(), first=day)

    assert answer.status_code == 422
    assert "Dit is geen datum die bestaat" in text_of(answer)
    assert not Agreement.objects.exists()


def test_a_secondary_learner_of_a_centre_for_adults_gets_no_draft():
    trajectory = files.searching()
    trajectory.provider.kind = ProviderKind.CVO
    trajectory.provider.save()
    place = files.place_for(trajectory)

    with pytest.raises(Refused) as refused:
        drafting.draft(trajectory.pk, paper=files.paper_for(place), actor=staff_of(trajectory), on=MONDAY)

    assert refused.value.reasons == ("POPULATION_MISMATCH",)


def test_a_signature_after_the_start_is_not_put_and_never_dated_back():
    agreement, secrets = files.proposed()
    given = {"content_hash": files.hash_of(agreement), "has_read": "on"}

    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        answer = Client().post(reverse("contracts:by_link", args=[secrets["learner"]]), given)

    assert "Vraag de school een nieuwe" in text_of(answer)
    assert not Signature.objects.exists()


def test_a_text_of_which_the_start_passed_is_not_proposed_and_the_page_says_what_to_change():
    agreement = files.drafted()

    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        answer = school(agreement).post(address(agreement, "propose"))

    assert answer.status_code == 422
    assert "De startdag is voorbij. Pas de tekst aan met een latere startdag." in text_of(answer)


def test_on_the_first_day_itself_it_can_still_be_proposed_and_signed():
    agreement = files.drafted()

    files.signed(agreement, on=START)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.concluded_on) == (AgreementState.SIGNED, START)


END = {"end": "mutual", "by": "learner", "agreed": "True", "words": "Samen."}
PROVIDER = {"received_on": "2026-03-24", "reason": "danger", "words": "Onveilig."}


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        pytest.param("end_at_once", {**END, "received_on": "2026-03-20"}, "voor de startdag", id="early"),
        pytest.param("end_at_once", {**END, "received_on": "2026-04-20"}, "in de toekomst", id="to come"),
        pytest.param("end_by_provider", {**PROVIDER, "words": ""}, "Schrijf de redenen op", id="no words"),
        pytest.param(
            "end_by_provider", {**PROVIDER, "reason": "change_training"}, "change_training", id="other"
        ),
        pytest.param(
            "end_at_once",
            {**END, "end": "takeover", "by": "company", "received_on": "2026-03-24"},
            "Deze partij kan de overeenkomst zo niet beëindigen",
            id="the company asks",
        ),
    ],
)
def test_an_end_that_cannot_be_is_refused_with_words_and_changes_nothing(name, given, words):
    agreement = files.begun()
    before = Entry.objects.count()

    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        answer = school(agreement).post(address(agreement, name), given)

    assert answer.status_code == 422
    assert words in text_of(answer)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.ACTIVE
    assert Entry.objects.count() == before


def test_a_notice_without_a_ground_after_the_first_days_is_refused_and_says_what_can_be_done():
    agreement = files.begun()

    with time_machine.travel("2026-06-01T10:00:00+02:00", tick=False):
        answer = school(agreement).post(
            address(agreement, "give_notice"), {"by": "company", "received_on": "2026-06-01", "words": ""}
        )

    assert "Het kan nog om een ernstige reden, of met akkoord" in text_of(answer)


def test_a_mentor_who_died_with_no_other_ends_it_that_day():
    agreement = files.begun()
    given = {**END, "end": "mentor", "by": "counsellor", "received_on": "2026-03-24"}

    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        answer = school(agreement).post(address(agreement, "end_at_once"), given)

    agreement.refresh_from_db()
    assert (answer.status_code, agreement.ended_as) == (302, "ENDED_MENTOR")


def test_an_end_is_kept_on_the_day_that_was_typed_and_shown_in_dutch():
    agreement = files.begun()

    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        client = school(agreement)
        client.post(address(agreement, "end_at_once"), {**END, "received_on": "23/03/2026"})
        text = text_of(client.get(address(agreement, "detail")))

    assert "23/03/2026" in text
    agreement.refresh_from_db()
    assert agreement.ended_on == START
