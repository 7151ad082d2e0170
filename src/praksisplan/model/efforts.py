"""Efforts without a recommendation number, and their products."""

from __future__ import annotations

import attrs

from praksisplan.fields import Several, checked, identifier, identifiers, optional, refers
from praksisplan.model.areas import PracticeArea, Theme
from praksisplan.model.numbers import as_numbers
from praksisplan.model.recommendations import Strand, TemporalKind
from praksisplan.model.sources import Citation
from praksisplan.terms import Term
from praksisplan.text import clean_text


@checked
class Effort:
    """Work that is not a numbered recommendation, in one practice area if the plan has these. Danish: *indsats*.

    A text about two practice areas becomes two efforts, because their status can differ; ``project`` names what they
    have in common. ``strands`` are steps with a state of their own; ``place`` is where the work is done, if that is not
    the whole region; ``events`` are the ids of events that started the work, require it or resulted from it. Statements
    in the log give its status, waits and quantities.

    >>> Effort("henvisninger", "Bedre henvisninger", "general_practice", "cooperation").area
    <PracticeArea.GENERAL_PRACTICE: 'general_practice'>
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    area: PracticeArea | None = attrs.field(default=None, converter=optional(PracticeArea))
    theme: Theme | None = attrs.field(default=None, converter=optional(Theme))
    temporal: TemporalKind | None = attrs.field(default=None, converter=optional(TemporalKind))
    project: str | None = attrs.field(default=None, converter=optional(identifier))
    place: str = attrs.field(default="", converter=clean_text)
    strands: tuple[Strand, ...] = attrs.field(default=(), converter=Several[Strand])
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    events: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("events"))


class ProductKind(Term):
    """The kind of a product. Danish: *produkttype*."""

    FORM = "form", "blanket", "form"
    GUIDELINE = "guideline", "vejledning", "guideline"
    MATERIAL = "material", "materiale", "material"
    TOOL = "tool", "redskab", "tool"
    WEBSITE = "website", "hjemmeside", "website"


@checked
class Product:
    """A result of work that others can use. Danish: *produkt*.

    ``efforts`` (ids) and ``recommendations`` (numbers) are the work that it resulted from; ``area`` is the practice
    area that is to use it, if that is known.

    >>> Product("vejledning", "Vejledning om henvisning", "guideline", recommendations=[28]).recommendations
    ('28',)
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    kind: ProductKind = attrs.field(converter=ProductKind)
    efforts: tuple[str, ...] = attrs.field(default=(), converter=identifiers, metadata=refers("efforts"))
    recommendations: tuple[str, ...] = attrs.field(default=(), converter=as_numbers, metadata=refers("recommendations"))
    area: PracticeArea | None = attrs.field(default=None, converter=optional(PracticeArea))
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
