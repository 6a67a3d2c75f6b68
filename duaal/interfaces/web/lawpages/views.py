"""The dated values of the law for everybody: the list on a day, and one value with all its versions."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.book import BOOK, UnknownValue
from duaal.interfaces.web.access import access
from duaal.interfaces.web.lawpages.listing import VALUES, day_asked
from duaal.interfaces.web.lawpages.rows import label_of, rows_on, sections
from duaal.interfaces.web.words import CERTAINTY, CERTAINTY_MEANS
from duaal.register.partnerships.models import Partnership


def partnership_names() -> dict[str, str]:
    """The names of the partnerships by code, for values that one partnership has of its own."""
    return dict(Partnership.objects.values_list("code", "name"))


@access(public=True)
def value_list(request: HttpRequest) -> HttpResponse:
    """Every dated value on a day (`?op=2023-09-01`, today by default)."""
    day = day_asked(request, today())
    page = VALUES.page(request, rows_on(BOOK, day, partnership_names()), csv_address=reverse("lawpages:csv"))
    meanings = [(CERTAINTY[code], CERTAINTY_MEANS[code]) for code in CERTAINTY]
    return render(request, "lawpages/list.html", {"page": page, "day": day, "meanings": meanings})


@access(public=True)
def value_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of dated values."""
    day = day_asked(request, today())
    rows = rows_on(BOOK, day, partnership_names())
    return VALUES.csv(request, rows, filename=f"regels-{day:%Y-%m-%d}.csv")


@access(public=True)
def value_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One dated value with all its versions, also those of one partnership."""
    try:
        dated = BOOK.value(key)
    except UnknownValue:
        raise Http404 from None
    context = {
        "dated": dated,
        "label": label_of(dated),
        "sections": sections(BOOK, dated, today(), partnership_names()),
    }
    return render(request, "lawpages/detail.html", context)
