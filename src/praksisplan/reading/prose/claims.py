"""A sentence -> claims: which recommendations it is about, and what it says of them.

A sentence is read clause by clause. A clause takes its subject from the numbers before its verb, else from a word for
the work (*arbejdet*, *anbefalingen*) that stands for the numbers spoken of before; a clause with another subject says
nothing of the recommendations. What is negated, conditional or past is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from praksisplan.model import Outcome, Standing
from praksisplan.reading.prose.dates import Dated, Dates
from praksisplan.reading.prose.lexicon import Lexicon
from praksisplan.reading.prose.numbers import Reference, References
from praksisplan.reading.prose.sentence import ACTOR, CONDITIONS, FINITE, STATUS, Claim, Context, Sentence, is_future
from praksisplan.reading.prose.statuses import StatusReader
from praksisplan.reading.prose.subjects import IN_PASSING, Standings, is_coordinated, is_subject, without_repeats
from praksisplan.reading.prose.waits import after_bare


class Reader:
    """Reads sentences, one after the other, in the context of those before."""

    def __init__(self, lexicon: Lexicon, references: References, dates: Dates) -> None:
        self.lexicon = lexicon
        self.references = references
        self.dates = dates

    def read(self, text: str, context: Context) -> tuple[Sentence, list[Claim]]:
        """What a sentence says; the context goes on to the next."""
        sentence = Sentence(text, self.lexicon, self.references, self.dates)
        context.is_led = False
        lead = self._lead(sentence, context)
        if lead:
            context.lead(lead)
        elif context.is_first and (introduced := _introduced(sentence)):
            context.lead(introduced)
        context.is_first = False
        bare, context.bare = context.bare, None
        context.topic = self._topic(sentence, context) if context.numbers else ""
        standings = Standings(sentence)
        claims = list(self._of_clauses(sentence, context, standings))
        claims += _reasons(sentence, context, standings)
        if context.before and _NAMELY.match(text) and sentence.own:
            claims += self._namely(sentence, context)
        elif (
            sentence.own
            and (called := _CALLED.match(text)) is not None
            and called["noun"].lower() in self.lexicon.nouns
        ):
            context.before = f"{called['noun']} er {called['how']}"
            claims += self._namely(sentence, context)
        context.before = "" if sentence.own else text
        if bare is not None and not claims:
            claims += after_bare(sentence, bare)
        if lead and context.unnamed.issuperset(lead) and not any(one.waits for one in claims):
            claims += after_bare(sentence, Claim(lead, 0, 0), is_named=True)
        if context.numbers:
            claims += _promises(sentence, claims, context)
        claims += _decisions(sentence, claims, context, standings)
        for claim in claims:
            context.remember(claim)
        context.is_elsewhere |= "sundhedsaftale" in text.lower()
        return sentence, claims

    def _of_clauses(self, sentence: Sentence, context: Context, standings: Standings) -> Iterator[Claim]:
        """What the clauses say, one after the other; each takes its subject from the one before, if it has none."""
        is_conditional = False
        told: set[str] = set()
        subject = context.numbers
        for place, clause in enumerate(sentence.clauses):
            has_condition = sentence.any("condition", first=clause.first, after=clause.after)
            is_conditional = has_condition or (is_conditional and clause.begins not in ("men", "mens", "hvorimod"))
            if not sentence.speaks(clause):
                named = [one for one in sentence.own if sentence.clause_at(one.start) == place]
                subject = named[-1].numbers if named and is_subject(sentence, named[-1]) else subject
                continue
            following = sentence.clauses[place + 1] if place + 1 < len(sentence.clauses) else None
            is_if = (
                is_conditional
                or clause.begins in ("om", "hvornår", "hvordan")
                or (
                    following is not None
                    and sentence.any("condition", first=following.first, after=following.first + 1)
                )
            )
            reading = StatusReader(sentence, clause, place, context, standings, subject)
            for claim in reading.claims(is_if):
                if "status" in claim.fields:
                    if clause.begins in ("da", "fordi", "idet") and told.issuperset(claim.numbers) and not claim.waits:
                        continue  # why it is so: 'udgår, da den er opfyldt ved lov'
                    told.update(claim.numbers)
                yield claim
            subject = reading.subject or subject

    def _namely(self, sentence: Sentence, context: Context) -> list[Claim]:
        """What the sentence before said of some: 'Fire anbefalinger er afsluttet. Det drejer sig om anbefaling 1-4'."""
        earlier = Sentence(context.before, self.lexicon, self.references, self.dates)
        if not any(word in self.lexicon.nouns for word, _, _ in earlier.tokens):
            return []
        numbers = without_repeats(one.numbers for one in sentence.own)
        found = list(self._of_clauses(earlier, Context(numbers, is_led=True), Standings(earlier)))
        for claim in found:
            claim.start, claim.end = 0, len(sentence.text)
        return found

    def _lead(self, sentence: Sentence, context: Context) -> tuple[str, ...]:
        """The numbers that a sentence begins with as its subject."""
        for reference in sentence.own:
            if is_subject(sentence, reference) and not self._is_condition(sentence, reference):
                return without_repeats(
                    one.numbers for one in sentence.own if one is reference or is_coordinated(sentence, reference, one)
                )
        words = " ".join(one[0] for one in sentence.tokens[:5])
        if len(context.listed) > 1 and (found := _ORDINAL.search(words)):
            count = _COUNTS.get(found[1] or "", 1)
            context.is_led = True
            return context.listed[:count] if found[2] == "første" else context.listed[-count:]
        if len(context.listed) > 1 and _ALL_OF_THEM.search(words):
            context.is_led = True
            return context.numbers if len(context.numbers) > 1 else context.listed
        return ()

    def _is_condition(self, sentence: Sentence, reference: Reference) -> bool:
        """Whether numbers stand in a clause that says what must come first."""
        place = sentence.clause_at(reference.start)
        clause = sentence.clauses[place]
        before = sentence.clauses[place - 1]
        is_awaited = (
            place > 0 and clause.begins == "at" and sentence.any("waiting", first=before.first, after=before.after)
        )
        return is_awaited or clause.begins in CONDITIONS or clause.begins in ("som", "hvis", "såfremt")

    def _topic(self, sentence: Sentence, context: Context) -> str:
        found = _TOPIC.match(sentence.text)
        if found is None or self.references.find(found["topic"]):
            return ""
        topic = found["topic"].strip()
        is_area = topic.split()[-1].endswith(("området", "område", "sektoren"))
        words = {one[0] for one in self.lexicon.tokens(topic)}
        if (found["area"] and not is_area) or words & self.lexicon.nouns.keys() or "dette" in words:
            return ""
        return topic


def _introduced(sentence: Sentence) -> tuple[str, ...]:
    """The numbers that the first sentence of a paragraph brings up, though not as its subject."""
    text = sentence.text
    if any(map(sentence.speaks, sentence.clauses)):
        return ()
    if len(sentence.own) != 1 or IN_PASSING.search(text[max(0, sentence.own[0].start - 30) : sentence.own[0].start]):
        return ()
    return sentence.own[0].numbers


_NAMELY = re.compile(r"(?:Det|Dette) (?:drejer sig om|gælder|omfatter|er)\b|Nemlig\b")
_CALLED = re.compile(r"(?:De|Følgende) (?P<how>\w+) (?P<noun>[^\W\d_]+) (?:er|omfatter)\b")
_REASON = re.compile(
    r"(?:(?:Det|Dette)\s+skyldes|(?:Årsagen|Baggrunden|Grunden)(?:\s+hertil)?\s+er)\s*,?\s*"
    r"(?:at\s+der\s+(?:\w+\s+)?mangler|manglende)\s+(?P<what>[^,;]+)"
)


def _reasons(sentence: Sentence, context: Context, standings: Standings) -> list[Claim]:
    """Why the work of the sentence before is held: 'Det skyldes, at der mangler en aftale'."""
    found = _REASON.match(sentence.text) if context.held else None
    if found is None:
        return []
    place = len(sentence.clauses) - 1
    reader = StatusReader(sentence, sentence.clauses[place], place, context, standings, context.held)
    waits, _ = reader.named(found.start("what"), found.end("what"))
    return [Claim(context.held, 0, len(sentence.text), {}, waits)] if waits else []


_COUNTS = {"to": 2, "tre": 3, "fire": 4, "fem": 5}
_ORDINAL = re.compile(r"\b(?:de|den)\s+(?:(to|tre|fire|fem)\s+)?(første|sidste|sidstnævnte)\b")
_ALL_OF_THEM = re.compile(
    r"^(?:(?:arbejdet|implementeringen)\s+(?:med|vedr\W*|af)\s+)?(?:\w+erne\b|begge\b|alle\b|de (?:to|tre|fire|fem)\b)"
)
_TOPIC = re.compile(
    r"(?:(?P<area>På|For|Inden for|I forhold til|Ift\.)|Vedr\.?|Vedrørende|For så vidt angår"
    r"|Arbejdet (?:med|vedr\.|om))\s+(?:det |den |de )?(?P<topic>[^,.;:]{3,60}?)\s+"
    r"(?=(?:afvent|arbejdes|er|ligger|lå|igangsæt|forvent|påbegynd|foregår|pågår|har|blev|bliver|vil|skal|sker"
    r"|udskyd|drøft|varetag|fortsæt)\w*\b)"
)


def _promises(sentence: Sentence, claims: list[Claim], context: Context) -> list[Claim]:
    """What else a sentence expects, and when: of what is awaited, or a step on the way."""
    found = []
    if sentence.any("condition"):
        return []
    for one in sentence.periods:
        if one.start in sentence.used or not is_future(one.period, sentence.day):
            continue
        numbers = next((claim.numbers for claim in claims if claim.numbers), context.numbers)
        start, end = _around(sentence, one)
        claim = Claim(numbers, start, end, expected=one.period)
        if (gapped := _gapped(sentence, one, claims)) is not None:
            sentence.used.add(one.start)
            found.append(gapped)
            continue
        if _PLANNED.search(sentence.text[max(0, one.start - 30) : one.start]):
            claim.expected, claim.fields = None, {"planned": one.period}
        elif context.wait is not None and context.wait.expected is None and _speaks_of(sentence, context.wait):
            claim.waits = context.wait.waits
            claim.numbers = ()
        elif promised := _PROMISED.search(sentence.text[max(0, one.start - 30) : one.start]):
            claim.outcome = Outcome.START if promised["start"] else Outcome.COMPLETION
        elif not _make_step(sentence, one, claim):
            continue
        sentence.used.add(one.start)
        found.append(claim)
    return found


def _gapped(sentence: Sentence, one: Dated, claims: list[Claim]) -> Claim | None:
    """A promise whose verb is left out: 'indsats 3 forventes afsluttet i maj og indsats 4 i juni 2024'."""
    numbers = next((own for own in sentence.own if sentence.text[own.end : one.start].strip() in _PREPOSITIONS), None)
    before = next((claim for claim in claims if claim.outcome is not None and claim.expected is not None), None)
    if numbers is None or before is None or set(numbers.numbers) & set(before.numbers):
        return None
    return Claim(numbers.numbers, numbers.start, one.end, expected=one.period, outcome=before.outcome)


_PREPOSITIONS = ("", "i", "først i", "den", "til", "inden")
_PLANNED = re.compile(
    r"\bplanlagt\s+(?:igangsat\s+|opstartet\s+|påbegyndt\s+|iværksat\s+)?(?:til|i)\s*$", re.IGNORECASE
)


def _around(sentence: Sentence, one: Dated) -> tuple[int, int]:
    """The clauses around a period, as far as they make a sentence by themselves."""
    clauses = sentence.clauses
    place = next(
        (at for at, clause in enumerate(clauses) if sentence.at(clause.first) <= one.start < sentence.at(clause.after)),
        0,
    )
    first = place
    while first and clauses[first].begins not in ("main", "men", "mens", "og", "hvorefter"):
        first -= 1
    start, end = sentence.at(clauses[first].first), sentence.at(clauses[place].after)
    return start, len(sentence.text[:end].rstrip(" ,;"))


def _make_step(sentence: Sentence, one: Dated, claim: Claim) -> bool:
    """Makes a step on the way of a claim, if its clauses are a sentence that says what is expected at a period.

    What goes on with a verb lacks its subject, and a meeting or what was done promises nothing.
    """
    words = sentence.tokens
    first = next((place for place, (_, at, _) in enumerate(words) if at >= claim.start), len(words))
    if first < len(words) and words[first][0] in ("og", "men", "mens", "hvorefter", "hvorimod", "dog"):
        first += 1
        claim.start = sentence.at(first)
    after = next((place for place, (_, at, _) in enumerate(words) if at >= one.start), len(words))
    if first < after and _happens(words[first][0]):
        return False
    if first < after and _is_verb(sentence, first):
        if claim.start < sentence.at(first):
            return False
        first = claim.start = 0  # the verb stands before its subject, behind what the sentence begins with
    clause = sentence.clauses[sentence.clause_at(one.start)]
    if first >= after or sentence.any("negation", first=max(first, clause.first), after=after):
        return False
    if _MEETING.search(sentence.text, max(claim.start, one.start - 30), one.start):
        return False
    expected = sentence.tag("expectation", first=first, after=after)
    is_noun = expected is not None and words[expected.first][0] in ("forventes", "ventes")
    if expected is not None and is_noun and all(word in _THEN for word, _, _ in words[expected.after : after]):
        claim.fields["step"] = sentence.text[claim.start : sentence.at(expected.first)].strip(" ,(")
        return True
    tags = [one for one in sentence.tags if first <= one.first < clause.after and words[one.first][0] not in _GOES_ON]
    is_work = any(
        one.category in ("begun", "delivered") or (one.category in STATUS and one.form in ("pres", "pass", "inf"))
        for one in tags
    )
    done = {words[one.first][0] for one in sentence.tags if one.form == "past"}
    return (
        expected is not None
        or is_work
        or any(_happens(word) and word not in done for word, _, _ in words[first : clause.after])
    )


def _happens(word: str) -> bool:
    """Whether a word says that something is done: a verb in the passive."""
    return word in _HAPPENS or (word.endswith("es") and len(word) > 5 and word not in _GOES_ON)


_PROMISED = re.compile(
    r"\bforventet\s+(?:(?P<start>opstart|start|igangsættelse|igangsat|opstartet)|afslutning|afsluttet|færdig)\s*(?:i|den|til)?\s*$",
    re.IGNORECASE,
)
"""What stands before the day of a promise without a verb."""

_THEN = frozenset(("først", "nu", "senest", "dog", "igen", "i", "til", "ved", "inden", "den", "ca", "."))
"""What may stand between 'forventes' and a period."""

_GOES_ON = frozenset(("fortsætter", "fortsættes", "videreføres", "viderefører"))
_HAPPENS = frozenset(("sker", "forbereder", "henblik"))
_MEETING = re.compile(r"\bmøde[tr]?(?:ne)?\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_verb(sentence: Sentence, place: int) -> bool:
    """Whether a word is a verb, so that its clause has no subject before it."""
    return any(
        one.first == place and (one.form in FINITE or one.category in ("being", "expectation", "possibility"))
        for one in sentence.tags
    )


def _speaks_of(sentence: Sentence, claim: Claim) -> bool:
    """Whether a sentence is about what is awaited: it names its noun, or the group that brings it."""
    words = {one[0] for one in sentence.tokens}
    for wait in claim.waits:
        awaited = [one[0] for one in sentence.lexicon.tokens(wait.words)]
        shared = [one for one in awaited if len(one) > 6 and any(other[:7] == one[:7] for other in words)]
        group = any(ACTOR.search(one) for one in awaited) and any(ACTOR.search(one[0]) for one in sentence.tokens[:4])
        first = sentence.tokens[0][0]
        is_answer = first in sentence.lexicon.answers or (first in ("de", "disse", "denne") and len(claim.numbers) == 1)
        if (
            shared
            or group
            or is_answer
            or (wait.kind == "report" and any(one.startswith("afrapport") for one in words))
        ):
            return True
    return False


def _decisions(sentence: Sentence, claims: list[Claim], context: Context, standings: Standings) -> list[Claim]:
    """A decision that changes no status, with its body and date; those of statuses get them too."""
    tag = standings.decision
    if tag is None:
        return _by_decision(sentence, claims)
    day = sentence.day
    on = next(
        (
            one
            for one in sentence.periods
            if one.start not in sentence.used
            and one.period.last_day is not None
            and (day is None or one.period.last_day <= day)
        ),
        None,
    )
    by = body_near(sentence.text, sentence.at(tag.first))
    fields: dict[str, Any] = {}
    if on is not None:
        fields["on"] = on.period
    if by:
        fields["by"] = by
    decided = [one for one in claims if one.fields.get("standing") is Standing.DECIDED]
    for one in decided:
        one.fields |= fields
    if decided or not fields or (on is None and not claims):
        return []
    fields["standing"] = Standing.DECIDED
    return [Claim(context.numbers, 0, len(sentence.text), fields)]


_DECISION = re.compile(
    r"\b(?:efter|jf\.?|jævnfør|ved|som følge af|på baggrund af|i henhold til)\s+(?:(?P<whose>[^\W\d_]+)s\s+)?"
    r"(?:beslutning|afgørelse|vedtagelse)(?:en)?(?:\s+(?:truffet\s+)?(?:i|af|fra)\s+(?P<body>[^\W\d_]+))?",
    re.IGNORECASE,
)


def _by_decision(sentence: Sentence, claims: list[Claim]) -> list[Claim]:
    """What follows from a decision that is only named, with its body and day: 'jf. udvalgets beslutning af 3. maj'."""
    found = _DECISION.search(sentence.text)
    body = found and (found["whose"] or found["body"])
    if found is None or not body or not _BODY.fullmatch(body):
        return []
    on = next((one.period for one in sentence.periods if one.start >= found.end() - 3), None)
    for claim in claims:
        if claim.fields.get("status") and "standing" not in claim.fields:
            claim.fields |= {"standing": Standing.DECIDED, "by": body} | ({} if on is None else {"on": on})
    return []


_NEAR = 70
_BODY = re.compile(
    r"\b(?:[A-ZÆØÅ]{2,5}(?:-[A-ZÆØÅ]{1,2})?\b|(?:[Dd]e[nt] )?[A-ZÆØÅa-zæøå-]*(?i:udvalget|rådet|styregruppen?"
    r"|bestyrelsen|direktionen|administrationen|ministeriet|styrelsen|forummet|kredsen)\b)"
)


def body_near(text: str, at: int) -> str:
    """The name of the body nearest to a place in a sentence; empty without one."""
    first = max(0, at - _NEAR)
    found = list(_BODY.finditer(text, first, at + _NEAR))
    return min(found, key=lambda one: min(abs(one.start() - at), abs(one.end() - at)))[0] if found else ""
