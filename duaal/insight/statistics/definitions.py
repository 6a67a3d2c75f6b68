"""The official statistics: what each of them counts, in which period and by which dimension.

One definition feeds page, API and open data. Who changes what a statistic counts raises its `version`: tables
that were counted before keep the old one. Source of all six: written question 757 of 16 June 2023 and its
answer.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.foundation.kernel.school_year import SchoolYear

FIRST_SCHOOL_YEAR = SchoolYear(2019)  # dual learning started on 1 September 2019


class Dimension(StrEnum):
    """Dimension (`uitsplitsing`) of a table: what its rows are."""

    PROVINCE_OF_SITE = "province_of_site"
    REPORTING_SECTOR = "reporting_sector"
    NONE = "none"


class Period(StrEnum):
    """Which days count (`referentieperiode`)."""

    SCHOOL_YEAR = "school_year"  # at least one day of the school year, up to the extraction day
    ON_A_DAY = "on_a_day"  # the extraction day itself
    EVER_UNTIL = "ever_until"  # from a first day up to the extraction day


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic (`indicator`).

    `source` is the file of the snapshot, `during` its columns with the first and the last day, `distinct` the
    column of which different values count. `counts` is the sentence under every table and `assumes` says
    which part of it no source confirms (empty when none). `additive=False`: the rows do not add up to the
    total. `unit` says from which number on a group is shown: `statistics.min_cell_<unit>` of the lawbook.
    """

    key: str
    version: int
    title: Promise
    counts: Promise
    assumes: Promise | str
    source: str
    during: tuple[str, str]
    distinct: str
    dimension: Dimension
    period: Period
    additive: bool
    has_total: bool
    unit: str = "companies"
    since: date | None = None


_SCHOOL_YEAR_IS_ASSUMED = _(
    "Aangenomen: een schooljaar loopt van 1 september tot en met 31 augustus, en één dag volstaat om mee te "
    "tellen. De officiële bron noemt alleen het schooljaar."
)

RECOGNISED_BY_PROVINCE = Statistic(
    key="T1a",
    version=1,
    title=_("Ondernemingen met een erkenning, per provincie"),
    counts=_(
        "Een onderneming telt mee als ze op minstens één dag van het schooljaar, tot en met de "
        "extractiedag, een erkenning had voor een duale opleiding in het secundair of het "
        "volwassenenonderwijs. Ze telt één keer in elke provincie waar ze een erkende vestiging heeft, en "
        "één keer in het totaal. De provincie is die van de vestiging op de laatste getelde dag van het "
        "schooljaar."
    ),
    assumes=_SCHOOL_YEAR_IS_ASSUMED,
    source="recognitions",
    during=("valid_from", "valid_to"),
    distinct="company_id",
    dimension=Dimension.PROVINCE_OF_SITE,
    period=Period.SCHOOL_YEAR,
    additive=False,
    has_total=True,
)

RECOGNISED_BY_SECTOR = Statistic(
    key="T1b",
    version=1,
    title=_("Ondernemingen met een erkenning, per sector"),
    counts=_(
        "Een onderneming telt mee als ze op minstens één dag van het schooljaar, tot en met de "
        "extractiedag, een erkenning had voor een duale opleiding in het secundair of het "
        "volwassenenonderwijs. Haar sector volgt uit haar paritair comité op de extractiedag, ook voor "
        "vroegere schooljaren. Lokale besturen vormen een eigen sector. Wie bij geen sectoraal partnerschap "
        "hoort, staat bij het Vlaams Partnerschap."
    ),
    assumes=_SCHOOL_YEAR_IS_ASSUMED,
    source="recognitions",
    during=("valid_from", "valid_to"),
    distinct="company_id",
    dimension=Dimension.REPORTING_SECTOR,
    period=Period.SCHOOL_YEAR,
    additive=False,
    has_total=False,
)

RECOGNITIONS_PER_COMPANY = Statistic(
    key="R1",
    version=1,
    title=_("Gemiddeld aantal erkenningen per unieke onderneming"),
    counts=_(
        "Het aantal erkenningen voor een duale opleiding die op de extractiedag geldig zijn, gedeeld door "
        "het aantal verschillende ondernemingen die er minstens één hebben. Afgerond op twee cijfers na de "
        "komma; een vijf gaat naar boven."
    ),
    assumes="",
    source="recognitions",
    during=("valid_from", "valid_to"),
    distinct="company_id",
    dimension=Dimension.NONE,
    period=Period.ON_A_DAY,
    additive=False,
    has_total=False,
)

AGREEMENT_BY_PROVINCE = Statistic(
    key="T2a",
    version=1,
    title=_("Ondernemingen met een overeenkomst, per provincie"),
    counts=_(
        "Een onderneming telt mee als er op minstens één dag van het schooljaar, tot en met de "
        "extractiedag, een overeenkomst voor een duale opleiding liep. Een overeenkomst loopt van haar "
        "begin tot haar echte einde; wie nooit begon, telt niet. De onderneming telt één keer in elke "
        "provincie waar een vestiging zo'n overeenkomst had, en één keer in het totaal. De provincie is die "
        "van de vestiging op de laatste getelde dag van het schooljaar."
    ),
    assumes=_SCHOOL_YEAR_IS_ASSUMED,
    source="agreements",
    during=("starts_on", "ends_on"),
    distinct="company_id",
    dimension=Dimension.PROVINCE_OF_SITE,
    period=Period.SCHOOL_YEAR,
    additive=False,
    has_total=True,
)

AGREEMENT_BY_SECTOR = Statistic(
    key="T2b",
    version=1,
    title=_("Ondernemingen met een overeenkomst, per sector"),
    counts=_(
        "Een onderneming telt mee als er op minstens één dag van het schooljaar, tot en met de "
        "extractiedag, een overeenkomst voor een duale opleiding liep. Een overeenkomst loopt van haar "
        "begin tot haar echte einde; wie nooit begon, telt niet. De sector volgt uit het paritair comité op "
        "de extractiedag, ook voor vroegere schooljaren."
    ),
    assumes=_SCHOOL_YEAR_IS_ASSUMED,
    source="agreements",
    during=("starts_on", "ends_on"),
    distinct="company_id",
    dimension=Dimension.REPORTING_SECTOR,
    period=Period.SCHOOL_YEAR,
    additive=False,
    has_total=False,
)

TRAINED_MENTORS = Statistic(
    key="T3",
    version=1,
    title=_("Mentoren die de mentoropleiding volgden, per partnerschap"),
    counts=_(
        "Elke persoon telt één keer, ook na verschillende mentoropleidingen sinds 2016: bij het "
        "partnerschap van de eerste. Ook mentoren van een alternerende opleiding tellen mee. Vergelijk dit "
        "cijfer dus niet met het aantal ondernemingen met een erkenning."
    ),
    assumes=_(
        "Aangenomen: elke mentor hoort bij één partnerschap. De officiële bron zegt niet hoe iemand met "
        "opleidingen bij twee partnerschappen is geteld."
    ),
    source="mentor_trainings",
    during=("followed_on", "followed_on"),
    distinct="mentor_key",
    dimension=Dimension.REPORTING_SECTOR,
    period=Period.EVER_UNTIL,
    additive=True,
    has_total=True,
    unit="persons",
    since=date(2016, 1, 1),
)

STATISTICS = {
    statistic.key: statistic
    for statistic in (
        RECOGNISED_BY_PROVINCE,
        RECOGNISED_BY_SECTOR,
        RECOGNITIONS_PER_COMPANY,
        AGREEMENT_BY_PROVINCE,
        AGREEMENT_BY_SECTOR,
        TRAINED_MENTORS,
    )
}
