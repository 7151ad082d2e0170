"""Delays: how late a plan's promises were kept, according to its own log."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from praksisplan.arguments import checked_call
from praksisplan.model import Outcome, Plan, Standing, Statement, Status
from praksisplan.rules.history import STARTED, History, history_at


class _Coming(NamedTuple):
    """The place in the log at which an outcome came, the day, and whether a later status can take it back."""

    place: int
    day: datetime.date | None
    is_status: bool


@checked_call
def delays(plan: Plan, *, as_of: datetime.date, known_at: datetime.date | None = None) -> tuple[int, ...]:
    """The days from the last promised day to the day of the outcome, for every promise, in increasing order.

    Danish: *forsinkelser*. Every promise of an outcome that has come at ``as_of`` counts; an early outcome has a
    negative delay. If only the period of the outcome is known, its last day counts, at the latest the day on which it
    was known. Undated outcomes do not count.

    >>> from praksisplan import datasets
    >>> delays(datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 1, 15))
    ()
    """
    return delays_of(history_at(plan, as_of, known_at))


def delays_of(history: History) -> tuple[int, ...]:
    """The delays in a history, in increasing order."""
    came = _comings(history)
    found = []
    for place, statement in enumerate(history.log):
        last = None if statement.expected is None else statement.expected.last_day
        if last is None or not _counts(statement):
            continue
        for subject in (*statement.about, *statement.events):
            coming = came.get((subject, statement.outcome))
            if coming is not None and coming.day is not None and coming.place > place:
                found.append((coming.day - last).days)
    return tuple(sorted(found))


def _counts(statement: Statement) -> bool:
    """Whether a statement is about the whole, not only a strand, and is not a proposal."""
    return statement.strand is None and statement.standing is not Standing.PROPOSED


def _comings(history: History) -> dict[tuple[str, Outcome], _Coming]:
    """The first coming of each outcome that has come."""
    came: dict[tuple[str, Outcome], _Coming] = {}
    for place, statement in enumerate(history.log):
        if not _counts(statement):
            continue
        day, status = history.since(statement), statement.status
        for number in (*statement.about, *statement.events) if status is not None else ():
            for outcome in Outcome:
                key = (number, outcome)
                if status is Status.COMPLETED or (outcome is Outcome.START and status in STARTED):
                    came.setdefault(key, _Coming(place, day, is_status=True))
                elif key in came and came[key].is_status:
                    del came[key]
        for subject in (*statement.about, *statement.events) if statement.delivered else ():
            first = came.get((subject, statement.outcome), _Coming(place, day, is_status=False))
            came[subject, statement.outcome] = first._replace(is_status=False)
    return came
