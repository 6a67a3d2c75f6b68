"""The rule of this package that cases of the casebook can name; its table comes from the reference files."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from duaal.foundation.kernel.fact_file import read
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.case_facts import Fact, list_of, one_of, optional, text
from duaal.foundation.lawbook.casebook import Answer, CasebookRule
from duaal.foundation.lawbook.dated import Certainty
from duaal.register.organisations.facts import FOLDER as COMMITTEES_FOLDER
from duaal.register.organisations.facts import EmployerKind
from duaal.register.partnerships import rules
from duaal.register.partnerships.facts import Competences, Population, Power, RouteFacts
from duaal.register.partnerships.files import FOLDER, competences_of, read_files

REFUSAL_MARK = {
    rules.UNKNOWN_COMMITTEE: Certainty.CERTAIN,
    rules.NOT_ROUTABLE: Certainty.ASSUMED,
    rules.COMMITTEE_NOT_CHOSEN: Certainty.ASSUMED,
    rules.COMMITTEE_NOT_OF_COMPANY: Certainty.CERTAIN,
}
ROUTE = {
    "committees": Fact(list_of(text), ()),
    "chosen_committee": Fact(optional(text), None),
    "employer_kind": Fact(one_of(EmployerKind), EmployerKind.PRIVATE),
    "population": Fact(one_of(Population), Population.SECONDARY),
    "power": Fact(one_of(Power), Power.RECOGNISE),
    "mapping_version": Fact(optional(text), None),
}


def decide(on: date, facts: Mapping[str, Any]) -> Answer:
    """Who handles the file on the day of the case, why, and in which rows the company counts."""
    route_facts = RouteFacts(
        competences=_competences(facts["mapping_version"]),
        committees=facts["committees"],
        chosen_committee=facts["chosen_committee"],
        employer_kind=facts["employer_kind"],
        population=facts["population"],
        power=facts["power"],
    )
    counts_in = rules.reporting_sectors(route_facts, on=on)
    try:
        found = rules.route(route_facts, on=on)
    except Refused as refusal:
        marks = tuple(REFUSAL_MARK[reason] for reason in refusal.reasons)
        return Answer({"refused": refusal.reasons, "counts_in": counts_in}, marks)
    answers = {
        "partnership": found.partnership,
        "reporting_sector": found.reporting_sector,
        "because": tuple(ground.kind for ground in found.because),
        "refused": None,
        "counts_in": counts_in,
    }
    return Answer(answers, (found.certainty,))


@cache
def _competences(version: str | None) -> Competences:
    rows = read(COMMITTEES_FOLDER / "joint_committees.csv", ("code", "name"), key=("code",))
    committees = frozenset(row.text("code") for row in rows)
    files = read_files(FOLDER, committees=committees)
    known = {str(row["code"]) for row in files.versions}
    wanted = version or max(known)
    if wanted not in known:
        raise ValueError(f"mapping_version {wanted} bestaat niet; kies uit {', '.join(sorted(known))}")
    return competences_of(files, version=wanted, committees=committees)


RULES = (
    CasebookRule(
        "partnerships.route",
        ROUTE,
        frozenset({"partnership", "reporting_sector", "because", "refused", "counts_in"}),
        decide,
    ),
)
"""The rules of this package, for the registry of `duaal casebook`."""
