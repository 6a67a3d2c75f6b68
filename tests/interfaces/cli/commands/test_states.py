from duaal.interfaces.cli.commands.states import markdown, pages, step_tables
from duaal.interfaces.cli.main import main


def test_every_kind_of_file_is_shown_with_its_diagram_and_its_steps(capsys):
    assert main(["states"]) == 0

    said = capsys.readouterr().out
    assert "# Application\n" in said
    assert "    IN_REVIEW --> APPROVED: grant\n" in said
    assert "# Appeal\n" in said


def test_a_diagram_has_an_arrow_for_each_source_and_the_table_a_row_for_each_step():
    table = next(table for table in step_tables() if table.name == "APPLICATION_STEPS")

    text = markdown(table)

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
    assert files == pages(step_tables())
    assert "* [Application](application.md)" in files["README.md"]
    assert capsys.readouterr().out.startswith(f"{len(files) - 1} bestanden geschreven")
