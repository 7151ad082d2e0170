"""Text in and out: strict readers that tell every fault with its place, and writers that lose nothing."""

from __future__ import annotations

from typing import Literal

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model import Plan

__all__ = ["Format", "dumps", "loads"]

Format = Literal["json", "yaml"]


def _check_format(format: object) -> None:
    if format not in ("json", "yaml"):
        raise PlanError(
            Fault(
                "unknown-format",
                "format",
                f"expected 'json' or 'yaml', found {shown(format)}",
                f"der skulle stå »json« eller »yaml«, her står {shown(format)}",
            )
        )


def loads(text: str, format: Format = "json") -> Plan:
    """The plan that a text in JSON or YAML holds. ``"yaml"`` needs the extra ``yaml``.

    Raises one `PlanError` with every fault: its path, line and column, what was expected and found, and the nearest
    valid key or number.

    >>> from praksisplan import dumps, loads
    >>> loads('{"schema": 2, "id": "x"}')
    Traceback (most recent call last):
    ...
    praksisplan.errors.PlanError: line 1, column 1: $: the key 'title' is missing [missing-key]
    line 1, column 1: $: the key 'region' is missing [missing-key]
    line 1, column 1: $: the key 'practice_area' is missing [missing-key]
    line 1, column 1: $: the key 'period' is missing [missing-key]
    """
    _check_format(format)
    if type(text) is not str:
        raise PlanError(
            Fault("wrong-type", "text", f"expected text, found {shown(text)}", f"der skulle stå tekst: {shown(text)}")
        )
    from praksisplan.storage.reading import read_plan

    return read_plan(text, format)


def dumps(plan: Plan, format: Format = "json") -> str:
    """A plan as text; ``loads(dumps(plan, format), format) == plan``.

    Raises `PlanError` for a plan that could not be read again: it refers to numbers or ids that it does not have, or
    holds a value of another type than its field says.

    >>> from praksisplan import datasets, dumps, loads
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> loads(dumps(plan)) == plan
    True
    """
    _check_format(format)
    from praksisplan.storage.conversion import reference_faults, written
    from praksisplan.storage.json import write_json

    if not isinstance(plan, Plan):
        raise PlanError(
            Fault(
                "wrong-type", "plan", f"expected a plan, found {shown(plan)}", f"der skulle stå en plan: {shown(plan)}"
            )
        )
    data = written(plan)
    faults = reference_faults(data)
    if faults:
        raise PlanError(*faults)
    if format == "json":
        return write_json(data)
    from praksisplan.storage.yaml import write_yaml

    return write_yaml(data)
