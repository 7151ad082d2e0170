"""A finished document -> Markdown as GitHub reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from praksisplan.writing.finished import Bullets, FinishedBlock, FinishedDocument, Heading, Paragraph
from praksisplan.writing.tables import escaped, markdown_text

_OPENING = re.compile(r"\d+[.)]|[-+=]")
"""The beginnings that would open a list, or make a heading of the line before."""


def render_md(document: FinishedDocument) -> str:
    """A document as Markdown, its citations as footnotes; no text of the document is read as markup."""
    parts = [f"# {escaped(document.title)}\n", _lines("\n".join(document.facts)) + "\n"]
    parts += [part for block in document.blocks for part in _block(block, document)]
    parts.append("".join(f"[^{note.number}]: {_line(note.text)}\n" for note in document.notes.values()))
    if document.sources:
        parts.append(f"## {document.words['sources']}\n")
        parts.append("".join(f"- **{name}** {escaped(words)}\n" for name, words in document.sources))
    return "\n".join(part for part in parts if part.strip())


def _block(block: FinishedBlock, document: FinishedDocument) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * min(block.level + 1, 6)} {escaped(block.text)}\n"
        case Paragraph():
            yield _paragraph(block, document) + "\n"
        case Bullets():
            yield "".join(f"- {_paragraph(item, document)}\n".replace("\\\n", "\\\n  ") for item in block.items)
        case _:
            yield f"*{_line(block.caption)}*\n" if block.caption.strip() else ""
            yield markdown_text(block)


def _paragraph(paragraph: Paragraph, document: FinishedDocument) -> str:
    lead = f"**{escaped(paragraph.lead)}** " if paragraph.lead.strip() else ""
    marks = "".join(f"[^{number}]" for number in document.notes_of(paragraph))
    return lead + _lines(paragraph.text) + marks


def _lines(text: str) -> str:
    """Text of several lines, each on a line of its own."""
    return "\\\n".join(_line(line) for line in text.split("\n") if line.strip())


def _line(text: str) -> str:
    """Text as a line that opens neither a list nor an underlined heading."""
    line = escaped(text)
    opening = _OPENING.match(line)
    return line if opening is None else f"{line[: opening.end() - 1]}\\{line[opening.end() - 1 :]}"
