"""The institutions of Danish primary health care in time: first and last days, and who took over."""

from __future__ import annotations

import datetime
from functools import cached_property
from importlib.resources import files

import attrs

from praksisplan.arguments import checked_call
from praksisplan.errors import PlanError, fault
from praksisplan.fields import Several, as_day, checked
from praksisplan.model import Body, Plan, Source, citations_of, nearest
from praksisplan.model.bodies import successors_of
from praksisplan.storage.values import read_value


@checked
class Institutions:
    """Bodies with the days on which they exist and who took over, each with its sources. Danish: *institutioner*.

    A first or last day that no source gives is ``None``, and does not limit the body. ``sources`` are the pages and
    documents that the citations name, with their addresses.
    """

    sources: tuple[Source, ...] = attrs.field(converter=Several[Source])
    bodies: tuple[Body, ...] = attrs.field(converter=Several[Body])

    @cached_property
    def _by_id(self) -> dict[str, Body]:
        return {body.id: body for body in self.bodies}

    def body(self, id: str) -> Body:
        """The body with that id. Raises `PlanError` with the nearest ids if there is none.

        >>> institutions().body("region-hovedstaden").until
        datetime.date(2026, 12, 31)
        """
        if id not in self._by_id:
            raise PlanError(fault("unknown-body", "id", word=id, nearest=nearest(str(id), tuple(self._by_id))))
        return self._by_id[id]

    def at(self, day: datetime.date) -> tuple[Body, ...]:
        """The bodies that exist on a day, and those of which no source says that they do not.

        >>> [body.name for body in institutions().at(datetime.date(2027, 1, 1)) if body.kind.value == "region"]
        ['Region Syddanmark', 'Region Midtjylland', 'Region Nordjylland', 'Region Østdanmark']
        """
        day = as_day(day, "day")
        return tuple(body for body in self.bodies if body.exists(day))

    def successors(self, id: str) -> tuple[Body, ...]:
        """The bodies that took over from a body, directly or in turn, the nearest first. Danish: *afløsere*.

        Raises `PlanError` for an unknown id.

        >>> [body.name for body in institutions().successors("praksisplanudvalget")]
        ['Sundhedssamarbejdsudvalget']
        """
        return successors_of(self._by_id, self.body(id).id)

    def dated(self, plan: Plan) -> Plan:
        """The plan, with the dates of those of its bodies that are known here, their successors, and the sources.

        A body of the plan is known by its name or an alias, such as *PPU*. One with a date or successor of its own
        stays as it is. `praksisplan.check` then finds what lies with a body outside these days.

        >>> from praksisplan import Body, Plan, Statement, check
        >>> plan = Plan("p", "Plan", "2021-2025", bodies=[Body("ppu", "PPU", "committee")],
        ...     log=[Statement(responsible=["ppu"], on="1. maj 2023")])
        >>> for finding in check(institutions().dated(plan)):
        ...     if finding.code == "body-did-not-exist":
        ...         print(finding.danish)
        PPU har 30. juni 2022 som sidste dag, men har en opgave derefter (1. maj 2023); efterfølger:
        Sundhedssamarbejdsudvalget.
        """
        by_name = {name.casefold(): body for body in self.bodies for name in (body.name, *body.aliases)}
        found: dict[str, Body] = {}
        for body in plan.bodies:
            known = [by_name[name.casefold()] for name in (body.name, *body.aliases) if name.casefold() in by_name]
            if known and not (body.since or body.until or body.successors):
                found[body.id] = known[0]
        ids = {one.id: id for id, one in found.items()}
        after = dict.fromkeys(other for one in found.values() for other in self.successors(one.id))
        new = [one for one in after if one.id not in ids and not plan.has_body(one.id)]
        bodies = [_with_days(body, found[body.id], ids) if body.id in found else body for body in plan.bodies]
        cited = {citation.source for body in (*bodies, *new) for citation in body.citations}
        told = {source.id for source in plan.sources}
        sources = [source for source in self.sources if source.id in cited - told]
        return attrs.evolve(plan, bodies=[*bodies, *new], sources=[*plan.sources, *sources])


def _with_days(body: Body, known: Body, ids: dict[str, str]) -> Body:
    """A body of a plan with the days, successors and citations that are known of it."""
    if known.since is None and known.until is None:
        return body
    return attrs.evolve(
        body,
        since=known.since,
        until=known.until,
        successors=[ids.get(id, id) for id in known.successors],
        citations=citations_of([body, known]),
    )


@checked_call
def institutions() -> Institutions:
    """The bodies that plan primary health care, or did, with dates, successors and sources.

    *Praksisplanudvalg*, its PAS, *sundhedskoordinationsudvalg*, *sundhedssamarbejdsudvalg*, *sundhedsklynger*,
    *sundhedsråd*, the five regions and Region Østdanmark. As known on 27 November 2026. Danish: *institutioner*.

    >>> committee = institutions().body("praksisplanudvalget")
    >>> print(committee.since, committee.until, committee.successors)
    None 2022-06-30 ('sundhedssamarbejdsudvalget',)
    """
    text = (files("praksisplan.datasets") / "institutions.json").read_text("utf-8")
    return read_value(text, Institutions)
