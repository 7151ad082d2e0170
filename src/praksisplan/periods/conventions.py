"""Conventions that bound vague Danish words: named values, each with its source.

A word such as *primo* means 'in the beginning of'; a convention defines where the beginning ends. The conventions below
are the defaults. To read a document by other bounds, evolve the value and pass it on:

>>> import attrs
>>> from praksisplan import parse_period
>>> january = attrs.evolve(DEFAULT.year_thirds, name="primo-is-january", values=(1, 2, 12))
>>> parse_period("primo 2017", conventions=attrs.evolve(DEFAULT, year_thirds=january)).end
datetime.date(2017, 2, 1)
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Convention:
    """A way to bound a vague word. Danish: *læsemåde*.

    ``values`` are the numbers of the convention; the field of `Conventions` that holds it explains what they count.
    """

    name: str
    values: tuple[int, ...]
    danish: str
    source: str


@attrs.frozen(cache_hash=True)  # every period that is read is looked up by its conventions
class Conventions:
    """The conventions for reading a text. Danish: *læsemåder*.

    >>> import attrs
    >>> january = Convention("primo-is-january", (1, 2, 12), "primo er januar", "our committee")
    >>> attrs.evolve(DEFAULT, year_thirds=january).year_thirds.name
    'primo-is-january'
    """

    month_thirds: Convention
    """First day of *primo*, *medio* and *ultimo* in a month."""
    year_thirds: Convention
    """First month of *primo*, *medio* and *ultimo* in a year."""
    part_thirds: Convention
    """*primo*, *medio* and *ultimo* of a half-year, quarter or season: the number of equal parts."""
    halves: Convention
    """First day of the second half of a month, and of the middle month where the months of a period are odd."""
    seasons: Convention
    """First month of *forår*, *sommer*, *efterår* and *vinter*; each lasts three months."""
    winter_year: Convention
    """Years from the start of a winter to the one year that names it (1 = the year in which it ends)."""
    school_year: Convention
    """Month and day on which a *skoleår* begins."""
    financial_year: Convention
    """Month and day on which a *regnskabsår* or *budgetår* that lies in two calendar years begins."""
    turn_of_year: Convention
    """Months before and after New Year that *årsskiftet* covers."""
    two_digit_years: Convention
    """First year of the hundred years to which a year of two digits belongs."""


_HOUSE = "no authority bounds the word; the reading of this library"

DEFAULT = Conventions(
    month_thirds=Convention(
        "thirds-of-month", (1, 11, 21), "primo, medio og ultimo: dag 1-10, 11-20 og 21-sidste", _HOUSE
    ),
    year_thirds=Convention(
        "thirds-of-year", (1, 5, 9), "primo, medio og ultimo: januar-april, maj-august, september-december", _HOUSE
    ),
    part_thirds=Convention(
        "thirds-of-part", (3,), "primo, medio og ultimo af halvår, kvartal og årstid: tre lige dele", _HOUSE
    ),
    halves=Convention("halves-of-month", (16,), "første og anden halvdel af en måned: dag 1-15 og 16-sidste", _HOUSE),
    seasons=Convention(
        "meteorological-seasons",
        (3, 6, 9, 12),
        "forår, sommer, efterår og vinter begynder med marts, juni, september og december",
        "the meteorological seasons of the Danish Meteorological Institute",
    ),
    winter_year=Convention("winter-ends-in-year", (1,), "vinteren 2017 er vinteren 2016/17", _HOUSE),
    school_year=Convention("school-year", (8, 1), "skoleåret begynder 1. august", "folkeskoleloven § 14 a"),
    financial_year=Convention(
        "financial-year-from-july",
        (7, 1),
        "regnskabsåret 2026/27 begynder 1. juli 2026; regnskabsåret 2026 er 2026",
        _HOUSE,
    ),
    turn_of_year=Convention(
        "turn-of-year",
        (1, 1),
        "årsskiftet er december og januar; efter, fra, inden og til årsskiftet regnes fra 1. januar",
        _HOUSE,
    ),
    two_digit_years=Convention("two-digit-years", (1950,), "to cifre: 1950-2049", _HOUSE),
)
"""The conventions that apply by default.

>>> DEFAULT.school_year.values
(8, 1)
"""
