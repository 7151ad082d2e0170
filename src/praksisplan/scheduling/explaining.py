"""Explanations of a finished schedule: what determines each start, and why an activity is unplaced."""

from __future__ import annotations

from collections.abc import Sequence

from praksisplan.scheduling.problem import Activity, Problem, latest_start, start_distance
from praksisplan.scheduling.schedule import Placement, PlacementDriver, Schedule, Unplaced, UnplacedReason
from praksisplan.scheduling.verifying import verified

Full = tuple[tuple[str, ...], tuple[str, ...]]
"""The resources without enough capacity, and the activities that took it."""


class ScheduleExplainer:
    """Explains the starts of a finished schedule by its dependencies and the use of each resource."""

    def __init__(self, problem: Problem, starts: dict[str, int]) -> None:
        self.problem = problem
        self.starts = starts
        self._activities = {activity.id: activity for activity in problem.activities}
        self._resources = {resource.id: resource for resource in problem.resources}
        self._used = {resource.id: [0] * problem.horizon for resource in problem.resources}
        users: dict[tuple[str, int], list[str]] = {}
        self._full: dict[tuple[object, ...], Full] = {}
        for name, start in starts.items():
            for resource, amount in self._activities[name].amounts.items():
                used = self._used[resource]
                for unit in range(start, self._end(name)):
                    used[unit] += amount
                    users.setdefault((resource, unit), []).append(name)
        self._users = {key: tuple(names) for key, names in users.items()}

    def _end(self, name: str) -> int:
        duration = self._activities[name].duration
        return self.problem.horizon if duration is None else self.starts[name] + duration

    def _released(self, activity: Activity) -> list[tuple[str, int]]:
        """The predecessors of an activity, and the unit from which each allows it to start."""
        names = [(one, one.predecessor) for one in activity.dependencies]
        return [
            (name, self.starts[name] + start_distance(one, self._activities[name], activity)) for one, name in names
        ]

    def placement(self, name: str) -> Placement:
        """The units of a placed activity, with the driver of its start."""
        activity, start = self._activities[name], self.starts[name]
        end = None if activity.duration is None else start + activity.duration
        return Placement(name, start, end, *self._driver(activity, start))

    def _driver(self, activity: Activity, start: int) -> tuple[PlacementDriver, tuple[str, ...], tuple[str, ...]]:
        if start == 0:
            return PlacementDriver.HORIZON, (), ()
        released = self._released(activity)
        last = max((unit for _, unit in released), default=0)
        if start == last:
            return PlacementDriver.AWAIT, tuple(dict.fromkeys(name for name, unit in released if unit == start)), ()
        if start == activity.earliest:
            return PlacementDriver.EARLIEST, (), ()
        meeting, first = activity.meeting, max(last, activity.earliest)
        if meeting is not None and not self._meets(meeting, first, start):
            return PlacementDriver.MEETING, (meeting,), ()
        resources, taken_by = self._in_the_way(activity, start - 1)
        if resources:
            return PlacementDriver.CAPACITY, resources, taken_by
        if meeting is not None and not self._meets(meeting, start - 1, start):
            return PlacementDriver.MEETING, (meeting,), ()
        return PlacementDriver.COULD_START_EARLIER, (), ()

    def _meets(self, resource: str, first: int, end: int) -> bool:
        return any(first <= unit < end for unit in self._resources[resource].meetings)

    def _in_the_way(self, activity: Activity, start: int) -> Full:
        """The resources without capacity for an activity from a unit on, and the activities that took it."""
        end = self.problem.horizon if activity.duration is None else start + activity.duration
        own = range(self.starts[activity.id], self._end(activity.id)) if activity.id in self.starts else range(0)
        resources: list[str] = []
        taken_by: list[tuple[str, ...]] = []
        for name, amount in activity.amounts.items():
            resource, used = self._resources[name], self._used[name]
            for unit in range(start, end):
                if used[unit] + (0 if unit in own else amount) > resource.at(unit):
                    resources.append(name)
                    users = self._users.get((name, unit), ())
                    taken_by.append(tuple(user for user in users if user != activity.id) if unit in own else users)
                    break
        return tuple(resources), _joined(taken_by)

    def unplaced(self, activity: Activity) -> Unplaced:
        """An activity that was not placed, with the reason."""
        missing = tuple(one.predecessor for one in activity.dependencies if one.predecessor not in self.starts)
        if missing:
            return Unplaced(activity.id, UnplacedReason.AWAITS_UNKNOWN, missing)
        released = self._released(activity)
        first = max([activity.earliest, *(unit for _, unit in released)])
        last = latest_start(activity, self.problem.horizon)
        if first > last:
            is_due = activity.deadline is not None and activity.deadline < self.problem.horizon
            reason = UnplacedReason.DEADLINE if is_due else UnplacedReason.OUTSIDE_PERIOD
            return Unplaced(activity.id, reason, tuple(name for name, unit in released if unit == first))
        if activity.meeting is not None and not self._meets(activity.meeting, first, last + 1):
            return Unplaced(activity.id, UnplacedReason.NO_MEETING, (activity.meeting,))
        return Unplaced(activity.id, UnplacedReason.CAPACITY_FULL, *self._in_the_way_within(activity, first, last))

    def _in_the_way_within(self, activity: Activity, first: int, last: int) -> Full:
        """The resources without capacity in any unit from ``first`` to ``last``, and the activities that took it.

        Activities that require the same in the same units share the answer.
        """
        key = (*activity.amounts.items(), activity.duration, activity.meeting, first, last)
        found = self._full.get(key)
        if found is None:
            meeting = activity.meeting
            units = range(first, last + 1) if meeting is None else self._resources[meeting].meetings
            each = [self._in_the_way(activity, unit) for unit in units if first <= unit <= last]
            found = self._full[key] = _joined([full for full, _ in each]), _joined([users for _, users in each])
        return found


def _joined(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The names of all parts, each once; a single part is returned itself, so that answers share it."""
    return parts[0] if len(parts) == 1 else tuple(dict.fromkeys(name for part in parts for name in part))


def explained(problem: Problem, starts: dict[str, int], unplaced: dict[str, Unplaced], bound: int) -> Schedule:
    """The verified schedule of some starts, each with its driver; ``unplaced`` already have a reason.

    Raises `PlanError` with every violation if the schedule is not valid.
    """
    explainer = ScheduleExplainer(problem, starts)
    missing = [one for one in problem.activities if one.id not in starts]
    placed = tuple(explainer.placement(one.id) for one in problem.activities if one.id in starts)
    reasons = tuple(unplaced.get(one.id) or explainer.unplaced(one) for one in missing)
    return verified(Schedule(problem, placed, reasons, bound))
