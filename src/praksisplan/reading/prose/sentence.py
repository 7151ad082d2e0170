"""A sentence with its words, tags, numbers, periods and clauses, and what was spoken of before it."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from praksisplan.model import Outcome, Status
from praksisplan.periods import Period
from praksisplan.reading.prose.dates import Dated, Dates
from praksisplan.reading.prose.lexicon import STATUS, Lexicon, Tag
from praksisplan.reading.prose.numbers import Reference, References

PASSED_ON = frozenset(("at", "og", "idet", "så", "hvorfor", "hvorefter", "main"))
"""How a clause begins that is proposed, decided or expected with the one before it."""

BECAUSE = ("da", "fordi", "idet")
IF = ("hvis", "såfremt")
CONDITIONS = ("når", "indtil", "førend", "før", "inden", "så snart", "efter at")
"""How a clause begins that says what comes first."""

ACTOR = re.compile(r"(?:gruppe|udvalg|part|region|kommune|styrelse|råd|forum|administration|sekretariat|hospital)\w*$")
HELD = (Status.DEFERRED, Status.AWAITING, Status.NOT_STARTED)
FINITE = ("pres", "pass", "past")

_SPEAKING = frozenset((*STATUS, "waiting", "merged", "replaced", "begun", "delivered", "jointly", "lack", "lasting"))
"""The categories of words of which a clause says something."""


@attrs.frozen(eq=False)
class Wait:
    """What is awaited: a number, or an event by its words."""

    number: str = ""
    words: str = ""
    outcome: Outcome = Outcome.COMPLETION
    kind: str = "work"
    one_of: bool = False
    is_anaphoric: bool = False


@attrs.define(eq=False)
class Claim:
    """Something that a sentence says of some recommendations; ``numbers`` is empty for the plan itself."""

    numbers: tuple[str, ...]
    start: int
    end: int
    fields: dict[str, Any] = attrs.field(factory=dict)
    waits: tuple[Wait, ...] = ()
    more: bool = False
    expected: Period | None = None
    """When what is awaited is expected or, without a wait, what ``outcome`` says."""

    outcome: Outcome | None = None
    """Of a promise: the start or completion of the work; ``None`` for a step on the way."""

    is_inferred: bool = False
    is_weak: bool = False
    """Whether it only shows that there is activity, so that anything else said of the status holds instead."""

    topic: str = ""
    """The part of the work that it is about, if it names one."""

    is_whole: bool = False
    """Whether it is about the whole, whatever part the sentence speaks of."""


class Tagged:
    """Words with their tags: a sentence, or a part of it."""

    tags: list[Tag]

    def tag(self, category: str, first: int = 0, after: int = sys.maxsize, *, forms: Sequence[str] = ()) -> Tag | None:
        """The first tag of a category among the words from one place to another."""
        for one in self.tags:
            if one.category == category and first <= one.first < after and (not forms or one.form in forms):
                return one
        return None

    def any(self, category: str, first: int = 0, after: int = sys.maxsize, *, forms: Sequence[str] = ()) -> bool:
        """Whether a tag of a category is among the words from one place to another."""
        return self.tag(category, first, after, forms=forms) is not None


@attrs.frozen(eq=False)
class Clause(Tagged):
    """A part of a sentence with one verb: how it begins, its words, and the signs from which to which it goes."""

    begins: str
    place: int
    first: int
    after: int
    start: int
    end: int
    tags: list[Tag]

    @property
    def speaks(self) -> bool:
        """Whether it has a word of which something may be said."""
        return self.begins in BECAUSE or any(one.category in _SPEAKING for one in self.tags)


@attrs.define(eq=False)
class Context:
    """What was spoken of before a sentence."""

    numbers: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    """The numbers of the list above."""

    wait: Claim | None = None
    """The last wait of the paragraph."""

    bare: Claim | None = None
    """A wait of the sentence before that does not say for what."""

    held: tuple[str, ...] = ()
    """The numbers that the last status of the paragraph holds back, where it does not say why."""

    unnamed: frozenset[str] = frozenset()
    """The numbers of the paragraph of which it was said that they wait, but not for what."""

    is_begun: bool = False
    """Whether the paragraph says that the work has begun."""

    is_elsewhere: bool = False
    """Whether it says that the work lies under the health agreement."""

    topic: str = ""

    is_first: bool = False
    """Whether the sentence is the first of its paragraph."""

    before: str = ""
    """The sentence before, if it named no number."""

    is_led: bool = False
    """Whether the sentence begins with words for some of the list: 'de to første'."""

    def lead(self, numbers: tuple[str, ...]) -> None:
        """A sentence begins with numbers as its subject."""
        self.numbers, self.topic = numbers, ""
        if self.wait is not None and not set(numbers) & set(self.wait.numbers):
            self.wait = None

    def remember(self, claim: Claim) -> None:
        """A claim that the next sentences may point back to."""
        if claim.numbers and not claim.is_whole:
            claim.topic = claim.topic or self.topic
        if "status" in claim.fields:
            self.held = claim.numbers if claim.fields["status"] in HELD and not claim.waits else ()
        if claim.waits:
            self.wait = claim
            self.unnamed -= frozenset(claim.numbers)
        elif claim.fields.get("status") is Status.AWAITING:
            self.bare = claim
            self.unnamed |= frozenset(claim.numbers)
        self.is_begun |= claim.fields.get("status") in (Status.ONGOING, Status.PERMANENT)


class Sentence(Tagged):
    """A sentence with its words, tags, numbers, periods and clauses."""

    def __init__(self, text: str, lexicon: Lexicon, references: References, dates: Dates) -> None:
        self.text = text
        self.lexicon = lexicon
        self.sets = lexicon.sets
        self.words, self.starts = lexicon.tokens(text)
        self.tags = lexicon.tags(self.words)
        self.dates = dates
        self.finder = references
        self.used: set[int] = set()
        """Where the periods begin that a claim has used."""

        self.aside: set[int] = set()
        """The words in brackets."""

        self.conditions: set[int] = set()

    def another(self, text: str) -> Sentence:
        """Other words of the same document as a sentence."""
        return Sentence(text, self.lexicon, self.finder, self.dates)

    @functools.cached_property
    def references(self) -> list[Reference]:
        """The numbers that it names."""
        return self.finder.find(self.text)

    @functools.cached_property
    def own(self) -> list[Reference]:
        """Those of the document itself."""
        return [one for one in self.references if not one.is_foreign]

    @functools.cached_property
    def periods(self) -> list[Dated]:
        """The periods that it names."""
        is_past = self.any("decision", forms=("past", "part")) or self.any("delivered")
        is_past |= not self.any("expectation") and any(
            one.form in ("past", "part") or self.words[one.first] in ("blev", "måtte") for one in self.tags
        )
        text = self.text
        found = self.dates.find(text, is_past=is_past)
        return [one for one in found if not _NAMED_PLAN.search(text, max(0, one.start - 40), one.start)]

    def is_ahead(self, one: Dated) -> bool:
        """Whether a period reaches beyond the day of the document; one that is open begins after it."""
        period, day = one.period, self.dates.day
        return period.start is not None and period.start > day if period.last_day is None else period.last_day > day

    def is_past(self, one: Dated) -> bool:
        """Whether a period has passed on the day of the document."""
        return one.period.last_day is not None and one.period.last_day <= self.dates.day

    def use(self, one: Dated) -> Period:
        """The period of some words, which no other claim uses."""
        self.used.add(one.start)
        return one.period

    def use_first(self, is_right: Callable[[Dated], bool], start: int = 0, end: int = sys.maxsize) -> Period | None:
        """The first right period between two signs."""
        found = (one for one in self.periods if start <= one.start < end and is_right(one))
        return next(map(self.use, found), None)

    def word(self, place: int) -> str:
        """The word at a place; empty outside the sentence."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def at(self, place: int) -> int:
        """The sign at which a word begins; past the last, the end of the sentence."""
        return self.starts[place] if place < len(self.starts) else len(self.text)

    def clause_at(self, sign: int) -> Clause:
        """The clause with a sign of the text."""
        return next((one for one in self.clauses if sign < self.at(one.after)), self.clauses[-1])

    def clause_behind(self, clause: Clause) -> Clause | None:
        """The clause that follows another."""
        return self.clauses[clause.place + 1] if clause.place + 1 < len(self.clauses) else None

    @functools.cached_property
    def clauses(self) -> list[Clause]:
        """Its clauses, one after the other."""
        words, alone = self.words, self.sets["alone"]
        starts = [(0, self._begins(0))]
        depth = 0
        for place, word in enumerate(words):
            depth += (word == "(") - (word == ")")
            if depth > 0:
                self.aside.add(place)
            if word == "," and depth == 0:
                begins = self._begins(place + 1)
                if begins or self._has_verb(place + 1, place + 2):
                    starts.append((place + 1, begins or "main"))
            elif word in (";", ":"):
                starts.append((place + 1, "main"))
            elif word in alone and place and starts[-1][0] != place and self._joins(place, depth):
                starts.append((place, self._begins(place)))
        found = []
        for place, (first, begins) in enumerate(starts):
            after = starts[place + 1][0] if place + 1 < len(starts) else len(words)
            start = self.at(first)
            end = start + len(self.text[start : self.at(after)].rstrip(" ,;"))
            tags = [one for one in self.tags if first <= one.first < after] if len(starts) > 1 else self.tags
            found.append(Clause(begins, place, first, after, start, end, tags))
        return found

    def _begins(self, place: int) -> str:
        """The word or words at a place that join a clause to the one before it; empty for another word."""
        word, both = self.word(place), " ".join(self.words[place : place + 2])
        return both if both in CONDITIONS else word if word in self.sets["connectives"] else ""

    def _joins(self, place: int, depth: int) -> bool:
        """Whether a word begins a clause without a comma before it."""
        word, following = self.words[place], self.word(place + 1)
        if word == "og":
            return depth == 0 and self._opens(place + 1)
        if word == "at":
            return following in self.lexicon.nouns
        return self.words[place - 1] not in ("først", "herunder")

    def _opens(self, place: int) -> bool:
        """Whether a word behind 'og' begins a clause: a verb, or a subject with its verb behind it."""
        tags = [(one.category, one.form) for one in self.tags if one.first == place]
        if self._has_verb(place, place + 1) or any(name in STATUS and name != "permanent" for name, _ in tags):
            return True
        if ("work", "def") not in tags and self.word(place) not in self.lexicon.items:
            return False
        rest = self.words[place + 1 : place + 10]
        return self._has_verb(place + 1, place + 1 + (rest.index(",") if "," in rest else len(rest)))

    def _has_verb(self, first: int, after: int) -> bool:
        return any(
            first <= one.first < after and (one.form in FINITE or one.category in ("being", "possibility"))
            for one in self.tags
        )


_NAMED_PLAN = re.compile(
    r"(?:plan|aftale|overenskomst|strategi|budget)(?:en|n|tet|et)?\s+(?:(?:for|fra)\s+)?(?:(?:\w+\s+)?\w*praksis\s+)?$",
    re.IGNORECASE,
)
"""What stands before the years of a plan, which promise nothing."""
