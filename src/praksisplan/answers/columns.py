"""What the columns of an answer hold, and the one way from a value to codes for programs and to words for people.

A row of an answer is a mapping from column to *value*: a member of an enum, a period, a day, a number, a reference, a
citation, or a tuple of these. It knows no language. The `Kind` of the column tells the value afterwards.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

import attrs

from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import day_words, period_words
from praksisplan.model import Await, Citation, Finding, Outcome, Plan, Quantity, Wait
from praksisplan.periods import Period
from praksisplan.terms import Term

if TYPE_CHECKING:
    from typing import Protocol

    class Worded(Protocol):
        """What has a code and words in both languages."""

        @property
        def code(self) -> str: ...
        def text(self, lang: str = "da") -> str: ...


__all__ = [
    "BASE",
    "BODIES",
    "CITATIONS",
    "CODE",
    "DAY",
    "EXPECTED",
    "FINDINGS",
    "MIXED",
    "NUMBERS",
    "PERIOD",
    "PERIODS",
    "PROPOSAL",
    "QUANTITIES",
    "REFERENCE",
    "REFERENCES",
    "TEXT",
    "TOLD",
    "TRUTH",
    "WAITS",
    "WHOLE",
    "WHOLE_PLAN",
    "Cell",
    "Code",
    "Kind",
    "Labels",
    "Ref",
    "Type",
    "body_ref",
    "cell_text",
    "citation_text",
    "proposed_text",
    "reference",
    "several",
    "wait_ref",
]

T = TypeVar("T")
Cell = str | bool | int | datetime.date | None
"""A cell for people: words, or a day, a number or a truth value that a table writes in its own way."""

Code = str | bool | int | float | datetime.date | None | list[Any]
"""A cell for programs: a code, id, text, number, truth value or day, or a list of them; ``None`` is unknown."""

Type = Literal["text", "whole", "number", "truth", "day"]
Labels = Literal["codes", "da", "en"]

WHOLE_PLAN = "*"
"""The body that stands for the whole plan in a problem; no id of a body has this sign."""

_NEVER = ("earliest", "latest", "likely", "by_90")
"""The columns that are never where the row says so in the column ``never``."""

_UNKNOWN = ("earliest", "latest", "likely", "by_90", "needs_agreement", "effective")
"""The columns in which nothing means that it is unknown."""


def cell_text(record: Mapping[str, Cell], column: str, lang: str = "da") -> str:
    """A cell as a person reads it: days in words, yes and no in the language; an unknown bound reads as unknown.

    >>> record = {"earliest": datetime.date(2017, 1, 1), "latest": None, "overdue": True, "since": None}
    >>> [cell_text(record, column) for column in record]
    ['1. januar 2017', 'ukendt', 'ja', '']
    """
    value = record[column]
    if value is None:
        if column in _NEVER and record.get("never") is True:
            return phrase("never", lang)
        return phrase("unknown", lang) if column in _UNKNOWN else ""
    if isinstance(value, bool):
        return phrase("yes" if value else "no", lang)
    if isinstance(value, datetime.date):
        return day_words(value, lang)
    return str(value)


@attrs.frozen
class Kind(Generic[T]):
    """What the values of a column are.

    ``parts`` are the columns for programs: what is added to the column's name, and the type. ``codes`` gives a value's
    cell for each part, ``words`` its cell for people. ``is_labelled`` says that codes need words beside them.
    """

    parts: Mapping[str, Type]
    codes: Callable[[T], tuple[Code, ...]]
    words: Callable[[T, str], Cell]
    is_labelled: bool = True
    is_several: bool = False
    labels: Callable[[T, str], list[str]] | None = None

    def coded(self, value: T | None) -> tuple[Code, ...]:
        """The cells of a value for programs, one for each part."""
        return (None,) * len(self.parts) if value is None else self.codes(value)

    def worded(self, value: T | None, lang: str) -> Cell:
        """The cell of a value for people."""
        return None if value is None else self.words(value, lang)

    def label(self, value: T | None, lang: str) -> Code:
        """The words beside the codes: one text, or a list of texts where there are several values."""
        if value is None or self.labels is None:
            return self.worded(value, lang)
        return self.labels(value, lang)


def several(kind: Kind[T], join: str = "; ", nothing: str = "") -> Kind[Any]:
    """A column with any number of values of a kind: lists for programs, side by side for people.

    ``nothing`` is the phrase for one that is ``None``. Where all say the same, people read it once.
    """

    def codes(values: Iterable[T | None]) -> tuple[Code, ...]:
        cells = [kind.coded(value) for value in values]
        return tuple([cell[place] for cell in cells] for place in range(len(kind.parts)))

    def labels(values: Iterable[T | None], lang: str) -> list[str]:
        return [phrase(nothing, lang) if value is None else str(kind.words(value, lang)) for value in values]

    def words(values: Iterable[T | None], lang: str) -> str:
        told = labels(values, lang)
        return told[0] if len(set(told)) == 1 else join.join(told)

    return Kind(kind.parts, codes, words, kind.is_labelled, is_several=True, labels=labels)


def _plain(type: Type) -> Kind[Any]:
    return Kind({"": type}, lambda value: (value,), lambda value, _: value, is_labelled=False)


def _period(value: Period) -> tuple[Code, ...]:
    return str(value), value.start, value.end


def _expected_words(wait: Wait, lang: str) -> str:
    if wait.never:
        return phrase("never_comes", lang)
    return phrase("no_promise", lang) if wait.expected is None else period_words(wait.expected, lang)


class Ref(NamedTuple):
    """Something of a plan by its number or id. Danish: *henvisning*.

    ``kind`` is ``"recommendation"``, ``"event"``, ``"body"``, ``"effort"``, ``"cycle"`` (with the numbers that wait in
    a circle as ``title``), ``"plan"`` for what the recommendation itself is planned for, or ``"whole_plan"``.
    ``outcome`` and ``strand`` are those of a wait.
    """

    kind: str
    id: str
    title: str = ""
    outcome: Outcome | None = None
    strand: str | None = None

    def text(self, lang: str = "da") -> str:
        """The reference in words: the number of a recommendation, the title or name of anything else."""
        if self.kind == "cycle":
            return f"{phrase('cycle', lang)} ({self.title})"
        if self.kind in ("plan", "whole_plan"):
            return phrase("own_period" if self.kind == "plan" else "whole_plan", lang)
        if self.kind != "recommendation":
            return self.title
        words = f"{phrase('recommendation', lang)} {self.id}"
        return words if self.outcome in (None, Outcome.COMPLETION) else f"{words} ({self.outcome.label(lang)})"


def reference(plan: Plan, id: str) -> Ref:
    """What a number or id of a plan refers to; what the plan does not have is its own title."""
    if plan.has_event(id):
        return Ref("event", id, plan.event(id).title)
    if plan.has(id):
        return Ref("recommendation", id, plan.recommendation(id).title)
    if id == WHOLE_PLAN:
        return Ref("whole_plan", id)
    for effort in plan.efforts:
        if effort.id == id:
            return Ref("effort", id, effort.title)
    return Ref("recommendation", id) if id[:1].isdecimal() else body_ref(plan, id)


def body_ref(plan: Plan, id: str) -> Ref:
    """A body with its name; one that the plan does not have has its id for a name."""
    return Ref("body", id, plan.body(id).name if plan.has_body(id) else id)


def wait_ref(plan: Plan, wait: Wait | Await) -> Ref:
    """What is awaited."""
    strand = wait.strand if isinstance(wait, Wait) else None
    if wait.event is not None:
        title = plan.event(wait.event).title if plan.has_event(wait.event) else wait.event
        return Ref("event", wait.event, title, wait.outcome, strand)
    assert wait.recommendation is not None
    title = plan.recommendation(wait.recommendation).title if plan.has(wait.recommendation) else ""
    return Ref("recommendation", wait.recommendation, title, wait.outcome, strand)


TEXT: Kind[str] = _plain("text")
WHOLE: Kind[int] = _plain("whole")
TRUTH: Kind[bool] = _plain("truth")
DAY: Kind[datetime.date] = _plain("day")
CODE: Kind[Term] = Kind({"": "text"}, lambda value: (value.value,), Term.label)
PERIOD: Kind[Period] = Kind({"": "text", "_start": "day", "_end": "day"}, _period, period_words)
NUMBERS = several(TEXT, ", ")
PERIODS = several(PERIOD, nothing="no_promise")
EXPECTED: Kind[Any] = several(
    Kind(
        PERIOD.parts,
        lambda wait: ("never", None, None) if wait.never else PERIOD.coded(wait.expected),
        _expected_words,
    )
)
"""When what is awaited is expected, for each wait; ``"never"`` in place of a period for what will not come."""
WAITS = several(
    Kind(
        {"": "text", "_kind": "text", "_outcome": "text", "_strand": "text"},
        lambda ref: (ref.id, ref.kind, None if ref.outcome is None else ref.outcome.value, ref.strand),
        Ref.text,
    )
)
REFERENCE: Kind[Ref] = Kind({"": "text", "_kind": "text"}, lambda ref: (ref.id, ref.kind), Ref.text)
REFERENCES = several(REFERENCE)
BODIES = several(Kind({"": "text"}, lambda ref: (ref.id,), Ref.text), ", ")
FINDINGS = several(
    Kind(
        {"": "text", "_severity": "text"},
        lambda finding: (finding.code, finding.severity.value),
        Finding.text,
    )
)
QUANTITIES = several(
    Kind(
        {"": "whole", "_what": "text", "_at_least": "truth"},
        lambda quantity: (quantity.value, quantity.what, quantity.at_least),
        Quantity.text,
    )
)


def _told(value: Worded, lang: str) -> str:
    return value.text(lang)


TOLD = several(Kind({"": "text"}, lambda value: (value.code,), _told))


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


_CITATION: Kind[Citation] = Kind(
    {
        "": "text",
        "_section": "text",
        "_page": "whole",
        "_line": "whole",
        "_last_line": "whole",
        "_cell": "text",
    },
    lambda one: (one.source, one.section, one.page, one.line, one.last_line, one.cell),
    Citation.text,
)
CITATIONS = attrs.evolve(several(_CITATION), words=citation_text)


def proposed_text(status: Term | None, deferred_to: Period | None, lang: str = "da") -> str | None:
    """What is proposed, in words; ``None`` where nothing is."""
    if deferred_to is not None:
        return f"{phrase('deferred_to', lang)} {period_words(deferred_to, lang)}"
    return None if status is None else status.label(lang)


def _proposed(value: tuple[Term | None, Period | None]) -> tuple[Code, ...]:
    status, period = value
    return None if status is None else status.value, *PERIOD.coded(period)


PROPOSAL: Kind[tuple[Term | None, Period | None]] = Kind(
    {"": "text", "_deferred_to": "text", "_start": "day", "_end": "day"},
    _proposed,
    lambda value, lang: proposed_text(*value, lang),
)

Mixed = Term | Period | datetime.date | bool | str | tuple[Ref, ...]


def _mixed_code(value: Mixed) -> tuple[Code, ...]:
    if isinstance(value, Term):
        return (value.value,)
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return (", ".join(ref.id for ref in value) if isinstance(value, tuple) else str(value),)


def _mixed_words(value: Mixed, lang: str) -> str:
    if isinstance(value, Term):
        return value.label(lang)
    if isinstance(value, tuple):
        return "; ".join(ref.text(lang) for ref in value)
    if isinstance(value, Period):
        return period_words(value, lang)
    return cell_text({"": value}, "", lang)


MIXED: Kind[Mixed] = Kind({"": "text"}, _mixed_code, _mixed_words)
"""A value of any kind, as text: a slug, yes or no, the words of a period, ids side by side."""

BASE: Mapping[str, Kind[Any]] = {"number": TEXT, "section": TEXT, "title": TEXT}
"""The columns with which the row of a recommendation begins."""
