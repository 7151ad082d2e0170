"""How the best schedule is searched for."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import checked, number, optional, whole

_LARGEST = 2**31 - 1


@attrs.frozen
class Progress:
    """How far the search has come. Danish: *fremdrift*.

    ``seconds`` since it began; ``makespan`` is that of the best schedule so far, ``None`` where there is none yet, and
    ``bound`` the units that no makespan can be below.
    """

    seconds: float
    makespan: int | None
    bound: int


def _seconds(value: float) -> float:
    if number(value, at_most=_LARGEST) <= 0:
        raise PlanError(fault("bad-number.above", least=0, found=value))
    return value


def _positive(value: int) -> int:
    return whole(value, "", 1, _LARGEST)


def _seed(value: int) -> int:
    return whole(value, "", 0, _LARGEST)


def _function(value: Callable[[Progress], None]) -> Callable[[Progress], None]:
    if not callable(value):
        raise PlanError(fault("wrong-type.callable", found=value))
    return value


@attrs.frozen(field_transformer=checked)
class SolverOptions:
    """How the best schedule is searched for. Danish: *løserens indstillinger*.

    ``seconds`` count from when the solver's process is ready: that takes about a second, and some ten the first time,
    when the search is compiled. ``memory`` is the most that the process may use, in megabytes (on Linux). With one
    worker the work is counted, so that the same ``seed`` gives the same answer, unless ``seconds`` run out first; with
    more it is timed. ``progress`` is called whenever something better is known, and about ten times a second. Raises
    `PlanError` for numbers out of range.
    """

    seconds: float = attrs.field(converter=_seconds)
    workers: int = attrs.field(default=2, converter=_positive)
    seed: int = attrs.field(default=0, converter=_seed)
    memory: int = attrs.field(default=2048, converter=_positive)
    progress: Callable[[Progress], None] | None = attrs.field(default=None, converter=optional(_function), eq=False)
