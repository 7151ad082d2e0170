"""Laws of the simulation, through what is public."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import PlanError, Recommendation, Statement, Workload, forecast, parse_period, schedule, timetable
from praksisplan.model import Outcome
from praksisplan.scheduling import delays, simulate
from praksisplan.testing import days, periods, plans
from tests.property.test_rules import any_plans

AS_OF = days(2015, 2020)
DRAWS = st.sampled_from(["triangular", "uniform"])
SEEDS = st.integers(0, 2**64)
durations = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted).map(tuple)
closed = periods(2013, 2014).filter(lambda period: period.start is not None and period.end is not None)
closed_from_2015 = periods(2015, 2018).filter(lambda period: period.start is not None and period.end is not None)
NEW = "77777"


@given(any_plans, AS_OF, st.none() | AS_OF, DRAWS, SEEDS)
def test_every_day_lies_within_the_forecast(plan, as_of, known_at, draw, seed):
    told = forecast(plan, as_of=as_of, known_at=known_at)
    found = simulate(plan, as_of=as_of, known_at=known_at, runs=20, draw=draw, seed=seed)
    assert list(found) == list(told)
    for number, window in told.items():
        one = found[number]
        assert one.is_known is (window.latest is not None)
        assert one.is_never is window.is_never
        assert bool(one.because) is not one.is_known
        if one.is_known:
            if not one.has_begun:
                assert all(window.earliest <= day <= window.latest for day in one.days)
            assert sum(share for _, share in found.drivers(number)) > 1 - 1e-9
        else:
            assert one.earliest == window.earliest


@given(any_plans, AS_OF, DRAWS, SEEDS, durations)
def test_durations_make_more_known_and_nothing_earlier(plan, as_of, draw, seed, duration):
    told = forecast(plan, as_of=as_of)
    without = simulate(plan, as_of=as_of, runs=20, draw=draw, seed=seed)
    found = simulate(plan, as_of=as_of, runs=20, draw=draw, seed=seed, duration=duration)
    assert set(found.unknown) <= set(without.unknown)
    rows = timetable(plan, [parse_period("2015")], as_of=as_of)
    for number, one in found.items():
        if one.has_begun:
            assert (one.earliest, one.latest) == (rows[number].earliest, rows[number].latest)
        else:
            assert one.is_never or one.earliest >= told[number].earliest
        assert number in without.unknown or without[number].is_known


@given(any_plans, AS_OF, SEEDS, st.integers(1, 30), st.integers(0, 2100), st.none() | durations)
def test_more_runs_add_to_fewer(plan, as_of, seed, runs, more, duration):
    fewer = simulate(plan, as_of=as_of, runs=runs, seed=seed, duration=duration)
    with ThreadPoolExecutor(2) as pool:
        longer = simulate(plan, as_of=as_of, runs=runs + more, seed=seed, duration=duration, executor=pool)
    assert (fewer == longer) is (more == 0 or not fewer)
    for number, one in fewer.items():
        assert longer[number].days[: len(one.days)] == one.days


@given(any_plans, AS_OF, periods(2014, 2022), DRAWS)
def test_chances_and_quantiles_count_the_days(plan, as_of, period, draw):
    for one in simulate(plan, as_of=as_of, runs=40, draw=draw).values():
        if one.has_begun:
            assert one.chance(period) in (0.0, 1.0, None)
            assert one.chance_by(as_of) == 1.0
        elif one.is_known:
            assert one.chance(period) == sum(day in period for day in one.days) / 40
            for share in (0, 0.1, 0.5, 0.9, 1):
                day = one.quantile(share)
                assert one.chance_by(day) >= share
                assert day == one.earliest or sum(other < day for other in one.days) / 40 < share
        else:
            assert one.chance(period) in (0.0, None)


@given(any_plans, AS_OF, SEEDS)
def test_history_knows_what_the_forecast_knows(plan, as_of, seed):
    known = delays(plan, as_of=as_of)
    assert list(known) == sorted(known)
    if not known:
        with pytest.raises(PlanError, match="no-history"):
            simulate(plan, as_of=as_of, runs=5, seed=seed, draw="history")
        return
    told = forecast(plan, as_of=as_of)
    for number, one in simulate(plan, as_of=as_of, runs=5, seed=seed, draw="history").items():
        assert one.is_known is (told[number].latest is not None)
        assert one.has_begun or all(day >= as_of for day in one.days)


@given(any_plans, AS_OF, st.data())
def test_what_has_come_has_a_delay(plan, as_of, data):
    """A promise for a day and its coming on a day add exactly one delay."""
    plan = attrs.evolve(plan, recommendations=(*plan.recommendations, Recommendation(NEW, "1", "T")))
    promised, came = data.draw(closed), data.draw(closed)
    log = (
        Statement(about=(NEW,), expected=promised, outcome=Outcome.REPORT),
        Statement(about=(NEW,), delivered=True, outcome=Outcome.REPORT, on=came),
    )
    before, after = delays(plan, as_of=as_of), delays(attrs.evolve(plan, log=plan.log + log), as_of=as_of)
    late = (came.last_day - promised.last_day).days
    assert after == tuple(sorted((*before, late))) if came.last_day <= as_of else after == before


@given(any_plans, AS_OF, closed_from_2015, SEEDS)
def test_within_a_workload_unknown_is_what_the_schedule_cannot_know(plan, as_of, over, seed):
    workload = Workload("half_year", duration=0)
    told = schedule(plan, workload, as_of=as_of, over=over)
    found = simulate(plan, as_of=as_of, runs=10, seed=seed, workload=workload, over=over)
    assert list(found) == list(told)
    for number in found:
        if found[number].is_known:
            if number in told.placed:
                assert found[number].within == 1.0
                assert found[number].latest <= max(told.start(number).start, as_of)
        elif not found[number].is_never:
            assert number in told.unplaced


@given(plans(max_recommendations=4, max_statements=8), AS_OF)
def test_every_plan_is_told(plan, as_of):
    found = simulate(plan, as_of=as_of, runs=5)
    assert len(found.cells()) == len(found)
    assert str(found)
