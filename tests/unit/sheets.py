"""Filling in the sheet that praksisplan exports, as a person would."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook, load_workbook

from praksisplan import Plan
from praksisplan.reading import export_sheet

Book = Workbook
Changes = Mapping[tuple[str, str], Any]
"""What is written into a cell, by the number of its row and the heading of its column."""


def opened(content: bytes) -> Book:
    return load_workbook(io.BytesIO(content))


def saved(book: Book) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def row_of(sheet: Any, number: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == number)


def column_of(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def cell_of(sheet: Any, number: str, heading: str) -> Any:
    return sheet.cell(row_of(sheet, number), column_of(sheet, heading))


def filled(content: bytes, changes: Changes, *spoil: Callable[[Book], object]) -> bytes:
    """A sheet in which some cells are filled in, and whatever else is done to it."""
    book = opened(content)
    for (number, heading), value in changes.items():
        cell_of(book["Status"], number, heading).value = value
    for one in spoil:
        one(book)
    return saved(book)


def exported(plan: Plan, as_of: datetime.date, changes: Changes, *spoil: Callable[[Book], object]) -> bytes:
    """The sheet of a plan on a day, filled in."""
    return filled(export_sheet(plan, as_of=as_of), changes, *spoil)
