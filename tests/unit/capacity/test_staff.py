"""Hired doctors, the deadline of a vacant capacity, and doctors in training."""

from __future__ import annotations

import datetime
from fractions import Fraction

import attrs
import pytest

from praksisplan.capacity import (
    Area,
    Clinic,
    ClinicKind,
    DatedValue,
    LegalSource,
    SourceGrade,
    Threat,
    ThreatKind,
    Verdict,
    deadline_to_fill,
    default_figures,
    may_hire,
    may_train,
)
from praksisplan.capacity.questions import ask
from praksisplan.capacity.spans import later
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
MINE = LegalSource("Regionens egen beslutning")
LOLLAND = Area("lolland", "Lolland", threats=(Threat(ThreatKind.REGIONAL, 2023), Threat(ThreatKind.NATIONAL, 2024)))


def with_own(name, value):
    return default_figures().with_values(
        {name: DatedValue(day("2010-01-01"), MINE, SourceGrade.A, day("2026-11-24"), value=value)}
    )


def clinic(capacities, hired, kind=ClinicKind.PARTNERSHIP, area=None):
    return Clinic("k", kind, capacities=capacities, hired=hired, area=area)


@pytest.mark.parametrize(
    ("capacities", "limit"),
    [
        (1, "1/2"),
        (0, 0),
    ],
)
def test_a_partnership_of_one_capacity_or_none_hires_nobody(capacities, limit):
    ruling = may_hire(clinic(capacities, 0), LOLLAND, on=day("2024-06-01"))
    assert (ruling.verdict, ruling.amount) == (NO, Fraction(limit))


@pytest.mark.parametrize(("on", "paragraph"), [("2021-12-31", "§ 20, stk. 1"), ("2022-01-01", "§ 24, stk. 2")])
def test_the_half_is_cited_to_the_agreement_of_the_day(on, paragraph):
    assert paragraph in may_hire(clinic(4, 1), on=day(on)).text()


def test_a_national_naming_alone_gives_no_right_to_hire_more():
    ruling = may_hire(clinic(4, 2), LOLLAND, on=day("2024-01-01"))
    assert (ruling.verdict, codes(ruling)) == (NO, ["above-share", "not-threatened", "leave"])
    assert "en national udpegning giver ikke denne ret" in ruling.text()
    assert "a national designation does not give this right" in ruling.text("en")


def test_that_leave_to_more_can_be_sought_is_said_under_the_agreement_that_has_it():
    assert "leave" not in codes(may_hire(clinic(4, 2), LOLLAND, on=day("2021-12-31")))
    ruling = may_hire(clinic(4, 2), LOLLAND, on=day("2022-01-01"))
    assert "samarbejdsudvalget kan søges om tilladelse til flere" in ruling.text()


@pytest.mark.parametrize(
    ("facts", "on", "code"),
    [
        (clinic(None, 1), "2023-01-01", "missing:capacities"),
        (clinic(4, None), "2023-01-01", "missing:hired"),
        (clinic(4, 1, ClinicKind.REGIONAL), "2023-01-01", "missing:rule"),
        (clinic(4, 1, ClinicKind.TENDER), "2023-01-01", "missing:rule"),
        (clinic(4, 1, ClinicKind.OUT_OF_HOURS), "2023-01-01", "missing:rule"),
        (clinic(4, 1), "2017-12-31", "unknown:hired.largest_share"),
    ],
)
def test_hiring_is_unknown_where_a_fact_or_the_rule_is_missing(facts, on, code):
    ruling = may_hire(facts, LOLLAND, on=day(on))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, [code])


def test_the_area_is_that_of_the_clinic():
    assert may_hire(clinic(4, 2, area="lolland"), LOLLAND, on=day("2023-01-01")).verdict is YES
    with pytest.raises(PlanError) as caught:
        may_hire(clinic(4, 2, area="falster"), LOLLAND, on=day("2023-01-01"))
    assert caught.value.faults[0].code == "other-area"


def test_at_least_one_more_is_hired():
    with pytest.raises(PlanError):
        may_hire(clinic(4, 1), additional=0, on=day("2023-01-01"))


def test_an_own_share_is_used_and_shown():
    own = with_own("hired.largest_share", Fraction(2, 3))
    ruling = may_hire(clinic(3, 1), on=day("2023-01-01"), figures=own)
    assert (ruling.verdict, ruling.amount) == (YES, 2)
    assert ruling.own_figures


def test_the_deadline_is_told_with_the_agreement_of_the_day():
    assert (
        "senest 28. februar 2021 (Overenskomst om almen praksis (OK18), § 20, stk. 2)"
        in deadline_to_fill(day("2020-02-29"), on=day("2021-12-31")).text()
    )
    late = deadline_to_fill(day("2020-02-29"), on=day("2022-01-01"))
    assert codes(late) == ["too-late", "leave"]
    assert "by 28 February 2021" in late.text("en")
    assert "OK22 § 20, stk. 1" in late.text("en")


def test_the_deadline_is_unknown_without_its_day_or_its_agreement():
    assert codes(deadline_to_fill(None, on=day("2023-01-01"))) == ["missing:vacant_since"]
    assert deadline_to_fill(day("2017-06-01"), on=day("2017-12-31")).verdict is UNKNOWN
    assert deadline_to_fill(day("2017-06-01"), on=day("2018-01-01")).verdict is YES


def test_an_own_deadline_of_half_a_year_counts_months():
    own = with_own("vacancy.years", Fraction(1, 2))
    assert deadline_to_fill(day("2023-08-31"), on=day("2023-09-01"), figures=own).day == day("2024-02-29")


@pytest.mark.parametrize("years", [Fraction(1, 7), Fraction(10**20)])
def test_a_length_is_a_whole_number_of_months(years):
    own = with_own("vacancy.years", years)
    with pytest.raises(PlanError) as caught:
        deadline_to_fill(day("2023-08-31"), on=day("2023-09-01"), figures=own)
    assert (caught.value.faults[0].code, caught.value.faults[0].path) == ("bad-length", "vacancy.years")


def test_a_length_has_a_unit_that_the_calendar_knows():
    shipped = default_figures()
    series = tuple(attrs.evolve(one, unit="years") if one.name == "vacancy.years" else one for one in shipped.series)
    with pytest.raises(PlanError) as caught:
        deadline_to_fill(day("2023-03-01"), on=day("2024-01-01"), figures=attrs.evolve(shipped, series=series))
    (fault,) = caught.value.faults
    assert (fault.code, fault.path) == ("unknown-word", "vacancy.years")
    assert fault.message == "the unit of vacancy.years must be one of år, måneder, got 'years'"
    assert fault.danish == "enheden for vacancy.years skal være en af år, måneder, men er »years«"


def test_a_length_is_not_below_0():
    with pytest.raises(PlanError) as caught:
        with_own("vacancy.years", Fraction(-1))
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("bad-number", "vacancy.years.value")]
    with pytest.raises(PlanError) as caught:
        later(day("2023-08-31"), "vacancy.years", years=-1)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("bad-length", "vacancy.years")]


@pytest.mark.parametrize(("since", "years"), [("2199-06-01", 1), ("2100-01-01", 100), ("9999-06-01", 1)])
def test_a_deadline_beyond_the_calendar_is_refused(since, years):
    with pytest.raises(PlanError) as caught:
        later(day(since), "vacancy.years", years=years)
    assert caught.value.faults[0].code == "out-of-range"


@pytest.mark.parametrize("since", ["2023-01-01", datetime.datetime(2023, 1, 1)])  # noqa: DTZ001
def test_the_day_of_a_vacancy_is_a_plain_day(since):
    with pytest.raises(PlanError):
        deadline_to_fill(since, on=day("2023-01-01"))


@pytest.mark.parametrize(("trainees", "tutors", "verdict"), [(1, 1, YES), (9, 2, NO), (0, 0, YES)])
def test_trainees_in_a_threatened_area_take_the_approval_of_the_council(trainees, tutors, verdict):
    ruling = may_train(trainees, tutors, LOLLAND, on=day("2023-06-01"))
    assert ruling.verdict is verdict
    assert ("approval" in codes(ruling)) is (verdict is YES)
    assert "§ 2, stk. 5" in ruling.text()


def test_elsewhere_the_number_for_each_tutor_is_asked_for():
    ruling = may_train(1, 1, LOLLAND, on=day("2024-01-01"))
    assert (ruling.verdict, codes(ruling)) == (UNKNOWN, ["unknown:training.per_tutor", "not-threatened"])


@pytest.mark.parametrize(
    ("trainees", "tutors", "area", "on", "code"),
    [
        (None, 1, LOLLAND, "2023-06-01", "missing:trainees"),
        (1, None, LOLLAND, "2023-06-01", "missing:tutors"),
        (1, 1, None, "2023-06-01", "missing:area"),
        (
            1,
            1,
            Area("falster", "Falster", threats=(Threat(ThreatKind.REGIONAL, 2022),)),
            "2022-06-30",
            "unknown:training.per_tutor_threatened",
        ),
    ],
)
def test_training_is_unknown_where_something_is_missing(trainees, tutors, area, on, code):
    ruling = may_train(trainees, tutors, area, on=day(on))
    assert (ruling.verdict, codes(ruling)[0]) == (UNKNOWN, code)


@pytest.mark.parametrize(
    ("question", "facts", "verdict"),
    [
        (
            "may_hire",
            '{"clinic": {"id": "k", "kind": "partnership", "capacities": 4, "hired": 2}, "area": {"id": "lolland", '
            '"name": "Lolland", "threats": [{"kind": "regional", "year": 2023}]}, "on": "2023-01-01"}',
            YES,
        ),
        ("deadline_to_fill", '{"vacant_since": "2024-02-29", "on": "2025-03-01"}', NO),
        ("may_train", '{"trainees": 1, "tutors": 1, "on": "2025-03-01"}', UNKNOWN),
    ],
)
def test_the_questions_are_asked_in_json(question, facts, verdict):
    assert ask(question, facts).verdict is verdict
