"""Is a schedule right? Written from the meaning of the words alone; it shares no code with any scheduler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import Fault, PlanError
from praksisplan.scheduling.problem import Item, LagKind, Problem
from praksisplan.scheduling.schedule import Schedule
from praksisplan.text import language

__all__ = ["Violation", "verified", "verify_schedule"]


@attrs.frozen
class Violation:
    """One thing that a schedule does not keep. Danish: *brud*. ``item`` is the item or body it is about."""

    code: str
    item: str
    danish: str
    english: str

    def text(self, lang: str = "da") -> str:
        """The violation in words."""
        return self.english if language(lang) else self.danish

    def __str__(self) -> str:
        return f"{self.item}: {self.danish} [{self.code}]"


@checked_call
def verify_schedule(schedule: Schedule, problem: Problem | None = None) -> tuple[Violation, ...]:
    """Every violation of a schedule, nothing where it is right. ``problem`` is the schedule's own, if left out.

    >>> from praksisplan.scheduling import Item, Placement, PlacementDriver, Problem, Schedule
    >>> problem = Problem(3, (Item("a", 2),))
    >>> wrong = Schedule(problem, (Placement("a", 2, 4, PlacementDriver.LATER),))
    >>> [violation.code for violation in verify_schedule(wrong)]
    ['outside-period']
    """
    return tuple(_violations(schedule, schedule.problem if problem is None else problem))


def verified(schedule: Schedule) -> Schedule:
    """The schedule, if it is right; else a `PlanError` with every violation. No scheduler shows one that is not."""
    violations = verify_schedule(schedule)
    if violations:
        faults = (Fault("wrong-schedule", one.item, f"{one.code}: {one.english}", one.danish) for one in violations)
        raise PlanError(*faults)
    return schedule


def _violations(schedule: Schedule, problem: Problem) -> Iterator[Violation]:
    starts: dict[str, int] = {}
    items = {item.id: item for item in problem.items}
    for placement in schedule.placed:
        item = items.get(placement.item)
        if item is None:
            yield Violation("unknown-item", placement.item, "findes ikke i problemet", "is not in the problem")
        elif placement.item in starts:
            yield Violation("twice", placement.item, "er placeret to gange", "is placed twice")
        else:
            starts[placement.item] = placement.start
            if placement.end != (None if item.length is None else placement.start + item.length):
                yield Violation("wrong-end", placement.item, "slutter et forkert sted", "ends in the wrong place")
    told = Counter(one.item for one in schedule.unplaced)
    for name in told.elements():
        if name not in items:
            yield Violation("unknown-item", name, "findes ikke i problemet", "is not in the problem")
    for name in items:
        if (name in starts) + told[name] != 1:
            yield Violation("not-told-once", name, "er ikke fortalt netop én gang", "is not told exactly once")
    for name, start in starts.items():
        yield from _alone(items[name], start, problem)
        yield from _waits(items[name], starts, items, problem.horizon)
    yield from _capacity(starts, items, problem)


def _alone(item: Item, start: int, problem: Problem) -> Iterator[Violation]:
    end = start + (item.length or 0)
    if start < 0 or start >= problem.horizon or end > problem.horizon:
        yield Violation("outside-period", item.id, "ligger uden for perioden", "lies outside the period")
    if start < item.earliest:
        yield Violation("too-early", item.id, "begynder før tidligste start", "starts before its earliest start")
    if item.deadline is not None and end > item.deadline:
        yield Violation("deadline", item.id, "er ikke færdig til fristen", "is not finished by its deadline")
    if item.meeting is not None:
        meetings = [unit for supply in problem.supplies if supply.body == item.meeting for unit in supply.meetings]
        if start not in meetings:
            yield Violation(
                "no-meeting", item.id, f"{item.meeting} mødes ikke da", f"{item.meeting} does not meet then"
            )


def _waits(item: Item, starts: dict[str, int], items: dict[str, Item], horizon: int) -> Iterator[Violation]:
    for lag in item.lags:
        words = f"venter ikke på {lag.after}", f"does not wait for {lag.after}"
        if lag.after not in starts:
            yield Violation("awaits-unknown", item.id, *words)
            continue
        other = items[lag.after]
        other_start = starts[lag.after]
        other_end = horizon + 1 if other.length is None else other_start + other.length
        start, end = starts[item.id], starts[item.id] + (item.length or 0)
        free = lag.least if lag.most is None else lag.most
        kept = {
            LagKind.FINISH_START: start >= other_end + free,
            LagKind.START_START: start >= other_start + free,
            LagKind.FINISH_FINISH: end >= other_end + free,
            LagKind.START_FINISH: end >= other_start + free,
        }[lag.kind]
        if not kept:
            yield Violation("wait-not-kept", item.id, *words)


def _capacity(starts: dict[str, int], items: dict[str, Item], problem: Problem) -> Iterator[Violation]:
    for supply in problem.supplies:
        used = [0] * problem.horizon
        for name, start in starts.items():
            amount = sum(need.amount for need in items[name].needs if need.body == supply.body)
            length = items[name].length
            end = problem.horizon if length is None else start + length
            for unit in range(max(start, 0), min(end, problem.horizon)):
                used[unit] += amount
        carried, steps = 0, dict(supply.steps)
        for unit, amount in enumerate(used):
            carried = steps.get(unit, carried)
            if amount > carried:
                danish = f"bærer {amount} i enhed {unit}, kan bære {carried}"
                yield Violation(
                    "too-much", supply.body, danish, f"carries {amount} in unit {unit}, can carry {carried}"
                )
