"""What every picture is drawn with: colours for light and dark screens, texts that fit, and the parts of a legend."""

from __future__ import annotations

import html
import zlib
from collections.abc import Iterable, Iterator

import attrs

from praksisplan.writing.layout import LOOKS, breadth

INK, BLUE, GREY, LINE, BACK, WHITE = "#1c2733", "#0f3557", "#44515e", "#d3dbe3", "#f2f5f8", "#ffffff"
SURE, EXPECTED, PERHAPS = (f"#{LOOKS[look][0]}" for look in ("certain", "expected", "possible"))
OVER, PERHAPS_OVER = (f"#{LOOKS[look][0]}" for look in ("over", "perhaps-over"))
DARK = {
    WHITE: "#12181f",
    INK: "#e6edf4",
    BLUE: "#a8cbf0",
    GREY: "#b3bfcb",
    LINE: "#3a4753",
    BACK: "#1e2730",
    SURE: "#8fc1f2",
    EXPECTED: "#2f6296",
    PERHAPS: "#24405c",
    "#f4f6f8": "#1a222b",
    "#5c6670": "#9aa6b2",
    "#f2ead8": "#3d3418",
    "#4d3f1a": "#e8d9ae",
    OVER: "#ff9d80",
    PERHAPS_OVER: "#4f2317",
    "#6b1d0b": "#ffc9b8",
}
"""Every colour of a picture, with the one in its place on a dark screen."""
FONT = "Arial, Helvetica, sans-serif"
BOLD, MIDDLE = ' font-weight="bold"', ' text-anchor="middle"'
MARGIN = 24


def framed(width: int, height: int, title: str, described: str, lang: str, lines: list[str]) -> str:
    """A picture that stands alone or within another page: its own ground, and its own colours on a dark screen."""
    name = f"picture-{zlib.crc32(chr(10).join((title, described, *lines)).encode()):08x}"
    dark = "".join(
        f'#{name} [fill="{light}"]{{fill:{dark}}}#{name} [stroke="{light}"]{{stroke:{dark}}}'
        for light, dark in DARK.items()
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-words"'
            f' xml:lang="{lang}" font-family="{FONT}">',
            f'<title id="{name}-title">{html.escape(title)}</title>',
            f'<desc id="{name}-words">{html.escape(described)}</desc>',
            f"<style>@media screen and (prefers-color-scheme: dark){{{dark}}}</style>",
            f'<rect width="{width}" height="{height}" fill="{WHITE}"/>',
            *lines,
            "</svg>\n",
        ]
    )


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


def paragraph(lines: list[str], y: int, text: str, width: int, size: int, fill: str, weight: str = "") -> int:
    """Writes a text over the whole width from a height on; the height under it."""
    for line in wrapped(text, width, size, 3):
        y += size + 6
        lines.append(text_at(MARGIN, y, line, size, fill, weight))
    return y


def named(full: str, parts: list[str], is_needed: bool) -> Iterator[str]:
    """Some elements, with a title that a pointer shows if words are cut or abbreviated."""
    if is_needed:
        yield f"<g><title>{html.escape(full)}</title>"
        yield from parts
        yield "</g>"
    else:
        yield from parts


def swatch(fill: str, line: str, width: int = 22) -> str:
    """The coloured box of a legend."""
    return f'<rect x="0.5" y="2.5" width="{width}" height="10" fill="{fill}" stroke="{line}"/>'


def sign(is_sure: bool, x: float, y: float) -> Iterator[str]:
    """The sign of what lies above its limit or is late: an exclamation mark; a question mark where it is not sure."""
    back, ink = LOOKS["over" if is_sure else "perhaps-over"]
    yield f'<rect x="{x:g}" y="{y:g}" width="{SIGN}" height="{SIGN}" rx="2" fill="#{back}" stroke="{OVER}"/>'
    yield text_at(x + SIGN / 2, y + 11, "!" if is_sure else "?", 11, f"#{ink}", BOLD + MIDDLE)


SIGN = 13


def legend(explained: Iterable[tuple[list[str], str]], width: int, y: int) -> Piece:
    """What colours and signs mean, side by side under a picture."""
    lines: list[str] = []
    x = 6
    for parts, text in explained:
        wide = 38 + int(width_of(text, 12)) + 22
        if x > 6 and x + wide > width:
            x, y = 6, y + 22
        lines += [f'<g transform="translate({x} {y})">', *parts, text_at(34, 12, text), "</g>"]
        x += wide
    return Piece(width, y + 22, lines)
