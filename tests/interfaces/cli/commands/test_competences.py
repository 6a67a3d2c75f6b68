"""`duaal competences`: a dry run first, every wrong line told, nothing kept unless asked."""

import argparse

import pytest

from duaal.interfaces.cli.commands import competences
from duaal.interfaces.cli.stop import Stop
from duaal.register.programmes.models import Competence
from tests.register.programmes.factories import ProgrammeFactory
from tests.register.programmes.test_competences import GOOD, file_with

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    competences.add_arguments(parser)
    return competences.run(parser.parse_args([str(one) for one in arguments]))


def test_without_write_nothing_is_kept_and_with_it_everything(tmp_path, capsys):
    ProgrammeFactory(code="B1")
    path = file_with(tmp_path, GOOD)

    assert run(path) == 0
    assert not Competence.objects.exists()
    assert "3 nieuw" in capsys.readouterr().out
    assert run(path, "--write") == 0

    assert Competence.objects.count() == 3
    assert capsys.readouterr().out.endswith("Bewaard.\n")


def test_every_wrong_line_is_told_and_nothing_is_brought_in(tmp_path, capsys):
    path = file_with(tmp_path, GOOD)

    with pytest.raises(Stop, match="3 fouten in lijst.csv") as stop:
        run(path, "--write")

    assert stop.value.code == 2
    assert "regel 2: B1 is geen opleiding die we kennen." in capsys.readouterr().out
    assert not Competence.objects.exists()


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(Stop, match="bestaat niet"):
        run(tmp_path / "weg.csv")
