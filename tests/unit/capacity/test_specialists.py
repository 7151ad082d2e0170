"""Specialists: knees, caps, drawing on next year's cap, least turnover, full-time posts and age."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from praksisplan.capacity import (
    DatedValue,
    Doctor,
    Figures,
    LegalSource,
    SourceGrade,
    Speciality,
    Verdict,
    cap_after_drawing,
    default_figures,
    may_own_practice,
    may_run_full_time,
    paid_fee,
    part_time_least_turnover,
    part_time_payment,
    three_hour_cap,
)
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
PSYCHIATRY, SURGERY = Speciality.PSYCHIATRY, Speciality.SURGERY


def own(*figures, since="2025-01-01"):
    """The shipped figures with a caller's own over them: name, value, what they are of."""
    return default_figures().with_values(
        [
            (name, DatedValue(day(since), LegalSource("Egen"), SourceGrade.A, day(since), Fraction(value), of=of))
            for name, value, of in figures
        ]
    )


def test_a_fee_without_turnover_or_knee_or_reduction_is_unknown():
    assert codes(paid_fee(PSYCHIATRY, None, on=day("2025-10-01"))) == ["missing:turnover"]
    lung = paid_fee(Speciality.PULMONARY_MEDICINE, Fraction(1), on=day("2025-10-01"))
    assert codes(lung) == ["unknown:specialist.knee"]
    figures = own(("specialist.knee", 1_000_000, "psychiatry"), since="2018-10-01")
    before = paid_fee(PSYCHIATRY, Fraction(1_000_001), on=day("2019-09-30"), figures=figures)
    assert codes(before) == ["unknown:specialist.knee_reduction"]


def test_an_own_knee_counts_and_is_shown():
    figures = own(("specialist.knee", 4_000_000, "psychiatry"))
    found = paid_fee(PSYCHIATRY, Fraction(4_100_000), on=day("2025-03-01"), figures=figures)
    assert (found.verdict, found.amount) == (NO, 4_060_000)
    assert [one.name for one in found.own_figures] == ["specialist.knee"]
    assert "med egne tal" in found.text()


def test_a_fee_is_told_in_both_languages():
    found = paid_fee(PSYCHIATRY, Fraction(5_000_000), on=day("2025-10-01"))
    assert "916.340 kr. over knækgrænsen for psykiatri (4.083.660 kr.)" in found.text()
    assert "is reduced by 40 %, so 4,633,464 kr. is paid" in found.text("en")
    within = paid_fee(SURGERY, Fraction(5_000_000), on=day("2025-10-01")).text("en")
    assert "is not above the fee threshold for surgery (5,823,831 kr.), so the whole fee is paid" in within


def test_a_negative_amount_is_refused():
    with pytest.raises(PlanError, match="turnover"):
        paid_fee(PSYCHIATRY, Fraction(-1), on=day("2025-10-01"))


def test_a_month_says_when_the_cap_was_reached_too_early_and_what_is_taken_off():
    early = part_time_payment(PSYCHIATRY, Fraction(1_095_927), Fraction(1), 11, on=day("2024-11-01"))
    assert codes(early) == ["above-cap", "reached-early"]
    assert "omsætningsloftet er nået før 1. november 2024, så der kan ikke bruges af loftet for 2025" in early.text()
    assert "of the turnover of 1 kr., 0 kr. is paid, which is the rest of the turnover cap for 2024" in early.text("en")
    drawn = part_time_payment(PSYCHIATRY, Fraction(1_095_926), Fraction(1_001), 12, on=day("2024-12-01"))
    assert "1.000 kr. af loftet for 2025, som nedsættes tilsvarende" in drawn.text()
    assert codes(drawn) == ["drawn"]


def test_a_month_after_the_cap_was_reached_needs_to_know_in_which():
    found = part_time_payment(PSYCHIATRY, Fraction(1_095_927), Fraction(1), 12, on=day("2024-12-01"))
    assert (found.verdict, codes(found)) == (UNKNOWN, ["missing:reached"])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ((None, Fraction(1), 3), "missing:turnover"),
        ((Fraction(1), None, 3), "missing:turnover"),
        ((Fraction(1), Fraction(1), 3, None, None), "missing:drawn"),
    ],
)
def test_a_month_without_its_facts_is_unknown(facts, code):
    found = part_time_payment(PSYCHIATRY, *facts, on=day("2024-03-01"))
    assert (found.verdict, codes(found)) == (UNKNOWN, [code])


def test_a_month_of_a_year_without_a_cap_or_a_rule_of_drawing_is_unknown():
    facts = (PSYCHIATRY, Fraction(1_000_000), Fraction(200_000), 11)
    assert codes(part_time_payment(*facts, on=day("2025-11-01"))) == ["unknown:specialist.part_time_cap"]
    capped = own(("specialist.part_time_cap", 1_100_000, "psychiatry"))
    found = part_time_payment(*facts, on=day("2025-11-01"), figures=capped)
    assert codes(found) == ["unknown:specialist.part_time_drawing_from"]
    below = part_time_payment(PSYCHIATRY, Fraction(0), Fraction(1), 11, on=day("2025-11-01"), figures=capped)
    assert below.verdict is YES


def test_what_was_drawn_last_year_is_taken_off_the_cap():
    capped = own(("specialist.part_time_cap", 1_100_000, "psychiatry"))
    facts = {"month": 3, "drawn_last_year": Fraction(100_000), "on": day("2025-03-01"), "figures": capped}
    within = part_time_payment(PSYCHIATRY, Fraction(900_000), Fraction(100_000), **facts)
    assert (within.verdict, within.amount) == (YES, 100_000)
    facts["figures"] = own(
        ("specialist.part_time_cap", 1_100_000, "psychiatry"),
        ("specialist.part_time_drawing_from", 11, ""),
        ("specialist.part_time_drawing_month", Fraction(1, 12), ""),
        ("specialist.part_time_drawing_all", Fraction(1, 6), ""),
    )
    above = part_time_payment(PSYCHIATRY, Fraction(900_000), Fraction(100_001), **facts)
    assert (above.verdict, above.amount) == (NO, 100_000)
    facts["month"] = 11
    twelfth_of_the_whole_cap = part_time_payment(PSYCHIATRY, Fraction(999_999), Fraction(100_000), **facts)
    assert twelfth_of_the_whole_cap.amount == 1 + Fraction(1_100_000, 12)


def test_what_was_drawn_in_a_year_without_a_known_rule_leaves_the_month_unknown():
    found = part_time_payment(PSYCHIATRY, Fraction(0), Fraction(1), 1, None, Fraction(1), on=day("2024-01-31"))
    assert codes(found) == ["unknown:specialist.part_time_drawing_all"]


@pytest.mark.parametrize(
    ("month", "reached", "field"), [(0, None, "month"), (13, None, "month"), (12, 0, "reached"), (12, 13, "reached")]
)
def test_a_month_is_one_of_twelve(month, reached, field):
    with pytest.raises(PlanError, match=field):
        part_time_payment(PSYCHIATRY, Fraction(1_095_927), Fraction(1), month, reached, on=day("2024-12-01"))


@pytest.mark.parametrize(("before", "month", "reached"), [(1_095_926, 12, 11), (1_095_927, 11, 11)])
def test_a_month_in_which_the_cap_cannot_have_been_reached_is_refused(before, month, reached):
    with pytest.raises(PlanError, match="reached"):
        part_time_payment(PSYCHIATRY, Fraction(before), Fraction(1), month, reached, on=day("2024-12-01"))


def test_all_that_was_drawn_in_2024_is_taken_off_the_cap_of_2025_once_that_is_brought():
    unknown = cap_after_drawing(PSYCHIATRY, Fraction(50_000), on=day("2025-06-01"))
    assert (unknown.verdict, codes(unknown)) == (UNKNOWN, ["unknown:specialist.part_time_cap"])
    capped = own(("specialist.part_time_cap", 1_100_000, "psychiatry"))
    found = cap_after_drawing(PSYCHIATRY, Fraction(50_000), on=day("2025-06-01"), figures=capped)
    assert (found.verdict, found.amount, found.unit) == (YES, 1_050_000, "kr.")
    assert "even if part of the cap is not used" in found.text("en")


@pytest.mark.parametrize(("drawn", "verdict"), [(Fraction("182654.5"), YES), (Fraction("182654.51"), NO)])
def test_no_more_than_two_twelfths_of_the_cap_of_2024_can_have_been_drawn(drawn, verdict):
    capped = own(("specialist.part_time_cap", 1_100_000, "psychiatry"))
    found = cap_after_drawing(PSYCHIATRY, drawn, on=day("2025-01-01"), figures=capped)
    assert found.verdict is verdict
    assert found.amount == (1_100_000 - drawn if verdict is YES else None)


def test_no_more_than_one_twelfth_of_the_cap_of_2021_can_have_been_drawn():
    capped = own(("specialist.part_time_cap", 1_030_000, "psychiatry"), since="2022-01-01")
    most = Fraction(1_012_640, 12)
    found = cap_after_drawing(PSYCHIATRY, most, on=day("2022-01-01"), figures=capped)
    assert (found.verdict, found.amount) == (YES, 1_030_000 - most)
    assert cap_after_drawing(PSYCHIATRY, most + 1, on=day("2022-01-01"), figures=capped).verdict is NO


def test_a_cap_on_which_nothing_was_drawn_is_whole():
    found = cap_after_drawing(PSYCHIATRY, Fraction(0), on=day("2024-06-01"))
    assert (found.verdict, found.amount, codes(found)) == (YES, 1_095_927, ["cap"])


def test_a_cap_after_drawing_without_the_sum_or_the_rule_is_unknown():
    assert codes(cap_after_drawing(PSYCHIATRY, None, on=day("2024-06-01"))) == ["missing:drawn"]
    found = cap_after_drawing(PSYCHIATRY, Fraction(1), on=day("2024-06-01"))
    assert codes(found) == ["unknown:specialist.part_time_drawing_all", "unknown:specialist.part_time_cap"]


@pytest.mark.parametrize(
    ("on", "cap"), [("2020-12-31", None), ("2021-01-01", 253_160), ("2021-12-31", 253_160), ("2022-01-01", None)]
)
def test_the_three_hour_cap_is_known_for_2021_alone(on, cap):
    found = three_hour_cap(on=day(on))
    assert found.amount == cap
    assert found.verdict is (UNKNOWN if cap is None else YES)


def test_the_three_hour_cap_of_2024_is_not_worked_out_from_the_part_time_cap():
    found = three_hour_cap(on=day("2024-01-01"))
    assert (found.verdict, found.amount, codes(found)) == (UNKNOWN, None, ["unknown:specialist.three_hour_cap"])


@pytest.mark.parametrize(
    ("joined", "turnover", "code"),
    [
        (None, 100_000, "missing:joined"),
        (None, None, "missing:turnover"),
        ("2012-01-01", None, "missing:turnover"),
    ],
)
def test_the_least_turnover_without_its_facts_is_unknown(joined, turnover, code):
    found = part_time_least_turnover(
        joined and day(joined), None if turnover is None else Fraction(turnover), on=day("2017-06-01")
    )
    assert (found.verdict, codes(found)) == (UNKNOWN, [code])


def test_the_least_turnover_without_the_groups_is_unknown():
    name = "specialist.part_time_joining"
    without = attrs.evolve(default_figures()[name], values=(), needed_danish="oplys den", needed_english="bring it")
    figures = Figures(tuple(without if one.name == name else one for one in default_figures().series))
    found = part_time_least_turnover(day("2012-01-01"), Fraction(1), on=day("2017-06-01"), figures=figures)
    assert codes(found) == [f"unknown:{name}"]


def test_a_day_outside_the_calendar_of_the_library_is_refused_by_its_name():
    with pytest.raises(PlanError, match="joined"):
        part_time_least_turnover(day("1899-12-31"), Fraction(1), on=day("2017-06-01"))
    with pytest.raises(PlanError, match="born"):
        may_own_practice(Doctor("d", born=day("9990-01-01")), on=day("2020-01-01"))


def test_a_practice_of_no_specialist_is_unknown():
    assert may_run_full_time((), on=day("2018-04-01")).verdict is UNKNOWN


def test_the_rule_on_full_time_posts_is_told_in_english():
    told = may_run_full_time((True, True), on=day("2020-01-01")).text("en")
    assert "without a full-time post beside the practice is 0 of 2; at least 1 is required" in told


def test_the_age_limit_is_that_of_the_act():
    found = may_own_practice(Doctor("d", born=day("1980-01-01")), on=day("2020-01-01"))
    (used,) = found.figures
    assert used.dated.grade is SourceGrade.A
    assert "alle autoriserede sundhedspersoner" in used.dated.note
    assert "lasts until the age of 75 (1 January 2055)" in found.text("en")
    assert "Autorisationsloven, § 13" in found.text()


def test_the_age_is_unknown_without_a_birthday_and_before_2007():
    assert codes(may_own_practice(Doctor("d"), on=day("2020-01-01"))) == ["missing:born"]
    old = may_own_practice(Doctor("d", born=day("1930-01-01")), on=day("2006-12-31"))
    assert codes(old) == ["unknown:specialist.age_limit"]
