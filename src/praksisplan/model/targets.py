"""Targets: the recommendations, events and bodies that waits and dates depend on."""

from __future__ import annotations

from typing import NamedTuple

from praksisplan.terms import Term


class TargetKind(Term):
    """The kind of a target."""

    RECOMMENDATION = "recommendation", "anbefaling", "recommendation"
    EVENT = "event", "begivenhed", "event"
    BODY = "body", "organ", "body"
    EFFORT = "effort", "indsats", "effort"
    CYCLE = "cycle", "kreds", "cycle"
    """recommendations that wait for each other in a circle"""
    PLAN = "plan", "eget tidspunkt", "its own date"
    """the period for which the recommendation itself is planned"""
    WHOLE_PLAN = "whole_plan", "hele planen", "the whole plan"


WHOLE_PLAN = "*"
"""The id for the whole plan in place of a body; no id of a body has this character.

>>> from praksisplan import Limit
>>> Limit.whole_plan(12).body == WHOLE_PLAN
True
"""


class Target(NamedTuple):
    """Something that is awaited, or that determines a date. Danish: *det, der ventes på*.

    ``id`` is the number of a recommendation or the id of anything else. A circle of waits has the first of its numbers
    as ``id``, and all of them in ``members``.

    >>> Target(TargetKind.RECOMMENDATION, "28").id
    '28'
    """

    kind: TargetKind
    id: str
    members: tuple[str, ...] = ()
