"""The command line: ``praksisplan blocked`` and its siblings. The extra ``cli`` brings cyclopts and rich.

Every command takes ``PLAN`` (a bundled name or a file; the bundled plan is the default), ``--as-of``, ``--lang`` and
``--format``. A wrong call prints one message and exits with status 2.
"""

from __future__ import annotations

import datetime
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from praksisplan import __version__, datasets, recording
from praksisplan.answers import Answer, Cell, Lines, citation_text
from praksisplan.answers.words import day_words
from praksisplan.checks import check as find
from praksisplan.cli.capacity import app as capacity
from praksisplan.cli.errors import fault_of
from praksisplan.cli.phrases import phrase
from praksisplan.cli.printing import (
    DrawnFormat,
    Force,
    Format,
    Lang,
    Language,
    Out,
    Output,
    deliver,
    one_day,
    print_answer,
    print_piece,
    print_records,
)
from praksisplan.cli.process import STANDARD_INPUT, fail, language_of, prepare_streams, text_of
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.fields import FIRST_DAY
from praksisplan.model import Plan, Statement, Status
from praksisplan.optimizing import Optimum, optimize
from praksisplan.optimizing import Progress as Solving
from praksisplan.periods import Period, Unit, parse_period, split_period
from praksisplan.reports import (
    comparison_document,
    ledger_document,
    load_document,
    risk_document,
    schedule_document,
    status_document,
    timetable_document,
    year_plan_document,
)
from praksisplan.risk.simulating import Draw, simulate
from praksisplan.rules import blocking, carrying, changes, explaining
from praksisplan.rules.history import newest_day
from praksisplan.rules.reporting import status_report
from praksisplan.rules.state import (
    ROLES,
    RecommendationState,
    body_text,
    expected_text,
    milestone_text,
    state_at,
    wait_text,
)
from praksisplan.rules.timetable import timetable as make_timetable
from praksisplan.rules.year import approved_year_plan
from praksisplan.rules.year import year_plan as draft_year_plan
from praksisplan.scheduling import Limit, PlanSchedule, Problem, Schedule, Workload, load_of
from praksisplan.scheduling import schedule as make_schedule
from praksisplan.storage import loads
from praksisplan.storage.files import SUFFIXES, load_plan, reasons

__all__ = ["app", "main"]

DEFAULT_PLAN = "hovedstaden-almen-2015-2019"

PlanName = Annotated[
    str,
    Parameter(help="A bundled plan's name, a file ending in .json, .yaml or .yml, or - for JSON on standard input."),
]
AsOf = Annotated[
    str | None,
    Parameter(help="The day to tell the plan as of: 2017-01-15 or '15. januar 2017'. Left out: its newest statement."),
]
Number = Annotated[str, Parameter(help="The number of a recommendation.")]

app = App(
    name="praksisplan",
    help="Which recommendations of a Danish practice plan are blocked, by what, until when, and where it is written.",
    version=__version__,
)
app.command(capacity)


def _load(name: str) -> Plan:
    if name == STANDARD_INPUT:
        return loads(*text_of(name))
    is_file = "." in name or "/" in name or "\\" in name
    return load_plan(name) if is_file else datasets.load(name)


def _as_of(plan: Plan, words: str | None) -> datetime.date:
    if words is None:
        return newest_day(plan)
    return one_day(words, "--as-of")


def _caption(plan: Plan, as_of: datetime.date, lang: Lang) -> str:
    """The day, the plan, and the documents that the citations point to."""
    moment = f"{phrase('as_of', lang)} {day_words(as_of, lang)}"
    return f"{moment[0].upper()}{moment[1:]}\n{_sources(plan)}"


def _sources(plan: Plan) -> str:
    """The plan, and the documents that the citations point to."""
    return "\n".join([f"{plan.title}, {plan.region}", *(f"{one.id}: {one.title}" for one in plan.sources)])


def _print_answer(
    ask: Callable[..., Answer[Any]], plan_name: str, as_of: str | None, lang: Lang, format: Output
) -> None:
    plan = _load(plan_name)
    answer = ask(plan, as_of=_as_of(plan, as_of))
    print_answer(answer, answer.as_of, _sources(plan), lang, format)


@app.command
def blocked(
    plan: PlanName = DEFAULT_PLAN, /, *, as_of: AsOf = None, lang: Language = "da", format: Format = "table"
) -> None:
    """The recommendations that nothing can be done on, what they await, and where that is written."""
    _print_answer(blocking.blocked, plan, as_of, lang, format)


@app.command
def ready(
    plan: PlanName = DEFAULT_PLAN, /, *, as_of: AsOf = None, lang: Language = "da", format: Format = "table"
) -> None:
    """The recommendations that nothing holds."""
    _print_answer(blocking.ready, plan, as_of, lang, format)


@app.command
def overdue(
    plan: PlanName = DEFAULT_PLAN, /, *, as_of: AsOf = None, lang: Language = "da", format: Format = "table"
) -> None:
    """What should have come by now and has not."""
    _print_answer(blocking.overdue, plan, as_of, lang, format)


@app.command
def why(
    number: Number,
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    as_of: AsOf = None,
    lang: Language = "da",
    format: Format = "table",
) -> None:
    """Why a recommendation is blocked, down to the root, with the source of each step."""
    loaded = _load(plan)
    explanation = explaining.why(loaded, number, as_of=_as_of(loaded, as_of))
    if format == "table":
        tree = Lines(lambda width: explanation.text(lang, width=width))
        print_piece(f"{explanation.heading(lang)}\n{_sources(loaded)}", tree)
        return
    print_answer(explanation, explanation.as_of, _sources(loaded), lang, format)


@app.command
def show(
    number: Number,
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    as_of: AsOf = None,
    lang: Language = "da",
    format: Format = "table",
) -> None:
    """The state of a recommendation, and every statement about it."""
    loaded = _load(plan)
    state = state_at(loaded, as_of=_as_of(loaded, as_of))
    records = _details(loaded, state[loaded.recommendation(number).number], lang)
    print_records(
        _caption(loaded, state.as_of, lang), state.as_of, records, ("subject", "message", "sources"), lang, format
    )


def _details(plan: Plan, state: RecommendationState, lang: Lang) -> list[dict[str, Cell]]:
    """A recommendation's state and statements, a record a line."""
    recommendation = plan.recommendation(state.number)
    records: list[dict[str, Cell]] = []

    def add(subject: str, message: str, sources: str = "") -> None:
        records.append({"subject": subject, "message": message, "sources": sources})

    add(
        f"{phrase('recommendation', lang)} {state.number}",
        recommendation.title,
        citation_text(recommendation.citations, lang),
    )
    standing = f" ({state.standing.label(lang)})" if state.standing else ""
    add("status", f"{state.status.label(lang)}{standing}")
    for key, value in (("planned", state.planned), ("deferred_to", state.deferred_to)):
        if value is not None:
            add(phrase(key, lang), str(value))
    for wait in state.awaits:
        words = f"{wait_text(plan, wait, lang)} ({expected_text(wait, lang)})"
        add(phrase("awaits", lang), words, citation_text(wait.citations, lang))
    for strand in state.strands:
        add(phrase("strand", lang), f"{strand.title}: {strand.status.label(lang)}")
    for milestone in state.milestones:
        add(phrase("milestone", lang), milestone_text(plan, milestone, lang))
    for role in ROLES:
        if getattr(state, role):
            add(phrase(role, lang), ", ".join(body_text(plan, id) for id in getattr(state, role)))
    if state.jointly:
        add(phrase("jointly", lang), ", ".join(state.jointly))
    for statement in state.statements:
        said = [statement.standing.label(lang)]
        if statement.status is not None:
            said.append(statement.status.label(lang))
        if statement.deferred_to is not None:
            said.append(str(statement.deferred_to))
        words = ", ".join(said) + (f": {statement.text}" if statement.text else "")
        add(phrase("statement", lang), words, citation_text(statement.citations, lang))
    return records


@app.command
def check(
    plan: PlanName = DEFAULT_PLAN, /, *, as_of: AsOf = None, lang: Language = "da", format: Format = "table"
) -> None:
    """What is wrong, doubtful or undecided in a plan."""
    loaded = _load(plan)
    day = _as_of(loaded, as_of)
    print_answer(find(loaded, as_of=day), day, _sources(loaded), lang, format)


@app.command
def plans(*, lang: Language = "da", format: Format = "table") -> None:
    """The bundled plans."""
    records: list[dict[str, Cell]] = []
    for name in datasets.names():
        plan = datasets.load(name)
        records.append(
            {
                "name": name,
                "title": f"{plan.title}, {plan.region}",
                "practice_area": plan.practice_area.label(lang),
                "period": str(plan.period),
                "recommendations": str(len(plan.recommendations)),
            }
        )
    columns = ("name", "title", "practice_area", "period", "recommendations")
    print_records(phrase("bundled_plans", lang), None, records, columns, lang, format)


# --- the year ----------------------------------------------------------------------------------------------------

Limits = Annotated[
    list[str] | None,
    Parameter(help="What can be carried at once: 12 for the whole plan, group=2 for a body. May be given again."),
]
Year = Annotated[int, Parameter(help="A year, as in 2017.")]


@contextmanager
def _working(lang: str) -> Iterator[Callable[[str], None]]:
    """Shows a bar on the terminal's error stream while work goes on for longer than a second.

    What it yields says in words how far the work has come.
    """
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(phrase("working", lang), total=None)
    timer = threading.Timer(1.0, progress.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda words: progress.update(task, description=words)
    finally:
        timer.cancel()
        timer.join()
        progress.stop()


@app.command
def year_plan(
    year: Year,
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    as_of: AsOf = None,
    lang: Language = "da",
    format: Format = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """The plan of a year in the structure of the practice plan: as it was approved, else the draft."""
    with _working(lang):
        loaded = _load(plan)
        if as_of is None and any(one.year == year for one in loaded.year_plans):
            found = approved_year_plan(loaded, year)
        else:
            found = draft_year_plan(loaded, year=year, as_of=_as_of(loaded, as_of))
        deliver(year_plan_document(found, lang), out, force, format)


@app.command
def status(
    period: Annotated[str, Parameter(help="A year or another period, as in 2017 or '1. halvår 2017'.")],
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    limit: Limits = None,
    as_of: AsOf = None,
    lang: Language = "da",
    format: DrawnFormat = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """What happened in a period, what awaits a decision, what needs attention, and what each body carries."""
    with _working(lang):
        loaded, told = _load(plan), parse_period(period)
        day = told.last_day if as_of is None and told.last_day is not None else _as_of(loaded, as_of)
        report = status_report(loaded, period=told, as_of=day)
        deliver(status_document(report, lang, _limits(limit)), out, force, format)


@app.command
def timetable(
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    over: Annotated[
        str | None, Parameter(help="The period to cover, as in '2017-2019'. Left out: the plan's own periods.")
    ] = None,
    per: Annotated[Unit, Parameter(help="The unit of time.")] = "year",
    as_of: AsOf = None,
    lang: Language = "da",
    format: DrawnFormat = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """In which periods the work on each recommendation begins, and how certain that is."""
    with _working(lang):
        loaded = _load(plan)
        if over is None and loaded.planning_periods and per == "year":
            periods = loaded.planning_periods
        else:
            periods = split_period(loaded.period if over is None else parse_period(over), per)
        table = make_timetable(loaded, periods, as_of=_as_of(loaded, as_of))
        deliver(timetable_document(table, lang), out, force, format)


@app.command
def carry_over(
    year: Year,
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    as_of: AsOf = None,
    lang: Language = "da",
    format: Format = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """Where every recommendation stands when a year begins, and what became of the year before."""
    with _working(lang):
        loaded = _load(plan)
        day = _as_of(loaded, as_of)
        ledger = carrying.carry_over(loaded, into=year, as_of=day)
        before = carrying.commitment(loaded, year=year - 1, as_of=day) if year > FIRST_DAY.year else None
        deliver(ledger_document(ledger, before, lang), out, force, format)


_DIGITS = 9
"""The most digits of a limit."""


def _limits(words: list[str] | None) -> tuple[Limit, ...]:
    """Limits as they are typed: ``12`` for the whole plan, ``group=2`` for a body."""
    limits = []
    for one in words or []:
        body, _, amount = one.rpartition("=")
        if not (amount.isascii() and amount.isdecimal() and len(amount) <= _DIGITS):
            raise PlanError(
                Fault(
                    "bad-limit",
                    "--limit",
                    f"expected a number, or a body and a number as in group=2, found {shown(one)}",
                    f"der skulle stå et tal, eller et organ og et tal som i gruppe=2, her står {shown(one)}",
                )
            )
        limits.append(Limit(body or None, int(amount)))
    return tuple(limits)


@app.command
def schedule(
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    over: Annotated[str | None, Parameter(help="The period to cover. Left out: the plan's own.")] = None,
    per: Annotated[Unit, Parameter(help="The unit of time.")] = "quarter",
    limit: Limits = None,
    effort: Annotated[int, Parameter(help="How many schedules the search may make more.")] = 0,
    best: Annotated[
        float | None,
        Parameter(help="Look for the best schedule for so many seconds, and tell how good it is proven to be."),
    ] = None,
    as_of: AsOf = None,
    lang: Language = "da",
    format: DrawnFormat = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """Which recommendations fit into which period, within what the bodies can carry, and why the others do not."""
    with _working(lang) as tell:
        loaded = _load(plan)
        period = loaded.period if over is None else parse_period(over)
        workload = Workload(per, limits=_limits(limit))
        proven: list[Optimum] = []

        def solving(problem: Problem) -> Schedule:
            seconds = best or 0.0
            proven.append(optimize(problem, seconds=seconds, progress=lambda now: tell(_solving(now, lang))))
            return proven[0].schedule

        using = None if best is None else solving
        found = make_schedule(loaded, workload, as_of=_as_of(loaded, as_of), over=period, effort=effort, using=using)
        deliver(schedule_document(found, lang, *proven), out, force, format)


def _solving(now: Solving, lang: str) -> str:
    """How far the solver has come, in words."""
    length = phrase("unknown", lang) if now.length is None else now.length
    return phrase("solving", lang).format(length, now.bound)


@app.command
def risk(
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    over: Annotated[str | None, Parameter(help="The period to cover. Left out: the plan's own.")] = None,
    per: Annotated[Unit, Parameter(help="The unit of time.")] = "quarter",
    runs: Annotated[int, Parameter(help="How many times what is promised is drawn.")] = 10_000,
    seed: Annotated[int, Parameter(help="The same seed gives the same answer.")] = 0,
    draw: Annotated[
        Draw, Parameter(help="How: most often in the middle, evenly, or as late as before.")
    ] = "triangular",
    length: Annotated[
        str | None, Parameter(help="Days from the start of a recommendation to what others await of it, as in 30-90.")
    ] = None,
    limit: Limits = None,
    as_of: AsOf = None,
    lang: Language = "da",
    format: DrawnFormat = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """How likely the work on each recommendation begins when, and what drives it."""
    with _working(lang) as tell:
        loaded = _load(plan)
        day = _as_of(loaded, as_of)
        period = loaded.period if over is None else parse_period(over)
        workload = Workload(per, limits=_limits(limit)) if limit else None
        found = simulate(
            loaded,
            as_of=day,
            runs=runs,
            seed=seed,
            draw=draw,
            length=_days(length),
            workload=workload,
            over=None if workload is None else period,
            progress=lambda done, of: tell(phrase("runs_done", lang).format(done, of)),
        )
        deliver(risk_document(found, split_period(period, per), lang), out, force, format)


def _days(words: str | None) -> tuple[int, int] | None:
    """A length as it is typed: ``30`` or ``30-90``."""
    if words is None:
        return None
    least, _, most = words.partition("-")
    if not all(part.isascii() and part.isdecimal() for part in (least, most or least)):
        raise PlanError(
            Fault(
                "bad-length",
                "--length",
                f"expected days as in 30 or 30-90, found {shown(words)}",
                f"der skulle stå dage som i 30 eller 30-90, her står {shown(words)}",
            )
        )
    return int(least), int(most or least)


@app.command
def load(
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    over: Annotated[str | None, Parameter(help="The period to cover. Left out: the plan's own.")] = None,
    per: Annotated[Unit, Parameter(help="The unit of time.")] = "quarter",
    limit: Limits = None,
    as_of: AsOf = None,
    lang: Language = "da",
    format: DrawnFormat = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """How many recommendations each body carries in each period, at least and at most."""
    with _working(lang):
        loaded = _load(plan)
        period = loaded.period if over is None else parse_period(over)
        found = load_of(loaded, per=per, over=period, as_of=_as_of(loaded, as_of), limits=_limits(limit))
        deliver(load_document(found, lang), out, force, format)


@app.command
def what_if(
    plan: PlanName = DEFAULT_PLAN,
    /,
    *,
    moves: Annotated[
        list[str] | None, Parameter(help="A promise moves: the event's id or number, and when, as in id=2018.")
    ] = None,
    never: Annotated[list[str] | None, Parameter(help="An event never comes: its id.")] = None,
    defer: Annotated[list[str] | None, Parameter(help="A recommendation is put off, as in 29=2018.")] = None,
    drop: Annotated[list[str] | None, Parameter(help="A recommendation is cancelled: its number.")] = None,
    limit: Limits = None,
    over: Annotated[
        str | None, Parameter(help="Compare the schedules of this period too, with the limits before and after.")
    ] = None,
    per: Annotated[Unit, Parameter(help="The unit of time of the schedules.")] = "quarter",
    as_of: AsOf = None,
    lang: Language = "da",
    format: Format = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """What some changes would make of the plan: state, waits, windows, the next year, and the schedule.

    With limits, they are what the bodies can carry after the change; before, there are those of the plan.
    """
    with _working(lang):
        loaded = _load(plan)
        said = [_promise(*_pair("--moves", one)) for one in moves or []]
        said += [Statement(events=(one,), status=Status.CANCELLED) for one in never or []]
        for number, period in (_pair("--defer", one) for one in defer or []):
            said.append(Statement(about=(number,), status=Status.DEFERRED, deferred_to=period))
        said += [Statement(about=(one,), status=Status.CANCELLED) for one in drop or []]
        day = _as_of(loaded, as_of)
        scheduler = _scheduler(over, per, day)
        found = recording.what_if(loaded, *said, as_of=day, limits=_limits(limit), scheduler=scheduler)
        deliver(comparison_document(found, lang), out, force, format)


def _promise(target: str, expected: Period) -> Statement:
    """What is expected of the recommendation with a number, or of the event with an id."""
    if target[:1].isdecimal():
        return Statement(about=(target,), expected=expected)
    return Statement(events=(target,), expected=expected)


def _scheduler(over: str | None, per: Unit, day: datetime.date) -> Callable[[Plan], PlanSchedule] | None:
    """Makes the schedule of a plan within a period, if there is one."""
    if over is None:
        return None
    period = parse_period(over)
    return lambda plan: make_schedule(plan, Workload(per), as_of=day, over=period)


def _pair(option: str, words: str) -> tuple[str, Period]:
    """A name and a period as they are typed: ``id=2018``."""
    name, sign, period = words.partition("=")
    if not sign or not name:
        raise PlanError(
            Fault(
                "bad-change",
                option,
                f"expected a name and a period as in 29=2018, found {shown(words)}",
                f"der skulle stå et navn og en periode som i 29=2018, her står {shown(words)}",
            )
        )
    return name, parse_period(period)


@app.command
def compare(
    old: PlanName,
    new: PlanName,
    /,
    *,
    since: Annotated[
        str | None, Parameter(help="The day to tell the old plan as of. Left out: that of the new.")
    ] = None,
    as_of: AsOf = None,
    lang: Language = "da",
    format: Format = "table",
    out: Out = None,
    force: Force = False,
) -> None:
    """What differs between two plans, or between two days of one."""
    with _working(lang):
        before, after = _load(old), _load(new)
        earlier = None if since is None else _as_of(before, since)
        found = changes.compare(before, after, as_of=_as_of(after, as_of), since=earlier)
        deliver(comparison_document(found, lang), out, force, format)


_WITH_A_SUBJECT = ("why", "show", "year-plan", "carry-over", "status")
"""The commands that take a number, a year or a period, and then a plan."""
_FLAGS = ("--force", "--help", "-h", "--version")
"""The options without a value."""


def _in_order(words: list[str]) -> list[str]:
    """The words of a command line; where a plan stands before the number, year or period, the two are exchanged."""
    words = [STANDARD_INPUT if word == "-" else word for word in words]
    if not words or words[0] not in _WITH_A_SUBJECT:
        return words
    places, is_value = [], False
    for place, word in enumerate(words[1:], 1):
        is_option = not is_value and word.startswith("-")
        if not is_value and not is_option:
            places.append(place)
        is_value = is_option and "=" not in word and word not in _FLAGS
    if len(places) == 2 and _is_plan(words[places[0]]) and not _is_plan(words[places[1]]):
        first, second = places
        words[first], words[second] = words[second], words[first]
    return words


def _is_plan(word: str) -> bool:
    return word == STANDARD_INPUT or word.lower().endswith(tuple(SUFFIXES)) or word in datasets.names()


class _Console(Console):
    """A terminal that tells of a reader who has gone as everything else that is written does."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; a wrong call prints one message and exits with status 2.

    A plan may stand before or after the number, year or period that is asked about. What is written to files and pipes
    is UTF-8. A reader that has gone ends the program quietly.
    """
    words = sys.argv[1:] if arguments is None else arguments
    lang = language_of(words)
    try:
        prepare_streams()
        app(
            _in_order(words),
            console=_Console(),
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
        sys.stdout.flush()
    except PlanError as error:
        fail(error.faults, lang)
    except CycloptsError as error:
        fail([fault_of(error)], lang)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to flush goes nowhere
        if not isinstance(error, BrokenPipeError):
            english, danish = reasons(error)
            fail(
                [Fault("cannot-write", "", f"cannot write: {english}", f"der kan ikke skrives: {danish}")],
                lang,
            )
