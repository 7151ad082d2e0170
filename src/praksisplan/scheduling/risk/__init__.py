"""How likely is it? What is known only within bounds is drawn many times, and pushed through the waits."""

from praksisplan.scheduling.risk.answer import Risk, Simulation
from praksisplan.scheduling.risk.delays import delays
from praksisplan.scheduling.risk.simulating import simulate

__all__ = ["Risk", "Simulation", "delays", "simulate"]
