"""The pages of class lists: first what would happen, then the button, then what is left to mend."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from duaal.casework.rolls.actions import carry_out_rolls
from duaal.casework.rolls.models import Roll
from duaal.casework.trajectories.models import Trajectory
from tests.casework.rolls.papers import csv_of, sheet_of
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import queries_of, text_of
from tests.register.organisations.factories import ProviderFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

LINES = ("Lotte;Claes;05/01/2009;;Bakkerij;5;gunstig", "Bram;Maes;05/01/2009;;Bakkerij;6;")


@pytest.fixture(autouse=True)
def on_a_school_day() -> Iterator[None]:
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def staff() -> Client:
    ProgrammeFactory(name="Bakkerij duaal")
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=ProviderFactory().number))
    return client


def sent(client: Client, data: bytes, name: str = "4A.csv"):
    return client.post(reverse("learners:roll_upload"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_a_list_is_checked_carried_out_and_mended(staff):
    checked = text_of(sent(staff, csv_of(*LINES)))
    roll = Roll.objects.get()
    assert "Schrijf 1 leerling in" in checked
    assert "alleen instappen om een ernstige reden" in checked
    assert not Trajectory.objects.exists()

    running = staff.post(reverse("learners:roll_order", args=[roll.pk]), follow=True)
    assert "De inschrijvingen lopen" in text_of(running)
    assert running["Refresh"]
    assert ProcrastinateJob.objects.filter(task_name="rolls").exists()

    carry_out_rolls(now=timezone.now)
    done = staff.get(reverse("learners:roll", args=[roll.pk]))
    assert "1 leerling is ingeschreven" in text_of(done)
    assert reverse("learners:detail", args=[Trajectory.objects.get().pk]) in text_of(done)
    assert not done.has_header("Refresh")

    errors = staff.get(reverse("learners:roll_errors", args=[roll.pk]))
    data = b"".join(errors.streaming_content)
    assert "ernstige reden" in data.decode()
    assert "Claes" not in data.decode()
    again = text_of(sent(staff, data.replace(b";6;;", b";5;gunstig;")))
    assert "Schrijf 1 leerling in" in again


def test_a_spreadsheet_named_csv_is_read_as_what_it_is(staff):
    head = ["Voornaam", "Familienaam", "Geboortedatum", "Opleiding", "Jaar", "Klas"]
    data = sheet_of([head, ["Lotte", "Claes", "05/01/2009", "Bakkerij duaal", 5, "5BK"]])

    page = text_of(sent(staff, data))

    assert "Lotte Claes" in page
    assert "zijn niet gelezen: Klas" in page


@pytest.mark.parametrize(
    ("data", "words"), [(b"%PDF-1.7 \x00", "geen klaslijst"), (b"a;b\n1;2\n", "Deze kolommen ontbreken")]
)
def test_a_wrong_file_comes_back_with_what_to_do(staff, data, words):
    answer = sent(staff, data)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Roll.objects.exists()


def test_without_a_file_the_page_asks_for_one(staff):
    assert "Kies het bestand" in text_of(staff.post(reverse("learners:roll_upload"), {}))


def test_the_example_is_a_list_that_can_be_sent(staff):
    data = b"".join(staff.get(reverse("learners:roll_example")).streaming_content)

    assert "nieuwe leerling" in text_of(sent(staff, data))


def test_a_formula_in_a_cell_is_named_and_never_handed_out(staff):
    head = ["Voornaam", "Familienaam", "Geboortedatum", "Opleiding", "Jaar"]
    data = sheet_of([head, ["=1+1", "Claes", "05/01/2009", "Bakkerij", 5]])

    assert "staat een formule" in text_of(sent(staff, data))
    errors = staff.get(reverse("learners:roll_errors", args=[Roll.objects.get().pk]))
    assert "formule;" not in b"".join(errors.streaming_content).decode()


def test_a_list_is_thrown_away_on_request(staff):
    sent(staff, csv_of(*LINES))

    page = text_of(staff.post(reverse("learners:roll_discard", args=[Roll.objects.get().pk]), follow=True))

    assert "De klaslijst is gewist" in page
    assert not Roll.objects.exists()


def test_a_list_where_nobody_may_enter_cannot_be_carried_out(staff):
    sent(staff, csv_of(LINES[1]))

    page = text_of(staff.post(reverse("learners:roll_order", args=[Roll.objects.get().pk]), follow=True))

    assert "niemand die ingeschreven kan worden" in page


def test_another_school_finds_no_list(staff):
    sent(staff, csv_of(*LINES))
    stranger = Client()
    stranger.force_login(UserFactory(counsellor=True, organisation=ProviderFactory().number))
    roll = Roll.objects.get()

    for name in ("roll", "roll_errors"):
        assert stranger.get(reverse(f"learners:{name}", args=[roll.pk])).status_code == 404
    for name in ("roll_order", "roll_discard"):
        assert stranger.post(reverse(f"learners:{name}", args=[roll.pk])).status_code == 404


def test_the_page_costs_as_many_queries_for_many_lines_as_for_one(staff):
    sent(staff, csv_of(LINES[0]))
    one = queries_of(staff, reverse("learners:roll", args=[Roll.objects.get().pk]))
    sent(staff, csv_of(*(f"Lotte {sign};Claes;05/01/2009;;Bakkerij;5;gunstig" for sign in "abcdef")))

    assert queries_of(staff, reverse("learners:roll", args=[Roll.objects.get().pk])) == one
