"""Laws of the best schedules of small problems.

Few go through the process of the solver, as each takes a second to begin. The others call what it does from within,
`praksisplan.optimizing.child.work`: most small problems are settled by bounds and rules, and would never reach it.
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

from praksisplan import optimize
from praksisplan.optimizing import ConstraintKind, SolveStatus, child
from praksisplan.optimizing.child import work
from praksisplan.optimizing.conflict import constraints_of
from praksisplan.optimizing.search import Search as CompiledSearch
from praksisplan.optimizing.task import Task
from praksisplan.scheduling import Demand, Item, Lag, LagKind, PlacementDriver, Problem, Supply, place, verify_schedule
from praksisplan.scheduling.placing import never_placed, told
from praksisplan.scheduling.searching import Search
from tests.property.small import ends, faults, problems, shortest, starts_of
from tests.unit.optimizing.test_optimize import SHORTER, WITH_ALL, hard

laws = settings(suppress_health_check=[HealthCheck.filter_too_much])
few = settings(laws, max_examples=laws.max_examples // 10)
small = problems(max_items=4, max_horizon=6)


def members_of(problem):
    """What can ever be placed, and a problem of that alone."""
    never = never_placed(problem, in_horizon=True)
    members = [place_ for place_, item in enumerate(problem.items) if item.id not in never]
    return members, attrs.evolve(problem, items=tuple(problem.items[member] for member in members))


def check(problem, found):
    """What holds of every answer."""
    _, alone = members_of(problem)
    least = shortest(alone)
    first = place(problem)
    assert verify_schedule(found.schedule) == ()
    if found.status is SolveStatus.INFEASIBLE:
        assert least is None
        assert found.schedule == first
    elif found.status is not SolveStatus.UNKNOWN:
        assert found.bound <= least <= found.schedule.length
        assert faults(alone, starts_of(found.schedule)) == set()
        assert sorted(starts_of(found.schedule)) == sorted(item.id for item in alone.items)
        if len(first.placed) == len(alone.items):
            assert found.schedule.length <= first.length
            assert found.schedule.unplaced == first.unplaced
    if found.status is SolveStatus.OPTIMAL:
        assert found.schedule.length == least
    return found.status


@laws
@given(small)
def test_what_needs_no_process(problem):
    members, alone = members_of(problem)
    first = place(problem)
    assume(len(first.placed) == len(members) and first.length <= first.bound)
    assert check(problem, optimize(problem)) is SolveStatus.OPTIMAL
    assert shortest(alone) == first.length


@few
@given(small)
def test_what_the_process_must_settle(problem):
    members, _ = members_of(problem)
    first = place(problem)
    assume(len(first.placed) < len(members) or first.length > first.bound)
    assert check(problem, optimize(problem)) in (SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE)


# --- from within


def task_of(problem, workers=1, seed=0, *, is_told=True):
    """A task as `optimize` sets it; with no start of its own where it is not told, and a bound of nothing."""
    members, alone = members_of(problem)
    first = place(problem)
    has_all = is_told and len(first.placed) == len(members)
    start = [first.start(item.id) for item in alone.items] if has_all else None
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
            chosen = dict(zip([item.id for item in alone.items], start))
            assert faults(alone, chosen) == set()
            lengths.append(ends(alone, chosen))
        if "bound" in what:
            assert what["bound"] > bound
            bound = what["bound"]
    assert lengths == sorted(set(lengths), reverse=True)
    assert heard[0] == {"ready": True}
    conflict = next((what["conflict"] for what in heard if "conflict" in what), None)
    assert (conflict is not None) is ({"infeasible": True} in heard)
    length = None if start is None else ends(alone, dict(zip([item.id for item in alone.items], start)))
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


def without(problem, kept):
    """The problem with no demands but some; what a body can carry is then anything, and the horizon far away."""
    there = {(one.kind, one.subject, one.lag) for one in kept}
    items = tuple(
        attrs.evolve(
            item,
            lags=tuple(lag for lag in item.lags if (ConstraintKind.WAIT, item.id, lag) in there),
            earliest=item.earliest if (ConstraintKind.EARLIEST, item.id, None) in there else 0,
            deadline=item.deadline if (ConstraintKind.DEADLINE, item.id, None) in there else None,
            meeting=item.meeting if (ConstraintKind.MEETING, item.id, None) in there else None,
        )
        for item in problem.items
    )
    supplies = tuple(
        each if (ConstraintKind.CAPACITY, each.body, None) in there else attrs.evolve(each, steps=((0, 99),))
        for each in problem.supplies
    )
    far = problem.horizon + 5 + sum((item.length or 0) + sum(lag.units for lag in item.lags) for item in items)
    horizon = problem.horizon if (ConstraintKind.HORIZON, "", None) in there else far
    return Problem(horizon, items, supplies)


@laws
@given(problems(max_items=3, max_horizon=4))
def test_of_a_conflict_nothing_can_be_spared(problem):
    members, alone = members_of(problem)
    assume(shortest(alone) is None)
    # a body that is taken to the end of the horizon has none where that is spared: worked out by hand elsewhere
    assume(not any(item.length is None and item.demands for item in alone.items))
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
def test_what_a_search_finds_is_right_and_never_longer_than_its_start(problem, seed, effort, population):
    """The search that is compiled, and the one that is not; each gives the same for the same chance."""
    members, alone = members_of(problem)
    first = place(problem)
    assume(len(first.placed) == len(members))
    start = [first.start(item.id) for item in alone.items]
    makes = [lambda: Search(problem, members, start, seed)]
    if not any(item.length is None and item.demands for item in alone.items):
        makes.append(lambda: CompiledSearch(problem, members, start, seed, population))
    for make in makes:
        found = []
        for _ in range(2):
            search = make()
            for _ in range(3):
                search.run(effort, 0)
            found.append(search.start)
        assert found[0] == found[1]
        chosen = dict(zip([item.id for item in alone.items], found[0]))
        assert faults(alone, chosen) == set()
        assert search.length == ends(alone, chosen) <= first.length


def due_task():
    """Much work, each with a place that it must keep within a few units."""
    task = task_of(hard(20))
    items = tuple(
        attrs.evolve(item, earliest=max(start - 4, 0), deadline=start + item.length + 4)
        for item, start in zip(task.problem.items, task.start)
    )
    return attrs.evolve(task, problem=attrs.evolve(task.problem, items=items))


def test_what_a_search_finds_is_right_where_all_is_due():
    for task in (due_task(), task_of(hard(20))):
        before = right(task.problem, task.start)
        for search in (
            Search(task.problem, task.members, task.start, 1),
            CompiledSearch(task.problem, task.members, task.start, 1, 10),
        ):
            search.run(600, 0)
            assert right(task.problem, search.start) == search.length <= before


NEEDS = {amount: (Demand("g", amount),) for amount in (1, 2)}
UNJUSTIFIED = (
    Problem(  # as late as can be there is no place for all
        12,
        (
            Item("a", 3, NEEDS[2], earliest=2),
            Item("b", 2, NEEDS[1], lags=(Lag("a", LagKind.START_FINISH, least=2),)),
            Item("c", 1, NEEDS[1], earliest=1),
        ),
        (Supply("g", ((0, 3), (4, 2), (7, 3))),),
    ),
    Problem(  # as early as can be after that it is longer
        12,
        (
            Item("a", 1, NEEDS[2], earliest=1),
            Item("b", 3, NEEDS[1], earliest=1, lags=(Lag("a", LagKind.START_FINISH),), meeting="g"),
            Item("c", 3, NEEDS[1]),
        ),
        (Supply("g", ((0, 3), (5, 2), (7, 3)), (1, 3, 5, 8)),),
    ),
)


@pytest.mark.parametrize("problem", UNJUSTIFIED)
def test_what_a_search_finds_is_right_where_justifying_fails(problem):
    task = task_of(problem)
    for search in (
        Search(task.problem, task.members, task.start, 1),
        CompiledSearch(task.problem, task.members, task.start, 1, 10),
    ):
        search.run(60, 0)
        assert right(task.problem, search.start) == search.length <= right(task.problem, task.start)


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
        [sys.executable, *(["-m", "praksisplan.optimizing.child"] if code is None else ["-c", code])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
    ) as process:
        process.stdin.write(pickle.dumps(task))
        process.stdin.flush()  # and kept open: the process ends when its input does
        told = [json.loads(line) for line in process.stdout]
        assert process.wait() == 0
    assert (told[0], told[-1]) == ({"ready": True}, {"done": True})
    return next((what["start"] for what in reversed(told) if "start" in what), task.start)


def right(problem, start):
    """The length of the starts, which are right."""
    chosen = dict(zip([item.id for item in problem.items], start))
    assert verify_schedule(told(problem, dict(enumerate(start)), [], {}, 0)) == ()
    return ends(problem, chosen)


@pytest.mark.parametrize("disabled", ["0", "1"])
def test_the_process_itself_with_and_without_compilation(disabled):
    """What is compiled cannot be followed; without compilation it is the same search."""
    for task in (task_of(SHORTER), task_of(WITH_ALL), task_of(hard(20)), due_task()):
        start = run_process(attrs.evolve(task, seconds=0.002), NUMBA_DISABLE_JIT=disabled)
        assert right(task.problem, start) <= right(task.problem, task.start)


def test_a_system_without_limits():
    code = (
        "import sys, types, praksisplan.optimizing.child as child\n"
        "child.sys = types.SimpleNamespace(platform='win32', stdin=sys.stdin, stdout=sys.stdout)\n"
        "child.main()"
    )
    assert right(SHORTER, run_process(attrs.evolve(task_of(SHORTER), memory=1), code)) == 5


@pytest.mark.parametrize("workers", [1, 2])
def test_without_the_compiled_search(monkeypatch, workers):
    monkeypatch.setitem(sys.modules, "praksisplan.optimizing.search", None)
    length, bound, _, _ = answer_of(task_of(SHORTER, workers))
    assert (length, bound) == (5, 5)


def test_the_solver_is_stopped_when_the_search_has_come_to_the_bound(monkeypatch):
    """The solver, which knows of no such bound, would go on for a minute."""
    monkeypatch.setattr(child, "_ROUNDS", ((0.0, 1.0),))
    problem = hard(60)
    target = place(problem).length - 1
    began = time.monotonic()
    work(attrs.evolve(task_of(problem, 2), bound=target, seconds=60.0), lambda **_: None)
    assert time.monotonic() - began < 40


@pytest.mark.parametrize("workers", [1, 2])
def test_a_hard_problem_from_within(workers):
    problem = hard()
    found = []
    work(task_of(problem, workers), lambda **what: found.append(what))
    starts = [what["start"] for what in found if "start" in what]
    assert right(problem, starts[-1]) < place(problem).length


def test_numbers_beyond_those_of_the_solver_from_within():
    def times(factor):
        items = tuple(attrs.evolve(one, needs=(Demand("g", one.needs[0].amount * factor),)) for one in SHORTER.items)
        return task_of(Problem(9, items, (Supply("g", ((0, 3 * factor),)),)))

    length, bound, _, _ = answer_of(times(2**61))
    assert bound <= 5 <= length
    with pytest.raises(
        (TypeError, ValueError, OverflowError, RuntimeError)
    ):  # the process breaks off; what it told stands
        answer_of(times(2**70))


def test_a_conflict_that_is_not_found_from_within():
    huge = 2**62
    needs = (Demand("g", huge),)
    items = (Item("a", 3, needs, deadline=4), Item("b", 2, needs, lags=(Lag("a"),), deadline=4), Item("c", 3, needs))
    problem = Problem(9, items, (Supply("g", ((0, huge),)),))
    found = []
    work(task_of(problem), lambda **what: found.append(what))
    assert {"infeasible": True} in found
    assert found[-1] == {"conflict": []}


def test_what_starts_before_that_which_it_awaits_stays_where_that_would_be_longer():
    """In the order of the starts a goes before b, as b awaits it: pushed early it takes the room that b has at 3."""
    group = Demand("g", 2), Demand("g", 1)
    items = (
        Item("a", 4, needs=group[:1]),
        Item("b", 2, needs=group[1:], lags=(Lag("a", LagKind.START_FINISH),), meeting="g"),
        Item("c", 0, lags=(Lag("b", least=2),)),
        Item("d", 1),
    )
    problem = Problem(9, items, (Supply("g", ((0, 2),), (3, 5, 7)),))
    starts = {"a": 5, "b": 3, "c": 7, "d": 6}
    assert faults(problem, starts) == set()
    found = told(problem, {place_: starts[item.id] for place_, item in enumerate(problem.items)}, [], {}, 0)
    assert starts_of(found) == starts
    assert next(one.driver for one in found.placed if one.item == "d") is PlacementDriver.LATER
