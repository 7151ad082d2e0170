"""The examples of the docstrings, README and docs are tests: Python is run, console lines are compared.

Each page runs in an empty folder of its own. A block whose caption names a file is written to that folder.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterable
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from sybil import Document, Example, Region, Sybil
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

# Examples are not timed: the machine may be busy with something else. `nox -s slow` tries ten times as many.
settings.register_profile(
    "quick", settings(), max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("slow", settings.get_profile("quick"), max_examples=400)
settings.load_profile("quick")

_CONSOLE = re.compile(r"^```console\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^```\{code-block\} \w+\n:caption: (?P<name>\S+)\n\n?(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def _console(document: Document) -> Iterable[Region]:
    """``$ praksisplan ...`` in a console block, with the output that follows; a line of dots stands for any lines."""
    for block in _CONSOLE.finditer(document.text):
        for found in _COMMAND.finditer(block["lines"]):
            start = block.start("lines") + found.start()
            yield Region(start, block.start("lines") + found.end(), found, _run)


def _run(example: Example) -> str | None:
    words = shlex.split(example.parsed["command"])
    assert words[0] == "praksisplan", f"cannot run {words[0]}"
    environment = os.environ | {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [sys.executable, "-m", "praksisplan", *words[1:]], capture_output=True, text=True, env=environment, check=False
    )
    told = [line.rstrip() for line in (ran.stdout + ran.stderr).splitlines()]
    expected = [line.rstrip() for line in example.parsed["output"].splitlines()]
    pattern = "".join(".*" if line == "..." else re.escape(line) + "\n" for line in expected)
    matches = re.fullmatch(pattern, "".join(f"{line}\n" for line in told), re.DOTALL)
    return None if matches else "expected:\n" + "\n".join(expected) + "\nfound:\n" + "\n".join(told)


def _files(document: Document) -> Iterable[Region]:
    """A code block with the name of a file as its caption."""
    for block in _FILE.finditer(document.text):
        yield Region(block.start() - 1, block.start(), block, _write)  # a Python block is run, too


def _write(example: Example) -> None:
    Path(example.parsed["name"]).write_text(textwrap.dedent(example.parsed["text"]), encoding="utf-8")


def _enter(namespace: dict[str, Any]) -> None:
    namespace["__name__"] = "__main__"  # frameworks look a function up by the name of its module
    namespace["__folders"] = (Path.cwd(), tempfile.TemporaryDirectory())
    os.chdir(namespace["__folders"][1].name)


def _leave(namespace: dict[str, Any]) -> None:
    before, folder = namespace["__folders"]
    os.chdir(before)
    folder.cleanup()


_docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
    path=str(Path(__file__).parent / "src"),
    patterns=["*.py"],
    excludes=["praksisplan/__main__.py"],
)
_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), _console, _files],
    patterns=["*.md"],
    setup=_enter,
    teardown=_leave,
)

pytest_collect_file = (_docstrings + _pages).pytest()
