"""The value itself: what it accepts, what it tells, and how two are compared."""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import pytest

from praksisplan import Period, PlanError, format_period, parse_period
from praksisplan.periods import (
    Precision,
    certainty_within,
    contiguous,
    length_in,
    may_overlap,
    split_period,
    surely_after,
    surely_before,
)

D = datetime.date


@pytest.mark.parametrize(
    ("start", "end", "text", "precision"),
    [
        (D(2017, 1, 1), D(2018, 1, 1), "2017", Precision.YEAR),
        (D(2015, 1, 1), D(2020, 1, 1), "2015-2019", Precision.RANGE),
        (D(2017, 7, 1), D(2018, 1, 1), "2. halvår 2017", Precision.HALF_YEAR),
        (D(2017, 10, 1), D(2018, 1, 1), "4. kvartal 2017", Precision.QUARTER),
        (D(2017, 12, 1), D(2018, 1, 1), "december 2017", Precision.MONTH),
        (D(2017, 9, 1), D(2018, 1, 1), "ultimo 2017", Precision.THIRD_OF_YEAR),
        (D(2017, 2, 21), D(2017, 3, 1), "ultimo februar 2017", Precision.THIRD_OF_MONTH),
        (D(2016, 12, 1), D(2017, 3, 1), "vinteren 2016/17", Precision.SEASON),
        (D(2017, 6, 1), D(2017, 9, 1), "sommeren 2017", Precision.SEASON),
        (D(2016, 8, 1), D(2017, 8, 1), "skoleåret 2016/17", Precision.YEAR),
        (D(2016, 12, 1), D(2017, 2, 1), "årsskiftet 2016/17", Precision.RANGE),
        (D(2017, 8, 21), D(2017, 8, 28), "uge 34 2017", Precision.WEEK),
        (D(2016, 12, 9), D(2016, 12, 10), "9. december 2016", Precision.DAY),
        (D(2016, 11, 1), D(2017, 3, 1), "november 2016 - februar 2017", Precision.RANGE),
        (D(2017, 3, 2), D(2017, 3, 9), "2. marts 2017 - 8. marts 2017", Precision.RANGE),
        (D(2017, 3, 2), None, "fra 2. marts 2017", Precision.RANGE),
        (None, D(2017, 3, 2), "til og med 1. marts 2017", Precision.RANGE),
        (D(2199, 12, 31), D(2200, 1, 1), "31. december 2199", Precision.DAY),
    ],
)
def test_words_of_an_interval(start: D | None, end: D | None, text: str, precision: Precision) -> None:
    period = Period(start, end)
    assert (period.text, str(period), period.precision) == (text, text, precision)
    assert format_period(period) == text
    assert format_period(Period(start, end, approximate=True)) == f"ca. {text}"


@pytest.mark.parametrize(
    ("danish", "english"),
    [
        ("2017", "2017"),
        ("2015-2019", "2015-2019"),
        ("2. halvår 2017", "second half of 2017"),
        ("4. kvartal 2017", "fourth quarter of 2017"),
        ("december 2017", "December 2017"),
        ("primo 2017", "early 2017"),
        ("medio 2017", "mid-2017"),
        ("ultimo februar 2017", "late February 2017"),
        ("foråret 2017", "spring 2017"),
        ("sommeren 2017", "summer 2017"),
        ("efteråret 2017", "autumn 2017"),
        ("vinteren 1999/00", "winter 1999/00"),
        ("skoleåret 2016/17", "school year 2016/17"),
        ("årsskiftet 2016/17", "turn of the year 2016/17"),
        ("uge 1 2026", "week 1 2026"),
        ("9. december 2016", "9 December 2016"),
        ("marts - juni 2017", "March - June 2017"),
        ("november 2016 - februar 2017", "November 2016 - February 2017"),
        ("2. marts 2017 - 8. marts 2017", "2 March 2017 - 8 March 2017"),
        ("fra 2. marts 2017", "from 2 March 2017"),
        ("til og med 1. marts 2017", "up to and including 1 March 2017"),
        ("ca. 1. marts 2017", "about 1 March 2017"),
    ],
)
def test_words_in_both_languages(danish: str, english: str) -> None:
    period = parse_period(danish)
    assert (format_period(period), format_period(period, "en")) == (danish, english)
    again = parse_period(english)
    assert (again.start, again.end, again.year) == (period.start, period.end, period.year)


def test_another_language_is_refused() -> None:
    with pytest.raises(PlanError) as caught:
        format_period(parse_period("2017"), "de")
    assert caught.value.faults[0].path == "lang"


YEAR = Period(D(2017, 1, 1), D(2018, 1, 1))
WRONG = (None, 2017, b"2017", D(2017, 1, 1), {}, [], object())


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda wrong: split_period(wrong, "month"), "period"),
        (lambda wrong: length_in(wrong, "month"), "period"),
        (lambda wrong: contiguous([YEAR, wrong]), "periods[1]"),
        (lambda wrong: surely_before(YEAR, wrong), "b"),
        (lambda wrong: surely_after(YEAR, wrong), "b"),
        (lambda wrong: surely_before(wrong, YEAR), "a"),
        (lambda wrong: may_overlap(wrong, YEAR), "a"),
        (format_period, "period"),
        (lambda wrong: certainty_within(None, None, wrong), "period"),
    ],
)
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: type(wrong).__name__)
def test_what_is_not_a_period_is_refused_at_once(call, name, wrong):
    with pytest.raises(PlanError) as caught:
        call(wrong)
    assert (caught.value.faults[0].code, caught.value.faults[0].path) == ("wrong-type", name)


@pytest.mark.parametrize(
    "call",
    [
        lambda period: split_period(period, "quarter"),
        lambda period: length_in(period, "month"),
        lambda period: contiguous([period, YEAR]),
        lambda period: surely_before(period, YEAR),
        lambda period: surely_after(YEAR, period),
        lambda period: may_overlap(period, YEAR),
        lambda period: certainty_within(D(2016, 5, 1), D(2016, 5, 2), period),
    ],
)
def test_words_are_read_where_a_period_belongs(call):
    assert call("2016") == call(Period(D(2016, 1, 1), D(2017, 1, 1)))
    with pytest.raises(PlanError):
        call("når tid er")


@pytest.mark.parametrize("wrong", [None, 2017, "2017", datetime.datetime(2017, 1, 1), YEAR])  # noqa: DTZ001
def test_what_is_not_a_day_is_refused(wrong):
    bound: Any = wrong or 0
    for call in (
        lambda: wrong in YEAR,
        lambda: certainty_within(bound, None, YEAR),
        lambda: certainty_within(None, bound, YEAR),
    ):
        with pytest.raises(PlanError) as caught:
            call()
        assert caught.value.faults[0].code == "not-a-date"


@pytest.mark.parametrize("unit", [None, 3, "fortnight", ["month"]])
def test_what_is_not_a_unit_is_refused(unit):
    for call in (split_period, length_in):
        with pytest.raises(PlanError) as caught:
            call(YEAR, unit)
        assert caught.value.faults[0].path == "per"


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (None, None, "empty-period"),
        (D(2017, 1, 2), D(2017, 1, 2), "order"),
        (D(2017, 1, 2), D(2017, 1, 1), "order"),
        (datetime.datetime(2017, 1, 1), None, "not-a-date"),  # noqa: DTZ001
        ("2017-01-01", None, "not-a-date"),
        (D(1899, 12, 31), None, "out-of-range"),
        (D(2200, 1, 1), None, "out-of-range"),
        (None, D(2200, 1, 2), "out-of-range"),
    ],
)
def test_refused(start: object, end: object, code: str) -> None:
    with pytest.raises(PlanError) as caught:
        Period(start, end)  # type: ignore[arg-type]
    assert caught.value.faults[0].code == code


def test_value() -> None:
    period = parse_period("1. kvartal 2017")
    assert period.last_day == D(2017, 3, 31)
    assert D(2017, 3, 31) in period
    assert D(2017, 4, 1) not in period
    assert D(2016, 12, 31) not in period
    assert D(2030, 1, 1) in parse_period("fra 2018")
    assert D(1950, 1, 1) in parse_period("inden 2018")
    assert parse_period("fra 2018").last_day is None
    assert pickle.loads(pickle.dumps(period)) == period
    assert hash(period) == hash(parse_period("1. kvartal 2017"))
    assert period != parse_period("jan.-mar. 2017")  # the same days in other words
    with pytest.raises(AttributeError):
        period.start = None  # type: ignore[misc]
    with pytest.raises(TypeError):
        period < period  # type: ignore[operator]  # noqa: B015


@pytest.mark.parametrize(
    ("a", "b", "is_before", "is_after"),
    [
        ("primo 2017", "sommeren 2017", True, False),
        ("primo 2017", "1. kvartal 2017", False, False),
        ("31. december 2016", "2017", True, False),
        ("senest 31. december 2016", "2017", True, False),
        ("fra 2017", "2016", False, True),
        ("fra 2017", "indtil 2017", False, False),
        ("fra 2017", "fra 2030", False, False),
    ],
)
def test_comparison(a: str, b: str, is_before: bool, is_after: bool) -> None:
    one, other = parse_period(a), parse_period(b)
    assert surely_before(one, other) is is_before
    assert surely_after(one, other) is is_after
    assert may_overlap(one, other) is (not is_before and not is_after)


# --- the year to which a period belongs


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("uge 1 2026", 2026),  # begins on 29 December 2025
        ("uge 53 2020", 2020),  # ends on 3 January 2021
        ("uge 1-3 2026", 2026),
        ("mandag i uge 1 2015", 2015),  # 29 December 2014
        ("fra uge 1 2026", 2026),
        ("senest uge 53 2020", 2020),
        ("senest uge 50-53 2020", 2020),
        ("inden uge 1 2026", 2025),  # the last day is 28 December 2025
        ("efter uge 53 2020", 2021),
        ("29. december 2025", 2025),
        ("vinteren 2016/17", 2017),
        ("vinteren 2017", 2017),
        ("ultimo vinteren 2017", 2017),
        ("efteråret 2016", 2016),
        ("november 2016 - februar 2017", 2016),
        ("december 2016 - vinteren 2016/17", 2016),
        ("skoleåret 2016/17", 2016),
        ("senest skoleåret 2016/17", 2017),
        ("2015-2019", 2015),
        ("senest 31. december 2017", 2017),
        ("inden 2018", 2017),
        ("efter 2017", 2018),
        ("fra 2015 frem til 2019", 2015),
    ],
)
def test_year_is_the_one_that_the_words_name(words, year):
    assert parse_period(words).year == year


def test_year_of_a_period_made_by_hand_is_that_of_its_canonical_words():
    assert Period(D(2025, 12, 29), D(2026, 1, 5)).year == 2026  # uge 1 2026
    assert Period(D(2025, 12, 28), D(2026, 1, 4)).year == 2025  # 28. december 2025 - 3. januar 2026
    assert Period(D(2016, 12, 1), D(2017, 3, 1)).year == 2017  # vinteren 2016/17
    assert Period(D(2016, 12, 1), D(2017, 2, 1)).year == 2017  # årsskiftet 2016/17
    assert Period(None, D(2018, 1, 1)).year == 2017
    assert parse_period("uge 1", year=2026).year == 2026


@pytest.mark.parametrize("year", [2014, 2021, "2017", True, None, 1899])
def test_a_year_far_from_the_days_is_refused(year):
    with pytest.raises(PlanError) as caught:
        Period(D(2016, 1, 1), D(2019, 1, 1), year=year)
    assert caught.value.faults[0].path == "year"


# --- cut into units


@pytest.mark.parametrize(
    ("words", "unit", "parts"),
    [
        (
            "30. december 2016 - 2. januar 2017",
            "day",
            ["30. december 2016", "31. december 2016", "1. januar 2017", "2. januar 2017"],
        ),
        ("uge 52 2016 - uge 1 2017", "week", ["uge 52 2016", "uge 1 2017"]),
        ("4. - 17. januar 2017", "week", ["4.-8. januar 2017", "uge 2 2017", "16.-17. januar 2017"]),
        ("28. februar - 1. marts 2017", "month", ["28. februar 2017", "1. marts 2017"]),
    ],
)
def test_weeks_begin_on_mondays_and_the_ends_are_cut(words, unit, parts):
    period = parse_period(words)
    found = split_period(period, unit)
    assert [(part.start, part.end) for part in found] == [(one.start, one.end) for one in map(parse_period, parts)]
    assert (found[0].start, found[-1].end) == (period.start, period.end)


@pytest.mark.parametrize(
    ("words", "unit", "length"),
    [
        ("2017", "day", 365),
        ("2017", "week", 53),  # 365 days are 52 weeks and a day
        ("uge 1-52 2017", "week", 52),
        ("2017", "month", 12),
        ("2017", "half_year", 2),
        ("15. januar - 14. april 2017", "quarter", 1),
        ("15. januar - 15. april 2017", "quarter", 2),
        ("15. januar 2017", "year", 1),
        ("31. januar - 27. februar 2017", "month", 1),
        ("31. januar - 28. februar 2017", "month", 2),  # a month after 31 January is 28 February
        ("31. januar - 31. marts 2017", "month", 3),
    ],
)
def test_how_many_units_long_a_period_is(words, unit, length):
    assert length_in(parse_period(words), unit) == length


@pytest.mark.parametrize("measure", [split_period, length_in])
def test_what_has_no_units(measure):
    for period, unit, code in (
        (parse_period("fra 2017"), "week", "open-period"),
        (parse_period("2017"), "fortnight", "unknown-unit"),
    ):
        with pytest.raises(PlanError) as raised:
            measure(period, unit)
        assert raised.value.faults[0].code == code
