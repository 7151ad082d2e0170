"""The commands of work and capacity: the schedule, the load, the risk, and what a change would make of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from praksisplan.cli.command import Call, Option, repeated
from praksisplan.cli.options import LIMIT, NEW, OLD, OVER, PER_QUARTER, PLAN, choice, day, decimal, pair, period, whole
from praksisplan.cli.phrases import phrase
from praksisplan.cli.results import Commands

if TYPE_CHECKING:
    from praksisplan.model import Plan
    from praksisplan.periods import Period, Unit
    from praksisplan.reports import Document
    from praksisplan.scheduling import PlanSchedule, Progress

COMMANDS = Commands()


@COMMANDS.document(
    PLAN,
    OVER,
    PER_QUARTER,
    LIMIT,
    Option(
        "--best",
        "Søg efter den bedste tidsplan i op til så mange sekunder, og oplys, hvad der er bevist om den.",
        "Search for the best schedule for up to this many seconds, and state what is proven of it.",
        decimal,
    ),
    drawn=True,
    own="xml",
    da="En tidsplan for anbefalingerne inden for organernes kapacitet; som .xml til Microsoft Project.",
    en="A schedule of the recommendations within the capacity of the bodies; as .xml for Microsoft Project.",
)
def schedule(call: Call) -> Document:
    from praksisplan.reports import schedule_document
    from praksisplan.scheduling import SolverOptions, Workload, schedule

    def progress(now: Progress) -> None:
        makespan = phrase("unknown", call.lang) if now.makespan is None else now.makespan
        call.tell(phrase("solving", call.lang, makespan, now.bound))

    best = None if call.best is None else SolverOptions(call.best, progress=progress)
    workload, over = Workload(call.per, limits=call.limit), call.over or call.plan.period
    return schedule_document(schedule(call.plan, workload, as_of=call.as_of, over=over, best=best), call.lang)


def _days(words: str, option: Option) -> tuple[int, int]:
    """Reads a number of days, or the least and the most: ``30`` or ``30-90``."""
    least, _, most = words.partition("-")
    if not all(part.isascii() and part.isdecimal() for part in (least, most or least)):
        raise option.wrong("bad-duration.days", words)
    return int(least), int(most or least)


@COMMANDS.document(
    PLAN,
    OVER,
    PER_QUARTER,
    Option("--runs", "Antal gentagelser (10.000).", "The number of runs (10,000).", whole, 10_000),
    Option(
        "--seed",
        "Startværdi for tilfældige tal; samme værdi giver samme svar.",
        "The seed of the random numbers; the same seed gives the same answer.",
        whole,
        0,
    ),
    Option(
        "--draw",
        "Fordelingen: triangular (oftest midt i perioden), uniform (jævnt) eller history (planens egne forsinkelser).",
        "The distribution: triangular (most often in the middle), uniform (evenly) or history (the plan's own delays).",
        choice("triangular", "uniform", "history"),
        "triangular",
    ),
    Option(
        "--duration",
        "Antal dage fra en anbefaling begynder, til resultatet, som andre afventer, foreligger, fx 30-90.",
        "Days from the start of a recommendation to the result that others await, as in 30-90.",
        _days,
    ),
    LIMIT,
    drawn=True,
    da="Hvornår arbejdet med hver anbefaling sandsynligvis begynder, og hvad der bestemmer det.",
    en="When the work on each recommendation is likely to begin, and what determines that.",
)
def risk(call: Call) -> Document:
    from praksisplan.periods import split_period
    from praksisplan.reports import risk_document
    from praksisplan.scheduling import Workload, simulate

    period = call.over or call.plan.period
    found = simulate(
        call.plan,
        as_of=call.as_of,
        workload=Workload(call.per, limits=call.limit) if call.limit else None,
        over=period if call.limit else None,
        progress=lambda done, of: call.tell(phrase("runs_done", call.lang, done, of)),
        runs=call.runs,
        seed=call.seed,
        draw=call.draw,
        duration=call.duration,
    )
    return risk_document(found, split_period(period, call.per), call.lang)


@COMMANDS.document(
    PLAN,
    OVER,
    PER_QUARTER,
    LIMIT,
    drawn=True,
    da="Hvor mange anbefalinger hvert organ arbejder med i hver periode, mindst og højst.",
    en="How many recommendations each body is working on in each period, at least and at most.",
)
def load(call: Call) -> Document:
    from praksisplan.reports import load_document
    from praksisplan.scheduling import load_of

    return load_document(
        load_of(call.plan, per=call.per, over=call.over or call.plan.period, as_of=call.as_of, limits=call.limit),
        call.lang,
    )


_MOVE = pair("bad-change", period)
"""Reads a name and a period: ``id=2018``."""


@COMMANDS.document(
    PLAN,
    repeated(
        "--moves",
        "Flyt en forventning: begivenhedens id eller anbefalingens nummer og den nye periode, fx id=2018.",
        "Move a promise: the id of the event or number of the recommendation, and the new period, as in id=2018.",
        _MOVE,
    ),
    repeated("--never", "Id’et på en begivenhed, der aldrig kommer.", "The id of an event that never comes."),
    repeated("--defer", "Udskyd en anbefaling, fx 29=2018.", "Defer a recommendation, as in 29=2018.", _MOVE),
    repeated(
        "--drop", "Nummeret på en anbefaling, der bortfalder.", "The number of a recommendation that is cancelled."
    ),
    LIMIT,
    Option(
        "--over",
        "Sammenlign også tidsplanerne for denne periode med kapaciteterne før og efter.",
        "Compare the schedules of this period too, with the limits before and after.",
        period,
    ),
    PER_QUARTER,
    da="Følgerne af nogle ændringer. De angivne kapaciteter gælder efter ændringen.",
    en="The effects of some changes. The limits apply after the change.",
)
def what_if(call: Call) -> Document:
    from praksisplan.model import Statement, Status
    from praksisplan.reports import comparison_document
    from praksisplan.rules.recording import what_if

    said = [Statement(**_subject(target), expected=expected) for target, expected in call.moves]
    said += [Statement(events=(one,), status=Status.CANCELLED) for one in call.never]
    said += [Statement(about=(number,), status=Status.DEFERRED, deferred_to=until) for number, until in call.defer]
    said += [Statement(about=(one,), status=Status.CANCELLED) for one in call.drop]
    found = what_if(
        call.plan, *said, as_of=call.as_of, limits=call.limit, scheduler=_scheduler(call.over, call.per, call.as_of)
    )
    return comparison_document(found, call.lang)


def _subject(target: str) -> dict[str, Any]:
    """The subject of a statement: the recommendation with a number, or the event with an id."""
    return {"about" if target[:1].isdecimal() else "events": (target,)}


def _scheduler(over: Period | None, per: Unit, on: datetime.date) -> Callable[[Plan], PlanSchedule] | None:
    """Makes the schedule of a plan within a period, if there is one."""
    from praksisplan.scheduling import Workload, schedule

    return None if over is None else lambda plan: schedule(plan, Workload(per), as_of=on, over=over)


@COMMANDS.document(
    OLD,
    NEW,
    Option(
        "--since",
        "Dagen, den gamle plan opgøres pr. Udelades den, bruges den nyes.",
        "The day for the old plan. The default is that of the new.",
        day,
    ),
    da="Forskellene mellem to planer eller mellem to dage i samme plan.",
    en="The differences between two plans, or between two days of one plan.",
)
def compare(call: Call) -> Document:
    from praksisplan.reports import comparison_document
    from praksisplan.rules.changes import compare

    return comparison_document(compare(call.old, call.new, as_of=call.as_of, since=call.since), call.lang)
