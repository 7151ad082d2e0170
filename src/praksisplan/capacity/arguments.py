"""The bounds that the annotations of practice capacity name, for `praksisplan.arguments.checked_call`."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Annotated

from praksisplan.arguments import Reader
from praksisplan.capacity.municipalities import municipality_name
from praksisplan.errors import PlanError, fault
from praksisplan.fields import count, filled_text, number, positive, whole


def _at_least(least: int) -> Reader:
    def read(value: Fraction, name: str) -> Fraction:
        if value < least:
            raise PlanError(fault("bad-number.least", name, found=str(value), least=least))
        return value

    return read


Amount = Annotated[Fraction, _at_least(0)]
"""An exact number of at least 0: kr., hours, years."""
AtLeastOne = Annotated[Fraction, _at_least(1)]
Count = Annotated[int, count]
FilledText = Annotated[str, filled_text]
OneOrMore = Annotated[int, positive]
Kilometres = Annotated[float, functools.partial(number, at_least=0)]
Month = Annotated[int, functools.partial(whole, at_least=1, at_most=12)]
MunicipalityName = Annotated[str, municipality_name]
"""The name or code of a municipality; blank where it is not known."""
