"""Numbers of recommendations and sections: text, in natural order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from praksisplan.errors import PlanError, fault
from praksisplan.fields import each
from praksisplan.text import clean_text

_NUMBER = re.compile(r"(?:[A-ZÆØÅ]{1,3}[.-]?)?[0-9]{1,9}[0-9a-zæøåA-ZÆØÅ]{0,8}(?:\.[0-9a-zæøåA-ZÆØÅ]{1,9}){0,8}")
_PARTS = re.compile(r"\d+|[^\d.]+")


def as_number(value: int | str, name: str = "") -> str:
    """The number of a recommendation or section as text: ``29`` and ``"29"`` are the same. Danish: *nummer*.

    A number starts with a digit, or with up to three capital letters before it, and may contain digits, letters and
    dots. Raises `PlanError` for other values.

    >>> as_number(29), as_number("9a"), as_number("4.1.1"), as_number("A2")
    ('29', '9a', '4.1.1', 'A2')
    """
    if type(value) is str:
        if value.isdecimal() and value.isascii() and len(value) < 10:
            return value  # nearly all of them, without a regular expression
        text = value if value.isascii() else clean_text(value, name)
        if _NUMBER.fullmatch(text):
            return text
    elif type(value) is int and value >= 0:
        return str(value)
    raise PlanError(fault("not-a-number", name, found=value))


def is_number(text: str) -> bool:
    """Whether a text is the number of a recommendation or section, not an id.

    >>> is_number("9a"), is_number("A2"), is_number("ppu")
    (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def as_numbers(values: Iterable[int | str], name: str = "") -> tuple[str, ...]:
    """Several numbers as text.

    >>> as_numbers([29, "9a"])
    ('29', '9a')
    """
    return each(values, as_number, name)


def natural_key(number: str) -> str:
    """The key that sorts numbers and ids as people do: 2 before 10, 9 before 9a before 10, 1.2 before 1.10.

    It is one text, as texts are compared many times faster than tuples of tuples.

    >>> sorted(["B1", "10", "A10", "A9", "9a", "9", "1.10", "1.2"], key=natural_key)
    ['1.2', '1.10', '9', '9a', '10', 'A9', 'A10', 'B1']
    """
    parts = _PARTS.findall(number)
    return "\0".join(f"0{int(part):040}" if part.isdecimal() else f"1{part.casefold()}" for part in parts)


def natural_order(numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers as people sort them.

    >>> natural_order(["10", "9", "9a"])
    ('9', '9a', '10')
    """
    listed = list(numbers)
    if all(map(str.isdecimal, listed)):
        return tuple(sorted(listed, key=int))
    return tuple(sorted(listed, key=natural_key))
