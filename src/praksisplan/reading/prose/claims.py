"""A sentence -> claims: which recommendations it is about, and what it says of them.

A sentence is read clause by clause. A clause takes its subject from the numbers before its verb, else from a word for
the work (*arbejdet*, *anbefalingen*) that stands for the numbers spoken of before; a clause with another subject says
nothing of the recommendations. What is negated, conditional or past is no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from praksisplan.model import Outcome, Standing
from praksisplan.reading.prose.dates import Dated
from praksisplan.reading.prose.lexicon import STATUS
from praksisplan.reading.prose.sentence import (
    ACTOR,
    BECAUSE,
    CONDITIONS,
    FINITE,
    IF,
    Claim,
    Clause,
    Context,
    Sentence,
)
from praksisplan.reading.prose.statuses import StatusReader
from praksisplan.reading.prose.subjects import Standings, is_coordinated, is_in_passing, is_subject, without_repeats
from praksisplan.reading.prose.waits import after_bare, named


def read(sentence: Sentence, context: Context) -> list[Claim]:
    """What a sentence says; the context goes on to the next."""
    text = sentence.text
    context.is_led = False
    lead = _lead(sentence, context)
    if begun := lead or (_introduced(sentence) if context.is_first else ()):
        context.lead(begun)
    context.is_first = False
    bare, context.bare = context.bare, None
    context.topic = _topic(sentence) if context.numbers else ""
    standings = Standings(sentence)
    claims = [*_of_clauses(sentence, context, standings), *_reasons(sentence, context)]
    if sentence.own:
        called = _CALLED.match(text)
        if context.before and _NAMELY.match(text):
            claims += _namely(sentence, context.before)
        elif called is not None and called["noun"].lower() in sentence.lexicon.nouns:
            claims += _namely(sentence, f"{called['noun']} er {called['how']}")
    context.before = "" if sentence.own else text
    if bare is not None and not claims:
        claims += after_bare(sentence, bare.numbers)
    if lead and context.unnamed.issuperset(lead) and not any(one.waits for one in claims):
        claims += after_bare(sentence, lead, is_named=True)
    if context.numbers:
        claims += _promises(sentence, claims, context)
    claims += _decisions(sentence, claims, context, standings)
    for claim in claims:
        context.remember(claim)
    return claims


def _namely(sentence: Sentence, before: str) -> list[Claim]:
    """What the sentence before said of some: 'Fire anbefalinger er afsluttet. Det drejer sig om anbefaling 1-4'."""
    earlier = sentence.another(before)
    if earlier.lexicon.nouns.keys().isdisjoint(earlier.words):
        return []
    numbers = without_repeats(one.numbers for one in sentence.own)
    found = list(_of_clauses(earlier, Context(numbers, is_led=True), Standings(earlier)))
    for claim in found:
        claim.start, claim.end = 0, len(sentence.text)
    return found


def _topic(sentence: Sentence) -> str:
    """The part of the work that a sentence is about: 'På børneområdet afventes …'."""
    found = _TOPIC.match(sentence.text)
    topic = sentence.another(found["topic"].strip()) if found else None
    if found is None or topic is None or topic.references or "dette" in topic.words:
        return ""
    is_area = topic.text.split()[-1].endswith(("området", "område", "sektoren"))
    is_item = not topic.lexicon.nouns.keys().isdisjoint(topic.words)
    return "" if is_item or (found["area"] and not is_area) else topic.text


def _of_clauses(sentence: Sentence, context: Context, standings: Standings) -> Iterator[Claim]:
    """What the clauses say, one after the other; each takes its subject from the one before, if it has none."""
    is_conditional = False
    told: set[str] = set()
    subject = context.numbers
    for clause in sentence.clauses:
        is_conditional = is_conditional and clause.begins not in ("men", "mens", "hvorimod")
        is_conditional |= clause.any("condition")
        if not clause.speaks:
            spoken_of = [one for one in sentence.own if sentence.clause_at(one.start) is clause]
            subject = spoken_of[-1].numbers if spoken_of and is_subject(sentence, spoken_of[-1]) else subject
            continue
        following = sentence.clause_behind(clause)
        is_if = is_conditional or clause.begins in ("om", "hvornår", "hvordan")
        is_if = is_if or (following is not None and following.any("condition", after=following.first + 1))
        reading = StatusReader(sentence, clause, context, standings, subject)
        for claim in reading.claims(is_if):
            if "status" in claim.fields:
                if clause.begins in BECAUSE and told.issuperset(claim.numbers) and not claim.waits:
                    continue  # why it is so: 'udgår, da den er opfyldt ved lov'
                told.update(claim.numbers)
            yield claim
        subject = reading.subject or subject


def _lead(sentence: Sentence, context: Context) -> tuple[str, ...]:
    """The numbers that a sentence begins with as its subject."""
    for reference in sentence.own:
        if is_subject(sentence, reference) and not _is_condition(sentence, sentence.clause_at(reference.start)):
            return without_repeats(
                one.numbers for one in sentence.own if one is reference or is_coordinated(sentence, reference, one)
            )
    if len(context.listed) > 1:
        words = " ".join(sentence.words[:5])
        if found := _ORDINAL.search(words):
            count = _COUNTS.get(found[1] or "", 1)
            context.is_led = True
            return context.listed[:count] if found[2] == "første" else context.listed[-count:]
        if _ALL_OF_THEM.search(words):
            context.is_led = True
            return context.numbers if len(context.numbers) > 1 else context.listed
    return ()


def _is_condition(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says what must come first."""
    is_awaited = clause.place > 0 and clause.begins == "at" and sentence.clauses[clause.place - 1].any("waiting")
    return is_awaited or clause.begins in CONDITIONS or clause.begins in ("som", *IF)


def _introduced(sentence: Sentence) -> tuple[str, ...]:
    """The numbers that the first sentence of a paragraph brings up, though not as its subject."""
    if len(sentence.own) != 1 or any(one.speaks for one in sentence.clauses):
        return ()
    return () if is_in_passing(sentence, sentence.own[0]) else sentence.own[0].numbers


_NAMELY = re.compile(r"(?:Det|Dette) (?:drejer sig om|gælder|omfatter|er)\b|Nemlig\b")
_CALLED = re.compile(r"(?:De|Følgende) (?P<how>\w+) (?P<noun>[^\W\d_]+) (?:er|omfatter)\b")
_REASON = re.compile(
    r"(?:(?:Det|Dette)\s+skyldes|(?:Årsagen|Baggrunden|Grunden)(?:\s+hertil)?\s+er)\s*,?\s*"
    r"(?:at\s+der\s+(?:\w+\s+)?mangler|manglende)\s+(?P<what>[^,;]+)"
)


def _reasons(sentence: Sentence, context: Context) -> list[Claim]:
    """Why the work of the sentence before is held: 'Det skyldes, at der mangler en aftale'."""
    found = _REASON.match(sentence.text) if context.held else None
    waits = named(sentence, *found.span("what")) if found else ()
    return [Claim(context.held, 0, len(sentence.text), waits=waits)] if waits else []


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
    found: list[Claim] = []
    if sentence.any("condition"):
        return found
    numbers = next((claim.numbers for claim in claims if claim.numbers), context.numbers)
    for one in sentence.periods:
        if one.start not in sentence.used and sentence.is_ahead(one):
            claim = _gapped(sentence, one, claims) or _promise(sentence, one, numbers, context.wait)
            if claim is not None:
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


def _promise(sentence: Sentence, one: Dated, numbers: tuple[str, ...], wait: Claim | None) -> Claim | None:
    """What the clauses around a period expect then, as far as they make a sentence by themselves."""
    first = last = sentence.clause_at(one.start)
    while first.place and first.begins not in ("main", "men", "mens", "og", "hvorefter"):
        first = sentence.clauses[first.place - 1]
    claim = Claim(numbers, first.start, last.end, expected=one.period)
    before = sentence.text[max(0, one.start - 30) : one.start]
    if _PLANNED.search(before):
        claim.expected, claim.fields = None, {"planned": one.period}
    elif wait is not None and wait.expected is None and _speaks_of(sentence, wait):
        claim.waits, claim.numbers = wait.waits, ()
    elif promised := _PROMISED.search(before):
        claim.outcome = Outcome.START if promised["start"] else Outcome.COMPLETION
    elif not _make_step(sentence, one, claim):
        return None
    return claim


_PREPOSITIONS = ("", "i", "først i", "den", "til", "inden")
_PLANNED = re.compile(
    r"\bplanlagt\s+(?:igangsat\s+|opstartet\s+|påbegyndt\s+|iværksat\s+)?(?:til|i)\s*$", re.IGNORECASE
)


def _make_step(sentence: Sentence, one: Dated, claim: Claim) -> bool:
    """Makes a step on the way of a claim, if its clauses are a sentence that says what is expected at a period.

    What goes on with a verb lacks its subject, and a meeting or what was done promises nothing.
    """
    words, sets = sentence.words, sentence.sets
    first, after = (bisect_left(sentence.starts, sign) for sign in (claim.start, one.start))
    if sentence.word(first) in ("og", "men", "mens", "hvorefter", "hvorimod", "dog"):
        first += 1
        claim.start = sentence.at(first)
    if first < after and _happens(sentence, words[first]):
        return False
    if first < after and _is_verb(sentence, first):
        first = claim.start = 0  # the verb stands before its subject, behind what the sentence begins with
    clause = sentence.clause_at(one.start)
    if first >= after or sentence.any("negation", max(first, clause.first), after):
        return False
    if _MEETING.search(sentence.text, max(claim.start, one.start - 30), one.start):
        return False
    expected = sentence.tag("expectation", first, after)
    if expected is not None:
        is_noun = words[expected.first] in ("forventes", "ventes")
        if is_noun and sets["then"].issuperset(words[expected.after : after]):
            claim.fields["step"] = sentence.text[claim.start : sentence.at(expected.first)].strip(" ,(")
        return True
    done = {words[tag.first] for tag in sentence.tags if tag.form == "past"}
    return any(
        tag.category in ("begun", "delivered") or (tag.category in STATUS and tag.form in ("pres", "pass", "inf"))
        for tag in sentence.tags
        if first <= tag.first < clause.after and words[tag.first] not in sets["going_on"]
    ) or any(_happens(sentence, word) and word not in done for word in words[first : clause.after])


def _happens(sentence: Sentence, word: str) -> bool:
    """Whether a word says that something is done: a verb in the passive."""
    is_passive = word.endswith("es") and len(word) > 5 and word not in sentence.sets["going_on"]
    return is_passive or word in sentence.sets["happening"]


_PROMISED = re.compile(
    r"\bforventet\s+(?:(?P<start>opstart|start|igangsættelse|igangsat|opstartet)|afslutning|afsluttet|færdig)\s*(?:i|den|til)?\s*$",
    re.IGNORECASE,
)
"""What stands before the day of a promise without a verb."""

_MEETING = re.compile(r"\bmøde[tr]?(?:ne)?\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_verb(sentence: Sentence, place: int) -> bool:
    """Whether a word is a verb, so that its clause has no subject before it."""
    return any(
        one.first == place and (one.form in FINITE or one.category in ("being", "expectation", "possibility"))
        for one in sentence.tags
    )


def _speaks_of(sentence: Sentence, claim: Claim) -> bool:
    """Whether a sentence is about what is awaited: it names its noun, or the group that brings it."""
    words, first = sentence.words, sentence.words[0]
    if first in sentence.lexicon.answers or (first in ("de", "disse", "denne") and len(claim.numbers) == 1):
        return True
    is_report = any(one.startswith("afrapport") for one in words)
    has_actor = any(map(ACTOR.search, words[:4]))
    stems = {one[:7] for one in words}
    for wait in claim.waits:
        awaited = sentence.lexicon.words(wait.words)
        if (is_report and wait.kind == "report") or (has_actor and any(map(ACTOR.search, awaited))):
            return True
        if any(len(one) > 6 and one[:7] in stems for one in awaited):
            return True
    return False


def _decisions(sentence: Sentence, claims: list[Claim], context: Context, standings: Standings) -> list[Claim]:
    """A decision that changes no status, with its body and date; those of statuses get them too."""
    tag = standings.decision
    if tag is None:
        _add_decision(sentence, claims)
        return []
    periods = (one for one in sentence.periods if one.start not in sentence.used)
    on = next((one.period for one in periods if sentence.is_past(one)), None)
    by = _body_near(sentence.text, sentence.at(tag.first))
    fields: dict[str, Any] = {name: value for name, value in (("on", on), ("by", by)) if value}
    decided = [one for one in claims if one.fields.get("standing") is Standing.DECIDED]
    for one in decided:
        one.fields |= fields
    if decided or not fields or (on is None and not claims):
        return []
    return [Claim(context.numbers, 0, len(sentence.text), fields | {"standing": Standing.DECIDED})]


_DECISION = re.compile(
    r"\b(?:efter|jf\.?|jævnfør|ved|som følge af|på baggrund af|i henhold til)\s+(?:(?P<whose>[^\W\d_]+)s\s+)?"
    r"(?:beslutning|afgørelse|vedtagelse)(?:en)?(?:\s+(?:truffet\s+)?(?:i|af|fra)\s+(?P<body>[^\W\d_]+))?",
    re.IGNORECASE,
)


def _add_decision(sentence: Sentence, claims: list[Claim]) -> None:
    """What follows from a decision that is only named, with its body and day: 'jf. udvalgets beslutning af 3. maj'."""
    claims = [one for one in claims if one.fields.get("status") and "standing" not in one.fields]
    found = _DECISION.search(sentence.text) if claims else None
    body = found and (found["whose"] or found["body"])
    if found is None or not body or not _BODY.fullmatch(body):
        return
    on = next((one.period for one in sentence.periods if one.start >= found.end() - 3), None)
    for claim in claims:
        claim.fields |= {"standing": Standing.DECIDED, "by": body} | ({} if on is None else {"on": on})


_NEAR = 70
_BODY = re.compile(
    r"\b(?:[A-ZÆØÅ]{2,5}(?:-[A-ZÆØÅ]{1,2})?\b|(?:[Dd]e[nt] )?[A-ZÆØÅa-zæøå-]*(?i:udvalget|rådet|styregruppen?"
    r"|bestyrelsen|direktionen|administrationen|ministeriet|styrelsen|forummet|kredsen)\b)"
)


def _body_near(text: str, at: int) -> str:
    """The name of the body nearest to a place in a sentence; empty without one."""
    first = max(0, at - _NEAR)
    found = list(_BODY.finditer(text, first, at + _NEAR))
    return min(found, key=lambda one: min(abs(one.start() - at), abs(one.end() - at)))[0] if found else ""
