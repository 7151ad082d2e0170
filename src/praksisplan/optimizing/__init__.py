"""The best schedule, and how good it is proven to be. The extra ``optimize`` brings OR-Tools, ``compiled`` numba."""

from praksisplan.model import ConstraintKind, SolveEnd, SolveStatus
from praksisplan.optimizing.conflict import Constraint
from praksisplan.optimizing.optimizing import Optimum, Progress, optimize

__all__ = ["Constraint", "ConstraintKind", "Optimum", "Progress", "SolveEnd", "SolveStatus", "optimize"]
