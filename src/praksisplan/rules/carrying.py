"""Carry-over: where every recommendation of a plan stands when a year begins.

The conservation law: every recommendation stands in exactly one group, and nothing is lost from one year to the next.

- A recommendation is *due* in the year it was last put off to or, where it never was, first planned for. A period of
  several years is due in the year of its first day; one without a first day in that of its last.
- Due in the year: *scheduled* if it was first planned for that year, else *deferred in*. Due or begun in an earlier
  year and not finished: *carried over*. Due in a later year: *later*, unless the work has begun all the same. Neither
  planned nor begun: *unscheduled*. Begun in the year itself without being due counts as scheduled.
- *Completed* (or cancelled) is what was finished before the year began. What the year's own plan reports as finished
  is finished within that plan: implementation plan 2017 of Region Hovedstaden lists 15 and 32 among its
  recommendations and calls both completed (sections 3.3 and 4.1.1). Where the plans of several years report it, the
  earliest counts.

Source: implementation plan 2017, section 1, on what is planned, carried over and put off.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import attrs

from praksisplan.answers import Answer, Cell, citation_text
from praksisplan.bulk import collector_paused
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Citation, EntryReason, Plan, SourceKind, Statement, Status, citations_of
from praksisplan.periods import Period
from praksisplan.periods.period import FIRST_DAY, LAST_DAY
from praksisplan.rules.history import FINISHED, STARTED, History, history_at, planned_for
from praksisplan.vocabulary import label

__all__ = ["Commitment", "LedgerEntry", "YearLedger", "as_year", "carry_over", "commitment"]


@attrs.frozen
class LedgerEntry:
    """Where one recommendation stands when a year begins. Danish: *overførsel*.

    ``planned`` is the period it was first planned for and never changes; ``due`` is the one it was last put off to or,
    where it never was, first planned for; ``begun`` and ``finished`` are the days from which it was told so, ``None``
    where nothing dates that. ``times_carried`` counts the years it has been carried into since it was last due, this
    one included: 0 unless it is carried over.
    """

    number: str
    reason: EntryReason
    status: Status
    planned: Period | None
    due: Period | None
    begun: datetime.date | None
    finished: datetime.date | None
    times_carried: int
    citations: tuple[Citation, ...]


def as_year(value: object, name: str = "year") -> int:
    """The value if it is a whole year that plans can have, 1900-2199; a `PlanError` if it is not."""
    if type(value) is not int or not FIRST_DAY.year <= value <= LAST_DAY.year:
        raise PlanError(
            Fault(
                "not-a-year",
                name,
                f"expected a year from {FIRST_DAY.year} to {LAST_DAY.year}, found {shown(value)}",
                f"der skulle stå et år fra {FIRST_DAY.year} til {LAST_DAY.year}, her står {shown(value)}",
            )
        )
    return value


def _year_due(period: Period) -> int:
    """The year in which a period is due: that of its first day, or of its last where the first is not known."""
    day = period.start or period.last_day
    assert day is not None
    return day.year


class YearLedger(Answer[LedgerEntry]):
    """Every recommendation of a plan in exactly one group, by number in natural order. Danish: *overførsel til året*.

    The groups are tuples of entries: `scheduled`, `deferred_in` and `carried_over` are in the year's plan; `completed`,
    `later` and `unscheduled` are not.
    """

    columns = ("number", "section", "title", "reason", "planned", "due", "times_carried", "status", "sources")

    def __init__(self, plan: Plan, history: History, into: int) -> None:
        super().__init__(plan, history.as_of, history.known_at)
        self.into = into
        first = datetime.date(into, 1, 1)
        covers = {source.id: source.covers for source in plan.sources}
        with collector_paused():
            self._entries = {
                one.number: _entry(history, one.number, first, covers) for one in reversed(plan.recommendations)
            }

    @property
    def scheduled(self) -> tuple[LedgerEntry, ...]:
        """First planned for the year."""
        return self._group(EntryReason.SCHEDULED)

    @property
    def deferred_in(self) -> tuple[LedgerEntry, ...]:
        """Put off into the year."""
        return self._group(EntryReason.DEFERRED_IN)

    @property
    def carried_over(self) -> tuple[LedgerEntry, ...]:
        """Begun or due earlier, and not finished."""
        return self._group(EntryReason.CARRIED_OVER)

    @property
    def completed(self) -> tuple[LedgerEntry, ...]:
        """Completed or cancelled before the year began."""
        return self._group(EntryReason.COMPLETED)

    @property
    def later(self) -> tuple[LedgerEntry, ...]:
        """Planned for, or put off to, a later year."""
        return self._group(EntryReason.LATER)

    @property
    def unscheduled(self) -> tuple[LedgerEntry, ...]:
        """Neither planned nor begun, as far as is told."""
        return self._group(EntryReason.UNSCHEDULED)

    def _group(self, reason: EntryReason) -> tuple[LedgerEntry, ...]:
        return tuple(entry for entry in self.values() if entry.reason is reason)

    def _numbers(self) -> dict[str, LedgerEntry]:
        return self._entries

    def _make(self, number: str) -> LedgerEntry:
        return self._entries[number]

    def _record(self, number: str, found: LedgerEntry, lang: str) -> dict[str, Cell]:
        return self._base(number) | {
            "reason": label(found.reason, lang),
            "planned": None if found.planned is None else str(found.planned),
            "due": None if found.due is None else str(found.due),
            "times_carried": found.times_carried,
            "status": label(found.status, lang),
            "sources": citation_text(found.citations, lang),
        }


def _entry(history: History, number: str, first: datetime.date, covers: dict[str, Period | None]) -> LedgerEntry:
    """Where a recommendation stands on the first day of a year."""
    said = history.said(number)
    whole = [statement for statement in said if statement.strand is None and statement.status is not None]
    status = whole[-1].status if whole and whole[-1].status is not None else Status.NOT_STARTED
    planned = planned_for(said)
    deferrals = [statement.deferred_to for statement in whole if statement.deferred_to is not None]
    due = deferrals[-1] if deferrals else planned
    put_off = max((place for place, one in enumerate(whole) if one.deferred_to is not None), default=0)
    first_begun = next((one for one in whole if one.status in STARTED), None)
    begun_since = next((one for one in whole[put_off:] if one.status in STARTED), None)
    finished = _finished_by(whole)
    reason, times = _reason(
        first,
        planned,
        due,
        None if begun_since is None else history.day(begun_since),
        None if finished is None else _finished_day(history, finished, covers),
    )
    telling = [one for one in said if one.planned is not None or one.deferred_to is not None or one in whole[-1:]]
    return LedgerEntry(
        number=number,
        reason=reason,
        status=status,
        planned=planned,
        due=due,
        begun=None if first_begun is None else history.since(first_begun),
        finished=None if finished is None else history.since(finished),
        times_carried=times,
        citations=citations_of(telling),
    )


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
    first: datetime.date,
    planned: Period | None,
    due: Period | None,
    begun: datetime.date | None,
    finished: datetime.date | None,
) -> tuple[EntryReason, int]:
    """Why a recommendation is in the plan of the year that begins on ``first``, and how many times it was carried."""
    if finished is not None and finished < first:
        return EntryReason.COMPLETED, 0
    into = first.year
    if due is None and begun is None:
        return EntryReason.UNSCHEDULED, 0
    year = begun.year if due is None and begun is not None else into + 1 if due is None else _year_due(due)
    if year > into and begun is not None:
        year = min(year, begun.year)  # the work began ahead of its time
    if year > into:
        return EntryReason.LATER, 0
    if year < into:
        return EntryReason.CARRIED_OVER, (1 if year == datetime.MINYEAR else into - year)
    was_due = due is not None and _year_due(due) == into
    is_moved = was_due and (planned is None or _year_due(planned) != into)
    return (EntryReason.DEFERRED_IN if is_moved else EntryReason.SCHEDULED), 0


def carry_over(plan: Plan, *, into: int, as_of: datetime.date, known_at: datetime.date | None = None) -> YearLedger:
    """Where every recommendation stands when the year ``into`` begins, as far as was known at ``as_of``.

    Danish: *videreførsel*. A proposal alone moves nothing; a recommendation's number and the period it was first
    planned for never change. Raises `PlanError` for what is no year.

    >>> import datetime
    >>> from praksisplan import carry_over, datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> ledger = carry_over(plan, into=2017, as_of=datetime.date(2016, 12, 31))
    >>> len(ledger.scheduled), len(ledger.deferred_in), len(ledger.carried_over)
    (16, 8, 47)
    """
    return YearLedger(plan, history_at(plan, as_of, known_at), as_year(into, "into"))


# --- what became of a year's plan --------------------------------------------------------------------------------


@attrs.frozen
class Commitment:
    """What became of the plan of a year. Danish: *opfyldelse af årets plan*.

    Numbers in natural order: ``planned`` is all that was in the year's plan; each of them is ``completed``,
    ``cancelled``, ``carried`` into the next year or ``pushed_out`` (put off to a later year). ``added`` came in during
    the year. ``is_known`` is false where the year's plan itself is not known: then ``planned`` holds only those that
    are told of later. ``is_over`` tells whether the year has ended: before, the lists say how it would be if it ended
    now. The shares are unknown unless both hold.
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
        """The share of the year's plan that is carried into the next, 0 to 1; ``None`` where it is unknown."""
        return self._share(self.carried)

    @property
    def share_pushed_out(self) -> float | None:
        """The share of the year's plan that was put off to a later year, 0 to 1; ``None`` where it is unknown."""
        return self._share(self.pushed_out)

    @property
    def share_added(self) -> float | None:
        """What came in during the year, as a share of the year's plan; ``None`` where it is unknown."""
        return self._share(self.added)

    def _share(self, numbers: tuple[str, ...]) -> float | None:
        return len(numbers) / len(self.planned) if self.is_known and self.is_over and self.planned else None


def commitment(plan: Plan, *, year: int, as_of: datetime.date) -> Commitment:
    """What became of the plan of a year, as far as was known at ``as_of``, with the list behind each share.

    The year's plan is the one that was approved or, where none is kept, what its own document says. The implementation
    plan for 2016 is not among the sources of the bundled plan: 47 of it were carried and 8 pushed out, of how many is
    not known.

    >>> import datetime
    >>> from praksisplan import commitment, datasets
    >>> found = commitment(datasets.load("hovedstaden-almen-2015-2019"), year=2016, as_of=datetime.date(2016, 12, 31))
    >>> len(found.carried), len(found.pushed_out), found.share_carried
    (47, 8, None)
    """
    following = YearLedger(plan, history_at(plan, as_of), as_year(year) + 1)
    base = _numbers_of_year(plan, year, as_of)
    if base is None:
        is_known = False
        planned = tuple(
            entry.number
            for entry in following.values()
            if entry.planned is not None
            and _year_due(entry.planned) <= year
            and (entry.finished is None or entry.finished.year >= year)
        )
        added: tuple[str, ...] = ()
    else:
        is_known = True
        planned = tuple(number for number in following if number in base)
        during = carry_over(plan, into=year, as_of=as_of)
        added = tuple(number for number, entry in during.items() if entry.reason.in_plan and number not in base)
    became: dict[str, list[str]] = {"completed": [], "cancelled": [], "carried": [], "pushed_out": []}
    for number in planned:
        became[_became(following[number])].append(number)
    lists = {name: tuple(numbers) for name, numbers in became.items()}
    is_over = following.as_of >= datetime.date(year, 12, 31)
    return Commitment(
        year=year,
        as_of=following.as_of,
        is_known=is_known,
        is_over=is_over,
        planned=planned,
        added=added,
        **lists,
    )


def _became(entry: LedgerEntry) -> str:
    if entry.reason is EntryReason.COMPLETED:
        return "cancelled" if entry.status is Status.CANCELLED else "completed"
    return "carried" if entry.reason is EntryReason.CARRIED_OVER else "pushed_out"


def _numbers_of_year(plan: Plan, year: int, as_of: datetime.date) -> frozenset[str] | None:
    """The numbers in the plan of a year, from its approval or its document; ``None`` where neither is there."""
    for approved in plan.year_plans:
        if approved.year == year and approved.on <= as_of:
            return frozenset(entry.number for entry in approved.entries)
    for source in plan.sources:
        if source.kind is SourceKind.YEAR_PLAN and source.covers is not None and _year_due(source.covers) == year:
            day = source.dated.last_day or source.dated.start
            if day is not None and day <= as_of:
                ledger = carry_over(plan, into=year, as_of=day)
                return frozenset(number for number, entry in ledger.items() if entry.reason.in_plan)
    return None
