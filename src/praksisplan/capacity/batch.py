"""Rulings on many clinics at once, over the columns of a data frame."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

from praksisplan.answers import frame_library
from praksisplan.arguments import checked_call
from praksisplan.capacity.facts import NOT_BY_AGREEMENT, ClinicKind
from praksisplan.capacity.figures import Figure, Figures, default_figures
from praksisplan.capacity.questions.lists import REGION
from praksisplan.errors import PlanError, fault

__all__ = ["may_close_lists"]

Frame = TypeVar("Frame")

_NEEDED = ("enrolled", "capacities")
_LIMITS = ("permitted_limit", "own_limit", "clinic_limit")

_LARGEST = 10**6
"""No clinic has more patients; the product of three such numbers is still a whole number of 64 bits."""


@checked_call
def may_close_lists(frame: Frame, *, on: datetime.date, figures: Figures | None = None) -> Frame:
    """Which clinics may close their lists for new patients on a day, a row each. Danish: *lukning for tilgang*.

    The rule is that of `may_close_list`. The columns ``enrolled`` and ``capacities``, and ``own_limit``,
    ``permitted_limit`` and ``clinic_limit`` where they are there, are whole numbers of at least 0, empty where they are
    not known (an empty limit: the clinic has none). A column ``kind`` names the forms of the clinics; those that the
    rule does not cover have no limit. What comes back is a frame of the same library (polars, pandas, pyarrow or
    another that narwhals knows) with two columns more: ``limit``, from how many enrolled patients the clinic may close,
    and ``may_close``: true, false, or empty where it is unknown. For the reasons and sources of a row ask
    `may_close_list`. Needs the extra ``frame``. Raises `PlanError` for anything but a data frame, and for columns
    missing, already there or of another kind.

    >>> import datetime, polars
    >>> clinics = polars.DataFrame({"enrolled": [1600, 3199, None], "capacities": [1, 2, 1]})
    >>> may_close_lists(clinics, on=datetime.date(2024, 1, 1)).rows()
    [(1600, 1, 1600, True), (3199, 2, 3200, False), (None, 1, 1600, None)]
    """
    narwhals = frame_library()
    try:
        given = narwhals.from_native(frame, eager_only=True)
    except TypeError:
        raise PlanError(fault("wrong-type.frame", "frame", found=type(frame).__name__)) from None
    except narwhals.exceptions.DuplicateError:
        raise PlanError(fault("wrong-type.columns", "frame")) from None
    whole = _whole_numbers(given, narwhals)
    known = figures or default_figures()
    each, setter = (known.at(name, on=on) for name in ("gp.patients_per_capacity", "gp.limit_set_by"))
    is_regions = isinstance(setter, Figure) and REGION in setter.names
    capacities = narwhals.col("capacities")
    limit = narwhals.when(capacities < 0).then(capacities)  # empty in every row
    if isinstance(each, Figure):
        top, bottom = each.value.as_integer_ratio()  # limits are counted in parts of which `bottom` are one patient
        if max(top, bottom) > _LARGEST:
            raise PlanError(fault("wrong-type.most", each.name, most=_LARGEST, found=str(each.value)))
        for_each = narwhals.lit(top, narwhals.Int64)
        # a permitted limit counts where it is lower than that of the agreement, and one's own where it is higher
        picks = {"permitted_limit": narwhals.min_horizontal, "own_limit": narwhals.max_horizontal}
        for name, pick in picks.items():
            if name in whole.columns and not is_regions:
                own = narwhals.col(name)
                for_each = pick(for_each, own if bottom == 1 else own * bottom)
        limit = for_each * capacities
        limit = limit if bottom == 1 else (limit + (bottom - 1)) // bottom  # rounded up
    if "clinic_limit" in whole.columns and is_regions:
        limit = narwhals.coalesce(narwhals.col("clinic_limit"), limit)
    if "kind" in given.columns:
        kinds = (ClinicKind.OUT_OF_HOURS,) if is_regions else NOT_BY_AGREEMENT
        outside = [word for one in kinds for word in (one.value, one.label("da"), one.label("en"))]
        kind = narwhals.col("kind").cast(narwhals.String)
        whole = whole.with_columns(given["kind"])
        limit = narwhals.when(kind.is_null() | ~kind.is_in(outside)).then(limit)
    limited = _nullable(whole.with_columns(limit=limit), narwhals)
    ruled = limited.with_columns(may_close=narwhals.col("enrolled") >= narwhals.col("limit"))
    found: Frame = given.with_columns(ruled["limit"], ruled["may_close"]).to_native()
    return found


def _whole_numbers(given: Any, narwhals: Any) -> Any:
    """The columns that the rule needs, as whole numbers that may be empty."""
    there = set(given.columns)
    faults = [fault("missing-column", name, name=name) for name in _NEEDED if name not in there]
    faults += [fault("duplicate-column", name, name=name) for name in ("limit", "may_close") if name in there]
    if faults:
        raise PlanError(*faults)
    named = [name for name in (*_NEEDED, *_LIMITS) if name in there]
    found = _nullable(given.select(named), narwhals)
    told = [name for name in found.columns if found[name].null_count() < len(found)]
    for name in told:
        if not found.schema[name].is_integer():
            raise PlanError(fault("wrong-type.column", name, found=str(found.schema[name])))
    some = narwhals.col(*told)
    known = found.select(some.min().name.suffix("<"), some.max().name.suffix(">")).rows(named=True)[0] if told else {}
    for name in told:
        least, most = known[f"{name}<"], known[f"{name}>"]
        if not 0 <= least <= most <= _LARGEST:
            raise PlanError(fault("wrong-type.numbers", name, most=_LARGEST, found=min(least, 0) or most))
    empty = {name: narwhals.lit(None, narwhals.Int64) for name in found.columns if name not in told}
    if found.implementation.is_pandas_like():
        empty = {}  # they are whole numbers already
    return found.with_columns(**empty).with_columns(narwhals.all().cast(narwhals.Int64))


def _nullable(frame: Any, narwhals: Any) -> Any:
    """The same frame, whole numbers of pandas as such also where some are empty: pandas makes them floats."""
    if not frame.implementation.is_pandas_like():
        return frame
    columns = frame.to_native()
    whole = columns.assign(**{name: _whole_column(name, columns[name]) for name in columns.columns})
    return narwhals.from_native(whole, eager_only=True)


def _whole_column(name: str, column: Any) -> Any:
    """A column of pandas as its whole numbers that may be empty; one of another kind as it is."""
    is_empty = column.isna()
    if is_empty.all():
        return is_empty.astype("Int64").where(~is_empty)
    if column.dtype.kind != "f":
        return column
    beyond = column[column.abs() > _LARGEST]
    if len(beyond):
        raise PlanError(fault("wrong-type.numbers", name, most=_LARGEST, found=float(beyond.iloc[0])))
    try:
        return column.astype("Int64")
    except TypeError:
        return column
