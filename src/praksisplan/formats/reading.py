"""Text -> plan. The fast way for text without faults; the careful way, which finds them all, when there is a doubt."""

from __future__ import annotations

from typing import Any

from praksisplan.bulk import collector_paused
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.formats.conversion import SCHEMA, faults_of, reference_faults, structure
from praksisplan.formats.json import read_json_fast
from praksisplan.formats.positions import Located, locate_json
from praksisplan.model import Plan

__all__ = ["read_plan"]


def read_plan(text: str, format: str) -> Plan:
    """The plan in a text, or one `PlanError` with every fault."""
    if format == "json":
        try:
            with collector_paused():
                data = read_json_fast(text)
                if isinstance(data, dict) and data.pop("schema", None) == SCHEMA and not reference_faults(data):
                    return structure(data)
        except Exception:
            pass  # the careful reader tells what is wrong, and where
        return _careful(locate_json(text))
    from praksisplan.formats.yaml import locate_yaml

    with collector_paused():
        return _careful(locate_yaml(text))


def _careful(located: Located) -> Plan:
    data: Any = located.data
    faults = list(located.faults)
    if not isinstance(data, dict):
        raise PlanError(
            *faults,
            Fault(
                "wrong-type",
                "$",
                f"expected an object with the keys of a plan, found {shown(data)}",
                f"der skulle stå et objekt med en plans nøgler, her står {shown(data)}",
                *located.places.get("$", (1, 1)),
            ),
        )
    _check_schema(data, located)
    plan = None
    try:
        plan = structure({key: value for key, value in data.items() if key != "schema"})
    except Exception as error:
        faults += faults_of(error, located)
    faults += reference_faults(data, located)
    if faults or plan is None:
        raise PlanError(*sorted(dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.column or 0)))
    return plan


def _check_schema(data: dict[str, Any], located: Located) -> None:
    """Refuse a file of a newer version, by its number, before anything else is said of it."""
    version = data.get("schema")
    if type(version) is int and version == SCHEMA:
        return
    newer = type(version) is int and version > SCHEMA
    raise PlanError(
        Fault(
            "newer-schema" if newer else "schema",
            "$.schema" if "schema" in data else "$",
            f"the file has schema {shown(version)}; this version reads schema {SCHEMA}"
            + ("; update praksisplan" if newer else f'; write "schema": {SCHEMA}'),
            f"filen har schema {shown(version)}; denne version læser schema {SCHEMA}"
            + ("; opdatér praksisplan" if newer else f'; skriv "schema": {SCHEMA}'),
            *located.places.get("$.schema", (1, 1)),
        )
    )
