"""Text as the model keeps it: one Unicode form, nothing invisible, nothing that steers a terminal or a page."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Collection, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, NamedTuple, Self

import attrs

from praksisplan.errors import PlanError, fault, shown

_FORBIDDEN = re.compile(
    # control characters, marks of direction, zero width, blanks that look like nothing, tags, halves of a pair
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
"""Characters that steer the display or are invisible. Source: property Default_Ignorable_Code_Point of Unicode 15."""

LONGEST_TEXT = 32_767
"""The most characters of a text: as many as a cell of Excel holds."""

LANGUAGES = ("da", "en")
"""The languages of labels, findings and reports."""


def language(lang: str) -> int:
    """The place of a language in every pair of words: 0 for Danish, 1 for English; a `PlanError` for another."""
    if lang not in LANGUAGES:
        raise PlanError(fault("unknown-language", "lang", found=lang))
    return LANGUAGES.index(lang)


class PlanLanguage(str):
    """A language in which the items of a plan have the name that its kind gives them, such as *indsats*.

    ``item`` is that name in the language. The plan of a year is a *årsplan* in it.
    """

    item: str

    def __new__(cls, lang: str, item: str) -> Self:
        found = super().__new__(cls, lang)
        found.item = item
        return found


_ITEMS = ("anbefaling", "recommendation")
"""What phrases and labels call an item of a plan. The Danish names of other kinds are inflected alike."""
_YEAR_PLANS = (("implementeringsplan", "årsplan"), ("implementation plan", "year plan"))
"""What they call the plan of a year, and what it is called where the plan is not a practice plan."""


def in_words_of(lang: str, words: str) -> str:
    """Words about recommendations, with the name that items have in the language; what is quoted stays as it is.

    >>> in_words_of(PlanLanguage("da", "indsats"), "Anbefalingerne er: »anbefalinger«")
    'Indsatserne er: »anbefalinger«'
    """
    if not isinstance(lang, PlanLanguage):
        return words
    parts = _QUOTED.split(words)
    for usual, own in ((_ITEMS[language(lang)], lang.item), _YEAR_PLANS[language(lang)]):
        parts[::2] = [one.replace(usual, own).replace(sentence(usual), sentence(own)) for one in parts[::2]]
    return "".join(parts)


_QUOTED = re.compile("(»[^«]*«)")


class Count(int):
    """A number that is written with the noun that it counts, in the singular or plural.

    >>> f"{Count(1):change|changes}, {Count(2):change|changes}; {Count(1):=is|are}"
    '1 change, 2 changes; is'
    """

    def __format__(self, words: str) -> str:
        if "|" not in words:
            return super().__format__(words)
        word = words.removeprefix("=").split("|")[self != 1]
        return word if words.startswith("=") else f"{int(self)} {word}"


class Phrases(NamedTuple):
    """Fixed phrases by key, each in Danish and English; numbers in them are counted as `Count` does.

    >>> Phrases({"days": ("{:dag|dage}", "{:day|days}")})("days", "da", 1)
    '1 dag'
    """

    table: Mapping[str, tuple[str, str]]

    def __call__(self, key: str, lang: str = "da", *values: object) -> str:
        """The phrase in ``"da"`` or ``"en"``, with the values in their places where any are given."""
        words = in_words_of(lang, self.table[key][language(lang)])
        return words.format(*(Count(one) if type(one) is int else one for one in values)) if values else words


def in_language(table: Mapping[str, tuple[str, str]], lang: str) -> dict[str, str]:
    """Every phrase of a table in a language."""
    return {key: in_words_of(lang, pair[language(lang)]) for key, pair in table.items()}


def clean_text(value: str, name: str = "") -> str:
    """The text in Unicode form NFC, of at most 32,767 characters.

    Line feeds and tabs are allowed. Control, bidirectional, zero-width and other invisible characters and lone
    surrogates raise a `PlanError`.

    >>> clean_text("A\\u030arsplan")
    'Årsplan'
    """
    if type(value) is str and len(value) > LONGEST_TEXT:
        raise PlanError(fault("too-long", name, most=LONGEST_TEXT, count=len(value)))
    return printable_text(value, name)


def free_id(id: str, taken: Collection[str]) -> str:
    """The id, counted if it is taken.

    >>> free_id("nr-9", ["nr-9", "nr-9-2"])
    'nr-9-3'
    """
    free, count = id, 1
    while free in taken:
        count += 1
        free = f"{id}-{count}"
    return free


def printable_text(value: str, name: str = "") -> str:
    """The text as `clean_text` gives it, of any length: for texts that are put together of others."""
    if type(value) is not str:
        raise PlanError(fault("wrong-type.text", name, found=value))
    if value.isascii() and value.isprintable():
        return value
    if found := _FORBIDDEN.search(value):
        sign = f"U+{ord(found.group()):04X}"
        raise PlanError(fault("forbidden-character", name, sign=sign, position=found.start() + 1, text=value))
    return value if value.isascii() else unicodedata.normalize("NFC", value)


_VERY_LARGE = 10**40


def number_text(value: Fraction | int | float, lang: str = "da", decimals: int = 2) -> str:
    """A number with its thousands separated, and at most so many decimals.

    >>> number_text(1600), number_text(Fraction(3, 8)), number_text(1600.5, "en")
    ('1.600', '0,38', '1,600.5')
    """
    parts = 10**decimals
    rounded = round(Fraction(value) * parts)
    if abs(rounded) >= _VERY_LARGE:
        return "a very large number" if language(lang) else "et meget stort tal"
    whole, rest = divmod(abs(rounded), parts)
    after = f"{rest:0{decimals}}".rstrip("0") if rest else ""
    words = f"{'-' if rounded < 0 else ''}{whole:,}" + (f".{after}" if after else "")
    return words if language(lang) else words.translate(str.maketrans(",.", ".,"))


def sentence(words: str) -> str:
    """Words with a capital letter first."""
    return words[:1].upper() + words[1:]


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of a width, wrapped at blanks, the first after one mark and the others after another.

    A word that is longer than a line widens every line; no word is cut.

    >>> wrapped("afventer kommunikationsgruppen", 20, "├─ ", "│  ")
    ['├─ afventer', '│  kommunikationsgruppen']
    """
    room = max(width - len(rest), max(map(len, text.split()), default=1) if width > 0 else 1)
    lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{rest if place else first}{line}" for place, line in enumerate(lines)]


_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})
"""The signs after z in ASCII stand for the letters after z in Danish; the foreign letters go with their Danish kin."""


def danish_key(text: str) -> tuple[str, str]:
    """The key that sorts Danish words: æ, ø and å after z, aa as å, other accents left out, capitals as small letters.

    Source: Dansk Sprognævn, Retskrivningsordbogen, § 3 on alphabetical order.

    >>> sorted(["Ålborg", "Zealand", "Aabenraa", "Ærø", "Allerød", "Øster"], key=danish_key)
    ['Allerød', 'Zealand', 'Ærø', 'Øster', 'Aabenraa', 'Ålborg']
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_LAST_LETTERS)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))
    return plain, text


def nearest(word: str, known: tuple[str, ...], most: int = 2) -> tuple[str, ...]:
    """The known words or numbers closest to an unknown one.

    >>> nearest("statsu", ("status", "standing", "about"))
    ('status',)
    """
    import difflib

    return tuple(difflib.get_close_matches(word, known[:5000], n=most, cutoff=0.5))


_LONGEST_LINE = 120


def short_repr(self: Any) -> str:
    """A value of attrs on one line of at most 120 characters: short fields as they are, the others counted."""
    told = [
        f"{field.name}={_brief(found)}"
        for field in attrs.fields(type(self))
        if not field.name.startswith("_") and (found := getattr(self, field.name)) is not None and found != ()
    ]
    line = f"<{type(self).__name__} {' '.join(told)}>"
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 2]}…>"


def _brief(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, tuple):
        return f"({len(value)})"
    told = str(value)
    return (
        type(value).__name__
        if "\n" in told or (attrs.has(type(value)) and type(value).__str__ is object.__str__)
        else told
    )
