"""Checks of single values: what a field of a class and an argument of a function may hold.

A check takes a value and a name, and returns the value as the library keeps it; a wrong value is refused at once with a
`PlanError` that names the argument and says what was expected and what was found. Nothing is guessed: text is not a
list, ``True`` is not a number, a ``datetime`` is not a day. In a class, checks are the converters of the fields, and
`checked` puts the name of the field into their faults:

>>> import attrs
>>> @checked
... class Group:
...     id: str = attrs.field(converter=identifier)
...     most: int = attrs.field(default=1, converter=positive)
>>> Group("pas", most="3")
Traceback (most recent call last):
    ...
praksisplan.errors.PlanError: most: expected a whole number of at least 1, got '3' [bad-number]

The check of an enumeration is the class itself, that of several values of a class ``Several[Class]``, that of one
``One[Class]``; ``optional(check)`` lets ``None`` pass.
"""

from __future__ import annotations

import datetime
import functools
import inspect
import math
import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from praksisplan.errors import Fault, PlanError, fault
from praksisplan.terms import Term
from praksisplan.text import clean_text

T = TypeVar("T")
S = TypeVar("S")

FIRST_DAY = datetime.date(1900, 1, 1)
LAST_DAY = datetime.date(2199, 12, 31)
"""The last day that a date can have.

>>> LAST_DAY.year
2199
"""

_IDENTIFIER = re.compile(r"[a-zæøå][0-9a-zæøå]*(?:[-_.][0-9a-zæøå]+)*")


# --- one value ---------------------------------------------------------------------------------------------------


def filled_text(value: str, name: str = "") -> str:
    """Clean text with more than spaces in it."""
    text = clean_text(value, name)
    if not text.strip():
        raise PlanError(fault("empty-text", name))
    return text


def identifier(value: str, name: str = "") -> str:
    """The id of a source, body, event or strand: lower-case letters, digits, ``-``, ``_`` and ``.``, a letter first.

    >>> identifier("fødeplanudvalget")
    'fødeplanudvalget'
    """
    text = clean_text(value, name)
    if not _IDENTIFIER.fullmatch(text):
        raise PlanError(fault("bad-id", name, found=text))
    return text


def flag(value: bool, name: str = "") -> bool:
    """True or false, and nothing that merely counts as such."""
    if type(value) is not bool:
        raise PlanError(fault("wrong-type.flag", name, found=value))
    return value


def whole(value: int, name: str = "", at_least: int | None = None, at_most: int | None = None) -> int:
    """A whole number within bounds, both included."""
    if type(value) is not int or not _is_within(value, at_least, at_most):
        codes = "bad-number.whole", "bad-number.whole-least", "bad-number.whole-most", "bad-number.whole-range"
        raise PlanError(_bounded(codes, value, name, at_least, at_most))
    return value


def count(value: int, name: str = "") -> int:
    """A whole number of at least 0."""
    return whole(value, name, 0)


def positive(value: int, name: str = "") -> int:
    """A whole number of at least 1."""
    return whole(value, name, 1)


def number(value: float, name: str = "", at_least: float | None = None, at_most: float | None = None) -> float:
    """A finite number within bounds, both included."""
    is_number = type(value) is int or (type(value) is float and math.isfinite(value))
    if not is_number or not _is_within(value, at_least, at_most):
        codes = "bad-number", "bad-number.least", "bad-number.most", "bad-number.range"
        raise PlanError(_bounded(codes, value, name, at_least, at_most))
    return value


def _is_within(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or least <= value) and (most is None or value <= most)


def _bounded(codes: tuple[str, ...], value: object, name: str, least: float | None, most: float | None) -> Fault:
    """The fault of a number; the codes are for no bounds, a lower bound, an upper bound, and both."""
    code = codes[(least is not None) + 2 * (most is not None)]
    return fault(code, name, found=value, least=least, most=most)


EXACT = r"[-+]?[0-9]{1,300}(?:/[1-9][0-9]{0,299}|[.,][0-9]{1,300})?"
"""The pattern of an exact number that is written as text. Long ones are results of calculations."""
_LARGEST_EXACT = 10**300


def exact_or_none(value: object) -> Fraction | None:
    """An exact number as people write it, ``None`` for anything else; a float is the decimals that it is written with.

    >>> exact_or_none("29,9") == exact_or_none("29.9") == exact_or_none(29.9) == Fraction(299, 10)
    True
    """
    if type(value) is Fraction:
        return value
    if isinstance(value, float) and abs(value) < _LARGEST_EXACT:
        return Fraction(str(value))
    if isinstance(value, int) and type(value) is not bool and abs(value) < _LARGEST_EXACT:
        return Fraction(int(value))
    if type(value) is str and re.fullmatch(EXACT, value):
        return Fraction(value.replace(",", "."))
    return None


def exact(value: Fraction | int | str, name: str = "") -> Fraction:
    """An exact number: a fraction, a whole number, or text such as ``"1/12"`` or ``"0,6"``; never a float."""
    found = exact_or_none(value) if type(value) in (Fraction, int, str) else None
    if found is None:
        raise PlanError(fault("bad-number.exact", name, found=value))
    return found


def as_date(value: object, name: str = "") -> datetime.date:
    """A date of any year, without time of day."""
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise PlanError(fault("not-a-date", name, found=value))
    return value


def as_day(value: datetime.date, name: str = "") -> datetime.date:
    """A day within 1900-2199.

    A ``datetime`` is refused although it is a ``date`` in Python: the day that it falls on depends on the time zone.

    >>> as_day(datetime.date(2017, 1, 15))
    datetime.date(2017, 1, 15)
    """
    value = as_date(value, name)
    if not FIRST_DAY <= value <= LAST_DAY:
        raise PlanError(fault("out-of-range.day", name, found=value, first=FIRST_DAY, last=LAST_DAY))
    return value


def as_year(value: int, name: str = "") -> int:
    """A year within 1900-2199.

    >>> as_year(2017)
    2017
    """
    if type(value) is int and FIRST_DAY.year <= value <= LAST_DAY.year:
        return value
    raise PlanError(fault("bad-number.year", name, found=value, first=FIRST_DAY.year, last=LAST_DAY.year))


# --- several values ----------------------------------------------------------------------------------------------


def listed(values: Iterable[T], name: str = "") -> Iterable[T]:
    """The values of any iterable that has an order. One text is not several: its letters are never meant."""
    if isinstance(values, (set, frozenset)):
        raise PlanError(fault("wrong-type.unordered", name, found=values))
    if isinstance(values, (str, bytes, bytearray, memoryview, Mapping)) or not isinstance(values, Iterable):
        raise PlanError(fault("wrong-type.several", name, found=values))
    return values


def each(values: Iterable[S], check: Callable[[S], T], name: str = "") -> tuple[T, ...]:
    """The values of any iterable, each of them checked; one error names every wrong value by its index from 0."""
    found: list[T] = []
    faults: list[Fault] = []
    for place, value in enumerate(listed(values, name)):
        try:
            found.append(check(value))
        except PlanError as error:
            faults += error.under(f"{name}[{place}]").faults
    if faults:
        raise PlanError(*faults)
    return tuple(found)


def identifiers(values: Iterable[str], name: str = "") -> tuple[str, ...]:
    """Several ids.

    >>> identifiers(["ppu", "pas"])
    ('ppu', 'pas')
    """
    return each(values, identifier, name)


def clean_texts(values: Iterable[str], name: str = "") -> tuple[str, ...]:
    """Several texts."""
    return each(values, clean_text, name)


# --- values of a class -------------------------------------------------------------------------------------------

_OF_CLASS = {
    "Plan": "wrong-type.plan",
    "Period": "wrong-type.period",
    "YearPlan": "wrong-type.year-plan",
    "Submits": "wrong-type.executor",
}
"""The sentences for classes that need more words than their name."""


def instance(kind: Any, value: T, name: str = "") -> T:
    """The value, which must be of a class, or of one of several."""
    if isinstance(value, kind):
        return value
    names = tuple(one.__name__ for one in getattr(kind, "__args__", (kind,)))
    raise PlanError(fault(_OF_CLASS.get(names[0], "wrong-type.instance"), name, found=value, kinds=names))


# Type checkers know no converters but named functions, classes and the `optional` of attrs; to them it is these.
if TYPE_CHECKING:
    from attrs.converters import optional as optional  # noqa: PLC0414 - offered from here

    class One(Generic[T]):
        """``One[Class](value, name)`` is the value, which must be of the class."""

        def __new__(cls, value: T, name: str = "") -> T: ...  # type: ignore[misc]

    class Several(tuple[T, ...]):
        """``Several[Class](values, name)`` is the tuple of any iterable of values of the class."""

        def __new__(cls, values: Iterable[T], name: str = "") -> tuple[T, ...]: ...  # type: ignore[misc]

else:

    class One:
        """``One[Class](value, name)`` is the value, which must be of the class."""

        def __class_getitem__(cls, kind: Any) -> Callable[..., Any]:
            def one(value: Any, name: str = "") -> Any:
                return instance(kind, value, name)

            one.kind = kind
            return one

    class Several:
        """``Several[Class](values, name)`` is the tuple of any iterable of values of the class."""

        def __class_getitem__(cls, kind: Any) -> Callable[..., Any]:
            check = kind if isinstance(kind, type) and issubclass(kind, Term) else One[kind]

            def several(values: Any, name: str = "") -> tuple[Any, ...]:
                if type(values) is tuple:
                    for value in values:
                        if type(value) is not kind:
                            break
                    else:
                        return values
                return each(values, check, name)

            return several

    def optional(check: Callable[..., Any]) -> Callable[..., Any]:
        """The check, or ``None``."""

        def checked_or_none(value: Any, name: str = "") -> Any:
            return None if value is None else check(value, name) if name else check(value)

        checked_or_none.kind = _kind_of(check)
        return checked_or_none


def _kind_of(check: Any) -> type | None:
    """The class whose values pass a check as they are; ``None`` where there is more to it."""
    return check if isinstance(check, type) else getattr(check, "kind", None)


REFERS, AS_IT_WAS = "refers", "as_it_was"


def refers(to: str) -> dict[str, str]:
    """For ``attrs.field(metadata=refers("bodies"))``: the field holds ids or numbers of that field of the plan."""
    return {REFERS: to}


def as_it_was() -> dict[str, bool]:
    """For ``attrs.field(metadata=as_it_was())``: the field holds what stood in the plan at another time."""
    return {AS_IT_WAS: True}


if TYPE_CHECKING:
    from attrs import frozen as checked
else:

    def checked(kind: type | None = None, *, kw_only: bool = False) -> Any:
        """The class as a frozen attrs class of checked fields: one error names every field whose check fails."""
        if kind is None:
            return functools.partial(checked, kw_only=kw_only)
        made = attrs.frozen(kind, field_transformer=_naming, kw_only=kw_only, repr=False)
        made.__init__ = _naming_all(made.__init__)
        if "__repr__" not in vars(kind):
            made.__repr__ = _with_what_is_set
        return made


def _with_what_is_set(value: Any) -> str:
    """The ``repr`` of a value: its class and the fields that differ from their defaults."""
    found = [(one, getattr(value, one.name)) for one in attrs.fields(type(value)) if one.repr]
    told = ", ".join(f"{field.alias}={given!r}" for field, given in found if given != _default_of(field, value))
    return f"{type(value).__qualname__}({told})"


def _default_of(field: attrs.Attribute[Any], value: Any) -> Any:
    default: Any = field.default
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return default.factory(value) if default.takes_self else default.factory()


def _naming(_: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    return [one if one.converter is None or getattr(one, "inherited", False) else _named(one) for one in fields]


def _named(field: attrs.Attribute[Any]) -> attrs.Attribute[Any]:
    check: Any = field.converter
    name, default, kind = field.name, field.default, _kind_of(check)

    def named(value: Any) -> Any:
        if value is default or type(value) is kind:
            return value
        try:
            return check(value)
        except PlanError as error:
            raise error.under(name) from None

    named.__wrapped__ = check  # type: ignore[attr-defined]
    annotation: Any = field.type
    named.__signature__ = _signature(annotation)  # type: ignore[attr-defined]
    return field.evolve(converter=named)


@functools.cache
def _signature(annotation: Any) -> inspect.Signature:
    """The signature of a check: attrs takes the annotation of an argument from it, and working it out is slow."""
    return inspect.Signature([inspect.Parameter("value", inspect.Parameter.POSITIONAL_ONLY, annotation=annotation)])


def _naming_all(init: Callable[..., None]) -> Callable[..., None]:
    """The ``__init__`` of a class whose error also names the fields behind the first whose check fails."""

    @functools.wraps(init)
    def naming_all(self: Any, *args: Any, **named: Any) -> None:
        try:
            init(self, *args, **named)
        except PlanError as error:
            given = inspect.signature(init).bind(self, *args, **named).arguments
            faults: list[Fault] = []
            # the first field without a value is the one that has just failed
            for field in [one for one in attrs.fields(type(self)) if not hasattr(self, one.name)][1:]:
                if field.converter is not None and field.alias in given:
                    try:
                        field.converter(given[field.alias])
                    except PlanError as further:
                        faults += further.faults
            raise PlanError(*error.faults, *faults) if faults else error from None

    return naming_all
