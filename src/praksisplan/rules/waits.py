"""Who waits for what: the open waits of every unfinished recommendation, their order, windows and root causes.

One walk over the log and three over whole numbers; nothing is recursive, so a chain or a cycle of any length is safe.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from praksisplan.answers.phrases import phrase
from praksisplan.bulk import collector_paused
from praksisplan.model import Await, Outcome, Plan, Statement, Status, natural_key, natural_order
from praksisplan.periods import Period
from praksisplan.rules.history import FINISHED, STARTED, History
from praksisplan.rules.reach import Reach

__all__ = ["CYCLE", "EVENT", "NEVER", "RECOMMENDATION", "Bounds", "Held", "Root", "WaitGraph", "components"]

RECOMMENDATION = "recommendation"
EVENT = "event"
CYCLE = "cycle"


class Held(NamedTuple):
    """An open wait as it stands in the log: the wait, and the statement that said so."""

    wait: Await
    statement: Statement

    @property
    def strand(self) -> str | None:
        """The strand that the wait holds; ``None`` for the whole recommendation."""
        return self.statement.strand


class Root(NamedTuple):
    """What a wait comes down to in the end. Danish: *rodårsag*.

    ``kind`` is ``"event"`` or ``"recommendation"`` with one id or number in ``members``, or ``"cycle"`` with the
    numbers that wait in a circle. A recommendation is a root when nothing holds it, or when it is cancelled or not in
    the plan.
    """

    kind: str
    members: tuple[str, ...]

    def text(self, lang: str = "da") -> str:
        """The root cause in words: numbers and ids."""
        key = {RECOMMENDATION: "recommendation", CYCLE: "cycle"}.get(self.kind)
        named = ", ".join(self.members)
        return named if key is None else f"{phrase(key, lang)} {named}"


def _root_key(root: Root) -> tuple[object, ...]:
    return root.kind, natural_key(root.members[0])


Bounds = tuple[datetime.date, datetime.date | None]
"""The earliest day, and the latest or ``None`` where it is unknown; both included."""

NEVER = datetime.date.max
"""The earliest day of what will never happen, in bounds only: it is later than every other, and no answer tells it."""


class WaitGraph:
    """The open waits between unfinished recommendations at one moment.

    ``numbers`` are the unfinished recommendations in plan order, ``index`` their places, ``divided`` those with
    strands. By place, ``depends`` holds the places of the unfinished recommendations that are awaited, ``outside`` the
    open waits that are not, or not only, told by those places: for events, for promised outcomes, and for what is
    cancelled or missing.
    """

    def __init__(self, plan: Plan, history: History) -> None:
        self.plan = plan
        self.history = history
        self.numbers: list[str] = []
        self.index: dict[str, int] = {}
        self.divided: set[str] = set()
        self.depends: list[tuple[int, ...]] = []
        self.outside: list[tuple[Await, ...]] = []
        self.cycle_of: dict[int, int] = {}
        self._order: list[int] | None = None
        self._cycles: list[tuple[int, ...]] = []
        self._cycle_bounds: dict[int, Bounds] = {}
        self._begins: list[Bounds] = []
        self._event_bounds: dict[tuple[str, str], Bounds] = {}
        self._reach = Reach(own=self._own_roots, rests_on=self._rests_on, key=_root_key)
        with collector_paused():
            self._find_unfinished()
            self._find_waits()

    def _find_unfinished(self) -> None:
        finished = {number for number, status in self.history.status.items() if status in FINISHED}
        index = self.index
        for recommendation in self.plan.recommendations:
            number = recommendation.number
            if number not in finished and number not in index:
                index[number] = len(index)
                if recommendation.strands:
                    self.divided.add(number)
        self.numbers = list(index)
        self.divided.update(effort.id for effort in self.plan.efforts if effort.strands)

    # --- which waits are open -----------------------------------------------------------------------------------

    def _find_waits(self) -> None:
        about, log, status = self.history.about, self.history.log, self.history.status
        delivered, promises, index = self.history.delivered, self.history.promises, self.index
        place_of, completion, completed = index.get, Outcome.COMPLETION, Status.COMPLETED
        add_depends, add_outside = self.depends.append, self.outside.append
        is_plain = delivered.keys().isdisjoint(index) and promises.keys().isdisjoint(index)
        for number in self.numbers:
            told = about.get(number, ())
            awaits: Sequence[Await] = ()
            if len(told) == 1 and not log[told[0]].lifts and number not in self.divided:
                awaits = log[told[0]].awaits  # nearly all of them, in the quick way
            elif told:
                awaits = [held.wait for held in self.held(number)]
            depends: list[int] = []
            outside: tuple[Await, ...] = ()
            for wait in awaits:
                target = wait.recommendation
                place = place_of(target)  # type: ignore[arg-type]
                if place is None:
                    if status.get(target) is not completed and not self._has_come(wait):  # type: ignore[arg-type]
                        outside = (*outside, wait)
                elif is_plain and wait.outcome is completion:
                    depends.append(place)
                elif not self._has_come(wait):
                    depends.append(place)
                    if target in promises:
                        outside = (*outside, wait)
            add_depends(tuple(depends))
            add_outside(outside)

    def _has_come(self, wait: Await) -> bool:
        return self.history.has_come(wait.target, wait.outcome)

    def held(self, number: str) -> list[Held]:
        """The open waits of an unfinished recommendation, in the order in which they were stated.

        What a finished strand awaits holds nothing, and is left out.
        """
        found: dict[tuple[Await, str | None], Held] = {}
        for statement in self.history.said(number):
            for wait in statement.awaits:
                if not self._has_come(wait):
                    found.setdefault((wait, statement.strand), Held(wait, statement))
            for wait in statement.lifts:
                for key in [key for key in found if key[0] == wait and statement.strand in (None, key[1])]:
                    del found[key]
        finished = self._finished_strands(number) if number in self.divided else ()
        return [held for held in found.values() if held.strand not in finished]

    def _finished_strands(self, number: str) -> set[str | None]:
        said = self.history.said(number)
        status = {statement.strand: statement.status for statement in said if statement.strand and statement.status}
        return {strand for strand, last in status.items() if last in FINISHED}

    def strands(self, number: str) -> list[str | None]:
        """The strands of a recommendation that are not finished; one without a name where there is none of them."""
        finished = self._finished_strands(number)
        named = [one.id for one in self.plan.recommendation(number).strands if one.id not in finished]
        return [*named] or [None]

    def is_used_up(self, number: str) -> bool:
        """Whether every strand of a recommendation is finished, and nothing is said of the whole."""
        return number in self.history.derived and self.strands(number) == [None]

    def holders(self, number: str, strand: str | None) -> list[Held]:
        """The open waits that hold a strand: its own, those of the whole, and those of strands that are not there."""
        named = {one.id for one in self.plan.recommendation(number).strands}
        return [one for one in self.held(number) if one.strand == strand or one.strand not in named]

    def is_held(self, place: int) -> bool:
        """Whether a recommendation has an open wait."""
        return bool(self.depends[place] or self.outside[place])

    def held_places(self) -> Iterator[int]:
        """The places of the recommendations with an open wait."""
        for place, (depends, outside) in enumerate(zip(self.depends, self.outside)):
            if depends or outside:
                yield place

    def is_blocked(self, number: str) -> bool:
        """Whether a recommendation is unfinished and every unfinished strand of it has an open wait."""
        place = self.index.get(number)
        return place is not None and self.is_held(place) and self.is_wholly_held(number)

    def is_wholly_held(self, number: str) -> bool:
        """Whether every unfinished strand of a recommendation has an open wait."""
        return all(self.holders(number, strand) for strand in self.strands(number))

    # --- order and cycles ---------------------------------------------------------------------------------------

    def order(self) -> list[int]:
        """The places so that each comes after those it awaits; members of a cycle stand side by side."""
        if self._order is None:
            with collector_paused():
                self._order = self._sorted()
        return self._order

    def _sorted(self) -> list[int]:
        depends = self.depends
        left = [len(awaited) for awaited in depends]
        awaited_by: list[list[int] | None] = [None] * len(depends)
        for place, awaited in enumerate(depends):
            for other in awaited:
                others = awaited_by[other]
                if others is None:
                    awaited_by[other] = [place]
                else:
                    others.append(place)
        order = [place for place, count in enumerate(left) if not count]
        for place in order:
            for other in awaited_by[place] or ():
                left[other] -= 1
                if not left[other]:
                    order.append(other)
        if len(order) < len(depends):
            for component in components(depends, [place for place, count in enumerate(left) if count]):
                first = component[0]
                if len(component) != 1 or first in depends[first]:
                    self.cycle_of.update((place, len(self._cycles)) for place in component)
                    self._cycles.append(component)
                order.extend(component)
        return order

    def cycles(self) -> list[tuple[int, ...]]:
        """The places of each set of recommendations that wait in a circle."""
        self.order()
        return self._cycles

    def _groups(self) -> Iterator[tuple[int, ...]]:
        """The places in order, alone or with the other members of their cycle."""
        order = self.order()
        if not self.cycle_of:
            yield from zip(order)
            return
        told = -1
        for place in order:
            cycle = self.cycle_of.get(place)
            if cycle is None:
                yield (place,)
            elif cycle != told:
                told = cycle
                yield self._cycles[cycle]

    # --- windows ------------------------------------------------------------------------------------------------

    def wait_bounds(self, wait: Await) -> Bounds:
        """When the outcome of a wait can come: as promised, or not before what is awaited can itself begin."""
        target, history = wait.target, self.history
        if wait.event is not None:
            key = (target, wait.outcome.value)
            found = self._event_bounds.get(key)
            if found is None:
                found = self._event_bounds[key] = self._promised(wait) or self._unknown_or_never(target)
            return found
        promised = self._promised(wait) if target in history.promises else None
        if promised is not None:
            return promised
        place = self.index.get(target)
        return self._unknown_or_never(target) if place is None else (self.begins()[place][0], None)

    def _promised(self, wait: Await) -> Bounds | None:
        expected = self.history.expected(wait.target, wait.outcome)
        return None if expected is None else self._still(expected)

    def _unknown_or_never(self, target: str) -> Bounds:
        """The bounds of what has no promise: unknown above, or never for what is cancelled."""
        return (NEVER if self.history.is_cancelled(target) else self.history.as_of), None

    def _still(self, period: Period) -> Bounds:
        """A period as bounds that count from the day of the answer; a period that has passed bounds nothing above."""
        as_of, last = self.history.as_of, period.last_day
        return max(period.start or as_of, as_of), (None if last is None or last < as_of else last)

    def own_bounds(self, number: str) -> Bounds:
        """When the work can begin as far as its own plan goes: begun, put off to, or planned for."""
        as_of = self.history.as_of
        if self.history.status.get(number) in STARTED:
            return as_of, as_of
        due = self.history.due(number)
        return (as_of, None) if due is None or due.period is None else self._still(due.period)

    def begins(self) -> list[Bounds]:
        """By place: when the work can begin."""
        if not self._begins:
            with collector_paused():
                self._push_windows()
        return self._begins

    def is_never(self, target: str) -> bool:
        """Whether an event is cancelled, or the work on a recommendation can never begin unless a wait is lifted."""
        index = self.index.get(target)
        if index is None:
            return self.history.is_cancelled(target)
        return self.begins()[index][0] == NEVER and self.history.status.get(target) not in STARTED

    def _push_windows(self) -> None:
        as_of = self.history.as_of
        unknown: Bounds = (as_of, None)
        begins = self._begins = [unknown] * len(self.numbers)
        own = self.history.timed.union(self.history.deferrals)
        own.update(number for number, status in self.history.status.items() if status in STARTED)
        is_plain = self.history.promises.keys().isdisjoint(self.index)
        for members in self._groups():
            place = members[0]
            if is_plain and len(members) == 1 and not self.outside[place] and self.numbers[place] not in own:
                earliest = as_of  # nearly all of a large plan: it awaits recommendations that promise nothing
                for other in self.depends[place]:
                    if begins[other][0] > earliest:
                        earliest = begins[other][0]
                if earliest is not as_of:
                    begins[place] = (earliest, None)
                continue
            bounds = self.release_bounds(members)
            for member in members:
                number = self.numbers[member]
                if number in own:
                    own_earliest, own_latest = self.own_bounds(number)
                    latest = None if bounds[1] is None or own_latest is None else max(bounds[1], own_latest)
                    begins[member] = (max(bounds[0], own_earliest), latest)
                else:
                    begins[member] = bounds if self.is_held(member) else unknown

    def release_bounds(self, members: tuple[int, ...]) -> Bounds:
        """When the last open wait of a recommendation, or of all the members of a cycle, is released."""
        earliest: datetime.date = self.history.as_of
        latest: datetime.date | None = earliest
        begins, promises, numbers = self._begins, self.history.promises, self.numbers
        for place in members:
            for other in self.depends[place]:
                if not promises or numbers[other] not in promises:
                    latest = None
                    if begins[other][0] > earliest:
                        earliest = begins[other][0]
            for wait in self.outside[place]:
                wait_earliest, wait_latest = self.wait_bounds(wait)
                if wait_earliest > earliest:
                    earliest = wait_earliest
                if latest is not None:
                    latest = None if wait_latest is None else max(latest, wait_latest)
        if earliest == NEVER and len(members) == 1 and numbers[members[0]] in self.divided:
            return self._bounds_of_strands(numbers[members[0]])
        return earliest, (None if members[0] in self.cycle_of else latest)

    def _bounds_of_strands(self, number: str) -> Bounds:
        """When the last open wait of a divided recommendation is released, where one of its waits never is.

        Never, where that holds every strand; else those waits are left out, and the latest day is unknown.
        """
        held = (self.holders(number, strand) for strand in self.strands(number))
        if all(any(self.wait_bounds(one.wait)[0] == NEVER for one in holders) for holders in held):
            return NEVER, None
        days = [self.wait_bounds(one.wait)[0] for one in self.held(number)]
        return max((day for day in days if day != NEVER), default=self.history.as_of), None

    def released(self, number: str) -> Bounds:
        """When the last open wait of a recommendation is released."""
        self.begins()
        place = self.index[number]
        cycle = self.cycle_of.get(place)
        if cycle is None:
            return self.release_bounds((place,))
        if cycle not in self._cycle_bounds:
            self._cycle_bounds[cycle] = self.release_bounds(self._cycles[cycle])
        return self._cycle_bounds[cycle]

    # --- root causes --------------------------------------------------------------------------------------------

    def roots(self, number: str) -> tuple[Root, ...]:
        """What the open waits of a recommendation come down to, in order."""
        self.order()
        return self._reach.of(self._node(self.index[number]))

    def _node(self, place: int) -> int:
        """The place that stands for a recommendation: its own, or the first of its cycle."""
        cycle = self.cycle_of.get(place)
        return place if cycle is None else self._cycles[cycle][0]

    def _members(self, node: int) -> tuple[int, ...]:
        cycle = self.cycle_of.get(node)
        return (node,) if cycle is None else self._cycles[cycle]

    def _rests_on(self, node: int) -> list[int]:
        """The held recommendations that some members await outside their own cycle."""
        awaited = [other for member in self._members(node) for other in self.depends[member] if self.is_held(other)]
        return [other for other in map(self._node, awaited) if other != node]

    def _own_roots(self, node: int) -> Iterator[Root]:
        """The root causes among what some recommendations await themselves, and their cycle."""
        members = self._members(node)
        if node in self.cycle_of:
            yield Root(CYCLE, natural_order(self.numbers[member] for member in members))
        for member in members:
            for other in self.depends[member]:
                if not self.is_held(other):
                    yield Root(RECOMMENDATION, (self.numbers[other],))
            for wait in self.outside[member]:
                if wait.event is not None:
                    yield Root(EVENT, (wait.event,))
                elif wait.target not in self.index:
                    yield Root(RECOMMENDATION, (wait.target,))


def components(depends: list[tuple[int, ...]], places: list[int]) -> list[tuple[int, ...]]:
    """The strongly connected components among some places, those awaited first (Tarjan's algorithm)."""
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    allowed = set(places)
    on_stack: set[int] = set()
    stack: list[int] = []
    components: list[tuple[int, ...]] = []
    for start in places:
        if start in number:
            continue
        walk = [(start, iter(depends[start]))]
        number[start] = lowest[start] = len(number)
        stack.append(start)
        on_stack.add(start)
        while walk:
            place, others = walk[-1]
            for other in others:
                if other in number:
                    if other in on_stack:
                        lowest[place] = min(lowest[place], number[other])
                elif other in allowed:
                    number[other] = lowest[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    walk.append((other, iter(depends[other])))
                    break
            else:
                walk.pop()
                if walk:
                    below = walk[-1][0]
                    lowest[below] = min(lowest[below], lowest[place])
                if lowest[place] == number[place]:
                    at = _last_index(stack, place)
                    component = stack[at:]
                    del stack[at:]
                    on_stack.difference_update(component)
                    components.append(tuple(sorted(component)))
    return components


def _last_index(stack: list[int], place: int) -> int:
    at = len(stack) - 1
    while stack[at] != place:
        at -= 1
    return at
