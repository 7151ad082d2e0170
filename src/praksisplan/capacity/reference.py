"""What the rules and figures of practice capacity are, told as a document: ``docs/reference/capacity.md``."""

from __future__ import annotations

import datetime
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from types import CodeType
from typing import Any

import praksisplan.capacity as home
from praksisplan.answers import Cell
from praksisplan.answers.words import day_words
from praksisplan.capacity.asking import QUESTIONS, title
from praksisplan.capacity.parameters import DatedValue, Parameter, Parameters, exact_text, findings, of_text, shipped
from praksisplan.capacity.phrases import phrase
from praksisplan.errors import Fault, PlanError
from praksisplan.reports import Block, Document, Heading, Paragraph, Table
from praksisplan.storage.conversion import plain_value

__all__ = ["FIGURE_COLUMNS", "figure_record", "needed_text", "reference", "unknown_record"]

FIGURE_COLUMNS = (
    "of",
    "amount",
    "in_force",
    "start_known",
    "ends",
    "sources",
    "address",
    "certainty",
    "checked",
    "note",
)
"""The columns of the values of one figure, for people."""

_RULE = re.compile(r"\b(?:[A-Z]{2}-[A-Z0-9]+(?:-[A-Z0-9]+)*|R[0-9]{2,3}(?:-R?[0-9]{2,3})?)\b")
_TERM = re.compile(r"\s*Danish: \*[^*]+\*(?:,? [^*.]*\*[^*]+\*)*\.")


def figure_record(found: Parameter, dated: DatedValue, lang: str = "da", is_own: bool = False) -> dict[str, Cell]:
    """A value of a figure as a record: ``value`` is exact, as in JSON; ``amount`` is as people write it."""
    value = ", ".join(dated.words) if dated.value is None else plain_value(dated.value)
    return {
        "parameter": found.name,
        "title": found.label(lang),
        "unit": found.unit,
        "of": of_text(dated.of, lang),
        "value": value,
        "amount": value if dated.value is None else exact_text(dated.value, lang),
        "in_force": dated.since,
        "start_known": dated.is_start_known,
        "ends": dated.until,
        "sources": str(dated.source),
        "address": dated.source.address,
        "certainty": dated.certainty.value.upper(),
        "checked": dated.checked,
        "note": dated.note,
        "is_own": is_own,
    }


def unknown_record(found: Parameter, of: str, words: str, lang: str = "da") -> dict[str, Cell]:
    """A figure that is not known as a record, like `figure_record`; ``note`` says why."""
    empty: dict[str, Cell] = dict.fromkeys(("sources", "address", "certainty"), "")
    days: dict[str, Cell] = dict.fromkeys(("value", "in_force", "start_known", "ends", "checked"))
    head = {"parameter": found.name, "title": found.label(lang), "unit": found.unit, "of": of_text(of, lang)}
    return {**head, **days, "amount": phrase("unknown", lang), **empty, "note": words, "is_own": False}


def reference(lang: str = "da", parameters: Parameters | None = None) -> Document:
    """Every question and its rules, every figure by date with its source, and what is not known. Danish: *opslag*.

    The descriptions of the functions are those of the code, in English. Raises `PlanError` for figures without any
    value.

    >>> reference("en").title
    'Practice capacity: rules and figures'
    """
    known = parameters or shipped()
    days = [dated.checked for one in known.parameters for dated in one.values]
    if not days:
        raise PlanError(Fault("no-values", "parameters", "no figure has a value", "ingen af tallene har en værdi"))
    checked = max(days)
    facts = (phrase("figures_checked", lang).format(day_words(checked, lang)), phrase("certainties", lang))
    blocks: list[Block] = [Heading(1, phrase("questions", lang))]
    for question, function in QUESTIONS.items():
        blocks += _function(function, title(question, lang), known, lang)
    blocks.append(Heading(1, phrase("other_functions", lang)))
    for name in home.__all__:
        function = getattr(home, name)
        if inspect.isfunction(function) and name not in QUESTIONS:
            blocks += _function(function, f"{name}()", known, lang)
    blocks.append(Heading(1, phrase("figures", lang)))
    for one in known.parameters:
        blocks += _parameter(one, lang)
    rows = tuple(_not_known(known, lang))
    table = Table(
        phrase("not_known", lang), phrase("not_known_caption", lang), ("parameter", "title", "of", "message"), rows
    )
    blocks += [Heading(1, phrase("not_known", lang)), table]
    return Document(phrase("capacity_reference", lang), lang, checked, facts, tuple(blocks))


def _function(function: Callable[..., Any], words: str, known: Parameters, lang: str) -> Iterator[Block]:
    """What a function answers, by which rules, of which facts and figures."""
    yield Heading(2, words)
    told = inspect.cleandoc(function.__doc__ or "").partition(">>>")[0]
    rules = dict.fromkeys(_RULE.findall(told))
    name = function.__name__
    yield Paragraph(f"{name}({', '.join(inspect.signature(function).parameters)})")
    for paragraph in told.strip().split("\n\n"):
        plain = re.sub(r"[*`]", "", " ".join(_TERM.sub("", paragraph).split()))
        yield Paragraph(plain)
    facts = [
        one.name if one.default is inspect.Parameter.empty else phrase("if_known", lang).format(one.name)
        for one in inspect.signature(function).parameters.values()
        if one.name != "parameters"
    ]
    used = _figures_of(function, known)
    for key, names in (("facts_asked", facts), ("rule_ids", rules), ("figures_used", used)):
        if names:
            yield Paragraph(phrase(key, lang).format(", ".join(names)))


def _figures_of(function: Callable[..., Any], known: Parameters) -> list[str]:
    """The names of the figures that a function, or one of the package that it calls, speaks of."""
    names = {one.name for one in known.parameters}
    found: dict[str, None] = {}
    seen: set[int] = set()

    def look(value: object, around: dict[str, Any]) -> None:
        value = inspect.unwrap(value) if inspect.isfunction(value) else value
        if isinstance(value, str):
            found.update({value: None} if value in names else {})
            if value.endswith((".", "_")) and "." in value:  # the beginning of names that are put together
                found.update(dict.fromkeys(name for name in names if name.startswith(value)))
        elif isinstance(value, (tuple, frozenset, dict)):
            for inner in (*value, *(value.values() if isinstance(value, dict) else ())):
                look(inner, around)
        elif isinstance(value, CodeType):
            for inner in value.co_consts:
                look(inner, around)
            for name in value.co_names:
                look(around.get(name), around)
        elif inspect.isfunction(value) and value.__module__.startswith(home.__name__) and id(value) not in seen:
            seen.add(id(value))
            look(value.__code__, value.__globals__)

    look(function, {})
    return [one.name for one in known.parameters if one.name in found]


def _parameter(found: Parameter, lang: str) -> Iterator[Block]:
    """A figure: what it is, and its values over time."""
    yield Heading(2, found.name)
    yield Paragraph(f"{found.label(lang)} ({found.unit})" if found.unit else found.label(lang))
    if found.rules:
        yield Paragraph(phrase("rule_ids", lang).format(", ".join(found.rules)))
    if not found.values:
        yield Paragraph(needed_text(found, lang))
        return
    order = list(dict.fromkeys(dated.of for dated in found.values))
    values = sorted(found.values, key=lambda dated: (order.index(dated.of), dated.since))
    records = [figure_record(found, dated, lang) for dated in values]
    columns = tuple(
        column for column in FIGURE_COLUMNS if column == "ends" or any(record[column] != "" for record in records)
    )
    rows = tuple(tuple(record[column] for column in columns) for record in records)
    yield Table(found.name, "", columns, rows)


def needed_text(found: Parameter, lang: str) -> str:
    """What a caller has to bring for a figure that is not published."""
    return found.needed_english if lang == "en" else found.needed_danish


def _not_known(known: Parameters, lang: str) -> Iterator[tuple[Cell, ...]]:
    """The figures without values, the gaps in others, and where others end, a row each."""
    gaps = [(one.subject, one.text(lang)) for one in findings(known) if one.code == "parameter-gap"]
    for found in known.parameters:
        if not found.values:
            yield found.name, found.label(lang), "", needed_text(found, lang)
        missing: dict[str, list[str]] = {}
        for of in dict.fromkeys(dated.of for dated in found.values):
            for words in _lacks(found, of, gaps, lang):
                missing.setdefault(words, []).append(of_text(of, lang))
        for words, of_all in missing.items():
            yield found.name, found.label(lang), ", ".join(filter(None, of_all)), words


def _lacks(found: Parameter, of: str, gaps: list[tuple[str, str]], lang: str) -> Iterator[str]:
    """What is not known of one line of values: gaps, and the days after the last."""
    yield from (words for subject, words in gaps if subject == f"{found.name} {of}".strip())
    last = _last(dated.until for dated in found.values if dated.of == of)
    if last is not None:
        yield phrase("no_value_from", lang).format(day_words(last, lang))


def _last(ends: Iterable[datetime.date | None]) -> datetime.date | None:
    """The last of some days, ``None`` where one has no end."""
    days = list(ends)
    return None if None in days else max(day for day in days if day is not None)
