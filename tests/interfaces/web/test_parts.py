"""Clocks, filters and components as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template.loader import render_to_string

from duaal.interfaces.web.parts import Clock, HistoryEntry, Problem, SummaryRow, problems_of
from duaal.interfaces.web.templatetags import duaal as written
from tests.interfaces.web.reading import Outline

FRIDAY = date(2025, 9, 26)
THEN = "Daarna ziet ook het Vlaams Partnerschap dit dossier."


@pytest.mark.parametrize(
    ("on", "tone", "word", "text"),
    [
        pytest.param(date(2025, 9, 12), "neutral", "", "Nog 14 dagen (tot vrijdag 26 september)", id="far"),
        pytest.param(
            date(2025, 9, 22), "neutral", "", "Nog 4 dagen (tot vrijdag 26 september)", id="last calm day"
        ),
        pytest.param(
            date(2025, 9, 23), "warning", "Dringend", "Nog 3 dagen (tot vrijdag 26 september)", id="near"
        ),
        pytest.param(
            date(2025, 9, 25), "warning", "Dringend", "Nog 1 dag (tot vrijdag 26 september)", id="one"
        ),
        pytest.param(FRIDAY, "danger", "Laatste dag", "Nog tot vandaag, vrijdag 26 september", id="last day"),
        pytest.param(
            date(2025, 9, 27),
            "danger",
            "Te laat",
            "1 dag over tijd (sinds vrijdag 26 september)",
            id="day after",
        ),
        pytest.param(
            date(2026, 1, 4),
            "danger",
            "Te laat",
            "100 dagen over tijd (sinds vrijdag 26 september 2025)",
            id="year",
        ),
    ],
)
def test_a_clock_says_what_remains_and_never_by_colour_alone(on, tone, word, text):
    clock = Clock.until(FRIDAY, on=on, warn_days=3, then=THEN)

    assert (clock.tone, clock.word, clock.text, clock.then) == (tone, word, text, THEN)
    assert (clock.word == "") == (clock.tone == "neutral")


def test_a_stopped_clock_says_why():
    clock = Clock.paused("we wachten op uw antwoord", since=FRIDAY, on=date(2025, 10, 1))

    assert clock.stopped
    assert (clock.word, clock.text) == ("Gestopt", "we wachten op uw antwoord, sinds vrijdag 26 september")


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("day_long", FRIDAY, "26 september 2025"),
        ("day_long", None, ""),
        ("day_short", FRIDAY, "26/09/2025"),
        ("day_short", None, ""),
        ("weekday", FRIDAY, "vrijdag 26 september 2025"),
        ("moment", datetime(2025, 9, 26, 12, 5, tzinfo=UTC), "26 september 2025, 14.05 uur"),
        ("number", 10225, "10.225"),
        ("number", 999, "999"),
        ("decimal", Decimal("3.55"), "3,55"),
        ("decimal", Decimal("1234.50"), "1.234,50"),
        ("money", Decimal("1000"), "€\u00a01.000,00"),
        ("money", Decimal("612.505"), "€\u00a0612,51"),
        ("enterprise", "0123456749", "0123.456.749"),
        ("enterprise", "", ""),
        ("establishment", "2123456789", "2.123.456.789"),
        ("establishment", "", ""),
        ("account", "BE68539007547034", "BE68 5390 0754 7034"),
        ("account", "", ""),
        ("certainty_word", "assumed", "aangenomen"),
    ],
)
def test_values_are_written_one_way(name, value, text):
    assert getattr(written, name)(value) == text


class Example(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals op het uittreksel.")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Ik ben zeker")
    remark = forms.CharField(label="Opmerking", required=False, widget=forms.Textarea)


def fields_of(form: forms.Form) -> Outline:
    return Outline("".join(render_to_string("parts/field.html", {"field": field}) for field in form))


def test_every_field_has_its_label_hint_and_error_tied_to_it():
    form = Example({"name": ""})

    page = fields_of(form)

    assert page.wrong == []
    assert {"id_name_helptext", "id_name_error", "id_kind_error", "id_sure_error"} <= set(page.ids)
    assert 'aria-describedby="id_name_helptext id_name_error"' in page.html
    assert "(niet verplicht)" in page.html


def test_the_error_summary_leads_to_every_field_with_an_error():
    form = Example({"name": ""})
    page = Outline(render_to_string("parts/error_summary.html", {"form": form}))

    assert set(page.links) <= {f"#{one}" for one in fields_of(form).ids}
    assert len(page.links) == 3
    assert "autofocus" in page.html


def test_the_error_summary_shows_reasons_that_are_about_no_field():
    html = render_to_string("parts/error_summary.html", {"problems": problems_of(["De termijn loopt nog."])})

    assert "De termijn loopt nog." in html
    assert "href" not in html


def test_there_is_no_error_summary_without_errors():
    assert render_to_string("parts/error_summary.html", {"form": Example()}).strip() == ""


@pytest.mark.parametrize(
    ("template", "context", "words"),
    [
        ("parts/badge.html", {"word": "erkend", "tone": "success"}, "erkend"),
        (
            "parts/clock.html",
            {"clock": Clock.until(FRIDAY, on=FRIDAY, warn_days=3, then=THEN)},
            "Laatste dag",
        ),
        ("parts/certainty.html", {"certainty": "dated", "href": "/regels/x/"}, "gedateerd"),
        ("parts/certainty.html", {"certainty": "certain"}, "zeker"),
        ("parts/page_title.html", {"title": "Dossier", "state": "erkend", "mark": "te laat"}, "te laat"),
        ("parts/empty.html", {"title": "Niets", "text": "Zoek anders.", "href": "/", "action": "Wis"}, "Wis"),
        ("parts/summary.html", {"rows": [SummaryRow("Naam", "Bakkerij", "/x/", "Wijzig")]}, "Wijzig"),
        ("parts/summary.html", {"rows": [SummaryRow("Leeftijd", "25", certainty="certain")]}, "zeker"),
        (
            "parts/history.html",
            {"entries": [HistoryEntry("ingediend", FRIDAY, who="An")]},
            "26 september 2025, An",
        ),
        ("parts/notice.html", {"text": "Bewaard.", "tone": "success"}, "notice-success"),
        ("parts/post_form.html", {"action": "/x/", "text": "Trek in", "fields": [("a", "1")]}, 'name="a"'),
        (
            "parts/confirm.html",
            {"summary": "Trek in", "explain": "De aanvraag stopt.", "action": "/x/", "text": "Ja, trek in"},
            "De aanvraag stopt.",
        ),
        (
            "parts/error_summary.html",
            {"problems": [Problem("Vul uw naam in.", "id_naam")]},
            'href="#id_naam"',
        ),
    ],
)
def test_every_component_stands_on_the_variables_it_names(template, context, words):
    page = Outline(render_to_string(template, context))

    assert words in page.html
    assert "ONBEKENDE_VARIABELE" not in page.html
    assert page.wrong == []


def test_a_link_never_changes_anything():
    page = Outline(render_to_string("parts/post_form.html", {"action": "/intrekken/", "text": "Trek in"}))

    assert (page.posts, page.links) == (["/intrekken/"], [])
