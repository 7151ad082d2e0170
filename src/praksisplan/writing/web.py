"""A web of waits -> a picture: what is awaited on the left, who awaits it to the right, section by section."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from itertools import pairwise

import attrs

from praksisplan.writing.colours import BACK, BLUE, GREY, INK, LINE, OVER, SURE, WHITE
from praksisplan.writing.drawing import BOLD, SIGN, Mark, Piece, is_cut, legend, named, sign, text_at, wrapped
from praksisplan.writing.finished import Link, Node, Web

_BOX, _GUTTER = 316, 64
"""The width of a box, and of the room between two columns for the lines."""
_GAP, _LANE = 9, 6
"""The room under a box, and the height of the lane in which a line passes a column."""
_NUMBER, _PAD, _MOST_LINES = 34, 10, 3
_FEWEST = 3
"""The least number of columns."""
_LONGEST = 5
"""A line over more columns passes behind the boxes, in no lane of its own."""
_SWEEPS = 4
_ABOVE = f'{BOLD} stroke="{WHITE}" stroke-width="5" paint-order="stroke"'
"""Headings lie above the lines that pass them."""


@attrs.define(eq=False)
class _Place:
    """A box, or a lane in which a line passes a column: where it is, and its neighbours."""

    node: Node | None
    layer: int
    rank: float
    title: list[str] = attrs.field(factory=list)
    note: list[str] = attrs.field(factory=list)
    before: list[_Place] = attrs.field(factory=list)
    after: list[_Place] = attrs.field(factory=list)
    y: float = 0
    height: int = _LANE

    @property
    def x(self) -> int:
        return self.layer * (_BOX + _GUTTER)

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw_web(web: Web, words: Mapping[str, str]) -> Piece:
    """The web as one picture: a band for each section, and in it the recommendations without an open wait as a list."""
    linked = {id for link in web.links for id in (link.source, link.target)}
    places = {one.id: _box(one, rank) for rank, one in enumerate(web.nodes) if one.id in linked}
    routes = [(link, _route(places, link)) for link in web.links]
    groups = {one.id: one.group for one in web.nodes}
    bands: dict[str, tuple[dict[int, list[_Place]], list[Node]]] = {one.group: ({}, []) for one in web.nodes}
    for node in web.nodes:
        if node.id not in linked:
            bands[node.group][1].append(node)
        else:
            bands[node.group][0].setdefault(node.layer, []).append(places[node.id])
    for link, route in routes:
        for lane in route[1:-1]:
            bands[groups[link.target]][0].setdefault(lane.layer, []).append(lane)
    _order([columns for columns, _ in bands.values()])
    most = max([_FEWEST, *(layer + 1 for columns, _ in bands.values() for layer in columns)])
    width = most * (_BOX + _GUTTER) - _GUTTER
    lines: list[str] = []
    y = 0.0
    for heading, (columns, free) in bands.items():
        lines.append(f'<path d="M0 {y:g}H{width}" stroke="{LINE}"/>')
        title = wrapped(heading, width, 13, 1)
        lines += named(heading, [text_at(0, y + 20, one, 13, BLUE, _ABOVE) for one in title], is_cut(heading, title))
        y = _band(columns, free, most, lines, y + 32) + _GAP
    waits = [element for link, route in routes for element in _line(link, route, words)]
    return legend(_explained(web, words), width, int(y) + 6, [*waits, *lines])


# --- where everything is -----------------------------------------------------------------------------------------


def _box(node: Node, rank: int) -> _Place:
    room = _BOX - 2 * _PAD - (_NUMBER if node.label else 0) - (SIGN if node.late else 0)
    title, note = wrapped(node.title, room, 12, _MOST_LINES), wrapped(node.note, room, 11, 2)
    return _Place(node, node.layer, rank, title, note, height=15 * len(title) + 14 * len(note) + 13)


def _route(places: Mapping[str, _Place], link: Link) -> list[_Place]:
    """From what is awaited to who waits, through a lane in every column between."""
    start, end = places[link.source], places[link.target]
    between = range(start.layer + 1, end.layer) if end.layer - start.layer <= _LONGEST else ()
    route = [start, *(_Place(None, layer, end.rank) for layer in between), end]
    for one, other in pairwise(route):
        one.after.append(other)
        other.before.append(one)
    return route


def _order(bands: list[dict[int, list[_Place]]]) -> None:
    """Sorts each column of each band by its neighbours, so that few lines cross."""
    for sweep in range(_SWEEPS):
        for index, columns in enumerate(bands):
            for layer in sorted(columns, reverse=sweep % 2 == 1):
                column = columns[layer]
                if sweep:
                    column.sort(key=lambda one: _mean([other.rank for other in _beside(one, sweep)], one.rank))
                for place, one in enumerate(column):
                    one.rank = index + (place + 0.5) / len(column)


def _beside(place: _Place, sweep: int) -> list[_Place]:
    return place.after if sweep % 2 else place.before


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _band(columns: dict[int, list[_Place]], free: list[Node], most: int, lines: list[str], top: float) -> float:
    """Draws the boxes of a section level with their neighbours, and its list beside or under them; gives the bottom."""
    within = [one for column in columns.values() for one in column]
    here = set(within)
    for sweep in range(2):
        for layer in sorted(columns, reverse=sweep == 1):
            y = top
            for one in columns[layer]:
                level = _mean([other.middle for other in _beside(one, sweep) if other in here], y)
                one.y = max(y, level - one.height / 2)
                y = one.y + one.height + _GAP
    bottom = max([top, *(one.y + one.height + _GAP for one in within)])
    lines += [element for one in within if one.node for element in _drawn(one, one.node)]
    first = max(columns, default=-1) + 1
    if first == most:
        return _list(free, range(most), lines, bottom)
    return max(bottom, _list(free, range(first, most), lines, top))


def _list(nodes: list[Node], columns: range, lines: list[str], y: float) -> float:
    """Writes recommendations without a box, as many side by side as there are columns; gives the bottom."""
    for start in range(0, len(nodes), len(columns)):
        bottom = y
        for column, node in zip(columns, nodes[start:]):
            x = column * (_BOX + _GUTTER)
            full = f"{node.title} ({node.note})" if node.note else node.title
            title = wrapped(full, _BOX - _NUMBER, 12, _MOST_LINES)
            parts = [text_at(x, y + 13, node.label, 12, GREY, BOLD)]
            parts += [text_at(x + _NUMBER, y + 13 + 15 * place, one, 12, GREY) for place, one in enumerate(title)]
            lines += named(full, parts, is_cut(full, title))
            bottom = max(bottom, y + 15 * len(title) + 5)
        y = bottom
    return y


# --- what is drawn -----------------------------------------------------------------------------------------------


_BROKEN = ' stroke-dasharray="5 4"'


def _line(link: Link, route: list[_Place], words: Mapping[str, str]) -> Iterator[str]:
    """A wait: a line from what is awaited to who waits, with an arrow.

    It is broken where only a strand waits, and has a ring on its last bend where it is one of several alternatives.
    """
    start, end = route[0], route[-1]
    colour, width = (SURE, "1.8") if start.node and start.node.holds > 1 else (GREY, "1.3")
    bend = _GUTTER * 0.55
    x, y = start.x + _BOX, start.middle
    path, arrow, middle = [f"M{x} {y:.1f}"], 1, (float(x), y)
    if start.layer < end.layer:
        for one in route[1:]:
            path.append(f"C{x + bend:g} {y:.1f} {one.x - bend:g} {one.middle:.1f} {one.x} {one.middle:.1f}")
            middle = (x + one.x) / 2, (y + one.middle) / 2
            x, y = one.x + _BOX, one.middle
            path.append(f"H{x}" * (one is not end))
        x = end.x
    else:  # in a circle
        y, x, arrow = end.middle + (8 if start is end else 0), end.x + _BOX, -1
        path.append(f"C{start.x + _BOX + bend:g} {start.middle:.1f} {x + bend:g} {y:.1f} {x} {y:.1f}")
        middle = (start.x + _BOX + x + 1.5 * bend) / 2, (start.middle + y) / 2
    told = [f"{link.target}: {link.text}", link.expected, *([words["web_choice"]] if link.choice else [])]
    yield f"<g><title>{html.escape(', '.join(told))}</title>"
    broken = _BROKEN if link.partial else ""
    yield f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="{width}"{broken}/>'
    yield from _ring(*middle, colour) if link.choice else ()
    yield f'<path d="M{x} {y:.1f}l{-8 * arrow}-4v8z" fill="{colour}"/></g>'


def _ring(x: float, y: float, colour: str) -> Iterator[str]:
    yield f'<circle cx="{x:g}" cy="{y:.1f}" r="4" fill="{WHITE}" stroke="{colour}" stroke-width="1.6"/>'


def _drawn(place: _Place, node: Node) -> Iterator[str]:
    """A box: round for an event, with a bar where a recommendation waits, dark where several recommendations wait."""
    x, y, ink = place.x, place.y, WHITE if node.holds > 1 else INK
    left = x + _PAD + (_NUMBER if node.label else 4)
    parts = _frame(node, x, y, _BOX, place.height)
    parts += [text_at(x + _PAD + 2, y + 19, node.label, 12, ink, BOLD)] if node.label else []
    parts += [text_at(left, y + 19 + 15 * line, one, 12, ink) for line, one in enumerate(place.title)]
    below = y + 18 + 15 * len(place.title)
    shade = ink if node.holds > 1 else GREY
    parts += [text_at(left, below + 14 * line, one, 11, shade) for line, one in enumerate(place.note)]
    if node.late:
        parts += sign(True, x + _BOX - _PAD - SIGN, y + 7)
    yield from named(" ".join(filter(None, (node.label, node.title, node.note and f"({node.note})"))), parts, True)


def _frame(node: Node, x: float, y: float, width: int, height: int) -> list[str]:
    fill = SURE if node.holds > 1 else WHITE if node.label else BACK
    round = 3 if node.label else min(height // 2, 14)
    parts = [
        f'<rect x="{x:g}" y="{y:.1f}" width="{width}" height="{height}" rx="{round}" fill="{fill}" stroke="{GREY}"/>'
    ]
    if node.waits is not False:
        broken = "" if node.waits else ' stroke-dasharray="4 3"'
        parts.append(f'<path d="M{x + 3:g} {y + 1:.1f}v{height - 2}" stroke="{OVER}" stroke-width="5"{broken}/>')
    return parts


_KINDS = {
    "web_event": Node("", "", ""),
    "web_critical": Node("", "", "", holds=2),
    "web_open": Node("", "1", ""),
    "web_blocked": Node("", "1", "", waits=True),
    "web_partial": Node("", "1", "", waits=None),
}
"""The boxes of the legend."""


def _explained(web: Web, words: Mapping[str, str]) -> Iterator[Mark]:
    """The boxes and signs of the legend and their words."""
    linked = {id for link in web.links for id in (link.source, link.target)}
    drawn = [node for node in web.nodes if node.id in linked]
    kinds = {(bool(one.label), one.waits, False) for one in drawn}
    kinds |= {(False, False, True) for one in drawn if one.holds > 1}
    for key, one in _KINDS.items():
        yield (bool(one.label), one.waits, one.holds > 1) in kinds, _frame(one, 0.5, 0.5, 26, 16), words[key]
    line, broken = (f'<path d="M0 8h26" stroke="{GREY}" stroke-width="1.3"{more}/>' for more in ("", _BROKEN))
    yield any(link.partial for link in web.links), [broken], words["web_strand"]
    yield any(link.choice for link in web.links), [line, *_ring(13, 8, GREY)], words["web_choice"]
    yield any(one.late for one in drawn), sign(True, 8, 1), words["web_late"]
    yield len(drawn) < len(web.nodes), [text_at(2, 12, "123", 12, GREY, BOLD)], words["web_free"]
