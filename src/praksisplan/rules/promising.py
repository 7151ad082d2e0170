"""The history of the promises of one event or recommendation: what was promised when, and how it moved."""

from __future__ import annotations

import datetime
from typing import ClassVar

import attrs

from praksisplan.answers import CITATIONS, CODE, DAY, PERIOD, TEXT, Columns, Pictured, reference
from praksisplan.answers.phrases import phrase
from praksisplan.answers.pictures import Chart, ChartRow
from praksisplan.answers.words import day_words, period_words
from praksisplan.arguments import checked_call
from praksisplan.model import Plan
from praksisplan.periods import Period, may_overlap, split_period
from praksisplan.rules.history import history_at
from praksisplan.rules.reporting import Happening, happenings
from praksisplan.rules.waits import named_target
from praksisplan.text import Count, sentence
from praksisplan.writing.finished import Bar

_MOST_QUARTERS = 20
"""In more quarters than these a history is drawn in years."""


@attrs.frozen(repr=False)
class PromiseHistory(Pictured):
    """The promises and deliveries of a recommendation or event, in order. Danish: *forventningernes historie*.

    ``target`` is the number or id; ``happened`` are its promises, how they moved, and how it came or was cancelled.
    """

    plan: Plan
    target: str
    as_of: datetime.date
    known_at: datetime.date
    happened: tuple[Happening, ...]

    _field = "happened"
    columns: ClassVar[Columns] = {
        "day": DAY,
        "kind": CODE,
        "expected": PERIOD,
        "message": TEXT.of("statement.text"),
        "sources": CITATIONS.of("statement.citations"),
    }

    def _counts(self) -> tuple[str, str, int]:
        ref = reference(self.plan, self.target)
        return "promises_count", ref.title, len(self.happened)

    def picture(self, lang: str = "da") -> Chart:
        periods = self._periods()
        rows = [
            ChartRow(
                day_words(one.day, lang),
                sentence(one.kind.label(lang)) + _expected(one, lang),
                tuple(_bar(one, period, lang) for period in periods),
            )
            for one in self.happened
        ]
        caption = phrase("promises_caption", lang)
        return Chart(phrase("promises", lang), caption, periods, rows, columns=("day", "kind"))

    def _periods(self) -> tuple[Period, ...]:
        """The quarters of every year that a promise or a day belongs to; years where there are too many."""
        expected = [one.expected for one in self.happened if one.expected is not None]
        days = [one.day for one in self.happened if one.day] + [self.as_of]
        days += [day for one in expected for day in (one.start, one.last_day) if day]
        years = Period(datetime.date(min(days).year, 1, 1), datetime.date(max(days).year + 1, 1, 1))
        quarters = split_period(years, "quarter")
        return quarters if len(quarters) <= _MOST_QUARTERS else split_period(years, "year")

    def __repr__(self) -> str:
        count = Count(len(self.happened))
        return f"<PromiseHistory of {self.target} as of {self.as_of}: {count:happening|happenings}>"


def _expected(one: Happening, lang: str) -> str:
    return "" if one.expected is None else f": {period_words(one.expected, lang)}"


def _bar(one: Happening, period: Period, lang: str) -> Bar:
    """A bar for the promised period, and for the period in which the promise or another event was stated."""
    is_stated = one.day is not None and one.day in period
    if one.expected is None:
        return Bar("•", 1, 1) if is_stated else Bar("", 0, 0)
    is_promised = may_overlap(one.expected, period)
    return Bar(phrase("stated", lang) if is_stated else "•" * is_promised, 0, int(is_promised))


@checked_call
def promises(
    plan: Plan, target: int | str, *, as_of: datetime.date, known_at: datetime.date | None = None
) -> PromiseHistory:
    """The promises of a recommendation (a number) or event (an id), how they moved, and the delivery.

    Danish: *forventningernes historie*. Each promise, delay, withdrawal, deferral, cancellation and delivery is one row
    with its source; repetitions and proposals are left out.

    Raises `PlanError` for an unknown number or id.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = promises(plan, "sundheds-it-rapport", as_of=datetime.date(2017, 1, 15))
    >>> [(one.kind.value, str(one.expected)) for one in found.happened]
    [('promised', '4. kvartal 2017')]
    """
    name = named_target(plan, target).id
    history = history_at(plan, as_of, known_at)
    happened = tuple(one for one in happenings(history) if one.subject == name)
    return PromiseHistory(plan, name, history.as_of, history.known_at, happened)
