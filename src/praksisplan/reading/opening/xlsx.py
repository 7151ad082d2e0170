"""Excel (.xlsx) -> a table for each sheet. Cells are read as they come, so that a far last cell costs nothing.

No other library is needed: what is read of the file is a small part of the standard. Source: ECMA-376, part 1, 18.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

import attrs

from praksisplan.model import Finding, finding
from praksisplan.periods.words import MONTH_NAMES
from praksisplan.reading.limits import Limits
from praksisplan.reading.opening.package import Package
from praksisplan.reading.opening.text import cleaned
from praksisplan.reading.written import Cell, Opened, Span, Table, cell_name, column_letters


def opened(package: Package) -> Opened:
    """The sheets of an Excel file, also hidden ones: every cell up to the last that holds something.

    A formula has the value that was last calculated. Findings tell of formulas, of hidden sheets, rows and columns, of
    errors in cells and of comments.
    """
    main = package.main()
    book = package.tree(main)
    targets = {id: target for id, kind, target in package.relations(main) if kind == "worksheet"}
    strings = _Strings()
    for part in package.related(main, "sharedStrings"):
        package.feed(part, strings)
    styles = [style for part in package.related(main, "styles") for style in _styles(package.tree(part))]
    properties = book.find("workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in _TRUE
    tables: list[Table] = []
    findings: list[Finding] = []
    for sheet in book.iter("sheet"):
        name = targets.get(sheet.get("id", ""), "")
        if name not in package.files:
            continue  # a sheet with a chart only
        reader = _Sheet(cleaned(sheet.get("name", ""), Span()), package.limits, strings.found, styles, is_1904)
        package.feed(name, reader)
        is_hidden = sheet.get("state", "visible") != "visible"
        if (table := reader.table(is_hidden=is_hidden)) is not None:
            tables.append(table)
            findings += (*reader.findings, *_comments(package, name, reader.title), *reader.remarks())
            findings += [finding("hidden.sheet", reader.title)] if is_hidden else []
    return Opened(tuple(tables), tuple(findings))


_TRUE = ("1", "true")


def _comments(package: Package, sheet: str, title: str) -> Iterator[Finding]:
    for name in package.related(sheet, "comments"):
        for comment in package.tree(name).iter("comment"):
            span = Span(sheet=title, cell=comment.get("ref", ""))
            text = cleaned("".join(one.text or "" for one in comment.iter("t")), span)
            yield finding("comment-in-cell", span.text(), text=text)


class _Strings:
    """The texts that the cells of all sheets share, without the readings of Japanese signs."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._is_text = False
        self._silent = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._words = []
        elif name == "t":
            self._is_text = not self._silent
        elif name == "rPh":
            self._silent += 1

    def data(self, text: str) -> None:
        if self._is_text:
            self._words.append(text)

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append(_unescaped("".join(self._words)))
        elif name == "t":
            self._is_text = False
        elif name == "rPh":
            self._silent -= 1


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    """Text with the signs that XML cannot hold, which Excel writes as ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


# --- styles ------------------------------------------------------------------------------------------------------

_WHITE = {"ffffff", "1", "9", "64", "65"}
"""White, and the numbers of white and of the colours of the system in the palette of Excel."""

_BUILT_IN = {**dict.fromkeys((14, 15, 22), "dmy"), 16: "dm", 17: "my", 9: "%", 10: "%"} | dict.fromkeys(
    (18, 19, 20, 21, 45, 46, 47), "hms"
)
"""What the formats that Excel does not write down show. Source: ECMA-376, part 1, 18.8.30."""
_LITERAL = re.compile(r'\[[^\]]*\]|"[^"]*"|[\\_*].')


class _Style(NamedTuple):
    """How a cell looks: its colour, and the letters ``d``, ``m``, ``y``, ``h``, ``s`` and ``%`` of its format."""

    colour: str = ""
    form: str = ""


_NO_STYLE = _Style()


def _styles(root: Element) -> Iterator[_Style]:
    forms = {int(one.get("numFmtId", 0)): _form(one.get("formatCode", "")) for one in root.iter("numFmt")}
    colours = [_colour(one) for fills in root.iter("fills") for one in fills.iter("fill")]
    for formats in root.iter("cellXfs"):
        for one in formats.iter("xf"):
            number, fill = int(one.get("numFmtId", 0)), int(one.get("fillId", 0))
            form = forms[number] if number in forms else _BUILT_IN.get(number, "")
            yield _Style(colours[fill] if fill < len(colours) else "", form)


def _form(code: str) -> str:
    plain = _LITERAL.sub("", code).casefold().partition(";")[0].replace("general", "").replace("standard", "")
    return "".join(letter for letter in "dmyhs%" if letter in plain.replace("å", "y").replace("t", "h"))


def _colour(fill: Element) -> str:
    """The colour of a fill as ``#rrggbb``, or the number of a colour of the theme; white and none are nothing."""
    pattern = fill.find("patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return "" if fill.find("gradientFill") is None else "farveovergang"
    found = pattern.find("fgColor" if pattern.get("patternType") == "solid" else "bgColor")
    if found is None:
        return ""
    if (theme := found.get("theme")) is not None:
        tint = float(found.get("tint", 0))
        return "" if theme == "0" and not tint else f"tema {theme} {tint:+.2f}"
    known = found.get("indexed") or found.get("rgb", "ffffff")[-6:].casefold()
    return "" if known in _WHITE else f"#{known}"


# --- a sheet -----------------------------------------------------------------------------------------------------

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_MOST_NAMED = 8
_MOST_DAYS = 2_958_466
"""The days of Excel end with the year 9999; a greater number is no time."""
_SEEN = ("hidden.rows", "hidden.columns", "formula", "formula.empty")


def _place(reference: str) -> tuple[int, int]:
    """The row and column of the name of a cell."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _from_one(number: str | int) -> int:
    """The number of a row or column; these count from 1."""
    found = int(number)
    if found < 1:
        raise ValueError(number)
    return found


@attrs.define
class _Sheet:
    """A sheet while it is read: only cells that hold a value or a colour are kept."""

    title: str
    limits: Limits
    strings: list[str]
    styles: list[_Style]
    is_1904: bool
    findings: list[Finding] = attrs.Factory(list)
    cells: dict[tuple[int, int], Cell] = attrs.Factory(dict)
    merged: list[str] = attrs.Factory(list)
    seen: dict[str, list[str]] = attrs.Factory(lambda: {code: [] for code in _SEEN})
    _covered: int = 0
    _row: int = 0
    _column: int = 0
    _kind: str = ""
    _style: _Style = _NO_STYLE
    _words: list[str] = attrs.Factory(list)
    _is_value: bool = False
    _is_formula: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            given = attributes.get("r")
            self._row, self._column = _place(given) if given else (self._row, self._column + 1)
            self._kind = attributes.get("t", "n")
            style = int(attributes.get("s", 0))
            self._style = self.styles[style] if style < len(self.styles) else _NO_STYLE
            self._words = []
            self._is_formula = False
        elif name in ("v", "t"):
            self._is_value = True
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._row, self._column = _from_one(attributes.get("r", self._row + 1)), 0
            if attributes.get("hidden") in _TRUE:
                self.seen["hidden.rows"].append(str(self._row))
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            least, most = _from_one(attributes.get("min", 1)), _from_one(attributes.get("max", 1))
            self.seen["hidden.columns"] += map(column_letters, range(least, min(most, least + _MOST_NAMED) + 1))

    def data(self, text: str) -> None:
        """Text, of which that of values is kept."""
        if self._is_value:
            self._words.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            self._is_value = False
        elif name == "c":
            words = "".join(self._words)
            place = self._row, self._column
            if self._is_formula:
                self.seen["formula" if words else "formula.empty"].append(cell_name(*place))
            if words:
                self._put(place, words)
            elif self._is_formula:
                self.cells[place] = Cell("", self._span(place), is_formula=True)
            elif self._style.colour:
                self.cells[place] = Cell("", self._span(place), self._style.colour)

    def _span(self, place: tuple[int, int]) -> Span:
        return Span(sheet=self.title, cell=cell_name(*place))

    def _put(self, place: tuple[int, int], words: str) -> None:
        span, style, kind = self._span(place), self._style, self._kind
        if place[0] > self.limits.rows or place[1] > self.limits.columns:
            self.limits.hold("rows", place[0], span.text())
            self.limits.hold("columns", place[1], span.text())
        value: float | datetime.date | None = None
        if kind == "s":
            words = self.strings[int(words)]
        elif kind == "n":
            words, value = self._number(float(words), style.form, span)
        elif kind == "b":
            words = "SAND" if words == "1" else "FALSK"
        elif kind == "d":
            value = datetime.date.fromisoformat(words[:10])
            words = _dated(value, style.form)
        elif kind == "e":
            self.findings.append(finding("error-in-cell", span.text(), found=words))
        else:
            words = _unescaped(words)
        self.cells[place] = Cell(cleaned(words, span).strip(), span, style.colour, value, is_formula=self._is_formula)

    def _number(self, number: float, form: str, span: Span) -> tuple[str, float | datetime.date]:
        """A number as Danish Excel shows it: a day, month, year or time as its format says, else with a comma."""
        if "d" in form or "y" in form or form == "m":
            first = datetime.date(1904, 1, 1) if self.is_1904 else datetime.date(1899, 12, 30 if number >= 60 else 31)
            try:
                day = first + datetime.timedelta(int(number))
            except OverflowError:
                self.findings.append(finding("error-in-cell", span.text(), found=f"{number:g}"))
                return f"{number:g}", number
            return _dated(day, form), day
        if ("h" in form or "s" in form) and abs(number) < _MOST_DAYS:
            minutes = round(number * 24 * 60)
            return f"{minutes // 60:02}.{minutes % 60:02}", number
        if not math.isfinite(number):
            raise ValueError(number)
        shown = f"{number * 100 if '%' in form else number:.15g}".replace(".", ",")
        return (f"{shown} %" if "%" in form else shown), int(number) if number.is_integer() else number

    def table(self, *, is_hidden: bool) -> Table | None:
        """The sheet as a table, up to its last row with text; an empty sheet is none."""
        height = max((row for (row, _), cell in self.cells.items() if cell.text), default=0)
        if not height:
            return None
        seen = (place for place, cell in self.cells.items() if cell.text or cell.mark)
        width = max(column for row, column in seen if row <= height and column <= self.limits.columns)
        self.limits.hold("elements", height * width, self.title)
        for reference in self.merged:
            self._merge(reference, height, width)
        rows = (
            tuple(
                self.cells.get((row, column)) or Cell("", self._span((row, column))) for column in range(1, width + 1)
            )
            for row in range(1, height + 1)
        )
        return Table(tuple(rows), self.title, is_hidden)

    def _merge(self, reference: str, height: int, width: int) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        name = cell_name(top, left)
        self._covered += max(0, min(bottom, height) - top + 1) * max(0, min(right, width) - left + 1)
        self.limits.hold("elements", self._covered, self.title)
        for row in range(top, min(bottom, height) + 1):
            for column in range(left, min(right, width) + 1):
                if (row, column) != (top, left):
                    self.cells[row, column] = Cell("", self._span((row, column)), part_of=name)

    def remarks(self) -> Iterator[Finding]:
        """What somebody who looks at the sheet does not see, or sees otherwise; the first of it are named."""
        for code, names in self.seen.items():
            if names:
                more = ["…"] if len(names) > _MOST_NAMED else []
                yield finding(code, self.title, names=(*names[:_MOST_NAMED], *more))


def _dated(day: datetime.date, form: str) -> str:
    """A day as its format shows it: with day, as a month or as a year."""
    if "d" in form:
        return f"{day.day}.{day.month}.{day.year}"
    return f"{MONTH_NAMES[day.month - 1]} {day.year}" if "m" in form else str(day.year)
