"""Cells laid out for people: lines of text, a terminal of any width, a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from praksisplan.answers.columns import Cell, cell_text
from praksisplan.answers.phrases import phrase
from praksisplan.text import wrapped

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

Cells = Sequence[Mapping[str, Cell]]
Headings = Mapping[str, str]
"""The columns to show, each with its heading."""

_MOST_ROWS = 50
"""So many rows a notebook shows of a table."""

_MOST_LINES = 8
"""A table with a row of more lines than this on a terminal is printed as one block a row."""

_GAP = 2
"""The blanks between two columns."""


def text_table(cells: Cells, headings: Headings, lang: str = "da") -> str:
    """Rows as lines of plain text, the columns aligned."""
    rows = [list(headings.values()), *_texts(cells, headings, lang)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def _texts(cells: Cells, headings: Headings, lang: str) -> list[list[str]]:
    """The cells of the columns that are shown, each as one line."""
    return [[" ".join(cell_text(row, column, lang).split()) for column in headings] for row in cells]


class Lines:
    """Text for the terminal that is made for a width."""

    def __init__(self, text: Callable[[int], str]) -> None:
        self.text = text

    def lines(self, width: int) -> list[str]:
        """The text in lines for so many columns."""
        return self.text(width).splitlines()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from rich.text import Text

        yield Text(self.text(options.max_width))


class Layout(Lines):
    """Rows as a table for the terminal, or as one block a row where the width is too small for a table.

    In a compact block the cells follow each other, each behind its heading. A title comes first.
    """

    def __init__(
        self, cells: Cells, headings: Headings, lang: str = "da", title: str = "", *, is_compact: bool = False
    ) -> None:
        super().__init__(self._text)
        self.title = title
        self.is_compact = is_compact
        self.headings = headings
        self.rows = _texts(cells, headings, lang)

    def _text(self, width: int) -> str:
        """The table, or its blocks, with no line wider than so many columns unless one word is."""
        lines = [self.title] if self.title else []
        if self.rows:
            widths = _widths([list(self.headings.values()), *self.rows], width)
            lines += self._blocks(width) if widths is None else self._table(widths)
        return "\n".join(lines)

    def _table(self, widths: list[int]) -> Iterator[str]:
        rule = "─" * (sum(widths) + _GAP * (len(widths) - 1))
        yield from _row(list(self.headings.values()), widths)
        for row in self.rows:
            yield rule
            yield from _row(row, widths)

    def _blocks(self, width: int) -> Iterator[str]:
        """The first cells of a row on a line of their own, under it a line for each of the others."""
        names = list(self.headings.values())
        margin = max(map(len, names)) + 2 + _GAP
        for place, row in enumerate(self.rows):
            if place and not self.is_compact:
                yield ""
            head = ("title" in self.headings and list(self.headings).index("title")) or 0
            yield from wrapped(" ".join(dict.fromkeys((row[0], row[head]))), width, "", "  ")
            told = [
                (name, cell) for index, (name, cell) in enumerate(zip(names, row)) if cell and index not in (0, head)
            ]
            if self.is_compact:
                words = " · ".join(f"{name} {cell}" for name, cell in told)
                yield from wrapped(words, width, "  ", "  ")
            else:
                for name, cell in told:
                    yield from wrapped(cell, width, f"  {name}".ljust(margin), " " * margin)


def _row(row: list[str], widths: list[int]) -> Iterator[str]:
    columns = [wrapped(cell, width) for cell, width in zip(row, widths)]
    for line in range(max(map(len, columns))):
        cells = (column[line] if line < len(column) else "" for column in columns)
        yield (" " * _GAP).join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip()


def _widths(rows: list[list[str]], width: int) -> list[int] | None:
    """A width for each column, so that no word is cut; ``None`` where a table would not be pleasant to read."""
    columns = list(zip(*rows))
    least = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    wanted = [max(map(len, column)) for column in columns]
    free = width - _GAP * (len(columns) - 1) - sum(least)
    if free < 0:
        return None
    # the room that is left goes, a sign at a time, to the column whose longest cell needs most lines
    found = least
    while free and any(have < want for have, want in zip(found, wanted)):
        place = max(range(len(found)), key=lambda one: wanted[one] / found[one])
        found[place] += 1
        free -= 1
    tallest = max(len(wrapped(cell, have)) for row in rows for cell, have in zip(row, found))
    return found if tallest <= _MOST_LINES else None


def html_table(cells: Cells, headings: Headings, title: str) -> str:
    """The first rows, in Danish, as a table of HTML under a caption, and how many there are where some are left out."""
    import html

    head = "".join(f'<th scope="col" style="text-align:left">{html.escape(one)}</th>' for one in headings.values())
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:left">{html.escape(cell_text(row, one))}</td>' for one in headings)
        + "</tr>"
        for row in cells[:_MOST_ROWS]
    )
    shown = phrase("and_more", "da", _MOST_ROWS, len(cells)) if len(cells) > _MOST_ROWS else ""
    return (
        f'<table lang="da"><caption style="text-align:left">{html.escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" + (f"<p>{shown}</p>" if shown else "")
    )


def html_lines(text: str) -> str:
    """Lines of Danish text that keep their shape in HTML."""
    import html

    return f'<pre lang="da" style="white-space:pre-wrap">{html.escape(text)}</pre>'
