"""Plain text and Markdown -> lines and tables; and the text that bytes hold, by documented rules only."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.model import Finding, finding
from praksisplan.reading.limits import Limits
from praksisplan.reading.written import Cell, Line, Opened, Part, Span, Table
from praksisplan.text import printable_text

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_BULLETS = re.compile("[\uf0b7\uf0a7\uf0d8\uf02d\u25cf\uf0fc]")
"""How Word and PDF write bullets of the fonts Symbol and Wingdings."""
_INVISIBLE = re.compile("[\xad\u034f\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffc]")
"""Signs without a look that word processors leave: places for hyphens, joiners, marks of one direction, objects."""


def decoded(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text that bytes hold: UTF-8 or UTF-16 by its byte order mark, else UTF-8, else Windows-1252 with a finding.

    Raises `PlanError` for anything else, with the place of the first byte that is none of them.

    >>> decoded("på".encode("cp1252"))[0]
    'på'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise _undecoded(content, error.start + len(mark)) from None
    if (place := content.find(b"\0")) >= 0:
        raise _undecoded(content, place)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as first:
        try:
            return content.decode("cp1252"), (finding("read-as-windows", "cp1252"),)
        except UnicodeDecodeError:
            raise _undecoded(content, first.start) from None


def _undecoded(content: bytes, start: int) -> PlanError:
    line = content.count(b"\n", 0, start) + 1
    return PlanError(fault("not-utf-8.document", "$", line, start - content.rfind(b"\n", 0, start)))


def cleaned(text: str, span: Span) -> str:
    """The text of a line or cell in Unicode form NFC: line breaks as line feeds, bullets as •, no invisible signs.

    Raises `PlanError` with the place for control characters and marks that turn the direction of writing.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BULLETS.sub("•", _INVISIBLE.sub("", _BREAKS.sub("\n", text))).replace("\xa0", " ")
    try:
        return printable_text(text)
    except PlanError as error:
        raise error.under(span.text() or "$") from None


def opened(text: str, limits: Limits) -> Opened:
    """The lines of a text, and its tables: those of Markdown, and lines that the same sign cuts into as many cells."""
    findings: list[Finding] = []
    return Opened(tuple(_parts(text, limits, findings)), tuple(findings))


def _parts(text: str, limits: Limits, findings: list[Finding]) -> Iterator[Part]:
    for (sign, _), alike in itertools.groupby(_lines(text), _cut):
        lines = list(alike)
        is_table = len(lines) >= _FEWEST_ROWS and (sign == "\t" or _HEADER.fullmatch(lines[0].text) is not None)
        if sign != "|" and not (sign and is_table):
            yield from lines
        elif rows := _rows(lines, sign, limits, findings):
            yield table_of(rows)


def _rows(lines: list[Line], sign: str, limits: Limits, findings: list[Finding]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        cells = tuple(_cells(line, findings) if sign == "|" else _pieces(line, sign))
        limits.hold("columns", len(cells), line.span.text())
        if sign != "|" or not all(_RULE.fullmatch(cell.text) for cell in cells):
            rows.append(cells)
            limits.hold("rows", len(rows), line.span.text())
    return rows


_FEWEST_ROWS = 3
_HEADER = re.compile(r"[^\d:;,]{1,120}(?<![.!?])")
"""A line that may be the headings of a table."""


def _cut(line: Line) -> tuple[str, int]:
    """The sign that cuts a line into at least three cells, and how many times; ``|`` for a row of Markdown."""
    text = line.text
    if text.lstrip().startswith("|"):
        return "|", 0
    return next(((sign, count) for sign in ("\t", " | ", " / ") if (count := text.count(sign)) > 1), ("", 0))


def _pieces(line: Line, sign: str) -> Iterator[Cell]:
    start = 0
    for piece in line.text.split(sign):
        end = start + len(piece)
        yield Cell(piece.strip(), attrs.evolve(line.span, column=start + 1, last_column=max(start + 1, end)))
        start = end + len(sign)


def _lines(text: str) -> Iterator[Line]:
    """The lines of a text; a form feed begins a page, and ``#`` before a line makes it a heading, as in Markdown."""
    number = 0
    pages = text.split("\f")
    for page, inner in enumerate(pages, 1):
        broken = _BREAKS.sub("\n", inner)
        is_clean = _is_clean(broken)
        for words in broken.split("\n"):
            number += 1
            span = Span(number, page=page if len(pages) > 1 else None)
            heading = _HEADING.match(words) if "#" in words else None
            style = f"heading {len(heading.group(1))}" if heading else ""
            rest = words[heading.end() :] if heading else words
            yield Line(rest if is_clean else cleaned(rest, span), span, style)


def _is_clean(text: str) -> bool:
    """Whether nothing is to be cleaned in a whole text, so that its lines need no look of their own."""
    try:
        return cleaned(text, Span()) == text
    except PlanError:
        return False


_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_RULE = re.compile(r":?-*:?")
"""A cell of the row below the headings of a Markdown table."""
_BAR = re.compile(r"(?<!\\)\|")


def _cells(line: Line, findings: list[Finding]) -> Iterator[Cell]:
    bars = [found.start() for found in _BAR.finditer(line.text)]
    if line.text[bars[-1] + 1 :].strip():
        bars.append(len(line.text))  # the last bar of a row may be left out
    for start, end in itertools.pairwise(bars):
        raw = line.text[start + 1 : end].replace("\\|", "|")
        text = _BOLD.sub(r"\1", without_tags(raw)).strip()
        span = attrs.evolve(line.span, column=start + 2, last_column=max(start + 2, end))
        if "<" in raw and text != raw.strip():
            findings.append(finding("html-in-cell", span.text()))
        yield Cell(text, span)


_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")


def without_tags(text: str) -> str:
    """Text without the tags of HTML; an item of a list and a break begin a line."""
    if "<" not in text:
        return text
    return _TAG.sub(lambda tag: {"li": "\n• ", "br": "\n"}.get(tag[1].casefold(), "") if tag[0][1] != "/" else "", text)


def table_of(rows: list[tuple[Cell, ...]], title: str = "", *, is_hidden: bool = False) -> Table:
    """A table of rows that may differ in length: shorter ones end in empty cells."""
    width = max(map(len, rows))
    filled = (row + (Cell("", row[-1].span if row else Span()),) * (width - len(row)) for row in rows)
    return Table(tuple(filled), title, is_hidden)
