"""What the commands share: the options of language and format, and how answers and documents are printed."""

from __future__ import annotations

import datetime
import sys
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.text import Text

from praksisplan.answers import Cell, Layout, Lines, Tabular, citation_text
from praksisplan.answers.headings import heading
from praksisplan.cli.phrases import phrase
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.periods import as_day, parse_period
from praksisplan.reports import Bullets, Chart, Document, Heading, Paragraph, Table, Timeline
from praksisplan.storage.files import save_document
from praksisplan.writing.documents import render
from praksisplan.writing.layout import timeline_table
from praksisplan.writing.tables import EXCEL_MARK, csv_text, json_text, markdown_text

__all__ = [
    "Drawn",
    "DrawnFormat",
    "Force",
    "Format",
    "Lang",
    "Language",
    "Out",
    "Output",
    "deliver",
    "one_day",
    "print_answer",
    "print_piece",
    "print_records",
]

Lang = Literal["da", "en"]
Output = Literal["table", "json", "csv", "csv-excel", "md"]
Drawn = Literal["table", "json", "csv", "csv-excel", "md", "svg"]

Language = Annotated[Lang, Parameter(help="The language of labels.")]
Format = Annotated[
    Output, Parameter(help="How to print: json has codes for programs; csv-excel is CSV for Danish Excel.")
]
DrawnFormat = Annotated[Drawn, Parameter(help="How to print; svg draws the timelines and charts.")]
Out = Annotated[
    str | None,
    Parameter(
        help="Write the document to this file; its suffix says the format: .md .html .docx .xlsx .svg .csv .json"
    ),
]
Force = Annotated[bool, Parameter(help="Overwrite the file if it is there.", negative="")]


def one_day(words: str, option: str) -> datetime.date:
    """The day that an option names, as 2017-01-15 or in words."""
    period = parse_period(words)
    if period.start is None or period.last_day != period.start:
        raise PlanError(
            Fault(
                "not-a-day",
                option,
                f"expected one day, found {shown(words)}",
                f"der skulle stå én dag, her står {shown(words)}",
            )
        )
    return as_day(period.start, option)


def print_answer(answer: Tabular, as_of: datetime.date | None, under: str, lang: Lang, format: Output) -> None:
    """An answer under its heading and some lines; for programs all its columns, codes in JSON."""
    if format == "json":
        sys.stdout.write(json_text(as_of, answer.to_records()))
        return
    headings = answer.headings(lang, all=format in ("csv", "csv-excel"))
    caption = "\n".join(filter(None, (answer.heading(lang), under)))
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
        sys.stdout.write(json_text(as_of, [{column: record[column] for column in columns} for record in records]))
    elif format in ("csv", "csv-excel"):
        sys.stderr.write(f"{caption}\n")
        is_excel = format == "csv-excel"
        sys.stdout.write((EXCEL_MARK if is_excel else "") + csv_text(records, columns, lang, excel=is_excel))
    elif format == "md":
        sys.stdout.write(f"{caption}\n\n{markdown_text(records, columns, lang)}")
    else:
        headings = {column: heading(column, lang) for column in columns}
        print_piece(caption, Layout(records, headings, lang))


_WIDTH = 80
"""The signs of a line where the terminal does not say."""


def console() -> Console:
    """The terminal, or a width to write for where it has none."""
    found = Console(highlight=False)
    return found if found.width > 0 else Console(highlight=False, width=_WIDTH)


def print_piece(caption: str, *pieces: Layout | Lines | Text) -> None:
    """Print to the terminal in one piece, so that a closed pipe is an error like any other."""
    terminal = console()
    with terminal.capture() as captured:
        terminal.print(Text(caption))
        for piece in pieces:
            terminal.print(piece)
    sys.stdout.write(captured.get())


def deliver(document: Document, out: str | None, force: bool, format: Drawn) -> None:
    """Write a document to a file, or show it here."""
    if out is not None:
        save_document(document, out, overwrite=force)
    elif format == "table":
        _show_document(document)
    else:
        sys.stdout.write(render(document, format).decode("utf-8"))


_LABELS, _LEAST = 30, 6
"""The signs that a terminal needs for the labels of a table in periods, and the least for each period."""


def _show_document(document: Document) -> None:
    terminal = console()
    with terminal.capture() as captured:
        terminal.print(Text("\n".join((document.title, *document.facts))))
        for block in document.blocks:
            if isinstance(block, Heading):
                terminal.print(Text(f"\n{'#' * block.level} {block.text}", style="bold"))
            elif isinstance(block, (Timeline, Chart)) and len(block.periods) > (terminal.width - _LABELS) // _LEAST:
                terminal.print(Text(phrase("too_many_periods", document.lang).format(len(block.periods))))
            elif isinstance(block, (Table, Timeline, Chart)):
                table = block if isinstance(block, Table) else timeline_table(block, document.lang)
                headings = {column: heading(column, document.lang) for column in table.columns}
                terminal.print(Layout(table.records(), headings, document.lang))
            else:
                for paragraph in block.items if isinstance(block, Bullets) else (block,):
                    terminal.print(_paragraph(paragraph, isinstance(block, Bullets), document.lang))
    sys.stdout.write(captured.get())


def _paragraph(paragraph: Paragraph, is_item: bool, lang: str) -> Text:
    text = Text("• " if is_item else "")
    if paragraph.lead:
        text.append(f"{paragraph.lead} ", style="bold")
    text.append(paragraph.text)
    if paragraph.citations:
        text.append(f" ({citation_text(paragraph.citations, lang)})", style="dim")
    return text
