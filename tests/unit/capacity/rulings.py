"""What the tests of rulings share."""

from __future__ import annotations

import datetime

from praksisplan.capacity import Ruling

__all__ = ["codes", "day"]


def day(text: str | None) -> datetime.date | None:
    """A day from its ISO form; ``None`` stays."""
    return None if text is None else datetime.date.fromisoformat(text)


def codes(ruling: Ruling) -> list[str]:
    """The codes of the reasons of a ruling."""
    return [why.code for why in ruling.reasons]
