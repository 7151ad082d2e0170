"""The plan: a value that holds everything that is known, and where it is written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, TypeVar

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import Several, checked, clean_texts, identifier, identifiers, optional, refers
from praksisplan.model.areas import PlanKind, PracticeArea
from praksisplan.model.bodies import Body, successors_of
from praksisplan.model.efforts import Effort, Product
from praksisplan.model.events import Event
from praksisplan.model.indicators import Indicator
from praksisplan.model.limits import Limit
from praksisplan.model.links import Link
from praksisplan.model.log import Statement
from praksisplan.model.numbers import as_number, is_number
from praksisplan.model.recommendations import Recommendation
from praksisplan.model.sections import FocusArea, Objective, Section
from praksisplan.model.sources import Source
from praksisplan.model.supplements import Supplement
from praksisplan.model.targets import WHOLE_PLAN, Target, TargetKind
from praksisplan.model.year_plans import ApprovedYearPlan
from praksisplan.periods import Period, read_period, read_periods
from praksisplan.text import Count, clean_text, nearest


@checked(kw_only=True)
class Plan:
    """A plan of numbered recommendations with its log. Danish: *plan*, such as a *praksisplan*.

    A plan is a value: frozen, hashable, equal by content. References are numbers and ids, never nested objects. A plan
    may contain contradictions and unknown numbers; `praksisplan.check` reports them.

    ``kind`` says what kind of plan it is, and so what its recommendations are called. ``authority`` is the id of the
    body whose plan it is, ``region`` the name of the region that it covers, and ``practice_area`` the part of primary
    health care; each may be left out.

    A plan remembers the file that it was loaded from, and passes this on to every plan derived from it, so that
    `praksisplan.save_plan` never overwrites the changes of others. The file is not part of the value: equal plans may
    come from two files.

    ``other_titles`` are other names of the plan, ``replaces`` are the ids of the plans before it, ``links`` say what
    became of their recommendations, ``planning_periods`` are
    the columns of its own timetable, ``limits`` are the capacities of its bodies (a body without one is unlimited), and
    ``year_plans`` are the year plans as they were approved. ``plan[29]`` is the recommendation with that number, and
    ``29 in plan`` tells whether there is one.

    >>> from praksisplan import Recommendation
    >>> first = Recommendation(1, section="1", title="Lægedækning")
    >>> plan = Plan("nord-2027", "Praksisplan", "2027-2030", recommendations=[first])
    >>> 1 in plan, plan[1].title
    (True, 'Lægedækning')
    """

    id: str = attrs.field(converter=identifier, kw_only=False)
    title: str = attrs.field(converter=clean_text, kw_only=False)
    period: Period = attrs.field(converter=read_period, kw_only=False)
    kind: PlanKind = attrs.field(default=PlanKind.PRACTICE_PLAN, converter=PlanKind)
    authority: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("bodies"))
    region: str = attrs.field(default="", converter=clean_text)
    practice_area: PracticeArea | None = attrs.field(default=None, converter=optional(PracticeArea))
    other_titles: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    replaces: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    planning_periods: tuple[Period, ...] = attrs.field(default=(), converter=read_periods)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=Several[Source])
    bodies: tuple[Body, ...] = attrs.field(default=(), converter=Several[Body])
    sections: tuple[Section, ...] = attrs.field(default=(), converter=Several[Section])
    recommendations: tuple[Recommendation, ...] = attrs.field(default=(), converter=Several[Recommendation])
    objectives: tuple[Objective, ...] = attrs.field(default=(), converter=Several[Objective])
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=Several[Indicator])
    focus_areas: tuple[FocusArea, ...] = attrs.field(default=(), converter=Several[FocusArea])
    efforts: tuple[Effort, ...] = attrs.field(default=(), converter=Several[Effort])
    products: tuple[Product, ...] = attrs.field(default=(), converter=Several[Product])
    supplements: tuple[Supplement, ...] = attrs.field(default=(), converter=Several[Supplement])
    events: tuple[Event, ...] = attrs.field(default=(), converter=Several[Event])
    log: tuple[Statement, ...] = attrs.field(default=(), converter=Several[Statement])
    links: tuple[Link, ...] = attrs.field(default=(), converter=Several[Link])
    limits: tuple[Limit, ...] = attrs.field(default=(), converter=Several[Limit])
    year_plans: tuple[ApprovedYearPlan, ...] = attrs.field(default=(), converter=Several[ApprovedYearPlan])
    # what `save_plan` compares with: each file that this plan was read from or written to, and a digest of its content
    _files: tuple[tuple[str, str], ...] = attrs.field(default=(), alias="_files", eq=False, repr=False)

    @cached_property
    def _by_number(self) -> dict[str, Recommendation]:
        return {recommendation.number: recommendation for recommendation in reversed(self.recommendations)}

    @cached_property
    def _event_by_id(self) -> dict[str, Event]:
        return {event.id: event for event in reversed(self.events)}

    @cached_property
    def _body_by_id(self) -> dict[str, Body]:
        return {body.id: body for body in reversed(self.bodies)}

    @cached_property
    def _effort_by_id(self) -> dict[str, Effort]:
        return {effort.id: effort for effort in reversed(self.efforts)}

    @property
    def full_title(self) -> str:
        """The title with the region that the plan covers or, without one, the name of its authority."""
        authority = self._body_by_id.get(self.authority or "")
        of = self.region or ("" if authority is None else authority.name)
        return f"{self.title}, {of}" if of else self.title

    def __repr__(self) -> str:
        recommendations, statements = Count(len(self.recommendations)), Count(len(self.log))
        counts = f"{recommendations:recommendation|recommendations}, {statements:statement|statements}"
        return f"<Plan {self.id}: {counts}>"

    def __getitem__(self, number: int | str) -> Recommendation:
        """The recommendation with that number, as by `recommendation`."""
        return self.recommendation(number)

    def __contains__(self, number: object) -> bool:
        """Whether the plan has a recommendation with that number, given as text or as a whole number."""
        try:
            return as_number(number) in self._by_number  # type: ignore[arg-type]
        except PlanError:
            return False

    __iter__: ClassVar[None] = None
    """A plan is not a sequence: its recommendations are in ``recommendations``."""

    def recommendation(self, number: int | str) -> Recommendation:
        """The recommendation with that number. Raises `PlanError` with the nearest numbers if there is none."""
        return _found("unknown-number", "number", as_number(number, "number"), self._by_number)

    def event(self, id: str) -> Event:
        """The event with that id. Raises `PlanError` with the nearest ids if there is none."""
        return _found("unknown-event", "event", id, self._event_by_id)

    def body(self, id: str) -> Body:
        """The body with that id. Raises `PlanError` with the nearest ids if there is none."""
        return _found("unknown-body", "body", id, self._body_by_id)

    def effort(self, id: str) -> Effort:
        """The effort with that id. Raises `PlanError` with the nearest ids if there is none."""
        return _found("unknown-effort", "effort", id, self._effort_by_id)

    def indicator(self, id: str) -> Indicator:
        """The indicator with that id. Raises `PlanError` with the nearest ids if there is none."""
        return _found("unknown-indicator", "indicator", id, {one.id: one for one in reversed(self.indicators)})

    def has(self, number: str) -> bool:
        """Whether the plan has a recommendation with that number."""
        return number in self._by_number

    def has_body(self, id: str) -> bool:
        """Whether the plan has a body with that id."""
        return id in self._body_by_id

    def has_event(self, id: str) -> bool:
        """Whether the plan has an event with that id."""
        return id in self._event_by_id

    def successors(self, id: str, on: datetime.date | Period | None = None) -> tuple[Body, ...]:
        """The bodies that took over from a body, directly or in turn, the nearest first. Danish: *afløsere*.

        With a day or period only those that exist then. Raises `PlanError` for the id of no body of the plan.
        """
        self.body(id)
        return successors_of(self._body_by_id, id, on)

    def target(self, named: str) -> Target:
        """The kind of thing that a number or id names; an unknown number is a recommendation, an unknown id a body."""
        if named in self._by_number:
            return Target(TargetKind.RECOMMENDATION, named)
        if named in self._event_by_id:
            return Target(TargetKind.EVENT, named)
        if named in self._effort_by_id:
            return Target(TargetKind.EFFORT, named)
        if named == WHOLE_PLAN:
            return Target(TargetKind.WHOLE_PLAN, named)
        return Target(TargetKind.RECOMMENDATION if is_number(named) else TargetKind.BODY, named)


_T = TypeVar("_T")


def _found(code: str, path: str, word: str, known: Mapping[str, _T]) -> _T:
    found = known.get(word) if type(word) is str else None
    if found is None:
        raise PlanError(fault(code, path, word=word, nearest=nearest(str(word), tuple(known))))
    return found
