"""Why a case lies at its partnership: the reasoning that was recorded when it was routed, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.recognition.states import ROUTE
from duaal.foundation.audit.models import Entry
from duaal.foundation.lawbook.dated import Certainty
from duaal.register.partnerships.labels import ground_sentence
from duaal.register.partnerships.models import Partnership, ReportingSector
from duaal.register.partnerships.rules import Ground, GroundKind

PREFIX = "partnerships"
KINDS = frozenset(GroundKind)


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One step of the reasoning, with its source and certainty."""

    text: str
    source: str
    certainty: str


class Names(dict[str, str]):
    """Names by code; a code that stopped to exist since stands for itself."""

    def __missing__(self, code: str) -> str:
        return code


def why_this_partnership(entries: Iterable[Entry]) -> tuple[GroundLine, ...]:
    """The grounds of the last routing in the trail, in order; empty for a case that was never routed."""
    routed = [entry for entry in entries if entry.step == ROUTE.name]
    versions = routed[-1].rule_versions if routed else []
    grounds = [ground for ground in map(_ground, versions) if ground is not None]
    if not grounds:
        return ()
    codes = {code for ground in grounds for code in (ground.value, *ground.subject.split())}
    names = Names(ReportingSector.objects.filter(code__in=codes).values_list("code", "label"))
    names.update(Partnership.objects.filter(code__in=codes).values_list("code", "name"))
    return tuple(
        GroundLine(ground_sentence(ground, names), ground.source, ground.certainty.value)
        for ground in grounds
    )


def _ground(version: Mapping[str, Any]) -> Ground | None:
    """The ground that the audit trail kept as a rule version; None for a rule version of something else."""
    prefix, _dot, rest = str(version["key"]).partition(".")
    kind, _dot, subject = rest.partition(".")
    if prefix != PREFIX or kind not in KINDS:
        return None
    since = date.fromisoformat(version["since"]) if version["since"] else None
    return Ground(
        GroundKind(kind),
        subject,
        str(version["value"]),
        since,
        Certainty(version["certainty"]),
        str(version["source"]),
    )
