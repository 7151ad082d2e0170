"""Plain lists and objects <-> values of the library, and the faults that reading them gives.

Nothing is coerced: text is text, a number is a number, a list is a list; keys that the model does not know are refused.
The function that reads a type is made from its annotations when the first value of that type is read.
"""

from __future__ import annotations

import datetime
import functools
import math
import re
import types
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from typing import Annotated, Any, NoReturn, TypeVar, Union, get_args, get_origin

import attrs

from praksisplan.errors import Fault, PlanError, fault
from praksisplan.fields import checked, clean_texts, exact_or_none
from praksisplan.model import Mandate, Matter, Plan, nearest
from praksisplan.periods import LAST_DAY, Period, Precision, as_day, parse_period
from praksisplan.storage.positions import Located, step
from praksisplan.terms import Term
from praksisplan.text import clean_text

_Kind = TypeVar("_Kind")
_Read = Callable[[Any], Any]

MOST_FAULTS = 1000
"""The most faults of one text that an error lists."""

SCHEMA = 3
"""The version of the file format, written as ``schema`` at the top of every file."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


# --- exact values ------------------------------------------------------------------------------------------------


class _Word(Enum):
    """The words that JSON and YAML spell differently from Python."""

    NULL = "null"
    TRUE = "true"
    FALSE = "false"

    def __repr__(self) -> str:
        return self.value


def in_file(value: object) -> object:
    """A value as messages quote it, in the words of JSON and YAML."""
    return _Word.NULL if value is None else _Word(str(value).lower()) if type(value) is bool else value


def _wrong(code: str, found: object, **fields: Any) -> NoReturn:
    raise PlanError(fault(code, found=in_file(found), **fields))


def is_number(value: object) -> bool:
    """Whether a value of a file is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    _wrong("wrong-type.unquoted" if is_number(value) else "wrong-type.text", value)


_LARGEST = 10**30
"""No whole number that is written down is as large; so what is reckoned from several can always be written."""


def _whole(value: Any) -> int:
    if is_number(value) and isinstance(value, int):
        if abs(value) < _LARGEST:
            return int(value)
        _wrong("wrong-type.digits", value)
    _wrong("wrong-type.quoted" if type(value) is str and value.isdecimal() else "wrong-type.whole", value)


def _number(value: Any) -> float:
    if is_number(value) and math.isfinite(value):
        return float(value)
    _wrong("wrong-type.number", value)


def _day(value: Any) -> datetime.date:
    if type(value) is str and _ISO_DAY.fullmatch(value):
        try:
            found = datetime.date.fromisoformat(value)
        except ValueError:
            pass
        else:
            # the end of a period is the day after its last
            return found if found == LAST_DAY + datetime.timedelta(days=1) else as_day(found, "")
    _wrong("wrong-type.day", value)


def _exact(value: Any) -> Fraction:
    found = exact_or_none(value)
    if found is None:
        _wrong("wrong-type.exact", value)
    return found


def _truth(value: Any) -> bool:
    if type(value) is bool:
        return value
    _wrong("wrong-type.truth", value)


def _object(value: Any) -> dict[str, Any]:
    if type(value) is dict:
        return value
    _wrong("wrong-type.object", value)


_SINGLE: dict[Any, _Read] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _truth,
    Fraction: _exact,
    datetime.date: _day,
}


# --- reading -----------------------------------------------------------------------------------------------------


@functools.cache
def _reader(kind: Any) -> _Read:
    """The function that reads a value of a type; it raises `PlanError` with every fault, at its path in the value."""
    origin, members = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _list_reader(*members)
    if origin in (Union, types.UnionType):
        return _optional_reader(*(one for one in members if one is not types.NoneType))
    if origin is Annotated:
        return _reader(members[0])
    if kind in _SINGLE:
        return _SINGLE[kind]
    if origin is dict:
        return _object
    if issubclass(kind, Term):
        return _term_reader(kind)
    return _period_reader() if kind is Period else _mandate_reader() if kind is Mandate else _object_reader(kind)


def _optional_reader(kind: Any) -> _Read:
    read = _reader(kind)
    return lambda value: None if value is None else read(value)


def _term_reader(kind: type[Term]) -> _Read:
    slugs = {member.value: member for member in kind}

    def read_term(value: Any) -> Term:
        if type(value) is not str:
            _wrong("wrong-type.one-of", value, known=kind.spelled())
        return slugs.get(value) or kind(value)

    return read_term


def _list_reader(*members: Any) -> _Read:
    """Reads a list: of any length and of one kind of value, or of so many values, each of a kind of its own."""
    count = None if members[-1] is Ellipsis else len(members)
    readers = [_reader(one) for one in members if one is not Ellipsis]

    def read_list(values: Any) -> tuple[Any, ...]:
        if type(values) is not list or count not in (None, len(values)):
            _wrong("wrong-type.list" if count is None else "wrong-type.list-of", values, count=count)
        found: list[Any] = []
        faults: list[Fault] = []
        read = readers[0]
        for index, value in enumerate(values):
            if count is not None:
                read = readers[index]
            try:
                found.append(read(value))
            except PlanError as error:
                faults += _below(f"[{index}]", error)
        if faults:
            raise PlanError(*faults)
        return tuple(found)

    return read_list


class _FieldReaders(dict[str, _Read]):
    """The functions that read the fields of a class, by their names; each is made for the first value of the field."""

    def __init__(self, fields: Iterable[attrs.Attribute[Any]]) -> None:
        self.fields = {field.name: field for field in fields}

    def __missing__(self, key: str) -> _Read:
        if key in self.fields:
            kind: Any = self.fields[key].type
            self[key] = read = _reader(kind)
            return read
        known = tuple(self.fields)
        close = nearest(str(key), known, 1)
        code = "unknown-key" if close or len(known) not in _FEW_KEYS else "unknown-key.keys"
        raise PlanError(fault(code, key=key, nearest=close, known=known))


def _object_reader(kind: type) -> _Read:
    readers = _FieldReaders(written_fields(attrs.resolve_types(kind)))
    fields = readers.fields
    required = frozenset(field.name for field in fields.values() if field.default is attrs.NOTHING)

    def read_object(value: Any) -> Any:
        if type(value) is not dict:
            known = tuple(fields)
            code = "wrong-type.object-of" if len(known) in _FEW_KEYS else "wrong-type.object"
            _wrong(code, value, example=known[0], known=known)
        given: dict[str, Any] = {}
        faults: list[Fault] = []
        for key, one in value.items():
            try:
                given[key] = readers[key](one)
            except PlanError as error:
                faults += _below(step(str(key)), error)
        faults += [fault("missing-key", key=key) for key in fields if key in required and key not in value]
        if faults:
            raise PlanError(*faults, *_refused(given, fields))
        try:
            return kind(**given)
        except PlanError as error:
            raise PlanError(*_below(".", error)) from None

    return read_object


def _refused(given: dict[str, Any], fields: dict[str, attrs.Attribute[Any]]) -> Iterator[Fault]:
    """The faults that the checks of fields find in values of the right type."""
    for name, value in given.items():
        check = fields[name].converter
        if check is not None:
            try:
                check(value)  # type: ignore[operator]
            except PlanError as error:
                yield from _below(".", error)


def _below(step: str, error: PlanError) -> Iterator[Fault]:
    """The faults of a part, as those of the whole; ``step`` leads to the part. Of very many, the first."""
    for one in error.faults[: MOST_FAULTS + 1]:
        yield attrs.evolve(one, path=f"{step}{one.path}" if one.path else step.rstrip("."))


def written_fields(kind: type) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a class that are written to files: those whose names are not private."""
    return tuple(field for field in attrs.fields(kind) if not field.name.startswith("_"))


_FEW_KEYS = range(1, 13)
"""How many keys an object may have for a fault to list them."""


# --- periods -----------------------------------------------------------------------------------------------------


@checked
class Spelled:
    """A period that its words alone do not give back."""

    text: str = attrs.field(converter=clean_text)
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: Precision = Precision.RANGE
    approximate: bool = False
    inferred: bool = False
    conventions: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    year: int | None = None
    """The year that the words name, where it does not follow from the days."""


def _period_reader() -> _Read:
    read_spelled = _object_reader(Spelled)

    def read_period(value: Any) -> Period:
        if type(value) is str:
            return parse_period(value)
        if type(value) is not dict:
            _wrong("wrong-type.period-words", value)
        spelled: Spelled = read_spelled(value)
        given = {field.name: getattr(spelled, field.name) for field in attrs.fields(Spelled)}
        if spelled.year is None:
            del given["year"]
        return Period(**given)

    return read_period


def _plain_period(period: Period) -> Any:
    try:
        if parse_period(period.text) == period:
            return period.text
    except PlanError:
        pass
    given = {field.name: getattr(period, field.name) for field in attrs.fields(Spelled)}
    if period.year == Period(period.start, period.end).year:
        del given["year"]
    return plain_value(Spelled(**given))


def _mandate_reader() -> _Read:
    read_object = _object_reader(Mandate)
    return lambda value: Mandate(Matter(value)) if type(value) is str else read_object(value)


def _plain_mandate(mandate: Mandate) -> Any:
    """The slug of its matter or, where it is dated, an object."""
    days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(mandate, name)) is not None}
    return {"matter": mandate.matter.value, **days} if days else mandate.matter.value


# --- the whole ---------------------------------------------------------------------------------------------------


def structure(data: Any, kind: type[_Kind]) -> _Kind:
    """The value that plain lists and objects describe; raises one `PlanError` with every fault."""
    whole: Any = kind
    found: _Kind = _reader(whole)(data)
    return found


def plain_value(value: Any) -> Any:
    """A value of the library as plain lists and objects, defaults left out."""
    kind: Any = type(value)
    return _plain(kind)(value)


@functools.cache
def _plain(kind: type) -> _Read:
    """The function that makes plain lists and objects of the values of a class."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if attrs.has(kind):
        return functools.partial(_plain_object, [(one.name, one.default) for one in written_fields(kind)])
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, (list, tuple)):
        return lambda values: [plain_value(one) for one in values]
    if issubclass(kind, dict):
        return lambda values: {key: plain_value(one) for key, one in values.items()}
    return lambda value: value


def _plain_object(fields: list[tuple[str, Any]], value: Any) -> dict[str, Any]:
    given = ((name, getattr(value, name), default) for name, default in fields)
    return {name: plain_value(one) for name, one, default in given if one != default}


def _plain_exact(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


_PLAIN: dict[type, _Read] = {
    Fraction: _plain_exact,
    datetime.date: datetime.date.isoformat,
    Period: _plain_period,
    Mandate: _plain_mandate,
}


def written(plan: Plan) -> dict[str, Any]:
    """A plan as plain lists and objects, defaults left out, the schema version first; surely read again as the same."""
    data = plain_value(plan)
    try:
        is_same = structure(data, Plan) == plan
    except PlanError:
        is_same = False
    if not is_same:
        raise PlanError(fault("wrong-type.own-class", "plan"))
    return {"schema": SCHEMA, **data}


def faults_of(error: PlanError, located: Located) -> list[Fault]:
    """The faults of a value that was read, with their places in the text."""
    found = []
    for one in _below("$", error):
        places = located.keys if one.code == "unknown-key" else located.places
        line, column = places.get(one.path, (None, None))
        found.append(attrs.evolve(one, line=line, column=column))
    return found
