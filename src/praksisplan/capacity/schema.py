"""The JSON Schema of facts and rulings, made from the code. It is shipped as ``capacity.schema.json`` beside it.

It says what shape a text has; that names are known, that numbers are not negative and that texts are clean is checked
by reading alone.
"""

from __future__ import annotations

from typing import Any

import attrs

from praksisplan.capacity.asking import QUESTIONS, TITLES, facts_of
from praksisplan.capacity.ruling import Ruling
from praksisplan.formats.schema import DRAFT, object_schema, type_schema
from praksisplan.model import practice

__all__ = ["capacity_schema"]

_CLASSES = (Ruling, *filter(attrs.has, (getattr(practice, name) for name in practice.__all__)))


def capacity_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of practice capacity; each thing is a definition, to be referred to by name.

    The facts that a question is asked with stand under the name of the question, rulings and the classes of facts under
    the names of their classes: ``#/$defs/may_close_list``, ``#/$defs/Ruling``, ``#/$defs/Clinic``.

    >>> capacity_schema()["$defs"]["may_close_list"]["required"]
    ['clinic', 'on']
    """
    definitions: dict[str, Any] = {}
    for kind in _CLASSES:
        type_schema(kind, definitions)
    for question in QUESTIONS:
        danish, english = TITLES[question]
        words = {"title": english, "description": danish}
        definitions[question] = {**words, **object_schema(facts_of(question), definitions)}
    return {"$schema": DRAFT, "title": "praksisplan.capacity", "$defs": dict(sorted(definitions.items()))}
