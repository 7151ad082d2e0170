"""What was read of a document: a draft plan, the facts with their places, doubts, and what no fact took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs

from praksisplan.answers import TEXT, TRUTH, Columns, Kind, Tabular
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import words
from praksisplan.arguments import checked_call
from praksisplan.model import Finding, Milestone, Plan
from praksisplan.periods import Period
from praksisplan.reading.written import Line, Part, Span
from praksisplan.terms import Term
from praksisplan.text import short_repr

Value = Term | Period | Milestone | str | bool
"""The value of a fact: that of one field of the plan; of several, such as two waits, each is a fact of its own."""


@attrs.frozen
class Fact:
    """A fact that was read, with its place. Danish: *oplysning*.

    ``subject`` is the number of a recommendation, the id of an event or body, or the id of the plan. ``field`` is a
    field of it, of a statement about it, or ``reason``: why it is in the plan of the year. ``words`` are the words of
    the document. ``is_inferred`` is false for what they say, and true for what a reading rule concludes from them.

    >>> fact = Fact("29", "awaits", "28", Span(line=592), "anbefaling 29 afventer afrapporteringen af anbefaling 28")
    >>> print(fact.value, fact.span)
    28 linje 592
    """

    subject: str
    field: str
    value: Value
    span: Span
    words: str = ""
    is_inferred: bool = False


def _value_codes(value: Value) -> tuple[Any, ...]:
    if isinstance(value, Period):
        return str(value), value.start, value.end
    if isinstance(value, Term):
        return value.value, None, None
    if isinstance(value, Milestone):
        return value.title, value.expected.start, value.expected.end
    return (value if isinstance(value, str) else "yes" if value else "no"), None, None


_VALUE: Kind[Any] = Kind({"": "text", "_start": "day", "_end": "day"}, _value_codes, words)
_PLACE: Kind[Span] = Kind(
    {"_page": "whole", "_line": "whole", "_last_line": "whole", "_sheet": "text", "_cell": "text"},
    lambda span: (span.page, span.line, span.last_line, span.sheet or None, span.cell or None),
    Span.text,
    is_labelled=False,
)


@attrs.frozen(eq=False)
class Reading(Tabular):
    """A draft plan read from a document, for a person to confirm. Danish: *læsning*.

    ``plan`` is the draft, ``facts`` are what was read, in the order of the document, ``findings`` what was seen and not
    understood, contradictions, and numbers of other documents. ``parts`` is the document itself. The table has a row
    for each fact; `uncovered` is the text that no fact took.
    """

    columns: ClassVar[Columns] = {
        "subject": TEXT,
        "field": TEXT,
        "value": _VALUE,
        "place": _PLACE.of("span"),
        "words": TEXT,
        "is_inferred": TRUTH,
    }
    summary_columns: ClassVar[tuple[str, ...]] = ("subject", "field", "value", "place")
    __repr__ = short_repr

    plan: Plan
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...]

    @property
    def uncovered(self) -> tuple[Line, ...]:
        """The text that no fact took, in the order of the document, each piece with its place."""
        return tuple(_uncovered(self.parts, [fact.span for fact in self.facts]))

    def about(self, number: int | str) -> tuple[Fact, ...]:
        """The facts about the recommendation with that number; a `PlanError` for a number that was not read."""
        found = self.plan.recommendation(number).number
        return tuple(fact for fact in self.facts if fact.subject == found)

    def _found(self) -> Iterable[tuple[str, Fact]]:
        return ((fact.subject, fact) for fact in self.facts)

    def heading(self, lang: str = "da") -> str:
        counts = len(self.plan.recommendations), len(self.facts), len(self.findings), len(self.uncovered)
        return phrase("reading", self._language(lang), *counts)

    def remarks(self, lang: str = "da") -> tuple[str, ...]:
        return tuple(f"{one.subject}: {one.text(self._language(lang))} [{one.code}]" for one in self.findings)


# --- what no fact took -------------------------------------------------------------------------------------------

_Place = tuple[int | None, str, int | str]
_Columns = tuple[int, int | None]


def _places(span: Span) -> Iterator[tuple[_Place, _Columns]]:
    """The lines or the cell of a span, each with its first and last column; ``None`` is the end of the line."""
    if span.cell:
        yield (None, span.sheet, span.cell), (1, None)
    elif span.line is not None:
        last = span.last_line or span.line
        for line in range(span.line, last + 1):
            first = span.column or 1 if line == span.line else 1
            yield (span.page, "", line), (first, span.last_column if line == last else None)


def _uncovered(parts: Iterable[Part], spans: Iterable[Span]) -> Iterator[Line]:
    covered: dict[_Place, set[_Columns]] = {}
    for span in spans:
        for place, columns in _places(span):
            covered.setdefault(place, set()).add(columns)
    for part in parts:
        for one in (one for row in part.rows for one in row):
            taken = next((covered.get(place, set()) for place, _ in _places(one.span)), set())
            before = (one.span.column or 1) - 1  # a cell of a Markdown table is a part of its line
            own = {(first - before, last and last - before) for first, last in taken}
            for first, last in _gaps(own, len(one.text)):
                piece = one.text[first - 1 : last]
                if any(map(str.isalnum, piece)):
                    yield Line(piece.strip(), attrs.evolve(one.span, column=first + before, last_column=last + before))


def _gaps(covered: set[_Columns], length: int) -> Iterator[tuple[int, int]]:
    """The columns of a line outside those that are covered."""
    following = 1
    for first, last in sorted((first, length if last is None else last) for first, last in covered):
        if following < first <= length + 1:
            yield following, first - 1
        following = max(following, last + 1)
    if following <= length:
        yield following, length


# --- side by side ------------------------------------------------------------------------------------------------


@attrs.frozen
class Excerpt:
    """A piece of a document beside what was read there. Danish: *uddrag*.

    >>> from praksisplan.reading import explain, read_document
    >>> reading = read_document("Statusrapport 2024\\nIndsats 3: Flere ydernumre\\nIndsatsen er afsluttet.\\n")
    >>> [one.read[0].field for one in explain(reading, 3).excerpts]
    ['title', 'status']
    """

    span: Span
    words: str
    read: tuple[Fact, ...]


@attrs.frozen(eq=False)
class SideBySide(Tabular):
    """The lines of a document beside what was read of one recommendation. Danish: *sammenstilling*.

    >>> from praksisplan.reading import explain, read_document
    >>> reading = read_document("Statusrapport 2024\\nIndsats 3: Flere ydernumre\\nIndsatsen er afsluttet.\\n")
    >>> explain(reading, 3).number
    '3'
    """

    columns: ClassVar[Columns] = {
        "place": _PLACE.of("span"),
        "words": TEXT,
        "read": Kind(
            {"": "text"},
            lambda facts: ([fact.field for fact in facts],),
            lambda facts, lang: "; ".join(_fact_text(fact, lang) for fact in facts),
            is_several=True,
            labels=lambda facts, lang: [_fact_text(fact, lang) for fact in facts],
        ),
    }
    __repr__ = short_repr

    plan: Plan
    number: str
    excerpts: tuple[Excerpt, ...]

    def _found(self) -> Iterable[tuple[str, Excerpt]]:
        return ((self.number, one) for one in self.excerpts)

    def heading(self, lang: str = "da") -> str:
        return phrase("read_of", self._language(lang), self.number, self.plan[self.number].title)


def _fact_text(fact: Fact, lang: str = "da") -> str:
    """A fact in words: the heading of its field, its value, and that it is inferred."""
    from praksisplan.answers.headings import heading

    inferred = f" ({phrase('inferred', lang)})" if fact.is_inferred else ""
    return f"{heading(fact.field, lang)}: {words(fact.value, lang)}{inferred}"


@checked_call
def explain(reading: Reading, number: int | str) -> SideBySide:
    """The lines of the document beside what was read of a recommendation. Danish: *sammenstilling*.

    Raises `PlanError` for a number that was not read.

    >>> from praksisplan.reading import explain, read_document
    >>> reading = read_document("Statusrapport 2024\\nIndsats 3: Flere ydernumre\\nIndsatsen er afsluttet.\\n")
    >>> print(explain(reading, 3).text("en"))
    Action 3: Flere ydernumre
    place   words of the document   read
    line 2  Flere ydernumre         title: Flere ydernumre; section: 1
    line 3  Indsatsen er afsluttet  status: completed
    """
    facts = reading.about(number)
    by_place: dict[Span, list[Fact]] = {}
    for fact in facts:
        by_place.setdefault(fact.span, []).append(fact)
    excerpts = tuple(Excerpt(span, read[0].words, tuple(read)) for span, read in by_place.items())
    return SideBySide(reading.plan, facts[0].subject, excerpts)
