"""The kind of agreement on a page: which one follows, and for each other kind the condition that fails."""

from dataclasses import dataclass

from django.utils.functional import Promise

from duaal.casework.agreements.assessing import Assessment
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.labels import KIND, reason
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.parts import Words


@dataclass(frozen=True, slots=True)
class Average:
    """The average of one year, as people read it."""

    year: str
    hours: str


@dataclass(frozen=True, slots=True)
class OtherKind:
    """A kind that it is not, and why not."""

    name: Promise
    why: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class KindPanel:
    """The kind that follows, the averages it stands on, what still stands in the way, and the other kinds."""

    name: Promise | None
    averages: tuple[Average, ...]
    others: tuple[OtherKind, ...]
    in_the_way: tuple[Words, ...]
    warnings: tuple[Words, ...]
    rules: tuple[RuleLine, ...]


def kind_panel(assessment: Assessment) -> KindPanel:
    """What a page shows of an assessment."""
    outcome = assessment.kind
    return KindPanel(
        name=KIND[outcome.proposed] if outcome.proposed is not None else None,
        averages=tuple(Average(one.year, one.shown.replace(".", ",")) for one in outcome.averages),
        others=tuple(
            OtherKind(KIND[kind], tuple(reason(one.code) for one in outcome.why_not[kind]))
            for kind in Kind
            if kind in outcome.why_not
        ),
        in_the_way=tuple(reason(code) for code in assessment.refusals),
        warnings=tuple(reason(code) for code in assessment.warnings),
        rules=rule_lines(outcome.check.because),
    )
