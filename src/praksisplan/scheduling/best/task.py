"""The task that is sent to the solver's process."""

from __future__ import annotations

import attrs

from praksisplan.scheduling.problem import Problem


@attrs.frozen
class Task:
    """A problem, the indexes of the activities to be placed, their best starts so far, if any, and the limits."""

    problem: Problem
    members: list[int]
    start: list[int] | None
    bound: int
    seconds: float
    workers: int
    seed: int
    memory: int

    def makespan(self, start: list[int]) -> int:
        """The unit in which the last activity ends."""
        return max((unit + self.problem.activities[one].units for one, unit in zip(self.members, start)), default=0)


class Incumbent:
    """The best schedule and bound so far."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.start = task.start
        self.bound = task.bound

    @property
    def makespan(self) -> int | None:
        """The makespan of the best schedule so far; ``None`` if there is none yet."""
        return None if self.start is None else self.task.makespan(self.start)
