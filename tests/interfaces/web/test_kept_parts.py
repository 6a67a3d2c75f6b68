"""What is written once for many rows: the same as each time anew, and never that of another row."""

from datetime import date

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse

from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.cases.explaining import RuleLine
from duaal.interfaces.web.navigation import address_about, links_for
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.templatetags.frame import KEPT, part

FRIDAY = date(2025, 9, 26)
RULE = RuleLine("Termijn", "14 kalenderdagen", date(2016, 9, 1), "Besluit, art. 7", "certain", "/regels/x/")
SHOWN = {
    "badge": ({"word": "open", "tone": "info"}, {"word": "<b>te laat</b>", "tone": "danger"}),
    "clock": tuple(
        {"clock": Clock.until(FRIDAY, on=on, warn_days=3)} for on in (date(2025, 9, 1), date(2025, 9, 25))
    ),
    "rules": ({"rules": (RULE,)}, {"rules": ()}),
    "navigation": tuple({"links": links_for(role, "/dossiers/")} for role in (Role.COMPANY, Role.DEPARTMENT)),
}


@pytest.mark.parametrize("name", sorted(KEPT))
def test_a_kept_part_is_what_the_template_writes_with_these_values(name):
    first, second = SHOWN[name]

    for values in (first, second, first):
        assert part(name, **values) == render_to_string(KEPT[name], values)
    assert part(name, **first) != part(name, **second)


def test_a_kept_part_stands_in_a_page_as_it_is():
    template = Template('{% load frame %}{% part "badge" word=word tone="info" %}')

    page = template.render(Context({"word": "A & B"}))

    assert page.strip() == '<span class="badge badge-info">A &amp; B</span>'


def test_a_part_that_shows_more_than_words_and_days_cannot_be_kept():
    with pytest.raises(KeyError):
        part("reader", frame=None)


@pytest.mark.parametrize("key", ["D2025-000123", "a ?#%b", "a:b+c@d", "één"])
@pytest.mark.parametrize("name", ["cases:detail", "cases:judge"])
def test_the_address_about_a_row_is_that_of_the_page(name, key):
    assert address_about(name, key) == reverse(name, args=[key])


@pytest.mark.parametrize("role", sorted(Role))
def test_one_link_at_most_is_current_and_it_is_that_of_the_page(role):
    for link in links_for(role, "/nergens/"):
        assert not link.current
        assert [one.address for one in links_for(role, link.address) if one.current] == [link.address]
