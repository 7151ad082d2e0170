"""YAML text <-> plain lists and objects. This is the only module that imports PyYAML (extra ``yaml``).

Only the events of the parser are used, so that nothing is ever constructed from a tag: tags, anchors and aliases are
refused, words are read as in the core schema of YAML 1.2 (``no`` and ``2017-01-01`` stay text).
"""

from __future__ import annotations

import re
from typing import Any

from praksisplan.errors import Fault, PlanError, fault, not_installed
from praksisplan.storage.positions import DEEPEST, Located, Place, Stopped, read_whole, spelled, step

_CORE = (
    (re.compile(r"~|null|Null|NULL|"), lambda words: None),
    (re.compile(r"true|True|TRUE"), lambda words: True),
    (re.compile(r"false|False|FALSE"), lambda words: False),
    (re.compile(r"[-+]?[0-9]+"), read_whole),
    (re.compile(r"0o[0-7]+"), lambda words: int(words, 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda words: int(words, 16)),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"), float),
)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def _resolved(words: str) -> Any:
    """The value of a plain word in the core schema of YAML 1.2."""
    for pattern, read in _CORE:
        if pattern.fullmatch(words):
            return spelled(read(words), words)
    return words


def _library() -> Any:
    try:
        import yaml
    except ImportError:
        raise PlanError(not_installed("format", "yaml", "PyYAML")) from None
    return yaml


def nodes_of(text: str) -> Any:
    """The mapping at the top of a YAML text, with the places of everything in it.

    Raises `PlanError` for a text to which something was added where nothing can be.
    """
    yaml = _library()
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise PlanError(fault("cannot-append", "path")) from None


class _Open:
    """A list or object that is being read."""

    def __init__(self, path: str, value: Any) -> None:
        self.path = path
        self.value = value
        self.key: str | None = None

    def path_of_next(self) -> str:
        return (
            f"{self.path}[{len(self.value)}]" if isinstance(self.value, list) else f"{self.path}{step(self.key or '')}"
        )

    def add(self, value: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        else:
            self.value[self.key] = value
            self.key = None


def locate_yaml(text: str) -> Located:
    """The values of a YAML text with their places; raises `PlanError` for text that is not YAML."""
    yaml = _library()
    found = Located()
    documents = 0
    levels: list[_Open] = []
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    found.faults.append(fault("documents", "$", *_place(event)))
                    break
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                levels.pop()
            elif isinstance(event, yaml.NodeEvent):
                _node(yaml, event, levels, found)
    except Stopped:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found.faults.append(_meaning(error, mark.line + 1, mark.column + 1))
    except yaml.reader.ReaderError as error:
        place = text.count("\n", 0, error.position) + 1, error.position - text.rfind("\n", 0, error.position)
        found.faults.append(fault("forbidden-character.yaml", "$", *place, sign=f"U+{error.character:04X}"))
    except (ValueError, OverflowError):  # PyYAML lets these through for escapes and versions that cannot be
        found.faults.append(fault("not-yaml.escape-or-version", "$", 1, 1))
    if any(one.code in ("not-yaml", "too-deep", "forbidden-character") for one in found.faults):
        raise PlanError(*found.faults)
    return found


_MEANINGS = (
    (r"found character '\\t'", "not-yaml.tab"),
    (r"found character", "not-yaml.character"),
    (r"expected <block end>", "not-yaml.indentation"),
    (r"mapping values are not allowed", "not-yaml.colon"),
    (r"(?:sequence entries|mapping keys) are not allowed", "not-yaml.own-line"),
    (r"could not find expected ':'", "not-yaml.key"),
    (r"expected ',' or '(?P<bracket>[\]}])'", "not-yaml.bracket"),
    (r"expected the node content", "not-yaml.value"),
    (r"found unexpected (?:end of stream|document separator)", "not-yaml.quote"),
    (r"found unknown escape|expected escape sequence", "not-yaml.escape"),
)
"""Messages of PyYAML, as patterns, and the code of the fault that each one means."""


def _meaning(error: Any, line: int, column: int) -> Fault:
    """The fault that an error of PyYAML means."""
    begin = error.context_mark.line + 1 if error.context_mark else ""
    for pattern, code in _MEANINGS:
        if found := re.match(pattern, error.problem):
            return fault(code, "$", line, column, begin=begin, **found.groupdict())
    return fault("not-yaml", "$", line, column)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _node(yaml: Any, event: Any, levels: list[_Open], found: Located) -> None:
    """One key, value, or opening of a list or object."""
    place = _place(event)
    parent = levels[-1] if levels else None
    is_key = parent is not None and isinstance(parent.value, dict) and parent.key is None
    path = "$" if parent is None else parent.path if is_key else parent.path_of_next()
    if event.anchor is not None:
        found.faults.append(fault("anchor", path, *place, name=event.anchor))
    if getattr(event, "tag", None) is not None:
        found.faults.append(fault("tag", path, *place, tag=event.tag))
    if is_key:
        assert parent is not None
        if not isinstance(event, yaml.ScalarEvent):
            found.faults.append(fault("not-yaml.text-key", path, *place))
            raise Stopped
        parent.key = event.value
        inner = parent.path_of_next()
        if event.value in parent.value:
            found.duplicate(inner, event.value, place)
        else:
            found.keys[inner] = place
        return
    found.places.setdefault(path, place)
    value: Any = None
    if isinstance(event, yaml.ScalarEvent):
        value = _scalar(event, path, place, found)
    elif isinstance(event, yaml.CollectionStartEvent):
        if len(levels) >= DEEPEST:
            found.too_deep(path, place)
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
    if parent is None:
        found.data = value
    else:
        parent.add(value)
    if isinstance(event, yaml.CollectionStartEvent):
        levels.append(_Open(path, value))


def _scalar(event: Any, path: str, place: Place, found: Located) -> Any:
    words: str = event.value
    if event.style is not None:
        return words
    value = None if _NOT_FINITE.fullmatch(words) else _resolved(words)
    is_number = words[-1:].isdecimal() or _NOT_FINITE.fullmatch(words) is not None
    if (value is None and is_number) or value in (float("inf"), float("-inf")):
        found.faults.append(fault("not-finite", path, *place, found=words))
        return None
    return value


def write_yaml(data: Any) -> str:
    """Plain lists and objects as YAML: text that would be read as something else in quotes, keys in their order."""
    yaml = _library()

    class Dumper(yaml.SafeDumper):  # type: ignore[misc, name-defined]
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text(dumper: Any, value: str) -> Any:
        quoted = not isinstance(_resolved(value), str) or _NOT_FINITE.fullmatch(value) is not None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if quoted else None)

    Dumper.add_representer(str, text)
    written: str = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
    return written
