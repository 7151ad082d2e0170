"""The tables of knees and caps, checked against each other: a mistyped figure falls out of the common index."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from praksisplan.capacity import MissingFigure, Speciality, default_figures, figure

WITH_KNEE = tuple(one for one in Speciality if one is not Speciality.PULMONARY_MEDICINE)
LOWER = (
    Speciality.ANAESTHESIOLOGY,
    Speciality.PSYCHIATRY,
    Speciality.RHEUMATOLOGY,
    Speciality.NEUROLOGY,
    Speciality.PLASTIC_SURGERY,
    Speciality.PAEDIATRICS,
)
HIGHER = (
    Speciality.DERMATOLOGY,
    Speciality.GYNAECOLOGY,
    Speciality.INTERNAL_MEDICINE,
    Speciality.SURGERY,
    Speciality.ORTHOPAEDICS,
    Speciality.EAR_NOSE_THROAT,
    Speciality.OPHTHALMOLOGY,
)
RENEGOTIATED = {
    2020: {Speciality.ANAESTHESIOLOGY: 1.02935, Speciality.RHEUMATOLOGY: 1.03182},
    2021: {Speciality.SURGERY: 1.04974, Speciality.ORTHOPAEDICS: 1.03316},
    2022: {},
}
INDEX = {2020: 1.01787, 2021: 1.01254, 2022: 1.01817}
ABOVE_THE_INDEX_OF_2025 = {
    Speciality.CHILD_PSYCHIATRY,
    Speciality.PSYCHIATRY,
    Speciality.NEUROLOGY,
    Speciality.PLASTIC_SURGERY,
    Speciality.GYNAECOLOGY,
    Speciality.OPHTHALMOLOGY,
}


def known(name, year, of="", month=1):
    found = figure(name, on=datetime.date(year, month, 1), of=of)
    assert not isinstance(found, MissingFigure), found.text("en")
    return found.value


def knee(speciality, year):
    return known("specialist.knee", year, speciality.value, month=10)


def factors(speciality, year, before):
    """The least and the greatest factor that gives the knee of a year from an earlier one, both rounded to kroner."""
    half = Fraction(1, 2)
    now, then = knee(speciality, year), knee(speciality, before)
    return (now - half) / (then + half), (now + half) / (then - half)


def common(specialities, year, before):
    """The factors that explain every one of the specialities."""
    bounds = [factors(one, year, before) for one in specialities]
    return max(low for low, _ in bounds), min(high for _, high in bounds)


@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_all_knees_follow_one_index_a_year_but_for_those_that_were_renegotiated(year):
    others = [one for one in WITH_KNEE if one not in RENEGOTIATED[year]]
    low, high = common(others, year, year - 1)
    assert low <= high
    assert round(float(low), 5) == INDEX[year]
    for speciality, factor in RENEGOTIATED[year].items():
        above, _ = factors(speciality, year, year - 1)
        assert above > high
        assert round(float(knee(speciality, year) / knee(speciality, year - 1)), 5) == factor


def test_nine_knees_of_2025_follow_one_index_from_2022_and_six_rose_by_more():
    others = [one for one in WITH_KNEE if one not in ABOVE_THE_INDEX_OF_2025]
    low, high = common(others, 2025, 2022)
    assert len(others) == 9
    assert low <= high
    assert round(float(low), 4) == 1.0884
    assert all(factors(one, 2025, 2022)[0] > high for one in ABOVE_THE_INDEX_OF_2025)


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2025])
@pytest.mark.parametrize("speciality", WITH_KNEE)
def test_a_knee_is_in_force_from_one_october_until_the_next(speciality, year):
    first, last = datetime.date(year, 10, 1), datetime.date(year + 1, 9, 30)
    assert figure("specialist.knee", on=first, of=speciality.value) == figure(
        "specialist.knee", on=last, of=speciality.value
    )


@pytest.mark.parametrize(
    "day", ["2019-09-30", "2023-10-01", "2024-09-30", "2024-10-01", "2025-09-30", "2026-10-01", "2030-01-01"]
)
@pytest.mark.parametrize("speciality", WITH_KNEE)
def test_a_knee_of_another_year_is_unknown(speciality, day):
    found = figure("specialist.knee", on=datetime.date.fromisoformat(day), of=speciality.value)
    assert isinstance(found, MissingFigure)


def test_pulmonary_medicine_has_no_knee_of_its_own():
    found = figure("specialist.knee", on=datetime.date(2025, 10, 1), of="pulmonary_medicine")
    assert isinstance(found, MissingFigure)


@pytest.mark.parametrize(
    ("speciality", "year", "kroner"),
    [
        (Speciality.ANAESTHESIOLOGY, 2019, 4_259_648),
        (Speciality.RADIOLOGY, 2019, 7_783_096),
        (Speciality.RHEUMATOLOGY, 2020, 3_358_885),
        (Speciality.SURGERY, 2021, 5_255_334),
        (Speciality.OPHTHALMOLOGY, 2022, 4_503_252),
        (Speciality.CHILD_PSYCHIATRY, 2025, 3_828_456),
        (Speciality.EAR_NOSE_THROAT, 2025, 5_218_965),
    ],
)
def test_knees_as_they_were_published(speciality, year, kroner):
    assert knee(speciality, year) == kroner


@pytest.mark.parametrize("year", [2021, 2024])
def test_there_are_two_part_time_caps_and_the_higher_is_seven_sixths_of_the_lower(year):
    [lower] = {known("specialist.part_time_cap", year, one.value) for one in LOWER}
    [higher] = {known("specialist.part_time_cap", year, one.value) for one in HIGHER}
    assert abs(higher - Fraction(7, 6) * lower) <= 1


def test_both_part_time_caps_grew_by_the_same_factor_from_2021_to_2024():
    grown = [
        known("specialist.part_time_cap", 2024, one.value) / known("specialist.part_time_cap", 2021, one.value)
        for one in (Speciality.PSYCHIATRY, Speciality.SURGERY)
    ]
    assert [round(float(one), 5) for one in grown] == [1.08225, 1.08225]


def test_the_three_hour_cap_is_exactly_a_quarter_of_the_lower_part_time_cap():
    assert 4 * known("specialist.three_hour_cap", 2021) == known("specialist.part_time_cap", 2021, "psychiatry")


def test_every_figure_of_the_tables_says_where_it_stands():
    for name in ("specialist.knee", "specialist.part_time_cap", "specialist.three_hour_cap"):
        for dated in default_figures()[name].values:
            assert dated.source.address.startswith("https://"), dated
            assert dated.since.isoformat()[5:] in dated.source.paragraph or str(dated.since.year) in str(dated.source)
