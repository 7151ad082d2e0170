"""YAML text <-> plain lists and objects. This is the only module that imports PyYAML (extra ``yaml``).

Only the events of the parser are used, so that nothing is ever constructed from a tag: tags, anchors and aliases are
refused, words are read as in the core schema of YAML 1.2 (``no`` and ``2017-01-01`` stay text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def locate_yaml(text: str) -> Located:
    """The values of a YAML text with their places; raises `PlanError` for text that is not YAML."""
    yaml = _library()
    reader = _Reader(yaml, yaml.parse(text, Loader=yaml.SafeLoader))
    found = reader.found
    try:
        reader.document()
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


class _Reader:
    """A reader of the events of PyYAML's parser."""

    def __init__(self, yaml: Any, events: Iterator[Any]) -> None:
        self.yaml = yaml
        self.events = events
        self.found = Located()

    def document(self) -> None:
        """Read the first document; a second one is a fault."""
        for event in self.events:
            if isinstance(event, self.yaml.NodeEvent):
                self.found.data = self.value(event, "$", 0)
                break
        for event in self.events:
            if isinstance(event, self.yaml.DocumentStartEvent):
                self.found.faults.append(fault("documents", "$", *_place(event)))
                break

    def value(self, event: Any, path: str, depth: int) -> Any:
        """The value that begins with an event; of an alias ``None``, and a fault."""
        place = _place(event)
        self.refuse_extras(event, path, place)
        self.found.places.setdefault(path, place)
        if isinstance(event, self.yaml.ScalarEvent):
            return self.scalar(event, path, place)
        if not isinstance(event, self.yaml.CollectionStartEvent):
            return None
        if depth >= DEEPEST:
            self.found.too_deep(path, place)
        if isinstance(event, self.yaml.MappingStartEvent):
            return self.mapping(path, depth)
        values: list[Any] = []
        while not isinstance(inner := next(self.events), self.yaml.SequenceEndEvent):
            values.append(self.value(inner, f"{path}[{len(values)}]", depth + 1))
        return values

    def mapping(self, path: str, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(key := next(self.events), self.yaml.MappingEndEvent):
            place = _place(key)
            self.refuse_extras(key, path, place)
            if not isinstance(key, self.yaml.ScalarEvent):
                self.found.faults.append(fault("not-yaml.text-key", path, *place))
                raise Stopped
            inner = path + step(key.value)
            if key.value in values:
                self.found.duplicate(inner, key.value, place)
            else:
                self.found.keys[inner] = place
            values[key.value] = self.value(next(self.events), inner, depth + 1)
        return values

    def refuse_extras(self, event: Any, path: str, place: Place) -> None:
        """Note an anchor, an alias or a tag."""
        if event.anchor is not None:
            self.found.faults.append(fault("anchor", path, *place, name=event.anchor))
        if getattr(event, "tag", None) is not None:
            self.found.faults.append(fault("tag", path, *place, tag=event.tag))

    def scalar(self, event: Any, path: str, place: Place) -> Any:
        words: str = event.value
        if event.style is not None:
            return words
        value = None if _NOT_FINITE.fullmatch(words) else _resolved(words)
        is_number = words[-1:].isdecimal() or _NOT_FINITE.fullmatch(words) is not None
        if (value is None and is_number) or value in (float("inf"), float("-inf")):
            self.found.faults.append(fault("not-finite", path, *place, found=words))
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
