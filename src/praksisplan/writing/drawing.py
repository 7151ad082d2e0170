"""What every picture is drawn with: texts that fit, signs, and the parts of a legend."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

import attrs

from praksisplan.writing.colours import INK, LOOKS, OVER
from praksisplan.writing.layout import breadth

BOLD, MIDDLE = ' font-weight="bold"', ' text-anchor="middle"'
SIGN = 13


@attrs.frozen
class Piece:
    """A part of a picture: its size in pixels and its elements."""

    width: int
    height: int
    lines: list[str]


def width_of(text: str, size: int) -> float:
    """The width of a text in pixels, about.

    A fifth is added, as the font of the reader may be wider: DejaVu Sans stands in for Helvetica on many machines.
    """
    return breadth(text) * size * 1.2


def _fitting(text: str, room: float, size: int) -> str:
    """As much of the beginning of a text as fits; one sign at least."""
    used = 0.0
    for place, sign in enumerate(text):
        used += width_of(sign, size)
        if used > room:
            return text[: max(place, 1)]
    return text


def wrapped(text: str, room: float, size: int, most: int) -> list[str]:
    """A text in lines that fit, broken between words where that can be; what is left over is cut.

    >>> wrapped("Arbejdsgruppen vedr. forebyggelse af indlæggelser og genindlæggelser", 170, 12, 2)
    ['Arbejdsgruppen vedr.', 'forebyggelse af indlæg…']
    """
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        part = _fitting(rest, room, size)
        if part != rest and rest[len(part)] != " " and " " in part:
            part = part[: part.rindex(" ")]
        lines.append(part.rstrip())
        rest = rest[len(part) :].lstrip()
    if not rest:
        return lines
    if _fitting(rest, room, size) == rest:
        return [*lines, rest]
    return [*lines, _fitting(rest, room - width_of("…", size), size).rstrip() + "…"]


def is_cut(text: str, lines: list[str]) -> bool:
    return "".join(lines).replace(" ", "") != "".join(text.split())


def text_at(x: float, y: float, text: str, size: int = 12, fill: str = INK, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}"{more}>{html.escape(text)}</text>'


def named(full: str, parts: list[str], is_needed: bool) -> Iterator[str]:
    """Some elements, with a title that a pointer shows if words are cut or abbreviated."""
    if is_needed:
        yield f"<g><title>{html.escape(full)}</title>"
        yield from parts
        yield "</g>"
    else:
        yield from parts


def sign(is_sure: bool, x: float, y: float) -> Iterator[str]:
    """The sign of what lies above its limit or is late: an exclamation mark; a question mark where it is not sure."""
    back, ink = LOOKS["over" if is_sure else "perhaps-over"]
    yield f'<rect x="{x:g}" y="{y:g}" width="{SIGN}" height="{SIGN}" rx="2" fill="#{back}" stroke="{OVER}"/>'
    yield text_at(x + SIGN / 2, y + 11, "!" if is_sure else "?", 11, f"#{ink}", BOLD + MIDDLE)


Mark = tuple[bool, Iterable[str], str]
"""An entry of a legend: whether the picture has what it explains, the sign or colour, and its words."""


def legend(marks: Iterable[Mark], width: int, y: int, lines: Iterable[str]) -> Piece:
    """The lines of a picture, and below them, from height ``y``, its legend: what its colours and signs mean."""
    found = [*lines]
    x = 6
    for is_shown, parts, text in marks:
        if is_shown:
            wide = 38 + int(width_of(text, 12)) + 22
            if x > 6 and x + wide > width:
                x, y = 6, y + 22
            found += [f'<g transform="translate({x} {y})">', *parts, text_at(34, 12, text), "</g>"]
            x += wide
    return Piece(width, y + 22, found)
