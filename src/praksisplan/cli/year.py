"""The commands of the year: its plan, its status, its timetable, what is carried into it; and the plan as a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import attrs

from praksisplan.cli.command import Call, Option, argument, repeated
from praksisplan.cli.options import AS_OF, FORCE, LANG, LIMIT, OUT, OVER, PER_YEAR, PLAN, day, pair, period, whole
from praksisplan.cli.printing import write_file
from praksisplan.cli.results import Commands

if TYPE_CHECKING:
    from praksisplan.reports import Document

COMMANDS = Commands()

YEAR = argument("YEAR", "ÅR", "Et år, som i 2017.", "A year, as in 2017.", whole)
PERIOD = argument(
    "PERIOD",
    "PERIODE",
    "Et år eller en anden periode, som i 2017 eller '1. halvår 2017'.",
    "A year or another period, as in 2017 or '1. halvår 2017'.",
    period,
)


AS_OF_IF_GIVEN = attrs.evolve(AS_OF, default=None)


@COMMANDS.document(
    YEAR,
    PLAN,
    as_of=AS_OF_IF_GIVEN,
    da="Årets implementeringsplan: den godkendte eller, hvis den ikke er godkendt, udkastet.",
    en="The plan of a year: as approved, otherwise the draft.",
)
def year_plan(call: Call) -> Document:
    from praksisplan.reports import year_plan_document
    from praksisplan.rules.history import newest_day
    from praksisplan.rules.year import approved_year_plan, year_plan

    if call.as_of is None and any(one.year == call.year for one in call.plan.year_plans):
        return year_plan_document(approved_year_plan(call.plan, year=call.year), call.lang)
    return year_plan_document(
        year_plan(call.plan, year=call.year, as_of=call.as_of or newest_day(call.plan)), call.lang
    )


@COMMANDS.document(
    PERIOD,
    PLAN,
    LIMIT,
    as_of=AS_OF_IF_GIVEN,
    drawn=True,
    da="Statusrapporten: hvad der er sket i en periode, hvad der afventer beslutning, og hvert organs belastning.",
    en="The status report: events of a period, pending decisions, and the load of each body.",
)
def status(call: Call) -> Document:
    from praksisplan.reports import status_document
    from praksisplan.rules.history import newest_day
    from praksisplan.rules.reporting import status_report

    as_of = call.as_of or call.period.last_day or newest_day(call.plan)
    return status_document(status_report(call.plan, over=call.period, as_of=as_of), call.lang, call.limit)


@COMMANDS.document(
    PLAN,
    OVER,
    PER_YEAR,
    drawn=True,
    da="I hvilke perioder arbejdet med hver anbefaling begynder, og hvor sikkert det er.",
    en="The periods in which the work on each recommendation begins, and how certain that is.",
)
def timetable(call: Call) -> Document:
    from praksisplan.periods import split_period
    from praksisplan.reports import timetable_document
    from praksisplan.rules.timetable import timetable

    if call.over is None and call.plan.planning_periods and call.per == "year":
        periods = call.plan.planning_periods
    else:
        periods = split_period(call.over or call.plan.period, call.per)
    return timetable_document(timetable(call.plan, periods, as_of=call.as_of), call.lang)


@COMMANDS.document(
    YEAR,
    PLAN,
    da="Anbefalingernes status ved årets begyndelse, og opfølgning på planen for året før.",
    en="The state of every recommendation when a year begins, and the outcome of the year before.",
)
def carry_over(call: Call) -> Document:
    from praksisplan.fields import FIRST_DAY
    from praksisplan.reports import ledger_document
    from praksisplan.rules.carrying import carry_over, commitment

    ledger = carry_over(call.plan, into=call.year, as_of=call.as_of)
    before = commitment(call.plan, year=call.year - 1, as_of=call.as_of) if call.year > FIRST_DAY.year else None
    return ledger_document(ledger, before, call.lang)


def _meetings(words: str, option: Option) -> Any:
    """Reads a day, or a day and a rule: ``2017-02-09;FREQ=MONTHLY;INTERVAL=3``; ``None`` for another rule."""
    import datetime

    from dateutil.rrule import rrule, rrulestr

    first, more, rule = words.partition(";")
    begin = day(first, option)
    if not more:
        return begin
    try:
        found = rrulestr(rule, dtstart=datetime.datetime.combine(begin, datetime.time()))
    except (ValueError, TypeError, AttributeError, KeyError):
        found = None
    return found if isinstance(found, rrule) else None


@COMMANDS.document(
    PLAN,
    repeated(
        "--meeting",
        "Møder i et organ: dets id og en dag, evt. med en regel, fx 'pas=2017-02-09;FREQ=MONTHLY;INTERVAL=3'. "
        "Kan gentages.",
        "The meetings of a body: its id and a day, with a rule perhaps, as in "
        "'pas=2017-02-09;FREQ=MONTHLY;INTERVAL=3'. May be repeated.",
        pair("bad-meeting", _meetings),
    ),
    own="ics",
    da="Planens kalender: forventede resultater, frister, milepæle og møder; som .ics til Outlook og Google.",
    en="The calendar of the plan: promises, deadlines, milestones and meetings; as .ics for Outlook and Google.",
)
def calendar(call: Call) -> Document:
    import datetime

    from praksisplan.reports import answer_document
    from praksisplan.rules.calendars import calendar

    meetings: dict[str, Any] = {}
    for body, found in call.meeting:
        is_day = isinstance(found, datetime.date)
        meetings[body] = [*(meetings.get(body) or ()), found] if is_day else found
    return answer_document(calendar(call.plan, as_of=call.as_of, meetings=meetings), call.lang)


@COMMANDS.command(
    PLAN,
    AS_OF,
    LANG,
    attrs.evolve(OUT, da="Skriv siden til en fil, fx plan.html.", en="Write the page to a file, as in plan.html."),
    FORCE,
    da="Planen som én side til intranettet med søgning, filtre, begrundelser, tidsplan og net af afventninger.",
    en="The plan as one page for an intranet, with search, filters, reasons, timetable and web of waits.",
)
def page(call: Call) -> None:
    from praksisplan.reports import plan_page

    page = plan_page(call.plan, as_of=call.as_of, lang=call.lang)
    if call.out is None:
        sys.stdout.write(page)
    else:
        write_file(call, page.encode(), ".html")
