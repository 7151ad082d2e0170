"""Adding values to the lists of a plan's text, so that its comments, order and layout stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from praksisplan.errors import PlanError, fault
from praksisplan.model import Plan
from praksisplan.storage import Format, loads
from praksisplan.storage.conversion import plain_value

_SPACE = re.compile(r"\s*")
_INDENT = re.compile(r"\n([ \t]*)\S")


def appended(text: str, format: Format, plan: Plan, **added: Sequence[Any]) -> str:
    """The text of a plan with values at the end of some of its lists, by the names of the fields.

    Nothing else of the text changes. ``plan`` is the plan that the text must then hold. Raises `PlanError` where the
    text has a layout to which nothing can be added, such as a list behind a document's end.
    """
    is_windows = "\r\n" in text
    plain = text.replace("\r\n", "\n")
    for name, values in added.items():
        if values:
            add = _into_json if format == "json" else _into_yaml
            plain = add(plain, name, [plain_value(value) for value in values])
    if loads(plain, format) != plan:
        raise PlanError(fault("cannot-append", "path"))
    return plain.replace("\n", "\r\n") if is_windows else plain


# --- JSON, and the lists and objects of YAML that are written like it --------------------------------------------


def _into_json(text: str, name: str, values: list[Any]) -> str:
    start, members = _members(text)
    if name in members:
        return _into_brackets(text, *members[name], values)
    last = max((end for _, end in members.values()), default=start + 1)
    member = _indented(f"{json.dumps(name)}: {_written(values)}", "  ")
    return f"{text[:last]}{',' if members else ''}\n  {member}{text[last:]}"


def _members(text: str) -> tuple[int, dict[str, tuple[int, int]]]:
    """Where the object of a JSON text begins, and where each of its values begins and ends."""
    decoder = json.JSONDecoder()
    start = place = _after_space(text, 0)
    found: dict[str, tuple[int, int]] = {}
    while text[place := _after_space(text, place + 1)] != "}":
        name, colon = decoder.raw_decode(text, place)
        first = _after_space(text, _after_space(text, colon) + 1)
        found[name] = first, decoder.raw_decode(text, first)[1]
        place = _after_space(text, found[name][1])
        if text[place] == "}":
            break
    return start, found


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    assert found is not None  # it matches nothing, too
    return found.end()


def _into_brackets(text: str, start: int, end: int, values: list[Any]) -> str:
    """Text with values at the end of the list between two places, in the layout of the values before them."""
    inside = text[start + 1 : end - 1].rstrip().removesuffix(",")
    last = start + 1 + len(inside)
    indent = _INDENT.search(inside)
    if inside and indent is None:
        return f"{text[:last]}, {_on_a_line(values)[1:-1]}{text[end - 1 :]}"
    space = "    " if indent is None else indent[1]
    written = ",\n".join(space + _indented(_written(one), space) for one in values)
    close = text[last : end - 1] if "\n" in text[last : end - 1] else f"\n{space[2:]}"
    return f"{text[:last]}{',' if inside else ''}\n{written}{close}{text[end - 1 :]}"


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _on_a_line(values: Sequence[Any]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _indented(text: str, space: str) -> str:
    return text.replace("\n", f"\n{space}")


# --- YAML --------------------------------------------------------------------------------------------------------


def _into_yaml(text: str, name: str, values: Sequence[Any]) -> str:
    from praksisplan.storage.yaml import nodes_of, write_yaml

    root = nodes_of(text)
    node = next((value for key, value in root.value if key.value == name), None)
    if node is None and root.flow_style:
        close = root.end_mark.index - 1
        return f"{text[:close].rstrip().removesuffix(',')}, {json.dumps(name)}: {_on_a_line(values)}{text[close:]}"
    if node is not None and node.flow_style and (node.value or root.flow_style):
        return _into_brackets(text, node.start_mark.index, node.end_mark.index, list(values))
    space = "" if node is None or node.flow_style else " " * node.start_mark.column
    lines = "".join(f"{space}{line}\n" for line in write_yaml(list(values)).splitlines())
    if node is None:
        return f"{text.rstrip()}\n{name}:\n{lines}"
    place = _end_of_line(text, _end_of(node))
    head = text[:place]
    if node.flow_style:  # the brackets of an empty list go
        head = text[: node.start_mark.index].rstrip(" ") + text[node.end_mark.index : place]
    return f"{head}\n{lines}{text[place + 1 :]}"


def _end_of(node: Any) -> int:
    """Where the last value of a list or object ends, before the space and the comments behind it."""
    while node.id != "scalar" and not node.flow_style and node.value:
        node = node.value[-1] if node.id == "sequence" else node.value[-1][1]
    return int(node.end_mark.index)


def _end_of_line(text: str, place: int) -> int:
    if text[place - 1 : place] == "\n":  # a text of several lines ends behind its last one
        return place - 1
    found = text.find("\n", place)
    return len(text) if found < 0 else found
