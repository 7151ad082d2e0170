"""The search for the shortest schedule within a given time, with a proven bound. Needs the extra ``optimize``."""

from praksisplan.scheduling.best.options import Progress, SolverOptions

__all__ = ["Progress", "SolverOptions"]
