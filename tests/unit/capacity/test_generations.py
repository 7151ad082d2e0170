"""Generational change, by permission and by notice."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from praksisplan.capacity import (
    DatedValue,
    Doctor,
    LegalSource,
    SourceGrade,
    Verdict,
    default_figures,
    may_change_generation_by_notice,
    may_change_generation_by_permission,
)
from praksisplan.capacity.questions import ask
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
MINE = LegalSource("Regionens egen beslutning")
PENSION = Fraction(131, 2)
OWNER = Doctor("d", born=datetime.date(1954, 5, 20))


def with_own(name, value):
    return default_figures().with_values(
        {name: DatedValue(day("2010-01-01"), MINE, SourceGrade.A, day("2026-11-24"), value=value)}
    )


@pytest.mark.parametrize(
    ("end", "owned", "verdict", "reasons"),
    [
        ("2025-01-01", "2023-02-01", YES, ["within-time", "employed"]),
        ("2030-01-01", "2024-01-01", NO, ["too-long", "employed-too-long"]),
        (None, None, UNKNOWN, ["missing:end", "missing:employed_until"]),
    ],
)
def test_a_permitted_change_gives_every_reason(end, owned, verdict, reasons):
    ruling = may_change_generation_by_permission(day("2023-01-01"), day(end), day(owned), on=day("2023-01-01"))
    assert (ruling.verdict, codes(ruling), ruling.day) == (verdict, reasons, day("2028-01-01"))
    assert "§ 23, stk. 1" in ruling.text()


def test_under_the_older_agreement_the_part_ownership_must_be_known():
    ruling = may_change_generation_by_permission(day("2019-01-01"), day("2025-01-01"), None, on=day("2019-01-01"))
    assert (ruling.verdict, codes(ruling), ruling.day) == (UNKNOWN, ["missing:employed_until"], None)


@pytest.mark.parametrize(
    ("end", "owned", "path"), [("2022-12-31", None, "end"), ("2024-01-01", "2022-12-31", "employed_until")]
)
def test_the_days_of_a_change_follow_one_another(end, owned, path):
    with pytest.raises(PlanError) as caught:
        may_change_generation_by_permission(day("2023-01-01"), day(end), day(owned), on=day("2023-01-01"))
    assert (caught.value.faults[0].code, caught.value.faults[0].path) == ("order", path)


def test_the_length_is_unknown_where_only_the_months_are_laid_over():
    own = with_own("generation.permission_employed_months", Fraction(6))
    ruling = may_change_generation_by_permission(
        day("2016-01-01"), day("2017-01-01"), day("2016-01-01"), on=day("2016-01-01"), figures=own
    )
    assert codes(ruling) == ["unknown:generation.permission_owned_years"]


@pytest.mark.parametrize(
    ("owner", "pension", "owned", "verdict", "reasons"),
    [
        (OWNER, None, "2023-01-01", YES, ["old-enough", "employed"]),
        (Doctor("d", born=day("1971-01-01")), None, "2023-01-01", UNKNOWN, ["missing:pension_age"]),
        (OWNER, None, "2025-01-02", NO, ["employed-too-long"]),
        (Doctor("d"), PENSION, "2023-01-01", UNKNOWN, ["missing:born"]),
        (Doctor("d"), PENSION, None, UNKNOWN, ["missing:born", "missing:employed_until"]),
    ],
)
def test_by_notice_the_pension_age_and_the_birthday_are_asked_for(owner, pension, owned, verdict, reasons):
    ruling = may_change_generation_by_notice(owner, pension, day(owned), day("2023-01-01"), on=day("2023-01-01"))
    assert (ruling.verdict, codes(ruling)) == (verdict, reasons)


def test_a_pension_age_laid_over_is_used_and_shown():
    start = day("2016-11-20")
    own = with_own("generation.pension_age", PENSION)
    ruling = may_change_generation_by_notice(OWNER, None, start, start, on=day("2023-01-01"), figures=own)
    assert (ruling.verdict, [one.name for one in ruling.own_figures]) == (YES, ["generation.pension_age"])


def test_by_notice_both_figures_are_asked_for():
    own = with_own("generation.notice_years_before_pension", Fraction(3))
    found = may_change_generation_by_notice(OWNER, PENSION, None, day("2021-06-01"), on=day("2021-01-01"), figures=own)
    assert codes(found) == ["unknown:generation.notice_employed_years"]


@pytest.mark.parametrize("pension", [Fraction(-1), Fraction(1), Fraction(196, 3) + Fraction(1, 13)])
def test_a_pension_age_that_cannot_be_is_refused(pension):
    with pytest.raises(PlanError):
        may_change_generation_by_notice(OWNER, pension, None, day("2023-01-01"), on=day("2023-01-01"))


def test_a_change_by_notice_is_told_in_both_languages():
    start = day("2016-11-19")
    ruling = may_change_generation_by_notice(OWNER, PENSION, start, start, on=day("2023-01-01"))
    assert "ejeren fylder først 62,5 år (folkepensionsalderen minus 3 år) 20. november 2016" in ruling.text()
    assert (
        "the owner does not reach the age of 62.5 years (the pension age minus 3 years) until 20 November 2016"
        in ruling.text("en")
    )


@pytest.mark.parametrize(
    ("question", "facts", "verdict"),
    [
        (
            "may_change_generation_by_permission",
            '{"start": "2023-01-01", "end": "2028-01-01", "employed_until": "2023-07-01", "on": "2023-01-01"}',
            YES,
        ),
        (
            "may_change_generation_by_notice",
            '{"doctor": {"id": "d", "born": "1954-05-20"}, "pension_age_years": "131/2", '
            '"employed_until": "2016-11-20", "start": "2016-11-20", "on": "2023-01-01"}',
            YES,
        ),
    ],
)
def test_the_questions_are_asked_in_json(question, facts, verdict):
    assert ask(question, facts).verdict is verdict
