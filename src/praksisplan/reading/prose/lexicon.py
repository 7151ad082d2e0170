"""The words of prose with their inflections, and sentences as tokens with tags. The words are data: ``words.toml``."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.model import EntryReason, Status

_NOUN_ENDINGS = (
    *("", "s", "en", "ens", "et", "ets", "n", "ns", "t", "r", "er", "ers"),
    *("e", "ne", "ene", "enes", "erne", "ernes", "rne", "rnes"),
)
"""Every ending of a Danish noun; a noun takes only some of them, and no other word is made of the rest."""

_DEFINITE = re.compile(r"(?:en|et|n|t|erne|ene|rne|ne)s?")

_THE = ("en", "et", "erne", "ene")
"""The endings of the definite form."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[a-zæøå]?\b|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\w\s]")


STATUS = {one.value: one for one in Status}
"""The status that each category of words names."""

Entry = tuple[tuple[tuple[list[str], str, str], ...], tuple[tuple[str, str], ...]]


_WORD = re.compile(r"[^\W\d_]+")


class Tag(NamedTuple):
    """The category of a token, or of several that form a phrase, and the form of a verb."""

    category: str
    form: str
    first: int
    after: int


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _definite(noun: str) -> Iterator[str]:
    """The definite forms of a noun: 'rådet', 'gruppen', 'grupperne'."""
    return (noun.removesuffix("e") + ending for ending in _THE)


def _verb(spelled: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each with its name."""
    infinitive, *parts = spelled.split("/")
    if parts:
        present, past, participle = parts
    else:
        stem = infinitive.removesuffix("e")
        present, past, participle = f"{infinitive}r", f"{stem}ede", f"{stem}et"
    yield infinitive, "inf"
    yield present, "pres"
    yield f"{present[:-1]}s", "pass"
    yield past, "past"
    if past.endswith(("ede", "te")):
        yield f"{past}s", "past"  # 'afsluttedes', 'gennemførtes'
    yield participle, "part"
    plural = f"{participle[:-2]}ede" if participle.endswith("et") else f"{participle}e"
    if plural != past:
        yield plural, "part"


@attrs.frozen(eq=False)
class Lexicon:
    """The words of prose: single words and phrases with their tags, and nouns with every ending."""

    table: Mapping[str, Any]
    entries: Mapping[str, Entry]
    """A word -> the phrases that begin with it, the longest first, and its own tags."""

    nouns: Mapping[str, str]
    """A form of a noun -> its singular, for items."""

    @functools.cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """The lists of single words that stand for themselves, without inflection."""
        return {name: frozenset(lists.get("words", ())) for name, lists in self.table.items()}

    @functools.cached_property
    def items(self) -> frozenset[str]:
        """What items are called, in the definite: 'anbefalingen', 'indsatserne'."""
        return frozenset(form for form, noun in self.nouns.items() if form != noun and form.endswith(_THE))

    @functools.cached_property
    def bodies(self) -> frozenset[str]:
        """The nouns of bodies by themselves, in the definite: 'udvalget', 'rådet'."""
        lists = self.table["bodies"].values()
        return frozenset(form for one in lists for noun in one.get("nouns", ()) for form in _definite(noun))

    @functools.cached_property
    def answers(self) -> frozenset[str]:
        """What brings an end to a wait, in the definite: 'svaret', 'afgørelsen'."""
        return frozenset(form for noun in self.table["answers"]["nouns"] for form in _definite(noun))

    @functools.cached_property
    def beginnings(self) -> tuple[str, ...]:
        """How words begin that may stand between 'afventer' and an awaited number."""
        return tuple(self.table["of_number"]["beginnings"])

    @functools.cached_property
    def lost_stop(self) -> re.Pattern[str]:
        """What begins a sentence where a full stop was lost."""
        return re.compile(rf" (?<=[a-zæøå] )(?=[A-ZÆØÅ])(?:{_any_of(self.table['lost_stop']['words'])})(?= )")

    @functools.cached_property
    def reasons(self) -> list[tuple[EntryReason, re.Pattern[str]]]:
        """What headings say of why items are in the plan of the year."""
        lists = self.table["reasons"].items()
        return [(EntryReason(name), re.compile(rf"\b(?:{_any_of(words)})\b")) for name, words in lists]

    @functools.cached_property
    def section_word(self) -> re.Pattern[str]:
        """The heading of a section with a word before its number: 'Kapitel 3. Kapacitet'."""
        words = _any_of(self.table["sections"]["words"])
        return re.compile(rf"(?:{words})\s+(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})\s*(?:[:.–—-]\s*)?(.*)", re.I | re.S)

    @functools.cached_property
    def label_kinds(self) -> dict[str, str]:
        """A label -> its kind."""
        return {word.lower(): kind for kind, words in reversed(self.table["labels"].items()) for word in words}

    @functools.cached_property
    def labels(self) -> re.Pattern[str]:
        """A label before a value: 'Status: ', 'Ansvarlig: '. The group that holds it has the name of its kind."""
        kinds = "|".join(f"(?P<{kind}>{_any_of(words)})" for kind, words in self.table["labels"].items())
        return re.compile(
            rf"(?:^|(?<=[.;|] )|(?<=\n)|(?<=  ))\W{{0,3}}(?:{kinds})(?:\s*\([^)]{{0,40}}\))?\**\s*:\**\s*",
            re.IGNORECASE,
        )

    @functools.cached_property
    def _events(self) -> dict[str, str]:
        return {
            noun + ending: kind
            for kind, lists in reversed(self.table["events"].items())
            for noun in lists["nouns"]
            for ending in _NOUN_ENDINGS
        }

    def event_kinds(self, word: str) -> str | None:
        """The kind of event that a noun or the end of a compound noun names; ``None`` for other words."""
        known = self._events
        if word in known:
            return known[word]
        ends = (word[place:] for place in range(2, len(word) - 3)) if word.isalpha() else ()
        return next((known[end] for end in ends if end in known), None)

    def kind_of_event(self, words: str) -> str:
        """The kind of what is awaited: that of its last noun that has one, else work."""
        kinds = (self.event_kinds(word) for word in reversed(_WORD.findall(words.lower())))
        return next((kind for kind in kinds if kind is not None), "work")

    def kind_of_body(self, name: str) -> str:
        """The kind of a body by the words of its name, the last first; an abbreviation is a committee."""
        for word in reversed(_WORD.findall(name.lower())):
            for kind, lists in self.table["bodies"].items():
                ends = (noun + ending for noun in lists.get("nouns", ()) for ending in _NOUN_ENDINGS)
                if word in lists.get("words", ()) or any(word.endswith(end) for end in ends):
                    return str(kind)
        return "committee" if name.isupper() else "organisation"

    def words(self, text: str) -> list[str]:
        """The words, numbers and signs of a text, in small letters."""
        return _TOKEN.findall(text.lower())

    def tokens(self, text: str) -> tuple[list[str], list[int]]:
        """The words, numbers and signs of a sentence, in small letters, and the signs at which they begin."""
        lower = text.lower()
        if len(lower) != len(text):  # a letter whose small form has two signs
            lower = "".join(sign.lower()[:1] for sign in text)
        found = list(_TOKEN.finditer(lower))
        return [one.group() for one in found], [one.start() for one in found]

    def tags(self, words: list[str]) -> list[Tag]:
        """The tags of a sentence, in the order of its words; of the phrases of a place the longest."""
        found: list[Tag] = []
        free = 0
        for place, word in enumerate(words):
            entry = self.entries.get(word)
            if entry is None or place < free:
                continue
            phrases, single = entry
            for phrase, category, form in phrases:
                if words[place : place + len(phrase)] == phrase:
                    free = place + len(phrase)
                    found.append(Tag(category, form, place, free))
                    break
            else:
                found += [Tag(category, form, place, place + 1) for category, form in single]
        return found


_TAGGED = (
    *("work", "completed", "ongoing", "permanent", "awaiting", "waiting", "deferred", "cancelled", "not_started"),
    *("to_be_concretised", "merged", "replaced", "proposal", "decision", "expectation", "possibility", "negation"),
    *("condition", "past", "provisional", "partly", "when", "lack", "being", "deemed", "begun", "delivered", "jointly"),
    *("plan_side", "lasting"),
)
"""The lists whose words are tagged."""

_PHRASES = (("words", "word"), ("said", "said"), ("present", "pres"), ("passive", "pass"), ("infinitive", "inf"))
"""The lists of words that are taken as they stand, and the form that each is of."""


def _forms(category: str, lists: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for verb in lists.get("verbs", ()):
        yield from _verb(verb)
    for noun in lists.get("nouns", ()):
        yield from ((noun + ending, "def" if _DEFINITE.fullmatch(ending) else "noun") for ending in _NOUN_ENDINGS)
    for key, form in _PHRASES:
        yield from ((words, form) for words in lists.get(key, ()))


def _lexicon(table: Mapping[str, Any]) -> Lexicon:
    words: dict[str, dict[tuple[str, str], None]] = {}
    phrases: dict[str, list[tuple[list[str], str, str]]] = {}
    for category in _TAGGED:
        for spelled, form in _forms(category, table[category]):
            tokens = _TOKEN.findall(spelled.lower())
            if len(tokens) > 1:
                phrases.setdefault(tokens[0], []).append((tokens, category, form))
            else:
                words.setdefault(" ".join(tokens), {}).setdefault((category, form))
    for listed in phrases.values():
        listed.sort(key=lambda one: -len(one[0]))
    nouns = {noun + ending: noun for noun in table["items"]["nouns"] for ending in _NOUN_ENDINGS}
    return Lexicon(
        table,
        {word: (tuple(phrases.get(word, ())), tuple(words.get(word, ()))) for word in {**words, **phrases}},
        nouns,
    )


def _table() -> dict[str, Any]:
    return tomllib.loads(files("praksisplan.reading.prose").joinpath("words.toml").read_text(encoding="utf-8"))


@functools.cache
def default_lexicon() -> Lexicon:
    """The lexicon of the words that the library knows."""
    return _lexicon(_table())


def lexicon_with(more: str | None) -> Lexicon:
    """The lexicon with the lists of another table (TOML) added to its own."""
    if more is None:
        return default_lexicon()
    try:
        added = tomllib.loads(more)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PlanError(fault("bad-words", "words", reason=str(error))) from None
    table = _table()
    _add(table, added, "")
    return _lexicon(table)


def _add(table: dict[str, Any], added: Mapping[str, Any], path: str) -> None:
    for key, value in added.items():
        place, known = f"{path}.{key}".lstrip("."), table.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            _add(known, value, place)
        elif isinstance(known, list) and isinstance(value, list) and all(type(one) is str and one for one in value):
            known += value
        else:
            raise PlanError(fault("bad-words.list", "words", place=place, known=tuple(table)))
