"""Records -> CSV, Markdown and JSON text."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from praksisplan.answers import Cell, Code, cell_text
from praksisplan.answers.headings import heading

__all__ = ["EXCEL_MARK", "csv_text", "escaped", "json_text", "markdown_text", "plain", "safe"]

EXCEL_MARK = "\ufeff"
"""Excel reads a file that begins with this mark as UTF-8."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_AFTER_SEPARATOR = re.compile(r'([,;|\t\r\n][ "]*)(?=[=+\-@＝＋－＠])')


def safe(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before a sign that would start one.

    A spreadsheet may separate at other signs than those of the file, so the sign is looked for after each of them too.

    >>> safe("=1+1"), safe("x;=cmd"), safe("5-10")
    ("'=1+1", "x;'=cmd", '5-10')
    """
    guarded = _AFTER_SEPARATOR.sub(r"\g<1>'", text)
    return f"'{guarded}" if guarded.lstrip(' "').startswith(_FORMULA_SIGNS) else guarded


def csv_text(
    records: Sequence[Mapping[str, Cell]],
    columns: Iterable[str],
    lang: str = "da",
    caption: str = "",
    *,
    excel: bool = False,
) -> str:
    """Records as CSV with a heading line: quotes where needed, days as YYYY-MM-DD, no formulas.

    A caption is a line of its own above them. Danish Excel separates by semicolons: ``excel``.

    >>> print(csv_text([{"number": "1", "title": "=SUM(A1)"}], ("number", "title")), end="")
    nr.,titel
    1,'=SUM(A1)
    """
    target = io.StringIO()
    columns = tuple(columns)
    separator = ";" if excel else ","
    bare = csv.writer(target, delimiter=separator, lineterminator="\n")
    # a bare carriage return is not quoted
    quoted = csv.writer(target, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    if caption:
        bare.writerow([safe(caption)])
    bare.writerow([safe(heading(column, lang)) for column in columns])
    for record in records:
        cells = [safe(_iso(record, column, lang)) for column in columns]
        (quoted if any("\r" in cell for cell in cells) else bare).writerow(cells)
    return target.getvalue()


def _iso(record: Mapping[str, Cell], column: str, lang: str) -> str:
    value = record[column]
    return value.isoformat() if isinstance(value, datetime.date) else cell_text(record, column, lang)


def markdown_text(records: Sequence[Mapping[str, Cell]], columns: Iterable[str], lang: str = "da") -> str:
    """Records as a table of Markdown; signs that Markdown or HTML would read are escaped.

    >>> print(markdown_text([{"number": "1", "title": "a|b"}], ("number", "title")), end="")
    | nr. | titel |
    | --- | --- |
    | 1 | a\\|b |
    """
    columns = tuple(columns)
    lines = [[escaped(heading(column, lang)) for column in columns], ["---"] * len(columns)]
    lines += [[escaped(cell_text(record, column, lang)) for column in columns] for record in records]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


_READ = re.compile(r"[\\`*_{}\[\]<>#|~!@$]|:(?=//|\w[\w+-]*:)|(?<=www)\.", re.IGNORECASE)
"""What Markdown, HTML or GitHub (links, mail, mathematics, emoji) would read."""


def escaped(text: str) -> str:
    """Text as one line of Markdown that shows exactly it."""
    return " ".join(_READ.sub(r"\\\g<0>", text).split()).replace("&", "&amp;")


def json_text(as_of: datetime.date | None, records: Iterable[Mapping[str, Code]]) -> str:
    """Records as JSON, with the day they hold for where there is one; unknown is ``null``."""
    rows = [{column: plain(cell) for column, cell in record.items()} for record in records]
    head = {} if as_of is None else {"as_of": as_of.isoformat()}
    return json.dumps({**head, "records": rows}, ensure_ascii=False, indent=2) + "\n"


def plain(value: Code) -> Code:
    """A cell as JSON holds it: a day as YYYY-MM-DD, unknown as ``None``, a list of these."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
