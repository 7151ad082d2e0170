"""A finished document: headings, paragraphs and tables as text, ready for any format."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import Several, as_day, checked, count, flag, number, optional, positive
from praksisplan.model import Citation
from praksisplan.text import printable_text, sentence

__all__ = [
    "Bar",
    "Bullets",
    "Cell",
    "Curve",
    "Curves",
    "FinishedDocument",
    "Grid",
    "Heading",
    "Link",
    "Node",
    "Note",
    "Paragraph",
    "Point",
    "Web",
]


@checked
class Heading:
    """A heading; ``level`` 1 is directly below the title of the document. Danish: *overskrift*."""

    level: int = attrs.field(converter=positive)
    text: str = attrs.field(converter=printable_text)


@checked
class Paragraph:
    """A paragraph and the places it cites. Danish: *afsnit tekst*.

    ``lead`` is a word or two in bold type at its beginning, such as the number of a recommendation; a lead without
    text is a label over the blocks that follow.
    """

    text: str = attrs.field(converter=printable_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    lead: str = attrs.field(default="", converter=printable_text)


@checked
class Bullets:
    """A bulleted list of paragraphs. Danish: *punktopstilling*."""

    items: tuple[Paragraph, ...] = attrs.field(converter=Several[Paragraph])


_MOST = 1e300


def _value(value: float, name: str = "") -> float:
    return float(number(value, name, at_least=-_MOST, at_most=_MOST))


def _amount(value: float) -> float:
    """A finite number of at least zero."""
    return float(number(value, at_least=0, at_most=_MOST))


@checked
class Bar:
    """An amount in one period: at least ``least``, at most ``most``; ``limit`` is the capacity, if there is one.

    Danish: *søjle*. ``text`` is the amount in words, for the cell of a table. ``Bar("", 0, 0)`` is nothing.

    >>> Bar("3–4 af 3", 3, 4, 3).is_over, Bar("4 af 3", 4, 4, 3).is_over, Bar("4", 4, 4).is_over
    (None, True, False)
    """

    text: str = attrs.field(converter=printable_text)
    least: float = attrs.field(converter=_amount)
    most: float = attrs.field(converter=_amount)
    limit: float | None = attrs.field(default=None, converter=optional(_amount))

    def __attrs_post_init__(self) -> None:
        if self.least > self.most:
            raise PlanError(fault("order.amounts", least=self.least, most=self.most))

    @property
    def is_over(self) -> bool | None:
        """Whether the amount exceeds the limit; ``None`` if it may."""
        if self.limit is None or self.most <= self.limit:
            return False
        return True if self.least > self.limit else None

    @property
    def look(self) -> str:
        """The key of its colours in `LOOKS`: light where there is an amount, red above the limit."""
        if self.is_over is not False:
            return "over" if self.is_over else "perhaps-over"
        return "possible" if self.most else "ruled_out"


@attrs.frozen
class Cell:
    """A cell of a grid. ``value`` is the number or day that its text names; ``look`` is a key of `LOOKS`, or empty.

    A ``marked`` cell begins a row that a picture marks.
    """

    text: str
    value: int | datetime.date | None = None
    look: str = ""
    bar: Bar | None = None
    marked: bool = False


@attrs.frozen
class Grid:
    """A table, timeline, chart or drawing as rows of cells. Danish: *tabel*.

    The last ``periods`` columns of a timeline or chart are its periods; a table has none. A web and curves have no
    rows.
    """

    kind: str
    name: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    periods: int = 0
    drawing: Web | Curves | None = None

    @property
    def labels(self) -> int:
        """The number of columns before the periods."""
        return len(self.headings) - self.periods

    def texts(self) -> list[list[str]]:
        """The headings, each with a capital letter first, and the rows as texts."""
        return [[sentence(one) for one in self.headings], *([cell.text for cell in row] for row in self.rows)]


@checked
class Node:
    """A recommendation or event in a web of waits. Danish: *knude*.

    ``label`` is the number of a recommendation, empty for an event; ``group`` the heading that it is drawn under.
    ``layer`` is 0 if it awaits nothing, otherwise one more than the highest layer of what it awaits. ``waits`` is true
    if it is blocked, ``None`` if it waits in part. ``holds`` is the number of recommendations that await it, directly
    or through others; ``late`` is true if a promise has passed.
    """

    id: str = attrs.field(converter=printable_text)
    label: str = attrs.field(converter=printable_text)
    title: str = attrs.field(converter=printable_text)
    note: str = attrs.field(default="", converter=printable_text)
    group: str = attrs.field(default="", converter=printable_text)
    layer: int = attrs.field(default=0, converter=count)
    waits: bool | None = False
    holds: int = attrs.field(default=0, converter=count)
    late: bool = attrs.field(default=False, converter=flag)


@checked
class Link:
    """A wait between two nodes: ``target`` awaits ``source``. Danish: *afventning*. ``text`` says what is awaited.

    ``partial`` is true if only some strands wait, ``choice`` if it is one of several alternatives.
    """

    source: str = attrs.field(converter=printable_text)
    target: str = attrs.field(converter=printable_text)
    text: str = attrs.field(converter=printable_text)
    expected: str = attrs.field(default="", converter=printable_text)
    partial: bool = attrs.field(default=False, converter=flag)
    choice: bool = attrs.field(default=False, converter=flag)


@checked
class Web:
    """Recommendations and events, and the waits between them. Danish: *net af afventninger*.

    Formats without pictures leave it out.
    """

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    nodes: tuple[Node, ...] = attrs.field(converter=Several[Node])
    links: tuple[Link, ...] = attrs.field(converter=Several[Link])

    def grid(self, lang: str) -> Grid:
        """The web without rows, to be drawn."""
        return Grid("web", self.name, self.caption, (), (), drawing=self)


@checked
class Point:
    """A value on a day, with its words. Danish: *punkt*."""

    day: datetime.date = attrs.field(converter=as_day)
    value: float = attrs.field(converter=_value)
    text: str = attrs.field(converter=printable_text)


@checked
class Curve:
    """Measured values over time, beside the straight path to their target. Danish: *kurve*.

    ``path`` are the first and the last point of that path, none if it is not known; ``note`` are words about it.
    """

    title: str = attrs.field(converter=printable_text)
    note: str = attrs.field(converter=printable_text)
    path: tuple[Point, ...] = attrs.field(default=(), converter=Several[Point])
    points: tuple[Point, ...] = attrs.field(default=(), converter=Several[Point])


@checked
class Curves:
    """Curves, one under another. Danish: *kurver*. Formats without pictures leave them out."""

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    curves: tuple[Curve, ...] = attrs.field(converter=Several[Curve])

    def grid(self, lang: str) -> Grid:
        """The curves without rows, to be drawn."""
        return Grid("curves", self.name, self.caption, (), (), drawing=self)


@attrs.frozen
class Note:
    """A numbered note: the place cited, and the title of its source."""

    number: int
    text: str
    source: str


FinishedBlock = Heading | Paragraph | Bullets | Grid


@attrs.frozen
class FinishedDocument:
    """A document with all its text. Danish: *færdigt dokument*.

    ``sources`` are the names that the notes use and the sources in words; ``words`` are the fixed words that a format
    adds of its own, such as the title of the table of contents.
    """

    title: str
    lang: str
    as_of: datetime.date
    facts: tuple[str, ...]
    blocks: tuple[FinishedBlock, ...]
    words: Mapping[str, str]
    notes: Mapping[Citation, Note] = attrs.field(factory=dict)
    sources: tuple[tuple[str, str], ...] = ()

    def notes_of(self, paragraph: Paragraph) -> list[int]:
        """The numbers of the notes of a paragraph."""
        return [self.notes[citation].number for citation in dict.fromkeys(paragraph.citations)]
