"""What a clause says of the status of the work: begun, completed, deferred, dropped, promised."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from praksisplan.model import Outcome, Standing, Status
from praksisplan.periods import Period
from praksisplan.reading.prose.lexicon import STATUS, Tag
from praksisplan.reading.prose.sentence import IF, Claim
from praksisplan.reading.prose.waits import WaitReader


class StatusReader(WaitReader):
    """Reads all that a clause says."""

    def claims(self, is_if: bool) -> list[Claim]:
        """What the clause says; ``is_if`` tells that it holds only on a condition."""
        found: list[Claim] = []
        last: Status | None = None
        for tag in self.clause.tags:
            if tag.first in self.sentence.aside:
                continue
            if tag.category == "jointly":
                found += self._jointly()
            elif is_if:
                continue
            elif tag.category in _READERS:
                found += _READERS[tag.category](self, tag)
            elif tag.category in STATUS and not self.is_unreal and not self._is_condition():
                claim = self._status(tag, last)
                if claim is not None:
                    last = claim.fields.get("status", last)
                    found.append(claim)
        if not is_if:
            found += self._lacking(found)
        for claim in found:
            claim.topic = claim.topic or self.part
        return found

    def _status(self, tag: Tag, last: Status | None) -> Claim | None:
        """What a word of status says of the work: its status, or a promise of it."""
        numbers, how = self.who(tag)
        category, form, word = tag.category, tag.form, self.words[tag.first]
        is_ongoing = category == "ongoing"
        is_named = any(one.start < self.sentence.at(tag.first) for one in self.own)
        if how == "other" and is_ongoing and form in ("word", "said") and not is_named:
            how = "weak"  # the work is described by what it makes: 'modellen er under udvikling'
        may_be_weak = is_ongoing or category == "to_be_concretised"
        if self._is_past(tag) or not numbers or how in ("other", "relative") or (how == "weak" and not may_be_weak):
            return None
        is_possible, is_planned = self._before("possibility", tag), self._is_planned(tag)
        is_governed = self._is_governed(tag, is_planned=is_planned)
        if form == "inf" and not is_governed and not is_possible:
            is_impossible = is_ongoing and self._is_negated(tag) and "muligt" in self._words_before(tag)
            return self._claim(numbers, fields={"status": Status.NOT_STARTED}) if is_impossible else None
        if is_ongoing and form == "pass" and self._is_refused(tag):
            return self._stated(tag, numbers, how, last)
        if category in ("completed", "ongoing") and not is_governed:
            is_present = form == "pres" and word not in ("fortsætter", "viderefører", "pågår")
            if form in ("pass", "inf") or is_planned or is_present:
                return self._promise(tag, numbers)
        if is_ongoing and is_governed and form != "part" and (when := self._when(numbers)):
            return when
        is_to_be = self.sentence.word(tag.first - 1) == "blive" and not self._is_negated(tag)
        if is_to_be and not is_governed and not self._before("partly", tag):
            return None  # 'klar til at blive sat i gang', but not 'er ved at blive afsluttet'
        if not is_governed and category != "to_be_concretised" and (is_planned or not self._is_said(tag, how)):
            return None
        return self._stated(tag, numbers, how, last)

    def _is_governed(self, tag: Tag, *, is_planned: bool) -> bool:
        """Whether the clause proposes or decides the status: 'foreslås afsluttet', 'besluttede at udskyde'."""
        if self.standing is None or self.standing[0] is Standing.PROVISIONAL or self.standing[1] >= tag.first:
            return False
        if tag.form in ("pass", "pres") and tag.category in ("completed", "ongoing"):
            return self.words[tag.first] == "afsluttes" and not is_planned
        return True

    def _is_refused(self, tag: Tag) -> bool:
        """Whether it is proposed or decided not to begin: 'indstiller, at indsats 10 ikke iværksættes'."""
        is_settled = self.standing is not None and self.standing[0] is not Standing.PROVISIONAL
        return is_settled and self._is_negated(tag) and not self._before("expectation", tag)

    def _is_said(self, tag: Tag, how: str) -> bool:
        """Whether a participle or adjective is said of the subject; a verb in the present is."""
        word = self.words[tag.first]
        if tag.form == "past" and word.endswith("s"):
            return True  # 'afsluttedes i maj'
        is_adjective = tag.form == "word" and tag.category in ("completed", "ongoing", "permanent")
        if tag.form not in ("part", "past") and not is_adjective and word != "afventende":
            return True
        is_as = self.sentence.word(tag.first - 1) in ("som", "for")
        first = self.clause.first if is_as else tag.first - 9
        if self.clause.any("being", first, tag.first) or self.clause.any("proposal", first, tag.first):
            return self._stands_last(tag)
        is_first = self.sentence.word(tag.first - 1) == ":" or self._is_light_before(tag)
        return is_first and how in ("current", "explicit") and self._stands_last(tag)

    def _stands_last(self, tag: Tag) -> bool:
        """Whether no noun follows that the word could belong to: 'er et igangværende arbejde' says nothing."""
        before = self.sentence.word(tag.first - 1)
        is_behind_verb = self.sentence.any("being", tag.first - 2, tag.first - 1)
        if is_behind_verb and before in ("den", "det", "de", "alle", "begge"):
            return True  # 'er den udgået', 'er alle igangsat'
        return before not in ("et", "en", "det", "den", "de", "af", "flere", "alle")

    def _weighed(self, tag: Tag) -> tuple[Status | None, bool]:
        """The status that a word names, less what 'ikke' and 'delvist' take from it, and whether it is inferred."""
        is_negated = self._is_negated(tag)
        is_partly = tag.category != "ongoing" and self._before("partly", tag)
        after = self.clause.after
        if not is_partly and self.words[after : after + 2] != ["men", "ikke"]:  # 'er afsluttet i øst, men ikke i vest'
            if not is_negated:
                return STATUS[tag.category], False
            if tag.category == "ongoing":
                return Status.NOT_STARTED, False
        elif is_partly and is_negated:
            return None, False
        return (Status.ONGOING, True) if tag.category == "completed" else (None, False)

    def _stated(self, tag: Tag, numbers: tuple[str, ...], how: str, last: Status | None) -> Claim | None:
        status, is_inferred = self._weighed(tag)
        is_repeated = status is Status.ONGOING and last is Status.PERMANENT
        if status is None or is_repeated or (how == "weak" and status is Status.NOT_STARTED):
            return None
        fields: dict[str, Any] = {"status": status}
        claim = self._stand(self._claim(numbers, fields=fields, is_inferred=is_inferred, is_weak=how == "weak"), tag)
        if self._before("deemed", tag):
            fields["deemed"] = True
        is_dated = status in (Status.ONGOING, Status.COMPLETED) or "blev" in self._words_before(tag)
        if status is Status.DEFERRED:
            for field, words in (("deferred_to", ("til", "indtil")), ("planned", ("fra",))):
                if (period := self._period_after(tag, words)) is not None:
                    fields[field] = period
        elif status in (Status.AWAITING, Status.NOT_STARTED):
            when = self._when(numbers)
            claim.waits, claim.expected = when.waits if when else (), self.awaited
        if is_dated and self.standing is None:
            fields |= self._on()
        return claim

    def _period_after(self, tag: Tag, words: tuple[str, ...]) -> Period | None:
        """The period behind a verb that begins with a word, or stands behind it; without 'til' or 'fra'."""
        sentence, text = self.sentence, self.sentence.text
        for one in sentence.periods:
            if sentence.at(tag.after) <= one.start < self.clause.end + 1:
                own = text[one.start : one.end]
                before = text[sentence.at(tag.first) : one.start].lower().split()
                if before[-1] in words or own.lower().split()[0] in words:
                    bare = sentence.dates.find(re.sub(r"^(?:fra|til|indtil)\s+", "", own, flags=re.IGNORECASE))
                    used = sentence.use(one)
                    return bare[0].period if bare else used
        return None

    def _on(self) -> dict[str, Any]:
        """The day of what was done: the first period of the clause that has passed."""
        on = self.sentence.use_first(self.sentence.is_past, self.clause.start, self.clause.end)
        return {} if on is None else {"on": on}

    def _promise(self, tag: Tag, numbers: tuple[str, ...]) -> Claim | None:
        """The start or completion of the work, with what it awaits or when it is expected."""
        is_start, is_negated, word = tag.category == "ongoing", self._is_negated(tag), self.words[tag.first]
        if not is_negated and word in ("videreføres", "fortsættes"):
            return self._stand(self._claim(numbers, fields={"status": Status.ONGOING}), tag)
        is_begun = is_start or word in ("gennemføres", "implementeres", "realiseres")
        if is_begun and (when := self._when(numbers)):
            return when
        if is_negated or (self._before("possibility", tag) and not self._before("expectation", tag)):
            return None
        expected = self.sentence.use_first(self.sentence.is_ahead, self.clause.start, self.clause.end)
        outcome = Outcome.START if is_start else Outcome.COMPLETION
        return None if expected is None else self._stand(self._claim(numbers, expected=expected, outcome=outcome), tag)

    def _lasting(self, tag: Tag) -> list[Claim]:
        """Work that is under way until a day: 'løber til udgangen af 2026', 'er forlænget til 1. juli'."""
        numbers, how = self.who(tag)
        after = self.sentence.at(tag.after)
        until = next((one for one in self.sentence.periods if one.end > after), None)
        is_said = how in ("explicit", "current") and not self._is_negated(tag) and not self._is_past(tag)
        if not (numbers and is_said) or self.standing is not None or self._is_planned(tag):
            return []
        if until is None or until.start > after or not self.sentence.is_ahead(until):
            return []
        expected, status = self.sentence.use(until), {"status": Status.ONGOING}
        return [self._claim(numbers, fields=status, expected=expected, outcome=Outcome.COMPLETION)]

    def _successor(self, tag: Tag) -> list[Claim]:
        after = next((one.numbers for one in self.own if one.start >= self.sentence.at(tag.after)), ())
        numbers, how = self.who(tag)
        others = tuple(one for one in after if one not in numbers)
        if not others or not numbers or how in ("other", "relative", "weak") or self._is_negated(tag):
            return []
        successor = {"merged_into": others[0]} if tag.category == "merged" else {"replaced_by": others}
        return [self._stand(self._claim(numbers, fields={"status": Status.CANCELLED, **successor}), tag)]

    def _jointly(self) -> list[Claim]:
        numbers = tuple(dict.fromkeys(number for one in self.own for number in one.numbers)) or self.context.numbers
        return [self._claim(numbers, fields={"jointly": True})] if len(numbers) > 1 else []

    def _begun(self, tag: Tag) -> list[Claim]:
        """Activity that shows that the work has begun."""
        numbers, form = self.context.numbers, tag.form
        is_open = self._is_condition() or self.clause.begins in ("som", "at", *IF)
        if not numbers or is_open or self._is_planned(tag) or self._is_negated(tag) or self._is_past(tag):
            return []
        if form in ("inf", "pass") or (form == "part" and not self._before("being", tag)):
            return []
        return [self._claim(numbers, fields={"status": Status.ONGOING}, is_inferred=True, is_weak=True)]

    def _delivered(self, tag: Tag) -> list[Claim]:
        numbers = self.context.numbers
        if not numbers or tag.form != "part" or not self._before("being", tag) or self._is_negated(tag):
            return []
        return [self._claim(numbers, fields={"outcome": Outcome.REPORT, "delivered": True, **self._on()})]


_READERS: Mapping[str, Callable[[StatusReader, Tag], list[Claim]]] = {
    "waiting": StatusReader._wait,
    "merged": StatusReader._successor,
    "replaced": StatusReader._successor,
    "begun": StatusReader._begun,
    "delivered": StatusReader._delivered,
    "lasting": StatusReader._lasting,
}
"""What reads each category of words that is not one of status."""
