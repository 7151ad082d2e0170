"""The same days, whatever runs the blocks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

import pytest

from praksisplan import Limit, Workload, datasets, parse_period
from praksisplan.scheduling import simulate

PLAN = datasets.load("hovedstaden-almen-2015-2019")
OVER = parse_period("2017-2018")
KINDS = {
    "windows": {},
    "durations": {"duration": (20, 90)},
    "workload": {"workload": Workload("quarter", limits=(Limit.whole_plan(12),)), "over": OVER},
}
RUNS = 7000  # four blocks, the last of them cut


def found(kind, executor=None, **more):
    day = datetime.date(2017, 1, 15)
    return simulate(PLAN, as_of=day, runs=RUNS, seed=3, executor=executor, **KINDS[kind], **more)


@contextmanager
def dask(workers: int) -> Iterator[Executor]:
    """The executor of a cluster of processes on this machine."""
    from distributed import Client, LocalCluster

    cluster = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
    )
    with cluster, Client(cluster) as client:
        yield client.get_executor()


@contextmanager
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


EXECUTORS = {
    "one thread": partial(ThreadPoolExecutor, 1),
    "four threads": partial(ThreadPoolExecutor, 4),
    "processes": processes,
    **{f"dask {workers}": partial(dask, workers) for workers in (1, 2, 4)},
}


@pytest.mark.parametrize("name", EXECUTORS)
def test_the_same_days_everywhere(name):
    with EXECUTORS[name]() as executor:
        for kind in KINDS:
            told = []
            alone = found(kind)
            assert found(kind, executor, progress=lambda done, runs, told=told: told.append(done)) == alone
            assert told == [2048, 4096, 6144, 7000]


def test_what_fails_in_a_block_is_told():
    """A pool that is shut down refuses the work, and nothing hangs."""
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with pytest.raises(RuntimeError):
        found("windows", pool)
