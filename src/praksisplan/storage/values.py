"""Values of the library other than plans <-> text, with every fault at its place."""

from __future__ import annotations

from typing import TypeVar

from praksisplan.errors import PlanError
from praksisplan.storage.conversion import UNREADABLE, faults_of, plain_value, structure
from praksisplan.storage.json import write_json
from praksisplan.storage.positions import Located
from praksisplan.storage.reading import located

_Kind = TypeVar("_Kind")


def read_value(text: str, kind: type[_Kind], format: str = "json") -> _Kind:
    """The value of a class of the library in a text, JSON or YAML; one `PlanError` with every fault."""
    return read_located(located(text, format), kind)


def read_located(read: Located, kind: type[_Kind]) -> _Kind:
    """The value of a class in a text that has been read, like `read_value`."""
    faults = list(read.faults)
    try:
        found = structure(read.data, kind)
    except UNREADABLE as error:
        told = {fault.path for fault in faults}
        faults += [fault for fault in faults_of(error, read) if fault.path not in told]
        raise PlanError(*faults) from None
    if faults:
        raise PlanError(*faults)
    return found


def write_value(value: object) -> str:
    """A value as JSON, defaults left out; `read_value` gives it back."""
    return write_json(plain_value(value))
