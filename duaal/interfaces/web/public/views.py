"""The home page and the public texts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duaal.foundation.kernel.today import today
from duaal.insight.statistics.labels import SYNTHETIC
from duaal.interfaces.web.access import access
from duaal.interfaces.web.figures.choice import choose
from duaal.interfaces.web.public.keeping import keeping_rows
from duaal.interfaces.web.public.overview import by_row, by_year, footnotes, part

YEAR = "schooljaar"
ON_HOME = ("T1a", "T2a", "T1b", "T2b")


@access(public=True)
def home(request: HttpRequest) -> HttpResponse:
    """What `duaal` is, and per school year how many companies are recognised and have an agreement.

    `?schooljaar=2021-2022` shows that year; the last one when the table does not have it.
    """
    choice = choose(request)
    if choice is None:
        return render(request, "public/home.html", {"choice": None})
    tables = choice.tables(ON_HOME)
    columns = tables["T1a"].columns
    labels = [column.school_year for column in columns]
    asked = request.GET.get(YEAR, "")
    place = labels.index(asked) if asked in labels else len(labels) - 1
    years = by_year(tables["T1a"], tables["T2a"])
    context = {
        "choice": choice,
        "columns": columns,
        "column": columns[place],
        "chosen": years[place],
        "origin": tables["T1a"].origin,
        "synthetic": SYNTHETIC,
        "footnotes": footnotes(tables.values()),
        "years": part(years, ("T1a", "T2a")),
        "provinces": part(by_row(tables["T1a"], tables["T2a"], place), ("T1a", "T2a")),
        "sectors": part(by_row(tables["T1b"], tables["T2b"], place), ("T1b", "T2b")),
    }
    return render(request, "public/home.html", context)


@access(public=True)
def about(request: HttpRequest) -> HttpResponse:
    """What duaal is for, and where its rules and figures come from."""
    return render(request, "public/about.html")


@access(public=True)
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "public/accessibility.html")


@access(public=True)
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data is kept, why, and what people can ask."""
    return render(request, "public/privacy.html", {"keeping": keeping_rows(on=today())})
