"""Dual programmes, read from the rows."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from duaal.foundation.kernel.sorting import sort_key
from duaal.register.partnerships.facts import Population
from duaal.register.programmes.models import Competence, LegalBasis, Programme

POPULATION = {LegalBasis.D2016: Population.SECONDARY, LegalBasis.D2022: Population.ADULT}


def offered_on(day: date) -> QuerySet[Programme]:
    """The dual programmes that exist on a day, in Dutch alphabetical order."""
    return Programme.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), is_dual=True, valid_from__lte=day
    ).order_by("sort_name", "code")


def matching(programmes: QuerySet[Programme], text: str) -> QuerySet[Programme]:
    """Those of the programmes with the text in their name, accents, capitals and signs aside.

    All of them when the text is empty. First the names that start with it, then those with a word that
    starts with it, then the others.
    """
    key = sort_key(text)
    if not key:
        return programmes
    rank = Case(
        When(sort_name__startswith=key, then=Value(0)),
        When(sort_name__contains=f" {key}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return programmes.filter(sort_name__contains=key).order_by(rank, "sort_name", "code")


def of_sectors(programmes: QuerySet[Programme], sectors: Collection[str]) -> QuerySet[Programme]:
    """Those of the programmes that belong to one of the reporting sectors, each once."""
    links = Programme.sectors.through.objects.filter(reportingsector__in=sectors)
    return programmes.filter(pk__in=links.values("programme_id"))


def population_of(programme: Programme) -> Population:
    """Whose files those of the programme are: each decree has its own recognition (`recognition.md` 3)."""
    return POPULATION[LegalBasis(programme.legal_basis)]


def competences_on(programme: str, day: date) -> QuerySet[Competence]:
    """The competences of a programme as its document of a day has them, in its order."""
    return Competence.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), programme_id=programme, valid_from__lte=day
    ).order_by("position", "pk")
