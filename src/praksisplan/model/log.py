"""What has been said: the log of cited statements from which every state is folded."""

from __future__ import annotations

import attrs

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.model.bodies import Matter
from praksisplan.model.events import Await, Outcome
from praksisplan.model.numbers import as_numbers
from praksisplan.model.recommendations import Anchor, Standing, Status
from praksisplan.model.sources import Citation
from praksisplan.periods import Period
from praksisplan.terms import Term
from praksisplan.text import a_tuple, clean_text, identifiers, language, optional_identifier

__all__ = ["HappeningKind", "Milestone", "Quantity", "Statement"]


class HappeningKind(Term):
    """What a statement tells that was not so before it. Danish: *hændelse*."""

    COMPLETED = "completed", "afsluttet", "completed"
    CANCELLED = "cancelled", "bortfaldet", "cancelled"
    STARTED = "started", "igangsat", "started"
    UNDER_WAY = "under_way", "i gang", "under way"
    """first told as under way: when it began is not told"""
    DEFERRED = "deferred", "udskudt", "deferred"
    PROMISED = "promised", "forventet", "promised"
    SLIPPED = "slipped", "forsinket", "slipped"
    """a promise that reaches further than the one before it: *skred*"""
    DELIVERED = "delivered", "indtruffet", "delivered"
    DECIDED = "decided", "besluttet", "decided"
    """a decision about the plan itself"""
    DECLINED = "declined", "afvist", "declined"


@attrs.frozen
class Milestone:
    """Something expected on the way that nobody awaits. Danish: *milepæl*.

    ``responsible`` are the ids of the bodies that bring it about, ``recipients`` those of the bodies that receive what
    comes of it: a group reports, a committee receives the report.
    """

    title: str = attrs.field(converter=clean_text)
    expected: Period
    responsible: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    recipients: tuple[str, ...] = attrs.field(default=(), converter=identifiers)


def _whole(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    if type(value) is not int:
        raise PlanError(
            Fault(
                "wrong-type",
                attribute.name,
                f"expected a whole number, found {shown(value)}",
                f"der skulle stå et helt tal, her står {shown(value)}",
            )
        )


@attrs.frozen
class Quantity:
    """A counted number of something. Danish: *antal*.

    ``at_least`` is true where the text only gives a lower bound ('indtil videre').

    >>> print(Quantity("temadage", 2, at_least=True))
    mindst 2 temadage
    """

    what: str = attrs.field(converter=clean_text)
    value: int = attrs.field(validator=_whole)
    at_least: bool = False

    def text(self, lang: str = "da") -> str:
        """The quantity in words."""
        least = ("mindst ", "at least ")[language(lang)] if self.at_least else ""
        return f"{least}{self.value} {self.what}"

    def __str__(self) -> str:
        return self.text()


@attrs.frozen
class Statement:
    """Who said what about which recommendations or events, with which standing, and where it is written.

    Danish: *udsagn*. A statement says only what it gives; what it leaves out stays as earlier statements left it.

    - ``about``: numbers of recommendations, ``efforts``: ids of efforts; ``strand`` narrows it to that part of them;
      ``events``: ids of events. With none of them, it is about the plan itself.
    - ``status`` and, for a deferral, ``deferred_to``; ``planned``: the period in which the work was first to start.
    - ``awaits``: what the recommendations await from now on; ``lifts``: what they no longer await, in any strand
      where the statement names none.
    - ``expected``: when ``outcome`` of the subjects was promised; ``delivered``: that this outcome has come.
      A strand's outcome is not that of the recommendation, and releases nothing.
    - ``responsible``, ``participants`` and ``recipients``: the ids of the bodies that do it (*ansvarlig*), take part in
      it (*deltager*) and receive what comes of it (*modtager*).
    - ``milestones``, ``anchor``, ``jointly`` (they are handled together).
    - ``new_task`` and ``outside_agreement``: whether the task is new or changed for the doctors, and lies outside the
      collective agreement; both together need an underlying agreement (*underliggende aftale*).
    - ``quantities``: what was counted.
    - ``standing``; ``by``: the body that said or decided it; ``matter``: what a decision is about; ``on``: when it was
      said or decided (left out: when its source was written); ``effect``: when what was decided takes effect, where
      that is another time; ``declined``: a decision that what was proposed about the subjects is not to be done.
    """

    about: tuple[str, ...] = attrs.field(default=(), converter=as_numbers)
    efforts: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
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
    participants: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    recipients: tuple[str, ...] = attrs.field(default=(), converter=identifiers)
    anchor: Anchor | None = None
    jointly: bool = False
    new_task: bool | None = None
    outside_agreement: bool | None = None
    quantities: tuple[Quantity, ...] = attrs.field(default=(), validator=a_tuple)
    declined: bool = False
    by: str | None = attrs.field(default=None, converter=optional_identifier)
    matter: Matter | None = None
    on: Period | None = None
    effect: Period | None = None
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
        if self.declined and (self.standing is not Standing.DECIDED or self.status is not None):
            raise PlanError(
                Fault(
                    "bad-decline",
                    "declined",
                    "declining a proposal is a decision, and gives no status of its own",
                    "at afvise et forslag er en beslutning og giver ikke selv en status",
                )
            )
        if self.strand is not None and (self.events or not (self.about or self.efforts)):
            raise PlanError(
                Fault(
                    "bad-strand",
                    "strand",
                    "a strand is part of the recommendations in 'about' or the efforts in 'efforts'",
                    "et delspor hører til anbefalingerne i »about« eller indsatserne i »efforts«",
                )
            )

    @property
    def subjects(self) -> tuple[str, ...]:
        """The numbers of the recommendations and the ids of the efforts that it is about."""
        return (*self.about, *self.efforts) if self.efforts else self.about
