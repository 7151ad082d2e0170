"""Records as a data frame of polars, pandas or pyarrow, each column typed even without rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Literal

from praksisplan.answers.columns import Code, Type
from praksisplan.errors import PlanError, fault

Backend = Literal["polars", "pandas", "pyarrow"]
Schema = Mapping[str, tuple[Type, bool]]
"""The type of each column, and whether its cells are lists."""


def to_frame(records: Sequence[Mapping[str, Code]], schema: Schema, backend: str = "polars") -> Any:
    """Records as a data frame of the library named: ``"polars"``, ``"pandas"`` or ``"pyarrow"``.

    Raises `PlanError` for another name, and where the library is not installed.
    """
    if backend not in ("polars", "pandas", "pyarrow"):
        raise PlanError(fault("unknown-backend", "backend", found=backend))
    data = {column: [record[column] for record in records] for column in schema}
    if backend == "polars":
        return _polars(data, schema)
    pandas = _library("pandas") if backend == "pandas" else None
    table = _pyarrow(data, schema)
    return table if pandas is None else _pandas(pandas, table)


_TYPES: Mapping[Type, tuple[str, str]] = {
    "text": ("String", "string"),
    "whole": ("Int64", "int64"),
    "number": ("Float64", "float64"),
    "truth": ("Boolean", "bool_"),
    "day": ("Date", "date32"),
}
"""The name of each type in polars and in pyarrow."""


def _typed(schema: Schema, type_of: Callable[[Type], Any], list_of: Callable[[Any], Any]) -> dict[str, Any]:
    return {name: list_of(type_of(kind)) if is_list else type_of(kind) for name, (kind, is_list) in schema.items()}


def _polars(data: dict[str, list[Code]], schema: Schema) -> Any:
    polars = _library("polars")
    return polars.DataFrame(data, schema=_typed(schema, lambda kind: getattr(polars, _TYPES[kind][0]), polars.List))


def _pyarrow(data: dict[str, list[Code]], schema: Schema) -> Any:
    arrow = _library("pyarrow")
    columns = _typed(schema, lambda kind: getattr(arrow, _TYPES[kind][1])(), arrow.list_)
    return arrow.table(data, arrow.schema(columns))


def _pandas(pandas: Any, table: Any) -> Any:
    """The types of pandas that know an empty cell; days and lists are those of pyarrow."""
    own = {
        "string": pandas.StringDtype(),
        "int64": pandas.Int64Dtype(),
        "double": pandas.Float64Dtype(),
        "bool": pandas.BooleanDtype(),
    }
    return table.to_pandas(types_mapper=lambda kind: own.get(str(kind)) or pandas.ArrowDtype(kind))


def frame_library() -> Any:
    """narwhals, which knows all libraries of data frames; a `PlanError` that says how to install it."""
    return _library("narwhals")


def _library(name: str) -> Any:
    """The library; a `PlanError` that says how to install it, or what it lacks itself."""
    try:
        return import_module(name)
    except ImportError as error:
        missing = error.name or name
        raise PlanError(fault("not-installed.library", "backend", package=missing)) from None
