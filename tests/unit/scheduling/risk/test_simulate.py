"""Simulations: the bundled plan, distributions beside their closed forms, and small plans by hand."""

from __future__ import annotations

import builtins
import datetime
import math
import pickle

import attrs
import pytest

import praksisplan as pp
from praksisplan import Limit, PlanError, Standing, Status, Workload, forecast, parse_period
from praksisplan.model import Outcome
from praksisplan.periods import Certainty, Period
from praksisplan.periods.certainty import certainty_within
from praksisplan.reports import Chart, Table, render
from praksisplan.scheduling import Meetings, Task, delays
from tests.unit.rules.plans import day, plan_of, promised, said, wait

HOVEDSTADEN = pp.datasets.load("hovedstaden-almen-2015-2019")
JANUARY = day("2017-01-15")
FIRST = day("2017-01-01")
RUNS = 20_000
ONE_DAY = datetime.timedelta(days=1)


def simulate(plan, as_of=FIRST, runs=RUNS, **more):
    return pp.scheduling.simulate(plan, as_of=as_of, runs=runs, **more)


def span(first, last):
    """A period from one day to another, both included."""
    return Period(day(first), day(last) + ONE_DAY)


def near(share, runs=RUNS):
    """A share as it can be among so many runs: within four and a half standard deviations."""
    return pytest.approx(share, abs=4.5 * math.sqrt(max(share * (1 - share), 0) / runs) + 1e-9)


def awaiting(*promises, **facts):
    """A plan in which 1 awaits e, with some promises."""
    return plan_of(said(1, awaits=["e"], **facts), *promises)


def promise(first, last, target="e", outcome=Outcome.COMPLETION, **facts):
    """A promise from one day to another, both included."""
    kind = {"events": (target,)} if isinstance(target, str) else {"about": (target,)}
    return attrs.evolve(said(source="ip2017"), expected=span(first, last), outcome=outcome, **kind, **facts)


def error(**arguments):
    with pytest.raises(PlanError) as caught:
        simulate(**({"plan": HOVEDSTADEN, "as_of": JANUARY, "runs": 10} | arguments))
    (fault,) = caught.value.faults
    assert fault.message != fault.danish
    return fault


# --- the bundled plan


@pytest.fixture(scope="module")
def bundled():
    return simulate(HOVEDSTADEN, JANUARY, 10_000)


def test_what_the_forecast_knows_is_known(bundled):
    told = forecast(HOVEDSTADEN, as_of=JANUARY)
    assert list(bundled) == list(told)
    assert {number for number in told if told[number].latest is None} == set(bundled.unknown)
    for number, found in bundled.items():
        assert found.is_known is (told[number].latest is not None)
        if found.is_known and not found.has_begun:
            assert told[number].earliest <= found.earliest <= found.latest <= told[number].latest


def test_a_promised_quarter(bundled):
    found = bundled[78]
    assert found.chance(parse_period("4. kvartal 2017")) == 1.0
    assert found.chance(parse_period("3. kvartal 2017")) == 0.0
    # planned for 2017 and awaiting a report in the fourth quarter: the report alone sets nearly all
    assert bundled.drivers(78)[0][0] == "sundheds-it-rapport"
    assert found.within == 1.0


def test_work_that_has_begun_did_so_when_the_timetable_says(bundled):
    december = day("2016-12-31")  # the day of the document that calls it under way
    assert pp.timetable(HOVEDSTADEN, [parse_period("2016")], as_of=JANUARY)[3].latest == december
    assert (bundled[3].has_begun, bundled[3].earliest, bundled[3].latest) == (True, None, december)
    assert (bundled[3].quantile(0.5), set(bundled[1].days)) == (december, {december})
    assert bundled.drivers(1) == (("1", 1.0),)
    assert bundled.drivers(67) == (("67", 1.0),)  # although what it awaits is unknown
    assert bundled[1].chance_by(JANUARY) == bundled[1].chance_by(december) == 1.0
    assert bundled[1].chance_by(december - ONE_DAY) is None  # it may have begun long before
    assert bundled[1].chance(parse_period("2017")) == 0.0
    assert bundled[1].chance(parse_period("2016")) is None


def test_what_awaits_what_will_not_come_never_begins():
    plan = plan_of(
        said(1, awaits=["e"]), promised("e", "marts 2017"), said(events=["e"], status=Status.CANCELLED),
        said(2, awaits=[1]), said(3, awaits=[wait(1, Outcome.START)]),
    )  # fmt: skip
    for found in (
        simulate(plan, runs=5, duration=(1, 2)),
        simulate(plan, runs=5, workload=Workload(), over=parse_period("2017")),
    ):
        assert found.unknown[:3] == ("1", "2", "3")
        for number, because in ((1, "e"), (2, "1"), (3, "1")):
            one = found[number]
            assert (one.is_never, one.is_known, one.because) == (True, False, (because,))
            assert (one.earliest, one.latest, one.days, one.quantile(0.9)) == (None, None, (), None)
            assert one.chance(parse_period("2017")) == one.chance_by(day("2018-01-01")) == 0.0
    first = found.cells("en")[0]
    assert (first["never"], first["drivers"]) == (True, "Begivenhed e")


def test_unknown_starts_stay_unknown(bundled):
    found = bundled[42]  # awaits a report promised for the middle of 2017, and was planned for 2015
    assert (found.is_known, found.because, found.days, found.within) == (False, ("42",), (), None)
    assert (found.earliest, found.latest, found.quantile(0.5)) == (day("2017-05-01"), None, None)
    assert found.chance(parse_period("1. kvartal 2017")) == 0.0
    assert found.chance(parse_period("april 2017")) == 0.0
    assert found.chance(parse_period("2. kvartal 2017")) is None
    assert found.chance(parse_period("fra 1. januar 2017")) is None
    assert found.chance_by(day("2017-04-30")) == 0.0
    assert found.chance_by(day("2017-05-01")) is None
    assert bundled.drivers(42) == ()


def test_chances_agree_with_the_windows(bundled):
    quarters = pp.periods.split_period(parse_period("2017"), "quarter")
    chances = bundled.chances(quarters)
    for number, window in forecast(HOVEDSTADEN, as_of=JANUARY).items():
        if bundled[number].has_begun:
            continue
        for share, quarter in zip(chances[number], quarters):
            word = certainty_within(window.earliest, window.latest, quarter)
            expected = {
                Certainty.CERTAIN: share == 1.0,
                Certainty.RULED_OUT: share == 0.0,
                Certainty.UNKNOWN: share is None,
            }
            assert expected.get(word, share is not None), number


def test_an_answer_like_the_others(bundled):
    record = next(one for one in bundled.cells("en") if one["number"] == "78")
    assert tuple(record) == tuple(bundled.columns)
    assert record["likely"] == bundled[78].quantile(0.5)
    assert record["by_90"] == bundled[78].quantile(0.9)
    assert record["drivers"].startswith("Rapport fra gruppen om sundheds-it (9")
    assert "sandsynligvis" in str(bundled)
    assert "90 % by" in bundled.text("en")
    assert ">ukendt</td>" in bundled._repr_html_()
    frame = bundled.to_frame("polars")
    assert frame["likely"].dtype == frame["earliest"].dtype
    assert bundled["78"] is bundled[78]
    finished = next(one.number for one in HOVEDSTADEN.recommendations if one.number not in bundled)
    with pytest.raises(KeyError):
        bundled.drivers(finished)


def test_a_simulation_can_be_kept(bundled):
    assert pickle.loads(pickle.dumps(bundled)) == bundled


def test_same_arguments_same_days(bundled):
    again = simulate(HOVEDSTADEN, JANUARY, 10_000)
    assert again == bundled
    assert hash(again[78]) == hash(bundled[78])
    assert simulate(HOVEDSTADEN, JANUARY, 10_000, seed=1) != bundled
    assert simulate(HOVEDSTADEN, JANUARY, 10_000, draw="uniform") != bundled
    fewer = simulate(HOVEDSTADEN, JANUARY, 3000)
    assert fewer[78].days == bundled[78].days[:3000]
    assert fewer != bundled
    assert fewer[42] != bundled[78]


# --- distributions


def triangle(days, place):
    """The share of the days up to a place (from 0), included, of a symmetric triangle over so many days."""
    at = (place + 1) / days
    return 2 * at * at if at < 0.5 else 1 - 2 * (1 - at) ** 2


@pytest.mark.parametrize("last", ["2017-01-01", "2017-01-02", "2017-01-31", "2017-12-31"])
@pytest.mark.parametrize("draw", ["triangular", "uniform"])
def test_closed_form(draw, last):
    found = simulate(awaiting(promise("2017-01-01", last)), draw=draw)[1]
    days = (day(last) - FIRST).days + 1
    for place in range(0, days, max(days // 10, 1)):
        expected = triangle(days, place) if draw == "triangular" else (place + 1) / days
        assert found.chance_by(FIRST + place * ONE_DAY) == near(expected)
    assert found.chance_by(day(last)) == 1.0
    assert found.chance_by(FIRST - ONE_DAY) == 0.0


def test_latest_of_two():
    plan = plan_of(
        said(1, awaits=["e", "f"]), promise("2017-01-01", "2017-04-10"), promise("2017-01-01", "2017-04-10", "f")
    )
    found = simulate(plan, draw="uniform")
    for share in (0.2, 0.5, 0.9):
        assert found[1].chance_by(FIRST + (round(100 * share) - 1) * ONE_DAY) == near(share**2)
    told = dict(found.drivers(1))
    assert set(told) == {"e", "f"}
    assert sum(told.values()) == pytest.approx(1)
    assert told["e"] == near(0.505)  # of equals the first


def test_of_three_the_one_that_is_surely_last():
    plan = plan_of(
        said(1, awaits=["e", "f", "g"]),
        promise("2017-01-01", "2017-01-10"),
        promise("2017-03-01", "2017-03-10", "f"),
        promise("2017-02-01", "2017-02-10", "g"),
    )
    found = simulate(plan)
    assert found[1].earliest >= day("2017-03-01")
    assert found.drivers(1) == (("f", 1.0),)


def test_one_outcome_is_drawn_once_a_run():
    plan = plan_of(
        said(1, 2, awaits=["e"]), said(3, awaits=["f"]), *(promise("2017-01-01", "2017-12-31", e) for e in "ef")
    )
    found = simulate(plan, runs=100)
    assert found[1].days == found[2].days
    assert found[1].days != found[3].days


@pytest.mark.parametrize("as_of", ["2017-01-31", "2017-03-01", "2017-04-10"])
@pytest.mark.parametrize("draw", ["triangular", "uniform"])
def test_given_that_it_has_not_come(draw, as_of):
    passed = (day(as_of) - FIRST).days
    found = simulate(awaiting(promise("2017-01-01", "2017-04-10")), day(as_of), draw=draw)[1]

    def before(place):
        return (triangle(100, place) if draw == "triangular" else (place + 1) / 100) if place >= 0 else 0

    for place in range(passed, 100, 7):
        expected = (before(place) - before(passed - 1)) / (1 - before(passed - 1))
        assert found.chance_by(FIRST + place * ONE_DAY) == near(expected)
    assert found.earliest >= day(as_of)


def test_the_newest_promise_counts():
    plan = awaiting(promise("2017-01-01", "2017-01-31"), promise("2018-01-01", "2018-01-31"))
    assert simulate(plan, runs=50)[1].earliest >= day("2018-01-01")


def test_own_period():
    plan = plan_of(said(1, planned="februar 2017"), said(2, status=Status.DEFERRED, deferred_to="2018", planned="2017"))
    found = simulate(plan, runs=500)
    assert found[1].chance(parse_period("februar 2017")) == 1.0
    assert found[2].chance(parse_period("2018")) == 1.0
    assert found.drivers(2) == (("2", 1.0),)


def test_a_period_without_a_start():
    plan = awaiting(promised("e", "senest 10. april 2017"))
    assert simulate(plan, draw="uniform")[1].chance_by(day("2017-02-19")) == near(0.5)


# --- what is unknown


@pytest.mark.parametrize(
    ("log", "because"),
    [
        ([said(1, awaits=["e"])], ("e",)),
        ([said(1, awaits=["e"]), promised("e", "2016")], ("e",)),  # it has passed
        ([said(1, awaits=["e"]), promised("e", "fra 1. marts 2017")], ("e",)),
        ([said(1)], ("1",)),
        ([said(1, planned="2016")], ("1",)),
        ([said(1, awaits=["f", "e"], planned="2016"), promised("f", "2018")], ("1", "e")),
        ([said(1, awaits=[2]), said(2, awaits=["e"]), promised("e", "2018")], ("2",)),
        ([said(1, awaits=[77])], ("77",)),
        ([said(1, awaits=[2]), said(2, status=Status.CANCELLED)], ("2",)),
        ([said(1, awaits=[2]), said(2, awaits=[1, "e"])], ("2",)),
        (
            [said(1, awaits=[1, "e"]), promise("2018-01-01", "2018-12-31", 1), promise("2018-01-01", "2018-12-31")],
            ("1",),
        ),
        ([said(1, awaits=[2, "e"]), said(2, awaits=[1])], ("2", "e")),
        ([said(1, awaits=[1])], ("1",)),
    ],
)
def test_because(log, because):
    found = simulate(plan_of(*log), runs=5)[1]
    assert (found.is_known, found.because) == (False, because)


def test_promised_outcome_of_a_recommendation():
    plan = plan_of(
        said(1, awaits=[wait(2, Outcome.REPORT)]),
        said(3, awaits=[wait(2)]),
        said(4, awaits=[77]),
        promise("2017-03-01", "2017-03-31", 2, Outcome.REPORT),
        promise("2017-05-01", "2017-05-31", 77),
    )
    found = simulate(plan, runs=500)
    assert found[1].chance(parse_period("marts 2017")) == 1.0
    assert found.drivers(1) == (("2", 1.0),)
    assert found[3].because == ("2",)
    assert found[4].chance(parse_period("maj 2017")) == 1.0


# --- history


TOLD = [
    promised("f", "2016", source="ip2016"),
    said(events=("f",), delivered=True, on="12. december 2016"),
    promised(2, "juni 2016", source="ip2016"),
    said(2, status=Status.COMPLETED, on="august 2016"),
]


def test_delays():
    plan = plan_of(*TOLD)
    assert delays(plan, as_of=FIRST) == (-19, 62)  # 31 December 2016 to the 12th; 30 June to 31 August 2016
    assert delays(plan, as_of=day("2016-09-30")) == ()  # nothing of it is known
    assert delays(plan, as_of=FIRST, known_at=day("2016-09-30")) == ()


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([promised("f", "juni 2016", source="ip2016"), promised("f", "august 2016", source="ip2016")], (-19, 42)),
        ([promised("f", "juni 2016", source="ip2016", standing=Standing.PROPOSED)], ()),
        ([promised("f", "fra 1. juni 2016", source="ip2016")], ()),
        ([promised("f", "december 2016")], ()),  # promised after it had come
        ([promised("f", "juni 2016", Outcome.START, source="ip2016")], ()),
        ([said(2, strand="a", expected="juni 2016", source="ip2016")], ()),
    ],
)
def test_which_promises_have_delays(log, expected):
    came = said(events=("f",), delivered=True, on="11. august 2016", source="status2016")
    if expected:
        expected = tuple(sorted((day("2016-08-11") - last).days for last in (day("2016-06-30"), day("2016-08-31"))))
    plan = plan_of(*log, came, said(2, status=Status.COMPLETED), strands={2: "ab"})
    assert delays(plan, as_of=FIRST) == expected


def test_which_comings_count():
    start = promised(2, "juni 2016", Outcome.START, source="ip2016")
    end = promised(2, "juli 2016", source="ip2016")
    plan = plan_of(start, end, said(2, status=Status.ONGOING, on="1. juli 2016", source="ip2017"))
    assert delays(plan, as_of=FIRST) == (1,)
    done = plan_of(*plan.log, said(2, status=Status.COMPLETED, on="2. august 2016"))
    assert delays(done, as_of=FIRST) == (1, 2)
    reopened = plan_of(*done.log, said(2, status=Status.ONGOING, on="1. september 2016"))
    assert delays(reopened, as_of=FIRST) == (1,)
    stopped = plan_of(*plan.log, said(2, status=Status.NOT_STARTED, on="1. september 2016"))
    assert delays(stopped, as_of=FIRST) == ()
    came = said(events=["e"], delivered=True, source=None)
    undated = plan_of(said(events=["e"], expected="juni 2016", source=None), came)
    assert delays(undated, as_of=FIRST) == ()


def test_drawn_from_history():
    plan = plan_of(*TOLD, said(1, awaits=["e"]), promise("2017-01-01", "2017-01-31"), said(3, planned="marts 2017"))
    found = simulate(plan, draw="history")
    late, early = day("2017-01-31") + 62 * ONE_DAY, day("2017-01-31") - 19 * ONE_DAY
    assert set(found[1].days) == {early, late}
    assert found[1].chance_by(early) == near(0.5)
    assert found[3].chance(parse_period("marts 2017")) == 1.0
    soon = simulate(plan, day("2017-01-20"), 500, draw="history")
    assert set(soon[1].days) == {day("2017-01-20"), late}


def test_history_without_promises():
    found = simulate(plan_of(*TOLD, said(3, planned="marts 2017")), runs=50, draw="history")
    assert found[3].chance(parse_period("marts 2017")) == 1.0


def test_no_history():
    fault = error(draw="history")
    assert fault.code == "no-history"
    assert "triangular" in fault.message


# --- durations


CHAIN = plan_of(said(1, awaits=[2]), said(2, awaits=[3]), said(3, status=Status.ONGOING))


def test_durations_make_a_chain():
    assert simulate(CHAIN, runs=5)[1].because == ("2",)
    found = simulate(CHAIN, draw="uniform", durations={3: (0, 99), "2": (10, 10)})
    assert found[2].chance_by(FIRST + 49 * ONE_DAY) == near(0.5)
    assert [(one - other).days for one, other in zip(found[1].days, found[2].days)] == [10] * RUNS
    assert found.drivers(1) == (("3", 1.0),)
    assert set(found[3].days) == {day("2016-12-31")}


def test_one_duration_for_all_others():
    found = simulate(CHAIN, runs=200, duration=(5, 5), durations=[(2, (1, 1))])
    assert set(found[2].days) == {FIRST + 5 * ONE_DAY}
    assert set(found[1].days) == {FIRST + 6 * ONE_DAY}


def test_a_duration_is_drawn_once_a_run():
    plan = plan_of(said(1, 2, awaits=[3]), said(3, status=Status.ONGOING))
    found = simulate(plan, runs=100, duration=(0, 365))
    assert found[1].days == found[2].days
    assert len(set(found[1].days)) > 50


def test_a_duration_is_a_triangle():
    found = simulate(CHAIN, durations={3: (0, 99)})
    assert found[2].chance_by(FIRST + 24 * ONE_DAY) == near(0.125)
    assert simulate(plan_of(*TOLD, *CHAIN.log[:2], said(3, status=Status.ONGOING)), draw="history", runs=5)


def test_an_unknown_start_stays_unknown_with_durations():
    plan = plan_of(said(1, awaits=[2, 4]), said(2, awaits=["e"]), said(4, awaits=[2, 3, 5]), said(5, awaits=["e"]))
    found = simulate(plan, runs=5, duration=(1, 2))
    assert found[1].because == ("3", "e")
    assert simulate(plan, runs=5, durations={2: (1, 2)})[1].because == ("4", "e")


def test_a_promise_comes_before_a_duration():
    plan = plan_of(said(1, awaits=[2]), said(2, status=Status.ONGOING), promise("2017-03-01", "2017-03-31", 2))
    assert simulate(plan, runs=50, duration=(0, 0))[1].chance(parse_period("marts 2017")) == 1.0
    late = simulate(plan, day("2017-06-01"), 50, duration=(3, 3))  # the promise has passed
    assert set(late[1].days) == {day("2017-06-04")}


def test_an_open_promise_still_bounds_what_a_duration_tells():
    plan = plan_of(said(1, awaits=[2]), said(2, status=Status.ONGOING), promised(2, "fra 1. marts 2017"))
    found = simulate(plan, runs=50, duration=(0, 80), draw="uniform")
    assert found[1].earliest == day("2017-03-01")
    assert found[1].latest > day("2017-03-01")
    assert found.drivers(1) == (("2", 1.0),)


def test_a_wait_for_the_start_takes_no_duration():
    plan = plan_of(said(1, awaits=[wait(2, Outcome.START)]), said(2, awaits=["e"]), promise("2017-03-01", "2017-03-31"))
    found = simulate(plan, runs=50, duration=(9, 9))
    assert found[1].days == found[2].days
    assert found.drivers(1) == (("e", 1.0),)
    assert simulate(plan, runs=5)[1].because == ("2",)


def test_what_has_begun_still_awaits_what_is_open():
    plan = plan_of(
        said(1, awaits=[2]), said(2, status=Status.ONGOING, awaits=["e"]), promise("2017-03-01", "2017-03-01")
    )
    found = simulate(plan, runs=5, duration=(4, 4))
    assert set(found[2].days) == {day("2016-12-31")}
    assert set(found[1].days) == {day("2017-03-05")}


def test_no_day_lies_after_the_last():
    found = simulate(CHAIN, day("2190-01-01"), 50, duration=(0, 100_000))
    assert found[1].latest == day("2199-12-31")
    assert found[1].quantile(1) == day("2199-12-31")
    late = plan_of(*TOLD, said(1, awaits=["e"]), promise("2199-12-01", "2199-12-31"))
    assert simulate(late, runs=50, draw="history")[1].latest == day("2199-12-31")


# --- quantiles


def test_quantiles():
    found = simulate(awaiting(promise("2017-01-01", "2017-04-10")), runs=100)[1]
    days = sorted(found.days)
    assert (found.quantile(0), found.quantile(1)) == (days[0], days[-1])
    assert (found.earliest, found.latest) == (days[0], days[-1])
    for count in range(1, 101):
        assert found.quantile(count / 100) == days[count - 1]


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), "0.5", None, True])
def test_share(share):
    with pytest.raises(PlanError) as caught:
        simulate(HOVEDSTADEN, JANUARY, 5)[78].quantile(share)
    assert caught.value.faults[0].code == "bad-number"


# --- workload


YEAR = parse_period("2017")


def placed(plan, workload, runs=2000, over=YEAR, **more):
    return simulate(plan, runs=runs, workload=workload, over=over, **more)


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter", "year"])
def test_nothing_begins_before_what_it_awaits_has_come(unit):
    """Where there is room for all, the days are those without a workload."""
    plan = awaiting(promise("2017-03-01", "2017-04-30"))
    found = placed(plan, Workload(unit), draw="uniform")
    assert found[1].days == simulate(plan, runs=2000, draw="uniform")[1].days
    assert found[1].chance(parse_period("marts 2017")) == near(31 / 61, 2000)
    assert found.drivers(1) == (("e", 1.0),)
    assert found[1].within == 1.0


def test_no_day_before_the_day_of_the_answer():
    found = placed(plan_of(said(1)), Workload("quarter"), as_of=JANUARY, runs=5)
    assert set(found[1].days) == {JANUARY}


def test_one_place_for_two():
    plan = plan_of(said(1, 2, awaits=["e"]), promise("2017-01-01", "2017-12-31"), numbers=(1, 2))
    found = placed(plan, Workload("quarter", limits=(Limit.whole_plan(1),)), draw="uniform")
    last = parse_period("4. kvartal 2017")
    assert found[1].chance(last) == near(92 / 365, 2000)
    assert found[2].within == near(1 - 92 / 365, 2000)
    assert found[2].days.count(None) == 2000 - round(found[2].within * 2000)
    assert found[2].quantile(1) is None
    assert found[2].quantile(0.5) is not None
    assert dict(found.drivers(2)) == {"*": found[2].within}
    assert "hele planen (" in str(found)
    firsts = [one for one, other in zip(found[1].days, found[2].days) if other is None]
    assert all(one >= day("2017-10-01") for one in firsts)


def test_durations_of_the_workload_make_a_chain():
    plan = plan_of(said(1, awaits=[2]), said(2, awaits=["e"]), promise("2017-01-01", "2017-06-30"), numbers=(1, 2))
    found = placed(plan, Workload("quarter", tasks={2: Task(duration=2)}))
    assert set(found[1].days) == {day("2017-07-01"), day("2017-10-01")}
    first = found[1].chance_by(day("2017-07-01"))  # then 2 begins with the first unit, and nothing holds it
    assert set(found.drivers(1)) == {("2", first), ("e", 1 - first)}
    assert placed(plan, Workload("quarter", duration="unknown"))[1].because == ("2",)


def test_the_place_is_that_of_the_schedule():
    """With as many places as there is work, the only order is that of the waits: no run begins after that unit."""
    workload, over = Workload("quarter", limits=(Limit.whole_plan(99),)), parse_period("2017-2019")
    found = placed(HOVEDSTADEN, workload, 200, over, as_of=JANUARY)
    told = pp.schedule(HOVEDSTADEN, workload, as_of=JANUARY, over=over)
    assert set(found.unknown) == set(told.unplaced)
    for number in told.placed:
        assert found[number].within == 1.0
        assert found[number].latest <= told.start(number).last_day


def test_runs_are_placed_in_the_order_of_the_wishes():
    """What is due earliest takes the first quarter, and the others the next free places."""
    plan = plan_of(said(1, 2, 3, awaits=["e"]), said(4, 5, planned="2016"), promise("2017-03-31", "2017-03-31"))
    workload = Workload("quarter", limits=(Limit.whole_plan(2),))
    found = placed(plan, workload, 5)
    assert [set(found[number].days) for number in (4, 5)] == [{FIRST}, {FIRST}]
    assert sorted(found[number].earliest.month for number in (1, 2, 3)) == [4, 4, 7]


def test_what_has_no_place_in_any_run():
    plan = plan_of(
        said(1, responsible=("pas",)),
        said(2, awaits=[1]),
        said(3, awaits=["e"]),
        promised("e", "2018"),
        numbers=(1, 2, 3),
    )
    found = placed(plan, Workload("quarter", limits=(Limit("pas", 0),)), runs=10)
    for number in (1, 2, 3):
        one = found[number]
        assert (one.is_known, one.within, one.earliest, one.latest) == (True, 0.0, None, None)
        assert one.quantile(0) is None
        assert one.chance(parse_period("2017")) == 0.0
        assert one.chance(parse_period("fra 2017")) == 0.0
        assert found.drivers(number) == ()


def test_unknown_within_a_workload():
    plan = plan_of(
        said(1, awaits=[2]),
        said(2, awaits=["e"]),
        said(3, awaits=[4]),
        said(4, awaits=[3]),
        said(5, awaits=["f"]),
        promised("f", "2016"),
    )
    found = placed(plan, Workload("quarter"), runs=5)
    assert [found[number].because for number in (1, 2, 3, 5)] == [("e",), ("e",), ("4",), ("f",)]


def test_unknown_durations_within_a_workload():
    plan = plan_of(said(1, awaits=[2, 3]), said(2, awaits=[3]), said(3, awaits=["e"]))
    assert placed(plan, Workload("quarter", duration="unknown"), runs=5)[1].because == ("e",)


def test_meetings():
    workload = Workload("quarter", meetings=(Meetings("ppu", (day("2017-08-01"),)),), starts_at="ppu")
    found = placed(plan_of(said(1), numbers=(1,)), workload, runs=5)
    assert set(found[1].days) == {day("2017-07-01")}
    assert found.drivers(1) == (("ppu", 1.0),)


def test_history_within_a_workload():
    plan = plan_of(*TOLD, said(1, awaits=["e"]), promise("2017-01-01", "2017-01-31"))
    found = placed(plan, Workload("month"), draw="history")
    assert found[1].days == simulate(plan, runs=2000, draw="history")[1].days


# --- blocks


@pytest.mark.parametrize("workload", [None, Workload("quarter")])
def test_progress(workload):
    told = []
    more = {} if workload is None else {"workload": workload, "over": YEAR}
    simulate(CHAIN, runs=5000, progress=lambda done, runs: told.append((done, runs)), **more)
    assert told == [(2048, 5000), (4096, 5000), (5000, 5000)]


def test_a_plan_without_recommendations():
    found = simulate(plan_of(numbers=()), runs=3)
    assert len(found) == 0
    assert found.chances([YEAR]) == {}


# --- errors


@pytest.mark.parametrize(
    ("arguments", "code", "path"),
    [
        ({"runs": 0}, "bad-number", "runs"),
        ({"runs": 1_000_001}, "bad-number", "runs"),
        ({"runs": 1.5}, "bad-number", "runs"),
        ({"runs": True}, "bad-number", "runs"),
        ({"seed": -1}, "bad-number", "seed"),
        ({"seed": None}, "bad-number", "seed"),
        ({"draw": "normal"}, "unknown-word", "draw"),
        ({"executor": 4}, "wrong-type", "executor"),
        ({"progress": 4}, "wrong-type", "progress"),
        ({"as_of": "2017"}, "not-a-date", "as_of"),
        ({"known_at": "2017"}, "not-a-date", "known_at"),
        ({"workload": Workload()}, "missing-period", "over"),
        ({"over": YEAR}, "missing-workload", "workload"),
        ({"workload": "quarter", "over": YEAR}, "wrong-type", "workload"),
        ({"workload": Workload(), "over": parse_period("fra 2017")}, "open-period", "period"),
        ({"workload": Workload(), "over": YEAR, "duration": (1, 2)}, "two-durations", "duration"),
        ({"workload": Workload(), "over": YEAR, "durations": {1: (1, 2)}}, "two-durations", "duration"),
        ({"duration": 4}, "wrong-type", "duration"),
        ({"duration": (2, 1)}, "bad-duration", "duration"),
        ({"duration": (-1, 1)}, "bad-duration", "duration"),
        ({"duration": (1, 2.0)}, "bad-number", "duration[1]"),
        ({"duration": (0, 100_001)}, "bad-duration", "duration"),
        ({"durations": [(1, (1, 2, 3))]}, "wrong-type", "durations[0][1]"),
        ({"durations": [1]}, "wrong-type", "durations[0]"),
        ({"durations": {299: (1, 2)}}, "unknown-number", "number"),
    ],
)
def test_refused(arguments, code, path):
    fault = error(**arguments)
    assert (fault.code, fault.path) == (code, path)


def test_without_numpy(monkeypatch):
    whole = builtins.__import__

    def without(name, *rest):
        if name == "praksisplan.scheduling.risk.sampling" or name.partition(".")[0] == "numpy":
            raise ModuleNotFoundError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    fault = error()
    assert fault.code == "not-installed"
    assert "python -m pip install numpy" in fault.message
    assert "python -m pip install numpy" in fault.danish


# --- the report


@pytest.mark.parametrize(("lang", "unknown"), [("da", "ukendt"), ("en", "unknown")])
def test_document(bundled, lang, unknown):
    quarters = pp.periods.split_period(YEAR, "quarter")
    document = pp.reports.risk_document(bundled, quarters, lang)
    likely, open_ones = document.tables
    [chances] = [block for block in document.blocks if isinstance(block, Chart)]
    assert isinstance(likely, Table)
    assert {row[0] for row in likely.rows} | {row[0] for row in open_ones.rows} == set(bundled)
    assert {row[0] for row in open_ones.rows} == set(bundled.unknown)
    rows = {row.label: [bar.text for bar in row.bars] for row in chances.rows}
    assert chances.periods == quarters
    assert rows["78"] == ["0 %", "0 %", "0 %", "100 %"]
    assert rows["42"] == ["0 %", unknown, unknown, unknown]
    assert "1" not in rows  # it has begun
    assert next(row for row in open_ones.rows if row[0] == "42")[2:] == (
        day("2017-05-01"),
        {"ukendt": "eget tidspunkt", "unknown": "its own date"}[unknown],
    )
    assert render(document, "md")
    assert render(document, "html")


def test_the_order_of_the_recommendations_changes_no_day():
    """The order in which a plan lists its recommendations means nothing, so the same seed gives the same days."""
    turned = attrs.evolve(HOVEDSTADEN, recommendations=HOVEDSTADEN.recommendations[::-1])
    found = [simulate(plan, runs=20, seed=1, as_of=day("2016-12-31")) for plan in (HOVEDSTADEN, turned)]
    drawn = [{number: one.days for number, one in x.items()} for x in found]
    assert drawn[0] == drawn[1]
    assert len({str(days) for days in drawn[0].values()}) > 5


def test_a_chance_needs_a_period():
    found = simulate(awaiting(promise("2017-02-01", "2017-02-28")), runs=1)
    assert found[1].chance("2017") == found.chances(["2017"])["1"][0] == 1.0
    with pytest.raises(PlanError) as caught:
        found[1].chance(2017)
    assert [(one.code, one.path) for one in caught.value.faults] == [("wrong-type", "period")]
