"""Reading documents: document 001, and its text repeated with other numbers, whose time must grow with its length."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import Any

import pytest

from praksisplan.reading import read_document

FOLDER = os.environ.get("PRAKSISPLAN_CORPUS")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="PRAKSISPLAN_CORPUS does not name the folder of the documents")
DAY = datetime.date(2017, 1, 15)


def document() -> str:
    return next(Path(FOLDER or "").glob("001_*.txt")).read_text(encoding="utf-8")


def repeated(text: str, times: int) -> str:
    """The text again and again, each time with numbers of its own: 3.29 for recommendation 29 of the third."""

    def renumbered(time: int) -> str:
        return re.sub(
            r"(anbefaling[a-z]*\s*)(\d+(?:(?:, | og |-)\d+)*)",
            lambda found: found[1] + re.sub(r"\d+", lambda one: f"{time}.{one[0]}", found[2]),
            text,
        )

    return "\n\n".join(renumbered(time) for time in range(1, times + 1))


def test_document_001(benchmark: Any) -> None:
    content = document().encode()
    benchmark.group = "read document 001 (48 kB)"
    benchmark.extra_info["who"] = "praksisplan"
    reading = benchmark.pedantic(read_document, args=(content,), kwargs={"as_of": DAY}, rounds=20, warmup_rounds=2)
    assert len(reading.plan.recommendations) == 71


@pytest.mark.parametrize("times", [1, 10, 100])
def test_repeated(benchmark: Any, times: int) -> None:
    content = repeated(document(), times).encode()
    benchmark.group = f"read document 001 repeated {times} times, per time"
    benchmark.extra_info["who"] = "praksisplan"
    reading = benchmark.pedantic(read_document, args=(content,), kwargs={"as_of": DAY}, rounds=2, warmup_rounds=1)
    assert len(reading.plan.recommendations) == 71 * times
