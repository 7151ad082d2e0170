"""The command ``praksisplan``: finds the command, reads its words, runs it, and says what is wrong."""

from __future__ import annotations

import os
import sys

from praksisplan import __version__
from praksisplan.cli import capacity, keeping, next_plan, programs, questions, reading, sheets, work, year
from praksisplan.cli.command import Command, commands_help
from praksisplan.cli.process import fail, language_of, prepare_streams
from praksisplan.cli.shared import open_plans
from praksisplan.errors import PlanError, fault
from praksisplan.text import nearest

_GROUP = "capacity"
_ABOUT = {
    "da": "Viser, hvilke anbefalinger i en praksisplan der er blokeret, af hvad, indtil hvornår, og hvor det fremgår.",
    "en": "Shows which recommendations of a practice plan are blocked, by what, until when, and where that is written.",
}
_ABOUT_CAPACITY = {
    "da": "Praksiskapacitet: spørgsmål efter lovens regler, tal med kilder og fordeling af kapaciteter.",
    "en": "Practice capacity: questions about the law, figures with sources, and distributions.",
}


def _commands(group: str) -> dict[str, Command]:
    """The commands of a group, or those of no group, by name."""
    if group:
        return {one.name: one for one in capacity.COMMANDS}
    homes = (questions, year, work, next_plan, keeping, programs, sheets, reading)
    listed = [one for home in homes for one in home.COMMANDS]
    about = Command(_GROUP, (), _ABOUT_CAPACITY["da"], _ABOUT_CAPACITY["en"], lambda call: None)
    return {one.name: one for one in [*listed, about]}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; a wrong call prints one message and exits with status 2.

    A plan may stand before or after the number, year or period that is asked about. What is written to files and pipes
    is UTF-8. A reader that has gone ends the program quietly.
    """
    words = sys.argv[1:] if arguments is None else arguments
    lang = language_of(words)
    try:
        prepare_streams()
        _run(list(words), lang)
        sys.stdout.flush()
    except PlanError as error:
        fail(error.faults, lang)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to flush goes nowhere
        if not isinstance(error, BrokenPipeError):
            from praksisplan.storage.files import reason

            fail([fault("cannot-write.output", reason=reason(error))], lang)


def _run(words: list[str], lang: str) -> None:
    if words[:1] == ["--lang"]:  # before the command as well as after it
        words = words[2:] + words[:2]
    group = _GROUP if words[:1] == [_GROUP] else ""
    rest = words[1:] if group else words
    commands = _commands(group)
    if rest[:1] == ["--version"] and not group:
        sys.stdout.write(f"{__version__}\n")
    elif not rest or rest[0] in ("--help", "-h"):
        about = (_ABOUT_CAPACITY if group else _ABOUT)[lang]
        sys.stdout.write(f"{commands_help(commands.values(), about, lang, group)}\n")
    elif rest[0] not in commands:
        raise _unknown(rest[0], sorted(commands))
    else:
        command = commands[rest[0]]
        if "--help" in rest or "-h" in rest:
            sys.stdout.write(f"{command.help(lang, group)}\n")
        else:
            call = command.read(rest[1:], _is_plan)
            if plans := [key for key in ("plan", "old", "new") if key in vars(call)]:
                open_plans(call, plans)
            command.run(call)


def _is_plan(word: str) -> bool:
    from praksisplan import datasets
    from praksisplan.storage.files import is_plan_file

    return word == "-" or is_plan_file(word) or word in datasets.names()


def _unknown(word: str, known: list[str]) -> PlanError:
    if word.startswith("-"):
        return PlanError(fault("no-command", word=word))
    return PlanError(fault("unknown-command", word=word, known=known, nearest=nearest(word, tuple(known), 1)))
