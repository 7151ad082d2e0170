"""How documents are shown on the terminal, or written."""

from __future__ import annotations

import os
import sys

from praksisplan.answers import Layout, citation_text
from praksisplan.answers.headings import heading
from praksisplan.cli.options import Drawn
from praksisplan.cli.phrases import phrase
from praksisplan.cli.printing import filled, width
from praksisplan.reports import Bullets, Chart, Document, Heading, Paragraph, Table, Timeline
from praksisplan.storage.files import save_document
from praksisplan.writing.documents import render
from praksisplan.writing.layout import timeline_table

__all__ = ["deliver"]


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
    lines = filled("\n".join((document.title, *document.facts)))
    for block in document.blocks:
        if isinstance(block, Heading):
            lines += ["", *map(_bold, filled(f"{'#' * block.level} {block.text}"))]
        elif isinstance(block, (Timeline, Chart)) and len(block.periods) > (width() - _LABELS) // _LEAST:
            lines += filled(phrase("too_many_periods", document.lang).format(len(block.periods)))
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
    return filled(words, mark="• " if is_item else "")


def _bold(line: str) -> str:
    """A line in bold where a terminal shows it."""
    return f"\x1b[1m{line}\x1b[0m" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else line
