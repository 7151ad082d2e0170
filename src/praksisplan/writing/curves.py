"""Measured values over time -> a picture: for each, the straight path to its target, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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


_Spots = Mapping[Point, tuple[float, float]]
"""Where points lie in a plot."""


def _plot(curve: Curve) -> Iterator[str]:
    every = (*curve.path, *curve.points)
    across = _shares([point.day.toordinal() for point in every])
    up = _shares([point.value for point in every])
    at = {
        point: (_SIDE + x * (_WIDTH - 2 * _SIDE), _ROOM + (1 - y) * _HEIGHT) for point, x, y in zip(every, across, up)
    }
    yield from _drawn(curve.path, at, GREY, _DASHED, curve.path)
    yield from _drawn(curve.points, at, SURE, _THICK, curve.points[-1:])


def _shares(values: Sequence[float]) -> list[float]:
    """Where values lie between the least and the most of them, from 0 to 1; in the middle if they are all the same."""
    least, most = min(values), max(values)
    return [(one - least) / (most - least) if most > least else 0.5 for one in values]


def _drawn(points: tuple[Point, ...], at: _Spots, colour: str, line: str, told: tuple[Point, ...]) -> Iterator[str]:
    """Points and the line through them; some with their words, those of the path above it, the others under it."""
    path = "L".join("{:.1f} {:.1f}".format(*at[point]) for point in points)
    if len(points) > 1:
        yield f'<path d="M{path}" fill="none" stroke="{colour}"{line}/>'
    for point in points:
        x, y = at[point]
        yield from named(point.text, [_dot(f"{x:.1f}", f"{y:.1f}", colour)], True)
        if point in told:
            anchor = "" if x <= 2 * _SIDE else _END if x >= _WIDTH - 2 * _SIDE else MIDDLE
            start = {"": x - _SIDE, _END: x + _SIDE}.get(anchor, x)
            yield text_at(round(start, 1), round(y + (-10 if line == _DASHED else 19), 1), point.text, 11, INK, anchor)


def _dot(x: str, y: str, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="4" fill="{WHITE}" stroke="{colour}" stroke-width="2"/>'
