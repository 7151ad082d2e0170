"""The commands of the year: its plan, its status, its timetable, and what is carried into it."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from praksisplan.cli.command import REQUIRED, Command, Option, declare
from praksisplan.cli.options import DOCUMENT, DRAWING, LIMIT, OVER, PER_YEAR, PLAN, Drawn, Lang, Output, period, whole

if TYPE_CHECKING:
    from praksisplan.model import Limit
    from praksisplan.periods import Period, Unit

__all__ = ["COMMANDS"]

COMMANDS: list[Command] = []
_command = partial(declare, COMMANDS)

YEAR = Option("YEAR", "Et år, som i 2017.", "A year, as in 2017.", whole, REQUIRED, danish="ÅR")
PERIOD = Option(
    "PERIOD",
    "Et år eller en anden periode, som i 2017 eller '1. halvår 2017'.",
    "A year or another period, as in 2017 or '1. halvår 2017'.",
    period,
    REQUIRED,
    danish="PERIODE",
)


@_command(
    YEAR,
    PLAN,
    *DOCUMENT,
    da="Årets implementeringsplan: som den blev vedtaget, ellers udkastet.",
    en="The plan of a year: as it was approved, else the draft.",
)
def year_plan(
    year: int, plan: str, as_of: datetime.date | None, lang: Lang, format: Output, out: str | None, force: bool
) -> None:
    from praksisplan.cli.printing import deliver
    from praksisplan.cli.shared import day_of, load, working
    from praksisplan.reports import year_plan_document
    from praksisplan.rules.year import approved_year_plan, year_plan

    with working(lang):
        loaded = load(plan)
        if as_of is None and any(one.year == year for one in loaded.year_plans):
            found = approved_year_plan(loaded, year)
        else:
            found = year_plan(loaded, year=year, as_of=day_of(loaded, as_of))
        deliver(year_plan_document(found, lang), out, force, format)


@_command(
    PERIOD,
    PLAN,
    LIMIT,
    *DRAWING,
    da="Statusrapporten: hvad der skete i en periode, hvad der afventer afgørelse, og hvad hvert organ løfter.",
    en="The status report: what happened in a period, what awaits a decision, and what each body carries.",
)
def status(
    period: Period,
    plan: str,
    limit: tuple[Limit, ...],
    as_of: datetime.date | None,
    lang: Lang,
    format: Drawn,
    out: str | None,
    force: bool,
) -> None:
    from praksisplan.cli.printing import deliver
    from praksisplan.cli.shared import day_of, load, working
    from praksisplan.reports import status_document
    from praksisplan.rules.reporting import status_report

    with working(lang):
        loaded = load(plan)
        day = period.last_day if as_of is None and period.last_day is not None else day_of(loaded, as_of)
        deliver(status_document(status_report(loaded, period=period, as_of=day), lang, limit), out, force, format)


@_command(
    PLAN,
    OVER,
    PER_YEAR,
    *DRAWING,
    da="I hvilke perioder arbejdet med hver anbefaling begynder, og hvor sikkert det er.",
    en="In which periods the work on each recommendation begins, and how certain that is.",
)
def timetable(
    plan: str,
    over: Period | None,
    per: Unit,
    as_of: datetime.date | None,
    lang: Lang,
    format: Drawn,
    out: str | None,
    force: bool,
) -> None:
    from praksisplan.cli.printing import deliver
    from praksisplan.cli.shared import day_of, load, working
    from praksisplan.periods import split_period
    from praksisplan.reports import timetable_document
    from praksisplan.rules.timetable import timetable

    with working(lang):
        loaded = load(plan)
        if over is None and loaded.planning_periods and per == "year":
            periods = loaded.planning_periods
        else:
            periods = split_period(loaded.period if over is None else over, per)
        table = timetable(loaded, periods, as_of=day_of(loaded, as_of))
        deliver(timetable_document(table, lang), out, force, format)


@_command(
    YEAR,
    PLAN,
    *DOCUMENT,
    da="Hvor hver anbefaling står, når et år begynder, og hvad der blev af året før.",
    en="Where every recommendation stands when a year begins, and what became of the year before.",
)
def carry_over(
    year: int, plan: str, as_of: datetime.date | None, lang: Lang, format: Output, out: str | None, force: bool
) -> None:
    from praksisplan.cli.printing import deliver
    from praksisplan.cli.shared import day_of, load, working
    from praksisplan.fields import FIRST_DAY
    from praksisplan.reports import ledger_document
    from praksisplan.rules.carrying import carry_over, commitment

    with working(lang):
        loaded = load(plan)
        day = day_of(loaded, as_of)
        ledger = carry_over(loaded, into=year, as_of=day)
        before = commitment(loaded, year=year - 1, as_of=day) if year > FIRST_DAY.year else None
        deliver(ledger_document(ledger, before, lang), out, force, format)
