import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.synthetic.transport import Infeasible, fill

ROWS, COLUMNS = ("a", "b", "c"), ("x", "y", "z", "w")


def sums(filled):
    rows = {row: sum(filled[row, column] for column in COLUMNS) for row in ROWS}
    columns = {column: sum(filled[row, column] for row in ROWS) for column in COLUMNS}
    return rows, columns


@given(
    st.dictionaries(st.sampled_from([(r, c) for r in ROWS for c in COLUMNS]), st.integers(0, 30)), st.data()
)
def test_a_table_that_exists_is_found_within_its_ceilings(answer, data):
    answer = {(row, column): answer.get((row, column), 0) for row in ROWS for column in COLUMNS}
    ceilings = {cell: value + data.draw(st.integers(0, 5)) for cell, value in answer.items()}
    rows, columns = sums(answer)

    filled = fill(rows, columns, ceilings)

    assert sums(filled) == (rows, columns)
    assert all(0 <= filled[cell] <= ceiling for cell, ceiling in ceilings.items())


def test_sums_beyond_the_ceilings_are_refused():
    ceilings = {("a", "x"): 2, ("a", "y"): 1, ("b", "y"): 5}

    with pytest.raises(Infeasible, match="cannot be placed"):
        fill({"a": 3, "b": 5}, {"x": 3, "y": 5}, ceilings)


def test_rows_and_columns_must_add_up_to_the_same():
    with pytest.raises(Infeasible, match="rows add up to 3, columns to 4"):
        fill({"a": 3}, {"x": 4}, {("a", "x"): 9})
