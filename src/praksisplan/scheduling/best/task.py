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
        durations = (self.problem.activities[member].duration or 0 for member in self.members)
        return max(map(int.__add__, start, durations), default=0)
