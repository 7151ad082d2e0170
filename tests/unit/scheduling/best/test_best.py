"""The best schedule: small problems beside every schedule there is, limits that are kept, and processes that end."""

from __future__ import annotations

import math
import os
import random
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise

import attrs
import psutil
import pytest

from praksisplan import PlanError
from praksisplan.scheduling import (
    Activity,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
    Problem,
    Progress,
    Requirement,
    Resource,
    SolveEnd,
    SolverOptions,
    SolveStatus,
    UnplacedReason,
    schedule_activities,
    verify_schedule,
)
from tests.property.small import ends, faults, shortest, starts_of

FS, SS, FF, SF = (
    DependencyKind.FINISH_START,
    DependencyKind.START_START,
    DependencyKind.FINISH_FINISH,
    DependencyKind.START_FINISH,
)
GROUP = (Requirement("g"),)
ONE = (Resource("g", ((0, 1),)),)


def work(name, length, amount, **more):
    return Activity(name, length, requirements=(Requirement("g", amount),), **more)


def group(most, *meetings):
    return (Resource("g", ((0, most),), meetings),)


SHORTER = Problem(
    9,
    (work("a", 1, 2, earliest=1), work("b", 1, 2), work("c", 3, 1, earliest=1), work("d", 2, 2), work("e", 3, 1)),
    group(3),
)
"""The priority rules need six units, where five will do."""
MISSED = Problem(
    9,
    (
        work("a", 3, 1, earliest=2),
        work("b", 3, 2, earliest=2),
        work("c", 3, 1, earliest=2),
        work("d", 3, 2, earliest=2, deadline=8, dependencies=(Dependency("c"),)),
    ),
    group(3),
)
"""The priority rules find no place for one of them."""


def hard(size=40, deadline=None, more=()):
    """Work of two bodies by chance, of which nobody proves the best within a second."""
    chance = random.Random(1)
    activities = []
    for place_ in range(size):
        length = chance.randint(3, 9)
        needs = (Requirement("g", chance.randint(2, 5)), Requirement("h", chance.randint(1, 6)))
        lags = (Dependency(str(chance.randrange(place_))),) if place_ % 3 else ()
        activities.append(Activity(str(place_), length, requirements=needs, dependencies=lags, deadline=deadline))
    return Problem(2000, (*activities, *more), (Resource("g", ((0, 7),)), Resource("h", ((0, 8),))))


def best(problem, seconds=10, **more):
    """What is found, with all that always holds of it."""
    found = schedule_activities(problem, best=SolverOptions(seconds, **more))
    assert verify_schedule(found) == ()
    assert found.problem == problem
    if found.status is SolveStatus.OPTIMAL:
        assert (found.end, found.gap, found.bound) == (SolveEnd.PROVEN, 0.0, found.makespan)
    elif found.status is SolveStatus.FEASIBLE:
        assert found.gap == (found.makespan - found.bound) / found.makespan > 0
    else:
        assert found.gap is None
    assert found.conflict == () or found.status is SolveStatus.INFEASIBLE
    return found


def bare(found):
    """A schedule without what is proven of it."""
    return attrs.evolve(found, status=None, end=None, conflict=())


def children():
    return psutil.Process().children(recursive=True)


# --- proven shortest


def test_what_the_bounds_settle_needs_no_solver(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)  # no process is begun
    found = best(Problem(4, (work("a", 2, 1), work("b", 1, 1)), group(1)))
    assert (found.status, found.makespan) == (SolveStatus.OPTIMAL, 3)


@pytest.mark.parametrize(("problem", "length"), [(Problem(1, ()), 0), (Problem(1, (Activity("a", 0),)), 0)])
def test_nothing_to_place_and_nothing_that_lasts(problem, length):
    found = best(problem)
    assert (found.status, found.makespan, found.bound) == (SolveStatus.OPTIMAL, length, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_solver_finds_what_the_rules_do_not(workers):
    assert schedule_activities(SHORTER).makespan == 6
    assert shortest(SHORTER) == 5
    found = best(SHORTER, workers=workers)
    assert (found.status, found.makespan) == (SolveStatus.OPTIMAL, 5)
    assert faults(SHORTER, starts_of(found)) == set()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_place_for_all_that_the_rules_miss(workers):
    assert schedule_activities(MISSED).unplaced
    assert shortest(MISSED) == 8
    found = best(MISSED, workers=workers)
    assert (found.status, found.makespan, found.unplaced) == (SolveStatus.OPTIMAL, 8, ())


VARYING = (Resource("g", ((1, 2), (3, 1), (5, 3)), (0, 1, 3, 4, 6, 9)), Resource("h", ((0, 1),)))
WITH_ALL = Problem(
    12,
    (
        work("a", 2, 1),
        work("b", 2, 2, dependencies=(Dependency("a", SS, 1, 2),)),
        Activity(
            "c",
            1,
            requirements=(Requirement("g", 1), Requirement("h", 1)),
            dependencies=(Dependency("b", FF, 1),),
            meeting="g",
        ),
        Activity("d", 3, requirements=(Requirement("h", 1),), dependencies=(Dependency("a", SF, 3),)),
        Activity("e", None, dependencies=(Dependency("c", FS, 0, 1),)),
        Activity("f", 0, meeting="g", earliest=5),
    ),
    VARYING,
)


def test_every_kind_of_wait_with_ranges_meetings_varying_capacity_and_an_unknown_length():
    found = best(WITH_ALL)
    assert (found.status, found.makespan) == (SolveStatus.OPTIMAL, shortest(WITH_ALL))


@pytest.mark.parametrize("needs", [(), (Requirement("h", 1),)])
def test_unknown_lengths_beside_what_the_solver_must_settle(needs):
    """With needs it takes the other body to the end, so that the solver works alone."""
    resources = (*SHORTER.resources, Resource("h", ((0, 1),)))
    problem = Problem(9, (*SHORTER.activities, Activity("f", None, requirements=needs)), resources)
    found = best(problem)
    assert (found.status, found.makespan) == (SolveStatus.OPTIMAL, 5)
    assert next(one.end for one in found.placed if one.activity == "f") is None


def test_what_starts_before_that_which_it_awaits_stays_where_the_solver_put_it():
    """Pushed early in their order, b takes the room of c: found by the law of told schedules."""
    activities = (
        work("a", 2, 2, dependencies=(), earliest=0),
        work("b", 3, 2, dependencies=(Dependency("a", FF),)),
        work("c", 2, 2, deadline=6),
        work("d", 1, 1),
    )
    problem = Problem(8, activities, group(3))
    found = best(problem)
    assert (found.status, found.makespan) == (SolveStatus.OPTIMAL, shortest(problem))


def test_what_can_never_be_placed_is_told_and_the_rest_is_best():
    never = (
        Activity("r", 1, dependencies=(Dependency("s"),)),
        Activity("s", 1, dependencies=(Dependency("r"),)),
        Activity("t", None),
        Activity("u", 1, dependencies=(Dependency("t"),)),
        Activity("v", 1, dependencies=(Dependency("u", SS),)),
        Activity("w", 3, earliest=8),
        Activity("x", 1, earliest=9, dependencies=(Dependency("r"),)),
    )
    problem = Problem(9, (*SHORTER.activities, *never), SHORTER.resources)
    found = best(problem)
    assert (found.status, found.makespan) == (SolveStatus.OPTIMAL, 5)
    assert {one.activity: one.reason for one in found.unplaced} == {
        "r": UnplacedReason.CYCLE,
        "s": UnplacedReason.CYCLE,
        "u": UnplacedReason.AWAITS_UNKNOWN,
        "v": UnplacedReason.AWAITS_UNKNOWN,
        "w": UnplacedReason.OUTSIDE_PERIOD,
        "x": UnplacedReason.AWAITS_UNKNOWN,
    }
    assert (
        found.unplaced == schedule_activities(problem).unplaced
    )  # the reasons are the same with and without the solver


@pytest.mark.parametrize("factor", [2**58, 2**60, 2**61, 2**70])
def test_huge_amounts(factor):
    """Beyond the whole numbers of the solver nothing may be proven, but what is told is right."""
    activities = tuple(
        attrs.evolve(one, requirements=(Requirement("g", one.requirements[0].amount * factor),))
        for one in SHORTER.activities
    )
    found = best(Problem(9, activities, group(3 * factor)), seconds=1)
    assert found.unplaced == ()
    assert found.bound <= 5 <= found.makespan
    assert found.makespan == 5 or found.status is SolveStatus.FEASIBLE


def test_a_conflict_of_huge_amounts_is_no_conflict_that_is_not_one():
    """The solver cannot hold these numbers: it must not take that for a schedule."""
    huge = 2**62
    activities = (
        work("a", 3, huge, deadline=4),
        work("b", 2, huge, dependencies=(Dependency("a"),), deadline=4),
        work("c", 3, huge),
    )
    found = best(Problem(9, activities, group(2 * huge)), seconds=1)
    assert found.status is SolveStatus.INFEASIBLE
    assert found.conflict == ()


def test_more_bodies_than_fit_one_word():
    """Forty bodies that carry three each: three bits for each, and one more to guard it."""
    others = tuple(Resource(f"h{place_}", ((0, 3),)) for place_ in range(40))
    activities = tuple(
        attrs.evolve(
            one,
            requirements=(*one.requirements, *(Requirement(other.id, one.requirements[0].amount) for other in others)),
        )
        for one in SHORTER.activities
    )
    found = best(Problem(9, activities, (*SHORTER.resources, *others)))
    assert (found.status, found.makespan) == (SolveStatus.OPTIMAL, 5)


def test_a_horizon_of_one():
    activities = (work("a", 1, 1), work("b", 1, 1))
    found = best(Problem(1, activities, group(1)))
    assert (found.status, found.end) == (SolveStatus.INFEASIBLE, SolveEnd.PROVEN)
    assert {one.kind for one in found.conflict} == {ConstraintKind.CAPACITY, ConstraintKind.HORIZON}
    assert len(found.placed) == 1


# --- in time, not proven


def test_a_hard_problem_has_a_bound_and_a_gap():
    problem = hard()
    first = schedule_activities(problem)
    found = best(problem, seconds=0.5)
    assert (found.status, found.end) == (SolveStatus.FEASIBLE, SolveEnd.TIME)
    assert first.bound <= found.bound < found.makespan <= first.makespan


def test_what_is_not_settled_in_time_is_unknown():
    """A place for all, by a deadline just above the bound, is not settled in a hundredth of a second."""
    tight = hard(deadline=schedule_activities(hard()).bound + 1)
    found = best(tight, seconds=0.01)
    assert (found.status, found.end) == (SolveStatus.UNKNOWN, SolveEnd.TIME)
    assert bare(found) == schedule_activities(tight)


def test_the_least_time_there_is():
    found = best(hard(), seconds=1e-9)
    assert found.status is SolveStatus.FEASIBLE


def test_one_worker_gives_the_same_answer_every_time():
    """It is counted, not timed: with two seconds to spare the count of a twentieth is not cut."""
    waits = (
        Activity("z", 4, requirements=GROUP, dependencies=(Dependency("3", SS), Dependency("5", FF))),
        Activity("y", 1, dependencies=(Dependency("z", SF, 2),)),
    )
    problem = hard(30, more=waits)
    once, again = (best(problem, seconds=0.3, workers=1, seed=7) for _ in range(2))
    assert once == again
    assert once.makespan <= schedule_activities(problem).makespan


def test_the_time_is_kept():
    began = time.monotonic()
    best(hard(), seconds=0.2)
    assert time.monotonic() - began < 60


# --- conflicts


def without(problem, members):
    """The problem with only these constraints; without theirs, resources carry anything and the horizon is far."""
    kept = {(one.kind, one.subject, one.dependency) for one in members}
    activities = tuple(
        attrs.evolve(
            activity,
            dependencies=tuple(
                dependency
                for dependency in activity.dependencies
                if (ConstraintKind.WAIT, activity.id, dependency) in kept
            ),
            earliest=activity.earliest if (ConstraintKind.EARLIEST, activity.id, None) in kept else 0,
            deadline=activity.deadline if (ConstraintKind.DEADLINE, activity.id, None) in kept else None,
            meeting=activity.meeting if (ConstraintKind.MEETING, activity.id, None) in kept else None,
        )
        for activity in problem.activities
    )
    resources = tuple(
        each if (ConstraintKind.CAPACITY, each.id, None) in kept else attrs.evolve(each, capacity=((0, 99),))
        for each in problem.resources
    )
    units = [one.duration or 0 for one in activities] + [lag.lag for one in activities for lag in one.dependencies]
    horizon = problem.horizon if (ConstraintKind.HORIZON, "", None) in kept else problem.horizon + 5 + sum(units)
    return Problem(horizon, activities, resources)


def conflict_of(problem, **more):
    """The conflict, which is one, and of which nothing can be spared."""
    found = best(problem, **more)
    assert (found.status, found.end) == (SolveStatus.INFEASIBLE, SolveEnd.PROVEN)
    assert bare(found) == schedule_activities(problem)
    assert shortest(problem) is None
    assert found.conflict
    assert shortest(without(problem, found.conflict)) is None
    for spared in found.conflict:
        assert shortest(without(problem, [one for one in found.conflict if one is not spared])) is not None
    return {(one.kind.value, one.subject) for one in found.conflict}


def test_a_chain_of_waits_against_a_deadline():
    activities = (
        Activity("a", 2),
        Activity("b", 2, dependencies=(Dependency("a"),)),
        Activity("c", 1, dependencies=(Dependency("b"),), deadline=4),
        Activity("d", 1),
    )
    assert conflict_of(Problem(9, activities)) == {("wait", "b"), ("wait", "c"), ("deadline", "c")}


def test_an_earliest_start_and_a_wait_against_a_deadline():
    activities = (Activity("a", 2, earliest=2), Activity("b", 1, dependencies=(Dependency("a", FF, 1),), deadline=4))
    assert conflict_of(Problem(9, activities)) == {("earliest", "a"), ("wait", "b"), ("deadline", "b")}


def test_a_body_against_deadlines():
    activities = (work("a", 2, 1, deadline=3), work("b", 2, 1, deadline=3), work("c", 1, 1))
    assert conflict_of(Problem(9, activities, group(1))) == {("capacity", "g"), ("deadline", "a"), ("deadline", "b")}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_body_against_the_horizon(workers):
    activities = (work("a", 2, 1), work("b", 2, 1))
    assert conflict_of(Problem(3, activities, group(1)), workers=workers) == {("capacity", "g"), ("horizon", "")}


def test_a_body_that_never_meets():
    assert conflict_of(Problem(3, (Activity("a", 1, meeting="g"), Activity("b", 1)), group(1))) == {("meeting", "a")}


def test_a_meeting_beyond_the_horizon_and_one_too_early():
    assert conflict_of(Problem(3, (Activity("a", 1, meeting="g"),), group(1, 4))) == {("meeting", "a"), ("horizon", "")}
    early = Problem(5, (Activity("a", 1, meeting="g", earliest=2),), group(1, 1))
    assert conflict_of(early) == {("meeting", "a"), ("earliest", "a")}


def test_a_body_that_has_room_only_beyond_the_horizon():
    """The horizon cannot be spared: later there is room."""
    problem = Problem(3, (work("a", 2, 1),), (Resource("g", ((0, 0), (5, 1))),))
    assert conflict_of(problem) == {("capacity", "g"), ("horizon", "")}


def test_a_body_that_has_room_only_before():
    problem = Problem(5, (work("a", 3, 1),), (Resource("g", ((0, 1), (2, 0), (3, 1), (4, 0))),))
    assert conflict_of(problem) == {("capacity", "g")}


def test_what_has_no_known_end_takes_its_body_to_the_end_of_the_horizon():
    """After the horizon it takes none, so that a conflict of two such needs the horizon."""
    activities = (work("a", None, 1), work("b", None, 1))
    found = best(Problem(3, activities, (Resource("g", ((0, 1), (3, 0), (4, 1))),)))
    assert found.status is SolveStatus.INFEASIBLE
    assert {(one.kind.value, one.subject) for one in found.conflict} == {("capacity", "g"), ("horizon", "")}
    activities = (work("a", None, 1), work("b", 2, 1, dependencies=(Dependency("a", SS),)))
    found = best(Problem(3, activities, group(1)))
    told = {(one.kind.value, one.subject) for one in found.conflict}
    assert told == {("capacity", "g"), ("wait", "b"), ("horizon", "")}


def test_demands_are_told_in_words():
    found = best(Problem(6, (Activity("c", 1, meeting="g"),), group(1)))
    assert all(type(one) is Constraint and str(one) == one.text() == one.text("da") for one in found.conflict)
    (meeting,) = found.conflict
    assert (meeting.text(), meeting.text("en")) == ("c begynder, når g mødes", "c starts when g meets")
    activities = (work("a", 2, 1, earliest=1), work("b", 2, 1, dependencies=(Dependency("a"),), deadline=4))
    found = best(Problem(6, activities, group(1)))
    assert {one.text("da") for one in found.conflict} == {
        "a begynder tidligst i enhed 1",
        "b venter på a",
        "b er færdig inden enhed 4",
    }
    assert {one.text("en") for one in found.conflict} == {
        "a starts in unit 1 or later",
        "b awaits a",
        "b is finished before unit 4",
    }
    with pytest.raises(PlanError):
        found.conflict[0].text("fr")
    found = best(Problem(3, (work("a", 2, 1), work("b", 2, 1)), group(1)))
    assert [one.text() for one in found.conflict] == ["g kan højst bære 1", "alt ligger inden for 3 enheder"]
    assert [one.text("en") for one in found.conflict] == ["g can carry at most 1", "everything lies within 3 units"]
    assert found.conflict[0].text(name="Gruppen") == "Gruppen kan højst bære 1"


def test_no_conflict_is_told_where_the_time_does_not_suffice():
    """That there is no place is seen at once; which demands are to blame takes the solver longer than it has."""
    late = (Activity("p", 3, deadline=5), Activity("q", 3, dependencies=(Dependency("p"),), deadline=5))
    found = best(hard(more=late, deadline=schedule_activities(hard()).bound), seconds=1e-6)
    assert (found.status, found.conflict) == (SolveStatus.INFEASIBLE, ())


# --- progress


def test_progress_only_ever_gets_better_and_comes_from_the_thread_of_the_caller():
    told, threads = [], set()

    def note(one):
        told.append(one)
        threads.add(threading.current_thread())

    problem = hard()
    first = schedule_activities(problem)
    found = best(problem, seconds=0.5, progress=note)
    assert threads == {threading.current_thread()}
    assert all(type(one) is Progress for one in told)
    assert (told[0].makespan, told[0].bound) == (first.makespan, first.bound)
    for before, after in pairwise(told):
        assert before.seconds <= after.seconds
        assert before.makespan >= after.makespan
        assert before.bound <= after.bound
    assert told[-1].bound == found.bound
    assert found.makespan <= told[-1].makespan


def test_there_is_no_length_before_all_have_a_place():
    told = []
    best(MISSED, progress=told.append)
    assert told[0].makespan is None
    assert told[-1].makespan == 8


class _Stop(BaseException):
    pass


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, _Stop])
def test_what_the_progress_raises_reaches_the_caller_and_leaves_no_process(error):
    def stop(_):
        assert children()
        raise error("enough")

    with pytest.raises(error, match="enough") as raised:
        best(hard(), seconds=60, progress=stop)
    assert raised.traceback  # the frames still live
    assert children() == []


def test_an_interrupt_of_the_wait_leaves_no_process():
    has_begun = threading.Event()

    def interrupt():
        has_begun.wait()
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts the tests may ignore it
    try:
        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            best(hard(), seconds=60, progress=lambda _: has_begun.set())
        thread.join()
    finally:
        signal.signal(signal.SIGINT, before)
    assert children() == []


# --- a process that fails


def at_first_progress(act):
    """A callback that does something to the process of the solver, once."""
    done = []

    def note(_):
        if not done:
            done.append(act(children()[0]))

    return note


def test_too_little_memory():
    problem = hard()
    found = best(problem, seconds=5, memory=1)
    assert (found.status, found.end) == (SolveStatus.FEASIBLE, SolveEnd.ABORTED)
    assert found.makespan <= schedule_activities(problem).makespan
    assert best(MISSED, memory=1).status is SolveStatus.UNKNOWN


def test_a_process_that_is_killed():
    found = best(hard(), seconds=30, progress=at_first_progress(psutil.Process.kill))
    assert (found.status, found.end) == (SolveStatus.FEASIBLE, SolveEnd.ABORTED)


SOLVE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from test_best import best, children, hard

best(hard(), seconds=60, progress=lambda _: print(children()[0].pid, flush=True))
"""


def test_the_process_ends_with_the_one_that_began_it():
    folder = os.path.dirname(__file__)
    with subprocess.Popen([sys.executable, "-c", SOLVE, folder], stdout=subprocess.PIPE) as parent:
        solver = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        parent.wait()
        solver.wait(timeout=2)
    assert not solver.is_running()


def test_a_process_that_is_killed_before_it_has_read_its_task():
    """The task is larger than a pipe holds."""
    activities = tuple(attrs.evolve(one, id=one.id * 30_000) for one in SHORTER.activities)
    problem = attrs.evolve(SHORTER, activities=activities)

    def kill():
        while not children():
            time.sleep(0.01)
        children()[0].kill()

    thread = threading.Thread(target=kill)
    thread.start()
    found = best(problem, seconds=30)
    thread.join()
    assert (found.status, found.end) == (SolveStatus.FEASIBLE, SolveEnd.ABORTED)
    assert children() == []


def test_a_process_that_stands_still_is_ended_when_its_time_is_over():
    found = best(hard(), seconds=0.5, progress=at_first_progress(psutil.Process.suspend))
    assert (found.status, found.end) == (SolveStatus.FEASIBLE, SolveEnd.TIME)
    assert children() == []


def test_a_limit_of_the_system_below_that_which_is_asked_for():
    resource = pytest.importorskip("resource")
    code = (
        "from tests.unit.scheduling.best.test_best import SHORTER, best\n"
        "found = best(SHORTER, memory=8192)\n"
        "print(found.end.value, found.makespan)"
    )
    limit = 4 << 30
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)),
    )
    assert ran.stdout.split() == ["proven", "5"]


def stub(tmp_path, monkeypatch, name, text):
    """A module that the process finds first, if not this one."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.parametrize("line", [b"hello", b"7", b"[]", b"{not json}", b'{"conflict": {"a": 1}', b"{\xff}"])
def test_what_others_write_is_passed_over(tmp_path, monkeypatch, line):
    """Where Python is begun, something may be written that is no message."""
    stub(tmp_path, monkeypatch, "sitecustomize.py", f"import sys; sys.stdout.buffer.write({line!r} + b'\\n')")
    assert best(SHORTER).status is SolveStatus.OPTIMAL


def test_a_process_that_cannot_be_started(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with pytest.raises(FileNotFoundError):
        best(SHORTER)


def test_a_process_that_never_is_ready(tmp_path, monkeypatch):
    import praksisplan.scheduling.best.solving as parent

    stub(tmp_path, monkeypatch, "sitecustomize.py", "import time; time.sleep(60)")
    monkeypatch.setattr(parent, "_STARTING", 0.3)  # five minutes else
    found = best(SHORTER)
    assert (found.status, found.end, found.makespan) == (SolveStatus.FEASIBLE, SolveEnd.TIME, 6)


def test_a_numba_that_does_not_work_leaves_the_first_schedule(tmp_path, monkeypatch):
    stub(tmp_path, monkeypatch, "numba/__init__.py", "raise ImportError('needs another numpy')")
    found = best(SHORTER)
    assert (found.status, found.end, found.makespan) == (SolveStatus.FEASIBLE, SolveEnd.ABORTED, 6)


# --- what is refused


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("seconds", value) for value in (0, -1, float("nan"), float("inf"), 2**31, 10**400, "10", None, True)),
        *(("workers", value) for value in (0, -1, 1.5, 2**31, "2", None, True)),
        *(("seed", value) for value in (-1, 0.0, 2**31, "0", None, False)),
        *(("memory", value) for value in (0, -5, 1e3, 2**31, None)),
    ],
)
def test_a_limit_that_is_none(name, value):
    with pytest.raises(PlanError) as raised:
        SolverOptions(**{"seconds": 1, name: value})
    (fault,) = raised.value.faults
    assert (fault.code, fault.path) == ("bad-number", name)
    assert fault.message.startswith("expected a ")
    assert fault.danish.startswith("skal være et ")


@pytest.mark.parametrize("value", [0, -1, "10", True, [], math.nan])
def test_the_seconds_alone_are_checked_too(value):
    with pytest.raises(PlanError) as raised:
        schedule_activities(SHORTER, best=value)
    assert raised.value.faults[0].code == "bad-number"


def test_the_progress_is_a_function():
    with pytest.raises(PlanError) as raised:
        SolverOptions(1, progress=5)
    assert [(fault.code, fault.path) for fault in raised.value.faults] == [("wrong-type", "progress")]


@pytest.mark.parametrize("name", ["ortools", "numba"])
def test_what_the_extra_brings_is_missed_by_name(monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(PlanError) as raised:
        schedule_activities(Problem(1, ()), best=1)
    (fault,) = raised.value.faults
    assert (fault.code, fault.path) == ("not-installed", "best")
    assert f"python -m pip install {name}" in fault.message
    assert f"python -m pip install {name}" in fault.danish
    assert fault.message != fault.danish
    assert schedule_activities(Problem(1, ())).placed == ()  # without `best` nothing of it is needed


def test_no_test_leaves_a_process():
    assert children() == []


def test_ends_are_counted_as_the_model_counts_them():
    found = best(WITH_ALL)
    assert found.makespan == ends(WITH_ALL, starts_of(found))
