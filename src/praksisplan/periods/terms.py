"""One name of a time -> what it says -> its days: ``2. kvartal 2017``, ``ultimo marts``, ``d. 9/12``, ``uge 12``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from praksisplan.errors import Words
from praksisplan.periods import words
from praksisplan.periods.canonical import Precision
from praksisplan.periods.conventions import Conventions

ONE_DAY = datetime.timedelta(days=1)

_LONGEST_TERM = 80
"""Signs; no name of a time is longer."""


class Refused(Exception):
    """A reading that fits the words and cannot be: the code and the fields of the fault.

    After a final one no other reading is sought: another would say what nobody meant.
    """

    def __init__(self, code: str, *, is_final: bool = False, **fields: Any) -> None:
        super().__init__(code)
        self.code: str = code
        self.fields: dict[str, Any] = fields
        self.is_final: bool = is_final


class Term(NamedTuple):
    """What one name says: ``kind`` and ``number`` (third quarter, week 34), the rest where the words have it."""

    kind: str
    number: int = 0
    day: int = 0
    year: int | None = None
    until: int | None = None
    """The second year of ``2016/17``."""
    part: tuple[int, int] | None = None
    """Which part of it, counted from 0, and into how many it is cut: *medio* is (1, 3)."""
    weekday: int | None = None


class Reading(NamedTuple):
    """The days that words name, half-open, and how they were read."""

    start: datetime.date | None
    end: datetime.date | None
    precision: Precision
    first_year: int
    """The year that the words name, of a range the first."""
    last_year: int
    conventions: tuple[str, ...] = ()
    approximate: bool = False
    turn: datetime.date | None = None
    """The moment that the words name beside their days: the first day after *udgangen af*, or of the new year."""
    is_of_days: bool = False
    """Whether a range goes from one day to another."""
    span: str = ""
    """Between the two ends of a range: *til*, a dash, or nothing where both are named side by side."""

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first day and the day after the last of a term, which has both."""
        assert self.start is not None
        assert self.end is not None
        return self.start, self.end


class Reader(NamedTuple):
    """By what a text is read: the conventions, and the year for words without one."""

    conventions: Conventions
    year: int | None


# --- from words to a term ----------------------------------------------------------------------------------------

_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_ANY_YEAR = r"(?P<year>(?:19|20|21)\d\d|\d\d)"
_UNTIL_YEAR = r"(?: ?[/-] ?(?P<until>(?:19|20|21)\d\d|\d\d))?"
_TWO_YEARS = rf"{_ANY_YEAR} ?[/-] ?(?P<until>(?:19|20|21)\d\d|\d\d)"
_TAIL = rf"(?: ?(?:af |i |for |-|/)? ?{_ANY_YEAR}{_UNTIL_YEAR})?"
_SECOND_TAIL = _TAIL.replace("year>", "year2>").replace("until>", "until2>")
_NUMBER = r"(?P<number>\d{1,2})"
_MONTH = "(?P<month>" + "|".join(sorted(words.MONTHS, key=len, reverse=True)) + ")"
_SEASON = "(?P<season>" + "|".join(sorted(words.SEASONS, key=len, reverse=True)) + ")"
_WEEKDAY = "(?P<weekday>" + "|".join(sorted(words.WEEKDAYS, key=len, reverse=True)) + ")"
_ON = rf"(?:{_WEEKDAY} )?(?:d |den |dato )?"

_FORMS: tuple[tuple[str, Iterable[str], str], ...] = (
    ("year", (), rf"(?:(?:{words.YEAR_WORDS}|{words.FINANCIAL_YEARS}) )?{_YEAR}"),
    ("financial", ("regnskab", "budget", "finans"), rf"{words.FINANCIAL_YEARS} {_TWO_YEARS}"),
    ("split-year", ("år",), rf"(?:{words.YEAR_WORDS}) {_TWO_YEARS}"),
    ("half", ("h",), rf"{_NUMBER} ?(?:{words.HALVES}){_TAIL}|(?:halvår|h) ?(?P<number2>\d{{1,2}}){_SECOND_TAIL}"),
    ("half", ("h",), rf"{_YEAR} ?-? ?(?:{_NUMBER} (?:halvår|halvdel)|h ?(?P<number2>\d{{1,2}}))"),
    ("tertial", ("tertial",), rf"{_NUMBER} (?:tertial){_TAIL}"),
    (
        "quarter",
        ("k", "q"),
        rf"{_NUMBER} ?(?:{words.QUARTERS}){_TAIL}|(?:{words.QUARTERS}) ?(?P<number2>\d{{1,2}}){_SECOND_TAIL}",
    ),
    ("quarter", ("k", "q"), rf"{_YEAR} ?-? ?(?:{_NUMBER} ?(?:{words.QUARTERS})|[qk] ?(?P<number2>\d{{1,2}}))"),
    ("season", words.SEASONS, rf"{_SEASON}(?:(?: |-| af | i ){_ANY_YEAR}{_UNTIL_YEAR})?"),
    ("school", ("skole",), rf"skoleår(?:et)?(?: {_ANY_YEAR}{_UNTIL_YEAR})?"),
    (
        "turn",
        ("skifte",),
        rf"årsskifte[t]?(?: mellem)?(?: {_ANY_YEAR}(?: ?(?:[/-]|og|til) ?(?P<until>(?:19|20|21)\d\d|\d\d))?)?",
    ),
    ("month", words.MONTHS, rf"{_MONTH}(?: måned)?(?: ?(?:af |i |-|/)? ?{_ANY_YEAR}{_UNTIL_YEAR})?"),
    (
        "month",
        ("-", "/", "."),
        rf"{_NUMBER} ?[/-] ?{_YEAR}|{_NUMBER.replace('number', 'number2')}\.{_YEAR.replace('year', 'year2')}",
    ),
    ("iso-month", ("-", "/"), rf"{_YEAR}(?P<sign>[-/])(?P<number>0?[1-9]|1[0-2])"),
    (
        "week",
        ("uge",),
        rf"(?:{_WEEKDAY} (?:i )?)?uge[rn]?(?:ne)?(?: ?nr)? ?{_NUMBER}"
        rf"(?: ?(?:i |af |-|/)? ?{_YEAR}| ?/ ?(?P<year2>\d\d))?",
    ),
    ("week", ("uge", "w"), rf"{_YEAR} ?-? ?(?:uge|w) ?{_NUMBER}"),
    ("week", ("uge",), rf"{_NUMBER} uge(?: ?(?:i )?{_YEAR})?"),
    ("week", ("w",), rf"{_YEAR}-? ?w ?(?P<number>\d\d)-(?P<iso_day>\d)"),
    ("iso-week", ("w",), rf"{_YEAR}-? ?w ?(?P<number>\d)-(?P<day>\d)"),
    (
        "day",
        words.MONTHS,
        rf"{_ON}(?P<day>\d{{1,2}}) ?{_MONTH}(?: måned)?(?: ?(?:i |af |-|/)? ?{_ANY_YEAR}{_UNTIL_YEAR})?",
    ),
    ("day", (".", "/"), rf"{_ON}(?P<day>\d{{1,2}}) ?[./] ?{_NUMBER}(?: ?[-./ ] ?{_ANY_YEAR})?"),
    ("day", ("-",), rf"{_ON}(?P<day>\d{{1,2}})-{_NUMBER}-{_ANY_YEAR}"),
    ("day", ("-", "/"), rf"{_YEAR}(?P<sign>[-/]){_NUMBER}(?P=sign)(?P<day>\d\d)"),
    ("bare", (), rf"{_ON}{_NUMBER}(?: ?(?:i |af |[-/])? ?{_YEAR})?"),
)
"""The ways to write a term: kind, words or signs one of which it must have, regular expression; tried in this order.

Compiling expressions is what takes longest in a short run, so only those that may fit are compiled.
"""

_PARTS = tuple(
    ((part, len(patterns)), pattern)
    for patterns in (words.THIRDS, words.HALF_OF)
    for part, pattern in enumerate(patterns)
)
_HAVE_PARTS = ("year", "month", "quarter", "half", "season")


@lru_cache(maxsize=4096)
def term_of(plain: str, conventions: Conventions) -> Term | None:
    """The term that the words are, or ``None``."""
    if len(plain) > _LONGEST_TERM:
        return None
    for part, pattern in _PARTS:
        found = re.match(rf"(?:{pattern})(?: (?=\S)|\Z)", plain)
        rest = "" if found is None else plain[found.end() :]
        if found is not None and not rest and part[1] == 3:
            return Term("part", part=part)
        inner = _part_of(rest, conventions) if rest else None
        if inner is not None:
            return inner._replace(part=part)
    return _whole(plain, conventions)


def _part_of(plain: str, conventions: Conventions) -> Term | None:
    """What stands behind *primo* or *første halvdel af*, where it can be cut into parts."""
    years = re.fullmatch(rf"(?:(?:{words.YEAR_WORDS}) )?{_ANY_YEAR}{_UNTIL_YEAR}", plain)
    if years:
        return _named("year", _said(years), conventions)
    inner = _whole(plain, conventions)
    return inner if inner is not None and inner.kind in _HAVE_PARTS else None


def _whole(plain: str, conventions: Conventions) -> Term | None:
    for kind, needs, pattern in _FORMS:
        if needs and not any(one in plain for one in needs):
            continue
        found = re.fullmatch(pattern, plain)
        if found is not None:
            return _named(kind, _said(found), conventions)
    return None


def _said(found: re.Match[str]) -> dict[str, str]:
    return {name.rstrip("2"): value for name, value in found.groupdict().items() if value}


def _named(kind: str, said: dict[str, str], conventions: Conventions) -> Term:
    year = None if "year" not in said else _full_year(said["year"], conventions)
    until = None
    if "until" in said:
        assert year is not None
        until = int(said["until"]) if len(said["until"]) == 4 else year // 100 * 100 + int(said["until"])
        if until <= year and len(said["until"]) == 2:
            until += 100
    number = int(said.get("number", 0))
    if kind == "iso-month":
        assert year is not None
        if said["sign"] == "-" and number <= year % 100 and len(said["number"]) == 2:
            kind = "month"  # 2017-03 cannot be years
    if "month" in said:
        number = words.MONTHS[said["month"]]
    if "season" in said:
        number = words.SEASONS[said["season"]]
    weekday = words.WEEKDAYS[said["weekday"]] if "weekday" in said else None
    if "iso_day" in said:
        weekday = int(said["iso_day"]) - 1
    return Term(kind, number, int(said.get("day", 0)), year, until, None, weekday)


def _full_year(digits: str, conventions: Conventions) -> int:
    """The year that four or two digits name."""
    if len(digits) == 4:
        return int(digits)
    first = conventions.two_digit_years.values[0]
    year = first // 100 * 100 + int(digits)
    return year if year >= first else year + 100


# --- two terms, each with what only the other says ---------------------------------------------------------------


def complete(left: Term, right: Term) -> tuple[Term, Term] | None:
    """Both terms with what only one of them says; ``None`` where they do not go together."""
    shared = _with_kinds(left, right)
    return None if shared is None else _with_years(*shared)


def _with_kinds(left: Term, right: Term) -> tuple[Term, Term] | None:
    """Both terms with the month or unit that stands at one of them only."""
    if left.kind == "bare":
        if right.kind not in ("day", "quarter", "half", "tertial", "week") or left.year is not None:
            return None
        if right.kind == "day":
            left = right._replace(day=left.number, weekday=left.weekday, year=None, until=None)
        else:
            left = Term(right.kind, number=left.number, weekday=left.weekday)
    elif left.kind == "part":
        if right.part is None:
            return None
        left = right._replace(part=left.part)
    if right.kind == "bare":
        if left.kind in ("quarter", "half", "tertial", "week"):
            right = Term(left.kind, number=right.number, year=right.year)
        elif (
            left.kind == "year" and left.year is not None and right.year is None and left.part is None and right.number
        ):
            right = Term("year", year=left.year // 100 * 100 + right.number)
        else:
            return None
    elif right.kind == "part":
        return None
    if {left.kind, right.kind} == {"iso-month", "month"} or left.kind == right.kind == "iso-month":
        left, right = left._replace(kind="month"), right._replace(kind="month")
    return left, right


_DATED = ("day", "month", "week", "season")
_LEAST_STEP_BACK = {"week": 26}
"""By how much the numbers must fall to lie over new year: 'uge 52-2 2027' does, 'uge 14-12 2027' is a slip."""


def _with_years(left: Term, right: Term) -> tuple[Term, Term]:
    """Both terms with the year that stands at one of them only."""
    if left.year is None and right.until is not None and right.kind in _DATED:
        if right.kind != "season" or right.number != 3:
            right = right._replace(year=right.until, until=None)
            return left._replace(year=right.year and right.year - 1), right
        return left._replace(year=right.year), right
    if left.year is None and right.year is not None:
        over_new_year = left.kind == right.kind and left.number - right.number > _LEAST_STEP_BACK.get(left.kind, 0)
        if (left.kind, left.number) == ("season", 3):
            over_new_year = False  # a winter begins in the year before the one it names
        return left._replace(year=right.year - over_new_year), right
    if right.year is None and left.year is not None:
        over_new_year = left.kind == right.kind and left.kind != "season" and right.number < left.number
        return left, right._replace(year=left.year + over_new_year)
    return left, right


# --- from a term to its days -------------------------------------------------------------------------------------

_LENGTHS = {
    "half": (6, 2, Precision.HALF_YEAR, Words("halvår", "half-years")),
    "tertial": (4, 3, Precision.THIRD_OF_YEAR, Words("tertialer", "thirds of a year")),
    "quarter": (3, 4, Precision.QUARTER, Words("kvartaler", "quarters")),
    "month": (1, 12, Precision.MONTH, Words("måneder", "months")),
    "season": (3, 4, Precision.SEASON, Words("årstider", "seasons")),
    "year": (12, 1, Precision.YEAR, Words("år", "years")),
}
"""Months, how many there are in a year, precision, and the words, of a year and its parts."""


def _months_after(start: datetime.date, months: int) -> datetime.date:
    """The first day of a month, so many months after that of another."""
    years, month = divmod(start.month - 1 + months, 12)
    return datetime.date(start.year + years, month + 1, 1)


def resolve(term: Term, reader: Reader) -> Reading:
    """The days of a term; raises `Refused` where there are none."""
    year = term.year if term.year is not None else reader.year
    if year is None:
        raise Refused("missing-year")
    conventions = reader.conventions
    if term.kind == "day":
        return _day(term, year)
    if term.kind == "week":
        return _week(term, year)
    if term.kind == "iso-week":
        raise Refused("ambiguous.day-of-week", is_final=True, year=year, week=term.number, day=term.day)
    if term.kind == "iso-month":
        raise _month_or_years(term, year)
    if term.kind in ("school", "financial", "split-year", "turn"):
        return _across(term, year, conventions)
    whole = _season(term, year, conventions) if term.kind == "season" else _counted(term, year)
    if term.part is None:
        return whole
    part, parts = term.part
    if parts == 3:
        return _third(whole, part, term.kind, conventions)
    return _half(whole, part, term.kind, conventions)


def _month_or_years(term: Term, year: int) -> Refused:
    danish = f"{words.MONTH_NAMES[term.number - 1]} {year}"
    month = Words(danish, f"{words.ENGLISH_MONTHS[term.number - 1]} {year}")
    until = year - year % (100 if term.number > 9 or year % 100 < 10 else 10) + term.number
    years = Words("årstallene helt ud", "the years in full")
    if until > year:
        years = Words(f"»{year}-{until}«", f"'{year}-{until}'")
    return Refused("ambiguous.month", is_final=True, month=month, danish=danish, years=years)


def _counted(term: Term, year: int) -> Reading:
    """The days of a year, half-year, third, quarter or month."""
    if term.until is not None:
        if term.kind == "month":
            raise Refused("impossible.years-of-month")
        raise Refused("ambiguous.year", is_final=True, year=year, until=term.until)
    months, count, precision, units = _LENGTHS[term.kind]
    number = term.number or 1
    if not 1 <= number <= count or (term.kind != "year" and not term.number):
        raise Refused("impossible.count", count=count, units=units, number=term.number)
    start = datetime.date(year, 1 + months * (number - 1), 1)
    return Reading(start, _months_after(start, months), precision, year, year)


def _day(term: Term, year: int) -> Reading:
    if term.until is not None:
        raise Refused("impossible.years-of-day")
    try:
        day = datetime.date(year, term.number, term.day)
    except ValueError:
        if term.number > len(words.MONTH_NAMES):
            raise Refused("impossible.month", month=term.number) from None
        month = Words(words.MONTH_NAMES[term.number - 1], words.ENGLISH_MONTHS[term.number - 1])
        raise Refused("impossible.day", day=term.day, month=month, year=year) from None
    if term.weekday is not None and term.weekday != day.weekday():
        raise Refused("weekday", day=day, right=_day_name(day.weekday()), wrong=_day_name(term.weekday))
    return Reading(day, day + ONE_DAY, Precision.DAY, year, year)


def _week(term: Term, year: int) -> Reading:
    try:
        monday = datetime.date.fromisocalendar(year, term.number, 1)
    except ValueError:
        raise Refused("impossible.week", year=year, week=term.number) from None
    if term.weekday is None:
        return Reading(monday, monday + datetime.timedelta(days=7), Precision.WEEK, year, year)
    if not 0 <= term.weekday <= 6:
        raise Refused("impossible.weekday", is_final=True, day=term.weekday + 1)
    day = monday + datetime.timedelta(days=term.weekday)
    return Reading(day, day + ONE_DAY, Precision.DAY, year, year)


def _day_name(weekday: int) -> Words:
    names = [name for name in words.WEEKDAYS if name.endswith("dag")]
    return Words(names[weekday], words.ENGLISH_DAYS[weekday])


def _season(term: Term, year: int, conventions: Conventions) -> Reading:
    month = conventions.seasons.values[term.number]
    names = [conventions.seasons.name]
    crosses = month > 10
    named = term.until or year
    if term.until is not None and (not crosses or term.until != year + 1):
        raise Refused("impossible.years-of-season")
    if crosses and term.until is None:
        year -= conventions.winter_year.values[0]
        names.append(conventions.winter_year.name)
    start = datetime.date(year, month, 1)
    return Reading(start, _months_after(start, 3), Precision.SEASON, named, named, tuple(names))


def _across(term: Term, year: int, conventions: Conventions) -> Reading:
    """A school year, a financial year or the turn of a year, which need both years."""
    if term.kind == "split-year":
        raise Refused("impossible.calendar-year", is_final=True)
    if term.until != year + 1:
        raise Refused("impossible.one-of-two-years", is_final=True)
    if term.kind == "turn":
        before, after = conventions.turn_of_year.values
        turn = datetime.date(year + 1, 1, 1)
        start, end = _months_after(turn, -before), _months_after(turn, after)
        return Reading(start, end, Precision.RANGE, year + 1, year + 1, (conventions.turn_of_year.name,), turn=turn)
    convention = conventions.school_year if term.kind == "school" else conventions.financial_year
    month, day = convention.values
    start, end = datetime.date(year, month, day), datetime.date(year + 1, month, day)
    return Reading(start, end, Precision.YEAR, year, year + 1, (convention.name,))


def _third(whole: Reading, part: int, kind: str, conventions: Conventions) -> Reading:
    """The first, second or last third of a period, by the convention for its kind."""
    start, end = whole.days
    if kind == "month":
        convention, precision = conventions.month_thirds, Precision.THIRD_OF_MONTH
        starts = [start.replace(day=day) for day in convention.values]
    elif kind == "year":
        convention, precision = conventions.year_thirds, Precision.THIRD_OF_YEAR
        starts = [start.replace(month=month) for month in convention.values]
    else:
        convention, precision = conventions.part_thirds, Precision.RANGE
        step = _LENGTHS[kind][0] // convention.values[0]
        starts = [_months_after(start, step * third) for third in range(3)]
    start, end = [*starts, end][part : part + 2]
    names = (*whole.conventions, convention.name)
    return whole._replace(start=start, end=end, precision=precision, conventions=names)


def _half(whole: Reading, part: int, kind: str, conventions: Conventions) -> Reading:
    """The first or second half of a period; where its months are odd, the middle one is cut by the convention."""
    start, end = whole.days
    months, names = _LENGTHS[kind][0], whole.conventions
    middle = _months_after(start, months // 2)
    if months % 2:
        middle = middle.replace(day=conventions.halves.values[0])
        names = (*names, conventions.halves.name)
    start, end = (start, middle) if part == 0 else (middle, end)
    precision = Precision.HALF_YEAR if kind == "year" else Precision.RANGE
    return whole._replace(start=start, end=end, precision=precision, conventions=names)
