"""The sentences of rulings: numbers that differ look different, one is singular, and an amount is no yes."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from praksisplan.capacity import (
    Clinic,
    ClinicKind,
    DatedValue,
    LegalSource,
    Population,
    SourceGrade,
    Speciality,
    Verdict,
    cap_after_drawing,
    coverage,
    coverage_gap,
    deadline_to_fill,
    default_figures,
    may_choose_clinic,
    may_close_list,
    may_run_full_time,
    part_time_cap,
    room_for_new_owners,
    three_hour_cap,
    within_thirty_hours,
)
from praksisplan.capacity.wording import worded

NOW = datetime.date(2024, 1, 1)
PSYCHIATRY = Speciality.PSYCHIATRY


def own(name, value, of=""):
    since = datetime.date(2010, 1, 1)
    dated = DatedValue(since, LegalSource("Egen"), SourceGrade.A, since, Fraction(value), of=of)
    return default_figures().with_values({name: dated})


# --- numbers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "danish", "english"),
    [
        ("30.001", 30, "30,001 og 30", "30.001 and 30"),
        ("30.01", 30, "30,01 og 30", "30.01 and 30"),
        ("29.999", 30, "29,999 og 30", "29.999 and 30"),
        ("1.2345", "1.2346", "1,2345 og 1,2346", "1.2345 and 1.2346"),
        ("1.2345", "1.2345", "1,23 og 1,23", "1.23 and 1.23"),
        ("1.2345", 30, "1,23 og 30", "1.23 and 30"),
        ("0.001", 30, "0,001 og 30", "0.001 and 30"),
        ("0.01", 30, "0,01 og 30", "0.01 and 30"),
        (0, 30, "0 og 30", "0 and 30"),
        ("5000/3", "1666.67", "5000/3 og 1.666,67", "5000/3 and 1,666.67"),
        ("5000/3", 1600, "1.666,67 og 1.600", "1,666.67 and 1,600"),
    ],
)
def test_numbers_have_all_decimals_where_two_would_hide_a_difference(one, other, danish, english):
    values = {"one": Fraction(one), "other": Fraction(other)}
    assert worded(("{one} og {other}", "{one} and {other}"), values) == (danish, english)


@pytest.mark.parametrize(
    ("ruling", "danish", "english"),
    [
        (
            within_thirty_hours(False, Fraction("29.999"), on=datetime.date(2022, 1, 1)),
            "29,999 timer om ugen i gennemsnit over året er under grænsen på 30 timer",
            "29.999 hours a week as a mean over the year is below the limit of 30 hours",
        ),
        (
            coverage_gap(Population("nord", 16_001, NOW), 10, on=NOW),
            "kræver 10,000625 kapaciteter til 16.001 indbyggere (opgjort 1. januar 2024), og der er 10, så der mangler "
            "0,000625",
            "there are 10, so 0.000625 are lacking",
        ),
        (
            coverage(Population("nord", 1_600_001, NOW), 1000, on=NOW),
            "giver 1.600,001 pr. kapacitet, hvilket er over normen på 1.600",
            "make 1,600.001 people for each capacity, which is above the norm of 1,600",
        ),
        (
            may_choose_clinic(Clinic("k", ClinicKind.SOLO, is_open=True), 0.004, "Odense", on=NOW),
            "ligger 0,004 km fra bopælen",
            "0.004 km from home",
        ),
    ],
    ids=["hours", "gap", "coverage", "distance"],
)
def test_a_sentence_tells_a_small_difference(ruling, danish, english):
    assert danish in ruling.text()
    assert english in ruling.text("en")


NOUNS = [
    ("kapaciteter", "kapacitet", "capacities", "capacity"),
    ("timer", "time", "hours", "hour"),
    ("måneder", "måned", "months", "month"),
    ("år", "år", "years", "year"),
    ("indbyggere", "indbygger", "people", "person"),
    ("ydernumre", "ydernummer", "licences", "licence"),
    ("speciallæger", "speciallæge", "specialists", "specialist"),
    ("praksis", "praksis", "practices", "practice"),
    ("åbne praksis", "åben praksis", "open practices", "open practice"),
]


@pytest.mark.parametrize(("danish", "danish_one", "english", "english_one"), NOUNS, ids=[noun[2] for noun in NOUNS])
@pytest.mark.parametrize(
    ("number", "in_danish", "in_english"),
    [(0, "0", "0"), (1, "1", "1"), (2, "2", "2"), (11, "11", "11"), ("1.1", "1,1", "1.1"), (1001, "1.001", "1,001")],
)
def test_a_noun_after_1_alone_is_singular(number, in_danish, in_english, danish, danish_one, english, english_one):
    sentence = f"i {{n:{danish_one}|{danish}}} er", f"in {{n:{english_one}|{english}}} is"
    found = worded(sentence, {"n": Fraction(number)})
    assert found[0] == f"i {in_danish} {danish_one if number == 1 else danish} er"
    assert found[1] == f"in {in_english} {english_one if number == 1 else english} is"


@pytest.mark.parametrize(
    ("ruling", "danish", "english"),
    [
        (
            coverage(Population("nord", 1, NOW), 1, on=NOW),
            "1 indbygger (opgjort 1. januar 2024) på 1 kapacitet giver",
            "1 person (counted on 1 January 2024) and 1 capacity",
        ),
        (
            within_thirty_hours(False, Fraction(1), on=datetime.date(2022, 1, 1)),
            "1 time om ugen i gennemsnit over året er under grænsen på 30 timer",
            "1 hour a week as a mean over the year is below the limit of 30 hours",
        ),
        (may_run_full_time((False,), on=NOW), "1 af 1 speciallæge er uden", "1 of 1; at least 1 is required"),
    ],
    ids=["coverage", "hours", "specialists"],
)
def test_a_sentence_with_1_is_singular(ruling, danish, english):
    assert danish in ruling.text()
    assert english in ruling.text("en")


# --- the verdict before the sentence ------------------------------------------------------------------------------

CAPPED = own("specialist.three_hour_cap", 300_000)
HOW_MUCH = {
    "part_time_cap": (
        part_time_cap(PSYCHIATRY, on=NOW),
        "Omsætningsloftet for deltidspraksis i psykiatri er 1.095.927 kr. for 2024 (",
        "The turnover cap of part-time practice in psychiatry is 1,095,927 kr. for 2024 (",
    ),
    "three_hour_cap": (
        three_hour_cap(on=NOW, figures=CAPPED),
        "Omsætningsloftet for et 3-timers ydernummer er 300.000 kr. for 2024 (Egen); med egne tal: ",
        "The turnover cap of a three-hour licence is 300,000 kr. for 2024 (Egen); with your own figures: ",
    ),
    "cap_after_drawing": (
        cap_after_drawing(PSYCHIATRY, Fraction(0), on=NOW),
        "Omsætningsloftet for deltidspraksis i psykiatri er 1.095.927 kr. for 2024 (",
        "The turnover cap of part-time practice in psychiatry is 1,095,927 kr. for 2024 (",
    ),
    "room_for_new_owners": (
        room_for_new_owners(Fraction(1000), on=NOW),
        "3,75 % af rammen på 1.000 kr., svarende til 37,50 kr., er afsat til nye ejere (",
        "3.75 % of the frame of 1,000 kr., which is 37.50 kr., is set aside for new owners (",
    ),
}


@pytest.mark.parametrize(("ruling", "danish", "english"), HOW_MUCH.values(), ids=HOW_MUCH)
def test_the_answer_to_how_much_has_no_yes_before_it(ruling, danish, english):
    assert ruling.verdict is Verdict.YES
    assert ruling.text().startswith(danish)
    assert ruling.text("en").startswith(english)


@pytest.mark.parametrize(
    ("ruling", "danish", "english"),
    [
        (
            part_time_cap(PSYCHIATRY, on=datetime.date(2025, 1, 1)),
            "Ukendt: omsætnings",
            "Unknown: the sources give the turnover cap",
        ),
        (three_hour_cap(on=NOW), "Ukendt: omsætningsloftet", "Unknown: the sources give the turnover cap"),
        (
            cap_after_drawing(
                PSYCHIATRY,
                Fraction(10**6),
                on=datetime.date(2022, 1, 1),
                figures=own("specialist.part_time_cap", 1_000_000, "psychiatry"),
            ),
            "Nej: i 2021 kunne der højst bruges",
            "No: at most",
        ),
        (room_for_new_owners(None, on=NOW), "Ukendt: rammen for specialet", "Unknown: the frame"),
        (
            may_close_list(Clinic("k", ClinicKind.SOLO, capacities=1, enrolled=1600), on=NOW),
            "Ja: 1.600 tilmeldte",
            "Yes: 1,600 enrolled",
        ),
    ],
)
def test_other_answers_have_their_verdict_before_them(ruling, danish, english):
    assert ruling.text().startswith(danish)
    assert ruling.text("en").startswith(english)


# --- the deadline -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "danish", "english"),
    [
        (datetime.date(2024, 1, 1), "og skal være overdraget til", "and must be handed to"),
        (datetime.date(2024, 1, 2), "og skulle have været overdraget til", "and had to be handed to"),
    ],
)
def test_a_deadline_that_has_passed_is_told_as_past(on, danish, english):
    ruling = deadline_to_fill(datetime.date(2023, 1, 1), on=on)
    assert danish in ruling.text()
    assert english in ruling.text("en")
