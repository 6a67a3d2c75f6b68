"""The official figures for everybody: the list of tables, one table, and its open data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from duaal.insight.statistics.exports import machine_csv, official_csv
from duaal.insight.statistics.labels import SYNTHETIC
from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.tables import KEYS
from duaal.interfaces.web.access import access
from duaal.interfaces.web.figures.chart import Chart, chart
from duaal.interfaces.web.figures.choice import choose
from duaal.interfaces.web.figures.words import QUESTION, answer, caveats


@access(public=True)
def table_list(request: HttpRequest) -> HttpResponse:
    """Every official table as a question with its answer."""
    choice = choose(request)
    if choice is None:
        return render(request, "figures/none.html")
    tables = choice.tables(KEYS)
    entries = [(key, QUESTION[key], answer(table)) for key, table in tables.items()]
    return render(request, "figures/list.html", {"choice": choice, "entries": entries})


@access(public=True)
def table_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One official table: question, answer, picture, table, footnotes, definition and origin."""
    check(key)
    choice = choose(request)
    if choice is None:
        return render(request, "figures/none.html")
    table = choice.tables((key,))[key]
    context = {
        "choice": choice,
        "table": table,
        "question": QUESTION[key],
        "answer": answer(table),
        "caveats": caveats(table),
        "synthetic": SYNTHETIC,
        "chart": picture(table),
    }
    return render(request, "figures/detail.html", context)


@access(public=True)
def table_as_csv(request: HttpRequest, key: str) -> HttpResponse:
    """One official table as CSV: open data for programs, or with `?vorm=rekenblad` as it is printed."""
    check(key)
    choice = choose(request)
    if choice is None:
        raise Http404
    table = choice.tables((key,))[key]
    name = f"{key}-{table.origin.extraction:%Y-%m-%d}-{table.origin.snapshot}.csv"
    printed = request.GET.get("vorm") == "rekenblad"
    return HttpResponse(
        official_csv(table) if printed else machine_csv(table),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def check(key: str) -> None:
    """Answers "not found" for a table that does not exist."""
    if key not in KEYS:
        raise Http404


def picture(table: OfficialTable) -> Chart | None:
    """The last column as bars; None when there is nothing to compare."""
    rows = [row for row in table.rows if not row.is_total and isinstance(row.cells[-1].value, int)]
    if len(rows) < 2:
        return None
    column = table.columns[-1]
    return chart(
        ((row.label, int(row.cells[-1].value or 0), None) for row in rows),
        title=column.heading,
        whole=table.definition.title,
    )
