"""What a clause says of the status of the work: begun, completed, deferred, dropped, promised."""

from __future__ import annotations

import re
from typing import Any

from praksisplan.model import Outcome, Standing, Status
from praksisplan.periods import Period
from praksisplan.reading.prose.dates import Dated
from praksisplan.reading.prose.lexicon import Tag
from praksisplan.reading.prose.sentence import STATUS, Claim, Sentence, is_future
from praksisplan.reading.prose.waits import WaitReader


class StatusReader(WaitReader):
    """Reads all that a clause says."""

    def claims(self, is_if: bool) -> list[Claim]:
        """What the clause says; ``is_if`` tells that it holds only on a condition."""
        found: list[Claim] = []
        last: Status | None = None
        for tag in self.sentence.tags:
            if not self.clause.first <= tag.first < self.clause.after or tag.first in self.sentence.aside:
                continue
            if tag.category == "waiting":
                found += self._wait(tag, is_if)
            elif tag.category in ("merged", "replaced"):
                found += self._successor(tag, is_if)
            elif tag.category in STATUS and not is_if and not self.is_unreal and not self._is_condition():
                claim = self._status(tag, last)
                if claim is not None:
                    last = claim.fields.get("status", last)
                    found.append(claim)
            elif tag.category == "begun" and not is_if and not self._is_condition():
                found += self._begun(tag)
            elif tag.category in ("delivered", "lasting") and not is_if:
                found += self._delivered(tag) if tag.category == "delivered" else self._lasting(tag)
            elif tag.category == "jointly":
                numbers = self._all_named() or self.context.numbers
                if len(numbers) > 1:
                    found.append(self._claim(numbers, jointly=True))
        found += self._lacking(found, is_if)
        for claim in found:
            claim.topic = claim.topic or self.part
        return found

    def _status(self, tag: Tag, last: Status | None) -> Claim | None:
        """What a word of status says of the work: its status, or a promise of it."""
        numbers, how = self.who(tag)
        may_be_weak = tag.category in ("ongoing", "to_be_concretised")
        is_named = any(one.start < self.sentence.at(tag.first) for one in self.own)
        if how == "other" and tag.category == "ongoing" and tag.form in ("word", "said") and not is_named:
            how = "weak"  # the work is described by what it makes: 'modellen er under udvikling'
        if self._is_past(tag) or not numbers or how in ("other", "relative") or (how == "weak" and not may_be_weak):
            return None
        is_planned = self._before("expectation", tag) or self._before("possibility", tag)
        is_governed = self._is_governed(tag, is_planned=is_planned)
        if tag.form == "inf" and not is_governed and not self._before("possibility", tag):
            is_impossible = tag.category == "ongoing" and self._is_negated(tag) and self._follows(tag, "muligt")
            return self._claim(numbers, status=Status.NOT_STARTED) if is_impossible else None
        if tag.category == "ongoing" and tag.form == "pass" and self._is_refused(tag):
            return self._stated(tag, numbers, how, last)
        if tag.category in ("completed", "ongoing") and not is_governed:
            is_present = tag.form == "pres" and self._word(tag) not in ("fortsætter", "viderefører", "pågår")
            if tag.form in ("pass", "inf") or is_planned or is_present:
                return self._promise(tag, numbers)
        if tag.category == "ongoing" and is_governed and tag.form != "part" and (waits := self._when()):
            return Claim(numbers, self.start, self._when_end(), {}, waits, expected=self.awaited)
        is_to_be = self.sentence.tokens[tag.first - 1][0] == "blive" and not self._is_negated(tag)
        if is_to_be and not is_governed and not self.sentence.any("partly", first=self.clause.first, after=tag.first):
            return None  # 'klar til at blive sat i gang', but not 'er ved at blive afsluttet'
        if not is_governed and tag.category != "to_be_concretised" and (is_planned or not self._is_said(tag, how)):
            return None
        return self._stated(tag, numbers, how, last)

    def _follows(self, tag: Tag, word: str) -> bool:
        """Whether a word stands in the clause before a verb."""
        return any(one[0] == word for one in self.sentence.tokens[self.clause.first : tag.first])

    def _word(self, tag: Tag) -> str:
        return self.sentence.tokens[tag.first][0]

    def _is_governed(self, tag: Tag, *, is_planned: bool) -> bool:
        """Whether the clause proposes or decides the status: 'foreslås afsluttet', 'besluttede at udskyde'."""
        if self.standing is None or self.standing[0] is Standing.PROVISIONAL or self.standing[1] >= tag.first:
            return False
        if tag.form in ("pass", "pres") and tag.category in ("completed", "ongoing"):
            return self._word(tag) == "afsluttes" and not is_planned
        return True

    def _is_refused(self, tag: Tag) -> bool:
        """Whether it is proposed or decided not to begin: 'indstiller, at indsats 10 ikke iværksættes'."""
        is_settled = self.standing is not None and self.standing[0] is not Standing.PROVISIONAL
        return is_settled and self._is_negated(tag) and not self._before("expectation", tag)

    def _is_said(self, tag: Tag, how: str) -> bool:
        """Whether a participle or adjective is said of the subject; a verb in the present is."""
        if tag.form == "past" and self._word(tag).endswith("s"):
            return True  # 'afsluttedes i maj'
        is_adjective = tag.form == "word" and tag.category in ("completed", "ongoing", "permanent")
        if tag.form in ("part", "past") or is_adjective or self._word(tag) == "afventende":
            return self._is_predicate(tag, how)
        return True

    def _weighed(self, tag: Tag) -> tuple[Status | None, bool]:
        """The status that a word names, less what 'ikke' and 'delvist' take from it, and whether it is inferred."""
        if self.sentence.any("partly", first=self.clause.first, after=tag.first) and tag.category != "ongoing":
            is_partly_done = tag.category == "completed" and not self._is_negated(tag)
            return (Status.ONGOING, True) if is_partly_done else (None, False)
        following = [one[0] for one in self.sentence.tokens[self.clause.after : self.clause.after + 2]]
        if following == ["men", "ikke"]:  # 'er afsluttet i øst, men ikke i vest'
            return (Status.ONGOING, True) if tag.category == "completed" else (None, False)
        if not self._is_negated(tag):
            return STATUS[tag.category], False
        if tag.category == "ongoing":
            return Status.NOT_STARTED, False
        return (Status.ONGOING, True) if tag.category == "completed" else (None, False)

    def _stated(self, tag: Tag, numbers: tuple[str, ...], how: str, last: Status | None) -> Claim | None:
        status, is_inferred = self._weighed(tag)
        is_repeated = status is Status.ONGOING and last is Status.PERMANENT
        if status is None or is_repeated or (how == "weak" and status is Status.NOT_STARTED):
            return None
        fields: dict[str, Any] = {"status": status}
        claim = Claim(numbers, self.start, self.end, fields, is_inferred=is_inferred, is_weak=how == "weak")
        self._stand(claim, tag)
        if self.sentence.any("deemed", first=self.clause.first, after=tag.first):
            fields["deemed"] = True
        is_dated = status in (Status.ONGOING, Status.COMPLETED) or self._follows(tag, "blev")
        if status is Status.DEFERRED:
            self._defer(tag, fields)
        elif status in (Status.AWAITING, Status.NOT_STARTED):
            claim.waits = self._when()
            claim.expected = self.awaited
        if is_dated and self.standing is None:
            on = self._past_period()
            fields |= {} if on is None else {"on": on}
        return claim

    def _is_predicate(self, tag: Tag, how: str) -> bool:
        """Whether a participle or adjective is said of the subject, not put before a noun."""
        is_as = tag.first > 0 and self.sentence.tokens[tag.first - 1][0] in ("som", "for")
        first = self.clause.first if is_as else max(self.clause.first, tag.first - 9)
        if any(one.category in ("being", "proposal") and first <= one.first < tag.first for one in self.sentence.tags):
            return self._stands_last(tag)
        is_first = (
            tag.first == self.clause.first
            or self.sentence.tokens[tag.first - 1][0] == ":"
            or all(
                self._is_light(self.sentence.tokens[place][0], place) for place in range(self.clause.first, tag.first)
            )
        )
        return tag.form in ("pres", "pass") or (is_first and how in ("current", "explicit") and self._stands_last(tag))

    def _stands_last(self, tag: Tag) -> bool:
        """Whether no noun follows that the word could belong to: 'er et igangværende arbejde' says nothing."""
        before = self.sentence.tokens[tag.first - 1][0] if tag.first else ""
        is_behind_verb = self.sentence.any("being", first=tag.first - 2, after=tag.first - 1)
        if is_behind_verb and before in ("den", "det", "de", "alle", "begge"):
            return True  # 'er den udgået', 'er alle igangsat'
        return before not in ("et", "en", "det", "den", "de", "af", "flere", "alle")

    def _period_after(self, tag: Tag, words: tuple[str, ...]) -> Dated | None:
        for one in self.sentence.periods:
            if self.sentence.at(tag.after) <= one.start < self.end + 1:
                before = self.sentence.text[self.sentence.at(tag.first) : one.start].lower().split()
                own = self.sentence.text[one.start : one.end].lower().split()
                if (before and before[-1] in words) or own[0] in words:
                    return one
        return None

    def _defer(self, tag: Tag, fields: dict[str, Any]) -> None:
        to = self._period_after(tag, ("til", "indtil"))
        frm = self._period_after(tag, ("fra",))
        if to is not None:
            fields["deferred_to"] = _bare(to, self.sentence)
            self.sentence.used.add(to.start)
        if frm is not None:
            fields["planned"] = _bare(frm, self.sentence)
            self.sentence.used.add(frm.start)

    def _past_period(self) -> Period | None:
        """The first period of the clause that has passed."""
        for one in self.sentence.periods:
            last = one.period.last_day
            if self.start <= one.start < self.end and last is not None and last <= self.sentence.day:
                self.sentence.used.add(one.start)
                return one.period
        return None

    def _promise(self, tag: Tag, numbers: tuple[str, ...]) -> Claim | None:
        """The start or completion of the work, with what it awaits or when it is expected."""
        status, negated = STATUS[tag.category], self._is_negated(tag)
        if not negated and self._word(tag) in ("videreføres", "fortsættes"):
            claim = self._claim(numbers, status=Status.ONGOING)
            self._stand(claim, tag)
            return claim
        is_begun = status is Status.ONGOING or self._word(tag) in ("gennemføres", "implementeres", "realiseres")
        if is_begun and (waits := self._when()):
            return Claim(numbers, self.start, self._when_end(), {}, waits, expected=self.awaited)
        if negated or (self._before("possibility", tag) and not self._before("expectation", tag)):
            return None
        period = next(
            (
                one
                for one in self.sentence.periods
                if self.start <= one.start < self.end and is_future(one.period, self.sentence.day)
            ),
            None,
        )
        if period is None:
            return None
        self.sentence.used.add(period.start)
        outcome = Outcome.START if status is Status.ONGOING else Outcome.COMPLETION
        claim = Claim(numbers, self.start, self.end, {}, expected=period.period, outcome=outcome)
        self._stand(claim, tag)
        return claim

    def _lasting(self, tag: Tag) -> list[Claim]:
        """Work that is under way until a day: 'løber til udgangen af 2026', 'er forlænget til 1. juli'."""
        numbers, how = self.who(tag)
        until = next((one for one in self.sentence.periods if one.end > self.sentence.at(tag.after)), None)
        is_said = how in ("explicit", "current") and not self._is_negated(tag) and not self._is_past(tag)
        is_planned = self.standing is not None or self._before("expectation", tag) or self._before("possibility", tag)
        if not (numbers and is_said and until) or is_planned or until.start > self.sentence.at(tag.after):
            return []
        if not is_future(until.period, self.sentence.day):
            return []
        self.sentence.used.add(until.start)
        status = {"status": Status.ONGOING}
        return [Claim(numbers, self.start, self.end, status, expected=until.period, outcome=Outcome.COMPLETION)]

    def _successor(self, tag: Tag, is_if: bool) -> list[Claim]:
        after = [one for one in self.own if one.start >= self.sentence.at(tag.after)]
        numbers, how = self.who(tag)
        if is_if or not after or not numbers or how in ("other", "relative", "weak") or self._is_negated(tag):
            return []
        others = tuple(one for one in after[0].numbers if one not in numbers)
        if not others:
            return []
        key = {"merged_into": others[0]} if tag.category == "merged" else {"replaced_by": others}
        claim = self._claim(numbers, status=Status.CANCELLED, **key)
        self._stand(claim, tag)
        return [claim]

    def _begun(self, tag: Tag) -> list[Claim]:
        """Activity that shows that the work has begun."""
        numbers = self.context.numbers
        if not numbers or self._is_negated(tag) or self._before("possibility", tag) or self._before("expectation", tag):
            return []
        if tag.form in ("inf", "pass") or self._is_past(tag) or self.clause.begins in ("som", "at", "hvis", "når"):
            return []
        if tag.form == "part" and not self._before("being", tag):
            return []
        claim = Claim(numbers, self.start, self.end, {"status": Status.ONGOING}, is_inferred=True, is_weak=True)
        return [claim]

    def _delivered(self, tag: Tag) -> list[Claim]:
        numbers = self.context.numbers
        if not numbers or tag.form != "part" or not self._before("being", tag) or self._is_negated(tag):
            return []
        on = self._past_period()
        fields = {"outcome": Outcome.REPORT, "delivered": True} | ({} if on is None else {"on": on})
        return [self._claim(numbers, **fields)]


def _bare(dated: Dated, sentence: Sentence) -> Period:
    """The period without 'til' or 'fra' before it, which belong to the verb."""
    words = sentence.text[dated.start : dated.end]
    found = sentence.dates.find(re.sub(r"^(?:fra|til|indtil)\s+", "", words, flags=re.IGNORECASE))
    return found[0].period if found else dated.period
