"""Lists: every row once, in a stable order, and nothing from a URL that the listing does not know."""

import csv
import io
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.accounts.models import Membership
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.listing import BYTE_ORDER_MARK, Column, Filter, Listing, csv_response, harmless
from tests.foundation.accounts.factories import MembershipFactory, UserFactory


@dataclass(frozen=True)
class Shed:
    pk: int
    colour: str
    size: int


SHEDS: Listing[Shed] = Listing(
    columns=(
        Column("kleur", "Kleur", ("colour",), lambda shed: shed.colour),
        Column("maat", "Maat", ("size", "colour"), lambda shed: shed.size, numeric=True),
        Column("nummer", "Nummer", cell=lambda shed: shed.pk, in_page=False),
    ),
    order=("-size",),
    page_size=4,
    filters=(
        Filter(
            "kleur",
            "Kleur",
            lambda rows, value: [row for row in rows if row.colour == value],
            choices=(("rood", "rood"), ("groen", "groen")),
        ),
        Filter(
            "vanaf", "Vanaf", lambda rows, v: [row for row in rows if row.size >= int(v)], accepts=str.isdigit
        ),
    ),
)

rows_of_sheds = st.lists(
    st.tuples(st.sampled_from(("rood", "groen", "blauw")), st.integers(0, 3)), max_size=23
).map(lambda parts: [Shed(pk, colour, size) for pk, (colour, size) in enumerate(parts)])
sorts = st.sampled_from(("", "kleur", "-kleur", "maat", "-maat", "nummer", "onbekend", "-", "pk"))


def asked(**query: str):
    return RequestFactory().get("/schuren/", query)


def some(count: int = 10) -> list[Shed]:
    return [Shed(pk, ("rood", "groen")[pk % 2], pk % 3) for pk in range(count)]


@given(rows=rows_of_sheds, sort=sorts)
def test_paging_shows_every_row_once_in_the_order_of_the_whole_list(rows, sort):
    first = SHEDS.page(asked(sorteer=sort), rows)

    pages = [SHEDS.page(asked(sorteer=sort, pagina=str(n)), rows) for n in range(1, first.pages + 1)]

    seen = [row.pk for page in pages for row in page.rows]
    lines = list(
        csv.reader(
            io.StringIO(text_of(SHEDS.csv(asked(sorteer=sort), rows, filename="x.csv"))), delimiter=";"
        )
    )
    assert seen == [int(line[2]) for line in lines[1:]]
    assert sorted(seen) == [row.pk for row in rows]
    assert {page.total for page in pages} == {len(rows)}


@given(rows=rows_of_sheds, sort=st.sampled_from(("kleur", "maat")))
def test_the_other_direction_is_the_exact_reverse(rows, sort):
    up = [row.pk for row in SHEDS._sorted(rows, asked(sorteer=sort).GET)]
    down = [row.pk for row in SHEDS._sorted(rows, asked(sorteer=f"-{sort}").GET)]

    assert up == down[::-1]


@given(number=st.one_of(st.integers(-5, 9).map(str), st.text(max_size=8), st.just("9" * 40)))
def test_any_page_number_gives_a_page_that_exists(number):
    page = SHEDS.page(asked(pagina=number), some(10))

    assert 1 <= page.number <= page.pages == 3
    assert page.rows


def test_an_empty_list_has_one_empty_page():
    page = SHEDS.page(asked(), [])

    assert (page.rows, page.total, page.number, page.pages, page.first, page.last) == ([], 0, 1, 1, 0, 0)
    assert (page.previous_address, page.next_address) == ("", "")


def test_a_page_in_the_middle_leads_both_ways_and_keeps_filter_and_sort():
    page = SHEDS.page(asked(pagina="2", sorteer="maat", vanaf="0"), some(10), csv_address="/schuren.csv")

    assert (page.first, page.last) == (5, 8)
    assert page.previous_address == "?vanaf=0&sorteer=maat"
    assert page.next_address == "?vanaf=0&sorteer=maat&pagina=3"
    assert page.csv_address == "/schuren.csv?vanaf=0&sorteer=maat"


def test_a_head_turns_the_direction_round():
    up, down = (SHEDS.page(asked(sorteer=sort), some()).heads[1] for sort in ("maat", "-maat"))

    assert (up.direction, up.address) == ("ascending", "?sorteer=-maat")
    assert (down.direction, down.address) == ("descending", "?sorteer=maat")


def test_the_first_order_is_marked_on_its_head():
    listing = Listing(columns=SHEDS.columns, order=("-colour",))

    heads = listing.page(asked(), some()).heads

    assert [head.direction for head in heads] == ["descending", "none"]


def test_a_column_that_is_only_in_the_file_has_no_head():
    assert [head.label for head in SHEDS.page(asked(), some()).heads] == ["Kleur", "Maat"]


def test_a_filter_narrows_and_can_be_cleared():
    page = SHEDS.page(asked(kleur="rood"), some(10))

    assert {row.colour for row in page.rows} == {"rood"}
    assert (page.total, page.is_filtered, page.clear_address) == (5, True, "/schuren/")


@pytest.mark.parametrize("query", [{"kleur": "paars"}, {"vanaf": "veel"}, {"kleur": "\x00"}])
def test_a_filter_that_cannot_be_understood_shows_everything_and_says_so(query):
    page = SHEDS.page(asked(**query), some(10))

    assert (page.total, page.is_filtered) == (10, False)
    value = next(iter(query.values()))
    label = "Kleur" if "kleur" in query else "Vanaf"
    told = [f"Het filter {label} kent de waarde “{value}” niet. We tonen alles."]
    assert list(page.problems) == ([] if value == "\x00" else told)


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["rol", "-rol", ""])
def test_a_list_from_the_database_shows_every_row_once(sort, django_assert_num_queries):
    user = UserFactory()
    for number in range(11):
        MembershipFactory(
            user=user, role=(Role.COMPANY, Role.PARTNERSHIP)[number % 2], organisation=f"o{number}"
        )
    listing = Listing(columns=(Column("rol", "Rol", ("role",)),), order=("-role",), page_size=4)

    with django_assert_num_queries(6):
        pages = [
            listing.page(asked(sorteer=sort, pagina=str(n)), Membership.objects.all()) for n in (1, 2, 3)
        ]

    seen = [row.pk for page in pages for row in page.rows]
    assert len(seen) == len(set(seen)) == 11


def memberships(count: int) -> None:
    user = UserFactory()
    for number in range(count):
        MembershipFactory(user=user, organisation=f"o{number}")


@pytest.mark.django_db
def test_a_total_that_the_page_knows_is_not_counted_again(django_assert_num_queries):
    memberships(5)
    listing = Listing(columns=(), order=("organisation",), page_size=4)

    with django_assert_num_queries(1):
        page = listing.page(asked(), Membership.objects.all(), known_total=5)

    assert (page.total, page.pages, len(page.rows)) == (5, 2, 4)


@pytest.mark.django_db
def test_a_filter_counts_what_it_leaves_whatever_the_page_knows():
    memberships(5)
    one = Filter("o", "Organisatie", lambda rows, text: rows.filter(organisation=text))
    listing = Listing(columns=(), order=("organisation",), filters=(one,))

    page = listing.page(asked(o="o3"), Membership.objects.all(), known_total=5)

    assert (page.total, [row.organisation for row in page.rows]) == (1, ["o3"])


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2])
def test_an_order_with_an_index_gives_the_same_pages(number):
    memberships(7)
    plain, straight = (
        Listing(columns=(), order=("organisation",), page_size=4, order_has_index=has)
        for has in (False, True)
    )
    rows = Membership.objects.all()

    found = [listing.page(asked(pagina=str(number)), rows).rows for listing in (plain, straight)]

    assert found[0] == found[1]


def text_of(response) -> str:
    return b"".join(response.streaming_content).decode().removeprefix(BYTE_ORDER_MARK)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "\u00a0="])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(sign):
    assert harmless(f"{sign}HYPERLINK()") == f"'{sign}HYPERLINK()"


@given(st.text())
def test_no_text_in_a_file_starts_like_a_formula(text):
    assert not str(harmless(text)).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("cell", "written"), [(-3, -3), (None, ""), (date(2025, 9, 26), date(2025, 9, 26)), ("Bouw", "Bouw")]
)
def test_what_is_no_formula_stays_what_it_is(cell, written):
    assert harmless(cell) == written


def test_a_file_opens_in_a_belgian_spreadsheet():
    response = csv_response(["Naam", "Dag"], [["Peeters; zoon", date(2025, 9, 26)]], filename="lijst.csv")

    assert response.headers["Content-Disposition"] == 'attachment; filename="lijst.csv"'
    whole = b"".join(response.streaming_content).decode()
    assert whole == '\ufeffNaam;Dag\r\n"Peeters; zoon";2025-09-26\r\n'


def test_the_file_holds_the_whole_filtered_list():
    lines = text_of(SHEDS.csv(asked(kleur="rood", pagina="2"), some(10), filename="x.csv")).splitlines()

    assert lines[0] == "Kleur;Maat;Nummer"
    assert len(lines) == 1 + 5
