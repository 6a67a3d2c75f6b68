from datetime import date
from pathlib import Path

import pytest

import duaal
from duaal.foundation.lawbook.casebook import run_files
from duaal.register.partnerships import rules
from duaal.register.partnerships.casebook import REFUSAL_MARK, RULES, decide

CASES = sorted((Path(duaal.__file__).parents[1] / "casebook" / "partnerships").glob("*.yaml"))
REGISTRY = {rule.name: rule for rule in RULES}
DEFAULTS = {name: fact.default for name, fact in RULES[0].facts.items()}


def test_all_cases_of_the_casebook_pass():
    report = run_files(CASES, REGISTRY)

    assert report.errors == []
    assert [(result.case.id, result.differences) for result in report.results if not result.passed] == []
    assert report.passed >= 20


def test_every_refusal_has_a_certainty():
    assert set(REFUSAL_MARK) == set(rules.REASONS)


def test_unknown_mapping_version_contradicts_the_facts():
    with pytest.raises(ValueError, match="mapping_version 1999 bestaat niet; kies uit 2023-06"):
        decide(date(2026, 3, 3), {**DEFAULTS, "mapping_version": "1999"})
