"""Bodies: the committees, groups and authorities that plan, decide, work or are informed."""

from __future__ import annotations

import attrs

from praksisplan.fields import Several, checked, clean_texts, identifier, optional, refers
from praksisplan.model.sources import Citation
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
class Body:
    """A committee, group, authority or organisation. Danish: *organ*.

    ``mandate`` lists the matters that it may decide, ``informed`` those on which it is only informed (*orienteres*),
    ``parent`` is the id of the body that it reports to, and ``role`` describes in a few words its part in the plan.
    """

    id: str = attrs.field(converter=identifier)
    name: str = attrs.field(converter=clean_text)
    kind: BodyKind = attrs.field(converter=BodyKind)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    parent: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("bodies"))
    mandate: tuple[Matter, ...] = attrs.field(default=(), converter=Several[Matter])
    role: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    informed: tuple[Matter, ...] = attrs.field(default=(), converter=Several[Matter])
