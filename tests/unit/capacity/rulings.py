"""What the tests of rulings share."""

from __future__ import annotations

import datetime

from praksisplan.capacity import AuthorityDecision, Ruling

__all__ = ["codes", "day", "decided"]


def day(text: str | None) -> datetime.date | None:
    """A day from its ISO form; ``None`` stays."""
    return None if text is None else datetime.date.fromisoformat(text)


def codes(ruling: Ruling) -> list[str]:
    """The codes of the reasons of a ruling."""
    return [why.code for why in ruling.reasons]


def decided(outcome: bool | None, on: str = "2014-05-01") -> AuthorityDecision | None:
    """What a region has decided on a day; ``None``: nothing."""
    return None if outcome is None else AuthorityDecision(outcome, "Region Sjælland", datetime.date.fromisoformat(on))
