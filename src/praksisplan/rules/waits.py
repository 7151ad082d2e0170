"""The open waits of every unfinished recommendation: one walk over the log."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from praksisplan.bulk import gc_paused
from praksisplan.errors import PlanError, fault
from praksisplan.model import Await, Outcome, Plan, Statement, Status, Target, TargetKind, as_number
from praksisplan.rules.history import FINISHED, History, history_at
from praksisplan.rules.topology import Topology


class OpenWait(NamedTuple):
    """A wait whose outcome has not come, and the statement that names it."""

    wait: Await
    statement: Statement

    @property
    def strand(self) -> str | None:
        """The strand that waits; ``None`` for the whole recommendation."""
        return self.statement.strand


class WaitGraph:
    """The open waits between unfinished recommendations at one moment.

    ``numbers`` are the unfinished recommendations in plan order, ``index`` their indexes, ``divided`` those with
    strands. By index, ``depends`` holds the indexes of the unfinished recommendations that are awaited, ``outside`` the
    open waits that these do not cover, or not alone: for events, for promised outcomes, and for what is cancelled or
    missing.
    """

    @gc_paused()
    def __init__(self, plan: Plan, history: History) -> None:
        self.plan = plan
        self.history = history
        self.index: dict[str, int] = {}
        self.divided: set[str] = {effort.id for effort in plan.efforts if effort.strands}
        finished = {number for number, status in history.status.items() if status in FINISHED}
        for recommendation in plan.recommendations:
            number = recommendation.number
            if number not in finished and number not in self.index:
                self.index[number] = len(self.index)
                if recommendation.strands:
                    self.divided.add(number)
        self.numbers: list[str] = list(self.index)
        self.depends: list[tuple[int, ...]] = []
        self.outside: list[tuple[Await, ...]] = []
        self._find_waits()

    @cached_property
    def topology(self) -> Topology:
        """The order of the recommendations, by index, and the circles in which they wait for each other."""
        return Topology(self.depends)

    def _find_waits(self) -> None:
        about, log, status = self.history.about, self.history.log, self.history.status
        promises, index = self.history.promises, self.index
        index_of, completion, completed = index.get, Outcome.COMPLETION, Status.COMPLETED
        add_depends, add_outside = self.depends.append, self.outside.append
        is_plain = self.history.delivered.keys().isdisjoint(index) and promises.keys().isdisjoint(index)
        for number in self.numbers:
            told = about.get(number, ())
            awaits: Sequence[Await] = ()
            if len(told) == 1 and not log[told[0]].lifts and number not in self.divided:
                awaits = log[told[0]].awaits  # nearly all of them, in the quick way
            elif told:
                awaits = [one.wait for one in self.open_waits(number)]
            depends: list[int] = []
            outside: tuple[Await, ...] = ()
            for wait in awaits:
                target = wait.recommendation
                other = index_of(target)  # type: ignore[arg-type]
                if other is None:
                    if status.get(target) is not completed and not self._has_come(wait):  # type: ignore[arg-type]
                        outside = (*outside, wait)
                elif is_plain and wait.outcome is completion:
                    depends.append(other)
                elif not self._has_come(wait):
                    depends.append(other)
                    if target in promises:
                        outside = (*outside, wait)
            add_depends(tuple(depends))
            add_outside(outside)

    def _has_come(self, wait: Await) -> bool:
        return self.history.has_come(wait.target, wait.outcome)

    def open_waits(self, number: str) -> list[OpenWait]:
        """The open waits of an unfinished recommendation, in the order in which they were stated.

        What a finished strand awaits holds nothing, and is left out.
        """
        found: dict[tuple[Await, str | None], OpenWait] = {}
        for statement in self.history.said(number):
            for wait in statement.awaits:
                if not self._has_come(wait):
                    found.setdefault((wait, statement.strand), OpenWait(wait, statement))
            for wait in statement.lifts:
                for key in [key for key in found if key[0] == wait and statement.strand in (None, key[1])]:
                    del found[key]
        finished = self._finished_strands(number) if number in self.divided else ()
        return [one for one in found.values() if one.strand not in finished]

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
        """Whether every strand of a recommendation is finished while no statement covers the whole."""
        return number in self.history.derived and self.strands(number) == [None]

    def waits_of_strands(self, number: str) -> list[list[OpenWait]]:
        """The open waits of each unfinished strand: its own, those of the whole, and those of strands not there."""
        waits = self.open_waits(number)
        named = {one.id for one in self.plan.recommendation(number).strands}
        return [
            [one for one in waits if one.strand == strand or one.strand not in named] for strand in self.strands(number)
        ]

    def is_held(self, index: int) -> bool:
        """Whether a recommendation has an open wait."""
        return bool(self.depends[index] or self.outside[index])

    def held(self) -> Iterator[str]:
        """The recommendations with an open wait."""
        for number, depends, outside in zip(self.numbers, self.depends, self.outside):
            if depends or outside:
                yield number

    def is_blocked(self, number: str) -> bool:
        """Whether a recommendation is unfinished and every unfinished strand of it has an open wait."""
        index = self.index.get(number)
        return index is not None and self.is_held(index) and all(self.waits_of_strands(number))


def named_target(plan: Plan, named: int | str) -> Target:
    """The recommendation or event that a number or id names. Raises `PlanError` for an unknown one."""
    name = as_number(named, "target") if type(named) is int else named
    if type(name) is not str:
        raise PlanError(fault("wrong-type.target", "target", found=named))
    found = plan.target(name)
    is_recommendation = found.kind is TargetKind.RECOMMENDATION
    return found._replace(id=plan.recommendation(name).number if is_recommendation else plan.event(name).id)


def waits_at(plan: Plan, as_of: datetime.date, known_at: datetime.date | None = None) -> WaitGraph:
    """The open waits at ``as_of``, as known at ``known_at`` (left out: the same day)."""
    return WaitGraph(plan, history_at(plan, as_of, known_at))
