"""JSON text <-> plain lists and objects: strict in, and out in a form that a person can read and amend."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from praksisplan.storage.positions import DEEPEST, spelled

_WIDTH = 110
_BRACKETS = {**dict.fromkeys(range(256), None), ord("["): "[", ord("{"): "[", ord("]"): "]", ord("}"): "]"}


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _refuse(words: str) -> Any:
    raise ValueError(words)


def _finite(words: str) -> float:
    value = float(words)
    if math.isinf(value):
        raise ValueError(words)
    found: float = spelled(value, words)
    return found


_decoder = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_refuse, parse_float=_finite)


def _is_shallow(text: str) -> bool:
    """Whether lists and objects are surely nested no deeper than allowed: each pass takes the innermost level away."""
    brackets = (text if text.isascii() else re.sub(r"[^\[\]{}]+", "", text)).translate(_BRACKETS)
    for _ in range(DEEPEST):
        if not brackets:
            return True
        brackets = brackets.replace("[]", "")
    return not brackets


def read_json_fast(text: str) -> Any:
    """The values of a JSON text; raises `ValueError` for a text that the careful reader must check."""
    if not _is_shallow(text):
        raise ValueError("deep, or brackets in text")
    return _decoder.decode(text)


def write_json(data: Any) -> str:
    """Plain lists and objects as JSON: what fits is on one line, keys keep their order, letters are not escaped."""
    return _written(data, 0) + "\n"


def _written(value: Any, indent: int, used: int = 0) -> str:
    is_leaf = not isinstance(value, (list, dict)) or not value
    if is_leaf or indent > 2:
        line = json.dumps(value, ensure_ascii=False, allow_nan=False)
        if is_leaf or indent + used + len(line) <= _WIDTH:
            return line
    inner = " " * (indent + 2)
    if isinstance(value, list):
        lines = [f"{inner}{_written(item, indent + 2)}" for item in value]
        return "[\n" + ",\n".join(lines) + "\n" + " " * indent + "]"
    named = ((json.dumps(key, ensure_ascii=False), item) for key, item in value.items())
    lines = [f"{inner}{name}: {_written(item, indent + 2, len(name) + 2)}" for name, item in named]
    return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}"
