"""What is awaited: 'afventer …', 'forudsætter …', 'igangsættes, når …', 'udskudt, da … ikke er …'."""

from __future__ import annotations

import re

import attrs

from praksisplan.model import Outcome, Status
from praksisplan.periods import Period
from praksisplan.reading.prose.lexicon import Lexicon, Tag
from praksisplan.reading.prose.sentence import ACTOR, CONDITIONS, Claim, Clause, Sentence, Wait, is_future
from praksisplan.reading.prose.subjects import ClauseReader


class WaitReader(ClauseReader):
    """Reads what a clause says is awaited."""

    def _wait(self, tag: Tag, is_if: bool) -> list[Claim]:
        sentence = self.sentence
        word = sentence.tokens[tag.first][0]
        if is_if or self._is_negated(tag) or self._is_past(tag):
            return []
        if tag.form in ("past", "part") or (
            tag.form == "inf" and not self._before("possibility", tag) and not self._before("expectation", tag)
        ):
            return []
        is_strict = tag.form == "word" and not word.startswith("vent")
        numbers, how = self.who(tag, is_wait=True)
        if not numbers or (how == "other" and tag.form != "pass") or (is_strict and how not in ("explicit", "current")):
            return []
        if how == "relative" and not self._where_it_lies():
            return []
        if word == "kræver" and not self._needs_another(tag):
            return []
        waits, more = self._objects(tag)
        if not waits and (that := self._that(tag)) is not None:
            waits = tuple(self._in_condition(that.first + 1, that.after))
            self.sentence.conditions.add(that.first)
        if not waits and tag.form == "pass":
            waits = self._fronted(tag)
        claim = Claim(numbers, self.start, self._object_end(tag), {}, waits, more)
        is_part = self.context.is_begun and not self.context.is_elsewhere and tag.form == "pass"
        if is_part and waits and not self.context.topic:
            claim.topic = waits[0].words or waits[0].number
        elif not is_strict and not (tag.form == "pass" and how == "other"):
            claim.fields["status"] = Status.AWAITING
        if is_part and waits:
            claim.fields["status"] = Status.AWAITING
        claim.is_whole = self._before("plan_side", tag)
        self._stand(claim, tag)
        claim.expected = self._awaited_period(tag) if waits else None
        if not waits and "status" not in claim.fields:
            return []
        return [claim]

    def _needs_another(self, tag: Tag) -> bool:
        """Whether work that has not begun needs what others do: 'kræver, at budgettet vedtages'."""
        that = self._that(tag)
        if that is None or self.clause.begins == "at" or (self.context.is_begun and not self.own):
            return False
        words = self.sentence.text[self.sentence.at(that.first) : self.sentence.at(that.after)]
        is_actor = any(ACTOR.search(one[0]) for one in self.sentence.tokens[that.first : that.after])
        return is_actor or kind_of(words, self.sentence.lexicon) is not None

    def _that(self, tag: Tag) -> Clause | None:
        """The clause 'at …' or 'om …' right behind a verb."""
        following = self.place + 1
        clauses = self.sentence.clauses
        if (
            following < len(clauses)
            and clauses[following].begins in ("at", "om")
            and tag.after >= self.clause.after - 1
        ):
            return clauses[following]
        return None

    def _where_it_lies(self) -> bool:
        before = " ".join(one[0] for one in self.sentence.tokens[: self.clause.first])
        return bool(re.search(r"\b(?:ligger|forankret|placeret|indgår|varetages|foregår|regi)\b", before))

    def _object_end(self, tag: Tag) -> int:
        following = self.place + 1
        end = self.end
        while following < len(self.sentence.clauses) and (
            self.sentence.clauses[following].begins in ("som", "der")
            or self.sentence.clauses[following].first in self.sentence.conditions
        ):
            end = self.sentence.at(self.sentence.clauses[following].after)
            following += 1
        return len(self.sentence.text[:end].rstrip(" ,;"))

    def _awaited_period(self, tag: Tag) -> Period | None:
        at, end = self.sentence.at(tag.first), self._object_end(tag)
        for one in self.sentence.periods:
            if at <= one.start < end and is_future(one.period, self.sentence.day):
                clause = self.sentence.clauses[self.sentence.clause_at(one.start)]
                if one.start > self.end and not self._tells_when(clause):
                    continue
                self.sentence.used.add(one.start)
                return one.period
        return None

    def _tells_when(self, clause: Clause) -> bool:
        """Whether a clause says when something is expected: 'som ventes i maj', not 'som drøftede det i maj'."""
        words = self.sentence.tokens[clause.first : clause.after]
        is_expected = self.sentence.any("expectation", first=clause.first, after=clause.after)
        return is_expected or any(word in _COMES or (word.endswith("es") and len(word) > 5) for word, _, _ in words)

    def _objects(self, tag: Tag) -> tuple[tuple[Wait, ...], bool]:
        start = max(self.sentence.at(tag.after), self.behind)
        return self.named(start, self.end)

    def named(self, start: int, end: int) -> tuple[tuple[Wait, ...], bool]:
        """What words name as awaited: several, alternatives, and whether there is more."""
        text = self.sentence.text[start:end]
        more = bool(re.search(r"\bbl\.?\s?a\.?|\bblandt andet\b|\bherunder\b", text))
        is_either = bool(re.search(r"\benten\b", text, re.IGNORECASE))
        found = []
        for first, last in _several(text, self.sentence.lexicon, is_either=is_either):
            found += self._each(start + first, start + last, is_either=is_either)
        more = more or (
            self.sentence.any("waiting") and bool(re.search(r"\bbl\.?\s?a\.?\s*(?:afvent)", self.sentence.text))
        )
        return tuple(found), more

    def _each(self, start: int, end: int, *, is_either: bool = False) -> list[Wait]:
        """What is awaited, once for each of several numbers."""
        wait = self._one(start, end, is_either=is_either)
        if wait is None or not wait.number:
            return [] if wait is None else [wait]
        inside = next(one for one in self.sentence.own if start <= one.start < end)
        return [attrs.evolve(wait, number=number) for number in inside.numbers]

    def _one(self, start: int, end: int, *, is_either: bool = False) -> Wait | None:
        sentence = self.sentence
        text = sentence.text[start:end]
        words = _trimmed(text, sentence, start)
        kind = kind_of(words, sentence.lexicon)
        inside = [one for one in sentence.own if start <= one.start < end]
        if inside and _is_awaited_number(sentence.text[start : inside[0].start], sentence.lexicon):
            outcome = {"report": Outcome.REPORT, "start": Outcome.START}.get(kind or "", Outcome.COMPLETION)
            if re.search(r"igangsat|påbegyndt|startet", text):
                outcome = Outcome.START
            return Wait(inside[0].numbers[0], outcome=outcome, one_of=is_either)
        tokens = {one[0] for one in sentence.lexicon.tokens(words)}
        if len(words) < (2 if words.isupper() else 3) or not any(map(str.isalpha, words)) or tokens <= _NOTHING:
            return None
        anaphoric = bool(tokens & self.sentence.lexicon.sets["anaphors"])
        return Wait("", words, kind=kind or "work", one_of=is_either, is_anaphoric=anaphoric)

    def _fronted(self, tag: Tag) -> tuple[Wait, ...]:
        """What is awaited where it stands before 'afventes'."""
        words = self.sentence.text[self.start : self.sentence.at(tag.first)].strip(" ,")
        words = re.sub(r"^(?:men|og|mens|idet|hvor|at|da|der)\s+", "", words)
        words = re.sub(r"\s+(?:er|der|fortsat|stadig|aktuelt|dog|ikke)$", "", words)
        kind = kind_of(words, self.sentence.lexicon)
        if kind is None or words.lower().startswith(("vedr", "for ", "på ", "i ")):
            return ()
        return (Wait("", words, kind=kind, is_anaphoric=" " not in words or bool(_BACK.search(words))),)

    def _when(self) -> tuple[Wait, ...]:
        """What must come before the work begins: the clause with 'når' behind this one, or before it."""
        sentence, clauses = self.sentence, self.sentence.clauses
        found: tuple[Wait, ...] = ()
        for place in (self.place + 1, self.place - 1):
            if 0 <= place < len(clauses) and clauses[place].begins in CONDITIONS:
                clause = clauses[place]
                if clause.begins in ("før", "inden", "førend") and not self.sentence.any(
                    "negation", first=self.clause.first, after=self.clause.after
                ):
                    continue
                skip = len(clause.begins.split())
                found = found or tuple(self._in_condition(clause.first + skip, clause.after))
        if not found:
            at = next(
                (
                    one
                    for one in sentence.tags
                    if one.category == "when" and self.clause.first <= one.first < self.clause.after
                ),
                None,
            )
            if at is not None:
                found = tuple(self._in_condition(at.after, self.clause.after))
        if not found and (without := _WITHOUT.match(sentence.text)):
            found = tuple(self._each(without.start("what"), without.end("what")))
        if found and found[0].is_anaphoric and self.context.wait is not None:
            return ()
        return found

    def _when_end(self) -> int:
        following = self.place + 1
        clauses = self.sentence.clauses
        if following < len(clauses) and clauses[following].begins in CONDITIONS:
            return len(self.sentence.text[: self.sentence.at(clauses[following].after)].rstrip(" ,;"))
        return self.end

    def _in_condition(self, first: int, after: int) -> list[Wait]:
        """What a clause says must come: 'når vejledningen foreligger', 'at indsats 4 er afsluttet'."""
        start, end = self.sentence.at(first), self.sentence.at(after)
        text = self.sentence.text[start:end].rstrip(" ,;.")
        stripped = re.sub(r"^(?:der\s+(?:er|foreligger)|at)\s+", "", text)
        start += len(text) - len(stripped)
        periods = [one for one in self.sentence.periods if start <= one.start < end]
        if periods and is_future(periods[0].period, self.sentence.day) and periods[0].start - start > 8:
            stripped = re.sub(r"\s+(?:i|den|d\.|pr\.)$", "", self.sentence.text[start : periods[0].start].rstrip())
            self.awaited = periods[0].period
            self.sentence.used.add(periods[0].start)
        stripped = re.sub(
            r"\s+(?:foreligger|vedtages|godkendes|indgås|afsluttes|gennemføres|etableres|offentliggøres|udgives"
            r"|er (?:klar|færdig|på plads|kendt|afklaret|til stede|godkendt|vedtaget|indgået|afsluttet"
            r"|gennemført|etableret|nedsat|bevilget|udarbejdet|offentliggjort|udgivet|ansat|besluttet|trådt i kraft))"
            r"(?:\s+\S+){0,2}$",
            "",
            stripped,
        )
        if periods and self.awaited is None and len(stripped) - (periods[0].end - periods[0].start) < 8:
            return []
        kind = kind_of(text, self.sentence.lexicon) or "work"
        waits = self._each(start, start + len(stripped))
        return [one if one.number or one.kind != "work" else attrs.evolve(one, kind=kind) for one in waits]

    def _lacking(self, found: list[Claim], is_if: bool) -> list[Claim]:
        """What is missing: 'da forhandlingerne ikke er afsluttet', 'på grund af manglende aftale'."""
        sentence, clause = self.sentence, self.clause
        if is_if:
            return []
        lack = sentence.tag("lack", first=clause.first, after=clause.after)
        held = [
            one for one in found if one.fields.get("status") in (Status.DEFERRED, Status.AWAITING, Status.NOT_STARTED)
        ]
        if lack is not None and held and not held[0].waits:
            verbs = [one for one in sentence.tags if one.first > lack.first and one.category == "being"]
            end = min([sentence.at(one.first) for one in verbs] + [self.end])
            waits, _ = self.named(sentence.at(lack.after), end)
            return [Claim(held[0].numbers, self.start, self.end, {}, waits)] if waits else []
        if clause.begins not in ("da", "fordi", "idet") or not self._is_held_before():
            return []
        text = sentence.text[self.start : self.end]
        missing = _NOT_YET.match(text)
        if missing is None:
            return []
        group = "what" if missing["what"] else "lack"
        wait = self._one(self.start + missing.start(group), self.start + missing.end(group))
        numbers = self.before or self.context.numbers
        if wait is not None and missing["done"]:
            wait = attrs.evolve(wait, words=f"{wait.words} har {missing['done']}")
        return [Claim(numbers, self.start, self.end, {}, (wait,))] if wait is not None and numbers else []

    def _is_held_before(self) -> bool:
        return any(
            one.category in ("deferred", "awaiting", "not_started")
            or (one.category == "ongoing" and self.sentence.any("negation", after=one.first))
            for one in self.sentence.tags
            if one.first < self.clause.first
        )


_WITHOUT = re.compile(r"Uden\s+(?P<what>[^,.]+?)\s+kan\b")
_COMES = frozenset(("foreligger", "kommer", "træder", "afleverer", "afrapporterer", "afslutter", "er"))
_BACK = re.compile(r"\b(?:denne|dette|disse|heraf|herom|herfor|hertil|udvalget|gruppen)\b", re.IGNORECASE)
_SAME = ("også", "ligeledes", "tilsvarende", "det", "samme", "dette")
_NOTHING = frozenset(
    (
        *("der", "den", "de", "dog", "fortsat", "derfor", "stadig", "pt", "p", "t", "aktuelt", "endnu", "herefter"),
        *_SAME,
        ".",
    )
)
"""What stands behind 'afventer' and names nothing."""

_NOT_YET = re.compile(
    r"(?:da|fordi|idet)\s+(?:der\s+(?:\w+\s+)?mangler\s+(?P<lack>.+)"
    r"|(?P<what>.+?)\s+(?:endnu\s+)?ikke\s+(?:endnu\s+)?"
    r"(?:har\s+(?P<done>.+)|(?:er|foreligger|kendes|blev|kunne)\b.*))$"
)


def _is_awaited_number(before: str, lexicon: Lexicon) -> bool:
    """Whether numbers are themselves awaited, not only mentioned: 'afventer afrapporteringen af anbefaling 28'."""
    words = (word for word, _, _ in lexicon.tokens(before))
    return all(
        word in lexicon.sets["of_number"] or word.startswith(lexicon.beginnings) or not word[0].isalpha()
        for word in words
    )


def kind_of(words: str, lexicon: Lexicon) -> str | None:
    """The kind of an event by the first noun in its words that tells; ``None`` without one."""
    for word, _, _ in lexicon.tokens(words):
        kind = lexicon.event_kinds(word)
        if kind is not None:
            return kind
    return None


def _several(text: str, lexicon: Lexicon, *, is_either: bool) -> list[tuple[int, int]]:
    """Where the single awaited things stand in words: 'projekterne og nærmere afklaring af …'."""
    starts = [0]
    for found in re.finditer(r"(?:,\s*|\s)(?:og|samt|eller)\s+|,\s+", text):
        following = [word for word, _, _ in lexicon.tokens(text[found.end() : found.end() + 60])[:2]]
        is_number = re.match(r"(?:anbefaling|indsats|handling|nr\.?)\w*\s*\d", text[found.end() :], re.IGNORECASE)
        is_thing = _begins_thing(following, lexicon)
        if is_thing or is_number or (is_either and "eller" in found.group()):
            starts.append(found.end())
    ends = [*starts[1:], len(text)]
    return list(zip(starts, ends))


def _begins_thing(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words name a thing of its own: 'arbejdet …', 'nærmere afklaring'; not 'implementering af'."""
    if not words or words[0] in lexicon.sets["prepositions"]:
        return False
    if lexicon.event_kinds(words[0]) is not None:
        return words[0].endswith(("en", "et", "erne"))
    return len(words) > 1 and words[0][-1:] != "s" and lexicon.event_kinds(words[1]) is not None


_AT_FIRST = re.compile(
    r"^\s*(?:(?:derfor|fortsat|stadig|dog|aktuelt|nu|pt\.|p\.t\.|bl\.a\.|blandt andet|først|enten|en|et|også|at|og|samt"
    r"|eller|der er|endnu)\s+)+"
)


def _trimmed(text: str, sentence: Sentence, start: int) -> str:
    """What is awaited in short: without what follows a comma, periods, adverbs and brackets."""
    words = re.split(r",\s|\s[–-]\s|;|\s\(|:\s", text, maxsplit=1)[0]
    for one in sentence.periods:
        at = one.start - start
        if 0 < at < len(words):
            words = re.sub(r"\s+(?:i|til|den|d\.|på|ved|senest|forventet|forventes)$", "", words[:at].rstrip())
            break
        if at == 0:
            words = ""
    words = _AT_FIRST.sub("", words + " ")
    words = re.sub(r"\s+(?:og|samt|eller|hvorfor|hvorefter|inden|før|som|der|forventes|ventes)\s*$", "", words)
    return words.strip(" .,;:")


def after_bare(sentence: Sentence, bare: Claim, *, is_named: bool = False) -> list[Claim]:
    """What a bare 'afventer' awaits by the sentence behind it, unless that says that the work has begun."""
    begun = any(
        one.category == "ongoing" and one.form in ("part", "past") and not sentence.any("negation", after=one.first)
        for one in sentence.tags
    )
    text = sentence.text.rstrip(" .")
    kind = kind_of(text, sentence.lexicon)
    is_actor = any(ACTOR.search(one[0]) for one in sentence.tokens[: 12 if is_named else 6])
    if is_named and not (sentence.any("delivered", "inf", "pres") or sentence.any("expectation")):
        return []
    if (
        begun
        or (sentence.own and not is_named)
        or not (kind or is_actor)
        or sentence.any("condition")
        or sentence.any("negation")
    ):
        return []
    starts = any(one.category == "ongoing" and one.form in ("pres", "pass", "inf") for one in sentence.tags)
    period = next((one for one in sentence.periods if is_future(one.period, sentence.day)), None)
    if period is not None:
        sentence.used.add(period.start)
    if sentence.any("delivered"):
        kind = "report"
    wait = Wait("", text[:160], kind="start" if starts else kind or "work")
    return [
        Claim(
            bare.numbers,
            0,
            len(text),
            {},
            (wait,),
            expected=None if period is None else period.period,
            is_inferred=True,
        )
    ]
