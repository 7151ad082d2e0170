"""The questions of practice capacity, one file for each subject, and a function that asks them by name."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_type_hints

import attrs

import praksisplan.capacity as room
from praksisplan.arguments import FileText, checked_call, checked_class
from praksisplan.capacity.engine import Question
from praksisplan.capacity.figures import DatedValue, Figures, default_figures
from praksisplan.capacity.ruling import Ruling
from praksisplan.errors import Fault, PlanError, fault
from praksisplan.fields import identifier
from praksisplan.model import nearest
from praksisplan.storage import Format
from praksisplan.storage.positions import Located

__all__ = ["QUESTIONS", "OwnFigure", "ask", "facts_class", "ruling_record"]

_NAMES = tuple(name for home, names in room.HOMES.items() if home.startswith("questions.") for name in names.split())


class _Questions(Mapping[str, Question]):
    """Only the module of the question that is asked for is loaded."""

    def __getitem__(self, name: str) -> Question:
        if name not in _NAMES:
            raise KeyError(name)
        found: Question = getattr(room, name).question
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


QUESTIONS: Mapping[str, Question] = _Questions()
"""Every question that a ruling answers, by the name of its function."""


@checked_class
class OwnFigure:
    """A caller's own value of a figure. Danish: *eget tal*."""

    name: str = attrs.field(converter=identifier)
    dated: DatedValue


def question_named(words: str, at: str = "question") -> str:
    """The name of the question with a name or a title in Danish or English; its question mark may be left out.

    >>> question_named("Må listen lukkes for tilgang?"), question_named("May the list be closed?")
    ('may_close_list', 'may_close_list')
    """
    if words in QUESTIONS:
        return words
    titles = {one.title(lang): name for lang in ("da", "en") for name, one in QUESTIONS.items()}
    asked = f"{str(words).removesuffix('?')}?"
    if asked not in titles:
        known = titles if " " in str(words) else QUESTIONS
        raise PlanError(fault("unknown-question", at, word=words, nearest=nearest(str(words), tuple(known))))
    return titles[asked]


@functools.cache
def facts_class(question: str) -> type[attrs.AttrsInstance]:
    """The class of the facts that a question asks for: its arguments, and a caller's own figures as ``figures``.

    Raises `PlanError` with the nearest questions for an unknown one.
    """
    asked = QUESTIONS[question_named(question)]
    kinds = get_type_hints(asked.function, include_extras=True)
    fields = {
        name: attrs.field(type=kinds[name], default=attrs.NOTHING if one.default is one.empty else one.default)
        for name, one in sorted(asked.facts.items(), key=lambda item: item[1].default is not item[1].empty)
    }
    fields["figures"] = attrs.field(type=tuple[OwnFigure, ...], default=())
    return checked_call(attrs.make_class(f"{asked.name}_facts", fields, frozen=True))


@checked_call
def ask(question: str, text: bytes | FileText, format: Format = "json", *, figures: Figures | None = None) -> Ruling:
    """The ruling on facts in JSON or YAML, as text or as bytes in UTF-8. Danish: *spørgsmål*.

    ``question`` is its name or its title. The keys are the arguments of the function or their Danish words, and
    ``figures`` (*egne tal*) a caller's own; values may be in Danish too. They override ``figures``, by default those of
    the library. Raises one `PlanError` with every fault, at its line and column.

    >>> facts = '{"clinic": {"kind": "solo", "capacities": 1, "enrolled": 1599}, "on": "2024-01-01"}'
    >>> ask("may_close_list", facts).verdict.value
    'no'
    >>> facts = "klinik: {form: enkeltmandspraksis, kapaciteter: 1, tilmeldte: 1600}\\ndag: 1. januar 2024"
    >>> ask("Må listen lukkes for tilgang?", facts, "yaml").verdict.value
    'yes'
    """
    from praksisplan.storage.reading import located

    read, name = located(text, format), question_named(question)
    return ask_read(name, read, format, read.data, figures=figures)


def ask_read(
    question: str,
    text: Located,
    format: Format,
    facts: Any,
    at: str = "$",
    *,
    figures: Figures | None = None,
    **known: tuple[Any, str],
) -> Ruling:
    """The ruling on the facts at a path of a text that has been read; ``known`` are others in it, with their paths."""
    from praksisplan.capacity.fact_words import read_facts

    facts, written = read_facts(text, format, facts_class(question), facts, at, **known)
    given = {field.name: getattr(facts, field.name) for field in attrs.fields(type(facts))}
    own: Iterable[OwnFigure] = given.pop("figures", ())
    given["figures"] = (figures or default_figures()).with_values([(one.name, one.dated) for one in own])
    try:
        return QUESTIONS[question].function(**given)
    except PlanError as error:  # facts that contradict one another: the place is that in the text
        raise PlanError(*(_placed(one, text, written.get(f"$.{one.path}")) for one in error.faults)) from None


def _placed(found: Fault, text: Located, path: str | None) -> Fault:
    """A fault of a fact with its path and place in the text; other faults stay."""
    if path is None:
        return found
    line, column = text.places.get(path, (None, None))
    return attrs.evolve(found, path=path, line=line, column=column)


def ruling_record(ruling: Ruling, lang: str = "da") -> dict[str, Any]:
    """A ruling as plain lists and objects for JSON, with its sentence in a language.

    >>> facts = '{"clinic": {"id": "k", "kind": "solo", "capacities": 1, "enrolled": 1600}, "on": "2024-01-01"}'
    >>> record = ruling_record(ask("may_close_list", facts), "en")
    >>> record["text"][:20], record["ruling"]["verdict"]
    ('Yes: 1,600 enrolled ', 'yes')
    """
    from praksisplan.storage.conversion import plain_value

    return {"text": ruling.text(lang), "lang": lang, "ruling": plain_value(ruling)}
