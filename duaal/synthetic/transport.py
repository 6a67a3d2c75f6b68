"""Filling a table whose row and column sums are given and whose cells have ceilings (a transport problem)."""

from collections.abc import Mapping

Cell = tuple[str, str]


class Infeasible(ValueError):
    """The sums cannot be reached within the ceilings."""


def fill(
    rows: Mapping[str, int], columns: Mapping[str, int], ceilings: Mapping[Cell, int]
) -> dict[Cell, int]:
    """A whole number per cell with exactly these row and column sums, none above its ceiling.

    Starts from a spread in proportion to the ceilings, so that every cell gets a likely part, and moves what
    is left along augmenting paths: a maximum flow from rows to columns, so it finds an answer whenever there
    is one. Raises `Infeasible` otherwise.
    """
    if sum(rows.values()) != sum(columns.values()):
        raise Infeasible(f"rows add up to {sum(rows.values())}, columns to {sum(columns.values())}")
    filled = _proportional(rows, columns, ceilings)
    supply = {row: rows[row] - sum(filled[row, column] for column in columns) for row in rows}
    demand = {column: columns[column] - sum(filled[row, column] for row in rows) for column in columns}
    while any(supply.values()):
        path = _augmenting_path(supply, demand, filled, ceilings)
        if path is None:
            raise Infeasible(f"{sum(supply.values())} of {sum(rows.values())} cannot be placed")
        _push(path, supply, demand, filled, ceilings)
    return filled


def _proportional(
    rows: Mapping[str, int], columns: Mapping[str, int], ceilings: Mapping[Cell, int]
) -> dict[Cell, int]:
    """Whole numbers close to the proportional spread that exceed no sum and no ceiling."""
    offered = {column: sum(ceilings.get((row, column), 0) for row in rows) for column in columns}
    spread = {
        (row, column): ceilings.get((row, column), 0) * columns[column] / offered[column]
        if offered[column]
        else 0.0
        for row in rows
        for column in columns
    }
    filled = {}
    for row, wanted in rows.items():
        given = sum(spread[row, column] for column in columns)
        shrink = min(1.0, wanted / given) if given else 0.0
        for column in columns:
            filled[row, column] = min(int(spread[row, column] * shrink), ceilings.get((row, column), 0))
    return filled


def _augmenting_path(
    supply: Mapping[str, int],
    demand: Mapping[str, int],
    filled: Mapping[Cell, int],
    ceilings: Mapping[Cell, int],
) -> list[str] | None:
    """A shortest path row, column, row, ... along which one more unit fits; None when there is none."""
    reached_from: dict[tuple[str, str], str | None] = {("row", row): None for row in supply if supply[row]}
    front = list(reached_from)
    while front:
        following = []
        for kind, name in front:
            if kind == "column" and demand[name]:
                return _walk_back(name, reached_from)
            if kind == "row":
                nodes = [("column", c) for c in demand if filled[name, c] < ceilings.get((name, c), 0)]
            else:
                nodes = [("row", row) for row in supply if filled[row, name]]
            for node in nodes:
                if node not in reached_from:
                    reached_from[node] = name
                    following.append(node)
        front = following
    return None


def _walk_back(column: str, reached_from: Mapping[tuple[str, str], str | None]) -> list[str]:
    path, kind = [column], "column"
    while (before := reached_from[kind, path[-1]]) is not None:
        path.append(before)
        kind = "row" if kind == "column" else "column"
    return path[::-1]


def _push(
    path: list[str],
    supply: dict[str, int],
    demand: dict[str, int],
    filled: dict[Cell, int],
    ceilings: Mapping[Cell, int],
) -> None:
    """Moves as much as fits along a path: more in its forward cells, less in the cells it goes back by."""
    forward = [(path[at], path[at + 1]) for at in range(0, len(path) - 1, 2)]
    backward = [(path[at + 1], path[at]) for at in range(1, len(path) - 1, 2)]
    amount = min(supply[path[0]], demand[path[-1]])
    amount = min([amount] + [ceilings[cell] - filled[cell] for cell in forward])
    amount = min([amount] + [filled[cell] for cell in backward])
    for cell in forward:
        filled[cell] += amount
    for cell in backward:
        filled[cell] -= amount
    supply[path[0]] -= amount
    demand[path[-1]] -= amount
