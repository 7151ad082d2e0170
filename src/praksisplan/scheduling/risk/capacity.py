"""The same runs within what the bodies can carry: each run is placed by serial generation."""

from __future__ import annotations

import copy
import datetime
from collections import Counter
from collections.abc import Iterable

import attrs
import numpy as np

from praksisplan.rules.reach import Reach
from praksisplan.scheduling.explaining import ScheduleExplainer
from praksisplan.scheduling.from_plan import BLOCKER, PlanProblem
from praksisplan.scheduling.grid import Grid
from praksisplan.scheduling.placing import infeasible
from praksisplan.scheduling.risk.answer import NEVER
from praksisplan.scheduling.risk.sampling import Model, Rows, Sampler, SampleSpec, blocks, drawn
from praksisplan.scheduling.schedule import PlacementDriver, UnplacedReason


@attrs.frozen(eq=False)
class Placing:
    """The samples to draw, and a compiled problem in which each run is placed.

    ``events`` are the activities whose earliest units are those of the drawn days, ``wanted`` those whose starts are
    returned, ``awaited`` for each of these the places in ``events`` of all that it awaits; ``ends`` and ``firsts`` the
    days after each unit and its first day, no earlier than ``as_of``.
    """

    spec: SampleSpec
    grid: Grid
    order: tuple[int, ...]
    events: tuple[int, ...]
    wanted: tuple[int, ...]
    awaited: tuple[tuple[int, ...], ...]
    ends: tuple[int, ...]
    firsts: tuple[int, ...]

    def place(self, units: tuple[int, ...]) -> list[int | None]:
        """The unit in which each activity starts, when the events come in some units; ``None`` for no place."""
        grid = copy.copy(self.grid)  # the grid of other threads stays as it is
        grid.earliest = self.grid.earliest.copy()
        for activity, unit in zip(self.events, units):
            grid.earliest[activity] = unit
        starts, missing = grid.forward(self.order)
        return [None if activity in missing else unit for activity, unit in enumerate(starts)]

    def starts(self, values: Rows, out: Rows) -> None:
        """The first day on which each recommendation can start in its unit, in each of some runs."""
        days_of: dict[tuple[int, ...], list[int]] = {}
        for run, units in enumerate(self.units(values)):
            days = days_of.get(units)
            if days is None:
                starts = self.place(units)
                placed = [starts[activity] for activity in self.wanted]
                days = days_of[units] = [NEVER if unit is None else self.firsts[unit] for unit in placed]
            out[:, run] = days
        for row, events in enumerate(self.awaited):
            if events:
                come = values[list(events)].max(axis=0)
                out[row] = np.where(out[row] == NEVER, NEVER, np.maximum(out[row], come))

    def units(self, values: Rows) -> list[tuple[int, ...]]:
        """The unit of each drawn day, run by run: what awaits the event can begin on that day."""
        units = np.searchsorted(np.array(self.ends), values, side="right")
        return [tuple(run) for run in units.T.tolist()]


class CapacityModel(Model):
    """The unfinished recommendations of a plan, as they are placed within a workload. Danish: *bemanding*.

    ``row_of`` has the row of every recommendation that can have a place in some run.
    """

    def __init__(self, found: PlanProblem, shape: str, seed: int, delays: tuple[int, ...]) -> None:
        self._problem = problem = found.problem
        self._never = infeasible(problem)
        super().__init__(found.windows, self._never)
        members = [index for index, activity in enumerate(problem.activities) if activity.id not in self._never]
        self._names = [problem.activities[member].id for member in members]
        grid = Grid(problem, members, problem.horizon)
        sampler = Sampler(self.graph.history.as_of)
        events = []
        for index, name in sorted(enumerate(self._names), key=lambda one: one[1]):  # in whichever order they are given
            expected = None if name in self.graph.index else self.graph.history.expected(name)
            if expected is not None and sampler.bounds(expected):
                sampler.row(name, "", expected)
                events.append(index)
        wanted = [index for index, name in enumerate(self._names) if name in self.graph.index]
        self.row_of = {self._names[index]: row for row, index in enumerate(wanted)}
        self.compiled: Placing = Placing(
            sampler.spec(shape, seed, delays),
            grid,
            tuple(grid.in_order([problem.activities[member].priority for member in members])),
            tuple(events),
            tuple(wanted),
            _awaited(grid, events, wanted),
            tuple(sampler.offset(_day(period.end)) for period in found.periods),
            tuple(max(sampler.offset(_day(period.start)), 0) for period in found.periods),
        )

    def is_unknown(self, number: str) -> bool:
        """Whether it is unknown when a recommendation has a place."""
        return number in self._never and self._reasons.of(number) != (BLOCKER,)

    def because(self, number: str) -> tuple[str, ...]:
        return tuple(reason for reason in super().because(number) if reason != BLOCKER)

    def _reasons_for(self, name: str) -> Iterable[tuple[str, bool]]:
        one = self._never[name]
        if name in self.graph.index and self.graph.awaits_more(name) and BLOCKER in one.targets:
            return [(name, False)]
        is_cycle = one.reason is UnplacedReason.CYCLE
        return [(target, not is_cycle and target in self._never) for target in one.targets]

    def traced(self, numbers: Iterable[str], runs: int) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {number: Counter() for number in numbers if number in self.row_of}
        seen: Counter[tuple[int, ...]] = Counter()
        for block in blocks(runs):
            seen.update(self.compiled.units(drawn(self.compiled.spec, block, runs)))
        for units, count in seen.items():
            starts = self.compiled.place(units)
            placed = {name: unit for name, unit in zip(self._names, starts) if unit is not None}
            explainer, known = ScheduleExplainer(self._problem, placed), dict[str, str]()
            for number, counted in found.items():
                if number in placed:
                    target = self._target(number, explainer, known)
                    if target == number:  # an event that comes within its unit counts before the recommendation itself
                        awaited = self.compiled.awaited[self.row_of[number]]
                        within = (one for one in awaited if units[one] == placed[number])
                        target = next((self._names[self.compiled.events[one]] for one in within), number)
                    counted[target] += count
        return found

    def _target(self, number: str, explainer: ScheduleExplainer, known: dict[str, str]) -> str:
        """The target that sets a start in one run: the event, recommendation or body at the end of a path of waits."""
        path = [number]
        while path[-1] not in known:
            name = path[-1]
            found = explainer.placement(name) if name in self.graph.index else None
            if found is not None and found.driver is PlacementDriver.AWAIT:
                path.append(found.targets[0])
            else:
                known[name] = found.targets[0] if found is not None and found.targets else name
        known.update(dict.fromkeys(path, known[path[-1]]))
        return known[number]


def _awaited(grid: Grid, events: list[int], wanted: list[int]) -> tuple[tuple[int, ...], ...]:
    """For each of some activities the places of the events that it awaits, directly or through others."""
    places = {activity: [place] for place, activity in enumerate(events)}
    awaited = Reach(
        wanted,
        own=lambda activity: places.get(activity, ()),
        rests_on=lambda activity: [other for other, _ in grid.before[activity]],
        key=int,
    )
    return tuple(map(awaited.of, wanted))


def _day(day: datetime.date | None) -> datetime.date:
    assert day is not None  # the units of a closed period are closed
    return day
