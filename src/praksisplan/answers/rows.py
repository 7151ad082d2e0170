"""One row of an answer, or another value with many fields, as people read it: a line for each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from praksisplan.answers.columns import BODIES, DRIVERS, MILESTONES, SOURCES, TARGETS, Cell, Kind, wait_ref, wait_texts
from praksisplan.answers.headings import heading
from praksisplan.answers.layout import Lines, html_table
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import ROLES, day_words, words
from praksisplan.model import Plan
from praksisplan.text import short_repr, wrapped

if TYPE_CHECKING:
    from rich.console import RenderableType

_KINDS: Mapping[str, Kind[Any]] = {
    **dict.fromkeys(ROLES, BODIES),
    "by": BODIES,
    "milestones": MILESTONES,
    "roots": TARGETS,
    "drivers": DRIVERS,
    "spoken_in": SOURCES,
}
"""The fields that refer to parts of a plan by number or id."""


@attrs.frozen
class Row:
    """A row of an answer beside its plan: its text has names and titles where the fields have ids."""

    _plan: Plan | None = attrs.field(default=None, alias="plan", kw_only=True, eq=False, repr=False)


def _words(row: object, name: str, lang: str) -> str:
    """A field in words; what it refers to by its name or title where the row has its plan."""
    value, plan = getattr(row, name), getattr(row, "_plan", None)
    if plan is None:
        return words(value, lang)
    if name == "awaits":
        return "; ".join(wait_texts(plan, value, lang))
    if name == "wait":
        return wait_ref(plan, value).text(lang)
    if name == "waits":
        spoken = heading("spoken_on", lang)
        return "; ".join(
            f"{wait_ref(plan, one.wait).text(lang)}, {spoken} {day_words(one.spoken_on, lang)}" for one in value
        )
    if name == "strands":
        return "; ".join(f"{one.title or one.id}: {one.status.label(lang)}" for one in value)
    kind = _KINDS.get(name)
    return words(value, lang) if kind is None else str(kind.words(kind.read(name, plan, row), lang))


def _cells(value: attrs.AttrsInstance, lang: str) -> Iterator[tuple[str, str]]:
    """The fields that say something, each with its heading."""
    plan: Plan | None = getattr(value, "_plan", None)
    lang = lang if plan is None else plan.kind.language(lang)
    for field in attrs.fields(type(value)):
        found = getattr(value, field.name)
        if not field.name.startswith("_") and found is not None and found is not False and found != ():
            yield heading(field.name, lang), _words(value, field.name, lang)


def _text(self: Any, lang: str = "da") -> str:
    """The sentence of the row or, without one, its fields as lines of text, in ``"da"`` or ``"en"``."""
    sentence = getattr(self, "_sentence", None)
    if callable(sentence):
        return str(sentence(lang))
    if sentence is not None:
        fields = {field.name: words(getattr(self, field.name), lang) for field in attrs.fields(type(self))}
        return phrase(sentence, lang).format(**fields)
    return "\n".join(f"{name}: {words}" for name, words in _cells(self, lang))


def _rich(self: Any) -> RenderableType:
    cells = list(_cells(self, "da"))
    margin = max(len(name) for name, _ in cells) + 2
    return Lines(
        lambda width: "\n".join(
            line for name, words in cells for line in wrapped(words, width, name.ljust(margin), " " * margin)
        )
    )


def _html(self: Any) -> str:
    cells: list[dict[str, Cell]] = [{"name": name, "value": words} for name, words in _cells(self, "da")]
    return html_table(cells, {"name": "", "value": ""}, "")


if TYPE_CHECKING:
    from attrs import frozen as readable
else:

    def readable(kind: type) -> type:
        """The class as a frozen attrs class, with a one-line representation, and its fields as lines, rich and HTML.

        A class that is `checked` is already frozen.
        A class with ``_sentence``, the key of a phrase, is written as that sentence with its fields by name; a
        method ``_sentence`` writes it itself.
        """
        if "__attrs_attrs__" not in vars(kind):
            kind = attrs.frozen(kind, repr=False)
        kind.__repr__ = short_repr
        kind.text = kind.__str__ = _text
        kind.__rich__ = _rich
        kind._repr_html_ = _html
        return kind
