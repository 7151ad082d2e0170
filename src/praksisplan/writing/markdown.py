"""A document -> Markdown as GitHub reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from praksisplan.model import Citation
from praksisplan.reports import Block, Bullets, Document, Heading, Paragraph, Table, notes_of
from praksisplan.writing.layout import note_texts, source_texts, timeline_table
from praksisplan.writing.phrases import phrase
from praksisplan.writing.tables import escaped, markdown_text

__all__ = ["render_markdown"]

_OPENING = re.compile(r"\d+[.)]|[-+=]")
"""What would open a list, or make a heading of the line before."""


def render_markdown(document: Document) -> str:
    """A document as Markdown, its citations as footnotes; no text of the document is read as markup.

    >>> import datetime
    >>> from praksisplan.reports import Document, Heading, Paragraph
    >>> blocks = (Heading(1, "Status"), Paragraph("Afventer *BBR*.", lead="Anbefaling 5"))
    >>> print(render_markdown(Document("Plan 2017", "da", datetime.date(2017, 1, 1), ("Udkast",), blocks)), end="")
    # Plan 2017
    <BLANKLINE>
    Udkast
    <BLANKLINE>
    ## Status
    <BLANKLINE>
    **Anbefaling 5** Afventer \\*BBR\\*.
    """
    notes = notes_of(document)
    parts = [f"# {escaped(document.title)}\n", _lines("\n".join(document.facts)) + "\n"]
    parts += [part for block in document.blocks for part in _block(block, notes, document.lang)]
    if notes:
        parts.append("".join(f"[^{number}]: {_line(words)}\n" for number, words in note_texts(document).items()))
    if document.sources:
        parts.append(f"## {phrase('sources', document.lang)}\n")
        parts.append("".join(f"- **{name}** {escaped(words)}\n" for name, words in source_texts(document)))
    return "\n".join(part for part in parts if part.strip())


def _block(block: Block, notes: dict[Citation, int], lang: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * min(block.level + 1, 6)} {escaped(block.text)}\n"
        case Paragraph():
            yield _paragraph(block, notes) + "\n"
        case Bullets():
            yield "".join(f"- {_paragraph(item, notes)}\n".replace("\\\n", "\\\n  ") for item in block.items)
        case Table():
            yield f"*{_line(block.caption)}*\n" if block.caption.strip() else ""
            yield markdown_text(block.records(), block.columns, lang)
        case _:
            yield from _block(timeline_table(block, lang), notes, lang)


def _paragraph(paragraph: Paragraph, notes: dict[Citation, int]) -> str:
    lead = f"**{escaped(paragraph.lead)}** " if paragraph.lead.strip() else ""
    marks = "".join(f"[^{number}]" for number in dict.fromkeys(notes[one] for one in paragraph.citations))
    return lead + _lines(paragraph.text) + marks


def _lines(text: str) -> str:
    """Text of several lines, each on a line of its own."""
    return "\\\n".join(_line(line) for line in text.split("\n") if line.strip())


def _line(text: str) -> str:
    """Text as a line that opens neither a list nor an underlined heading."""
    line = escaped(text)
    opening = _OPENING.match(line)
    return line if opening is None else f"{line[: opening.end() - 1]}\\{line[opening.end() - 1 :]}"
