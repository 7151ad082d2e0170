"""The columns of tables: what each holds, recognised by its Danish heading. The words are data (``columns.toml``)."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Container, Mapping
from importlib.resources import files

from praksisplan.errors import PlanError
from praksisplan.fields import filled_text
from praksisplan.periods import Period, parse_period
from praksisplan.terms import Term


class Role(Term):
    """What a column of a table holds. Danish: *kolonne*."""

    NUMBER = "number", "nummer", "number"
    TITLE = "title", "anbefaling", "title"
    PART = "part", "delaktivitet", "part"
    """a further column of titles: what a recommendation consists of"""
    SECTION = "section", "afsnit", "section"
    OBJECTIVE = "objective", "målsætning", "objective"
    RESPONSIBLE = "responsible", "ansvarlig", "responsible"
    PARTICIPANTS = "participants", "deltagere", "participants"
    RECIPIENTS = "recipients", "modtagere", "recipients"
    STATUS = "status", "status", "status"
    PLANNED = "planned", "tidsplan", "planned"
    """*tidsplan*, *start*: when the work is planned"""
    DEADLINE = "deadline", "frist", "deadline"
    """*frist*: the last day for its completion"""
    EXPECTED = "expected", "forventet", "expected"
    """*forventet afsluttet*: when it is expected to be completed"""
    DEFERRED_TO = "deferred_to", "udskudt til", "deferred to"
    AWAITS = "awaits", "afventer", "awaits"
    MILESTONES = "milestones", "milepæle", "milestones"
    NOTE = "note", "bemærkning", "note"


@functools.cache
def words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The words of tables: headings by role, statuses, and the words and signs of other cells."""
    table = tomllib.loads(files("praksisplan.reading.tables").joinpath("columns.toml").read_text(encoding="utf-8"))
    return {part: {key: frozenset(listed) for key, listed in lists.items()} for part, lists in table.items()}


@functools.cache
def _phrases() -> tuple[tuple[Role, tuple[str, ...]], ...]:
    """The phrases of headings, the longest first."""
    found = ((Role(slug), tuple(one.split())) for slug, listed in words()["headings"].items() for one in listed)
    return tuple(sorted(found, key=lambda one: (-len(one[1]), one[1])))


_ENDINGS = ("ernes", "erne", "ens", "ets", "ene", "er", "en", "et", "es", "ne", "e", "r", "n", "t", "s", "")
_SHORTEST_COMPOUND = 4
_MOST_WORDS = 7
_CELL_RANGE = re.compile(r"\+?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")
"""Names of cells that a formula lost in a heading: *M+A3:A35ålsætninger*."""


@functools.lru_cache(20_000)
def plain(text: str) -> str:
    """Words in small letters without signs, and without the hyphens of divided lines.

    >>> plain("Ansvar-\\nlig (primær):"), plain("Nr.")
    ('ansvarlig primær', 'nr')
    """
    joined = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text)
    return " ".join(re.sub(r"[^\w%]+", " ", joined.casefold()).split())


def on_one_line(text: str) -> str:
    """Text on one line, without the hyphens of divided lines."""
    return " ".join(re.sub(r"(?<=[a-zæøå])-\s*\n\s*(?=[a-zæøå])", "", text).split())


def is_broken(text: str) -> bool:
    """Whether the name of a cell stands in the middle of a heading.

    >>> is_broken("M+A3:A35+A3:A31ålsætninger"), is_broken("Q1 2022")
    (True, False)
    """
    return ":" in text and _CELL_RANGE.sub("", text) not in ("", text)


@functools.lru_cache(4_000)
def role_of(heading: str) -> Role | None:
    """What the column under a heading holds; ``None`` if the heading does not say.

    >>> role_of("Projektansvarlige"), role_of("Status pr. 1. marts"), role_of("Farve")
    (<Role.RESPONSIBLE: 'responsible'>, <Role.STATUS: 'status'>, None)
    """
    tokens = plain(_CELL_RANGE.sub("", heading) if is_broken(heading) else heading).split()
    if heading.strip() in ("#", "№"):
        return Role.NUMBER
    if not tokens or len(tokens) > _MOST_WORDS:
        return None
    best: tuple[int, bool, int] = (0, False, 0)
    found: Role | None = None
    for role, parts in _phrases():
        if len(parts) < best[0]:
            break
        for place in range(len(tokens) - len(parts) + 1):
            kinds = [_matches(token, part) for token, part in zip(tokens[place:], parts)]
            score = len(parts), all(kind == "whole" for kind in kinds), -place
            if all(kinds) and score > best:
                best, found = score, role
    return found


@functools.lru_cache(20_000)
def _matches(token: str, word: str) -> str:
    """How a word of a heading is one of the table: ``"whole"``, the end of a ``"compound"``, or not at all."""
    for ending in _ENDINGS:
        form = word + ending
        if token == form:
            return "whole"
        is_long = len(word) >= _SHORTEST_COMPOUND and len(token) >= len(form) + 3
        if is_long and token.endswith(form):
            return "compound"
    return ""


def period_of(heading: str, year: int | None = None) -> Period | None:
    """The period that a heading names; ``None`` if it names none.

    >>> print(period_of("2. halvår 2021"), period_of("Q1", 2022), period_of("Nr."), sep="; ")
    2. halvår 2021; Q1; None
    """
    text = " ".join(heading.split())
    if not text or not (any(map(str.isdigit, text)) or year is not None):
        return None
    try:
        found = parse_period(text, year=year)
    except PlanError:
        return None
    return found if found.start is not None and found.end is not None else None


def named_columns(columns: Mapping[str, str] | None) -> dict[Role, str]:
    """The columns that a user names: role -> heading or letter. Raises `PlanError` for an unknown role."""
    found: dict[Role, str] = {}
    for name, heading in (columns or {}).items():
        try:
            found[Role(name)] = filled_text(heading, name)
        except PlanError as error:
            raise error.under("columns") from None
    return found


def is_one_of(text: str, listed: Container[str]) -> bool:
    """Whether a cell is one of some words, but for capitals and signs around them."""
    return " ".join(text.casefold().split()).rstrip(".") in listed or plain(text) in listed
