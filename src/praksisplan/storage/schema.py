"""JSON Schema made from classes. That of the file format is shipped as ``plan.schema.json`` beside this module.

The schema says what shape a text has; that numbers and ids exist, that words name a period and that texts are clean is
checked by reading alone.
"""

from __future__ import annotations

import datetime
import types
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from praksisplan.fields import EXACT
from praksisplan.model import Mandate, Matter, Plan
from praksisplan.periods import Period
from praksisplan.storage.conversion import SCHEMA, Spelled, written_fields
from praksisplan.terms import Term

DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""The draft of JSON Schema that is written."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a plan in JSON or YAML.

    >>> json_schema()["properties"]["schema"]
    {'const': 3}
    """
    definitions: dict[str, Any] = {}
    body = object_schema(Plan, definitions)
    body["properties"] = {"schema": {"const": SCHEMA}, **body["properties"]}
    body["required"] = ["schema", *body["required"]]
    return {
        "$schema": DRAFT,
        "title": "praksisplan",
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def object_schema(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of the fields of a class; what they refer to is added to the definitions."""
    hints = get_type_hints(kind)
    fields = written_fields(kind)
    return {
        "type": "object",
        "properties": {field.name: type_schema(hints[field.name], definitions) for field in fields},
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Fraction: {"type": ["number", "string"], "pattern": f"^(?:{EXACT})$"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime.date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def type_schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; classes and enumerations are defined once and referred to."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if get_origin(kind) is tuple:
        return {"type": "array", "items": type_schema(get_args(kind)[0], definitions)}
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [type_schema(one, definitions) for one in get_args(kind)]}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        if kind is Period:
            definitions[name] = {"anyOf": [{"type": "string"}, object_schema(Spelled, definitions)]}
        elif kind is Mandate:
            definitions[name] = {"anyOf": [type_schema(Matter, definitions), object_schema(Mandate, definitions)]}
        elif issubclass(kind, Term):
            words = (*(member.value for member in kind), *(word for member in kind for word in member.labels))
            definitions[name] = {"enum": list(dict.fromkeys(words))}
        else:
            definitions[name] = object_schema(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}
