"""The invented competences of the demo: enough for a plan, always the same, never taken for real."""

from duaal.synthetic.competing import COMPETENCE, FEWEST, MOST, competence_table

CODES = tuple(f"P{number:03}" for number in range(200))


def test_every_programme_gets_invented_competences_of_both_kinds():
    rows = [dict(zip(COMPETENCE, row, strict=True)) for row in competence_table(CODES).rows]

    for code in CODES:
        own = [row for row in rows if row["programme_id"] == code]
        assert FEWEST <= len(own) <= MOST
        assert {row["is_vocational"] for row in own} == {True, False}
        assert len({row["code"] for row in own}) == len(own)
    assert all(row["is_synthetic"] and row["name"].startswith("Verzonnen: ") for row in rows)
    assert {row["certainty"] for row in rows} == {"assumed"}


def test_the_same_programme_gets_the_same_competences():
    assert list(competence_table(CODES).rows) == list(competence_table(CODES).rows)


def test_every_column_of_a_competence_is_filled():
    assert competence_table(CODES).missing_columns() == set()
