"""Danish words -> `Period`. Nothing is guessed: what has no date is refused with a `PeriodError`.

The words are first written one way (`_plain`): small letters, one blank, no dots but between numbers. A *term* is what
has one name (``2. kvartal 2017``, ``ultimo marts``, ``d. 9/12``); a *phrase* is a term, two terms with a word between
them, or a phrase behind a word such as *senest* or *fra*. Which word means what stands in `praksisplan.periods.words`.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from praksisplan.errors import Fault, PeriodError, PlanError, shown
from praksisplan.periods import words
from praksisplan.periods.conventions import DEFAULT, Conventions
from praksisplan.periods.period import FIRST_DAY, LAST_DAY, Period, Precision

__all__ = ["parse_period"]

_LONGEST = 200
_ONE_DAY = datetime.timedelta(days=1)


class _Refused(Exception):
    """A reading that fits the words and cannot be: a code, and why, in English and Danish."""

    def __init__(self, code: str, english: str, danish: str) -> None:
        super().__init__(code)
        self.code, self.english, self.danish = code, english, danish


class _Term(NamedTuple):
    """What one name says: ``kind`` and ``number`` (third quarter, week 34), the rest where the words have it."""

    kind: str
    number: int = 0
    day: int = 0
    year: int | None = None
    until: int | None = None
    third: int | None = None
    weekday: int | None = None


class _Reading(NamedTuple):
    start: datetime.date | None
    end: datetime.date | None
    precision: Precision
    first_year: int
    last_year: int
    conventions: tuple[str, ...] = ()
    approximate: bool = False


class _Reader(NamedTuple):
    """By what a text is read: the conventions, and the year for words without one."""

    conventions: Conventions
    year: int | None


def parse_period(text: str, *, year: int | None = None, conventions: Conventions = DEFAULT) -> Period:
    """The period that Danish words name. Danish: *periode*.

    ``year`` completes words without a year (``"2. maj"``) and marks the period ``inferred``. The interval is half-open;
    what it includes follows from the words: *senest*, *til*, *indtil* and *til og med* include the day or period named
    after them, *inden*, *før* and *frem til* stop before it. ``conventions`` bound the fuzzy words.

    Raises `PeriodError` for words without a date ('løbende', 'de kommende år', 'i fire år'), for impossible dates, and
    for a weekday that contradicts its date.

    >>> parse_period("1. kvartal 2017").start, parse_period("1. kvartal 2017").end
    (datetime.date(2017, 1, 1), datetime.date(2017, 4, 1))
    >>> parse_period("senest den 1. juli 2018").end
    datetime.date(2018, 7, 2)
    >>> parse_period("d.21. april")
    Traceback (most recent call last):
    ...
    praksisplan.errors.PeriodError: 'd.21. april': the year is missing; write it, or give year= [missing-year]
    """
    if not isinstance(text, str):
        raise PeriodError("not-text", shown(text), "expected words, found another type", "der skulle stå tekst")
    if year is not None and not (type(year) is int and FIRST_DAY.year <= year <= LAST_DAY.year):
        raise PlanError(
            Fault(
                "out-of-range",
                "year",
                f"expected a year from 1900 to 2199, found {shown(year)}",
                f"der skulle stå et årstal fra 1900 til 2199, her står {shown(year)}",
            )
        )
    return _parse(text, year, conventions)


@lru_cache(maxsize=65536)
def _parse(text: str, year: int | None, conventions: Conventions) -> Period:
    plain = _plain(text)
    refused: list[_Refused] = []
    for given in (None,) if year is None else (None, year):
        for reading in _phrases(plain, _Reader(conventions, given), refused):
            try:
                return Period(
                    start=reading.start,
                    end=reading.end,
                    text=unicodedata.normalize("NFC", text).strip(),
                    precision=reading.precision,
                    approximate=reading.approximate,
                    inferred=given is not None,
                    conventions=reading.conventions,
                    year=reading.first_year,
                )
            except PlanError as error:
                fault = error.faults[0]
                raise PeriodError(fault.code, text, fault.message, fault.danish) from None
    raise _refusal(text, plain, refused)


def _refusal(text: str, plain: str, refused: list[_Refused]) -> PeriodError:
    """Why the words name no period: a reading that cannot be, a word that has no date, or words not known."""
    refused.sort(key=lambda wrong: wrong.code == "missing-year")
    for wrong in refused:
        return PeriodError(wrong.code, text, wrong.english, wrong.danish)
    for code, pattern, english, danish in words.REFUSALS:
        if found := re.search(pattern, plain):
            said = found.group().strip()
            return PeriodError(code, text, f"'{said}' has no date: {english}", f"»{said}« har ingen dato: {danish}")
    if not plain:
        return PeriodError("no-date", text, "there are no words in it", "der står intet")
    return PeriodError(
        "no-date",
        text,
        "not a known way to write a period; write it as in '1. kvartal 2017' or '9. december 2016'",
        "ikke en kendt skrivemåde; skriv fx »1. kvartal 2017« eller »9. december 2016«",
    )


# --- one way of writing ------------------------------------------------------------------------------------------


_STEPS: tuple[tuple[str, str], ...] = (
    (r"[–—‒−‑‐]", "-"),  # every dash
    (r":", "."),  # 14:00 as 14.00
    (r"[\s,;()\[\]\"»«”“„]+", " "),  # blanks, and what only separates
    (r"['’‘´`](?=\d\d\b)", ""),  # '17
    (r"\bkl\b\.? ?\d{1,2}(?:[. ]\d\d)?(?: ?- ?(?:kl\.? ?)?\d{1,2}(?:[. ]\d\d)?)? ?$", ""),  # a time of day
    (r"(?<=\d)(?=[a-zæøå])|(?<=[a-zæøå])(?=\d)", " "),  # 1.kvartal2017, Q1
    (r"\bi\. ?(?=kvartal|halvår|tertial)", "1 "),  # I. kvartal
    (r"\bjul\b(?:\.|(?= ?[-/]))|(?<=\d )jul\b|(?<=\d\. )jul\b|(?<=-)jul\b|(?<=- )jul\b", "juli"),  # not Christmas
    (r"(?<=\d)\. ?(?=[a-zæøå/-]|$)|(?<=[a-zæøå])\.", " "),  # dots of ordinals and of words cut short
    (r"(?<=\d) ?\. ?(?=\d)", "."),  # 1. 7. 2023
    (r"\bu +(?=\d)", "uge "),
    (r"\bsidste (?=halvår|halve år|halvdel)", "2 "),
    (r"\bsidste (?=kvartal)", "4 "),
    (r"\biv\b(?= ?-? ?\w* ?(?:kvartal|tertial))", "4"),  # IV. kvartal
    (r"\biii\b(?= ?-? ?\w* ?(?:kvartal|tertial))", "3"),
    (r"\bii\b(?= ?-? ?\w* ?(?:kvartal|halvår|tertial))", "2"),
    (r" +", " "),
)
"""What is written one way before the words are read: a regular expression and what takes its place, in this order."""

_NOT_COUNTED = r" (?:del|tredjedel|uge|dag|hverdag|\w+dag)\b"
"""After these words an ordinal stays a word: 'første del af' is a third, 'første mandag' no date."""


def _plain(text: str) -> str:
    """The words in small letters with single blanks, one kind of dash, and dots only between numbers."""
    if len(text) > _LONGEST:
        raise PeriodError("no-date", text, "too long for a period", "for langt til en periode")
    plain = unicodedata.normalize("NFC", text).lower()
    if not plain.isascii() and re.search(r"(?![0-9])\d", plain):
        raise PeriodError("no-date", text, "its digits are not 0 to 9", "cifrene er ikke 0 til 9")
    for pattern, instead in _STEPS:
        plain = re.sub(pattern, instead, plain)
    return re.sub(rf"[a-zæøå]+(?!{_NOT_COUNTED})", _ordinal, plain).strip(" .!/")


def _ordinal(found: re.Match[str]) -> str:
    number = words.ORDINALS.get(found.group())
    return found.group() if number is None else str(number)


# --- phrases -----------------------------------------------------------------------------------------------------


def _phrases(plain: str, reader: _Reader, refused: list[_Refused]) -> Iterator[_Reading]:
    """Every reading of a phrase, the most direct first; readings that cannot be go into ``refused``."""
    for attempt in (_single, _range, _deadline, _opening, _introduced):
        try:
            yield from attempt(plain, reader, refused)
        except _Refused as wrong:
            refused.append(wrong)


def _rest(pattern: str, plain: str) -> str | None:
    """What follows the words of a table at the beginning of a phrase."""
    found = re.match(rf"(?:{pattern}) (?=\S)", plain)
    return None if found is None else plain[found.end() :]


def _single(plain: str, reader: _Reader, refused: list[_Refused]) -> Iterator[_Reading]:
    term = _term(plain, reader.conventions)
    if term is not None and term.kind == "third":
        term = term._replace(kind="year")
    if term is not None and term.kind != "bare":
        yield _resolve(term, reader)


def _deadline(plain: str, reader: _Reader, refused: list[_Refused]) -> Iterator[_Reading]:
    for pattern, included in ((words.UNTIL_END_OF, True), (words.UNTIL, True), (words.BEFORE, False)):
        rest = _rest(pattern, plain)
        if rest is not None:
            for inner in _phrases(rest, reader, refused):
                end = inner.end if included or inner.start is None else inner.start
                if end is not None:
                    year = inner.last_year if included else (end - _ONE_DAY).year
                    yield _Reading(None, end, Precision.RANGE, year, year, inner.conventions, inner.approximate)


def _opening(plain: str, reader: _Reader, refused: list[_Refused]) -> Iterator[_Reading]:
    rest = _rest(words.FROM, plain)
    onward = re.sub(r" ?-$| (?:og )?(?:frem|fremefter|fremover|fremad|frem i tiden|videre frem|ff)$", "", plain)
    if rest is not None and onward != plain:
        rest = _rest(words.FROM, onward)
    elif onward != plain:
        rest = onward
    if rest is not None:
        for inner in _phrases(rest, reader, refused):
            start = inner.start or inner.end
            yield inner._replace(start=start, end=None, precision=Precision.RANGE)
    rest = _rest(words.AFTER, plain)
    if rest is not None:
        for inner in _phrases(rest, reader, refused):
            if inner.end is not None:
                year = inner.end.year
                yield _Reading(inner.end, None, Precision.RANGE, year, year, inner.conventions, inner.approximate)


def _introduced(plain: str, reader: _Reader, refused: list[_Refused]) -> Iterator[_Reading]:
    rest = _rest(words.APPROXIMATELY, plain)
    if rest is not None:
        yield from (inner._replace(approximate=True) for inner in _phrases(rest, reader, refused))
    rest = _rest(words.LEAD_INS, plain)
    if rest is not None:
        yield from _phrases(rest, reader, refused)


_BETWEEN = (
    r" ?(?P<sign>[-/]) ?| (?P<until>(?:frem )?til og med|(?:ind)?til|t ?o ?m) | (?P<before>frem til) "
    r"| (?P<joined>og|eller|samt) "
)


def _range(plain: str, reader: _Reader, refused: list[_Refused]) -> Iterator[_Reading]:
    """Two terms with a sign or word between them; the year, month or unit may stand at one of them only."""
    between = re.match(r"(?:i ?)?mellem ", plain)
    plain = re.sub(r"^(?:fra(?: og med)?|f ?o ?m|(?:i ?)?mellem) ", "", plain)
    for found in re.finditer(_BETWEEN, plain):
        left, right = plain[: found.start()], plain[found.end() :]
        trimmed = [re.sub(rf"^(?:{words.APPROXIMATELY}) ", "", side) for side in (left, right)]
        approximate = trimmed != [left, right]
        end_of = _rest(words.UNTIL_END_OF, trimmed[1])
        trimmed[1] = end_of or trimmed[1]
        sides = [_term(re.sub(r"^(?:den|i) (?=.)", "", side), reader.conventions) for side in trimmed]
        if sides[0] is None or sides[1] is None:
            continue
        completed = _complete(sides[0], sides[1])
        if completed is None:
            continue
        try:
            first, last = (_resolve(term, reader) for term in completed)
            assert first.start is not None
            assert first.end is not None
            assert last.start is not None
            end = last.start if found["before"] else last.end
            assert end is not None
            if first.start >= end or (last.start < first.start and not end_of):
                raise _Refused(
                    "order",
                    f"ends before it begins: {first.start} to {end}; write the year of both",
                    f"slutter før den begynder: {first.start} til {end}; skriv årstal på begge",
                )
            years = completed[0].kind == completed[1].kind == "year"
            alternatives = (found["joined"] and not between) or (found["sign"] == "/" and not years)
            if alternatives and first.end < last.start and (found["joined"] or sides[0].year is None):
                raise _Refused(
                    "order",
                    "the two do not adjoin; write them apart, or as from ... to ...",
                    "de to ligger ikke op ad hinanden; skriv dem hver for sig eller som fra ... til ...",
                )
        except _Refused as wrong:
            refused.append(wrong)
            continue
        names = tuple(dict.fromkeys(first.conventions + last.conventions))
        last_year = (end - _ONE_DAY).year if found["before"] else last.last_year
        yield _Reading(first.start, end, Precision.RANGE, first.first_year, last_year, names, approximate)


def _complete(left: _Term, right: _Term) -> tuple[_Term, _Term] | None:
    """Both terms with what only one of them says; ``None`` where they do not go together."""
    if left.kind == "bare":
        if right.kind not in ("day", "quarter", "half", "tertial", "week") or left.year is not None:
            return None
        if right.kind == "day":
            left = right._replace(day=left.number, weekday=None, year=None, until=None)
        else:
            left = _Term(right.kind, number=left.number)
    elif left.kind == "third":
        if right.third is None:
            return None
        left = right._replace(third=left.third)
    if right.kind == "bare":
        if left.kind in ("quarter", "half", "tertial", "week"):
            right = _Term(left.kind, number=right.number, year=right.year)
        elif left.kind == "year" and left.year is not None and right.year is None and left.third is None:
            right = _Term("year", year=left.year // 100 * 100 + right.number)
        else:
            return None
    elif right.kind == "third":
        return None
    if left.year is None and right.until is not None:
        if right.kind != "season" or right.number != 3:
            right = right._replace(year=right.until, until=None)
            return left._replace(year=right.year and right.year - 1), right
        return left._replace(year=right.year), right
    if left.year is None:
        left = left._replace(year=right.year)
    elif right.year is None:
        right = right._replace(year=left.year)
    return left, right


# --- terms -------------------------------------------------------------------------------------------------------

_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_ANY_YEAR = r"(?P<year>(?:19|20|21)\d\d|\d\d)"
_TAIL = rf"(?: ?(?:af |i |for |-|/)? ?{_ANY_YEAR})?"
_UNTIL_YEAR = r"(?: ?[/-] ?(?P<until>(?:19|20|21)\d\d|\d\d))?"
_NUMBER = r"(?P<number>\d{1,2})"
_MONTH = "(?P<month>" + "|".join(sorted(words.MONTHS, key=len, reverse=True)) + ")"
_SEASON = "(?P<season>" + "|".join(sorted(words.SEASONS, key=len, reverse=True)) + ")"
_WEEKDAY = "(?P<weekday>" + "|".join(sorted(words.WEEKDAYS, key=len, reverse=True)) + ")"
_ON = rf"(?:{_WEEKDAY} )?(?:d |den |dato )?"

_FORMS = (
    ("year", _YEAR),
    (
        "half",
        rf"{_NUMBER} ?(?:{words.HALVES}){_TAIL}|(?:halvår|h) ?(?P<number2>\d{{1,2}}){_TAIL.replace('year', 'year2')}",
    ),
    ("half", rf"{_YEAR} ?-? ?(?:{_NUMBER} (?:halvår|halvdel)|h ?(?P<number2>\d{{1,2}}))"),
    ("tertial", rf"{_NUMBER} (?:tertial){_TAIL}"),
    (
        "quarter",
        rf"{_NUMBER} ?(?:{words.QUARTERS}){_TAIL}"
        rf"|(?:{words.QUARTERS}) ?(?P<number2>\d{{1,2}}){_TAIL.replace('year', 'year2')}",
    ),
    ("quarter", rf"{_YEAR} ?-? ?(?:{_NUMBER} ?(?:kvartal|kvt|kv)|[qk] ?(?P<number2>\d{{1,2}}))"),
    ("season", rf"{_SEASON}(?:(?: |-| af | i ){_ANY_YEAR}{_UNTIL_YEAR})?"),
    ("school", rf"skoleår(?:et)?(?: {_ANY_YEAR}{_UNTIL_YEAR})?"),
    ("turn", rf"årsskifte[t]?(?: mellem)?(?: {_ANY_YEAR}(?: ?(?:[/-]|og|til) ?(?P<until>(?:19|20|21)\d\d|\d\d))?)?"),
    ("month", rf"{_MONTH}(?: måned)?(?: ?(?:af |i |-|/)? ?{_ANY_YEAR}{_UNTIL_YEAR})?"),
    ("month", rf"{_NUMBER} ?[/-] ?{_YEAR}|{_NUMBER.replace('number', 'number2')}\.{_YEAR.replace('year', 'year2')}"),
    ("iso-month", rf"{_YEAR}-(?P<number>0[1-9]|1[0-2])"),
    (
        "week",
        rf"(?:{_WEEKDAY} (?:i )?)?uge[rn]?(?:ne)?(?: ?nr)? ?{_NUMBER}"
        rf"(?: ?(?:i |af |-|/)? ?{_YEAR}| ?/ ?(?P<year2>\d\d))?",
    ),
    ("week", rf"{_YEAR} ?-? ?(?:uge|w) ?{_NUMBER}"),
    ("week", rf"{_NUMBER} uge(?: ?(?:i )?{_YEAR})?"),
    ("day", rf"{_ON}(?P<day>\d{{1,2}}) ?{_MONTH}(?: måned)?(?: ?(?:i |af |-|/)? ?{_ANY_YEAR})?"),
    ("day", rf"{_ON}(?P<day>\d{{1,2}}) ?[./] ?{_NUMBER}(?: ?[-./ ] ?{_ANY_YEAR})?"),
    ("day", rf"{_ON}(?P<day>\d{{1,2}})-{_NUMBER}-{_ANY_YEAR}"),
    ("day", rf"{_YEAR}(?P<sign>[-/]){_NUMBER}(?P=sign)(?P<day>\d\d)"),
    ("bare", rf"(?:d |den )?{_NUMBER}(?: ?[-/]? ?{_YEAR})?"),
)
"""The ways to write a term, as kind and regular expression; tried in this order."""

_HAS_THIRDS = ("year", "month", "quarter", "half", "season")


@lru_cache(maxsize=4096)
def _term(plain: str, conventions: Conventions) -> _Term | None:
    """The term that the words are, or ``None``."""
    for third, pattern in enumerate(words.THIRDS):
        if re.fullmatch(pattern, plain):
            return _Term("third", third=third)
        rest = _rest(pattern, plain)
        if rest is not None:
            rest = re.sub(r"^(?:året?|kalenderåret) ", "", rest)
            if re.fullmatch(r"\d\d", rest):
                return _Term("year", year=_full_year(rest, conventions), third=third)
            inner = _term(rest, conventions)
            if inner is not None and inner.kind in _HAS_THIRDS and inner.third is None:
                return inner._replace(third=third)
    for kind, pattern in _FORMS:
        found = re.fullmatch(pattern, plain)
        if found is not None:
            term = _named(kind, {name: value for name, value in found.groupdict().items() if value}, conventions)
            if term is not None:
                return term
    return None


def _named(kind: str, said: dict[str, str], conventions: Conventions) -> _Term | None:
    year_words = said.get("year") or said.get("year2")
    year = None if year_words is None else _full_year(year_words, conventions)
    until = None
    if "until" in said:
        assert year is not None
        until = int(said["until"]) if len(said["until"]) == 4 else year // 100 * 100 + int(said["until"])
        if until <= year and len(said["until"]) == 2:
            until += 100
    number = int(said.get("number") or said.get("number2") or 0)
    if kind == "iso-month":
        if year is not None and number > year % 100:
            return None  # 2014-17 and 2010-11 are years
        kind = "month"
    if "month" in said:
        number = words.MONTHS[said["month"]]
    if "season" in said:
        number = words.SEASONS[said["season"]]
    weekday = words.WEEKDAYS[said["weekday"]] if "weekday" in said else None
    return _Term(kind, number, int(said.get("day", 0)), year, until, None, weekday)


def _full_year(digits: str, conventions: Conventions) -> int:
    """The year that four or two digits name."""
    if len(digits) == 4:
        return int(digits)
    first = conventions.two_digit_years.values[0]
    year = first // 100 * 100 + int(digits)
    return year if year >= first else year + 100


# --- from a term to its days -------------------------------------------------------------------------------------

_LENGTHS = {
    "half": (6, 2, Precision.HALF_YEAR, "half-years", "halvår"),
    "tertial": (4, 3, Precision.THIRD_OF_YEAR, "thirds of a year", "tertialer"),
    "quarter": (3, 4, Precision.QUARTER, "quarters", "kvartaler"),
    "month": (1, 12, Precision.MONTH, "months", "måneder"),
}
"""Months, how many there are in a year, precision, and the words, of the parts of a year that are counted."""


def _impossible(english: str, danish: str) -> _Refused:
    return _Refused("impossible", english, danish)


def _resolve(term: _Term, reader: _Reader) -> _Reading:
    """The days of a term."""
    year = term.year if term.year is not None else reader.year
    if year is None:
        raise _Refused("missing-year", "the year is missing; write it, or give year=", "årstallet mangler")
    conventions = reader.conventions
    if term.kind == "day":
        return _day(term, year)
    if term.kind == "week":
        return _week(term, year)
    if term.kind in ("school", "turn"):
        return _across(term, year, conventions)
    if term.kind == "season":
        whole = _season(term, year, conventions)
    else:
        if term.until is not None:
            raise _impossible("two years for one month", "to årstal til én måned")
        months, count, precision, english, danish = _LENGTHS.get(term.kind, (12, 1, Precision.YEAR, "", ""))
        number = term.number or 1
        if not 1 <= number <= count or (term.kind != "year" and not term.number):
            raise _impossible(f"a year has {count} {english}, not {term.number}", f"et år har {count} {danish}")
        start = datetime.date(year, 1, 1) + relativedelta(months=months * (number - 1))
        whole = _Reading(start, _end(start, months), precision, year, year)
    return whole if term.third is None else _third(whole, term, conventions)


def _end(start: datetime.date, months: int) -> datetime.date:
    """The first day after a number of months from the first of one."""
    return start + relativedelta(months=months)


def _day(term: _Term, year: int) -> _Reading:
    try:
        day = datetime.date(year, term.number, term.day)
    except ValueError:
        raise _impossible(
            f"there is no day {term.day} in month {term.number} of {year}",
            f"der er ingen dag {term.day} i måned {term.number} i {year}",
        ) from None
    _check_weekday(term, day)
    return _Reading(day, day + _ONE_DAY, Precision.DAY, year, year)


def _check_weekday(term: _Term, day: datetime.date) -> None:
    if term.weekday is not None and term.weekday != day.weekday():
        names = [name for name in words.WEEKDAYS if name.endswith("dag")]
        raise _Refused(
            "weekday",
            f"{day} is a {names[day.weekday()]}, not a {names[term.weekday]}",
            f"{day} er en {names[day.weekday()]}, ikke en {names[term.weekday]}",
        )


def _week(term: _Term, year: int) -> _Reading:
    try:
        monday = datetime.date.fromisocalendar(year, term.number, 1)
    except ValueError:
        raise _impossible(f"{year} has no ISO week {term.number}", f"{year} har ingen uge {term.number}") from None
    if term.weekday is not None:
        day = monday + datetime.timedelta(days=term.weekday)
        return _Reading(day, day + _ONE_DAY, Precision.DAY, year, year)
    return _Reading(monday, monday + datetime.timedelta(days=7), Precision.WEEK, year, year)


def _season(term: _Term, year: int, conventions: Conventions) -> _Reading:
    month = conventions.seasons.values[term.number]
    names = [conventions.seasons.name]
    crosses = month > 10
    named = term.until or year
    if term.until is not None and (not crosses or term.until != year + 1):
        raise _impossible("two years for one season", "to årstal til én årstid")
    if crosses and term.until is None:
        year -= conventions.winter_year.values[0]
        names.append(conventions.winter_year.name)
    start = datetime.date(year, month, 1)
    return _Reading(start, _end(start, 3), Precision.SEASON, named, named, tuple(names))


def _across(term: _Term, year: int, conventions: Conventions) -> _Reading:
    """A school year or the turn of a year, which need both years."""
    if term.until != year + 1:
        raise _impossible(
            "it lies in two years; write both, as in 2016/17", "det ligger i to år; skriv begge, fx 2016/17"
        )
    if term.kind == "school":
        month, day = conventions.school_year.values
        start, end = datetime.date(year, month, day), datetime.date(year + 1, month, day)
        return _Reading(start, end, Precision.YEAR, year, year + 1, (conventions.school_year.name,))
    before, after = conventions.turn_of_year.values
    new_year = datetime.date(year + 1, 1, 1)
    start, end = new_year - relativedelta(months=before), new_year + relativedelta(months=after)
    return _Reading(start, end, Precision.RANGE, year + 1, year + 1, (conventions.turn_of_year.name,))


def _third(whole: _Reading, term: _Term, conventions: Conventions) -> _Reading:
    """The first, second or last third of a period, by the convention for its kind."""
    assert whole.start is not None
    assert whole.end is not None
    assert term.third is not None
    if term.kind == "month":
        convention, precision = conventions.month_thirds, Precision.THIRD_OF_MONTH
        starts = [whole.start.replace(day=day) for day in convention.values]
    elif term.kind == "year":
        convention, precision = conventions.year_thirds, Precision.THIRD_OF_YEAR
        starts = [whole.start.replace(month=month) for month in convention.values]
    else:
        convention, precision = conventions.part_thirds, Precision.RANGE
        months = _LENGTHS[term.kind][0] if term.kind in _LENGTHS else 3
        step = months // convention.values[0]
        starts = [whole.start + relativedelta(months=step * part) for part in range(3)]
    bounds = [*starts, whole.end]
    names = (*whole.conventions, convention.name)
    return whole._replace(start=bounds[term.third], end=bounds[term.third + 1], precision=precision, conventions=names)
