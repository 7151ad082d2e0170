"""What the solver is asked for."""

from __future__ import annotations

import attrs

from praksisplan.scheduling.problem import Problem

__all__ = ["Task"]


@attrs.frozen
class Task:
    """What the process is asked for: a problem, the items to be placed, and their best starts so far, if any."""

    problem: Problem
    members: list[int]
    start: list[int] | None
    bound: int
    seconds: float
    workers: int
    seed: int
    memory: int
