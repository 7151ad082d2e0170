"""The commands of the year: its plan, its status, its timetable, and what is carried into it."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from praksisplan.cli.command import REQUIRED, Command, Option
from praksisplan.cli.options import AS_OF, LIMIT, OVER, PER_YEAR, PLAN, Lang, period, whole
from praksisplan.cli.results import documenting

if TYPE_CHECKING:
    from praksisplan.model import Limit, Plan
    from praksisplan.periods import Period, Unit
    from praksisplan.reports import Document

__all__ = ["COMMANDS"]

COMMANDS: list[Command] = []
_document = partial(documenting, COMMANDS)

YEAR = Option("YEAR", "Et år, som i 2017.", "A year, as in 2017.", whole, REQUIRED, danish="ÅR")
PERIOD = Option(
    "PERIOD",
    "Et år eller en anden periode, som i 2017 eller '1. halvår 2017'.",
    "A year or another period, as in 2017 or '1. halvår 2017'.",
    period,
    REQUIRED,
    danish="PERIODE",
)


AS_OF_IF_GIVEN = attrs.evolve(AS_OF, default=None)


@_document(
    YEAR,
    PLAN,
    as_of=AS_OF_IF_GIVEN,
    da="Årets implementeringsplan: som den blev vedtaget, ellers udkastet.",
    en="The plan of a year: as it was approved, else the draft.",
)
def year_plan(year: int, plan: Plan, as_of: datetime.date | None, lang: Lang, **_: Any) -> Document:
    from praksisplan.reports import year_plan_document
    from praksisplan.rules.history import newest_day
    from praksisplan.rules.year import approved_year_plan, year_plan

    if as_of is None and any(one.year == year for one in plan.year_plans):
        return year_plan_document(approved_year_plan(plan, year), lang)
    return year_plan_document(year_plan(plan, year=year, as_of=as_of or newest_day(plan)), lang)


@_document(
    PERIOD,
    PLAN,
    LIMIT,
    as_of=AS_OF_IF_GIVEN,
    drawn=True,
    da="Statusrapporten: hvad der skete i en periode, hvad der afventer afgørelse, og hvad hvert organ løfter.",
    en="The status report: what happened in a period, what awaits a decision, and what each body carries.",
)
def status(
    period: Period, plan: Plan, limit: tuple[Limit, ...], as_of: datetime.date | None, lang: Lang, **_: Any
) -> Document:
    from praksisplan.reports import status_document
    from praksisplan.rules.history import newest_day
    from praksisplan.rules.reporting import status_report

    day = as_of or period.last_day or newest_day(plan)
    return status_document(status_report(plan, period=period, as_of=day), lang, limit)


@_document(
    PLAN,
    OVER,
    PER_YEAR,
    drawn=True,
    da="I hvilke perioder arbejdet med hver anbefaling begynder, og hvor sikkert det er.",
    en="In which periods the work on each recommendation begins, and how certain that is.",
)
def timetable(plan: Plan, over: Period | None, per: Unit, as_of: datetime.date, lang: Lang, **_: Any) -> Document:
    from praksisplan.periods import split_period
    from praksisplan.reports import timetable_document
    from praksisplan.rules.timetable import timetable

    if over is None and plan.planning_periods and per == "year":
        periods = plan.planning_periods
    else:
        periods = split_period(over or plan.period, per)
    return timetable_document(timetable(plan, periods, as_of=as_of), lang)


@_document(
    YEAR,
    PLAN,
    da="Hvor hver anbefaling står, når et år begynder, og hvad der blev af året før.",
    en="Where every recommendation stands when a year begins, and what became of the year before.",
)
def carry_over(year: int, plan: Plan, as_of: datetime.date, lang: Lang, **_: Any) -> Document:
    from praksisplan.fields import FIRST_DAY
    from praksisplan.reports import ledger_document
    from praksisplan.rules.carrying import carry_over, commitment

    ledger = carry_over(plan, into=year, as_of=as_of)
    before = commitment(plan, year=year - 1, as_of=as_of) if year > FIRST_DAY.year else None
    return ledger_document(ledger, before, lang)
