"""What the text of an agreement names of an adult besides the name.

Law: art. 10, 4° of the decree of 25 March 2022: name, national number, address and nationality. The text says
that the school knows the number, and never holds it.
"""

from dataclasses import asdict, dataclass
from typing import Any

from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.rules.law import IdentityLaw
from duaal.casework.agreements.rules.outcomes import Check, Finding, used

ADULT_DATA_MISSING = "ADULT_DATA_MISSING"
ADULT_DATA_CHANGED = "ADULT_DATA_CHANGED"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of an adult on a day; the address on one line, empty when a part of it is missing."""

    address: str
    nationality: str
    number_known: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what is not known."""
        return tuple(name for name, value in asdict(self).items() if not value)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def is_named(kind: Kind, law: IdentityLaw) -> bool:
    """Whether the text of this kind names more than the name."""
    return kind.value in law.identity_kinds.value


def check_identity(known: Identity, written: Identity | None, law: IdentityLaw) -> Check:
    """Whether everything is known, and stands in the text as it is known now."""
    because = (law.identity_kinds,)
    if known.missing:
        return Check((Finding(ADULT_DATA_MISSING, because, used(missing=known.missing)),), because)
    if written != known:
        return Check((Finding(ADULT_DATA_CHANGED, because),), because)
    return Check((), because)
