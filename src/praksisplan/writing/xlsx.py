"""A document -> a workbook of Excel: an overview, then a sheet for each table."""

from __future__ import annotations

import datetime
import io
import math
import zipfile
from collections.abc import Iterable
from typing import Any

from praksisplan.answers import Cell, cell_text
from praksisplan.answers.headings import heading
from praksisplan.errors import Fault, PlanError, not_installed, shown
from praksisplan.model import Citation
from praksisplan.reports import Bullets, Chart, Document, Heading, Paragraph, Table, Timeline, notes_of
from praksisplan.writing.layout import LOOKS, breadth, looks_of, note_texts, packed, shared_out, timeline_table
from praksisplan.writing.phrases import phrase
from praksisplan.writing.tables import safe

__all__ = ["render_xlsx"]

_LONGEST_TEXT = 32_767
"""Characters of a cell, counted in UTF-16. Source: Microsoft, Excel specifications and limits."""
_LONGEST_NAME = 31
_WIDEST = 100
_NARROWEST = 8
_HIGHEST = 409
"""Points of a row. Source: as above."""
_ROOM = 150
"""Characters side by side that can be read on a printed A4 page."""


def render_xlsx(document: Document) -> bytes:
    """A document as a workbook: an overview, the text, a sheet for each table, timeline and chart, and the notes.

    Danish: *regneark*.

    Text is never a formula, days are days, whole numbers are numbers. Needs the extra ``excel``. Raises `PlanError`
    where openpyxl is not installed, and for a text that is longer than a cell of Excel.

    >>> import datetime, io
    >>> from openpyxl import load_workbook
    >>> tables = (Table("Status", "Status", ("number", "title"), (("1", "=1+1"),)),)
    >>> content = render_xlsx(Document("Plan", "da", datetime.date(2017, 1, 15), (), tables))
    >>> book = load_workbook(io.BytesIO(content))
    >>> book.sheetnames, book["Status"]["B2"].value, book["Status"]["B2"].data_type
    (['Indhold', 'Status'], '=1+1', 's')
    """
    try:
        from openpyxl import Workbook
        from openpyxl.writer.excel import ExcelWriter
    except ImportError:
        raise PlanError(not_installed("format", "excel", "openpyxl")) from None
    lang = document.lang
    tables = [
        (block, block if isinstance(block, Table) else timeline_table(block, lang))
        for block in document.blocks
        if isinstance(block, (Table, Timeline, Chart))
    ]
    own = [phrase("contents", lang), phrase("text", lang), phrase("sources", lang)]
    overview, text, sources, *names = _names([*own, *(table.name for _, table in tables)], phrase("sheet", lang))
    book: Any = Workbook()
    book.active.title = overview
    notes = notes_of(document)
    lines = _text_lines(document, notes)
    sheets = [(text, phrase("text_caption", lang), len(lines))] if lines else []
    sheets += [(name, table.caption, len(table.rows)) for name, (_, table) in zip(names, tables)]
    if notes:
        sheets.append((sources, phrase("references", lang), len(notes)))
    _overview(book.active, document, sheets)
    if lines:
        headings = [heading(key, lang) for key in ("section", "group", "subject")]
        _sheet(book, text, [*headings, phrase("text", lang), phrase("references", lang)], lines)
    for name, (block, table) in zip(names, tables):
        rows = [dict(zip(table.columns, row)) for row in table.rows]
        cells = [[_shown(row, column, lang) for column in table.columns] for row in rows]
        sheet = _sheet(book, name, [heading(column, lang) for column in table.columns], cells)
        if not isinstance(block, Table):
            _shade(sheet, looks_of(block), len(table.columns) - len(block.periods))
    if notes:
        titles, told = {source.id: source.title for source in document.sources}, note_texts(document)
        headings = [heading("number", lang), phrase("reference", lang), heading("sources", lang)]
        _sheet(
            book,
            sources,
            headings,
            [[number, words, titles.get(one.source, "")] for one, (number, words) in zip(notes, told.items())],
        )
    moment = datetime.datetime.combine(document.as_of, datetime.time())
    properties = book.properties
    properties.creator, properties.title = "praksisplan", document.title
    properties.language = "en-GB" if lang == "en" else "da-DK"
    properties.created = properties.modified = moment
    target = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(target, "w")).save()  # Workbook.save() would write the time of day
    return packed(target.getvalue())


def _text_lines(document: Document, notes: dict[Citation, int]) -> list[list[Cell]]:
    """The paragraphs of a document as rows: the heading and the label over each, its lead, its text and its notes."""
    lines: list[list[Cell]] = []
    under, label = "", ""
    for block in document.blocks:
        if isinstance(block, Heading):
            under, label = block.text, ""
        elif isinstance(block, Paragraph) and not block.text:
            label = block.lead
        elif isinstance(block, (Paragraph, Bullets)):
            for one in block.items if isinstance(block, Bullets) else (block,):
                numbers = ", ".join(str(notes[citation]) for citation in dict.fromkeys(one.citations))
                lines.append([under, label, one.lead.removesuffix(":"), one.text, numbers])
    return lines


def _shown(row: dict[str, Cell], column: str, lang: str) -> Cell:
    """A cell as Excel holds it: days and whole numbers as they are, all else as a person reads it."""
    value = row[column]
    is_kept = isinstance(value, (int, datetime.date)) and not isinstance(value, bool)
    return value if is_kept else cell_text(row, column, lang)


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


def _write(cell: Any, value: Cell) -> None:
    """A value in a cell, text as text whatever it begins with."""
    if isinstance(value, str):
        _check(value, cell.coordinate)
    cell.value = value if value != "" else None
    if isinstance(value, str) and value:
        cell.data_type = "s"  # openpyxl takes '=…' for a formula
        if safe(value) != value:
            cell.quotePrefix = True  # Excel would take it for one when a person edits the cell
    elif isinstance(value, datetime.date):
        cell.number_format = "dd-mm-yyyy"


def _check(text: str, place: str) -> None:
    if len(text) * 2 > _LONGEST_TEXT and _length(text) > _LONGEST_TEXT:
        raise PlanError(
            Fault(
                "too-long",
                place,
                f"a cell of Excel holds at most {_LONGEST_TEXT} characters, found {_length(text)}: {shown(text)}",
                f"en celle i Excel rummer højst {_LONGEST_TEXT} tegn, her er {_length(text)}: {shown(text)}",
            )
        )


def _sheet(book: Any, name: str, headings: list[str], rows: list[list[Any]]) -> Any:
    """A sheet with a heading row that stays in sight and filters; prints on A4 across, as wide as the page."""
    from openpyxl.styles import Alignment, Border, Side
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    wrapped, counted = Alignment(vertical="top", wrap_text=True), Alignment("right", "top", indent=1)
    ruled = Border(bottom=Side("thin", color="D3DBE3"))
    texts = [[row[place] for row in rows] for place in range(len(headings))]
    least, most = [_least(name) for name in headings], [_most(name, one) for name, one in zip(headings, texts)]
    widths = [min(width, _WIDEST) for width in shared_out(least, most, _ROOM)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _head(sheet, 1, headings)
    sheet.row_dimensions[1].height = 16 * max(
        (_lines(f"{name} ▾", width) for name, width in zip(headings, widths)), default=1
    )
    for place, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(place, column)
            cell.alignment, cell.border = counted if type(value) is int else wrapped, ruled
            _write(cell, value)
        lines = max((_lines(value, width) for value, width in zip(row, widths)), default=1)
        if lines > 1:  # LibreOffice does not fit rows itself
            sheet.row_dimensions[place].height = min(15 * lines, _HIGHEST)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headings), 1))}{len(rows) + 1}"
    _paper(sheet)
    sheet.print_title_rows = "1:1"
    return sheet


def _least(name: str) -> int:
    """The width of a column that shows every word of its name, and the arrow of the filter."""
    return min(max(max(map(len, name.split()), default=0) + 5, _NARROWEST), _WIDEST)


def _most(name: str, values: list[Any]) -> int:
    """The width of a column that breaks no line of at most two hundred characters."""
    lines = (10 if isinstance(value, datetime.date) else max(map(len, str(value).split("\n"))) for value in values)
    return min(max(max(lines, default=0) + 2, _least(name)), 2 * _WIDEST)


def _lines(value: Cell, width: int) -> int:
    """The lines that a value takes in a column of a width, broken between words."""
    if not isinstance(value, str):
        return 1
    room = width / _LETTERS
    return sum(_broken(line, room) if len(line) > room else 1 for line in value.split("\n"))


_LETTERS = 1.9
"""So many digits of Calibri, in which Excel counts the width of a column, are as wide as Arial is high."""


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


def _head(sheet: Any, row: int, headings: list[str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for column, name in enumerate(headings, start=1):
        cell = sheet.cell(row, column)
        _write(cell, name[:1].upper() + name[1:])
        cell.font = Font(name="Calibri", size=11, bold=True, color="0F3557")
        cell.fill = PatternFill("solid", start_color="DCE6EF")
        cell.border = Border(bottom=Side("medium", color="0F3557"))
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _paper(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "&P / &N"


def _shade(sheet: Any, cells: list[list[str]], before: int) -> None:
    """The cells of a timeline or a chart in the colours of what they say; so many columns stand before them."""
    from openpyxl.styles import Alignment, Font, PatternFill

    looks = {
        name: (PatternFill("solid", start_color=back), Font(name="Calibri", size=11, color=text))
        for name, (back, text) in LOOKS.items()
    }
    middle = Alignment(horizontal="center", vertical="center")
    for row, names in enumerate(cells, start=2):
        for column, name in enumerate(names, start=before + 1):
            cell = sheet.cell(row, column)
            cell.fill, cell.font = looks[name]
            cell.alignment = middle


def _overview(sheet: Any, document: Document, sheets: list[tuple[str, str, int]]) -> None:
    """What the workbook is, and a linked list of its other sheets: name, caption, number of rows."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    lang = document.lang
    _write(sheet.cell(1, 1), document.title)
    sheet.cell(1, 1).font = Font(name="Calibri", bold=True, size=16, color="0F3557")
    for row, fact in enumerate(document.facts, start=2):
        _write(sheet.cell(row, 1), fact)
    first = len(document.facts) + 3
    _head(sheet, first, [phrase("sheet", lang), phrase("about", lang), phrase("rows", lang)])
    for row, (name, caption, count) in enumerate(sheets, start=first + 1):
        cells: tuple[Cell, ...] = (name, caption, count)
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(row, column)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            _write(cell, value)
        quoted = name.replace("'", "''")
        link = sheet.cell(row, 1)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
        link.font = Font(name="Calibri", size=11, color="0B5394", underline="single")
    for letter, width in zip("ABC", (34, 60, 10)):
        sheet.column_dimensions[letter].width = width
    _paper(sheet)
