"""Helpers of the commands that read a plan: loading it, its day, and a sign that work goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from praksisplan.cli.command import Call
from praksisplan.cli.options import NEWEST
from praksisplan.cli.phrases import phrase
from praksisplan.cli.process import text_of

if TYPE_CHECKING:
    from threading import Event

    from praksisplan.model import Cited, Plan


def open_plans(call: Call, keys: Sequence[str]) -> None:
    """Puts plans in the place of their names, and the day of the newest statement where no day is given."""
    from praksisplan.rules.history import newest_day

    for key in keys:
        setattr(call, key, _load(getattr(call, key)))
    if call.as_of is NEWEST:
        call.as_of = newest_day(getattr(call, "new" if "new" in keys else keys[0]))


def _load(name: str) -> Plan:
    """The plan of a file, of the standard input, or that is bundled under the name."""
    from praksisplan import datasets
    from praksisplan.storage import loads
    from praksisplan.storage.files import load_plan

    if name == "-":
        return loads(*text_of(name))
    is_file = "." in name or "/" in name or "\\" in name
    return load_plan(name) if is_file else datasets.load(name)


def sources(plan: Plan, findings: Iterable[Cited] = ()) -> str:
    """The plan, and the documents that its recommendations, events and log cite, or some findings."""
    from praksisplan.model import citations_of

    cited = {one.source for one in citations_of((*plan.recommendations, *plan.events, *plan.log, *findings))}
    return "\n".join([plan.full_title, *(f"{one.id}: {one.title}" for one in plan.sources if one.id in cited)])


@contextmanager
def working(lang: str) -> Iterator[Callable[[str], None]]:
    """Shows a bar on the terminal's error stream while work goes on for longer than a second, where rich is installed.

    It yields a function that shows how far the work has come.
    """
    shown = [phrase("working", lang)]
    if not sys.stderr.isatty():
        yield shown.append
        return
    from threading import Event, Thread

    done = Event()
    bar = Thread(target=_show, args=(shown, done), daemon=True)
    bar.start()
    try:
        yield shown.append
    finally:
        done.set()
        bar.join()


def _show(shown: list[str], done: Event) -> None:
    if done.wait(1.0):
        return
    try:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    except ModuleNotFoundError:
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(shown[-1], total=None)
        while not done.wait(0.1):
            progress.update(task, description=shown[-1])
