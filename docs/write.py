"""Writes what is made from the code: ``python docs/write.py``. Read the difference before you keep it.

The JSON Schemas of plans and of practice capacity, the reference of practice capacity, the codes of faults and findings
with their sentences, and the pictures.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from praksisplan import blocked, datasets, parse_period, timetable, why
from praksisplan.capacity.reference import reference
from praksisplan.capacity.schema import capacity_schema
from praksisplan.messages import FAULTS, FINDINGS
from praksisplan.model import Severity
from praksisplan.periods import split_period
from praksisplan.reports import render
from praksisplan.storage.json import write_json
from praksisplan.storage.schema import json_schema

ROOT = Path(__file__).parents[1]
VARIANT = re.compile(r"\.[a-z-]+")
FORMAT = re.compile(r"(?:!r|:[^}]*)}")
SOURCES = ROOT / "src" / "praksisplan"


def made() -> dict[Path, bytes]:
    """What each file should hold."""
    return {
        SOURCES / "storage" / "plan.schema.json": write_json(json_schema()).encode(),
        SOURCES / "capacity" / "capacity.schema.json": write_json(capacity_schema()).encode(),
        ROOT / "docs" / "reference" / "capacity.md": render(reference("en"), "md"),
        ROOT / "docs" / "reference" / "messages.md": messages().encode(),
        **{ROOT / "docs" / "_static" / f"{name}.svg": content.encode() for name, content in pictures()},
    }


def pictures() -> Iterator[tuple[str, str]]:
    """Pictures of the bundled plan, in English and Danish (``.da``)."""
    plan, day = datasets.load("hovedstaden-almen-2015-2019"), datetime.date(2017, 1, 15)
    answers = {
        "waits": blocked(plan, as_of=day),
        "why": why(plan, 25, as_of=day),
        "timetable": timetable(plan, split_period(parse_period("2017-2018"), "quarter"), as_of=day),
    }
    for name, answer in answers.items():
        yield name, answer.to_svg("en")
        yield f"{name}.da", answer.to_svg("da")


def messages() -> str:
    """Every code of a fault or finding, with its sentences."""
    faults = [(code, english, danish) for code, (danish, english) in FAULTS.items()]
    findings = [
        (f"{code} ({Severity(severity).label('en')})", english, danish)
        for code, (severity, danish, english) in FINDINGS.items()
    ]
    lines = [
        "# Faults and findings",
        "",
        "Every code with its sentences, written by `python docs/write.py`. A name in braces stands for a value.",
    ]
    for title, rows in (("Faults", faults), ("Findings", findings)):
        lines += ["", f"## {title}", "", "| code | English | Danish |", "| --- | --- | --- |"]
        for code, *sentences in sorted(rows):
            cells = [VARIANT.sub("", code), *(FORMAT.sub("}", sentence) for sentence in sentences)]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for path, content in made().items():
        path.write_bytes(content)
