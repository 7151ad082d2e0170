"""What is in the log at a date, as it was known at another: the two time axes of every answer.

A statement is *known* from the last day on which its source can have been written. It *holds* from the day it names
(`Statement.on`), at the latest when it was known; one that names a day still to come holds from the end of that period.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from praksisplan.bulk import collector_paused
from praksisplan.errors import Fault, PlanError
from praksisplan.model import Outcome, Plan, Standing, Statement, Status
from praksisplan.periods import Period, as_day

__all__ = [
    "FINISHED",
    "STARTED",
    "Entry",
    "History",
    "Promise",
    "deferred_to",
    "history_at",
    "known_day",
    "newest_day",
    "planned_for",
]

FINISHED = (Status.COMPLETED, Status.CANCELLED)
"""The states after which nothing is awaited and nothing is left to do."""

STARTED = (Status.ONGOING, Status.PERMANENT, Status.COMPLETED)
"""The states in which the work has begun."""

_ALWAYS = datetime.date.min


class Promise(NamedTuple):
    """When an outcome was promised for, by which statement, known since when. Danish: *forventning*."""

    expected: Period
    known: datetime.date
    statement: Statement


class Entry(NamedTuple):
    """A statement, the day from which it holds, and the day from which it was known."""

    day: datetime.date
    known: datetime.date
    statement: Statement


class History:
    """The statements that hold at ``as_of`` and were known at ``known_at``, sorted by subject.

    ``about`` and ``proposals`` map a number to its entries, the earliest first; ``status`` is what they leave of the
    whole recommendation. ``delivered`` and ``promises`` map a number or event id to the outcomes that have come, and to
    all that was promised, the newest last.
    """

    __slots__ = ("about", "as_of", "delivered", "known_at", "promises", "proposals", "status")

    def __init__(self, as_of: datetime.date, known_at: datetime.date) -> None:
        self.as_of = as_of
        self.known_at = known_at
        self.about: dict[str, list[Entry]] = {}
        self.proposals: dict[str, list[Entry]] = {}
        self.status: dict[str, Status] = {}
        self.delivered: dict[str, tuple[Outcome, ...]] = {}
        self.promises: dict[str, tuple[Promise, ...]] = {}

    def promise(self, subject: str, outcome: Outcome) -> Promise | None:
        """The newest promise of an outcome, if any."""
        for promise in reversed(self.promises.get(subject, ())):
            if promise.statement.outcome is outcome:
                return promise
        return None


def _source_days(plan: Plan) -> dict[str, datetime.date]:
    days = {}
    for source in plan.sources:
        dated = source.dated
        days[source.id] = dated.last_day or dated.start or _ALWAYS
    return days


def known_day(statement: Statement, days: dict[str, datetime.date]) -> datetime.date:
    """The day from which a statement is known: that of its earliest source; always, where no source is dated."""
    citations = statement.citations
    if len(citations) == 1:
        return days.get(citations[0].source, _ALWAYS)
    return min((days.get(citation.source, _ALWAYS) for citation in citations), default=_ALWAYS)


def _holding_day(statement: Statement, known: datetime.date) -> datetime.date:
    on = statement.on
    if on is None:
        return known
    last = on.last_day or on.start
    assert last is not None
    return last if known is _ALWAYS or (on.start is not None and on.start > known) else min(last, known)


def newest_day(plan: Plan) -> datetime.date:
    """The day on which the newest statement of the log was known: the day as of which the plan is told by default.

    Raises `PlanError` for a plan in which no statement is dated.

    >>> from praksisplan import datasets
    >>> newest_day(datasets.load("hovedstaden-almen-2015-2019"))
    datetime.date(2016, 12, 31)
    """
    days = _source_days(plan)
    newest = max((known_day(statement, days) for statement in plan.log), default=_ALWAYS)
    if newest is _ALWAYS:
        raise PlanError(
            Fault(
                "no-date",
                "as_of",
                "no statement of the plan has a dated source; give as_of",
                "intet udsagn i planen har en dateret kilde; angiv as_of",
            )
        )
    return newest


def history_at(plan: Plan, as_of: datetime.date, known_at: datetime.date | None = None) -> History:
    """What the log says of each subject at ``as_of``, as it was known at ``known_at`` (left out: the same day)."""
    as_of = as_day(as_of, "as_of")
    known_at = as_of if known_at is None else as_day(known_at, "known_at")
    found = History(as_of, known_at)
    with collector_paused():
        _fold(plan, found)
    return found


def _fold(plan: Plan, found: History) -> None:
    """Sort the statements that hold into a history."""
    as_of, known_at = found.as_of, found.known_at
    days = _source_days(plan)
    holding: list[Entry] = []
    ordered = True
    previous = _ALWAYS
    for statement in plan.log:
        citations = statement.citations
        known = days.get(citations[0].source, _ALWAYS) if len(citations) == 1 else known_day(statement, days)
        if known <= known_at:
            day = known if statement.on is None else _holding_day(statement, known)
            if day <= as_of:
                holding.append(Entry(day, known, statement))
                ordered = ordered and previous <= day
                previous = day
    if not ordered:
        holding.sort(key=itemgetter(0))
    about, status_of = found.about, found.status
    for entry in holding:
        statement = entry.statement
        if statement.standing is Standing.PROPOSED:
            for number in statement.about:
                found.proposals.setdefault(number, []).append(entry)
            continue
        status = statement.status if statement.strand is None else None
        for number in statement.about:
            entries = about.get(number)
            if entries is None:
                about[number] = [entry]
            else:
                entries.append(entry)
            if status is not None:
                status_of[number] = status
        if statement.delivered or statement.expected is not None:
            _note_outcome(found, entry)


def _note_outcome(found: History, entry: Entry) -> None:
    statement = entry.statement
    for subject in (*statement.about, *statement.events):
        if statement.delivered:
            found.delivered[subject] = (*found.delivered.get(subject, ()), statement.outcome)
        if statement.expected is not None:
            promise = Promise(statement.expected, entry.known, statement)
            found.promises[subject] = (*found.promises.get(subject, ()), promise)


def planned_for(entries: Sequence[Entry]) -> Period | None:
    """The period for which a recommendation was first planned; later statements never change it."""
    for entry in entries:
        if entry.statement.planned is not None:
            return entry.statement.planned
    return None


def deferred_to(entries: Sequence[Entry]) -> Period | None:
    """The period to which a recommendation was last put off, until its work begins or it is finished."""
    period = None
    for entry in entries:
        statement = entry.statement
        if statement.strand is None and statement.status is not None:
            if statement.status is Status.DEFERRED:
                period = statement.deferred_to
            elif statement.status in STARTED or statement.status in FINISHED:
                period = None
    return period
