"""Scenarios that a lawyer can read: facts, a question and the ruling that is expected, in plain Danish words.

A file is a list of them, in YAML::

    - scenarie: En solopraksis kan lukke ved den ordinære grænse
      spørgsmål: Må listen lukkes for tilgang?
      dag: 1. januar 2024
      oplysninger:
        klinik: {form: solopraksis, kapaciteter: 1, tilmeldte: 1600}
      afgørelse: ja
      begrundelse: 1.600 tilmeldte
      hjemmel: Danmarks Statistik

``begrundelse`` and ``hjemmel`` are parts of the reasons and of the sources; ``beløb`` and ``frist`` are the amount and
the day of the ruling. Questions, facts and their words are told in Danish (`FACT_WORDS`, the labels of the vocabulary)
or by the names of the library. What is not known is ``ukendt``; an id that does not matter may be left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from praksisplan.capacity.asking import QUESTIONS, TITLES, ask, facts_of
from praksisplan.capacity.fact_words import FACT_WORDS
from praksisplan.capacity.ruling import Ruling
from praksisplan.errors import Fault, PlanError, shown
from praksisplan.formats.json import write_json
from praksisplan.formats.values import read_value
from praksisplan.model import nearest
from praksisplan.periods import parse_period
from praksisplan.text import a_tuple, clean_text
from praksisplan.vocabulary import LABELS, label

__all__ = ["Outcome", "outcomes"]


@attrs.frozen
class Outcome:
    """What became of a scenario. Danish: *udfald*.

    ``ruling`` is ``None`` where none could be asked for; ``problems`` say in Danish what is not as expected.
    """

    title: str = attrs.field(converter=clean_text)
    ruling: Ruling | None
    problems: tuple[str, ...] = attrs.field(validator=a_tuple)

    @property
    def is_as_expected(self) -> bool:
        """Whether everything is as the scenario says."""
        return not self.problems

    def __str__(self) -> str:
        return self.title if self.is_as_expected else f"{self.title}: {'; '.join(self.problems)}"


@attrs.frozen
class _Scenario:
    """A scenario as it is written."""

    title: str
    question: str
    on: str
    facts: dict[str, Any]
    verdict: str
    reason: str
    source: str
    amount: Any
    day: str


_KEYS = {
    "scenarie": "title",
    "spørgsmål": "question",
    "dag": "on",
    "oplysninger": "facts",
    "afgørelse": "verdict",
    "begrundelse": "reason",
    "hjemmel": "source",
    "beløb": "amount",
    "frist": "day",
}
_NEEDED = ("scenarie", "spørgsmål", "dag", "afgørelse")


def outcomes(text: str) -> tuple[Outcome, ...]:
    """What becomes of the scenarios in a YAML text, in their order. Raises `PlanError` for text of another shape.

    >>> [found] = outcomes('''
    ... - scenarie: En solopraksis kan ikke lukke en tilmeldt før grænsen
    ...   spørgsmål: may_close_list
    ...   dag: 1. januar 2024
    ...   oplysninger:
    ...     klinik: {form: solopraksis, kapaciteter: 1, tilmeldte: 1599}
    ...   afgørelse: nej
    ... ''')
    >>> found.is_as_expected, found.ruling.verdict.value
    (True, 'no')
    """
    read = read_value(text, list, "yaml")
    return tuple(_outcome(_scenario(one, place)) for place, one in enumerate(read))


def _scenario(read: Any, place: int) -> _Scenario:
    where = f"$[{place}]"
    if not isinstance(read, dict):
        raise PlanError(Fault("wrong-type", where, "expected an object", "der skulle stå et objekt"))
    faults = [
        Fault(
            "unknown-key",
            f"{where}.{key}",
            f"unknown key {shown(key)}",
            f"ukendt nøgle {shown(key)}",
            nearest=nearest(key, tuple(_KEYS)),
        )
        for key in read
        if key not in _KEYS
    ]
    faults += [
        Fault("missing-key", where, f"the key {key!r} is missing", f"nøglen »{key}« mangler")
        for key in _NEEDED
        if key not in read
    ]
    facts = read.get("oplysninger", {})
    if not isinstance(facts, dict):
        faults.append(Fault("wrong-type", f"{where}.oplysninger", "expected an object", "der skulle stå et objekt"))
    if faults:
        raise PlanError(*faults)
    words = {name: read.get(key, "") for key, name in _KEYS.items() if name not in ("facts", "amount")}
    return _Scenario(**{name: str(value) for name, value in words.items()}, facts=facts, amount=read.get("beløb"))


def _outcome(scenario: _Scenario) -> Outcome:
    try:
        question = _question(scenario.question)
        facts = {**_facts(scenario.facts, facts_of(question), ()), "on": _day(scenario.on)}
        found = ask(question, write_json(facts))
        return Outcome(scenario.title, found, tuple(_problems(scenario, found)))
    except PlanError as error:
        return Outcome(scenario.title, None, tuple(fault.text("da") for fault in error.faults))


def _problems(scenario: _Scenario, found: Ruling) -> Iterator[str]:
    if scenario.verdict != label(found.verdict):
        yield f"afgørelsen er »{label(found.verdict)}«, ventet »{scenario.verdict}« ({found})"
    if scenario.reason and scenario.reason not in "; ".join(reason.danish for reason in found.reasons):
        yield f"begrundelsen nævner ikke »{scenario.reason}« ({found})"
    if scenario.source and scenario.source not in "; ".join(map(str, found.citations)):
        yield f"hjemlen nævner ikke »{scenario.source}« ({found})"
    if scenario.amount is not None and found.amount != Fraction(str(scenario.amount)):
        yield f"beløbet er {found.amount}, ventet {scenario.amount}"
    if scenario.day and (found.day is None or found.day.isoformat() != _day(scenario.day)):
        yield f"fristen er {found.day}, ventet {scenario.day}"


def _question(words: str) -> str:
    """The name of the question with a Danish title, or with that name."""
    by_title = {danish: name for name, (danish, _) in TITLES.items()}
    if words in QUESTIONS:
        return words
    if words not in by_title:
        raise PlanError(
            Fault(
                "unknown-question",
                "spørgsmål",
                f"there is no question {shown(words)}",
                f"der er intet spørgsmål {shown(words)}",
                nearest=nearest(words, tuple(by_title)),
            )
        )
    return by_title[words]


_NAMES = {danish: name for name, danish in FACT_WORDS.items()}


def _facts(value: dict[str, Any], kind: Any, place: tuple[str, ...]) -> dict[str, Any]:
    """Facts with the names of the library for their Danish keys and words; an id that is left out is their place."""
    hints = get_type_hints(kind)
    found = {"id": "-".join(place)} if place and "id" in hints else {}
    for key, one in value.items():
        name = _NAMES.get(key, key)
        found[name] = _plain(one, hints.get(name, Any), (*place, key))
    return found


def _plain(value: Any, kind: Any, place: tuple[str, ...]) -> Any:
    """A value as JSON holds it: the slug for a label, the day for its words, true for *ja*, nothing for *ukendt*."""
    if value == "ukendt":
        return None
    if get_origin(kind) is tuple and isinstance(value, list):
        return [_plain(one, get_args(kind)[0], (*place, str(count))) for count, one in enumerate(value, 1)]
    for one in get_args(kind) if get_origin(kind) is not tuple else ():
        if one is not type(None):
            return _plain(value, one, place)
    if isinstance(value, dict) and attrs.has(kind):
        return _facts(value, kind, place)
    if kind is bool and value in ("ja", "nej"):
        return value == "ja"
    if kind is datetime.date and isinstance(value, str):
        return _day(value)
    if isinstance(kind, type) and issubclass(kind, Enum) and isinstance(value, str):
        return {LABELS[member][0]: member.value for member in kind if member in LABELS}.get(value, value)
    return value


def _day(words: str) -> str:
    """A day as ``YYYY-MM-DD`` from its words; other words stay as they are, for the reader to refuse."""
    try:
        period = parse_period(words)
    except PlanError:
        return words
    return period.start.isoformat() if period.start is not None and period.start == period.last_day else words
