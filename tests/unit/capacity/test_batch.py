"""Many closings of lists at once are ruled as one by one."""

from __future__ import annotations

import datetime
import math
from fractions import Fraction

import pandas
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import PlanError
from praksisplan.capacity import (
    Clinic,
    ClinicKind,
    DatedValue,
    LegalSource,
    SourceGrade,
    Verdict,
    default_figures,
    may_close_list,
    may_close_lists,
)

DAY = datetime.date(2024, 1, 1)
SOURCE = LegalSource("Regionsrådets beslutning", "punkt 3")
MAY_CLOSE = {Verdict.YES: True, Verdict.NO: False, Verdict.UNKNOWN: None}
BACKENDS = {
    "polars": lambda columns: polars.DataFrame(columns, schema=dict.fromkeys(columns, polars.Int64)),
    "pandas": lambda columns: pandas.DataFrame(columns, dtype="float64"),
    "pandas, nullable": lambda columns: pandas.DataFrame(columns, dtype="Int64"),
    "pyarrow": lambda columns: pyarrow.table({name: pyarrow.array(told, "int64") for name, told in columns.items()}),
}


def column(frame, name):
    """The values of a column, ``None`` where it is empty."""
    values = frame[name].to_pylist() if isinstance(frame, pyarrow.Table) else list(frame[name])
    return [None if value is None or value is pandas.NA else value for value in values]


def code(call):
    with pytest.raises(PlanError) as error:
        call()
    return [(fault.code, fault.path) for fault in error.value.faults]


numbers = st.none() | st.integers(0, 5000) | st.sampled_from([0, 1449, 1450, 1451, 1599, 1600, 1601, 3200])
limits = st.none() | st.sampled_from([0, 1450, 1700])
clinics = st.lists(st.tuples(numbers, st.none() | st.integers(0, 3), limits, limits, limits))
days = st.sampled_from([datetime.date(2014, 12, 31), DAY, datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)])
own = st.none() | st.fractions(0, 3000, max_denominator=7)


@pytest.mark.parametrize("backend", BACKENDS)
@given(clinics, days, own)
def test_every_row_is_ruled_as_the_clinic_alone(backend, told, on, own):
    figures = default_figures()
    if own is not None:
        since = datetime.date(2010, 1, 1)
        figures = figures.with_values(
            {"gp.patients_per_capacity": DatedValue(since, SOURCE, SourceGrade.A, since, own)}
        )
    names = ("enrolled", "capacities", "own_limit", "permitted_limit", "clinic_limit")
    columns = {name: [row[place] for row in told] for place, name in enumerate(names)}
    found = may_close_lists(BACKENDS[backend](columns), on=on, figures=figures)
    for row, limit, may_close in zip(told, column(found, "limit"), column(found, "may_close")):
        clinic = Clinic("k", **dict(zip(names, row)))
        ruling = may_close_list(clinic, on=on, figures=figures)
        assert may_close == MAY_CLOSE[ruling.verdict]
        assert ruling.amount is None or limit == math.ceil(ruling.amount)


@pytest.mark.parametrize("library", [polars.DataFrame, pandas.DataFrame, pyarrow.table])
@pytest.mark.parametrize("on", [DAY, datetime.date(2025, 7, 1)])
@pytest.mark.parametrize("word", [lambda kind: kind.value, ClinicKind.label], ids=["slug", "label"])
def test_a_clinic_that_the_rule_does_not_cover_has_no_limit(library, on, word):
    kinds = [None, *ClinicKind]
    numbers = {name: [1600] * len(kinds) for name in ("enrolled", "clinic_limit")}
    told = [None if one is None else word(one) for one in kinds]
    columns = {**numbers, "capacities": [1] * len(kinds), "kind": told}
    found = may_close_lists(library(columns), on=on)
    for kind, may_close in zip(kinds, column(found, "may_close")):
        clinic = Clinic("k", kind, capacities=1, enrolled=1600, clinic_limit=1600)
        assert may_close == MAY_CLOSE[may_close_list(clinic, on=on).verdict]


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_else_a_frame_holds_stays(backend):
    given = BACKENDS[backend]({"enrolled": [1600, 1599], "other": [7, 8], "capacities": [1, 1]})
    found = may_close_lists(given, on=DAY)
    assert type(found) is type(given)
    names = found.column_names if isinstance(found, pyarrow.Table) else list(found.columns)
    assert names == ["enrolled", "other", "capacities", "limit", "may_close"]
    assert column(found, "other") == [7, 8]
    assert column(found, "may_close") == [True, False]


def test_the_own_limit_may_be_left_out_and_nothing_may_be_known():
    assert may_close_lists(polars.DataFrame({"enrolled": [], "capacities": []}), on=DAY).shape == (0, 4)
    for frame in (
        polars.DataFrame({"enrolled": [None], "capacities": [1]}),
        pandas.DataFrame({"enrolled": [None], "capacities": [1]}),
        pyarrow.table({"enrolled": [None], "capacities": [1]}),
    ):
        found = may_close_lists(frame, on=DAY)
        assert (column(found, "limit"), column(found, "may_close")) == ([1600], [None])


def test_a_limit_that_is_no_whole_number_is_reached_by_the_next():
    value = DatedValue(datetime.date(2025, 7, 1), SOURCE, SourceGrade.A, DAY, Fraction(2901, 2))
    frame = polars.DataFrame({"enrolled": [1450, 1451, 2900, 2901], "capacities": [1, 1, 2, 2]})
    figures = default_figures().with_values({"gp.patients_per_capacity": value})
    found = may_close_lists(frame, on=datetime.date(2025, 7, 1), figures=figures)
    assert column(found, "limit") == [1451, 1451, 2901, 2901]
    assert column(found, "may_close") == [False, True, False, True]


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ({"enrolled": [1], "capacities": [1]}, [("wrong-type", "frame")]),
        (polars.LazyFrame({"enrolled": [1], "capacities": [1]}), [("wrong-type", "frame")]),
        (polars.DataFrame({"own_limit": [1]}), [("missing-column", "enrolled"), ("missing-column", "capacities")]),
        (
            polars.DataFrame({"enrolled": [1], "capacities": [1], "limit": [1], "may_close": [True]}),
            [("duplicate-column", "limit"), ("duplicate-column", "may_close")],
        ),
        (polars.DataFrame({"enrolled": ["1600"], "capacities": [1]}), [("wrong-type", "enrolled")]),
        (polars.DataFrame({"enrolled": [1600.0], "capacities": [1]}), [("wrong-type", "enrolled")]),
        (polars.DataFrame({"enrolled": [True], "capacities": [1]}), [("wrong-type", "enrolled")]),
        (pandas.DataFrame({"enrolled": [1600.5], "capacities": [1]}), [("wrong-type", "enrolled")]),
        (pandas.DataFrame({"enrolled": ["1600"], "capacities": [1]}), [("wrong-type", "enrolled")]),
        (polars.DataFrame({"enrolled": [1, -1], "capacities": [1, 1]}), [("wrong-type", "enrolled")]),
        (polars.DataFrame({"enrolled": [1], "capacities": [10**6 + 1]}), [("wrong-type", "capacities")]),
        (polars.DataFrame({"enrolled": [2**63], "capacities": [1]}), [("wrong-type", "enrolled")]),
        (polars.DataFrame({"enrolled": [1], "capacities": [1], "own_limit": [-1]}), [("wrong-type", "own_limit")]),
    ],
)
def test_what_is_refused(frame, expected):
    assert code(lambda: may_close_lists(frame, on=DAY)) == expected


def test_the_largest_numbers_do_not_overflow():
    most = 10**6
    frame = polars.DataFrame({"enrolled": [most], "capacities": [most], "own_limit": [most]})
    assert column(may_close_lists(frame, on=DAY), "limit") == [most * most]
    value = DatedValue(DAY, SOURCE, SourceGrade.A, DAY, Fraction(most - 1, most - 2))
    figures = default_figures().with_values({"gp.patients_per_capacity": value})
    assert column(may_close_lists(frame, on=DAY, figures=figures), "limit") == [most * most]


def test_a_figure_that_is_too_large_is_refused():
    value = DatedValue(DAY, SOURCE, SourceGrade.A, DAY, Fraction(10**6 + 1))
    figures = default_figures().with_values({"gp.patients_per_capacity": value})
    frame = polars.DataFrame({"enrolled": [1], "capacities": [1]})
    assert code(lambda: may_close_lists(frame, on=DAY, figures=figures)) == [("wrong-type", "gp.patients_per_capacity")]


def pandas_frame(names, row):
    return pandas.DataFrame([row], columns=names)


def arrow_table(names, row):
    return pyarrow.Table.from_arrays([pyarrow.array([one]) for one in row], names=names)


@pytest.mark.parametrize("made", [pandas_frame, arrow_table])
@pytest.mark.parametrize("twice", ["enrolled", "capacities", "other"])
def test_names_of_columns_that_are_there_twice_are_refused(made, twice):
    names = ["enrolled", "capacities", "other", twice]
    assert [fault for fault, _ in code(lambda: may_close_lists(made(names, [1, 1, 1, 1]), on=DAY))] == ["wrong-type"]


@pytest.mark.parametrize("library", [pandas.DataFrame, polars.DataFrame, pyarrow.table])
@pytest.mark.parametrize("name", ["enrolled", "capacities", "own_limit", "clinic_limit"])
@pytest.mark.parametrize("number", [math.inf, -math.inf, 1e300, 10.0**6 + 1, 10**6 + 1, 2**63 - 1, -1])
def test_infinities_and_numbers_that_are_too_large_or_small_are_refused(library, name, number):
    columns = {"enrolled": [1, 1], "capacities": [1, 1], name: [number, type(number)(1)]}
    assert code(lambda: may_close_lists(library(columns), on=DAY)) == [("wrong-type", name)]


@pytest.mark.parametrize("library", [pandas.DataFrame, polars.DataFrame, pyarrow.table])
@pytest.mark.parametrize("number", [0, 10**6])
def test_the_least_and_the_largest_number_are_taken(library, number):
    columns = {"enrolled": [number], "capacities": [number], "own_limit": [number], "clinic_limit": [number]}
    assert column(may_close_lists(library(columns), on=DAY), "limit") == [number * number]


EMPTY = {
    **{
        f"polars {kind}": polars.DataFrame({"enrolled": polars.Series([None, None], dtype=kind), "capacities": [1, 2]})
        for kind in (polars.Null, polars.String, polars.Float64, polars.Boolean, polars.Date, polars.List(polars.Int64))
    },
    **{
        f"pandas {kind}": pandas.DataFrame({"enrolled": pandas.Series([None, None], dtype=kind), "capacities": [1, 2]})
        for kind in ("object", "string", "float64", "Int64", "boolean", "datetime64[ns]", "category")
    },
    **{
        f"pyarrow {kind}": pyarrow.table({"enrolled": pyarrow.array([None, None], kind), "capacities": [1, 2]})
        for kind in (
            pyarrow.null(),
            pyarrow.string(),
            pyarrow.float64(),
            pyarrow.bool_(),
            pyarrow.date32(),
            pyarrow.list_(pyarrow.int64()),
        )
    },
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_column_of_any_kind_in_which_all_is_empty_is_not_known(name):
    found = may_close_lists(EMPTY[name], on=DAY)
    assert (column(found, "limit"), column(found, "may_close")) == ([1600, 3200], [None, None])


@pytest.mark.parametrize(
    ("on", "limit"),
    [(datetime.date(2025, 6, 30), [1300, 1300, 1600]), (datetime.date(2025, 7, 1), [None, 900, 900])],
)
def test_the_own_limit_counts_until_july_2025_and_that_of_the_clinic_from_then(on, limit):
    frame = polars.DataFrame(
        {
            "enrolled": [1300, 1300, 1300],
            "capacities": [1, 1, 1],
            "permitted_limit": [1300, 1300, None],
            "clinic_limit": [None, 900, 900],
        }
    )
    found = may_close_lists(frame, on=on)
    assert column(found, "limit") == limit
    assert column(found, "may_close") == [None if one is None else one <= 1300 for one in limit]
