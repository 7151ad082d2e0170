"""Records -> a grid, which Markdown, CSV and documents write."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from praksisplan.answers.columns import Cell as Value
from praksisplan.answers.columns import cell_text
from praksisplan.answers.headings import heading
from praksisplan.writing.finished import Cell, Grid


def grid_of(
    records: Iterable[Mapping[str, Value]], columns: Sequence[str], lang: str, name: str = "", caption: str = ""
) -> Grid:
    """Some columns of records as a grid.

    >>> grid_of([{"number": "1", "latest": None}], ("number", "latest"), "da").texts()
    [['Nr.', 'Senest'], ['1', 'ukendt']]
    """
    rows = tuple(
        tuple(Cell(cell_text(record, column, lang), _kept(record[column])) for column in columns) for record in records
    )
    return Grid("table", name, caption, tuple(heading(column, lang) for column in columns), rows)


def _kept(value: Value) -> int | datetime.date | None:
    """A value that is more than its text: a number or a day."""
    return value if isinstance(value, (int, datetime.date)) and not isinstance(value, bool) else None
