"""Named values with their Danish and English words: the base class of every enumeration of the library."""

from __future__ import annotations

import functools
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING, Any, Self

from praksisplan.errors import PlanError, Words, fault
from praksisplan.text import in_words_of, language, nearest


class Term(Enum):
    """A named value with its words. Danish: *term*.

    A member is written ``ONGOING = "ongoing", "igangværende", "under way"``: the slug that files hold, the Danish and
    the English label, then, between commas, words that people use for it and that are suggested, never taken. Calling
    the class with a slug or a label of either language gives the member; capitals do not matter.

    >>> from praksisplan import Status
    >>> Status("igangværende")
    <Status.ONGOING: 'ongoing'>
    >>> Status.ONGOING.label(), Status.ONGOING.label("en"), Status.ONGOING.value
    ('igangværende', 'ongoing', 'ongoing')

    A word that names no member, or several, is refused with a `PlanError` that suggests the nearest.
    """

    _value_: str
    labels: tuple[str, str]
    """The Danish and the English label."""
    akin: tuple[str, ...]
    """Other words for it, in small letters."""

    if TYPE_CHECKING:

        def __new__(cls, value: Self | str, danish: str = "", english: str = "", akin: str = "") -> Self: ...

    else:
        __hash__ = object.__hash__  # members are equal only to themselves; `Enum` hashes the name at each look-up

        def __new__(cls, slug, danish, english, akin=""):
            member = object.__new__(cls)
            member._value_ = slug
            member.labels = (danish, english)
            member.akin = tuple(akin.split(", ")) if akin else ()
            return member

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if type(value) is not str:
            raise PlanError(fault("wrong-type.one-of", found=value, known=cls.spelled()))
        word, known = " ".join(unicodedata.normalize("NFC", value).casefold().split()), _words(cls)
        named = known.get(word, ())
        if len(named) == 1:
            found: Self = named[0]
            return found
        others = tuple(member for member in cls if word in member.akin)
        meant = named or others or [member for near in nearest(word, tuple(known), 1) for member in known[near]]
        raise PlanError(fault("unknown-word.one-of", found=value, known=cls.spelled(), nearest=meant))

    @classmethod
    def spelled(cls) -> tuple[Words, ...]:
        """The members as files and calls spell them: by label in Danish, by slug in English."""
        return tuple(Words(one.labels[0], one.value) for one in cls)

    def label(self, lang: str = "da") -> str:
        """The label in ``"da"`` or ``"en"``."""
        return in_words_of(lang, self.labels[language(lang)])


class Verdict(Term):
    """Yes, no or unknown: the answer to a question. Danish: *afgørelse*."""

    YES = "yes", "ja", "yes"
    NO = "no", "nej", "no"
    UNKNOWN = "unknown", "ukendt", "unknown"

    @classmethod
    def of(cls, holds: bool | None) -> Verdict:
        """The verdict on what holds, does not hold, or (``None``) is not known."""
        return cls.UNKNOWN if holds is None else cls.YES if holds else cls.NO


_Words = dict[str, tuple[Any, ...]]


@functools.cache
def _words(kind: type[Term]) -> _Words:
    """Every word that names a member, in small letters, with the members that it names."""
    found: _Words = {}
    for member in kind:
        for word in dict.fromkeys((member.value, *map(str.casefold, member.labels))):
            found[word] = (*found.get(word, ()), member)
    return found
