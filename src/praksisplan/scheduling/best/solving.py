"""The best schedule that can be found in a given time, and what is proven of it.

The solver works in a process of its own with a limit on its time and its memory, so that a failure cannot harm the
caller. Every schedule is verified before it is returned.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import closing, suppress
from importlib.util import find_spec
from typing import Any

import attrs

from praksisplan.errors import PlanError, not_installed
from praksisplan.scheduling.best.options import Progress, SolverOptions
from praksisplan.scheduling.best.task import Incumbent, Task
from praksisplan.scheduling.constraints import Constraint, constraints_of
from praksisplan.scheduling.placing import build_schedule, first_schedule, infeasible
from praksisplan.scheduling.problem import Problem
from praksisplan.scheduling.schedule import Schedule, SolveEnd, SolveStatus

_STARTING = 300.0
"""Seconds in which the process must be ready; the first time, the search is compiled."""
_GRACE = 2.0
"""Seconds after its time in which the process must have ended by itself."""


def best_schedule(problem: Problem, options: SolverOptions) -> Schedule:
    """The shortest schedule that can be found, with a bound on how short any can be.

    Bounds and priority rules come first, and often settle it; else OR-Tools CP-SAT works in a process of its own beside
    a genetic search. Where not every activity that can be placed was placed, the schedule is the first one. Raises
    `PlanError` where the extra ``optimize`` is not installed, and `OSError` where the process cannot be started.
    """
    missing = [not_installed("best", "optimize", name) for name in ("ortools", "numba") if find_spec(name) is None]
    if missing:
        raise PlanError(*missing)
    first = first_schedule(problem)
    without_place = infeasible(problem, in_horizon=True)
    members = [index for index, activity in enumerate(problem.activities) if activity.id not in without_place]
    has_all = len(first.placed) == len(members)
    if has_all and first.makespan <= first.bound:
        return attrs.evolve(first, status=SolveStatus.OPTIMAL, end=SolveEnd.PROVEN)
    start = [first.start(problem.activities[member].id) or 0 for member in members] if has_all else None
    limits = options.seconds, options.workers, options.seed, options.memory
    results = _Results(Task(problem, members, start, first.bound, *limits))
    with closing(_messages(results.task)) as messages:
        for message in messages:
            results.add(message)
            if options.progress is not None and results.begun:
                options.progress(Progress(time.monotonic() - results.begun, results.makespan, results.bound))
    if results.start is None:
        status = SolveStatus.INFEASIBLE if results.is_infeasible else SolveStatus.UNKNOWN
        return attrs.evolve(first, status=status, end=results.end, conflict=results.conflict)
    found = build_schedule(problem, dict(zip(members, results.start)), infeasible(problem), results.bound)
    if found.makespan <= found.bound:
        return attrs.evolve(found, status=SolveStatus.OPTIMAL, end=SolveEnd.PROVEN)
    return attrs.evolve(found, status=SolveStatus.FEASIBLE, end=results.end)


class _Results(Incumbent):
    """The results of the process so far."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.begun: float | None = None
        self.end = SolveEnd.ABORTED
        self.is_infeasible = False
        self.conflict: tuple[Constraint, ...] = ()

    def add(self, message: dict[str, Any]) -> None:
        """Add the results in a message."""
        if "ready" in message:
            self.begun = time.monotonic()
        self.start = message.get("start", self.start)
        self.bound = message.get("bound", self.bound)
        if "infeasible" in message:
            self.is_infeasible = True
        if "conflict" in message:
            every = list(constraints_of(self.task.problem, self.task.members))
            self.conflict = tuple(every[index] for index in message["conflict"])
        if "done" in message:
            self.end = SolveEnd.PROVEN if self.is_infeasible else SolveEnd.TIME
        if "late" in message:
            self.end = SolveEnd.TIME


def _messages(task: Task) -> Generator[dict[str, Any], None, None]:
    """The messages of the process, which sends one at least ten times a second; it is ended when its time is over."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "praksisplan.scheduling.best.child"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        process.kill()

    timer = threading.Timer(_STARTING, end)
    try:
        timer.start()
        with suppress(OSError):  # the process ended before it had read its task
            process.stdin.write(pickle.dumps(task))
            process.stdin.flush()  # and left open: its end means to the process that this one is gone
        for line in process.stdout:
            try:
                message = json.loads(line)
            except ValueError:  # cut off, or written by something else
                continue
            if not isinstance(message, dict):
                continue
            if "ready" in message:
                timer.cancel()
                timer = threading.Timer(task.seconds + _GRACE, end)
                timer.start()
            yield message
            if "done" in message:
                break
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
        with suppress(OSError):  # what it had not read of its task
            process.stdin.close()
    if is_late.is_set():
        yield {"late": True}
