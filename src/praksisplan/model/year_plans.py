"""A year's plan as it was approved."""

from __future__ import annotations

import datetime

import attrs

from praksisplan.model.bodies import Body
from praksisplan.model.events import Event, Wait
from praksisplan.model.findings import Finding
from praksisplan.model.log import Milestone
from praksisplan.model.numbers import as_number, as_numbers
from praksisplan.model.recommendations import Anchor, Recommendation, Standing, Status
from praksisplan.model.sections import FocusArea, Section
from praksisplan.model.sources import Citation, Source
from praksisplan.periods import Period
from praksisplan.terms import Term
from praksisplan.text import a_tuple, clean_text, clean_texts, identifier, identifiers, short_repr

__all__ = ["ApprovedYearPlan", "Closure", "EntryReason", "YearEntry"]


class EntryReason(Term):
    """Why a recommendation is in the plan of a year, or is not. Danish: *grundlag*. It is not a status.

    The first four are in the year's plan.
    """

    SCHEDULED = "scheduled", "planlagt igangsat", "scheduled"
    """*planlagt igangsat*: first planned for the year"""
    DEFERRED_IN = "deferred_in", "udskudt til året", "deferred in"
    """*udskudt til året*: put off into it"""
    CARRIED_OVER = "carried_over", "videreført", "carried over"
    """*videreført*: begun or due earlier, and not finished"""
    RECURRING = "recurring", "gentages", "recurring"
    """*gentages*: done before, and to be done again in the year"""
    CLOSED = "closed", "lukket", "closed"
    """*lukket*: completed or cancelled before the year began; `Closure` says which"""
    LATER = "later", "senere", "later"
    """*senere*: planned for, or put off to, a later year"""
    UNSCHEDULED = "unscheduled", "uden tidspunkt", "unscheduled"
    """*uden tidspunkt*: neither due nor begun"""

    @property
    def in_plan(self) -> bool:
        """Whether it puts a recommendation into the year's plan."""
        return self not in (EntryReason.CLOSED, EntryReason.LATER, EntryReason.UNSCHEDULED)


class Closure(Term):
    """Why a recommendation is closed. Danish: *lukket, fordi …*."""

    COMPLETED = "completed", "den blev afsluttet", "it was completed"
    """*den blev afsluttet*"""
    CANCELLED = "cancelled", "den bortfaldt", "it was cancelled"
    """*den bortfaldt*"""


@attrs.frozen
class YearEntry:
    """One recommendation in the plan of a year. Danish: *punkt i implementeringsplanen*.

    ``planned`` is the period it was first planned for and ``due`` the one it was last planned for or put off to;
    ``times_carried`` counts the years it was carried into. ``effort`` is what is said of the work, with the period that
    is named, ``milestones`` those that may fall in the year, ``blocked`` whether every part of it awaits something. The
    rest is as in `praksisplan.state_at`; ``needs_agreement`` is ``None`` where it is not known.
    """

    __repr__ = short_repr

    number: str = attrs.field(converter=as_number)
    section: str = attrs.field(converter=as_number)
    title: str = attrs.field(converter=clean_text)
    reason: EntryReason
    planned: Period | None
    due: Period | None
    times_carried: int
    status: Status
    standing: Standing | None
    proposed: Status | None
    proposed_deferred_to: Period | None
    awaits: tuple[Wait, ...] = attrs.field(validator=a_tuple)
    blocked: bool
    effort: tuple[str, ...] = attrs.field(converter=clean_texts)
    milestones: tuple[Milestone, ...] = attrs.field(validator=a_tuple)
    responsible: tuple[str, ...] = attrs.field(converter=identifiers)
    anchor: Anchor | None
    jointly: tuple[str, ...] = attrs.field(converter=as_numbers)
    needs_agreement: bool | None
    findings: tuple[Finding, ...] = attrs.field(default=(), validator=a_tuple)
    citations: tuple[Citation, ...] = attrs.field(default=(), validator=a_tuple)
    participants: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    recipients: tuple[str, ...] = attrs.field(default=(), converter=identifiers)


@attrs.frozen
class ApprovedYearPlan:
    """The plan of a year as a body approved it. Danish: *godkendt implementeringsplan*.

    It is kept as it was, whatever is said later. ``as_of`` is the day its entries were true, ``on`` the day of the
    approval by the body ``by``; ``declined`` are the numbers of which the proposals were declined, those of the other
    entries were decided. The plan around the entries is kept too, so that the document reads as it was approved.
    """

    __repr__ = short_repr

    year: int
    as_of: datetime.date
    by: str = attrs.field(converter=identifier)
    on: datetime.date
    entries: tuple[YearEntry, ...] = attrs.field(validator=a_tuple)
    declined: tuple[str, ...] = attrs.field(default=(), converter=as_numbers)
    citations: tuple[Citation, ...] = attrs.field(default=(), validator=a_tuple)
    title: str = attrs.field(default="", converter=clean_text)
    region: str = attrs.field(default="", converter=clean_text)
    sources: tuple[Source, ...] = attrs.field(default=(), validator=a_tuple)
    bodies: tuple[Body, ...] = attrs.field(default=(), validator=a_tuple)
    sections: tuple[Section, ...] = attrs.field(default=(), validator=a_tuple)
    recommendations: tuple[Recommendation, ...] = attrs.field(default=(), validator=a_tuple)
    focus_areas: tuple[FocusArea, ...] = attrs.field(default=(), validator=a_tuple)
    events: tuple[Event, ...] = attrs.field(default=(), validator=a_tuple)
