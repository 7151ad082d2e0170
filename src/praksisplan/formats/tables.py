"""Records -> CSV, Markdown and JSON text."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re

from praksisplan.answers import Cell, cell_text
from praksisplan.vocabulary import heading

__all__ = ["csv_text", "escaped", "json_text", "markdown_text", "plain", "safe"]

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before a sign that would start one."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def csv_text(records: list[dict[str, Cell]], columns: tuple[str, ...], lang: str = "da", caption: str = "") -> str:
    """Records as CSV with a heading line: commas, quotes where needed, days as YYYY-MM-DD, no formulas.

    A caption is a line of its own above them.

    >>> print(csv_text([{"number": "1", "title": "=SUM(A1)"}], ("number", "title")), end="")
    nr.,titel
    1,'=SUM(A1)
    """
    target = io.StringIO()
    bare = csv.writer(target, lineterminator="\n")
    quoted = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL)  # a bare carriage return is not quoted
    if caption:
        bare.writerow([safe(caption)])
    bare.writerow([safe(heading(column, lang)) for column in columns])
    for record in records:
        cells = [safe(_iso(record, column, lang)) for column in columns]
        (quoted if any("\r" in cell for cell in cells) else bare).writerow(cells)
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
    lines = [[escaped(heading(column, lang)) for column in columns], ["---"] * len(columns)]
    lines += [[escaped(cell_text(record, column, lang)) for column in columns] for record in records]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


_READ = re.compile(r"[\\`*_{}\[\]<>#|~!@$]|:(?=//|\w[\w+-]*:)|(?<=www)\.", re.IGNORECASE)
"""What Markdown, HTML or GitHub (links, mail, mathematics, emoji) would read."""


def escaped(text: str) -> str:
    """Text as one line of Markdown that shows exactly it."""
    return " ".join(_READ.sub(r"\\\g<0>", text).split()).replace("&", "&amp;")


def json_text(as_of: datetime.date | None, records: list[dict[str, Cell]], columns: tuple[str, ...]) -> str:
    """Records as JSON, with the day they hold for where there is one; unknown is ``null``."""
    rows = [{column: plain(record[column]) for column in columns} for record in records]
    head = {} if as_of is None else {"as_of": as_of.isoformat()}
    return json.dumps({**head, "records": rows}, ensure_ascii=False, indent=2) + "\n"


def plain(value: Cell) -> str | bool | int | None:
    """A cell as JSON holds it: a day as YYYY-MM-DD, unknown as ``None``."""
    return value.isoformat() if isinstance(value, datetime.date) else value
