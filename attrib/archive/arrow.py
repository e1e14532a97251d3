"""Parquet, in and out, through pyarrow: an extra, which nothing imports before it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final

from attrib.batch import Row
from attrib.errors import UsageError
from attrib.model import STATUSES
from attrib.reports.safe import to_json

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "pyarrow":
        raise
    hint = "pip install 'attrib[parquet]'"
    raise UsageError("Parquet", "needs pyarrow, which is not installed", hint) from None

ROWS_AT_ONCE: Final = 256
MOST_NAMES: Final = 8
_SOURCE: Final = {"name": pa.string(), "role": pa.string(), "kind": pa.string(), "grade": pa.string()}
_PLACE: Final = ("start", "end", "line", "column", "statement")
_FINDING: Final = {"code": pa.string(), "severity": pa.string(), **dict.fromkeys(_PLACE, pa.int32())}
SCHEMA: Final = pa.schema(
    {
        **dict.fromkeys(("path", "id", "outlet", "date"), pa.string()),
        **dict.fromkeys(("statements", *STATUSES), pa.int32()),
        "coverage": pa.float64(),
        "sources": pa.list_(pa.struct({**_SOURCE, "statements": pa.int32()})),
        "findings": pa.list_(pa.struct({**_FINDING, "fingerprint": pa.string()})),
        "waived": pa.int32(),
    }
)
"""Schema attrib-archive-row/1 in Arrow's words."""


def records(name: str, columns: Sequence[str]) -> Iterator[dict[str, Any] | str]:
    """Yield the rows of a file as records of some columns; at last, if it is broken, why it is not read any further."""
    try:
        with pq.ParquetFile(name) as file:
            for batch in file.iter_batches(ROWS_AT_ONCE, columns=columns, use_threads=False):
                yield from batch.to_pylist()
    except (OSError, ValueError, pa.ArrowException) as error:
        yield f"is broken, and not read any further ({_reason(error)})"


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())


def columns_of(name: str, fields: Sequence[str]) -> list[str]:
    """Return the columns that hold some fields: those of that very name, or where their dots lead.

    Raises UsageError for a file that is no Parquet, or has not the first of them.
    """
    try:
        schema = pq.read_schema(name)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise UsageError(name, f"is no Parquet file ({_reason(error)})", "name it by what it is") from None
    there = {field: field if field in schema.names else field.partition(".")[0] for field in fields}
    if there[fields[0]] not in schema.names:
        names = ", ".join(schema.names[:MOST_NAMES])
        raise UsageError(name, f'has no field "{fields[0]}"', f"say which with --text-field: {names}")
    return list(dict.fromkeys(column for column in there.values() if column in schema.names))


def packed(rows: Sequence[Row]) -> bytes:
    """Return rows as a stream of Arrow: what a part is kept as until all are joined."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, SCHEMA) as writer:
        writer.write_batch(batch_of(rows, SCHEMA))
    return bytes(sink.getvalue())


def batch_of(rows: Sequence[Row], schema: Any) -> Any:
    """Return rows as a batch of Arrow; a lone surrogate, which its text cannot hold, becomes U+FFFD as in JSON."""
    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([json.loads(to_json(row)) for row in rows], schema=schema)


def join(parts: Iterable[bytes], file: BinaryIO) -> None:
    """Write a Parquet file of the rows of all parts."""
    with pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        for part in parts:
            with pa.ipc.open_stream(part) as stream:
                writer.write_table(stream.read_all())
