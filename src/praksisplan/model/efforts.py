"""What is done without a recommendation number, and what comes of it."""

from __future__ import annotations

import attrs

from praksisplan.fields import Several, checked, identifier, identifiers, optional, refers
from praksisplan.model.areas import PracticeArea, Theme
from praksisplan.model.numbers import as_numbers
from praksisplan.model.recommendations import Strand, TemporalKind
from praksisplan.model.sources import Citation
from praksisplan.terms import Term
from praksisplan.text import clean_text


@attrs.frozen(field_transformer=checked)
class Effort:
    """Work in one practice area that is no numbered recommendation. Danish: *indsats*.

    What one text says of two practice areas is two efforts, because they can stand differently; ``project`` names what
    they have in common. ``strands`` are steps with states of their own; ``place`` is where it is done, if it is not
    the whole region; ``events`` are the ids of events that set it going, require it or came of it. How it stands, what
    it awaits and counts is said by statements in the log.
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    area: PracticeArea = attrs.field(converter=PracticeArea)
    theme: Theme = attrs.field(converter=Theme)
    temporal: TemporalKind | None = attrs.field(default=None, converter=optional(TemporalKind))
    project: str | None = attrs.field(default=None, converter=optional(identifier))
    place: str = attrs.field(default="", converter=clean_text)
    strands: tuple[Strand, ...] = attrs.field(default=(), converter=Several[Strand])
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    events: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("events"))


class ProductKind(Term):
    """What sort of product it is. Danish: *produkttype*."""

    FORM = "form", "blanket", "form"
    GUIDELINE = "guideline", "vejledning", "guideline"
    MATERIAL = "material", "materiale", "material"
    TOOL = "tool", "redskab", "tool"
    WEBSITE = "website", "hjemmeside", "website"


@attrs.frozen(field_transformer=checked)
class Product:
    """What came of work and can be used by others. Danish: *produkt*.

    ``efforts`` (ids) and ``recommendations`` (numbers) are what it came of; ``area`` the practice area that is to use
    it, where that is said.
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    kind: ProductKind = attrs.field(converter=ProductKind)
    efforts: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("efforts"))
    recommendations: tuple[str, ...] = attrs.field(default=(), converter=as_numbers, metadata=refers("recommendations"))
    area: PracticeArea | None = attrs.field(default=None, converter=optional(PracticeArea))
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
