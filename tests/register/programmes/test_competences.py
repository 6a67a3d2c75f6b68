"""Competences brought in from a file: checked line by line, all or nothing, and again without a change."""

from datetime import date
from pathlib import Path

import pytest

from duaal.register.programmes.competences import WrongLines, bring_in
from duaal.register.programmes.models import Competence
from duaal.register.programmes.queries import competences_on
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

HEAD = "programme;code;name;kind;valid_from;valid_to;replaces;source;certainty\n"
GOOD = (
    HEAD + "B1;C1;Deeg maken;vocational;2019-09-01;;;ST-BAK;dated\n"
    "B1;C2;Bakken;vocational;2019-09-01;;;ST-BAK;dated\n"
    "B1;A1;Rekenen;general;2019-09-01;;;ST-BAK;dated\n"
)
NEWER = (
    HEAD + "B1;N1;Deeg en beslag;vocational;2024-09-01;;C1 C2;CD-BAK;certain\n"
    "B1;A1;Rekenen;general;2024-09-01;;;CD-BAK;certain\n"
)


@pytest.fixture(autouse=True)
def programme():
    return ProgrammeFactory(code="B1")


def file_with(folder: Path, text: str, name: str = "lijst.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def sentences(folder: Path, text: str, name: str = "lijst.csv") -> list[tuple[int, str]]:
    with pytest.raises(WrongLines) as wrong:
        bring_in(file_with(folder, text, name), write=True)
    assert not Competence.objects.exists()
    return [(one.line, one.sentence) for one in wrong.value.problems]


def test_a_dry_run_tells_what_would_change_and_keeps_nothing(tmp_path):
    done = bring_in(file_with(tmp_path, GOOD), write=False)

    assert (done.new, done.changed, done.same, done.ended) == (3, 0, 0, 0)
    assert not Competence.objects.exists()


def test_a_file_is_brought_in_and_a_second_time_changes_nothing(tmp_path):
    path = file_with(tmp_path, GOOD)
    bring_in(path, write=True)

    done = bring_in(path, write=True)

    assert (done.new, done.changed, done.same) == (0, 0, 3)
    found = competences_on("B1", date(2025, 1, 1)).values_list("code", "position", "is_vocational")
    assert list(found) == [("C1", 1, True), ("C2", 2, True), ("A1", 3, False)]


def test_a_new_document_ends_the_old_one_and_knows_what_it_replaces(tmp_path):
    bring_in(file_with(tmp_path, GOOD), write=True)

    done = bring_in(file_with(tmp_path, NEWER), write=True)

    assert (done.new, done.ended) == (2, 3)
    assert [one.code for one in competences_on("B1", date(2024, 8, 31))] == ["C1", "C2", "A1"]
    assert [one.code for one in competences_on("B1", date(2024, 9, 1))] == ["N1", "A1"]
    new = Competence.objects.get(code="N1")
    assert {one.code for one in new.replaces.all()} == {"C1", "C2"}


def test_what_is_left_out_of_the_same_document_goes(tmp_path):
    bring_in(file_with(tmp_path, GOOD), write=True)

    without_c2 = "".join(line for line in GOOD.splitlines(keepends=True) if ";C2;" not in line)
    bring_in(file_with(tmp_path, without_c2), write=True)

    assert [one.code for one in Competence.objects.all()] == ["C1", "A1"]


def test_yaml_says_the_same_as_a_spreadsheet(tmp_path):
    text = (
        "- {programme: B1, code: C1, name: Deeg maken, kind: vocational, valid_from: 2019-09-01, "
        "source: ST, certainty: dated}\n"
        "- {programme: B1, code: N1, name: Deeg, kind: vocational, valid_from: 2024-09-01, replaces: [C1], "
        "source: CD, certainty: dated}\n"
    )

    assert bring_in(file_with(tmp_path, text, "lijst.yaml"), write=True).new == 2
    assert [one.code for one in Competence.objects.get(code="N1").replaces.all()] == ["C1"]


def test_every_wrong_line_gets_its_sentence_and_nothing_is_brought_in(tmp_path):
    text = (
        GOOD + "B9;C9;Taart;vocational;2019-09-01;;;ST;dated\n"
        "B1;;Taart;beroep;vandaag;;;ST;zeker\n"
        "B1;C1;Deeg;vocational;2019-09-01;;;ST;dated\n"
        "B1;C2;Bakken;vocational;2020-09-01;2020-08-31;;ST;dated\n"
        "B1;A1;Rekenen;general;2021-09-01;;;ST;dated\n"
        "B1;C8;Taart;vocational;2021-09-01;;Z9;ST;dated\n"
    )

    found = sentences(tmp_path, text)

    assert [line for line, _sentence in found] == [5, 6, 6, 6, 6, 7, 8, 9, 10]
    told = " ".join(sentence for _line, sentence in found)
    for part in ("B9 is geen opleiding", "code is leeg", "beroep is geen soort", "vandaag is geen dag"):
        assert part in told
    for part in (
        "zeker is geen zekerheid",
        "C1 staat al op regel 2",
        "voor ze begint",
        "regel 4 loopt dan nog",
    ):
        assert part in told
    assert "Z9 is geen andere competentie" in told


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        pytest.param("programme;code\n", "lijst.csv", "ontbreekt", id="columns missing"),
        pytest.param(GOOD.replace("certainty\n", "certainty;extra\n", 1), "lijst.csv", "extra", id="unknown"),
        pytest.param(HEAD, "lijst.csv", "geen competenties", id="empty"),
        pytest.param("a: b\n", "lijst.yaml", "geen lijst", id="no list"),
        pytest.param("- [", "lijst.yaml", "kan niet gelezen", id="no yaml"),
        pytest.param(GOOD, "lijst.xlsx", "geen .csv", id="other kind"),
    ],
)
def test_a_file_that_is_no_list_of_competences_says_so(tmp_path, text, name, part):
    assert part in sentences(tmp_path, text, name)[0][1]
