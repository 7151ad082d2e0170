"""A sheet of 1,000 rows: opened and read into a draft, beside what openpyxl needs to open it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from praksisplan.reading import read_document
from praksisplan.reading.opening import open_document

HEADINGS = ["Nr.", "Anbefaling", "Status", "Ansvarlig", "Tidsplan", "Antal", "Bemærkning", "Afventer", "Frist", "2022"]


def sheet(rows: int) -> bytes:
    """A sheet with text, numbers and days in ten columns."""
    book = Workbook()
    made: Any = book.active
    made.append(HEADINGS)
    for row in range(1, rows + 1):
        day = datetime.date(2022, 1, 1) + datetime.timedelta(row % 700)
        made.append([str(row), f"Anbefaling {row} om noget", "I gang", "PPU", "2022", 3, f"Note {row}", None, day, "x"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(content: bytes) -> None:
    """Reads the sheet into a draft plan."""
    assert len(read_document(content).plan.recommendations) == 1_000


@pytest.mark.parametrize(
    ("who", "work"),
    [
        ("praksisplan", open_document),
        ("praksisplan, into a plan", read),
        ("openpyxl", lambda content: load_workbook(io.BytesIO(content))),
    ],
)
def test_open_a_sheet(benchmark: Any, who: str, work: Callable[[bytes], object]) -> None:
    benchmark.group = "open a sheet of 1,000 rows"
    benchmark.extra_info["who"] = who
    benchmark.pedantic(work, args=(sheet(1_000),), rounds=5, warmup_rounds=1)
