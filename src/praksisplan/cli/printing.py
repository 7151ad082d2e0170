"""How answers and documents are printed on the terminal, and for programs."""

from __future__ import annotations

import datetime
import os
import shutil
import sys

from praksisplan.answers import Cell, Layout, Lines, Tabular, citation_text, wrapped
from praksisplan.answers.headings import heading
from praksisplan.cli.options import Drawn, Lang, Output
from praksisplan.cli.phrases import phrase
from praksisplan.reports import Bullets, Chart, Document, Heading, Paragraph, Table, Timeline
from praksisplan.storage.files import save_document
from praksisplan.writing.documents import render
from praksisplan.writing.layout import timeline_table
from praksisplan.writing.tables import EXCEL_MARK, csv_text, json_text, markdown_text

__all__ = ["deliver", "print_answer", "print_piece", "print_records", "width"]


def print_answer(answer: Tabular, as_of: datetime.date | None, under: str, lang: Lang, format: Output) -> None:
    """An answer under its heading and some lines; for programs all its columns, codes in JSON."""
    if format == "json":
        sys.stdout.write(json_text(as_of, answer.to_records()))
        return
    headings = answer.headings(lang, all=format in ("csv", "csv-excel"))
    caption = "\n".join(filter(None, (answer.heading(lang), under)))
    print_records(caption, as_of, answer.cells(lang), tuple(headings), lang, format)


def print_records(
    caption: str,
    as_of: datetime.date | None,
    records: list[dict[str, Cell]],
    columns: tuple[str, ...],
    lang: Lang,
    format: Output,
) -> None:
    """Records under a caption; the caption of CSV goes to the error stream, and JSON has none."""
    if format == "json":
        sys.stdout.write(json_text(as_of, [{column: record[column] for column in columns} for record in records]))
    elif format in ("csv", "csv-excel"):
        sys.stderr.write(f"{caption}\n")
        is_excel = format == "csv-excel"
        sys.stdout.write((EXCEL_MARK if is_excel else "") + csv_text(records, columns, lang, excel=is_excel))
    elif format == "md":
        sys.stdout.write(f"{caption}\n\n{markdown_text(records, columns, lang)}")
    else:
        headings = {column: heading(column, lang) for column in columns}
        print_piece(caption, Layout(records, headings, lang))


def width() -> int:
    """The columns of the terminal, 80 where it does not say."""
    return shutil.get_terminal_size().columns


def print_piece(caption: str, piece: Layout | Lines) -> None:
    """A caption and what stands under it, each line within the width of the terminal."""
    sys.stdout.write("\n".join([*_filled(caption), *piece.lines(width()), ""]))


def deliver(document: Document, out: str | None, force: bool, format: Drawn) -> None:
    """Write a document to a file, or show it here."""
    if out is not None:
        save_document(document, out, overwrite=force)
    elif format == "table":
        _show_document(document)
    else:
        sys.stdout.write(render(document, format).decode("utf-8"))


_LABELS, _LEAST = 30, 6
"""The columns that the labels of a table in periods need, and the least for each period."""


def _show_document(document: Document) -> None:
    lines = _filled("\n".join((document.title, *document.facts)))
    for block in document.blocks:
        if isinstance(block, Heading):
            lines += ["", *_filled(f"{'#' * block.level} {block.text}", _BOLD)]
        elif isinstance(block, (Timeline, Chart)) and len(block.periods) > (width() - _LABELS) // _LEAST:
            lines += _filled(phrase("too_many_periods", document.lang).format(len(block.periods)))
        elif isinstance(block, (Table, Timeline, Chart)):
            table = block if isinstance(block, Table) else timeline_table(block, document.lang)
            headings = {column: heading(column, document.lang) for column in table.columns}
            lines += Layout(table.records(), headings, document.lang).lines(width())
        else:
            for paragraph in block.items if isinstance(block, Bullets) else (block,):
                lines += _paragraph(paragraph, isinstance(block, Bullets), document.lang)
    sys.stdout.write("\n".join([*lines, ""]))


def _paragraph(paragraph: Paragraph, is_item: bool, lang: str) -> list[str]:
    sources = f"({citation_text(paragraph.citations, lang)})" if paragraph.citations else ""
    words = " ".join(filter(None, (paragraph.lead, paragraph.text, sources)))
    return _filled(words, mark="• " if is_item else "")


_BOLD = "1"


def _filled(text: str, style: str = "", mark: str = "") -> list[str]:
    """Text in lines of the terminal's width, in a style where a terminal shows it."""
    lines = [line for part in text.split("\n") for line in wrapped(part, width(), mark, " " * len(mark))]
    if style and sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        return [f"\x1b[{style}m{line}\x1b[0m" for line in lines]
    return lines
