"""The shortest schedule that can be found in a given time, and what is proven of it. Needs the extra ``optimize``."""

from praksisplan.scheduling.best.options import Progress, SolverOptions

__all__ = ["Progress", "SolverOptions"]
