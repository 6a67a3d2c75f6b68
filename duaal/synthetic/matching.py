"""Which school or centre concluded an agreement: one of the nearest that teaches such learners.

Near is told by the postcode within the province, as no map is needed for an invented Flanders. A site keeps
working with the same school for the same programme and kind.
"""

from collections import defaultdict
from collections.abc import Iterable

from duaal.casework.agreements.models import AgreementKind
from duaal.register.organisations.models import ProviderKind
from duaal.register.programmes.models import Level
from duaal.synthetic.schooling import School
from duaal.synthetic.world import Case, Contract

BRUSSELS, BESIDE_BRUSSELS = "bru", "vbr"
"""No invented school lies in the Brussels-Capital Region: its learners come from around it."""

NEAREST = 3
TEACHES: dict[str, tuple[ProviderKind, ...]] = {
    AgreementKind.OAO: (ProviderKind.SCHOOL,) * 7
    + (ProviderKind.SYNTRA,) * 2
    + (ProviderKind.SPECIAL_SCHOOL,),
    AgreementKind.SAO: (ProviderKind.SCHOOL,) * 9 + (ProviderKind.SPECIAL_SCHOOL,),
    AgreementKind.DAO: (ProviderKind.SCHOOL,),
    AgreementKind.ODO: (ProviderKind.CVO,) * 3 + (ProviderKind.SYNTRA,),
    AgreementKind.ODOW: (ProviderKind.CVO, ProviderKind.SYNTRA),
    AgreementKind.ODOS: (ProviderKind.CVO,),
}
"""Per kind of agreement who teaches the learner, in tenths or quarters; assumed."""

OF_LEVEL: dict[str, tuple[ProviderKind, ...]] = {
    Level.SECONDARY: (ProviderKind.SCHOOL, ProviderKind.SYNTRA),
    Level.SPECIAL: (ProviderKind.SPECIAL_SCHOOL,),
    Level.ADULT: (ProviderKind.CVO,),
}
"""Who teaches a programme of each level."""


class Matching:
    """Finds the school of an agreement."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._there: dict[tuple[str, ProviderKind], list[School]] = defaultdict(list)
        for school in schools:
            self._there[school.town.province, school.kind].append(school)
        self._near: dict[tuple[str, str, ProviderKind], tuple[School, ...]] = {}

    def match(self, contracts: Iterable[Contract]) -> None:
        """Gives every agreement its school."""
        for contract in contracts:
            contract.school = self._school(contract.case, contract.kind)

    def _school(self, case: Case, kind: str) -> School:
        site = case.site
        number = int(site.number) + int("".join(filter(str.isdigit, case.programme.code)) or 0)
        teaches = OF_LEVEL.get(case.programme.level, TEACHES[kind])
        kinds = tuple(one for one in TEACHES[kind] if one in teaches) or teaches
        province = BESIDE_BRUSSELS if site.town.province == BRUSSELS else site.town.province
        near = self._nearest(province, site.postal.code, kinds[number % len(kinds)])
        return near[number // len(kinds) % len(near)]

    def _nearest(self, province: str, postcode: str, kind: ProviderKind) -> tuple[School, ...]:
        key = (province, postcode, kind)
        if key not in self._near:
            there = self._there[province, kind] or [
                school
                for (_province, of_kind), found in self._there.items()
                if of_kind == kind
                for school in found
            ]
            by_distance = sorted(
                there, key=lambda one: (abs(int(one.postal.code) - int(postcode)), one.number)
            )
            self._near[key] = tuple(by_distance[:NEAREST])
        return self._near[key]
