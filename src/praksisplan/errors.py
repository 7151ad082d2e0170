"""The errors of the library: one exception class that lists faults, and a subclass for periods.

A fault states the place, what was wrong, what was expected and what to do, in English (the language of exceptions) and
in Danish (the language of the secretariats). An exception holds every fault that was found, not only the first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import Enum
from numbers import Number
from typing import Any, NamedTuple, Self

import attrs

from praksisplan.messages import FAULTS

_LONGEST_QUOTE = 80
_LONGEST_NUMBER = 10**40
_PLAIN = (Number, datetime.date, datetime.time, datetime.timedelta, Enum, type)
"""Of these classes a value is short and is shown as it is; of others only the class is named."""


def shown(value: object, lang: str = "en") -> str:
    """A value as messages quote it: at most 80 characters, control characters made visible.

    >>> shown("a" * 100)
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'"
    >>> shown("primo", "da"), shown([1, 2]), shown({})
    ('»primo«', '[…]', '{}')
    """
    if isinstance(value, str):
        cut = repr(value if len(value) <= _LONGEST_QUOTE - 3 else value[: _LONGEST_QUOTE - 3] + "…")
        return f"»{cut[1:-1]}«" if lang == "da" else cut
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


class Words(NamedTuple):
    """Words of a sentence that differ between Danish and English."""

    danish: str
    english: str


class _Field:
    """A value in a sentence: ``{name}`` writes it in the words of the language, ``{name!r}`` quotes it by `shown`."""

    def __init__(self, value: Any, lang: str) -> None:
        self.value, self.lang = value, lang

    def __repr__(self) -> str:
        return shown(format(self) if isinstance(self.value, Words) else self.value, self.lang)

    def __format__(self, spec: str) -> str:
        value, is_danish = self.value, self.lang == "da"
        if isinstance(value, Fault):
            return value.danish if is_danish else value.message
        if isinstance(value, Words):
            return value.danish if is_danish else value.english
        if isinstance(value, (tuple, list)):
            none = "ingen" if is_danish else "none"
            return ", ".join(format(_Field(one, self.lang)) for one in value) or none
        if isinstance(value, Enum):
            return str(getattr(value, "labels", (value.value, value.value))[0 if is_danish else 1])
        if isinstance(value, (int, float)) and is_danish:
            return format(value, spec).translate({ord(","): ".", ord("."): ","})
        return format(value, spec) if spec else str(value)


def told(sentences: tuple[str, str], fields: dict[str, Any]) -> tuple[str, str]:
    """A Danish and an English sentence of the catalogue, with the values of their fields filled in.

    >>> told(("højst {most:,} tegn: {text!r}", "at most {most:,} characters: {text!r}"), {"most": 32767, "text": "x"})
    ('højst 32.767 tegn: »x«', "at most 32,767 characters: 'x'")
    """
    danish, english = sentences
    return tuple(
        sentence.format(**{name: _Field(value, lang) for name, value in fields.items()})
        for sentence, lang in ((danish, "da"), (english, "en"))
    )  # type: ignore[return-value]


@attrs.frozen
class Fault:
    """One fault and its place. Danish: *fejl*.

    ``path`` is the place in the file or call (``$.recommendations[3].number``). ``line`` and ``column`` count from 1;
    they are ``None`` for a place outside a text. ``file`` is the name of the file, if any. ``nearest`` are the valid
    words or numbers closest to the actual one, ``nearest_danish`` their Danish labels, if any.

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
            joined = (" eller " if lang == "da" else " or ").join(shown(word, lang) for word in nearest)
            words += f" (mente du {joined}?)" if lang == "da" else f" (did you mean {joined}?)"
        return f"{place}: {words} [{self.code}]" if place else f"{words} [{self.code}]"

    def __str__(self) -> str:
        return self.text()


def fault(
    code: str,
    path: str = "",
    line: int | None = None,
    column: int | None = None,
    /,
    *,
    nearest: Iterable[Any] = (),
    file: str = "",
    **fields: Any,
) -> Fault:
    """The fault of a code in the catalogue (`praksisplan.messages`), with the values of the fields of its sentences.

    One code may have several sentences: ``"wrong-type.text"`` is the sentence for text of the code ``wrong-type``.
    ``nearest`` are words (also `Words` of both languages) or members of an enumeration.

    >>> print(fault("wrong-type.text", "title", found=29))
    title: expected text, got 29 [wrong-type]
    """
    danish, english = told(FAULTS[code], fields)
    close = [(format(_Field(one, "da")), format(_Field(getattr(one, "value", one), "en"))) for one in nearest]
    in_danish, in_english = zip(*close, strict=True) if close else ((), ())
    return Fault(code.partition(".")[0], path, english, danish, line, column, in_english, file, in_danish)


def not_installed(path: str, extra: str, *packages: str) -> Fault:
    """The fault that the packages of an extra are missing, and how to install them, whatever praksisplan came from.

    >>> print(not_installed("", "yaml", "PyYAML"))
    PyYAML is not installed; run: python -m pip install PyYAML (the extra 'yaml') [not-installed]
    """
    return fault("not-installed", path, package=packages[0], packages=" ".join(packages), extra=extra)


def below(step: str, path: str) -> str:
    """The path of a part within a whole; ``step`` leads from the whole to the part."""
    return f"{step}.{path}" if path and not path.startswith("[") else step + path


class PlanError(ValueError):
    """Invalid input or an invalid call; ``faults`` lists everything that is wrong with it.

    >>> error = PlanError(Fault("unknown-number", "number", "no recommendation 299", "ingen anbefaling 299"))
    >>> error.faults[0].code
    'unknown-number'
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults: tuple[Fault, ...] = faults

    def under(self, step: str) -> Self:
        """The same error for a value that is part of another; ``step`` leads from the whole to the part."""
        self.faults = tuple(attrs.evolve(fault, path=below(step, fault.path)) for fault in self.faults)
        self.args = self.faults
        return self

    def text(self, lang: str = "en") -> str:
        """All faults, one line each, in ``"en"`` or ``"da"``."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.text()


class PeriodError(PlanError):
    """Words that do not name a period. ``words`` are the words, and ``code`` tells the reason.

    The codes: ``recurring``, ``relative``, ``duration``, ``missing-year``, ``no-date``, ``impossible``, ``weekday``,
    ``order``, ``out-of-range``, ``ambiguous``, ``not-text``.

    >>> from praksisplan import parse_period
    >>> try:
    ...     parse_period("snarest")
    ... except PeriodError as error:
    ...     print(error.code)
    no-date
    """

    def __init__(self, words: str, found: Fault) -> None:
        message, danish = f"{shown(words)}: {found.message}", f"{shown(words, 'da')}: {found.danish}"
        super().__init__(attrs.evolve(found, message=message, danish=danish))
        self.code: str = found.code
        self.words = words
        self._parts = (words, found)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._parts, self.__dict__
