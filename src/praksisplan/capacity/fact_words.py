"""Facts as people write them: by Danish words or by the names of the library, in words, and without needless ids."""

from __future__ import annotations

import datetime
import re
import tomllib
from fractions import Fraction
from importlib.resources import files
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from praksisplan.capacity.facts import Speciality
from praksisplan.errors import Fault, PlanError, Words, fault
from praksisplan.fields import exact_or_none, identifier
from praksisplan.periods import parse_period
from praksisplan.storage.conversion import UNREADABLE, faults_of, in_file, is_number, structure, written_fields
from praksisplan.storage.positions import Located, step
from praksisplan.text import nearest

FACT_WORDS = MappingProxyType(
    tomllib.loads(files("praksisplan.capacity").joinpath("fact_words.toml").read_text(encoding="utf-8"))
)
"""The Danish word of every argument and field of facts and rulings."""

_NAMES = {danish: name for name, danish in FACT_WORDS.items()} | {"ansat til": "employed_until"}
_SAID = {"ja": True, "nej": False, "yes": True, "no": False}
_UNKNOWN = ("ukendt", "unknown")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
"""A number with a point before every three digits, as in 1.095.927 and 1.095.927,50."""
_UNIT = re.compile(r"(?<=[0-9]) ?(?:kr\.?|kroner|km|timer)$")
"""The unit that people write behind a number."""
_IN_KRONER = re.compile(r"\$\.(?:turnover\w*|drawn\w*|settled|frame|cost_share)")
"""The paths of facts that are amounts in kroner, which never have three decimals: 60.000 is sixty thousand."""

_CODE = re.compile(r"\$\.\w+|.*\.(?:municipality|licences\[[0-9]+\])")
"""The paths of texts that may be numbers, and are read as they are written, as in 0185."""


def read_facts(
    text: Located, format: str, kind: Any, facts: Any, at: str = "$", **known: tuple[Any, str]
) -> tuple[Any, dict[str, str]]:
    """The facts of a class, of the value at a path of a text; ``known`` are those that stand elsewhere in it,
    each with its path.

    A key is a Danish word or the name of a fact. *ja* and *nej* stand for true and false, words for a day, and text for
    a number with decimals or with points between its thousands. What is *ukendt* is as what is left out, and an id may
    be left out. With the facts comes the path in the text for each path under the names of the library. One `PlanError`
    tells every fault at its place.
    """
    reading = _Reading(text, format == "yaml")
    data = reading.value(facts, kind, "$", at, known)
    faults, found = [*text.faults, *reading.faults], None
    try:
        found = structure(data, kind)
    except UNREADABLE as error:
        unread, told = {one.path for one in text.faults}, {(one.code, one.path) for one in reading.faults}
        more = map(reading.as_written, faults_of(error, Located(places=reading.places, keys=reading.places)))
        faults += [one for one in more if one.path not in unread and (one.code, one.path) not in told]
    if faults:
        raise PlanError(*faults)
    return found, reading.written


def fact_word(name: str) -> Words:
    """A fact as messages name it: by its Danish word and its name."""
    return Words(FACT_WORDS.get(name, name), name)


def is_own_id(field: attrs.Attribute[Any]) -> bool:
    """Whether a field is the id of an object, which written facts may leave out."""
    is_id = field.name in ("id", "area") and getattr(field.converter, "__wrapped__", None) is identifier
    return is_id and field.default is attrs.NOTHING


def plain_kind(kind: Any) -> Any:
    """A type without the ``None`` that it may also be."""
    if get_origin(kind) in (Union, UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


@attrs.define
class _Reading:
    """Facts under the names of the library: their places, and the paths that they have in the text."""

    text: Located
    is_yaml: bool
    places: dict[str, tuple[int, int]] = attrs.field(factory=dict)
    written: dict[str, str] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)

    def as_written(self, found: Fault) -> Fault:
        """A fault with the path that the text has."""
        return attrs.evolve(found, path=self.written.get(found.path, found.path))

    def wrong(self, code: str, at: str, place: tuple[int, int] | None = None, **fields: Any) -> None:
        line, column = place or self.text.places.get(at) or (None, None)
        self.faults.append(fault(code, at, line, column, **fields))

    def value(self, value: Any, kind: Any, path: str, at: str, known: dict[str, tuple[Any, str]]) -> Any:
        """A value of a type as JSON holds it."""
        may_be_none, kind = _may_be_none(kind), plain_kind(kind)
        self.written[path] = at
        if at in self.text.places:
            self.places[path] = self.text.places[at]
        if value in _UNKNOWN or (may_be_none and _is_unknown(value)):
            return None
        if get_origin(kind) is tuple and isinstance(value, list):
            inner = get_args(kind)[0]
            told = [(i, one) for i, one in enumerate(value) if _may_be_none(inner) or not _is_unknown(one)]
            return [self.value(one, inner, f"{path}[{to}]", f"{at}[{i}]", {}) for to, (i, one) in enumerate(told)]
        if attrs.has(kind):
            return self.object(value, kind, path, at, known)
        if kind is str and is_number(value) and _CODE.fullmatch(path):
            return repr(value)
        if kind is bool and type(value) is not bool and value is not None:
            if type(value) is str and value in _SAID:
                return _SAID[value]
            self.wrong("wrong-type.yes-or-no", at, found=in_file(value))
        if kind in (int, float, Fraction) and isinstance(value, (str, float)):
            value = self.number(value, kind, at, _IN_KRONER.fullmatch(path) is not None)
        found = _plain(value, kind)
        if kind is datetime.date and value is not None and not _is_day(found):
            self.wrong("wrong-type.day-words", at, found=in_file(value))
        return found

    def number(self, value: str | float, kind: type, at: str, is_kroner: bool) -> Any:
        """A number without its unit and the points between its thousands.

        95.927 may be either, where it is neither a whole number nor an amount in kroner. A number of JSON has no points
        between thousands.
        """
        if isinstance(value, str):
            value = _UNIT.sub("", value)
        words = value if isinstance(value, str) else repr(value) if self.is_yaml else ""
        if kind is float or not _THOUSANDS.fullmatch(words):
            return value
        whole = words.replace(".", "")
        if kind is Fraction and not is_kroner and words.count(".") == 1 and "," not in words:
            self.wrong("ambiguous-number", at, found=words, whole=whole, decimal=words.replace(".", ","))
        return int(whole) if whole.isdecimal() else whole

    def object(self, value: Any, kind: Any, path: str, at: str, known: dict[str, tuple[Any, str]]) -> Any:
        hints, fields = get_type_hints(kind), {field.name: field for field in written_fields(kind)}
        words = [fact_word(name) for name in fields]
        if not isinstance(value, dict):
            if value is not None:
                self.wrong("wrong-type.object-of", at, found=in_file(value), example=words[0], known=words)
            return value
        found = {
            name: self.value(one, hints[name], path + step(name), there, {}) for name, (one, there) in known.items()
        }
        for key, one in value.items():
            name, there = _NAMES.get(key, key), at + step(key)
            if name in found:
                self.wrong("duplicate-key.again", there, self.text.keys.get(there), key=key)
            elif name in fields and _is_left_out(one, hints[name]):
                if _may_be_empty(hints[name]):
                    found[name] = self.value({}, hints[name], path + step(name), there, {})
            elif name in fields:
                told = Speciality if name == "of" else hints[name]  # a figure may be for a speciality
                found[name] = self.value(one, told, path + step(name), there, {})
            else:
                close = nearest(str(key), tuple(one for word in words for one in word), 1)
                meant = [fact_word(_NAMES.get(one, one)) for one in close]
                code = "unknown-key" if close else "unknown-key.keys"
                code = "unknown-key.decimals" if str(key).isdecimal() and one is None else code
                self.wrong(code, there, self.text.keys.get(there), key=key, nearest=meant, known=words)
        for name, field in fields.items():
            if name not in found and is_own_id(field):
                found[name] = "-".join(re.findall(r"\w+", path)) or "id"
            elif name not in found and field.default is attrs.NOTHING and _may_be_none(hints[name]):
                found[name] = None
            elif name not in found and field.default is attrs.NOTHING:
                self.wrong("missing-key", at, key=fact_word(name))
        return found


def _may_be_none(kind: Any) -> bool:
    return type(None) in get_args(kind)


def _is_unknown(value: Any) -> bool:
    """Whether a value states nothing: *ukendt*, or an object or a list of nothing else."""
    if isinstance(value, (dict, list)):
        return bool(value) and all(map(_is_unknown, value.values() if isinstance(value, dict) else value))
    return value in _UNKNOWN


def _may_be_empty(kind: Any) -> bool:
    """Whether a type is a class of which no field must be known."""
    return attrs.has(kind) and all(one.default is not attrs.NOTHING or is_own_id(one) for one in written_fields(kind))


def _is_left_out(value: Any, kind: Any) -> bool:
    """Whether a value tells nothing, and its type has no ``None`` for that."""
    if _may_be_none(kind) or (isinstance(value, list) and any(map(_may_be_none, get_args(kind)))):
        return False
    return not isinstance(value, dict) and _is_unknown(value)


def _plain(value: Any, kind: Any) -> Any:
    """A single value as JSON holds it: the slug for a label, the day for its words, the number for its text."""
    if type(value) is not str:
        return value
    if kind is datetime.date:
        return day_in_figures(value)
    if kind is float and (number := exact_or_none(value)) is not None:
        return float(number)
    if kind is Speciality:
        return {one.label(): one.value for one in Speciality}.get(value, value)
    return value


def _is_day(value: Any) -> bool:
    """Whether a value is a day as JSON holds it; whether it is within range, the reader of the facts says."""
    return type(value) is str and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def day_in_figures(words: str) -> str:
    """A day as ``YYYY-MM-DD`` from its words; other words stay as they are, for the reader to refuse."""
    try:
        period = parse_period(words)
    except PlanError:
        return words
    is_a_day = period.start is not None and period.start == period.last_day and not period.approximate
    return period.start.isoformat() if period.start is not None and is_a_day else words
