"""Several plans at once: one question to all of them, answered as one table with the plan as a column."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Protocol, runtime_checkable

import attrs

from praksisplan.answers import TEXT, Cell, Code, Columns, DatedTable, Labels
from praksisplan.answers.headings import heading
from praksisplan.answers.tabular import NotInAnswer
from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.fields import One, Several, checked, instance, optional
from praksisplan.model import Plan
from praksisplan.periods import Period, Unit
from praksisplan.rules.blocking import blocked
from praksisplan.rules.freshness import DEFAULT_AFTER, stale
from praksisplan.rules.timetable import timetable
from praksisplan.scheduling.load import load_of
from praksisplan.text import Count, nearest

__all__ = ["Portfolio", "PortfolioAnswer"]


class PortfolioAnswer(DatedTable, Mapping[str, DatedTable]):
    """The answers of several plans to one question, by the id of the plan, in the order given.

    Danish: *svar for flere planer*. As records, a frame or a table it has the rows of every plan under each other,
    with the id of the plan in the column ``plan``; a plan without rows is among the answers all the same.
    """

    def __init__(self, answers: Mapping[str, DatedTable]) -> None:
        self._answers = dict(answers)
        self._first = next(iter(self._answers.values()))
        self.as_of = self._first.as_of

    def __getitem__(self, plan: str) -> DatedTable:
        """The answer of the plan with that id. Raises `PlanError` with the nearest ids if there is none."""
        if type(plan) is not str or plan not in self._answers:
            raise NotInAnswer(
                fault("unknown-plan.portfolio", "plan", word=plan, nearest=nearest(str(plan), tuple(self)))
            )
        return self._answers[plan]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def headings(self, lang: str = "da", *, all: bool = False) -> dict[str, str]:
        return {"plan": heading("plan", lang), **self._first.headings(lang, all=all)}

    @property
    def columns(self) -> Columns:  # type: ignore[override]
        """The column with the id of the plan, and those of the question."""
        return {"plan": TEXT, **self._first.columns}

    def to_records(self, labels: Labels = "codes") -> list[dict[str, Code]]:
        return [{"plan": id, **row} for id, one in self._answers.items() for row in one.to_records(labels)]

    def cells(self, lang: str = "da") -> list[dict[str, Cell]]:
        return [{"plan": id, **row} for id, one in self._answers.items() for row in one.cells(lang)]

    def _counts(self) -> tuple[str, *tuple[object, ...]]:
        return "portfolio_of", len(self)

    def __repr__(self) -> str:
        return f"<PortfolioAnswer as of {self.as_of}: {Count(len(self)):plan|plans}>"


@runtime_checkable
class Submits(Protocol):
    """What runs a function elsewhere and gives a future: an `Executor` of Python, a client of dask."""

    def submit(self, call: Callable[[Plan], DatedTable], plan: Plan, /) -> Any:
        """A future with ``result``."""
        ...


@checked
class Portfolio:
    """Several plans that are asked together. Danish: *flere planer*.

    ``executor`` is any `concurrent.futures.Executor`, or a client of dask: anything with ``submit`` whose result has
    ``result``; it asks the plans at the same time. Without one they are asked one after another. It is used and never
    shut down. The answers are the same.

    Raises `PlanError` for two plans with one id, and without any plan.

    >>> import datetime
    >>> from praksisplan import Portfolio, datasets
    >>> plans = Portfolio([datasets.load(name) for name in datasets.names()])
    >>> held = plans.blocked(as_of=datetime.date(2017, 1, 15))
    >>> len(held), len(held["hovedstaden-almen-2015-2019"]), held.to_records()[0]["plan"]
    (5, 28, 'hovedstaden-almen-2015-2019')
    """

    plans: tuple[Plan, ...] = attrs.field(converter=Several[Plan])
    executor: Submits | None = attrs.field(default=None, converter=optional(One[Submits]), eq=False)

    def __attrs_post_init__(self) -> None:
        if not self.plans:
            raise PlanError(fault("no-plans", "plans"))
        known: dict[str, int] = {}
        faults = [
            fault("duplicate-id", f"plans[{place}]", word=one.id, first=f"plans[{first}]")
            for place, one in enumerate(self.plans)
            if (first := known.setdefault(one.id, place)) != place
        ]
        if faults:
            raise PlanError(*faults)

    @checked_call
    def blocked(self, *, as_of: datetime.date, known_at: datetime.date | None = None) -> PortfolioAnswer:
        """What is blocked in each plan, as by `praksisplan.blocked`."""
        return self.ask(blocked, as_of=as_of, known_at=known_at)

    @checked_call
    def stale(
        self, *, as_of: datetime.date, after: str = DEFAULT_AFTER, known_at: datetime.date | None = None
    ) -> PortfolioAnswer:
        """When what is open in each plan was last spoken of, as by `praksisplan.stale`."""
        return self.ask(stale, as_of=as_of, after=after, known_at=known_at)

    @checked_call
    def load(
        self, *, per: Unit, over: Period | str, as_of: datetime.date, known_at: datetime.date | None = None
    ) -> PortfolioAnswer:
        """The load of the bodies of each plan, as by `praksisplan.scheduling.load_of`."""
        return self.ask(load_of, per=per, over=over, as_of=as_of, known_at=known_at)

    @checked_call
    def timetable(
        self, periods: Iterable[Period | str], *, as_of: datetime.date, known_at: datetime.date | None = None
    ) -> PortfolioAnswer:
        """The timetable of each plan over the same periods, as by `praksisplan.timetable`."""
        return self.ask(timetable, periods=tuple(periods), as_of=as_of, known_at=known_at)

    def ask(self, question: Callable[..., DatedTable], **options: Any) -> PortfolioAnswer:
        """The answer of each plan to a question: a function of a plan and some options, such as `praksisplan.overdue`.

        With an executor of processes, the function must be one that can be pickled. Raises `PlanError` for a function
        that gives no answer of the library; a fault of one plan names the plan.

        >>> import datetime
        >>> from praksisplan import Portfolio, datasets, overdue
        >>> plans = Portfolio([datasets.load("hovedstaden-almen-2015-2019")])
        >>> [row["number"] for row in plans.ask(overdue, as_of=datetime.date(2017, 7, 1)).to_records()][:3]
        ['9', '13', '17']
        """
        if not callable(question):
            raise PlanError(fault("wrong-type.callable", "question", found=question))
        ask = partial(_answer, question, options)
        if self.executor is None:
            answers = [ask(plan) for plan in self.plans]
        else:
            futures = [self.executor.submit(ask, plan) for plan in self.plans]
            answers = [one.result() for one in futures]
        return PortfolioAnswer({plan.id: answer for plan, answer in zip(self.plans, answers, strict=True)})

    def __repr__(self) -> str:
        return f"<Portfolio: {Count(len(self.plans)):plan|plans}>"


def _answer(question: Callable[..., DatedTable], options: dict[str, Any], plan: Plan) -> DatedTable:
    try:
        found = question(plan, **options)
    except PlanError as error:
        raise error.under(plan.id) from None
    return instance(DatedTable, found, "question")
