"""Grids -> CSV, and a table of Markdown."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Sequence

from praksisplan.writing.finished import Cell, Grid

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


def csv_text(grids: Sequence[Grid], *, excel: bool = False) -> str:
    """Tables as CSV, one after another, each under its caption where there are several.

    Quotes where needed, days as YYYY-MM-DD, no formulas. ``excel`` is for Danish Excel: separated by semicolons, and
    marked as UTF-8.
    """
    target = io.StringIO()
    separator = ";" if excel else ","
    bare = csv.writer(target, delimiter=separator, lineterminator="\n")
    # a bare carriage return is not quoted
    quoted = csv.writer(target, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for place, grid in enumerate(grids):
        if place:
            target.write("\n")
        if len(grids) > 1:
            bare.writerow([safe(grid.caption)])
        bare.writerow(map(safe, grid.headings))
        for row in grid.rows:
            cells = [safe(_iso(cell)) for cell in row]
            (quoted if any("\r" in cell for cell in cells) else bare).writerow(cells)
    return "\ufeff" * excel + target.getvalue()


def _iso(cell: Cell) -> str:
    return cell.value.isoformat() if isinstance(cell.value, datetime.date) else cell.text


def markdown_text(grid: Grid) -> str:
    """A table of Markdown; signs that Markdown or HTML would read are escaped."""
    lines = [[*map(escaped, grid.headings)], ["---"] * len(grid.headings)]
    lines += [[*map(escaped, row)] for row in grid.texts()[1:]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


_READ = re.compile(r"[\\`*_{}\[\]<>#|~!@$]|:(?=//|\w[\w+-]*:)|(?<=www)\.", re.IGNORECASE)
"""The characters that Markdown, HTML or GitHub (links, mail, mathematics, emoji) would interpret."""


def escaped(text: str) -> str:
    """Text as one line of Markdown that shows exactly it."""
    return " ".join(_READ.sub(r"\\\g<0>", text).split()).replace("&", "&amp;")
