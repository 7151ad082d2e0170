"""The 98 municipalities of Denmark, by code and name, and the region of each."""

from __future__ import annotations

import datetime
import difflib
import functools
from importlib.resources import files

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import checked
from praksisplan.periods import as_day
from praksisplan.text import clean_text, danish_key

__all__ = ["MUNICIPALITIES", "Municipality", "municipality"]

_ONE_REGION = ("Region Hovedstaden", "Region Sjælland")
_EAST = "Region Østdanmark"
_EAST_SINCE = datetime.date(2027, 1, 1)
"""Lov nr. 699 of 20 June 2025 (overgangsloven), § 126."""


@checked
class Municipality:
    """A municipality. Danish: *kommune*. ``code`` is its official code of four digits (*kommunekode*)."""

    code: str = attrs.field(converter=clean_text)
    name: str = attrs.field(converter=clean_text)
    _region: str = attrs.field(converter=clean_text)

    def region(self, *, on: datetime.date) -> str:
        """The region to which it belongs on a day. Danish: *region*.

        Region Hovedstaden and Region Sjælland are one region from 1 January 2027 (lov nr. 699 of 20 June 2025, § 126).

        >>> municipality("Roskilde").region(on=datetime.date(2026, 12, 31))
        'Region Sjælland'
        >>> municipality("Roskilde").region(on=datetime.date(2027, 1, 1))
        'Region Østdanmark'
        """
        return _EAST if self._region in _ONE_REGION and as_day(on, "on") >= _EAST_SINCE else self._region


_TABLE = files("praksisplan.capacity").joinpath("municipalities.csv").read_text(encoding="utf-8")

MUNICIPALITIES = tuple(Municipality(*line.split(",")) for line in _TABLE.splitlines()[1:])
"""All municipalities since the reform of 2007, in the order of their codes.

Source: the list of municipality codes of the CPR register (danmarksadresser.dk, *kommunekodeliste*).

>>> MUNICIPALITIES[0].code, MUNICIPALITIES[0].name
('0101', 'København')
"""


def municipality(words: str) -> Municipality:
    """The municipality with a name or code. Danish: *kommune*.

    The name may be in any case, with *aa* or *å*, with or without its hyphen and a final *Kommune*; the first 0 of the
    code may be left out. Raises `PlanError` with the nearest name for anything else.

    >>> municipality("Københavns Kommune").code, municipality("751").name
    ('0101', 'Aarhus')
    """
    return _known(clean_text(words, "words"), "words")


def municipality_name(words: str, name: str = "") -> str:
    """The name of the municipality of a name or code; blank stays blank: not known. ``name`` is that of the argument.

    >>> municipality_name("københavns kommune"), municipality_name(" ")
    ('København', '')
    """
    text = clean_text(words, name)
    return _known(text, name).name if text.strip() else ""


def _known(words: str, name: str) -> Municipality:
    found = _by_key().get(_key(words))
    if found is None:
        names = tuple(one.name for one in MUNICIPALITIES)
        close = difflib.get_close_matches(words.strip().capitalize(), names, n=1, cutoff=0.5)
        raise PlanError(fault("unknown-municipality", name, word=words, nearest=close))
    return found


def _key(words: str) -> str:
    """A name or code as it is compared."""
    return danish_key(" ".join(words.replace("-", " ").split()))[0]


def _keys(one: Municipality) -> set[str]:
    """All that a municipality is looked up by: *Assens Kommune*, *Københavns Kommune*, *Nordfyn*, *101*."""
    bare = one.name.removesuffix("s") if one.code in _GENITIVE else one.name
    called = {one.name, bare, f"{bare}s" if not bare.endswith("s") else bare}
    full = {f"{name} {kind}" for name in called for kind in ("kommune", "regionskommune")}
    return {_key(words) for words in (one.name, bare, *full, one.code, one.code.lstrip("0"))}


_GENITIVE = ("0480", "0820")
"""Nordfyns and Vesthimmerlands are names in the genitive; people leave the s out."""


@functools.cache
def _by_key() -> dict[str, Municipality]:
    return {key: one for one in MUNICIPALITIES for key in _keys(one)}
