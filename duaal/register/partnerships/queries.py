"""Partnerships and the division of competences, read from the rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Certainty
from duaal.register.organisations import queries as organisations
from duaal.register.organisations.models import Company, JointCommittee
from duaal.register.partnerships.facts import Competence, Competences, Population, RouteFacts, Rows
from duaal.register.partnerships.models import (
    CommitteeAllocation,
    EmployerAllocation,
    MappingVersion,
    Partnership,
    PartnershipPower,
    Power,
    ReportingSector,
    SectorPartnership,
)
from duaal.register.partnerships.rules import reporting_sectors


def partnerships_on(day: date) -> QuerySet[Partnership]:
    """The partnerships that exist on a day, the Flemish Partnership included, by name."""
    return Partnership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


def flemish_partnership() -> Partnership:
    """The Flemish Partnership. Raises `Partnership.DoesNotExist` before the reference files are loaded."""
    return Partnership.objects.get(is_flemish=True)


def partnerships_that_recognise(population: str, *, on: date) -> QuerySet[Partnership]:
    """The partnerships that may decide on recognitions for these learners on a day: by their cooperation
    agreement, or by law (the Flemish Partnership).
    """
    powers = PartnershipPower.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        power=Power.RECOGNISE,
        population=population,
        valid_from__lte=on,
    )
    return partnerships_on(on).filter(Q(is_flemish=True) | Q(code__in=powers.values("partnership_id")))


def sectors_decided_by(partnership: str, *, on: date) -> QuerySet[ReportingSector]:
    """The reporting sectors for which a partnership decides on a day."""
    rows = SectorPartnership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), partnership=partnership, valid_from__lte=on
    )
    return ReportingSector.objects.filter(deciding_partnerships__in=rows)


def mapping_version_on(day: date) -> MappingVersion:
    """The version to decide by on a day: the latest that was published by then, else the first of all.

    Raises `MappingVersion.DoesNotExist` before the reference files are loaded.
    """
    published = (
        MappingVersion.objects.filter(published_on__lte=day).order_by("-published_on", "-code").first()
    )
    return published or MappingVersion.objects.earliest("published_on", "code")


def competences(*, on: date, mapping_version: str | None = None) -> Competences:
    """The whole division of competences, in 7 queries whatever its size; for many files, fetch it once.

    The version of `mapping_version_on`, or the one named: statistics apply one version to all years.
    """
    version = (
        mapping_version_on(on) if mapping_version is None else MappingVersion.objects.get(pk=mapping_version)
    )
    flemish = flemish_partnership()
    of_version = Q(mapping_version=version)
    return Competences(
        version=version.code,
        published_on=version.published_on,
        is_official=version.is_official,
        flemish=flemish.code,
        committees=frozenset(JointCommittee.objects.values_list("code", flat=True)),
        allocations=_table(CommitteeAllocation.objects.filter(of_version), "joint_committee_id"),
        employers=_table(EmployerAllocation.objects.filter(of_version), "employer_kind"),
        deciders=_table(SectorPartnership.objects.all(), "reporting_sector_id", value="partnership_id"),
        powers=_powers(PartnershipPower.objects.all()),
        source=version.source,
    )


def names() -> dict[str, str]:
    """The names of all reporting sectors and partnerships by code, for the explanation of a route."""
    sectors = dict(ReportingSector.objects.values_list("code", "label"))
    return sectors | dict(Partnership.objects.values_list("code", "name"))


def facts_for(
    company: Company,
    *,
    population: Population,
    on: date,
    chosen_committee: str | None = None,
    table: Competences | None = None,
) -> RouteFacts:
    """The facts to route a file of this company on a day; `table` when it was fetched already."""
    memberships = organisations.committees_on(company, on=on)
    return RouteFacts(
        competences=table or competences(on=on),
        committees=tuple(memberships.values_list("joint_committee_id", flat=True)),
        chosen_committee=chosen_committee,
        employer_kind=company.employer_kind,
        population=population,
    )


def reporting_sectors_on(
    company: Company, *, on: date, mapping_version: str | None = None
) -> tuple[str, ...]:
    """The rows of the official tables that the company counts in on a day, by a mapping version."""
    table = competences(on=on, mapping_version=mapping_version)
    return reporting_sectors(facts_for(company, population=Population.SECONDARY, on=on, table=table), on=on)


def _table(rows: QuerySet[Any], key: str, *, value: str = "reporting_sector_id") -> Mapping[str, Rows]:
    columns = (key, value, "valid_from", "valid_to", "certainty", "source")
    return _grouped(rows.order_by("valid_from").values_list(*columns))


def _powers(rows: QuerySet[PartnershipPower]) -> Mapping[tuple[str, str, str], Rows]:
    columns = ("partnership_id", "power", "population", "valid_from", "valid_to", "certainty", "source")
    return _grouped(
        ((partnership, power, population), power, *rest)
        for partnership, power, population, *rest in rows.order_by("valid_from").values_list(*columns)
    )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Rows]:
    found: dict[Any, list[Competence]] = {}
    for key, value, first, last, certainty, source in rows:
        row = Competence(value, Period(first, last), Certainty(certainty), source)
        found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def has_power(partnership: Partnership, power: str, population: str, *, on: date) -> bool:
    """Whether the partnership holds a power on a day; the Flemish Partnership keeps every one of them.

    Art. 2bis § 3 and art. 2sexies of the decree of 10 June 2016: a sector partnership holds what its
    cooperation agreement names, the Flemish Partnership can still act itself.
    """
    if partnership.is_flemish:
        return True
    rows = partnership.powers.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), power=power, population=population, valid_from__lte=on
    )
    return rows.exists()
