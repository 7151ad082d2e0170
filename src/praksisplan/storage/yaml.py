"""YAML text <-> plain lists and objects. This is the only module that imports PyYAML (extra ``yaml``).

Only the events of the parser are used, so that nothing is ever constructed from a tag: tags, anchors and aliases are
refused, words are read as in the core schema of YAML 1.2 (``no`` and ``2017-01-01`` stay text).
"""

from __future__ import annotations

import re
from typing import Any

from praksisplan.errors import Fault, PlanError, not_installed, shown
from praksisplan.storage.positions import DEEPEST, Located, Place, read_whole, spelled, step

__all__ = ["locate_yaml", "write_yaml"]

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
    """What a plain word is in the core schema of YAML 1.2."""
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
                    _refuse(found, "$", _place(event), "documents", "more than one document", "mere end ét dokument")
                    break
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                levels.pop()
            elif isinstance(event, yaml.NodeEvent):
                _node(yaml, event, levels, found)
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        english, danish = _meaning(error)
        _refuse(
            found,
            "$",
            (mark.line + 1, mark.column + 1),
            "not-yaml",
            f"invalid YAML: {english}",
            f"ugyldig YAML: {danish}",
        )
    except yaml.reader.ReaderError as error:
        place = text.count("\n", 0, error.position) + 1, error.position - text.rfind("\n", 0, error.position)
        sign = f"U+{error.character:04X}"
        english, danish = f"the character {sign} is not allowed", f"tegnet {sign} er ikke tilladt"
        _refuse(found, "$", place, "forbidden-character", english, danish)
    except (ValueError, OverflowError):  # PyYAML lets these through for escapes and versions that cannot be
        english, danish = "invalid YAML: invalid escape or version", "ugyldig YAML: ugyldig tegnkode eller version"
        _refuse(found, "$", (1, 1), "not-yaml", english, danish)
    if found.faults and any(fault.code in ("not-yaml", "too-deep", "forbidden-character") for fault in found.faults):
        raise PlanError(*found.faults)
    return found


_MEANINGS = (
    (
        r"found character '\\t'",
        "a tab cannot indent a line or begin a value; use spaces",
        "en tabulator kan ikke rykke en linje ind eller indlede en værdi; brug mellemrum",
    ),
    (
        r"found character",
        "a value cannot begin with this character; put the text in quotes",
        "en værdi kan ikke begynde med dette tegn; sæt teksten i citationstegn",
    ),
    (
        r"expected <block end>",
        "wrong indentation; a line must begin in the same column as the others of its list or object",
        "forkert indrykning; en linje skal begynde i samme kolonne som de andre i sin liste eller sit objekt",
    ),
    (
        r"mapping values are not allowed",
        "':' is not allowed here; put text that contains ': ' in quotes, and check the indentation",
        "»:« kan ikke stå her; sæt tekst med »: « i citationstegn, og se efter, om indrykningen passer",
    ),
    (
        r"(?:sequence entries|mapping keys) are not allowed",
        "a list or object cannot begin here; begin it on a line of its own",
        "en liste eller et objekt kan ikke begynde her; begynd på en ny linje",
    ),
    (
        r"could not find expected ':'",
        "expected a key followed by ':'; check the indentation",
        "der skulle stå en nøgle fulgt af »:«; se efter, om indrykningen passer",
    ),
    (
        r"expected ',' or '([\]}])'",
        "the list or object that begins on line {0} is not closed: expected ',' or '{1}'",
        "listen eller objektet, der begynder på linje {0}, er ikke afsluttet: der skulle stå »,« eller »{1}«",
    ),
    (
        r"expected the node content",
        "a value is missing",
        "der mangler en værdi",
    ),
    (
        r"found unexpected (?:end of stream|document separator)",
        "the text that begins on line {0} has no closing quotation mark",
        "teksten, der begynder på linje {0}, mangler det afsluttende citationstegn",
    ),
    (
        r"found unknown escape|expected escape sequence",
        "unknown escape; write \\\\ for a backslash, or use single quotes",
        "ukendt tegn efter \\; skriv \\\\ for en omvendt skråstreg, eller brug enkelte citationstegn",
    ),
)
"""What PyYAML says, as a pattern, and what it means, in English and Danish."""


def _meaning(error: Any) -> tuple[str, str]:
    """What a fault of PyYAML means, in English and Danish."""
    begin = error.context_mark.line + 1 if error.context_mark else ""
    for pattern, english, danish in _MEANINGS:
        if found := re.match(pattern, error.problem):
            return english.format(begin, *found.groups()), danish.format(begin, *found.groups())
    return "check quotation marks, brackets and indentation", "se efter citationstegn, parenteser og indrykning"


class _Stop(Exception):
    pass


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _refuse(found: Located, path: str, place: Place, code: str, english: str, danish: str) -> None:
    found.faults.append(Fault(code, path, english, danish, *place))


def _node(yaml: Any, event: Any, levels: list[_Open], found: Located) -> None:
    """One key, value, or opening of a list or object."""
    place = _place(event)
    parent = levels[-1] if levels else None
    is_key = parent is not None and isinstance(parent.value, dict) and parent.key is None
    path = "$" if parent is None else parent.path if is_key else parent.path_of_next()
    if event.anchor is not None:
        name = shown(event.anchor)
        _refuse(
            found,
            path,
            place,
            "anchor",
            f"anchors and aliases are not allowed ({name}); write the value in full",
            f"ankre og aliasser er ikke tilladt ({name}); skriv værdien ud",
        )
    if getattr(event, "tag", None) is not None:
        _refuse(
            found,
            path,
            place,
            "tag",
            f"tags are not allowed ({shown(event.tag)}); remove it",
            f"mærkater er ikke tilladt ({shown(event.tag)}); fjern det",
        )
    if is_key:
        assert parent is not None
        if not isinstance(event, yaml.ScalarEvent):
            _refuse(
                found,
                path,
                place,
                "not-yaml",
                "invalid YAML: a key must be text",
                "ugyldig YAML: en nøgle skal være tekst",
            )
            raise _Stop
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
            raise _Stop
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
        _refuse(
            found,
            path,
            place,
            "not-finite",
            f"{shown(words)} is too large, or not a number",
            f"{shown(words)} er for stort eller ikke et tal",
        )
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
