"""A document once it is opened: its lines and tables, each with its place. It knows no plan."""

from __future__ import annotations

import datetime
import functools
from typing import TypeAlias

import attrs

from praksisplan.model import Citation, Finding

_MOST_QUOTED = 8


@attrs.frozen
class Span:
    """A place in a document. Danish: *sted*.

    Lines, columns and pages count from 1; the last ones are included. ``cell`` is the name of a cell, such as ``C7``,
    and ``sheet`` that of its sheet. What a kind of document does not have is ``None`` or empty.

    >>> print(Span(line=12, last_line=13), Span(sheet="Status", cell="C7"), sep="; ")
    linje 12-13; celle Status!C7
    """

    line: int | None = None
    last_line: int | None = None
    column: int | None = None
    last_column: int | None = None
    page: int | None = None
    sheet: str = ""
    cell: str = ""

    def citation(self, source: str, words: str = "", section: str = "") -> Citation:
        """The place as a citation of a source, with the first eight of some words."""
        quote = " ".join(words.split()[:_MOST_QUOTED])
        last = None if self.last_line == self.line else self.last_line
        return Citation(source, section, self.line, last, self.page, self._cell, quote)

    @property
    def _cell(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.cell

    def text(self, lang: str = "da") -> str:
        """The place in words, in ``"da"`` or ``"en"``."""
        return self.citation("x").text(lang).removeprefix("x").removeprefix(", ")

    def __str__(self) -> str:
        return self.text()


@attrs.frozen
class Line:
    """A line of text and its place. A line of a Word document is a paragraph."""

    text: str
    span: Span
    style: str = ""
    """The name of its style in the document: ``heading 1``, ``list``; empty where the kind of document has none."""

    @property
    def rows(self) -> tuple[tuple[Line, ...], ...]:
        """The line as a table of one cell, where lines and tables are treated alike."""
        return ((self,),)


@attrs.frozen
class Cell:
    """A cell of a table. Danish: *celle*.

    ``mark`` is its colour, as ``#ffc000``; white and none are empty. ``value`` is the number or day of a cell that
    holds one; a document of text has none. A cell that is merged into another is empty, and ``part_of`` is its name.
    ``is_formula``: the text is what a formula was last calculated as, empty where it never was.
    """

    text: str
    span: Span
    mark: str = ""
    value: float | datetime.date | None = None
    part_of: str = ""
    is_formula: bool = False


@attrs.frozen
class Table:
    """A table: rows of cells, all of the same length. ``title`` is the name of its sheet or its caption."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    is_hidden: bool = False
    """Whether it is a hidden sheet, which is opened, but is not read as part of a plan."""


@functools.cache
def column_letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> column_letters(3), column_letters(28)
    ('C', 'AB')
    """
    above, rest = divmod(column - 1, 26)
    return (column_letters(above) if above else "") + chr(ord("A") + rest)


def cell_name(row: int, column: int) -> str:
    """The name of a cell by its row and column, both from 1.

    >>> cell_name(7, 3)
    'C7'
    """
    return f"{column_letters(column)}{row}"


Part: TypeAlias = Line | Table
"""A line of text or a table."""


@attrs.frozen
class Opened:
    """A document that is opened: its parts in their order, and what was seen while it was opened."""

    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
