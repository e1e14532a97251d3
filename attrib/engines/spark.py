"""The engine for those who have Spark: a frame of articles in, a frame of rows out, by mapInArrow (attrib[spark]).

    from attrib.batch import recipe
    from attrib.engines.spark import judged

    rows = judged(spark.read.parquet("s3://arsip/"), recipe(text_field="isi"))
    rows.where("error IS NULL").write.parquet("s3://hasil/")

attrib must be installed on every executor, and the folders of a newsroom's own rules be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrib.archive.arrow import SCHEMA, batch_of
from attrib.batch import Recipe, judge_records

if TYPE_CHECKING:
    import pyarrow as pa

ERROR: Final = "error"
ROWS: Final = SCHEMA.append(SCHEMA.field("path").with_name(ERROR))
"""A row, and why there is none; `path` is null, as a frame has no lines."""
NAMES: Final = {"string": "STRING", "int32": "INT", "double": "DOUBLE"}


class Judge(NamedTuple):
    """What mapInArrow runs on an executor."""

    recipe: Recipe

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = judge_records(batch.to_pylist(), self.recipe)
            yield batch_of([{**row, "path": None} for row in rows], ROWS)


def judged(frame: Any, recipe: Recipe) -> Any:
    """Return a frame with a row for each article of another; only the fields that the recipe names are sent there."""
    there = dict.fromkeys(name.partition(".")[0] for name in _fields(recipe))
    return frame.select(*(name for name in there if name in frame.columns)).mapInArrow(Judge(recipe), ddl())


def _fields(recipe: Recipe) -> Iterator[str]:
    yield from filter(None, (recipe.text_field, recipe.id_field, recipe.outlet_field, recipe.date_field))


def ddl() -> str:
    """Return the type of a row in Spark's words."""
    return ", ".join(f"{field.name} {_type(field.type)}" for field in ROWS)


def _type(kind: Any) -> str:
    if str(kind) in NAMES:
        return NAMES[str(kind)]
    if hasattr(kind, "value_type"):
        return f"ARRAY<{_type(kind.value_type)}>"
    return f"STRUCT<{', '.join(f'{part.name}: {_type(part.type)}' for part in kind)}>"
