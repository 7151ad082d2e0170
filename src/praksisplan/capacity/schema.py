"""The JSON Schema of facts and rulings, made from the code. It is shipped as ``capacity.schema.json`` beside it.

It says what shape a text has; that names are known, that numbers are not negative and that texts are clean is checked
by reading alone.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from praksisplan.capacity import facts
from praksisplan.capacity.distribution import Share, Sharing, WrittenShare
from praksisplan.capacity.engine import description
from praksisplan.capacity.fact_words import FACT_WORDS, is_own_id
from praksisplan.capacity.questions import QUESTIONS, facts_class
from praksisplan.capacity.ruling import Ruling
from praksisplan.storage.schema import DRAFT, object_schema, type_schema

__all__ = ["capacity_schema"]

_CLASSES: tuple[type, ...] = (
    Ruling,
    Sharing,
    WrittenShare,
    Share,
    *filter(attrs.has, (getattr(facts, name) for name in facts.__all__)),
)


def _as_written(schema: Any) -> Any:
    """A schema that takes a number with decimals as text too, as facts are read."""
    if isinstance(schema, list):
        return [_as_written(one) for one in schema]
    if schema == type_schema(float, {}):
        return type_schema(Fraction, {})
    return {name: _as_written(one) for name, one in schema.items()} if isinstance(schema, dict) else schema


def _as_code(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a fact of a question that takes the code of a municipality or speciality as a number too."""
    if schema == type_schema(str, {}):
        return {"type": ["string", "number"]}
    if "items" in schema:
        return {**schema, "items": _as_code(schema["items"])}
    return {**schema, "anyOf": [_as_code(one) for one in schema["anyOf"]]} if "anyOf" in schema else schema


def capacity_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of practice capacity; each thing is a definition, to be referred to by name.

    The facts that a question is asked with stand under the name of the question, rulings, the classes of facts and what
    a distribution takes (``Sharing``) under the names of their classes: ``#/$defs/may_close_list``, ``#/$defs/Ruling``,
    ``#/$defs/Clinic``. Each class is described in English, each field by the Danish words of forms.

    >>> found = capacity_schema()["$defs"]
    >>> found["may_close_list"]["required"]
    ['clinic', 'on']
    >>> found["Clinic"]["properties"]["capacities"]["description"]
    'kapaciteter'
    """
    definitions: dict[str, Any] = {}
    for kind in _CLASSES:
        type_schema(kind, definitions)
        definitions[kind.__name__]["description"] = " ".join(description(kind).replace("``", "").split())
    for kind in filter(attrs.has, _CLASSES):
        own = [field.name for field in attrs.fields(kind) if is_own_id(field)]
        found = definitions[kind.__name__]
        found["required"] = [name for name in found["required"] if name not in own]
    for name, key in (("Clinic", "licences"), ("Area", "municipality")):
        definitions[name]["properties"][key] = _as_code(definitions[name]["properties"][key])
    for name, question in QUESTIONS.items():
        found = object_schema(facts_class(name), definitions)
        fields = {key: _as_code(field) for key, field in found["properties"].items()}
        asked = [key for key in found["required"] if {"type": "null"} not in fields[key].get("anyOf", ())]
        words = {"title": question.title("en"), "description": question.title()}
        definitions[name] = {**words, **found, "properties": fields, "required": asked}
    for one in definitions.values():
        for name, field in one.get("properties", {}).items():
            one["properties"][name] = {**_as_written(field), "description": FACT_WORDS[name]}
    return {"$schema": DRAFT, "title": "praksisplan.capacity", "$defs": dict(sorted(definitions.items()))}
