"""The list of learners who lost their workplace: its columns and filters."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.searching import lost_places, searching
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.listing import Column, Filter, Listing

STATE = "toestand"
ALL = "alle"

PLACES: Listing[Any] = Listing(
    columns=(
        Column("leerling", gettext_lazy("Leerling"), ("learner_number",), lambda one: one.learner_number),
        Column(
            "onderneming", gettext_lazy("Onderneming"), ("company__sort_name",), lambda one: one.company.name
        ),
        Column(
            "opleiding",
            gettext_lazy("Opleiding"),
            ("programme__sort_name",),
            lambda one: one.programme.name,
        ),
        Column("vestiging", gettext_lazy("Vestiging"), (), lambda one: one.site.name, in_page=False),
        Column("sinds", gettext_lazy("Werkplek weg sinds"), ("lost_on",), lambda one: one.lost_on),
        Column(
            "afloop", gettext_lazy("Afloop"), (), lambda one: one.get_search_outcome_display(), in_page=False
        ),
        Column(
            "afgesloten", gettext_lazy("Afgesloten op"), (), lambda one: one.search_ended_on, in_page=False
        ),
    ),
    order=("lost_on",),
    filters=(
        Filter(
            STATE,
            gettext_lazy("Toestand"),
            lambda rows, state: rows,
            ((ALL, gettext_lazy("alle")),),
            empty=gettext_lazy("zoekt een werkplek"),
        ),
    ),
)


def rows_of(actor: Actor, asked: str, *, on: date) -> QuerySet[Any]:
    """The learners who search; all who lost their workplace when the filter asks for them."""
    if asked != ALL:
        return searching(actor, on=on)
    found = lost_places(actor).filter(lost_on__lte=on)
    return found.select_related("company", "site__municipality", "programme", "recognition")
