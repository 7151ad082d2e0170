"""Parts that several reports share: tables of answers, lists of numbers, and the facts under the title."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from praksisplan.answers import Cell, DatedTable, Tabular
from praksisplan.answers.words import day_words, period_words
from praksisplan.model import Finding, Severity, Source, natural_order
from praksisplan.periods import Period, Precision
from praksisplan.reports.document import Block, Document, Table, citations_in
from praksisplan.reports.phrases import phrase
from praksisplan.rules.changes import Comparison
from praksisplan.rules.reporting import StatusReport
from praksisplan.text import sentence
from praksisplan.writing.finished import Bullets, Heading, Paragraph

_MOST = 400
"""The most numbers of a list; nobody reads more, and a cell of Excel holds no more than some thousands."""


def abbreviated(names: Iterable[str]) -> str:
    """Numbers or names as a list in natural order; a very long list ends with an ellipsis.

    >>> abbreviated(["16", "15", "9a"])
    '9a, 15, 16'
    """
    ordered = natural_order(dict.fromkeys(names))
    return ", ".join(ordered[:_MOST]) + " …" * (len(ordered) > _MOST)


def counted(words: Iterable[Cell], names: Collection[str]) -> tuple[Cell, ...]:
    """A row about some numbers or names: its first cells, how many they are, and the list of them."""
    return (*words, len(names), abbreviated(names))


def as_of_line(as_of: datetime.date, lang: str) -> str:
    """The day that a report holds for, as a line."""
    return sentence(f"{phrase('as_of', lang)} {day_words(as_of, lang)}")


def keyed_table(
    key: str, columns: Iterable[str], rows: Iterable[Iterable[Cell]], lang: str, optional: Iterable[str] = ()
) -> Table:
    """A table whose name and caption are the phrases of a key."""
    return Table(phrase(key, lang), phrase(f"{key}_caption", lang), columns, rows, optional)


def table_of(
    answer: Tabular,
    key: str,
    columns: Iterable[str],
    lang: str,
    among: Collection[str] | None = None,
    named: Mapping[str, str] | None = None,
) -> Table:
    """Some columns of an answer as a table, for all numbers or those ``among`` some; ``named`` renames columns.

    All columns but number and title are optional.
    """
    chosen = tuple(columns)
    rows = [[row[one] for one in chosen] for row in answer.cells(lang) if among is None or row["number"] in among]
    names = [one if named is None else named.get(one, one) for one in chosen]
    return keyed_table(key, names, rows, lang, [one for one in names if one not in ("number", "title")])


def differences_table(found: Comparison, lang: str) -> Table:
    """The differences, each with the title of its recommendation in the later plan."""
    rows = []
    for number, *values in (row.values() for row in found.cells(lang)):
        title = found.plan.recommendation(str(number)).title if found.plan.has(str(number)) else ""
        rows.append((number, title, *values))
    columns = ("number", "title", *list(found.columns)[1:])
    return keyed_table("differences", columns, rows, lang, ("title", "drivers"))


def headed(table: Table) -> tuple[Block, ...]:
    """A table under its name."""
    return Heading(1, table.name), table


def or_none(block: Table | Bullets, lang: str, level: int = 1, title: str = "") -> list[Block]:
    """A heading, by default the name of the table, over a table or list, or over the word for none if it is empty."""
    is_empty = not (block.items if isinstance(block, Bullets) else block.rows)
    name = title or getattr(block, "name", "")
    return [Heading(level, name), Paragraph(phrase("nothing", lang)) if is_empty else block]


def findings_blocks(findings: Iterable[Finding], key: str, lang: str) -> Iterator[Block]:
    """Findings under a heading, errors first; those that say the same are one row with their numbers."""
    subjects: dict[tuple[Severity, str], list[str]] = {}
    for one in findings:
        subjects.setdefault((one.severity, one.text(lang)), []).append(one.subject)
    rows = [
        counted((severity.label(lang), words), subjects[severity, words])
        for severity, words in sorted(subjects, key=lambda found: found[0] is not Severity.ERROR)
    ]
    if rows:
        yield from headed(keyed_table(key, ("severity", "message", "count", "numbers"), rows, lang))


def over_text(periods: tuple[Period, ...], lang: str) -> str:
    """The span of some periods in words: one name where it has one, else the first and the last period.

    >>> from praksisplan import parse_period
    >>> from praksisplan.periods import split_period
    >>> over_text(tuple(split_period(parse_period("2017"), "quarter")), "da")
    '2017'
    >>> over_text(tuple(split_period(parse_period("2017"), "quarter"))[1:], "en")
    'second quarter of 2017 – fourth quarter of 2017'
    """
    first, last = periods[0], periods[-1]
    start, end = first.start, last.end
    if len(periods) > 1 and start is not None and end is not None and start < end:
        whole = Period(start, end)
        if whole.precision is not Precision.RANGE:
            return period_words(whole, lang)
    return " – ".join(dict.fromkeys(period_words(one, lang) for one in (first, last)))


def plan_document(
    answer: DatedTable | StatusReport,
    title: str,
    blocks: Iterable[Block],
    lang: str,
    facts: Iterable[str] = (),
    sources: Iterable[Source] = (),
) -> Document:
    """A document about an answer, with the plan, the day and further facts under its title.

    Its sources are those that its paragraphs cite, each once, in their order.
    """
    plan, kept = answer.plan, tuple(blocks)
    cited = {citation.source for citation in citations_in(kept)}
    return Document(
        title=title,
        lang=plan.kind.language(lang),
        as_of=answer.as_of,
        facts=(plan.full_title, as_of_line(answer.as_of, lang), *facts),
        blocks=kept,
        sources={one.id: one for one in (*plan.sources, *sources) if one.id in cited}.values(),
        counted=answer.heading(lang),
    )
