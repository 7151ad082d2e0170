"""What the functions and classes of practice capacity are called with, read and checked by its annotations."""

from __future__ import annotations

import datetime
import functools
import inspect
import types
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from praksisplan.errors import Fault, PlanError
from praksisplan.fields import One, as_day, as_year, count, each, flag, listed, number, positive, refuse, whole
from praksisplan.formats.conversion import structure
from praksisplan.model.municipalities import municipality_name
from praksisplan.terms import Term
from praksisplan.text import clean_text

__all__ = [
    "Amount",
    "AtLeastOne",
    "Count",
    "Kilometres",
    "Month",
    "MunicipalityName",
    "OneOrMore",
    "Year",
    "checked_call",
]

Reader = Callable[[Any, str], Any]
"""Reads the value of an argument, whose name comes second; raises `PlanError` at that name."""

_Called = TypeVar("_Called", bound=Callable[..., Any])


def checked_call(called: _Called) -> _Called:
    """A function or attrs class whose arguments are read and checked by their annotations at every call.

    Members of an enumeration may be given by slug or label, exact numbers as whole numbers or text, and several values
    by any ordered iterable. Everything else raises one `PlanError` that names every argument that is wrong.
    """
    found: Any = called
    if isinstance(found, type):  # the class itself stays, so that it can be pickled, inherited and asked for its fields
        found.__init__ = _checked(found.__init__, found)  # type: ignore[misc]
    else:
        found = _checked(found, found)
    return found  # type: ignore[no-any-return]


def _checked(function: Callable[..., Any], hinted: Any) -> Callable[..., Any]:
    names = tuple(inspect.signature(function).parameters)

    @functools.cache  # at the first call: then every name that an annotation uses is there
    def readers() -> dict[str, Reader]:
        hints = get_type_hints(hinted, include_extras=True)
        return {name: reader(hints[name]) for name in names if name in hints}

    @functools.wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        found, faults = readers(), list[Fault]()

        def read(name: str, value: Any) -> Any:
            try:
                return found[name](value, name) if name in found else value  # else it is the instance of a method
            except PlanError as error:
                faults.extend(error.faults)

        values = [read(name, value) for name, value in zip(names, given)]
        others = {name: read(name, value) for name, value in named.items()}
        if faults:
            raise PlanError(*faults)
        return function(*values, *given[len(names) :], **others)

    return call


def reader(kind: Any) -> Reader:
    """How a value is read that an annotation describes."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        base, *further = parts
        return functools.reduce(_both, further, reader(base))
    if origin in (Union, types.UnionType):
        return _either(parts)
    if origin is tuple and Ellipsis not in parts:
        return _each(tuple(reader(part) for part in parts))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(reader(parts[1]))
    if origin is not None:
        return _several(reader(parts[0]))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Term):
        return functools.partial(_member, kind)
    if isinstance(kind, type):
        return One[kind]
    return lambda value, _: value


# --- single values ------------------------------------------------------------------------------------------------


def _exact(value: Any, name: str) -> Fraction:
    if type(value) is Fraction:
        return value
    try:
        return structure(value, Fraction)
    except PlanError:
        exact = "a whole number, a Fraction or text such as '1/12'", "et helt tal, en Fraction eller fx »1/12«"
        refuse(name, *exact, value, "bad-number")


def _member(kind: type[Term], value: Any, name: str) -> Term:
    try:
        return kind(value)
    except PlanError as error:
        raise error.under(name) from None


_PLAIN: dict[Any, Reader] = {
    bool: flag,
    int: whole,
    float: number,
    Fraction: _exact,
    str: clean_text,
    datetime.date: as_day,
}


# --- several values -----------------------------------------------------------------------------------------------


def _either(parts: tuple[Any, ...]) -> Reader:
    """A member of an enumeration or its words are both read as the member; for others the first kind that fits."""
    is_named = any(isinstance(part, type) and issubclass(part, Term) for part in parts)
    *others, last = [reader(part) for part in parts if part is not type(None) and not (is_named and part is str)]
    may_be_none = type(None) in parts

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


def _several(one: Reader) -> Reader:
    return lambda value, name: each(value, lambda inner: one(inner, ""), name)


def _each(readers: tuple[Reader, ...]) -> Reader:
    def read(value: Any, name: str) -> tuple[Any, ...]:
        found = tuple(listed(value, name))
        if len(found) != len(readers):
            refuse(name, f"{len(readers)} values", f"{len(readers)} værdier", value)
        return tuple(
            one(inner, f"{name}[{place}]") for place, (one, inner) in enumerate(zip(readers, found, strict=True))
        )

    return read


def _mapping(one: Reader) -> Reader:
    def read(value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            refuse(name, "a mapping", "et opslag (dict)", value)
        return {clean_text(key, name): one(inner, f"{name}.{key}") for key, inner in value.items()}

    return read


def _both(first: Reader, second: Reader) -> Reader:
    return lambda value, name: second(first(value, name), name)


# --- bounds that annotations name ---------------------------------------------------------------------------------


def _at_least(least: int) -> Reader:
    def read(value: Fraction, name: str) -> Fraction:
        if value < least:
            refuse(name, f"a number of at least {least}", f"et tal på mindst {least}", str(value), "bad-number")
        return value

    return read


Amount = Annotated[Fraction, _at_least(0)]
"""An exact number of at least 0: kr., hours, years."""
AtLeastOne = Annotated[Fraction, _at_least(1)]
Count = Annotated[int, count]
OneOrMore = Annotated[int, positive]
Kilometres = Annotated[float, functools.partial(number, at_least=0)]
Month = Annotated[int, functools.partial(whole, at_least=1, at_most=12)]
Year = Annotated[int, as_year]
MunicipalityName = Annotated[str, municipality_name]
"""The name or code of a municipality; blank where it is not known."""
