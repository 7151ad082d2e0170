"""Laws of the best schedules of small problems.

Few go through the process of the solver, as each takes a second to begin. The others call what it does from within,
`praksisplan.scheduling.best.child.work`: most small problems are settled by bounds and rules, and would never reach it.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from praksisplan.scheduling import (
    Activity,
    Dependency,
    DependencyKind,
    PlacementDriver,
    Problem,
    Requirement,
    Resource,
    SolveStatus,
    schedule_activities,
    verify_schedule,
)
from praksisplan.scheduling.best import child
from praksisplan.scheduling.best.child import work
from praksisplan.scheduling.best.search import Search
from praksisplan.scheduling.best.task import Task
from praksisplan.scheduling.constraints import constraints_of
from praksisplan.scheduling.placing import build_schedule, infeasible
from tests.property.small import ends, faults, problems, shortest, starts_of
from tests.unit.scheduling.best.test_best import SHORTER, WITH_ALL, bare, hard, without

laws = settings(suppress_health_check=[HealthCheck.filter_too_much])
few = settings(laws, max_examples=laws.max_examples // 10)
small = problems(max_items=4, max_horizon=6)


def members_of(problem):
    """What can ever be placed, and a problem of that alone."""
    never = infeasible(problem, in_horizon=True)
    members = [place_ for place_, activity in enumerate(problem.activities) if activity.id not in never]
    return members, attrs.evolve(problem, activities=tuple(problem.activities[member] for member in members))


def check(problem, found):
    """What holds of every answer."""
    _, alone = members_of(problem)
    least = shortest(alone)
    first = schedule_activities(problem)
    assert verify_schedule(found) == ()
    if found.status is SolveStatus.INFEASIBLE:
        assert least is None
        assert bare(found) == first
    elif found.status is not SolveStatus.UNKNOWN:
        assert found.bound <= least <= found.makespan
        assert faults(alone, starts_of(found)) == set()
        assert sorted(starts_of(found)) == sorted(activity.id for activity in alone.activities)
        if len(first.placed) == len(alone.activities):
            assert found.makespan <= first.makespan
            assert found.unplaced == first.unplaced
    if found.status is SolveStatus.OPTIMAL:
        assert found.makespan == least
    return found.status


@laws
@given(small)
def test_what_needs_no_process(problem):
    members, alone = members_of(problem)
    first = schedule_activities(problem)
    assume(len(first.placed) == len(members) and first.makespan <= first.bound)
    assert check(problem, schedule_activities(problem, best=10)) is SolveStatus.OPTIMAL
    assert shortest(alone) == first.makespan


@few
@given(small)
def test_what_the_process_must_settle(problem):
    members, _ = members_of(problem)
    first = schedule_activities(problem)
    assume(len(first.placed) < len(members) or first.makespan > first.bound)
    assert check(problem, schedule_activities(problem, best=10)) in (SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE)


# --- from within


def task_of(problem, workers=1, seed=0, *, is_told=True):
    """A task as `best_schedule` sets it; with no start of its own where it is not told, and a bound of nothing."""
    members, alone = members_of(problem)
    first = schedule_activities(problem)
    has_all = is_told and len(first.placed) == len(members)
    start = [first.start(activity.id) for activity in alone.activities] if has_all else None
    return Task(problem, members, start, 0, 0.5, workers, seed, 2048)


def answer_of(task):
    """What is told: the last starts and bound, each better than those before, and a conflict where there is one."""
    heard = []
    work(task, lambda **what: heard.append(what))
    _, alone = members_of(task.problem)
    start, bound, lengths = task.start, task.bound, []
    for what in heard:
        if "start" in what:
            start = what["start"]
            chosen = dict(zip([activity.id for activity in alone.activities], start))
            assert faults(alone, chosen) == set()
            lengths.append(ends(alone, chosen))
        if "bound" in what:
            assert what["bound"] > bound
            bound = what["bound"]
    assert lengths == sorted(set(lengths), reverse=True)
    assert heard[0] == {"ready": True}
    conflict = next((what["conflict"] for what in heard if "conflict" in what), None)
    assert (conflict is not None) is ({"infeasible": True} in heard)
    length = None if start is None else ends(alone, dict(zip([activity.id for activity in alone.activities], start)))
    return length, bound, conflict, heard


@laws
@given(small, st.sampled_from([1, 2]), st.booleans())
def test_the_solver_settles_every_small_problem(problem, workers, is_told):
    task = task_of(problem, workers, is_told=is_told)
    _, alone = members_of(problem)
    length, bound, conflict, _ = answer_of(task)
    least = shortest(alone)
    assert length == least
    assert (conflict is None) is (least is not None)
    if least is not None:
        assert bound == least


@laws
@given(problems(max_items=3, max_horizon=4))
def test_of_a_conflict_nothing_can_be_spared(problem):
    members, alone = members_of(problem)
    assume(shortest(alone) is None)
    # a body that is taken to the end of the horizon has none where that is spared: worked out by hand elsewhere
    assume(not any(activity.duration is None and activity.amounts for activity in alone.activities))
    _, _, conflict, _ = answer_of(task_of(problem))
    every = list(constraints_of(problem, members))
    kept = [every[place_] for place_ in conflict]
    assert shortest(without(alone, kept)) is None
    for spared in kept:
        assert shortest(without(alone, [one for one in kept if one is not spared])) is not None


@laws
@given(small, st.integers(0, 3))
def test_one_worker_tells_the_same_every_time(problem, seed):
    task = task_of(problem, 1, seed)
    assert answer_of(task)[3] == answer_of(task)[3]


@settings(laws, derandomize=True)
@given(problems(max_items=6), st.integers(0, 3), st.integers(1, 120), st.sampled_from([2, 20]))
def test_what_a_search_finds_is_right_and_never_longer_than_its_start(problem, seed, schedules, population):
    """And the same for the same seed."""
    members, alone = members_of(problem)
    first = schedule_activities(problem)
    assume(len(first.placed) == len(members))
    start = [first.start(activity.id) for activity in alone.activities]
    assume(not any(activity.duration is None and activity.amounts for activity in alone.activities))
    found = []
    for _ in range(2):
        search = Search(task_of(problem, seed=seed), start, population)
        for _ in range(3):
            search.run(schedules, 0)
        found.append(search.start)
    assert found[0] == found[1]
    chosen = dict(zip([activity.id for activity in alone.activities], found[0]))
    assert faults(alone, chosen) == set()
    assert ends(alone, chosen) <= first.makespan


def due_task():
    """Much work, each with a place that it must keep within a few units."""
    task = task_of(hard(20))
    activities = tuple(
        attrs.evolve(activity, earliest=max(start - 4, 0), deadline=start + activity.duration + 4)
        for activity, start in zip(task.problem.activities, task.start)
    )
    return attrs.evolve(task, problem=attrs.evolve(task.problem, activities=activities))


def test_what_a_search_finds_is_right_where_all_is_due():
    for task in (due_task(), task_of(hard(20))):
        before = right(task.problem, task.start)
        search = Search(task, task.start, 10)
        search.run(600, 0)
        assert right(task.problem, search.start) <= before


NEEDS = {amount: (Requirement("g", amount),) for amount in (1, 2)}
UNJUSTIFIED = (
    Problem(  # as late as can be there is no place for all
        12,
        (
            Activity("a", 3, NEEDS[2], earliest=2),
            Activity("b", 2, NEEDS[1], dependencies=(Dependency("a", DependencyKind.START_FINISH, min_lag=2),)),
            Activity("c", 1, NEEDS[1], earliest=1),
        ),
        (Resource("g", ((0, 3), (4, 2), (7, 3))),),
    ),
    Problem(  # as early as can be after that it is longer
        12,
        (
            Activity("a", 1, NEEDS[2], earliest=1),
            Activity(
                "b", 3, NEEDS[1], earliest=1, dependencies=(Dependency("a", DependencyKind.START_FINISH),), meeting="g"
            ),
            Activity("c", 3, NEEDS[1]),
        ),
        (Resource("g", ((0, 3), (5, 2), (7, 3)), (1, 3, 5, 8)),),
    ),
)


@pytest.mark.parametrize("problem", UNJUSTIFIED)
def test_what_a_search_finds_is_right_where_justifying_fails(problem):
    task = task_of(problem)
    search = Search(task, task.start, 10)
    search.run(60, 0)
    assert right(task.problem, search.start) <= right(task.problem, task.start)


def test_what_the_search_finds_without_compilation():
    """What is compiled cannot be followed line by line; the same law holds of the same lines as they stand."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            __file__,
            "-k",
            "what_a_search_finds_is_right",
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        cwd=Path(__file__).parents[2],
    )


def run_process(task, code=None, **environment):
    """What the process tells when it ends by itself."""
    with subprocess.Popen(
        [sys.executable, *(["-m", "praksisplan.scheduling.best.child"] if code is None else ["-c", code])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
    ) as process:
        process.stdin.write(pickle.dumps(task))
        process.stdin.flush()  # and kept open: the process ends when its input does
        told = [what for line in process.stdout if (what := json.loads(line))]  # empty ones only show that it is alive
        assert process.wait() == 0
    assert (told[0], told[-1]) == ({"ready": True}, {"done": True})
    return next((what["start"] for what in reversed(told) if "start" in what), task.start)


def right(problem, start):
    """The length of the starts, which are right."""
    chosen = dict(zip([activity.id for activity in problem.activities], start))
    assert verify_schedule(build_schedule(problem, dict(enumerate(start)), {}, 0)) == ()
    return ends(problem, chosen)


@pytest.mark.parametrize("disabled", ["0", "1"])
def test_the_process_itself_with_and_without_compilation(disabled):
    """What is compiled cannot be followed; without compilation it is the same search."""
    for task in (task_of(SHORTER), task_of(WITH_ALL), task_of(hard(20)), due_task()):
        start = run_process(attrs.evolve(task, seconds=0.002), NUMBA_DISABLE_JIT=disabled)
        assert right(task.problem, start) <= right(task.problem, task.start)


def test_a_system_without_limits():
    code = (
        "import sys, types, praksisplan.scheduling.best.child as child\n"
        "child.sys = types.SimpleNamespace(platform='win32', stdin=sys.stdin, stdout=sys.stdout)\n"
        "child.main()"
    )
    assert right(SHORTER, run_process(attrs.evolve(task_of(SHORTER), memory=1), code)) == 5


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("duration", [2, None])
def test_the_solver_works_alone_where_the_search_cannot_hold_the_problem(workers, duration):
    """By an amount of 60 bits, or by work without an end that takes a resource."""
    most = 1 << 60 if duration else 3
    more = Activity("f", duration, (Requirement("h"),)), (Resource("h", ((0, most),)))
    problem = Problem(9, (*SHORTER.activities, more[0]), (*SHORTER.resources, more[1]))
    length, bound, _, _ = answer_of(task_of(problem, workers))
    assert (length, bound) == (5, 5)


def test_the_solver_is_stopped_when_the_search_has_come_to_the_bound(monkeypatch):
    """The solver, which knows of no such bound, would go on for a minute."""
    monkeypatch.setattr(child, "_ROUNDS", ((0.0, 1.0),))
    problem = hard(60)
    target = schedule_activities(problem).makespan - 1
    began = time.monotonic()
    work(attrs.evolve(task_of(problem, 2), bound=target, seconds=60.0), lambda **_: None)
    assert time.monotonic() - began < 40


@pytest.mark.parametrize("workers", [1, 2])
def test_a_hard_problem_from_within(workers):
    problem = hard()
    found = []
    work(task_of(problem, workers), lambda **what: found.append(what))
    starts = [what["start"] for what in found if "start" in what]
    assert right(problem, starts[-1]) < schedule_activities(problem).makespan


def test_numbers_beyond_those_of_the_solver_from_within():
    def times(factor):
        activities = tuple(
            attrs.evolve(one, requirements=(Requirement("g", one.requirements[0].amount * factor),))
            for one in SHORTER.activities
        )
        return task_of(Problem(9, activities, (Resource("g", ((0, 3 * factor),)),)))

    length, bound, _, _ = answer_of(times(2**61))
    assert bound <= 5 <= length
    with pytest.raises(
        (TypeError, ValueError, OverflowError, RuntimeError)
    ):  # the process breaks off; what it told stands
        answer_of(times(2**70))


def test_a_conflict_that_is_not_found_from_within():
    huge = 2**62
    needs = (Requirement("g", huge),)
    activities = (
        Activity("a", 3, needs, deadline=4),
        Activity("b", 2, needs, dependencies=(Dependency("a"),), deadline=4),
        Activity("c", 3, needs),
    )
    problem = Problem(9, activities, (Resource("g", ((0, huge),)),))
    found = []
    work(task_of(problem), lambda **what: found.append(what))
    assert {"infeasible": True} in found
    assert found[-1] == {"conflict": []}


def test_what_starts_before_that_which_it_awaits_stays_where_that_would_be_longer():
    """In the order of the starts a goes before b, as b awaits it: pushed early it takes the room that b has at 3."""
    group = Requirement("g", 2), Requirement("g", 1)
    activities = (
        Activity("a", 4, requirements=group[:1]),
        Activity(
            "b", 2, requirements=group[1:], dependencies=(Dependency("a", DependencyKind.START_FINISH),), meeting="g"
        ),
        Activity("c", 0, dependencies=(Dependency("b", min_lag=2),)),
        Activity("d", 1),
    )
    problem = Problem(9, activities, (Resource("g", ((0, 2),), (3, 5, 7)),))
    starts = {"a": 5, "b": 3, "c": 7, "d": 6}
    assert faults(problem, starts) == set()
    found = build_schedule(
        problem, {place_: starts[activity.id] for place_, activity in enumerate(problem.activities)}, {}, 0
    )
    assert starts_of(found) == starts
    assert next(one.driver for one in found.placed if one.activity == "d") is PlacementDriver.COULD_START_EARLIER
