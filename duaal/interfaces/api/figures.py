"""The official figures for everybody, without a token: the list of tables, one table, and its open data.

Always of the newest snapshot, as the pages show it; a hidden value has a status and no number.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema

from duaal.insight.statistics.exports import machine_csv, notes
from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.queries import latest_snapshot, tables_of
from duaal.insight.statistics.tables import KEYS
from duaal.interfaces.api.pace import paced
from duaal.interfaces.api.problems import Problem

router = Router(tags=["cijfers"])

TableKey = Literal["T1a", "T1b", "R1", "T2a", "T2b", "T3"]
CSV = {"responses": {200: {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}}}


class SnapshotOut(Schema):
    """The register as it was saved (`momentopname`): enough to count the table again."""

    code: str
    taken_at: datetime
    extraction_date: date
    mapping_version: str
    synthetic: bool


class TableLine(Schema):
    """One table in the list."""

    key: str
    title: str
    definition_version: int
    snapshot: str
    extraction_date: date
    provisional: bool


class ColumnOut(Schema):
    heading: str
    school_year: str
    provisional: bool


class CellOut(Schema):
    """`text` as it is printed; `value` is null when it may not be shown, and `status` says why."""

    value: Decimal | None
    status: str
    text: str


class RowOut(Schema):
    code: str
    label: str
    is_total: bool
    cells: list[CellOut]


class TableOut(TableLine):
    """One table. `counts` says what is counted; `notes` is everything that is printed under the table."""

    counts: str
    additive: bool
    origin: SnapshotOut
    columns: list[ColumnOut]
    rows: list[RowOut]
    footnotes: list[str]
    notes: list[str]


@router.get(
    "/tables", response={200: list[TableLine], 429: Problem}, auth=paced, summary="De officiële tabellen"
)
def table_list(request: HttpRequest) -> list[TableLine]:
    """Welke tabellen er zijn, op de jongste momentopname. Zonder token. Leeg als er nog geen cijfers zijn."""
    snapshot = latest_snapshot()
    return [] if snapshot is None else [_line(table) for table in tables_of(snapshot, keys=KEYS).values()]


@router.get(
    "/tables/{key}.csv",
    response={404: Problem, 422: Problem, 429: Problem},
    auth=paced,
    summary="Eén tabel als CSV",
    openapi_extra=CSV,
)
def table_csv(request: HttpRequest, key: TableKey) -> HttpResponse:
    """Een lijn per cel, met definitieversie, momentopname en of het cijfer voorlopig is. Zonder token."""
    table = _table(key)
    name = f"{key}-{table.origin.extraction:%Y-%m-%d}-{table.origin.snapshot}.csv"
    return HttpResponse(
        machine_csv(table),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get(
    "/tables/{key}",
    response={200: TableOut, 404: Problem, 422: Problem, 429: Problem},
    auth=paced,
    summary="Eén tabel",
)
def table(request: HttpRequest, key: TableKey) -> TableOut:
    """Een tabel met haar voetnoten, haar definitie en de momentopname waarop ze geteld is. Zonder token."""
    found = _table(key)
    origin = found.origin
    return TableOut(
        **_line(found).dict(),
        counts=str(found.definition.counts),
        additive=found.additive,
        origin=SnapshotOut(
            code=origin.snapshot,
            taken_at=origin.taken_at,
            extraction_date=origin.extraction,
            mapping_version=origin.mapping_version,
            synthetic=origin.synthetic,
        ),
        columns=[
            ColumnOut(heading=one.heading, school_year=one.school_year, provisional=one.provisional)
            for one in found.columns
        ],
        rows=[
            RowOut(
                code=row.code,
                label=row.label,
                is_total=row.is_total,
                cells=[
                    CellOut(
                        value=None if cell.value is None else Decimal(cell.value),
                        status=cell.status.value,
                        text=cell.text,
                    )
                    for cell in row.cells
                ],
            )
            for row in found.rows
        ],
        footnotes=[footnote.printed for footnote in found.footnotes],
        notes=list(notes(found)),
    )


def _table(key: str) -> OfficialTable:
    snapshot = latest_snapshot()
    if snapshot is None:
        raise Http404
    return tables_of(snapshot, keys=(key,))[key]


def _line(table: OfficialTable) -> TableLine:
    return TableLine(
        key=table.key,
        title=table.title,
        definition_version=table.definition.version,
        snapshot=table.origin.snapshot,
        extraction_date=table.origin.extraction,
        provisional=table.provisional,
    )
