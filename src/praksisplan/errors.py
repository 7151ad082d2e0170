"""What the library raises: one exception class, a list of faults in it, and a child for periods.

A fault says what was wrong, where, what was expected and what to do, in English (the language of exceptions) and in
Danish (the language of the secretariats). An exception holds every fault that was found, not only the first.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Self

import attrs

__all__ = ["Fault", "PeriodError", "PlanError", "below", "not_installed", "shown"]

_LONGEST_QUOTE = 80
_LONGEST_NUMBER = 10**40
_PLAIN = (int, float, complex, Decimal, Fraction, datetime.date, datetime.time, datetime.timedelta, Enum, type)
"""Of these classes a value is short and is shown as it is; of others only the class is named."""


def shown(value: object) -> str:
    """A value as messages quote it, in any language: at most 80 characters, control characters made visible.

    >>> shown("a" * 100)
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'"
    >>> shown([1, 2]), shown({})
    ('[…]', '{}')
    """
    if isinstance(value, str):
        cut = value if len(value) <= _LONGEST_QUOTE - 3 else value[: _LONGEST_QUOTE - 3] + "…"
        return repr(cut)
    if isinstance(value, (list, tuple)):
        return "[…]" if value else "[]"
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, int) and abs(value) >= _LONGEST_NUMBER:
        return "-99999…" if value < 0 else "99999…"  # its digits would take long to work out
    if isinstance(value, (bytes, bytearray)):
        text = repr(value[:_LONGEST_QUOTE])
    elif value is None or isinstance(value, _PLAIN):
        text = repr(value)
    else:
        text = f"{type(value).__name__}(…)"
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


@attrs.frozen
class Fault:
    """One thing that is wrong, and where. Danish: *fejl*.

    ``path`` is the place in the file or call (``$.recommendations[3].number``); ``line`` and ``column`` count from 1
    and are ``None`` where the place has no text; ``file`` is the name of the file, if any; ``nearest`` are
    the valid words or numbers closest to what was found, ``nearest_danish`` their Danish labels where they have one.

    >>> print(Fault("unknown-key", "$.log[0]", "unknown key 'statsu'", "ukendt nøgle 'statsu'", nearest=("status",)))
    $.log[0]: unknown key 'statsu' (did you mean 'status'?) [unknown-key]
    """

    code: str
    path: str
    message: str
    danish: str
    line: int | None = None
    column: int | None = None
    nearest: tuple[str, ...] = ()
    file: str = ""
    nearest_danish: tuple[str, ...] = ()

    def text(self, lang: str = "en") -> str:
        """The fault as one line, in ``"en"`` or ``"da"``."""
        place = self.path
        if self.line is not None:
            line, column = ("linje", "kolonne") if lang == "da" else ("line", "column")
            where = f"{line} {self.line}, {column} {self.column}"
            place = f"{where}: {place}" if place else where
        place = ", ".join(filter(None, (self.file, place)))
        words = self.danish if lang == "da" else self.message
        nearest = (lang == "da" and self.nearest_danish) or self.nearest
        if nearest:
            joined = (" eller " if lang == "da" else " or ").join(repr(word) for word in nearest)
            words += f" (mente du {joined}?)" if lang == "da" else f" (did you mean {joined}?)"
        return f"{place}: {words} [{self.code}]" if place else f"{words} [{self.code}]"

    def __str__(self) -> str:
        return self.text()


def not_installed(path: str, extra: str, *packages: str) -> Fault:
    """The fault that the packages of an extra are missing, and how to install them, whatever praksisplan came from.

    >>> print(not_installed("", "yaml", "PyYAML"))
    PyYAML is not installed; run: python -m pip install PyYAML (the extra 'yaml') [not-installed]
    """
    needed = " ".join(packages)
    return Fault(
        "not-installed",
        path,
        f"{packages[0]} is not installed; run: python -m pip install {needed} (the extra '{extra}')",
        f"{packages[0]} er ikke installeret; kør: python -m pip install {needed} (tilvalget »{extra}«)",
    )


def below(step: str, path: str) -> str:
    """The path of a place in a value, from what holds the value: ``step`` leads to it."""
    return f"{step}.{path}" if path and not path.startswith("[") else step + path


class PlanError(ValueError):
    """A wrong call or input without shape; ``faults`` lists everything that is wrong with it.

    >>> error = PlanError(Fault("unknown-number", "number", "no recommendation 299", "ingen anbefaling 299"))
    >>> error.faults[0].code
    'unknown-number'
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults: tuple[Fault, ...] = faults

    def under(self, step: str) -> Self:
        """The same error where the value that was refused is part of another; ``step`` leads from that one to it."""
        self.faults = tuple(attrs.evolve(fault, path=below(step, fault.path)) for fault in self.faults)
        self.args = self.faults
        return self

    def text(self, lang: str = "en") -> str:
        """All faults, a line each, in ``"en"`` or ``"da"``."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.text()


class PeriodError(PlanError):
    """Words that do not name a period. ``words`` are the words, ``code`` says what is missing or wrong.

    The codes: ``recurring``, ``relative``, ``duration``, ``missing-year``, ``no-date``, ``impossible``, ``weekday``,
    ``order``, ``out-of-range``, ``ambiguous``, ``not-text``.
    """

    def __init__(self, code: str, words: str, message: str, danish: str) -> None:
        super().__init__(Fault(code, "", f"{shown(words)}: {message}", f"{shown(words)}: {danish}"))
        self.code = code
        self.words = words
        self._parts = (code, words, message, danish)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._parts, self.__dict__
