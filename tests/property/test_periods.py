"""Laws of periods."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from praksisplan import Period, PeriodError, format_period, parse_period
from praksisplan.periods import may_overlap, surely_after, surely_before
from praksisplan.testing import periods


@given(periods(), st.sampled_from(["da", "en"]))
def test_parse_after_format_is_the_identity(period: Period, lang: str) -> None:
    again = parse_period(format_period(period, lang))
    assert (again.start, again.end, again.approximate) == (period.start, period.end, period.approximate)
    assert again.year == period.year


@given(periods())
def test_the_words_of_an_interval_tell_its_precision(period: Period) -> None:
    assert parse_period(period.text).precision is period.precision


@given(periods(), periods())
def test_exactly_one_of_before_after_and_overlap(a: Period, b: Period) -> None:
    assert [surely_before(a, b), surely_after(a, b), may_overlap(a, b)].count(True) == 1
    assert surely_before(a, b) is surely_after(b, a)


@given(periods(), periods(), st.dates(datetime.date(1890, 1, 1), datetime.date(2210, 1, 1)))
def test_before_leaves_no_common_day(a: Period, b: Period, day: datetime.date) -> None:
    assert not (surely_before(a, b) and day in a and day in b)


@given(st.text(max_size=40))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except PeriodError as error:
        assert error.faults
    else:
        assert period.start is not None or period.end is not None


_VOCABULARY = (
    "primo medio ultimo 1. 2. 34 2017 17 '17 kvartal halvår uge marts maj jul. forår vinteren 2016/17 skoleåret - / "
    "til og fra senest inden udgangen af efter ca. d. den fredag 9/12 31.12.2017 hvert løbende i næste årsskiftet ( ) ."
)
_WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.lists(_WORDS, max_size=7), st.sampled_from([None, 2017]))
def test_any_words_of_time_are_read_or_refused(words: list[str], year: int | None) -> None:
    text = " ".join(words)
    try:
        period = parse_period(text, year=year)
    except PeriodError as error:
        assert error.words == text
    else:
        again = parse_period(format_period(period))
        assert (again.start, again.end) == (period.start, period.end)
