"""Printing answers and documents on the terminal and for programs."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping, Sequence

from praksisplan.answers import Cell, Code, Layout, Lines, Tabular
from praksisplan.answers.headings import heading
from praksisplan.cli.command import Lang, Output, width
from praksisplan.text import wrapped


def print_answer(answer: Tabular, as_of: datetime.date | None, under: str, lang: Lang, format: Output) -> None:
    """An answer under its heading and some lines; for programs all its columns, codes in JSON."""
    if format == "json":
        _print_json(as_of, answer.to_records())
        return
    headings = answer.headings(lang, all=format in ("csv", "csv-excel"))
    caption = "\n".join(filter(None, (answer.caption(lang), under)))
    print_records(caption, as_of, answer.cells(lang), tuple(headings), lang, format)


def print_records(
    caption: str,
    as_of: datetime.date | None,
    records: list[dict[str, Cell]],
    columns: tuple[str, ...],
    lang: Lang,
    format: Output,
) -> None:
    """Records under a caption; the caption of CSV goes to the error stream, and JSON has none."""
    if format == "json":
        _print_json(as_of, [{column: record[column] for column in columns} for record in records])
    elif format == "table":
        headings = {column: heading(column, lang) for column in columns}
        print_piece(caption, Layout(records, headings, lang))
    else:
        from praksisplan.answers.grids import grid_of
        from praksisplan.writing.tables import csv_text, markdown_text

        grid = grid_of(records, columns, lang)
        if format == "md":
            sys.stdout.write(f"{caption}\n\n{markdown_text(grid)}")
            return
        sys.stderr.write(f"{caption}\n")
        sys.stdout.write(csv_text([grid], excel=format == "csv-excel"))


def _print_json(as_of: datetime.date | None, records: Sequence[Mapping[str, Code]]) -> None:
    """Records as JSON, with the day they hold for where there is one; unknown is ``null``."""
    from praksisplan.storage.values import write_value

    sys.stdout.write(write_value({**({} if as_of is None else {"as_of": as_of}), "records": records}))


def print_piece(caption: str, piece: Layout | Lines) -> None:
    """Prints a caption and the piece under it, each line within the width of the terminal."""
    sys.stdout.write("\n".join([*filled(caption), *piece.lines(width()), ""]))


def filled(text: str, mark: str = "") -> list[str]:
    """Text in lines of the terminal's width, the first after a mark, the others as far in."""
    return [line for part in text.split("\n") for line in wrapped(part, width(), mark, " " * len(mark))]
