"""Supplements: documents that are read with a plan."""

from __future__ import annotations

import attrs

from praksisplan.fields import Several, checked, identifier
from praksisplan.model.sources import Citation
from praksisplan.text import clean_text


@checked
class Supplement:
    """A document that supplements the plan and is read with it. Danish: *supplement*, such as the *kapacitetsplan*.

    ``note`` describes its origin in a few words.

    >>> Supplement("kapacitetsplan", "Kapacitetsplan 2017", note="vedtaget for sig").title
    'Kapacitetsplan 2017'
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    note: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
