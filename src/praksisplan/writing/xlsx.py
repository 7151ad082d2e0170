"""A finished document -> a workbook of Excel: an overview, then a sheet for each table."""

from __future__ import annotations

import datetime
import io
import math
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from praksisplan.errors import PlanError, fault
from praksisplan.text import sentence
from praksisplan.writing.colours import LOOKS
from praksisplan.writing.finished import Bullets, Cell, FinishedDocument, Grid, Heading, Paragraph
from praksisplan.writing.layout import breadth, packed, shared_out
from praksisplan.writing.tables import safe

_LONGEST_TEXT = 32_767
"""Characters of a cell, counted in UTF-16. Source: Microsoft, Excel specifications and limits."""
_LONGEST_NAME = 31
_WIDEST = 100
_NARROWEST = 8
HIGHEST_ROW = 409
"""Points of a row. Source: as above."""
_ROOM = 150
"""Characters side by side that can be read on a printed A4 page."""


def render_xlsx(document: FinishedDocument) -> bytes:
    """A document as a workbook: an overview, the text, a sheet for each table, timeline and chart, and the notes.

    Danish: *regneark*.

    Text is never a formula, days are days, whole numbers are numbers. Raises `PlanError` for a text that is longer
    than a cell of Excel.
    """
    words = document.words
    book: Any = Workbook()
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    text = Grid(
        *("table", words["text"], words["text_caption"]),
        (words["section"], words["group"], words["subject"], words["text"], words["references"]),
        tuple(tuple(map(Cell, line)) for line in _text_lines(document)),
    )
    notes = Grid(
        *("table", words["sources"], words["references"]),
        (words["number"], words["reference"], words["source"]),
        tuple(
            (Cell(f"{note.number}", note.number), Cell(note.text), Cell(note.source))
            for note in document.notes.values()
        ),
    )
    own = [words["contents"], text.name, notes.name]
    overview, text_name, notes_name, *names = _names([*own, *(grid.name for grid in grids)], words["sheet"])
    sheets = [(text_name, text)] if text.rows else []
    sheets += [*zip(names, grids), *([(notes_name, notes)] if notes.rows else [])]
    book.active.title = overview
    _overview(book.active, document, sheets)
    for name, grid in sheets:
        _sheet(book.create_sheet(name), grid)
    return book_bytes(book, document.title, words["locale"], document.as_of)


def book_bytes(book: Any, title: str, locale: str, as_of: datetime.date) -> bytes:
    """A workbook as bytes that depend on nothing but what it holds: not on the clock."""
    properties = book.properties
    properties.creator, properties.title, properties.language = "praksisplan", title, locale
    properties.created = properties.modified = datetime.datetime.combine(as_of, datetime.time())
    target = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(target, "w")).save()  # Workbook.save() would write the time of day
    return packed(target.getvalue())


def _text_lines(document: FinishedDocument) -> list[tuple[str, ...]]:
    """The paragraphs of a document as rows: the heading and the label over each, its lead, its text and its notes."""
    lines: list[tuple[str, ...]] = []
    under, label = "", ""
    for block in document.blocks:
        if isinstance(block, Heading):
            under, label = block.text, ""
        elif isinstance(block, Paragraph) and not block.text:
            label = block.lead
        elif isinstance(block, (Paragraph, Bullets)):
            for one in block.items if isinstance(block, Bullets) else (block,):
                numbers = ", ".join(map(str, document.notes_of(one)))
                lines.append((under, label, one.lead.removesuffix(":"), one.text, numbers))
    return lines


def _names(names: Iterable[str], empty: str) -> list[str]:
    """Names that Excel takes for sheets: short, without its signs, no two alike but for capital letters."""
    taken: set[str] = {"history"}  # Excel keeps this name for itself
    found = []
    for name in names:
        plain = " ".join("".join(" " if sign in r"\/?*[]:" else sign for sign in name).split()).strip("' ") or empty
        one, count = _cut(plain, _LONGEST_NAME), 1
        while one.casefold() in taken:
            count += 1
            one = f"{_cut(plain, _LONGEST_NAME - len(f' ({count})'))} ({count})"
        taken.add(one.casefold())
        found.append(one)
    return found


def _length(text: str) -> int:
    """The length of a text as Excel counts it: in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cut(text: str, length: int) -> str:
    while _length(text) > length:
        text = text[:-1]
    return text.rstrip("' ")


# --- cells -------------------------------------------------------------------------------------------------------


def write_cell(
    sheet: Any, row: int, column: int, value: str | int | datetime.date, looks: Mapping[str, object] | None = None
) -> Any:
    """A cell with a value and looks, by the names of openpyxl; text stays text, also if it begins like a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, str) and _length(value) > _LONGEST_TEXT:
        raise PlanError(fault("too-long.cell", cell.coordinate, most=_LONGEST_TEXT, count=_length(value), text=value))
    cell.value = value if value != "" else None
    if isinstance(value, str) and value:
        cell.data_type = "s"  # openpyxl takes '=…' for a formula
        if safe(value) != value:
            cell.quotePrefix = True  # Excel would take it for one when a person edits the cell
    elif isinstance(value, datetime.date):
        cell.number_format = "dd-mm-yyyy"
    for name, look in (looks or {}).items():
        setattr(cell, name, look)
    return cell


TOP: dict[str, object] = {"alignment": Alignment("left", "top", wrap_text=True)}
TITLE = {"font": Font(name="Calibri", bold=True, size=16, color="0F3557")}
_RULED = {"border": Border(bottom=Side("thin", color="D3DBE3"))}
_TEXT, _COUNT = TOP | _RULED, {"alignment": Alignment("right", "top", indent=1), **_RULED}
_SHADES = {
    look: _RULED
    | {
        "alignment": Alignment(horizontal="center", vertical="center"),
        "fill": PatternFill("solid", start_color=back),
        "font": Font(name="Calibri", size=11, color=ink),
    }
    for look, (back, ink) in LOOKS.items()
}
_HEAD = {
    "font": Font(name="Calibri", size=11, bold=True, color="0F3557"),
    "fill": PatternFill("solid", start_color="DCE6EF"),
    "border": Border(bottom=Side("medium", color="0F3557")),
    "alignment": Alignment(vertical="center", wrap_text=True),
}
_LINK = {"font": Font(name="Calibri", size=11, color="0B5394", underline="single")}


def _sheet(sheet: Any, grid: Grid) -> None:
    """A sheet with a heading row that stays in sight and filters; prints on A4 across, as wide as the page."""
    titles, columns = grid.texts()[0], list(zip(*grid.rows)) or [()] * len(grid.headings)
    least, most = [_least(title) for title in titles], [_most(title, one) for title, one in zip(titles, columns)]
    widths = [min(width, _WIDEST) for width in shared_out(least, most, _ROOM)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    write_head(sheet, 1, titles)
    sheet.row_dimensions[1].height = 16 * max(
        (lines_of(f"{title} ▾", width) for title, width in zip(titles, widths)), default=1
    )
    for place, row in enumerate(grid.rows, start=2):
        for column, one in enumerate(row, start=1):
            looks = _SHADES[one.look] if one.look else _COUNT if isinstance(one.value, int) else _TEXT
            write_cell(sheet, place, column, one.text if one.value is None else one.value, looks)
        lines = max((lines_of(one.text, width) for one, width in zip(row, widths) if one.value is None), default=1)
        if lines > 1:  # LibreOffice does not fit rows itself
            sheet.row_dimensions[place].height = min(15 * lines, HIGHEST_ROW)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(titles), 1))}{len(grid.rows) + 1}"
    set_paper(sheet)
    sheet.print_title_rows = "1:1"


def _least(name: str) -> int:
    """The width of a column that shows every word of its name, and the arrow of the filter."""
    return min(max(max(map(len, name.split()), default=0) + 5, _NARROWEST), _WIDEST)


def _most(name: str, cells: Iterable[Cell]) -> int:
    """The width of a column that breaks no line of at most two hundred characters."""
    days = [len("dd-mm-yyyy") for cell in cells if isinstance(cell.value, datetime.date)]
    lines = (len(line) for cell in cells if not isinstance(cell.value, datetime.date) for line in cell.text.split("\n"))
    return min(max(max((*days, *lines), default=0) + 2, _least(name)), 2 * _WIDEST)


def lines_of(text: str, width: int) -> int:
    """The lines that a text takes in a column of a width, broken between words."""
    room = width / _LETTERS
    return sum(_broken(line, room) if len(line) > room else 1 for line in text.split("\n"))


_LETTERS = 1.9
"""The number of Calibri digits, the unit of a column's width in Excel, that are as wide as Arial is high."""


def _broken(line: str, room: float) -> int:
    """The lines of a text in a room, as a multiple of the size of its letters; a word that is too long is cut."""
    lines, used = 1, 0.0
    for word in line.split(" "):
        wide = breadth(word)
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        lines += (whole := max(math.ceil(wide / room) - 1, 0))
        used += wide - whole * room + breadth(" ")
    return lines


def write_head(sheet: Any, row: int, headings: Iterable[str]) -> None:
    for column, name in enumerate(headings, start=1):
        write_cell(sheet, row, column, sentence(name), _HEAD)


def set_paper(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "&P / &N"


def _overview(sheet: Any, document: FinishedDocument, sheets: list[tuple[str, Grid]]) -> None:
    """Writes the title and facts, and a linked list of the other sheets: name, caption, number of rows."""
    write_cell(sheet, 1, 1, document.title, TITLE)
    for row, fact in enumerate(document.facts, start=2):
        write_cell(sheet, row, 1, fact)
    first = len(document.facts) + 3
    write_head(sheet, first, [document.words[key] for key in ("sheet", "about", "rows")])
    for row, (name, grid) in enumerate(sheets, start=first + 1):
        quoted = name.replace("'", "''")
        link = write_cell(sheet, row, 1, name, TOP | _LINK)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
        write_cell(sheet, row, 2, grid.caption, TOP)
        write_cell(sheet, row, 3, len(grid.rows), TOP)
    for letter, width in zip("ABC", (34, 60, 10)):
        sheet.column_dimensions[letter].width = width
    set_paper(sheet)
