"""Plain lists and objects <-> plans: the one cattrs converter, and the faults that it and the references give.

Nothing is coerced: text is text, a number is a number, a list is a list; keys that the model does not know are refused.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import math
import re
import types
from collections.abc import Callable, Iterator
from enum import Enum
from fractions import Fraction
from typing import Any, NoReturn, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from praksisplan.errors import Fault, PlanError, below, fault
from praksisplan.fields import clean_texts, exact_or_none
from praksisplan.model import Mandate, Matter, Plan, nearest
from praksisplan.periods import LAST_DAY, Period, Precision, as_day, parse_period
from praksisplan.storage.positions import Located, step
from praksisplan.terms import Term
from praksisplan.text import clean_text

_Kind = TypeVar("_Kind")

MOST_FAULTS = 1000
"""The most faults of one text that an error lists."""

UNREADABLE = (PlanError, BaseValidationError, ForbiddenExtraKeysError, KeyError)
"""The errors for plain lists and objects that do not describe a value: ours, and those of cattrs for keys."""

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


def _text(value: Any, _: Any = None) -> str:
    if type(value) is str:
        return value
    _wrong("wrong-type.unquoted" if is_number(value) else "wrong-type.text", value)


_LARGEST = 10**30
"""No whole number that is written down is as large; so what is reckoned from several can always be written."""


def _whole(value: Any, _: Any = None) -> int:
    if is_number(value) and isinstance(value, int):
        if abs(value) < _LARGEST:
            return int(value)
        _wrong("wrong-type.digits", value)
    _wrong("wrong-type.quoted" if type(value) is str and value.isdecimal() else "wrong-type.whole", value)


def _number(value: Any, _: Any = None) -> float:
    if is_number(value) and math.isfinite(value):
        return float(value)
    _wrong("wrong-type.number", value)


def _of_type(kind: type, code: str) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        if type(value) is kind:
            return value
        _wrong(code, value)

    return read


def _is_object(kind: Any) -> bool:
    return get_origin(kind) is dict


def _day(value: Any, _: Any = None) -> datetime.date:
    if type(value) is str and _ISO_DAY.fullmatch(value):
        try:
            found = datetime.date.fromisoformat(value)
        except ValueError:
            pass
        else:
            # the end of a period is the day after its last
            return found if found == LAST_DAY + datetime.timedelta(days=1) else as_day(found, "")
    _wrong("wrong-type.day", value)


def _exact(value: Any, _: Any = None) -> Fraction:
    found = exact_or_none(value)
    if found is None:
        _wrong("wrong-type.exact", value)
    return found


def _plain_exact(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


def _term(value: Any, kind: type[Term]) -> Term:
    if type(value) is not str:
        _wrong("wrong-type.one-of", value, known=kind.spelled())
    return kind(value)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _list_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    """Reads a list: of any length and of one kind of value, or of so many values, each of a kind of its own."""
    *members, last = get_args(kind)
    count = None if last is Ellipsis else len(members) + 1

    @functools.cache
    def readers() -> list[tuple[Callable[[Any, Any], Any], Any]]:
        """Made for the first list, as a plan seldom has values of every class."""
        return [(converter.get_structure_hook(one), one) for one in (members if count is None else [*members, last])]

    def read_list(values: Any, _: Any) -> tuple[Any, ...]:
        if type(values) is not list or count not in (None, len(values)):
            _wrong("wrong-type.list" if count is None else "wrong-type.list-of", values, count=count)
        pairs = zip(itertools.repeat(readers()[0]) if count is None else readers(), values)
        if not converter.detailed_validation:
            return tuple([read(value, member) for (read, member), value in pairs])
        found, errors = [], []
        for index, ((read, member), value) in enumerate(pairs):
            try:
                found.append(read(value, member))
            except UNREADABLE as error:
                error.add_note(IterableValidationNote("", index, member))
                errors.append(error)
        if errors:
            raise IterableValidationError("", errors, tuple) from None  # pyright: ignore[reportCallIssue]
        return tuple(found)

    return read_list


def _is_optional(kind: Any) -> bool:
    """Whether a type is one kind of value or ``None``."""
    return get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind) and len(get_args(kind)) == 2


def _optional_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Reads ``null`` or the one other kind of value; cattrs looks for the reader at every value."""
    [other] = (one for one in get_args(kind) if one is not type(None))
    read = converter.get_structure_hook(other)
    return lambda value, _: None if value is None else read(value, other)


def _checked(read: Callable[[Any, Any], Any], convert: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def read_checked(value: Any, kind: Any) -> Any:
        return convert(read(value, kind))

    return read_checked


def written_fields(kind: type) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a class that are written to files: those whose names are not private."""
    return tuple(field for field in attrs.fields(kind) if not field.name.startswith("_"))


def _hidden(kind: type) -> dict[str, Any]:
    return {field.name: override(omit=True) for field in attrs.fields(kind) if field.name.startswith("_")}


def _holds_plain(kind: Any) -> bool:
    """Whether a type holds text or numbers: those are of the right type when they are read, and may still be wrong."""
    return kind in (str, int, float, Fraction) or any(map(_holds_plain, get_args(kind)))


def _check_of(kind: Any, field: attrs.Attribute[Any]) -> Callable[[Any], Any] | None:
    """The check of a field: its converter or, in a class whose arguments are checked, that of its annotation."""
    if field.converter is not None:
        check: Any = getattr(field.converter, "__wrapped__", field.converter)
        return check  # type: ignore[no-any-return]
    readers: dict[str | None, Any] = getattr(kind.__init__, "readers", dict)()
    read = readers.get(field.alias)
    return None if read is None else lambda value: read(value, "")


def _class_hook(kind: type, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    overrides = _hidden(kind)
    attrs.resolve_types(kind)
    for field in written_fields(kind):
        check = _check_of(kind, field) if converter.detailed_validation and _holds_plain(field.type) else None
        if check is not None:
            hook = _checked(converter.get_structure_hook(field.type), check)
            overrides[field.name] = override(struct_hook=hook)
    read: Any = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **overrides)

    def read_object(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            known = tuple(field.name for field in written_fields(kind))
            code = "wrong-type.object-of" if len(known) in _FEW_KEYS else "wrong-type.object"
            _wrong(code, value, example=known[0], known=known)
        return read(value, kind)

    return read_object


# --- periods -----------------------------------------------------------------------------------------------------


@attrs.frozen
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


def _period_hook(converter: cattrs.Converter) -> Callable[[Any, Any], Period]:
    def read(value: Any, _: Any) -> Period:
        if type(value) is str:
            return parse_period(value)
        if type(value) is not dict:
            _wrong("wrong-type.period-words", value)
        spelled: Spelled = converter.structure(value, Spelled)
        given = {field.name: getattr(spelled, field.name) for field in attrs.fields(Spelled)}
        if spelled.year is None:
            del given["year"]
        return Period(**given)

    return read


def _plain_period(period: Period) -> Any:
    try:
        if parse_period(period.text) == period:
            return period.text
    except PlanError:
        pass
    given = {field.name: getattr(period, field.name) for field in attrs.fields(Spelled)}
    if period.year == Period(period.start, period.end).year:
        del given["year"]
    return _converter().unstructure(Spelled(**given))


def _mandate_hook(converter: cattrs.Converter) -> Callable[[Any, Any], Mandate]:
    read_object = _class_hook(Mandate, converter)

    def read(value: Any, kind: Any) -> Mandate:
        found: Mandate = Mandate(Matter(value)) if type(value) is str else read_object(value, kind)
        return found

    return read


def _plain_mandate(mandate: Mandate) -> Any:
    """The slug of its matter or, where it is dated, an object."""
    days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(mandate, name)) is not None}
    return {"matter": mandate.matter.value, **days} if days else mandate.matter.value


@functools.cache
def _converter(*, is_careful: bool = False) -> cattrs.Converter:
    """The one converter of the library. It stops at the first fault; careful, it is slower and finds every one."""
    converter = cattrs.Converter(detailed_validation=is_careful, forbid_extra_keys=True)
    single: dict[Any, Callable[[Any, Any], Any]] = {str: _text, int: _whole, float: _number, Fraction: _exact}
    single |= {bool: _of_type(bool, "wrong-type.truth"), datetime.date: _day, Term: _term}
    for kind, read in single.items():
        converter.register_structure_hook(kind, read)
    converter.register_unstructure_hook(Fraction, _plain_exact)
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_structure_hook_func(_is_object, _of_type(dict, "wrong-type.object"))
    converter.register_structure_hook_factory(_is_tuple, _list_hook)
    converter.register_structure_hook_factory(_is_optional, _optional_hook)
    converter.register_structure_hook_factory(attrs.has, _class_hook)
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda kind: make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **_hidden(kind)),
    )
    converter.register_unstructure_hook_factory(
        _is_tuple, lambda kind: lambda values: [converter.unstructure(v) for v in values]
    )
    converter.register_structure_hook(Mandate, _mandate_hook(converter))
    converter.register_unstructure_hook(Mandate, _plain_mandate)
    converter.register_structure_hook(Period, _period_hook(converter))
    converter.register_unstructure_hook(Period, _plain_period)
    return converter


def structure(data: Any, kind: type[_Kind]) -> _Kind:
    """The value that plain lists and objects describe; raises an error of cattrs or a `PlanError` with every fault."""
    try:
        return _converter().structure(data, kind)
    except UNREADABLE:
        return _converter(is_careful=True).structure(data, kind)


def plain_value(value: Any) -> Any:
    """A value of the library as plain lists and objects, defaults left out."""
    return _converter().unstructure(value)


def written(plan: Plan) -> dict[str, Any]:
    """A plan as plain lists and objects, defaults left out, the schema version first; surely read again as the same."""
    data = _converter().unstructure(plan)
    try:
        is_same = structure(data, Plan) == plan
    except (BaseValidationError, PlanError):
        is_same = False
    if not is_same:
        raise PlanError(fault("wrong-type.own-class", "plan"))
    return {"schema": SCHEMA, **data}


# --- faults ------------------------------------------------------------------------------------------------------


def faults_of(error: BaseException, located: Located) -> list[Fault]:
    """The faults in an error of the converter, with their paths and places; of very many, the first."""
    found = []
    for one in itertools.islice(_faults(error, "$"), MOST_FAULTS + 1):
        places = located.keys if one.code == "unknown-key" else located.places
        line, column = places.get(one.path, (None, None))
        found.append(attrs.evolve(one, line=line, column=column))
    return found


_FEW_KEYS = range(1, 13)
"""How many keys an object may have for a fault to list them."""


def _faults(error: BaseException, path: str) -> Iterator[Fault]:
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _faults(inner, path + _step(inner))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = tuple(field.name for field in written_fields(error.cl)) if attrs.has(error.cl) else ()
        for key in sorted(error.extra_fields):
            close = nearest(str(key), known, 1)
            code = "unknown-key" if close or len(known) not in _FEW_KEYS else "unknown-key.keys"
            yield fault(code, path + step(str(key)), key=key, nearest=close, known=known)
    elif isinstance(error, PlanError):
        for one in error.faults:
            is_told = bool(one.path) and path.endswith(f".{one.path}")
            yield attrs.evolve(one, path=path if is_told else below(path, one.path))
    elif isinstance(error, KeyError):
        key = str(error.args[0])
        yield fault("missing-key", path.removesuffix(f".{key}"), key=key)
    else:
        yield fault("wrong-value", path)


def _step(error: BaseException) -> str:
    """The step from a list or object to where an error arose in it."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
    return ""
