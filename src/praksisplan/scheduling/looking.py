"""What drives a placed item to its start, and why an item has no place: told from a finished schedule."""

from __future__ import annotations

from praksisplan.scheduling.problem import Item, Lag, LagKind, Problem, latest_start
from praksisplan.scheduling.schedule import Placement, PlacementDriver, Unplaced, UnplacedReason

__all__ = ["Look"]


class Look:
    """A finished schedule: the start of every placed item, and who uses which body when."""

    def __init__(self, problem: Problem, placed: dict[str, int]) -> None:
        self.problem = problem
        self.placed = placed
        self._items = {item.id: item for item in problem.items}
        self._supplies = {supply.body: supply for supply in problem.supplies}
        self._users: dict[str, list[tuple[int, int, int, str]]] = {}
        for name, start in placed.items():
            for need in self._items[name].demands:
                self._users.setdefault(need.body, []).append((start, self._end(name), need.amount, name))

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

    def _in_the_way(self, item: Item, start: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The bodies that have no room for an item from a unit on, and the items that took it."""
        end = self.problem.horizon if item.length is None else start + item.length
        bodies: list[str] = []
        taken_by: list[str] = []
        for need in item.demands:
            users = [
                one for one in self._users.get(need.body, ()) if one[3] != item.id and one[0] < end and start < one[1]
            ]
            supply = self._supplies[need.body]
            for unit in range(start, end):
                used = [one for one in users if one[0] <= unit < one[1]]
                if sum(one[2] for one in used) + need.amount > supply.at(unit):
                    bodies.append(need.body)
                    taken_by += [one[3] for one in used]
                    break
        return tuple(bodies), tuple(dict.fromkeys(taken_by))

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
        bodies: list[str] = []
        taken_by: list[str] = []
        meetings = range(first, last + 1) if item.meeting is None else self._supplies[item.meeting].meetings
        for unit in (unit for unit in meetings if first <= unit <= last):
            full, users = self._in_the_way(item, unit)
            bodies += full
            taken_by += users
        return Unplaced(
            item.id, UnplacedReason.CAPACITY_FULL, tuple(dict.fromkeys(bodies)), tuple(dict.fromkeys(taken_by))
        )
