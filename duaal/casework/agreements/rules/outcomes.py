"""What the rules of agreements give back: findings, each with the dated values and the facts it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.recognition.rules.outcomes import FactUsed
from duaal.foundation.lawbook.dated import Certainty, Version, weakest

Versions = tuple[Version[Any], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found (`vaststelling`): it stands in the way, or it only warns.

    `on` is the day it is about, where there is one.
    """

    code: str
    because: Versions
    facts: tuple[FactUsed, ...] = ()
    blocks: bool = True
    on: date | None = None

    @property
    def certainty(self) -> Certainty:
        return weakest(version.certainty for version in self.because)


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of a rule: every finding, and every dated value that was looked at."""

    findings: tuple[Finding, ...]
    because: Versions

    @property
    def refusals(self) -> tuple[str, ...]:
        """The codes that stand in the way, each once, in the order they were found."""
        return _codes(finding for finding in self.findings if finding.blocks)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The codes that only warn."""
        return _codes(finding for finding in self.findings if not finding.blocks)

    @property
    def allowed(self) -> bool:
        return not self.refusals

    @property
    def certainty(self) -> Certainty:
        return weakest(version.certainty for version in self.because)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that follows from the law (`dag`), and the dated values it stands on."""

    day: date
    because: Versions

    @property
    def certainty(self) -> Certainty:
        return weakest(version.certainty for version in self.because)


def used(**facts: Any) -> tuple[FactUsed, ...]:
    """The facts of a finding, by their names."""
    return tuple(FactUsed(name, value) for name, value in facts.items())


def together(*checks: Check) -> Check:
    """Several checks as one."""
    return Check(
        tuple(finding for check in checks for finding in check.findings),
        tuple(dict.fromkeys(version for check in checks for version in check.because)),
    )


def _codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.code for finding in findings))
