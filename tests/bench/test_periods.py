"""Reading words of time: the longest texts that are read, of shapes that invite to try everything."""

from __future__ import annotations

from typing import Any

import pytest

from praksisplan import PeriodError, parse_period
from praksisplan.periods import parsing, terms

SHAPES = {
    "words in front and behind": ("i ", "ff "),
    "signs": ("1/", "- "),
    "list": ("1, ", "og "),
    "times of day": ("kl. 12-", "13:00 "),
    "digits": ("1", "1"),
    "English": ("end of ", "marts 1, "),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [50, 100, 200])
def test_read_or_refuse(benchmark: Any, size: int, shape: str) -> None:
    first, last = SHAPES[shape]
    text = (first * size)[: size // 2] + (last * size)[: size // 2]
    benchmark.group = f"a text of {size} signs, {shape}"
    benchmark.extra_info["who"] = "praksisplan"

    def work() -> None:
        parsing._parse.cache_clear()
        terms.term_of.cache_clear()
        with pytest.raises(PeriodError):
            parse_period(text)

    benchmark(work)
    assert benchmark.stats.stats.median < 0.02
