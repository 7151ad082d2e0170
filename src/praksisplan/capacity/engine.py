"""Declaring and answering questions of practice capacity.

A question is a function with the decorator `question`. The engine passes it an `Ask` as the first argument, which looks
up figures, asks for facts, makes sentences from the ``.toml`` file beside the function, and gives the ruling. A missing
figure or fact ends the question at once with an unknown ruling that tells what is missing. Every figure that was looked
up is recorded with its source.
"""

from __future__ import annotations

import datetime
import functools
import inspect
import tomllib
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar, cast

import attrs

from praksisplan.arguments import checked_call
from praksisplan.capacity.facts import AuthorityDecision, Clinic, ClinicKind
from praksisplan.capacity.figures import (
    Figure,
    Figures,
    FigureSeries,
    LegalSource,
    MissingFigure,
    default_figures,
    legal_bases,
    named_sources,
)
from praksisplan.capacity.rules import legal_rules
from praksisplan.capacity.ruling import Reason, Ruling
from praksisplan.capacity.wording import Worded, worded
from praksisplan.terms import Verdict
from praksisplan.text import language

S = TypeVar("S")
T = TypeVar("T")
P = ParamSpec("P")


Day = datetime.date
"""The day of a ruling."""

Own = Figures | None
"""The figures of a ruling: the library's, overridden by the caller's own; ``None``: the library's."""

Condition = tuple[bool | None, Reason]
"""Whether one condition of a rule holds (``None``: not known), and the reason that says so."""


def all_of(facts: Collection[bool | None]) -> bool | None:
    """Whether all facts hold: one that does not decides, even where another is not known (``None``)."""
    return False if False in facts else None if None in facts else True


# --- the question -------------------------------------------------------------------------------------------------


@attrs.frozen(repr=False)
class Question:
    """The declaration of a question of practice capacity. Danish: *spørgsmål*.

    ``titles`` are the question in Danish and English, ``rules`` the rules that it applies, ``figures`` the names of the
    figures that it may look up, and ``unit`` that of the amount. ``reads`` are the fields that it reads of a clinic, an
    area or a doctor, after the name of the fact. ``function`` answers it: ``function(facts…, on=day, figures=own
    figures)``. Its sentences are in the ``.toml`` file beside that of the function.
    """

    titles: tuple[str, str]
    rules: tuple[str, ...]
    figures: tuple[str, ...]
    unit: str
    is_amount: bool
    reads: tuple[str, ...]
    function: Callable[..., Ruling]

    @property
    def name(self) -> str:
        """The name of its function."""
        return self.function.__name__

    def __repr__(self) -> str:
        return f"<Question {self.name}>"

    def title(self, lang: str = "da") -> str:
        """The question in words."""
        return self.titles[language(lang)]

    def sentence(self, code: str) -> tuple[str, str]:
        """The Danish and the English sentence of a code: its own, else one that questions share.

        What follows a colon in the code (``"reason:child_of_patient"``) need not have a sentence of its own.
        """
        package, _, module = self.function.__module__.rpartition(".")
        own = _sentences(package, module).get(self.name, {})
        shared = _sentences("praksisplan.capacity.questions", "shared")
        for key in (code, code.partition(":")[0]):
            found = own.get(key) or shared.get(key)
            if found is not None:
                return self.sentence(found) if isinstance(found, str) else (found[0], found[1])
        raise LookupError(f"neither [{self.name}] in {module}.toml nor shared.toml has a sentence for {code!r}")

    @property
    def facts(self) -> Mapping[str, inspect.Parameter]:
        """The facts that it asks for, by name, the day of the ruling among them."""
        found = dict(inspect.signature(self.function).parameters)
        del found["figures"]
        return MappingProxyType(found)


def description(described: object) -> str:
    """The docstring of a function or a class, without the examples."""
    return inspect.cleandoc(described.__doc__ or "").partition(">>>")[0].strip()


@functools.cache
def _sentences(package: str, module: str) -> dict[str, Any]:
    """The sentences beside a module of questions."""
    return tomllib.loads(files(package).joinpath(f"{module}.toml").read_text(encoding="utf-8"))


def question(
    danish: str,
    english: str,
    *,
    rules: tuple[str, ...],
    figures: tuple[str, ...] = (),
    unit: str = "",
    is_amount: bool = False,
    reads: tuple[str, ...] = (),
) -> Callable[[Callable[Concatenate[Ask, P], Ruling]], Callable[P, Ruling]]:
    """Declares a function as a question; what is passed here is described by `Question`.

    The function takes an `Ask` first, which callers never see, then the facts, and ``on`` and ``figures`` by name.
    """

    def declare(function: Callable[Concatenate[Ask, P], Ruling]) -> Callable[P, Ruling]:
        signature = inspect.signature(function)
        facts = signature.replace(parameters=list(signature.parameters.values())[1:])

        @functools.wraps(function)
        def answer(*args: P.args, **kwargs: P.kwargs) -> Ruling:
            given = facts.bind(*args, **kwargs).arguments
            ask = Ask(asked, given["on"], given.get("figures") or default_figures())
            try:
                return function(ask, *args, **kwargs)
            except _Unsettled as unsettled:
                return ask.rule(None, *unsettled.reasons)

        answer.__signature__ = facts  # type: ignore[attr-defined]
        answer.__annotations__ = {name: kind for name, kind in function.__annotations__.items() if name != "ask"}
        public = checked_call(answer)
        asked = Question((danish, english), rules, figures, unit, is_amount, reads, public)
        public.question = asked  # type: ignore[attr-defined]
        return public

    return declare


def _unknown(found: MissingFigure) -> Reason:
    return Reason(f"unknown:{found.name}", found.danish, found.english)


# --- asking -------------------------------------------------------------------------------------------------------


class _Unsettled(Exception):
    """Something is missing without which the question has no answer."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class Ask:
    """The figures, facts and sentences of a question, and its ruling.

    ``amount``, ``day`` and ``notes`` may be set by the question; they are part of every later ruling, including an
    unknown one, in which the notes follow what is missing. ``begins`` is the first day of what is asked about, where
    that may be later than the day of the ruling: figures are then those of that day.
    """

    def __init__(self, question: Question, on: datetime.date, figures: Figures) -> None:
        self.on = on
        self.amount: Fraction | int | None = None
        self.day: datetime.date | None = None
        self.begins: datetime.date | None = None
        self.notes: list[Reason | None] = []
        self._question = question
        self._figures = figures
        self._used: dict[tuple[str, str, datetime.date], Figure] = {}
        self._sources: list[LegalSource] = []

    # --- figures

    def series(self, name: str) -> FigureSeries:
        """A declared figure with all its values over time."""
        if name not in self._question.figures:
            raise LookupError(f"{self._question.name} uses {name} without declaring it")
        return self._figures[name]

    def _at(self, name: str, of: str, on: datetime.date | None) -> Figure | MissingFigure:
        day = max(self.on, self.begins or self.on) if on is None else on
        found = self._figures.at(self.series(name).name, on=day, of=of)
        if isinstance(found, Figure):
            self._used[name, of, found.dated.since] = found
        return found

    def find(self, name: str, *, of: str = "", on: datetime.date | None = None) -> Figure | None:
        """The figure on a day (left out: that of what is asked about), ``None`` where it is missing."""
        found = self._at(name, of, on)
        return found if isinstance(found, Figure) else None

    def figure(
        self,
        name: str,
        *,
        of: str = "",
        on: datetime.date | None = None,
        first: Reason | None = None,
        last: Reason | None = None,
    ) -> Figure:
        """The figure on a day (left out: that of what is asked about); where it is missing, so is the answer.

        ``first`` and ``last`` are reasons that the answer then gives before and after that one.
        """
        found = self._at(name, of, on)
        if isinstance(found, MissingFigure):
            self.missing(first, _unknown(found), last)
        return found

    def figures(self, *wanted: str | tuple[str, str, datetime.date]) -> tuple[Figure, ...]:
        """Several figures by name, or by name, ``of`` and day; the answer names all that are missing."""
        found = [self._at(*((one, "", None) if isinstance(one, str) else one)) for one in wanted]
        if missing := [_unknown(one) for one in found if isinstance(one, MissingFigure)]:
            self.missing(*missing)
        return cast(tuple[Figure, ...], tuple(found))

    # --- facts

    def fact(self, name: str, value: T | None) -> T:
        """A fact; where it is not known, the answer is not either."""
        if value is None:
            self.missing(self.lacking(name))
        return value

    def both(self, one: tuple[str, S | None], other: tuple[str, T | None]) -> tuple[S, T]:
        """Two facts, each with its name; the answer names all that are not known."""
        if lacking := [self.lacking(name) for name, value in (one, other) if value is None]:
            self.missing(*lacking)
        return cast(tuple[S, T], (one[1], other[1]))

    def decided(self, name: str, decision: AuthorityDecision | None) -> Condition:
        """Whether an authority has decided so by the day of the ruling, with who decided and when as the reason."""
        if decision is None or decision.decided > self.on:
            return None, self.lacking(name)
        code = name if decision.outcome else f"not:{name}"
        return decision.outcome, self.say(code, by=decision.decided_by, decided=decision.decided)

    def lacking(self, name: str) -> Reason:
        """The reason that a fact is not known."""
        return self.say(f"missing:{name}")

    def refuse_kind(self, clinic: Clinic, kinds: tuple[ClinicKind, ...]) -> None:
        """Ends the question for a kind of clinic that its rule does not cover; an unknown kind is noted."""
        if clinic.kind is None:
            self.notes.append(self.say("kind-unknown"))
        elif clinic.kind in kinds:
            self.missing(self.say("missing:rule", kind=clinic.kind))

    def missing(self, *reasons: Reason | None) -> NoReturn:
        """Ends the question: it has no answer, for these reasons; a ``None`` among them is left out."""
        raise _Unsettled(*filter(None, reasons))

    # --- sentences, sources and the ruling

    def say(self, code: str, sentence: str = "", /, **values: Worded) -> Reason:
        """A reason: the sentence of a code, or another sentence of the question, with its values."""
        return Reason(code, *worded(self._question.sentence(sentence or code), values))

    def either(self, holds: bool, yes: str, no: str, /, **values: Worded) -> tuple[bool, Reason]:
        """Whether something holds, with the sentence of the one code where it does, else of the other."""
        return holds, self.say(yes if holds else no, **values)

    def also(self, code: str, name: str) -> Reason | None:
        """The sentence of a code, where a figure behind it is known, which is then cited; else none."""
        return self.say(code) if self.find(name) else None

    def phrase(self, code: str, /, **values: Worded) -> tuple[str, str]:
        """A part of a sentence, as a value of another: the words of a code in Danish and English."""
        return worded(self._question.sentence(code), values)

    def lapsed(self, rule: str, *, on: datetime.date | None = None) -> Reason | None:
        """The reason that a rule has lapsed by a day (left out: that of the ruling), which then cites the act."""
        found = legal_rules()[rule]
        if found.until is None or (on or self.on) < found.until:
            return None
        self._sources += filter(None, [found.lapsed_by or found.source])
        return self.say("lapsed", rule=(found.danish, found.english), until=found.until)

    def _ended(self) -> list[Reason]:
        """The reasons that agreements of the figures used have ended by the day of the ruling."""
        named = {one.dated.belongs_to: None for one in self._used.values() if not one.is_own and one.dated.belongs_to}
        found = [legal_bases()[name] for name in named]
        return [
            self.say(
                "agreement-ends",
                agreement=(one.danish, one.english),
                last=one.until - datetime.timedelta(days=1),
                after=(one.after_danish, one.after_english),
            )
            for one in found
            if one.until is not None and one.until <= self.on
        ]

    def cite(self, *names: str) -> None:
        """Cites sources by their names in ``law/sources.yaml``."""
        self._sources += [named_sources()[name].source for name in names]

    def rule(self, holds: bool | None, *reasons: Reason | None) -> Ruling:
        """The ruling: yes, no or (``None``) unknown; a ``None`` among the reasons is left out."""
        used = tuple(self._used.values())
        cited = tuple(dict.fromkeys([*(one.dated.source for one in used), *self._sources]))
        amount = None if self.amount is None else Fraction(self.amount)
        return Ruling(
            self._question.name,
            self.on,
            Verdict.of(holds),
            tuple(filter(None, (*reasons, *self.notes, *self._ended()))),
            used,
            cited,
            amount,
            "" if amount is None else self._question.unit,
            self.day,
            self._question.is_amount,
        )

    def decide(self, holds: bool, yes: str, no: str, /, *more: Reason | None, **values: Worded) -> Ruling:
        """The ruling by `either`; ``more`` are further reasons."""
        return self.rule(*self.either(holds, yes, no, **values), *more)

    def settle(self, condition: Callable[[], Condition]) -> Condition:
        """A condition, unknown where it misses a figure or a fact."""
        try:
            return condition()
        except _Unsettled as unsettled:
            return None, unsettled.reasons[0]

    def all_hold(self, *conditions: Condition | Callable[[], Condition]) -> Ruling:
        """The ruling on conditions that must all hold: one that fails decides, even where another is not known."""
        found = [self.settle(one) if callable(one) else one for one in conditions]
        decisive = all_of([holds for holds, _ in found])
        return self.rule(decisive, *(reason for holds, reason in found if holds is decisive))
