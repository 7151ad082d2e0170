"""The JSON Schema of the file format, made from the model. It is shipped as ``plan.schema.json`` beside this module.

The schema says what shape a file has; that numbers and ids exist, that words name a period and that texts are clean is
checked by `loads` alone.
"""

from __future__ import annotations

import datetime
import types
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from praksisplan.formats.conversion import SCHEMA, Spelled
from praksisplan.model import Plan
from praksisplan.periods import Period

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a plan in JSON or YAML.

    >>> json_schema()["properties"]["schema"]
    {'const': 1}
    """
    definitions: dict[str, Any] = {}
    body = _object(Plan, definitions)
    body["properties"] = {"schema": {"const": SCHEMA}, **body["properties"]}
    body["required"] = ["schema", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "praksisplan",
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = attrs.fields(kind)
    return {
        "type": "object",
        "properties": {field.name: _schema(hints[field.name], definitions) for field in fields},
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


_SIMPLE: dict[Any, dict[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime.date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; classes and enumerations are defined once and referred to."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [_schema(one, definitions) for one in get_args(kind)]}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        if kind is Period:
            definitions[name] = {"anyOf": [{"type": "string"}, _object(Spelled, definitions)]}
        elif issubclass(kind, Enum):
            definitions[name] = {"enum": [member.value for member in kind]}
        else:
            definitions[name] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}
