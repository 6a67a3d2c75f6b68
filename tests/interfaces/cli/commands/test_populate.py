from datetime import date

import pytest

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.interfaces.cli.commands import populate as command
from duaal.interfaces.cli.main import main
from duaal.synthetic.loading import Loaded
from duaal.synthetic.official import REFERENCE
from duaal.synthetic.populate import NotEmpty

ROWS = (Loaded("organisations_company", 14_000), Loaded("recognition_application", 64_000))


@pytest.fixture
def asked(monkeypatch):
    """Records which of the two was called with what; neither does anything."""
    calls = []

    def stand_in(name):
        def called(*, scale, seed, today, report):
            calls.append((name, scale, seed, today))
            report("ondernemingen")
            return ROWS

        return called

    monkeypatch.setattr(command, "populate", stand_in("populate"))
    monkeypatch.setattr(command, "count", stand_in("count"))
    monkeypatch.setattr(command, "today", lambda: date(2026, 11, 21))
    return calls


def test_without_write_it_only_counts(asked, capsys):
    code = main(["populate"])

    out, err = capsys.readouterr()
    assert code == 0
    assert asked == [("count", 1, 1, date(2026, 11, 21))]
    assert out.splitlines()[-1] == "Proefrit: niets bewaard. Geef --write mee om te bewaren."
    assert err == "ondernemingen\n"


def test_with_write_it_fills_and_ends_with_rows_and_seconds(asked, capsys):
    code = main(["populate", "--scale", "3", "--seed", "7", "--today", "2026-09-01", "--write"])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert asked == [("populate", 3, 7, date(2026, 9, 1))]
    assert lines[0] == "    14000 organisations_company"
    assert lines[-1].startswith("    78000 rijen in ")
    assert lines[-1].endswith(" s")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["--scale", "0"], "--scale is 0. Geef een getal van 1 tot 40.", id="scale 0"),
        pytest.param(["--scale", "41"], "--scale is 41. Geef een getal van 1 tot 40.", id="too large"),
        pytest.param(["--scale", "veel"], "--scale is veel. Geef een geheel getal", id="no number"),
        pytest.param(["--seed", "1.5"], "--seed is 1.5. Geef een geheel getal", id="seed no number"),
        pytest.param(["--today", "21/11/2026"], "21/11/2026 is geen dag. Schrijf jjjj-mm-dd", id="no day"),
        pytest.param(["--today", "2023-06-29"], "--today is 2023-06-29. De officiële", id="too early"),
    ],
)
def test_wrong_input_stops_with_one_sentence_before_anything_is_done(asked, capsys, words, sentence):
    code = main(["populate", *words, "--write"])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith(sentence)
    assert len(err.splitlines()) == 1
    assert asked == []


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        pytest.param(NotEmpty("companies"), "Het register is niet leeg.", id="not empty"),
        pytest.param(
            WrongFile(REFERENCE / "a.csv", 3, "file_empty"), "a.csv, regel 3: Het bestand", id="corrupt file"
        ),
    ],
)
def test_what_cannot_be_loaded_stops_with_one_sentence(asked, capsys, monkeypatch, problem, sentence):
    def refuse(**_given):
        raise problem

    monkeypatch.setattr(command, "populate", refuse)

    code = main(["populate", "--write"])

    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert err.startswith(sentence)
    assert len(err.splitlines()) == 1
