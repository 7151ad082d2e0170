"""Records -> CSV, Markdown and JSON text."""

from __future__ import annotations

import csv
import datetime
import io
import json

from praksisplan.answers import Cell, cell_text
from praksisplan.vocabulary import heading

__all__ = ["csv_text", "json_text", "markdown_text"]

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _safe(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before a sign that would start one."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def csv_text(records: list[dict[str, Cell]], columns: tuple[str, ...], lang: str = "da") -> str:
    """Records as CSV with a heading line: commas, quotes where needed, days as YYYY-MM-DD, no formulas.

    >>> print(csv_text([{"number": "1", "title": "=SUM(A1)"}], ("number", "title")), end="")
    nr.,titel
    1,'=SUM(A1)
    """
    target = io.StringIO()
    plain = csv.writer(target, lineterminator="\n")
    quoted = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL)  # a bare carriage return is not quoted
    plain.writerow([_safe(heading(column, lang)) for column in columns])
    for record in records:
        cells = [_safe(_iso(record, column, lang)) for column in columns]
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)
    return target.getvalue()


def _iso(record: dict[str, Cell], column: str, lang: str) -> str:
    value = record[column]
    return value.isoformat() if isinstance(value, datetime.date) else cell_text(record, column, lang)


def markdown_text(records: list[dict[str, Cell]], columns: tuple[str, ...], lang: str = "da") -> str:
    """Records as a table of Markdown; signs that Markdown or HTML would read are escaped.

    >>> print(markdown_text([{"number": "1", "title": "a|b"}], ("number", "title")), end="")
    | nr. | titel |
    | --- | --- |
    | 1 | a\\|b |
    """
    lines = [[_escaped(heading(column, lang)) for column in columns], ["---"] * len(columns)]
    lines += [[_escaped(cell_text(record, column, lang)) for column in columns] for record in records]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _escaped(text: str) -> str:
    escaped = "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#|~!" else sign for sign in text)
    return " ".join(escaped.split()).replace("&", "&amp;")


def json_text(as_of: datetime.date | None, records: list[dict[str, Cell]], columns: tuple[str, ...]) -> str:
    """Records as JSON, with the day they hold for where there is one; unknown is ``null``."""
    rows = [{column: _plain(record[column]) for column in columns} for record in records]
    head = {} if as_of is None else {"as_of": as_of.isoformat()}
    return json.dumps({**head, "records": rows}, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Cell) -> str | bool | int | None:
    return value.isoformat() if isinstance(value, datetime.date) else value
