"""Checking the arguments of functions and classes by their annotations: `checked_call`."""

from __future__ import annotations

import datetime
import functools
import inspect
import types
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from praksisplan.errors import Fault, PlanError, fault
from praksisplan.fields import as_day, as_year, each, exact, flag, instance, listed, number, whole
from praksisplan.model import as_number
from praksisplan.periods import Period, read_period
from praksisplan.terms import Term
from praksisplan.text import clean_text

Reader = Callable[[Any, str], Any]
"""Reads the value of an argument, whose name comes second; raises `PlanError` at that name."""


def _file_text(value: Any, name: str) -> str:
    if type(value) is str:
        return value
    raise PlanError(fault("wrong-type.text", name, found=value))


FileText = Annotated[str, _file_text]
"""The text of a whole file: of any length, and checked by the reader of the file."""

Year = Annotated[int, as_year]
"""A year within 1900-2199."""

_Called = TypeVar("_Called", bound=Callable[..., Any])


def checked_call(called: _Called) -> _Called:
    """A function or attrs class whose arguments are read and checked by their annotations at every call.

    Members of an enumeration may be given by slug or label, periods in words, exact numbers as whole numbers or text,
    and several values by any ordered iterable. Everything else raises one `PlanError` that names every argument that is
    wrong.
    """
    found: Any = called
    if isinstance(found, type):  # the class itself stays, so that it can be pickled, inherited and asked for its fields
        found.__init__ = _checked(found.__init__, found)  # type: ignore[misc]
    else:
        found = _checked(found, found)
    return found  # type: ignore[no-any-return]


if TYPE_CHECKING:
    from attrs import frozen as checked_class
else:

    def checked_class(kind: type | None = None, **options: Any) -> Any:
        """The class as a frozen attrs class with those options, which is checked at every call: `checked_call`."""
        if kind is None:
            return functools.partial(checked_class, **options)
        return checked_call(attrs.frozen(kind, **options))


def _checked(function: Callable[..., Any], hinted: Any) -> Callable[..., Any]:
    parameters = inspect.signature(function).parameters
    names = tuple(name for name, one in parameters.items() if one.kind is not one.VAR_POSITIONAL)
    rest = next((name for name, one in parameters.items() if one.kind is one.VAR_POSITIONAL), None)

    @functools.cache  # at the first call: then every name that an annotation uses is there
    def readers() -> dict[str, Reader]:
        hints = get_type_hints(hinted, include_extras=True)
        return {name: reader(hints[name]) for name in parameters if name in hints}

    @functools.wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        found, faults = readers(), list[Fault]()

        def read(name: str, value: Any, path: str) -> Any:
            try:
                return found[name](value, path) if name in found else value  # else it is the instance of a method
            except PlanError as error:
                faults.extend(error.faults)

        positional = names[: len(given)] if rest is None else names[: list(parameters).index(rest)]
        values = [read(name, value, name) for name, value in zip(positional, given)]
        more = given[len(positional) :]
        if rest is not None:
            more = tuple(read(rest, value, f"{rest}[{place}]") for place, value in enumerate(more))
        others = {name: read(name, value, name) for name, value in named.items()}
        if faults:
            raise PlanError(*faults)
        return function(*values, *more, **others)

    call.readers = readers  # type: ignore[attr-defined]  # for those who read the values of a class from a file
    return call


def reader(kind: Any) -> Reader:
    """The reader of values that an annotation describes; other annotations let every value pass.

    The checks of an annotated text or whole number take the place of that of a plain one: they say more.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        base, *further = parts
        readers: list[Reader] = [*further] if base in (str, int) else [reader(base), *further]
        return functools.reduce(_both, readers)
    if origin in (Union, types.UnionType):
        return _either(parts)
    if origin is Literal:
        return functools.partial(_one_of, parts)
    if origin is Callable:
        return _callable
    if origin is tuple and Ellipsis not in parts:
        return _each(tuple(reader(part) for part in parts))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(reader(parts[0]), reader(parts[1]))
    if origin is not None:
        return _several(reader(parts[0]))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Term):
        return functools.partial(_member, kind)
    if isinstance(kind, type) and kind is not Any:
        return functools.partial(instance, kind)
    return lambda value, _: value


# --- single values ------------------------------------------------------------------------------------------------

_PLAIN: dict[Any, Reader] = {
    bool: flag,
    int: whole,
    float: number,
    Fraction: exact,
    str: clean_text,
    datetime.date: as_day,
    Period: read_period,
}


def _member(kind: type[Term], value: Any, name: str) -> Term:
    try:
        return kind(value)
    except PlanError as error:
        raise error.under(name) from None


def _one_of(words: tuple[Any, ...], value: Any, name: str) -> Any:
    if type(value) in {type(word) for word in words} and value in words:
        return value
    code = "unknown-word.one-of" if type(value) is str else "wrong-type.one-of"
    raise PlanError(fault(code, name, found=value, known=words))


def _callable(value: Any, name: str) -> Any:
    if callable(value):
        return value
    raise PlanError(fault("wrong-type.callable", name, found=value))


# --- several values -----------------------------------------------------------------------------------------------


def _either(parts: tuple[Any, ...]) -> Reader:
    """Words beside an enumeration or a period are read as the member or period; for others the first kind that fits."""
    kinds = [part for part in parts if part is not type(None)]
    may_be_none = len(kinds) < len(parts)
    if set(kinds) == {int, str}:
        return _number_or_id
    is_named = any(isinstance(part, type) and issubclass(part, (Term, Period)) for part in kinds)
    *others, last = [reader(part) for part in kinds if not (is_named and part is str)]

    def read(value: Any, name: str) -> Any:
        if value is None and may_be_none:
            return None
        for one in others:
            try:
                return one(value, name)
            except PlanError:
                continue
        return last(value, name)

    return read


def _number_or_id(value: Any, name: str) -> str:
    """The number of a recommendation; other words, such as the id of an event, are for the function to look up."""
    return value if type(value) is str and not value[:1].isdecimal() else as_number(value, name)


def _several(one: Reader) -> Reader:
    return lambda value, name: each(value, lambda inner: one(inner, ""), name)


def _each(readers: tuple[Reader, ...]) -> Reader:
    def read(value: Any, name: str) -> tuple[Any, ...]:
        found = tuple(listed(value, name))
        if len(found) != len(readers):
            raise PlanError(fault("wrong-type.count", name, found=value, count=len(readers)))
        return tuple(
            one(inner, f"{name}[{place}]") for place, (one, inner) in enumerate(zip(readers, found, strict=True))
        )

    return read


def _mapping(key: Reader, one: Reader) -> Reader:
    def read(value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise PlanError(fault("wrong-type.mapping", name, found=value))
        return {key(word, name): one(inner, f"{name}.{word}") for word, inner in value.items()}

    return read


def _both(first: Reader, second: Reader) -> Reader:
    return lambda value, name: second(first(value, name), name)
