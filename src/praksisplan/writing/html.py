"""A report `Document` -> one HTML file that needs no other: no script, nothing fetched, all text escaped."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterator, Mapping

import attrs

from praksisplan.answers import Cell, cell_text
from praksisplan.answers.headings import heading
from praksisplan.model import Citation
from praksisplan.reports import Block, Bullets, Chart, Document, Heading, Paragraph, Table, Timeline, notes_of
from praksisplan.writing.layout import LOOKS, contents_of, looks_of, note_texts, source_texts, timeline_table
from praksisplan.writing.phrases import phrase
from praksisplan.writing.svg import picture

__all__ = ["render_html"]

_STYLE = """\
:root { font: 100%/1.55 Arial, "Helvetica Neue", Helvetica, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; color: #1c2733; background: #ffffff; }
main, .top { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
.top { padding-top: 2.25rem; }
main { padding-bottom: 4rem; }
h1, h2, h3, h4, h5, h6 { color: #0f3557; background: #ffffff; line-height: 1.25; margin: 1.6em 0 0.45em;
  overflow-wrap: break-word; }
h1 { font-size: 2rem; margin-top: 0; }
h2 { font-size: 1.45rem; margin-top: 2.4em; padding-bottom: 0.25em; border-bottom: 2px solid #c9d6e2; }
h3 { font-size: 1.18rem; }
h4 { font-size: 1rem; }
h5, h6 { font-size: 0.95rem; }
p, ul, ol { margin: 0 0 0.8em; }
p, main li { max-width: 46rem; overflow-wrap: break-word; white-space: pre-line; }
li { margin-bottom: 0.25em; }
.label { margin: 1.1em 0 0.35em; break-after: avoid; }
.facts { list-style: none; padding: 0 0 1.1rem; margin: 0; border-bottom: 3px solid #0f3557; }
.facts li { color: #44515e; background: #ffffff; margin: 0; white-space: pre-line; overflow-wrap: break-word; }
a { color: #0b5394; background: #ffffff; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid #b3500b; outline-offset: 2px; }
sup { line-height: 0; font-size: 0.72em; }
sup a { text-decoration: none; }
.skip { position: absolute; left: -999rem; padding: 0.6rem 1rem; color: #ffffff; background: #0f3557; }
.skip:focus { left: 0; top: 0; z-index: 1; }
nav { margin: 1.5rem 0 0; padding: 1rem 1.25rem; color: #1c2733; background: #f2f5f8; }
nav h2 { margin: 0 0 0.5em; padding: 0; border: 0; font-size: 1rem; color: #0f3557; background: #f2f5f8; }
nav ol { list-style: none; margin: 0; padding: 0; columns: 22rem; column-gap: 2.5rem; }
nav li { break-inside: avoid; font-size: 0.92rem; }
nav li a { color: #0b5394; background: #f2f5f8; text-decoration: none; }
nav li a:hover { text-decoration: underline; }
nav .level-2 { padding-left: 1.1rem; }
nav .level-3 { padding-left: 2.2rem; }
.scroll { overflow-x: auto; margin: 1rem 0 1.6rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; line-height: 1.4; }
caption { text-align: left; font-weight: bold; padding: 0 0 0.5em; color: #0f3557; background: #ffffff; }
th, td { text-align: left; vertical-align: top; padding: 0.45em 0.7em; border-bottom: 1px solid #d3dbe3;
  white-space: pre-line; }
td { min-width: 5rem; overflow-wrap: break-word; }
thead th { vertical-align: bottom; color: #ffffff; background: #0f3557; border-bottom: 0; }
tbody th { font-weight: bold; color: #1c2733; background: #ffffff; max-width: 16rem; overflow-wrap: break-word; }
.count { text-align: right; font-variant-numeric: tabular-nums; min-width: 0; }
.day { white-space: nowrap; }
.timeline td { border: 1px solid #d3dbe3; }
.timeline td.cell { text-align: center; vertical-align: middle; min-width: 0; padding: 0.35em 0.5em; }
.scroll svg { display: block; margin: 0 0 1.2rem; max-width: 100%; min-width: 40rem; height: auto; }
.notes, .sources { font-size: 0.88rem; }
.notes { columns: 24rem; column-gap: 2.5rem; padding-left: 2.6em; }
.notes li { break-inside: avoid; }
.sources dt { font-weight: bold; overflow-wrap: break-word; }
.sources dd { margin: 0 0 0.6em; max-width: 46rem; overflow-wrap: break-word; white-space: pre-line; }
@media (max-width: 40rem) {
  main, .top { padding-left: 0.9rem; padding-right: 0.9rem; }
  h1 { font-size: 1.55rem; }
  h2 { font-size: 1.25rem; }
  nav .level-3 { display: none; }
}
@page { size: A4; margin: 20mm 18mm; }
@media print {
  :root { font-size: 10pt; }
  main, .top { max-width: none; padding: 0; }
  .skip, nav { display: none; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  .scroll { overflow: visible; }
  .scroll svg { min-width: 0; break-inside: avoid; }
  .timeline th, .timeline td { padding: 0.3em 0.25em; }
  table { font-size: 8pt; }
  td { min-width: 0; }
  p, main li, .sources dd { max-width: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  thead th, .timeline td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  p { orphans: 3; widows: 3; }
}
"""


def render_html(document: Document) -> str:
    """A document as a page of its own: a table of contents, headings in order, tables with captions, numbered notes.

    The cells of a timeline say in words what their colours show; a chart is drawn above a table of its words.

    >>> import datetime
    >>> page = render_html(Document("<b>", "da", datetime.date(2017, 1, 15), (), (Paragraph("1 < 2"),)))
    >>> "<title>&lt;b&gt;</title>" in page, "<p>1 &lt; 2</p>" in page
    (True, True)
    """
    lang = document.lang
    title = html.escape(document.title)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{lang}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}{_shades()}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#content">{phrase("skip", lang)}</a>',
        '<header class="top">',
        f"<h1>{title}</h1>",
        *_facts(document),
        *_contents(document),
        "</header>",
        '<main id="content">',
        *_main(document),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _shades() -> str:
    return "".join(f".{name} {{ color: #{text}; background: #{back}; }}\n" for name, (back, text) in LOOKS.items())


def _facts(document: Document) -> Iterator[str]:
    if document.facts:
        facts = "".join(f"<li>{html.escape(fact)}</li>" for fact in document.facts)
        yield f'<ul class="facts">{facts}</ul>'


def _contents(document: Document) -> Iterator[str]:
    found = contents_of(document)
    if found:
        yield f'<nav aria-labelledby="contents"><h2 id="contents">{phrase("contents", document.lang)}</h2>'
        yield "<ol>"
        for place, one in found:
            yield f'<li class="level-{one.level}"><a href="#part-{place}">{html.escape(one.text)}</a></li>'
        if document.sources or notes_of(document):
            yield f'<li class="level-1"><a href="#sources">{phrase("sources_and_references", document.lang)}</a></li>'
        yield "</ol></nav>"


@attrs.frozen
class _Notes:
    """The numbers of the notes, and how often each has been cited so far on the page."""

    lang: str
    numbers: Mapping[Citation, int]
    cited: dict[int, int] = attrs.field(factory=dict)

    def marks(self, paragraph: Paragraph) -> str:
        """The links from a paragraph to its notes."""
        return "".join(self._mark(self.numbers[citation]) for citation in dict.fromkeys(paragraph.citations))

    def _mark(self, number: int) -> str:
        time = self.cited[number] = self.cited.get(number, 0) + 1
        name = phrase("note", self.lang).format(number)
        link = f'<a href="#note-{number}" id="cite-{number}-{time}" aria-label="{name}">[{number}]</a>'
        return f"<sup>{link}</sup>"


def _main(document: Document) -> Iterator[str]:
    notes = _Notes(document.lang, notes_of(document))
    for place, block in enumerate(document.blocks):
        yield from _block(place, block, notes)
    if document.sources or notes.numbers:
        yield f'<section id="sources"><h2>{phrase("sources_and_references", document.lang)}</h2>'
        yield from _sources(document)
        yield from _references(document, notes)
        yield "</section>"


def _block(place: int, block: Block, notes: _Notes) -> Iterator[str]:
    match block:
        case Heading(level, text):
            name = f"h{min(level + 1, 6)}"
            yield f'<{name} id="part-{place}">{html.escape(text)}</{name}>'
        case Paragraph():
            kind = "" if block.text else ' class="label"'
            yield f"<p{kind}>{_paragraph(block, notes)}</p>"
        case Bullets(items):
            yield "<ul>"
            for item in items:
                yield f"<li>{_paragraph(item, notes)}</li>"
            yield "</ul>"
        case Table():
            yield from _table(block, notes.lang)
        case Timeline():
            yield from _timeline(block, notes.lang)
        case _:
            yield from _timeline(block, notes.lang, picture(block, notes.lang, f"picture-{place}"))


def _paragraph(paragraph: Paragraph, notes: _Notes) -> str:
    lead = f"<strong>{html.escape(paragraph.lead)}</strong>" if paragraph.lead else ""
    between = " " if paragraph.lead and paragraph.text else ""
    return f"{lead}{between}{html.escape(paragraph.text)}{notes.marks(paragraph)}"


def _table(table: Table, lang: str) -> Iterator[str]:
    yield from _head(table.caption, tuple(heading(column, lang) for column in table.columns), "table")
    for record in table.records():
        first, *rest = table.columns
        cells = "".join(f"<td{_kind(record[name])}>{html.escape(cell_text(record, name, lang))}</td>" for name in rest)
        yield f'<tr><th scope="row">{html.escape(cell_text(record, first, lang))}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _kind(value: Cell) -> str:
    """The class of a cell: counts stand to the right, days are not broken."""
    if isinstance(value, datetime.date):
        return ' class="day"'
    return ' class="count"' if isinstance(value, int) and not isinstance(value, bool) else ""


def _timeline(block: Timeline | Chart, lang: str, drawn: str = "") -> Iterator[str]:
    table = timeline_table(block, lang)
    before = len(table.columns) - len(block.periods)
    yield from _head(table.caption, tuple(heading(column, lang) for column in table.columns), "timeline", drawn)
    for row, names in zip(table.rows, looks_of(block)):
        first, *texts = (html.escape(str(text)) for text in row)
        titles = "".join(f"<td>{text}</td>" for text in texts[: before - 1])
        cells = "".join(f'<td class="cell {name}">{text}</td>' for name, text in zip(names, texts[before - 1 :]))
        yield f'<tr><th scope="row">{first}</th>{titles}{cells}</tr>'
    yield "</tbody></table></div>"


def _head(caption: str, headings: tuple[str, ...], kind: str, drawn: str = "") -> Iterator[str]:
    """A table up to its first row, under its picture, in a region of its own that scrolls where the page is narrow."""
    words = html.escape(caption)
    columns = "".join(f'<th scope="col">{html.escape(text[:1].upper() + text[1:])}</th>' for text in headings)
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{words}">{drawn}<table class="{kind}">'
    yield f"<caption>{words}</caption>"
    yield f"<thead><tr>{columns}</tr></thead><tbody>"


def _sources(document: Document) -> Iterator[str]:
    if document.sources:
        yield f"<h3>{phrase('sources', document.lang)}</h3>"
        yield '<dl class="sources">'
        for name, words in source_texts(document):
            yield f"<dt>{name}</dt><dd>{html.escape(words)}</dd>"
        yield "</dl>"


def _references(document: Document, notes: _Notes) -> Iterator[str]:
    if notes.numbers:
        yield f"<h3>{phrase('references', notes.lang)}</h3>"
        yield '<ol class="notes">'
        for number, words in note_texts(document).items():
            name = phrase("back", notes.lang).format(number)
            links = " ".join(
                f'<a href="#cite-{number}-{time}" aria-label="{name}">↩</a>'
                for time in range(1, notes.cited[number] + 1)
            )
            yield f'<li id="note-{number}">{html.escape(words)} {links}</li>'
        yield "</ol>"
