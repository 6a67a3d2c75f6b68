import json
from pathlib import Path

import pytest

from config.database import DatabaseUnusable, _forget_dead_users, database_settings, embedded_server_url

NEVER_A_PROCESS = 2**22 + 1  # above the highest number that Linux gives


def test_an_address_becomes_the_settings_of_django() -> None:
    settings = database_settings("postgresql://du%40al:ge%2Fheim@db.voorbeeld.be:5433/duaal?sslmode=require")

    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.voorbeeld.be", "5433", "duaal")
    assert (settings["USER"], settings["PASSWORD"]) == ("du@al", "ge/heim")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_is_the_host() -> None:
    settings = database_settings("postgresql://postgres:@/postgres?host=/run/duaal")

    assert (settings["HOST"], settings["OPTIONS"]) == ("/run/duaal", {})


@pytest.mark.parametrize("url", ["mysql://x/y", "duaal", "sqlite:///file"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="geef een adres dat begint met postgresql://"):
        database_settings(url)


def test_a_folder_that_cannot_hold_a_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "in_the_way").write_text("not a folder")

    with pytest.raises(DatabaseUnusable, match=r"De ingebouwde databank in .*in_the_way.* start niet"):
        embedded_server_url(tmp_path / "in_the_way" / "postgres")


def test_processes_that_were_killed_are_no_longer_counted_as_users(tmp_path: Path) -> None:
    (tmp_path / ".handle_pids.json").write_text(json.dumps([1, NEVER_A_PROCESS]))
    (tmp_path / "postmaster.pid").write_text(f"{NEVER_A_PROCESS}\n{tmp_path}\n")

    _forget_dead_users(tmp_path)

    assert json.loads((tmp_path / ".handle_pids.json").read_text()) == [1]
    assert not (tmp_path / "postmaster.pid").exists()


def test_the_number_of_a_server_that_another_program_has_now_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"1\n{tmp_path}\n")

    _forget_dead_users(tmp_path)

    assert not (tmp_path / "postmaster.pid").exists()
