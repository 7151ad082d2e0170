"""Merging two files of one plan: it takes in new statements and reports every other difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, Words, fault
from praksisplan.model import Finding, Plan, Statement, citations_of, finding
from praksisplan.rules.recording import dangling

_T = TypeVar("_T")


@attrs.frozen
class Merged:
    """A plan with the new statements of another file. Danish: *sammenfletning*.

    ``added`` are the statements that were new, ``findings`` are all other differences.
    """

    plan: Plan
    added: tuple[Statement, ...]
    findings: tuple[Finding, ...]


@checked_call
def merge(plan: Plan, other: Plan) -> Merged:
    """The plan with the statements that only another file of the same plan contains. Danish: *sammenfletning*.

    The new statements are added at the end of the log, with the sources, bodies and events that the plan lacks. Nothing
    in the plan is overwritten: every other difference is a finding. A statement about a recommendation, effort or
    strand that the plan does not have is left out, with a finding.

    Raises `PlanError` if the two files have different plan ids.

    >>> from praksisplan import Statement, Status, datasets, merge, parse_period, record
    >>> plan, day = datasets.load("hovedstaden-almen-2015-2019"), parse_period("1. februar 2017")
    >>> mine = record(plan, Statement(about=["29"], status=Status.ONGOING, on=day))
    >>> theirs = record(plan, Statement(about=["33"], status=Status.ONGOING, on=day))
    >>> found = merge(mine, theirs)
    >>> [one.about for one in found.added], found.findings
    ([('33',)], ())
    """
    if plan.id != other.id:
        raise PlanError(fault("other-plan", "other", plan=plan.id, found=other.id))
    wider = attrs.evolve(
        plan,
        sources=(*plan.sources, *_only_in(plan.sources, other.sources)),
        bodies=(*plan.bodies, *_only_in(plan.bodies, other.bodies)),
        events=(*plan.events, *_only_in(plan.events, other.events)),
    )
    known = set(plan.log)
    new = [one for one in dict.fromkeys(other.log) if one not in known]
    left_out = _left_out(wider, new)
    kept = tuple(one for place, one in enumerate(new) if place not in left_out)
    findings = (*_differences(plan, other), *left_out.values())
    return Merged(attrs.evolve(wider, log=(*plan.log, *kept)), kept, findings)


_TAKEN_IN = ("sources", "bodies", "events")
"""The fields of a plan that hold what statements refer to; what only the other file has of them is taken in."""

_NAMED = {
    "sources": Words("Kilden", "Source"),
    "bodies": Words("Organet", "Body"),
    "sections": Words("Afsnit", "Section"),
    "recommendations": Words("Anbefaling", "Recommendation"),
    "efforts": Words("Indsatsen", "Effort"),
    "products": Words("Produktet", "Product"),
    "supplements": Words("Supplementet", "Supplement"),
    "events": Words("Begivenheden", "Event"),
    "indicators": Words("Indikatoren", "Indicator"),
}
"""The fields of a plan whose values have a number or an id."""

_OTHERS = {
    "title": Words("Titlen", "The title"),
    "kind": Words("Plantypen", "The kind of plan"),
    "authority": Words("Myndigheden", "The authority"),
    "region": Words("Regionen", "The region"),
    "practice_area": Words("Praksisområdet", "The practice area"),
    "period": Words("Perioden", "The period"),
    "other_titles": Words("De øvrige titler", "The list of other titles"),
    "replaces": Words("Oplysningen om, hvilken plan den afløser,", "The plan that it replaces"),
    "planning_periods": Words("Tidsplanens perioder", "The list of planning periods"),
    "objectives": Words("Målsætningerne", "The list of objectives"),
    "focus_areas": Words("De øvrige fokusområder", "The list of focus areas"),
    "links": Words("Forbindelserne til andre planer", "The list of links to other plans"),
    "limits": Words("Kapaciteterne", "The list of limits"),
    "year_plans": Words("De godkendte implementeringsplaner", "The list of approved year plans"),
}
"""The other fields of a plan, the log apart."""


def _key(value: object) -> str:
    return str(getattr(value, "number", None) or getattr(value, "id", ""))


def _only_in(mine: tuple[_T, ...], theirs: tuple[_T, ...]) -> Iterator[_T]:
    known = {_key(one) for one in mine}
    return (one for one in theirs if _key(one) not in known)


def _left_out(plan: Plan, statements: list[Statement]) -> dict[int, Finding]:
    """The indexes of the statements that refer to something the plan lacks, with the finding for each."""
    found = {}
    for missing in dangling(plan, "log", statements, "statements"):
        place = int(missing.path.partition("[")[2].partition("]")[0])
        statement = statements[place]
        subject = ", ".join((*statement.subjects, *statement.events)) or plan.id
        found[place] = finding("statement-left-out", subject, statement.citations, fault=missing)
    return found


def _differences(plan: Plan, other: Plan) -> Iterator[Finding]:
    """The differences outside the log."""
    for name, noun in _OTHERS.items():
        if getattr(plan, name) != getattr(other, name):
            yield finding("files-differ", plan.id, noun=noun)
    for name, noun in _NAMED.items():
        mine, theirs = ({_key(one): one for one in getattr(each, name)} for each in (plan, other))
        for key, value in theirs.items():
            if key in mine and mine[key] != value:
                citations = citations_of((mine[key], value)) if name != "sources" else ()
                yield finding("files-differ.named", key, citations, noun=noun, key=key)
            elif key not in mine and name not in _TAKEN_IN:
                yield finding("only-in-other", key, value.citations, noun=noun, key=key)
