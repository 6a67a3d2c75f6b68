"""The rule of retention, for cases of the casebook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duaal.casework.recognition.retention.rules import YEARS, FileKind, Hold, RetentionFacts, keep_until
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.case_facts import Fact, day, list_of, one_of, optional
from duaal.foundation.lawbook.casebook import Answer, CasebookRule

FACTS = {
    "kind": Fact(one_of(FileKind), FileKind.RECOGNITION.value),
    "closed_on": Fact(optional(day), None),
    "holds": Fact(list_of(one_of(Hold)), ()),
}


def judge_retention(on: date, facts: Mapping[str, Any]) -> Answer:
    """Until when the personal data are kept, and whether they are erased on the day of the case."""
    years = BOOK.value(YEARS[FileKind(facts["kind"])]).on(on)
    holds = frozenset(Hold(hold) for hold in facts["holds"])
    kept = keep_until(RetentionFacts(facts["closed_on"], holds), years)
    return Answer(
        {"until": kept.until, "erased": kept.is_over(on)},
        tuple(version.certainty for version in kept.because),
    )


RULES = (CasebookRule("recognition.retention", FACTS, frozenset({"until", "erased"}), judge_retention),)
"""The rules of this package, for the registry of `duaal casebook`."""
