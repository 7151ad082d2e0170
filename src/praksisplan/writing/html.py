"""A finished document -> one HTML file that needs no other: no script, nothing fetched, all text escaped."""

from __future__ import annotations

import datetime
import functools
import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources

import attrs

from praksisplan.writing.colours import DARK, LOOKS
from praksisplan.writing.finished import Bullets, Cell, FinishedBlock, FinishedDocument, Grid, Heading, Paragraph
from praksisplan.writing.layout import contents_of
from praksisplan.writing.svg import picture


def render_html(document: FinishedDocument) -> str:
    """A document as a page of its own: a table of contents, headings in order, tables with captions, numbered notes.

    The cells of a timeline say in words what their colours show; a chart is drawn above a table of its words.
    """
    return framed(document, f"\n{style()}", [*facts(document), *contents(document)], blocks_of(document))


def framed(
    document: FinishedDocument,
    look: str,
    top: Iterable[str],
    main: Iterable[str],
    *,
    head: Iterable[str] = (),
    end: Iterable[str] = (),
) -> str:
    """A whole page: ``top`` is under its title, ``head`` is added to its head, ``end`` comes after its content."""
    title = html.escape(document.title)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{document.lang}">',
        "<head>",
        '<meta charset="utf-8">',
        *head,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{look}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#content">{document.words["skip"]}</a>',
        '<header class="top">',
        f"<h1>{title}</h1>",
        *top,
        "</header>",
        '<main id="content">',
        *main,
        "</main>",
        *end,
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


@functools.cache
def style() -> str:
    """The style sheets of the screen and of paper, and the colours of cells and pictures, on a dark screen too."""
    screen, paper = (
        resources.files("praksisplan.writing").joinpath(name).read_text() for name in ("page.css", "print.css")
    )
    looks = [(f".{name}", f"#{text}", f"#{back}") for name, (back, text) in LOOKS.items()]
    light = (f"{name} {{ color: {text}; background: {back}; }}\n" for name, text, back in looks)
    dark = (f"{name} {{ color: {DARK[text]}; background: {DARK[back]}; }}\n" for name, text, back in looks)
    drawn = (
        f'[fill="{one}"] {{ fill: {other}; }} [stroke="{one}"] {{ stroke: {other}; }}\n' for one, other in DARK.items()
    )
    return "".join((screen, *light, "@media screen and (prefers-color-scheme: dark) {\n", *dark, *drawn, "}\n", paper))


def facts(document: FinishedDocument) -> Iterator[str]:
    """The short lines under the title."""
    if document.facts:
        lines = "".join(f"<li>{html.escape(fact)}</li>" for fact in document.facts)
        yield f'<ul class="facts">{lines}</ul>'


def contents(document: FinishedDocument, first: Iterable[tuple[str, str]] = ()) -> Iterator[str]:
    """The table of contents: other places that come ``first``, then the headings of a document and its sources."""
    found = [(id, 1, text) for id, text in first]
    found += [(f"part-{place}", one.level, one.text) for place, one in contents_of(document)]
    if found and (document.sources or document.notes):
        found.append(("sources", 1, document.words["sources_and_references"]))
    if found:
        yield f'<nav aria-labelledby="contents"><h2 id="contents">{document.words["contents"]}</h2>'
        yield "<ol>"
        for id, level, text in found:
            yield f'<li class="level-{level}"><a href="#{id}">{html.escape(text)}</a></li>'
        yield "</ol></nav>"


@attrs.frozen
class _Page:
    """The document, where the rows of its tables lead by their first cell, and how often each note was cited so far."""

    document: FinishedDocument
    places: Mapping[str, str] = attrs.field(factory=dict)
    cited: Counter[int] = attrs.field(factory=Counter)

    def marks(self, paragraph: Paragraph) -> str:
        """The links from a paragraph to its notes."""
        return "".join(map(self._mark, self.document.notes_of(paragraph)))

    def _mark(self, number: int) -> str:
        self.cited[number] += 1
        name = self.document.words["note"].format(number)
        link = f'<a href="#note-{number}" id="cite-{number}-{self.cited[number]}" aria-label="{name}">[{number}]</a>'
        return f"<sup>{link}</sup>"


def blocks_of(document: FinishedDocument, places: Mapping[str, str] | None = None) -> Iterator[str]:
    """The blocks of a document, its sources and its notes, as elements of a page.

    A row of a table whose first cell is a key of ``places`` leads to the element with that id.
    """
    page = _Page(document, places or {})
    for place, block in enumerate(document.blocks):
        yield from _block(place, block, page)
    if document.sources or document.notes:
        yield f'<section id="sources"><h2>{document.words["sources_and_references"]}</h2>'
        if document.sources:
            yield f"<h3>{document.words['sources']}</h3>"
            yield '<dl class="sources">'
            for name, words in document.sources:
                yield f"<dt>{html.escape(name)}</dt><dd>{html.escape(words)}</dd>"
            yield "</dl>"
        yield from _references(page)
        yield "</section>"


def _block(place: int, block: FinishedBlock, page: _Page) -> Iterator[str]:
    match block:
        case Heading(level, text):
            name = f"h{min(level + 1, 6)}"
            yield f'<{name} id="part-{place}">{html.escape(text)}</{name}>'
        case Paragraph():
            kind = "" if block.text else ' class="label"'
            yield f"<p{kind}>{_paragraph(block, page)}</p>"
        case Bullets(items):
            yield "<ul>"
            for item in items:
                yield f"<li>{_paragraph(item, page)}</li>"
            yield "</ul>"
        case _:
            is_drawn = block.kind == "chart" or block.drawing is not None
            drawn = picture(block, page.document.words, f"picture-{place}") if is_drawn else ""
            yield from _grid(block, drawn, page)


def _paragraph(paragraph: Paragraph, page: _Page) -> str:
    lead = f"<strong>{html.escape(paragraph.lead)}</strong>" if paragraph.lead else ""
    between = " " if paragraph.lead and paragraph.text else ""
    return f"{lead}{between}{html.escape(paragraph.text)}{page.marks(paragraph)}"


def _grid(grid: Grid, drawn: str, page: _Page) -> Iterator[str]:
    """A table under its picture, in a region of its own that scrolls where the page is narrow."""
    caption = html.escape(grid.caption)
    region = f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">{drawn}'
    if grid.drawing is not None:
        yield f'<p class="label"><strong>{caption}</strong></p>{region}</div>'
        return
    kind = "timeline" if grid.kind == "chart" else grid.kind
    columns = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in grid.texts()[0])
    yield f'{region}<table class="{kind}">'
    yield f"<caption>{caption}</caption>"
    yield f"<thead><tr>{columns}</tr></thead><tbody>"
    for first, *rest in grid.rows:
        cells = "".join(f"<td{_kind(cell)}>{html.escape(cell.text)}</td>" for cell in rest)
        name = html.escape(first.text)
        if first.text in page.places:
            name = f'<a href="#{html.escape(page.places[first.text])}">{name}</a>'
        yield f'<tr><th scope="row">{name}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _kind(cell: Cell) -> str:
    """The class of a cell: its colours; counts are aligned to the right, days are not broken."""
    if cell.look:
        return f' class="cell {cell.look}"'
    if isinstance(cell.value, datetime.date):
        return ' class="day"'
    return "" if cell.value is None else ' class="count"'


def _references(page: _Page) -> Iterator[str]:
    if page.document.notes:
        yield f"<h3>{page.document.words['references']}</h3>"
        yield '<ol class="notes">'
        for note in page.document.notes.values():
            name = page.document.words["back"].format(note.number)
            links = " ".join(
                f'<a href="#cite-{note.number}-{time}" aria-label="{name}">↩</a>'
                for time in range(1, page.cited[note.number] + 1)
            )
            yield f'<li id="note-{note.number}">{html.escape(note.text)} {links}</li>'
        yield "</ol>"
