"""A reading of next year's document -> new statements of a known plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from praksisplan.arguments import checked_call
from praksisplan.fields import REFERS
from praksisplan.model import Plan
from praksisplan.reading.reading import Reading
from praksisplan.rules.merging import Merged, merge
from praksisplan.text import free_id


@checked_call
def merge_reading(plan: Plan, reading: Reading) -> Merged:
    """The known plan with the new statements of a document about it. Danish: *sammenfletning*.

    Bodies that the plan knows by name or alias, events by title, and sources by title and date, are those of the plan;
    the others are added. Nothing in the plan is overwritten. Recommendations that only the document has are findings,
    and statements about them are left out.

    >>> import datetime
    >>> from praksisplan import datasets
    >>> from praksisplan.reading import read_document
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = merge_reading(plan, read_document("Status juni 2018\\n\\nAnbefaling 28 er afsluttet."))
    >>> [(one.about, one.status.value) for one in found.added]
    [(('28',), 'completed')]
    """
    draft = reading.plan
    ids = {
        "bodies": _ids(plan.bodies, draft.bodies, lambda one: (one.name, *one.aliases), is_same_id=True),
        "events": _ids(plan.events, draft.events, lambda one: (one.title,)),
        "sources": _ids(plan.sources, draft.sources, lambda one: (f"{one.title}, {one.dated}",)),
    }
    taken: dict[str, Any] = {}
    for name, own in ids.items():
        known: tuple[Any, ...] = getattr(plan, name)
        added = {own[one.id]: one for one in getattr(draft, name)}
        for one in known:
            added.pop(one.id, None)
        taken[name] = (*known, *(attrs.evolve(_renamed(one, ids), id=id) for id, one in added.items()))
    new = tuple(one for one in draft.recommendations if one.number not in plan)
    other = attrs.evolve(
        plan,
        recommendations=(*plan.recommendations, *_renamed(new, ids)),
        log=_renamed(draft.log, ids),
        **taken,
    )
    return merge(plan, other)


def _ids(
    known: Iterable[Any], read: Iterable[Any], names: Callable[[Any], Iterable[str]], *, is_same_id: bool = False
) -> dict[str, str]:
    """The id in the plan of each thing that was read: that of what it knows by name, else one that is free."""
    by_name = {name.casefold(): one.id for one in known for name in names(one)}
    used = {one.id for one in known}
    found: dict[str, str] = {}
    for one in read:
        id: str = one.id
        same = next((by_name[name.casefold()] for name in names(one) if name.casefold() in by_name), None)
        if same is None and not (is_same_id and id in used):
            same = free_id(id, used)
            used.add(same)
        found[id] = same or id
    return found


def _renamed(value: Any, ids: Mapping[str, Mapping[str, str]]) -> Any:
    """A value of a plan with other ids in the fields that refer to what was renamed."""
    if isinstance(value, tuple):
        return tuple(_renamed(one, ids) for one in value)
    if not attrs.has(type(value)):
        return value
    changes = {}
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        known = ids.get(field.metadata.get(REFERS, ""))
        if known is None:
            changed = _renamed(held, ids)
        elif isinstance(held, tuple):
            changed = tuple(known.get(one, one) for one in held)
        else:
            changed = known.get(held, held)
        if changed != held:
            changes[field.alias] = changed
    return attrs.evolve(value, **changes) if changes else value
