"""Who waits for what: the open waits of every unfinished recommendation, their order, windows and root causes.

One walk over the log and three over whole numbers; nothing is recursive, so a chain or a cycle of any length is safe.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from praksisplan.bulk import collector_paused
from praksisplan.model import Await, Outcome, Plan, Recommendation, Status
from praksisplan.periods import Period
from praksisplan.rules.history import FINISHED, STARTED, Entry, History, deferred_to, planned_for

__all__ = ["CYCLE", "EVENT", "RECOMMENDATION", "Bounds", "Held", "Root", "WaitGraph"]

RECOMMENDATION = "recommendation"
EVENT = "event"
CYCLE = "cycle"

_MOST_AT_ONCE = 20_000
"""Up to so many recommendations, the root causes of all are found in one pass; beyond, those of one at a time."""


class Held(NamedTuple):
    """An open wait as it stands in the log: the wait, the strand that it holds, and the entry that said so."""

    wait: Await
    strand: str | None
    entry: Entry


class Root(NamedTuple):
    """What a wait comes down to in the end. Danish: *rodårsag*.

    ``kind`` is ``"event"`` or ``"recommendation"`` with one id or number in ``members``, or ``"cycle"`` with the
    numbers that wait in a circle. A recommendation is a root when nothing holds it, or when it is cancelled or not in
    the plan.
    """

    kind: str
    members: tuple[str, ...]


Bounds = tuple[datetime.date, datetime.date | None]
"""The earliest day, and the latest or ``None`` where it is unknown; both included."""


def _unfinished_strands(recommendation: Recommendation, entries: Sequence[Entry]) -> list[str]:
    status = {entry.statement.strand: entry.statement.status for entry in entries if entry.statement.status}
    return [strand.id for strand in recommendation.strands if status.get(strand.id) not in FINISHED]


class WaitGraph:
    """The open waits between unfinished recommendations at one moment.

    ``numbers`` are the unfinished recommendations in plan order, ``index`` their places. By place, ``depends`` holds
    the places of the unfinished recommendations that are awaited, ``outside`` the open waits that are not, or not only,
    told by those places: for events, for promised outcomes, and for what is cancelled or missing.
    """

    def __init__(self, plan: Plan, history: History) -> None:
        self.plan = plan
        self.history = history
        self.numbers: list[str] = []
        self.index: dict[str, int] = {}
        self.depends: list[list[int]] = []
        self.outside: list[list[Await]] = []
        self.cycle_of: dict[int, int] = {}
        self._order: list[int] | None = None
        self._cycles: list[tuple[int, ...]] = []
        self._released: list[Bounds] = []
        self._begins: list[Bounds] = []
        self._event_bounds: dict[str, Bounds] = {}
        self._root_bits: list[int] | None = None
        self._roots: list[Root] = []
        with collector_paused():
            self._find_unfinished()
            self._find_waits()

    def _find_unfinished(self) -> None:
        status, index, numbers = self.history.status, self.index, self.numbers
        for recommendation in self.plan.recommendations:
            number = recommendation.number
            if status.get(number) not in FINISHED and number not in index:
                index[number] = len(numbers)
                numbers.append(number)

    # --- which waits are open -----------------------------------------------------------------------------------

    def _find_waits(self) -> None:
        status, about = self.history.status, self.history.about
        delivered, promises, index = self.history.delivered, self.history.promises, self.index
        completion, completed = Outcome.COMPLETION, Status.COMPLETED
        for number in self.numbers:
            depends: list[int] = []
            outside: list[Await] = []
            for wait in self._stated(about.get(number, ())):
                target = wait.recommendation
                place = None if target is None else index.get(target)
                if place is not None and wait.outcome is completion and target not in delivered:
                    depends.append(place)  # an unfinished recommendation, which has delivered nothing
                elif (target is not None and status.get(target) is completed) or self._has_come(wait):
                    continue
                elif place is not None:
                    depends.append(place)
                if place is None or target in promises:
                    outside.append(wait)
            self.depends.append(depends)
            self.outside.append(outside)

    def _stated(self, entries: Sequence[Entry]) -> Sequence[Await]:
        """The waits that were stated and not lifted."""
        if len(entries) == 1 and not entries[0].statement.lifts:
            return entries[0].statement.awaits
        return [held.wait for held in self._held(entries)]

    def _has_come(self, wait: Await) -> bool:
        outcome = wait.outcome
        if wait.event is not None:
            return outcome in self.history.delivered.get(wait.event, ())
        number = wait.target
        state = self.history.status.get(number)
        if state is Status.COMPLETED or outcome in self.history.delivered.get(number, ()):
            return True
        return outcome is Outcome.START and state in STARTED

    def _held(self, entries: Sequence[Entry]) -> list[Held]:
        found: dict[tuple[Await, str | None], Held] = {}
        for entry in entries:
            statement = entry.statement
            for wait in statement.awaits:
                if not self._has_come(wait):
                    found.setdefault((wait, statement.strand), Held(wait, statement.strand, entry))
            for wait in statement.lifts:
                found.pop((wait, statement.strand), None)
        return list(found.values())

    def held(self, number: str) -> list[Held]:
        """The open waits of an unfinished recommendation, in the order in which they were stated."""
        return self._held(self.history.about.get(number, ()))

    def is_held(self, place: int) -> bool:
        """Whether a recommendation has an open wait."""
        return bool(self.depends[place] or self.outside[place])

    def held_places(self) -> Iterator[int]:
        """The places of the recommendations with an open wait."""
        return filter(self.is_held, range(len(self.numbers)))

    def holding(self, number: str) -> tuple[int, int]:
        """How many of its unfinished strands are held, and how many there are, of a recommendation with strands."""
        held = self.held(number)
        strands = _unfinished_strands(self.plan.recommendation(number), self.history.about.get(number, ()))
        holders = {one.strand for one in held}
        return sum(1 for strand in strands if None in holders or strand in holders), len(strands)

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
            for component in _components(depends, [place for place, count in enumerate(left) if count]):
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
        target = wait.target
        if wait.event is not None:
            found = self._event_bounds.get(target)
            if found is None:
                found = self._event_bounds[target] = self._promised(wait) or (self.history.as_of, None)
            return found
        promised = self._promised(wait) if target in self.history.promises else None
        if promised is not None:
            return promised
        place = self.index.get(target)
        return (self.history.as_of if place is None else self.begins()[place][0]), None

    def _promised(self, wait: Await) -> Bounds | None:
        promise = self.history.promise(wait.target, wait.outcome)
        return None if promise is None else self._still(promise.expected)

    def _still(self, period: Period) -> Bounds:
        """A period as bounds that count from the day of the answer; a period that has passed bounds nothing above."""
        as_of, last = self.history.as_of, period.last_day
        return max(period.start or as_of, as_of), (None if last is None or last < as_of else last)

    def own_bounds(self, number: str) -> Bounds:
        """When the work can begin as far as its own plan goes: begun, put off to, or planned for."""
        as_of = self.history.as_of
        entries = self.history.about.get(number, ())
        if self.history.status.get(number) in STARTED:
            return as_of, as_of
        period = deferred_to(entries) or planned_for(entries)
        return (as_of, None) if period is None else self._still(period)

    def released(self) -> list[Bounds]:
        """By place: when the last open wait is released."""
        self._push_windows()
        return self._released

    def begins(self) -> list[Bounds]:
        """By place: when the work can begin."""
        self._push_windows()
        return self._begins

    def _push_windows(self) -> None:
        if self._begins:
            return
        as_of = self.history.as_of
        released = self._released = [(as_of, None)] * len(self.numbers)
        begins = self._begins = [(as_of, None)] * len(self.numbers)
        with collector_paused():
            for members in self._groups():
                bounds = self._last_release(members)
                for member in members:
                    released[member] = bounds
                    own = self.own_bounds(self.numbers[member])
                    later = None if bounds[1] is None or own[1] is None else max(bounds[1], own[1])
                    begins[member] = (max(bounds[0], own[0]), later)

    def _last_release(self, members: tuple[int, ...]) -> Bounds:
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
        return earliest, (None if members[0] in self.cycle_of else latest)

    # --- root causes --------------------------------------------------------------------------------------------

    def roots(self, number: str) -> tuple[Root, ...]:
        """What the open waits of a recommendation come down to, in order."""
        place = self.index[number]
        if len(self.numbers) > _MOST_AT_ONCE:
            return self._roots_of(place)
        bits = self.root_bits()[place]
        found = []
        while bits:
            lowest = bits & -bits
            found.append(self._roots[lowest.bit_length() - 1])
            bits ^= lowest
        return tuple(sorted(found))

    def root_bits(self) -> list[int]:
        """By place: the root causes as a set of bits, one bit a root."""
        if self._root_bits is None:
            bits = [0] * len(self.numbers)
            bit_of: dict[tuple[str, str], int] = {}

            def bit(kind: str, name: str) -> int:
                found = bit_of.get((kind, name))
                if found is None:
                    found = bit_of[kind, name] = 1 << len(self._roots)
                    self._roots.append(Root(kind, (name,)))
                return found

            for members in self._groups():
                found = 0
                cycle = self.cycle_of.get(members[0])
                if cycle is not None:
                    found = 1 << len(self._roots)
                    self._roots.append(self._cycle_root(cycle))
                for member in members:
                    for other in self.depends[member]:
                        found |= bits[other] if self.is_held(other) else bit(RECOMMENDATION, self.numbers[other])
                    for wait in self.outside[member]:
                        if wait.event is not None:
                            found |= bit(EVENT, wait.event)
                        elif wait.target not in self.index:
                            found |= bit(RECOMMENDATION, wait.target)
                for member in members:
                    bits[member] = found
            self._root_bits = bits
        return self._root_bits

    def _cycle_root(self, cycle: int) -> Root:
        return Root(CYCLE, tuple(self.numbers[place] for place in self._cycles[cycle]))

    def _roots_of(self, place: int) -> tuple[Root, ...]:
        """The root causes of one recommendation, by a walk over what it awaits."""
        self.order()
        found: set[Root] = set()
        cycles: set[int] = set()
        seen = {place}
        todo = [place]
        while todo:
            place = todo.pop()
            if place in self.cycle_of:
                cycles.add(self.cycle_of[place])
            for other in self.depends[place]:
                if not self.is_held(other):
                    found.add(Root(RECOMMENDATION, (self.numbers[other],)))
                elif other not in seen:
                    seen.add(other)
                    todo.append(other)
            for wait in self.outside[place]:
                if wait.event is not None:
                    found.add(Root(EVENT, (wait.event,)))
                elif wait.target not in self.index:
                    found.add(Root(RECOMMENDATION, (wait.target,)))
        return tuple(sorted(found | {self._cycle_root(cycle) for cycle in cycles}))


def _components(depends: list[list[int]], places: list[int]) -> list[tuple[int, ...]]:
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
