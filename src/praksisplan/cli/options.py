"""The arguments and options that commands share, each in one place, and how their words are read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from praksisplan.cli.command import Option, argument, flag, repeated
from praksisplan.errors import Words

DEFAULT_PLAN = "hovedstaden-almen-2015-2019"


def pair(code: str, read: Callable[[str, Option], Any] = lambda words, option: words) -> Callable[[str, Option], Any]:
    """Reads a name and a value separated by an equals sign; ``code`` is the fault for anything else.

    ``read`` reads the value; ``None`` means that it cannot be read.
    """

    def read_pair(words: str, option: Option) -> tuple[str, Any]:
        name, _, value = (part.strip() for part in words.partition("="))
        found = read(value, option) if name and value else None
        if found is None:
            raise option.wrong(code, words)
        return name, found

    return read_pair


def choice(*words: str, danish: Mapping[str, str] | None = None) -> Callable[[str, Option], str]:
    """Reads one of some words; ``danish`` are words that mean the same."""
    meanings = {word: word for word in words} | {one: word for word, one in (danish or {}).items()}

    def read(found: str, option: Option) -> str:
        if found not in meanings:
            own = {word: one for one, word in meanings.items()}  # the Danish one comes last
            known = tuple(Words(own[word], word) for word in words)
            raise option.wrong("wrong-value.one-of", found, known=known)
        return meanings[found]

    return read


def whole(words: str, option: Option) -> int:
    """Reads a whole number."""
    if not (words.lstrip("-").isascii() and words.lstrip("-").isdecimal() and len(words) <= _DIGITS):
        raise option.wrong("wrong-value.whole", words)
    return int(words)


def decimal(words: str, option: Option) -> float:
    """Reads a number, with a comma or a point."""
    try:
        return float(words.replace(",", "."))
    except ValueError:
        raise option.wrong("wrong-value.number", words) from None


def day(words: str, option: Option) -> datetime.date:
    """Reads a day, as 2017-01-15 or in words."""
    from praksisplan.periods import parse_day

    return parse_day(words, option.name)


def period(words: str, option: Option) -> Any:
    """Reads a period in words."""
    from praksisplan.periods import parse_period

    return parse_period(words)


_DIGITS = 9
"""The most digits of a number."""


def _limit(words: str, option: Option) -> Any:
    """Reads a limit: ``12`` for the whole plan, ``group=2`` for a body."""
    from praksisplan.model import Limit

    body, _, amount = words.rpartition("=")
    if not (amount.isascii() and amount.isdecimal() and len(amount) <= _DIGITS):
        raise option.wrong("bad-limit", words)
    return Limit(body or None, int(amount))


PLAN = Option(
    "PLAN",
    "Navnet på en medfølgende plan, en fil med endelsen .json, .yaml eller .yml, eller - for JSON fra standard input.",
    "A bundled plan's name, a file ending in .json, .yaml or .yml, or - for JSON on standard input.",
    default=DEFAULT_PLAN,
)
NUMBER = argument("NUMBER", "NUMMER", "Anbefalingens nummer.", "The number of a recommendation.")
NEWEST: Any = object()
"""Stands for the day of the newest statement of the plan."""
AS_OF = Option(
    "--as-of",
    "Dagen, planen opgøres pr.: 2017-01-15 eller '15. januar 2017'. Udelades den, bruges dagen for det nyeste udsagn.",
    "The day that the answer is for: 2017-01-15 or '15. januar 2017'. The default is the day of the newest statement.",
    day,
    NEWEST,
)
LANG = Option("--lang", "Sproget: da (dansk) eller en (engelsk).", "The language: da or en.", choice("da", "en"), "da")
OLD = argument("OLD", "GAMMEL PLAN", "Den gamle plan.", "The old plan.")
NEW = argument("NEW", "NY PLAN", "Den nye plan.", "The new plan.")
FORMAT = Option(
    "--format",
    "Udskriften: table, json, csv, csv-excel (til dansk Excel) eller md.",
    "How to print: table, json (codes for programs), csv, csv-excel (for Danish Excel) or md.",
    choice("table", "json", "csv", "csv-excel", "md"),
    "table",
)
PICTURES = ("svg", "mmd", "dot")
DRAWN = Option(
    "--format",
    "Udskriften: table, json, csv, csv-excel (til dansk Excel), md, svg (tegningerne), mmd eller dot (nettet af "
    "afventninger til Mermaid eller Graphviz).",
    "How to print: table, json, csv, csv-excel (for Danish Excel), md, svg (the pictures), mmd or dot (the web of "
    "waits for Mermaid or Graphviz).",
    choice("table", "json", "csv", "csv-excel", "md", *PICTURES),
    "table",
)
OUT = Option(
    "--out",
    "Skriv dokumentet til en fil; endelsen bestemmer formatet: {}.",
    "Write the document to a file; its suffix gives the format: {}.",
)
TEMPLATE = Option(
    "--template",
    "En Word-fil (.docx) med egne typografier, sidehoved og sidefod, som dokumentet skrives i; sammen med --out.",
    "A Word file (.docx) whose styles, header and footer the document is written in; together with --out.",
)
FORCE = flag("--force", "Overskriv filen, hvis den findes.", "Overwrite the file if it exists.")
OVER = Option(
    "--over",
    "Perioden, som i '2017-2019'. Udelades den, bruges planens egen.",
    "The period to cover, as in '2017-2019'. The default is the plan's own.",
    period,
)
_UNITS = {"day": "dag", "week": "uge", "month": "måned", "quarter": "kvartal", "half_year": "halvår", "year": "år"}
_unit = choice(*_UNITS, danish=_UNITS)
_PER = ("Tidsenheden: dag, uge, måned, kvartal, halvår eller år.", f"The unit of time: {', '.join(_UNITS)}.", _unit)
PER_YEAR = Option("--per", *_PER, "year")
PER_QUARTER = Option("--per", *_PER, "quarter")
LIMIT = repeated(
    "--limit",
    "Hvor mange anbefalinger der kan arbejdes med på én gang: 12 for hele planen, gruppe=2 for et organ. Kan gentages.",
    "The number of recommendations that can be worked on at once: 12 for the whole plan, group=2 for a body. "
    "May be repeated.",
    _limit,
)
