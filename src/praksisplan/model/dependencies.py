"""The ways in which one activity can depend on another."""

from __future__ import annotations

from praksisplan.terms import Term


class DependencyKind(Term):
    """Which ends of two activities a dependency joins. Danish: *bindingstype*."""

    FINISH_START = "finish_start", "slut til start", "finish to start"
    """it starts after its predecessor is finished"""
    START_START = "start_start", "start til start", "start to start"
    """it starts after its predecessor has started"""
    FINISH_FINISH = "finish_finish", "slut til slut", "finish to finish"
    """it finishes after its predecessor is finished"""
    START_FINISH = "start_finish", "start til slut", "start to finish"
    """it finishes after its predecessor has started"""

    @property
    def is_from_finish(self) -> bool:
        """Whether it counts from the finish of the predecessor."""
        return self in (DependencyKind.FINISH_START, DependencyKind.FINISH_FINISH)

    @property
    def is_to_finish(self) -> bool:
        """Whether it restricts the finish of the activity rather than its start."""
        return self in (DependencyKind.FINISH_FINISH, DependencyKind.START_FINISH)
