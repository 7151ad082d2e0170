"""What has been said: the log of cited statements from which every state is folded."""

from __future__ import annotations

import attrs

from praksisplan.errors import Fault, PlanError
from praksisplan.model.bodies import Matter
from praksisplan.model.events import Await, Outcome
from praksisplan.model.numbers import as_numbers
from praksisplan.model.recommendations import Anchor, Standing, Status
from praksisplan.model.sources import Citation
from praksisplan.periods import Period
from praksisplan.text import a_tuple, clean_text, identifiers, optional_identifier

__all__ = ["Milestone", "Statement"]


@attrs.frozen
class Milestone:
    """Something expected on the way that nobody awaits. Danish: *milepæl*."""

    title: str = attrs.field(converter=clean_text)
    expected: Period
    bodies: tuple[str, ...] = attrs.field(default=(), converter=identifiers)


@attrs.frozen
class Statement:
    """Who said what about which recommendations or events, with which standing, and where it is written.

    Danish: *udsagn*. A statement says only what it gives; what it leaves out stays as earlier statements left it.

    - ``about``: numbers of recommendations; ``strand`` narrows it to that part of them; ``events``: ids of events. With
      neither, it is about the plan itself.
    - ``status`` and, for a deferral, ``deferred_to``; ``planned``: the period in which the work was first to start.
    - ``awaits``: what the recommendations await from now on; ``lifts``: what they no longer await.
    - ``expected``: when ``outcome`` of the subjects was promised; ``delivered``: that this outcome has come.
      A strand's outcome is not that of the recommendation, and releases nothing.
    - ``milestones``, ``responsible`` (ids of bodies), ``anchor``, ``jointly`` (they are handled together).
    - ``new_task`` and ``outside_agreement``: whether the task is new or changed for the doctors, and lies outside the
      collective agreement; both together need an underlying agreement (*underliggende aftale*).
    - ``standing``; ``by``: the body that said or decided it; ``matter``: what a decision is about; ``on``: when it took
      place or takes effect (left out: when its source was written).
    """

    about: tuple[str, ...] = attrs.field(default=(), converter=as_numbers)
    strand: str | None = attrs.field(default=None, converter=optional_identifier)
    events: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    standing: Standing = Standing.REPORTED
    status: Status | None = None
    planned: Period | None = None
    deferred_to: Period | None = None
    awaits: tuple[Await, ...] = attrs.field(default=(), validator=a_tuple)
    lifts: tuple[Await, ...] = attrs.field(default=(), validator=a_tuple)
    outcome: Outcome = Outcome.COMPLETION
    expected: Period | None = None
    delivered: bool = False
    milestones: tuple[Milestone, ...] = attrs.field(default=(), validator=a_tuple)
    responsible: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    anchor: Anchor | None = None
    jointly: bool = False
    new_task: bool | None = None
    outside_agreement: bool | None = None
    by: str | None = attrs.field(default=None, converter=optional_identifier)
    matter: Matter | None = None
    on: Period | None = None
    text: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), validator=a_tuple)

    def __attrs_post_init__(self) -> None:
        if (self.deferred_to is not None) != (self.status is Status.DEFERRED):
            raise PlanError(
                Fault(
                    "deferral",
                    "",
                    "status 'deferred' and deferred_to go together: give both or neither",
                    "status »deferred« og deferred_to hører sammen: skriv begge eller ingen",
                )
            )
        if self.strand is not None and (self.events or not self.about):
            raise PlanError(
                Fault(
                    "bad-strand",
                    "strand",
                    "a strand is part of the recommendations in 'about'",
                    "et delspor hører til anbefalingerne i »about«",
                )
            )
