"""Every public class and function refuses values of the wrong type at once, and names the argument.

The names are found by looking, so that a new one is tried too. What is legal follows from the annotations.
"""

from __future__ import annotations

import collections.abc
import datetime
import functools
import importlib
import inspect
import math
import operator
import pickle
import re
import types
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import pytest

import praksisplan as pp
from praksisplan import PlanError
from praksisplan.capacity import facts
from praksisplan.reading import read_document
from tests.unit.rules.plans import AS_OF, plan_of, promised, said

ROOMS = (
    "",
    "rules",
    "scheduling",
    "scheduling.risk",
    "reports",
    "checks",
    "reading.documents",
    "reading.joining",
    "reading.reading",
    "storage",
    "storage.files",
    "datasets",
    "periods",
    "model",
    "capacity.facts",
)

PLAN = plan_of(
    said(1, awaits=["e"], status="awaiting"), promised("e", "2017"), said(2, planned="2017", responsible=("ppu",))
)
YEAR = pp.parse_period("2017")
JUNK: tuple[Any, ...] = (
    None,
    5,
    -1,
    True,
    2.5,
    math.nan,
    "not a word of it",
    b"29",
    [5],
    ["x y"],
    (object(),),
    {"a": 5},
    {5, 6},
    object(),
    datetime.datetime(2017, 1, 15, tzinfo=datetime.UTC),
    int,
    PLAN,
)
PASSED_ON = ("executor", "progress", "scheduler")
"""What is called with is the caller's own."""


def public() -> Iterator[tuple[str, Any]]:
    """Every public function and class that can be called, once, by its full name."""
    seen: set[int] = set()
    for room in ROOMS:
        module = importlib.import_module(f"praksisplan.{room}".rstrip("."))
        own = [name for name, one in vars(module).items() if getattr(one, "__module__", "") == module.__name__]
        for name in getattr(module, "__all__", [one for one in own if one[0] != "_"]):
            found = getattr(module, name)
            is_error = isinstance(found, type) and issubclass(found, BaseException)
            is_called = inspect.isfunction(found) or attrs.has(found if isinstance(found, type) else type(None))
            if is_called and not is_error and id(found) not in seen:
                seen.add(id(found))
                yield f"{room}.{name}".lstrip("."), found


CALLED = dict(public())


def legal(value: Any, kind: Any) -> bool:  # noqa: C901 - a table of kinds
    """Whether a value is of the kind that an annotation names, so that only what it says may be wrong with it."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind is Any:
        return True
    if origin is typing.Annotated:
        return legal(value, parts[0])
    if origin in (Union, types.UnionType):
        return any(legal(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if origin is collections.abc.Callable:
        return callable(value)
    if origin is tuple and Ellipsis not in parts:
        return isinstance(value, tuple) and len(value) == len(parts)
    if origin is not None and issubclass(origin, collections.abc.Mapping):
        return isinstance(value, dict)
    if origin is not None:
        several = isinstance(value, (list, tuple)) or type(value).__name__ == "generator"
        return several and all(legal(one, parts[0]) for one in value)
    if kind is type(None):
        return value is None
    if kind in (int, float):
        return type(value) in ((int, float) if kind is float else (int,))
    if kind is datetime.date:
        return type(value) is datetime.date
    if kind in (str, bool):
        return type(value) is kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return isinstance(value, kind) or type(value) is str
    return not isinstance(kind, type) or isinstance(value, kind)


def hints_of(called: Any) -> dict[str, Any]:
    """The annotations of its arguments; a field of a class also takes what its check reads."""
    hints = typing.get_type_hints(called, include_extras=True)
    if isinstance(called, type):
        hints = {field.name: _read(hints[field.name]) for field in attrs.fields(called) if field.init}
    return {name: hints[name] for name in inspect.signature(called).parameters if name in hints}


def _read(kind: Any) -> Any:
    """The kind with what is read where it is asked for: words of periods and members, numbers, any list."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return functools.reduce(operator.or_, map(_read, parts))
    if origin is tuple and Ellipsis in parts:
        return collections.abc.Iterable[_read(parts[0])]
    if kind is pp.Period:
        return pp.Period | str
    return int | str if kind is str else kind


def wrong(call: Callable[[], object], name: str, is_legal: bool) -> str | None:
    """What is wrong with how a call ended; ``None`` where nothing is. What is legal may be refused for what it says."""
    try:
        call()
    except (PlanError, TypeError) as error:
        if is_legal and isinstance(error, PlanError):
            return None
        told = f"{error} {[fault.path for fault in getattr(error, 'faults', ())]}"
        return None if re.search(rf"\b{name}\b", told) else f"does not name {name}: {type(error).__name__}: {error}"
    except Exception as error:
        return f"raises {type(error).__name__} from inside: {error}"
    return None if is_legal else "taken"


# --- classes -----------------------------------------------------------------------------------------------------


def reachable(value: Any) -> Iterator[Any]:
    """A value and everything in it."""
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from reachable(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from reachable(one)


WORKLOAD = pp.Workload("quarter", limits=[pp.Limit("ppu", 1)], meetings=[pp.scheduling.Meetings("ppu", [AS_OF])])
PLACED = pp.schedule(PLAN, WORKLOAD, as_of=AS_OF, over=YEAR)
YEAR_PLAN = pp.year_plan(PLAN, year=2017, as_of=AS_OF)
APPROVED = pp.approve(PLAN, YEAR_PLAN, by="ppu", on=AS_OF)
MADE = (
    *(pp.datasets.load(name) for name in pp.datasets.names()),
    pp.datasets.institutions(),
    APPROVED,
    WORKLOAD,
    PLACED.schedule,
    pp.blocked(PLAN, as_of=AS_OF).picture("da"),
    pp.reports.Curves("Mål", "Mål", ()),
    pp.reports.year_plan_document(YEAR_PLAN),
    pp.reports.timetable_document(pp.timetable(PLAN, [YEAR], as_of=AS_OF)),
    pp.reports.load_document(pp.scheduling.load_of(PLAN, per="quarter", over=YEAR, as_of=AS_OF)),
    pp.reports.status_document(pp.status_report(PLAN, over=YEAR, as_of=AS_OF)),
    pp.scheduling.Problem(
        5,
        [
            pp.scheduling.Activity("a", 1, [pp.scheduling.Requirement("g")], [pp.scheduling.Dependency("b")]),
            pp.scheduling.Activity("b", 1),
        ],
        [pp.scheduling.Resource("g", [(0, 2)], [1])],
    ),
    pp.scheduling.SolverOptions(1, progress=print),
    pp.scheduling.Task(2, [pp.scheduling.Requirement("ppu")], "2017", [pp.scheduling.Dependency("2")]),
    pp.blocked(PLAN, as_of=AS_OF)[1].awaits,
    pp.model.Link("merges", "before", ["1", "2"], ["1"]),
    pp.model.Indicator("lists", "Lukkede lister"),
    pp.model.Measurement("lists", 27.5, "2017"),
    pp.Portfolio([PLAN]),
    facts.Area("nord", "Nord", "Aarhus", [facts.Threat("national", 2024)]),
    facts.Population("nord", 5000, AS_OF),
    facts.Doctor("holm", 1),
    facts.AuthorityDecision(True, "Region Sjælland", AS_OF),
    facts.Offer(facts.Clinic("holm", "solo", place=facts.Place(55.0, 12.0)), 3.0),
    facts.CapacityChange(2, "ppu", "2017"),
)
SAMPLES: dict[type, Any] = {}
for _value in MADE:
    for _part in reachable(_value):
        SAMPLES.setdefault(type(_part), _part)
CHECKED = {
    name: found
    for name, found in CALLED.items()
    if isinstance(found, type) and any(field.converter is not None for field in attrs.fields(found))
}
FIELDS = [
    (name, field.name) for name, found in CHECKED.items() for field in attrs.fields(found) if field.name[0] != "_"
]


def test_every_class_that_is_checked_has_a_sample():
    assert [name for name, found in CHECKED.items() if found not in SAMPLES] == []
    assert {
        "Plan",
        "Statement",
        "Period",
        "Workload",
        "reports.Document",
        "scheduling.Activity",
        "capacity.facts.Clinic",
    } <= set(CHECKED)


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_a_field_takes_no_value_of_another_type(name, field):
    kind = CHECKED[name]
    wanted = hints_of(kind)[field]
    found = {
        repr(type(value)): told
        for value in JUNK
        if (
            told := wrong(
                lambda value=value: attrs.evolve(SAMPLES[kind], **{field: value}), field, legal(value, wanted)
            )
        )
    }
    assert not found


# --- functions ---------------------------------------------------------------------------------------------------

DOCUMENT = "Status 2024\n\nAnbefaling 1: Visitation\nAnbefalingen er igangsat."
VALID: dict[str, Any] = dict.fromkeys(("plan", "old", "before", "after", "other"), PLAN)
VALID |= dict.fromkeys(("as_of", "on", "known_at", "since", "earliest", "latest", "value"), AS_OF)
VALID |= dict.fromkeys(("year", "into"), 2017)
VALID |= dict.fromkeys(("period", "over", "a", "b"), YEAR)
VALID |= {
    "periods": [YEAR],
    "values": [YEAR],
    "plans": [PLAN],
    "year_plan": YEAR_PLAN,
    "by": "ppu",
    "answer": pp.blocked(PLAN, as_of=AS_OF),
    "reading": read_document(DOCUMENT),
    "number": 1,
    "target": 1,
    "per": "quarter",
    "unit": "quarter",
    "statements": (),
    "workload": WORKLOAD,
    "schedule": PLACED.schedule,
    "problem": PLACED.schedule.problem,
    "ledger": pp.carry_over(PLAN, into=2017, as_of=AS_OF),
    "table": pp.timetable(PLAN, [YEAR], as_of=AS_OF),
    "report": pp.status_report(PLAN, over=YEAR, as_of=AS_OF),
    "simulation": pp.scheduling.simulate(PLAN, as_of=AS_OF, runs=10),
    "document": pp.reports.year_plan_document(YEAR_PLAN),
    "text": "2017",
    "new": pp.Limit("ppu", 1),
    "limits": [pp.Limit("ppu", 1)],
    "cited": PLAN.log,
    "word": "x",
    "known": ("x",),
    "numbers": ["1"],
    "one": facts.Place(55.0, 12.0),
    "folder": None,
    "runs": 10,
}
OWN: dict[str, dict[str, Any]] = {
    "reading.documents.read_document": {"document": DOCUMENT},
    "reports.comparison_document": {"found": pp.compare(PLAN, PLAN, as_of=AS_OF)},
    "reports.load_document": {"found": pp.scheduling.load_of(PLAN, per="quarter", over=YEAR, as_of=AS_OF)},
    "reports.succession_document": {"ledger": pp.succession(PLAN, PLAN, as_of=AS_OF)},
    "reports.schedule_document": {"found": PLACED},
    "reports.schedule_project": {"found": PLACED},
    "reports.year_plan_document": {"plan": YEAR_PLAN},
    "reports.ledger_document": {"before": pp.rules.commitment(PLAN, year=2016, as_of=AS_OF)},
    "rules.decline": {"number": 1},
    "succession": {"new": PLAN},
    "draft_successor": {"id": "new", "title": "New"},
    "reports.answer_document": {"answer": pp.blocked(PLAN, as_of=AS_OF)},
    "datasets.load": {"name": "hovedstaden-almen-2015-2019"},
    "capacity.facts.distance_km": {"other": facts.Place(55.0, 12.0)},
    "model.as_number": {"value": 1},
    "reports.render": {"format": "md"},
    "model.as_numbers": {"values": [1]},
    "model.clean_text": {"value": "x"},
    "periods.read_period": {"value": YEAR},
    "periods.as_year": {"value": 2017},
}
OF_FILES = (
    *("load_plan", "save_plan", "save_document", "loads"),
    *("storage.files.read_bytes", "storage.files.suffix_of", "storage.files.write_new", "storage.files.reason"),
    "storage.files.extend_plan",
)
"""What reads and writes files is tried in the tests of files and formats, with files."""
INNER = ("in_order", "hold", "folder")
CHECKS = tuple(
    name
    for name, found in CALLED.items()
    if inspect.isfunction(found) and list(inspect.signature(found).parameters)[1:] == ["name"]
)
"""A check is given the name of the argument."""
TOOLS = (
    "model.citations_of",
    "model.finding",
    "model.is_number",
    "model.natural_key",
    "model.natural_order",
    "model.nearest",
)
"""What the rooms below the interface share."""
ARGUMENTS = [
    (name, argument)
    for name, found in CALLED.items()
    if inspect.isfunction(found) and name not in (*OF_FILES, *CHECKS, *TOOLS)
    for argument in inspect.signature(found).parameters
    if argument not in PASSED_ON and argument not in INNER
]


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_an_argument_takes_no_value_of_another_type(name, argument):
    function = CALLED[name]
    known = VALID | OWN.get(name, {})
    parameters = inspect.signature(function).parameters
    wanted = hints_of(function)[argument]
    found = {}
    for value in JUNK:
        positional: list[Any] = []
        given: dict[str, Any] = {}
        for one, parameter in parameters.items():
            if one == argument and parameter.kind is parameter.VAR_POSITIONAL:
                positional.append(value)
            elif one == argument:
                given[one] = value
            elif parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL:
                given[one] = known[one]
        if positional:  # what comes before them is given by place
            before = list(parameters)[: list(parameters).index(argument)]
            positional = [*(given.pop(one) for one in before), *positional]
        call = functools.partial(function, *positional, **given)
        if told := wrong(call, argument, legal(value, wanted)):
            found[repr(type(value))] = told
    assert not found


# --- answers -----------------------------------------------------------------------------------------------------

ANSWERS = (
    pp.blocked(PLAN, as_of=AS_OF),
    pp.waiting(PLAN, as_of=AS_OF),
    pp.ready(PLAN, as_of=AS_OF),
    pp.overdue(PLAN, as_of=AS_OF),
    pp.releases(PLAN, "e", as_of=AS_OF),
    pp.why(PLAN, 1, as_of=AS_OF),
    pp.state_at(PLAN, as_of=AS_OF),
    pp.rules.efforts_at(PLAN, as_of=AS_OF),
    pp.forecast(PLAN, as_of=AS_OF),
    VALID["table"],
    VALID["ledger"],
    YEAR_PLAN,
    pp.proposals(PLAN, as_of=AS_OF),
    OWN["reports.ledger_document"]["before"],
    VALID["report"],
    OWN["reports.comparison_document"]["found"],
    OWN["reports.load_document"]["found"],
    PLACED,
    pp.schedule(PLAN, WORKLOAD, as_of=AS_OF, over=YEAR, keep=PLACED),
    VALID["simulation"],
    pp.check(PLAN, as_of=AS_OF),
    pp.open_items(PLAN, as_of=AS_OF),
    pp.succession(PLAN, PLAN, as_of=AS_OF),
)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_an_answer_is_frozen(answer):
    before = str(answer)
    public_names = [name for name in dir(answer) if name[0] != "_"]
    assert {"plan", "as_of"} & set(public_names)
    for name in (*public_names, "a_new_name"):
        with pytest.raises(AttributeError):
            setattr(answer, name, None)
    with pytest.raises(AttributeError):
        del answer.as_of
    assert str(answer) == before


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_an_answer_that_was_stored_is_frozen_too(answer):
    again = pickle.loads(pickle.dumps(answer))
    assert str(again) == str(answer)
    with pytest.raises(AttributeError):
        again.as_of = None
