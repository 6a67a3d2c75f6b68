"""`duaal audit`: verify the audit trail, or seal it."""

import argparse
import re
import sys

from django.utils import timezone

from duaal.foundation.audit.labels import fault_sentence
from duaal.foundation.audit.seal import seal, unsealed_files
from duaal.foundation.audit.verify import KnownSeal, verify
from duaal.interfaces.cli.stop import Stop

NAME = "audit"
HELP = "het spoor van beslissingen nakijken (verify) of verzegelen (seal)"
KNOWN = re.compile(r"([1-9][0-9]*):([0-9a-fA-F]{8,64})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="verify|seal")
    check = actions.add_parser("verify", help="alle regels en zegels nakijken")
    check.add_argument(
        "--known", metavar="NUMMER:VINGERAFDRUK", help="een zegel dat u buiten de databank bewaarde"
    )
    close = actions.add_parser("seal", help="verzegelen wat er sinds het vorige zegel bij kwam")
    close.add_argument("--write", action="store_true", help="echt verzegelen; anders enkel tonen")


def run(args: argparse.Namespace) -> int:
    return _verify(args.known) if args.action == "verify" else _seal(write=args.write)


def _verify(known: str | None) -> int:
    outcome = verify(_known_seal(known))
    if outcome.fault is None:
        print(f"{outcome.entries} regels, {outcome.seals} zegels: in orde")
        return 0
    print(fault_sentence(outcome.fault), file=sys.stderr)
    print(f"{outcome.entries} regels, {outcome.seals} zegels nagekeken: niet in orde")
    return 1


def _seal(*, write: bool) -> int:
    if not write:
        print(f"{unsealed_files()} dossiers zouden verzegeld worden; doe het met --write")
        return 0
    made = seal(at=timezone.now())
    if made is None:
        print("Geen enkel dossier veranderde sinds het vorige zegel")
    else:
        print(f"zegel {made.pk} over {made.heads_count} dossiers, bewaar: {made.pk}:{bytes(made.hash).hex()}")
    return 0


def _known_seal(text: str | None) -> KnownSeal | None:
    if text is None:
        return None
    found = KNOWN.fullmatch(text)
    if found is None:
        raise Stop(
            f"--known {text!r} is geen zegel: geef het nummer, een dubbele punt en minstens 8 tekens van de "
            "vingerafdruk, bijvoorbeeld 12:a1b2c3d4."
        )
    return KnownSeal(int(found[1]), found[2])
