"""Writes what is made from the code: ``python docs/write.py``. Read the difference before you keep it.

The JSON Schemas of plans, of answers and of practice capacity, and the pictures. The site makes its
reference while it is built: ``docs/made.py``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import praksisplan
from praksisplan import Limit, Workload, blocked, datasets, parse_period, plugins, schedule, timetable, why
from praksisplan.answers import Tabular
from praksisplan.capacity.schema import capacity_schema
from praksisplan.periods import split_period
from praksisplan.reports import answer_schema
from praksisplan.scheduling import load_of
from praksisplan.storage.json import write_json
from praksisplan.storage.schema import DRAFT, json_schema

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "praksisplan"


def made() -> dict[Path, bytes]:
    """What each file should hold."""
    return {
        SOURCES / "storage" / "plan.schema.json": write_json(json_schema()).encode(),
        SOURCES / "reports" / "answers.schema.json": write_json(answers()).encode(),
        SOURCES / "capacity" / "capacity.schema.json": write_json(capacity_schema()).encode(),
        **{ROOT / "docs" / "_static" / f"{name}.svg": content.encode() for name, content in pictures()},
    }


def answers() -> dict[str, Any]:
    """The JSON Schemas of all answers, by the names of their classes; each document keeps to one of them."""
    rooms = (
        *(praksisplan.rules, praksisplan.checks, praksisplan.scheduling, praksisplan.capacity, praksisplan.reading),
        plugins,
    )
    kinds = {
        name: kind
        for room in rooms
        for name in room.__all__
        for kind in [getattr(room, name)]
        if isinstance(kind, type) and issubclass(kind, Tabular) and "columns" in dir(kind)
    }
    found = {name: answer_schema(kinds[name]) for name in sorted(kinds)}
    definitions = {name: {key: value for key, value in one.items() if key != "$schema"} for name, one in found.items()}
    return {
        "$schema": DRAFT,
        "title": "praksisplan answers",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in definitions],
        "$defs": definitions,
    }


def pictures() -> Iterator[tuple[str, str]]:
    """Pictures of the bundled plan, in English and Danish (``.da``)."""
    plan, day = datasets.load("hovedstaden-almen-2015-2019"), datetime.date(2017, 1, 15)
    workload = Workload("quarter", limits=[Limit.whole_plan(12)], duration=2)
    answers = {
        "waits": blocked(plan, as_of=day),
        "why": why(plan, 25, as_of=day),
        "load": load_of(plan, per="quarter", over=parse_period("2017"), as_of=day),
        "schedule": schedule(plan, workload, as_of=day, over=parse_period("2017-2018")),
        "timetable": timetable(plan, split_period(parse_period("2017-2018"), "quarter"), as_of=day),
    }
    for name, answer in answers.items():
        yield name, answer.to_svg("en")
        yield f"{name}.da", answer.to_svg("da")


if __name__ == "__main__":
    for path, content in made().items():
        path.write_bytes(content)
