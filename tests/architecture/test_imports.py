import subprocess
import sys

from tests.architecture.tree import ROOT, place, python_files, tracked_files

VAGUE = {"utils", "util", "helpers", "helper", "common", "services", "service", "misc", "signals"}


def test_every_import_contract_is_kept() -> None:
    command = [str(ROOT.joinpath(sys.executable).parent / "lint-imports"), "--no-cache"]

    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [
        place(file) for file in python_files("duaal/", "config/") if VAGUE & {file.stem, file.parent.name}
    ]

    assert found == []


def test_every_folder_with_tests_is_a_package() -> None:
    folders = {file.parent for file in tracked_files() if file.name.startswith("test_")}

    assert [place(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
