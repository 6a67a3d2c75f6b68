"""Municipalities and postcodes, read from the rows."""

from datetime import date

from django.db.models import Q, QuerySet

from duaal.foundation.geography.facts import Municipalities, MunicipalityFacts, Point
from duaal.foundation.geography.models import Municipality, Postcode, Region
from duaal.foundation.kernel.sorting import sort_key


def municipalities() -> Municipalities:
    """Every municipality, ended ones included, in one query: what the rules ask for."""
    return {row.nis_code: facts_of(row) for row in Municipality.objects.order_by("nis_code")}


def facts_of(row: Municipality) -> MunicipalityFacts:
    """One row as the rules see it."""
    point = None
    if row.latitude is not None and row.longitude is not None:
        point = Point(row.latitude, row.longitude)
    return MunicipalityFacts(
        nis_code=row.nis_code,
        name=row.name,
        region=row.region,
        province=row.province,
        point=point,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=row.successor_id,
    )


def municipalities_on(day: date) -> QuerySet[Municipality]:
    """The municipalities that exist on a day, in Dutch alphabetical order."""
    return Municipality.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    ).order_by("sort_name", "nis_code")


def municipalities_of_the_community_on(day: date) -> QuerySet[Municipality]:
    """Those of the Flemish Region and the Brussels-Capital Region that exist on a day."""
    return municipalities_on(day).exclude(region=Region.WALLONIA)


def matching(rows: QuerySet[Municipality], text: str) -> QuerySet[Municipality]:
    """Those of the municipalities whose name starts with the text, accents and capitals aside."""
    return rows.filter(sort_name__startswith=sort_key(text))


def find_postcode(code: str) -> Postcode | None:
    """The postcode with its municipality of today; None when it does not exist."""
    return Postcode.objects.select_related("municipality").filter(code=code).first()
