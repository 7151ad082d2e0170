"""A file as plain lists and objects, and the place of each value: what the strict readers of JSON and YAML share."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NoReturn

import attrs

from praksisplan.errors import Fault, PlanError, fault

scanstring: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]

DEEPEST = 64
"""The deepest nesting of lists and objects in a file."""

Place = tuple[int, int]


def decoded(content: bytes, name: str = "") -> str:
    """The text that bytes hold in UTF-8; a `PlanError` that says where, if they are not UTF-8.

    >>> decoded("på".encode("latin-1"), "facts.json")
    Traceback (most recent call last):
    ...
    praksisplan.errors.PlanError: facts.json, line 1, column 2: $: the text must be UTF-8; save it as UTF-8 [not-utf-8]
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlanError(
            fault("not-utf-8", "$", line, error.start - content.rfind(b"\n", 0, error.start), file=name)
        ) from None


class Stopped(Exception):
    """A reader cannot go on; the fault is among those found."""


@attrs.define
class Located:
    """A file's values, the place of each (line and column, from 1), and the faults found while reading it.

    ``places`` maps a path such as ``$.log[0].status`` to the place of its value, ``keys`` to that of its key.
    """

    data: Any = None
    places: dict[str, Place] = attrs.field(factory=dict)
    keys: dict[str, Place] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)

    def duplicate(self, path: str, key: str, place: Place) -> None:
        """Note that an object has a key twice."""
        line, column = self.keys[path]
        self.faults.append(fault("duplicate-key", path, *place, key=key, line=line, column=column))

    def too_deep(self, path: str, place: Place) -> NoReturn:
        """Note that the nesting is deeper than allowed, and stop."""
        self.faults.append(fault("too-deep", path[:200], *place, deepest=DEEPEST))
        raise Stopped


def step(key: str) -> str:
    """A key as a step of a path; a long or unprintable one is cut or escaped."""
    return f".{key}" if key.isprintable() and len(key) <= 60 else f".{ascii(key)[1:61]}"


class _Spelled:
    """A number that is written in an unusual way."""

    words: str

    def __repr__(self) -> str:
        return self.words


class _Whole(_Spelled, int):
    pass


class _Decimal(_Spelled, float):
    pass


def spelled(value: Any, words: str) -> Any:
    """A value of a file that shows itself in messages as it is written there, as in ``1.10`` or ``012``."""
    if type(value) not in (int, float) or repr(value) == words:
        return value
    found = (_Whole if type(value) is int else _Decimal)(value)
    found.words = words
    return found


def read_whole(words: str) -> int | None:
    """A whole number, or ``None`` where it is too long for one."""
    try:
        return int(words)
    except ValueError:
        return None


_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NOT_FINITE = ("NaN", "Infinity", "-Infinity")
_WORDS = {"true": True, "false": False, "null": None, **dict.fromkeys(_NOT_FINITE)}

_whole_value = json.JSONDecoder().raw_decode


def _steps(path: str) -> Iterator[int]:
    """The index at which each path that leads to a path ends."""
    yield from (found.start() for found in re.finditer(r"[.\[]", path))
    yield len(path)


class _Scanner:
    """A reader of JSON that keeps places and goes on after a duplicate key or a number that is not finite.

    If only the places of some paths are wanted, the text must be known to be without fault: what is not on the way to
    one of them is passed over.
    """

    def __init__(self, text: str, wanted: Collection[str] | None) -> None:
        self.text = text
        self.found = Located()
        self._trail = None if wanted is None else {path[:end] for path in wanted for end in _steps(path)}
        self._line = 1
        self._line_start = 0
        self._counted = 0

    def place(self, position: int) -> Place:
        """The line and column of a position not before the last one asked for."""
        newlines = self.text.count("\n", self._counted, position)
        if newlines:
            self._line += newlines
            self._line_start = self.text.rfind("\n", self._counted, position) + 1
        self._counted = position
        return self._line, position - self._line_start + 1

    def skip(self, position: int) -> int:
        found = _BLANK.match(self.text, position)
        return position if found is None else found.end()

    def fail(self, message: str, position: int) -> json.JSONDecodeError:
        return json.JSONDecodeError(message, self.text, position)

    def value(self, position: int, path: str, depth: int) -> tuple[Any, int]:
        if self._trail is not None and path not in self._trail:
            return _whole_value(self.text, position)
        place = self.place(position)
        self.found.places[path] = place
        sign = self.text[position : position + 1]
        if sign == '"':
            return scanstring(self.text, position + 1, True)
        if sign in ("{", "["):
            if depth >= DEEPEST:
                self.found.too_deep(path, place)
            return self.several(position, path, depth + 1)
        for word, value in _WORDS.items():
            if self.text.startswith(word, position):
                if word in _NOT_FINITE:
                    self._not_finite(word, path, place)
                return value, position + len(word)
        found = _NUMBER.match(self.text, position)
        if found is None:
            raise self.fail("Expecting value", position)
        return self._number(found, path, place), found.end()

    def _number(self, found: re.Match[str], path: str, place: Place) -> Any:
        words = found.group()
        value = read_whole(words) if found[1] is found[2] is None else float(words)
        if value in (None, math.inf, -math.inf):
            self._not_finite(words, path, place)
        return spelled(value, words)

    def _not_finite(self, words: str, path: str, place: Place) -> None:
        self.found.faults.append(fault("not-finite", path, *place, found=words))

    def several(self, position: int, path: str, depth: int) -> tuple[Any, int]:
        """The list or object that begins at a position, and where it ends."""
        found: Any = {} if self.text[position] == "{" else []
        end = "}" if self.text[position] == "{" else "]"
        position = self.skip(position + 1)
        if self.text[position : position + 1] == end:
            return found, position + 1
        while True:
            if isinstance(found, dict):
                key, inner, position = self.key(position, path, found)
                found[key], position = self.value(position, inner, depth)
            else:
                value, position = self.value(position, f"{path}[{len(found)}]", depth)
                found.append(value)
            position = self.skip(position)
            sign = self.text[position : position + 1]
            if sign == end:
                return found, position + 1
            if sign != ",":
                raise self.fail("Expecting ',' delimiter", position)
            position = self.skip(position + 1)

    def key(self, position: int, path: str, found: dict[str, Any]) -> tuple[str, str, int]:
        """A key of an object, the path of its value, and where that begins."""
        if self.text[position : position + 1] != '"':
            raise self.fail("Expecting property name enclosed in double quotes", position)
        place = self.place(position)
        key, position = scanstring(self.text, position + 1, True)
        inner = path + step(key)
        if key in found:
            self.found.duplicate(inner, key, place)
        else:
            self.found.keys[inner] = place
        position = self.skip(position)
        if self.text[position : position + 1] != ":":
            raise self.fail("Expecting ':' delimiter", position)
        return key, inner, self.skip(position + 1)


_CODES = {
    "Expecting value": "not-json.value",
    "Expecting property name enclosed in double quotes": "not-json.key",
    "Expecting ':' delimiter": "not-json.colon",
    "Expecting ',' delimiter": "not-json.comma",
    "Extra data": "not-json.end",
    "Unterminated string starting at": "not-json.quote",
    "Invalid control character at": "not-json.control",
}
"""The code for each message of Python's reader of JSON; all other messages are about escapes."""


def locate_json(text: str, wanted: Collection[str] | None = None) -> Located:
    """The values of a JSON text with their places; raises `PlanError` for text that is not JSON.

    With ``wanted``, only the places of those paths are found, in a text that is known to be JSON without fault; the
    values are then not given.
    """
    scanner = _Scanner(text, wanted)
    try:
        scanner.found.data, end = scanner.value(scanner.skip(0), "$", 0)
        end = scanner.skip(end)
        if end != len(text):
            raise scanner.fail("Extra data", end)
    except Stopped:
        raise PlanError(*scanner.found.faults) from None
    except json.JSONDecodeError as error:
        raise PlanError(
            *scanner.found.faults,
            fault(_CODES.get(error.msg, "not-json.escape"), "$", error.lineno, error.colno),
        ) from None
    return scanner.found
