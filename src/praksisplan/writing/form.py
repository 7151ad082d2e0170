"""A form to fill in -> a workbook of Excel: a guide, a table with locked and open cells, and what it held, hidden."""

from __future__ import annotations

import datetime
from typing import Any

import attrs
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from praksisplan.writing.xlsx import HIGHEST_ROW, TITLE, TOP, book_bytes, lines_of, set_paper, write_cell, write_head


@attrs.frozen
class FormColumn:
    """A column of a form; ``width`` counts characters.

    The cells of an open column may be filled in: ``hint`` is shown beside them, and ``choices`` are offered. Where
    ``is_free``, other words are taken, too.
    """

    heading: str
    width: int
    is_open: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()
    is_free: bool = False


@attrs.frozen
class Form:
    """A form of one table. Danish: *skema*.

    The first cell of every row is its key. ``guide`` are the sections of the guide: a heading, then rows of cells.
    ``marker`` are rows that nobody sees; each begins as a row of the table does, or is of another kind.
    """

    title: str
    locale: str
    as_of: datetime.date
    name: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    guide_name: str
    guide: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    marker_name: str
    marker: tuple[tuple[str, ...], ...]
    messages: tuple[str, str]
    """What is told of words that are not among the choices: a title and a sentence."""


_formula_rule: Any = FormulaRule
_CHANGED = {"font": Font(bold=True, color="0B5394"), "fill": PatternFill("solid", bgColor="D9EAFB")}
_EDGE = Side("thin", color="C9D3DC")
_AS_TEXT = {"number_format": "@"}
"""So that Excel does not make a date of a period."""
_BOXED = TOP | _AS_TEXT | {"border": Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)}
_LOCKED = _BOXED | {"fill": PatternFill("solid", start_color="F1F4F7"), "protection": Protection(locked=True)}
_OPEN = _BOXED | {"fill": PatternFill("solid", start_color="FFFDF2"), "protection": Protection(locked=False)}
_NAME = TOP | {"font": Font(name="Calibri", size=11, bold=True)}
_GUIDE_WIDTHS = (46, 62, 26)


def render_form(form: Form) -> bytes:
    """A form as a workbook. Only its open cells can be changed; there is no password.

    Text is never a formula. Changed cells are shown in blue. Raises `PlanError` for a text that is longer than a cell
    of Excel.
    """
    book: Any = Workbook()
    guide, sheet, marker = book.active, book.create_sheet(form.name), book.create_sheet(form.marker_name)
    guide.title = form.guide_name
    book.active = 1
    guide.sheet_view.tabSelected = False
    lists = _write_guide(guide, form)
    _write_table(sheet, form, lists)
    for place, row in enumerate(form.marker, start=1):
        for column, text in enumerate(row, start=1):
            write_cell(marker, place, column, text, _AS_TEXT)
    marker.sheet_state = "veryHidden"
    marker.protection.sheet = True
    return book_bytes(book, form.title, form.locale, form.as_of)


def _write_guide(sheet: Any, form: Form) -> dict[tuple[str, ...], str]:
    """Writes the guide; where a section lists what a column offers, the address of that list is returned."""
    write_cell(sheet, 1, 1, form.title, TITLE)
    at, lists = 3, dict[tuple[str, ...], str]()
    for heading, rows in form.guide:
        if heading:
            write_head(sheet, at, [heading, *[""] * (len(_GUIDE_WIDTHS) - 1)])
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(_GUIDE_WIDTHS))
            at += 1
        for row in rows:
            _write_guide_row(sheet, at, row)
            at += 1
        if rows and len(rows[0]) > 1:
            first = tuple(row[0] for row in rows)
            lists[first] = f"'{form.guide_name}'!$A${at - len(rows)}:$A${at - 1}"
        at += 1
    for letter, width in zip("ABC", _GUIDE_WIDTHS):
        sheet.column_dimensions[letter].width = width
    sheet.protection.sheet = True
    sheet.sheet_view.showGridLines = False
    set_paper(sheet)
    return lists


def _write_guide_row(sheet: Any, at: int, row: tuple[str, ...]) -> None:
    widths = _GUIDE_WIDTHS if len(row) > 1 else (sum(_GUIDE_WIDTHS),)
    for column, text in enumerate(row, start=1):
        write_cell(sheet, at, column, text, _NAME if column == 1 and len(row) > 1 else TOP)
    if len(row) == 1:
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(_GUIDE_WIDTHS))
    sheet.row_dimensions[at].height = 15 * max(lines_of(text, width) for text, width in zip(row, widths))


def _write_table(sheet: Any, form: Form, lists: dict[tuple[str, ...], str]) -> None:
    columns, last = form.columns, len(form.rows) + 1
    write_head(sheet, 1, [column.heading for column in columns])
    sheet.row_dimensions[1].height = 32
    for place, row in enumerate(form.rows, start=2):
        for at, (column, text) in enumerate(zip(columns, row), start=1):
            write_cell(sheet, place, at, text, _OPEN if column.is_open else _LOCKED)
        lines = max(lines_of(text, column.width) for column, text in zip(columns, row))
        sheet.row_dimensions[place].height = min(15 * lines + 2, HIGHEST_ROW)
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width
        if column.is_open and form.rows:
            area = f"{letter}2:{letter}{last}"
            _offer(sheet, area, column, lists, form)
            marked = f"VLOOKUP($A2,'{form.marker_name}'!$A:${get_column_letter(len(columns))},{at},FALSE)"
            sheet.conditional_formatting.add(area, _formula_rule([f'{letter}2<>{marked}&""'], **_CHANGED))
    first_open = next(at for at, column in enumerate(columns, start=1) if column.is_open)
    sheet.freeze_panes = f"{get_column_letter(first_open - 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.protection.sheet = True  # without a password; rows can be filtered, and columns made wider
    for allowed in ("autoFilter", "formatColumns", "formatRows", "formatCells"):
        setattr(sheet.protection, allowed, False)  # False allows it
    set_paper(sheet)
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = form.title.replace("&", "&&")


def _offer(sheet: Any, area: str, column: FormColumn, lists: dict[tuple[str, ...], str], form: Form) -> None:
    """The list of choices of a column and its hint."""
    listed = lists.get(column.choices) or '"' + ",".join(column.choices) + '"'
    rule = DataValidation(type="list", formula1=listed, allow_blank=True) if column.choices else DataValidation()
    rule.showErrorMessage = bool(column.choices) and not column.is_free
    rule.errorTitle, rule.error = form.messages
    rule.showInputMessage, rule.promptTitle, rule.prompt = bool(column.hint), column.heading, column.hint
    rule.add(area)
    sheet.add_data_validation(rule)
