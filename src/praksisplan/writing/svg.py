"""Timelines and charts -> pictures in SVG: a file of its own, or a part of a page. No script, nothing fetched."""

from __future__ import annotations

import html
import zlib
from collections.abc import Iterable, Iterator, Mapping

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.text import sentence
from praksisplan.writing.colours import BACK, BLUE, DARK, DOUBT, GREY, INK, LINE, LOOKS, OVER, PERHAPS, SURE, WHITE
from praksisplan.writing.curves import draw_curves
from praksisplan.writing.drawing import BOLD, SIGN, Mark, Piece, is_cut, legend, named, sign, text_at, width_of, wrapped
from praksisplan.writing.finished import Bar, Cell, Curves, FinishedDocument, Grid
from praksisplan.writing.web import draw_web

FONT = "Arial, Helvetica, sans-serif"
MARGIN = 24
_ROW, _LOW_ROW, _PAD = 36, 26, 6
"""The height of a row; lower where it has no bars and its labels need one line each."""
_NUMBER, _NAME = 120, 340
"""The widest that the labels beside titles, and the titles or names, become."""
_NARROWEST, _NARROWEST_SIGN, _WIDEST = 64, 40, 104
"""The width of a period, and the least where it holds a sign."""
_BAR, _BAR_TOP = 10, 20
_ROWS_A_PIECE = 24
"""A picture of more rows is split, each part under the periods, so that it fits on a printed page."""
_LEAST_WIDTH = 520


def render_svg(document: FinishedDocument) -> str:
    """Every timeline, chart, web and curve of a document, one under another, as one picture. Danish: *billede*.

    The title and the facts come first; each picture has a caption and a legend. Words that do not fit are cut, and
    shown in full where a pointer rests on them. Raises `PlanError` for a document without any of them.
    """
    blocks = [block for block in document.blocks if isinstance(block, Grid) and block.kind != "table"]
    if not blocks:
        raise PlanError(fault("no-picture", "format"))
    drawn = [_pieces(block, document.words) for block in blocks]
    width = max(piece.width for pieces in drawn for piece in pieces)
    lines: list[str] = []
    y = _paragraph(lines, MARGIN, document.title, width, 22, BLUE, BOLD)
    for fact in document.facts:
        y = _paragraph(lines, y, fact, width, 13, GREY)
    for block, pieces in zip(blocks, drawn):
        y = _paragraph(lines, y + 20, block.caption, width, 15, BLUE, BOLD) + 10
        for piece in pieces:
            lines += [f'<g transform="translate({MARGIN} {y})">', *piece.lines, "</g>"]
            y += piece.height
    across, down = width + 2 * MARGIN, y + MARGIN
    described = " ".join(_described(block, document.words) for block in blocks)
    svg = _framed(across, down, document.title, described, document.lang, lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}'


def picture(grid: Grid, words: Mapping[str, str], name: str) -> str:
    """A timeline or a chart as elements of a page; ``name`` begins the ids of their titles and descriptions.

    Many rows are split over several pictures, one after another.
    """
    described = html.escape(_described(grid, words))
    pieces = _pieces(grid, words)
    lines: list[str] = []
    for place, piece in enumerate(pieces, start=1):
        one = f"{name}-{place}"
        title = grid.caption if len(pieces) == 1 else f"{grid.caption} ({place}/{len(pieces)})"
        lines += [
            f'<svg width="{piece.width}" height="{piece.height}" viewBox="0 0 {piece.width} {piece.height}" role="img"'
            f' aria-labelledby="{one}-title {one}-words" font-family="{FONT}">',
            f'<title id="{one}-title">{html.escape(title)}</title>',
            f'<desc id="{one}-words">{described}</desc>',
            *piece.lines,
            "</svg>",
        ]
    return "\n".join(lines)


def _framed(width: int, height: int, title: str, described: str, lang: str, lines: list[str]) -> str:
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


def _paragraph(lines: list[str], y: int, text: str, width: int, size: int, fill: str, weight: str = "") -> int:
    """Writes a text over the whole width from a height on; the height under it."""
    for line in wrapped(text, width, size, 3):
        y += size + 6
        lines.append(text_at(MARGIN, y, line, size, fill, weight))
    return y


def _described(grid: Grid, words: Mapping[str, str]) -> str:
    """A description for those who do not see the picture: its size, and the rows above their limit, if it has any."""
    if isinstance(grid.drawing, Curves):
        return " ".join(f"{curve.title}: {curve.note}" for curve in grid.drawing.curves)
    if grid.drawing is not None:
        linked = {id for link in grid.drawing.links for id in (link.source, link.target)}
        return words["web_words"].format(len(linked), len(grid.drawing.links), len(grid.drawing.nodes) - len(linked))
    periods = grid.headings[grid.labels :]
    ends = " – ".join(dict.fromkeys((*periods[:1], *periods[-1:])))
    shown = words["picture_words"].format(len(grid.rows), ends)
    over = dict.fromkeys(row[0].text for row in grid.rows if any(cell.bar and cell.bar.is_over for cell in row))
    return f"{shown} {sentence(words['over_limit'])}: {', '.join(over)}." if over else shown


# --- the grid ----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Sheet:
    """The columns that the rows of a picture share, and the amount that fills the width of a cell."""

    headings: list[str]
    widths: list[int]
    labels: int
    scale: float


def _pieces(grid: Grid, words: Mapping[str, str]) -> list[Piece]:
    """The rows under the periods, a cell for each, and the legend under the last."""
    if isinstance(grid.drawing, Curves):
        return [draw_curves(grid.drawing, words)]
    if grid.drawing is not None:
        return [draw_web(grid.drawing, words)]
    texts = grid.texts()
    columns = list(zip(*texts))
    rooms = [_room(column, _NUMBER) for column in columns[: max(grid.labels - 1, 0)]]
    rooms += [_room(column, _NAME) for column in columns[len(rooms) : grid.labels]]
    sheet = _Sheet(texts[0], [*rooms, *[_cell_width(grid)] * grid.periods], grid.labels, _scale(grid))
    head = _head(sheet)
    width = max(head.width, _LEAST_WIDTH)
    pieces = []
    number = -(-len(grid.rows) // _ROWS_A_PIECE) or 1
    size = -(-len(grid.rows) // number)
    for part in range(number):
        lines, y = list(head.lines), head.height
        for row in grid.rows[part * size : part * size + size]:
            labels = [
                wrapped(cell.text, wide - 2 * _PAD, 12, 2) for cell, wide in zip(row[: grid.labels], sheet.widths)
            ]
            is_low = grid.kind == "timeline" and all(len(one) < 2 for one in labels)
            height = _LOW_ROW if is_low else _ROW
            lines += _row(row, labels, sheet, y, height)
            y += height
            lines.append(f'<path d="M0 {y}H{head.width}" stroke="{LINE}"/>')
        pieces.append(Piece(width, y + 12, lines))
    last = pieces.pop()
    return [*pieces, legend(_explained(grid, words), width, last.height, last.lines)]


def _room(texts: Iterable[str], most: int) -> int:
    """The width of a column of labels."""
    return int(min(max(width_of(text[:most], 12) for text in texts) * 1.06, most)) + 2 * _PAD + 1


def _cell_width(grid: Grid) -> int:
    """One width for all periods: for the longest text of a cell and the longest word of a heading."""
    cells = [cell for row in grid.rows for cell in row[grid.labels :] if cell.bar is not None]
    words = (word for heading in grid.texts()[0][grid.labels :] for word in heading.split())
    texts = [*words, *(cell.text for cell in cells)]
    least = _NARROWEST_SIGN if grid.kind == "timeline" else _NARROWEST
    longest = max((width_of(text[:_WIDEST], 11) for text in texts), default=0)
    is_marked = any(bar.is_over is not False for bar in _bars(grid))
    return int(min(max(longest * 1.04 + 2 * _PAD + 1 + (SIGN + 3 if is_marked else 0), least), _WIDEST))


def _head(sheet: _Sheet) -> Piece:
    """The line of headings."""
    headings = [wrapped(text, width - 2 * _PAD, 11, 3) for text, width in zip(sheet.headings, sheet.widths)]
    height = 14 * max(map(len, headings), default=1) + 10
    lines = [f'<rect width="{sum(sheet.widths)}" height="{height}" fill="{BACK}"/>']
    x = 0
    for text, words, width in zip(sheet.headings, headings, sheet.widths):
        y = height - 14 * len(words) + 4
        parts = [text_at(x + _PAD, y + 14 * place, one, 11, BLUE, BOLD) for place, one in enumerate(words)]
        lines += named(text, parts, is_cut(text, words))
        x += width
    lines.append(f'<path d="M0 {height}H{x}" stroke="{BLUE}"/>')
    return Piece(x, height, lines)


def _row(row: tuple[Cell, ...], labels: list[list[str]], sheet: _Sheet, y: int, height: int) -> Iterator[str]:
    """One line of the picture: its labels, and a cell for each period."""
    x = 0
    if row[0].marked:
        yield f'<path d="M2 {y + 2}v{height - 4}" stroke="{INK}" stroke-width="4"/>'
    for column, (cell, width) in enumerate(zip(row, sheet.widths)):
        if column < sheet.labels:
            words = labels[column]
            first = y + height // 2 + (4 if len(words) < 2 else -3)
            weight = BOLD if row[0].marked or (column == 0 and sheet.labels > 1) else ""
            parts = [text_at(x + _PAD, first + 14 * line, one, 12, INK, weight) for line, one in enumerate(words)]
            yield from named(cell.text, parts, is_cut(cell.text, words))
        else:
            if cell.bar is None:
                drawn = _shaded(cell, x, y, width, height)
            else:
                free = next(
                    (at for at, other in enumerate(row[column + 1 :]) if _has_words(other.text)), len(row) - column - 1
                )
                before = row[column - 1].bar
                goes_on = before is not None and before.most > 0 and not _has_words(cell.text)
                drawn = _bar(cell.bar, sheet.scale, x, y, width, free * width, goes_on)
            yield from named(f"{row[0].text}, {sheet.headings[column]}: {cell.text}", list(drawn), bool(cell.text))
        x += width


def _shaded(cell: Cell, x: int, y: int, width: int, height: int) -> Iterator[str]:
    """A cell of a timeline: a sign on its colour; a line runs on through the periods after work has begun."""
    back, ink = LOOKS[cell.look]
    yield f'<rect x="{x + 1}" y="{y + 2}" width="{width - 2}" height="{height - 4}" fill="#{back}"/>'
    yield _glyph(cell.look, f"#{ink}", x + width / 2, y + height / 2, width / 2)


_GLYPHS = {
    "certain": "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "expected": "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0h12",
    "possible": "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "not_expected": "m-5 0h10",
    "ruled_out": "m-4-4l8 8m0-8l-8 8",
    "unknown": "m-3.5-2.5a3.5 3.5 0 1 1 5.5 3q-2 1.4-2 3m0 2.6v1.2",
}
"""The signs of a timeline around their middle: full, half full, empty circle; dash, cross, question mark."""


def _glyph(look: str, ink: str, x: float, y: float, half: float) -> str:
    if look == "begun":
        return f'<path d="M{x - half:g} {y:g}h{2 * half:g}" stroke="{SURE}" stroke-width="3"/>'
    fill = {"certain": ink}.get(look, "none")
    half_full = f'<path d="M{x:g} {y - 6:g}a6 6 0 0 0 0 12z" fill="{ink}"/>' if look == "expected" else ""
    return half_full + f'<path d="M{x:g} {y:g}{_GLYPHS[look]}" fill="{fill}" stroke="{ink}" stroke-width="1.6"/>'


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


# --- bars --------------------------------------------------------------------------------------------------------


def _scale(grid: Grid) -> float:
    """The amount that fills the width of a cell: the most of any bar; a limit counts up to twice as much."""
    bars = _bars(grid)
    most = max((bar.most for bar in bars), default=0.0)
    limit = max((bar.limit for bar in bars if bar.limit is not None), default=0.0)
    return max(most, min(limit, 2 * most) if most else limit) or 1.0


def _bars(grid: Grid) -> list[Bar]:
    return [cell.bar for row in grid.rows for cell in row if cell.bar is not None]


def _bar(bar: Bar, scale: float, x: int, y: int, width: int, free: int, goes_on: bool) -> Iterator[str]:
    """A cell of a chart: the words, and under them what is sure, what is possible, and the limit.

    The words may go on over so much free room beside the cell, unless a sign stands there. A dot is left out: the bar
    says as much.
    """
    marked = bar.is_over is not False
    room = width - 2 * _PAD
    words = wrapped(bar.text if _has_words(bar.text) else "", room - SIGN - 3 if marked else room + free, 11, 1)
    left = x + _PAD
    yield from (text_at(left, y + 14, one, 11) for one in words)
    if marked:
        yield from sign(bar.is_over is True, x + width - _PAD - SIGN, y + 3)
    limit = bar.most if bar.limit is None else min(bar.limit, bar.most)
    for first, last, fill, line in (
        (limit, bar.most, DOUBT, OVER),
        (0, limit, PERHAPS, SURE),
        (limit, bar.least, OVER, OVER),
        (0, min(limit, bar.least), SURE, SURE),
    ):
        if last > first:
            start, end = (room * amount / scale for amount in (first, last))
            start -= 2 * _PAD if goes_on and not first else 0  # in one piece with the bar before
            yield (  # wide enough to be seen
                f'<rect x="{left + start:.1f}" y="{y + _BAR_TOP}" width="{max(end - start, 2):.1f}" height="{_BAR}"'
                f' fill="{fill}" stroke="{line}"/>'
            )
    if bar.limit is not None and bar.limit <= scale:
        at = f"{left + room * bar.limit / scale:.1f}"
        yield f'<path d="M{at} {y + _BAR_TOP - 3}v{_BAR + 6}" stroke="{INK}" stroke-width="2"/>'


# --- the legend --------------------------------------------------------------------------------------------------


def _explained(grid: Grid, words: Mapping[str, str]) -> Iterator[Mark]:
    """The signs of the legend and their words."""
    if grid.kind == "timeline":
        shown = dict.fromkeys((cell.look, cell.text) for row in grid.rows for cell in row if cell.look)
        for look, text in sorted(shown, key=lambda one: list(LOOKS).index(one[0])):
            back, ink = (f"#{one}" for one in LOOKS[look])
            box = f'<rect x="0.5" y="0.5" width="24" height="16" fill="{back}" stroke="{LINE}"/>'
            yield True, [box, _glyph(look, ink, 12.5, 8.5, 12)], text
        return
    bars = _bars(grid)
    over = [bar.is_over for bar in bars]
    critical, limit = (f'<path d="M{x} 0v16" stroke="{INK}" stroke-width="{wide}"/>' for x, wide in ((14, 4), (12, 2)))
    yield any(bar.least > 0 for bar in bars), [_swatch(SURE, SURE)], words["certain"]
    yield any(bar.most > bar.least for bar in bars), [_swatch(PERHAPS, SURE)], words["possible"]
    yield any(row[0].marked for row in grid.rows), [critical], words["critical"]
    yield any(bar.limit is not None for bar in bars), [limit], words["chart_limit"]
    yield True in over, [_swatch(OVER, OVER, 10), *sign(True, 14, 1)], words["over_limit"]
    yield None in over, [_swatch(DOUBT, OVER, 10), *sign(False, 14, 1)], words["perhaps_over_limit"]


def _swatch(fill: str, line: str, width: int = 22) -> str:
    """The coloured box of a legend."""
    return f'<rect x="0.5" y="2.5" width="{width}" height="10" fill="{fill}" stroke="{line}"/>'
