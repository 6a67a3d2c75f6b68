import argparse

import pytest

from duaal.foundation.geography import loading
from duaal.foundation.geography.models import Municipality
from duaal.interfaces.cli.commands import reference
from duaal.interfaces.cli.stop import Stop
from duaal.register.programmes import loading as programmes
from duaal.register.programmes.models import Programme

pytestmark = pytest.mark.django_db


def run(*arguments):
    parser = argparse.ArgumentParser()
    reference.add_arguments(parser)
    return reference.run(parser.parse_args(arguments))


def test_without_write_nothing_is_saved_and_the_counts_are_shown(capsys):
    assert run() == 0

    assert not Municipality.objects.exists()
    shown = capsys.readouterr().out
    assert "  592 gemeenten: 592 nieuw, 0 gewijzigd, 0 weg" in shown
    assert shown.endswith("Proefrit: niets bewaard. Geef --write mee om te bewaren.\n")


def test_write_saves_everything_and_a_second_time_nothing(capsys):
    assert run("--write") == 0
    assert capsys.readouterr().out.endswith("Bewaard.\n")

    assert run("--write") == 0
    assert capsys.readouterr().out.endswith("Alles stond er al: niets gewijzigd.\n")
    assert Programme.objects.count() == 89


def test_corrupt_file_stops_with_one_sentence_and_nothing_is_saved(tmp_path, monkeypatch):
    (tmp_path / "programmes.csv").write_text("code\nP001\n", encoding="utf-8")
    monkeypatch.setattr(
        reference, "LOADERS", (*reference.LOADERS[:-1], lambda: programmes.load_all(tmp_path))
    )

    with pytest.raises(Stop, match=r"programmes\.csv, regel 1: De kolommen zijn code") as stop:
        run("--write")

    assert stop.value.code == 2
    assert str(stop.value).endswith("Er is niets geladen.")
    assert not Municipality.objects.exists()


def test_every_table_has_dutch_words():
    loaded = reference.load_all(write=False)

    assert {table.table for table in loaded} == set(reference.TABLE_WORDS)
    assert loading.load_all in reference.LOADERS
