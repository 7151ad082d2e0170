"""Numbers and ids in the plain lists and objects of a plan: those given twice, and references to what is not there.

Which field refers to what is declared on the fields of the model (`praksisplan.fields.refers`).
"""

from __future__ import annotations

import functools
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_origin

import attrs

from praksisplan.errors import Fault, fault
from praksisplan.fields import AS_IT_WAS, REFERS
from praksisplan.model import Plan, nearest
from praksisplan.storage.positions import Located

_UNKNOWN = {
    "sources": "unknown-source",
    "bodies": "unknown-body",
    "sections": "unknown-number.section",
    "recommendations": "unknown-number",
    "efforts": "unknown-effort",
    "events": "unknown-event",
    "strands": "unknown-strand",
    "indicators": "unknown-indicator",
}
"""The code of a reference to what is not there, by the field that should hold it."""

_TWICE = {"id": ("duplicate-id", "duplicate-id.line"), "number": ("duplicate-number", "duplicate-number.line")}
"""The codes of what is given twice, where the first has a path only and where it has a line."""

_FIELDS = ("schema", *(field.name for field in attrs.fields(Plan) if not field.name.startswith("_")))
"""The keys of a plan in a file."""

_MOST_NEAREST = 20
"""For so many unknown words the nearest known ones are looked up, which is slow."""


class _Shape(NamedTuple):
    """The fields of a class: the one that names its values, those that refer to others, and those with parts."""

    key: str
    refers: tuple[tuple[str, str, bool], ...]
    """Each field, to which field of the plan it refers, and whether it holds several."""
    parts: tuple[tuple[str, _Shape], ...]


@functools.cache
def _shape(kind: type) -> _Shape:
    fields = attrs.fields(attrs.resolve_types(kind))
    refers = tuple(
        (field.name, field.metadata[REFERS], get_origin(field.type) is tuple)
        for field in fields
        if REFERS in field.metadata
    )
    key = next((field.name for field in fields if field.name in ("id", "number")), "")
    parts = [
        (field.name, _shape(part))
        for field in fields
        for part in get_args(field.type)[:1]
        if attrs.has(part) and AS_IT_WAS not in field.metadata
    ]
    return _Shape(key, refers, tuple(part for part in parts if any(part[1])))


def _composed(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def reference_faults(data: dict[str, Any], located: Located | None = None) -> list[Fault]:
    """Numbers and ids that are given twice, and references to numbers and ids that the plan does not have."""
    walk = _Walk({} if located is None else located.places)
    walk.learn(data)
    walk.value(data, _shape(Plan), "$")
    return walk.faults


def addition_faults(plan: Plan, field: str, values: list[Any], path: str) -> list[Fault]:
    """The same faults of plain values that are to be added to a field of a plan; ``path`` is that of all values."""
    shape, data = dict(_shape(Plan).parts)[field], _outline(plan, _shape(Plan))
    there = data.get(field, [])
    seen = {_composed(one[shape.key]).casefold(): f"$.{field}[{index}].{shape.key}" for index, one in enumerate(there)}
    walk = _Walk({})
    walk.learn(data | {field: [*there, *values]})
    walk.values(values, shape, path, seen)
    return walk.faults


def referred_to(plan: Plan) -> dict[str, set[str | None]]:
    """The numbers and ids that a plan refers to, by the field of the plan that should hold them."""
    found: dict[str, set[str | None]] = defaultdict(set)
    todo: list[tuple[Any, _Shape]] = [(plan, _shape(Plan))]
    for value, shape in todo:
        for field, kind, is_several in shape.refers:
            words = getattr(value, field)
            found[kind].update(words if is_several else (words,))
        todo += [(one, part) for name, part in shape.parts for one in getattr(value, name)]
    return found


def _outline(value: object, shape: _Shape) -> dict[str, Any]:
    """The number or id of a value and of its parts."""
    parts = {name: [_outline(one, part) for one in getattr(value, name)] for name, part in shape.parts if part.key}
    return {shape.key: getattr(value, shape.key), **parts}


def _list(value: Any) -> list[Any]:
    return value if type(value) is list else []


def _names(values: Any, shape: _Shape) -> dict[str, None]:
    """The numbers or ids of values, also those that should have been text: these are faults of their own."""
    words = [one.get(shape.key) for one in _list(values) if type(one) is dict]
    return {_composed(one) if type(one) is str else repr(one): None for one in words if one is not None}


class _Walk:
    def __init__(self, places: Any) -> None:
        self.places = places
        self.faults: list[Fault] = []
        self.known: dict[str, dict[str, None]] = {}
        self.unreadable: set[str] = set()
        self.owned: dict[str, dict[str, dict[str, None]]] = {}
        """The strands of each recommendation and effort: the field that holds it, its number or id, their ids."""

    def learn(self, data: dict[str, Any]) -> None:
        """Note the numbers and ids of everything that may be referred to.

        Where a field is missing under a key that was meant for it, or holds no list, nothing is known of what it should
        hold: that is told once, and not again for every reference.
        """
        fields = dict(_shape(Plan).parts)
        meant = {close for key in data if key not in _FIELDS for close in nearest(str(key), tuple(_FIELDS), 1)}
        self.unreadable = {
            name for name in fields if (name not in data and name in meant) or type(data.get(name, [])) is not list
        }
        for name, shape in fields.items():
            values = data.get(name)
            self.known[name] = _names(values, shape)
            for part, inner in shape.parts if shape.key else ():
                if inner.key:
                    owners = (one for one in _list(values) if type(one) is dict and part in one)
                    self.owned[name] = {str(one.get(shape.key)): _names(one[part], inner) for one in owners}

    def values(self, values: list[Any], shape: _Shape, path: str, seen: dict[str, str]) -> None:
        """Check the values of a field; ``seen`` are the places of the numbers or ids before them."""
        if shape.key:
            self.names(values, shape.key, path, seen)
        for index, one in enumerate(values):
            if type(one) is dict:
                self.value(one, shape, f"{path}[{index}]")

    def names(self, values: list[Any], key: str, path: str, seen: dict[str, str]) -> None:
        """Note what is given twice, also where only capital letters differ."""
        for index, value in enumerate(values):
            word = value.get(key) if type(value) is dict else None
            if type(word) is str:
                here = f"{path}[{index}].{key}"
                first = seen.setdefault(_composed(word).casefold(), here)
                if first != here:
                    place = self.places.get(first)
                    self.add(_TWICE[key][place is not None], here, word=word, first=(place or (first,))[0])

    def value(self, value: dict[str, Any], shape: _Shape, path: str) -> None:
        """Check what a value refers to, and its parts."""
        for field, kind, is_several in shape.refers:
            if kind in self.unreadable:
                continue
            words = value.get(field)
            if type(words) is str and not is_several:
                for names in (self.known[kind],) if kind in self.known else self.strands(value, shape):
                    if words not in names:
                        self.refer(words, names, kind, f"{path}.{field}")
            elif type(words) is list and is_several:
                names = self.known[kind]
                for place, word in enumerate(words):
                    if type(word) is str and word not in names:
                        self.refer(word, names, kind, f"{path}.{field}[{place}]")
        for name, part in shape.parts:
            if type(value.get(name)) is list:
                self.values(value[name], part, f"{path}.{name}", {})

    def strands(self, value: dict[str, Any], shape: _Shape) -> Iterator[dict[str, None]]:
        """The strands of everything that a statement is about; what goes on with the work need not have them."""
        for field, kind, _ in shape.refers:
            if kind in self.owned and kind not in self.unreadable and field != "replaced_by":
                for word in _list(value.get(field)):
                    yield self.owned[kind].get(str(word), {})

    def refer(self, word: str, names: dict[str, None], kind: str, path: str) -> None:
        if _composed(word) not in names:
            close = nearest(word, tuple(names)) if len(self.faults) < _MOST_NEAREST else ()
            self.add(_UNKNOWN[kind], path, word=word, nearest=close)

    def add(self, code: str, path: str, **fields: Any) -> None:
        self.faults.append(fault(code, path, *self.places.get(path, ()), **fields))
