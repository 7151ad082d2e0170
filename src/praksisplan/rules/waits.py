"""The open waits of every unfinished recommendation: one walk over the log."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import attrs

from praksisplan.bulk import gc_paused
from praksisplan.errors import PlanError, fault
from praksisplan.model import (
    Await,
    Outcome,
    Plan,
    Statement,
    Status,
    Target,
    TargetKind,
    Wait,
    as_number,
    citations_of,
)
from praksisplan.rules.history import FINISHED, History, Promise, history_at
from praksisplan.rules.topology import Topology


class OpenWait(NamedTuple):
    """A wait whose outcome has not come, and the statement that names it.

    ``named`` is the wait as the statement names it: another than ``wait`` where the awaited recommendation was merged
    into or replaced by others, as ``closures`` state.
    """

    wait: Await
    statement: Statement
    named: Await
    closures: tuple[Statement, ...] = ()

    @property
    def strand(self) -> str | None:
        """The strand that waits; ``None`` for the whole recommendation."""
        return self.statement.strand


def clauses(waits: Iterable[OpenWait]) -> list[list[list[OpenWait]]]:
    """Open waits as clauses, all of which must end; a clause is a list of alternatives, of which one must end.

    An alternative is nearly always one wait; it is several if the awaited recommendation was merged or replaced.
    """
    found: dict[object, dict[Await, list[OpenWait]]] = {}
    for one in waits:
        group = one.named.one_of
        key = (one.named, one.strand) if group is None else (id(one.statement), group)
        found.setdefault(key, {}).setdefault(one.named, []).append(one)
    return [list(alternatives.values()) for alternatives in found.values()]


class WaitGraph:
    """The open waits between unfinished recommendations at one moment.

    ``numbers`` are the unfinished recommendations in plan order, ``index`` their indexes, ``divided`` those with
    strands. The nodes of the graph are these indexes and, after them, one for each strand that is awaited. By node,
    ``depends`` holds the awaited nodes, ``outside`` the open waits that no node stands for, or that a promise can also
    end: for events, for promised outcomes, and for what is cancelled or missing. Both include alternatives;
    ``choosing`` are the nodes that have any. ``promised`` are the nodes whose waits are all in ``outside`` too.
    """

    def __init__(self, plan: Plan, history: History) -> None:
        self.plan = plan
        self.history = history
        state = history.status.get
        unfinished = {one.number: one for one in plan.recommendations if state(one.number) not in FINISHED}
        self.index: dict[str, int] = {number: index for index, number in enumerate(unfinished)}
        self.divided: set[str] = {effort.id for effort in plan.efforts if effort.strands}
        self.divided.update(number for number, one in unfinished.items() if one.strands)
        self.numbers: list[str] = list(self.index)
        self.depends: list[list[int]] = []
        self.outside: list[tuple[Await, ...]] = []
        self.choosing: set[int] = set()
        self.promised: set[int] = set()
        self._strands: list[tuple[str, str]] = []
        self._strand_nodes: dict[tuple[str, str], int] = {}
        self._find_waits()

    @cached_property
    def topology(self) -> Topology:
        """The order of the recommendations, by index, and the circles in which they wait for each other."""
        return Topology(self.depends)

    def _find_waits(self) -> None:
        about, log, status = self.history.about, self.history.log, self.history.status
        index_of, completion, completed = self.index.get, Outcome.COMPLETION, Status.COMPLETED
        with_outcomes = self.history.promises.keys() | self.history.delivered.keys()

        def plainly_awaited(statement: Statement) -> list[int] | None:
            """The unfinished recommendations whose completion a statement awaits; ``None`` if it awaits more."""
            found: list[int] = []
            for wait in statement.awaits:
                if wait.strand is not None or wait.one_of is not None or wait.outcome is not completion:
                    return None
                target = wait.recommendation
                other = index_of(target)  # type: ignore[arg-type]
                if other is not None and target not in with_outcomes:
                    found.append(other)
                elif other is not None or status.get(target) is not completed:  # type: ignore[arg-type]
                    return None
            return found

        for number in self.numbers:
            indexes = about.get(number, ())
            nodes: list[int] | None = None if indexes else []
            if len(indexes) == 1 and number not in self.divided and not log[indexes[0]].lifts:
                nodes = plainly_awaited(log[indexes[0]])  # nearly all of them, and quicker
            depends, outside = self._edges(len(self.depends), self.open_waits(number)) if nodes is None else (nodes, ())
            self.depends.append(depends)
            self.outside.append(outside)
        for number, strand in self._strands:  # which grows on the way
            depends, outside = self._edges(len(self.depends), self._waits_of(number, strand))
            self.depends.append(depends)
            self.outside.append(outside)

    def _edges(self, node: int, waits: list[OpenWait]) -> tuple[list[int], tuple[Await, ...]]:
        """The nodes that the open waits of a node are for, and those waits that belong in ``outside``."""
        depends: list[int] = []
        outside: list[Await] = []
        for one in waits:
            wait = one.wait
            other = self.node(wait)
            if other is not None:
                depends.append(other)
            if other is None or self.history.is_promised(wait.target, wait.strand):
                outside.append(wait)
                if other is not None:
                    self.promised.add(other)
            if one.named.one_of is not None:
                self.choosing.add(node)
        return depends, tuple(outside)

    def node(self, wait: Await) -> int | None:
        """The node of an awaited recommendation or strand; ``None`` for an event and for a finished or missing one."""
        number, strand = wait.recommendation, wait.strand
        index = None if number is None else self.index.get(number)
        if index is None or number is None or strand is None:
            return index
        node = self._strand_nodes.get((number, strand))
        if node is None and strand in self.strands(number):
            node = self._strand_nodes[number, strand] = len(self.numbers) + len(self._strands)
            self._strands.append((number, strand))
        return node

    def part(self, node: int) -> tuple[str, str | None]:
        """The recommendation that a node stands for, and the strand of it; ``None`` for the whole."""
        beyond = node - len(self.numbers)
        return (self.numbers[node], None) if beyond < 0 else self._strands[beyond]

    def waits_of(self, node: int) -> list[OpenWait]:
        """The open waits of a node."""
        number, strand = self.part(node)
        return self.open_waits(number) if strand is None else self._waits_of(number, strand)

    def _has_come(self, wait: Await) -> bool:
        return self.history.has_come(wait.target, wait.outcome, wait.strand)

    def open_waits(self, number: str) -> list[OpenWait]:
        """The open waits of an unfinished recommendation, in the order in which they were stated.

        The waits of finished strands are left out.
        """
        stated: dict[tuple[tuple[Await, ...], str | None], tuple[Statement, set[Await]]] = {}
        for statement in self.history.statements(number):
            for named in alternatives(statement.awaits):
                key = (named, statement.strand)
                if key in stated and stated[key][1]:  # some of them was lifted: it holds anew
                    del stated[key]
                stated.setdefault(key, (statement, set()))
            for (_, strand), (_, lifted) in stated.items() if statement.lifts else ():
                if statement.strand in (None, strand):
                    lifted.update(map(without_alternatives, statement.lifts))
        finished = self._finished_strands(number) if number in self.divided else ()
        return [
            one
            for (named, strand), (statement, lifted) in stated.items()
            if strand not in finished
            for one in self._open(named, statement, lifted, number)
        ]

    def _open(self, named: tuple[Await, ...], statement: Statement, lifted: set[Await], number: str) -> list[OpenWait]:
        """The open waits for some alternatives without those that were lifted; none if one of them has come."""
        found: list[OpenWait] = []
        for wait in named:
            if without_alternatives(wait) in lifted:
                continue
            waits, closures = self.followed(wait, number)
            left = [one for one in waits if without_alternatives(one) not in lifted]
            still = [OpenWait(one, statement, wait, closures) for one in left if not self._has_come(one)]
            has_come = not still and (left or not waits)  # not merely lifted
            if has_come:
                return []
            found += still
        return found

    def followed(self, wait: Await, number: str) -> tuple[list[Await], tuple[Statement, ...]]:
        """The present targets of a wait, and the statements by which they took over from the named one.

        A recommendation that took over what it awaited does not await itself.
        """
        if not self.history.is_cancelled(wait.target, wait.strand):
            return [wait], ()
        closures: list[Statement] = []
        found: list[Await] = []
        todo = [wait]
        known: set[tuple[str, str | None]] = {(wait.target, wait.strand)}
        for one in todo:
            closure = None
            if one.recommendation is not None and self.history.is_cancelled(one.target, one.strand):
                closure = self.history.takeover(one.target, one.strand)
            if closure is None:
                found.append(one)
            else:
                closures.append(closure)
                for successor in closure.successors:
                    if (successor, None) not in known:
                        known.add((successor, None))
                        todo.append(attrs.evolve(wait, recommendation=successor, strand=None))
        if not found:  # they were merged in a circle
            return [wait], ()
        return [one for one in found if one is wait or one.recommendation != number], tuple(closures)

    def _finished_strands(self, number: str) -> set[str | None]:
        finished = {one.strand for one in self.history.statements(number) if one.strand and one.status in FINISHED}
        return {strand for strand in finished if self.history.strand(number, strand).status in FINISHED}

    def strands(self, number: str) -> list[str | None]:
        """The strands of a recommendation that are not finished; one without a name where there is none of them."""
        finished = self._finished_strands(number)
        named = [one.id for one in self.plan.recommendation(number).strands if one.id not in finished]
        return [*named] or [None]

    def has_only_finished_strands(self, number: str) -> bool:
        """Whether every strand of a recommendation is finished while no statement covers the whole."""
        return number in self.history.derived and self.strands(number) == [None]

    def waits_of_strands(self, number: str) -> list[list[OpenWait]]:
        """The open waits of each unfinished strand: its own, those of the whole, and those of strands not there."""
        return [self._waits_of(number, strand) for strand in self.strands(number)]

    def _waits_of(self, number: str, strand: str | None) -> list[OpenWait]:
        named = {one.id for one in self.plan.recommendation(number).strands}
        return [one for one in self.open_waits(number) if one.strand == strand or one.strand not in named]

    def has_open_wait(self, index: int) -> bool:
        """Whether a recommendation has an open wait."""
        return bool(self.depends[index] or self.outside[index])

    def awaits_more(self, number: str) -> bool:
        """Whether a recommendation or a strand of it still awaits something that no source names.

        It does until another status than *awaiting* or *deferred* is stated.
        """
        if number not in self.history.awaiting_more:
            return False
        unnamed: set[str | None] = set()
        for one in self.history.statements(number):
            if one.awaits_more:
                unnamed.add(one.strand)
            elif one.status not in (None, Status.AWAITING, Status.DEFERRED):
                unnamed = unnamed - {one.strand} if one.strand else set()
        return bool(unnamed)

    def waiting(self) -> Iterator[str]:
        """The recommendations with an open wait."""
        for number, depends, outside in zip(self.numbers, self.depends, self.outside):
            if depends or outside:
                yield number

    def is_blocked(self, number: str) -> bool:
        """Whether a recommendation is unfinished and every unfinished strand of it has an open wait."""
        index = self.index.get(number)
        return index is not None and self.has_open_wait(index) and all(self.waits_of_strands(number))


def alternatives(waits: Iterable[Await]) -> Iterator[tuple[Await, ...]]:
    """The waits of a statement, those that are alternatives together."""
    groups: dict[object, tuple[Await, ...]] = {}
    for wait in waits:
        group = wait if wait.one_of is None else wait.one_of
        groups[group] = (wait,) if group is wait else (*groups.get(group, ()), wait)
    yield from groups.values()


def without_alternatives(wait: Await) -> Await:
    """A wait as if it had no alternatives."""
    return wait if wait.one_of is None else attrs.evolve(wait, one_of=None)


def is_missing(plan: Plan, wait: Await) -> bool:
    """Whether the plan lacks the awaited recommendation, strand or event."""
    number, strand = wait.recommendation, wait.strand
    if number is None or not plan.has(number):
        return number is not None or not plan.has_event(wait.target)
    return strand is not None and all(one.id != strand for one in plan.recommendation(number).strands)


def wait_of(plan: Plan, history: History, found: OpenWait) -> Wait:
    """An open wait as a value."""
    wait = found.wait
    promises = history.promised(wait.target, wait.outcome, wait.strand)
    expected = history.expected(wait.target, wait.outcome, wait.strand)
    last = None if expected is None else expected.last_day
    return Wait(
        recommendation=wait.recommendation,
        event=wait.event,
        outcome=wait.outcome,
        strand=found.strand,
        since=history.since(found.statement),
        expected=expected,
        promises=tuple(promise.expected for promise in promises if promise.expected is not None),
        overdue=last is not None and last < history.as_of,
        missing=is_missing(plan, wait),
        never=history.is_cancelled(wait.target, wait.strand),
        citations=citations_of([found.statement, *found.closures, *_statements_behind(history, wait, promises)]),
        awaited_strand=wait.strand,
        one_of=wait.one_of,
        instead_of=found.named.recommendation if found.closures else None,
    )


def _statements_behind(history: History, wait: Await, promises: tuple[Promise, ...]) -> list[Statement]:
    """The statements that give the expected period of a wait, or that cancel the awaited subject."""
    cancelling = [
        one
        for one in (history.statements(wait.target) if history.is_cancelled(wait.target, wait.strand) else ())
        if one.status is Status.CANCELLED and one.strand in (None, wait.strand)
    ]
    return [*(promise.statement for promise in promises[-1:]), *cancelling[-1:]]


def wait_values(graph: WaitGraph, number: str) -> tuple[Wait, ...]:
    """The open waits of an unfinished recommendation."""
    return tuple(wait_of(graph.plan, graph.history, one) for one in graph.open_waits(number))


def named_target(plan: Plan, named: int | str) -> Target:
    """The recommendation or event that a number or id names. Raises `PlanError` for an unknown one."""
    name = as_number(named, "target") if type(named) is int else named
    if type(name) is not str:
        raise PlanError(fault("wrong-type.target", "target", found=named))
    found = plan.target(name)
    is_recommendation = found.kind is TargetKind.RECOMMENDATION
    return found._replace(id=plan.recommendation(name).number if is_recommendation else plan.event(name).id)


@gc_paused()
def waits_at(plan: Plan, as_of: datetime.date, known_at: datetime.date | None = None) -> WaitGraph:
    """The open waits at ``as_of``, as known at ``known_at`` (by default the same day)."""
    return WaitGraph(plan, history_at(plan, as_of, known_at))
