"""Printing answers, documents and messages on the terminal and for programs."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from praksisplan.cli.command import Call, width
from praksisplan.cli.phrases import phrase
from praksisplan.text import wrapped

if TYPE_CHECKING:
    from praksisplan.answers import Cell, Code, Tabular


def print_answer(answer: Tabular, call: Call, as_of: datetime.date | None = None, under: str = "") -> None:
    """An answer under its heading and some lines; for programs all its columns, codes in JSON."""
    if call.format == "json":
        _print_json(as_of, answer.to_records())
        return
    headings = answer.headings(call.lang, all=call.format in ("csv", "csv-excel"))
    caption = "\n".join(filter(None, (answer.caption(call.lang), under)))
    print_records(caption, answer.cells(call.lang), tuple(headings), call, as_of)


def print_records(
    caption: str,
    records: list[dict[str, Cell]],
    columns: tuple[str, ...],
    call: Call,
    as_of: datetime.date | None = None,
) -> None:
    """Records under a caption; the caption of CSV goes to the error stream, and JSON has none."""
    if call.format == "json":
        _print_json(as_of, [{column: record[column] for column in columns} for record in records])
    elif call.format == "table":
        from praksisplan.answers import Layout
        from praksisplan.answers.headings import heading

        headings = {column: heading(column, call.lang) for column in columns}
        print_lines([*filled(caption), *Layout(records, headings, call.lang).lines(width())])
    else:
        from praksisplan.answers.grids import grid_of
        from praksisplan.writing.tables import csv_text, markdown_text

        grid = grid_of(records, columns, call.lang)
        if call.format == "md":
            sys.stdout.write(f"{caption}\n\n{markdown_text(grid)}")
            return
        sys.stderr.write(f"{caption}\n")
        sys.stdout.write(csv_text([grid], excel=call.format == "csv-excel"))


def _print_json(as_of: datetime.date | None, records: Sequence[Mapping[str, Code]]) -> None:
    """Records as JSON, with the day they hold for where there is one; unknown is ``null``."""
    from praksisplan.storage.values import write_value

    sys.stdout.write(write_value({**({} if as_of is None else {"as_of": as_of}), "records": records}))


def tell(lang: str, key: str, *values: object, apart: bool = False) -> None:
    """Prints a phrase of the command line, perhaps after an empty line."""
    lines = filled(phrase(key, lang, *values))
    print_lines(["", *lines] if apart else lines)


def print_list(lang: str, key: str, lines: Sequence[str]) -> None:
    """Prints lines under a phrase that counts them; nothing where there are none."""
    if lines:
        print_lines(["", *(part for one in (phrase(key, lang, len(lines)), *lines) for part in filled(one))])


def write_file(call: Call, content: bytes, *suffixes: str) -> None:
    """Writes the file that ``--out`` names, whose suffix must be one of these, and says so."""
    from praksisplan.storage.files import suffix_of, write_new

    suffix_of(call.out or "", suffixes)
    write_new(call.out or "", content, overwrite=call.force)
    print_lines([phrase("written", call.lang, call.out)])


def print_lines(lines: Iterable[str]) -> None:
    """Prints lines as they are."""
    sys.stdout.write("\n".join([*lines, ""]))


def filled(text: str, mark: str = "") -> list[str]:
    """Text in lines of the terminal's width, the first after a mark, the others as far in."""
    return [line for part in text.split("\n") for line in wrapped(part, width(), mark, " " * len(mark))]
