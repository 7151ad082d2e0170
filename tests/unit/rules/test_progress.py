"""Whether indicators are on course for their targets."""

from __future__ import annotations

import pytest

from praksisplan import PlanError, Statement, parse_period, progress
from praksisplan.model import Citation, Indicator, Measurement, Standing
from praksisplan.reports import answer_document, render
from praksisplan.rules import Course
from tests.unit.rules.plans import day, plan_of

KNOWN = {"baseline": 100, "baseline_in": "2020", "target": 200, "target_by": "2024"}
"""From the end of 2020 to the end of 2024 there are 1,461 days, 100 up; the end of 2022 is day 730 of them."""


def measured(value, period="2022", source="ip2017", **facts):
    facts.setdefault("citations", (Citation(source),))
    return Statement(measurements=(Measurement("i", value, period),), **facts)


def asked(*log, as_of="2025-01-01", **fields):
    plan = plan_of(*log, indicators=(Indicator("i", "Noget", **fields),))
    return progress(plan, as_of=day(as_of))


def course_of(value, period="2022", **fields):
    return asked(measured(value, period), **fields)["i"].course.value


@pytest.mark.parametrize(
    ("value", "course"),
    [
        (149, "behind"),
        (149.96, "behind"),
        (149.97, "on_course"),
        (199, "on_course"),
        (200, "reached"),
        (300, "reached"),
    ],
)
def test_the_path_rises_in_a_straight_line(value, course):
    assert asked(measured(value), **KNOWN)["i"].required == pytest.approx(100 + 100 * 730 / 1461)
    assert course_of(value, **KNOWN) == course


@pytest.mark.parametrize(
    ("value", "course"), [(51, "behind"), (50.04, "behind"), (50.03, "on_course"), (1, "on_course"), (0, "reached")]
)
def test_a_path_that_falls_is_judged_from_above(value, course):
    assert course_of(value, baseline=100, baseline_in="2020", target=0, target_by="2024") == course


@pytest.mark.parametrize(
    ("period", "required"),
    [("2019", 100), ("2020", 100), ("2024", 200), ("2026", 200), ("fra 1. januar 2021", 100 + 100 / 1461)],
)
def test_before_the_path_the_baseline_counts_and_after_it_the_target(period, required):
    found = asked(measured(150, period), as_of="2027-01-01", **KNOWN)["i"]
    assert found.required == pytest.approx(required)
    assert found.course is (Course.BEHIND if required == 200 else Course.ON_COURSE)


def test_on_the_path_is_on_course_although_its_value_ends_in_no_decimals():
    third = {"baseline": 0, "baseline_in": "1. januar 2020", "target": 3, "target_by": "31. januar 2020"}
    assert course_of(0.1, "2. januar 2020", **third) == "on_course"


def test_a_target_of_the_baseline_is_to_be_kept():
    kept = {"baseline": 10, "baseline_in": "2020", "target": 10, "target_by": "2024"}
    assert (course_of(10, **kept), course_of(9, **kept)) == ("reached", "behind")
    assert (course_of(9, is_lower_better=True, **kept), course_of(11, is_lower_better=True, **kept)) == (
        "reached",
        "behind",
    )


def test_a_path_that_ends_before_it_begins_asks_for_the_target():
    found = asked(measured(150, "2022"), baseline=100, baseline_in="2023", target=200, target_by="2021")["i"]
    assert (found.course, found.required) == (Course.BEHIND, 200)
    early = asked(measured(150, "2020"), baseline=100, baseline_in="2023", target=200, target_by="2021")["i"]
    assert (early.course, early.required) == (Course.ON_COURSE, 100)


@pytest.mark.parametrize(
    ("left_out", "lacking"),
    [
        ("baseline", ["baseline"]),
        ("baseline_in", ["baseline_in"]),
        ("target", ["target"]),
        ("target_by", ["target_by"]),
    ],
)
def test_what_is_not_known_is_named(left_out, lacking):
    known = {name: value for name, value in KNOWN.items() if name != left_out}
    row = asked(measured(150), **known)["i"]
    assert (row.course, row.required) == (Course.UNKNOWN, None)
    assert [one.value for one in row.lacking] == lacking


def test_nothing_known_at_all():
    row = asked()["i"]
    assert [one.value for one in row.lacking] == ["measurement", "baseline", "baseline_in", "target", "target_by"]
    assert str(row) == (
        "Noget: ukendt; ikke oplyst: måling, udgangspunkt, udgangspunktets tidspunkt, mål, målets frist"
    )
    assert asked(measured(5, "2020"), target=9, target_by="fra 2024")["i"].lacking[-1].value == "target_by"


def test_a_target_is_reached_without_a_path():
    assert (course_of(10, target=10), course_of(9, target=10)) == ("reached", "unknown")
    assert (course_of(10, target=10, is_lower_better=True), course_of(11, target=10, is_lower_better=True)) == (
        "reached",
        "unknown",
    )
    assert asked(measured(10), target=10)["i"].lacking == ()


def test_the_newest_measurement_counts_and_a_correction_replaces_it():
    log = (measured(120, "2021"), measured(170, "2022", source="ip2016"), measured(140, "2022", source="ip2017"))
    row = asked(*reversed(log), **KNOWN)["i"]
    assert (row.value, str(row.measured), row.course) == (140, "2022", Course.BEHIND)
    assert [one.value for one in row.measurements] == [120, 140]
    assert row.citations == (Citation("ip2017"),)
    assert asked(*log, as_of="2016-01-01", **KNOWN)["i"].value == 170  # then the correction was not known


def test_a_proposed_measurement_is_none():
    assert asked(measured(150, standing=Standing.PROPOSED), **KNOWN)["i"].value is None


def test_the_words_the_record_and_the_groups():
    found = asked(measured(140.5), unit="opkald", section="1", **KNOWN)
    assert str(found["i"]) == (
        "Noget: 140,5 opkald (2022): bagud; på lige vej fra 100 opkald (2020) til 200 opkald (2024) er værdien"
        " 149,97 opkald ved udgangen af den målte periode"
    )
    assert found["i"].reason("en") == (
        "140.5 opkald (2022): behind; on a straight path from 100 opkald (2020) to 200 opkald (2024) the value is"
        " 149.97 opkald at the end of the measured period"
    )
    assert asked(measured(200), **KNOWN)["i"].reason() == "200 (2022): målet 200 er nået"
    (record,) = found.to_records("en")
    assert (record["indicator"], record["section"], record["course"], record["course_label"]) == (
        "i",
        "1",
        "behind",
        "behind",
    )
    assert (record["value"], record["measured_end"], record["lacking"]) == (140.5, day("2023-01-01"), [])
    assert found.cells()[0]["value"] == "140,5"
    assert (
        found.heading() == "0 af 1 indikator har nået målet, 0 er på kurs, 1 er bagud, 0 er ukendt pr. 1. januar 2025"
    )
    assert [row.indicator.id for row in found.of(Course.BEHIND)] == ["i"]
    assert repr(found) == "<ProgressAnswer as of 2025-01-01: 1>"


def test_an_unknown_indicator_is_refused():
    found = asked(**KNOWN)
    assert "i" in found
    assert 1 not in found
    for key, code in (("j", "unknown-indicator"), (1, "wrong-type")):
        with pytest.raises(PlanError) as error:
            found[key]
        assert error.value.faults[0].code == code


def test_a_picture_of_each():
    found = asked(measured(120, "2021"), measured(140.5, "2022"), unit="opkald", **KNOWN)
    svg = found.to_svg()
    for words in ("100 opkald (2020)", "200 opkald (2024)", "140,5 opkald (2022)", "lige vej til målet", "målt"):
        assert words in svg
    assert svg.count("<circle") == 6  # four values, and the two of the legend
    assert "120 opkald (2021)</title>" in svg
    page = render(answer_document(found), "html").decode()
    assert "<circle" in page
    assert "Noget: 140,5 opkald (2022): bagud" in page


def test_one_value_is_told_and_not_drawn():
    svg = asked(measured(150)).to_svg("en")
    assert "150 (2022): unknown; not known: baseline, time of the baseline, target, time of the target" in svg
    assert svg.count("<circle") == 1  # that of the legend
    assert asked().to_svg().count("<circle") == 0


def test_values_of_one_day_or_one_size_are_drawn_in_the_middle():
    same = {"baseline": 5, "baseline_in": "2022", "target": 5, "target_by": "2022"}
    assert "NaN" not in (svg := asked(measured(5), **same).to_svg())
    assert 'cx="320.0"' in svg


def test_a_recorded_measurement_names_a_known_indicator():
    from praksisplan import record

    plan = plan_of(indicators=(Indicator("i", "Noget"),))
    told = record(plan, measured(3, on=parse_period("2. januar 2017")))
    assert progress(told, as_of=day("2017-01-15"))["i"].value == 3
    with pytest.raises(PlanError) as error:
        record(plan_of(), measured(3))
    assert [fault.code for fault in error.value.faults] == ["unknown-indicator"]
