import pytest
from django.core.exceptions import ValidationError

from duaal.insight.statistics.answers import NotAvailable, answer, figure
from duaal.insight.statistics.layout import OfficialTable, Status
from duaal.insight.statistics.tables import official_table
from tests.insight.statistics.builders import ANTWERP, Register


@pytest.mark.parametrize(
    ("category", "school_year", "words"),
    [
        pytest.param("Totaal", "2022-2023", "Totaal is geen provincie", id="total by label"),
        pytest.param("total", "2022-2023", "total is geen provincie", id="total by code"),
        pytest.param("nam", "2022-2023", "nam is geen provincie", id="province outside the six"),
        pytest.param("ant", "2022-23", "2022-23 is geen schooljaar", id="short school year"),
        pytest.param("ant", "2022/2023", "2022/2023 is geen schooljaar", id="slash"),
        pytest.param("ant", "2022-2024", "2022-2024 is geen schooljaar", id="years that do not follow"),
        pytest.param("ant", "2018-2019", "2018-2019 staat niet", id="year outside the table"),
        pytest.param("ant", "", "staat niet", id="no school year"),
    ],
)
def test_a_wrong_category_or_school_year_is_refused_with_the_value(
    register: Register, category: str, school_year: str, words: str
) -> None:
    register.recognised(ANTWERP)
    found = official_table("T1a", register.snapshot())

    with pytest.raises(ValidationError) as refusal:
        figure(found, category=category, school_year=school_year)

    assert words in refusal.value.messages[0]


def test_one_figure_can_be_asked(register: Register) -> None:
    register.recognised(ANTWERP)
    snapshot = register.snapshot()

    cell = figure(official_table("T1a", snapshot), category="ant", school_year="2022-2023")

    assert (cell.value, cell.status) == (1, Status.PROVISIONAL)


@pytest.mark.parametrize(
    ("indicator", "by", "reason"),
    [
        ("mentors", "province", "mentors_not_by_province"),
        ("mentors", "school_year", "mentors_not_by_school_year"),
        ("mean", "province", "mean_not_by_province"),
        ("mean", "sector", "mean_not_by_sector"),
        ("mean", "school_year", "mean_not_by_school_year"),
    ],
)
def test_a_figure_that_does_not_exist_is_not_available_instead_of_empty(
    register: Register, indicator: str, by: str, reason: str
) -> None:
    found = answer(indicator, by, register.snapshot())

    assert isinstance(found, NotAvailable)
    assert (found.status, found.reason) == (Status.NOT_AVAILABLE, reason)
    assert found.sentence.endswith(".")


@pytest.mark.parametrize(
    ("indicator", "by", "key"),
    [
        ("recognised", "province", "T1a"),
        ("recognised", "sector", "T1b"),
        ("agreement", "province", "T2a"),
        ("agreement", "sector", "T2b"),
        ("mentors", "sector", "T3"),
        ("mean", "day", "R1"),
    ],
)
def test_each_indicator_has_its_table(register: Register, indicator: str, by: str, key: str) -> None:
    found = answer(indicator, by, register.snapshot())

    assert isinstance(found, OfficialTable)
    assert found.key == key


def test_an_unknown_question_lists_the_known_ones(register: Register) -> None:
    with pytest.raises(ValidationError, match="mentors per sector"):
        answer("mentors", "colour", register.snapshot())
