"""A document as a value: headings, paragraphs, lists, tables and timelines, with citations as notes."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Iterable, Iterator

import attrs

from praksisplan.answers import Cell, cell_text
from praksisplan.answers.grids import grid_of
from praksisplan.answers.headings import heading
from praksisplan.answers.pictures import Chart, Timeline
from praksisplan.answers.words import period_words
from praksisplan.arguments import reader
from praksisplan.errors import shown
from praksisplan.fields import Several, as_day, checked, clean_texts, each
from praksisplan.model import Citation, Source
from praksisplan.reports.phrases import WRITTEN, joined, phrase
from praksisplan.text import Count, in_language, language, printable_text, sentence
from praksisplan.writing.finished import Bullets, Curves, FinishedBlock, FinishedDocument, Heading, Note, Paragraph, Web

Format = tuple[str, Callable[[], bytes]]
"""A suffix of files, and the function that gives their content."""


def _formats(values: Iterable[Format]) -> tuple[Format, ...]:
    found: tuple[Format, ...] = reader(tuple[Format, ...])(values, "")
    return found


def _rows(values: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells without control characters."""
    return each(values, lambda row: each(row, _cell))


def _cell(value: Cell) -> Cell:
    for text in value if isinstance(value, tuple) else (value,):
        if type(text) is str:
            printable_text(text)
    return value


@checked
class Table:
    """A table; one sheet of a workbook. Danish: *tabel*.

    ``columns`` are keys of `praksisplan.answers.headings.HEADINGS`; each row has one cell for each column. ``name``
    names the sheet, in the language of the document. Formats for people leave out an ``optional`` column that is empty,
    unknown in nearly every row, or the same in every row.
    """

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    columns: tuple[str, ...] = attrs.field(converter=clean_texts)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    optional: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)

    def records(self) -> list[dict[str, Cell]]:
        """The rows as records."""
        return [dict(zip(self.columns, row)) for row in self.rows]


Block = Heading | Paragraph | Bullets | Table | Timeline | Chart | Web | Curves
"""A part of a document.

>>> blocks: tuple[Block, ...] = (Heading(1, "Overblik"), Paragraph("Planen har 71 anbefalinger."))
"""


def _known_language(value: str) -> str:
    language(value)
    return value


@checked
class Document:
    """A report for a committee: its title, day, blocks, and the sources of its notes. Danish: *dokument*.

    ``facts`` are short lines under the title; ``sources`` are the documents that the notes cite. ``counted`` is one
    line with the number of recommendations; a terminal shows it first. ``own`` are formats that only this document has,
    each with the function that writes it: ``xml`` of a schedule is a project.
    """

    title: str = attrs.field(converter=printable_text)
    lang: str = attrs.field(converter=_known_language)
    as_of: datetime.date = attrs.field(converter=as_day)
    facts: tuple[str, ...] = attrs.field(converter=clean_texts)
    blocks: tuple[Block, ...] = attrs.field(converter=Several[Block])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=Several[Source])
    counted: str = attrs.field(default="", converter=printable_text)
    own: tuple[Format, ...] = attrs.field(default=(), converter=_formats, eq=False, repr=False)

    def __repr__(self) -> str:
        return f"<Document {shown(self.title)} as of {self.as_of}: {Count(len(self.blocks)):block|blocks}>"

    def _repr_html_(self) -> str:
        """The document as its own page within the notebook, with its pictures."""
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


# --- finishing: the last step in which a language is asked for --------------------------------------------------


def finished(document: Document, *, lean: bool = True, drawn: bool = True) -> FinishedDocument:
    """The document with every text in its language.

    If ``lean``, an optional column that says nothing, or the same in every row, is replaced by a sentence above the
    table. Unless ``drawn``, what is nothing but a picture is left out.
    """
    lang = document.lang
    names = {one.id: phrase("source", lang).format(place) for place, one in enumerate(document.sources, start=1)}
    titles = {one.id: one.title for one in document.sources}
    blocks = [one for one in document.blocks if drawn or not isinstance(one, (Web, Curves))]
    cited = dict.fromkeys(citations_in(document.blocks))
    return FinishedDocument(
        title=document.title,
        lang=lang,
        as_of=document.as_of,
        facts=document.facts,
        blocks=tuple(one for block in blocks for one in finished_block(block, lang, lean=lean)),
        notes={
            one: Note(number, one.text(lang, names.get(one.source, "")), titles.get(one.source, ""))
            for number, one in enumerate(cited, start=1)
        },
        sources=tuple((names[one.id], source_words(one, lang)) for one in document.sources),
        words=in_language(WRITTEN, lang),
    )


def source_words(source: Source, lang: str) -> str:
    """A source as a list of sources names it: its title, who published it, when, and where it is found."""
    return ", ".join(filter(None, (source.title, source.publisher, period_words(source.dated, lang), source.address)))


def finished_block(block: Block, lang: str, *, lean: bool = True) -> Iterator[FinishedBlock]:
    """A block with every text in a language; the sentences about left-out columns come before a lean table."""
    if isinstance(block, Table):
        left_out = dict(_left_out(block, lang)) if lean and block.rows else {}
        yield from (Paragraph(words) for words in left_out.values() if words)
        columns = tuple(column for column in block.columns if column not in left_out)
        yield grid_of(block.records(), columns, lang, block.name, block.caption)
    elif isinstance(block, (Timeline, Chart, Web, Curves)):
        yield block.grid(lang)
    else:
        yield block


# --- columns that say nothing ------------------------------------------------------------------------------------

_SCARCE = 0.05
"""A column that is known in at most this share of the rows is replaced by a sentence."""


def _left_out(table: Table, lang: str) -> Iterator[tuple[str, str]]:
    """The columns to leave out, each with the sentence that replaces it; an empty column needs none."""
    records = table.records()
    for column in table.optional:
        texts = [cell_text(record, column, lang) for record in records]
        known: dict[str, list[str]] = {}
        for text, record, row in zip(texts, records, table.rows):
            if text and record[column] is not None:
                known.setdefault(text, []).append(str(row[0]))
        name = sentence(heading(column, lang))
        if not any(texts):
            yield column, ""
        elif all(texts) and sum(map(len, known.values())) <= len(records) * _SCARCE:
            cells = "; ".join(phrase("known_for", lang).format(one, joined(rows, lang)) for one, rows in known.items())
            missing = "unknown_for_others" if known else "unknown_for_all"
            yield column, phrase(missing, lang).format(name, cells)
        elif len(set(texts)) == 1 and len(texts) > 1:
            yield column, phrase("same_for_all", lang).format(name, texts[0])
