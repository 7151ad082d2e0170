"""The calendar of a plan: when something is promised, due or reached, and when bodies meet."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

import attrs
from dateutil.rrule import rrule, rruleset

from praksisplan.answers import CITATIONS, CODE, DAY, TEXT, TRUTH, Columns, DatedTable, readable, reference
from praksisplan.answers.words import period_words
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault, not_installed
from praksisplan.fields import as_day, each
from praksisplan.model import Citation, Outcome, Plan, Status
from praksisplan.periods import Period
from praksisplan.periods.durations import parse_duration
from praksisplan.periods.period import latest_day
from praksisplan.rules.history import History, Promise, history_at
from praksisplan.rules.state import state_at
from praksisplan.terms import Term
from praksisplan.text import sentence

_WHOLE_DAYS = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")
Rule = rrule | rruleset | Iterable[datetime.date]
"""The meetings of a body: a rule of dateutil, or days."""


class EntryKind(Term):
    """The kind of an entry in a calendar. Danish: *kalenderpost*."""

    PROMISE = "promise", "forventet", "expected"
    """something is promised for a period"""
    DEADLINE = "deadline", "frist", "deadline"
    """something is promised for no later than a day"""
    MILESTONE = "milestone", "milepæl", "milestone"
    MEETING = "meeting", "møde", "meeting"


@readable
class CalendarEntry:
    """An entry from ``first`` to ``last``, both included. Danish: *kalenderpost*.

    ``uid`` names it for ever, also when it moves. ``subject`` is the number of a recommendation, or the id of an event
    or body. ``rule`` tells how it recurs (RRULE of RFC 5545). ``cancelled`` entries have come, or are expected no more.
    """

    uid: str
    kind: EntryKind
    subject: str
    title: str
    first: datetime.date
    last: datetime.date
    expected: Period | None = None
    outcome: Outcome | None = None
    rule: str = ""
    cancelled: bool = False
    citations: tuple[Citation, ...] = ()


@attrs.frozen(repr=False)
class PlanCalendar(DatedTable):
    """What is promised, due and reached when, and the meetings. Danish: *kalender*."""

    plan: Plan
    as_of: datetime.date
    known_at: datetime.date
    entries: tuple[CalendarEntry, ...]

    _field = "entries"
    columns: ClassVar[Columns] = {
        "first": DAY,
        "last": DAY,
        "entry": CODE.of("kind"),
        "subject": TEXT,
        "title": TEXT,
        "recurrence": TEXT.of("rule"),
        "cancelled": TRUTH,
        "uid": TEXT,
        "sources": CITATIONS.of("citations"),
    }
    summary_columns = ("first", "last", "entry", "subject", "title", "sources")

    def _counts(self) -> tuple[str, int]:
        return "calendar_count", sum(not one.cancelled for one in self.entries)

    def to_ics(self, lang: str = "da") -> bytes:
        """The calendar as a file for Outlook, Google and others (.ics), in ``"da"`` or ``"en"``.

        An entry keeps its id, so that a later file replaces it; what has come or is expected no more is cancelled. The
        same calendar gives the same bytes. Raises `PlanError` if the extra ``ics`` is not installed.
        """
        try:
            from praksisplan.writing.ics import Entry, calendar_ics
        except ModuleNotFoundError:
            raise PlanError(not_installed("format", "ics", "icalendar")) from None
        lang = self._language(lang)
        titles = {one.id: one.title for one in self.plan.sources}
        entries = [
            Entry(
                one.uid,
                one.first,
                one.last,
                f"{sentence(one.kind.label(lang))}: {_name(self.plan, one, lang)}",
                "\n".join(
                    [
                        *([] if one.expected is None else [sentence(period_words(one.expected, lang))]),
                        *(citation.text(lang, titles.get(citation.source, "")) for citation in one.citations),
                    ]
                ),
                (one.kind.label(lang),),
                "CANCELLED" if one.cancelled else "CONFIRMED" if one.kind is EntryKind.MEETING else "TENTATIVE",
                one.rule,
            )
            for one in self.entries
        ]
        return calendar_ics(self.plan.full_title, self.as_of, lang[:2], entries)

    def __repr__(self) -> str:
        return f"<PlanCalendar as of {self.as_of}: {len(self.entries)} entries>"


def _name(plan: Plan, one: CalendarEntry, lang: str) -> str:
    number = f"{one.subject} " if plan.has(one.subject) else ""
    outcome = "" if one.outcome in (None, Outcome.COMPLETION) else f" ({one.outcome.label(lang)})"
    return f"{number}{one.title}{outcome}"


@checked_call
def calendar(
    plan: Plan,
    *,
    as_of: datetime.date,
    known_at: datetime.date | None = None,
    meetings: Mapping[str, Rule] | None = None,
) -> PlanCalendar:
    """The calendar of a plan: its newest promises, its milestones, and meetings. Danish: *kalender*.

    A promise for a period is a span, one for no later than a day a deadline. ``meetings`` are days, or a rule of
    dateutil, by the id of the body. Raises `PlanError` for an unknown body and for a rule without a day.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = calendar(plan, as_of=datetime.date(2017, 1, 15))
    >>> one = next(one for one in found.entries if one.subject == "boernegruppen-rapport")
    >>> print(one.first, one.last)
    2017-01-01 2017-03-31
    """
    history = history_at(plan, as_of, known_at)
    entries = [*_promises(plan, history), *_milestones(plan, history), *_meetings(plan, meetings or {})]
    entries.sort(key=lambda one: (one.first, one.last, one.uid))
    return PlanCalendar(plan, history.as_of, history.known_at, tuple(entries))


def _promises(plan: Plan, history: History) -> Iterator[CalendarEntry]:
    """The newest promise of each outcome; of what has come or is expected no more, the last period that was named."""
    every: list[tuple[str, str | None, list[Promise]]] = [(one, None, told) for one, told in history.promises.items()]
    every += [(one, strand, told) for (one, strand), told in history.strand_promises.items()]
    for subject, strand, told in every:
        for outcome in dict.fromkeys(one.outcome or Outcome.COMPLETION for one in told):
            own = [one for one in told if one.outcome in (None, outcome)]
            last = next((one for one in reversed(own) if one.expected is not None), None)
            if last is not None and last.expected is not None:
                is_over = own[-1].expected is None or history.is_cancelled(subject, strand)
                yield _entry(
                    plan,
                    EntryKind.PROMISE,
                    ".".join(filter(None, (subject, strand, outcome.value))),
                    subject,
                    reference(plan, subject).title or subject,
                    last.expected,
                    outcome=outcome,
                    cancelled=is_over or history.has_come(subject, outcome, strand),
                    citations=last.statement.citations,
                )


def _milestones(plan: Plan, history: History) -> Iterator[CalendarEntry]:
    for number, found in state_at(plan, as_of=history.as_of, known_at=history.known_at).items():
        for one in found.milestones:
            name = f"{number}.{hashlib.sha256(one.title.encode()).hexdigest()[:12]}"
            rule = parse_duration(one.every).rule if one.every else ""
            is_over = found.status is Status.CANCELLED
            period = one.reached or one.expected
            yield _entry(plan, EntryKind.MILESTONE, name, number, one.title, period, rule=rule, cancelled=is_over)


def _entry(
    plan: Plan, kind: EntryKind, name: str, subject: str, title: str, period: Period, **more: Any
) -> CalendarEntry:
    """An entry over a period; of one that is open at an end, its known day."""
    last = latest_day(period)
    first = period.start or last
    uid = f"{kind.value}.{name}@{plan.id}.praksisplan"
    if kind is EntryKind.PROMISE and period.start is None:
        kind = EntryKind.DEADLINE
    return CalendarEntry(uid, kind, subject, title, first, last, period, **more)


def _meetings(plan: Plan, meetings: Mapping[str, Rule]) -> Iterator[CalendarEntry]:
    for id, rule in meetings.items():
        body = plan.body(id)
        days, words = _days(rule, f"meetings[{id}]")
        for day in days:
            name = f"{id}.rule" if words else f"{id}.{day.isoformat()}"
            uid = f"meeting.{name}@{plan.id}.praksisplan"
            yield CalendarEntry(uid, EntryKind.MEETING, id, body.name, day, day, rule=words)


def _days(rule: Rule, path: str) -> tuple[tuple[datetime.date, ...], str]:
    """The days of meetings, or the first of them and the rule of RFC 5545 for all."""
    if isinstance(rule, rruleset):
        raise PlanError(fault("endless-meetings", path))
    if not isinstance(rule, rrule):
        return each(rule, as_day, path), ""
    words = next(line[6:] for line in str(rule).splitlines() if line.startswith("RRULE:"))
    first = next(iter(rule), None) if words.startswith(_WHOLE_DAYS) else None
    if first is None:
        raise PlanError(fault("no-meetings", path))
    return (as_day(first.date(), path),), words
