"""The best schedule that can be found in a given time, and what is proven of it.

The solver works in a process of its own with a limit on its time and its memory, so that nothing that befalls it can
befall the caller; whatever it tells is verified before anybody sees it.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from importlib.util import find_spec
from typing import Any

import attrs

from praksisplan.errors import Fault, PlanError, not_installed, shown
from praksisplan.fields import One, Several, checked
from praksisplan.model import SolveEnd, SolveStatus
from praksisplan.optimizing.conflict import Constraint, constraints_of
from praksisplan.optimizing.task import Task
from praksisplan.scheduling.placing import never_placed, place, told
from praksisplan.scheduling.problem import Problem
from praksisplan.scheduling.schedule import Schedule

__all__ = ["Optimum", "Progress", "optimize"]

_STARTING = 300.0
"""Seconds in which the process must be ready; the first time, the search is compiled."""
_LARGEST = 2**31 - 1
_GRACE = 2.0
"""Seconds after its time in which the process must have ended by itself."""


@attrs.frozen
class Progress:
    """How far the solver has come. Danish: *fremdrift*.

    ``seconds`` since it began; ``length`` is that of the best schedule so far, ``None`` where there is none, and
    ``bound`` the units in which no schedule can be finished earlier.
    """

    seconds: float
    length: int | None
    bound: int


@attrs.frozen(field_transformer=checked)
class Optimum:
    """The best schedule that was found, and what is known of it. Danish: *bedste tidsplan*.

    ``status`` speaks of the items that can ever be placed: what waits in a circle, or for something without a known
    end, or begins after the horizon, is unplaced in every schedule. Where not all of them have a place, ``schedule`` is
    that of `praksisplan.scheduling.place`. ``conflict`` are demands that cannot be kept together, of which none can be
    spared; it is empty where the time did not suffice to find them. ``end`` says why the solver ended.
    """

    schedule: Schedule = attrs.field(converter=One[Schedule])
    status: SolveStatus = attrs.field(converter=SolveStatus)
    end: SolveEnd = attrs.field(converter=SolveEnd)
    conflict: tuple[Constraint, ...] = attrs.field(default=(), converter=Several[Constraint])

    @property
    def bound(self) -> int:
        """The units in which no schedule can be finished earlier."""
        return self.schedule.bound

    @property
    def gap(self) -> float | None:
        """By what share of its length the schedule may be too long: 0.0 where it is proven shortest.

        ``None`` where not every item that can be placed has a place.
        """
        if self.status not in (SolveStatus.OPTIMAL, SolveStatus.FEASIBLE):
            return None
        length = self.schedule.length
        return 0.0 if self.status is SolveStatus.OPTIMAL else (length - self.bound) / length


def optimize(
    problem: Problem,
    *,
    seconds: float = 10.0,
    workers: int = 2,
    seed: int = 0,
    memory: int = 2048,
    progress: Callable[[Progress], None] | None = None,
) -> Optimum:
    """The shortest schedule that can be found in so many seconds, with a bound on how short any can be.

    Danish: *optimering*. Bounds and rules come first, and often settle it; else OR-Tools CP-SAT works in a process of
    its own beside a heuristic search, which numba compiles where the extra ``compiled`` is installed. ``seconds`` count
    from when that process is ready: that takes about a second, and some ten the first time, when the search is
    compiled. ``memory`` is the most that the process may use, in megabytes (on Linux). With one worker the work is
    counted, so that the answer is the same every time, unless ``seconds`` run out first; with more it is timed.
    ``progress`` is called whenever something better is known, and about ten times a second. Raises `PlanError` where
    the extra ``optimize`` is not installed and for limits that are no positive numbers.

    >>> from praksisplan.scheduling import Demand, Item, Problem, Supply
    >>> group = (Demand("group"),)
    >>> items = (Item("a", 2, needs=group), Item("b", 1, needs=group))
    >>> found = optimize(Problem(4, items, (Supply("group", ((0, 1),)),)))
    >>> found.status.value, found.schedule.length, found.bound, found.gap
    ('optimal', 3, 3, 0.0)
    """
    One[Problem](problem, "problem")
    _check(seconds, workers, seed, memory)
    first = place(problem)
    never = never_placed(problem, in_horizon=True)
    members = [index for index, item in enumerate(problem.items) if item.id not in never]
    has_all = len(first.placed) == len(members)
    if has_all and first.length <= first.bound:
        return Optimum(first, SolveStatus.OPTIMAL, SolveEnd.PROVEN)
    start = [first.start(problem.items[member].id) or 0 for member in members] if has_all else None
    known = _Known(Task(problem, members, start, first.bound, seconds, workers, seed, memory))
    with closing(_messages(known.task)) as messages:
        for message in messages:
            known.learn(message)
            if progress is not None and known.begun:
                progress(Progress(time.monotonic() - known.begun, known.length, known.bound))
    if known.start is None:
        status = SolveStatus.INFEASIBLE if known.is_infeasible else SolveStatus.UNKNOWN
        return Optimum(first, status, known.end, known.conflict)
    unplaced = never_placed(problem)
    outside = [index for index, item in enumerate(problem.items) if item.id in never and item.id not in unplaced]
    found = told(problem, dict(zip(members, known.start)), outside, unplaced, known.bound)
    if found.length <= found.bound:
        return Optimum(found, SolveStatus.OPTIMAL, SolveEnd.PROVEN)
    return Optimum(found, SolveStatus.FEASIBLE, known.end)


def _check(seconds: float, workers: int, seed: int, memory: int) -> None:
    is_time = isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and 0 < seconds <= _LARGEST
    positive = f"a positive number of at most {_LARGEST}", f"et positivt tal på højst {_LARGEST}"
    least = {"workers": (workers, 1), "seed": (seed, 0), "memory": (memory, 1)}
    faults = [] if is_time else [_wrong("seconds", *positive, seconds)]
    faults += [
        _wrong(name, f"a whole number from {low} to {_LARGEST}", f"et helt tal fra {low} til {_LARGEST}", value)
        for name, (value, low) in least.items()
        if type(value) is not int or not low <= value <= _LARGEST
    ]
    if find_spec("ortools") is None:
        faults.append(not_installed("optimize", "optimize", "ortools"))
    if faults:
        raise PlanError(*faults)


def _wrong(name: str, english: str, danish: str, value: object) -> Fault:
    return Fault(
        "bad-number",
        name,
        f"expected {english}, found {shown(value)}",
        f"der skulle stå {danish}, her står {shown(value)}",
    )


class _Known:
    """What the process has told so far."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.start = task.start
        self.bound = task.bound
        self.begun: float | None = None
        self.end = SolveEnd.ABORTED
        self.is_infeasible = False
        self.conflict: tuple[Constraint, ...] = ()

    @property
    def length(self) -> int | None:
        """The length of the best schedule so far."""
        if self.start is None:
            return None
        items = (self.task.problem.items[member] for member in self.task.members)
        return max((unit + (item.length or 0) for unit, item in zip(self.start, items)), default=0)

    def learn(self, message: dict[str, Any]) -> None:
        """Take in a message."""
        if "ready" in message:
            self.begun = time.monotonic()
        self.start = message.get("start", self.start)
        self.bound = message.get("bound", self.bound)
        if "infeasible" in message:
            self.is_infeasible = True
        if "conflict" in message:
            every = list(constraints_of(self.task.problem, self.task.members))
            self.conflict = tuple(every[place] for place in message["conflict"])
        if "done" in message:
            self.end = SolveEnd.PROVEN if self.is_infeasible else SolveEnd.TIME
        if "late" in message:
            self.end = SolveEnd.TIME


def _messages(task: Task) -> Generator[dict[str, Any], None, None]:
    """What the process tells, and an empty message ten times a second; it is ended when its time is over."""
    heard: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "praksisplan.optimizing.child"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    thread = threading.Thread(target=_talk, args=(process, pickle.dumps(task), heard), daemon=True)
    try:
        thread.start()
        until = time.monotonic() + _STARTING
        while True:
            try:
                message = heard.get(timeout=0.1)
            except queue.Empty:
                if time.monotonic() > until:
                    yield {"late": True}
                    return
                yield {}
                continue
            if message is None:
                return
            if "ready" in message:
                until = time.monotonic() + task.seconds + _GRACE
            yield message
            if "done" in message:
                return
    finally:
        process.kill()
        process.wait()
        with suppress(RuntimeError):  # interrupted before it was started
            thread.join()
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):
                pipe.close()


def _talk(process: subprocess.Popen[bytes], task: bytes, heard: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    """Send the task, and pass on every message of the answer; ``None`` at its end."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):  # the process ended before it had read its task
        process.stdin.write(task)
        process.stdin.flush()  # and left open: its end tells the process that this one is gone
    for line in process.stdout:
        with suppress(ValueError):  # the last line is not whole, or is none of ours
            message = json.loads(line)
            if isinstance(message, dict):
                heard.put(message)
    heard.put(None)
