"""A document -> bytes of any format, and what the renderers of several formats share."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.formats.tables import csv_text, plain
from praksisplan.model import Citation, Source
from praksisplan.periods import Chance, Period
from praksisplan.reports import Block, Bullets, Document, Heading, Paragraph, Table, Timeline
from praksisplan.text import language
from praksisplan.vocabulary import label

__all__ = [
    "FORMATS",
    "SHADES",
    "contents_of",
    "not_installed",
    "packed",
    "render",
    "shared_out",
    "source_text",
    "timeline_table",
    "words",
]

FORMATS = ("md", "html", "docx", "xlsx", "csv", "json")
"""The formats of a document, by the suffix of their files."""

SHADES = {
    "certain": ("1f4e79", "ffffff"),
    "possible": ("cfe0f1", "1c2733"),
    "no": ("ffffff", "5c6670"),
    "unknown": ("f2ead8", "4d3f1a"),
}
"""Background and text colour of the cells of a timeline; the word stands in the cell as well."""

_LONGEST_CONTENTS = 45

_WORDS: dict[str, tuple[str, str]] = {
    "contents": ("Indhold", "Contents"),
    "skip": ("Gå til indholdet", "Skip to the content"),
    "sources_and_references": ("Kilder og henvisninger", "Sources and references"),
    "sources": ("Kilder", "Sources"),
    "references": ("Henvisninger", "References"),
    "reference": ("henvisning", "reference"),
    "note": ("Henvisning {}", "Reference {}"),
    "back": ("Tilbage til henvisning {} i teksten", "Back to reference {} in the text"),
    "page": ("Side {} af {}", "Page {} of {}"),
    "sheet": ("Ark", "Sheet"),
    "about": ("Indhold i arket", "What it holds"),
    "table": ("Tabel {}. ", "Table {}. "),
    "rows": ("Rækker", "Rows"),
}


def words(key: str, lang: str) -> str:
    """A fixed phrase of rendered documents."""
    return _WORDS[key][language(lang)]


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


# --- what renderers share ----------------------------------------------------------------------------------------


def timeline_table(timeline: Timeline, lang: str) -> Table:
    """A timeline as a table: a column for each period, a word in each cell."""
    words = {chance.value: label(chance, lang) for chance in Chance}
    return Table(
        timeline.name,
        timeline.caption,
        ("number", "title", *(str(period) for period in timeline.periods)),
        tuple((row.label, row.title, *(words[cell] for cell in row.cells)) for row in timeline.rows),
    )


def contents_of(document: Document) -> list[tuple[int, Heading]]:
    """The headings of a table of contents, each with its place among the blocks.

    It is three levels deep, and two where three would take more than a page.
    """
    found = [(place, one) for place, one in enumerate(document.blocks) if isinstance(one, Heading) and one.level <= 3]
    return found if len(found) <= _LONGEST_CONTENTS else [(place, one) for place, one in found if one.level <= 2]


def source_text(source: Source, lang: str) -> str:
    """A source in words, after its id: what, from whom, and from when."""
    return ", ".join(filter(None, (source.title, source.publisher, str(source.dated))))


def shared_out(least: list[int], most: list[int], room: int) -> list[int]:
    """The widths of columns: what they need at least, and what room is left after how much more they could use.

    >>> shared_out([4, 10, 10], [4, 60, 35], 60)
    [4, 34, 22]
    """
    wanted = [more - less for less, more in zip(least, most)]
    left = max(min(room - sum(least), sum(wanted)), 0)
    return [less + more * left // max(sum(wanted), 1) for less, more in zip(least, wanted)]


def not_installed(library: str, extra: str) -> PlanError:
    """The error that says which extra a format needs."""
    return PlanError(
        Fault(
            "not-installed",
            "format",
            f"{library} is not installed; run: pip install 'praksisplan[{extra}]'",
            f"{library} er ikke installeret; kør: pip install 'praksisplan[{extra}]'",
        )
    )


def packed(content: bytes) -> bytes:
    """A zip archive with the same members, whose bytes depend on nothing but them: not on the clock."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name)  # dated 1980-01-01, the first day that zip knows
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return target.getvalue()


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
                "rows": [{"label": row.label, "title": row.title, "cells": row.cells} for row in block.rows],
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
