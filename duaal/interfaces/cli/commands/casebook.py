"""`duaal casebook FILE...`: worked legal cases against the rules."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from duaal.casework.agreements import casebook as agreements
from duaal.casework.agreements import casebook_security as agreement_security
from duaal.casework.agreements import casebook_terms as agreement_terms
from duaal.casework.recognition import casebook as recognition
from duaal.casework.recognition.sanctions import casebook as sanctions
from duaal.casework.recognition.upkeep import casebook as upkeep
from duaal.casework.trajectories import casebook as trajectories
from duaal.foundation.kernel import fact_file
from duaal.foundation.lawbook.casebook import CasebookRule, Result, run_files
from duaal.foundation.lawbook.errors import WrongFile
from duaal.interfaces.cli.stop import Stop
from duaal.register.partnerships import casebook as partnerships

NAME = "casebook"
HELP = "rekent uitgewerkte juridische gevallen na"

ALL_PASSED, SOME_FAILED, UNREADABLE = 0, 1, 2

REGISTRY: Mapping[str, CasebookRule] = {
    rule.name: rule
    for rule in (
        *recognition.RULES,
        *upkeep.RULES,
        *sanctions.RULES,
        *partnerships.RULES,
        *trajectories.RULES,
        *agreements.RULES,
        *agreement_terms.RULES,
        *agreement_security.RULES,
    )
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="bestand met gevallen (YAML)")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when a case fails, 2 when a file or a case in it cannot be read."""
    try:
        report = run_files(args.files, REGISTRY)
    except (WrongFile, fact_file.WrongFile) as broken:
        raise Stop(str(broken), code=UNREADABLE) from broken
    for error in report.errors:
        print(error, file=sys.stderr)
    for result in report.results:
        for sentence in differences(result):
            print(sentence)
    print(f"{report.passed} passed, {report.failed} failed")
    if report.errors:
        return UNREADABLE
    return SOME_FAILED if report.failed else ALL_PASSED


def differences(result: Result) -> list[str]:
    """One line per expectation that did not come true."""
    place = f"{result.case.place.path}, regel {result.case.place.line}: {result.case.id}"
    return [
        f"{place}: {found.name} is {json.dumps(found.found)}, verwacht {json.dumps(found.expected)}"
        for found in result.differences
    ]
