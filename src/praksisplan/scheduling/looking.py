"""What drives a placed item to its start, and why an item has no place: told from a finished schedule."""

from __future__ import annotations

from collections.abc import Sequence

from praksisplan.scheduling.problem import Item, Lag, LagKind, Problem, latest_start
from praksisplan.scheduling.schedule import Placement, PlacementDriver, Unplaced, UnplacedReason

__all__ = ["Look"]

Full = tuple[tuple[str, ...], tuple[str, ...]]
"""The bodies that have no room, and the items that took it."""


class Look:
    """A finished schedule: the start of every placed item, and who uses which body when."""

    def __init__(self, problem: Problem, placed: dict[str, int]) -> None:
        self.problem = problem
        self.placed = placed
        self._items = {item.id: item for item in problem.items}
        self._supplies = {supply.body: supply for supply in problem.supplies}
        self._used = {supply.body: [0] * problem.horizon for supply in problem.supplies}
        users: dict[tuple[str, int], list[str]] = {}
        self._full: dict[tuple[object, ...], Full] = {}
        for name, start in placed.items():
            for need in self._items[name].demands:
                used = self._used[need.body]
                for unit in range(start, self._end(name)):
                    used[unit] += need.amount
                    users.setdefault((need.body, unit), []).append(name)
        self._users = {key: tuple(names) for key, names in users.items()}

    def _end(self, name: str) -> int:
        length = self._items[name].length
        return self.problem.horizon if length is None else self.placed[name] + length

    def _released(self, item: Item, lag: Lag) -> int:
        """The unit from which a wait no longer holds an item back."""
        is_finish = lag.kind in (LagKind.FINISH_START, LagKind.FINISH_FINISH)
        unit = (self._end(lag.after) if is_finish else self.placed[lag.after]) + lag.units
        return unit - (item.length or 0) if lag.kind in (LagKind.FINISH_FINISH, LagKind.START_FINISH) else unit

    def placement(self, item: Item) -> Placement:
        """Where an item was placed, and what drove it there."""
        start = self.placed[item.id]
        end = None if item.length is None else start + item.length
        waits = [(lag.after, self._released(item, lag)) for lag in item.lags]
        latest_wait = max((unit for _, unit in waits), default=0)
        if start == 0:
            return Placement(item.id, start, end, PlacementDriver.HORIZON)
        if start == latest_wait:
            targets = tuple(dict.fromkeys(name for name, unit in waits if unit == start))
            return Placement(item.id, start, end, PlacementDriver.AWAIT, targets)
        if start == item.earliest:
            return Placement(item.id, start, end, PlacementDriver.EARLIEST)
        free = max(latest_wait, item.earliest)
        bodies, taken_by = self._in_the_way(item, start - 1)
        if item.meeting is not None and not self._meets(item.meeting, free, start):
            return Placement(item.id, start, end, PlacementDriver.MEETING, (item.meeting,))
        if bodies:
            return Placement(item.id, start, end, PlacementDriver.CAPACITY, bodies, taken_by)
        if item.meeting is not None and start - 1 not in self._supplies[item.meeting].meetings:
            return Placement(item.id, start, end, PlacementDriver.MEETING, (item.meeting,))
        return Placement(item.id, start, end, PlacementDriver.LATER)

    def _meets(self, body: str, first: int, end: int) -> bool:
        return any(first <= unit < end for unit in self._supplies[body].meetings)

    def _in_the_way(self, item: Item, start: int) -> Full:
        """The bodies that have no room for an item from a unit on, and the items that took it."""
        end = self.problem.horizon if item.length is None else start + item.length
        own = range(self.placed[item.id], self._end(item.id)) if item.id in self.placed else range(0)
        bodies: list[str] = []
        taken_by: list[tuple[str, ...]] = []
        for need in item.demands:
            supply, used = self._supplies[need.body], self._used[need.body]
            for unit in range(start, end):
                if used[unit] + (0 if unit in own else need.amount) > supply.at(unit):
                    bodies.append(need.body)
                    users = self._users.get((need.body, unit), ())
                    taken_by.append(tuple(name for name in users if name != item.id) if unit in own else users)
                    break
        return tuple(bodies), _joined(taken_by)

    def why_not(self, item: Item) -> Unplaced:
        """Why an item has no place in the schedule."""
        missing = tuple(lag.after for lag in item.lags if lag.after not in self.placed)
        if missing:
            return Unplaced(item.id, UnplacedReason.AWAITS_UNKNOWN, missing)
        first = max([item.earliest, *(self._released(item, lag) for lag in item.lags)])
        last = latest_start(item, self.problem.horizon)
        is_early = item.deadline is not None and item.deadline < self.problem.horizon
        too_late = UnplacedReason.DEADLINE if is_early else UnplacedReason.OUTSIDE_PERIOD
        if first > last:
            late = tuple(lag.after for lag in item.lags if self._released(item, lag) == first)
            return Unplaced(item.id, too_late, late)
        if item.meeting is not None and not self._meets(item.meeting, first, last + 1):
            return Unplaced(item.id, UnplacedReason.NO_MEETING, (item.meeting,))
        return Unplaced(item.id, UnplacedReason.CAPACITY_FULL, *self._in_the_way_within(item, first, last))

    def _in_the_way_within(self, item: Item, first: int, last: int) -> Full:
        """The bodies that have no room for an unplaced item in any unit from ``first`` to ``last``, and what took it.

        Items that need the same in the same units share the answer.
        """
        key = (item.demands, item.length, item.meeting, first, last)
        found = self._full.get(key)
        if found is None:
            units = range(first, last + 1) if item.meeting is None else self._supplies[item.meeting].meetings
            each = [self._in_the_way(item, unit) for unit in units if first <= unit <= last]
            found = self._full[key] = _joined([full for full, _ in each]), _joined([users for _, users in each])
        return found


def _joined(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The names of all parts, each once; one part alone is shared as it is, however many answers hold it."""
    return parts[0] if len(parts) == 1 else tuple(dict.fromkeys(name for part in parts for name in part))
