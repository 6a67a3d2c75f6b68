import argparse

import pytest

from duaal.foundation.audit.models import Seal
from duaal.foundation.audit.seal import seal
from duaal.interfaces.cli.commands import audit
from duaal.interfaces.cli.stop import Stop
from tests.foundation.audit.files import MOMENT, tamper, write

pytestmark = pytest.mark.django_db


def run(*words):
    parser = argparse.ArgumentParser()
    audit.add_arguments(parser)
    return audit.run(parser.parse_args(words))


def test_verify_ends_with_the_counts_when_all_is_in_order(capsys):
    write(1), write(1), write(2)
    seal(at=MOMENT)

    code = run("verify")

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "3 regels, 1 zegels: in orde"


def test_verify_names_the_altered_entry_and_fails(capsys):
    write(1), write(2, step="grant")
    tamper("UPDATE audit_entry SET remark = 'x' WHERE file_id = 2")

    code = run("verify")

    shown = capsys.readouterr()
    assert code == 1
    assert shown.err == "Regel 1 van dossier application 2 (stap grant) is gewijzigd.\n"
    assert shown.out == "1 regels, 0 zegels nagekeken: niet in orde\n"


def test_verify_compares_with_a_seal_that_was_kept(capsys):
    write(1)
    kept = bytes(seal(at=MOMENT).hash).hex()

    codes = [run("verify", "--known", f"1:{kept}"), run("verify", "--known", f"1:{'0' * 64}")]

    assert codes == [0, 1]
    assert "Zegel 1 is gewijzigd" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["12", "x:abcdef01", "1:abc", "0:abcdef01", "1:ghijklmn"])
def test_a_kept_seal_of_the_wrong_form_stops_with_one_sentence(text):
    with pytest.raises(Stop, match="is geen zegel: geef het nummer") as stop:
        run("verify", "--known", text)

    assert text in str(stop.value)


def test_seal_is_a_dry_run_unless_asked_to_write(capsys):
    write(1), write(2)

    code = run("seal")

    assert code == 0
    assert capsys.readouterr().out == "2 dossiers zouden verzegeld worden; doe het met --write\n"
    assert not Seal.objects.exists()


def test_seal_prints_what_to_keep(capsys):
    write(1), write(2)

    codes = [run("seal", "--write"), run("seal", "--write")]

    kept = bytes(Seal.objects.get().hash).hex()
    assert codes == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        f"zegel 1 over 2 dossiers, bewaar: 1:{kept}",
        "Geen enkel dossier veranderde sinds het vorige zegel",
    ]
