"""Facts and rulings through JSON: what is written is valid and read again, and facts of any kind get a ruling."""

from __future__ import annotations

import copy
import datetime
import functools
import json
import types
from enum import Enum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from praksisplan.capacity import DatedValue, Ruling, default_figures, facts
from praksisplan.capacity.questions import QUESTIONS, OwnFigure, ask, facts_class, ruling_record
from praksisplan.capacity.schema import capacity_schema
from praksisplan.errors import PlanError
from praksisplan.fields import identifier, identifiers
from praksisplan.periods import Period
from praksisplan.storage.values import read_value, write_value
from praksisplan.testing import days, periods, texts

FACTS = [kind for name in facts.__all__ if attrs.has(kind := getattr(facts, name))]
IDS = st.text("abcæøå", min_size=1, max_size=3)
COUNTS = st.integers(0, 9) | st.integers(0, 10**6) | st.integers(0, 10**30 - 1)
SCHEMA = capacity_schema()
FIELDS = {
    ("Place", "latitude"): st.floats(-90, 90),
    ("Place", "longitude"): st.floats(-180, 180),
    ("CapacityChange", "quantity"): st.integers(-(10**6), 10**6),
    ("Threat", "year"): st.integers(2010, 2040),
    ("OwnFigure", "name"): st.sampled_from([one.name for one in default_figures().series]),
}
OF_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: texts(),
    int: COUNTS,
    float: st.floats(0, 1e6) | st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
    datetime.date: days(2010, 2030) | days(1900, 2199),
    Fraction: st.fractions(0, 10**6, max_denominator=1000) | st.fractions(),
    Period: periods(2010, 2030),
}
MUNICIPALITY = st.sampled_from(["", "København", "Dragør", "Odense", "Skive"])
OF_CHECK = {identifier: IDS, identifiers: st.lists(IDS, max_size=3)}


@functools.cache
def of_type(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type, as the reader takes them."""
    if kind in OF_TYPE:
        return OF_TYPE[kind]
    if get_origin(kind) is tuple:
        return st.lists(of_type(get_args(kind)[0]), max_size=3).map(tuple)
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([of_type(one) for one in get_args(kind)])
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return of_class(kind)


def of_class(kind: type) -> st.SearchStrategy[Any]:
    """Values of a class; those that it refuses itself are drawn anew."""
    hints = get_type_hints(kind)
    fields = {}
    for field in attrs.fields(kind):
        check = getattr(field.converter, "__wrapped__", None)
        given = OF_CHECK[check] if check in OF_CHECK else of_type(hints[field.name])
        given = MUNICIPALITY if field.name == "municipality" else given
        fields[field.name] = FIELDS.get((kind.__name__, field.name), given)

    def build(arguments: dict[str, Any]) -> Any:
        try:
            return kind(**arguments)
        except PlanError:
            reject()

    return st.fixed_dictionaries(fields).map(build)


def valid(name: str, text: str) -> Any:
    """The data of a text, which the schema takes."""
    data = json.loads(text)
    validator(name).validate(data)
    return data


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{name}"})


few = settings(
    max_examples=settings().max_examples // 4, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@pytest.mark.parametrize("kind", [*FACTS, DatedValue, OwnFigure, Ruling], ids=lambda kind: kind.__name__)
@few
@given(st.data())
def test_every_fact_and_ruling_comes_back(kind, data):
    value = data.draw(of_type(kind))
    text = write_value(value)
    valid(kind.__name__, text)
    assert read_value(text, kind) == value


@pytest.mark.parametrize("question", QUESTIONS)
@few
@given(st.data())
def test_whatever_the_facts_there_is_a_ruling_or_faults(question, data):
    """And the ruling says something in both languages, is valid, and comes back."""
    facts = data.draw(of_type(facts_class(question)))
    text = write_value(facts)
    valid(question, text)
    assert read_value(text, facts_class(question)) == facts
    try:
        found = ask(question, text)
    except PlanError as error:
        assert error.faults
        return
    assert found.question == question
    assert found.reasons
    for lang in ("da", "en"):
        record = ruling_record(found, lang)
        assert record["text"] == found.text(lang)
        assert record["text"].endswith(".")
        assert json.loads(json.dumps(record)) == record
    written = write_value(found)
    assert valid("Ruling", written) == record["ruling"]
    assert read_value(written, Ruling) == found


OTHER = st.sampled_from([None, True, 7, 0.5, "x", "2024-01-01", [], {}, [1], {"x": 1}])


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in some data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


@pytest.mark.parametrize("question", QUESTIONS)
@few
@given(st.data())
def test_what_the_schema_refuses_is_refused(question, data):
    """One value is replaced by one of another type: a missing key, an unknown key, a wrong type or word."""
    written = json.loads(write_value(data.draw(of_type(facts_class(question)))))
    place = data.draw(st.sampled_from(places(written)))
    whole = copy.deepcopy({"": written})
    target: Any = whole
    for key in ("", *place)[:-1]:
        target = target[key]
    last = ("", *place)[-1]
    if isinstance(target, dict) and data.draw(st.booleans()):
        del target[last]
        target["x" if last else ""] = data.draw(OTHER)
    else:
        target[last] = data.draw(OTHER)
    if not validator(question).is_valid(whole[""]):
        with pytest.raises(PlanError):
            ask(question, json.dumps(whole[""]))


def test_every_argument_is_a_fact():
    for name, question in QUESTIONS.items():
        assert {field.name for field in attrs.fields(facts_class(name))} == {*question.facts, "figures"}
