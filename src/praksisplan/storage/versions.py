"""Files of older versions of the format, brought up to the present one before they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from praksisplan.storage.conversion import SCHEMA
from praksisplan.storage.positions import Located

_BODIES = re.compile(
    r"(\$(?:\.year_plans\[\d+\])?\.(?:events\[\d+\]|(?:log|entries)\[\d+\]\.milestones\[\d+\]))\.bodies\b"
)


def is_older(data: Any) -> bool:
    """Whether a file is of an older version of the format."""
    version = data.get("schema") if type(data) is dict else None
    return type(version) is int and 1 <= version < SCHEMA


def upgraded(located: Located) -> Located:
    """A file of an older version of the format as one of the present version; every other file as it is.

    - Version 1 had one list of ``bodies`` for an event or a milestone. Since version 2 those who bring it about are
      ``responsible``, apart from its ``recipients``.
    - Version 2 named at most one plan that it ``replaces``; since version 3 there may be several.
    """
    data = located.data
    if not is_older(data):
        return located
    data, places = {**data, "schema": SCHEMA}, dict(located.places)
    if type(data.get("replaces")) is str:
        data["replaces"] = [data["replaces"]]
        if "$.replaces" in places:
            places["$.replaces[0]"] = places["$.replaces"]
    if located.data["schema"] == 1:
        for value in _with_bodies(data):
            if "bodies" in value and "responsible" not in value:
                value["responsible"] = value.pop("bodies")
        places = {_BODIES.sub(r"\1.responsible", path): place for path, place in places.items()}
    return attrs.evolve(located, data=data, places=places)


def _with_bodies(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The events and milestones of a file of version 1."""
    for plan in (data, *_objects(data, "year_plans")):
        yield from _objects(plan, "events")
        for holder in (*_objects(plan, "log"), *_objects(plan, "entries")):
            yield from _objects(holder, "milestones")


def _objects(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    values = data.get(key)
    return [value for value in values if type(value) is dict] if type(values) is list else []
