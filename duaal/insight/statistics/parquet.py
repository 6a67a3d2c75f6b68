"""From a PostgreSQL query to a Parquet file, as a stream: memory does not grow with the number of rows."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from django.db.backends.utils import CursorWrapper

from duaal.insight.statistics.columns import File, Type

ROWS_PER_GROUP = 122_880  # what DuckDB reads as one unit of work
BYTES_PER_BLOCK = 4 << 20

ARROW = {
    Type.NUMBER: pa.int64(),
    Type.TEXT: pa.string(),
    Type.DAY: pa.date32(),
    Type.YES_NO: pa.bool_(),
}


def schema_of(file: File) -> pa.Schema:
    return pa.schema([pa.field(c.name, ARROW[c.type], nullable=not c.required) for c in file.columns])


def write(cursor: CursorWrapper, file: File, path: Path) -> int:
    """Writes all rows of the file that the cursor's transaction sees to `path`, and returns their number."""
    schema = schema_of(file)
    rows = 0
    with (
        cursor.copy(f"COPY ({file.query}) TO STDOUT (FORMAT csv)") as copy,
        pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer,
    ):
        for group in _groups(_Stream(iter(copy)), schema):
            writer.write_table(group, row_group_size=ROWS_PER_GROUP)
            rows += group.num_rows
    return rows


class _Stream:
    """The blocks of a COPY as a readable file; reads are never short, so that equal rows give equal files."""

    def __init__(self, blocks: Iterator[bytes | memoryview]) -> None:
        self._blocks = blocks
        self._left = bytearray()
        self.closed = False

    def read(self, size: int) -> bytes:
        self._fill(size)
        found = bytes(self._left[:size])
        del self._left[:size]
        return found

    def is_empty(self) -> bool:
        self._fill(1)
        return not self._left

    def close(self) -> None:
        self.closed = True

    def _fill(self, size: int) -> None:
        while len(self._left) < size:
            block = next(self._blocks, None)
            if block is None:
                return
            self._left += block


def _groups(stream: _Stream, schema: pa.Schema) -> Iterator[pa.Table]:
    """Tables of exactly `ROWS_PER_GROUP` rows, and one with the rest."""
    if stream.is_empty():
        return
    reader = pyarrow.csv.open_csv(
        stream,
        read_options=pyarrow.csv.ReadOptions(column_names=schema.names, block_size=BYTES_PER_BLOCK),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )
    waiting = schema.empty_table()
    for batch in reader:
        waiting = pa.concat_tables([waiting, pa.Table.from_batches([batch]).cast(schema)])
        while waiting.num_rows >= ROWS_PER_GROUP:
            yield waiting.slice(0, ROWS_PER_GROUP).combine_chunks()
            waiting = waiting.slice(ROWS_PER_GROUP)
    if waiting.num_rows:
        yield waiting.combine_chunks()
