"""A document -> bytes of any format."""

from __future__ import annotations

import json
from typing import Any

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.formats.layout import timeline_table
from praksisplan.formats.tables import csv_text, plain
from praksisplan.model import Citation, Source
from praksisplan.periods import Period
from praksisplan.reports import Block, Bullets, Document, Heading, Paragraph, Table, Timeline

__all__ = ["FORMATS", "render"]

FORMATS = ("md", "html", "docx", "xlsx", "csv", "json")
"""The formats of a document, by the suffix of their files."""


def render(document: Document, format: str) -> bytes:
    """A document in one of `FORMATS`. Danish: *gengivelse*.

    Markdown, HTML, CSV and JSON are UTF-8. Word needs the extra ``word``, Excel ``excel``. The same document always
    gives the same bytes. Raises `PlanError` for another format and for an extra that is not installed.

    >>> import datetime
    >>> document = Document("Plan", "da", datetime.date(2017, 1, 1), ("Udkast",), (Paragraph("Kun *her*."),))
    >>> print(render(document, "md").decode(), end="")
    # Plan
    <BLANKLINE>
    Udkast
    <BLANKLINE>
    Kun \\*her\\*.
    """
    if format == "md":
        from praksisplan.formats.markdown import render_markdown

        return render_markdown(document).encode()
    if format == "html":
        from praksisplan.formats.html import render_html

        return render_html(document).encode()
    if format == "docx":
        from praksisplan.formats.docx import render_docx

        return render_docx(document)
    if format == "xlsx":
        from praksisplan.formats.xlsx import render_xlsx

        return render_xlsx(document)
    if format == "csv":
        return _csv(document).encode()
    if format == "json":
        return _json(document).encode()
    known = ", ".join(FORMATS)
    raise PlanError(
        Fault(
            "unknown-format",
            "format",
            f"expected one of {known}, found {shown(format)}",
            f"der skulle stå en af {known}, her står {shown(format)}",
        )
    )


# --- CSV ---------------------------------------------------------------------------------------------------------


def _csv(document: Document) -> str:
    """The tables and timelines one after another, each under its caption where there are several."""
    tables = [
        timeline_table(block, document.lang) if isinstance(block, Timeline) else block
        for block in document.blocks
        if isinstance(block, (Table, Timeline))
    ]
    return "\n".join(
        csv_text(table.records(), table.columns, document.lang, table.caption if len(tables) > 1 else "")
        for table in tables
    )


# --- JSON --------------------------------------------------------------------------------------------------------


def _json(document: Document) -> str:
    """The whole document; unknown is ``null``."""
    data = {
        "title": document.title,
        "lang": document.lang,
        "as_of": document.as_of.isoformat(),
        "facts": document.facts,
        "blocks": [_block(block) for block in document.blocks],
        "sources": [_source(source) for source in document.sources],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", **_paragraph(block)}
        case Bullets():
            return {"kind": "bullets", "items": [_paragraph(item) for item in block.items]}
        case Table():
            records = [{column: plain(cell) for column, cell in record.items()} for record in block.records()]
            head = {"kind": "table", "name": block.name, "caption": block.caption}
            return {**head, "columns": block.columns, "records": records}
        case _:
            return {
                "kind": "timeline",
                "name": block.name,
                "caption": block.caption,
                "periods": [_period(period) for period in block.periods],
                "rows": [
                    {"label": row.label, "title": row.title, "cells": [cell.value for cell in row.cells]}
                    for row in block.rows
                ],
            }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    citations = [_citation(citation) for citation in paragraph.citations]
    return {"lead": paragraph.lead, "text": paragraph.text, "citations": citations}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "source": citation.source,
        "section": citation.section,
        "line": citation.line,
        "last_line": citation.last_line,
        "page": citation.page,
        "cell": citation.cell,
        "quote": citation.quote,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "dated": _period(source.dated),
        "publisher": source.publisher,
        "note": source.note,
        "kind": None if source.kind is None else source.kind.value,
        "covers": None if source.covers is None else _period(source.covers),
    }


def _period(period: Period) -> dict[str, Any]:
    """The words, and the first and last day, both included."""
    return {"text": period.text, "first_day": plain(period.start), "last_day": plain(period.last_day)}
