"""Every public function and class of practice capacity, called with one argument of a wrong type.

What is right for an argument is read from its annotation, by a small reading of annotations that is the test's own:
a value that does not belong is refused with a `PlanError` (or a `TypeError`) that names the argument, and one that
does is taken, or refused in words for what it says.
"""

from __future__ import annotations

import datetime
import inspect
import json
import types
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
import polars
import pytest

from praksisplan import capacity, datasets
from praksisplan.capacity.distribution import Advert, Tie
from praksisplan.capacity.plans import AreaNeed
from praksisplan.capacity.questions import QUESTIONS, OwnFigure, ask
from praksisplan.errors import PlanError
from praksisplan.model import Citation, Plan
from praksisplan.periods import Period, parse_period
from praksisplan.storage.conversion import plain_value
from praksisplan.storage.values import write_value

DAY = datetime.date(2024, 5, 1)
PLAN = datasets.load("midtjylland-almen-2021-2025")
CLINIC = capacity.Clinic("k", capacity.ClinicKind.SOLO, capacities=1, enrolled=1600, hired=0, is_open=True)
AREA = capacity.Area("nord", "Nord", "Skive")
OFFER = capacity.Offer(CLINIC, 3)
SHARE = capacity.Share("Nord", 10, 1, "alder")
SHARED = capacity.distribute(3, [SHARE])
FIGURES = capacity.default_figures()
USED = FIGURES.at("gp.patients_per_capacity", on=DAY)
CHOICE = capacity.choice_is_secured(AREA, (OFFER,), on=DAY)
LAW = capacity.LegalSource("Sundhedsloven", "§ 227")
DATED = capacity.DatedValue(DAY, LAW, capacity.SourceGrade.A, DAY, value=Fraction(3))
CHANGE = capacity.CapacityChange(2, "Regionen", parse_period("2022"))

RIGHT: dict[Any, Any] = {
    int: 2,
    float: 2.5,
    bool: True,
    Fraction: Fraction(3),
    str: "ord",
    datetime.date: DAY,
    Period: parse_period("2022"),
    Citation: Citation("k", line=1),
    Plan: PLAN,
    **{type(one): one for one in (CLINIC, AREA, OFFER, SHARE, SHARED, FIGURES, USED, CHOICE, LAW, DATED, CHANGE)},
    capacity.AuthorityDecision: capacity.AuthorityDecision(True, "Region Sjælland", DAY),
    capacity.Doctor: capacity.Doctor("d", licences=1, born=datetime.date(1980, 1, 1)),
    capacity.LegalRule: next(iter(capacity.legal_rules().values())),
    capacity.Distribution: capacity.distribute(2, [SHARE]),
    capacity.Population: capacity.Population("nord", 100, DAY),
    capacity.Place: capacity.Place(55.0, 12.0),
    capacity.Threat: capacity.Threat(capacity.ThreatKind.NATIONAL, 2024),
    capacity.Reason: capacity.Reason("code", "ord", "words"),
    capacity.FigureSeries: FIGURES.series[0],
    type(SHARED.rows[0]): SHARED.rows[0],
    Tie: Tie(("Nord", "Syd"), ("Nord",), by_name=False),
    Advert: Advert("Nord", capacity.MoveKind.NEW),
    AreaNeed: AreaNeed(AREA, CHOICE, False, ("36",)),
}
"""A right value of each kind."""

OWN = {
    "may_choose_clinic": {"municipality": "Odense"},
    "keeps_home_visits": {"municipality": "Odense"},
    "may_choose_anew_after_move": {"municipality": "Odense"},
    "municipality": {"words": "Odense"},
    "may_add_capacity": {"municipality": "Odense"},
    "within_clinic_amount": {"speciality": "51"},
    "figure": {"name": "gp.patients_per_capacity", "of": ""},
    "decided_changes": {"plan": "hovedstaden-status-2023"},
    "moves": {"today": {"Nord": 3}, "vacant": {"Nord": 1}},
    "target_path": {"year": 2030},
    "is_threatened": {"year": 2024},
    "yearly_assessment": {"years": (2022, 2023)},
    "may_use_stand_in": {"start": DAY, "end": datetime.date(2024, 6, 1)},
    "Area": {"municipality": "Skive"},
    "Municipality": {"region": "Region Midtjylland"},
    "Threat": {"year": 2024},
    "MissingFigure": {"of": ""},
    "DatedValue": {"until": datetime.date(2025, 1, 1)},
    "TargetYear": {"year": 2030},
    "YearlyAssessment": {"years": (2022,)},
    "NewLicences": {"year": 2024},
    "Share": {"strengthened": 1, "ceiling": 5},
    "Distribution": {"one_more": (("Nord", 1),), "one_less": (("Nord", -1),)},
    "TwoLevels": {"within": {SHARE.area: capacity.distribute(2, [SHARE])}},
    "distribute_in_two_levels": {"areas": {SHARE.area: (SHARE,)}, "councils": (SHARE,)},
    "Moves": {"closing": (("Nord", 1),)},
}
"""What an argument has to be where any value of its kind would not do."""

WRONG: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    3,
    -7,
    10**30,
    2.5,
    float("nan"),
    float("inf"),
    Fraction(7, 3),
    Decimal("2.5"),
    "",
    "no",
    "solo",
    "2024-05-01",
    b"29",
    DAY,
    datetime.datetime(2024, 5, 1, 12, 0),  # noqa: DTZ001
    (),
    [],
    {},
    {"Nord": "x"},
    {1, 2},
    ("no",),
    [None],
    (1,),
    [[]],
    object(),
    int,
    len,
    capacity.Verdict.NO,
    capacity.ThreatKind.NATIONAL,
    CLINIC,
    AREA,
    FIGURES,
    LAW,
)


def publics() -> Iterator[tuple[str, Any]]:
    for name in capacity.__all__:
        found = getattr(capacity, name)
        is_class = inspect.isclass(found) and attrs.has(found)
        if inspect.isfunction(found) or is_class:
            yield name, found


def right(name: str, argument: str, kind: Any) -> Any:
    return OWN.get(name, {}).get(argument, _right(kind))


def _right(kind: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _right(parts[0])
    if origin is tuple and Ellipsis not in parts:
        return tuple(_right(part) for part in parts)
    if origin is not None and issubclass(origin, Mapping):
        return {"Nord": 1}
    if origin is not None:
        return (_right(parts[0]),)
    if isinstance(kind, TypeVar):
        return polars.DataFrame({"enrolled": [1600], "capacities": [1]})
    return next(iter(kind)) if isinstance(kind, type) and issubclass(kind, Enum) else RIGHT[kind]


def belongs(value: Any, kind: Any) -> bool:
    """Whether a value is of the kind that an annotation asks for, or is read as one."""
    origin, parts = get_origin(kind), get_args(kind)
    if isinstance(kind, TypeVar):
        return isinstance(value, polars.DataFrame)
    if origin in (Union, types.UnionType):
        return any(belongs(value, part) for part in parts)
    if kind is type(None):
        return value is None
    if origin is tuple and Ellipsis not in parts:
        return isinstance(value, (tuple, list)) and len(value) == len(parts) and all(map(belongs, value, parts))
    if origin is not None and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(belongs(one, parts[1]) for one in value.values())
    if origin is not None:
        is_several = isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
        return is_several and all(belongs(one, parts[0]) for one in value)
    if kind is float:
        return type(value) in (int, float)
    if kind is Fraction:
        return type(value) in (int, Fraction, str)
    if issubclass(kind, Enum):
        return isinstance(value, (kind, str))
    if kind is Period:
        return isinstance(value, (Period, str))
    return type(value) is kind


CALLS = [(name, argument) for name, function in publics() for argument in inspect.signature(function).parameters]


@pytest.mark.parametrize(("name", "argument"), CALLS)
def test_a_wrong_type_is_refused_by_the_name_of_its_argument(name, argument):
    function = getattr(capacity, name)
    hints = {one.lstrip("_"): kind for one, kind in get_type_hints(function).items()}
    call = {one: right(name, one, hints[one]) for one in inspect.signature(function).parameters}
    function(**call)
    for value in WRONG:
        is_right = belongs(value, hints[argument])
        try:
            function(**call | {argument: value})
        except (PlanError, TypeError) as error:
            found = error.faults[0].path if isinstance(error, PlanError) else str(error)
            assert is_right or argument in found, f"{argument}={value!r}: {error}"
            assert isinstance(error, PlanError), f"{argument}={value!r}: {error!r}"
        else:
            assert is_right, f"{argument}={value!r} is believed"


# --- in a text ----------------------------------------------------------------------------------------------------

IN_TEXT: tuple[Any, ...] = (None, True, 0, -7, 2.5, 10**30, "", "no", "2024-05-01", [], {}, [None], {"x": 1}, [["no"]])


def in_text(value: Any) -> Any:
    """A value as JSON holds it."""
    return json.loads(write_value(value)) if attrs.has(type(value)) else plain_value(value)


def is_written_so(value: Any, kind: Any) -> bool:
    """Whether a value of JSON may be what an annotation asks for."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return any(is_written_so(value, part) for part in parts)
    if origin is not None:
        return isinstance(value, list) and all(is_written_so(one, parts[0]) for one in value)
    if attrs.has(kind):
        return isinstance(value, dict)
    if kind is Fraction and isinstance(value, float):
        return True  # the decimals that are written
    if (kind is bool and value in ("yes", "no")) or (kind is str and type(value) in (int, float)):
        return True  # as people write a fact: the speciality 62
    return isinstance(value, str) if kind is datetime.date else belongs(value, kind)


@pytest.mark.parametrize(("name", "argument"), [one for one in CALLS if one[0] in QUESTIONS])
def test_a_text_is_refused_as_the_call_is_at_the_place_of_the_fault(name, argument):
    hints = get_type_hints(getattr(capacity, name)) | {"figures": tuple[OwnFigure, ...]}
    names = inspect.signature(getattr(capacity, name)).parameters
    told = {one: [] if one == "figures" else in_text(right(name, one, hints[one])) for one in names}
    ask(name, json.dumps(told))
    for value in IN_TEXT:
        try:
            ask(name, json.dumps(told | {argument: value}))
        except PlanError as error:
            fault = error.faults[0]
            is_right = is_written_so(value, hints[argument])
            assert is_right or fault.path.startswith(f"$.{argument}"), f"{argument}={value!r}: {error}"
            assert is_right or fault.line == 1, f"{argument}={value!r}: {error}"
        else:
            assert is_written_so(value, hints[argument]), f"{argument}={value!r} is believed"
