"""Danish words -> `Period`. Nothing is guessed: what has no date is refused with a `PeriodError`.

The words are first written one way (`praksisplan.periods.spelling`). Then they are read once, from left to right: the
words in front (*senest*, *fra*, *i løbet af*) are taken off one after another, the longest that fits. What is left must
be a *term*, two terms with a sign or word between them, or a list of terms (`praksisplan.periods.terms`); the words in
front are then applied to it from the innermost out. Nothing is tried twice, so the time is linear in the length.
English words are translated into Danish and read likewise. `praksisplan.periods.words` says which word means what.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from praksisplan.errors import PeriodError, PlanError, Words, fault, shown
from praksisplan.fields import FIRST_DAY, LAST_DAY, each
from praksisplan.periods import words
from praksisplan.periods.canonical import Precision
from praksisplan.periods.conventions import DEFAULT, Conventions
from praksisplan.periods.period import Period
from praksisplan.periods.spelling import Spelling, in_danish, spelled
from praksisplan.periods.terms import ONE_DAY, Reader, Reading, Refused, Term, complete, resolve, term_of

_LONGEST = 200
"""Signs; a longer text is refused by its length."""

_MOST_SIGNS = 16
"""Signs and words that may stand between two terms; more of them are no period."""


def parse_period(text: str, *, year: int | None = None, conventions: Conventions = DEFAULT) -> Period:
    """The period that Danish or English words name. Danish: *periode*.

    ``year`` completes words without a year (``"2. maj"``) and marks the period as ``inferred``. The interval is
    half-open; the words tell what it includes: *senest*, *til*, *indtil* and *til og med* include the day or period
    after them; *inden*, *før* and *frem til* end before it. ``conventions`` bound vague words. A time of day after a
    date is ignored. A text may have at most 200 characters.

    Raises `PeriodError` for words without a date ('løbende', 'de kommende år', 'i fire år'), for words with more than
    one meaning ('2001-12', '1. kvartal 2026/2027'), for impossible dates, and for a weekday that contradicts its date;
    `PlanError` for a ``year`` outside 1900-2199.

    >>> parse_period("1. kvartal 2017").start, parse_period("1. kvartal 2017").end
    (datetime.date(2017, 1, 1), datetime.date(2017, 4, 1))
    >>> parse_period("senest den 1. juli 2018").end
    datetime.date(2018, 7, 2)
    >>> parse_period("first quarter of 2017").end
    datetime.date(2017, 4, 1)
    >>> parse_period("d.21. april")
    Traceback (most recent call last):
    ...
    praksisplan.errors.PeriodError: 'd.21. april': the year is missing; write it, or give year= [missing-year]
    """
    if not isinstance(text, str):
        raise PeriodError(shown(text), fault("not-text"))
    if year is not None and not (type(year) is int and FIRST_DAY.year <= year <= LAST_DAY.year):
        raise PlanError(fault("out-of-range.year", "year", found=year, first=FIRST_DAY.year, last=LAST_DAY.year))
    if not isinstance(conventions, Conventions):
        raise PlanError(fault("wrong-type.conventions", "conventions", found=conventions))
    return _parse(text, year, conventions)


def parse_day(text: str, name: str = "") -> datetime.date:
    """The one day that Danish or English words name. Danish: *dag*.

    Faults give ``name`` as their place. Raises `PeriodError` for words that name no period, and `PlanError` for a
    period of more than one day.

    >>> parse_day("2017-01-15") == parse_day("15. januar 2017")
    True
    >>> parse_day("2017", "as_of")
    Traceback (most recent call last):
    ...
    praksisplan.errors.PlanError: as_of: expected one day, got '2017' [not-a-day]
    """
    try:
        found = parse_period(text)
    except PlanError as error:
        raise error.under(name) from None
    if found.start is None or found.last_day != found.start:
        raise PlanError(fault("not-a-day", name, found=text))
    return found.start


@lru_cache(maxsize=65536)
def _parse(text: str, year: int | None, conventions: Conventions) -> Period:
    if len(text) > _LONGEST:
        raise PeriodError(text, fault("no-date.too-long", count=len(text), most=_LONGEST))
    composed = unicodedata.normalize("NFC", text)
    if not composed.isascii() and re.search(r"(?![0-9])\d", composed):
        raise PeriodError(text, fault("no-date.digits"))
    danish = spelled(composed)
    english = in_danish(composed)
    refused: list[Refused] = []
    for spelling in (danish,) if english is None else (danish, spelled(english)):
        for given in (None,) if year is None else (None, year):
            try:
                reading = _phrase(spelling, Reader(conventions, given), refused)
            except Refused as wrong:
                refused.append(wrong)
                continue
            if reading is not None:
                return _period(text, composed, reading, given)
    raise _refusal(text, danish.plain, refused)


def _period(text: str, composed: str, reading: Reading, given: int | None) -> Period:
    try:
        return Period(
            start=reading.start,
            end=reading.end,
            text=composed.strip(),
            precision=reading.precision,
            approximate=reading.approximate,
            inferred=given is not None,
            conventions=reading.conventions,
            year=reading.first_year,
        )
    except PlanError as error:
        [found, *_] = error.faults
        if found.code == "out-of-range":
            raise PeriodError(text, fault("out-of-range.days", first=FIRST_DAY.year, last=LAST_DAY.year)) from None
        raise PeriodError(text, found) from None


def _refusal(text: str, plain: str, refused: list[Refused]) -> PeriodError:
    """Why the words name no period: a reading that cannot be, a word that has no date, or words not known."""
    refused.sort(key=lambda wrong: wrong.code == "missing-year")
    for wrong in refused:
        return PeriodError(text, fault(wrong.code, **wrong.fields))
    for code, pattern in words.REFUSALS:
        if found := re.search(pattern, plain):
            return PeriodError(text, fault(code, words=found.group().strip()))
    if not plain:
        return PeriodError(text, fault("no-date.empty"))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return PeriodError(text, fault("out-of-range.days", first=FIRST_DAY.year, last=LAST_DAY.year))
    return PeriodError(text, fault("no-date"))


# --- the words in front ------------------------------------------------------------------------------------------


class _Operator(NamedTuple):
    """Words in front of a period: what kind they are, the words, and what they count."""

    kind: str
    said: str
    is_last: bool = False
    number: int = 1
    unit: str = ""


_NUMBER = r"(?:\d{1,3}|" + "|".join(words.NUMBERS) + ")"
_UNIT = "|".join(words.UNITS)

_OPERATORS = tuple(
    (kind, rf"(?:{pattern}) (?=\S)")
    for kind, pattern in (
        ("lead-in", words.LEAD_INS),
        ("approximately", words.APPROXIMATELY),
        ("end-of", words.END_OF),
        ("until", words.UNTIL),
        ("before", words.BEFORE),
        ("from", words.FROM),
        ("after", words.AFTER),
        ("between", words.BETWEEN),
        (
            "count",
            rf"(?:de |den |det )?(?:(?P<number>{_NUMBER}) )?(?:første|(?P<last>sidste))(?: (?P<number2>{_NUMBER}))?"
            rf" (?P<unit>{_UNIT})(?: af| i| på)?",
        ),
    )
)


_compiled = cache(re.compile)


def _in_front(plain: str) -> tuple[list[_Operator], str]:
    """The words in front of a period, the longest that fit each time, and what follows them."""
    taken: list[_Operator] = []
    while True:
        may_count = "første" in plain or "sidste" in plain
        fits = [
            (found.end(), kind, found)
            for kind, pattern in _OPERATORS
            if (may_count if kind == "count" else _has_words(plain)) and (found := _compiled(pattern).match(plain))
        ]
        if not fits:
            return taken, plain
        end, kind, found = max(fits, key=lambda fit: fit[0])
        said = found.group().strip()
        if kind == "count":
            number = found["number"] or found["number2"]
            unit = found["unit"]
            if number is None and unit not in ("dag", "måned", "uge", "år"):
                return taken, plain
            count = 1 if number is None else words.NUMBERS.get(number) or int(number)
            taken.append(_Operator(kind, said, found["last"] is not None, count, unit))
        else:
            taken.append(_Operator(kind, said))
        plain = plain[end:]


def _is_first_of_two(operator: _Operator, reading: Reading) -> bool:
    """Whether 'fra' and its like belong to the 'til' or dash of a range, so that the range has an end."""
    is_plain = re.search(r"\b(?:fra(?: og med)?|f ?o ?m|pr|per)$", operator.said) is not None
    return operator.kind == "from" and (reading.span == "til" or (reading.span == "-" and is_plain))


def _phrase(spelling: Spelling, reader: Reader, refused: list[Refused]) -> Reading | None:
    """What the words say; ``None`` where they are not known, and `Refused` where they cannot be."""
    operators, core = _in_front(spelling.plain)
    core = re.sub(rf" (?:{words.BEHIND})$", "", core)
    onward = re.sub(rf" ?-$| (?:{words.ONWARD})$", "", core)
    if spelling.wrong_time:
        raise Refused("impossible.time", time=spelling.wrong_time)
    names_years = any(one.kind == "lead-in" and re.search(r"årene$|perioden?$", one.said) for one in operators)
    opener = next((one for one in reversed(operators) if one.kind not in ("lead-in", "approximately")), None)
    is_between = opener is not None and opener.kind == "between"
    reading = None if is_between or (names_years and _is_years(onward)) else _single(onward, operators, reader, refused)
    if reading is None:
        reading = _several(onward, is_between, reader, refused)
        if reading is None:
            return None
        if opener is not None and reading.span == "til" and opener.kind not in ("from", "between"):
            return None  # 'efter 1. maj til 3. juni' may exclude the first day, or both
        if opener is not None and (is_between or _is_first_of_two(opener, reading)):
            operators.remove(opener)
    if any(one.kind == "between" for one in operators):
        return None
    if onward != core and all(one.kind not in ("from", "after") for one in operators):
        operators.insert(0, _Operator("from", ""))
    if spelling.has_time and not (reading.precision is Precision.DAY or reading.is_of_days):
        raise Refused("no-date.time")
    for operator in reversed(operators):
        applied = _applied(operator, reading, spelling.is_during_day)
        if applied is None:
            return None
        reading = applied
    return reading


def _is_last_third(reading: Reading) -> bool:
    """Whether a period is the last third of a month or a year."""
    end = reading.end
    if end is None or end.day != 1:
        return False
    return reading.precision is Precision.THIRD_OF_MONTH or (
        reading.precision is Precision.THIRD_OF_YEAR and end.month == 1
    )


def _is_years(plain: str) -> bool:
    return re.fullmatch(r"\d{4}[-/]\d\d?", plain) is not None


def _applied(operator: _Operator, reading: Reading, is_during_day: bool) -> Reading | None:
    """What a period means with words in front of it; ``None`` where they do not go together."""
    start, end = reading.start, reading.end
    kind = operator.kind
    if kind == "lead-in":
        return reading
    if kind == "approximately":
        return reading._replace(approximate=True)
    if kind == "count":
        return _counted(operator, reading)
    if kind == "end-of":
        return None if end is None else _closing(reading, end)._replace(turn=end)
    if kind == "until":
        last = reading.turn or end
        return None if last is None else _closing(reading, last)
    if kind == "before":
        stop = reading.turn or (end if is_during_day else start) or end
        return None if stop is None else _closing(reading, stop)
    if kind == "after":
        begin = reading.turn or (start if is_during_day else end)
    elif end is not None and operator.said in ("pr", "per") and _is_last_third(reading):
        begin = end - ONE_DAY  # pr. ultimo juni: as of its last day
    else:
        begin = reading.turn or start or (end and end - ONE_DAY)  # fra senest 1. marts: from 1 March
    if begin is None:
        return None
    year = reading.first_year if begin == start else begin.year
    return Reading(begin, None, Precision.RANGE, year, year, reading.conventions, reading.approximate)


def _closing(reading: Reading, end: datetime.date) -> Reading:
    """All days before one."""
    year = reading.last_year if end == reading.end else (end - ONE_DAY).year
    return reading._replace(start=None, end=end, precision=Precision.RANGE, first_year=year, last_year=year)


def _counted(operator: _Operator, reading: Reading) -> Reading | None:
    """The first or last so many days, weeks, months or years of a period."""
    if reading.start is None or reading.end is None:
        return None
    if operator.unit == "uge":
        raise Refused("ambiguous.week")
    if reading.precision is Precision.RANGE and _is_two_years(reading):
        raise Refused("ambiguous.two-years", is_final=True)
    from dateutil.relativedelta import relativedelta

    unit, size = words.UNITS[operator.unit]
    length = operator.number * size
    step = relativedelta(days=length) if unit == "day" else relativedelta(months=length)
    start, end = (reading.end - step, reading.end) if operator.is_last else (reading.start, reading.start + step)
    if start < reading.start or end > reading.end or start >= end:
        raise Refused("impossible.fewer", number=operator.number, unit=Words(operator.unit, "of them"))
    year = start.year if operator.is_last else reading.first_year
    return reading._replace(
        start=start, end=end, precision=Precision.RANGE, first_year=year, last_year=(end - ONE_DAY).year
    )


def _is_two_years(reading: Reading) -> bool:
    """Whether a period is two whole calendar years, as '2026/27' is."""
    start, end = reading.start, reading.end
    return start is not None and (start.month, start.day, end) == (1, 1, datetime.date(start.year + 2, 1, 1))


# --- one term, two, or several -----------------------------------------------------------------------------------


def _single(plain: str, operators: list[_Operator], reader: Reader, refused: list[Refused]) -> Reading | None:
    """One term. 'til' before a season is an idiom: it says that something happens in the season."""
    term = term_of(plain.replace(" , ", " "), reader.conventions)
    if term is None or term.kind == "bare":
        return None
    if term.kind == "part":
        term = term._replace(kind="year")
    reading = _attempt(lambda: resolve(term, reader), refused)
    if reading and term.kind == "season" and term.part is None and operators and operators[-1].said == "til":
        operators.pop()
    return reading


def _attempt(read: Callable[[], Reading | None], refused: list[Refused]) -> Reading | None:
    """What is read; ``None``, with the reason kept, where that cannot be and another reading may be meant."""
    try:
        return read()
    except Refused as wrong:
        if wrong.is_final:
            raise
        refused.append(wrong)
        return None


_SIGNS = (
    r" ?(?P<sign>[-/]) ?| (?P<until>(?:og )?(?:(?:frem )?til og med|(?:ind)?til)|t ?o ?m) "
    r"| (?P<before>(?:og )?frem til) | (?P<joined>og|eller|samt|som) "
)


def _several(plain: str, is_between: bool, reader: Reader, refused: list[Refused]) -> Reading | None:
    """A list of terms, or two with a sign or word between them; the year, month or unit may stand at one only."""
    signs = list(re.finditer(_SIGNS, plain))
    if not 0 < len(signs) <= _MOST_SIGNS:
        return None
    attempts = (_attempt(partial(_at_sign, plain, sign, is_between, reader), refused) for sign in signs)
    return next(filter(None, attempts), None)


def _at_sign(plain: str, sign: re.Match[str], is_between: bool, reader: Reader) -> Reading | None:
    left, right = plain[: sign.start()], plain[sign.end() :]
    is_list = sign["joined"] and " , " in left
    listed = _list([*left.split(" , "), right], reader) if is_list else None
    return listed or _range(left, right, sign, is_between, reader)


def _side(plain: str, conventions: Conventions) -> Term | None:
    return term_of(re.sub(r"^(?:den|i) (?=.)", "", plain.replace(" , ", " ")), conventions)


def _list(members: list[str], reader: Reader) -> Reading | None:
    """Several terms that adjoin: *1., 2. og 3. kvartal 2026*."""
    first, last = (_side(member, reader.conventions) for member in (members[0], members[-1]))
    pair = None if first is None or last is None else complete(first, last)
    if pair is None:
        return None
    readings = [resolve(pair[0], reader)]
    for member in members[1:-1]:
        term = _side(member, reader.conventions)
        between = None if term is None else complete(term, pair[1])
        if between is None:
            return None
        readings.append(resolve(between[0], reader))
    readings.append(resolve(pair[1], reader))
    if any(one.end != following.start for one, following in pairwise(readings)):
        raise Refused("order.apart")
    return _joined(readings[0], readings[-1])


def _joined(first: Reading, last: Reading) -> Reading:
    """From the first day of one to the last of another."""
    names = tuple(dict.fromkeys(first.conventions + last.conventions))
    is_of_days = all(one.precision is Precision.DAY for one in (first, last))
    start, end, years = first.turn or first.start, last.turn or last.end, (first.first_year, last.last_year)
    return Reading(start, end, Precision.RANGE, *years, names, is_of_days=is_of_days)


def _has_words(side: str) -> bool:
    """Whether words may stand in front of one side of a range: it does not begin with a digit."""
    return not side[:1].isdecimal()


def _range(left: str, right: str, sign: re.Match[str], is_between: bool, reader: Reader) -> Reading | None:
    trimmed = [
        re.sub(rf"^(?:{words.APPROXIMATELY}) ", "", side) if _has_words(side) else side for side in (left, right)
    ]
    end_of = until = None
    if _has_words(trimmed[1]):
        end_of = re.match(rf"(?:(?:{words.UNTIL}|{words.BEFORE}) )?(?:{words.END_OF}) (?=\S)", trimmed[1])
        until = end_of or re.match(rf"(?:{words.UNTIL}) (?=\S)", trimmed[1])
    sides = [_side(side, reader.conventions) for side in (trimmed[0], trimmed[1][until.end() if until else 0 :])]
    completed = None if sides[0] is None or sides[1] is None else complete(sides[0], sides[1])
    if completed is None or sides[0] is None or sides[1] is None:
        return None
    first, last = (resolve(term, reader) for term in completed)
    both = _joined(first, last)
    if sign["before"] and not end_of:
        both = both._replace(end=last.turn or last.start)
    (start, end), (first_start, first_end), (last_start, _) = both.days, first.days, last.days
    if start >= end or (last_start < first_start and not end_of):
        raise Refused("order.reversed", left=left, right=right)
    years = completed[0].kind == completed[1].kind == "year"
    alternatives = (sign["joined"] and not is_between) or (sign["sign"] == "/" and not years)
    if alternatives and first_end < last_start and (sign["joined"] or None in (sides[0].year, sides[1].year)):
        raise Refused("order.apart")
    last_year = last.last_year if end == last.end else (end - ONE_DAY).year
    span = "til" if sign["until"] or sign["before"] else "-" if sign["sign"] == "-" else ""
    return both._replace(approximate=trimmed != [left, right], last_year=last_year, span=span)


def read_period(value: Period | str, name: str = "") -> Period:
    """The period, or the period that the words name; for fields that accept both.

    >>> read_period("1. kvartal 2017").start
    datetime.date(2017, 1, 1)
    """
    if type(value) is str:
        try:
            return parse_period(value)
        except PlanError as error:
            raise error.under(name) from None
    if not isinstance(value, Period):
        raise PlanError(fault("wrong-type.period-or-words", name, found=value))
    return value


def read_periods(values: Iterable[Period | str], name: str = "") -> tuple[Period, ...]:
    """Several periods, each of them a `Period` or the words of one.

    >>> [str(one) for one in read_periods(["1. kvartal 2017", "2018"])]
    ['1. kvartal 2017', '2018']
    """
    return each(values, read_period, name)
