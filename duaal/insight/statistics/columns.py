"""What a snapshot holds: every file, every column, its type, its meaning and where it comes from.

This module is the documentation and the contents in one: a column that is not here is not in a snapshot.
Companies and sites stand under the internal number of the register, without name, address or official number.
Persons stand only under a key that is made for the extraction day (see `PERSON_KEY`): no name, no birth date,
no national number, and no number by which the register itself knows them.

A changed meaning, or a column that is taken away, needs a higher `FORMAT`; a new column or file does not.
"""

from dataclasses import dataclass
from enum import StrEnum

FORMAT = 1
PSEUDONYM_SETTING = "duaal.pseudonym_salt"


class Type(StrEnum):
    """Type of a column, as DuckDB and Parquet know it."""

    NUMBER = "int64"
    TEXT = "string"
    DAY = "date32"
    YES_NO = "bool"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: Type
    meaning: str
    sql: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """One Parquet file. `tables` is the FROM of its query; rows are ordered so that equal rows give equal
    bytes.
    """

    name: str
    meaning: str
    tables: str
    order: str
    columns: tuple[Column, ...]

    @property
    def query(self) -> str:
        chosen = ", ".join(f"{column.sql} AS {column.name}" for column in self.columns)
        return f"SELECT {chosen} FROM {self.tables} ORDER BY {self.order}"


def person_key(expression: str) -> str:
    """SQL of the key of a person: the same person has the same key in one snapshot, and nowhere else."""
    salted = f"current_setting('{PSEUDONYM_SETTING}') || ':' || {expression}"
    return f"left(encode(sha256(convert_to({salted}, 'UTF8')), 'hex'), 16)"


COMPANIES = File(
    name="companies",
    meaning="one row per company (`onderneming`)",
    tables="organisations_company c",
    order="c.id",
    columns=(
        Column("company_id", Type.NUMBER, "internal number of the company", "c.id"),
        Column("employer_kind", Type.TEXT, "`private` or `local_authority`", "c.employer_kind"),
        Column("started_on", Type.DAY, "first day in the business register", "c.started_on"),
        Column("ended_on", Type.DAY, "last day; empty while it exists", "c.ended_on", required=False),
    ),
)

SITES = File(
    name="sites",
    meaning="one row per site (`vestigingseenheid`)",
    tables="organisations_site s",
    order="s.id",
    columns=(
        Column("site_id", Type.NUMBER, "internal number of the site", "s.id"),
        Column("company_id", Type.NUMBER, "its company", "s.company_id"),
        Column("nis_code", Type.TEXT, "municipality under which it was registered", "s.municipality_id"),
        Column("opened_on", Type.DAY, "first day", "s.opened_on"),
        Column("closed_on", Type.DAY, "last day; empty while it is open", "s.closed_on", required=False),
    ),
)

MUNICIPALITIES = File(
    name="municipalities",
    meaning="one row per NIS code, merged ones included, so that the province on a day can be computed",
    tables="geography_municipality m",
    order="m.nis_code",
    columns=(
        Column("nis_code", Type.TEXT, "NIS code", "m.nis_code"),
        Column("name", Type.TEXT, "name", "m.name"),
        Column(
            "province", Type.TEXT, "province code; empty text outside Flanders and Brussels", "m.province"
        ),
        Column("region", Type.TEXT, "region code", "m.region"),
        Column("valid_from", Type.DAY, "first day of the code; empty when always", "m.valid_from", False),
        Column("valid_to", Type.DAY, "last day of the code; empty when in force", "m.valid_to", False),
        Column("successor", Type.TEXT, "NIS code it went into by a merger", "m.successor_id", False),
    ),
)

JOINT_COMMITTEES = File(
    name="joint_committees",
    meaning="one row per joint committee (`paritair comité`) that exists",
    tables="organisations_jointcommittee j",
    order="j.code",
    columns=(
        Column("joint_committee", Type.TEXT, "code of the committee", "j.code"),
        Column("name", Type.TEXT, "official Dutch name", "j.name"),
    ),
)

COMMITTEE_MEMBERSHIPS = File(
    name="committee_memberships",
    meaning="one row per membership of a joint committee (`paritair comité`) and period",
    tables="organisations_committeemembership m",
    order="m.company_id, m.joint_committee_id, m.valid_from",
    columns=(
        Column("company_id", Type.NUMBER, "the company", "m.company_id"),
        Column("joint_committee", Type.TEXT, "code of the committee", "m.joint_committee_id"),
        Column("valid_from", Type.DAY, "first day", "m.valid_from"),
        Column("valid_to", Type.DAY, "last day; empty while it lasts", "m.valid_to", required=False),
    ),
)

REPORTING_SECTORS = File(
    name="reporting_sectors",
    meaning="one row per reporting sector: a row of the official tables",
    tables="partnerships_reportingsector r JOIN partnerships_partnership p ON p.code = r.partnership_id",
    order="r.code",
    columns=(
        Column("reporting_sector", Type.TEXT, "code of the sector", "r.code"),
        Column("label", Type.TEXT, "official Dutch label", "r.label"),
        Column("partnership", Type.TEXT, "code of the partnership that is competent", "r.partnership_id"),
        Column("is_flemish", Type.YES_NO, "whether that is the Flemish Partnership", "p.is_flemish"),
    ),
)

MAPPING_VERSIONS = File(
    name="mapping_versions",
    meaning="one row per version of the table that allots joint committees to sectors",
    tables="partnerships_mappingversion v",
    order="v.code",
    columns=(
        Column("mapping_version", Type.TEXT, "code of the version", "v.code"),
        Column("published_on", Type.DAY, "day of publication", "v.published_on"),
        Column("is_official", Type.YES_NO, "whether it is the published table itself", "v.is_official"),
    ),
)

ALLOCATIONS = File(
    name="allocations",
    meaning="one row per joint committee, period and mapping version",
    tables="partnerships_committeeallocation a",
    order="a.mapping_version_id, a.joint_committee_id, a.valid_from",
    columns=(
        Column("mapping_version", Type.TEXT, "the version this row belongs to", "a.mapping_version_id"),
        Column("joint_committee", Type.TEXT, "code of the committee", "a.joint_committee_id"),
        Column("reporting_sector", Type.TEXT, "sector it is allotted to", "a.reporting_sector_id"),
        Column("valid_from", Type.DAY, "first day", "a.valid_from"),
        Column("valid_to", Type.DAY, "last day; empty while in force", "a.valid_to", required=False),
        Column("certainty", Type.TEXT, "`certain`, `dated`, `derived` or `assumed`", "a.certainty"),
    ),
)

EMPLOYER_ALLOCATIONS = File(
    name="employer_allocations",
    meaning="one row per kind of employer that is allotted without a committee, period and mapping version",
    tables="partnerships_employerallocation a",
    order="a.mapping_version_id, a.employer_kind, a.valid_from",
    columns=(
        Column("mapping_version", Type.TEXT, "the version this row belongs to", "a.mapping_version_id"),
        Column("employer_kind", Type.TEXT, "kind of employer", "a.employer_kind"),
        Column("reporting_sector", Type.TEXT, "sector it is allotted to", "a.reporting_sector_id"),
        Column("valid_from", Type.DAY, "first day", "a.valid_from"),
        Column("valid_to", Type.DAY, "last day; empty while in force", "a.valid_to", required=False),
        Column("certainty", Type.TEXT, "`certain`, `dated`, `derived` or `assumed`", "a.certainty"),
    ),
)

PROGRAMMES = File(
    name="programmes",
    meaning="one row per programme (`opleiding`)",
    tables="programmes_programme p",
    order="p.code",
    columns=(
        Column("programme", Type.TEXT, "code of the programme", "p.code"),
        Column("name", Type.TEXT, "official Dutch name", "p.name"),
        Column("level", Type.TEXT, "level of education", "p.level"),
        Column("grade", Type.TEXT, "grade; empty text when it has none", "p.grade"),
        Column("finality", Type.TEXT, "finality; empty text when it has none", "p.finality"),
        Column(
            "education_form", Type.TEXT, "education form; empty text when it has none", "p.education_form"
        ),
        Column("legal_basis", Type.TEXT, "`D2016` secondary, `D2022` adult education", "p.legal_basis"),
        Column("is_dual", Type.YES_NO, "dual; otherwise alternating only", "p.is_dual"),
    ),
)

RECOGNITIONS = File(
    name="recognitions",
    meaning="one row per recognition (`erkenning`): one programme at one site",
    tables="recognition_recognition r",
    order="r.id",
    columns=(
        Column("recognition_id", Type.NUMBER, "internal number of the recognition", "r.id"),
        Column("company_id", Type.NUMBER, "the company", "r.company_id"),
        Column("site_id", Type.NUMBER, "the recognised site", "r.site_id"),
        Column("programme", Type.TEXT, "code of the programme", "r.programme_id"),
        Column("legal_basis", Type.TEXT, "decree it is given under", "r.legal_basis"),
        Column("partnership", Type.TEXT, "partnership that decided", "r.partnership_id"),
        Column("valid_from", Type.DAY, "first day", "r.valid_from"),
        Column(
            "valid_to",
            Type.DAY,
            "last day: the real end, otherwise the last day of the term",
            "coalesce(r.ended_on, r.valid_to)",
        ),
    ),
)

AGREEMENTS = File(
    name="agreements",
    meaning="one row per agreement (`overeenkomst`) of a learner at a recognised site",
    tables="agreements_agreement a WHERE a.concluded_on IS NOT NULL",
    order="a.id",
    columns=(
        Column("agreement_id", Type.NUMBER, "internal number of the agreement", "a.id"),
        Column(
            "kind", Type.TEXT, "kind of agreement: `OAO`, `SAO`, `DAO`, `ODO`, `ODOS` or `ODOW`", "a.kind"
        ),
        Column("recognition_id", Type.NUMBER, "the recognition it rests on", "a.recognition_id"),
        Column("company_id", Type.NUMBER, "the company", "a.company_id"),
        Column("site_id", Type.NUMBER, "the site where the learner works", "a.site_id"),
        Column("programme", Type.TEXT, "code of the programme", "a.programme_id"),
        Column(
            "learner_key", Type.TEXT, "key of the learner in this snapshot", person_key("a.learner_number")
        ),
        Column("concluded_on", Type.DAY, "day it was signed", "a.concluded_on"),
        Column(
            "starts_on", Type.DAY, "first day; empty when it never started", "a.starts_on", required=False
        ),
        Column(
            "ends_on",
            Type.DAY,
            "last day: the real end, otherwise the planned one",
            "coalesce(a.ended_on, a.planned_end_on)",
        ),
    ),
)

MENTOR_TRAININGS = File(
    name="mentor_trainings",
    meaning="one row per mentor training (`mentoropleiding`) that a person followed",
    tables="recognition_mentortraining t",
    order="mentor_key, t.followed_on, t.reporting_sector_id",
    columns=(
        Column("mentor_key", Type.TEXT, "key of the mentor in this snapshot", person_key("t.person_id")),
        Column("partnership", Type.TEXT, "partnership of the training", "t.partnership_id"),
        Column("reporting_sector", Type.TEXT, "sector of the training", "t.reporting_sector_id"),
        Column("followed_on", Type.DAY, "day it was followed", "t.followed_on"),
        Column("hours", Type.NUMBER, "length in hours", "t.hours"),
    ),
)

FILES = (
    COMPANIES,
    SITES,
    MUNICIPALITIES,
    JOINT_COMMITTEES,
    COMMITTEE_MEMBERSHIPS,
    REPORTING_SECTORS,
    MAPPING_VERSIONS,
    ALLOCATIONS,
    EMPLOYER_ALLOCATIONS,
    PROGRAMMES,
    RECOGNITIONS,
    AGREEMENTS,
    MENTOR_TRAININGS,
)
