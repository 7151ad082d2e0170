"""A year's plan as it was approved."""

from __future__ import annotations

import datetime

import attrs

from praksisplan.fields import (
    Several,
    as_day,
    as_it_was,
    checked,
    clean_texts,
    count,
    flag,
    identifier,
    identifiers,
    optional,
    refers,
    whole,
)
from praksisplan.model.bodies import Body
from praksisplan.model.events import Event, Wait
from praksisplan.model.findings import Finding
from praksisplan.model.log import Milestone
from praksisplan.model.numbers import as_number, as_numbers
from praksisplan.model.recommendations import Anchor, Recommendation, Standing, Status
from praksisplan.model.sections import FocusArea, Objective, Section
from praksisplan.model.sources import Citation, Source
from praksisplan.periods import Period, read_period
from praksisplan.terms import Term
from praksisplan.text import clean_text, short_repr


class EntryReason(Term):
    """The reason why a recommendation is in the plan of a year, or is not. Danish: *grundlag*. It is not a status.

    The first four are in the year plan.
    """

    SCHEDULED = "scheduled", "planlagt igangsat", "scheduled"
    """*planlagt igangsat*: first planned for the year"""
    DEFERRED_IN = "deferred_in", "udskudt til året", "deferred in"
    """*udskudt til året*: deferred to it"""
    CARRIED_OVER = "carried_over", "videreført", "carried over"
    """*videreført*: begun or due earlier, and not finished"""
    RECURRING = "recurring", "gentages", "recurring"
    """*gentages*: done before, and to be done again in the year"""
    CLOSED = "closed", "lukket", "closed"
    """*lukket*: completed or cancelled before the year began; `Closure` says which"""
    LATER = "later", "senere", "later"
    """*senere*: planned for, or deferred to, a later year"""
    UNSCHEDULED = "unscheduled", "uden tidspunkt", "unscheduled"
    """*uden tidspunkt*: neither due nor begun"""

    @property
    def in_plan(self) -> bool:
        """Whether it puts a recommendation into the year plan."""
        return self not in (EntryReason.CLOSED, EntryReason.LATER, EntryReason.UNSCHEDULED)


class Closure(Term):
    """The reason why a recommendation is closed. Danish: *lukket, fordi …*."""

    COMPLETED = "completed", "den blev afsluttet", "it was completed"
    DEEMED = "deemed", "den betragtes som afsluttet", "it is deemed completed"
    """*betragtes som afsluttet*: no source reports that the work is done"""
    CANCELLED = "cancelled", "den bortfaldt", "it was cancelled"
    MERGED = "merged", "den blev sammenlagt med en anden", "it was merged into another"
    REPLACED = "replaced", "den blev erstattet af en anden", "it was replaced by another"


@checked
class YearEntry:
    """One recommendation in the plan of a year. Danish: *punkt i implementeringsplanen*.

    ``planned`` is the period for which it was first planned, and ``due`` the one for which it was last planned or to
    which it was last deferred. ``times_carried`` counts the years into which it was carried over. ``effort`` is the
    text of the statements about the work, with the periods that they name, ``milestones`` are those that may fall in
    the year, and ``blocked`` tells whether every part of it waits. The other fields are as in `praksisplan.state_at`;
    ``needs_agreement`` is ``None`` if it is unknown.
    """

    __repr__ = short_repr

    number: str = attrs.field(converter=as_number)
    section: str = attrs.field(converter=as_number)
    title: str = attrs.field(converter=clean_text)
    reason: EntryReason = attrs.field(converter=EntryReason)
    planned: Period | None = attrs.field(converter=optional(read_period))
    due: Period | None = attrs.field(converter=optional(read_period))
    times_carried: int = attrs.field(converter=count)
    status: Status = attrs.field(converter=Status)
    standing: Standing | None = attrs.field(converter=optional(Standing))
    proposed: Status | None = attrs.field(converter=optional(Status))
    proposed_deferred_to: Period | None = attrs.field(converter=optional(read_period))
    awaits: tuple[Wait, ...] = attrs.field(converter=Several[Wait])
    blocked: bool = attrs.field(converter=flag)
    effort: tuple[str, ...] = attrs.field(converter=clean_texts)
    milestones: tuple[Milestone, ...] = attrs.field(converter=Several[Milestone])
    responsible: tuple[str, ...] = attrs.field(converter=identifiers)
    anchor: Anchor | None = attrs.field(converter=optional(Anchor))
    jointly: tuple[str, ...] = attrs.field(converter=as_numbers)
    needs_agreement: bool | None = attrs.field(converter=optional(flag))
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=Several[Finding])
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    participants: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    recipients: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    awaits_more: bool = attrs.field(default=False, converter=flag)
    deemed: bool = attrs.field(default=False, converter=flag)


KEPT = ("title", "region", "sources", "bodies", "sections", "recommendations", "focus_areas", "events", "objectives")
"""The fields of a plan that its approved year plans keep, as they were on the day of the approval."""


@checked
class ApprovedYearPlan:
    """The plan of a year as a body approved it. Danish: *godkendt implementeringsplan*.

    It never changes. ``as_of`` is the day for which its entries were true, ``on`` the day of the approval by the body
    ``by``, and ``declined`` are the numbers of which the proposals were declined; the proposals of the other entries
    were decided. It also holds the parts of the practice plan that the document shows, so that the document reads as it
    was approved.
    """

    __repr__ = short_repr

    year: int = attrs.field(converter=whole)
    as_of: datetime.date = attrs.field(converter=as_day)
    by: str = attrs.field(converter=identifier, metadata=refers("bodies"))
    on: datetime.date = attrs.field(converter=as_day)
    entries: tuple[YearEntry, ...] = attrs.field(converter=Several[YearEntry], metadata=as_it_was())
    declined: tuple[str, ...] = attrs.field(default=(), converter=as_numbers)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    title: str = attrs.field(default="", converter=clean_text)
    region: str = attrs.field(default="", converter=clean_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=Several[Source], metadata=as_it_was())
    bodies: tuple[Body, ...] = attrs.field(default=(), converter=Several[Body], metadata=as_it_was())
    sections: tuple[Section, ...] = attrs.field(default=(), converter=Several[Section], metadata=as_it_was())
    recommendations: tuple[Recommendation, ...] = attrs.field(
        default=(), converter=Several[Recommendation], metadata=as_it_was()
    )
    focus_areas: tuple[FocusArea, ...] = attrs.field(default=(), converter=Several[FocusArea], metadata=as_it_was())
    events: tuple[Event, ...] = attrs.field(default=(), converter=Several[Event], metadata=as_it_was())
    objectives: tuple[Objective, ...] = attrs.field(default=(), converter=Several[Objective], metadata=as_it_was())
