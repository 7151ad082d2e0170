"""Writes what is made from the code: ``python docs/write.py``. Read the difference before you keep it.

The JSON Schemas of plans and of practice capacity, and the reference of practice capacity.
"""

from __future__ import annotations

from pathlib import Path

from praksisplan.capacity.reference import reference
from praksisplan.capacity.schema import capacity_schema
from praksisplan.storage.json import write_json
from praksisplan.storage.schema import json_schema
from praksisplan.writing.documents import render

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "praksisplan"


def made() -> dict[Path, bytes]:
    """What each file should hold."""
    return {
        SOURCES / "storage" / "plan.schema.json": write_json(json_schema()).encode(),
        SOURCES / "capacity" / "capacity.schema.json": write_json(capacity_schema()).encode(),
        ROOT / "docs" / "reference" / "capacity.md": render(reference("en"), "md"),
    }


if __name__ == "__main__":
    for path, content in made().items():
        path.write_bytes(content)
