"""What is to be placed in time: items, their waits for each other, and what the bodies can carry.

Time is counted in whole units from 0; what a unit is (a day, a month, a quarter) is the caller's. Intervals are
half-open: an item that starts at 2 and has length 3 runs in the units 2, 3 and 4 and ends at 5.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import NoReturn

import attrs

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.fields import Several, checked, count, each, optional, positive, refuse, whole
from praksisplan.terms import Term
from praksisplan.text import clean_text

__all__ = ["Demand", "Item", "Lag", "LagKind", "Problem", "Supply", "latest_start"]


def _refuse(code: str, path: str, english: str, danish: str) -> NoReturn:
    raise PlanError(Fault(code, path, english, danish))


class LagKind(Term):
    """Which ends of two items a wait joins. Danish: *bindingstype*."""

    FINISH_START = "finish_start", "slut til start", "finish to start"
    """it starts after the other is finished"""
    START_START = "start_start", "start til start", "start to start"
    """it starts after the other has started"""
    FINISH_FINISH = "finish_finish", "slut til slut", "finish to finish"
    """it finishes after the other is finished"""
    START_FINISH = "start_finish", "start til slut", "start to finish"
    """it finishes after the other has started"""


@attrs.frozen(field_transformer=checked)
class Lag:
    """A wait for another item. Danish: *binding*.

    ``after`` is the id of the item that is awaited, ``least`` the units that lie between the two ends at the least.
    Where the wait is known only as a range, ``most`` is its upper bound; a schedule keeps the whole range free, so that
    it holds whatever the wait turns out to be.
    """

    after: str = attrs.field(converter=clean_text)
    kind: LagKind = attrs.field(default=LagKind.FINISH_START, converter=LagKind)
    least: int = attrs.field(default=0, converter=count)
    most: int | None = attrs.field(default=None, converter=optional(count))

    def __attrs_post_init__(self) -> None:
        if self.most is not None and self.most < self.least:
            _refuse(
                "order",
                "most",
                f"the most ({self.most}) of a wait is less than its least ({self.least})",
                f"det meste ({self.most}) af en afventning er mindre end det mindste ({self.least})",
            )

    @property
    def units(self) -> int:
        """The units that a schedule keeps free."""
        return self.least if self.most is None else self.most


@attrs.frozen(field_transformer=checked)
class Demand:
    """What an item needs of a body in each unit while it runs. Danish: *træk på et organ*."""

    body: str = attrs.field(converter=clean_text)
    amount: int = attrs.field(default=1, converter=count)


@attrs.frozen(field_transformer=checked)
class Item:
    """Something to be placed: a recommendation, or a step of one. Danish: *opgave*.

    ``length`` is its number of units, ``None`` where it is not known: then it keeps its bodies to the end of the
    horizon, and what awaits its finish cannot be placed. It starts no earlier than ``earliest``, is finished by
    ``deadline`` (the unit before which it ends), and starts in a unit in which the body ``meeting`` meets. ``rank`` is
    its place in the order of wishes, the smallest first; of equals the first in the problem.
    """

    id: str = attrs.field(converter=clean_text)
    length: int | None = attrs.field(converter=optional(count))
    needs: tuple[Demand, ...] = attrs.field(default=(), converter=Several[Demand])
    lags: tuple[Lag, ...] = attrs.field(default=(), converter=Several[Lag])
    earliest: int = attrs.field(default=0, converter=count)
    deadline: int | None = attrs.field(default=None, converter=optional(count))
    meeting: str | None = attrs.field(default=None, converter=optional(clean_text))
    rank: int = attrs.field(default=0, converter=whole)

    def __attrs_post_init__(self) -> None:
        if self.deadline is not None and self.deadline < self.earliest + (self.length or 0):
            _refuse(
                "order",
                "deadline",
                f"{shown(self.id)} cannot start at {self.earliest} and be finished by {self.deadline}",
                f"{shown(self.id)} kan ikke begynde ved {self.earliest} og være færdig inden {self.deadline}",
            )

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What it needs of each body, all its needs of one body together."""
        amounts: dict[str, int] = {}
        for need in self.needs:
            amounts[need.body] = amounts.get(need.body, 0) + need.amount
        return tuple(Demand(body, amount) for body, amount in amounts.items() if amount)


def _steps(values: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return each(values, _step)


def _step(value: tuple[int, int]) -> tuple[int, int]:
    pair = each(value, count)
    if len(pair) != 2:
        refuse("", "a first unit and an amount", "en første enhed og en mængde", value)
    return pair[0], pair[1]


def _units(values: Iterable[int]) -> tuple[int, ...]:
    return each(values, count)


@attrs.frozen(field_transformer=checked)
class Supply:
    """What a body can carry, and when it meets. Danish: *et organs kapacitet og møder*.

    ``steps`` are pairs of the first unit and the amount from then on, in order; before the first step it is 0.
    ``meetings`` are the units in which the body meets.

    >>> Supply("gruppe", ((0, 0), (4, 2), (7, 0))).at(5)
    2
    """

    body: str = attrs.field(converter=clean_text)
    steps: tuple[tuple[int, int], ...] = attrs.field(converter=_steps)
    meetings: tuple[int, ...] = attrs.field(default=(), converter=_units)

    def __attrs_post_init__(self) -> None:
        firsts = [first for first, _ in self.steps]
        if any(later <= first for first, later in itertools.pairwise(firsts)):
            _refuse(
                "bad-number",
                "steps",
                f"the first units of the steps must increase, found {shown(firsts)}",
                f"trinnenes første enheder skal være stigende, her står {shown(firsts)}",
            )

    @property
    def most(self) -> int:
        """The most it can ever carry."""
        return max((amount for _, amount in self.steps), default=0)

    def at(self, unit: int) -> int:
        """What it can carry in a unit."""
        return next((amount for first, amount in reversed(self.steps) if first <= unit), 0)


def latest_start(item: Item, horizon: int) -> int:
    """The last unit in which an item can start: within the horizon, in time for its end, horizon and deadline."""
    end = horizon if item.deadline is None else min(item.deadline, horizon)
    return min(end - (item.length or 0), horizon - 1)


@attrs.frozen(field_transformer=checked)
class Problem:
    """Items to be placed within ``horizon`` units, and what the bodies can carry. Danish: *planlægningsproblem*.

    Raises `PlanError` with every fault: two items or bodies of one name, waits for items and needs of bodies that are
    not there, needs above anything that the body can ever carry, an empty horizon.

    >>> problem = Problem(10, (Item("a", 2), Item("b", 3, lags=(Lag("a"),))))
    >>> len(problem.items)
    2
    """

    horizon: int = attrs.field(converter=positive)
    items: tuple[Item, ...] = attrs.field(converter=Several[Item])
    supplies: tuple[Supply, ...] = attrs.field(default=(), converter=Several[Supply])

    def __attrs_post_init__(self) -> None:
        faults = [
            *_twice("items", [item.id for item in self.items]),
            *_twice("supplies", [s.body for s in self.supplies]),
        ]
        ids = {item.id for item in self.items}
        most = {supply.body: supply.most for supply in self.supplies}
        for item in self.items:
            faults += [_unknown(item, "item", "opgave", lag.after) for lag in item.lags if lag.after not in ids]
            bodies = [*(need.body for need in item.needs), *([item.meeting] if item.meeting is not None else [])]
            faults += [_unknown(item, "body", "organ", body) for body in bodies if body not in most]
            faults += [
                Fault(
                    "too-much",
                    f"items.{item.id}.needs",
                    f"{shown(item.id)} needs {need.amount} of {shown(need.body)}, which never carries more than "
                    f"{most[need.body]}",
                    f"{shown(item.id)} trækker {need.amount} på {shown(need.body)}, som aldrig kan bære mere end "
                    f"{most[need.body]}",
                )
                for need in item.demands
                if need.amount > most.get(need.body, need.amount)
            ]
        if faults:
            raise PlanError(*faults)


def _twice(path: str, names: Iterable[str]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for name in names:
        if name in seen:
            faults.append(Fault("duplicate-id", path, f"{shown(name)} stands twice", f"{shown(name)} står to gange"))
        seen.add(name)
    return faults


def _unknown(item: Item, english: str, danish: str, name: str) -> Fault:
    return Fault(
        f"unknown-{english}",
        f"items.{item.id}",
        f"{shown(item.id)} names the {english} {shown(name)}, which is not there",
        f"{shown(item.id)} nævner {danish} {shown(name)}, som ikke er der",
    )
