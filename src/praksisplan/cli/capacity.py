"""``praksisplan capacity``: the questions of practice capacity, their figures, and how capacities are shared out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import attrs
from cyclopts import App, Parameter
from rich.text import Text

from praksisplan.answers import Cell, cell_text
from praksisplan.answers.headings import heading
from praksisplan.answers.words import day_words
from praksisplan.capacity import DistributionMethod, Unknown, shipped
from praksisplan.capacity import Parameter as Shipped
from praksisplan.capacity.asking import QUESTIONS, ask, ruling_record, title
from praksisplan.capacity.distribution import Share, distribute
from praksisplan.capacity.reference import FIGURE_COLUMNS, figure_record, needed_text, reference, unknown_record
from praksisplan.cli.phrases import phrase
from praksisplan.cli.printing import (
    DrawnFormat,
    Force,
    Format,
    Language,
    Out,
    deliver,
    one_day,
    print_answer,
    print_piece,
    print_records,
)
from praksisplan.cli.process import text_of
from praksisplan.errors import PlanError
from praksisplan.fields import Several, checked
from praksisplan.storage.json import write_json
from praksisplan.storage.values import read_value

__all__ = ["app"]

Facts = Annotated[
    str,
    Parameter(help="A file ending in .json, .yaml or .yml, or - for JSON on standard input."),
]
Day = Annotated[str, Parameter(help="A day: 2024-01-15 or '15. januar 2024'.")]
Of = Annotated[str, Parameter(help="Of what, where there are several: a speciality as in psychiatry, or a group.")]

app = App(name="capacity", help="Practice capacity: questions by the rules of law, figures with sources, shares.")

_FOR_PROGRAMS = ("json", "csv", "csv-excel")

_EXACT = ("parameter", "title", "unit", *("value" if name == "amount" else name for name in FIGURE_COLUMNS))
"""The columns of figures for programs."""


@contextmanager
def _told_of(place: str) -> Iterator[None]:
    """Faults with a line are told with the name of the file."""
    try:
        yield
    except PlanError as error:
        name = place.replace("\\", "/").rpartition("/")[2]
        faults = (attrs.evolve(fault, file=fault.file or name if fault.line else "") for fault in error.faults)
        raise PlanError(*faults) from None


@app.command
def questions(*, lang: Language = "da", format: Format = "table") -> None:
    """The questions that can be asked, by name."""
    records: list[dict[str, Cell]] = [{"name": name, "question": title(name, lang)} for name in QUESTIONS]
    print_records(phrase("questions", lang), None, records, ("name", "question"), lang, format)


@app.command(name="ask")
def ask_question(
    question: Annotated[str, Parameter(help="The name of the question.")],
    facts: Facts,
    /,
    *,
    lang: Language = "da",
    format: Annotated[Literal["text", "json"], Parameter(help="A sentence, or the whole ruling.")] = "text",
) -> None:
    """What the rules say of some facts: yes, no or unknown, why, and where that is written."""
    with _told_of(facts):
        found = ask(question, *text_of(facts))
    sys.stdout.write(write_json(ruling_record(found, lang)) if format == "json" else f"{found.text(lang)}\n")


@app.command
def parameters(
    *,
    on: Annotated[str | None, Parameter(help="Only those in force on this day.")] = None,
    lang: Language = "da",
    format: Format = "table",
) -> None:
    """Every figure with its values over time, or those in force on a day, with their sources."""
    day = None if on is None else one_day(on, "--on")
    records = [record for one in shipped().parameters for record in _records(one, day, lang)]
    caption = phrase("figures", lang) if day is None else _caption(day, lang)
    columns = _EXACT if format in _FOR_PROGRAMS else ("title", "of", "amount", "unit", "in_force", "ends", "sources")
    print_records(caption, day, records, columns, lang, format)


def _caption(day: datetime.date, lang: str) -> str:
    return phrase("figures_in_force", lang).format(day_words(day, lang))


def _records(found: Shipped, day: datetime.date | None, lang: str) -> Iterator[dict[str, Cell]]:
    """Every value of a figure, or those of a day; what is not known is told as such."""
    if day is None and found.values:
        yield from (figure_record(found, dated, lang) for dated in found.values)
    elif day is None:
        yield unknown_record(found, "", needed_text(found, lang), lang)
    else:
        for of in dict.fromkeys(dated.of for dated in found.values) or ("",):
            yield _record(found, day, of, lang)


def _record(found: Shipped, day: datetime.date, of: str, lang: str) -> dict[str, Cell]:
    used = shipped().at(found.name, on=day, of=of)
    if isinstance(used, Unknown):
        return unknown_record(found, of, used.text(lang), lang)
    return figure_record(found, used.dated, lang)


@app.command
def parameter(
    name: Annotated[str, Parameter(help="The name of the figure, as in gp.patients_per_capacity.")],
    /,
    *,
    on: Day,
    of: Of = "",
    lang: Language = "da",
    format: Format = "table",
) -> None:
    """A figure on a day, with its source, or why it is not known."""
    day = one_day(on, "--on")
    record = _record(shipped()[name], day, of, lang)
    if format == "table":
        # one figure reads better as lines than as a row
        told = [(column, cell_text(record, column, lang)) for column in ("title", "unit", *FIGURE_COLUMNS)]
        lines = (f"{heading(column, lang)}: {words}" for column, words in told if words)
        print_piece(_caption(day, lang), Text("\n".join(lines)))
        return
    columns = _EXACT if format in _FOR_PROGRAMS else ("title", "unit", *FIGURE_COLUMNS)
    print_records(_caption(day, lang), day, [record], columns, lang, format)


@attrs.frozen(field_transformer=checked)
class _Sharing:
    """What a file for ``distribute`` holds."""

    capacities: int
    shares: tuple[Share, ...] = attrs.field(converter=Several[Share])
    method: DistributionMethod = DistributionMethod.LARGEST_REMAINDER


@app.command(name="distribute")
def share_out(facts: Facts, /, *, lang: Language = "da", format: Format = "table") -> None:
    """How capacities are shared over areas: FACTS holds capacities, shares (area, people, weight, source), method."""
    with _told_of(facts):
        text, written = text_of(facts)
        given = read_value(text, _Sharing, written)
        found = distribute(given.capacities, given.shares, method=given.method)
    print_answer(found, None, "", lang, format)


@app.command(name="reference")
def show_reference(
    *, lang: Language = "da", format: DrawnFormat = "table", out: Out = None, force: Force = False
) -> None:
    """Every question and rule, every figure by date with its source, and what is not known."""
    deliver(reference(lang), out, force, format)
