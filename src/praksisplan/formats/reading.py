"""Text -> plan. The fast way for text without faults; the careful way, which finds them all, when there is a doubt."""

from __future__ import annotations

from typing import Any

from praksisplan.bulk import collector_paused
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.formats.conversion import SCHEMA, faults_of, reference_faults, structure
from praksisplan.formats.json import read_json_fast
from praksisplan.formats.positions import Located, locate_json
from praksisplan.formats.versions import upgraded
from praksisplan.model import Plan

__all__ = ["read_plan"]


def read_plan(text: str, format: str) -> Plan:
    """The plan in a text, or one `PlanError` with every fault."""
    if text.startswith("\ufeff"):
        raise PlanError(
            Fault(
                "forbidden-character",
                "$",
                "a byte order mark may only begin a file",
                "et byte order mark må kun indlede en fil",
                1,
                1,
            )
        )
    with collector_paused():
        if format == "yaml":
            from praksisplan.formats.yaml import locate_yaml

            return _careful(locate_yaml(text))
        try:
            data = read_json_fast(text)
            if isinstance(data, dict) and _is_schema(data.pop("schema", None)) and not reference_faults(data):
                return structure(data, Plan)
        except Exception:
            pass  # the careful reader tells what is wrong, and where
        return _careful(locate_json(text))


def _is_schema(version: Any) -> bool:
    return type(version) is int and version == SCHEMA


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
    located = upgraded(located)
    data = located.data
    told = {fault.path for fault in faults if fault.code == "not-finite"}
    plan = None
    faults += _schema_faults(data, located)
    try:
        plan = structure({key: value for key, value in data.items() if key != "schema"}, Plan)
    except Exception as error:
        faults += [fault for fault in faults_of(error, located) if fault.path not in told]
    faults += reference_faults(data, located)
    if faults or plan is None:
        raise PlanError(*sorted(dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.column or 0)))
    return plan


def _schema_faults(data: dict[str, Any], located: Located) -> list[Fault]:
    """What is wrong with the schema version; a file of a newer version is refused at once, by its number."""
    version = data.get("schema")
    if _is_schema(version):
        return []
    newer = type(version) is int and version > SCHEMA
    fault = Fault(
        "newer-schema" if newer else "schema",
        "$.schema" if "schema" in data else "$",
        f"the file has schema {shown(version)}; this version reads schema {SCHEMA}"
        + ("; update praksisplan" if newer else f'; write "schema": {SCHEMA}'),
        f"filen har schema {shown(version)}; denne version læser schema {SCHEMA}"
        + ("; opdatér praksisplan" if newer else f'; skriv "schema": {SCHEMA}'),
        *located.places.get("$.schema", (1, 1)),
    )
    if newer:
        raise PlanError(fault)
    return [fault]
