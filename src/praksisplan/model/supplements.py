"""What belongs to a plan without being it."""

from __future__ import annotations

import attrs

from praksisplan.model.sources import Citation
from praksisplan.text import a_tuple, clean_text, identifier

__all__ = ["Supplement"]


@attrs.frozen
class Supplement:
    """A document that supplements the plan and is read with it. Danish: *supplement*, such as the *kapacitetsplan*.

    ``note`` says in a few words how it came to be.
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    note: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), validator=a_tuple)
