"""Text -> plan. The fast way for text without faults; the careful way, which finds them all, when there is a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from praksisplan.bulk import gc_paused
from praksisplan.errors import Fault, PlanError, fault
from praksisplan.model import Plan
from praksisplan.storage.conversion import MOST_FAULTS, SCHEMA, UNREADABLE, faults_of, in_file, structure
from praksisplan.storage.json import read_json_fast
from praksisplan.storage.positions import Located, Place, decoded, locate_json
from praksisplan.storage.references import reference_faults
from praksisplan.storage.versions import is_older, upgraded


def read_plan(text: str, format: str) -> Plan:
    """The plan in a text, or one `PlanError` with every fault."""
    if text.startswith("\ufeff"):
        raise PlanError(fault("forbidden-character.mark", "$", 1, 1))
    with gc_paused():
        if format == "json":
            try:
                data = read_json_fast(text)
            except (ValueError, RecursionError):
                pass
            else:
                return _plan(Located(data), lambda paths: locate_json(text, None if is_older(data) else paths))
        found = located(text, format)
        return _plan(found, lambda _: found)


def located(text: str | bytes, format: str) -> Located:
    """The values of a text in JSON or YAML, with their places; bytes are UTF-8."""
    if isinstance(text, bytes):
        text = decoded(text)
    if format == "yaml":
        from praksisplan.storage.yaml import locate_yaml

        return locate_yaml(text)
    return locate_json(text)


class _Asked(dict[str, Place]):
    """Stands for the places of a text that has not been searched for them: notes what is asked for."""

    def __init__(self) -> None:
        self.paths: set[str] = {"$"}

    def get(self, path: str, default: Any = None) -> Any:
        self.paths.add(path)
        return default


def _plan(read: Located, locate: Callable[[set[str]], Located]) -> Plan:
    """The plan that plain lists and objects describe. The places of faults are looked for only when there are any."""
    read = upgraded(read)
    data: Any = read.data
    plan, error = None, None
    if isinstance(data, dict):
        try:
            plan = structure({key: value for key, value in data.items() if key != "schema"}, Plan)
        except UNREADABLE as raised:
            error = raised

    def faults(located: Located) -> list[Fault]:
        if not isinstance(data, dict):
            place = located.places.get("$", (1, 1))
            return [fault("wrong-type.plan-object", "$", *place, found=in_file(data))]
        told = {fault.path for fault in read.faults}
        more = [] if error is None else [fault for fault in faults_of(error, located) if fault.path not in told]
        return [*_schema_fault(data, located), *more, *reference_faults(data, located)]

    asked = _Asked()
    is_sound = not faults(Located(places=asked, keys=asked)) and not read.faults
    if is_sound and plan is not None:
        return plan
    found = [*read.faults, *faults(upgraded(locate(asked.paths)))]
    newer = [fault for fault in found if fault.code == "newer-schema"]
    told = dict.fromkeys(newer or found)  # what else is wrong in a newer file, this version cannot know
    ordered = sorted(told, key=lambda fault: (fault.line or 0, fault.column or 0))
    more = [fault("more-faults", "$")] if len(ordered) > MOST_FAULTS else []
    raise PlanError(*ordered[:MOST_FAULTS], *more)


def _schema_fault(data: dict[str, Any], located: Located) -> Iterator[Fault]:
    """The fault of the schema version, if it has one."""
    version = data.get("schema")
    place = located.places.get("$.schema", located.places.get("$", (1, 1)))
    if "schema" not in data:
        yield fault("schema.missing", "$", *place, schema=SCHEMA)
    elif type(version) is not int or version < SCHEMA:
        yield fault("schema", "$.schema", *place, found=in_file(version), schema=SCHEMA)
    elif version > SCHEMA:
        yield fault("newer-schema", "$.schema", *place, found=version, known=SCHEMA)
