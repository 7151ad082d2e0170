"""The 98 municipalities of Denmark, by code and name, and the region of each."""

from __future__ import annotations

import datetime
import difflib
import functools

import attrs

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.fields import checked
from praksisplan.periods import as_day
from praksisplan.text import clean_text, danish_key

__all__ = ["MUNICIPALITIES", "Municipality", "municipality", "municipality_name"]

_ONE_REGION = ("Region Hovedstaden", "Region Sjælland")
_EAST = "Region Østdanmark"
_EAST_SINCE = datetime.date(2027, 1, 1)
"""Lov nr. 699 of 20 June 2025 (overgangsloven), § 126."""


@attrs.frozen(field_transformer=checked)
class Municipality:
    """A municipality. Danish: *kommune*. ``code`` is its official code of four digits (*kommunekode*)."""

    code: str = attrs.field(converter=clean_text)
    name: str = attrs.field(converter=clean_text)
    _region: str = attrs.field(converter=clean_text)

    def region(self, *, on: datetime.date) -> str:
        """The region that it is part of on a day. Danish: *region*.

        Region Hovedstaden and Region Sjælland are one region from 1 January 2027 (lov nr. 699 of 20 June 2025, § 126).

        >>> municipality("Roskilde").region(on=datetime.date(2026, 12, 31))
        'Region Sjælland'
        >>> municipality("Roskilde").region(on=datetime.date(2027, 1, 1))
        'Region Østdanmark'
        """
        return _EAST if self._region in _ONE_REGION and as_day(on, "on") >= _EAST_SINCE else self._region


_CODES = {
    "Region Hovedstaden": """
        0101 København; 0147 Frederiksberg; 0151 Ballerup; 0153 Brøndby; 0155 Dragør; 0157 Gentofte; 0159 Gladsaxe;
        0161 Glostrup; 0163 Herlev; 0165 Albertslund; 0167 Hvidovre; 0169 Høje-Taastrup; 0173 Lyngby-Taarbæk;
        0175 Rødovre; 0183 Ishøj; 0185 Tårnby; 0187 Vallensbæk; 0190 Furesø; 0201 Allerød; 0210 Fredensborg;
        0217 Helsingør; 0219 Hillerød; 0223 Hørsholm; 0230 Rudersdal; 0240 Egedal; 0250 Frederikssund; 0260 Halsnæs;
        0270 Gribskov; 0400 Bornholm""",
    "Region Sjælland": """
        0253 Greve; 0259 Køge; 0265 Roskilde; 0269 Solrød; 0306 Odsherred; 0316 Holbæk; 0320 Faxe; 0326 Kalundborg;
        0329 Ringsted; 0330 Slagelse; 0336 Stevns; 0340 Sorø; 0350 Lejre; 0360 Lolland; 0370 Næstved;
        0376 Guldborgsund; 0390 Vordingborg""",
    "Region Syddanmark": """
        0410 Middelfart; 0420 Assens; 0430 Faaborg-Midtfyn; 0440 Kerteminde; 0450 Nyborg; 0461 Odense; 0479 Svendborg;
        0480 Nordfyns; 0482 Langeland; 0492 Ærø; 0510 Haderslev; 0530 Billund; 0540 Sønderborg; 0550 Tønder;
        0561 Esbjerg; 0563 Fanø; 0573 Varde; 0575 Vejen; 0580 Aabenraa; 0607 Fredericia; 0621 Kolding; 0630 Vejle""",
    "Region Midtjylland": """
        0615 Horsens; 0657 Herning; 0661 Holstebro; 0665 Lemvig; 0671 Struer; 0706 Syddjurs; 0707 Norddjurs;
        0710 Favrskov; 0727 Odder; 0730 Randers; 0740 Silkeborg; 0741 Samsø; 0746 Skanderborg; 0751 Aarhus;
        0756 Ikast-Brande; 0760 Ringkøbing-Skjern; 0766 Hedensted; 0779 Skive; 0791 Viborg""",
    "Region Nordjylland": """
        0773 Morsø; 0787 Thisted; 0810 Brønderslev; 0813 Frederikshavn; 0820 Vesthimmerlands; 0825 Læsø; 0840 Rebild;
        0846 Mariagerfjord; 0849 Jammerbugt; 0851 Aalborg; 0860 Hjørring""",
}
"""Source: the list of municipality codes of the CPR register (danmarksadresser.dk, *kommunekodeliste*), since 2007."""

MUNICIPALITIES = tuple(
    sorted(
        (
            Municipality(code, name, region)
            for region, entries in _CODES.items()
            for code, name in (entry.split() for entry in entries.split(";"))
        ),
        key=lambda one: one.code,
    )
)
"""All municipalities since the reform of 2007, in the order of their codes."""


def municipality(words: str) -> Municipality:
    """The municipality of a name or of a code. Danish: *kommune*.

    The name may be followed by *Kommune*, in any case, with *aa* or *å*, with or without its hyphen; the code may leave
    out its first 0. Raises `PlanError` with the nearest name for anything else.

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
        raise PlanError(
            Fault(
                "unknown-municipality",
                name,
                f"unknown municipality {shown(words)}; expected the name or the code of a Danish municipality",
                f"ukendt kommune {shown(words)}; der skulle stå en dansk kommunes navn eller kode",
                nearest=tuple(difflib.get_close_matches(words.strip().capitalize(), names, n=1, cutoff=0.5)),
            )
        )
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
