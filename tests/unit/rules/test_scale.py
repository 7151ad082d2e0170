"""A chain and a circle of many recommendations: right answers, and nothing recursive.

Each is tried in a process of its own in which Python may nest no deeper than 200 calls.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from praksisplan import blocked, check, forecast, ready, releases, state_at, why
from praksisplan.checks.soundness import wait_cycle
from praksisplan.model import Outcome
from tests.unit.rules.plans import AS_OF, plan_of, promised, said, wait

PROGRAM = """
import copy, datetime, json, pickle, sys
from praksisplan import (
    Await,
    Citation,
    Event,
    Plan,
    Recommendation,
    Source,
    Statement,
    blocked,
    check,
    forecast,
    overdue,
    parse_period,
    ready,
    releases,
    state_at,
    waiting,
    why,
)
from praksisplan.model import EventKind, PracticeArea

AS_OF = datetime.date(2017, 1, 15)
CITED = (Citation("s"),)

def plan_of(size, closed):
    log = [
        Statement(about=(number,), awaits=(Await(recommendation=number + 1),), citations=CITED)
        for number in range(1, size)
    ]
    last = Await(recommendation=1) if closed else Await(event="e")
    log.append(Statement(about=(size,), awaits=(last,), citations=CITED))
    log.append(Statement(events=("e",), expected=parse_period("maj 2017"), citations=CITED))
    return Plan(
        "plan", "P", parse_period("2015-2019"),
        sources=(Source("s", "S", parse_period("31. december 2016")),),
        recommendations=tuple(Recommendation(n, "1", f"T{n}", citations=CITED) for n in range(1, size + 1)),
        events=(Event("e", "E", EventKind.REPORT, citations=CITED),),
        log=tuple(log),
    )

def answers(plan):
    size = len(plan.recommendations)
    held = blocked(plan, as_of=AS_OF)
    told = why(plan, 1, as_of=AS_OF)
    drawn = str(told).splitlines()
    state = state_at(plan, as_of=AS_OF)
    begins = forecast(plan, as_of=AS_OF)
    freed = releases(plan, size, as_of=AS_OF)
    found = check(plan)
    twin = pickle.loads(pickle.dumps(plan))
    return {
        "blocked": [len(held), next(iter(held)), list(held)[-1]],
        "roots": [[root.kind.value, len(root.members) or 1, root.id] for root in held[1].roots],
        "roots of the last": [[root.kind.value, len(root.members) or 1, root.id] for root in held[size].roots],
        "windows": [[str(held[n].expected.earliest), str(held[n].expected.latest)] for n in (1, size)],
        "reasons": [len(told.reasons), told.reasons[-1].target.id, told.reasons[-1].depth, told.reasons[-1].repeated],
        "circular": sum(reason.circular for reason in told.reasons),
        "told roots": [reason.target.id for reason in told.roots],
        "drawn": [len(drawn), drawn[1], drawn[-2].lstrip()],
        "state": [len(state), [wait.target for wait in state[1].awaits]],
        "forecast": [len(begins), str(begins[1].earliest), str(begins[1].latest)],
        "releases": [list(freed), list(freed.still_waiting)],
        "released by e": list(releases(plan, "e", as_of=AS_OF)),
        "others": [len(rule(plan, as_of=AS_OF)) for rule in (ready, waiting, overdue)],
        "check": [[one.code, one.subject, one.english] for one in found],
        "plan": [twin == plan, hash(twin) == hash(plan), copy.deepcopy(plan) == plan],
        "answer": pickle.loads(pickle.dumps(held))[1] == held[1],
        "text": len(str(freed).splitlines()),
    }

closed, size = sys.argv[1] == "circle", int(sys.argv[2])
answers(plan_of(3, closed))
sys.setrecursionlimit(200)
print(json.dumps(answers(plan_of(size, closed))))
"""


@pytest.mark.parametrize("size", [3_000, pytest.param(100_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("shape", ["chain", "circle"])
def test_many_in_a_row_or_a_ring(shape, size):
    """The top of a tree that nothing but a wait is said of has no source line; every other node has one."""
    run = subprocess.run([sys.executable, "-c", PROGRAM, shape, str(size)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    found, last = json.loads(run.stdout), str(size)
    common = {
        "blocked": [size, "1", last],
        "state": [size, ["2"]],
        "releases": [[str(size - 1)], []],
        "others": [0, 0, 0],
        "plan": [True, True, True],
        "answer": True,
        "text": 3,
    }
    if shape == "chain":
        expected = common | {
            "roots": [["event", 1, "e"]],
            "roots of the last": [["event", 1, "e"]],
            "windows": [["2017-05-01", "None"], ["2017-05-01", "2017-05-31"]],
            "reasons": [size + 1, "e", size, False],
            "circular": 0,
            "told roots": ["e"],
            "drawn": [2 * size + 1, "└─ anbefaling 2: T2 [uden dato]", "└─ E [forventet maj 2017]"],
            "forecast": [size, "2017-05-01", "None"],
            "released by e": [last],
            "check": [],
        }
    else:
        circle = [["cycle", size, "1"]]
        first = " -> ".join(map(str, range(1, 21)))
        expected = common | {
            "roots": circle,
            "roots of the last": circle,
            "windows": [["2017-01-15", "None"]] * 2,
            "reasons": [size + 1, "1", size, True],
            "circular": size + 1,
            "told roots": [],
            "drawn": [
                2 * size + 1,
                "└─ anbefaling 2: T2 [uden dato]",
                "└─ anbefaling 1: T1 [uden dato, venter i ring]",
            ],
            "forecast": [size, "2017-01-15", "None"],
            "released by e": [],
            "check": [
                [
                    "wait-cycle",
                    "1",
                    f"Circular dependency of {size} recommendations; the shortest circle: {first} -> ….",
                ]
            ],
        }
    assert found == expected


def test_a_large_plan_tells_the_same_roots_as_a_small_one():
    log = [
        said(1, awaits=[2, 5, 10, 9]),
        said(2, awaits=[3, "e"]),
        said(3, awaits=[2, 4]),
        said(5, awaits=[6, 99_999, wait(7, Outcome.REPORT)]),
        said(6, awaits=["f", 8]),
        said(8, awaits=[6]),
        promised("e", "maj 2017"),
    ]
    small = plan_of(*log, numbers=range(1, 11))
    large = plan_of(*log, numbers=range(1, 20_012))
    held, same = blocked(small, as_of=AS_OF), blocked(large, as_of=AS_OF)
    assert list(held) == list(same) == ["1", "2", "3", "5", "6", "8"]
    for number in held:
        assert set(held[number].roots) == set(same[number].roots)
        assert held[number].expected == same[number].expected
    assert {root.members or (root.id,) for root in same[1].roots} == {
        ("2", "3"), ("e",), ("4",), ("99999",), ("7",), ("6", "8"), ("f",), ("10",), ("9",),
    }  # fmt: skip


def test_a_search_that_is_given_up_claims_no_shortest_circle():
    """A ring of 5,000 with one shortcut: each search for a shorter circle goes all the way round."""
    size = 5_000
    ring = [said(n, awaits=[n % size + 1]) for n in range(1, size + 1)]
    plan = plan_of(*ring, said(1, awaits=[3]), numbers=range(1, size + 1))
    (one,) = check(plan, as_of=AS_OF, checks=[wait_cycle])
    assert one.english.startswith("Circular dependency of 5000 recommendations; one of the circles: 1 -> 3 -> 4 -> ")
    assert one.danish.startswith("5000 anbefalinger afventer hinanden i ring; en af ringene: 1 -> 3 -> 4 -> ")


def test_many_circles_and_one_wide_wait():
    pairs = [said(n, awaits=[n + 1]) for n in range(1, 10_000, 2)] + [
        said(n + 1, awaits=[n]) for n in range(1, 10_000, 2)
    ]
    wide = said(10_001, awaits=range(1, 10_001))
    plan = plan_of(*pairs, wide, numbers=range(1, 10_003))
    assert len([one for one in check(plan, as_of=AS_OF) if one.code == "wait-cycle"]) == 5_000
    held = blocked(plan, as_of=AS_OF)
    assert len(held[10_001].roots) == 5_000
    assert len(held) == 10_001
    assert list(ready(plan, as_of=AS_OF)) == ["10002"]
    assert len(why(plan, 10_001, as_of=AS_OF).reasons) == 1 + 10_000 + 10_000
    assert len(forecast(plan, as_of=AS_OF)) == len(state_at(plan, as_of=AS_OF)) == 10_002
    assert releases(plan, 1, as_of=AS_OF).still_waiting == ("10001",)


def test_a_comb_is_drawn_with_every_tooth():
    """A chain of 3,000 in which each also awaits an event after the next one."""
    size = 3_000
    plan = plan_of(*[said(n, source=None, awaits=[n + 1, "e"]) for n in range(1, size)], numbers=range(1, size + 1))
    told = why(plan, 1, as_of=AS_OF)
    assert [one.depth for one in told.reasons] == [*range(size), *range(size - 1, 0, -1)]
    lines = told.text("en").splitlines()
    assert len(lines) == 2 * size - 1
    assert lines[1].startswith("├─ recommendation 2")
    assert lines[-1] == "└─ Begivenhed e [no date]"
