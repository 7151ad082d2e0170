"""Who plans, decides, works and is informed."""

from __future__ import annotations

from enum import Enum

import attrs

from praksisplan.model.sources import Citation
from praksisplan.text import a_tuple, clean_text, clean_texts, identifier, optional_identifier

__all__ = ["Body", "BodyKind", "Matter"]


class BodyKind(Enum):
    """What sort of body it is. Danish: *organtype*."""

    COMMITTEE = "committee"
    """*udvalg*"""
    WORKING_GROUP = "working_group"
    """*arbejdsgruppe*"""
    REGION = "region"
    MUNICIPALITY = "municipality"
    STATE = "state"
    ORGANISATION = "organisation"
    """*organisation*, such as the doctors' union"""
    UNIT = "unit"
    """*enhed* or centre of a region"""


class Matter(Enum):
    """What a decision is about; a body's mandate lists the matters that it may decide. Danish: *sagsområde*."""

    PLAN = "plan"
    """the practice plan itself: *praksisplanen*"""
    YEAR_PLAN = "year_plan"
    """a year's plan, when recommendations start, and what is put off: *implementeringsplan*"""
    PRINCIPLE = "principle"
    """matters of principle: *principielle beslutninger*"""
    PROGRESS = "progress"
    """how the work on recommendations is arranged: *fremdrift*"""
    WORKING_GROUP = "working_group"
    """setting up a working group and approving its terms: *nedsættelse, kommissorium*"""
    STATUS_REPORT = "status_report"
    """the yearly report on the work: *årsrapport*"""
    AGREEMENT = "agreement"
    """whether an underlying agreement is needed: *behov for underliggende aftale*"""
    CAPACITY = "capacity"
    """how many capacities there are, and where: *kapacitet*"""
    HEALTH_AGREEMENT = "health_agreement"
    """the work under the health agreement: *sundhedsaftalen*"""


@attrs.frozen
class Body:
    """A committee, group, authority or organisation. Danish: *organ*.

    ``mandate`` lists what it may decide, ``informed`` what it is told of without deciding (*orienteres*), ``parent`` is
    the id of the body that it answers to, ``role`` says in a few words what it does for the plan.
    """

    id: str = attrs.field(converter=identifier)
    name: str = attrs.field(converter=clean_text)
    kind: BodyKind
    aliases: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    parent: str | None = attrs.field(default=None, converter=optional_identifier)
    mandate: tuple[Matter, ...] = attrs.field(default=(), validator=a_tuple)
    role: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), validator=a_tuple)
    informed: tuple[Matter, ...] = attrs.field(default=(), validator=a_tuple)
