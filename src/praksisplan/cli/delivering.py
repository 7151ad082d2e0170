"""Showing documents on the terminal, or writing them to files."""

from __future__ import annotations

import os
import sys

from praksisplan.answers import Layout, citation_text
from praksisplan.answers.headings import heading
from praksisplan.cli.command import Call, width
from praksisplan.cli.phrases import phrase
from praksisplan.cli.printing import filled, print_lines
from praksisplan.errors import PlanError, fault
from praksisplan.reports import Document, render, save_document
from praksisplan.reports.document import finished
from praksisplan.writing.finished import Bullets, Grid, Heading, Paragraph


def deliver(document: Document, call: Call) -> None:
    """Write a document to a file, in the styles of a template perhaps, or show it here."""
    if call.out is not None:
        is_for_excel = call.format == "csv-excel"
        save_document(document, call.out, overwrite=call.force, template=call.template, excel=is_for_excel)
        print_lines([phrase("written", call.lang, call.out)])
    elif call.template is not None:
        raise PlanError(fault("needs-word", "--template"))
    elif call.format == "table":
        _show_document(document)
    else:
        sys.stdout.write(render(document, call.format).decode("utf-8"))


_LABELS, _LEAST = 30, 6
"""The columns that the labels of a table in periods need, and the least for each period."""


def _show_document(document: Document) -> None:
    lang = document.lang
    counted = document.counted.casefold()
    facts = (line for line in (document.title, *document.facts) if line.casefold() not in counted)
    lines = filled("\n".join(filter(None, (document.counted, *facts))))
    for block in finished(document).blocks:
        if isinstance(block, Heading):
            lines += ["", *map(_bold, filled(f"{'#' * block.level} {block.text}"))]
        elif isinstance(block, Grid) and block.periods > (width() - _LABELS) // _LEAST:
            lines += filled(phrase("too_many_periods", lang, block.periods))
        elif isinstance(block, Grid):
            title = heading("title", lang)
            names = ["title" if one == title else f"{place}" for place, one in enumerate(block.headings)]
            rows = [dict(zip(names, texts)) for texts in block.texts()[1:]]
            layout = Layout(rows, dict(zip(names, block.headings)), lang, is_compact=block.periods > 0)
            lines += layout.lines(width())
        else:
            for paragraph in block.items if isinstance(block, Bullets) else (block,):
                lines += _paragraph(paragraph, isinstance(block, Bullets), lang)
    print_lines(lines)


def _paragraph(paragraph: Paragraph, is_item: bool, lang: str) -> list[str]:
    sources = f"({citation_text(paragraph.citations, lang)})" if paragraph.citations else ""
    words = " ".join(filter(None, (paragraph.lead, paragraph.text, sources)))
    return filled(words, mark="• " if is_item else "")


def _bold(line: str) -> str:
    """A line in bold where a terminal shows it."""
    return f"\x1b[1m{line}\x1b[0m" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else line
