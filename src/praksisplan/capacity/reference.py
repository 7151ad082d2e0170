"""The rules and figures of practice capacity as a document: ``docs/reference/capacity.md``."""

from __future__ import annotations

import datetime
import functools
import inspect
import re
from collections.abc import Iterator

import attrs

import praksisplan.capacity as room
from praksisplan.answers import Cell
from praksisplan.answers.words import day_words
from praksisplan.capacity.engine import description
from praksisplan.capacity.fact_words import fact_word
from praksisplan.capacity.figures import (
    DatedValue,
    Figure,
    Figures,
    FigureSeries,
    LegalSource,
    SourceGrade,
    default_figures,
    figure,
    findings,
    legal_bases,
    named_sources,
    of_text,
)
from praksisplan.capacity.forms import asked_facts
from praksisplan.capacity.phrases import phrase
from praksisplan.capacity.questions import QUESTIONS
from praksisplan.capacity.rules import LawAt, LawChanges, LegalRule, law_at, legal_rules
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.wording import exact_text
from praksisplan.errors import PlanError, fault
from praksisplan.reports import Block, Document, Heading, Paragraph, Table
from praksisplan.storage.conversion import plain_value
from praksisplan.text import language

__all__ = [
    "FIGURE_COLUMNS",
    "figure_record",
    "figure_records",
    "law_document",
    "not_seen",
    "reference",
    "weakest_grade",
]

FIGURE_COLUMNS = (
    "of",
    "amount",
    "in_force",
    "start_known",
    "ends",
    "sources",
    "address",
    "grade",
    "checked",
    "note",
)
"""The columns of the values of one figure, for people."""


def figure_records(
    known: Figures, name: str, lang: str = "da", on: datetime.date | None = None, of: str | None = None
) -> list[dict[str, Cell]]:
    """The values of a figure as records, or those of a day, for all or for one speciality or group.

    ``value`` is exact, as in JSON; ``amount`` is as people write it. Where a value is missing, ``note`` says why.
    """
    found, values = known[name], known.values_of(name)
    if on is None:
        told = [figure_record(found, dated, lang) for dated in values]
        return told or [_unknown(found, "", found.needed(lang), lang)]
    groups = [of] if of is not None else list(dict.fromkeys(dated.of for dated in values)) or [""]
    at = [figure(name, on=on, of=one, figures=known) for one in groups]
    return [
        figure_record(found, one.dated, lang)
        if isinstance(one, Figure)
        else _unknown(found, one.of, one.text(lang), lang)
        for one in at
    ]


def figure_record(found: FigureSeries, dated: DatedValue, lang: str = "da") -> dict[str, Cell]:
    """A value of a figure as a record."""
    value = ", ".join(dated.words) if dated.value is None else plain_value(dated.value)
    return {
        **_head(found, dated.of, lang),
        "value": value,
        "amount": value if dated.value is None else exact_text(dated.value, lang),
        "in_force": dated.since,
        "start_known": dated.is_start_known,
        "ends": dated.until,
        "sources": str(dated.source),
        "address": dated.source.address,
        "grade": dated.grade.value.upper(),
        "checked": dated.checked,
        "note": dated.noted(lang),
    }


def _unknown(found: FigureSeries, of: str, words: str, lang: str) -> dict[str, Cell]:
    empty: dict[str, Cell] = dict.fromkeys(("sources", "address", "grade"), "")
    days: dict[str, Cell] = dict.fromkeys(("value", "in_force", "start_known", "ends", "checked"))
    return {**_head(found, of, lang), **days, "amount": phrase("unknown", lang), **empty, "note": words}


def _head(found: FigureSeries, of: str, lang: str) -> dict[str, Cell]:
    return {"figure": found.name, "title": found.label(lang), "unit": found.unit, "of": of_text(of, lang)}


def reference(lang: str = "da", figures: Figures | None = None) -> Document:
    """Every question with its rules, every figure by date with its source, and what is missing. Danish: *opslag*.

    The descriptions are the docstrings of the functions, in English. Raises `PlanError` for figures without any value.

    >>> reference("en").title
    'Practice capacity: rules and figures'
    """
    known = figures or default_figures()
    days = [dated.checked for one in known.series for dated in known.values_of(one.name)]
    if not days:
        raise PlanError(fault("no-values", "figures"))
    checked = max(days)
    blocks: list[Block] = [Heading(1, phrase("questions", lang))]
    for question in QUESTIONS.values():
        blocks += [Heading(2, question.title(lang)), *_described(question.name)]
        optional = phrase("if_known", lang)
        asked = []
        for path in asked_facts(question.name):
            words = ".".join(fact_word(step)[language(lang)] for step in path.split("."))
            is_asked = question.facts[path.partition(".")[0]].default is inspect.Parameter.empty
            asked.append(words if is_asked else optional.format(words))
        for key, names in (("facts_asked", asked), ("rule_ids", question.rules), ("figures_used", question.figures)):
            blocks.append(Paragraph(phrase(key, lang).format(", ".join(names))))
    blocks.append(Heading(1, phrase("other_functions", lang)))
    for name in " ".join(room.HOMES.values()).split():
        if inspect.isfunction(getattr(room, name)) and name not in QUESTIONS:
            blocks += [Heading(2, f"{name}()"), *_described(name)]
    found = law_at(checked)
    blocks += [Heading(1, phrase("rules_in_time", lang)), Paragraph(found.heading(lang))]
    blocks.append(_rules_table(found, phrase("rules_in_time", lang), lang))
    blocks.append(Heading(1, phrase("figures", lang)))
    for series in known.series:
        blocks += _figure(series, known.values_of(series.name), lang)
    rows = tuple(_not_known(known, lang))
    columns = ("figure", "title", "of", "message")
    table = Table(phrase("not_known", lang), phrase("not_known_caption", lang), columns, rows)
    blocks += [Heading(1, phrase("not_known", lang)), table]
    return Document(phrase("capacity_reference", lang), lang, checked, _looked_up(checked, lang), tuple(blocks))


def _looked_up(checked: datetime.date, lang: str) -> tuple[str, str]:
    """When figures and rules were looked up last, and what the grades of their sources mean."""
    return phrase("figures_checked", lang).format(day_words(checked, lang)), phrase("certainties", lang)


def weakest_grade(ruling: Ruling) -> SourceGrade | None:
    """The grade of the least certain source that a ruling cites; ``None`` where it cites none.

    >>> import datetime
    >>> from praksisplan.capacity import Clinic, may_close_list
    >>> weakest_grade(may_close_list(Clinic("k", capacities=1, enrolled=1600), on=datetime.date(2024, 1, 1))).value
    'a'
    """
    used = {one.dated.source: one.dated.grade for one in ruling.figures}
    found = [used.get(source) or _grades()[source] for source in ruling.citations]
    return max(found, key=lambda grade: grade.value, default=None)


@functools.cache
def _grades() -> dict[LegalSource, SourceGrade]:
    """The grade of every source that is cited beside figures; an act by which a rule lapses has that of the rule."""
    rules = legal_rules().values()
    found = {one.lapsed_by: one.grade for one in rules if one.lapsed_by and one.grade}
    found |= {one.source: one.grade for one in rules if one.source and one.grade}
    found |= {one.source: one.grade for one in legal_bases().values()}
    return found | {one.source: one.grade for one in named_sources().values()}


def law_document(found: LawAt | LawChanges, lang: str = "da") -> Document:
    """The rules of a day, or what changes between two days, as a document. Danish: *oversigt over regler*.

    >>> import datetime
    >>> from praksisplan.capacity import law_changes
    >>> law_document(law_changes(datetime.date(2027, 1, 1), datetime.date(2027, 1, 1))).title[:38]
    'Ændringer fra 1. januar 2027 til 1. ja'
    """
    checked = max(one.checked for one in found.rules if one.checked is not None)
    table = _rules_table(found, phrase("rules_in_time", lang), lang)
    return Document(found.heading(lang), lang, checked, _looked_up(checked, lang), (table,))


def _rules_table(found: LawAt | LawChanges, caption: str, lang: str) -> Table:
    """Rules in time as a table with every column."""
    columns = tuple(found.headings(lang, all=True))
    return Table(caption, "", columns, tuple(tuple(row[one] for one in columns) for row in found.cells(lang)))


def _described(name: str) -> Iterator[Block]:
    """How a function is called, and its docstring as running text."""
    function = getattr(room, name)
    yield Paragraph(f"{name}({', '.join(inspect.signature(function).parameters)})")
    for paragraph in description(function).split("\n\n"):
        words = paragraph.replace("`", "").split()
        yield Paragraph(" ".join(word if word == "*" else word.replace("*", "") for word in words))


def _figure(found: FigureSeries, told: tuple[DatedValue, ...], lang: str) -> Iterator[Block]:
    """A figure and its values over time."""
    yield Heading(2, found.name)
    yield Paragraph(f"{found.label(lang)} ({found.unit})" if found.unit else found.label(lang))
    if found.rules:
        yield Paragraph(phrase("rule_ids", lang).format(", ".join(found.rules)))
    if not told:
        yield Paragraph(found.needed(lang))
        return
    order = list(dict.fromkeys(dated.of for dated in told))
    values = sorted(told, key=lambda dated: (order.index(dated.of), dated.since))
    records = [figure_record(found, dated, lang) for dated in values]
    columns = tuple(
        column for column in FIGURE_COLUMNS if column == "ends" or any(record[column] != "" for record in records)
    )
    yield Table(found.name, "", columns, tuple(tuple(record[column] for column in columns) for record in records))


def not_seen(lang: str = "da") -> Iterator[tuple[str, str, str]]:
    """What was looked up, where and how surely, and what of it was not seen: by rule, then by figure."""
    first_day, adoption = phrase("first_day_not_seen", lang), phrase("adoption_not_seen", lang)
    for rule in legal_rules().values():
        lacks = [adoption] if rule.since is None else [] if rule.is_start_known else [first_day]
        yield from _not_seen(f"{rule.id}: {rule.text(lang)}", rule, lacks, lang)
    for found in default_figures().series:
        title = f"{found.name}: {found.label(lang)}"
        if not found.values:
            yield title, "", found.needed(lang)
        for dated in found.values:
            lacks = [] if dated.is_start_known else [first_day]
            of = f" ({of_text(dated.of, lang)})" if dated.of else ""
            yield from _not_seen(title + of, dated, lacks, lang)


_SAYS_UNSEEN = re.compile(r"\bikke (?:set|læst|fundet)\b|\bkun overskriften\b")


def _not_seen(title: str, found: LegalRule | DatedValue, lacks: list[str], lang: str) -> Iterator[tuple[str, str, str]]:
    """A row, if anything was not seen; a note that does not say so is left out."""
    told = [*lacks, *([found.noted(lang)] if _SAYS_UNSEEN.search(found.note) else [])]
    if told and found.source and found.grade:
        yield title, phrase("seen_in", lang).format(found.source, found.grade.value.upper()), "; ".join(told)


def _not_known(known: Figures, lang: str) -> Iterator[tuple[Cell, ...]]:
    """The figures without values, the gaps in others, and where others end, a row each."""
    whole = [attrs.evolve(one, values=known.values_of(one.name)) for one in known.series]
    gaps = [(one.subject, one.text(lang)) for one in findings(Figures(tuple(whole))) if one.code == "figure-gap"]
    for found in whole:
        if not found.values:
            yield found.name, found.label(lang), "", found.needed(lang)
        missing: dict[str, list[str]] = {}
        for of in dict.fromkeys(dated.of for dated in found.values):
            for words in _lacks(found, of, gaps, lang):
                missing.setdefault(words, []).append(of_text(of, lang))
        for words, of_all in missing.items():
            yield found.name, found.label(lang), ", ".join(filter(None, of_all)), words


def _lacks(found: FigureSeries, of: str, gaps: list[tuple[str, str]], lang: str) -> Iterator[str]:
    """The gaps in one line of values, and the days after the last."""
    yield from (words for subject, words in gaps if subject == f"{found.name} {of}".strip())
    ends = [dated.until for dated in found.values if dated.of == of]
    last = None if None in ends else max(day for day in ends if day is not None)
    if last is not None:
        yield phrase("no_value_from", lang).format(day_words(last, lang))
