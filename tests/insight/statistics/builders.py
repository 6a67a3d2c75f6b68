"""A small register, row by row, for counting: the reference rows it needs, and a method per kind of row."""

from datetime import UTC, date, datetime
from itertools import count

from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.models import Application, MentorTraining, Recognition
from duaal.foundation.geography.models import Municipality
from duaal.foundation.people.models import Person
from duaal.insight.statistics import snapshots
from duaal.insight.statistics.counting import Counter
from duaal.insight.statistics.definitions import STATISTICS
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.tables import official_table, select
from duaal.register.organisations.models import CommitteeMembership, Company, JointCommittee, Site
from duaal.register.partnerships.models import (
    CommitteeAllocation,
    EmployerAllocation,
    MappingVersion,
    Partnership,
    ReportingSector,
)
from duaal.register.programmes.models import Programme

EXTRACTION = date(2023, 6, 29)
TAKEN_AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
LONG_AGO = date(2016, 9, 1)

FLEMISH = "vlaams-partnerschap"
SECTORS = {
    "bouw": "Bouw",
    "horeca": "Horeca",
    "lokale-besturen": "Lokale besturen",
    "textielverzorging": "Textielverzorging",
    FLEMISH: "Vlaams Partnerschap",
    "voedingsindustrie": "Voedingsindustrie",
}
CONSTRUCTION, HOTELS, FOOD, NOBODYS = "124", "302", "118", "200"
COMMITTEES = {CONSTRUCTION: "bouw", HOTELS: "horeca", FOOD: "voedingsindustrie"}

BRUSSELS, ANTWERP, HASSELT, GHENT, LEUVEN, BRUGES = "21004", "11002", "71022", "44021", "24062", "31005"
ZWIJNDRECHT, MERGED = "11056", "46030"
PROVINCES = {
    BRUSSELS: "bru",
    ANTWERP: "ant",
    HASSELT: "lim",
    GHENT: "ovl",
    LEUVEN: "vbr",
    BRUGES: "wvl",
}
DUAL, ADULT, ALTERNATING = "P1", "P2", "P3"


class Register:
    """Makes rows; every method returns the row it made."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self._geography()
        self._competences()
        for code, basis, is_dual in (
            (DUAL, "D2016", True),
            (ADULT, "D2022", True),
            (ALTERNATING, "D2016", False),
        ):
            Programme.objects.create(
                code=code,
                name=f"Opleiding {code}",
                sort_name=f"opleiding {code}",
                level="secondary",
                legal_basis=basis,
                is_dual=is_dual,
                valid_from=LONG_AGO,
                certainty="certain",
                sector_certainty="certain",
            )

    def _geography(self) -> None:
        for nis, province in PROVINCES.items():
            region = "brussels" if province == "bru" else "flanders"
            Municipality.objects.create(
                nis_code=nis, name=nis, sort_name=nis, region=region, province=province
            )
        merged = Municipality.objects.create(
            nis_code=MERGED,
            name="Beveren-Kruibeke-Zwijndrecht",
            sort_name="beveren",
            region="flanders",
            province="ovl",
            valid_from=date(2025, 1, 1),
        )
        Municipality.objects.create(
            nis_code=ZWIJNDRECHT,
            name="Zwijndrecht",
            sort_name="zwijndrecht",
            region="flanders",
            province="ant",
            valid_to=date(2024, 12, 31),
            successor=merged,
        )

    def _competences(self) -> None:
        for code, label in SECTORS.items():
            partnership = Partnership.objects.create(
                code=code, name=label, is_flemish=code == FLEMISH, valid_from=LONG_AGO, certainty="certain"
            )
            ReportingSector.objects.create(code=code, label=label, partnership=partnership)
        for code in (*COMMITTEES, NOBODYS):
            JointCommittee.objects.create(code=code, name=f"Paritair comité {code}")
        self.mapping_version("2023-06", date(2023, 6, 16), COMMITTEES)

    def mapping_version(self, code: str, published_on: date, committees: dict[str, str]) -> MappingVersion:
        version = MappingVersion.objects.create(code=code, published_on=published_on, source="verzonnen")
        for committee, sector in committees.items():
            CommitteeAllocation.objects.create(
                mapping_version=version,
                joint_committee_id=committee,
                reporting_sector_id=sector,
                valid_from=LONG_AGO,
                certainty="assumed",
                source="verzonnen",
            )
        EmployerAllocation.objects.create(
            mapping_version=version,
            employer_kind="local_authority",
            reporting_sector_id="lokale-besturen",
            valid_from=LONG_AGO,
            certainty="assumed",
            source="verzonnen",
        )
        return version

    def company(
        self,
        *committees: str,
        kind: str = "private",
        ended_on: date | None = None,
        is_synthetic: bool = False,
        seat: str = ANTWERP,
    ) -> Company:
        number = next(self.numbers)
        company = Company.objects.create(
            enterprise_number=f"{number:010d}",
            name=f"Zaak {number}",
            sort_name=f"zaak {number}",
            employer_kind=kind,
            seat_municipality_id=seat,
            started_on=date(2010, 1, 1),
            ended_on=ended_on,
            is_synthetic=is_synthetic,
        )
        for committee in committees:
            self.member(company, committee)
        return company

    def member(
        self, company: Company, committee: str, first: date = date(2015, 1, 1), last: date | None = None
    ) -> CommitteeMembership:
        return CommitteeMembership.objects.create(
            company=company, joint_committee_id=committee, valid_from=first, valid_to=last
        )

    def site(self, company: Company, municipality: str = ANTWERP) -> Site:
        number = next(self.numbers)
        return Site.objects.create(
            company=company,
            establishment_number=f"2{number:09d}",
            name=company.name,
            street="Straat 1",
            postcode="2000",
            municipality_id=municipality,
            opened_on=date(2010, 1, 1),
        )

    def recognition(
        self,
        site: Site,
        first: date = date(2022, 9, 1),
        last: date = date(2027, 8, 31),
        *,
        ended_on: date | None = None,
        programme: str = DUAL,
    ) -> Recognition:
        shared = {
            "company": site.company,
            "site": site,
            "programme_id": programme,
            "legal_basis": "D2016",
            "partnership_id": FLEMISH,
        }
        application = Application.objects.create(
            **shared,
            reference=f"A{next(self.numbers)}",
            state="APPROVED",
            received_on=first,
            deadline_on=first,
            contact_name="Contact",
            contact_email="contact@voorbeeld.example",
            contact_phone="0",
            organisation_and_equipment=True,
            financial_strength=True,
            conviction=False,
        )
        return Recognition.objects.create(
            **shared,
            application=application,
            state="ACTIVE",
            valid_from=first,
            valid_to=last,
            ended_on=ended_on,
        )

    def recognised(self, municipality: str = ANTWERP, *committees: str, **period: object) -> Recognition:
        """A new company with one site and one recognition."""
        site = self.site(self.company(*committees), municipality)
        return self.recognition(site, **period)

    def agreement(
        self,
        recognition: Recognition,
        starts_on: date | None = date(2022, 9, 1),
        planned_end_on: date = date(2023, 6, 30),
        *,
        ended_on: date | None = None,
        kind: str = "OAO",
    ) -> Agreement:
        return Agreement.objects.create(
            kind=kind,
            recognition=recognition,
            company=recognition.company,
            site=recognition.site,
            programme=recognition.programme,
            learner_number=f"L{next(self.numbers)}",
            concluded_on=starts_on or planned_end_on,
            starts_on=starts_on,
            planned_end_on=planned_end_on,
            ended_on=ended_on,
        )

    def person(self) -> Person:
        return Person.objects.create(given_name="Bo", family_name="Verzonnen", birth_date=date(1980, 1, 1))

    def training(
        self, sector: str, followed_on: date = date(2020, 3, 1), *, person: Person | None = None
    ) -> Person:
        person = person or self.person()
        MentorTraining.objects.create(
            person=person,
            partnership_id=sector,
            reporting_sector_id=sector,
            followed_on=followed_on,
            course=f"Opleiding {next(self.numbers)}",
            provider="Aanbieder",
            provider_registered=True,
            hours=16,
        )
        return person

    def snapshot(self, as_of: date = EXTRACTION) -> Snapshot:
        return snapshots.take(as_of=as_of, taken_at=TAKEN_AT)

    def counted(self, key: str, year: str = "2022-2023", *, as_of: date = EXTRACTION) -> dict[str, int]:
        """One column of a table on a new snapshot, by row; zeros are left out."""
        return column(self.snapshot(as_of), key, year)


def column(snapshot: Snapshot, key: str, year: str = "2022-2023", **asked: object) -> dict[str, int]:
    table = official_table(key, snapshot, suppress_empty_rows=False, **asked)
    place = [each.school_year for each in table.columns].index(year)
    return {row.code: row.cells[place].value for row in table.rows if row.cells[place].value}


def mentors(snapshot: Snapshot) -> dict[str, int]:
    """The bare counts of T3 by row, before small groups are hidden; zeros are left out."""
    with Counter(snapshots.path_of(snapshot), select(snapshot)) as counter:
        counts = counter.count(STATISTICS["T3"])
    found = {row.code: row.values[0] for row in counts.rows} | {"total": counts.total[0]}
    return {code: value for code, value in found.items() if value}
