"""A document -> bytes of any format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Citation, Source
from praksisplan.periods import Period
from praksisplan.reports import Bar, Block, Bullets, Chart, Document, Heading, Paragraph, Table, Timeline
from praksisplan.writing.layout import readable, timeline_table
from praksisplan.writing.tables import EXCEL_MARK, csv_text, plain

__all__ = ["FORMATS", "render"]

FORMATS = ("md", "html", "docx", "xlsx", "svg", "csv", "json")
"""The formats of a document, by the suffix of their files; ``csv-excel`` is CSV for Danish Excel."""


def render(document: Document, format: str) -> bytes:
    """A document in one of `FORMATS`. Danish: *gengivelse*.

    Markdown, HTML, Word and Excel leave out the optional columns of tables that say nothing; CSV and JSON have all.
    Markdown, HTML, SVG, CSV and JSON are UTF-8. Word needs the extra ``word``, Excel ``excel``. The same document
    always gives the same bytes. Raises `PlanError` for another format, for an extra that is not installed, and for SVG
    where the document has neither a timeline nor a chart.

    >>> import datetime
    >>> document = Document("Plan", "da", datetime.date(2017, 1, 1), ("Udkast",), (Paragraph("Kun *her*."),))
    >>> print(render(document, "md").decode(), end="")
    # Plan
    <BLANKLINE>
    Udkast
    <BLANKLINE>
    Kun \\*her\\*.
    """
    if format in ("md", "html", "docx", "xlsx"):
        document = readable(document)
    if format == "md":
        from praksisplan.writing.markdown import render_markdown

        return render_markdown(document).encode()
    if format == "html":
        from praksisplan.writing.html import render_html

        return render_html(document).encode()
    if format == "docx":
        from praksisplan.writing.docx import render_docx

        return render_docx(document)
    if format == "xlsx":
        from praksisplan.writing.xlsx import render_xlsx

        return render_xlsx(document)
    if format == "svg":
        from praksisplan.writing.svg import render_svg

        return render_svg(document).encode()
    if format in ("csv", "csv-excel"):
        return _csv(document, excel=format == "csv-excel").encode()
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


def _csv(document: Document, excel: bool) -> str:
    """The tables, timelines and charts one after another, each under its caption where there are several."""
    tables = [
        block if isinstance(block, Table) else timeline_table(block, document.lang) for block in _tabular(document)
    ]
    captions = [table.caption if len(tables) > 1 else "" for table in tables]
    texts = [
        csv_text(table.records(), table.columns, document.lang, caption, excel=excel)
        for table, caption in zip(tables, captions)
    ]
    return (EXCEL_MARK if excel else "") + "\n".join(texts)


def _tabular(document: Document) -> Iterator[Table | Timeline | Chart]:
    """What can be told as rows; a chart that pictures a table under the same heading is left out."""
    part: list[Table | Timeline | Chart] = []
    for block in (*document.blocks, Heading(1, "")):
        if isinstance(block, (Table, Timeline, Chart)):
            part.append(block)
        elif isinstance(block, Heading):
            is_pictured = any(isinstance(one, Table) for one in part)
            yield from (one for one in part if not (is_pictured and isinstance(one, Chart)))
            part = []


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
        case Timeline():
            rows = [
                {"label": row.label, "title": row.title, "cells": [cell.value for cell in row.cells]}
                for row in block.rows
            ]
            return {"kind": "timeline", **_periods(block), "rows": rows}
        case _:
            bars = [
                {"label": row.label, "title": row.title, "bars": [_bar(bar) for bar in row.bars]} for row in block.rows
            ]
            return {"kind": "chart", **_periods(block), "rows": bars}


def _periods(block: Timeline | Chart) -> dict[str, Any]:
    return {"name": block.name, "caption": block.caption, "periods": [_period(period) for period in block.periods]}


def _bar(bar: Bar) -> dict[str, Any]:
    limit = None if bar.limit is None else _number(bar.limit)
    return {"text": bar.text, "least": _number(bar.least), "most": _number(bar.most), "limit": limit}


def _number(value: float) -> float:
    """Whole numbers without a point."""
    return int(value) if value.is_integer() else value


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
