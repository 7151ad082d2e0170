"""The subject of a clause: which numbers a verb is about, and how they are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from praksisplan.model import Standing
from praksisplan.periods import Period
from praksisplan.reading.prose.lexicon import Tag, Token
from praksisplan.reading.prose.numbers import Reference
from praksisplan.reading.prose.sentence import ACTOR, CONDITIONS, FINITE, PASSED_ON, Claim, Clause, Context, Sentence


def without_repeats(numbers: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for some in numbers for number in some))


def is_coordinated(sentence: Sentence, first: Reference, other: Reference) -> bool:
    """Whether 'og indsats 5' belongs to the subject before it."""
    if other.start <= first.start:
        return False
    between = sentence.text[first.end : other.start]
    return between.strip(" ,").lower() in ("og", "samt", "og nr.", "")


def is_subject(sentence: Sentence, reference: Reference) -> bool:
    """Whether numbers stand where the subject of a clause stands, not as a mention or an object."""
    before = [one for one in sentence.tokens if one[1] < reference.start]
    if not before:
        return True
    place, word = len(before), before[-1][0]
    while word == "." and len(before) > 1:
        before = before[:-1]
        word = before[-1][0]
    if word in sentence.lexicon.sets["mentioned_by"] or (len(before) > 1 and before[-2][0] in ("jf", "se", "ligesom")):
        return False
    if word == "(":
        return False
    if word in ("hverken", "både", "såvel") or [one[0] for one in before[-2:]] in _EACH_OF:
        return True
    if word in sentence.lexicon.sets["prepositions"]:
        return _is_of_work(sentence, before)
    tags = [one for one in sentence.tags if one.after == place]
    return (
        word in sentence.lexicon.sets["connectives"]
        or word in (",", ":", ";")
        or any(
            one.category
            in (
                "being",
                "proposal",
                "decision",
                "expectation",
                "possibility",
                "deferred",
                "completed",
                "ongoing",
                "cancelled",
            )
            for one in tags
        )
    )


_ADVERBS = frozenset(
    (
        "dog",
        "derimod",
        "desuden",
        "herudover",
        "derudover",
        "endvidere",
        "imidlertid",
        "samtidig",
        "endelig",
        "ligeledes",
    )
)
"""Words before a verb whose subject then stands behind it."""

_COUNTS = frozenset(["to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "følgende", "flere", "alle"])
_EACH_OF = (["ingen", "af"], ["alle", "af"], ["samtlige", "af"], ["begge", "af"])
_ONLY_ONE = re.compile(r"(?:som\s+)?(?:den|de|det)\s+(?:eneste|første|sidste|næste)(?:\s+\w+)?")
_PART = re.compile(
    r"(?:(?:men|mens|og|hvorimod|dog)\s+)?(?P<part>de[nt]\s+[^\W\d_]+\s+(?:del|spor|fase|etape|delprojekt))\s",
    re.IGNORECASE,
)
IN_PASSING = re.compile(r"(?:\bjf\b|\bse\b|\(|ligesom|sammen med|samme)[^.;]*$")
"""What stands before numbers that are only mentioned."""


def _is_of_work(sentence: Sentence, before: list[Token]) -> bool:
    """Whether the preposition before numbers belongs to the work: 'Vedr.', 'arbejdet med', 'implementeringen af'."""
    is_status = len(before) > 1 and before[-2][0] in ("status", "fremdriften") and before[0][0] != "se"
    if is_status or before[-1][0] in ("angår", "gælder"):
        return True
    if (
        len(before) == 1
        or before[-2][0] in (",", "og", "men", "mens")
        or before[-2][0] in sentence.lexicon.sets["connectives"]
    ):
        return before[-1][0] not in ("af", "i", "til", "på")
    first = max(0, len(before) - 5)
    if sentence.any("work", "def", "noun", first=first, after=len(before)):
        return True
    return bool(re.search(r"aktivitet|indsats|opgave", before[-2][0])) and before[-1][0] not in ("i", "til")


def _is_object(sentence: Sentence, tag: Tag, reference: Reference) -> bool:
    """Whether numbers are what a verb acts on: 'at udskyde indsats 4', 'udskød PAS arbejdet med indsats 4'."""
    between = sentence.text[sentence.at(tag.after) : reference.start].lower()
    return "," not in between and not re.search(r"\b(?:jf|se|af afrapport|efter|når)\b", between)


class Standings:
    """Which clauses are proposed or decided, and by whom."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.decision: Tag | None = None
        self.of: list[tuple[Standing, int] | None] = []
        self.unreal: set[int] = set()
        """The clauses of what is not decided: 'det er ikke besluttet, at …'."""
        held: tuple[Standing, int] | None = None
        is_unreal = False
        for place, clause in enumerate(sentence.clauses):
            if clause.begins not in PASSED_ON:
                held, is_unreal = None, False
            if is_unreal:
                self.unreal.add(place)
            is_unreal = is_unreal or self._is_undecided(clause)
            if clause.begins in CONDITIONS or clause.begins in ("hvis", "såfremt"):
                self.of.append(None)
                continue
            if held is None or held[0] is not Standing.PROPOSED:
                held = self._in(clause) or held
            self.of.append(held)

    def _in(self, clause: Clause) -> tuple[Standing, int] | None:
        sentence = self.sentence
        proposal = self._proposal(clause)
        decision = self._decision(clause)
        if proposal is not None and (decision is None or proposal.first < decision.first):
            return Standing.PROPOSED, proposal.first
        if decision is not None:
            self.decision = self.decision or decision
            return Standing.DECIDED, decision.first
        provisional = sentence.tag("provisional", first=clause.first, after=clause.after)
        return None if provisional is None else (Standing.PROVISIONAL, clause.first)

    def _is_undecided(self, clause: Clause) -> bool:
        for category in ("decision", "proposal"):
            tag = self.sentence.tag(category, first=clause.first, after=clause.after)
            if tag is not None and self.sentence.any("negation", first=clause.first, after=tag.first):
                return True
        return False

    def _proposal(self, clause: Clause) -> Tag | None:
        for tag in self.sentence.tags:
            if (
                tag.category == "proposal"
                and clause.first <= tag.first < clause.after
                and tag.form not in ("inf", "past")
            ):
                following = [one[0] for one in self.sentence.tokens[tag.after : tag.after + 3]]
                word = self.sentence.tokens[tag.first][0]
                if word.endswith("ede"):
                    continue
                if word in ("indstillet", "indstilles") and not {"til", "at", ","} & set(following):
                    continue
                return tag
            if tag.category == "proposal" and clause.first <= tag.first < clause.after and tag.form == "past":
                return tag
        return None

    def _decision(self, clause: Clause) -> Tag | None:
        for tag in self.sentence.tags:
            if (
                tag.category == "decision"
                and clause.first <= tag.first < clause.after
                and tag.form in ("past", "part", "word")
            ):
                if self.sentence.any("expectation", first=clause.first, after=tag.first):
                    continue
                if self.sentence.any("negation", first=clause.first, after=tag.first):
                    continue
                return tag
        return None


class ClauseReader:
    """The claims of one clause."""

    def __init__(
        self,
        sentence: Sentence,
        clause: Clause,
        place: int,
        context: Context,
        standings: Standings,
        before: tuple[str, ...],
    ) -> None:
        self.sentence = sentence
        self.clause = clause
        self.place = place
        self.context = context
        self.standing = standings.of[place]
        self.is_unreal = place in standings.unreal
        self.before = before
        self.subject: tuple[str, ...] = ()
        self.part = ""
        """The part of the work that the clause is about: 'den fysiske del'."""

        self.awaited: Period | None = None
        """When what a condition of the clause names is expected: 'indtil rapporten foreligger i maj'."""

        self.behind = 0
        """Where a subject behind its verb ends: 'dog afventer indsats 5 …'."""

        text = sentence.text
        self.start, self.end = sentence.at(clause.first), sentence.at(clause.after)
        while self.end > self.start and text[self.end - 1] in " ,;":
            self.end -= 1
        self.own = [one for one in sentence.own if self.start <= one.start < self.end]

    def who(self, tag: Tag, *, is_wait: bool = False) -> tuple[tuple[str, ...], str]:
        """The numbers that a verb is about, and how they are known: explicit, current, weak or other."""
        sentence, clause, at = self.sentence, self.clause, self.sentence.at(tag.first)
        named = self._named_at(tag, is_wait=is_wait)
        if named:
            self.subject = named
            following = sentence.tokens[tag.after][0] if tag.after < len(sentence.tokens) else ""
            is_there = following == "der" and self.behind == 0
            return named, "weak" if is_there else "explicit"
        numbers = self.before or self.context.numbers
        if tag.form == "inf" and self._acts_on_work(tag):
            return numbers, "current"
        words = [one[0] for one in sentence.tokens[clause.first : tag.first]]
        if clause.begins == "som" or (clause.begins == "der" and clause.first > 0):
            return self._antecedent() or (numbers, "relative")
        if numbers and (part := _PART.match(sentence.text, self.start)):
            self.part = part["part"]
            return numbers, "current"
        if self.place == 0 and self.context.is_led:
            return numbers, "explicit"
        if self._names_work(tag, is_wait=is_wait):
            return numbers, "other" if self._may_be_another(at, numbers) else "current"
        lead = sentence.clauses[0]
        if self.place > 0 and not self._has_noun(clause, tag) and lead is not clause:
            return numbers, "current"
        if all(self._is_light(word, clause.first + at_) for at_, word in enumerate(words)):
            is_there = any(word == "der" for word in words)
            return numbers, "weak" if is_there else "current"
        if any(one.end <= at for one in sentence.own if is_subject(sentence, one)) and self.place == 0:
            return numbers, "weak" if "der" in words else "current"
        return numbers, "weak" if "der" in words[:4] else "other"

    def _named_at(self, tag: Tag, *, is_wait: bool) -> tuple[str, ...]:
        """The numbers that the clause itself names as the subject of a verb, before or behind it, or as its object."""
        sentence, at = self.sentence, self.sentence.at(tag.first)
        named = [one.numbers for one in self.own if one.end <= at and is_subject(sentence, one)]
        if named:
            return without_repeats(named)
        if (inverted := self._inverted(tag)) is not None:
            self.behind = inverted.end
            return inverted.numbers
        if (bracketed := self._bracketed(at)) is not None:
            return bracketed.numbers
        if tag.form not in ("inf", "past", "pres") or is_wait:
            return ()
        after = sentence.at(tag.after)
        objects = (one for one in self.own if after <= one.start <= after + 40 and _is_object(sentence, tag, one))
        return next((one.numbers for one in objects), ())

    def _bracketed(self, at: int) -> Reference | None:
        """The numbers in brackets of items that are only counted: 'Fire indsatser er i gang (indsats 1, 3, 4 og 8)'."""
        sentence = self.sentence
        last = next(
            (one for one in sentence.own if one.start > at and sentence.text[: one.start].rstrip()[-1:] in "(:"), None
        )
        first = sentence.tokens[self.clause.first : self.clause.first + 2]
        is_counted = len(first) == 2 and first[0][0] in _COUNTS and first[1][0] in sentence.lexicon.nouns
        return last if is_counted else None

    def _inverted(self, tag: Tag) -> Reference | None:
        """The numbers right behind a verb that an adverb stands before."""
        if tag.form not in FINITE or not tag.first or self.sentence.tokens[tag.first - 1][0] not in _ADVERBS:
            return None
        after = self.sentence.at(tag.after)
        return next((one for one in self.own if not self.sentence.text[after : one.start].strip()), None)

    def _antecedent(self) -> tuple[tuple[str, ...], str] | None:
        """The numbers that a relative clause is about: 'indsats 5, der udgår', 'indsats 5 som den eneste, der …'."""
        text = self.sentence.text
        named = [one for one in self.sentence.own if one.end <= self.start]
        if not named:
            return None
        between = text[named[-1].end : self.start].strip(" ,").lower()
        is_past = self.sentence.any("past", after=self.clause.first)
        if is_past or (between and not _ONLY_ONE.fullmatch(between)):
            return None
        self.subject = named[-1].numbers
        return self.subject, "explicit"

    def _acts_on_work(self, tag: Tag) -> bool:
        """Whether a verb has the work as its object: 'at udskyde indsatsen'."""
        following = {one[0] for one in self.sentence.tokens[tag.after : tag.after + 2]}
        return not following.isdisjoint(self.sentence.lexicon.items) or self.sentence.any(
            "work", "def", first=tag.after, after=tag.after + 2
        )

    def _may_be_another(self, at: int, numbers: tuple[str, ...]) -> bool:
        """Whether the sentence named other numbers before a verb, so that *den* may stand for these."""
        named = [one for one in self.sentence.own if one.end <= at and not set(one.numbers) & set(numbers)]
        text = self.sentence.text
        return any(not IN_PASSING.search(text[max(0, one.start - 30) : one.start].lower()) for one in named)

    def _names_work(self, tag: Tag, *, is_wait: bool) -> bool:
        for one in self.sentence.tags:
            if not self.clause.first <= one.first < tag.first:
                continue
            if one.category == "work" and (one.form == "def" or (one.form == "word" and self._is_pronoun(one))):
                return True
            if one.category == "work" and one.form == "noun" and one.first == self.clause.first:
                return True
            if is_wait and one.category == "plan_side":
                return True
        words = [self.sentence.tokens[place][0] for place in range(self.clause.first, tag.first)]
        if words[-1:] and words[-1] in self.sentence.lexicon.nouns and {"de", "begge", "disse"} & set(words[-4:-1]):
            return True  # 'de to indsatser igangsættes'
        return any(word in self.sentence.lexicon.items or (is_wait and ACTOR.search(word)) for word in words)

    def _is_pronoun(self, tag: Tag) -> bool:
        """Whether 'det' stands for the work: at the start or behind a verb, and not for what follows ('det, at')."""
        following = self.sentence.tokens[tag.after][0] if tag.after < len(self.sentence.tokens) else ""
        before = self.sentence.tokens[tag.first - 1][0] if tag.first else ""
        is_first = tag.first - self.clause.first <= 1 and not following[:1].isupper()
        is_article = following not in (
            "er",
            "blev",
            "bliver",
            "har",
            "forventes",
            "afventer",
            "udgår",
            "bortfalder",
            ",",
        ) and (not any(one.first == tag.after for one in self.sentence.tags))
        return (is_first or before in ("er", "bliver", "blev", "forventes", "foreslås")) and not is_article

    def _has_noun(self, clause: Clause, tag: Tag) -> bool:
        """Whether words before a verb name something else as its subject."""
        return not all(
            self._is_light(self.sentence.tokens[place][0], place) for place in range(clause.first, tag.first)
        )

    def _is_light(self, word: str, place: int) -> bool:
        """Whether a word is no noun: a verb of state, an adverb, a connective, a date."""
        if word in self.sentence.lexicon.sets["light"] or not word[0].isalpha():
            return True
        at = self.sentence.tokens[place][1]
        if any(one.start <= at < one.end for one in self.sentence.periods):
            return True
        return any(
            one.first <= place < one.after
            and one.category not in ("work", "plan_side", "begun", "delivered", "anaphors")
            for one in self.sentence.tags
        )

    def _is_condition(self) -> bool:
        """Whether the clause says when something begins, not that it has."""
        if self.clause.first in self.sentence.conditions:
            return True
        return self.clause.begins in CONDITIONS or self.sentence.any(
            "when", first=self.clause.first, after=self.clause.first + 1
        )

    def _all_named(self) -> tuple[str, ...]:
        return without_repeats(one.numbers for one in self.own)

    def _claim(self, numbers: tuple[str, ...], **fields: Any) -> Claim:
        return Claim(numbers, self.start, self.end, fields)

    def _before(self, category: str, tag: Tag) -> bool:
        return self.sentence.any(category, first=self.clause.first, after=tag.first)

    def _is_negated(self, tag: Tag) -> bool:
        following = [one[0] for one in self.sentence.tokens[tag.after : tag.after + 2]]
        before = self.sentence.tag("negation", first=self.clause.first, after=tag.first)
        return before is not None or (tag.form in FINITE and bool({"ikke", "aldrig", "ej"} & set(following)))

    def _is_past(self, tag: Tag) -> bool:
        found = self.sentence.tag("past", first=self.clause.first, after=tag.first)
        if found is None:
            return False
        word = self.sentence.tokens[found.first][0]
        if word == "har" and any(one[0] == "siden" for one in self.sentence.tokens[tag.after : self.clause.after]):
            return False
        return word != "var" or tag.category in ("deferred", "awaiting", "waiting", "cancelled", "ongoing")

    def _stand(self, claim: Claim, tag: Tag) -> None:
        if self.standing is None:
            return
        standing, first = self.standing
        if standing is Standing.PROVISIONAL and tag.category in ("awaiting", "deferred", "waiting"):
            return
        if standing is Standing.PROVISIONAL or first < tag.first:
            claim.fields["standing"] = standing
            governing = next(one for one in self.sentence.clauses if one.first <= first < one.after)
            claim.start = min(claim.start, self.sentence.at(governing.first))
