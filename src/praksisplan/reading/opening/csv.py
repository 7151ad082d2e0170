"""CSV -> a table. Every cell is text, so that a number keeps the digits and the comma that it is written with."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice

from praksisplan.errors import PlanError, fault
from praksisplan.reading.limits import Limits
from praksisplan.reading.opening.text import cleaned, table_of
from praksisplan.reading.written import Cell, Opened, Span, cell_name

_SEPARATORS = {";": 2, "\t": 3, ",": 3}
"""The separators in the order in which they are tried, each with the fewest columns that it must make."""
_SAMPLE = 200
_MOST_ALIKE = 0.8
"""So many of the rows must have as many cells as most of them."""


def separator_of(text: str) -> str:
    """The separator of the cells of a text, or nothing if it is not CSV.

    A first line ``sep=;``, as Excel writes it, decides. Else it is the first of ``;``, tab and ``,`` that divides the
    lines into as many cells each; so few are two for ``;`` and three for the others.

    >>> separator_of("Nr.;Status\\n1;i gang"), separator_of("Først dette,\\nså det.")
    (';', '')
    """
    if "\f" in text:  # pages: the text of a document
        return ""
    lines = text.splitlines()
    if lines and lines[0].startswith("sep=") and len(lines[0]) == len("sep=;"):
        return lines[0][-1]
    for separator, fewest in _SEPARATORS.items():
        try:
            rows = [row for row in islice(csv.reader(lines, delimiter=separator, strict=True), _SAMPLE) if any(row)]
        except csv.Error:
            continue
        (width, count), *_ = Counter(map(len, rows)).most_common(1) or [(0, 0)]
        if width >= fewest and count >= 2 and count >= len(rows) * _MOST_ALIKE:
            return separator
    return ""


def opened(text: str, limits: Limits) -> Opened:
    """The table of a text that is CSV; its cells are named as in Excel."""
    separator = separator_of(text) or ";"
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines and lines[0].startswith("sep=") else 0
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    rows: list[tuple[Cell, ...]] = []
    try:
        for number, row in enumerate(reader, 1 + skipped):
            limits.hold("rows", number)
            limits.hold("columns", len(row), cell_name(number, 1))
            spans = [Span(cell=cell_name(number, column)) for column in range(1, len(row) + 1)]
            rows.append(tuple(Cell(cleaned(words, span).strip(), span) for words, span in zip(row, spans)))
    except csv.Error:
        raise PlanError(fault("not-csv", "$", reader.line_num + skipped)) from None
    return Opened((table_of(rows),) if rows else ())
