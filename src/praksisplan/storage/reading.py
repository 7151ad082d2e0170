"""Text -> plan. The fast way for text without faults; the careful way, which finds them all, when there is a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from praksisplan.bulk import gc_paused
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Plan
from praksisplan.storage.conversion import MOST_FAULTS, SCHEMA, faults_of, reference_faults, shown_in_file, structure
from praksisplan.storage.json import read_json_fast
from praksisplan.storage.positions import Located, Place, locate_json
from praksisplan.storage.versions import is_older, upgraded

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
    with gc_paused():
        if format == "yaml":
            from praksisplan.storage.yaml import locate_yaml

            located = locate_yaml(text)
        else:
            try:
                data = read_json_fast(text)
            except (ValueError, RecursionError):
                located = locate_json(text)
            else:
                return _plan(Located(data), lambda paths: locate_json(text, None if is_older(data) else paths))
        return _plan(located, lambda _: located)


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
        except Exception as raised:
            error = raised

    def faults(located: Located) -> list[Fault]:
        if not isinstance(data, dict):
            return [_no_plan(data, located)]
        told = {fault.path for fault in read.faults}
        more = [] if error is None else [fault for fault in faults_of(error, located) if fault.path not in told]
        return [*_schema_fault(data, located), *more, *reference_faults(data, located)]

    asked = _Asked()
    is_sound = not faults(Located(places=asked, keys=asked)) and not read.faults
    if is_sound and plan is not None:
        return plan
    found = [*read.faults, *faults(upgraded(locate(asked.paths)))]
    newer = [fault for fault in found if fault.code == "newer-schema"]
    raise PlanError(*_in_order(newer or found))  # what else is wrong there, this version cannot know


def _in_order(faults: list[Fault]) -> list[Fault]:
    """The faults by their places, each once; of very many, the first."""
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.column or 0))
    if len(ordered) <= MOST_FAULTS:
        return ordered
    more = Fault("more-faults", "$", "there are more faults; mend these first", "der er flere fejl; ret disse først")
    return [*ordered[:MOST_FAULTS], more]


def _no_plan(data: Any, located: Located) -> Fault:
    return Fault(
        "wrong-type",
        "$",
        f"expected an object with the keys of a plan, found {shown_in_file(data)}",
        f"der skulle stå et objekt med en plans nøgler, her står {shown_in_file(data)}",
        *located.places.get("$", (1, 1)),
    )


def _schema_fault(data: dict[str, Any], located: Located) -> Iterator[Fault]:
    """What is wrong with the schema version."""
    version = data.get("schema")
    if type(version) is int and version == SCHEMA:
        return
    place = located.places.get("$.schema", located.places.get("$", (1, 1)))
    if type(version) is int and version > SCHEMA:
        yield Fault(
            "newer-schema",
            "$.schema",
            f"the file has schema {shown(version)}; this version reads schema {SCHEMA}; update praksisplan",
            f"filen har schema {shown(version)}; denne version læser schema {SCHEMA}; opdatér praksisplan",
            *place,
        )
        return
    write = f'"schema": {SCHEMA}'
    if "schema" not in data:
        english, danish = f"the key 'schema' is missing; write {write}", f"nøglen 'schema' mangler; skriv {write}"
        yield Fault("schema", "$", english, danish, *place)
        return
    yield Fault(
        "schema",
        "$.schema",
        f"expected schema {SCHEMA}, found {shown_in_file(version)}; write {write}",
        f"der skulle stå schema {SCHEMA}, her står {shown_in_file(version)}; skriv {write}",
        *place,
    )
