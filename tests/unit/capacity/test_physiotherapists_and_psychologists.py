"""Physiotherapists and psychologists: hours, amounts, new owners, stand-ins, least settlement and addresses."""

from __future__ import annotations

from fractions import Fraction

import pytest

from praksisplan.capacity import (
    DatedValue,
    LegalSource,
    SourceGrade,
    Verdict,
    default_figures,
    figure,
    may_use_new_owner_room,
    may_use_stand_in,
    psychologist_addresses,
    psychologist_hours,
    psychologist_minimum,
    room_for_new_owners,
    within_clinic_amount,
    within_thirty_hours,
)
from praksisplan.errors import PlanError
from tests.unit.capacity.rulings import codes, day

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


def number(value):
    return None if value is None else Fraction(value)


def test_the_hours_are_unknown_without_their_number_and_the_kind_of_capacity():
    assert within_thirty_hours(None, None, on=day("2022-06-01")).verdict is UNKNOWN


def test_the_thirty_hours_are_told_in_both_languages():
    assert "a capacity over 30 hours has no upper limit" in within_thirty_hours(True, None, on=day("2022-01-01")).text(
        "en"
    )
    below = within_thirty_hours(False, Fraction("29.5"), on=day("2022-01-01"))
    assert below.text().startswith("Ja: 29,5 timer om ugen i gennemsnit over året er under grænsen på 30 timer")
    assert "29.5 hours a week as a mean over the year is below" in below.text("en")


def test_capacity_as_an_amount_is_known_for_two_specialities():
    found = within_clinic_amount("57", Fraction(1), Fraction(2), on=day("2024-01-01"))
    assert codes(found) == ["missing:speciality"]
    told = within_clinic_amount("51", Fraction(800_000), Fraction(2), on=day("2024-01-01")).text("en")
    assert (
        "the subsidy of 800,000 kr. in speciality 51 is above the clinic's limit of 786,000 kr. (2 capacities)" in told
    )
    assert "reduced by 40 %, so 794,400 kr. is paid" in told


def test_the_regulated_amount_of_a_year_may_be_supplied():
    source = LegalSource("Regionens meddelelse om knækgrænsen for 2025")
    dated = DatedValue(day("2025-01-01"), source, SourceGrade.A, day("2026-11-27"), Fraction(1_080_000), of="62")
    own = default_figures().with_values({"physio.capacity_amount": dated})
    found = within_clinic_amount("62", 1_100_000, 1, on=day("2025-06-01"), figures=own)
    assert (found.verdict, found.amount, codes(found)) == (NO, 1_092_000, ["above-amount"])


def test_room_for_new_owners_is_unknown_without_the_frame_or_the_share():
    assert codes(room_for_new_owners(None, on=day("2024-01-01"))) == ["missing:frame"]
    assert codes(room_for_new_owners(Fraction(1), on=day("2023-12-31"))) == ["unknown:physio.new_owner_share"]


@pytest.mark.parametrize(("room", "frame"), [(40, 1_067), (46, 1_227)])
def test_the_published_room_implies_frames_of_about_what_it_should(room, frame):
    share = figure("physio.new_owner_share", on=day("2024-01-01")).value
    assert round(room / share) == frame


def test_an_owner_is_excluded_whether_a_tenant_or_not():
    assert may_use_new_owner_room(True, None, on=day("2024-01-01")).verdict is NO


def test_who_is_excluded_can_be_laid_over():
    assert codes(may_use_new_owner_room(True, True, on=day("2024-01-01"))) == ["owner", "tenant"]
    owners = DatedValue(day("2026-01-01"), LegalSource("Egen"), SourceGrade.A, day("2026-01-01"), words=("owner",))
    figures = default_figures().with_values({"physio.new_owner_excluded": owners})
    found = may_use_new_owner_room(False, True, on=day("2026-01-01"), figures=figures)
    assert (found.verdict, len(found.own_figures)) == (YES, 1)


def test_a_stand_in_of_just_two_months_need_not_be_reported():
    assert codes(may_use_stand_in(day("2024-01-01"), day("2024-03-01"), 9, 9, on=day("2024-01-01"))) == [
        "short-absence",
        "turnover-steady",
    ]


@pytest.mark.parametrize(
    ("end", "turnover", "reasons"),
    [
        ("2024-02-01", 10, ["turnover-rises"]),
        (None, 10, ["turnover-rises"]),
        ("2026-01-01", None, ["too-long"]),
        ("2026-01-01", 10, ["too-long", "turnover-rises"]),
        ("2024-02-01", None, ["missing:turnover_with"]),
        (None, None, ["missing:end", "missing:turnover_with"]),
    ],
)
def test_the_turnover_may_not_rise_through_a_stand_in(end, turnover, reasons):
    found = may_use_stand_in(day("2024-01-01"), end and day(end), 9, turnover, on=day("2024-01-01"))
    assert codes(found) == reasons
    assert found.verdict is (UNKNOWN if reasons[0].startswith("missing") else NO)


def test_a_stand_in_before_2024_is_unknown_and_an_absence_must_not_end_before_it_begins():
    found = may_use_stand_in(day("2023-01-01"), day("2023-02-01"), 9, 9, on=day("2023-01-01"))
    assert codes(found) == ["unknown:physio.stand_in_limit", "unknown:physio.stand_in_report"]
    with pytest.raises(PlanError, match="must come after the start"):
        may_use_stand_in(day("2024-01-02"), day("2024-01-02"), 9, 9, on=day("2024-01-01"))


@pytest.mark.parametrize(
    ("available", "employed", "verdict", "reasons"),
    [
        (30, 5, YES, ["available", "employed"]),
        (10, 5, NO, ["too-little-available", "employed"]),
        (30, 25, NO, ["too-much-employed", "available"]),
        (20, 17, NO, ["too-little-available", "too-much-employed"]),
        (20, None, NO, ["too-little-available"]),
        (None, 16, NO, ["too-much-employed"]),
        (22, None, UNKNOWN, ["missing:employed"]),
        (None, 15, UNKNOWN, ["missing:available"]),
        (None, None, UNKNOWN, ["missing:available", "missing:employed"]),
    ],
)
def test_a_psychologist_is_available_enough_and_employed_little(available, employed, verdict, reasons):
    found = psychologist_hours(number(available), number(employed), on=day("2021-12-20"))
    assert (found.verdict, codes(found)) == (verdict, reasons)


def test_the_hours_of_a_psychologist_are_not_known_before_the_page_that_shows_them():
    found = psychologist_hours(Fraction(30), Fraction(0), on=day("2021-12-19"))
    assert codes(found) == ["unknown:psychologist.available_hours", "unknown:psychologist.employed_hours"]
    told = psychologist_hours(Fraction(22), Fraction(16), on=day("2022-01-01")).text("en")
    assert told.startswith("No: the psychologist is employed elsewhere for 16 hours a week, and at most 15 are allowed")


@pytest.mark.parametrize(
    ("years", "settled", "verdict", "least", "code"),
    [
        (10, None, UNKNOWN, None, "missing:settled"),
        (None, None, UNKNOWN, None, "missing:years"),
        (None, 500_000, YES, None, "enough"),  # however long the psychologist has had the licence
    ],
)
def test_the_least_settlement_is_told_only_where_the_years_are_known(years, settled, verdict, least, code):
    found = psychologist_minimum(number(years), number(settled), on=day("2023-07-01"))
    assert (found.verdict, found.amount, codes(found)) == (verdict, least, [code])


def test_the_least_settlement_can_be_laid_over():
    dated = DatedValue(day("2026-01-01"), LegalSource("Egen"), SourceGrade.A, day("2026-01-01"), Fraction(180_000))
    figures = default_figures().with_values({"psychologist.least_settlement": dated})
    found = psychologist_minimum(Fraction(3), Fraction(179_999), on=day("2026-01-01"), figures=figures)
    assert (found.verdict, found.amount) == (NO, 180_000)
    assert "does not meet the requirement of at least 180,000 kr. after 2 years" in found.text("en")


def test_the_one_address_is_not_known_before_the_page_that_shows_it():
    assert codes(psychologist_addresses(1, on=day("2023-12-10"))) == ["unknown:psychologist.addresses"]
    assert "used from 1 address; there must be 1" in psychologist_addresses(1, on=day("2024-01-01")).text("en")


@pytest.mark.parametrize(
    "asked",
    [
        lambda: within_thirty_hours(False, Fraction(-1), on=day("2022-01-01")),
        lambda: room_for_new_owners(Fraction(-1), on=day("2024-01-01")),
        lambda: psychologist_hours(Fraction(-1), Fraction(-1), on=day("2024-01-01")),
        lambda: psychologist_addresses(-1, on=day("2024-01-01")),
    ],
)
def test_negative_numbers_are_refused(asked):
    with pytest.raises(PlanError):
        asked()


@pytest.mark.parametrize(("speciality", "growth"), [("62", Fraction("0.044")), ("51", Fraction("0.047"))])
def test_the_growth_of_the_frames_is_that_of_2019_to_2021(speciality, growth):
    assert figure("physio.real_growth", on=day("2021-12-31"), of=speciality).value == growth
    assert (
        "er kun oplyst til og med 31. december 2021"
        in figure("physio.real_growth", on=day("2022-01-01"), of=speciality).text()
    )
