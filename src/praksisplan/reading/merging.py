"""Merging what was read of a document into a known plan, whose own bodies, events and numbers the draft then uses."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from praksisplan.arguments import checked_call
from praksisplan.fields import REFERS
from praksisplan.model import Plan, Recommendation
from praksisplan.periods import Period
from praksisplan.reading.reading import Reading
from praksisplan.rules.merging import Merged, merge


@checked_call
def merge_document(plan: Plan, reading: Reading) -> Merged:
    """A known plan with the statements that a document adds to it. Danish: *sammenfletning*.

    The new statements are added at the end of the log, each with its place in the document. Bodies and events that the
    plan has under the same name or title are its own; others are added. The plan keeps its titles and whatever else it
    has. A number that it does not have, and a recommendation in another section, is a finding. A document that is
    merged again adds nothing.

    >>> from praksisplan import Plan, Recommendation, Section
    >>> from praksisplan.reading import read_document
    >>> known = Plan("nord", "Plan", "2024-2027", sections=[Section("1", "Kapacitet")],
    ...     recommendations=[Recommendation(3, "1", "Ydernumre")])
    >>> text = '''Status 2025
    ...
    ... 1. Kapacitet
    ... Indsats 3: Flere ydernumre
    ... Indsatsen er igangsat i marts 2025.
    ... Indsats 4: Lægebus'''
    >>> found = merge_document(known, read_document(text))
    >>> [(one.about, one.status.value, str(one.on)) for one in found.added], [one.code for one in found.findings]
    ([(('3',), 'ongoing', 'marts 2025')], ['only-in-other'])
    """
    return merge(plan, _fitted(plan, reading.plan))


def _fitted(plan: Plan, draft: Plan) -> Plan:
    """The draft as another file of the plan: with its id, and with its bodies, events, sections and titles."""
    names = {
        "sources": _names(draft.sources, plan.sources, lambda one: [(one.title, one.dated)]),
        "bodies": _names(draft.bodies, plan.bodies, lambda one: [*map(str.casefold, (one.id, one.name, *one.aliases))]),
        "events": _names(draft.events, plan.events, lambda one: [(one.title.casefold(), one.kind)]),
    }
    sections = {one.number for one in plan.sections}
    return attrs.evolve(
        plan,
        sources=_wider(plan.sources, draft.sources, names, "sources"),
        bodies=_wider(plan.bodies, draft.bodies, names, "bodies"),
        events=_wider(plan.events, draft.events, names, "events"),
        sections=(*plan.sections, *(_moved(one, names) for one in draft.sections if one.number not in sections)),
        recommendations=tuple(_known(plan, _moved(one, names)) for one in draft.recommendations),
        log=tuple(_moved(one, names) for one in draft.log),
    )


_Names = Mapping[str, Mapping[str, str]]
"""For each field of a plan the ids of the draft, with those that they have in the plan."""


def _names(drafted: Iterable[Any], known: Iterable[Any], words: Callable[[Any], list[Any]]) -> dict[str, str]:
    """The id in the plan of each value of the draft: that of the value with the same words, else one of its own."""
    by_words = {word: one.id for one in known for word in words(one)}
    taken = {one.id for one in known}
    found = {}
    for one in drafted:
        id = next((by_words[word] for word in words(one) if word in by_words), None)
        if id is None:
            free = (f"{one.id}-{place}" for place in itertools.count(2))
            id = one.id if one.id not in taken else next(name for name in free if name not in taken)
            taken.add(id)
        found[one.id] = id
    return found


def _wider(known: tuple[Any, ...], drafted: Iterable[Any], names: _Names, field: str) -> tuple[Any, ...]:
    """The values of the plan, and those of the draft that it lacks."""
    ids = {one.id for one in known}
    moved = (attrs.evolve(_moved(one, names), id=names[field][one.id]) for one in drafted)
    return (*known, *(one for one in moved if one.id not in ids))


def _known(plan: Plan, one: Recommendation) -> Recommendation:
    """A recommendation as the plan has it, in the section that the draft gives."""
    return attrs.evolve(plan[one.number], section=one.section) if plan.has(one.number) else one


def _moved(value: Any, names: _Names) -> Any:
    """A value with the ids of the plan in every field that refers to bodies, events or sources."""
    changed = {}
    for field in attrs.fields(type(value)):
        found, to = getattr(value, field.name), names.get(field.metadata.get(REFERS, ""))
        if to is not None and found:
            moved: Any = to.get(found, found) if isinstance(found, str) else tuple(to.get(one, one) for one in found)
        elif isinstance(found, tuple) and found and attrs.has(type(found[0])) and not isinstance(found[0], Period):
            moved = tuple(_moved(one, names) for one in found)
        else:
            continue
        if moved != found:
            changed[field.name] = moved
    return attrs.evolve(value, **changed) if changed else value
