"""Appeal to the Flemish Partnership against the end of an agreement (`beroep`), and the month that is owed.

Law: art. 26 par. 3 and art. 17 par. 4 of the decree of 10 June 2016, with the change of 18 July 2025. There
is no appeal against an end by the provider. The term to lodge stands in a decision of the Government that is
not known here, so that no day is counted: who lodges late hears that from the partnership.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from duaal.casework.agreements.facts import Kind, Party
from duaal.casework.agreements.rules.law import AppealLaw, EndingLaw
from duaal.casework.agreements.rules.outcomes import Check, Finding, used

NO_APPEAL = "NO_APPEAL"

APPEALABLE: Mapping[str, str] = MappingProxyType(
    {"ENDED_GROUND": "ground", "ENDED_CONTRARY": "ground", "ENDED_FIRST30": "procedure"}
)
"""The ways to end that an appeal can be against, each with the ground of appeal in the lawbook."""


def check_appeal(ended_as: str, ended_on: date, law: AppealLaw) -> Check:
    """Whether an appeal against this end exists, as the law was on the last day of the agreement."""
    because = tuple(law.grounds.values())
    version = law.grounds.get(APPEALABLE.get(ended_as, ""))
    if version is not None and version.value:
        return Check((), (version,))
    return Check((Finding(NO_APPEAL, because, used(ended_as=ended_as, ended_on=ended_on)),), because)


def owes_month(kind: Kind, by: Party, law: EndingLaw, *, justified: bool) -> bool:
    """Whether the company owes a month of allowance, once it is decided whether the end was justified."""
    owed = law.month_owed.value and kind in law.month_owed_kinds.value
    return bool(owed) and by == Party.COMPANY and not justified
