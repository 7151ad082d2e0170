"""A sentence with its words, tags, numbers, periods and clauses, and what was spoken of before it."""

from __future__ import annotations

import datetime
import re
from typing import Any

import attrs

from praksisplan.model import Outcome, Status
from praksisplan.periods import Period
from praksisplan.reading.prose.dates import Dated, Dates
from praksisplan.reading.prose.lexicon import Lexicon, Tag, Token
from praksisplan.reading.prose.numbers import References

STATUS = {
    "completed": Status.COMPLETED,
    "ongoing": Status.ONGOING,
    "permanent": Status.PERMANENT,
    "awaiting": Status.AWAITING,
    "deferred": Status.DEFERRED,
    "cancelled": Status.CANCELLED,
    "not_started": Status.NOT_STARTED,
    "to_be_concretised": Status.TO_BE_CONCRETISED,
}
"""The status that each category of words names."""

PASSED_ON = frozenset(("at", "og", "idet", "så", "hvorfor", "hvorefter", "main"))
"""How a clause begins that is proposed, decided or expected with the one before it."""

ACTOR = re.compile(r"(?:gruppe|udvalg|part|region|kommune|styrelse|råd|forum|administration|sekretariat|hospital)\w*$")
CONDITIONS = ("når", "indtil", "førend", "før", "inden", "så snart", "efter at")
"""How a clause begins that says what comes first."""


FINITE = frozenset(("pres", "pass", "past"))


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


@attrs.frozen(eq=False)
class Clause:
    """A part of a sentence with one verb: how it begins, and its tokens."""

    begins: str
    first: int
    after: int


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
            is_held = claim.fields["status"] in (Status.DEFERRED, Status.AWAITING, Status.NOT_STARTED)
            self.held = claim.numbers if is_held and not claim.waits else ()
        if claim.waits:
            self.wait = claim
            self.unnamed -= frozenset(claim.numbers)
        elif claim.fields.get("status") is Status.AWAITING:
            self.bare = claim
            self.unnamed |= frozenset(claim.numbers)
        self.is_begun |= claim.fields.get("status") in (Status.ONGOING, Status.PERMANENT)


class Sentence:
    """A sentence with its words, tags, numbers, periods and clauses."""

    def __init__(self, text: str, lexicon: Lexicon, references: References, dates: Dates) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens: list[Token] = lexicon.tokens(text)
        self.tags = lexicon.tags(self.tokens)
        self.by_category: dict[str, list[Tag]] = {}
        for tag in self.tags:
            self.by_category.setdefault(tag.category, []).append(tag)
        self.references = references.find(text)
        self.own = [one for one in self.references if not one.is_foreign]
        self.dates = dates
        self._periods: list[Dated] | None = None
        self.used: set[int] = set()
        self.aside: set[int] = set()
        self.conditions: set[int] = set()
        self.clauses = self._clauses()

    @property
    def day(self) -> datetime.date:
        """The day on which the document looks at the world."""
        return self.dates.day

    @property
    def periods(self) -> list[Dated]:
        """The periods that it names."""
        if self._periods is None:
            is_past = self.any("decision", "past", "part") or self.any("delivered")
            is_past |= not self.any("expectation") and any(
                one.form in ("past", "part") or self.tokens[one.first][0] in ("blev", "måtte") for one in self.tags
            )
            found = self.dates.find(self.text, is_past=is_past)
            text = self.text
            self._periods = [one for one in found if not _NAMED_PLAN.search(text, max(0, one.start - 40), one.start)]
        return self._periods

    def any(self, category: str, *forms: str, first: int = 0, after: int | None = None) -> bool:
        """Whether a tag of the category is among some tokens."""
        return self.tag(category, *forms, first=first, after=after) is not None

    def tag(self, category: str, *forms: str, first: int = 0, after: int | None = None) -> Tag | None:
        """The first tag of a category among some tokens."""
        for one in self.by_category.get(category, ()):
            if first <= one.first and (after is None or one.first < after) and (not forms or one.form in forms):
                return one
        return None

    def speaks(self, clause: Clause) -> bool:
        """Whether a clause has a word of which something may be said."""
        return clause.begins in ("da", "fordi", "idet") or any(
            one.category in _SPEAKING for one in self.tags if clause.first <= one.first < clause.after
        )

    def clause_at(self, sign: int) -> int:
        """The place of the clause with a sign of the text."""
        return next((at for at, one in enumerate(self.clauses) if sign < self.at(one.after)), len(self.clauses) - 1)

    def at(self, place: int) -> int:
        """The sign at which a token begins; past the last, the end of the sentence."""
        return self.tokens[place][1] if place < len(self.tokens) else len(self.text)

    def _begins(self, words: list[str], place: int) -> str:
        """The word or words that join a clause to the one before it; empty for another word."""
        word = words[place] if place < len(words) else ""
        if word in ("så", "efter") and " ".join(words[place : place + 2]) in CONDITIONS:
            return " ".join(words[place : place + 2])
        return word if word in self.lexicon.sets["connectives"] else ""

    def _clauses(self) -> list[Clause]:
        words = [one[0] for one in self.tokens]
        alone, found = self.lexicon.sets["alone"], self.by_category
        starts = [(0, self._begins(words, 0))]
        finite = {one.first for one in self.tags if one.form in FINITE or one.category in ("being", "possibility")}
        opening = finite | {one.first for one in self.tags if one.category in STATUS and one.category != "permanent"}
        subjects = {one.first for one in found.get("work", ()) if one.form == "def"}
        subjects |= {place for place, word in enumerate(words) if word in self.lexicon.items}
        opening |= {place for place in subjects if _has_verb(words, place, finite)}
        depth = 0
        for place, word in enumerate(words):
            depth += (word == "(") - (word == ")")
            if depth > 0:
                self.aside.add(place)
            if depth == 0 and word == ",":
                begins = self._begins(words, place + 1)
                if begins or place + 1 in finite:
                    starts.append((place + 1, begins or "main"))
            elif word in (";", ":"):
                starts.append((place + 1, "main"))
            elif depth == 0 and word == "og" and place and place + 1 in opening and starts[-1][0] != place:
                starts.append((place, "og"))
            elif place and word == "at" and words[place + 1 : place + 2] and words[place + 1] in self.lexicon.nouns:
                starts += [] if starts[-1][0] == place else [(place, "at")]
            elif place and word in alone and starts[-1][0] != place and words[place - 1] not in ("først", "herunder"):
                starts.append((place, self._begins(words, place)))
        ends = [start for start, _ in starts[1:]] + [len(words)]
        return [Clause(begins, start, end) for (start, begins), end in zip(starts, ends)]


_NAMED_PLAN = re.compile(
    r"(?:plan|aftale|overenskomst|strategi|budget)(?:en|n|tet|et)?\s+(?:(?:for|fra)\s+)?(?:\w+\s+praksis\s+)?$",
    re.IGNORECASE,
)
"""What stands before the years of a plan, which promise nothing."""


def _has_verb(words: list[str], place: int, finite: set[int]) -> bool:
    """Whether a verb follows a noun before the next comma, so that the noun may be its subject."""
    for following in range(place + 1, min(place + 10, len(words))):
        if words[following] == ",":
            return False
        if following in finite:
            return True
    return False


def is_future(period: Period, day: datetime.date) -> bool:
    """Whether a period reaches beyond a day; one that is open begins after it."""
    return period.start is not None and period.start > day if period.last_day is None else period.last_day > day
