"""A table of HTML or Word while it is read: cells in rows, some of them over several columns or rows."""

from __future__ import annotations

from praksisplan.reading.limits import Limits
from praksisplan.reading.opening.text import cleaned, table_of
from praksisplan.reading.written import Cell, Span, Table, cell_name


class Grid:
    """The rows of a table with the columns that merged cells cover. Its cells are named as in Excel."""

    def __init__(self, limits: Limits, title: str) -> None:
        self._limits = limits
        self._title = title
        self._rows: list[dict[int, Cell]] = []
        self._covered: dict[int, list[tuple[int, int, str]]] = {}
        self._count = 0
        self._next = 1

    def add_row(self) -> None:
        """Begin a row."""
        self._rows.append({})
        self._next = 1
        row = len(self._rows)
        self._limits.hold("rows", row, self._title)
        for column, rows, part_of in self._covered.pop(row, ()):
            self._put(column, Cell("", self._span(row, column), part_of=part_of))
            self._cover_below(row, column, rows, part_of)

    def add_cell(
        self, text: str, columns: int = 1, rows: int = 1, mark: str = "", *, is_continued: bool = False
    ) -> None:
        """Put a cell at the next free columns of the row; one that is continued is merged into the cell above it."""
        if not self._rows:
            self.add_row()
        row, current = len(self._rows), self._rows[-1]
        while self._next in current:
            self._next += 1
        first = self._next
        above = self._rows[-2].get(first) if is_continued else None
        name = cell_name(row, first) if above is None else above.part_of or above.span.cell
        for column in range(first, first + max(1, columns)):
            self._limits.hold("columns", column, self._title)
            span = self._span(row, column)
            if column == first and above is None:
                self._put(column, Cell(cleaned(text, span).strip(), span, mark))
            else:
                self._put(column, Cell("", span, part_of=name))
            self._cover_below(row, column, rows - 1, name)

    def _cover_below(self, row: int, column: int, rows: int, part_of: str) -> None:
        if rows > 0:
            self._covered.setdefault(row + 1, []).append((column, rows - 1, part_of))

    def _put(self, column: int, cell: Cell) -> None:
        self._count += 1
        self._limits.hold("elements", self._count, self._title)
        self._rows[-1].setdefault(column, cell)

    def _span(self, row: int, column: int) -> Span:
        return Span(sheet=self._title, cell=cell_name(row, column))

    def table(self, title: str = "") -> Table | None:
        """The table; a table without cells is none."""
        width = max((max(row, default=0) for row in self._rows), default=0)
        if not width:
            return None
        rows = [
            tuple(row.get(column) or Cell("", self._span(number, column)) for column in range(1, width + 1))
            for number, row in enumerate(self._rows, 1)
        ]
        return table_of(rows, title)
