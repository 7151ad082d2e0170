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
the day of the ruling. Questions and facts are written as `praksisplan.capacity.questions.ask` reads them: in Danish or
by the names of the library, ``ukendt`` where one is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from praksisplan.answers.words import day_words
from praksisplan.arguments import FileText, checked_call
from praksisplan.capacity.fact_words import day_in_figures
from praksisplan.capacity.questions import ask_read, question_named
from praksisplan.capacity.ruling import Ruling
from praksisplan.capacity.wording import exact_text
from praksisplan.errors import PlanError
from praksisplan.fields import checked, clean_texts
from praksisplan.storage.positions import Located
from praksisplan.storage.reading import located
from praksisplan.storage.values import read_located
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
    read = located(text, "yaml")
    scenarios = read_located(read, tuple[_Scenario, ...])
    return tuple(_outcome(one, read, f"$[{index}]") for index, one in enumerate(scenarios))


def _outcome(scenario: _Scenario, read: Located, at: str) -> Outcome:
    try:
        name = question_named(scenario.spørgsmål, f"{at}.spørgsmål")
        dag = scenario.dag, f"{at}.dag"
        found = ask_read(name, read, "yaml", scenario.oplysninger, f"{at}.oplysninger", on=dag)
    except PlanError as error:
        return Outcome(scenario.scenarie, None, tuple(fault.text("da") for fault in error.faults))
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
    if scenario.frist and (found.day is None or found.day.isoformat() != day_in_figures(scenario.frist)):
        told = "ikke oplyst" if found.day is None else day_words(found.day)
        yield f"fristen er {told}, ventet {scenario.frist}"
