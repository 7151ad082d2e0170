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


def decoded(content: bytes, name: str = "") -> str:
    """The text that bytes hold in UTF-8; a `PlanError` that says where, if they are not UTF-8.

    >>> decoded("på".encode("latin-1"), "facts.json")
    Traceback (most recent call last):
    ...
    praksisplan.errors.PlanError: facts.json, line 1, column 2: $: the text must be UTF-8; save it as UTF-8 [not-utf-8]
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlanError(
            fault("not-utf-8", "$", line, error.start - content.rfind(b"\n", 0, error.start), file=name)
        ) from None


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
