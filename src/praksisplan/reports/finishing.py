"""A document -> a finished document: the last step in which a language is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from praksisplan.answers import cell_text
from praksisplan.answers.grids import grid_of
from praksisplan.answers.headings import heading
from praksisplan.answers.words import period_words
from praksisplan.fields import One
from praksisplan.reports.document import Block, Chart, Document, Paragraph, Table, Timeline, citations_in
from praksisplan.reports.phrases import WRITTEN, phrase
from praksisplan.reports.shared import joined
from praksisplan.text import language, sentence
from praksisplan.writing.finished import Cell, FinishedBlock, FinishedDocument, Grid, Note

__all__ = ["finished", "finished_block"]


def finished(document: Document, *, lean: bool = True) -> FinishedDocument:
    """The document with every text in its language.

    If ``lean``, an optional column that says nothing, or the same in every row, is replaced by a sentence above the
    table.
    """
    One[Document](document, "document")
    lang = document.lang
    names = {one.id: phrase("source", lang).format(place) for place, one in enumerate(document.sources, start=1)}
    titles = {one.id: one.title for one in document.sources}
    cited = dict.fromkeys(citations_in(document.blocks))
    return FinishedDocument(
        title=document.title,
        lang=lang,
        as_of=document.as_of,
        facts=document.facts,
        blocks=tuple(one for block in document.blocks for one in finished_block(block, lang, lean=lean)),
        notes={
            one: Note(number, one.text(lang, names.get(one.source, "")), titles.get(one.source, ""))
            for number, one in enumerate(cited, start=1)
        },
        sources=tuple(
            (names[one.id], ", ".join(filter(None, (one.title, one.publisher, period_words(one.dated, lang)))))
            for one in document.sources
        ),
        words={key: pair[language(lang)] for key, pair in WRITTEN.items()},
    )


def finished_block(block: Block, lang: str, *, lean: bool = True) -> Iterator[FinishedBlock]:
    """A block with every text in a language; the sentences about left-out columns come before a lean table."""
    if isinstance(block, Table):
        left_out = dict(_left_out(block, lang)) if lean and block.rows else {}
        yield from (Paragraph(words) for words in left_out.values() if words)
        columns = tuple(column for column in block.columns if column not in left_out)
        yield grid_of(block.records(), columns, lang, block.name, block.caption)
    elif isinstance(block, Timeline):
        rows = [
            (
                Cell(row.label),
                Cell(row.title),
                *(Cell(word, look=one.value) for word, one in zip(row.words(lang), row.cells)),
            )
            for row in block.rows
        ]
        yield _over_periods(block, ("number", "title"), rows, lang)
    elif isinstance(block, Chart):
        columns = ("number", "title") if any(row.title for row in block.rows) else ("name",)
        rows = [
            (
                *(Cell(row.label), Cell(row.title))[: len(columns)],
                *(Cell(bar.text, look=bar.look, bar=bar) for bar in row.bars),
            )
            for row in block.rows
        ]
        yield _over_periods(block, columns, rows, lang)
    else:
        yield block


def _over_periods(
    block: Timeline | Chart, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], lang: str
) -> Grid:
    headings = (*(heading(one, lang) for one in columns), *(period_words(period, lang) for period in block.periods))
    kind = "chart" if isinstance(block, Chart) else "timeline"
    return Grid(kind, block.name, block.caption, headings, tuple(rows), len(block.periods))


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
