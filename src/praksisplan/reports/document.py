"""A document as a value: headings, paragraphs, lists, tables and timelines, with citations as notes."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable, Iterator

import attrs

from praksisplan.answers import Cell
from praksisplan.answers.phrases import phrase
from praksisplan.errors import shown
from praksisplan.fields import Several, as_day, checked, clean_texts, count, each, optional
from praksisplan.model import Citation, Source
from praksisplan.periods import Certainty, Period, read_periods
from praksisplan.text import Count, language, printable_text
from praksisplan.writing.finished import Bar, Bullets, Heading, Paragraph

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
    "citations_in",
]


def _rows(values: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells without control characters."""
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
    the sheet, in the document's language. Formats for people leave out an ``optional`` column that is empty, unknown in
    nearly every row, or the same in every row.
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
    """One line of a timeline: a recommendation, and a certainty for each period. Danish: *linje i tidsplanen*.

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


@attrs.frozen(field_transformer=checked)
class ChartRow:
    """One line of a chart: a label, a title, and a bar for each period. Danish: *linje i diagrammet*."""

    label: str = attrs.field(converter=printable_text)
    title: str = attrs.field(converter=printable_text)
    bars: tuple[Bar, ...] = attrs.field(converter=Several[Bar])


@attrs.frozen(field_transformer=checked)
class Chart:
    """Bars over contiguous periods. Danish: *diagram*. Each row has one bar a period.

    As a table it has a column for each period, and none for titles if no row has one.
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
    """A report to send to a committee: its title, day, blocks, and the sources of its notes.

    Danish: *dokument*. ``facts`` are short lines under the title; ``sources`` are the documents that the notes cite.
    ``counted`` is one line with the number of recommendations; a terminal shows it first.
    """

    title: str = attrs.field(converter=printable_text)
    lang: str = attrs.field(converter=_known_language)
    as_of: datetime.date = attrs.field(converter=as_day)
    facts: tuple[str, ...] = attrs.field(converter=clean_texts)
    blocks: tuple[Block, ...] = attrs.field(converter=Several[Block])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=Several[Source])
    counted: str = attrs.field(default="", converter=printable_text)

    def __repr__(self) -> str:
        return f"<Document {shown(self.title)} as of {self.as_of}: {Count(len(self.blocks)):block|blocks}>"

    def _repr_html_(self) -> str:
        """The document as its own page within the notebook, with its pictures."""
        from praksisplan.reports.finishing import finished
        from praksisplan.writing.html import render_html

        page = html.escape(render_html(finished(self)))
        return f'<iframe srcdoc="{page}" sandbox="" style="width:100%;height:40em;border:0"></iframe>'

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def citations_in(blocks: Iterable[Block]) -> Iterator[Citation]:
    """The citations of the paragraphs among some blocks, in order."""
    for block in blocks:
        for paragraph in block.items if isinstance(block, Bullets) else (block,):
            if isinstance(paragraph, Paragraph):
                yield from paragraph.citations
