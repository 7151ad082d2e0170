"""Bodies: the committees, groups and authorities that plan, decide, work or are informed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import Several, as_day, checked, clean_texts, each, identifier, identifiers, optional, refers
from praksisplan.model.sources import Citation
from praksisplan.periods import Period
from praksisplan.terms import Term
from praksisplan.text import clean_text


class BodyKind(Term):
    """The kind of a body. Danish: *organtype*."""

    COMMITTEE = "committee", "udvalg", "committee"
    WORKING_GROUP = "working_group", "arbejdsgruppe", "working group"
    REGION = "region", "region", "region"
    MUNICIPALITY = "municipality", "kommune", "municipality"
    STATE = "state", "stat", "state"
    ORGANISATION = "organisation", "organisation", "organisation"
    """*organisation*, such as the doctors' union"""
    UNIT = "unit", "enhed", "unit"
    """*enhed* or centre of a region"""


class Matter(Term):
    """The matter of a decision; a body's mandate lists the matters that it may decide. Danish: *sagsområde*."""

    PLAN = "plan", "praksisplanen", "the practice plan"
    """the practice plan itself: *praksisplanen*"""
    YEAR_PLAN = "year_plan", "implementeringsplanen", "the year plan"
    """the year plan, the start of recommendations, and deferrals: *implementeringsplan*"""
    PRINCIPLE = "principle", "principielle spørgsmål", "matters of principle"
    """matters of principle: *principielle beslutninger*"""
    PROGRESS = "progress", "fremdrift", "progress"
    """how the work on recommendations is arranged: *fremdrift*"""
    WORKING_GROUP = "working_group", "arbejdsgrupper og kommissorier", "working groups and their terms"
    """setting up a working group and approving its terms: *nedsættelse, kommissorium*"""
    STATUS_REPORT = "status_report", "årsrapporten", "the yearly report"
    """the yearly report on the work: *årsrapport*"""
    AGREEMENT = "agreement", "behov for underliggende aftale", "need of an underlying agreement"
    """whether an underlying agreement is needed: *behov for underliggende aftale*"""
    CAPACITY = "capacity", "kapacitet", "capacity"
    """how many capacities there are, and where: *kapacitet*"""
    HEALTH_AGREEMENT = "health_agreement", "sundhedsaftalen", "the health agreement"
    """the work under the health agreement: *sundhedsaftalen*"""


@checked
class Mandate:
    """A matter that a body may decide, and when. Danish: *mandat*.

    ``since`` is the first and ``until`` the last day, both inclusive; without them it lasts as long as the body.

    >>> Mandate("year_plan", since=datetime.date(2015, 1, 1)).matter
    <Matter.YEAR_PLAN: 'year_plan'>
    """

    matter: Matter = attrs.field(converter=Matter)
    since: datetime.date | None = attrs.field(default=None, converter=optional(as_day))
    until: datetime.date | None = attrs.field(default=None, converter=optional(as_day))

    def __attrs_post_init__(self) -> None:
        _refuse_reversed(self.since, self.until)


def _refuse_reversed(since: datetime.date | None, until: datetime.date | None) -> None:
    if since is not None and until is not None and until < since:
        raise PlanError(fault("last-day", "until", since=since, found=until))


def _holds(since: datetime.date | None, until: datetime.date | None, on: datetime.date | Period | None) -> bool:
    first, last = (on.start, on.last_day) if isinstance(on, Period) else (on, on)
    return (since is None or last is None or since <= last) and (until is None or first is None or first <= until)


def _mandates(values: Iterable[Matter | Mandate], name: str = "") -> tuple[Mandate, ...]:
    return each(values, lambda one: one if isinstance(one, Mandate) else Mandate(Matter(one)), name)


@checked
class Body:
    """A committee, group, authority or organisation. Danish: *organ*.

    ``mandate`` lists the matters that it may decide, each a `Matter` or a dated `Mandate`; ``informed`` those on which
    it is only informed (*orienteres*). ``parent`` is the id of the body that it reports to, and ``role`` describes in a
    few words its part in the plan. ``since`` is the first and ``until`` the last day on which it exists, both
    inclusive, where they are known; ``successors`` are the ids of the bodies that took over.

    >>> committee = Body("ppu", "Praksisplanudvalget", "committee", mandate=["plan", "year_plan"])
    >>> committee.may_decide(Matter.YEAR_PLAN)
    True
    """

    id: str = attrs.field(converter=identifier)
    name: str = attrs.field(converter=clean_text)
    kind: BodyKind = attrs.field(converter=BodyKind)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    parent: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("bodies"))
    mandate: tuple[Mandate, ...] = attrs.field(default=(), converter=_mandates)
    role: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    informed: tuple[Matter, ...] = attrs.field(default=(), converter=Several[Matter])
    since: datetime.date | None = attrs.field(default=None, converter=optional(as_day))
    until: datetime.date | None = attrs.field(default=None, converter=optional(as_day))
    successors: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("bodies"))

    def __attrs_post_init__(self) -> None:
        _refuse_reversed(self.since, self.until)

    def exists(self, on: datetime.date | Period | None) -> bool:
        """Whether it exists on a day, or on some day of a period; what is unknown does not limit it."""
        return _holds(self.since, self.until, on)

    def may_decide(self, matter: Matter | None, on: datetime.date | Period | None = None) -> bool:
        """Whether it has the mandate to decide a matter on a day or some day of a period; without one, whether ever."""
        given = any(one.matter is matter and _holds(one.since, one.until, on) for one in self.mandate)
        return given and self.exists(on)


def successors_of(bodies: Mapping[str, Body], id: str, on: datetime.date | Period | None = None) -> tuple[Body, ...]:
    """The bodies that took over from a body: its successors, theirs, and so on, each once, the nearest first.

    With a day or period only those that exist then. Danish: *afløsere*.
    """
    found: dict[str, Body] = {}
    following = [id]
    for one in following:
        after = bodies[one].successors if one in bodies else ()
        new = [other for other in after if other in bodies and other not in found and other != id]
        found |= {other: bodies[other] for other in new}
        following += new
    return tuple(body for body in found.values() if body.exists(on))
