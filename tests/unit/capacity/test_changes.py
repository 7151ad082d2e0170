"""Shared practice and the capacity after it, relocation, and the region's own clinics."""

from __future__ import annotations

from fractions import Fraction

import pytest

from praksisplan.capacity import (
    Area,
    DatedValue,
    LegalSource,
    SourceGrade,
    Threat,
    ThreatKind,
    Verdict,
    default_figures,
    extra_capacity_after_sharing,
    may_relocate,
    may_run_regional_clinic,
    may_share_capacity,
)
from praksisplan.capacity.questions import ask
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day, decided

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
MINE = LegalSource("Regionens egen beslutning")


def threatened(*years, kind=ThreatKind.REGIONAL):
    return Area("lolland", "Lolland", threats=tuple(Threat(kind, year) for year in years))


def with_own(name, value):
    return default_figures().with_values(
        {name: DatedValue(day("2010-01-01"), MINE, SourceGrade.A, day("2026-11-24"), value=value)}
    )


def test_sharing_may_end_on_the_day_on_which_it_begins():
    start = day("2023-03-01")
    assert may_share_capacity(threatened(2023), start, start, on=day("2023-01-01")).verdict is YES


@pytest.mark.parametrize(
    ("start", "verdict"), [("2022-12-31", NO), ("2023-01-01", YES), ("2023-12-31", YES), ("2024-01-01", NO)]
)
def test_the_area_is_threatened_in_the_year_in_which_the_sharing_begins(start, verdict):
    ruling = may_share_capacity(threatened(2023), day(start), day("2025-01-01"), on=day("2022-06-01"))
    assert ruling.verdict is verdict
    assert ("other-grounds" in codes(ruling)) is (verdict is NO)


@pytest.mark.parametrize(
    ("on", "verdict", "paragraph"),
    [
        ("2017-12-31", UNKNOWN, ""),
        ("2018-01-01", YES, "§ 22, stk. 4"),
        ("2021-12-31", YES, "§ 22, stk. 4"),
        ("2022-01-01", YES, "§ 13, stk. 5"),
    ],
)
def test_sharing_in_threatened_areas_came_with_the_agreement_of_2018(on, verdict, paragraph):
    start = day(on)
    ruling = may_share_capacity(threatened(start.year), start, day("2023-02-01"), on=start)
    assert ruling.verdict is verdict
    assert paragraph in ruling.text()


def test_sharing_follows_the_agreement_of_the_day_on_which_it_begins():
    begun = may_share_capacity(threatened(2022), day("2022-01-01"), day("2023-02-01"), on=day("2021-12-31"))
    assert (begun.verdict, begun.on) == (YES, day("2021-12-31"))
    assert "§ 13, stk. 5" in begun.text()
    earlier = may_share_capacity(threatened(2021), day("2021-12-31"), day("2023-02-01"), on=day("2022-01-01"))
    assert "§ 13, stk. 5" in earlier.text()


def test_what_fails_decides_even_where_the_area_is_not_known():
    start, on = day("2023-03-01"), day("2023-01-01")
    long = may_share_capacity(None, start, day("2029-03-02"), on=on)
    assert (long.verdict, codes(long)) == (NO, ["too-long", "extension"])
    short = may_share_capacity(None, start, day("2029-03-01"), on=on)
    assert (short.verdict, codes(short)) == (UNKNOWN, ["missing:area"])
    assert "1. marts 2029" in may_share_capacity(threatened(2023), start, None, on=on).text()


def test_the_extension_by_age_is_told_only_under_the_agreement_that_has_it():
    start, end = day("2019-01-01"), day("2025-01-02")
    assert codes(may_share_capacity(threatened(2019), start, end, on=day("2021-12-31"))) == ["too-long"]
    assert codes(may_share_capacity(threatened(2019), start, end, on=day("2022-01-01"))) == ["too-long", "extension"]


def test_a_sharing_does_not_end_before_it_begins():
    with pytest.raises(PlanError) as caught:
        may_share_capacity(threatened(2023), day("2023-03-01"), day("2023-02-28"), on=day("2023-01-01"))
    assert (caught.value.faults[0].code, caught.value.faults[0].path) == ("order", "end")


def test_an_own_length_of_sharing_is_used_and_shown():
    own = with_own("sharing.longest_years", Fraction(2))
    start, end = day("2023-01-01"), day("2025-01-02")
    ruling = may_share_capacity(threatened(2023), start, end, on=day("2023-01-01"), figures=own)
    assert (ruling.verdict, ruling.day) == (NO, day("2025-01-01"))
    assert [one.name for one in ruling.own_figures] == ["sharing.longest_years"]


@pytest.mark.parametrize(
    ("ended", "on", "years", "verdict", "reasons"),
    [
        ("2024-05-01", "2024-05-01", (2024,), YES, ["extra", "threatened"]),
        ("2024-05-01", "2024-04-30", (2024,), NO, ["not-yet"]),
        ("2024-05-01", "2025-01-01", (2024,), YES, ["extra", "threatened"]),
        ("2024-05-01", "2025-01-01", (2025,), NO, ["not-threatened"]),
        ("2022-01-01", "2023-01-01", (2022,), YES, ["extra", "threatened"]),
        ("2021-12-31", "2023-01-01", (2021,), UNKNOWN, ["unknown:sharing.extra_capacity"]),
        (None, "2023-01-01", (2023,), UNKNOWN, ["missing:ended"]),
    ],
)
def test_when_sharing_has_run_out_there_is_an_extra_capacity_while_the_area_is_threatened(
    ended, on, years, verdict, reasons
):
    ruling = extra_capacity_after_sharing(day(ended), threatened(*years), on=day(on))
    assert (ruling.verdict, codes(ruling)) == (verdict, reasons)
    assert ruling.amount == {YES: 1, NO: 0, UNKNOWN: None}[verdict]


def test_the_extra_capacity_is_unknown_without_the_area_and_told_in_both_languages():
    unknown = extra_capacity_after_sharing(day("2024-05-01"), on=day("2024-05-01"))
    assert (unknown.verdict, codes(unknown)) == (UNKNOWN, ["missing:area"])
    ruling = extra_capacity_after_sharing(day("2024-05-01"), threatened(2024), on=day("2024-05-01"))
    assert "efter ansøgning til regionen få 1 ekstra lægekapacitet" in ruling.text()
    assert "1 extra capacity on application to the region" in ruling.text("en")
    assert "§ 13, stk. 6" in ruling.text()


@pytest.mark.parametrize(
    ("on", "conflicts", "verdict"),
    [
        ("2025-06-30", False, YES),
        ("2025-06-30", True, NO),
        ("2025-06-30", None, UNKNOWN),
        ("2014-05-01", False, YES),
        ("2014-04-30", False, UNKNOWN),
        ("2025-07-01", True, UNKNOWN),
    ],
)
def test_before_the_act_of_2025_a_move_must_not_conflict_with_the_plan(on, conflicts, verdict):
    assert may_relocate(decided(conflicts), on=day(on)).verdict is verdict


@pytest.mark.parametrize(
    ("changes", "conflicts", "verdict"),
    [
        (False, False, YES),
        (True, False, NO),
        (False, True, NO),
        (True, True, NO),
        (True, None, NO),
        (None, True, NO),
        (None, False, UNKNOWN),
        (False, None, UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_after_it_a_move_neither_changes_nor_conflicts_with_the_national_distribution(changes, conflicts, verdict):
    assert may_relocate(decided(True), decided(changes), decided(conflicts), on=day("2025-07-01")).verdict is verdict
    assert may_relocate(decided(False), decided(changes), decided(conflicts), on=day("2025-06-30")).verdict is YES


def test_a_relocation_is_told_in_both_languages_by_the_rule_of_the_day():
    before = may_relocate(decided(True), on=day("2025-06-30"))
    after = may_relocate(None, decided(True), decided(False), on=day("2025-07-01"))
    assert "Region Sjælland afgjorde 1. maj 2014, at flytningen strider mod praksisplanens forudsætn" in before.text()
    assert "L 227" in before.text()
    assert "the move changes the assumptions of the national distribution" in after.text("en")
    assert "§ 206 b" in after.text("en")
    missing = may_relocate(on=day("2025-07-01"))
    assert codes(missing) == ["missing:distribution_change", "missing:distribution_conflict"]
    later = may_relocate(None, decided(True, "2025-07-02"), decided(True, "2025-07-02"), on=day("2025-07-01"))
    assert later == missing


def test_how_long_a_regional_clinic_may_last_is_asked_for():
    ruling = may_run_regional_clinic(day("2024-01-01"), day("2025-01-01"), on=day("2024-01-01"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["unknown:regional_clinic.longest_years"])
    after = may_run_regional_clinic(day("2026-01-01"), day("2027-01-01"), on=day("2026-01-01"))
    assert (after.verdict, after.citations) == (UNKNOWN, ())


@pytest.mark.parametrize(("end", "verdict"), [("2029-01-01", YES), ("2029-01-02", NO), (None, UNKNOWN)])
def test_with_an_own_limit_a_regional_clinic_ends_in_time(end, verdict):
    own = with_own("regional_clinic.longest_years", Fraction(6))
    ruling = may_run_regional_clinic(day("2023-01-01"), day(end), on=day("2023-01-01"), figures=own)
    assert (ruling.verdict, ruling.day) == (verdict, day("2029-01-01"))
    assert ruling.own_figures


PLAN_CONFLICT = """{
    "plan_conflict": {"outcome": false, "decided_by": "Region Sjælland", "decided": "2025-06-30"}, "on": "2025-06-30"
}"""


@pytest.mark.parametrize(
    ("question", "facts", "verdict"),
    [
        ("may_share_capacity", '{"area": null, "start": "2023-01-01", "end": "2030-01-01", "on": "2023-01-01"}', NO),
        ("extra_capacity_after_sharing", '{"ended": "2024-05-01", "on": "2024-01-01"}', NO),
        ("may_relocate", PLAN_CONFLICT, YES),
        ("may_run_regional_clinic", '{"start": "2023-01-01", "end": null, "on": "2025-06-30"}', UNKNOWN),
    ],
)
def test_the_questions_are_asked_in_json(question, facts, verdict):
    assert ask(question, facts).verdict is verdict
