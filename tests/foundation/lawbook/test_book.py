"""The lawbook of the project itself: what must hold of every value in it."""

from datetime import date

import pytest

from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.book import BOOK, value
from duaal.foundation.lawbook.dated import NotInForce

DAY = date(2026, 3, 3)
ROWS = list(BOOK.rows())
CHANGES = [
    ("recognition.training_months", date(2020, 4, 1), 18, 12),
    ("recognition.training_registered_provider", date(2023, 9, 1), False, True),
    ("recognition.training_content_version", date(2023, 9, 1), 1, 2),
    ("trajectories.early_entry_dual", date(2023, 9, 1), "BOARD_AFTER_CLB", "NEVER"),
    ("trajectories.entry.year_5", date(2023, 9, 1), "NOVEMBER", "UNTIL_DAY"),
    ("trajectories.entry.year_6", date(2024, 9, 1), "NOVEMBER", "SERIOUS_REASON"),
    ("trajectories.entry.year_7", date(2025, 9, 1), "NOVEMBER", "COUNCIL"),
    ("trajectories.entry.ov3_year_1", date(2023, 9, 1), "NOVEMBER", "COUNCIL"),
    ("agreements.kinds.dbso", date(2025, 9, 1), True, False),
    ("agreements.dimona.oao", date(2023, 9, 1), "OTH", "ALT"),
    ("agreements.dimona.odos", date(2023, 9, 1), "OTH", "ALT"),
    ("agreements.dimona.sao", date(2020, 1, 1), "DWD", "STG"),
    ("agreements.student_hours", date(2023, 1, 1), 475, 600),
    ("agreements.student_hours", date(2025, 1, 1), 600, 650),
]
STARTS = [
    ("recognition.decision_days", date(2016, 7, 1)),
    ("recognition.validity_years", date(2016, 7, 1)),
    ("recognition.extract_model", date(2019, 9, 1)),
    ("recognition.conditions.m1", date(2019, 9, 1)),
    ("recognition.conditions.m4", date(2019, 9, 1)),
    ("recognition.adult_recognitions", date(2022, 9, 1)),
    ("recognition.voters_flemish_adult", date(2022, 6, 10)),
    ("agreements.kinds.local", date(2018, 9, 1)),
    ("agreements.kinds.maribel", date(2017, 1, 1)),
    ("agreements.kinds.adult_real_hours", date(2022, 9, 1)),
    ("agreements.holiday_kinds", date(2019, 9, 1)),
    ("agreements.identity_kinds", date(2022, 9, 1)),
    ("agreements.cooperation_rule", date(2018, 9, 1)),
    ("agreements.suspensions.prophylactic_leave", date(2022, 9, 1)),
    ("agreements.endings.enrolment", date(2018, 9, 1)),
]


@pytest.mark.parametrize("dated", ROWS, ids=lambda dated: dated.key)
def test_every_value_has_a_source_a_reading_date_and_a_label(dated):
    for version in dated.versions:
        assert version.key == dated.key
        ids = [source.split("/", 1)[0] for source in version.source.split("; ")]
        assert ids
        assert set(ids) <= set(BOOK.sources)
    assert dated.label
    assert dated.unit
    assert dated.checked_on <= date.today()  # noqa: DTZ011


def test_every_source_is_used():
    used = {
        source.split("/", 1)[0]
        for dated in ROWS
        for version in dated.versions
        for source in version.source.split("; ")
    }

    assert used == set(BOOK.sources)


@pytest.mark.parametrize(("key", "day", "before", "after"), CHANGES)
def test_a_value_changes_on_its_day(key, day, before, after):
    dated = value(key)

    assert dated.on(date.fromordinal(day.toordinal() - 1)).value == before
    assert dated.on(day).value == after


@pytest.mark.parametrize(("key", "day"), STARTS)
def test_a_value_does_not_hold_before_its_first_day(key, day):
    dated = value(key)

    assert dated.on(day).value
    with pytest.raises(NotInForce):
        dated.on(date.fromordinal(day.toordinal() - 1))


def test_every_change_of_a_value_is_tested_above_or_keeps_the_value():
    changed = {
        dated.key
        for dated in ROWS
        for before, after in zip(dated.versions, dated.versions[1:], strict=False)
        if before.value != after.value
    }

    assert changed == {key for key, *_rest in CHANGES}


@pytest.mark.parametrize(
    ("key", "code", "day", "before", "after"),
    [
        ("training_months", "bouw", date(2023, 1, 1), 12, 6),
        ("training_plan_months", "bouw", date(2023, 1, 1), 0, 3),
        ("training_min_hours", "bouw", date(2023, 1, 1), 0, 8),
        ("max_learners_per_mentor", "bouw", date(2023, 1, 1), 0, 1),
        ("training_anchor", "handel", date(2021, 10, 14), "RECOGNITION", "APPLICATION"),
    ],
)
def test_a_partnership_has_its_own_value_from_its_own_day(key, code, day, before, after):
    dated = value(f"recognition.{key}").for_partnership(code)

    assert dated.on(date.fromordinal(day.toordinal() - 1)).value == before
    assert dated.on(day).value == after
    assert value(f"recognition.{key}").on(day).value == before


@pytest.mark.parametrize(
    ("key", "code", "own"),
    [
        ("documents", "horeca", ("EXTRACT", "DEBT_CERTIFICATE")),
        ("max_learners_per_mentor", "horeca", 1),
        ("blank_extract_required", "technologische-industrie", True),
    ],
)
def test_a_partnership_has_its_own_value_from_the_start(key, code, own):
    assert value(f"recognition.{key}").for_partnership(code).on(date(2019, 9, 1)).value == own
    assert value(f"recognition.{key}").for_partnership("bouw").on(date(2019, 9, 1)).value != own


@pytest.mark.parametrize(
    ("key", "general", "own"),
    [("mentor_min_experience_years_derogated", 0, 3), ("advised_learners_per_mentor", 0, 1)],
)
def test_a_joint_committee_has_its_own_value_before_that_of_its_partnership(key, general, own):
    dated = value(f"recognition.{key}")

    assert dated.for_partnership("horeca").on(DAY).value == general
    assert dated.for_partnership("horeca", "112").on(DAY).value == general
    assert dated.for_partnership("horeca", "226").on(DAY).value == own


@pytest.mark.parametrize(
    "switch", ["stepwise_recognition", "mentor_later", "external_mentor", "partial_plan"]
)
def test_the_switches_of_the_reform_are_off(switch):
    assert value(f"recognition.{switch}").on(DAY).value is False


def test_nothing_is_granted_by_silence():
    assert value("recognition.lapse_policy").on(DAY).value == "ESCALATE"


def test_the_kernel_starts_the_school_year_on_the_day_of_the_lawbook():
    month_and_day = value("school.year_starts_on").on(DAY).value

    assert f"{SchoolYear.of(DAY).first_day:%m-%d}" == month_and_day
