"""The status report as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from praksisplan.answers.words import body_text, day_words, milestone_text, period_words
from praksisplan.arguments import checked_call
from praksisplan.model import HappeningKind, Statement, citations_of, natural_key
from praksisplan.periods import Period, Unit, split_period
from praksisplan.reports.document import Block, Document
from praksisplan.reports.phrases import phrase
from praksisplan.reports.shared import (
    abbreviated,
    counted,
    differences_table,
    headed,
    keyed_table,
    or_none,
    plan_document,
    table_of,
)
from praksisplan.rules.freshness import Freshness
from praksisplan.rules.reporting import Happening, StatusReport, title_of
from praksisplan.scheduling import Limit, load_of
from praksisplan.text import sentence
from praksisplan.writing.finished import Bullets, Heading, Paragraph


@checked_call
def status_document(report: StatusReport, lang: str = "da", limits: Iterable[Limit] = ()) -> Document:
    """The events of a period, pending decisions, what needs attention, and the load of each body, as a document.

    Danish: *statusrapport*. A plan whose efforts have themes is grouped by theme and practice area, any other by
    section. The load is compared with ``limits`` for each quarter; for each month in a period within one quarter, and
    for each year in one of more than five years. It is left out if the period has no end, or no responsible body has
    unfinished work.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period, status_report
    >>> plan, year = datasets.load("hovedstaden-almen-2015-2019"), parse_period("2016")
    >>> status_document(status_report(plan, over=year, as_of=datetime.date(2017, 1, 15))).title
    'Statusrapport 2016'
    """
    lang = report.plan.kind.language(lang)
    since = phrase("differences_since", lang, day_words(report.last_report, lang))
    blocks = (
        *_happened(report, lang),
        *_efforts(report, lang),
        *or_none(table_of(report.proposals, "decisions", _PROPOSED, lang, named={"by": "proposed_by"}), lang),
        *_attention(report, lang),
        *_freshness(report, lang),
        *_load(report, lang, limits),
        *or_none(differences_table(report.differences, lang), lang, title=since),
    )
    title = phrase("status_report_of", lang, period_words(report.period, lang))
    return plan_document(report, title, blocks, lang)


_PROPOSED = ("number", "title", "proposed", "by", "deciders")


def _happened(report: StatusReport, lang: str) -> Iterator[Block]:
    yield Heading(1, phrase("happened", lang))
    if not report.happened:
        yield Paragraph(phrase("happened_none", lang))
        return
    rows = [
        counted([sentence(kind.label(lang))], [_subject(report, one) for one in found])
        for kind in HappeningKind
        if (found := report.of(kind))
    ]
    # efforts have no numbers, and their titles follow right below
    columns = ("kind", "count") if report.plan.efforts else ("kind", "count", "numbers")
    yield keyed_table("happened", columns, [row[: len(columns)] for row in rows], lang)
    for title, happened in _groups(report, lang):
        yield Heading(2, title)
        yield Bullets(tuple(_item(report, one, lang) for one in sorted(happened, key=lambda one: _place(report, one))))


def _place(report: StatusReport, one: Happening) -> tuple[bool, str]:
    """The sort key of an event under its heading: the number of the recommendation, all others last."""
    return (False, natural_key(one.subject)) if report.plan.has(one.subject) else (True, "")


def _subject(report: StatusReport, one: Happening) -> str:
    """A number, or the title of what has none."""
    if one.kind is HappeningKind.DECIDED and not one.statement.efforts:
        return body_text(report.plan, one.subject)
    return one.subject if report.plan.has(one.subject) else title_of(report.plan, one.subject)


def _groups(report: StatusReport, lang: str) -> Iterator[tuple[str, tuple[Happening, ...]]]:
    if any(effort.theme is not None for effort in report.plan.efforts):
        for (theme, area), happened in report.by_theme().items():
            heading = sentence(theme.label(lang) if theme else phrase("other", lang))
            yield f"{heading}: {area.label(lang)}" if area else heading, happened
        return
    titles = {section.number: section.title for section in report.plan.sections}
    for number, happened in report.by_section().items():
        yield f"{number} {titles.get(number, '')}".strip() or phrase("other", lang), happened


def _item(report: StatusReport, one: Happening, lang: str) -> Paragraph:
    words = title_of(report.plan, one.subject)
    if one.kind is HappeningKind.DECIDED and not one.statement.efforts:
        words = f"{body_text(report.plan, one.subject)}: {one.statement.text}" if one.subject else one.statement.text
    if one.kind is HappeningKind.REACHED:
        found = [each for each in one.statement.milestones if each.reached]
        words += ": " + "; ".join(milestone_text(report.plan, each, lang) for each in found)
    if one.expected is not None:
        words += f" ({period_words(one.expected, lang)})"
    if one.kind is HappeningKind.SLIPPED:
        earlier = ", ".join(period_words(promise, lang) for promise in one.promises[:-1])
        words += f"; {phrase('promise_history', lang, earlier)}"
    name = f"{one.subject} " if report.plan.has(one.subject) else ""
    return Paragraph(f"{name}{words}", one.statement.citations, f"{sentence(one.kind.label(lang))}:")


def _efforts(report: StatusReport, lang: str) -> Iterator[Block]:
    if report.efforts:
        columns = ("theme", "practice_area", "title", "status", "temporal", "awaits", "quantities")
        yield from headed(table_of(report.efforts, "efforts", columns, lang))


def _attention(report: StatusReport, lang: str) -> Iterator[Block]:
    yield Heading(1, phrase("attention", lang))
    late = table_of(report.overdue, "overdue", ("number", "title", "awaits", "expected"), lang)
    itself = phrase("itself", lang)
    named = [(number, title, awaits or itself, expected) for number, title, awaits, expected in late.rows]
    yield from or_none(attrs.evolve(late, rows=named), lang, 2)
    disagreeing = tuple(
        Paragraph(
            f"{title_of(report.plan, subject)}: {' / '.join(_words(pair, lang) for pair in pairs)}",
            citations_of(statement for pair in pairs for statement in pair),
            subject,
        )
        for subject, pairs in report.contradictory.items()
    )
    yield from or_none(Bullets(disagreeing), lang, 2, phrase("contradictory", lang))
    numbers: dict[tuple[int, str], list[str]] = {}
    for entry in report.carried_often:
        planned = period_words(entry.planned, lang) if entry.planned else ""
        numbers.setdefault((entry.times_carried, planned), []).append(entry.number)
    rows = [counted(carried, same) for carried, same in sorted(numbers.items(), reverse=True)]
    columns = ("times_carried", "planned", "count", "numbers")
    yield from or_none(keyed_table("carried_often", columns, rows, lang), lang, 2)


def _words(pair: tuple[Statement, Statement], lang: str) -> str:
    """The two statuses that one source gives."""
    return ", ".join(f"»{one.status.label(lang)}«" for one in pair if one.status is not None)


def _freshness(report: StatusReport, lang: str) -> Iterator[Block]:
    """How long ago the open recommendations and their open waits were last spoken of."""
    found = report.freshness
    if not found:
        return
    yield Heading(1, phrase("freshness", lang))
    yield Paragraph(phrase("freshness_words", lang, found.after.text(lang)))
    rows = []
    for grade in Freshness:
        numbers = [row.number for row in found.of(grade)]
        waiting = [row.number for row in found.values() if any(one.freshness is grade for one in row.waits)]
        listed = ("", "") if grade is Freshness.FRESH else (abbreviated(numbers), abbreviated(waiting))
        rows.append((grade.label(lang), len(numbers), *listed))
    yield keyed_table("freshness", ("freshness", "count", "numbers", "with_waits"), rows, lang, ("with_waits",))


_MOST_QUARTERS = 20


def _load(report: StatusReport, lang: str, limits: Iterable[Limit]) -> Iterator[Block]:
    if report.period.end is None:
        return
    unit = _unit(report.period)
    chart = load_of(report.plan, per=unit, over=report.period, as_of=report.as_of, limits=limits).picture(lang)
    if chart.rows:
        yield Heading(1, phrase("load", lang))
        yield chart


def _unit(period: Period) -> Unit:
    """The unit of time in which a period can be read."""
    quarters = len(split_period(period, "quarter"))
    if quarters == 1:
        return "month"
    return "quarter" if quarters <= _MOST_QUARTERS else "year"
