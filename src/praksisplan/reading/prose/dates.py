"""The periods that a sentence names, with where they stand: 'medio 2017', 'd. 9. december 2016', 'senest 1. juli'."""

from __future__ import annotations

import datetime
import functools
import re

import attrs

from praksisplan.errors import PeriodError
from praksisplan.periods import Period, parse_period
from praksisplan.periods.words import MONTH_NAMES, MONTHS, SEASONS

_MONTH = "|".join(sorted((one for one in MONTHS if len(one) > 2), key=len, reverse=True)) + r"|maj"
_SEASON = "|".join(SEASONS)
_NAMED = "|".join((*MONTH_NAMES, "foråret", "sommeren", "efteråret", "vinteren"))
"""What belongs to a year that is not written."""

NAMED_TIME = re.compile(rf"\s(?:{_NAMED})\b")
"""A month or season, as it may stand without a year."""

_YEAR = r"(?:19|20|21)\d\d"
_YEARS = rf"{_YEAR}(?:\s*[-–/]\s*(?:{_YEAR}|\d\d(?!\d)))?"
_NTH = r"(?:[1-4]\.|i+v?|første|andet|anden|andre|tredje|fjerde)"
_BEFORE = (
    r"(?:(?:ca\.?|cirka|omkring|senest|inden|før|efter|fra|pr\.|per|til og med|indtil|frem til|ultimo|medio|primo"
    r"|(?:i )?(?:starten|begyndelsen|slutningen|midten|løbet|udgangen) af|slutningen|sent|tidligt|tidlig|start|slut"
    r"|den|d\.)\s*(?:i |den |af )?){0,4}"
)
_CORE = (
    rf"(?:\d{{1,2}}\.\s*(?:(?:{_MONTH})\.?(?:\s*{_YEAR})?|\d{{1,2}}\.\s*{_YEAR})"
    rf"|{_YEAR}-\d\d-\d\d|\d{{1,2}}[/-]\d{{1,2}}[-\s]{_YEAR}"
    rf"|{_NTH}\s+(?:kvartal|halvår)(?:\s+(?:af\s+|i\s+)?{_YEARS})?"
    rf"|q[1-4]\s+{_YEAR}"
    rf"|(?:{_SEASON})(?:\s+{_YEARS})"
    rf"|(?:{_MONTH})\.?(?:\s+{_YEAR})"
    rf"|årsskiftet(?:\s+{_YEARS})?"
    rf"|uge\s+\d{{1,2}}(?:\s*,?\s*(?:i\s+)?{_YEAR})?"
    rf"|(?:(?<=\bi )|(?<=\btil )|(?<=imo )|(?<=edio )|(?<=\binden )|(?<=gangen af )|(?<=ingen af )|(?<=senest ))"
    rf"(?:{_NAMED})(?!\w|\s+(?:{_YEAR}|skoleår))"
    rf"|{_YEARS})"
)
_PERIOD = re.compile(rf"(?<!\w)(?<!\d\.)(?=[\dqfevsåjmaonditu]){_CORE}(?![\w%])(?!\.\d)", re.IGNORECASE)
_IN_FRONT = re.compile(rf"(?<!\w){_BEFORE}$", re.IGNORECASE)
_FAR = 40


@attrs.frozen(eq=False)
class Dated:
    """A period of a sentence, and where its words stand."""

    period: Period
    start: int
    end: int


class Dates:
    """Finds periods. Days and months without a year belong to the year of ``day``, before or after it as is told."""

    def __init__(self, day: datetime.date) -> None:
        self.day = day

    def find(self, text: str, *, is_past: bool = False) -> list[Dated]:
        """The periods of a sentence, from left to right. What cannot be read without a guess is left out."""
        found = []
        for one in _PERIOD.finditer(text):
            front = _IN_FRONT.search(text, max(0, one.start() - _FAR), one.start())
            start = front.start() if front else one.start()
            words = " ".join(text[start : one.end()].split())
            period = _read(words, None) or self._completed(words, is_past)
            if period is not None:
                found.append(Dated(period, start, one.end()))
        return found

    def _completed(self, words: str, is_past: bool) -> Period | None:
        """A period without a year, in the nearest year before or after the day of the document."""
        years = (self.day.year, self.day.year - 1) if is_past else (self.day.year, self.day.year + 1)
        for year in years:
            period = _read(words, year)
            if period is None or period.start is None or period.end is None:
                continue
            if period.start <= self.day if is_past else period.end > self.day:
                return period
        return None


@functools.lru_cache(4096)
def _read(words: str, year: int | None) -> Period | None:
    try:
        return parse_period(words, year=year)
    except PeriodError:
        first, _, rest = words.partition(" ")
        return _read(rest, year) if rest and first[:1].isalpha() else None
