"""The columns of answers, and the one way from a value to codes for programs and to words for people.

A row of an answer is a mapping from column to *value*: a member of an enum, a period, a day, a number, a reference, a
citation, or a tuple of these. It does not depend on a language. The `Kind` of the column gives its codes and words.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

import attrs

from praksisplan.answers.headings import heading
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import (
    body_text,
    citation_text,
    expected_text,
    milestone_text,
    period_words,
    promise_words,
    proposed_text,
    words,
)
from praksisplan.model import (
    Await,
    Citation,
    Finding,
    Link,
    Milestone,
    Outcome,
    Plan,
    Quantity,
    Target,
    TargetKind,
    Wait,
)
from praksisplan.periods import Period
from praksisplan.terms import Term
from praksisplan.text import number_text

T = TypeVar("T")
Cell = str | bool | int | datetime.date | None
"""A cell for people: words, or a day, a number or a truth value that a table writes in its own way."""

Code = str | bool | int | float | datetime.date | None | list[Any]
"""A cell for programs: a code, id, text, number, truth value or day, or a list of them; ``None`` is unknown."""

Type = Literal["text", "whole", "number", "truth", "day"]
Labels = Literal["codes", "da", "en"]

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
    if value is not None:
        return words(value, lang)
    if column in _NEVER and record.get("never") is True:
        return phrase("never", lang)
    return phrase("unknown", lang) if column in _UNKNOWN else ""


@attrs.frozen
class Kind(Generic[T]):
    """The kind of values in a column.

    ``parts`` are the columns for programs: a suffix of the column's name, and the type. ``codes`` gives the cell of a
    value for each part, ``words`` its cell for people. ``is_labelled`` tells that codes need words beside them.

    A value is read from the field of the row with the column's name, or from ``source``; ``resolve`` converts it with
    the help of the plan. ``title`` is a heading that is itself a value, such as a period.
    """

    parts: Mapping[str, Type]
    codes: Callable[[T], tuple[Code, ...]]
    words: Callable[[T, str], Cell]
    is_labelled: bool = True
    is_several: bool = False
    labels: Callable[[T, str], list[str]] | None = None
    source: Callable[[Any], Any] | None = None
    resolve: Callable[[Plan, Any], T] | None = None
    title: object = None

    def of(self, field: str, *more: str) -> Kind[T]:
        """The same kind, read from a field with another name than the column, or from several side by side.

        ``"wait.since"`` is the field of a field, ``None`` where the first is.
        """
        return attrs.evolve(self, source=attrgetter(field, *more) if more else partial(_field, field))

    def read(self, column: str, plan: Plan, row: object) -> T:
        """The value of the column in a row."""
        found = getattr(row, column) if self.source is None else self.source(row)
        return found if self.resolve is None else self.resolve(plan, found)

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


Columns: TypeAlias = Mapping[str, Kind[Any]]
"""What each column of an answer holds, in order."""


def _field(path: str, row: object) -> Any:
    """The field of a row, or the field of a field."""
    for name in path.split("."):
        row = None if row is None else getattr(row, name)
    return row


def several(
    kind: Kind[T], join: str = "; ", nothing: str = "", resolve: Callable[[Plan, Any], Any] | None = None
) -> Kind[Any]:
    """A column with any number of values of a kind: lists for programs, side by side for people.

    ``nothing`` is the phrase for one that is ``None``. Where all say the same, people read it once.
    """

    def codes(values: Iterable[T | None]) -> tuple[Code, ...]:
        cells = [kind.coded(value) for value in values]
        return tuple([cell[place] for cell in cells] for place in range(len(kind.parts)))

    def labels(values: Iterable[T | None], lang: str) -> list[str]:
        return [phrase(nothing, lang) if value is None else str(kind.words(value, lang)) for value in values]

    def words(values: Iterable[T | None], lang: str) -> str:
        return _joined(labels(values, lang), join)

    return Kind(kind.parts, codes, words, kind.is_labelled, is_several=True, labels=labels, resolve=resolve)


def _joined(texts: list[str], join: str = "; ") -> str:
    return texts[0] if len(set(texts)) == 1 else join.join(texts)


def _plain(type: Type, words: Callable[[Any, str], Cell] = lambda value, _: value) -> Kind[Any]:
    return Kind({"": type}, lambda value: (value,), words, is_labelled=False)


def _coded(field: str, words: Callable[[Any, str], Cell]) -> Kind[Any]:
    """A value with one field for programs."""
    code = attrgetter(field)
    return Kind({"": "text"}, lambda value: (code(value),), words)


class Ref(NamedTuple):
    """Something of a plan by its number or id, with its title. Danish: *henvisning*.

    A cycle has the numbers that wait in a circle as ``title``. The other fields are those of a wait; ``part`` is the
    title of the awaited strand.
    """

    kind: TargetKind
    id: str
    title: str = ""
    outcome: Outcome | None = None
    strand: str | None = None
    awaited_strand: str | None = None
    part: str = ""
    one_of: str | None = None
    instead_of: str | None = None

    def text(self, lang: str = "da") -> str:
        """The reference in words: the number of a recommendation, the title or name of anything else."""
        kind = self.kind.label(lang)
        if self.kind is TargetKind.CYCLE:
            return f"{kind} ({self.title})"
        if self.kind in (TargetKind.PLAN, TargetKind.WHOLE_PLAN):
            return kind
        if self.kind is not TargetKind.RECOMMENDATION:
            return self.title
        details = [f"{phrase('strand', lang)} {self.part}"] if self.part else []
        if self.outcome is not None and self.outcome is not Outcome.COMPLETION:
            details.append(self.outcome.label(lang))
        if self.instead_of is not None:
            details.append(phrase("instead_of", lang, self.instead_of))
        return f"{kind} {self.id} ({', '.join(details)})" if details else f"{kind} {self.id}"


def reference(plan: Plan, id: str) -> Ref:
    """What a number or id of a plan refers to; what the plan does not have is its own title."""
    return target_ref(plan, plan.target(id))


def target_ref(plan: Plan, target: Target) -> Ref:
    """A target with its title; a cycle with the first ten of its numbers."""
    kind, id, members = target
    if kind is TargetKind.EVENT:
        return Ref(kind, id, plan.event(id).title if plan.has_event(id) else id)
    if kind is TargetKind.RECOMMENDATION:
        return Ref(kind, id, plan.recommendation(id).title if plan.has(id) else "")
    if kind is TargetKind.BODY:
        return body_ref(plan, id)
    if kind is TargetKind.EFFORT:
        return Ref(kind, id, plan.effort(id).title)
    return Ref(kind, id, ", ".join(members[:10]) + ("…" if len(members) > 10 else ""))


def body_ref(plan: Plan, id: str) -> Ref:
    """A body with its name; one that the plan does not have has its id for a name."""
    return Ref(TargetKind.BODY, id, body_text(plan, id))


def wait_ref(plan: Plan, wait: Wait | Await) -> Ref:
    """What is awaited."""
    found = target_ref(plan, wait.awaited)._replace(outcome=wait.outcome, one_of=wait.one_of)
    awaited = wait.strand
    if isinstance(wait, Wait):
        awaited = wait.awaited_strand
        found = found._replace(strand=wait.strand, instead_of=wait.instead_of)
    if awaited is None:
        return found
    strands = plan.recommendation(found.id).strands if plan.has(found.id) else ()
    title = next((one.title for one in strands if one.id == awaited), "")
    return found._replace(awaited_strand=awaited, part=title or awaited)


def wait_texts(plan: Plan, waits: Iterable[Wait], lang: str = "da") -> list[str]:
    """Open waits in words, each with when it is expected; alternatives together."""
    found = [(wait, f"{wait_ref(plan, wait).text(lang)}, {expected_text(wait, lang)}") for wait in waits]
    return _with_alternatives(found, ", ", lang)


def _with_alternatives(found: Iterable[tuple[Wait | Ref, str]], before: str, lang: str) -> list[str]:
    """The words of waits, those of alternatives as 'either … or …'."""
    together: dict[object, list[str]] = {}
    for place, (wait, text) in enumerate(found):
        key = place if wait.one_of is None else (wait.strand, wait.one_of)
        together.setdefault(key, []).append(text)
    either, other = f"{phrase('either', lang)} ", f"{before}{phrase('or', lang)} "
    return [(either if len(texts) > 1 else "") + other.join(texts) for texts in together.values()]


TEXT: Kind[str] = _plain("text")
WHOLE: Kind[int] = _plain("whole")
NUMBER: Kind[float] = _plain("number", number_text)
TRUTH: Kind[bool] = _plain("truth")
DAY: Kind[datetime.date] = _plain("day")
CODE: Kind[Term] = _coded("value", Term.label)
BEGINS: Kind[tuple[Term, bool]] = Kind(
    {"": "text"},
    lambda cell: (cell[0].value,),
    lambda cell, lang: phrase("begun", lang) if cell[1] else cell[0].label(lang),
)
"""How sure it is that work begins in a period, and whether the period comes after the work has begun."""

PERIOD: Kind[Period] = Kind(
    {"": "text", "_start": "day", "_end": "day"}, lambda value: (str(value), value.start, value.end), period_words
)
DAYS = several(attrs.evolve(DAY, words=words), nothing="unknown")
NUMBERS = several(TEXT, ", ")
PERIODS = several(PERIOD, nothing="no_promise")
EXPECTED: Kind[Any] = several(
    Kind(
        PERIOD.parts,
        lambda wait: ("never", None, None) if wait.never else PERIOD.coded(wait.expected),
        promise_words,
    )
).of("awaits")
"""When each open wait is expected to end."""


def _wait_codes(ref: Ref) -> tuple[Code, ...]:
    outcome = None if ref.outcome is None else ref.outcome.value
    return ref.id, ref.kind.value, outcome, ref.strand, ref.awaited_strand, ref.one_of, ref.instead_of


_WAIT: Kind[Ref] = Kind(
    dict.fromkeys(("", "_kind", "_outcome", "_strand", "_awaited_strand", "_one_of", "_instead_of"), "text"),
    _wait_codes,
    Ref.text,
)
WAITS = attrs.evolve(
    several(_WAIT, resolve=lambda plan, waits: tuple(wait_ref(plan, wait) for wait in waits)),
    words=lambda refs, lang: _joined(_with_alternatives([(ref, ref.text(lang)) for ref in refs], " ", lang)),
)
REFERENCE: Kind[Ref] = Kind({"": "text", "_kind": "text"}, attrgetter("id", "kind.value"), Ref.text)
REFERENCES = several(REFERENCE)
_SLUGS = {kind: kind.value for kind in TargetKind}


def _target_refs(found: tuple[Plan, tuple[Target, ...]]) -> tuple[Ref, ...]:
    plan, targets = found
    return tuple(target_ref(plan, one) for one in targets)


TARGETS: Kind[tuple[Plan, tuple[Target, ...]]] = Kind(
    REFERENCE.parts,
    lambda found: ([one.id for one in found[1]], [_SLUGS[one.kind] for one in found[1]]),
    lambda found, lang: REFERENCES.words(_target_refs(found), lang),
    is_several=True,
    labels=lambda found, lang: [ref.text(lang) for ref in _target_refs(found)],
    resolve=lambda plan, targets: (plan, targets),
)
"""Targets beside their plan: in a large plan there are so many that their titles are found only for people."""

DRIVERS = several(
    REFERENCE, resolve=lambda plan, drivers: tuple(dict.fromkeys(target_ref(plan, one.target) for one in drivers))
)
BODY: Kind[Ref] = _coded("id", Ref.text)
BODIES = several(BODY, ", ", resolve=lambda plan, ids: tuple(body_ref(plan, id) for id in ids))
SOURCES = several(
    _coded("id", lambda source, _: source.title),
    resolve=lambda plan, ids: tuple(source for source in plan.sources if source.id in ids),
)
MILESTONES = several(
    Kind[tuple[Plan, Milestone]](
        {"": "text", "_expected": "text", "_start": "day", "_end": "day", "_every": "text", "_reached": "text"},
        lambda found: (found[1].title, *PERIOD.coded(found[1].expected), *_recurrence(found[1])),
        lambda found, lang: milestone_text(*found, lang),
    ),
    resolve=lambda plan, found: tuple((plan, one) for one in found),
)
"""Milestones, each beside its plan: titles, with when they are expected."""


def _recurrence(found: Milestone) -> tuple[Code, Code]:
    return found.every or None, None if found.reached is None else str(found.reached)


FINDINGS = several(Kind[Finding]({"": "text", "_severity": "text"}, attrgetter("code", "severity.value"), Finding.text))
LINKS = several(
    Kind[Link](
        {"": "text", "_numbers": "text"},
        lambda link: (link.plan, ", ".join(link.theirs)),
        lambda link, _: f"{link.plan} {', '.join(link.theirs)}",
    )
)
"""Numbers of other documents, each beside the id of its document."""

QUANTITIES = several(
    Kind[Quantity](
        {"": "whole", "_what": "text", "_at_least": "truth"}, attrgetter("value", "what", "at_least"), Quantity.text
    )
)
TOLD = several(_coded("code", words))

_CITATION: Kind[Citation] = Kind(
    {"": "text", "_section": "text", "_page": "whole", "_line": "whole", "_last_line": "whole", "_cell": "text"},
    attrgetter("source", "section", "page", "line", "last_line", "cell"),
    Citation.text,
)
CITATIONS = attrs.evolve(several(_CITATION), words=citation_text, source=attrgetter("citations"))


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


COLUMN: Kind[str] = Kind({"": "text"}, lambda column: (column,), heading)
"""The name of a column, said by its heading."""

MIXED: Kind[Mixed] = Kind({"": "text"}, _mixed_code, words)
"""A value of any kind, as text: a slug, yes or no, the words of a period, ids side by side."""

BASE: Mapping[str, Kind[Any]] = {"number": TEXT, "section": TEXT, "title": TEXT}
"""The columns with which the row of a recommendation begins."""
