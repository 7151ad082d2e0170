"""The statements of the log that apply on a day, as known on another day: the two time axes of every answer.

A statement is *known* from the last day on which its source can have been written. It *applies* from the day it names
(`Statement.on`), at the latest from when it was known; one that names a future period applies from the end of that
period.

The status of a recommendation, effort or strand is the newest that applies, with two exceptions:

- a deferral to a period lasts until that period begins, whatever other statements say of work that has not begun; then
  the status is that of the other statements, otherwise *not started*. A deferral without a period lasts until the next
  status;
- if no statement is about the whole, the status follows from the strands: *deferred* if every unfinished strand is,
  *awaiting* if each of these is deferred or awaiting; otherwise the work has begun if a strand has.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.model import Citation, Outcome, Plan, Standing, Statement, Status, Strand
from praksisplan.periods import Period, as_day

FINISHED = (Status.COMPLETED, Status.CANCELLED)
"""The states after which nothing is awaited and nothing is left to do."""

STARTED = (Status.ONGOING, Status.PERMANENT, Status.COMPLETED)
"""The states in which the work has begun."""

_ALWAYS = datetime.date.min
K = TypeVar("K")


class Promise(NamedTuple):
    """When an outcome was promised for, and by which statement. Danish: *forventning*.

    ``expected`` is ``None`` where the promise was withdrawn, or where an event was deferred without a date.
    ``outcome`` is ``None`` where an event as a whole was deferred.
    """

    expected: Period | None
    statement: Statement
    outcome: Outcome | None


class Due(NamedTuple):
    """When work is to begin, and by which statement; ``period`` is ``None`` where it is deferred without a date."""

    period: Period | None
    statement: Statement


class LastMention(NamedTuple):
    """The last day on which a subject was mentioned, ``None`` without a date, with the ids of the sources that do so.

    ``statements`` are those of that day.
    """

    on: datetime.date | None
    sources: tuple[str, ...]
    statements: tuple[Statement, ...]


class CurrentStatus(NamedTuple):
    """The status of a recommendation, an effort or a strand, derived from the statements about it.

    ``statement`` is the one that gives the status, ``None`` where none does; ``since`` is the day from which the status
    has been the same, ``None`` where nothing dates it. ``deferral`` is the newest deferral, also one that has lapsed,
    until the work begins or is finished.
    """

    status: Status
    statement: Statement | None
    since: datetime.date | None
    deferral: Statement | None


class Dated(Protocol):
    """Anything with a date of its own, or of its sources."""

    @property
    def on(self) -> Any: ...  # a period or None, but pyright matches no narrower type with a field that has a converter
    @property
    def citations(self) -> Any: ...  # citations


class History:
    """The statements that apply at ``as_of`` and were known at ``known_at``, sorted by subject.

    ``log`` holds these statements, the earliest first; ``about`` maps the number of a recommendation or the id of an
    effort or event to the indexes of its statements in it, ``proposals`` to the proposals; ``status`` is the status
    of the whole of it, ``derived`` the status that follows from the strands where no statement is about the whole
    (its ``deferral`` is the earliest of those of the unfinished strands);
    ``deferrals`` holds the newest deferral, also a lapsed one, until the work begins or is finished. ``delivered`` and
    ``promises`` map a number or id to the outcomes that have come, and to all that was promised, the newest last;
    ``strand_delivered`` and ``strand_promises`` do so for the strands, by number and strand. ``timed`` are the numbers
    that were planned for a period, or deferred; ``awaiting_more`` are those of which further reasons were not named.
    """

    def __init__(self, plan: Plan, as_of: datetime.date, known_at: datetime.date) -> None:
        self._source_days = _days_of_sources(plan)
        self._dated = {source.id: source.dated for source in plan.sources}
        self.as_of = as_of
        self.known_at = known_at
        self.log: list[Statement] = []
        self.about: dict[str, list[int]] = {}
        self.proposals: dict[str, list[Statement]] = {}
        self.status: dict[str, Status] = {}
        self.deferrals: dict[str, Statement] = {}
        self.derived: dict[str, CurrentStatus] = {}
        self.delivered: dict[str, set[Outcome]] = {}
        self.promises: dict[str, list[Promise]] = {}
        self.strand_delivered: dict[tuple[str, str], set[Outcome]] = {}
        self.strand_promises: dict[tuple[str, str], list[Promise]] = {}
        self.timed: set[str] = set()
        self.awaiting_more: set[str] = set()

    def statements(self, number: str) -> list[Statement]:
        """The statements about a recommendation, effort or event without proposals, the earliest first."""
        return [self.log[place] for place in self.about.get(number, ())]

    def applies(self, one: Dated) -> bool:
        """Whether a statement or link is known at ``known_at`` and applies at ``as_of``."""
        return known_day(one, self._source_days) <= self.known_at and self.day(one) <= self.as_of

    def day(self, statement: Dated) -> datetime.date:
        """The day from which a statement applies."""
        return _applies_from(statement, known_day(statement, self._source_days))

    def period_of(self, statement: Dated) -> Period | None:
        """The period of a statement or decision: the one that it names, otherwise that of its earliest source."""
        on: Period | None = statement.on
        if on is not None:
            return on
        dated = [self._dated[one.source] for one in statement.citations if one.source in self._dated]
        return min(dated, key=lambda one: one.last_day or one.start or _ALWAYS, default=None)

    def since(self, statement: Statement) -> datetime.date | None:
        """The day from which a statement applies, or ``None`` if it has no date."""
        day = self.day(statement)
        return None if day is _ALWAYS else day

    def last_mention(self, subject: str) -> LastMention:
        """The last day on which a statement or proposal was about a subject."""
        return self.newest((*self.statements(subject), *self.proposals.get(subject, ())))

    def newest(self, statements: Iterable[Statement]) -> LastMention:
        """The newest of some statements, by the day of their newest source.

        A statement without a dated source counts from the day from which it applies.
        """
        by_day: dict[datetime.date, list[Statement]] = {}
        for statement in statements:
            by_day.setdefault(self.newest_source(statement.citations) or self.day(statement), []).append(statement)
        newest = max(by_day, default=_ALWAYS)
        found = by_day.get(newest, ())
        cited = dict.fromkeys(one.source for statement in found for one in statement.citations)
        sources = tuple(id for id in cited if _ALWAYS < self._source_days.get(id, _ALWAYS) == newest)
        return LastMention(None if newest is _ALWAYS else newest, sources, tuple(found))

    def newest_source(self, citations: Iterable[Citation]) -> datetime.date | None:
        """The day of the newest known source among some citations; ``None`` where none of them is dated."""
        days = {self._source_days.get(one.source, _ALWAYS) for one in citations}
        return max((day for day in days if _ALWAYS < day <= self.known_at), default=None)

    def whole(self, subject: str) -> CurrentStatus:
        """The status of the whole of a recommendation or effort, and since when."""
        derived = self.derived.get(subject)
        return current_status(self, self.statements(subject), None) if derived is None else derived

    def due(self, number: str) -> Due | None:
        """When the work is to begin: as last deferred or, where it never was, as first planned."""
        deferral = self.deferrals.get(number)
        if deferral is not None:
            return Due(deferral.deferred_to, deferral)
        statements = self.statements(number) if number in self.timed else ()
        return next((Due(one.planned, one) for one in statements if one.planned is not None), None)

    def verdicts(self, subject: str) -> list[Statement]:
        """The statements that give the status of the whole or, if it is derived, of its strands."""
        is_derived = subject in self.derived
        return [
            one for one in self.statements(subject) if one.status is not None and (is_derived or one.strand is None)
        ]

    def begun(self, subject: str) -> tuple[datetime.date | None, datetime.date] | None:
        """The days between which the work began, both included; ``None`` where it has not.

        The first is the day of the last statement that it had not begun, ``None`` without one; the last is the day of
        the first statement that it had, at the latest ``as_of``.
        """
        verdicts = self.verdicts(subject)
        index = next((index for index, one in enumerate(verdicts) if one.status in STARTED), None)
        if index is None:
            return None
        return (self.since(verdicts[index - 1]) if index else None), (self.since(verdicts[index]) or self.as_of)

    def has_come(self, subject: str, outcome: Outcome, strand: str | None = None) -> bool:
        """Whether a recommendation or event has delivered an outcome; completion brings every other.

        The outcome of a strand has come with that of the strand, or with the completion of the whole.
        """
        status = self.status.get(subject)
        if status is Status.COMPLETED:
            return True
        delivered = self.delivered.get(subject, ())
        if strand is not None:
            status, delivered = self.strand(subject, strand).status, self.strand_delivered.get((subject, strand), ())
        return outcome in delivered or status is Status.COMPLETED or (outcome is Outcome.START and status in STARTED)

    def delivery(self, subject: str, outcome: Outcome, strand: str | None = None) -> Statement | None:
        """The newest statement that reports an outcome as delivered, or ``None``."""
        if not self.has_come(subject, outcome, strand):
            return None
        brings = STARTED if outcome is Outcome.START else (Status.COMPLETED,)
        by_strand = self.derived.get(subject)
        found = None if by_strand is None else by_strand.statement
        for one in self.statements(subject):
            is_delivered = one.delivered and one.outcome is outcome
            if one.strand in (None, strand) and (is_delivered or one.status in brings):
                found = one
        return found

    def strand(self, subject: str, strand: str) -> CurrentStatus:
        """The status of a strand, and since when."""
        return current_status(self, self.statements(subject), strand)

    def is_cancelled(self, subject: str, strand: str | None = None) -> bool:
        """Whether a recommendation, or the strand of it, is cancelled, or an event will never come."""
        if self.status.get(subject) is Status.CANCELLED:
            return True
        return strand is not None and self.strand(subject, strand).status is Status.CANCELLED

    def takeover(self, subject: str, strand: str | None = None) -> Statement | None:
        """The statement by which other recommendations take over cancelled work, or ``None``."""
        found, part = None, None if self.status.get(subject) is Status.CANCELLED else strand
        for one in self.statements(subject):
            if one.strand == part and one.successors:
                found = one
            elif one.strand == part and one.status not in (None, Status.CANCELLED, Status.DEFERRED):
                found = None
        return found

    def missed_promises(self, subject: str) -> list[Promise]:
        """The newest promise of each overdue outcome; none for a cancelled subject."""
        if self.is_cancelled(subject):
            return []
        newest: dict[Outcome | None, Promise] = {}
        for promise in self.promises.get(subject, ()):
            if promise.outcome is None:
                newest.clear()
            newest[promise.outcome] = promise
        return [
            promise
            for promise in newest.values()
            if promise.expected is not None
            and promise.expected.last_day is not None
            and promise.expected.last_day < self.as_of
            and not self.has_come(subject, promise.statement.outcome)
        ]

    def is_promised(self, subject: str, strand: str | None = None) -> bool:
        """Whether any outcome of a recommendation or event, or of a strand, was ever promised."""
        return subject in self.promises or (strand is not None and (subject, strand) in self.strand_promises)

    def promised(self, subject: str, outcome: Outcome, strand: str | None = None) -> tuple[Promise, ...]:
        """All promises of an outcome, the oldest first; a strand without promises has those of the whole."""
        own = () if strand is None else self.strand_promises.get((subject, strand), ())
        found = tuple(one for one in own if one.outcome is outcome)
        return found or tuple(one for one in self.promises.get(subject, ()) if one.outcome in (None, outcome))

    def expected(self, subject: str, outcome: Outcome | None = None, strand: str | None = None) -> Period | None:
        """The period of the newest promise of an outcome, or of any; ``None`` without one and if it is cancelled."""
        if self.is_cancelled(subject, strand):
            return None
        if strand is not None and outcome is not None:
            promised = self.promised(subject, outcome, strand)
            return promised[-1].expected if promised else None
        for promise in reversed(self.promises.get(subject, ())):
            if outcome is None or promise.outcome in (None, outcome):
                return promise.expected
        return None


def _days_of_sources(plan: Plan) -> dict[str, datetime.date]:
    days = {}
    for source in plan.sources:
        dated = source.dated
        days[source.id] = dated.last_day or dated.start or _ALWAYS
    return days


def known_day(statement: Dated, days: dict[str, datetime.date]) -> datetime.date:
    """The day from which a statement is known: that of its earliest source; always, where no source is dated."""
    return min((days.get(citation.source, _ALWAYS) for citation in statement.citations), default=_ALWAYS)


def _applies_from(statement: Dated, known: datetime.date) -> datetime.date:
    on: Period | None = statement.on
    if on is None:
        return known
    last = on.last_day or on.start
    assert last is not None
    return last if known is _ALWAYS or (on.start is not None and on.start > known) else min(last, known)


@checked_call
def newest_day(plan: Plan) -> datetime.date:
    """The day on which the newest statement of the log was known: the default of ``as_of``.

    A statement without a source is known from its own date.

    Raises `PlanError` for a plan without a dated statement.

    >>> from praksisplan import datasets
    >>> newest_day(datasets.load("hovedstaden-almen-2015-2019"))
    datetime.date(2016, 12, 31)
    """
    days = _days_of_sources(plan)
    newest = _ALWAYS
    for statement in plan.log:
        known = known_day(statement, days)
        newest = max(newest, _applies_from(statement, known) if known is _ALWAYS else known)
    if newest is _ALWAYS:
        raise PlanError(fault("no-date.plan", "as_of"))
    return newest


def history_at(plan: Plan, as_of: datetime.date, known_at: datetime.date | None = None) -> History:
    """The statements at ``as_of``, as known at ``known_at`` (by default the same day), sorted by subject."""
    as_of = as_day(as_of, "as_of")
    known_at = as_of if known_at is None else as_day(known_at, "known_at")
    found = History(plan, as_of, known_at)
    found.log = _applying(plan, found)
    _sort_by_subject(found)
    for recommendation in plan.recommendations:
        if recommendation.strands:
            _derive_from_strands(found, recommendation.number, recommendation.strands)
    for effort in plan.efforts:
        if effort.strands:
            _derive_from_strands(found, effort.id, effort.strands)
    return found


def _applying(plan: Plan, found: History) -> list[Statement]:
    """The known statements that apply, the earliest first; those of one day in the order of the log."""
    as_of, known_at, days = found.as_of, found.known_at, found._source_days
    applying = []
    previous = _ALWAYS
    is_ordered = True
    for statement in plan.log:
        citations = statement.citations  # nearly always one, and then looked up without a call
        known = days.get(citations[0].source, _ALWAYS) if len(citations) == 1 else known_day(statement, days)
        if known <= known_at:
            day = known if statement.on is None else _applies_from(statement, known)
            if day <= as_of:
                applying.append(statement)
                if day is not previous:
                    is_ordered = is_ordered and previous <= day
                    previous = day
    return applying if is_ordered else sorted(applying, key=found.day)


def _sort_by_subject(found: History) -> None:
    about, status_of, timed, deferrals = found.about, found.status, found.timed, found.deferrals
    proposed, deferred = Standing.PROPOSED, Status.DEFERRED  # a member of an enum is slow to look up
    for place, statement in enumerate(found.log):
        if statement.standing is proposed:
            _note_proposal(found, statement)
            continue
        status = statement.status if statement.strand is None else None
        for number in statement.subjects if statement.efforts else statement.about:
            places = about.get(number)
            if places is None:
                about[number] = [place]
            else:
                places.append(place)
            if status is deferred:
                deferrals[number] = statement
            elif status is not None:
                status_of[number] = status
                if number in deferrals and _ends_deferral(deferrals[number], status):
                    del deferrals[number]
        if statement.planned is not None or status is deferred:
            timed.update(statement.about)
        if statement.awaits_more:
            found.awaiting_more.update(statement.subjects)
        for event in statement.events:
            about.setdefault(event, []).append(place)
            _note_event(found, event, statement)
        if statement.delivered or statement.expected is not None or statement.withdrawn:
            _note_outcomes(found, statement)
    _let_deferrals_lapse(found)


def _note_proposal(found: History, statement: Statement) -> None:
    for subject in (*statement.subjects, *statement.events):
        found.proposals.setdefault(subject, []).append(statement)


def _let_deferrals_lapse(found: History) -> None:
    """Set the status of deferred work: deferred until the period begins, then what it was before, or not started."""
    for number, deferral in found.deferrals.items():
        if _has_lapsed(deferral.deferred_to, found.as_of):
            found.status.setdefault(number, Status.NOT_STARTED)
        else:
            found.status[number] = Status.DEFERRED


def _ends_deferral(deferral: Statement, status: Status) -> bool:
    """Whether a status ends a deferral: the work has begun or will not be done; without a date, any status does."""
    return deferral.deferred_to is None or status in STARTED or status in FINISHED


def _has_lapsed(period: Period | None, as_of: datetime.date) -> bool:
    """Whether a deferral to a period has ended because the period has begun; a period without a start has begun."""
    return period is not None and (period.start is None or period.start <= as_of)


def _note_event(found: History, event: str, statement: Statement) -> None:
    """Note what a statement says about an event: promised, delivered, deferred or cancelled."""
    status = statement.status
    if status is Status.DEFERRED:
        promise = Promise(statement.deferred_to, statement, None)
        found.promises.setdefault(event, []).append(promise)
    if status is not None:
        found.status[event] = status
    elif statement.expected is not None and found.is_cancelled(event):
        del found.status[event]  # it is expected again
    _note_outcome(event, statement, found.delivered, found.promises)


def _note_outcomes(found: History, statement: Statement) -> None:
    """Note the outcomes that a statement promises or reports as delivered."""
    for subject in statement.subjects:
        if statement.strand is None:
            _note_outcome(subject, statement, found.delivered, found.promises)
        else:
            strand = subject, statement.strand
            _note_outcome(strand, statement, found.strand_delivered, found.strand_promises)


def _note_outcome(
    subject: K, statement: Statement, delivered: dict[K, set[Outcome]], promises: dict[K, list[Promise]]
) -> None:
    if statement.delivered:
        delivered.setdefault(subject, set()).add(statement.outcome)
    if statement.expected is not None or statement.withdrawn:
        promises.setdefault(subject, []).append(Promise(statement.expected, statement, statement.outcome))


def _derive_from_strands(found: History, subject: str, named: Iterable[Strand]) -> None:
    """Derive the status of the whole from its strands, if no statement is about the whole."""
    if subject in found.status or subject not in found.about:
        return
    statements = found.statements(subject)
    strands = [current_status(found, statements, strand.id) for strand in named]
    begun = [strand for strand in strands if strand.status in STARTED]
    left = [strand for strand in strands if strand.status not in FINISHED]
    statuses = {strand.status for strand in left}
    deferral = min(left, key=_put_off_until).deferral if left and all(strand.deferral for strand in left) else None
    if statuses and statuses <= {Status.DEFERRED, Status.AWAITING}:
        status = Status.DEFERRED if statuses == {Status.DEFERRED} else Status.AWAITING
        derived = max(left, key=_since)._replace(status=status)
    elif begun:
        derived = min(begun, key=_since)._replace(status=Status.ONGOING)
    elif deferral is not None or not left:
        derived = max(left or strands, key=_since)._replace(status=Status.NOT_STARTED)
    else:
        return
    found.status[subject] = derived.status
    found.derived[subject] = derived._replace(deferral=deferral)
    if deferral is not None and derived.status not in STARTED:
        found.deferrals[subject] = deferral


def _since(strand: CurrentStatus) -> datetime.date:
    return strand.since or _ALWAYS


def _put_off_until(strand: CurrentStatus) -> datetime.date:
    """The first day of the period to which a strand is deferred; the last possible day without a period."""
    period = None if strand.deferral is None else strand.deferral.deferred_to
    return datetime.date.max if period is None else period.start or _ALWAYS


def current_status(history: History, statements: Iterable[Statement], strand: str | None) -> CurrentStatus:
    """The status that follows from some statements, for the whole (``strand=None``) or for one strand."""
    status, latest, since = Status.NOT_STARTED, None, _ALWAYS
    deferral, put_off = None, _ALWAYS
    for statement in statements:
        if statement.strand != strand or statement.status is None:
            continue
        day = history.day(statement)
        if statement.status is Status.DEFERRED:
            if deferral is None or deferral.deferred_to != statement.deferred_to:
                put_off = day
            deferral = statement
            continue
        if latest is None or statement.status is not status:
            since = day
        status, latest = statement.status, statement
        if deferral is not None and _ends_deferral(deferral, status):
            deferral = None
    if deferral is not None:
        period = deferral.deferred_to
        if not _has_lapsed(period, history.as_of):
            status, latest, since = Status.DEFERRED, deferral, put_off
        else:
            begins = _ALWAYS if period is None or period.start is None else period.start
            since, latest = max(since, put_off, begins), latest or deferral
    return CurrentStatus(status, latest, None if since is _ALWAYS else since, deferral)


def planned_for(statements: Sequence[Statement]) -> Period | None:
    """The period for which a recommendation was first planned; later statements never change it."""
    return next((statement.planned for statement in statements if statement.planned is not None), None)
