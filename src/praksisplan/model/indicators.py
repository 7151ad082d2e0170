"""Indicators: what objectives are measured by, and the values that were measured."""

from __future__ import annotations

import attrs

from praksisplan.fields import Several, checked, flag, identifier, number, optional, refers
from praksisplan.model.numbers import as_number
from praksisplan.model.sources import Citation
from praksisplan.periods import Period, read_period
from praksisplan.text import clean_text


def _value(value: float, name: str = "") -> float:
    return float(number(value, name))


@checked
class Indicator:
    """What an objective is measured by. Danish: *indikator*.

    ``unit`` is the unit of its values, such as ``"pct."``. ``baseline`` is the value at the start, measured in
    ``baseline_in``, and ``target`` the value that is to be reached by the end of ``target_by``. Each may be unknown.
    Without a baseline, ``is_lower_better`` says in which direction the target lies. ``section`` is the section whose
    objective it measures; without one it belongs to the whole plan.

    >>> Indicator("luft", "Lukkede lister", unit="pct.", baseline=30, target=20, target_by="2027").target
    20.0
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    unit: str = attrs.field(default="", converter=clean_text)
    section: str | None = attrs.field(default=None, converter=optional(as_number), metadata=refers("sections"))
    baseline: float | None = attrs.field(default=None, converter=optional(_value))
    baseline_in: Period | None = attrs.field(default=None, converter=optional(read_period))
    target: float | None = attrs.field(default=None, converter=optional(_value))
    target_by: Period | None = attrs.field(default=None, converter=optional(read_period))
    is_lower_better: bool = attrs.field(default=False, converter=flag)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])


@checked
class Measurement:
    """A measured value of an indicator. Danish: *måling*.

    ``period`` is the time that was measured; the statement with the measurement tells who measured it, and when it
    became known.

    >>> Measurement("lukkede-lister", 24, "2. halvår 2017").value
    24.0
    """

    indicator: str = attrs.field(converter=identifier, metadata=refers("indicators"))
    value: float = attrs.field(converter=_value)
    period: Period = attrs.field(converter=read_period)
