"""Several plans at once, with and without an executor."""

from __future__ import annotations

import datetime
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import attrs
import pytest

import praksisplan as pp
from tests.unit.rules.plans import plan_of, said

HOVEDSTADEN = pp.datasets.load("hovedstaden-almen-2015-2019")
MIDTJYLLAND = pp.datasets.load("midtjylland-almen-2021-2025")
SMALL = plan_of(said(1, awaits=("e",)), said(2, awaits=(1,)))
PLANS = (SMALL, MIDTJYLLAND, HOVEDSTADEN)
DAY = datetime.date(2017, 1, 15)
OVER = pp.parse_period("2017")
QUARTERS = pp.periods.split_period(OVER, "quarter")
ASKED = {
    "blocked": (lambda one: one.blocked(as_of=DAY), lambda plan: pp.blocked(plan, as_of=DAY)),
    "stale": (
        lambda one: one.stale(as_of=DAY, after="1 dag"),
        lambda plan: pp.stale(plan, as_of=DAY, after="1 dag"),
    ),
    "load": (
        lambda one: one.load(per="quarter", over=OVER, as_of=DAY),
        lambda plan: pp.scheduling.load_of(plan, per="quarter", over=OVER, as_of=DAY),
    ),
    "timetable": (
        lambda one: one.timetable(QUARTERS, as_of=DAY),
        lambda plan: pp.timetable(plan, QUARTERS, as_of=DAY),
    ),
    "overdue": (lambda one: one.ask(pp.overdue, as_of=DAY), lambda plan: pp.overdue(plan, as_of=DAY)),
}


@pytest.mark.parametrize("name", ASKED)
def test_every_plan_is_answered_in_order_with_its_id_in_front(name):
    ask, ask_one = ASKED[name]
    found = ask(pp.Portfolio(PLANS))
    assert list(found) == ["plan", "midtjylland-almen-2021-2025", "hovedstaden-almen-2015-2019"]
    for labels in ("codes", "da"):
        each = [{"plan": plan.id, **row} for plan in PLANS for row in ask_one(plan).to_records(labels)]
        assert found.to_records(labels) == each
    frame = found.to_frame("polars")
    assert frame.columns[0] == "plan"
    assert frame["plan"].to_list() == [row["plan"] for row in found.to_records()]


def test_a_plan_without_rows_is_answered_all_the_same():
    found = pp.Portfolio(PLANS).blocked(as_of=DAY)
    assert [len(answer) for answer in found.values()] == [2, 0, 28]
    assert found["plan"].heading() == pp.blocked(SMALL, as_of=DAY).heading()
    assert len(found.to_records()) == 30


@contextmanager
def dask_client():
    distributed = pytest.importorskip("distributed")
    with distributed.Client(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0", silence_logs=50
    ) as client:
        yield client


@pytest.mark.parametrize(
    "executor",
    [
        lambda: ThreadPoolExecutor(2),
        lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
        dask_client,
    ],
    ids=["threads", "processes", "dask"],
)
def test_an_executor_gives_the_same_answers(executor):
    alone = pp.Portfolio(PLANS)
    with executor() as pool:
        together = pp.Portfolio(PLANS, executor=pool)
        for ask, _ in ASKED.values():
            assert ask(together).to_records() == ask(alone).to_records()
        assert together == alone  # who asks is not part of the value


def test_the_words():
    found = pp.Portfolio(PLANS).blocked(as_of=DAY)
    assert found.heading() == "Svar for 3 planer pr. 15. januar 2017"
    lines = found.text("en").splitlines()
    assert lines[0] == "Answers of 3 plans as of 15 January 2017"
    assert lines[1].split()[:3] == ["plan", "no.", "title"]
    assert lines[2].split()[:4] == ["plan", "1", "Titel", "1"]
    assert "<table" in found._repr_html_()
    assert (repr(found), repr(pp.Portfolio(PLANS))) == (
        "<PortfolioAnswer as of 2017-01-15: 3 plans>",
        "<Portfolio: 3 plans>",
    )


def refused(call):
    with pytest.raises(pp.PlanError) as error:
        call()
    return [(fault.code, fault.path) for fault in error.value.faults]


def test_two_plans_with_one_id_and_no_plan_are_refused():
    again = attrs.evolve(SMALL, title="Anden")
    assert refused(lambda: pp.Portfolio([SMALL, HOVEDSTADEN, again])) == [("duplicate-id", "plans[2]")]
    assert refused(lambda: pp.Portfolio([])) == [("no-plans", "plans")]
    assert refused(lambda: pp.Portfolio([SMALL, 7])) == [("wrong-type", "plans[1]")]
    assert refused(lambda: pp.Portfolio([SMALL], executor=7)) == [("wrong-type", "executor")]


def test_a_fault_of_one_plan_names_it():
    limits = [pp.Limit("ag-kommunikation", 1)]
    options = {"per": "quarter", "over": OVER, "as_of": DAY, "limits": limits}
    assert refused(lambda: pp.Portfolio([HOVEDSTADEN, SMALL]).ask(pp.scheduling.load_of, **options)) == [
        ("unknown-body", "plan.body")
    ]


def test_wrong_questions_are_refused():
    plans = pp.Portfolio([SMALL])
    assert refused(lambda: plans.ask("blocked", as_of=DAY)) == [("wrong-type", "question")]
    assert refused(lambda: plans.ask(pp.dumps)) == [("wrong-type", "question")]
    assert refused(lambda: plans.stale(as_of=DAY, after="snart")) == [("not-a-duration", "plan.after")]
    assert refused(lambda: plans.blocked(as_of="i dag"))[0][1] == "as_of"
    assert refused(lambda: plans.blocked(as_of=DAY)["plam"]) == [("unknown-plan", "plan")]
    assert [] not in plans.blocked(as_of=DAY)
