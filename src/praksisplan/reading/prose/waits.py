"""What is awaited: 'afventer …', 'forudsætter …', 'igangsættes, når …', 'udskudt, da … ikke er …'."""

from __future__ import annotations

import re

import attrs

from praksisplan.model import Outcome, Status
from praksisplan.periods import Period
from praksisplan.reading.prose.lexicon import Lexicon, Tag
from praksisplan.reading.prose.sentence import ACTOR, BECAUSE, CONDITIONS, HELD, Claim, Clause, Sentence, Wait
from praksisplan.reading.prose.subjects import ClauseReader


class WaitReader(ClauseReader):
    """Reads what a clause says is awaited."""

    def _wait(self, tag: Tag) -> list[Claim]:
        word = self.words[tag.first]
        is_passive = tag.form == "pass"
        is_bare = tag.form == "inf" and not self._is_planned(tag)
        if self._is_negated(tag) or self._is_past(tag) or tag.form in ("past", "part") or is_bare:
            return []
        is_strict = tag.form == "word" and not word.startswith("vent")
        numbers, how = self.who(tag, is_wait=True)
        if not numbers or (how == "other" and not is_passive) or (is_strict and how not in ("explicit", "current")):
            return []
        if how == "relative" and not _LIES.search(self.sentence.text, 0, self.clause.start):
            return []
        if word == "kræver" and not self._needs_another(tag):
            return []
        start, end = max(self.sentence.at(tag.after), self.behind), self.clause.end
        waits = named(self.sentence, start, end)
        if not waits and (that := self._that(tag)) is not None:
            waits = tuple(self._in_condition(that.first + 1, that))
            self.sentence.conditions.add(that.first)
        if not waits and is_passive:
            waits = self._fronted(tag)
        claim = Claim(numbers, self.clause.start, self._end_of_wait(), waits=waits, more=self._is_more(start, end))
        is_part = bool(waits) and self.context.is_begun and not self.context.is_elsewhere and is_passive
        if is_part and not self.context.topic:
            claim.topic = waits[0].words or waits[0].number
        if is_part or not (is_strict or (is_passive and how == "other")):
            claim.fields["status"] = Status.AWAITING
        claim.is_whole = self._before("plan_side", tag)
        claim.expected = self._awaited_period(tag) if waits else None
        return [self._stand(claim, tag)] if waits or "status" in claim.fields else []

    def _is_more(self, start: int, end: int) -> bool:
        """Whether what is named is not all that is awaited: 'afventer bl.a. …'."""
        text = self.sentence.text
        return _MORE.search(text[start:end]) is not None or _MORE_AWAITED.search(text) is not None

    def _needs_another(self, tag: Tag) -> bool:
        """Whether work that has not begun needs what others do: 'kræver, at budgettet vedtages'."""
        that = self._that(tag)
        if that is None or self.clause.begins == "at" or (self.context.is_begun and not self.own):
            return False
        words = self.words[that.first : that.after]
        return any(map(ACTOR.search, words)) or _kind(words, self.sentence.lexicon) is not None

    def _that(self, tag: Tag) -> Clause | None:
        """The clause 'at …' or 'om …' right behind a verb."""
        following = self.sentence.clause_behind(self.clause)
        is_that = following is not None and following.begins in ("at", "om") and tag.after >= self.clause.after - 1
        return following if is_that else None

    def _end_of_wait(self) -> int:
        """Where the clauses end that say more of what is awaited."""
        last = self.clause
        for one in self.sentence.clauses[last.place + 1 :]:
            if one.begins not in ("som", "der") and one.first not in self.sentence.conditions:
                break
            last = one
        return last.end

    def _awaited_period(self, tag: Tag) -> Period | None:
        end = self._end_of_wait()
        for one in self.sentence.periods:
            if not (self.sentence.at(tag.first) <= one.start < end and self.sentence.is_ahead(one)):
                continue
            if one.start <= self.clause.end or self._tells_when(self.sentence.clause_at(one.start)):
                return self.sentence.use(one)
        return None

    def _tells_when(self, clause: Clause) -> bool:
        """Whether a clause says when something is expected: 'som ventes i maj', not 'som drøftede det i maj'."""
        words = self.words[clause.first : clause.after]
        is_coming = any(one in self.sentence.sets["coming"] or (one.endswith("es") and len(one) > 5) for one in words)
        return is_coming or clause.any("expectation")

    def _fronted(self, tag: Tag) -> tuple[Wait, ...]:
        """What is awaited where it stands before 'afventes'."""
        words = self.sentence.text[self.clause.start : self.sentence.at(tag.first)].strip(" ,")
        words = re.sub(r"^(?:men|og|mens|idet|hvor|at|da|der)\s+", "", words)
        words = re.sub(r"\s+(?:er|der|fortsat|stadig|aktuelt|dog|ikke)$", "", words)
        kind = _kind(self.sentence.lexicon.words(words), self.sentence.lexicon)
        if kind is None or words.lower().startswith(("vedr", "for ", "på ", "i ")):
            return ()
        return (Wait("", words, kind=kind, is_anaphoric=" " not in words or bool(_BACK.search(words))),)

    def _when(self, numbers: tuple[str, ...]) -> Claim | None:
        """What must come before the work begins: the clause with 'når' behind this one, or before it."""
        sentence, clause = self.sentence, self.clause
        behind = sentence.clause_behind(clause)
        around = (behind, sentence.clauses[clause.place - 1] if clause.place else None)
        found: list[Wait] = []
        for one in around:
            is_only_then = one is not None and (one.begins not in _BEFORE or clause.any("negation"))
            if one is not None and one.begins in CONDITIONS and is_only_then and not found:
                found = self._in_condition(one.first + len(one.begins.split()), one)
        if not found and (when := clause.tag("when")) is not None:
            found = self._in_condition(when.after, clause)
        if not found and (without := _WITHOUT.match(sentence.text)):
            found = _each(sentence, without.start("what"), without.end("what"))
        if not found or (found[0].is_anaphoric and self.context.wait is not None):
            return None
        end = behind.end if behind is not None and behind.begins in CONDITIONS else clause.end
        return Claim(numbers, clause.start, end, waits=tuple(found), expected=self.awaited)

    def _in_condition(self, first: int, clause: Clause) -> list[Wait]:
        """What a clause says from a word on must come: 'når vejledningen foreligger', 'at indsats 4 er afsluttet'."""
        sentence, start = self.sentence, self.sentence.at(first)
        text = sentence.text[start : clause.end].rstrip(" ,;.")
        stripped = re.sub(r"^(?:der\s+(?:er|foreligger)|at)\s+", "", text)
        start += len(text) - len(stripped)
        period = next((one for one in sentence.periods if start <= one.start < clause.end), None)
        if period is not None and sentence.is_ahead(period) and period.start - start > 8:
            stripped = re.sub(r"\s+(?:i|den|d\.|pr\.)$", "", sentence.text[start : period.start].rstrip())
            self.awaited = sentence.use(period)
        stripped = _HAS_COME.sub("", stripped)
        if period is not None and self.awaited is None and len(stripped) - (period.end - period.start) < 8:
            return []
        kind = _kind(sentence.lexicon.words(text), sentence.lexicon) or "work"
        waits = _each(sentence, start, start + len(stripped))
        return [one if one.number or one.kind != "work" else attrs.evolve(one, kind=kind) for one in waits]

    def _lacking(self, found: list[Claim]) -> list[Claim]:
        """What is missing: 'da forhandlingerne ikke er afsluttet', 'på grund af manglende aftale'."""
        sentence, clause = self.sentence, self.clause
        lack = clause.tag("lack")
        held = next((one for one in found if one.fields.get("status") in HELD), None)
        if lack is not None and held is not None and not held.waits:
            verb = clause.tag("being", lack.after)
            waits = named(sentence, sentence.at(lack.after), clause.end if verb is None else sentence.at(verb.first))
            return [self._claim(held.numbers, waits=waits)] if waits else []
        if clause.begins not in BECAUSE or not self.numbers or not self._is_held_before():
            return []
        missing = _NOT_YET.match(sentence.text, clause.start, clause.end)
        if missing is None:
            return []
        wait = next(iter(_each(sentence, *missing.span("what" if missing["what"] else "lack"))), None)
        if wait is not None and missing["done"]:
            wait = attrs.evolve(wait, words=f"{wait.words} har {missing['done']}")
        return [] if wait is None else [self._claim(self.numbers, waits=(wait,))]

    def _is_held_before(self) -> bool:
        return any(
            one.category in ("deferred", "awaiting", "not_started")
            or (one.category == "ongoing" and self.sentence.any("negation", after=one.first))
            for one in self.sentence.tags
            if one.first < self.clause.first
        )


_BEFORE = ("før", "inden", "førend")
_LIES = re.compile(r"\b(?:ligger|forankret|placeret|indgår|varetages|foregår|regi)\b", re.IGNORECASE)
_EITHER = re.compile(r"\benten\b", re.IGNORECASE)
_MORE = re.compile(r"\bbl\.?\s?a\.?|\bblandt andet\b|\bherunder\b")
_MORE_AWAITED = re.compile(r"\bbl\.?\s?a\.?\s*(?:afvent)")
_WITHOUT = re.compile(r"Uden\s+(?P<what>[^,.]+?)\s+kan\b")
_BACK = re.compile(r"\b(?:denne|dette|disse|heraf|herom|herfor|hertil|udvalget|gruppen)\b", re.IGNORECASE)
_HAS_COME = re.compile(
    r"\s+(?:foreligger|vedtages|godkendes|indgås|afsluttes|gennemføres|etableres|offentliggøres|udgives"
    r"|er (?:klar|færdig|på plads|kendt|afklaret|til stede|godkendt|vedtaget|indgået|afsluttet"
    r"|gennemført|etableret|nedsat|bevilget|udarbejdet|offentliggjort|udgivet|ansat|besluttet|trådt i kraft))"
    r"(?:\s+\S+){0,2}$"
)
_NOT_YET = re.compile(
    r"(?:da|fordi|idet)\s+(?:der\s+(?:\w+\s+)?mangler\s+(?P<lack>.+)"
    r"|(?P<what>.+?)\s+(?:endnu\s+)?ikke\s+(?:endnu\s+)?"
    r"(?:har\s+(?P<done>.+)|(?:er|foreligger|kendes|blev|kunne)\b.*))$"
)


def named(sentence: Sentence, start: int, end: int) -> tuple[Wait, ...]:
    """What some words name as awaited: one thing, several, or alternatives."""
    text = sentence.text[start:end]
    is_either = _EITHER.search(text) is not None
    several = _several(text, sentence.lexicon, is_either=is_either)
    return tuple(
        wait for first, last in several for wait in _each(sentence, start + first, start + last, is_either=is_either)
    )


def _each(sentence: Sentence, start: int, end: int, *, is_either: bool = False) -> list[Wait]:
    """What is awaited, once for each of several numbers."""
    text, lexicon = sentence.text[start:end], sentence.lexicon
    words = _trimmed(text, sentence, start)
    tokens = lexicon.words(words)
    kind = _kind(tokens, lexicon)
    inside = next((one for one in sentence.own if start <= one.start < end), None)
    if inside is not None and _is_awaited_number(sentence.text[start : inside.start], lexicon):
        outcome = {"report": Outcome.REPORT, "start": Outcome.START}.get(kind or "", Outcome.COMPLETION)
        if re.search(r"igangsat|påbegyndt|startet", text):
            outcome = Outcome.START
        return [Wait(number, outcome=outcome, one_of=is_either) for number in inside.numbers]
    is_short = len(words) < (2 if words.isupper() else 3) or not any(map(str.isalpha, words))
    if is_short or sentence.sets["no_thing"].issuperset(tokens):
        return []
    is_anaphoric = not sentence.sets["anaphors"].isdisjoint(tokens)
    return [Wait("", words, kind=kind or "work", one_of=is_either, is_anaphoric=is_anaphoric)]


def _is_awaited_number(before: str, lexicon: Lexicon) -> bool:
    """Whether numbers are themselves awaited, not only mentioned: 'afventer afrapporteringen af anbefaling 28'."""
    return all(
        word in lexicon.sets["of_number"] or word.startswith(lexicon.beginnings) or not word[0].isalpha()
        for word in lexicon.words(before)
    )


def _kind(words: list[str], lexicon: Lexicon) -> str | None:
    """The kind of an event by the first noun that tells; ``None`` without one."""
    return next(filter(None, map(lexicon.event_kinds, words)), None)


def _several(text: str, lexicon: Lexicon, *, is_either: bool) -> list[tuple[int, int]]:
    """Where the single awaited things stand in words: 'projekterne og nærmere afklaring af …'."""
    starts = [0]
    for found in re.finditer(r"(?:,\s*|\s)(?:og|samt|eller)\s+|,\s+", text):
        rest = text[found.end() : found.end() + 60]
        is_number = re.match(r"(?:anbefaling|indsats|handling|nr\.?)\w*\s*\d", rest, re.IGNORECASE)
        if is_number or (is_either and "eller" in found[0]) or _begins_thing(lexicon.words(rest), lexicon):
            starts.append(found.end())
    return list(zip(starts, [*starts[1:], len(text)]))


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
    at = next((one.start - start for one in sentence.periods if 0 <= one.start - start < len(words)), None)
    if at is not None:
        words = re.sub(r"\s+(?:i|til|den|d\.|på|ved|senest|forventet|forventes)$", "", words[:at].rstrip())
    words = _AT_FIRST.sub("", words + " ")
    words = re.sub(r"\s+(?:og|samt|eller|hvorfor|hvorefter|inden|før|som|der|forventes|ventes)\s*$", "", words)
    return words.strip(" .,;:")


def after_bare(sentence: Sentence, numbers: tuple[str, ...], *, is_named: bool = False) -> list[Claim]:
    """What a bare 'afventer' awaits by the sentence behind it, unless that says that the work has begun."""
    is_expected = sentence.any("delivered", forms=("inf", "pres")) or sentence.any("expectation")
    if not is_expected if is_named else sentence.own:
        return []
    begun = sentence.tag("ongoing", forms=("part", "past"))
    if begun is not None or sentence.any("condition") or sentence.any("negation"):
        return []
    text = sentence.text.rstrip(" .")
    kind = _kind(sentence.words, sentence.lexicon)
    if kind is None and not any(map(ACTOR.search, sentence.words[: 12 if is_named else 6])):
        return []
    if sentence.any("ongoing", forms=("pres", "pass", "inf")):
        kind = "start"
    elif sentence.any("delivered"):
        kind = "report"
    expected = sentence.use_first(sentence.is_ahead)
    wait = Wait("", text[:160], kind=kind or "work")
    return [Claim(numbers, 0, len(text), waits=(wait,), expected=expected, is_inferred=True)]
