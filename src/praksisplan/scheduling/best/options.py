"""Options and progress of the search for the best schedule."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import checked, number, optional, whole

_LARGEST = 2**31 - 1


@attrs.frozen
class Progress:
    """The progress of the search. Danish: *fremdrift*.

    ``seconds`` since it began; ``makespan`` of the best schedule so far, ``None`` if there is none yet; ``bound``, a
    lower bound on every makespan.

    >>> Progress(seconds=1.5, makespan=12, bound=10).makespan
    12
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


@checked
class SolverOptions:
    """Options of the search for the best schedule. Danish: *løserens indstillinger*.

    ``seconds`` count from when the solver's process is ready: that takes about a second, and about ten the first time,
    when the search is compiled. ``memory`` is the limit of the process in megabytes (on Linux). With one worker the
    work is counted, so that the same ``seed`` gives the same answer unless ``seconds`` run out first; with more it is
    timed. ``progress`` is called whenever a better schedule or bound is known, and about ten times a second. Raises
    `PlanError` for numbers out of range.

    >>> SolverOptions(seconds=10, seed=1, progress=lambda found: print(found.makespan, found.bound)).workers
    2
    """

    seconds: float = attrs.field(converter=_seconds)
    workers: int = attrs.field(default=2, converter=_positive)
    seed: int = attrs.field(default=0, converter=_seed)
    memory: int = attrs.field(default=2048, converter=_positive)
    progress: Callable[[Progress], None] | None = attrs.field(default=None, converter=optional(_function), eq=False)
