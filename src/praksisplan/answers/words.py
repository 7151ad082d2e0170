"""Values in words, in Danish or English."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from praksisplan.answers.headings import heading
from praksisplan.answers.phrases import phrase
from praksisplan.model import (
    Citation,
    Indicator,
    Measurement,
    Milestone,
    Plan,
    Standing,
    Statement,
    Status,
    Target,
    TargetKind,
    Wait,
    YearEntry,
)
from praksisplan.periods import Period, format_period
from praksisplan.periods.durations import parse_duration
from praksisplan.periods.words import ENGLISH_MONTHS, MONTH_NAMES
from praksisplan.terms import Term
from praksisplan.text import language, number_text

ROLES = ("responsible", "participants", "recipients")
"""What a body may have to do with a recommendation, effort or milestone. Danish: *ansvarlig, deltager, modtager*."""


def words(value: object, lang: str = "da") -> str:
    """Any value of an answer in words; what belongs to a plan is named by its number or id.

    >>> from praksisplan.periods import parse_period
    >>> words(True), words(parse_period("primo 2017"), "en"), words(None, "en")
    ('ja', 'early 2017', 'unknown')
    """
    told = getattr(value, "text", None)
    if callable(told):
        return str(told(lang))
    return next((say(value, lang) for kind, say in _WORDS.items() if isinstance(value, kind)), str(value))


def day_words(day: datetime.date | None, lang: str = "da") -> str:
    """A day as it is written, and 'unknown' for ``None``.

    >>> day_words(datetime.date(2017, 1, 15)), day_words(None, "en")
    ('15. januar 2017', 'unknown')
    """
    if day is None:
        return phrase("unknown", lang)
    if language(lang):
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def period_words(period: Period, lang: str = "da") -> str:
    """A period in its own words, or in English.

    >>> from praksisplan.periods import parse_period
    >>> period_words(parse_period("primo 2017")), period_words(parse_period("primo 2017"), "en")
    ('primo 2017', 'early 2017')
    """
    return format_period(period, lang) if language(lang) else str(period)


def target_words(target: Target, lang: str = "da") -> str:
    """A target by its number or id; the members of a cycle side by side."""
    if target.kind in (TargetKind.PLAN, TargetKind.WHOLE_PLAN):
        return target.kind.label(lang)
    named = ", ".join(target.members) or target.id
    return f"{target.kind.label(lang)} {named}" if target.kind in _BY_NUMBER else named


_BY_NUMBER = (TargetKind.RECOMMENDATION, TargetKind.CYCLE)


def body_text(plan: Plan, id: str) -> str:
    """The name of a body; its id where the plan has none."""
    return plan.body(id).name if plan.has_body(id) else id


def document_text(plan: Plan, id: str) -> str:
    """The title of another plan or document among the sources of a plan; its id where it is not among them."""
    return next((source.title for source in plan.sources if source.id == id), id)


def promise_words(wait: Wait, lang: str = "da") -> str:
    """The period of the newest promise of a wait, in words, or that there is none."""
    if wait.never:
        return phrase("never_comes", lang)
    return phrase("no_promise", lang) if wait.expected is None else period_words(wait.expected, lang)


def expected_text(wait: Wait, lang: str = "da") -> str:
    """When the outcome of a wait is expected, as part of a sentence."""
    is_expected = wait.expected is not None and not wait.never
    return f"{phrase('expected', lang)} " * is_expected + promise_words(wait, lang)


def role_texts(plan: Plan, found: YearEntry | Milestone | Statement, lang: str = "da") -> Iterator[str]:
    """Who is responsible, takes part and receives, in words; nothing for a role that nobody has."""
    for role in ROLES:
        bodies: tuple[str, ...] = getattr(found, role, ())  # nobody takes part in a milestone
        if bodies:
            yield f"{heading(role, lang)}: {', '.join(body_text(plan, id) for id in bodies)}"


def milestone_text(plan: Plan, milestone: Milestone, lang: str = "da") -> str:
    """A milestone in words, with when it is expected and who brings it about and receives it."""
    return f"{milestone.title} ({'; '.join((_when(milestone, lang), *role_texts(plan, milestone, lang)))})"


def _when(milestone: Milestone, lang: str) -> str:
    """When a milestone is expected, how often it comes again, and when it was reached."""
    every, reached = milestone.every, milestone.reached
    often = f"{parse_duration(every).every(lang)} {phrase('from', lang)} " if every else ""
    found = f"; {phrase('reached', lang)} {period_words(reached, lang)}" if reached else ""
    return often + period_words(milestone.expected, lang) + found


def status_text(status: Status, standing: Standing | None, deemed: bool, lang: str = "da") -> str:
    """A status with how authoritative it is, and whether the work is only deemed to have it.

    >>> status_text(Status.COMPLETED, Standing.PROVISIONAL, deemed=True)
    'afsluttet (foreløbigt; betragtes som afsluttet)'
    """
    how = [] if standing is None else [standing.label(lang)]
    how += [f"{phrase('deemed', lang)} {status.label(lang)}"] if deemed else []
    return status.label(lang) + (f" ({'; '.join(how)})" if how else "")


def proposed_text(status: Term | None, deferred_to: Period | None, lang: str = "da") -> str | None:
    """What is proposed, in words; ``None`` where nothing is."""
    if deferred_to is not None:
        return f"{phrase('deferred_to', lang)} {period_words(deferred_to, lang)}"
    return None if status is None else status.label(lang)


def citation_text(citations: Iterable[Citation], lang: str = "da") -> str:
    """Citations side by side, as a cell or the end of a line; one that lies wholly inside another is left out."""
    told = tuple(dict.fromkeys(citations))
    kept = [one for one in told if not any(_is_inside(one, other) for other in told)]
    return "; ".join(citation.text(lang) for citation in kept)


def _is_inside(one: Citation, other: Citation) -> bool:
    if one == other or one.quote or one.line is None or other.line is None:
        return False
    if (one.source, one.section) != (other.source, other.section):
        return False
    first, last = (one.line, one.last_line or one.line), (other.line, other.last_line or other.line)
    return last[0] <= first[0] and first[1] <= last[1] and (first != last or bool(other.quote))


def _tuple_words(values: tuple[object, ...], lang: str) -> str:
    if values and all(isinstance(one, Citation) for one in values):
        return citation_text(values, lang)  # type: ignore[arg-type]
    return "; ".join(words(one, lang) for one in values)


def _wait_words(wait: Wait, lang: str) -> str:
    target = wait.event or f"{phrase('recommendation', lang)} {wait.recommendation}"
    return f"{target} ({expected_text(wait, lang)})"


def _statement_words(statement: Statement, lang: str) -> str:
    told = [statement.standing, *filter(None, (statement.status, statement.deferred_to, statement.expected))]
    return ", ".join(words(one, lang) for one in told) + (f": {statement.text}" if statement.text else "")


_WORDS: Mapping[type, Callable[[Any, str], str]] = {
    Term: Term.label,
    Period: period_words,
    bool: lambda value, lang: phrase("yes" if value else "no", lang),
    float: number_text,
    datetime.date: day_words,
    type(None): day_words,
    Indicator: lambda value, _: value.title,
    Measurement: lambda value, lang: f"{number_text(value.value, lang)} ({period_words(value.period, lang)})",
    Wait: _wait_words,
    Milestone: lambda value, lang: f"{value.title} ({_when(value, lang)})",
    Statement: _statement_words,
    Target: target_words,
    tuple: _tuple_words,
}
"""The function that words a value of each kind; the first kind that fits is used."""
