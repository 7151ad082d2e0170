"""Carry-over: the group of every recommendation of a plan when a year begins.

The conservation law: every recommendation is in exactly one group, and nothing is lost from one year to the next.

- A recommendation is *due* in the year to which it was last deferred or, where it never was, for which it was first
  planned. The year of a period is the one that its words name (`Period.year`). After a deferral without a date it is
  not due until another statement gives its status. Where no statement is about the whole and every unfinished strand
  is deferred, it is due with the first of them.
- The work has *begun* when the recommendation or one of its strands is reported as ongoing, permanent or completed
  since the last deferral of the whole, or of that strand.
- The first of these that applies gives the group. Completed or cancelled before the year began: *closed*. Due in the
  year: *scheduled* if it was first planned for that year, else *deferred in*. Due or begun in an earlier year:
  *carried over*. Begun in the year itself: *scheduled*. Due or begun in a later year: *later*. Else *unscheduled*.
- What the year's own plan reports as finished is finished within that plan: implementation plan 2017 of Region
  Hovedstaden lists 15 and 32 among its recommendations and calls both completed (sections 3.3 and 4.1.1). Where the
  plans of several years report it, the earliest counts.
- A recommendation that is done again and again (`TemporalKind.RECURRING`) is not closed when it is completed: it is
  *recurring* in every year that follows. Only statements after the completion can then defer it, begin it ahead of the
  year, or cancel it.
- How many times a recommendation was carried over is counted from the year in which it was due or begun. What is
  permanent is carried over without being counted, for it is not meant to end.

Source: implementation plan 2017, section 1, on planned, carried-over and deferred recommendations.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import ClassVar

from praksisplan.answers import BASE, CITATIONS, CODE, PERIOD, WHOLE, Answer, Columns, Group, readable
from praksisplan.arguments import Year, checked_call
from praksisplan.model import (
    Citation,
    Closure,
    EntryReason,
    Plan,
    Recommendation,
    SourceKind,
    Statement,
    Status,
    TemporalKind,
    citations_of,
)
from praksisplan.periods import Period
from praksisplan.periods.period import latest_day
from praksisplan.rules.history import FINISHED, STARTED, History, history_at, planned_for


@readable
class LedgerEntry:
    """The group of one recommendation when a year begins, with the reason. Danish: *overførsel*.

    ``closure`` is the reason why it is closed, otherwise ``None``. ``planned`` is the period for which it was first
    planned and never changes; ``due`` is the period to which it was last deferred, otherwise ``planned``. ``begun`` and
    ``finished`` are the days from which dated statements report this, otherwise ``None``. ``times_carried`` counts the
    years into which it was carried over since it was last due, this one included; it is 0 unless it is carried over,
    and always 0 for permanent work.
    """

    number: str
    reason: EntryReason
    closure: Closure | None
    status: Status
    planned: Period | None
    due: Period | None
    begun: datetime.date | None
    finished: datetime.date | None
    times_carried: int
    citations: tuple[Citation, ...]


class YearLedger(Answer[LedgerEntry]):
    """Every recommendation of a plan in exactly one group, by number in natural order. Danish: *overførsel til året*.

    The groups are tuples of entries: `scheduled`, `deferred_in`, `carried_over` and `recurring` are in the year's plan;
    `closed`, `later` and `unscheduled` are not.
    """

    columns: ClassVar[Columns] = {
        **BASE,
        "reason": CODE,
        "closure": CODE,
        "planned": PERIOD,
        "due": PERIOD,
        "times_carried": WHOLE,
        "status": CODE,
        "sources": CITATIONS,
    }

    scheduled = Group(LedgerEntry, "reason", EntryReason.SCHEDULED, "First planned for the year.")
    deferred_in = Group(LedgerEntry, "reason", EntryReason.DEFERRED_IN, "Deferred to the year.")
    carried_over = Group(LedgerEntry, "reason", EntryReason.CARRIED_OVER, "Begun or due earlier, and not finished.")
    recurring = Group(LedgerEntry, "reason", EntryReason.RECURRING, "Done before, and to be done again in the year.")
    closed = Group(LedgerEntry, "reason", EntryReason.CLOSED, "Finished before the year; ``closure`` says how.")
    later = Group(LedgerEntry, "reason", EntryReason.LATER, "Planned for, or deferred to, a later year.")
    unscheduled = Group(LedgerEntry, "reason", EntryReason.UNSCHEDULED, "Never planned, or deferred without a date.")

    def __init__(self, plan: Plan, history: History, into: int) -> None:
        first = datetime.date(into, 1, 1)
        covers = {source.id: source.covers for source in plan.sources}
        entries = {one.number: _entry(history, one, first, covers) for one in reversed(plan.recommendations)}
        super().__init__(plan, history.as_of, history.known_at, entries)
        self.into = into

    def _counts(self) -> tuple[str, int, int, int]:
        return "ledger_count", self.into, len(self.carried_over), len(self)


def _entry(
    history: History, recommendation: Recommendation, first: datetime.date, covers: dict[str, Period | None]
) -> LedgerEntry:
    """The group of a recommendation on the first day of a year."""
    statements = history.statements(recommendation.number)
    with_status = [statement for statement in statements if statement.status is not None]
    planned = planned_for(statements)
    done, this_round = None, with_status
    if recommendation.temporal is TemporalKind.RECURRING:
        done, this_round = _since_done(history, with_status, first, covers)
    expected = planned if done is None else None
    whole = [statement for statement in this_round if statement.strand is None]
    derived = history.derived.get(recommendation.number)
    if derived is not None and derived.deferral is not None:
        due, begun_since = derived.deferral.deferred_to, None
    else:
        due, begun_since = _due(whole, expected), _begun_since(this_round)
    finished = _finished_by(whole)
    times = 0
    if finished is not None and _finished_day(history, finished, covers) < first:
        reason = EntryReason.CLOSED
    else:
        begun_day = None if begun_since is None else history.day(begun_since)
        reason, times = _reason(first.year, expected, due, begun_day)
        is_due_later = reason is EntryReason.LATER and due is not None
        if done is not None and reason not in _OUTRANKS_RECURRING and not is_due_later:
            reason, finished = EntryReason.RECURRING, done
    status = history.status.get(recommendation.number, Status.NOT_STARTED)
    begun = next((one for one in with_status if one.status in STARTED), None)
    newest = [one for one in with_status if one.strand is None][-1:] or with_status[-1:]
    deciding = [one for one in statements if one.planned is not None or one.deferred_to is not None or one in newest]
    return LedgerEntry(
        number=recommendation.number,
        reason=reason,
        closure=closure_of(finished) if reason is EntryReason.CLOSED else None,
        status=status,
        planned=planned,
        due=due,
        begun=None if begun is None else history.since(begun),
        finished=None if finished is None else history.since(finished),
        times_carried=0 if status is Status.PERMANENT else times,
        citations=citations_of(deciding),
    )


_OUTRANKS_RECURRING = (EntryReason.DEFERRED_IN, EntryReason.CARRIED_OVER)
"""The reasons that take precedence over *recurring*."""


def closure_of(finished: Statement | None) -> Closure:
    """Why a recommendation is closed, by the statement that finished it; ``None`` counts as a bare completion."""
    if finished is None or finished.status is Status.COMPLETED:
        return Closure.COMPLETED if finished is None or not finished.deemed else Closure.DEEMED
    if finished.merged_into is not None:
        return Closure.MERGED
    return Closure.REPLACED if finished.replaced_by else Closure.CANCELLED


def _since_done(
    history: History, with_status: list[Statement], first: datetime.date, covers: dict[str, Period | None]
) -> tuple[Statement | None, list[Statement]]:
    """The statement by which a recurring recommendation was last completed before the year, and those after it."""
    for place in reversed(range(len(with_status))):
        one = with_status[place]
        if one.strand is None and one.status is Status.COMPLETED and _finished_day(history, one, covers) < first:
            return one, with_status[place + 1 :]
    return None, with_status


def _due(whole: list[Statement], planned: Period | None) -> Period | None:
    """The period to which the whole was last deferred, else the one for which it was planned."""
    for statement in reversed(whole):
        if statement.deferred_to is not None:
            return statement.deferred_to
        if statement.status is Status.DEFERRED and statement is whole[-1]:
            return None  # without a date
    return planned


def _begun_since(with_status: list[Statement]) -> Statement | None:
    """The statement by which the work has begun since the whole or the strand was last deferred."""
    put_off = {one.strand: place for place, one in enumerate(with_status) if one.status is Status.DEFERRED}
    for place, one in enumerate(with_status):
        if one.status in STARTED and place > max(put_off.get(None, -1), put_off.get(one.strand, -1)):
            return one
    return None


def _finished_by(whole: Sequence[Statement]) -> Statement | None:
    """The statement by which a recommendation has been finished since; ``None`` where it is not."""
    found = None
    for statement in whole:
        if statement.status not in FINISHED:
            found = None
        elif found is None:
            found = statement
    return found


def _finished_day(history: History, statement: Statement, covers: dict[str, Period | None]) -> datetime.date:
    """The day that a completion counts from; within the plan for a year that reports it, the first day of that year."""
    day = history.day(statement)
    if statement.on is not None:
        return day
    starts = [covered.start for one in statement.citations if (covered := covers.get(one.source)) is not None]
    return max(day, min((start for start in starts if start is not None), default=day))


def _reason(
    into: int, planned: Period | None, due: Period | None, begun: datetime.date | None
) -> tuple[EntryReason, int]:
    """Why an unfinished recommendation is in the plan of a year, or is not, and how many times it was carried."""
    years = [] if due is None else [due.year]
    if begun is not None and (due is None or due.year > into):
        years.append(begun.year)  # the work began ahead of its time
    if not years:
        return EntryReason.UNSCHEDULED, 0
    year = min(years)
    if year > into:
        return EntryReason.LATER, 0
    if year < into:
        return EntryReason.CARRIED_OVER, (1 if year == datetime.MINYEAR else into - year)
    is_moved = due is not None and due.year == into and (planned is None or planned.year != into)
    return (EntryReason.DEFERRED_IN if is_moved else EntryReason.SCHEDULED), 0


@checked_call
def carry_over(plan: Plan, *, into: Year, as_of: datetime.date, known_at: datetime.date | None = None) -> YearLedger:
    """The group of every recommendation when the year ``into`` begins, at ``as_of`` and as known at ``known_at``.

    Danish: *videreførsel*. A proposal alone does not move a recommendation. Its number and the period for which it was
    first planned never change. Raises `PlanError` if ``into`` is not a year.

    >>> import datetime
    >>> from praksisplan import carry_over, datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> ledger = carry_over(plan, into=2017, as_of=datetime.date(2016, 12, 31))
    >>> len(ledger.scheduled), len(ledger.deferred_in), len(ledger.carried_over)
    (16, 8, 47)
    """
    return YearLedger(plan, history_at(plan, as_of, known_at), into)


# --- what became of a year's plan --------------------------------------------------------------------------------


@readable
class Commitment:
    """The outcome of the plan of a year. Danish: *opfyldelse af årets plan*.

    The fields hold numbers in natural order. ``planned`` are all recommendations of the year plan; each of them is
    ``completed``, ``cancelled``, ``carried`` into the next year or ``pushed_out`` (deferred to a later year). ``added``
    were added during the year. ``is_known`` is false if the year plan itself is unknown: then ``planned`` holds only
    the recommendations that later sources mention. ``is_over`` is true if the year has ended; before that, the lists
    show the result if it ended now. The shares are unknown unless both are true.
    """

    year: int
    as_of: datetime.date
    is_known: bool
    is_over: bool
    planned: tuple[str, ...]
    completed: tuple[str, ...]
    cancelled: tuple[str, ...]
    carried: tuple[str, ...]
    pushed_out: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def share_carried(self) -> float | None:
        """The share of the year plan that is carried into the next, 0 to 1; ``None`` if unknown."""
        return self._share(self.carried)

    @property
    def share_pushed_out(self) -> float | None:
        """The share of the year plan that was deferred to a later year, 0 to 1; ``None`` if unknown."""
        return self._share(self.pushed_out)

    @property
    def share_added(self) -> float | None:
        """The number of additions during the year, as a share of the year plan; ``None`` if unknown."""
        return self._share(self.added)

    def _share(self, numbers: tuple[str, ...]) -> float | None:
        return len(numbers) / len(self.planned) if self.is_known and self.is_over and self.planned else None


@checked_call
def commitment(plan: Plan, *, year: Year, as_of: datetime.date, known_at: datetime.date | None = None) -> Commitment:
    """The outcome of the plan of a year, as of ``as_of`` and as known at ``known_at``, with the list behind each share.

    The year plan is the approved one or, if none is stored, the one in its own document. The implementation plan for
    2016 is not among the sources of the bundled plan: 47 recommendations of it were carried over and 8 pushed out, but
    their share is unknown. Recurring work counts as completed if it was completed within the year, otherwise as
    carried.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> from praksisplan.rules import commitment
    >>> found = commitment(datasets.load("hovedstaden-almen-2015-2019"), year=2016, as_of=datetime.date(2016, 12, 31))
    >>> len(found.carried), len(found.pushed_out), found.share_carried
    (47, 8, None)
    """
    history = history_at(plan, as_of, known_at)
    during, following = (YearLedger(plan, history, one) for one in (year, year + 1))
    base = _numbers_of_year(plan, year, history)
    added: tuple[str, ...] = ()
    if base is None:
        planned = tuple(number for number, entry in following.items() if _was_planned(entry, year))
    else:
        planned = tuple(number for number in following if number in base)
        added = tuple(number for number, entry in during.items() if entry.reason.in_plan and number not in base)
    became = {number: _became(during[number], following[number]) for number in planned}
    outcomes = ("completed", "cancelled", "carried", "pushed_out")
    return Commitment(
        year=year,
        as_of=history.as_of,
        is_known=base is not None,
        is_over=history.as_of >= datetime.date(year, 12, 31),
        planned=planned,
        added=added,
        **{outcome: tuple(number for number in planned if became[number] == outcome) for outcome in outcomes},
    )


def _was_planned(entry: LedgerEntry, year: int) -> bool:
    """Whether a recommendation was planned for a year or earlier, and not finished before it."""
    is_planned = entry.planned is not None and entry.planned.year <= year
    return is_planned and (entry.finished is None or entry.finished.year >= year)


def _became(during: LedgerEntry, following: LedgerEntry) -> str:
    if following.reason is EntryReason.CLOSED:
        return "completed" if following.status is Status.COMPLETED else "cancelled"
    if following.reason is EntryReason.RECURRING:
        was_done_before = during.reason is EntryReason.RECURRING and during.finished == following.finished
        return "carried" if was_done_before else "completed"
    return "carried" if following.reason is EntryReason.CARRIED_OVER else "pushed_out"


def _numbers_of_year(plan: Plan, year: int, history: History) -> frozenset[str] | None:
    """The numbers in the plan of a year, from its approval or its document; ``None`` where neither is there."""
    for approved in plan.year_plans:
        if approved.year == year and approved.on <= history.as_of:
            return frozenset(entry.number for entry in approved.entries)
    for source in plan.sources:
        if source.kind is SourceKind.YEAR_PLAN and source.covers is not None and source.covers.year == year:
            day = latest_day(source.dated)
            if day <= history.known_at:
                ledger = carry_over(plan, into=year, as_of=day)
                return frozenset(number for number, entry in ledger.items() if entry.reason.in_plan)
    return None
