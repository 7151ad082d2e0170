"""The examples of the docstrings, README and docs are tests: Python is run, console lines are compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

from hypothesis import HealthCheck, settings
from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

# Examples are not timed: the machine may be busy with something else. `nox -s slow` tries ten times as many.
settings.register_profile(
    "quick", settings(), max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("slow", settings.get_profile("quick"), max_examples=400)
settings.load_profile("quick")

_CONSOLE = re.compile(r"^```console\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL)
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


_docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
    path=str(Path(__file__).parent / "src"),
    patterns=["*.py"],
    excludes=["praksisplan/__main__.py"],
)
_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), _console], patterns=["*.md"]
)

pytest_collect_file = (_docstrings + _pages).pytest()
