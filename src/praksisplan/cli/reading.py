"""The commands that read documents of other people: read and merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from praksisplan.cli.command import Call, Option, argument, repeated
from praksisplan.cli.keeping import DRY_RUN, FILE, add_found, own_plan
from praksisplan.cli.options import FORCE, FORMAT, LANG, OUT, day, pair
from praksisplan.cli.printing import filled, print_answer, print_lines, print_list, tell
from praksisplan.cli.results import Commands

if TYPE_CHECKING:
    from praksisplan.cli.command import Lang
    from praksisplan.reading import Reading

COMMANDS = Commands()

DOCUMENT = argument(
    "DOCUMENT",
    "DOKUMENT",
    "Et dokument: Word, Excel, PDF, HTML, CSV, Markdown, tekst eller Microsoft Project (XML).",
    "A document: Word, Excel, PDF, HTML, CSV, Markdown, text or Microsoft Project (XML).",
)
_HOW = (
    Option(
        "--as-of",
        "Dagen, dokumentet er skrevet. Udelades den, læses den af dokumentet.",
        "The day on which the document was written. The default is what the document says.",
        day,
    ),
    repeated(
        "--columns",
        "En kolonne i dokumentets tabeller og hvad den rummer: status=Stade eller ansvarlig=F. Kan gentages.",
        "A column of its tables and what it holds: status=Stade or responsible=F. May be repeated.",
        pair("bad-column"),
    ),
    Option(
        "--words",
        "En fil (.toml) med flere ord, som læses på dansk.",
        "A file (.toml) with more Danish words to read.",
    ),
)
"""How a document is read."""


def _read(call: Call, document: str) -> Reading:
    from praksisplan.reading import read_document
    from praksisplan.storage.files import read_bytes
    from praksisplan.storage.positions import decoded

    words = None if call.words is None else decoded(read_bytes(call.words), call.words)
    columns = dict(call.columns) or None
    return read_document(read_bytes(document), as_of=call.as_of, columns=columns, words=words)


@COMMANDS.command(
    DOCUMENT,
    attrs.evolve(
        OUT,
        da="Skriv udkastet til en planfil (.yaml) med dokumentets ord som bemærkninger.",
        en="Write the draft to the file of a plan (.yaml), with the words of the document as comments.",
    ),
    Option(
        "--explain",
        "Vis dokumentets linjer ved siden af det, der er læst om én anbefaling.",
        "Show the lines of the document beside what was read of one recommendation.",
    ),
    *_HOW,
    FORMAT,
    FORCE,
    LANG,
    da="Læser et dokument som udkast til en plan: hvad der står og hvor, hvad der er tvivl om, og hvad der er tilbage.",
    en="Reads a document as a draft of a plan: what it says and where, what is doubtful, and what was not used.",
)
def read(call: Call) -> None:
    from praksisplan.reading import annotated_yaml, explain
    from praksisplan.storage.files import suffix_of, write_new

    reading = _read(call, call.document)
    if call.out is not None:
        suffix_of(call.out, (".yaml", ".yml"))
        write_new(call.out, annotated_yaml(reading, lang=call.lang).encode(), overwrite=call.force)
        print_lines(filled(reading.heading(call.lang)))
        _show_doubts(reading, call.lang)
        tell(call.lang, "begun", call.out, apart=True)
    elif call.explain is not None:
        print_answer(explain(reading, call.explain), call)
    else:
        print_answer(reading, call)
        if call.format == "table":
            unused = [f"{one.span.text(call.lang)}: {one.text}" for one in reading.uncovered]
            print_list(call.lang, "unused", unused)


def _show_doubts(reading: Reading, lang: Lang) -> None:
    """Prints the findings of a reading, each at its place in the document."""

    lines = []
    for one in reading.findings:
        places = [place.text(lang).partition(", ")[2] for place in one.citations]
        words = one.text(reading.plan.kind.language(lang))
        lines.append(f"{one.severity.label(lang)}, {places[0] if places else one.subject}: {words}")
    print_list(lang, "doubts", lines)


@COMMANDS.command(
    FILE,
    argument(
        "OTHER",
        "ANDEN",
        "En anden fil af samme plan, eller et nyt dokument om den.",
        "Another file of the same plan, or a new document about it.",
    ),
    *_HOW,
    DRY_RUN,
    LANG,
    da="Føjer de nye udsagn i en anden fil eller et nyt dokument til planens fil; andre forskelle vises.",
    en="Adds the new statements of another file or a new document to the file of a plan; other differences are shown.",
)
def merge(call: Call) -> None:
    from praksisplan.reading import merge_reading
    from praksisplan.rules.merging import merge
    from praksisplan.storage.files import is_plan_file, load_plan

    plan = own_plan(call)
    if is_plan_file(call.other):
        found = merge(plan, load_plan(call.other))
    else:
        reading = _read(call, call.other)
        _show_doubts(reading, call.lang)
        found = merge_reading(plan, reading)
    add_found(call, plan, found, "differences", "nothing_new")
