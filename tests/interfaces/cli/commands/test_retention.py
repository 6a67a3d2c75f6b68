"""`duaal retention`: the list of what goes, and erasing it only when asked."""

import pytest

from duaal.casework.recognition.models import Recognition
from duaal.foundation.audit.models import Entry
from duaal.interfaces.cli.main import main
from tests.casework.recognition.factories import AppealFactory
from tests.casework.recognition.retention import named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_last_day(monkeypatch):
    monkeypatch.setattr("duaal.interfaces.cli.commands.retention.today", lambda: named.LAST_KEPT)


def tomorrow(monkeypatch):
    monkeypatch.setattr("duaal.interfaces.cli.commands.retention.today", lambda: named.GONE)


def test_the_list_says_what_goes_in_the_coming_weeks_and_names_nobody(capsys):
    recognition = named.ended_recognition()

    assert main(["retention", "list"]) == 0

    head, row = capsys.readouterr().out.splitlines()
    number = recognition.company.enterprise_number
    assert head.startswith("soort;nummer;ondernemingsnummer;")
    assert row == f"erkenning;{recognition.pk};{number};2032-06-30;2032-07-01;"


def test_the_list_says_why_a_file_is_kept_longer(capsys):
    recognition = named.ended_recognition()
    AppealFactory(application=recognition.application, company=recognition.company)

    main(["retention", "list"])

    assert capsys.readouterr().out.splitlines()[1].endswith(";2032-06-30;;er loopt een beroep")


def test_the_list_reads_as_many_queries_for_many_files(django_assert_max_num_queries, capsys):
    named.ended_recognition()
    named.ended_recognition(named.person_without_number())

    with django_assert_max_num_queries(6):
        main(["retention", "list"])

    assert len(capsys.readouterr().out.splitlines()) == 3


def test_without_write_nothing_is_erased(capsys, monkeypatch):
    named.ended_recognition()
    tomorrow(monkeypatch)
    before = Entry.objects.count()

    assert main(["retention", "erase"]) == 0

    assert "1 dossiers zouden gewist worden" in capsys.readouterr().out
    assert Recognition.objects.get().erased_on is None
    assert Entry.objects.count() == before


def test_with_write_it_is_erased_once(capsys, monkeypatch):
    named.ended_recognition()
    tomorrow(monkeypatch)

    main(["retention", "erase", "--write"])
    main(["retention", "erase", "--write"])

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("1 dossiers gewist, met 1 personen, 3 documenten")
    assert second.startswith("0 dossiers gewist")
    assert Recognition.objects.get().erased_on == named.GONE
