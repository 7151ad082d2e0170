"""The facts of a question as a form in YAML, to be filled in and asked with."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from praksisplan.arguments import checked_call
from praksisplan.capacity.distribution import Sharing
from praksisplan.capacity.fact_words import fact_word, is_own_id, plain_kind
from praksisplan.capacity.facts import Area, Clinic, Doctor
from praksisplan.capacity.questions import QUESTIONS, facts_class, question_named
from praksisplan.storage.conversion import written_fields
from praksisplan.terms import Term
from praksisplan.text import language

__all__ = ["asked_facts", "fact_form"]

_IN_PART = (Clinic, Area, Doctor)
"""The classes of which a question declares what it reads."""

_KINDS = {
    bool: ("ja eller nej", "true or false"),
    int: ("et helt tal", "a whole number"),
    float: ("et tal, fx 29,9", "a number such as 29.9"),
    Fraction: ("et tal, fx 29,9", "a number such as 29.9"),
    str: ("tekst", "text"),
    datetime.date: ("en dag, fx 31. december 2026", "a day such as 2026-12-31"),
}
_WIDTH = 80

_SHARING = (
    [
        "Fordeling af kapaciteter på områder",
        "I to led er de yderste områder sundhedsråd, hvert med sine områder;",
        "slet ellers »områder«.",
    ],
    [
        "A distribution of capacities over areas",
        "At two levels the outer areas are health councils, each with its areas;",
        "otherwise delete 'areas'.",
    ],
)


def asked_facts(question: str) -> dict[str, Any]:
    """The type of every fact that a question asks for, by its path: ``"clinic.kind"``; own figures are not among them.

    >>> list(asked_facts("deadline_to_fill")), list(asked_facts("may_own_practice"))[:2]
    (['vacant_since', 'on'], ['doctor', 'doctor.born'])
    """
    hints = get_type_hints(facts_class(question))
    return dict(_facts({name: hints[name] for name in QUESTIONS[question].facts}, "", QUESTIONS[question].reads))


def _facts(hints: dict[str, Any], within: str, reads: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, hint in hints.items():
        path, kind = f"{within}{name}", plain_kind(hint)
        yield path, hint
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        if attrs.has(inner):
            fields = [field.name for field in written_fields(inner) if not is_own_id(field)]
            shown = [one for one in fields if inner not in _IN_PART or f"{path}.{one}" in reads]
            yield from _facts({one: get_type_hints(inner)[one] for one in shown}, f"{path}.", reads)


@checked_call
def fact_form(question: str, lang: str = "da") -> str:
    """The facts of a question as a form in YAML: each with what may be written there. Danish: *skema*.

    ``question`` is its name or its title, or ``"distribute"`` for a distribution. What is left as it is, is unknown.

    >>> print(fact_form("deadline_to_fill", "en"))
    # Can the vacant capacity still be filled in time?
    # Fill in, save as facts.yaml, and ask:
    # praksisplan capacity ask deadline_to_fill facts.yaml --lang en
    vacant_since: unknown  # a day such as 2026-12-31
    on: unknown  # a day such as 2026-12-31
    <BLANKLINE>
    """
    how, file = (
        ("Udfyld, gem som oplysninger.yaml, og spørg:", "oplysninger.yaml"),
        ("Fill in, save as facts.yaml, and ask:", "facts.yaml --lang en"),
    )[language(lang)]
    title, command, facts = _SHARING[language(lang)], question, dict(_facts(get_type_hints(Sharing), "", ()))
    if question != "distribute":
        name = question_named(question)
        title, command, facts = [QUESTIONS[name].title(lang)], f"ask {name}", asked_facts(name)
    head = [*title, how, f"praksisplan capacity {command} {file}"]
    return "".join(f"{line}\n" for line in [*(f"# {line}" for line in head), *_lines(facts, lang)])


def _lines(facts: dict[str, Any], lang: str) -> Iterator[str]:
    """The lines of a form: an object or a list has its fields below it, a list with one example."""
    unknown = ("ukendt", "unknown")[language(lang)]
    margins, begins = {"": ""}, dict[str, str]()
    for path, hint in facts.items():
        parent, _, name = path.rpartition(".")
        margin, word, kind = margins[parent], fact_word(name)[language(lang)], plain_kind(hint)
        start = margin[:-2] + begins.pop(parent, margin[-2:])
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        if attrs.has(inner):
            margins[path] = margin + ("  " if inner is kind else "    ")
            begins |= {} if inner is kind else {path: "- "}
            yield f"{start}{word}:"
            continue
        line = f"{start}{word}: {unknown if inner is kind else f'[{unknown}]'}"
        told = _kind_words(plain_kind(inner), lang)
        if len(line) + len(told) + 4 <= _WIDTH:
            yield f"{line}  # {told}"
        else:
            yield from (f"{margin}# {part}" for part in textwrap.wrap(told, _WIDTH - 2 - len(margin)))
            yield line


def _kind_words(kind: Any, lang: str) -> str:
    """What may be written for a fact of a type: a member by its label in Danish, by its slug in English."""
    if issubclass(kind, Term):
        return ", ".join(words[language(lang)] for words in kind.spelled())
    return _KINDS[kind][language(lang)]
