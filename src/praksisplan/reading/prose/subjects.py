"""The subject of a clause: which numbers a verb is about, and how they are known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from praksisplan.model import Standing
from praksisplan.periods import Period
from praksisplan.reading.prose.lexicon import Tag
from praksisplan.reading.prose.numbers import Reference
from praksisplan.reading.prose.sentence import (
    ACTOR,
    CONDITIONS,
    FINITE,
    IF,
    PASSED_ON,
    Claim,
    Clause,
    Context,
    Sentence,
)


def without_repeats(numbers: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for some in numbers for number in some))


def is_coordinated(sentence: Sentence, first: Reference, other: Reference) -> bool:
    """Whether 'og indsats 5' belongs to the subject before it."""
    between = sentence.text[first.end : other.start]
    return other.start > first.start and between.strip(" ,").lower() in ("og", "samt", "og nr.", "")


def is_subject(sentence: Sentence, reference: Reference) -> bool:
    """Whether numbers stand where the subject of a clause stands, not as a mention or an object."""
    place = bisect_left(sentence.starts, reference.start)
    before = sentence.words[:place]
    while before[-1:] == ["."] and len(before) > 1:
        before.pop()
    if not before:
        return True
    word, sets = before[-1], sentence.sets
    if word == "(" or word in sets["mentioned_by"] or before[-2:-1] in (["jf"], ["se"], ["ligesom"]):
        return False
    if word in ("hverken", "både", "såvel") or before[-2:] in _EACH_OF:
        return True
    if word in sets["prepositions"]:
        return _is_of_work(sentence, before)
    return (
        word in sets["connectives"]
        or word in (",", ":", ";")
        or any(one.after == place and one.category in _BEFORE_SUBJECTS for one in sentence.tags)
    )


_BEFORE_SUBJECTS = frozenset(
    (
        *("being", "proposal", "decision", "expectation", "possibility"),
        *("deferred", "completed", "ongoing", "cancelled"),
    )
)
_EACH_OF = (["ingen", "af"], ["alle", "af"], ["samtlige", "af"], ["begge", "af"])
_ONLY_ONE = re.compile(r"(?:som\s+)?(?:den|de|det)\s+(?:eneste|første|sidste|næste)(?:\s+\w+)?")
_PART = re.compile(
    r"(?:(?:men|mens|og|hvorimod|dog)\s+)?(?P<part>de[nt]\s+[^\W\d_]+\s+(?:del|spor|fase|etape|delprojekt))\s",
    re.IGNORECASE,
)
_IN_PASSING = re.compile(r"(?:\bjf\b\.?|\bse\b|\(|ligesom|sammen med|samme)[^.;]*$", re.IGNORECASE)


def is_in_passing(sentence: Sentence, reference: Reference) -> bool:
    """Whether numbers are only mentioned."""
    return _IN_PASSING.search(sentence.text, max(0, reference.start - 30), reference.start) is not None


def _is_of_work(sentence: Sentence, before: list[str]) -> bool:
    """Whether the preposition before numbers belongs to the work: 'Vedr.', 'arbejdet med', 'implementeringen af'."""
    *earlier, preposition = before
    noun = earlier[-1] if earlier else ","
    if preposition in ("angår", "gælder") or (noun in ("status", "fremdriften") and before[0] != "se"):
        return True
    if noun in (",", "og", "men", "mens") or noun in sentence.sets["connectives"]:
        return preposition not in ("af", "i", "til", "på")
    if sentence.any("work", max(0, len(before) - 5), len(before), forms=("def", "noun")):
        return True
    return re.search(r"aktivitet|indsats|opgave", noun) is not None and preposition not in ("i", "til")


class Standings:
    """Which clauses are proposed or decided, and by whom."""

    def __init__(self, sentence: Sentence) -> None:
        self.words = sentence.words
        self.decision: Tag | None = None
        self.of: list[tuple[Standing, int] | None] = []
        self.unreal: set[int] = set()
        """The clauses of what is not decided: 'det er ikke besluttet, at …'."""

        held: tuple[Standing, int] | None = None
        is_unreal = False
        for clause in sentence.clauses:
            if clause.begins not in PASSED_ON:
                held, is_unreal = None, False
            if is_unreal:
                self.unreal.add(clause.place)
            is_unreal = is_unreal or _is_undecided(clause)
            if clause.begins in CONDITIONS or clause.begins in IF:
                self.of.append(None)
                continue
            if held is None or held[0] is not Standing.PROPOSED:
                held = self._in(clause) or held
            self.of.append(held)

    def _in(self, clause: Clause) -> tuple[Standing, int] | None:
        proposal = next((one for one in clause.tags if self._is_proposal(one)), None)
        decision = next((one for one in clause.tags if _is_decision(one, clause)), None)
        if proposal is not None and (decision is None or proposal.first < decision.first):
            return Standing.PROPOSED, proposal.first
        if decision is not None:
            self.decision = self.decision or decision
            return Standing.DECIDED, decision.first
        return (Standing.PROVISIONAL, clause.first) if clause.any("provisional") else None

    def _is_proposal(self, tag: Tag) -> bool:
        if tag.category != "proposal" or tag.form == "inf":
            return False
        word, following = self.words[tag.first], self.words[tag.after : tag.after + 3]
        is_of_noun = word.endswith("ede")  # 'de foreslåede indsatser'
        is_set = word in ("indstillet", "indstilles") and {"til", "at", ","}.isdisjoint(following)
        return tag.form == "past" or not (is_of_noun or is_set)


def _is_undecided(clause: Clause) -> bool:
    found = (clause.tag(category) for category in ("decision", "proposal"))
    return any(tag is not None and clause.any("negation", after=tag.first) for tag in found)


def _is_decision(tag: Tag, clause: Clause) -> bool:
    is_made = tag.category == "decision" and tag.form in ("past", "part", "word")
    return is_made and not clause.any("expectation", after=tag.first) and not clause.any("negation", after=tag.first)


class ClauseReader:
    """The claims of one clause."""

    def __init__(
        self, sentence: Sentence, clause: Clause, context: Context, standings: Standings, before: tuple[str, ...]
    ) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.clause = clause
        self.context = context
        self.standing = standings.of[clause.place]
        self.is_unreal = clause.place in standings.unreal
        self.numbers = before or context.numbers
        """What was spoken of before."""

        self.subject: tuple[str, ...] = ()
        self.part = ""
        """The part of the work that the clause is about: 'den fysiske del'."""

        self.awaited: Period | None = None
        """When what a condition of the clause names is expected: 'indtil rapporten foreligger i maj'."""

        self.behind = 0
        """Where a subject behind its verb ends: 'dog afventer indsats 5 …'."""

        self.own = [one for one in sentence.own if clause.start <= one.start < clause.end]

    def who(self, tag: Tag, *, is_wait: bool = False) -> tuple[tuple[str, ...], str]:
        """The numbers that a verb is about, and how they are known: explicit, current, weak or other."""
        numbers, clause = self.numbers, self.clause
        if named := self._named_at(tag, is_wait=is_wait):
            self.subject = named
            is_there = self.sentence.word(tag.after) == "der" and self.behind == 0
            return named, "weak" if is_there else "explicit"
        if tag.form == "inf" and self._acts_on_work(tag):
            return numbers, "current"
        if clause.begins == "som" or (clause.begins == "der" and clause.first > 0):
            return self._antecedent() or (numbers, "relative")
        if numbers and (part := _PART.match(self.sentence.text, clause.start)):
            self.part = part["part"]
            return numbers, "current"
        if clause.place == 0 and self.context.is_led:
            return numbers, "explicit"
        if self._names_work(tag, is_wait=is_wait):
            return numbers, "other" if self._may_be_another(tag) else "current"
        before = self._words_before(tag)
        if self._is_light_before(tag):
            return numbers, "weak" if clause.place == 0 and "der" in before else "current"
        return numbers, "weak" if "der" in before[:4] else "other"

    def _words_before(self, tag: Tag) -> list[str]:
        return self.words[self.clause.first : tag.first]

    def _named_at(self, tag: Tag, *, is_wait: bool) -> tuple[str, ...]:
        """The numbers that the clause itself names as the subject of a verb, before or behind it, or as its object."""
        sentence, at, after = self.sentence, self.sentence.at(tag.first), self.sentence.at(tag.after)
        if named := [one.numbers for one in self.own if one.end <= at and is_subject(sentence, one)]:
            return without_repeats(named)
        if tag.form in FINITE and self.sentence.word(tag.first - 1) in sentence.sets["adverbs"]:
            inverted = next((one for one in self.own if not sentence.text[after : one.start].strip()), None)
            if inverted is not None:  # 'dog afventer indsats 5 …'
                self.behind = inverted.end
                return inverted.numbers
        first, second = sentence.word(self.clause.first), sentence.word(self.clause.first + 1)
        if first in sentence.sets["counts"] and second in sentence.lexicon.nouns:
            for one in sentence.own:  # 'Fire indsatser er i gang (indsats 1, 3, 4 og 8)'
                if one.start > at and sentence.text[: one.start].rstrip()[-1:] in "(:":
                    return one.numbers
        if tag.form not in ("inf", "past", "pres") or is_wait:
            return ()
        objects = (one for one in self.own if after <= one.start <= after + 40)  # 'udskød PAS arbejdet med indsats 4'
        return next((one.numbers for one in objects if not _NO_OBJECT.search(sentence.text, after, one.start)), ())

    def _antecedent(self) -> tuple[tuple[str, ...], str] | None:
        """The numbers that a relative clause is about: 'indsats 5, der udgår', 'indsats 5 som den eneste, der …'."""
        sentence, clause = self.sentence, self.clause
        named = [one for one in sentence.own if one.end <= clause.start]
        if not named or sentence.any("past", after=clause.first):
            return None
        between = sentence.text[named[-1].end : clause.start].strip(" ,").lower()
        if between and not _ONLY_ONE.fullmatch(between):
            return None
        self.subject = named[-1].numbers
        return self.subject, "explicit"

    def _acts_on_work(self, tag: Tag) -> bool:
        """Whether a verb has the work as its object: 'at udskyde indsatsen'."""
        is_item = not self.sentence.lexicon.items.isdisjoint(self.words[tag.after : tag.after + 2])
        return is_item or self.sentence.any("work", tag.after, tag.after + 2, forms=("def",))

    def _may_be_another(self, tag: Tag) -> bool:
        """Whether the sentence named other numbers before a verb, so that *den* may stand for these."""
        at, known = self.sentence.at(tag.first), set(self.numbers)
        named = (one for one in self.sentence.own if one.end <= at and known.isdisjoint(one.numbers))
        return any(not is_in_passing(self.sentence, one) for one in named)

    def _names_work(self, tag: Tag, *, is_wait: bool) -> bool:
        for one in self.clause.tags:
            if one.first >= tag.first:
                continue
            if one.category == "work" and (
                one.form == "def"
                or (one.form == "word" and self._is_pronoun(one))
                or (one.form == "noun" and one.first == self.clause.first)
            ):
                return True
            if is_wait and one.category == "plan_side":
                return True
        words, lexicon = self._words_before(tag), self.sentence.lexicon
        if words and words[-1] in lexicon.nouns and not {"de", "begge", "disse"}.isdisjoint(words[-4:-1]):
            return True  # 'de to indsatser igangsættes'
        return any(word in lexicon.items or (is_wait and ACTOR.search(word)) for word in words)

    def _is_pronoun(self, tag: Tag) -> bool:
        """Whether 'det' stands for the work: at the start or behind a verb, and not for what follows ('det, at')."""
        following, before = self.sentence.word(tag.after), self.sentence.word(tag.first - 1)
        is_first = tag.first - self.clause.first <= 1
        is_article = following != "," and not any(one.first == tag.after for one in self.sentence.tags)
        return (is_first or before in ("er", "bliver", "blev", "forventes", "foreslås")) and not is_article

    def _is_light_before(self, tag: Tag) -> bool:
        """Whether no noun stands before a verb, only verbs of state, adverbs, connectives and dates."""
        return all(map(self._is_light, range(self.clause.first, tag.first)))

    def _is_light(self, place: int) -> bool:
        word, at = self.words[place], self.sentence.at(place)
        return (
            word in self.sentence.sets["light"]
            or not word[0].isalpha()
            or any(one.start <= at < one.end for one in self.sentence.periods)
            or any(one.first <= place < one.after and one.category not in _OF_NOUNS for one in self.sentence.tags)
        )

    def _is_condition(self) -> bool:
        """Whether the clause says when something begins, not that it has."""
        clause = self.clause
        is_awaited = clause.first in self.sentence.conditions
        return is_awaited or clause.begins in CONDITIONS or clause.any("when", after=clause.first + 1)

    def _claim(self, numbers: tuple[str, ...], **what: Any) -> Claim:
        return Claim(numbers, self.clause.start, self.clause.end, **what)

    def _before(self, category: str, tag: Tag) -> bool:
        return self.clause.any(category, after=tag.first)

    def _is_planned(self, tag: Tag) -> bool:
        return self._before("possibility", tag) or self._before("expectation", tag)

    def _is_negated(self, tag: Tag) -> bool:
        following = self.words[tag.after : tag.after + 2]
        is_behind = tag.form in FINITE and not self.sentence.sets["negated_by"].isdisjoint(following)
        return is_behind or self._before("negation", tag)

    def _is_past(self, tag: Tag) -> bool:
        found = self.clause.tag("past", after=tag.first)
        if found is None:
            return False
        word = self.words[found.first]
        if word == "har" and "siden" in self.words[tag.after : self.clause.after]:
            return False
        return word != "var" or tag.category in ("deferred", "awaiting", "waiting", "cancelled", "ongoing")

    def _stand(self, claim: Claim, tag: Tag) -> Claim:
        """The claim, proposed or decided as its clause is."""
        if self.standing is None:
            return claim
        standing, first = self.standing
        is_provisional = standing is Standing.PROVISIONAL
        if first < tag.first or is_provisional:
            if is_provisional and tag.category in ("awaiting", "deferred", "waiting"):
                return claim
            claim.fields["standing"] = standing
            governing = next(one for one in self.sentence.clauses if one.first <= first < one.after)
            claim.start = min(claim.start, governing.start)
        return claim


_OF_NOUNS = frozenset(("work", "plan_side", "begun", "delivered"))
_NO_OBJECT = re.compile(r",|\b(?:jf|se|af afrapport|efter|når)\b", re.IGNORECASE)
"""What stands between a verb and numbers that it does not act on."""
