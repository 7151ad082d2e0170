"""The command line as a process: its streams, its messages, its exit status. Needs no extra."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

import attrs

from praksisplan.errors import Fault, PlanError, fault

if TYPE_CHECKING:
    from praksisplan.storage import Format


def language_of(words: Sequence[str]) -> str:
    """The language of the messages to a command line: Danish unless it says ``--lang en``."""
    return "en" if "--lang=en" in words or ("--lang", "en") in pairwise(words) else "da"


def prepare_streams() -> None:
    """Let what is written to files and pipes be UTF-8, and let missing letters of a terminal not end the program.

    Raises `PlanError` if the standard output is closed. A closed error stream swallows what is written to it.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        raise PlanError(fault("closed.output"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def text_of(place: str) -> tuple[str, Format]:
    """The text of a file or of the standard input, and its format; standard input is JSON."""
    from praksisplan.storage.files import limited, read_text
    from praksisplan.storage.positions import decoded

    if place != "-":
        return read_text(place)
    if sys.stdin is None:
        raise PlanError(fault("closed.input"))
    return decoded(limited(sys.stdin.buffer, "-"), "-"), "json"


def fail(faults: Sequence[Fault], lang: str) -> NoReturn:
    """Tell what is wrong on the error stream, and end with exit status 2."""
    message = "\n".join(_line(fault, lang) for fault in faults)
    printable = "".join(sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in message)
    with suppress(OSError):
        sys.stderr.write(f"praksisplan: {printable}\n")
        sys.stderr.flush()
    raise SystemExit(2)


_ARGUMENTS = {"overwrite=True": "--force", "; write it, or give year=": "; write it"}
"""Arguments that messages advise to Python, and what the command line advises."""


def _line(fault: Fault, lang: str) -> str:
    """A fault in the words of the command line: without arguments of a function, which the user never typed."""
    is_argument = fault.path.partition("[")[0].isidentifier()
    line = (attrs.evolve(fault, path="") if is_argument else fault).text(lang)
    for argument, option in _ARGUMENTS.items():
        line = line.replace(argument, option)
    return line
