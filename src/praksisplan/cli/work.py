"""The commands of work and capacity: the schedule, the load, the risk, and what a change would make of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from praksisplan.cli.command import REQUIRED, Call, Command, Option
from praksisplan.cli.options import LIMIT, OVER, PER_QUARTER, PLAN, choice, day, decimal, period, whole
from praksisplan.cli.results import documenting

if TYPE_CHECKING:
    from praksisplan.model import Plan
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
def schedule(call: Call) -> Document:
    from praksisplan.reports import schedule_document
    from praksisplan.scheduling import SolverOptions, Workload, schedule

    def progress(now: Progress) -> None:
        call.tell(_solving(now, call.lang))

    best = None if call.best is None else SolverOptions(call.best, progress=progress)
    workload, over = Workload(call.per, limits=call.limit), call.over or call.plan.period
    return schedule_document(schedule(call.plan, workload, as_of=call.as_of, over=over, best=best), call.lang)


def _solving(now: Progress, lang: str) -> str:
    """How far the solver has come, in words."""
    from praksisplan.cli.phrases import phrase

    makespan = phrase("unknown", lang) if now.makespan is None else now.makespan
    return phrase("solving", lang).format(makespan, now.bound)


def _days(words: str, option: Option) -> tuple[int, int]:
    """Reads a number of days, or the least and the most: ``30`` or ``30-90``."""
    least, _, most = words.partition("-")
    if not all(part.isascii() and part.isdecimal() for part in (least, most or least)):
        raise option.wrong("bad-duration.days", words)
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
        "--duration",
        "Dage fra en anbefaling begynder, til det foreligger, som andre afventer, som i 30-90.",
        "Days from the start of a recommendation to what others await of it, as in 30-90.",
        _days,
    ),
    LIMIT,
    drawn=True,
    da="Hvor sandsynligt det er, hvornår arbejdet med hver anbefaling begynder, og hvad der driver det.",
    en="How likely the work on each recommendation begins when, and what drives it.",
)
def risk(call: Call) -> Document:
    from praksisplan.cli.phrases import phrase
    from praksisplan.periods import split_period
    from praksisplan.reports import risk_document
    from praksisplan.scheduling import Workload, simulate

    period = call.over or call.plan.period
    found = simulate(
        call.plan,
        as_of=call.as_of,
        workload=Workload(call.per, limits=call.limit) if call.limit else None,
        over=period if call.limit else None,
        progress=lambda done, of: call.tell(phrase("runs_done", call.lang).format(done, of)),
        runs=call.runs,
        seed=call.seed,
        draw=call.draw,
        duration=call.duration,
    )
    return risk_document(found, split_period(period, call.per), call.lang)


@_document(
    PLAN,
    OVER,
    PER_QUARTER,
    LIMIT,
    drawn=True,
    da="Hvor mange anbefalinger hvert organ løfter i hver periode, mindst og højst.",
    en="How many recommendations each body carries in each period, at least and at most.",
)
def load(call: Call) -> Document:
    from praksisplan.reports import load_document
    from praksisplan.scheduling import load_of

    return load_document(
        load_of(call.plan, per=call.per, over=call.over or call.plan.period, as_of=call.as_of, limits=call.limit),
        call.lang,
    )


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
def what_if(call: Call) -> Document:
    from praksisplan.model import Statement, Status
    from praksisplan.recording import what_if
    from praksisplan.reports import comparison_document

    said = [Statement(**_subject(target), expected=expected) for target, expected in call.moves]
    said += [Statement(events=(one,), status=Status.CANCELLED) for one in call.never]
    said += [Statement(about=(number,), status=Status.DEFERRED, deferred_to=until) for number, until in call.defer]
    said += [Statement(about=(one,), status=Status.CANCELLED) for one in call.drop]
    found = what_if(
        call.plan, *said, as_of=call.as_of, limits=call.limit, scheduler=_scheduler(call.over, call.per, call.as_of)
    )
    return comparison_document(found, call.lang)


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
def compare(call: Call) -> Document:
    from praksisplan.reports import comparison_document
    from praksisplan.rules.changes import compare

    return comparison_document(compare(call.old, call.new, as_of=call.as_of, since=call.since), call.lang)
