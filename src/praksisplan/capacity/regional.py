"""Decisions and texts of single regions: means of medical cover, and changes of capacity."""

from __future__ import annotations

import attrs

from praksisplan.arguments import checked_call, checked_class
from praksisplan.capacity.facts import CapacityChange, CoverageInstrument, Speciality
from praksisplan.capacity.figures import read_law
from praksisplan.errors import PlanError, fault
from praksisplan.model import Citation, nearest

__all__ = ["Instrument", "decided_changes", "instruments"]


@checked_class
class Instrument:
    """One of the instruments of coverage. Danish: *redskab til lægedækning*.

    ``order`` counts from 1, first choice first. ``is_first_choice`` holds where doctors under the agreement provide the
    care; ``is_temporary`` where the instrument may only be used for a time.
    """

    instrument: CoverageInstrument
    order: int
    is_first_choice: bool
    is_temporary: bool
    citations: tuple[Citation, ...]

    def text(self, lang: str = "da") -> str:
        """The instrument in words."""
        return self.instrument.label(lang)


def instruments() -> tuple[Instrument, ...]:
    """The five instruments by which a region secures medical cover, first choice first. Danish: *redskaber*.

    They cite the bundled plan ``midtjylland-almen-2021-2025``. Rules R87, R88, R90 and R91.

    >>> [one.text("en") for one in instruments()][:2]
    ['sharing patients', 'sale of licences']
    """
    found: tuple[Instrument, ...] = read_law("instruments", tuple[Instrument, ...])
    return found


@attrs.frozen
class _Decisions:
    plan: str
    changes: tuple[CapacityChange, ...]


@checked_call
def decided_changes(plan: str, *, speciality: Speciality | None = None) -> tuple[CapacityChange, ...]:
    """The decisions on capacity that a bundled plan tells of, in general practice or in a speciality. Danish:
    *udvidelse af kapacitet*.

    Raises `PlanError` for the id of a plan of which none are known. Rules R102 and R106.

    >>> [change.quantity for change in decided_changes("hovedstaden-status-2023")]
    [10, 3]
    >>> [str(change.effective) for change in decided_changes("hovedstaden-status-2023", speciality="psychiatry")]
    ['2022-2025']
    """
    known = {one.plan: one.changes for one in read_law("decisions", tuple[_Decisions, ...])}
    if plan not in known:
        raise PlanError(fault("unknown-plan.decisions", "plan", name=plan, nearest=nearest(plan, tuple(known))))
    return tuple(change for change in known[plan] if change.speciality is speciality)
