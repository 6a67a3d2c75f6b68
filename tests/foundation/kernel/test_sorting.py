import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.sorting import sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Aalst", "aalst", id="capital"),
        pytest.param("’s-Gravenwezel", "s gravenwezel", id="apostrophe and hyphen"),
        pytest.param("Café   Crème", "cafe creme", id="accents and spaces"),
        pytest.param("Ærøskøbing & Zn.", "aeroskobing zn", id="ligatures and signs"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("Heist-op-den-Berg", "heist op den berg", id="hyphens"),
        pytest.param("PLAATSER_01", "plaatser 01", id="underscore"),
        pytest.param("", "", id="empty"),
        pytest.param(" -'& ", "", id="only signs"),
    ],
)
def test_key_leaves_out_what_does_not_count(text, key):
    assert sort_key(text) == key


def test_names_come_in_dutch_alphabetical_order():
    names = ["Zwalm", "Échiquier", "’s Gravenbrakel", "Ezel", "eik", "Sint-Niklaas", "De Pinte", "Deinze"]

    ordered = sorted(names, key=sort_key)

    assert ordered == [
        "De Pinte",
        "Deinze",
        "Échiquier",
        "eik",
        "Ezel",
        "’s Gravenbrakel",
        "Sint-Niklaas",
        "Zwalm",
    ]


@given(st.text())
def test_key_of_a_key_is_that_key(text):
    assert sort_key(sort_key(text)) == sort_key(text)


@given(st.text())
def test_key_has_no_space_at_either_end_and_no_two_in_a_row(text):
    key = sort_key(text)

    assert key == " ".join(key.split(" ")).strip()
    assert "  " not in key


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_capitals_do_not_count(text):
    assert sort_key(text.upper()) == sort_key(text.upper().lower())
