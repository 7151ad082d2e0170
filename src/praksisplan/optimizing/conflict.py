"""What an item or a body demands of a schedule, one thing at a time: told in words where not all can be kept."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from praksisplan.model import ConstraintKind
from praksisplan.scheduling.problem import Item, Lag, Problem
from praksisplan.text import language

__all__ = ["Constraint", "constraints_of"]


@attrs.frozen
class Constraint:
    """One demand on a schedule. Danish: *krav*.

    ``subject`` is the item that it is about, the body for a capacity, and ``""`` for the horizon; ``lag`` is the wait.
    ``danish`` and ``english`` say what is demanded of it.
    """

    kind: ConstraintKind
    subject: str
    danish: str
    english: str
    lag: Lag | None = None

    def text(self, lang: str = "da", name: str | None = None) -> str:
        """The demand in words; ``name`` stands for the subject, left out: its id."""
        return f"{self.subject if name is None else name} {self.english if language(lang) else self.danish}".strip()

    def __str__(self) -> str:
        return self.text()


def constraints_of(problem: Problem, members: list[int]) -> Iterator[Constraint]:
    """Every demand of some items of a problem: waits, times, meetings, then the bodies and the horizon."""
    used: set[str] = set()
    for member in members:
        item = problem.items[member]
        used.update(need.body for need in item.demands if item.length != 0)
        yield from _demands_of(item)
    for supply in problem.supplies:
        if supply.body in used:
            words = f"kan højst bære {supply.most}", f"can carry {supply.most} at the most"
            yield Constraint(ConstraintKind.CAPACITY, supply.body, *words)
    words = f"alt ligger inden for {problem.horizon} enheder", f"everything lies within {problem.horizon} units"
    yield Constraint(ConstraintKind.HORIZON, "", *words)


def _demands_of(item: Item) -> Iterator[Constraint]:
    for lag in item.lags:
        words = f"venter på {lag.after}", f"awaits {lag.after}"
        yield Constraint(ConstraintKind.WAIT, item.id, *words, lag)
    if item.earliest:
        words = f"begynder tidligst i enhed {item.earliest}", f"starts in unit {item.earliest} or later"
        yield Constraint(ConstraintKind.EARLIEST, item.id, *words)
    if item.deadline is not None:
        words = f"er færdig inden enhed {item.deadline}", f"is finished before unit {item.deadline}"
        yield Constraint(ConstraintKind.DEADLINE, item.id, *words)
    if item.meeting is not None:
        words = f"begynder, når {item.meeting} mødes", f"starts when {item.meeting} meets"
        yield Constraint(ConstraintKind.MEETING, item.id, *words)
