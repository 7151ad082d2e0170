"""The log of cited statements, from which every state is derived."""

from __future__ import annotations

import itertools
from typing import Any

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import Several, checked, clean_texts, flag, identifier, identifiers, optional, refers, whole
from praksisplan.model.bodies import Matter
from praksisplan.model.events import Await, Outcome
from praksisplan.model.indicators import Measurement
from praksisplan.model.numbers import as_number, as_numbers
from praksisplan.model.recommendations import Anchor, Standing, Status
from praksisplan.model.sources import Citation
from praksisplan.periods import LAST_DAY, Period, may_overlap, read_period
from praksisplan.periods.durations import parse_duration
from praksisplan.terms import Term
from praksisplan.text import clean_text, language


class HappeningKind(Term):
    """The kind of news in a statement. Danish: *hændelse*."""

    COMPLETED = "completed", "afsluttet", "completed"
    CANCELLED = "cancelled", "bortfaldet", "cancelled"
    STARTED = "started", "igangsat", "started"
    UNDER_WAY = "under_way", "i gang", "under way"
    """first told as under way: when it began is not told"""
    DEFERRED = "deferred", "udskudt", "deferred"
    PROMISED = "promised", "forventet", "promised"
    SLIPPED = "slipped", "forsinket", "slipped"
    """a promise that reaches further than the one before it: *skred*"""
    WITHDRAWN = "withdrawn", "forventning trukket tilbage", "promise withdrawn"
    """a promise that no longer stands, so that nothing is expected"""
    DELIVERED = "delivered", "indtruffet", "delivered"
    REACHED = "reached", "milepæl nået", "milestone reached"
    DECIDED = "decided", "besluttet", "decided"
    """a decision about the plan itself"""
    DECLINED = "declined", "afvist", "declined"


def _interval(value: str, name: str = "") -> str:
    text = clean_text(value, name)
    return text and parse_duration(text, name).text()


@checked
class Milestone:
    """An expected result on the way that no recommendation awaits. Danish: *milepæl*.

    ``responsible`` are the ids of the bodies that bring it about, ``recipients`` those of the bodies that receive its
    result: a group writes a report, a committee receives it. ``reached`` is when it was reached. ``every`` says how
    often it comes again after it was first expected, as a duration in words (``"1 år"``); it is empty for one that
    comes once. A later milestone of the same title takes the place of an earlier one of that recommendation.

    >>> draft = Milestone("Udkast til vejledning", "1. kvartal 2017", responsible=["ppu"], reached="3. april 2017")
    >>> print(draft.expected, draft.reached, sep="; ")
    1. kvartal 2017; 3. april 2017
    """

    title: str = attrs.field(converter=clean_text)
    expected: Period = attrs.field(converter=read_period)
    responsible: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))
    recipients: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))
    reached: Period | None = attrs.field(default=None, converter=optional(read_period))
    every: str = attrs.field(default="", converter=_interval)

    def falls_in(self, period: Period | str) -> bool:
        """Whether it may be reached, or come again, within a period.

        >>> Milestone("Temamøde", "2016", every="1 år").falls_in("2018")
        True
        """
        period = read_period(period, "period")
        first = self.reached or self.expected
        start, end, after = first.start, first.end, period.start
        if not self.every or start is None or end is None or after is None or may_overlap(first, period):
            return may_overlap(first, period)
        step, length, last = parse_duration(self.every), end - start, period.end or LAST_DAY
        days = (step.after(start, times) for times in itertools.count(1))
        return any(day + length > after for day in itertools.takewhile(lambda day: day < last, days))


@checked
class Quantity:
    """A counted number of something. Danish: *antal*.

    ``at_least`` is true if the text only gives a lower bound ('indtil videre').

    >>> print(Quantity("temadage", 2, at_least=True))
    mindst 2 temadage
    """

    what: str = attrs.field(converter=clean_text)
    value: int = attrs.field(converter=whole)
    at_least: bool = attrs.field(default=False, converter=flag)

    def text(self, lang: str = "da") -> str:
        """The quantity in words."""
        least = ("mindst ", "at least ")[language(lang)] if self.at_least else ""
        return f"{least}{self.value} {self.what}"

    def __str__(self) -> str:
        return self.text()


@checked
class Statement:
    """An entry of the log: a cited statement about recommendations, efforts or events. Danish: *udsagn*.

    A statement only changes the fields that it gives; earlier statements remain true of the others.

    - ``about``: numbers of recommendations; ``efforts``: ids of efforts; ``strand`` narrows both to that part of them;
      ``events``: ids of events. Without any of these, the statement is about the plan itself.
    - ``status``; ``deemed``: the work is only deemed to have that status (*betragtes som afsluttet*), without a report
      that it is so; ``deferred_to``: for a deferral, the period to which the work is deferred, if one is named;
      ``planned``: the period in which the work was first to start. ``merged_into`` or ``replaced_by``, with the status
      *cancelled*: the recommendations that go on with the work, or take its place. An event is *completed* (it has
      come), *deferred*, or *cancelled* (it will never come); besides, only ``expected``, ``withdrawn`` and
      ``delivered`` may be given of an event, if they agree with that.
    - ``awaits``: waits that begin; ``awaits_more``: there are further reasons that are not named (*bl.a.*), which hold
      until another status than *awaiting* or *deferred* is stated; ``lifts``: waits that end, in every strand unless
      the statement names one.
    - ``expected``: the period for which ``outcome`` of the subjects is promised; ``withdrawn``: the promise is
      withdrawn, so that nothing is expected; ``delivered``: the outcome has come. The outcome of a strand is not the
      outcome of the recommendation, and releases only waits for that strand.
    - ``responsible``, ``participants``, ``recipients``: the ids of the bodies that do the work (*ansvarlig*), take part
      in it (*deltager*) and receive its result (*modtager*). Those of a later day replace those of an earlier one.
    - ``milestones``, ``anchor``, ``jointly`` (the recommendations are handled together).
    - ``new_task``: the task is new or changed for the doctors; ``outside_agreement``: it lies outside the collective
      agreement. If both are true, an underlying agreement (*underliggende aftale*) is needed.
    - ``quantities``: counted numbers; ``measurements``: measured values of indicators.
    - ``standing``; ``by``: the body that made the statement or decision; ``matter``: the matter of a decision; ``on``:
      its date (by default that of its source); ``effect``: when a decision takes effect, if that is another time;
      ``declined``: the decision rejects the proposals about the subjects.
    - ``inferred``: the names of the fields whose values, here and in the milestones, the source does not state but the
      person who entered the plan inferred.

    >>> Statement([28], status="deferred", deferred_to="2018", standing="decided", by="ppu").about
    ('28',)
    """

    about: tuple[str, ...] = attrs.field(default=(), converter=as_numbers, metadata=refers("recommendations"))
    efforts: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("efforts"))
    strand: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("strands"))
    events: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("events"))
    standing: Standing = attrs.field(default=Standing.REPORTED, converter=Standing)
    status: Status | None = attrs.field(default=None, converter=optional(Status))
    deemed: bool = attrs.field(default=False, converter=flag)
    merged_into: str | None = attrs.field(
        default=None, converter=optional(as_number), metadata=refers("recommendations")
    )
    replaced_by: tuple[str, ...] = attrs.field(default=(), converter=as_numbers, metadata=refers("recommendations"))
    planned: Period | None = attrs.field(default=None, converter=optional(read_period))
    deferred_to: Period | None = attrs.field(default=None, converter=optional(read_period))
    awaits: tuple[Await, ...] = attrs.field(default=(), converter=Several[Await])
    awaits_more: bool = attrs.field(default=False, converter=flag)
    lifts: tuple[Await, ...] = attrs.field(default=(), converter=Several[Await])
    outcome: Outcome = attrs.field(default=Outcome.COMPLETION, converter=Outcome)
    expected: Period | None = attrs.field(default=None, converter=optional(read_period))
    withdrawn: bool = attrs.field(default=False, converter=flag)
    delivered: bool = attrs.field(default=False, converter=flag)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=Several[Milestone])
    responsible: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))
    participants: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))
    recipients: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))
    anchor: Anchor | None = attrs.field(default=None, converter=optional(Anchor))
    jointly: bool = attrs.field(default=False, converter=flag)
    new_task: bool | None = attrs.field(default=None, converter=optional(flag))
    outside_agreement: bool | None = attrs.field(default=None, converter=optional(flag))
    quantities: tuple[Quantity, ...] = attrs.field(default=(), converter=Several[Quantity])
    measurements: tuple[Measurement, ...] = attrs.field(default=(), converter=Several[Measurement])
    declined: bool = attrs.field(default=False, converter=flag)
    by: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("bodies"))
    matter: Matter | None = attrs.field(default=None, converter=optional(Matter))
    on: Period | None = attrs.field(default=None, converter=optional(read_period))
    effect: Period | None = attrs.field(default=None, converter=optional(read_period))
    text: str = attrs.field(default="", converter=clean_text)
    inferred: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])

    def __attrs_post_init__(self) -> None:
        if self.deemed and self.status is None:
            raise PlanError(fault("deemed", "deemed"))
        for name in self.inferred:
            if not self._gives(name):
                raise PlanError(fault("bad-inferred", "inferred", name=name))
        if self.deferred_to is not None and self.status is not Status.DEFERRED:
            raise PlanError(fault("deferral", "deferred_to"))
        if (self.merged_into or self.replaced_by) and self.status is not Status.CANCELLED:
            raise PlanError(fault("bad-closure", "merged_into" if self.merged_into else "replaced_by"))
        if self.merged_into and self.replaced_by:
            raise PlanError(fault("bad-closure.both", "replaced_by"))
        if self.withdrawn and (self.expected is not None or self.delivered):
            raise PlanError(fault("bad-withdrawal", "withdrawn"))
        if self.declined and (self.standing is not Standing.DECIDED or self.status is not None):
            raise PlanError(fault("bad-decline", "declined"))
        if self.strand is not None and (self.events or not (self.about or self.efforts)):
            raise PlanError(fault("bad-strand", "strand"))

        if self.delivered and self.subjects and self.outcome is not Outcome.REPORT:
            status = Status.ONGOING if self.outcome is Outcome.START else Status.COMPLETED
            raise PlanError(fault("bad-delivery", "delivered", status=status, outcome=self.outcome))
        if self.events:
            self._refuse_of_events()

    def _gives(self, name: str) -> bool:
        """Whether a field with that name has another value than its default."""
        return name in _DEFAULTS and getattr(self, name) != _DEFAULTS[name]

    def _refuse_of_events(self) -> None:
        """Refuse what applies only to work: an event has come, is expected, is deferred or will never come."""
        faults = [fault("of-an-event", name, name=name) for name in _OF_WORK if self._gives(name)]
        if self.status is not None and self.status not in _EXCLUDED:
            faults.append(fault("of-an-event", "status", name="status"))
        excluded = [name for name in _EXCLUDED.get(self.status, ()) if getattr(self, name)]
        faults += [fault("of-an-event.status", name, name=name, status=self.status) for name in excluded]
        if faults:
            raise PlanError(*faults)

    @property
    def successors(self) -> tuple[str, ...]:
        """The numbers of the recommendations that go on with cancelled work, or take its place."""
        return self.replaced_by if self.merged_into is None else (self.merged_into,)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The numbers of the recommendations and the ids of the efforts that the statement is about."""
        return (*self.about, *self.efforts) if self.efforts else self.about


_DEFAULTS = {field.name: field.default for field in attrs.fields(Statement)}


def restated(statement: Statement, **changes: Any) -> Statement:
    """A statement with other values; a field that it no longer gives is not called inferred either."""
    made = attrs.evolve(statement, inferred=(), **changes)
    kept = tuple(name for name in statement.inferred if made._gives(name))
    return attrs.evolve(made, inferred=kept) if kept else made


_OF_WORK = (
    "deemed",
    "merged_into",
    "replaced_by",
    "planned",
    "awaits",
    "awaits_more",
    "lifts",
    "milestones",
    "responsible",
    "participants",
    "recipients",
    "anchor",
    "jointly",
    "new_task",
    "outside_agreement",
    "quantities",
)
"""The fields that apply only to work. An event itself names the body that brings it about."""

_EXCLUDED: dict[Status | None, tuple[str, ...]] = {
    Status.COMPLETED: ("expected", "withdrawn"),
    Status.CANCELLED: ("expected", "delivered"),
    Status.DEFERRED: ("expected", "delivered"),
}
"""The fields that each status of an event excludes; an event has no other status.

``deferred_to`` says when a deferred event is expected.
"""
