"""What is in the log at a date, as it was known at another: the two time axes of every answer.

A statement is *known* from the last day on which its source can have been written. It *holds* from the day it names
(`Statement.on`), at the latest when it was known; one that names a day still to come holds from the end of that period.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from praksisplan.bulk import collector_paused
from praksisplan.errors import Fault, PlanError
from praksisplan.model import Outcome, Plan, Standing, Statement, Status
from praksisplan.periods import Period, as_day

__all__ = [
    "FINISHED",
    "STARTED",
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
    """When an outcome was promised for, and by which statement. Danish: *forventning*."""

    expected: Period
    statement: Statement


class History:
    """The statements that hold at ``as_of`` and were known at ``known_at``, sorted by subject.

    ``log`` holds these statements, the earliest first; ``about`` maps the number of a recommendation or the id of an
    effort to the places of its statements in it, ``proposals`` to the proposals; ``status`` is what the statements
    leave of the whole of it. ``delivered`` and ``promises`` map a number or id to the outcomes that have come, and to
    all that was promised, the newest last. ``timed`` are the numbers that were planned for, or put off to, a period.
    """

    def __init__(self, source_days: dict[str, datetime.date], as_of: datetime.date, known_at: datetime.date) -> None:
        self._source_days = source_days
        self.as_of = as_of
        self.known_at = known_at
        self.log: list[Statement] = []
        self.about: dict[str, tuple[int, ...]] = {}
        self.proposals: dict[str, list[Statement]] = {}
        self.status: dict[str, Status] = {}
        self.delivered: dict[str, tuple[Outcome, ...]] = {}
        self.promises: dict[str, tuple[Promise, ...]] = {}
        self.timed: set[str] = set()

    def said(self, number: str) -> list[Statement]:
        """What was said of a recommendation, proposals left out, the earliest first."""
        return [self.log[place] for place in self.about.get(number, ())]

    def day(self, statement: Statement) -> datetime.date:
        """The day from which a statement holds."""
        return _holding_day(statement, known_day(statement, self._source_days))

    def since(self, statement: Statement) -> datetime.date | None:
        """The day from which a statement holds, or ``None`` where nothing dates it."""
        day = self.day(statement)
        return None if day is _ALWAYS else day

    def has_come(self, subject: str, outcome: Outcome) -> bool:
        """Whether a recommendation or event has delivered an outcome; completion brings every other."""
        status = self.status.get(subject)
        if status is Status.COMPLETED or outcome in self.delivered.get(subject, ()):
            return True
        return outcome is Outcome.START and status in STARTED

    def passed(self, subject: str) -> list[Promise]:
        """The newest promise of each outcome that should have come and has not; nothing of what is cancelled."""
        newest = {promise.statement.outcome: promise for promise in self.promises.get(subject, ())}
        return [
            promise
            for outcome, promise in newest.items()
            if promise.expected.last_day is not None
            and promise.expected.last_day < self.as_of
            and self.status.get(subject) is not Status.CANCELLED
            and not self.has_come(subject, outcome)
        ]

    def promise(self, subject: str, outcome: Outcome) -> Promise | None:
        """The newest promise of an outcome, if any."""
        for promise in reversed(self.promises.get(subject, ())):
            if promise.statement.outcome is outcome:
                return promise
        return None


def _days_of_sources(plan: Plan) -> dict[str, datetime.date]:
    days = {}
    for source in plan.sources:
        dated = source.dated
        days[source.id] = dated.last_day or dated.start or _ALWAYS
    return days


def known_day(statement: Statement, days: dict[str, datetime.date]) -> datetime.date:
    """The day from which a statement is known: that of its earliest source; always, where no source is dated."""
    return min((days.get(citation.source, _ALWAYS) for citation in statement.citations), default=_ALWAYS)


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
    days = _days_of_sources(plan)
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
    found = History(_days_of_sources(plan), as_of, known_at)
    with collector_paused():
        found.log = _holding(plan, found)
        _fold(found)
    return found


def _holding(plan: Plan, found: History) -> list[Statement]:
    """The statements that hold and are known, the earliest first; those of one day in the order of the log."""
    as_of, known_at, days = found.as_of, found.known_at, found._source_days
    holding = []
    previous = _ALWAYS
    is_ordered = True
    for statement in plan.log:
        citations = statement.citations  # nearly always one, and then looked up without a call
        known = days.get(citations[0].source, _ALWAYS) if len(citations) == 1 else known_day(statement, days)
        if known <= known_at:
            day = known if statement.on is None else _holding_day(statement, known)
            if day <= as_of:
                holding.append(statement)
                if day is not previous:
                    is_ordered = is_ordered and previous <= day
                    previous = day
    return holding if is_ordered else sorted(holding, key=found.day)


def _fold(found: History) -> None:
    about, status_of, timed = found.about, found.status, found.timed
    for place, statement in enumerate(found.log):
        if statement.standing is Standing.PROPOSED:
            for number in statement.subjects:
                found.proposals.setdefault(number, []).append(statement)
            continue
        status = statement.status if statement.strand is None else None
        for number in statement.subjects:
            about[number] = (*about[number], place) if number in about else (place,)
            if status is not None:
                status_of[number] = status
        if statement.planned is not None or statement.deferred_to is not None:
            timed.update(statement.about)
        if statement.strand is None and (statement.delivered or statement.expected is not None):
            _note_outcome(found, statement)


def _note_outcome(found: History, statement: Statement) -> None:
    for subject in (*statement.subjects, *statement.events):
        if statement.delivered:
            found.delivered[subject] = (*found.delivered.get(subject, ()), statement.outcome)
        if statement.expected is not None:
            promise = Promise(statement.expected, statement)
            found.promises[subject] = (*found.promises.get(subject, ()), promise)


def planned_for(statements: Sequence[Statement]) -> Period | None:
    """The period for which a recommendation was first planned; later statements never change it."""
    return next((statement.planned for statement in statements if statement.planned is not None), None)


def deferred_to(statements: Sequence[Statement]) -> Period | None:
    """The period to which a recommendation was last put off, until its work begins or it is finished."""
    period = None
    for statement in statements:
        if statement.strand is None and statement.status is not None:
            if statement.status is Status.DEFERRED:
                period = statement.deferred_to
            elif statement.status in STARTED or statement.status in FINISHED:
                period = None
    return period
