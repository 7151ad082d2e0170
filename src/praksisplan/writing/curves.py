"""Measured values over time -> a picture: for each, the straight path to its target, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from praksisplan.writing.colours import BLUE, GREY, INK, LINE, SURE, WHITE
from praksisplan.writing.drawing import BOLD, MIDDLE, Piece, is_cut, legend, named, text_at, wrapped
from praksisplan.writing.finished import Curve, Curves, Point

_WIDTH, _HEIGHT, _SIDE, _ROOM = 640, 110, 60, 26
"""The size of a plot, the room beside it for words, and the room above and under it for values."""
_DASHED, _THICK = ' stroke-dasharray="6 4"', ' stroke-width="2"'
_END = ' text-anchor="end"'


def draw_curves(curves: Curves, words: Mapping[str, str]) -> Piece:
    """Each curve under its title and the words about it, and the legend under the last."""
    lines: list[str] = []
    y = 0
    for curve in curves.curves:
        for text, size, fill, weight, most in ((curve.title, 13, BLUE, BOLD, 2), (curve.note, 12, INK, "", 4)):
            told = wrapped(text, _WIDTH, size, most)
            parts = [text_at(0, y + 17 * place, one, size, fill, weight) for place, one in enumerate(told, 1)]
            lines += named(text, parts, is_cut(text, told))
            y += 17 * len(told) + 4
        if len(curve.path) + len(curve.points) > 1:  # the words already state a single value
            lines += [f'<g transform="translate(0 {y})">', *_plot(curve), "</g>"]
            y += _HEIGHT + 2 * _ROOM
        y += 14
        lines.append(f'<path d="M0 {y - 10}H{_WIDTH}" stroke="{LINE}"/>')
    marks = []
    for kind, colour, line in (("path", GREY, _DASHED), ("points", SURE, _THICK)):
        sign = [f'<path d="M0 8h24" stroke="{colour}"{line}/>', _dot("12", "8", colour)]
        marks.append((any(getattr(one, kind) for one in curves.curves), sign, words[f"curve_{kind}"]))
    return legend(marks, _WIDTH, y, lines)


@attrs.frozen
class _Scale:
    """Where days and values lie in a plot."""

    days: tuple[int, int]
    values: tuple[float, float]

    def x(self, point: Point) -> float:
        first, last = self.days
        share = (point.day.toordinal() - first) / (last - first) if last > first else 0.5
        return _SIDE + share * (_WIDTH - 2 * _SIDE)

    def y(self, point: Point) -> float:
        least, most = self.values
        share = (point.value - least) / (most - least) if most > least else 0.5
        return _ROOM + (1 - share) * _HEIGHT


def _plot(curve: Curve) -> Iterator[str]:
    every = (*curve.path, *curve.points)
    days, values = [point.day.toordinal() for point in every], [point.value for point in every]
    scale = _Scale((min(days), max(days)), (min(values), max(values)))
    yield from _drawn(curve.path, scale, GREY, _DASHED, curve.path)
    yield from _drawn(curve.points, scale, SURE, _THICK, curve.points[-1:])


def _drawn(
    points: tuple[Point, ...], scale: _Scale, colour: str, line: str, named_ones: tuple[Point, ...]
) -> Iterator[str]:
    """Points and the line through them; some with their words, those of the path above it, the others under it."""
    path = "L".join(f"{scale.x(point):.1f} {scale.y(point):.1f}" for point in points)
    if len(points) > 1:
        yield f'<path d="M{path}" fill="none" stroke="{colour}"{line}/>'
    for point in points:
        x, y = scale.x(point), scale.y(point)
        yield from named(point.text, [_dot(f"{x:.1f}", f"{y:.1f}", colour)], True)
        if point in named_ones:
            anchor = "" if x <= 2 * _SIDE else _END if x >= _WIDTH - 2 * _SIDE else MIDDLE
            at = {"": x - _SIDE, _END: x + _SIDE}.get(anchor, x)
            yield text_at(round(at, 1), round(y + (-10 if line == _DASHED else 19), 1), point.text, 11, INK, anchor)


def _dot(x: str, y: str, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="4" fill="{WHITE}" stroke="{colour}" stroke-width="2"/>'
