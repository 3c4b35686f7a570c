"""Rows as Parquet: the columns are made from the types, so that every shard of a table has the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import inspect

from postil.errors import PostilError
from postil_corpora.extras import need

if TYPE_CHECKING:
    import pyarrow as pa

RowT = TypeVar("RowT", bound=msgspec.Struct)
_GROUP = 1_000  # rows read at a time


def write_parquet(path: Path, rows: Sequence[msgspec.Struct], kind: type[msgspec.Struct]) -> None:
    """Write ``rows`` as one Parquet file: zstd, one schema for all rows of ``kind``."""
    pa, parquet = need("pyarrow"), need("pyarrow.parquet")
    table = pa.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema=arrow_schema(kind))
    parquet.write_table(table, path, compression="zstd", row_group_size=_GROUP)


def read_parquet(path: Path, kind: type[RowT]) -> Iterator[RowT]:
    """The rows of a Parquet file.

    Raises:
        PostilError: it is no Parquet file, or a row does not fit ``kind``.
    """
    pa, parquet = need("pyarrow"), need("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_GROUP):
                for row in batch.to_pylist():
                    yield msgspec.convert(_without_nulls(row), kind)
    except (pa.ArrowException, msgspec.ValidationError) as error:
        message = f"{path}: not rows of {kind.__name__}: {error}; collect or build it again"
        raise PostilError(message) from error


def arrow_schema(kind: type[msgspec.Struct]) -> pa.Schema:
    """The columns of rows of ``kind``."""
    information = inspect.type_info(kind)
    if not isinstance(information, inspect.StructType):
        raise TypeError(kind)
    return need("pyarrow").schema([(field.encode_name, _type(field.type)) for field in information.fields])


def _type(information: inspect.Type) -> Any:
    pa = need("pyarrow")
    if isinstance(information, inspect.UnionType):
        (inner,) = (one for one in information.types if not isinstance(one, inspect.NoneType))
        return _type(inner)
    if isinstance(information, inspect.StructType):
        return pa.struct([(field.encode_name, _type(field.type)) for field in information.fields])
    if isinstance(information, inspect.VarTupleType | inspect.ListType):
        return pa.list_(_type(information.item_type))
    if isinstance(information, inspect.TupleType):
        return pa.list_(_type(information.item_types[0]))
    if isinstance(information, inspect.DictType):
        return pa.map_(_type(information.key_type), _type(information.value_type))
    simple = {inspect.IntType: pa.int64(), inspect.FloatType: pa.float64(), inspect.BoolType: pa.bool_()}
    return simple.get(type(information), pa.string())


def _without_nulls(value: Any) -> Any:
    """A row without its nulls: an absent field has its default; inside a list a null stays."""
    if isinstance(value, dict):
        return {name: _without_nulls(one) for name, one in value.items() if one is not None}
    return [_without_nulls(one) for one in value] if isinstance(value, list) else value
