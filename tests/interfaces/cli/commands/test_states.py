import pytest

from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.cli.commands.states import kinds_of_files, markdown, pages
from duaal.interfaces.cli.main import main
from tests.architecture.tree import ROOT

FOLDER = ROOT / "docs" / "states"
AGAIN = "make them again with `duaal states --write docs/states`"
KINDS = kinds_of_files()


def test_every_kind_of_file_is_shown_with_its_diagram_and_its_steps(capsys):
    assert main(["states"]) == 0

    said = capsys.readouterr().out
    assert "# Application\n" in said
    assert "    IN_REVIEW --> APPROVED: grant\n" in said
    assert "# Appeal\n" in said


def test_a_diagram_has_an_arrow_for_each_source_and_the_table_a_row_for_each_step():
    kind = next(kind for kind in KINDS if kind.name == "Application")

    text = markdown(kind)

    assert "    [*] --> SUBMITTED: submit\n" in text
    assert "    IN_REVIEW --> REFUSED: refuse\n" in text
    assert "    INFO_REQUESTED --> REFUSED: refuse\n" in text
    assert (
        "| `grant` | IN_REVIEW | APPROVED | flemish_partnership, partnership |"
        " Every reason why the case cannot be granted now. |\n" in text
    )
    assert "| `flag` | INFO_REQUESTED, IN_REVIEW, SUBMITTED | stays | system | - |\n" in text


def test_written_to_a_folder_each_kind_has_a_file_and_the_list_names_them(tmp_path, capsys):
    assert main(["states", "--write", str(tmp_path / "states")]) == 0

    files = {file.name: file.read_text() for file in (tmp_path / "states").iterdir()}
    assert files == pages(KINDS)
    assert "* [Application](application.md)" in files["README.md"]
    assert capsys.readouterr().out.startswith(f"{len(files) - 1} bestanden geschreven")


@pytest.mark.parametrize("name", sorted(pages(KINDS)))
def test_the_docs_show_the_steps_as_they_are(name):
    file = FOLDER / name
    text = file.read_text(encoding="utf-8") if file.exists() else ""

    assert text == pages(KINDS)[name], f"docs/states/{name} is not what the code says: {AGAIN}"


def test_the_docs_show_no_kind_of_file_that_is_gone():
    assert {file.name for file in FOLDER.glob("*.md")} == set(pages(KINDS)), AGAIN


def test_the_steps_of_every_table_about_one_kind_of_file_stand_together():
    kind = next(kind for kind in KINDS if kind.name == "Recognition")

    names = {step.name for step in kind.steps}

    assert {"recognise", "expire", "lose_last_mentor", "give_up"} <= names


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_file_has_steps_and_nothing_else(kind):
    assert kind.steps
    assert [one for one in kind.steps if not isinstance(one, Step)] == []
