"""``praksisplan capacity``: the questions of practice capacity, their figures, and how capacities are shared out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from praksisplan.cli.command import REQUIRED, Call, Option, argument
from praksisplan.cli.options import FORMAT, LANG, choice, day
from praksisplan.cli.phrases import phrase
from praksisplan.cli.printing import filled, print_answer, print_lines, print_records
from praksisplan.cli.process import text_of
from praksisplan.cli.results import Commands, delivery
from praksisplan.errors import PlanError

if TYPE_CHECKING:
    from praksisplan.answers import Cell
    from praksisplan.capacity import Figures, LawAt, LawChanges

COMMANDS = Commands()

FACTS = argument(
    "FACTS",
    "OPLYSNINGER",
    "En fil med endelsen .json, .yaml eller .yml ('capacity form' giver et skema), eller - for JSON fra standardinput.",
    "A file ending in .json, .yaml or .yml ('capacity form' gives a form), or - for JSON on standard input.",
)


def _known() -> Figures:
    """The figures of the library, overridden by those of the plug-ins that are installed."""
    from praksisplan.plugins import installed

    return installed().figures


@contextmanager
def _named(place: str) -> Iterator[None]:
    """Gives faults that have a line the name of the file."""
    try:
        yield
    except PlanError as error:
        name = place.replace("\\", "/").rpartition("/")[2]
        faults = (attrs.evolve(fault, file=fault.file or name if fault.line else "") for fault in error.faults)
        raise PlanError(*faults) from None


@COMMANDS.command(
    LANG,
    FORMAT,
    da="De spørgsmål, der kan stilles, med deres navne; 'form NAVN' giver et skema med oplysningerne.",
    en="The questions that can be asked, with their names; 'form NAME' gives a form of the facts.",
)
def questions(call: Call) -> None:
    from praksisplan.capacity.questions import QUESTIONS

    records: list[dict[str, Cell]] = [
        {"name": name, "question": QUESTIONS[name].title(call.lang)} for name in QUESTIONS
    ]
    print_records(phrase("questions", call.lang), records, ("name", "question"), call)


QUESTION = argument(
    "QUESTION",
    "SPØRGSMÅL",
    "Spørgsmålets navn, eller spørgsmålet selv i anførselstegn.",
    "The name of the question, or the question itself in quotes.",
)


@COMMANDS.command(
    QUESTION,
    LANG,
    da="Et skema med de oplysninger, et spørgsmål kræver, til at udfylde og spørge med.",
    en="A form with the facts that a question asks for, to fill in and ask with.",
)
def form(call: Call) -> None:
    from praksisplan.capacity.forms import fact_form

    sys.stdout.write(fact_form(call.question, call.lang))


@COMMANDS.command(
    QUESTION,
    FACTS,
    LANG,
    Option(
        "--format",
        "En sætning (text) eller hele svaret (json).",
        "One sentence (text), or the whole ruling (json).",
        choice("text", "json"),
        "text",
    ),
    da="Svaret på et spørgsmål: ja, nej eller ukendt, med begrundelse og kilde.",
    en="The answer to a question: yes, no or unknown, with reasons and sources.",
)
def ask(call: Call) -> None:
    from praksisplan.capacity.questions import ask, ruling_record
    from praksisplan.storage.json import write_json

    with _named(call.facts):
        found = ask(call.question, *text_of(call.facts), figures=_known())
    text = f"{found.text(call.lang)}\n"
    sys.stdout.write(write_json(ruling_record(found, call.lang)) if call.format == "json" else text)


@COMMANDS.command(
    Option("--on", "Kun dem, der gælder denne dag.", "Only those in force on this day.", day),
    LANG,
    FORMAT,
    da="Alle tal med deres værdier over tid eller på en bestemt dag, med kilder.",
    en="All figures with their values over time or on a given day, with sources.",
)
def figures(call: Call) -> None:
    from praksisplan.capacity.reference import figure_records

    known = _known()
    records = [record for one in known.series for record in figure_records(known, one.name, call.lang, call.on)]
    _print_figures(records, ("title", "of", "amount", "unit", "in_force", "ends", "sources"), call)


def _print_figures(records: list[dict[str, Cell]], shown: tuple[str, ...], call: Call) -> None:
    """Prints figures with the columns for people, or for programs with the exact value and all that is known of it."""
    from praksisplan.capacity.reference import FIGURE_COLUMNS

    exact = ("figure", "title", "unit", *("value" if name == "amount" else name for name in FIGURE_COLUMNS))
    is_exact = call.format in ("json", "csv", "csv-excel")
    print_records(_caption(call.on, call.lang), records, exact if is_exact else shown, call, call.on)


def _caption(on: datetime.date | None, lang: str) -> str:
    from praksisplan.answers.words import day_words

    return phrase("figures", lang) if on is None else phrase("figures_in_force", lang).format(day_words(on, lang))


@COMMANDS.command(
    argument(
        "NAME",
        "NAVN",
        "Tallets navn, som i gp.patients_per_capacity.",
        "The name of the figure, as in gp.patients_per_capacity.",
    ),
    Option(
        "--on", "En dag: 2024-01-15 eller '15. januar 2024'.", "A day: 2024-01-15 or '15. januar 2024'.", day, REQUIRED
    ),
    Option(
        "--of",
        "Specialet eller gruppen, hvis tallet har flere, fx psychiatry.",
        "The speciality or group, if the figure has several, as in psychiatry.",
        default="",
    ),
    LANG,
    FORMAT,
    da="Et tal på en bestemt dag med kilde, eller hvorfor det ikke kendes.",
    en="A figure on a day with its source, or the reason why it is unknown.",
)
def figure(call: Call) -> None:
    from praksisplan.answers import cell_text
    from praksisplan.answers.headings import heading
    from praksisplan.capacity.reference import FIGURE_COLUMNS, figure_records

    columns = ("title", "unit", *FIGURE_COLUMNS)
    [record] = figure_records(_known(), call.name, call.lang, call.on, call.of)
    if call.format != "table":
        _print_figures([record], columns, call)
        return
    # one figure reads better as lines than as a row
    cells = [(column, cell_text(record, column, call.lang)) for column in columns]
    lines = [f"{heading(column, call.lang)}: {words}" for column, words in cells if words]
    print_lines(part for line in (_caption(call.on, call.lang), *lines) for part in filled(line))


@COMMANDS.command(
    FACTS,
    LANG,
    FORMAT,
    da="Fordeling af kapaciteter på områder eller på sundhedsråd og videre; 'form distribute' giver et skema.",
    en="A distribution of capacities over areas, or over health councils and on; 'form distribute' gives a form.",
)
def distribute(call: Call) -> None:
    from praksisplan.capacity.distribution import distributed

    with _named(call.facts):
        found = distributed(*text_of(call.facts))
    print_answer(found, call)


@COMMANDS.command(
    Option("--since", "Den første dag, regnet med.", "The first day, included.", day, REQUIRED),
    Option("--until", "Den sidste dag, regnet med.", "The last day, included.", day, REQUIRED),
    *delivery(drawn=False),
    da="Hvad der ændres i reglerne mellem to dage, for hvem og ved hvilken lov.",
    en="What changes in the rules between two days, for whom and by which act.",
)
def changes(call: Call) -> None:
    from praksisplan.capacity import law_changes

    _give(law_changes(call.since, call.until), call)


@COMMANDS.command(
    Option("--on", "En dag, som 2027-01-01.", "A day, as 2027-01-01.", day, REQUIRED),
    *delivery(drawn=False),
    da="Reglerne på en dag: gældende, bortfaldne og vedtagne.",
    en="The rules on a day: in force, lapsed and adopted.",
)
def law(call: Call) -> None:
    from praksisplan.capacity import law_at

    _give(law_at(call.on), call)


def _give(found: LawAt | LawChanges, call: Call) -> None:
    """Prints rules in time, or writes them as a document if a file or a template is asked for."""
    from praksisplan.capacity.reference import law_document
    from praksisplan.cli.delivering import deliver

    if call.out is call.template is None:
        print_answer(found, call)
    else:
        deliver(law_document(found, call.lang), call)


@COMMANDS.command(
    *delivery(drawn=True),
    da="Alle spørgsmål, regler og tal med kilder, og en liste over det, der ikke kendes.",
    en="All questions, rules and figures with sources, and a list of missing figures.",
)
def reference(call: Call) -> None:
    from praksisplan.capacity.reference import reference
    from praksisplan.cli.delivering import deliver

    deliver(reference(call.lang, _known()), call)
