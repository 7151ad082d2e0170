"""Events outside the plan, and waits for them or for other recommendations."""

from __future__ import annotations

import datetime

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import Several, as_day, checked, flag, identifier, identifiers, optional, refers
from praksisplan.model.numbers import as_number
from praksisplan.model.sources import Citation
from praksisplan.model.targets import Target, TargetKind
from praksisplan.periods import Period, read_period, read_periods
from praksisplan.terms import Term
from praksisplan.text import clean_text


class EventKind(Term):
    """The kind of an event. Danish: *begivenhedstype*."""

    REPORT = "report", "afrapportering", "report"
    CLARIFICATION = "clarification", "afklaring", "clarification"
    """*afklaring*, *udmelding*, *fortolkning*"""
    NEGOTIATION = "negotiation", "forhandling", "negotiation"
    AGREEMENT = "agreement", "aftale", "agreement"
    ANALYSIS = "analysis", "analyse", "analysis"
    """*analyse*, *undersøgelse*"""
    EVALUATION = "evaluation", "evaluering", "evaluation"
    DECISION = "decision", "beslutning", "decision"
    DISCUSSION = "discussion", "drøftelse", "discussion"
    """*drøftelse*: it may set work going without deciding anything"""
    CONSULTATION = "consultation", "høring", "consultation"
    REQUIREMENT = "requirement", "krav", "requirement"
    """*krav* in law or in a collective agreement"""
    START = "start", "igangsættelse", "start of work"
    """*arbejdet påbegyndes*"""
    WORK = "work", "arbejde", "work"
    """*arbejde* in a group or project that is to be done first"""


class Outcome(Term):
    """The outcome that a wait lasts until. Danish: *udfald*."""

    COMPLETION = "completion", "afslutning", "completion"
    """the recommendation is completed; for an event: it has come"""
    REPORT = "report", "afrapportering", "report"
    """the work on the recommendation has been reported: *afrapportering*"""
    START = "start", "igangsættelse", "start"
    """the work on the recommendation has begun: *påbegyndt*"""


@checked
class Event:
    """Something outside the recommendations that they await. Danish: *begivenhed*.

    Statements in the log tell when it is expected and that it has come. ``responsible`` are the ids of the bodies that
    bring it about, ``recipients`` those of the bodies that receive its result.

    >>> Event("rapport", "Rapport fra arbejdsgruppen", "report", responsible=["ppu"]).kind
    <EventKind.REPORT: 'report'>
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    kind: EventKind = attrs.field(converter=EventKind)
    responsible: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    recipients: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))


@checked
class Await:
    """A wait: what a recommendation awaits, and for which outcome. Danish: *afventer*.

    Give exactly one of ``recommendation`` (a number) and ``event`` (an id). The statement that contains the wait tells
    which recommendations, and which strand of them, wait.

    ``strand`` is the id of the strand (*delspor*) of the recommendation that is awaited; without it, the whole is.
    Waits of one statement with the same ``one_of``, a short id, are alternatives (*enten … eller …*): they all end when
    one of them ends. A wait for a recommendation that was merged into or replaced by others becomes one for these.

    >>> Await(recommendation=28, outcome=Outcome.REPORT).recommendation
    '28'
    >>> either = (Await(recommendation=24, strand="faglig", one_of="redskab"), Await(event="rapport", one_of="redskab"))
    """

    recommendation: str | None = attrs.field(default=None, converter=optional(as_number))
    event: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("events"))
    outcome: Outcome = attrs.field(default=Outcome.COMPLETION, converter=Outcome)
    strand: str | None = attrs.field(default=None, converter=optional(identifier))
    one_of: str | None = attrs.field(default=None, converter=optional(identifier))

    def __attrs_post_init__(self) -> None:
        if (self.recommendation is None) == (self.event is None):
            raise PlanError(fault("bad-await"))
        if self.strand is not None and self.recommendation is None:
            raise PlanError(fault("bad-await.strand", "strand"))

    @property
    def target(self) -> str:
        """The awaited number or id."""
        return self.recommendation or self.event or ""

    @property
    def awaited(self) -> Target:
        """The awaited recommendation or event, as a `Target`."""
        return Target(TargetKind.RECOMMENDATION if self.event is None else TargetKind.EVENT, self.target)


@checked
class Wait:
    """An open wait with its promises. Danish: *åben afventning*.

    ``strand`` is the strand that waits, ``awaited_strand`` the strand that is awaited; each is ``None`` for the whole.
    ``since`` is the day from which it applies (``None`` without a date), ``expected`` the newest promise, and
    ``promises`` are all of them, the oldest first. ``overdue`` is true if the newest promise has passed, ``missing`` if
    the awaited recommendation, strand or event is not in the plan, and ``never`` if it is cancelled, so that the wait
    is never released. ``one_of`` is the id that alternatives share. ``instead_of`` is the number that the source names,
    if that recommendation was merged into, or replaced by, the awaited one.
    """

    recommendation: str | None = attrs.field(converter=optional(clean_text))
    event: str | None = attrs.field(converter=optional(clean_text))
    outcome: Outcome = attrs.field(converter=Outcome)
    strand: str | None = attrs.field(converter=optional(clean_text))
    since: datetime.date | None = attrs.field(converter=optional(as_day))
    expected: Period | None = attrs.field(converter=optional(read_period))
    promises: tuple[Period, ...] = attrs.field(converter=read_periods)
    overdue: bool = attrs.field(converter=flag)
    missing: bool = attrs.field(converter=flag)
    citations: tuple[Citation, ...] = attrs.field(converter=Several[Citation])
    never: bool = attrs.field(default=False, converter=flag)
    awaited_strand: str | None = attrs.field(default=None, converter=optional(clean_text))
    one_of: str | None = attrs.field(default=None, converter=optional(clean_text))
    instead_of: str | None = attrs.field(default=None, converter=optional(clean_text))

    @property
    def target(self) -> str:
        """The awaited number or id."""
        return self.recommendation or self.event or ""

    @property
    def awaited(self) -> Target:
        """The awaited recommendation or event, as a `Target`."""
        return Target(TargetKind.RECOMMENDATION if self.event is None else TargetKind.EVENT, self.target)
