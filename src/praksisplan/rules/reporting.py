"""The status report: what happened in a period, what awaits a decision, and what needs attention."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

import attrs

from praksisplan.answers import CITATIONS, CODE, DAY, PERIOD, TEXT, Columns, DatedTable, readable
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.fields import FIRST_DAY
from praksisplan.model import HappeningKind, Outcome, Plan, PracticeArea, SourceKind, Standing, Statement, Status, Theme
from praksisplan.periods import Period, may_overlap, read_period
from praksisplan.periods.durations import parse_duration
from praksisplan.periods.period import latest_day
from praksisplan.rules.approval import Proposals
from praksisplan.rules.carrying import LedgerEntry, YearLedger
from praksisplan.rules.changes import Comparison, compare
from praksisplan.rules.efforts import Efforts
from praksisplan.rules.freshness import DEFAULT_AFTER, StaleAnswer
from praksisplan.rules.history import STARTED, History
from praksisplan.rules.readiness import OverdueAnswer
from praksisplan.rules.state import contradictions
from praksisplan.rules.waits import waits_at
from praksisplan.text import Count


@readable
class Happening:
    """One event in the period of a status report. Danish: *hændelse*.

    ``subject`` is the number of a recommendation, or the id of an effort or event; ``day`` is the day from which its
    statement applies (``None`` without a date); ``expected`` is the new promise or the period of the deferral;
    ``promises`` are all promises, the oldest first.
    """

    kind: HappeningKind
    subject: str
    day: datetime.date | None
    expected: Period | None
    promises: tuple[Period, ...]
    statement: Statement


def title_of(plan: Plan, subject: str) -> str:
    """The title of a recommendation, effort or event; the number or id itself where the plan has none."""
    if plan.has(subject):
        return plan.recommendation(subject).title
    if plan.has_event(subject):
        return plan.event(subject).title
    return next((effort.title for effort in plan.efforts if effort.id == subject), subject)


@attrs.frozen(repr=False)
class StatusReport(DatedTable):
    """The events of a period, and what needs attention. Danish: *statusrapport*.

    ``happened`` is in the order of the statements. ``proposals`` await a decision. These need attention: ``overdue``,
    ``contradictory`` (pairs of statements of one source that cannot both be true, by number or id) and
    ``carried_often`` (carried over more than once; into the next year if the period is over). ``freshness`` tells when
    what is open was last spoken of (`praksisplan.stale`, after six months). ``differences`` are the changes since
    ``last_report``, the day of the newest earlier status report or, without one, the day before the period.
    """

    plan: Plan
    period: Period
    as_of: datetime.date
    happened: tuple[Happening, ...]
    proposals: Proposals
    overdue: OverdueAnswer
    contradictory: dict[str, list[tuple[Statement, Statement]]]
    carried_often: tuple[LedgerEntry, ...]
    freshness: StaleAnswer
    efforts: Efforts
    last_report: datetime.date
    differences: Comparison

    _field = "happened"
    columns: ClassVar[Columns] = {
        "kind": CODE,
        "subject": TEXT,
        "title": attrs.evolve(TEXT.of("subject"), resolve=title_of),
        "day": DAY,
        "expected": PERIOD,
        "message": TEXT.of("statement.text"),
        "sources": CITATIONS.of("statement.citations"),
    }

    def of(self, kind: HappeningKind) -> tuple[Happening, ...]:
        """The events of one kind."""
        return tuple(one for one in self.happened if one.kind is kind)

    def by_section(self) -> dict[str, tuple[Happening, ...]]:
        """The events, by the number of the section; those without a section have the empty text as key."""
        found: dict[str, list[Happening]] = {section.number: [] for section in self.plan.sections}
        for one in self.happened:
            section = self.plan.recommendation(one.subject).section if self.plan.has(one.subject) else ""
            found.setdefault(section, []).append(one)
        return {section: tuple(some) for section, some in found.items() if some}

    def by_theme(self) -> dict[tuple[Theme | None, PracticeArea | None], tuple[Happening, ...]]:
        """The events, by theme and practice area; each is ``None`` if the documents name none."""
        found: dict[tuple[Theme | None, PracticeArea | None], list[Happening]] = {}
        efforts = {effort.id: effort for effort in self.plan.efforts}
        for one in self.happened:
            effort = efforts.get(one.subject)
            theme = _theme_of(self.plan, one.subject) if effort is None else effort.theme
            area = self.plan.practice_area if effort is None else effort.area
            found.setdefault((theme, area), []).append(one)
        themes, areas = [*Theme, None], [*PracticeArea, None]
        order = sorted(found, key=lambda key: (themes.index(key[0]), areas.index(key[1])))
        return {key: tuple(found[key]) for key in order}

    def _counts(self) -> tuple[str, int, Period]:
        return "happened_count", len(self.happened), self.period

    def __repr__(self) -> str:
        return f"<StatusReport {self.period} as of {self.as_of}: {Count(len(self.happened)):happening|happenings}>"


def _theme_of(plan: Plan, subject: str) -> Theme | None:
    """The theme of a recommendation's section, or of the nearest one above it that has one."""
    if not plan.has(subject):
        return None
    themes = {section.number: section.theme for section in plan.sections}
    number = plan.recommendation(subject).section
    while number:
        if themes.get(number) is not None:
            return themes[number]
        number = number.rpartition(".")[0]
    return None


@checked_call
def status_report(
    plan: Plan, *, over: Period | str, as_of: datetime.date, known_at: datetime.date | None = None
) -> StatusReport:
    """What happened in the period ``over`` as of ``as_of``, the pending proposals, and what needs attention.

    Danish: *statusrapport*, *årlig implementeringsstatus*. A statement belongs to the period that contains the day from
    which it applies. ``known_at`` is as in `praksisplan.state_at`. Raises `PlanError` for a period with an open start.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period, status_report
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> report = status_report(plan, over=parse_period("2016"), as_of=datetime.date(2016, 12, 31))
    >>> len(report.proposals), [one.subject for one in report.happened if one.kind.value == "completed"]
    (7, ['15', '32'])
    """
    over = read_period(over, "over")
    if over.start is None:
        raise PlanError(fault("open-period.start", "over", found=str(over)))
    graph = waits_at(plan, as_of, known_at)
    history = graph.history
    is_over = over.last_day is not None and as_of >= over.last_day
    ledger = YearLedger(plan, history, as_of.year + 1 if is_over else as_of.year)
    last = min(_last_report(plan, over, as_of), as_of)
    return StatusReport(
        plan=plan,
        period=over,
        as_of=as_of,
        happened=tuple(one for one in happenings(history) if (one.day or datetime.date.min) in over),
        proposals=Proposals(plan, history),
        overdue=OverdueAnswer(graph),
        contradictory={name: pairs for name in history.about if (pairs := contradictions(history, name))},
        carried_often=tuple(entry for entry in ledger.carried_over if entry.times_carried > 1),
        freshness=StaleAnswer(graph, parse_duration(DEFAULT_AFTER)),
        efforts=Efforts(graph),
        last_report=last,
        differences=compare(plan, plan, as_of=as_of, since=last, known_at=known_at),
    )


def _last_report(plan: Plan, period: Period, as_of: datetime.date) -> datetime.date:
    """The day of the newest status report before ``as_of`` about another time; else the day before the period."""
    days = [
        day
        for source in plan.sources
        if source.kind is SourceKind.STATUS_REPORT
        and (day := latest_day(source.dated)) < as_of
        and (source.covers is None or not may_overlap(source.covers, period))
    ]
    start = period.start or FIRST_DAY
    return max(days, default=max(start - datetime.timedelta(days=1), FIRST_DAY))


_REACHED = {
    Status.COMPLETED: HappeningKind.COMPLETED,
    Status.CANCELLED: HappeningKind.CANCELLED,
    Status.DEFERRED: HappeningKind.DEFERRED,
    Status.ONGOING: HappeningKind.STARTED,
    Status.PERMANENT: HappeningKind.STARTED,
}


def happenings(history: History) -> Iterator[Happening]:
    """Everything that happened, the earliest first, proposals left out."""
    known = _Known()
    for statement in history.log:
        if statement.standing is not Standing.PROPOSED:
            day = history.since(statement)
            for kind, subject, expected, promises in known.news(statement):
                yield Happening(kind, subject, day, expected, promises, statement)


_News = Iterator[tuple[HappeningKind, str, Period | None, tuple[Period, ...]]]


class _Known:
    """The content of earlier statements: only what differs from it is news."""

    def __init__(self) -> None:
        self.status: dict[tuple[str, str | None], Statement] = {}
        self.promises: dict[tuple[str, Outcome], tuple[Period, ...]] = {}
        self.delivered: set[tuple[str, Outcome]] = set()
        self.reached: set[tuple[str, str, Period]] = set()

    def news(self, statement: Statement) -> _News:
        """The news in a statement, which is known from then on."""
        if statement.standing is Standing.DECIDED and not (statement.about or statement.events):
            for subject in statement.efforts or (statement.by or "",):
                yield HappeningKind.DECIDED, subject, statement.effect, ()
        for subject in statement.subjects:
            yield from self._of_work(statement, subject)
        if statement.strand is None:
            for event in statement.events:
                yield from self._of_event(statement, event)
            for subject in (*statement.subjects, *statement.events):
                yield from self._of_outcome(statement, subject)

    def _of_work(self, statement: Statement, subject: str) -> _News:
        """A decline, or another status of a recommendation or effort."""
        if statement.declined:
            yield HappeningKind.DECLINED, subject, None, ()
        reached = {(subject, one.title, one.reached): one.reached for one in statement.milestones if one.reached}
        if reached.keys() - self.reached:
            self.reached |= reached.keys()
            yield HappeningKind.REACHED, subject, None, ()
        if statement.status is not None:
            before = self.status.get((subject, statement.strand))
            self.status[subject, statement.strand] = statement
            kind = _REACHED.get(statement.status)
            if kind is HappeningKind.STARTED and before is None and statement.on is None:
                kind = HappeningKind.UNDER_WAY
            if kind is not None and statement.strand is None and _is_news(statement, before):
                yield kind, subject, statement.deferred_to, ()

    def _of_event(self, statement: Statement, event: str) -> _News:
        """Another status of an event."""
        before = self.status.get((event, None))
        if statement.status is not None and (before is None or _is_news(statement, before)):
            self.status[event, None] = statement
            is_delivered = statement.status is Status.COMPLETED
            kind = HappeningKind.DELIVERED if is_delivered else _REACHED[statement.status]
            yield kind, event, statement.deferred_to, ()

    def _of_outcome(self, statement: Statement, subject: str) -> _News:
        """A promise made, moved or withdrawn, or an outcome delivered."""
        key = (subject, statement.outcome)
        earlier = self.promises.get(key, ())
        if statement.withdrawn and earlier:
            yield HappeningKind.WITHDRAWN, subject, None, self.promises.pop(key)
        if statement.expected is not None and earlier[-1:] != (statement.expected,):
            self.promises[key] = (*earlier, statement.expected)
            has_slipped = bool(earlier) and _is_later(statement.expected, earlier[-1])
            kind = HappeningKind.SLIPPED if has_slipped else HappeningKind.PROMISED
            yield kind, subject, statement.expected, self.promises[key]
        if statement.delivered and key not in self.delivered:
            self.delivered.add(key)
            yield HappeningKind.DELIVERED, subject, None, earlier


def _is_news(statement: Statement, before: Statement | None) -> bool:
    """Whether a status is new; continued work and a repeated deferral are not."""
    if before is None:
        return True
    if statement.status is Status.DEFERRED:
        return before.status is not Status.DEFERRED or before.deferred_to != statement.deferred_to
    if statement.status in STARTED and statement.status is not Status.COMPLETED:
        return before.status not in STARTED or before.status is Status.COMPLETED
    return before.status is not statement.status


def _is_later(period: Period, before: Period) -> bool:
    """Whether a promise reaches further than the one before it."""
    if before.end is None:
        return False
    return period.end is None or period.end > before.end
