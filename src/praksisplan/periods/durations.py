"""Durations in Danish or English words, counted back from a day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.text import Count, language


class _Unit(NamedTuple):
    """A unit of time: its Danish and English words, one and several, its length, and the Danish word for 'every'."""

    words: tuple[str, str]
    months: int = 0
    days: int = 0
    every: str = "hver"


_UNITS = (
    _Unit(("dag|dage", "day|days"), days=1),
    _Unit(("uge|uger", "week|weeks"), days=7),
    _Unit(("måned|måneder", "month|months"), months=1),
    _Unit(("kvartal|kvartaler", "quarter|quarters"), months=3, every="hvert"),
    _Unit(("halvår|halvår", "half-year|half-years"), months=6, every="hvert"),
    _Unit(("år|år", "year|years"), months=12, every="hvert"),
)
_BY_WORD = {word: unit for unit in _UNITS for words in unit.words for word in words.split("|")}
_ONE = ("en", "et", "one", "a")
_MONTH, _MOST_DAYS, _MOST_DIGITS = 365.25 / 12, 36_525, 5
"""The days of a month on average, and those of a century: nobody asks further back."""


@attrs.frozen
class Duration:
    """A number of days, weeks, months, quarters, half-years or years. Danish: *varighed*."""

    count: int
    _unit: _Unit

    def before(self, day: datetime.date) -> datetime.date:
        """The day that lies so long before another: months are counted from that day, to the last day of a shorter one.

        >>> print(parse_duration("6 måneder").before(datetime.date(2017, 8, 31)))
        2017-02-28
        """
        return self.after(day, -1)

    def after(self, day: datetime.date, times: int = 1) -> datetime.date:
        """The day that lies so many times as long after another, counted from that day.

        >>> print(parse_duration("1 måned").after(datetime.date(2017, 1, 31), times=2))
        2017-03-31
        """
        from dateutil.relativedelta import relativedelta

        count = self.count * times
        return day + relativedelta(months=count * self._unit.months, days=count * self._unit.days)

    def text(self, lang: str = "da") -> str:
        """The duration in words, in ``"da"`` or ``"en"``."""
        return f"{Count(self.count):{self._unit.words[language(lang)]}}"

    @property
    def rule(self) -> str:
        """How something recurs that comes again after the duration, as a rule of RFC 5545.

        >>> parse_duration("1 kvartal").rule
        'FREQ=MONTHLY;INTERVAL=3'
        """
        name, count = ("MONTHLY", self._unit.months) if self._unit.months else ("DAILY", self._unit.days)
        return f"FREQ={name};INTERVAL={self.count * count}"

    def every(self, lang: str = "da") -> str:
        """How often something comes that comes again after the duration, in words.

        >>> parse_duration("1 år").every(), parse_duration("6 måneder").every(), parse_duration("2 weeks").every("en")
        ('hvert år', 'hver 6. måned', 'every 2 weeks')
        """
        one, several = self._unit.words[language(lang)].split("|")
        if language(lang):
            return f"every {one}" if self.count == 1 else f"every {self.count} {several}"
        return f"{self._unit.every} {one}" if self.count == 1 else f"{self._unit.every} {self.count}. {one}"


def parse_duration(words: str, name: str = "") -> Duration:
    """The duration that Danish or English words name, such as '6 måneder', '1 år' or '90 days': at most a century.

    Raises `PlanError` for other words; ``name`` is the argument that was wrong.

    >>> parse_duration("one year").text(), parse_duration("90 dage").text("en")
    ('1 år', '90 days')
    """
    count, _, unit = " ".join(words.casefold().split()).partition(" ")
    if unit in _BY_WORD:
        found = _BY_WORD[unit]
        is_number = count.isascii() and count.isdecimal() and len(count) <= _MOST_DIGITS
        number = int(count) if is_number else int(count in _ONE)
        if 0 < number * (_MONTH * found.months + found.days) <= _MOST_DAYS:
            return Duration(number, found)
    raise PlanError(fault("not-a-duration", name, found=words))
