"""Simulation: dates known only within bounds are drawn many times and carried through the waits."""

from praksisplan.scheduling.risk.answer import Risk, Simulation
from praksisplan.scheduling.risk.delays import delays
from praksisplan.scheduling.risk.simulating import simulate

__all__ = ["Risk", "Simulation", "delays", "simulate"]
