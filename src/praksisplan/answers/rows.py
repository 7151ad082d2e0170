"""One row of an answer, or another value with many fields, as people read it: a line for each field."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from praksisplan.answers.columns import Cell, cell_text, citation_text
from praksisplan.answers.headings import heading
from praksisplan.answers.layout import Lines, html_table, wrapped
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import period_words
from praksisplan.model import Citation, Milestone, Statement, Wait
from praksisplan.periods import Period
from praksisplan.terms import Term
from praksisplan.text import short_repr

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["readable"]

C = TypeVar("C", bound=type)


def _words(value: object, lang: str) -> str:
    """Any value of a field in words; what belongs to a plan is named by its number or id."""
    told = getattr(value, "text", None)
    if callable(told):
        return str(told(lang))
    if isinstance(value, tuple):
        if value and all(isinstance(one, Citation) for one in value):
            return citation_text(value, lang)
        return "; ".join(_words(one, lang) for one in value)
    if isinstance(value, Term):
        return value.label(lang)
    if isinstance(value, Period):
        return period_words(value, lang)
    if isinstance(value, Wait):
        target = value.event or f"{phrase('recommendation', lang)} {value.recommendation}"
        if value.expected is None:
            return f"{target} ({phrase('no_promise', lang)})"
        return f"{target} ({phrase('expected', lang)} {period_words(value.expected, lang)})"
    if isinstance(value, Milestone):
        return f"{value.title} ({period_words(value.expected, lang)})"
    if isinstance(value, Statement):
        told = [value.standing, *filter(None, (value.status, value.deferred_to, value.expected))]
        return ", ".join(_words(one, lang) for one in told) + (f": {value.text}" if value.text else "")
    if isinstance(value, (str, bool, int, datetime.date)):
        return cell_text({"": value}, "", lang)
    return repr(value)


def _cells(value: attrs.AttrsInstance, lang: str) -> Iterator[tuple[str, str]]:
    """The fields that say something, each with its heading."""
    for field in attrs.fields(type(value)):
        found = getattr(value, field.name)
        if not field.name.startswith("_") and found is not None and found is not False and found != ():
            yield heading(field.name, lang), _words(found, lang)


def _text(self: Any, lang: str = "da") -> str:
    """The fields as lines of text, in ``"da"`` or ``"en"``."""
    return "\n".join(f"{name}: {words}" for name, words in _cells(self, lang))


def _rich(self: Any) -> RenderableType:
    told = list(_cells(self, "da"))
    margin = max(len(name) for name, _ in told) + 2
    return Lines(
        lambda width: "\n".join(
            line for name, words in told for line in wrapped(words, width, name.ljust(margin), " " * margin)
        )
    )


def _html(self: Any) -> str:
    cells: list[dict[str, Cell]] = [{"name": name, "value": words} for name, words in _cells(self, "da")]
    return html_table(cells, {"name": "", "value": ""}, "")


def readable(kind: C) -> C:
    """Gives a class of attrs a representation of one line, and its fields as lines of text, rich and HTML."""
    kind.__repr__ = short_repr  # type: ignore[assignment, method-assign]
    if "text" not in vars(kind):
        kind.text = _text  # type: ignore[attr-defined]
        kind.__str__ = _text  # type: ignore[method-assign, assignment]
    kind.__rich__ = _rich  # type: ignore[attr-defined]
    kind._repr_html_ = _html  # type: ignore[attr-defined]
    return kind
