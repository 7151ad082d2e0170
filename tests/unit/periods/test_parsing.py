"""Danish words -> periods: a collection read by hand, and the readings that follow from the conventions."""

from __future__ import annotations

import datetime
import pickle
import re
import sys
import unicodedata
from pathlib import Path

import attrs
import pytest

from praksisplan import PeriodError, PlanError, format_period, parse_period
from praksisplan.periods import DEFAULT, Precision, parse_day

PHRASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").split("\n")[1:]
    if line
]
"""Phrase, ``year=``, first day, day after the last (``open`` for none), ``approx``; or ``refuse`` and the code."""


def day(words: str) -> datetime.date | None:
    return None if words == "open" else datetime.date.fromisoformat(words)


@pytest.mark.parametrize(("phrase", "year", "start", "end", "flags"), PHRASES)
def test_phrase(phrase: str, year: str, start: str, end: str, flags: str) -> None:
    given = int(year) if year else None
    if start == "refuse":
        with pytest.raises(PeriodError) as caught:
            parse_period(phrase, year=given)
        assert caught.value.code == end
        assert caught.value.words == phrase
    else:
        period = parse_period(phrase, year=given)
        assert (period.start, period.end) == (day(start), day(end))
        assert period.approximate is (flags == "approx")
        for lang in ("da", "en"):
            again = parse_period(format_period(period, lang))
            assert (again.start, again.end, again.approximate) == (period.start, period.end, period.approximate)


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("2016/12/09", "2016-12-09", "2016-12-10"),  # big-endian with any one sign
        ("2017-03", "2017-03-01", "2017-04-01"),  # ISO month
        ("2015/19", "2015-01-01", "2020-01-01"),
        ("i årene 2010-11", "2010-01-01", "2012-01-01"),  # years, since it says so
        ("perioden 2001-12", "2001-01-01", "2013-01-01"),
        ("2010-11 - 2011-02", "2010-11-01", "2011-03-01"),  # months, since years would not go together
        ("'15-19", None, None),
        ("torsdag i uge 34 2017", "2017-08-24", "2017-08-25"),
        ("II. kvartal 2017", "2017-04-01", "2017-07-01"),
        ("i. halvår 2017", "2017-01-01", "2017-07-01"),
        ("sidste kvartal 2017", "2017-10-01", "2018-01-01"),
        ("sidste halvår 2017", "2017-07-01", "2018-01-01"),
        ("2. tertial 2017", "2017-05-01", "2017-09-01"),
        ("ultimo 1. kvartal 2017", "2017-03-01", "2017-04-01"),
        ("primo 2. halvår 2017", "2017-07-01", "2017-09-01"),
        ("slutningen af sommeren 2017", "2017-08-01", "2017-09-01"),
        ("medio '17", "2017-05-01", "2017-09-01"),
        ("d. 9. december 2016 kl. 14.00-16.00", "2016-12-09", "2016-12-10"),
        ("1. jul. 2017", "2017-07-01", "2017-07-02"),
        ("jun-jul 2017", "2017-06-01", "2017-08-01"),
        ("efter udgangen af 2016", "2017-01-01", "open"),
        ("fra udgangen af 2016", "2017-01-01", "open"),
        ("frem mod 2025", "open", "2025-01-01"),
        ("2018 og fremefter", "2018-01-01", "open"),
        ("fra 2018-", "2018-01-01", "open"),
        ("fra ca. 2018", "2018-01-01", "open"),
        ("3. kvartal-4. kvartal 2017", "2017-07-01", "2018-01-01"),
        ("kvartal 1-3 2017", "2017-01-01", "2017-10-01"),
        ("uge 52 2016 - uge 2 2017", "2016-12-26", "2017-01-16"),
        ("efterår/vinter 2017/18", "2017-09-01", "2018-03-01"),
        ("fra 2015 frem til 2019", "2015-01-01", "2019-01-01"),
        ("34. uge 2017", "2017-08-21", "2017-08-28"),
        ("u. 34 2017", "2017-08-21", "2017-08-28"),
        ("midt marts 2017", "2017-03-11", "2017-03-21"),
        ("2017 og fremad", "2017-01-01", "open"),
        ("forventes afsluttet i foråret 2017", "2017-03-01", "2017-06-01"),
        ("påbegyndes primo 2017", "2017-01-01", "2017-05-01"),
        ("III. kvartal 2017", "2017-07-01", "2017-10-01"),
        ("1. maj 2017 - 30. juni", "2017-05-01", "2017-07-01"),
        ("vinteren 1999/00", "1999-12-01", "2000-03-01"),
        ("efterår - vinter 2016/17", "2016-09-01", "2017-03-01"),
        ("1. maj 98", "1998-05-01", "1998-05-02"),
        ("1. maj 49", "2049-05-01", "2049-05-02"),
        ("1. maj 50", "1950-05-01", "1950-05-02"),
    ],
)
def test_reading_of_this_library(phrase: str, start: str | None, end: str) -> None:
    """Forms that the design leaves to the library, each read one way for ever."""
    if start is None:
        with pytest.raises(PeriodError):
            parse_period(phrase)
    else:
        period = parse_period(phrase)
        assert (period.start, period.end) == (day(start), day(end))


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("senest fra 2018", "no-date"),
        ("efter fra 2018", "no-date"),
        ("marts - ultimo", "no-date"),
        ("jul 2017", "no-date"),  # Christmas, or July
        ("1. og 3. kvartal 2017", "order"),  # not one period
        ("marts/maj 2017", "order"),
        ("skoleåret 2017", "impossible"),
        ("årsskiftet 2017", "impossible"),
        ("årsskiftet 2016/18", "impossible"),
        ("sommeren 2016/17", "impossible"),
        ("marts 2016/17", "impossible"),
        ("0. kvartal 2017", "impossible"),
        ("uge 0 2017", "impossible"),
        ("vinteren 1900", "out-of-range"),
        ("1800-01-01", "out-of-range"),
        ("3000-01-01", "out-of-range"),
        ("vinteren 2199/2200", "no-date"),
        ("1583", "no-date"),
        ("١. maj 2017", "no-date"),  # digits of another script
        ("1. ma\u200bj 2017", "no-date"),
        ("a" * 300, "no-date"),
        ("2017?", "no-date"),
        ("2000-0", "no-date"),
        ("2000 / 0", "no-date"),
        ("1. - marts 2017 - 2018", "no-date"),
        ("primo-2017-medio", "no-date"),
        ("marts 2017 - 5", "no-date"),
        ("ultimo - 3. maj 2017", "no-date"),
        ("de første måneder af 2026", "no-date"),  # how many?
        ("de første tre måneder af fra 2026", "duration"),
        ("mellem senest 2016 og 2017", "no-date"),
        ("1., x og 3. kvartal 2026", "no-date"),
        ("marts\x1c2017", "forbidden-character"),
    ],
)
def test_refused(phrase: str, code: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(phrase)
    assert caught.value.code == code
    assert len(str(caught.value)) < 300


# --- the work that a text can cause

PIECES = tuple(
    piece
    for line in (
        "i |x |ff |og frem |- |/ |-|1 |1, |2017 |2017/18 |senest |fra |den |primo |og |til |til og med |udgangen af ",
        "de første |kl. 12 |13:00 |a|9|.| |uge |in |the |end of |mid-|marts 1, |hver |perioden |frem |mellem ",
        "i god tid |fredag |aften |æ",
    )
    for piece in line.split("|")
)


def calls_to_read(text: str) -> int:
    """How many functions are called to read a text, whatever comes of it."""
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        parse_period(text)
    except PeriodError:
        pass
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("first", PIECES)
def test_work_is_linear_in_the_length(first: str) -> None:
    """Whatever is repeated, in front of whatever else: twice the length is about twice the work."""
    parse_period("2017 og frem")  # compiles the expressions
    for last in PIECES:
        times = 100 // (len(first) + len(last))
        texts = [first * size + last * size for size in (times, 2 * times)]
        short, long = map(calls_to_read, texts)
        assert long <= 2.4 * short + 200, texts[1]
        assert long < 6000, texts[1]


def test_what_once_took_seconds_is_refused_with_little_work() -> None:
    assert calls_to_read("i " * 10 + "x" + " ff" * 10) < 2000


def test_a_text_that_is_too_long_is_refused_by_its_length() -> None:
    with pytest.raises(PeriodError, match="at most 200 characters, got 201"):
        parse_period("i " * 98 + " 2017")
    assert parse_period("i " * 98 + "2017").start == datetime.date(2017, 1, 1)


# --- what an error says


@pytest.mark.parametrize(
    "phrase",
    [
        "2017/12",
        "2001-12",
        "2019-2015",
        "vinteren 1900",
        "efter 2199",
        "15.-1. marts 2017",
        "uge 14-12 2017",
        "1. kvartal 2026/2027",
    ],
)
def test_an_error_speaks_of_no_day_that_nobody_wrote(phrase: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(phrase)
    for lang in ("da", "en"):
        assert not re.search(r"\d{4}-\d\d-\d\d", caught.value.text(lang))


@pytest.mark.parametrize(
    ("phrase", "readings"),
    [
        ("2001-12", ("december 2001", "2001-2012")),
        ("2001/12", ("december 2001", "2001-2012")),
        ("2017/12", ("December 2017", "years")),
        ("2001-2", ("februar 2001", "2001-2002")),
        ("2018/9", ("september 2018", "2018-2019")),
        ("2017-W1-4", ("day 4 of week 1", "weeks 1 to 4")),
        ("1. kvartal 2026/2027", ("in 2026", "in 2027")),
        ("medio 2026/27", ("in 2026", "in 2027")),
    ],
)
def test_an_ambiguous_text_is_refused_with_both_readings(phrase: str, readings: tuple[str, str]) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(phrase)
    assert caught.value.code == "ambiguous"
    for reading in readings:
        assert reading in str(caught.value)


@pytest.mark.parametrize("wrong", [None, "DEFAULT", {}])
def test_conventions_must_be_conventions(wrong: object) -> None:
    with pytest.raises(PlanError) as caught:
        parse_period("2017", conventions=wrong)  # type: ignore[arg-type]
    assert caught.value.faults[0].path == "conventions"


@pytest.mark.parametrize("value", [None, 2017, b"2017", datetime.date(2017, 1, 1)])
def test_not_text(value: object) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(value)  # type: ignore[arg-type]
    assert caught.value.code == "not-text"


@pytest.mark.parametrize("year", [1899, 2200, "2017", True, 2017.0])
def test_year_must_be_a_year(year: object) -> None:
    with pytest.raises(PlanError) as caught:
        parse_period("2. maj", year=year)  # type: ignore[arg-type]
    assert caught.value.faults[0].code == "out-of-range"


def test_year_completes_only_what_lacks_one() -> None:
    assert parse_period("2. maj", year=2017).inferred
    assert parse_period("2. maj 2016", year=2017) == parse_period("2. maj 2016")
    assert parse_period("primo", year=2017).end == datetime.date(2017, 5, 1)
    assert parse_period("1. oktober - 31. december", year=2017).start == datetime.date(2017, 10, 1)


def test_both_unicode_forms_are_one() -> None:
    words = "foråret 2017"
    assert parse_period(unicodedata.normalize("NFD", words)) == parse_period(words)
    assert parse_period(unicodedata.normalize("NFD", words)).text == words


def test_text_and_conventions_are_kept() -> None:
    period = parse_period("  Primo marts 2017 ")
    assert period.text == "Primo marts 2017"
    assert period.precision is Precision.THIRD_OF_MONTH
    assert period.conventions == ("thirds-of-month",)
    assert parse_period("vinteren 2017").conventions == ("meteorological-seasons", "winter-ends-in-year")
    assert parse_period("primo 2017 - foråret 2018").conventions == ("thirds-of-year", "meteorological-seasons")


def test_conventions_can_be_swapped() -> None:
    january = attrs.evolve(DEFAULT.year_thirds, name="primo-is-january", values=(1, 2, 12))
    school = attrs.evolve(DEFAULT.school_year, name="september", values=(9, 1))
    winter = attrs.evolve(DEFAULT.winter_year, name="winter-begins-in-year", values=(0,))
    own = attrs.evolve(DEFAULT, year_thirds=january, school_year=school, winter_year=winter)
    assert parse_period("primo 2017", conventions=own).end == datetime.date(2017, 2, 1)
    assert parse_period("primo 2017", conventions=own).conventions == ("primo-is-january",)
    assert parse_period("skoleåret 2016/17", conventions=own).start == datetime.date(2016, 9, 1)
    assert parse_period("vinteren 2017", conventions=own).start == datetime.date(2017, 12, 1)
    assert parse_period("primo 2017").end == datetime.date(2017, 5, 1)


@pytest.mark.parametrize("convention", attrs.astuple(DEFAULT, recurse=False))
def test_every_convention_is_named_and_sourced(convention: object) -> None:
    assert convention.name  # type: ignore[attr-defined]
    assert convention.source  # type: ignore[attr-defined]
    assert convention.danish  # type: ignore[attr-defined]


def test_error_tells_what_is_missing_and_survives_pickling() -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period("d.21. april")
    error = caught.value
    assert isinstance(error, PlanError)
    assert isinstance(error, ValueError)
    assert "year is missing" in str(error)
    assert "årstallet mangler" in error.text("da")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.code, again.words) == (str(error), error.code, error.words)


@pytest.mark.parametrize("words", ["2017-01-15", "15. januar 2017", "15/1 2017", "15 January 2017"])
def test_a_day_in_words(words: str) -> None:
    assert parse_day(words) == datetime.date(2017, 1, 15)


@pytest.mark.parametrize(
    ("words", "code"), [("2017", "not-a-day"), ("fra 15. januar 2017", "not-a-day"), ("snarest", "no-date")]
)
def test_what_is_no_day_is_refused_at_its_argument(words: str, code: str) -> None:
    with pytest.raises(PlanError) as caught:
        parse_day(words, "as_of")
    assert [(one.code, one.path) for one in caught.value.faults] == [(code, "as_of")]
