"""What a process costs: importing the library, and the whole command beside Taskwarrior on the same waits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from work import FINISHED, layered, said_at

from praksisplan import save_plan

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
IMPORTS = {
    "praksisplan": "import praksisplan",
    "attrs + relativedelta": "import attrs, dateutil.relativedelta",
}
BARE = "pass"


def run(*words: str, **more: str) -> bytes:
    return subprocess.run(words, check=True, capture_output=True, env=ENVIRONMENT | more).stdout


@pytest.mark.parametrize("who", [*IMPORTS, "bare Python"])
def test_import(benchmark: Any, who: str) -> None:
    benchmark.group = "import, whole process"
    benchmark.extra_info["who"] = who
    benchmark.pedantic(run, args=(sys.executable, "-c", IMPORTS.get(who, BARE)), rounds=15, warmup_rounds=2)
    loaded = run(sys.executable, "-c", "import praksisplan, sys; print('cattrs' in sys.modules)")
    assert loaded.strip() == b"False"


@pytest.mark.parametrize("who", ["praksisplan", "taskwarrior"])
@pytest.mark.parametrize("size", [1_000, 10_000])
def test_whole_command(benchmark: Any, tmp_path: Path, size: int, who: str) -> None:
    """`blocked` of a JSON plan as a whole process; Taskwarrior counts the same blocked tasks."""
    plan = layered(size)
    benchmark.group = f"whole process, {size:,} recommendations"
    benchmark.extra_info["who"] = who
    status, stated = said_at(plan)
    expected = sum(
        1
        for number, others in stated.items()
        if status[number] not in FINISHED and any(status[other] not in FINISHED for other in others)
    )
    if who == "praksisplan":
        save_plan(plan, tmp_path / "plan.json")
        code = (
            "import sys, datetime, praksisplan as p; "
            "print(len(p.blocked(p.load_plan(sys.argv[1]), as_of=datetime.date(2017, 2, 1))))"
        )
        words = [sys.executable, "-c", code, str(tmp_path / "plan.json")]
        counted = benchmark.pedantic(run, args=tuple(words), rounds=5, warmup_rounds=1)
    else:
        if shutil.which("task") is None:
            pytest.skip("Taskwarrior (Debian's package taskwarrior) is not installed")
        (tmp_path / "rc").write_text(f"data.location={tmp_path}\nconfirmation=off\nverbose=nothing\ngc=off\n")
        uuid = "00000000-0000-4000-8000-{:012d}".format
        tasks = [
            {
                "uuid": uuid(int(number)),
                "description": number,
                "entry": "20170101T000000Z",
                "status": "completed" if status[number] in FINISHED else "pending",
                **({"end": "20170101T000000Z"} if status[number] in FINISHED else {}),
                **({"depends": [uuid(int(other)) for other in others]} if others else {}),
            }
            for number, others in stated.items()
        ]
        (tmp_path / "tasks.json").write_text(json.dumps(tasks))
        run("task", f"rc:{tmp_path}/rc", "import", str(tmp_path / "tasks.json"))
        words = ["task", f"rc:{tmp_path}/rc", "+BLOCKED", "count"]
        counted = benchmark.pedantic(run, args=tuple(words), rounds=3, warmup_rounds=0)
    assert int(counted) == expected
