"""The competences of one version of a plan as a file for a spreadsheet."""

from django.utils.translation import gettext_lazy

from duaal.casework.progress.labels import UNMARKED, VENUE
from duaal.casework.progress.models import Line
from duaal.interfaces.web.listing import Column, Listing
from duaal.interfaces.web.plans.page import place_name

LISTING: Listing[Line] = Listing(
    columns=(
        Column("code", gettext_lazy("Code"), cell=lambda one: one.competence.code),
        Column("competentie", gettext_lazy("Competentie"), cell=lambda one: one.competence.name),
        Column("waar", gettext_lazy("Waar"), cell=lambda one: VENUE.get(one.venue, UNMARKED)),
        Column("werkplek", gettext_lazy("Werkplek"), cell=lambda one: place_name(one.recognition)),
        Column("mentor", gettext_lazy("Mentor"), cell=lambda one: one.mentor.person if one.mentor else ""),
        Column("van", gettext_lazy("Van"), cell=lambda one: one.starts_on),
        Column("tot", gettext_lazy("Tot en met"), cell=lambda one: one.ends_on),
        Column(
            "behaald",
            gettext_lazy("Behaald op"),
            cell=lambda one: one.reached_on,  # type: ignore[attr-defined]
        ),
    ),
    order=("competence__position",),
)
