"""A document as a value: headings, paragraphs, lists, tables and timelines, with citations as notes."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable

import attrs

from praksisplan.answers import Cell
from praksisplan.answers.phrases import phrase
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.fields import One, Several, as_day, checked, clean_texts, count, each, number, optional, positive
from praksisplan.model import Citation, Source
from praksisplan.periods import Certainty, Period, read_periods
from praksisplan.text import Count, language, printable_text

__all__ = [
    "Bar",
    "Block",
    "Bullets",
    "Chart",
    "ChartRow",
    "Document",
    "Heading",
    "Paragraph",
    "Table",
    "Timeline",
    "TimelineRow",
    "notes_of",
]


@attrs.frozen(field_transformer=checked)
class Heading:
    """A heading; ``level`` 1 stands right under the title of the document. Danish: *overskrift*."""

    level: int = attrs.field(converter=positive)
    text: str = attrs.field(converter=printable_text)


@attrs.frozen(field_transformer=checked)
class Paragraph:
    """A paragraph, with the places that it rests on. Danish: *afsnit tekst*.

    ``lead`` is a word or two that open it in bold type, such as the number of a recommendation; alone, it is a label
    over what follows.
    """

    text: str = attrs.field(converter=printable_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    lead: str = attrs.field(default="", converter=printable_text)


@attrs.frozen(field_transformer=checked)
class Bullets:
    """A list of paragraphs. Danish: *punktopstilling*."""

    items: tuple[Paragraph, ...] = attrs.field(converter=Several[Paragraph])


def _rows(values: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells, none of which holds what steers the display."""
    return each(values, _row)


def _row(values: Iterable[Cell]) -> tuple[Cell, ...]:
    return each(values, _cell)


def _cell(value: Cell) -> Cell:
    for text in value if isinstance(value, tuple) else (value,):
        if type(text) is str:
            printable_text(text)
    return value


@attrs.frozen(field_transformer=checked)
class Table:
    """A table; one sheet of a workbook. Danish: *tabel*.

    ``columns`` are keys of `praksisplan.answers.headings.HEADINGS`; each row has one cell a column. ``name`` names
    the sheet, in the document's language. People are not shown the ``optional`` columns where those are empty, or
    unknown in nearly every row.
    """

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    columns: tuple[str, ...] = attrs.field(converter=clean_texts)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    optional: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)

    def records(self) -> list[dict[str, Cell]]:
        """The rows as records."""
        return [dict(zip(self.columns, row)) for row in self.rows]


@attrs.frozen(field_transformer=checked)
class TimelineRow:
    """One line of a timeline: what it is about, and a certainty for each period. Danish: *linje i tidsplanen*.

    From the cell with the index ``begun_from`` on, the work has begun before the period.
    """

    label: str = attrs.field(converter=printable_text)
    title: str = attrs.field(converter=printable_text)
    cells: tuple[Certainty, ...] = attrs.field(converter=Several[Certainty])
    begun_from: int | None = attrs.field(default=None, converter=optional(count))

    def words(self, lang: str) -> tuple[str, ...]:
        """The cells in words."""
        begun = len(self.cells) if self.begun_from is None else self.begun_from
        told = [cell.label(lang) for cell in self.cells]
        return (*told[:begun], *[phrase("begun", lang)] * len(told[begun:]))


@attrs.frozen(field_transformer=checked)
class Timeline:
    """Rows over contiguous periods. Danish: *tidsplan*. Each row has one cell a period."""

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    periods: tuple[Period, ...] = attrs.field(converter=read_periods)
    rows: tuple[TimelineRow, ...] = attrs.field(converter=Several[TimelineRow])


_MOST = 1e300


def _amount(value: float) -> float:
    """A number that can be drawn: whole or not, finite, not below nothing."""
    return float(number(value, at_least=0, at_most=_MOST))


@attrs.frozen(field_transformer=checked)
class Bar:
    """How much there is in one period: surely ``least``, perhaps ``most``; ``limit`` is the most that should be.

    Danish: *søjle*. ``text`` says it in words, for the cell of a table. ``Bar("", 0, 0)`` is nothing.

    >>> Bar("3–4 af 3", 3, 4, 3).is_over, Bar("4 af 3", 4, 4, 3).is_over, Bar("4", 4, 4).is_over
    (None, True, False)
    """

    text: str = attrs.field(converter=printable_text)
    least: float = attrs.field(converter=_amount)
    most: float = attrs.field(converter=_amount)
    limit: float | None = attrs.field(default=None, converter=optional(_amount))

    def __attrs_post_init__(self) -> None:
        if self.least > self.most:
            raise PlanError(
                Fault(
                    "order",
                    "",
                    f"the least ({self.least:g}) is more than the most ({self.most:g})",
                    f"det mindste ({self.least:g}) er mere end det største ({self.most:g})",
                )
            )

    @property
    def is_over(self) -> bool | None:
        """Whether there is more than there should be: surely, not, or ``None`` for perhaps."""
        if self.limit is None or self.most <= self.limit:
            return False
        return True if self.least > self.limit else None


@attrs.frozen(field_transformer=checked)
class ChartRow:
    """One line of a chart: what it is about, and a bar for each period. Danish: *linje i diagrammet*."""

    label: str = attrs.field(converter=printable_text)
    title: str = attrs.field(converter=printable_text)
    bars: tuple[Bar, ...] = attrs.field(converter=Several[Bar])


@attrs.frozen(field_transformer=checked)
class Chart:
    """Bars over contiguous periods. Danish: *diagram*. Each row has one bar a period.

    As a table it has a column for each period; where no row has a title, the labels are names and stand alone.
    """

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    periods: tuple[Period, ...] = attrs.field(converter=read_periods)
    rows: tuple[ChartRow, ...] = attrs.field(converter=Several[ChartRow])


Block = Heading | Paragraph | Bullets | Table | Timeline | Chart


def _known_language(value: str) -> str:
    language(value)
    return value


@attrs.frozen(field_transformer=checked)
class Document:
    """Something to send to a committee: what it is, as of which day, its blocks, and the sources of its notes.

    Danish: *dokument*. ``facts`` are short lines under the title; ``sources`` are the documents that the notes cite.
    """

    title: str = attrs.field(converter=printable_text)
    lang: str = attrs.field(converter=_known_language)
    as_of: datetime.date = attrs.field(converter=as_day)
    facts: tuple[str, ...] = attrs.field(converter=clean_texts)
    blocks: tuple[Block, ...] = attrs.field(converter=Several[Block])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=Several[Source])

    def __repr__(self) -> str:
        return f"<Document {shown(self.title)} as of {self.as_of}: {Count(len(self.blocks)):block|blocks}>"

    def _repr_html_(self) -> str:
        """The document as its own page within the notebook, with its pictures."""
        from praksisplan.writing.html import render_html

        page = html.escape(render_html(self))
        return f'<iframe srcdoc="{page}" sandbox="" style="width:100%;height:40em;border:0"></iframe>'

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def notes_of(document: Document) -> dict[Citation, int]:
    """The number of the note of every citation, from 1, in the order in which the document first cites it."""
    One[Document](document, "document")
    notes: dict[Citation, int] = {}
    for block in document.blocks:
        paragraphs = block.items if isinstance(block, Bullets) else (block,) if isinstance(block, Paragraph) else ()
        for paragraph in paragraphs:
            for citation in paragraph.citations:
                notes.setdefault(citation, len(notes) + 1)
    return notes
