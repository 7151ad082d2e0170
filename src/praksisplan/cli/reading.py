"""The commands that read documents of other people: read and merge."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import attrs

from praksisplan.cli.command import REQUIRED, Call, Command, Option, declare
from praksisplan.cli.keeping import DRY_RUN, FILE, own_plan, show_added, show_findings
from praksisplan.cli.options import FORCE, FORMAT, LANG, OUT, day

if TYPE_CHECKING:
    from praksisplan.cli.command import Lang
    from praksisplan.reading import Reading

__all__ = ["COMMANDS"]

COMMANDS: list[Command] = []
_command = partial(declare, COMMANDS)


def _pair(words: str, option: Option) -> tuple[str, str]:
    """Reads what a column holds, and the column."""
    name, sign, column = words.partition("=")
    if not (sign and name.strip() and column.strip()):
        raise option.wrong("bad-column", words)
    return name.strip(), column.strip()


DOCUMENT = Option(
    "DOCUMENT",
    "Et dokument: Word, Excel, PDF, HTML, CSV, Markdown, tekst eller Microsoft Project (XML).",
    "A document: Word, Excel, PDF, HTML, CSV, Markdown, text or Microsoft Project (XML).",
    default=REQUIRED,
    danish="DOKUMENT",
)
_HOW = (
    Option(
        "--as-of",
        "Dagen, dokumentet er skrevet. Udelades den, læses den af dokumentet.",
        "The day on which the document was written. The default is what the document says.",
        day,
    ),
    Option(
        "--columns",
        "En kolonne i dokumentets tabeller og hvad den rummer: status=Stade eller ansvarlig=F. Kan gentages.",
        "A column of its tables and what it holds: status=Stade or responsible=F. May be repeated.",
        _pair,
        (),
        repeated=True,
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
    from praksisplan.storage.files import decoded, read_bytes

    words = None if call.words is None else decoded(read_bytes(call.words), call.words)
    columns = dict(call.columns) or None
    return read_document(read_bytes(document), as_of=call.as_of, columns=columns, words=words)


@_command(
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
    from praksisplan.cli.phrases import phrase
    from praksisplan.cli.printing import filled, print_answer
    from praksisplan.reading import annotated_yaml, explain
    from praksisplan.storage.files import suffix_of, write_new

    reading = _read(call, call.document)
    if call.out is not None:
        suffix_of(call.out, (".yaml", ".yml"))
        write_new(call.out, annotated_yaml(reading, lang=call.lang).encode(), overwrite=call.force)
        sys.stdout.write("\n".join([*filled(reading.heading(call.lang)), ""]))
        _show_doubts(reading, call.lang)
        sys.stdout.write("\n".join(["", *filled(phrase("begun", call.lang).format(call.out)), ""]))
    elif call.explain is not None:
        print_answer(explain(reading, call.explain), None, "", call.lang, call.format)
    else:
        print_answer(reading, None, "", call.lang, call.format)
        if call.format == "table":
            unused = [f"{one.span.text(call.lang)}: {one.text}" for one in reading.uncovered]
            _show(phrase("unused", call.lang, len(unused)), unused)


def _show_doubts(reading: Reading, lang: Lang) -> None:
    """Prints the findings of a reading, each at its place in the document."""
    from praksisplan.cli.phrases import phrase

    lines = []
    for one in reading.findings:
        places = [place.text(lang).partition(", ")[2] for place in one.citations]
        words = one.text(reading.plan.kind.language(lang))
        lines.append(f"{one.severity.label(lang)}, {places[0] if places else one.subject}: {words}")
    _show(phrase("doubts", lang, len(lines)), lines)


def _show(heading: str, lines: list[str]) -> None:
    """Prints lines under a heading; nothing where there are none."""
    from praksisplan.cli.printing import filled

    if lines:
        sys.stdout.write("\n".join(["", *(part for one in (heading, *lines) for part in filled(one)), ""]))


@_command(
    FILE,
    Option(
        "OTHER",
        "En anden fil af samme plan, eller et nyt dokument om den.",
        "Another file of the same plan, or a new document about it.",
        default=REQUIRED,
        danish="ANDEN",
    ),
    *_HOW,
    DRY_RUN,
    LANG,
    da="Føjer de nye udsagn i en anden fil eller et nyt dokument til planens fil; andre forskelle vises.",
    en="Adds the new statements of another file or a new document to the file of a plan; other differences are shown.",
)
def merge(call: Call) -> None:
    from praksisplan.cli.phrases import phrase
    from praksisplan.cli.printing import filled
    from praksisplan.reading import merge_reading
    from praksisplan.rules.merging import merge
    from praksisplan.storage.files import SUFFIXES, extend_plan, load_plan

    plan = own_plan(call)
    if call.other.lower().endswith(tuple(SUFFIXES)):
        found = merge(plan, load_plan(call.other))
    else:
        reading = _read(call, call.other)
        _show_doubts(reading, call.lang)
        found = merge_reading(plan, reading)
    show_findings(found.findings, plan, call.lang, "differences")
    if not found.added:
        sys.stdout.write("\n".join([*filled(phrase("nothing_new", call.lang).format(call.file)), ""]))
        return
    lists = ("sources", "bodies", "events", "log")
    new = {name: getattr(found.plan, name)[len(getattr(plan, name)) :] for name in lists}
    add = partial(extend_plan, call.file, found.plan, **new)
    show_added(call, plan, found.plan, add(is_written=False), "adding")
    if not call.dry_run:
        add()
        sys.stdout.write("\n".join(["", *filled(phrase("written", call.lang).format(call.file)), ""]))
