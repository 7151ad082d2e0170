"""The timetable, the carry-over and a comparison as documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import attrs

from praksisplan.answers import DRIVERS, DatedTable, Pictured, reference
from praksisplan.answers.headings import heading
from praksisplan.answers.words import day_words
from praksisplan.arguments import checked_call
from praksisplan.model import Closure, EntryReason
from praksisplan.periods import Certainty
from praksisplan.reports.document import Block, Document, Table
from praksisplan.reports.phrases import joined, phrase
from praksisplan.reports.projects import schedule_xml
from praksisplan.reports.shared import (
    abbreviated,
    as_of_line,
    counted,
    differences_table,
    headed,
    keyed_table,
    or_none,
    over_text,
    plan_document,
    table_of,
)
from praksisplan.rules.calendars import PlanCalendar
from praksisplan.rules.carrying import Commitment, YearLedger
from praksisplan.rules.changes import Comparison
from praksisplan.rules.timetable import Timetable
from praksisplan.rules.windows import Bound
from praksisplan.scheduling import LoadAnswer, PlanSchedule, Schedule, SolveEnd, SolveStatus
from praksisplan.text import sentence
from praksisplan.writing.finished import Bullets, Heading, Paragraph


@checked_call
def answer_document(answer: DatedTable, lang: str = "da") -> Document:
    """Any answer about a plan, as a document with its picture, if it is one, and its table. Danish: *oversigt*.

    The timetable, the schedule and others have documents of their own that say more.

    >>> import datetime
    >>> from praksisplan import blocked, datasets
    >>> held = blocked(datasets.load("hovedstaden-almen-2015-2019"), as_of=datetime.date(2017, 1, 15))
    >>> answer_document(held).title
    '28 af 71 anbefalinger er blokeret pr. 15. januar 2017'
    """
    columns = tuple(answer.headings(lang))
    rows = tuple(tuple(row[one] for one in columns) for row in answer.cells(lang))
    title = answer.heading(lang)
    table = Table(phrase("overview", lang), title, columns, rows)
    drawn = [answer.picture(lang)] if isinstance(answer, Pictured) else []
    blocks = (*map(Paragraph, answer.remarks(lang)), *or_none(table, lang), *drawn)
    document = plan_document(answer, title, blocks, lang, _cited(answer))
    own = (("ics", partial(answer.to_ics, lang)),) if isinstance(answer, PlanCalendar) else ()
    return attrs.evolve(document, own=own)


def _cited(answer: DatedTable) -> Iterator[str]:
    """The sources that the rows of an answer cite, each behind the id that its table cites."""
    cells = [record["sources"] for record in answer.to_records() if "sources" in record]
    cited = {source for cell in cells if isinstance(cell, list) for source in cell}
    return (f"{one.id}: {one.title}" for one in answer.plan.sources if one.id in cited)


@checked_call
def timetable_document(table: Timetable, lang: str = "da") -> Document:
    """The timetable with its windows; work begun before the first period is listed by number. Danish: *tidsplan*.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period, timetable
    >>> plan, year = datasets.load("hovedstaden-almen-2015-2019"), parse_period("2017")
    >>> timetable_document(timetable(plan, [year], as_of=datetime.date(2017, 1, 15))).title
    'Tidsplan 2017'
    """
    plan = table.plan
    lang = plan.kind.language(lang)
    ahead = {number: row for number, row in table.items() if row.begun_from != 0}
    begun = [number for number in table if number not in ahead]
    drawn = table.picture(lang)
    windows = tuple(
        (
            number,
            plan.recommendation(number).title,
            Bound.NEVER.label(lang) if row.is_never else row.earliest,
            row.latest,
            DRIVERS.worded(DRIVERS.read("drivers", plan, row), lang),
        )
        for number, row in ahead.items()
    )
    used = {cell for row in ahead.values() for cell in row.cells[: row.begun_from]}
    legend = [(one.label(lang), _MEANINGS.get(one, one.value)) for one in Certainty if one in used]
    if any(row.begun_from is not None for row in ahead.values()):
        legend.append((phrase("begun", lang), "begun_cell"))
    meanings = tuple(Paragraph(phrase(meaning, lang), lead=f"{sentence(word)}:") for word, meaning in legend)
    blocks = (
        Heading(1, drawn.name),
        *([Paragraph(phrase("already_begun", lang, joined(begun, lang)))] if begun else []),
        *([Bullets(meanings)] if meanings else []),
        attrs.evolve(drawn, rows=tuple(row for row in drawn.rows if row.label in ahead)),
        *headed(keyed_table("windows", ("number", "title", *_WINDOW), windows, lang, _WINDOW)),
    )
    return plan_document(table, phrase("timetable_of", lang, over_text(table.periods, lang)), blocks, lang)


_WINDOW = ("earliest", "latest", "drivers")
_MEANINGS = {Certainty.UNKNOWN: "unknown_cell"}
"""The phrases that explain a certainty, where its slug does not name them."""

_SHARES = ("completed", "cancelled", "carried", "pushed_out", "added")


@checked_call
def ledger_document(ledger: YearLedger, before: Commitment | None = None, lang: str = "da") -> Document:
    """The group of every recommendation when a year begins, and the outcome of the year before, as a document.

    Danish: *videreførelse til året*.

    >>> import datetime
    >>> from praksisplan import carry_over, datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> ledger_document(carry_over(plan, into=2017, as_of=datetime.date(2016, 12, 31))).title
    'Videreførelse til 2017'
    """
    plan = ledger.plan
    lang = plan.kind.language(lang)
    rows = []
    for reason in EntryReason:
        for closure in Closure if reason is EntryReason.CLOSED else (None,):
            found = [one.number for one in ledger.values() if (one.reason, one.closure) == (reason, closure)]
            if closure not in (None, Closure.COMPLETED, Closure.CANCELLED) and not found:
                continue
            words = reason.label(lang) if closure is None else f"{heading('closure', lang)} {closure.label(lang)}"
            rows.append(counted([sentence(words)], found))
    left_out = {"sources"} if ledger.closed else {"sources", "closure"}
    columns = tuple(column for column in ledger.columns if column not in left_out)
    blocks: tuple[Block, ...] = (
        *headed(keyed_table("groups", ("group", "count", "numbers"), rows, lang)),
        *(() if before is None else _became(before, lang)),
        *headed(table_of(ledger, "entries_at_turn", columns, lang)),
    )
    return plan_document(ledger, phrase("ledger_of", lang, ledger.into), blocks, lang)


def _became(before: Commitment, lang: str) -> tuple[Block, ...]:
    has_shares = before.is_known and before.is_over and before.planned
    columns = ("group", "count", *(("share",) if has_shares else ()), "numbers")
    rows = []
    for name in _SHARES:
        found = getattr(before, name)
        share = (f"{100 * len(found) / len(before.planned):.0f} %",) if has_shares else ()
        rows.append((sentence(heading(name, lang)), len(found), *share, abbreviated(found)))
    outcome = Table(phrase("commitment", lang, before.year), phrase("commitment_caption", lang), columns, rows)
    notes = [] if before.is_known else [phrase("commitment_unknown", lang, before.year)]
    notes += [] if before.is_over else [phrase("commitment_early", lang, before.year)]
    return (*headed(outcome), *map(Paragraph, notes))


@checked_call
def schedule_document(found: PlanSchedule, lang: str = "da") -> Document:
    """The placed and the unplaced recommendations, as a document with a chart. Danish: *planlægning*.

    The chart shows the units in which each one runs. If the best schedule was searched for, the document tells what is
    proven of it, or which constraints conflict.

    >>> import datetime
    >>> from praksisplan import Workload, datasets, parse_period, schedule
    >>> plan, year = datasets.load("hovedstaden-almen-2015-2019"), parse_period("2017")
    >>> found = schedule(plan, Workload("month"), as_of=datetime.date(2017, 1, 15), over=year)
    >>> schedule_document(found).title
    'Planlægning 2017'
    """
    lang = found.plan.kind.language(lang)
    placed = set(found.placed)
    head, runs = or_none(table_of(found, "placed", found.columns, lang, placed), lang)
    reasons = ("number", "title", "drivers", "because", "taken_by")
    blocks = (
        *_conflict(found, lang),
        head,
        *([found.picture(lang)] if placed else []),
        runs,
        *or_none(table_of(found, "unplaced", reasons, lang, found.keys() - placed), lang),
    )
    facts = (phrase("placed_of", lang, len(placed), len(found)), *_proven(found.schedule, lang))
    title = phrase("schedule_of", lang, over_text(found.periods, lang))
    document = plan_document(found, title, blocks, lang, facts)
    return attrs.evolve(document, own=(("xml", partial(schedule_xml, found, lang)),))


def _proven(found: Schedule, lang: str) -> Iterator[str]:
    """What is known of a schedule's makespan, and why the search stopped."""
    if found.status is not None and found.end is not None:
        words = sentence(found.status.label(lang))
        if found.status is SolveStatus.FEASIBLE:
            words += ": " + phrase("proven_gap", lang, found.makespan, found.bound)
        yield words if found.end is SolveEnd.PROVEN else f"{words}; {found.end.label(lang)}"


def _conflict(found: PlanSchedule, lang: str) -> Iterator[Block]:
    """Constraints that cannot all be kept, if the solver found them."""
    conflict = found.schedule.conflict
    if conflict:
        names = [reference(found.plan, one.subject).text(lang) if one.subject else None for one in conflict]
        yield Heading(1, phrase("conflict", lang))
        yield Bullets(tuple(Paragraph(sentence(one.text(lang, name))) for one, name in zip(conflict, names)))


@checked_call
def load_document(found: LoadAnswer, lang: str = "da") -> Document:
    """The load of each body in each period, as a chart and a table. Danish: *belastning*.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period
    >>> from praksisplan.scheduling import load_of
    >>> plan, year = datasets.load("hovedstaden-almen-2015-2019"), parse_period("2017")
    >>> load_document(load_of(plan, per="quarter", as_of=datetime.date(2017, 1, 15), over=year)).title
    'Belastning'
    """
    chart = found.picture(lang)
    title, carried = or_none(table_of(found, "load", found.columns, lang), lang)
    blocks = (title, *([chart] if chart.rows else []), carried)
    return plan_document(found, phrase("load", lang), blocks, lang)


@checked_call
def comparison_document(found: Comparison, lang: str = "da") -> Document:
    """The differences between two plans or two days, as a document. Danish: *sammenligning*.

    >>> import datetime
    >>> from praksisplan import compare, datasets
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = compare(plan, plan, as_of=datetime.date(2017, 1, 15))
    >>> comparison_document(found).title
    'Ændringer i Praksisplan for almen praksis 2015-2019'
    """
    since = phrase("differences_since", lang, day_words(found.since, lang))
    return Document(
        title=phrase("comparison_of", lang, found.title),
        lang=lang,
        as_of=found.as_of,
        facts=(*([since] if found.since != found.as_of else []), as_of_line(found.as_of, lang)),
        blocks=or_none(differences_table(found, lang), lang),
        counted=found.heading(lang),
    )
