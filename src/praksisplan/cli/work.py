"""The commands of work and capacity: the schedule, the load, the risk, and what a change would make of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from praksisplan.cli.command import REQUIRED, Command, Option
from praksisplan.cli.options import (
    LIMIT,
    OVER,
    PER_QUARTER,
    PLAN,
    Lang,
    choice,
    day,
    decimal,
    period,
    whole,
)
from praksisplan.cli.results import documenting

if TYPE_CHECKING:
    from praksisplan.model import Limit, Plan
    from praksisplan.periods import Period, Unit
    from praksisplan.reports import Document
    from praksisplan.scheduling import PlanSchedule, Progress

__all__ = ["COMMANDS"]

COMMANDS: list[Command] = []
_document = partial(documenting, COMMANDS)


@_document(
    PLAN,
    OVER,
    PER_QUARTER,
    LIMIT,
    Option(
        "--best",
        "Søg efter den bedste tidsplan i så mange sekunder, og oplys, hvor god den bevisligt er.",
        "Search for the best schedule for so many seconds, and tell how good it is proven to be.",
        decimal,
    ),
    drawn=True,
    da="Hvilke anbefalinger der kan nås i hvilken periode inden for det, organerne kan løfte.",
    en="Which recommendations fit into which period, within what the bodies can carry.",
)
def schedule(
    plan: Plan,
    over: Period | None,
    per: Unit,
    limit: tuple[Limit, ...],
    best: float | None,
    as_of: datetime.date,
    lang: Lang,
    tell: Callable[[str], None],
) -> Document:
    from praksisplan.reports import schedule_document
    from praksisplan.scheduling import SolverOptions, Workload, schedule

    options = None if best is None else SolverOptions(best, progress=lambda now: tell(_solving(now, lang)))
    found = schedule(plan, Workload(per, limits=limit), as_of=as_of, over=over or plan.period, best=options)
    return schedule_document(found, lang)


def _solving(now: Progress, lang: str) -> str:
    """How far the solver has come, in words."""
    from praksisplan.cli.phrases import phrase

    makespan = phrase("unknown", lang) if now.makespan is None else now.makespan
    return phrase("solving", lang).format(makespan, now.bound)


def _days(words: str, option: Option) -> tuple[int, int]:
    """Reads a number of days, or the least and the most: ``30`` or ``30-90``."""
    least, _, most = words.partition("-")
    if not all(part.isascii() and part.isdecimal() for part in (least, most or least)):
        raise option.wrong("bad-length", words)
    return int(least), int(most or least)


@_document(
    PLAN,
    OVER,
    PER_QUARTER,
    Option("--runs", "Antal gennemløb (10.000).", "The number of runs (10,000).", whole, 10_000),
    Option("--seed", "Samme frø giver samme svar.", "The same seed gives the same answer.", whole, 0),
    Option(
        "--draw",
        "Hvordan der trækkes: triangular (oftest midt i perioden), uniform (jævnt) eller history (så sent som før).",
        "How: triangular (most often in the middle), uniform (evenly) or history (as late as before).",
        choice("triangular", "uniform", "history"),
        "triangular",
    ),
    Option(
        "--length",
        "Dage fra en anbefaling begynder, til det foreligger, som andre afventer, som i 30-90.",
        "Days from the start of a recommendation to what others await of it, as in 30-90.",
        _days,
    ),
    LIMIT,
    drawn=True,
    da="Hvor sandsynligt det er, hvornår arbejdet med hver anbefaling begynder, og hvad der driver det.",
    en="How likely the work on each recommendation begins when, and what drives it.",
)
def risk(
    plan: Plan,
    over: Period | None,
    per: Unit,
    limit: tuple[Limit, ...],
    as_of: datetime.date,
    lang: Lang,
    tell: Callable[[str], None],
    **drawn: Any,
) -> Document:
    from praksisplan.cli.phrases import phrase
    from praksisplan.periods import split_period
    from praksisplan.reports import risk_document
    from praksisplan.scheduling import Workload
    from praksisplan.scheduling.risk import simulate

    period = over or plan.period
    found = simulate(
        plan,
        as_of=as_of,
        workload=Workload(per, limits=limit) if limit else None,
        over=period if limit else None,
        progress=lambda done, of: tell(phrase("runs_done", lang).format(done, of)),
        **drawn,
    )
    return risk_document(found, split_period(period, per), lang)


@_document(
    PLAN,
    OVER,
    PER_QUARTER,
    LIMIT,
    drawn=True,
    da="Hvor mange anbefalinger hvert organ løfter i hver periode, mindst og højst.",
    en="How many recommendations each body carries in each period, at least and at most.",
)
def load(
    plan: Plan,
    over: Period | None,
    per: Unit,
    limit: tuple[Limit, ...],
    as_of: datetime.date,
    lang: Lang,
    **_: Any,
) -> Document:
    from praksisplan.reports import load_document
    from praksisplan.scheduling import load_of

    return load_document(load_of(plan, per=per, over=over or plan.period, as_of=as_of, limits=limit), lang)


def _pair(words: str, option: Option) -> tuple[str, Period]:
    """Reads a name and a period: ``id=2018``."""
    name, sign, told = words.partition("=")
    if not sign or not name:
        raise option.wrong("bad-change", words)
    return name, period(told, option)


@_document(
    PLAN,
    Option(
        "--moves",
        "En forventning flyttes: begivenhedens id eller anbefalingens nummer, og hvortil, som i id=2018.",
        "A promise moves: the event's id or the number, and when, as in id=2018.",
        _pair,
        (),
        repeated=True,
    ),
    Option(
        "--never",
        "En begivenhed kommer aldrig: dens id.",
        "An event never comes: its id.",
        default=(),
        repeated=True,
    ),
    Option(
        "--defer",
        "En anbefaling udskydes, som i 29=2018.",
        "A recommendation is deferred, as in 29=2018.",
        _pair,
        (),
        repeated=True,
    ),
    Option(
        "--drop",
        "En anbefaling opgives: dens nummer.",
        "A recommendation is cancelled: its number.",
        default=(),
        repeated=True,
    ),
    LIMIT,
    Option(
        "--over",
        "Sammenlign også tidsplanerne for denne periode, med grænserne før og efter.",
        "Compare the schedules of this period too, with the limits before and after.",
        period,
    ),
    PER_QUARTER,
    da="Hvad nogle ændringer ville betyde for planen. Grænserne er dem, der gælder efter ændringen.",
    en="What some changes would make of the plan. The limits are those that apply after the change.",
)
def what_if(
    plan: Plan,
    moves: tuple[tuple[str, Period], ...],
    never: tuple[str, ...],
    defer: tuple[tuple[str, Period], ...],
    drop: tuple[str, ...],
    limit: tuple[Limit, ...],
    over: Period | None,
    per: Unit,
    as_of: datetime.date,
    lang: Lang,
    **_: Any,
) -> Document:
    from praksisplan.model import Statement, Status
    from praksisplan.recording import what_if
    from praksisplan.reports import comparison_document

    said = [Statement(**_subject(target), expected=expected) for target, expected in moves]
    said += [Statement(events=(one,), status=Status.CANCELLED) for one in never]
    said += [Statement(about=(number,), status=Status.DEFERRED, deferred_to=until) for number, until in defer]
    said += [Statement(about=(one,), status=Status.CANCELLED) for one in drop]
    found = what_if(plan, *said, as_of=as_of, limits=limit, scheduler=_scheduler(over, per, as_of))
    return comparison_document(found, lang)


def _subject(target: str) -> dict[str, Any]:
    """What a statement is about: the recommendation with a number, or the event with an id."""
    return {"about" if target[:1].isdecimal() else "events": (target,)}


def _scheduler(over: Period | None, per: Unit, on: datetime.date) -> Callable[[Plan], PlanSchedule] | None:
    """Makes the schedule of a plan within a period, if there is one."""
    from praksisplan.scheduling import Workload, schedule

    return None if over is None else lambda plan: schedule(plan, Workload(per), as_of=on, over=over)


@_document(
    Option("OLD", "Den gamle plan.", "The old plan.", default=REQUIRED, danish="GAMMEL PLAN"),
    Option("NEW", "Den nye plan.", "The new plan.", default=REQUIRED, danish="NY PLAN"),
    Option(
        "--since",
        "Dagen, den gamle plan opgøres pr. Udelades den, bruges den nyes.",
        "The day for the old plan. The default is that of the new.",
        day,
    ),
    da="Forskellene mellem to planer, eller mellem to dage i én.",
    en="What differs between two plans, or between two days of one.",
)
def compare(old: Plan, new: Plan, since: datetime.date | None, as_of: datetime.date, lang: Lang, **_: Any) -> Document:
    from praksisplan.reports import comparison_document
    from praksisplan.rules.changes import compare

    return comparison_document(compare(old, new, as_of=as_of, since=since), lang)
