"""Reading plans from JSON, beside bare cattrs with its orjson converter on the same classes."""

from __future__ import annotations

from typing import Any

import pytest
from cattrs.preconf.orjson import make_converter
from work import layered

from praksisplan import Period, Plan, dumps, loads, parse_period


def bare_cattrs() -> Any:
    """A converter with no more than the hook it cannot do without: a period is its words."""
    converter = make_converter()
    converter.register_structure_hook(Period, lambda words, _: parse_period(words))
    return converter


@pytest.mark.parametrize("who", ["praksisplan", "bare cattrs + orjson"])
@pytest.mark.parametrize("size", [10_000, 100_000])
def test_loads(benchmark: Any, size: int, who: str) -> None:
    text = dumps(layered(size))
    benchmark.group = f"loads JSON, {size:,} recommendations"
    benchmark.extra_info["who"] = who
    converter = bare_cattrs()
    work = loads if who == "praksisplan" else lambda text: converter.loads(text, Plan)
    plan = benchmark.pedantic(work, args=(text,), rounds=3, warmup_rounds=1)
    assert len(plan.recommendations) == size
