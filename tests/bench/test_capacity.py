"""A million closings of lists, beside plain polars that does nothing but the arithmetic."""

from __future__ import annotations

import datetime
import random
from typing import Any

import polars
import pytest

from praksisplan.capacity import may_close_lists

CLINICS = 1_000_000
DAY = datetime.date(2024, 1, 1)


def clinics(seed: int = 1) -> polars.DataFrame:
    """Clinics of which one in five has a limit of its own."""
    chance = random.Random(seed)
    return polars.DataFrame(
        {
            "enrolled": [chance.randrange(6000) for _ in range(CLINICS)],
            "capacities": [chance.randrange(1, 5) for _ in range(CLINICS)],
            "permitted_limit": [chance.choice((None, None, None, None, 1450)) for _ in range(CLINICS)],
        }
    )


def ruled(frame: polars.DataFrame) -> polars.DataFrame:
    return may_close_lists(frame, on=DAY)


def arithmetic(frame: polars.DataFrame) -> polars.DataFrame:
    limit = polars.coalesce("permitted_limit", 1600) * polars.col("capacities")
    return frame.with_columns(limit=limit, may_close=polars.col("enrolled") >= limit)


@pytest.mark.parametrize("who", ["praksisplan", "plain polars"])
def test_closing(benchmark: Any, who: str) -> None:
    frame = clinics()
    benchmark.group = "a million closings of lists"
    benchmark.extra_info["who"] = who
    found = benchmark.pedantic(ruled if who == "praksisplan" else arithmetic, args=(frame,), rounds=30, warmup_rounds=2)
    assert found.equals(arithmetic(frame))
