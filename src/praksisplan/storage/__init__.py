"""Plans as JSON and YAML: strict readers that report every fault with its place, and lossless writers."""

from __future__ import annotations

from typing import Literal

from praksisplan.errors import PlanError, fault
from praksisplan.fields import instance
from praksisplan.model import Plan

__all__ = ["Format", "dumps", "loads"]

Format = Literal["json", "yaml"]


def _check_format(format: object) -> None:
    if format not in ("json", "yaml"):
        raise PlanError(fault("unknown-format", "format", found=format))


def loads(text: str, format: Format = "json") -> Plan:
    """The plan in a JSON or YAML text. ``"yaml"`` needs the extra ``yaml``.

    Raises one `PlanError` with every fault: its path, line and column, the expected and the actual value, and the
    nearest valid key or number.

    >>> from praksisplan import dumps, loads
    >>> loads('{"schema": 3, "id": "x"}')
    Traceback (most recent call last):
    ...
    praksisplan.errors.PlanError: line 1, column 1: $: missing key 'title' [missing-key]
    line 1, column 1: $: missing key 'period' [missing-key]
    """
    _check_format(format)
    if type(text) is not str:
        raise PlanError(fault("wrong-type.text", "text", found=text))
    from praksisplan.storage.reading import read_plan

    return read_plan(text, format)


def dumps(plan: Plan, format: Format = "json") -> str:
    """A plan as text; ``loads(dumps(plan, format), format) == plan``.

    Raises `PlanError` for a plan that could not be read again, because it refers to unknown numbers or ids or a field
    has a value of the wrong type.

    >>> from praksisplan import datasets, dumps, loads
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> loads(dumps(plan)) == plan
    True
    """
    _check_format(format)
    from praksisplan.storage.conversion import written
    from praksisplan.storage.json import write_json
    from praksisplan.storage.references import reference_faults

    data = written(instance(Plan, plan, "plan"))
    faults = reference_faults(data)
    if faults:
        raise PlanError(*faults)
    if format == "json":
        return write_json(data)
    from praksisplan.storage.yaml import write_yaml

    return write_yaml(data)
