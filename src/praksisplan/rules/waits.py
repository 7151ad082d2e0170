"""Who waits for what: the open waits of every unfinished recommendation, their order, windows and root causes.

One walk over the log and three over whole numbers; nothing is recursive, so a chain or a cycle of any length is safe.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from praksisplan.model import Await, Outcome, Plan, Recommendation, Status
from praksisplan.rules.history import FINISHED, STARTED, Entry, History, deferred_to, planned_for

__all__ = ["CYCLE", "EVENT", "RECOMMENDATION", "Held", "Root", "WaitGraph", "strand_ids"]

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
    numbers that wait in a circle. A recommendation is a root when nothing holds it, or when it is cancelled or
    not in the plan.
    """

    kind: str
    members: tuple[str, ...]


Bounds = tuple[datetime.date, datetime.date | None]
"""The earliest day, and the latest or ``None`` where it is unknown; both included."""


def strand_ids(recommendation: Recommendation, entries: list[Entry]) -> list[str | None]:
    """The strands of a recommendation that are not finished; one without a name where it has none."""
    if not recommendation.strands:
        return [None]
    finished = {
        entry.statement.strand: entry.statement.status in FINISHED for entry in entries if entry.statement.status
    }
    return [strand.id for strand in recommendation.strands if not finished.get(strand.id)]


class WaitGraph:
    """The open waits between unfinished recommendations at one moment.

    ``numbers`` are the unfinished recommendations in plan order, ``index`` their places, ``held`` the open waits of
    each, ``depends`` the places of the unfinished recommendations that each awaits.
    """

    def __init__(self, plan: Plan, history: History) -> None:
        self.plan = plan
        self.history = history
        self.numbers: list[str] = []
        self.index: dict[str, int] = {}
        self.held: list[list[Held]] = []
        self.depends: list[list[int]] = []
        status = history.status
        for recommendation in plan.recommendations:
            number = recommendation.number
            if status.get(number) not in FINISHED and number not in self.index:
                self.index[number] = len(self.numbers)
                self.numbers.append(number)
        about, index = history.about, self.index
        for number in self.numbers:
            held = self._open(about.get(number, []))
            self.held.append(held)
            depends = []
            for wait, _, _ in held:
                place = None if wait.recommendation is None else index.get(wait.recommendation)
                if place is not None:
                    depends.append(place)
            self.depends.append(depends)
        self._order: list[int] | None = None
        self._cycles: list[tuple[int, ...]] = []
        self.cycle_of: dict[int, int] = {}
        self._released: list[Bounds] = []
        self._begins: list[Bounds] = []
        self._event_bounds: dict[str, Bounds] = {}
        self._root_bits: list[int] | None = None
        self._roots: list[Root] = []

    # --- which waits are open -----------------------------------------------------------------------------------

    def _open(self, entries: list[Entry]) -> list[Held]:
        found: list[Held] = []
        status, delivered = self.history.status, self.history.delivered
        for entry in entries:
            statement = entry.statement
            for wait in statement.awaits:
                outcome = wait.outcome
                if wait.event is not None:
                    if outcome in delivered.get(wait.event, ()):
                        continue
                else:
                    number = wait.recommendation or ""
                    state = status.get(number)
                    if state is Status.COMPLETED or outcome in delivered.get(number, ()):
                        continue
                    if outcome is Outcome.START and state in STARTED:
                        continue
                found.append(Held(wait, statement.strand, entry))
            if statement.lifts:
                found = [held for held in found if held.wait not in statement.lifts or held.strand != statement.strand]
        if len(found) > 1 and len(entries) > 1:
            first: dict[tuple[Await, str | None], Held] = {}
            for held in found:
                first.setdefault((held.wait, held.strand), held)
            found = list(first.values())
        return found

    def holding(self, number: str) -> tuple[int, int]:
        """How many strands of a recommendation are held, and how many it has that are not finished."""
        held = self.held[self.index[number]]
        recommendation = self.plan.recommendation(number)
        if not recommendation.strands:
            return (1 if held else 0), 1
        strands = strand_ids(recommendation, self.history.about.get(number, []))
        everywhere = any(one.strand is None for one in held)
        return sum(1 for strand in strands if everywhere or any(one.strand == strand for one in held)), len(strands)

    # --- order and cycles ---------------------------------------------------------------------------------------

    def order(self) -> list[int]:
        """The places so that each comes after those it awaits; members of a cycle stand side by side."""
        if self._order is None:
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
            self._order = order
        return self._order

    def cycles(self) -> list[tuple[int, ...]]:
        """The places of each set of recommendations that wait in a circle."""
        self.order()
        return self._cycles

    # --- windows ------------------------------------------------------------------------------------------------

    def wait_bounds(self, wait: Await) -> Bounds:
        """When the outcome of a wait can come: as promised, or not before what is awaited can itself begin."""
        if wait.event is not None:
            found = self._event_bounds.get(wait.event)
            if found is None:
                found = self._event_bounds[wait.event] = self._promised(wait.event, wait.outcome) or (
                    self.history.as_of,
                    None,
                )
            return found
        number = wait.recommendation or ""
        place = self.index.get(number)
        promised = self._promised(number, wait.outcome) if number in self.history.promises else None
        if promised is not None:
            return promised
        return (self.history.as_of if place is None else self.begins()[place][0]), None

    def _promised(self, subject: str, outcome: Outcome) -> Bounds | None:
        promise = self.history.promise(subject, outcome)
        if promise is None:
            return None
        as_of, expected = self.history.as_of, promise.expected
        last = expected.last_day
        return max(expected.start or as_of, as_of), (None if last is None or last < as_of else last)

    def own_bounds(self, number: str) -> Bounds:
        """When the work can begin as far as its own plan goes: begun, put off to, or planned for."""
        as_of = self.history.as_of
        entries = self.history.about.get(number)
        if not entries or self.history.status.get(number) in STARTED:
            return as_of, as_of if entries else None
        period = deferred_to(entries) or planned_for(entries)
        if period is None:
            return as_of, None
        last = period.last_day
        return max(period.start or as_of, as_of), (None if last is None or last < as_of else last)

    def released(self) -> list[Bounds]:
        """By place: when the last open wait is released."""
        self._push_windows()
        return self._released

    def begins(self) -> list[Bounds]:
        """By place: when the work can begin."""
        self._push_windows()
        return self._begins

    def _push_windows(self) -> None:
        if len(self._begins) == len(self.numbers):
            return
        as_of = self.history.as_of
        released = self._released = [(as_of, None)] * len(self.numbers)
        begins = self._begins = [(as_of, None)] * len(self.numbers)
        order, cycle_of = self.order(), self.cycle_of
        position = 0
        while position < len(order):
            place = order[position]
            cycle = cycle_of.get(place)
            members = (place,) if cycle is None else self._cycles[cycle]
            position += len(members)
            earliest, latest = self._last_release(members)
            if cycle is not None:
                latest = None
            for member in members:
                released[member] = (earliest, latest)
                own_earliest, own_latest = self.own_bounds(self.numbers[member])
                later = None if latest is None or own_latest is None else max(latest, own_latest)
                begins[member] = (max(earliest, own_earliest), later)

    def _last_release(self, members: tuple[int, ...]) -> Bounds:
        earliest: datetime.date = self.history.as_of
        latest: datetime.date | None = earliest
        for place in members:
            for wait, _, _ in self.held[place]:
                wait_earliest, wait_latest = self.wait_bounds(wait)
                earliest = max(earliest, wait_earliest)
                if latest is not None:
                    latest = None if wait_latest is None else max(latest, wait_latest)
        return earliest, latest

    # --- root causes --------------------------------------------------------------------------------------------

    def roots(self, number: str) -> tuple[Root, ...]:
        """What the open waits of a recommendation come down to, events and recommendations in natural order."""
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
            held, index, cycle_of = self.held, self.index, self.cycle_of
            order = self.order()

            def bit(kind: str, name: str) -> int:
                found = bit_of.get((kind, name))
                if found is None:
                    found = bit_of[kind, name] = 1 << len(self._roots)
                    self._roots.append(Root(kind, (name,)))
                return found

            position = 0
            while position < len(order):
                place = order[position]
                cycle = cycle_of.get(place)
                members = (place,) if cycle is None else self._cycles[cycle]
                position += len(members)
                found = 0
                if cycle is not None:
                    found = 1 << len(self._roots)
                    self._roots.append(self._cycle_root(cycle))
                for member in members:
                    for wait, _, _ in held[member]:
                        if wait.event is not None:
                            found |= bit(EVENT, wait.event)
                            continue
                        other = index.get(wait.recommendation or "")
                        if other is None or not held[other]:
                            found |= bit(RECOMMENDATION, wait.recommendation or "")
                        else:
                            found |= bits[other]
                for member in members:
                    bits[member] = found
            self._root_bits = bits
        return self._root_bits

    def _cycle_root(self, cycle: int) -> Root:
        return Root(CYCLE, tuple(self.numbers[place] for place in sorted(self._cycles[cycle])))

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
            for wait, _, _ in self.held[place]:
                if wait.event is not None:
                    found.add(Root(EVENT, (wait.event,)))
                    continue
                other = self.index.get(wait.recommendation or "")
                if other is None or not self.held[other]:
                    found.add(Root(RECOMMENDATION, (wait.recommendation or "",)))
                elif other not in seen:
                    seen.add(other)
                    todo.append(other)
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
                if other not in number:
                    if other not in allowed:
                        continue
                    number[other] = lowest[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    walk.append((other, iter(depends[other])))
                    break
                if other in on_stack:
                    lowest[place] = min(lowest[place], number[other])
            else:
                walk.pop()
                if walk:
                    below = walk[-1][0]
                    lowest[below] = min(lowest[below], lowest[place])
                if lowest[place] == number[place]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == place:
                            break
                    components.append(tuple(sorted(component)))
    return components
