"""HTML -> lines and tables in their order, by the parser of the standard library. Nothing is fetched or run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from praksisplan.reading.limits import Limits
from praksisplan.reading.opening.grid import Grid
from praksisplan.reading.opening.text import cleaned
from praksisplan.reading.written import Line, Opened, Part, Span

_SILENT = {"script", "style", "template", "head", "noscript", "svg", "math"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p"),
    *("pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br"),
}
_STYLES = {f"h{level}": f"heading {level}" for level in range(1, 7)} | {"li": "list"}


def opened(text: str, limits: Limits) -> Opened:
    """The lines of text and the tables of a page. A line has its number in the source of the page."""
    page = _Page(limits)
    page.feed(_closed(text))
    page.close()
    return page.finish()


_CONDITIONS = re.compile(r"<!\[[^>]*>")
"""What Word writes into pages for its own use; the parser raises errors of its own for other forms of it."""


def _closed(text: str) -> str:
    """The source without what never ends, which the parser would look through again and again."""
    end = text.rfind(">") + 1
    text = text[:end] + text[end:].replace("<", "&lt;")
    text = _CONDITIONS.sub("", text)
    unclosed = text.find("<!--", text.rfind("-->") + 1)
    return text if unclosed < 0 else text[:unclosed]


class _Page(HTMLParser):
    """The parts of a page while it is parsed."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.parts: list[Part] = []
        self._count = self._silent = self._seen_tables = 0
        self._words: list[str] = []
        self._line = 1
        self._style = self._caption = ""
        self._tables: list[Grid] = []
        self._cell: tuple[int, int, str] | None = None

    # --- what the parser calls -----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count += 1
        self.limits.hold("elements", self._count)
        self._silent += tag in _SILENT
        if self._silent:
            return
        if tag in _BLOCKS:
            self._break()
        if tag in ("tr", "td", "th", "table") and self._tables:
            self._end_cell()
        if tag == "table":
            self._seen_tables += 1
            self._tables.append(Grid(self.limits, f"tabel {self._seen_tables}"))
            self.limits.hold("depth", len(self._tables))
        elif tag == "tr" and self._tables:
            self._tables[-1].add_row()
        elif tag in ("td", "th") and self._tables:
            given = dict(attrs)
            self._cell = _number(given.get("colspan")), _number(given.get("rowspan")), _colour(given)
        elif tag == "li" and self._tables:
            self._words.append("• ")
        elif tag in _STYLES:
            self._style = _STYLES[tag]

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if self._silent:
            return
        if tag in _BLOCKS:
            self._break()
        if tag in _STYLES:
            self._style = ""
        if not self._tables:
            return
        if tag == "caption":
            self._caption = self._taken()
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if not self._silent and data:
            if not self._words:
                self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self._words.append(re.sub(r"\s+", " ", data) if data.strip() else " ")

    def unknown_decl(self, data: str) -> None:
        """Nothing: a declaration has no text."""

    # --- what is made of it --------------------------------------------------------------------------------------

    def _taken(self) -> str:
        words, self._words = "".join(self._words), []
        return "\n".join(filter(None, (" ".join(line.split(" ")).strip() for line in words.split("\n"))))

    def _break(self) -> None:
        """The end of a line: outside a table a line is a part of its own."""
        if self._tables:
            self._words.append("\n")
            return
        if text := self._taken():
            span = Span(self._line)
            self.parts.append(Line(cleaned(text, span), span, self._style))

    def _end_cell(self) -> None:
        if self._cell is not None:
            columns, rows, mark = self._cell
            self._cell = None
            self._tables[-1].add_cell(self._taken(), columns, rows, mark)

    def _end_table(self) -> None:
        """A table within a cell of another is a table of its own before that one."""
        self._end_cell()
        table = self._tables.pop().table(self._caption)
        self._caption = ""
        if table is not None:
            self.parts.append(table)

    def finish(self) -> Opened:
        """The parts of the page."""
        while self._tables:
            self._end_table()
        self._break()
        return Opened(tuple(self.parts))


def _number(value: str | None) -> int:
    """The number of columns or rows that a cell covers; what is not a number is one."""
    return int(value) if value is not None and value.isascii() and value.isdecimal() and len(value) < 6 else 1


_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;\s]+)")
_PLAIN = {"", "white", "#fff", "#ffffff", "transparent", "inherit", "initial", "none", "auto"}


def _colour(attributes: dict[str, str | None]) -> str:
    style = _BACKGROUND.search((attributes.get("style") or "").casefold())
    found = style.group(1) if style else (attributes.get("bgcolor") or "").casefold()
    return "" if found in _PLAIN else found
