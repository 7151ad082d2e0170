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
from fractions import Fraction
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from praksisplan.answers.words import day_words
from praksisplan.arguments import FileText, checked_call
from praksisplan.capacity.fact_words import FACT_WORDS
from praksisplan.capacity.facts import Speciality
from praksisplan.capacity.questions import QUESTIONS, ask, facts_class
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.wording import exact_text
from praksisplan.errors import PlanError, fault
from praksisplan.fields import checked, clean_texts
from praksisplan.model import nearest
from praksisplan.periods import parse_period
from praksisplan.storage.json import write_json
from praksisplan.storage.values import read_value
from praksisplan.terms import Term
from praksisplan.text import clean_text

__all__ = ["Outcome", "outcomes"]


@checked
class Outcome:
    """The result of running a scenario. Danish: *udfald*.

    ``ruling`` is ``None`` where none could be asked for; ``problems`` say in Danish what is not as expected.
    """

    title: str = attrs.field(converter=clean_text)
    ruling: Ruling | None
    problems: tuple[str, ...] = attrs.field(converter=clean_texts)

    @property
    def is_as_expected(self) -> bool:
        """Whether everything is as the scenario says."""
        return not self.problems

    def __str__(self) -> str:
        return self.title if self.is_as_expected else f"{self.title}: {'; '.join(self.problems)}"


@attrs.frozen
class _Scenario:
    """A scenario by the keys that are written."""

    scenarie: str
    spørgsmål: str
    dag: str
    afgørelse: str
    oplysninger: dict[str, Any] = attrs.field(factory=dict)
    begrundelse: str = ""
    hjemmel: str = ""
    beløb: Fraction | None = None
    frist: str = ""


@checked_call
def outcomes(text: FileText) -> tuple[Outcome, ...]:
    """The results of running the scenarios in a YAML text, in order. Raises `PlanError` for text of another shape.

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
    return tuple(map(_outcome, read_value(text, tuple[_Scenario, ...], "yaml")))


def _outcome(scenario: _Scenario) -> Outcome:
    try:
        question = _question(scenario.spørgsmål)
        facts = {"on": _day(scenario.dag)}
        found = ask(question, write_json(_facts(scenario.oplysninger, facts_class(question), (), facts)))
    except PlanError as error:
        # the facts are read from another text, whose lines nobody has seen
        faults = (attrs.evolve(fault, line=None, column=None) for fault in error.faults)
        return Outcome(scenario.scenarie, None, tuple(fault.text("da") for fault in faults))
    return Outcome(scenario.scenarie, found, tuple(_problems(scenario, found)))


def _problems(scenario: _Scenario, found: Ruling) -> Iterator[str]:
    if scenario.afgørelse != found.verdict.label():
        yield f"afgørelsen er »{found.verdict.label()}«, ventet »{scenario.afgørelse}« ({found})"
    if scenario.begrundelse not in "; ".join(reason.danish for reason in found.reasons):
        yield f"begrundelsen nævner ikke »{scenario.begrundelse}« ({found})"
    if scenario.hjemmel not in "; ".join(map(str, found.citations)):
        yield f"hjemlen nævner ikke »{scenario.hjemmel}« ({found})"
    if scenario.beløb is not None and found.amount != scenario.beløb:
        told = "ikke oplyst" if found.amount is None else exact_text(found.amount)
        yield f"beløbet er {told}, ventet {exact_text(scenario.beløb)}"
    if scenario.frist and (found.day is None or found.day.isoformat() != _day(scenario.frist)):
        told = "ikke oplyst" if found.day is None else day_words(found.day)
        yield f"fristen er {told}, ventet {scenario.frist}"


def _question(words: str) -> str:
    """The name of the question with a Danish title, or with that name."""
    by_title = {one.title(): name for name, one in QUESTIONS.items()}
    if words in QUESTIONS:
        return words
    if words not in by_title:
        raise PlanError(fault("unknown-question", "spørgsmål", word=words, nearest=nearest(words, tuple(by_title))))
    return by_title[words]


_NAMES = {danish: name for name, danish in FACT_WORDS.items()} | {"ansat til": "employed_until"}


def _facts(
    value: dict[str, Any], kind: Any, place: tuple[str, ...], known: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Facts with the names of the library for their Danish keys and words; an id that is left out is their place."""
    hints = get_type_hints(kind)
    found = {} if known is None else dict(known)
    for key, one in value.items():
        name = _NAMES.get(key, key)
        if name in found:
            raise PlanError(fault("duplicate-key.again", ".".join((*place, key)), key=key))
        # a figure may be for a speciality
        found[name] = _plain(one, Speciality if name == "of" else hints.get(name, Any), (*place, key))
    return {"id": "-".join(place), **found} if place and "id" in hints else found


def _plain(value: Any, kind: Any, place: tuple[str, ...]) -> Any:
    """A value as JSON holds it: the slug for a label, the day for its words, true for *ja*, nothing for *ukendt*."""
    if value == "ukendt":
        return None
    if get_origin(kind) is tuple and isinstance(value, list):
        return [_plain(one, get_args(kind)[0], (*place, str(count))) for count, one in enumerate(value, 1)]
    if get_origin(kind) in (Union, UnionType):
        return _plain(value, get_args(kind)[0], place)
    if isinstance(value, dict) and attrs.has(kind):
        return _facts(value, kind, place)
    if kind is bool and value in ("ja", "nej"):
        return value == "ja"
    if kind is datetime.date and isinstance(value, str):
        return _day(value)
    if isinstance(kind, type) and issubclass(kind, Term) and isinstance(value, str):
        return {member.label(): member.value for member in kind}.get(value, value)
    return value


def _day(words: str) -> str:
    """A day as ``YYYY-MM-DD`` from its words; other words stay as they are, for the reader to refuse."""
    try:
        period = parse_period(words)
    except PlanError:
        return words
    is_a_day = period.start is not None and period.start == period.last_day and not period.approximate
    return period.start.isoformat() if period.start is not None and is_a_day else words
