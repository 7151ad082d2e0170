"""In which periods the work begins; whether a day lies in a period; and periods cut into parts."""

from __future__ import annotations

import pytest

import praksisplan as pp
from praksisplan import Period, Standing, Status, parse_period
from praksisplan.model import Matter, Target, TargetKind
from praksisplan.periods import Certainty, certainty_within, contiguous, split_period
from praksisplan.reports import render
from praksisplan.rules.windows import Driver
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said

YEARS = split_period(parse_period("2016-2018"), "year")
WAITS, GOING, DONE, OUT = Status.AWAITING, Status.ONGOING, Status.COMPLETED, Status.CANCELLED
NEW, LATER = Status.NOT_STARTED, Status.DEFERRED
DECIDED = {"standing": Standing.DECIDED, "by": "ppu", "matter": Matter.YEAR_PLAN}


def never(event):
    return said(events=[event], status=OUT)


def proposed(**facts):
    return said(1, standing=Standing.PROPOSED, **facts)


def row(*log, as_of=AS_OF, periods=YEARS, **fields):
    return pp.timetable(plan_of(*log, **fields), periods, as_of=as_of)[1]


def cells(*log, **given):
    return " ".join(cell.value for cell in row(*log, **given).cells)


def bounds(*log, **given):
    found = row(*log, **given)
    return found.earliest and str(found.earliest), found.latest and str(found.latest)


# --- the cells, of 2016, 2017 and 2018


@pytest.mark.parametrize(
    ("log", "told"),
    [
        # nothing is said
        ([], "unknown unknown unknown"),
        ([said(1, text="Gruppen mødes")], "unknown unknown unknown"),
        ([said(1, status=GOING, standing=Standing.PROPOSED)], "unknown unknown unknown"),
        # planned for, or put off to; that it had not begun rules out the past, and the plan itself may still be changed
        ([said(1, planned="2018")], "not_expected not_expected expected"),
        ([said(1, planned="2018", status=NEW)], "ruled_out not_expected expected"),
        ([said(1, planned="2017-2018", status=NEW)], "ruled_out possible possible"),
        ([said(1, planned="fra 1. marts 2018", status=NEW)], "ruled_out not_expected unknown"),
        ([said(1, planned="2016", status=NEW)], "ruled_out unknown unknown"),
        ([said(1, planned="2016", status=LATER, deferred_to="2018")], "ruled_out not_expected expected"),
        ([said(1, planned="2017", status=LATER)], "ruled_out unknown unknown"),
        # decided by the body with the mandate
        ([said(1, planned="2018", status=NEW, **DECIDED)], "ruled_out ruled_out certain"),
        ([said(1, planned="2018", **DECIDED)], "ruled_out ruled_out certain"),
        ([said(1, status=LATER, deferred_to="2018", **DECIDED)], "ruled_out ruled_out certain"),
        ([said(1, planned="2017-2018", status=NEW, **DECIDED)], "ruled_out possible possible"),
        ([said(1, planned="2016", status=NEW, **DECIDED)], "ruled_out unknown unknown"),
        # by one without, it is as any other plan
        ([said(1, planned="2018", status=NEW, **(DECIDED | {"by": "pas"}))], "ruled_out not_expected expected"),
        ([said(1, planned="2018", status=NEW, **(DECIDED | {"matter": None}))], "ruled_out not_expected expected"),
        # what was decided and still awaits something rests on a promise
        (
            [said(1, planned="2018", status=NEW, awaits=["e"], **DECIDED), promised("e", "2017")],
            "ruled_out ruled_out expected",
        ),
        ([said(1, planned="2017", status=NEW, awaits=["e"], **DECIDED), promised("e", "2018")],
         "ruled_out not_expected expected"),
        ([said(1, planned="2018", status=NEW, awaits=["e"], **DECIDED)], "ruled_out ruled_out unknown"),
        # awaits
        ([said(1, awaits=["e"], status=WAITS)], "ruled_out unknown unknown"),
        ([said(1, awaits=["e"], status=WAITS), promised("e", "4. kvartal 2017")], "ruled_out expected not_expected"),
        ([said(1, awaits=["e"], status=WAITS), promised("e", "2017/2018")], "ruled_out possible possible"),
        ([said(1, awaits=["e"], status=WAITS), promised("e", "2016")], "ruled_out unknown unknown"),
        (
            [said(1, awaits=["e"], planned="2017", status=WAITS), promised("e", "maj 2018")],
            "ruled_out not_expected expected",
        ),
        # awaits what will not come
        ([said(1, awaits=["e"], status=WAITS), never("e")], "ruled_out ruled_out ruled_out"),
        ([said(1, awaits=["e"], status=WAITS), said(events=["e"], expected="2018"), never("e")],
         "ruled_out ruled_out ruled_out"),
        ([said(1, awaits=[2], status=WAITS), said(2, status=OUT)], "ruled_out ruled_out ruled_out"),
        ([said(1, awaits=[2], status=WAITS), said(2, awaits=["e"]), never("e")], "ruled_out ruled_out ruled_out"),
        ([said(1, awaits=["e"]), never("e")], "unknown unknown ruled_out"),
        # begun: between the day it was last told not to have, and that on which it was told to have
        ([said(1, status=GOING, on="1. maj 2016")], "unknown ruled_out ruled_out"),
        ([said(1, status=DONE, on="1. maj 2016")], "unknown ruled_out ruled_out"),
        (
            [said(1, status=NEW, on="1. marts 2016"), said(1, status=GOING, on="1. maj 2016")],
            "certain ruled_out ruled_out",
        ),
        (
            [said(1, status=NEW, source="ip2016"), said(1, status=GOING, on="1. maj 2016")],
            "possible ruled_out ruled_out",
        ),
        (
            [said(1, status=NEW, source=None), said(1, status=GOING, on="1. maj 2016")],
            "unknown ruled_out ruled_out",
        ),
        (
            [said(1, status=WAITS, on="1. maj 2016"), said(1, status=GOING, on="10. januar 2017")],
            "possible possible ruled_out",
        ),
        ([said(1, status=GOING, source=None)], "unknown unknown ruled_out"),
        (
            [said(1, status=NEW, on="1. marts 2016"), said(1, status=GOING, on="1. maj 2016"), said(1, status=OUT)],
            "certain ruled_out ruled_out",
        ),
        # cancelled before it began
        ([said(1, status=OUT)], "ruled_out ruled_out ruled_out"),
        ([said(1, planned="2018"), said(1, status=OUT)], "ruled_out ruled_out ruled_out"),
        # a pending proposal makes no cell surer
        ([said(1, planned="2017", status=NEW), proposed(status=DONE)], "ruled_out possible not_expected"),
        ([said(1, planned="2017", status=NEW), proposed(status=OUT)], "ruled_out possible not_expected"),
        (
            [said(1, planned="2017", status=NEW), proposed(status=LATER, deferred_to="2018")],
            "ruled_out possible possible",
        ),
        ([said(1, planned="2018", status=NEW), proposed(status=LATER)], "ruled_out possible possible"),
        ([said(1, planned="2018", status=NEW), proposed(planned="2017")], "ruled_out not_expected expected"),
        ([said(1, planned="2018", status=NEW), proposed(status=GOING)], "ruled_out possible possible"),
        ([said(1, planned="2017", status=NEW), proposed(status=GOING)], "ruled_out expected not_expected"),
        (
            [said(1, planned="2018", status=NEW, source="status2016", **DECIDED),
             proposed(status=LATER, deferred_to="2017")],
            "ruled_out possible possible",
        ),
        ([said(1, awaits=["e"], status=WAITS), proposed(status=LATER, deferred_to="2018")],
         "ruled_out unknown unknown"),
        ([said(1, awaits=["e"], status=WAITS), promised("e", "2017"), proposed(lifts=["e"], awaits=["f"])],
         "ruled_out possible possible"),
        # ... nor does one about what is awaited
        (
            [said(1, awaits=["e"], status=WAITS), promised("e", "2017"),
             said(events=["e"], status=LATER, deferred_to="2018", standing=Standing.PROPOSED)],
            "ruled_out possible possible",
        ),
        # what was decided is proposed no longer
        (
            [said(1, planned="2017", status=NEW), proposed(status=DONE),
             said(1, declined=True, source="during2016", **DECIDED)],
            "ruled_out expected not_expected",
        ),
    ],
)  # fmt: skip
def test_the_cells(log, told):
    assert cells(*log) == told


def test_after_it_has_begun_people_read_begun():
    """What has begun cannot begin later: programs read that this is ruled out, people that it has begun."""
    log = said(1, status=NEW, on="1. marts 2016"), said(1, status=GOING, on="1. maj 2016")
    table = pp.timetable(plan_of(*log, numbers=[1]), YEARS, as_of=AS_OF)
    assert table[1].begun_from == 1
    [words], [codes] = table.cells(), table.to_records()
    assert [words[year] for year in ("2016", "2017", "2018")] == ["sikkert", "begyndt", "begyndt"]
    assert [codes[year] for year in ("2016", "2017", "2018")] == ["certain", "ruled_out", "ruled_out"]
    assert table.cells("en")[0]["2018"] == "begun"
    page = render(pp.reports.timetable_document(table), "md").decode()
    assert "sikkert | begyndt | begyndt" in page
    assert pp.timetable(table.plan, YEARS[1:], as_of=AS_OF)[1].begun_from == 0
    assert row(said(1, status=OUT)).begun_from is None  # cancelled before it began
    assert row(said(1, status=GOING, on="1. maj 2016"), periods=YEARS[:1]).begun_from is None


def test_what_is_planned_for_the_year_that_has_begun_still_begins_in_it():
    """Unknown is only 'a wait without a promise, or a recommendation of which nothing is said'; here something is."""
    assert cells(said(1, planned="2017"), as_of=day("2016-12-31")) == "not_expected expected not_expected"
    assert cells(said(1, planned="2017"), as_of=AS_OF) == "not_expected expected not_expected"


def test_what_began_on_an_unknown_day_began_by_now():
    log = said(1, status=GOING, source=None), said(1, status=OUT)
    assert cells(*log) == "unknown unknown ruled_out"
    assert bounds(*log) == (None, "2017-01-15")


def test_work_that_awaits_what_will_not_come_has_no_days():
    found = row(said(1, awaits=["e", "f"], status=WAITS), never("e"), promised("f", "2017"))
    assert (found.earliest, found.latest, found.is_never) == (None, None, True)
    assert found.drivers == (Driver("earliest", Target(TargetKind.EVENT, "e")),)
    assert not row(said(1, status=OUT)).is_never


def test_the_bounds_and_what_drives_them():
    found = row(said(1, awaits=["e"], status=WAITS), promised("e", "4. kvartal 2017"))
    assert (str(found.earliest), str(found.latest)) == ("2017-10-01", "2017-12-31")
    assert found.drivers == (
        Driver("earliest", Target(TargetKind.EVENT, "e")),
        Driver("latest", Target(TargetKind.EVENT, "e")),
    )
    found = row(said(1, status=NEW, on="1. marts 2016"), said(1, status=GOING, on="1. maj 2016"))
    assert (str(found.earliest), str(found.latest)) == ("2016-03-01", "2016-05-01")
    assert found.drivers == (Driver("latest", Target(TargetKind.PLAN, "1")),)
    found = row(said(1, status=OUT))
    assert (found.number, found.earliest, found.latest, found.drivers) == ("1", None, None, ())
    assert bounds() == (None, None)
    assert bounds(said(1, status=NEW)) == ("2017-01-15", None)


def test_every_recommendation_has_a_row_in_natural_order():
    plan = plan_of(said(2, status=OUT), said(10, status=DONE), numbers=[10, 2, "9a"])
    table = pp.timetable(plan, iter(YEARS), as_of=AS_OF)
    assert list(table) == ["2", "9a", "10"]
    assert table.periods == YEARS
    assert {len(found.cells) for found in table.values()} == {3}


def test_only_what_was_known_counts():
    plan = plan_of(said(1, planned="2017", status=NEW), said(1, status=Status.DEFERRED, deferred_to="2018",
                                                             on="10. januar 2017", source="status2017"))  # fmt: skip
    assert pp.timetable(plan, YEARS, as_of=AS_OF)[1].cells[1] is Certainty.EXPECTED
    assert pp.timetable(plan, YEARS, as_of=AS_OF, known_at=day("2017-06-30"))[1].cells[2] is Certainty.EXPECTED


def test_what_begins_in_a_period():
    plan = plan_of(said(1, 2, planned="2018"), said(3, planned="2017-2018", status=NEW))
    table = pp.timetable(plan, YEARS, as_of=AS_OF)
    assert table.beginning(YEARS[2]) == ("1", "2")
    assert table.beginning(YEARS[2], Certainty.POSSIBLE) == ("3",)
    assert table.beginning(YEARS[2], Certainty.UNKNOWN) == ("4", "5")
    assert table.beginning(YEARS[0], Certainty.NOT_EXPECTED) == ("1", "2")
    assert table.beginning(YEARS[0], Certainty.RULED_OUT) == ("3",)


def test_a_proposal_with_an_inferred_standing_may_change_a_cell():
    proposed = said(1, status=Status.ONGOING, standing=Standing.PROPOSED, inferred=["standing"])
    planned = said(1, status=Status.NOT_STARTED, planned="2018")
    for log, cell in (((planned,), Certainty.NOT_EXPECTED), ((planned, proposed), Certainty.POSSIBLE)):
        assert pp.timetable(plan_of(*log), ["2017"], as_of=AS_OF)[1].cells == (cell,)


def test_a_period_that_is_not_in_the_timetable_is_refused():
    table = pp.timetable(plan_of(), YEARS, as_of=AS_OF)
    with pytest.raises(pp.PlanError):
        table.beginning(parse_period("2019"))


def test_the_timetable_is_told_in_both_languages():
    table = pp.timetable(plan_of(said(1, planned="2018"), numbers=[1, 2]), YEARS, as_of=AS_OF)
    assert tuple(table.columns) == ("number", "section", "title", "2016", "2017", "2018")
    assert table.cells() == [
        {"number": "1", "section": "1", "title": "Titel 1", "2016": "ikke forventet",
         "2017": "ikke forventet", "2018": "forventet"},
        {"number": "2", "section": "1", "title": "Titel 2", "2016": "ukendt", "2017": "ukendt", "2018": "ukendt"},
    ]  # fmt: skip
    assert table.cells("en")[0]["2018"] == "expected"
    assert "forventet" in str(table)
    other = pp.timetable(table.plan, YEARS[:1], as_of=AS_OF)  # has columns of its own
    assert tuple(other.columns) == ("number", "section", "title", "2016")
    assert tuple(table.columns)[3:] == ("2016", "2017", "2018")


@pytest.mark.parametrize(
    ("periods", "code", "english", "danish"),
    [
        ([], "no-periods", "there are no periods", "der er ingen perioder"),
        (
            ["2016", "2018"],
            "not-contiguous",
            "2018 must begin where 2016 ends",
            "2018 skal begynde, hvor 2016 slutter",
        ),
        (["2016", "2016-2017"], "not-contiguous", "must begin", "skal begynde"),
        (["2017", "2016"], "not-contiguous", "must begin", "skal begynde"),
        (
            ["fra 1. januar 2017"],
            "open-period",
            "is open; both ends must be known",
            "er åben; begge ender skal være kendt",
        ),
        (["2016", "fra 1. januar 2017"], "open-period", "is open", "er åben"),
        (["senest 31. december 2016", "2017"], "open-period", "is open", "er åben"),
        (["fra 1. januar 2016", "2017"], "open-period", "is open", "er åben"),
    ],
)
def test_periods_that_do_not_join_up_are_refused(periods, code, english, danish):
    given = tuple(map(parse_period, periods))
    for ask in (lambda: pp.timetable(plan_of(), given, as_of=AS_OF), lambda: contiguous(given)):
        with pytest.raises(pp.PlanError) as caught:
            ask()
        [fault] = caught.value.faults
        assert (fault.code, fault.path) == (code, "periods")
        assert english in fault.text("en")
        assert danish in fault.text("da")


def test_periods_that_join_up_are_given_back():
    assert contiguous(YEARS) == YEARS
    assert contiguous(YEARS[:1]) == YEARS[:1]


def test_the_timetable_of_the_bundled_plan():
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    quarters = split_period(parse_period("2017"), "quarter")
    table = pp.timetable(plan, quarters, as_of=AS_OF)
    # the report is only promised: nothing is certain, and nothing ruled out
    assert [cell.value for cell in table[78].cells] == ["not_expected"] * 3 + ["expected"]
    # awaits medio 2017, not before May; planned for 2016, which has passed and bounds nothing above
    assert [cell.value for cell in table[42].cells] == ["not_expected", "unknown", "unknown", "unknown"]
    assert set(table[29].cells) == {Certainty.UNKNOWN}  # 28 has no date
    years = pp.timetable(plan, split_period(parse_period("2017-2018"), "year"), as_of=AS_OF)
    # 14 is planned for 2017 and proposed closed; 55 is planned for 2017, and its text moves the work to 2018
    assert [cell.value for cell in years[14].cells] == ["possible", "not_expected"]
    assert [cell.value for cell in years[55].cells] == ["possible", "possible"]
    assert [cell.value for cell in years[78].cells] == ["expected", "not_expected"]


def test_the_periods_of_the_midtjylland_timetable_join_up():
    plan = pp.datasets.load("midtjylland-almen-2021-2025")
    parts = split_period(plan.period, "year")
    assert [(one.start, one.end) for one in plan.planning_periods] == [(one.start, one.end) for one in parts]
    table = pp.timetable(plan, plan.planning_periods, as_of=day("2021-12-31"))
    assert len(table) == 42
    # the shading of the cells was lost: unknown, not 'not planned'
    assert {cell for found in table.values() for cell in found.cells} == {Certainty.UNKNOWN}


# --- whether a day lies in a period


@pytest.mark.parametrize(
    ("earliest", "latest", "period", "told"),
    [
        ("2017-04-01", "2017-06-30", "2017", "certain"),
        ("2017-01-01", "2017-12-31", "2017", "certain"),
        ("2016-12-31", "2017-12-31", "2017", "possible"),
        ("2017-01-01", "2018-01-01", "2017", "possible"),
        ("2016-01-01", "2018-12-31", "2017", "possible"),
        ("2018-01-01", "2018-12-31", "2017", "ruled_out"),
        ("2018-01-01", None, "2017", "ruled_out"),
        ("2016-01-01", "2016-12-31", "2017", "ruled_out"),
        (None, "2016-12-31", "2017", "ruled_out"),
        ("2017-12-31", None, "2017", "unknown"),
        (None, "2017-01-01", "2017", "unknown"),
        (None, None, "2017", "unknown"),
        # periods that are open at an end
        ("2017-01-01", "2017-01-01", "fra 1. januar 2017", "certain"),
        ("2016-12-31", "2017-01-01", "fra 1. januar 2017", "possible"),
        ("2016-12-31", "2016-12-31", "fra 1. januar 2017", "ruled_out"),
        ("2017-01-01", None, "fra 1. januar 2017", "unknown"),
        ("2016-01-01", "2016-12-31", "senest 31. december 2016", "certain"),
        ("2017-01-01", None, "senest 31. december 2016", "ruled_out"),
        (None, "2016-01-01", "senest 31. december 2016", "unknown"),
    ],
)
def test_the_chance_of_a_day_between_two_bounds(earliest, latest, period, told):
    first, last = earliest and day(earliest), latest and day(latest)
    assert certainty_within(first, last, parse_period(period)).value == told


# --- splitting


@pytest.mark.parametrize(
    ("period", "unit", "parts"),
    [
        ("2017", "year", ["2017"]),
        ("2017", "half_year", ["1. halvår 2017", "2. halvår 2017"]),
        ("2017", "quarter", [f"{quarter}. kvartal 2017" for quarter in (1, 2, 3, 4)]),
        ("1. kvartal 2017", "month", ["januar 2017", "februar 2017", "marts 2017"]),
        ("2. halvår 2021 - 1. halvår 2025", "year", ["2. halvår 2021", "2022", "2023", "2024", "1. halvår 2025"]),
        ("november 2016 - april 2017", "quarter", ["november - december 2016", "1. kvartal 2017", "april 2017"]),
        ("november 2016 - april 2017", "half_year", ["november - december 2016", "januar - april 2017"]),
        (
            "20. januar 2017 - 5. februar 2017",
            "month",
            ["20. januar 2017 - 31. januar 2017", "1. februar 2017 - 5. februar 2017"],
        ),
        ("5. maj 2017", "year", ["5. maj 2017"]),
    ],
)
def test_a_period_is_cut_into_calendar_units(period, unit, parts):
    assert [(one.start, one.end) for one in split_period(parse_period(period), unit)] == [
        (one.start, one.end) for one in map(parse_period, parts)
    ]


def test_the_last_year_that_periods_can_have_is_cut():
    parts = split_period(Period(day("2199-07-01"), day("2200-01-01")), "quarter")
    assert [str(part) for part in parts] == ["3. kvartal 2199", "4. kvartal 2199"]


def test_an_unknown_unit_is_refused():
    with pytest.raises(pp.PlanError) as caught:
        split_period(parse_period("2017"), "fortnight")
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("unknown-unit", "per")
    assert "expected one of day, week, month, quarter, half_year, year, got 'fortnight'" in fault.text("en")
    assert "skal være en af day, week, month, quarter, half_year, year, men er »fortnight«" in fault.text("da")


@pytest.mark.parametrize("period", ["fra 1. januar 2017", "senest 31. december 2017"])
def test_an_open_period_is_not_cut(period):
    with pytest.raises(pp.PlanError) as caught:
        split_period(parse_period(period), "year")
    assert caught.value.faults[0].code == "open-period"
