"""Values in words, in Danish or English."""

from __future__ import annotations

import datetime

from praksisplan.answers.phrases import phrase
from praksisplan.periods import Period, format_period
from praksisplan.periods.words import ENGLISH_MONTHS, MONTH_NAMES
from praksisplan.text import language

__all__ = ["day_words", "period_words"]


def day_words(day: datetime.date | None, lang: str = "da") -> str:
    """A day as it is written, and 'unknown' for ``None``.

    >>> day_words(datetime.date(2017, 1, 15)), day_words(None, "en")
    ('15. januar 2017', 'unknown')
    """
    if day is None:
        return phrase("unknown", lang)
    if language(lang):
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def period_words(period: Period, lang: str = "da") -> str:
    """A period in its own words, or in English.

    >>> from praksisplan.periods import parse_period
    >>> period_words(parse_period("primo 2017")), period_words(parse_period("primo 2017"), "en")
    ('primo 2017', 'early 2017')
    """
    return format_period(period, lang) if language(lang) else str(period)
