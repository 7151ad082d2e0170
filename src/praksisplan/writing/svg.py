"""Timelines and charts -> pictures in SVG: a file of its own, or a part of a page. No script, nothing fetched."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.text import sentence
from praksisplan.writing.finished import Bar, Cell, FinishedDocument, Grid
from praksisplan.writing.layout import LOOKS, breadth

_INK, _BLUE, _GREY, _LINE, _BACK = "#1c2733", "#0f3557", "#44515e", "#d3dbe3", "#f2f5f8"
_FONT = "Arial, Helvetica, sans-serif"

_ROW, _PAD = 36, 6
_NUMBER, _NAME = 90, 250
"""The widest that the labels beside titles, and the titles or names, become."""
_NARROWEST, _WIDEST = 64, 104
"""The width of a period."""
_BAR, _BAR_TOP = 10, 20
_MARK = 13
"""The side of the sign beside a bar above its limit."""
_ROWS_A_PIECE = 24
"""A picture of more rows is split, each part under the periods, so that it fits on a printed page."""
_MARGIN, _LEAST_WIDTH = 24, 520


def render_svg(document: FinishedDocument) -> str:
    """Every timeline and chart of a document, one under another, as one picture. Danish: *billede*.

    The title and the facts come first; each picture has a caption and a legend. Words that do not fit are cut, and
    shown in full where a pointer rests on them. Raises `PlanError` for a document without any of them.
    """
    blocks = [block for block in document.blocks if isinstance(block, Grid) and block.kind != "table"]
    if not blocks:
        raise PlanError(fault("no-picture", "format"))
    drawn = [_pieces(block, document.words) for block in blocks]
    width = max(piece.width for pieces in drawn for piece in pieces)
    lines: list[str] = []
    y = _paragraph(lines, _MARGIN, document.title, width, 22, _BLUE, _BOLD)
    for fact in document.facts:
        y = _paragraph(lines, y, fact, width, 13, _GREY)
    for block, pieces in zip(blocks, drawn):
        y = _paragraph(lines, y + 20, block.caption, width, 15, _BLUE, _BOLD) + 10
        for piece in pieces:
            lines += [f'<g transform="translate({_MARGIN} {y})">', *piece.lines, "</g>"]
            y += piece.height
    across, down = width + 2 * _MARGIN, y + _MARGIN
    described = " ".join(_described(block, document.words) for block in blocks)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" viewBox="0 0 {across} {down}"'
            f' role="img" aria-labelledby="title words" xml:lang="{document.lang}" font-family="{_FONT}">',
            f'<title id="title">{html.escape(document.title)}</title>',
            f'<desc id="words">{html.escape(described)}</desc>',
            f'<rect width="{across}" height="{down}" fill="#ffffff"/>',
            *lines,
            "</svg>\n",
        ]
    )


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
            f' aria-labelledby="{one}-title {one}-words" font-family="{_FONT}">',
            f'<title id="{one}-title">{html.escape(title)}</title>',
            f'<desc id="{one}-words">{described}</desc>',
            *piece.lines,
            "</svg>",
        ]
    return "\n".join(lines)


def _described(grid: Grid, words: Mapping[str, str]) -> str:
    """A description for those who do not see the picture: its size, and the rows above their limit."""
    periods = grid.headings[grid.labels :]
    ends = " – ".join(dict.fromkeys((*periods[:1], *periods[-1:])))
    shown = words["picture_words"].format(len(grid.rows), ends)
    over = dict.fromkeys(row[0].text for row in grid.rows if any(cell.bar and cell.bar.is_over for cell in row))
    return f"{shown} {sentence(words['over_limit'])}: {', '.join(over)}." if over else shown


# --- text --------------------------------------------------------------------------------------------------------


def _breadth(text: str, size: int) -> float:
    """The width of a text in pixels, about.

    A fifth is added, as the font of the reader may be wider: DejaVu Sans stands in for Helvetica on many machines.
    """
    return breadth(text) * size * 1.2


def _fitting(text: str, room: float, size: int) -> str:
    """As much of the beginning of a text as fits; one sign at least."""
    used = 0.0
    for place, sign in enumerate(text):
        used += _breadth(sign, size)
        if used > room:
            return text[: max(place, 1)]
    return text


def _wrapped(text: str, room: float, size: int, most: int) -> list[str]:
    """A text in lines that fit, broken between words where that can be; what is left over is cut.

    >>> _wrapped("Arbejdsgruppen vedr. forebyggelse af indlæggelser og genindlæggelser", 170, 12, 2)
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
    return [*lines, _fitting(rest, room - _breadth("…", size), size).rstrip() + "…"]


def _is_cut(text: str, lines: list[str]) -> bool:
    return "".join(lines).replace(" ", "") != "".join(text.split())


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _text(x: float, y: float, text: str, size: int = 12, fill: str = _INK, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}"{more}>{html.escape(text)}</text>'


_BOLD, _MIDDLE = ' font-weight="bold"', ' text-anchor="middle"'


def _paragraph(lines: list[str], y: int, text: str, width: int, size: int, fill: str, weight: str = "") -> int:
    """Writes a text over the whole width from a height on; the height under it."""
    for line in _wrapped(text, width, size, 3):
        y += size + 6
        lines.append(_text(_MARGIN, y, line, size, fill, weight))
    return y


def _named(full: str, parts: list[str], is_needed: bool) -> Iterator[str]:
    """Some elements, with a title that a pointer shows if words are cut or abbreviated."""
    if is_needed:
        yield f"<g><title>{html.escape(full)}</title>"
        yield from parts
        yield "</g>"
    else:
        yield from parts


# --- the grid ----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Piece:
    """A part of a picture: its size in pixels and its elements."""

    width: int
    height: int
    lines: list[str]


@attrs.frozen
class _Sheet:
    """The columns that the rows of a picture share, and the amount that fills the width of a cell."""

    headings: list[str]
    widths: list[int]
    labels: int
    scale: float


def _pieces(grid: Grid, words: Mapping[str, str]) -> list[_Piece]:
    """The rows under the periods, a cell for each, and the legend under the last."""
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
            lines += _row(row, sheet, y)
            y += _ROW
            lines.append(f'<path d="M0 {y}H{head.width}" stroke="{_LINE}"/>')
        pieces.append(_Piece(width, y + 12, lines))
    last = pieces[-1]
    legend = _legend(grid, words, width, last.height)
    return [*pieces[:-1], _Piece(width, legend.height, [*last.lines, *legend.lines])]


def _room(texts: Iterable[str], most: int) -> int:
    """The width of a column of labels."""
    return int(min(max(_breadth(text[:most], 12) for text in texts) * 1.06, most)) + 2 * _PAD + 1


def _cell_width(grid: Grid) -> int:
    """One width for all periods: for the longest text of a cell and the longest word of a heading."""
    cells = [cell for row in grid.rows for cell in row[grid.labels :]]
    words = (word for heading in grid.headings[grid.labels :] for word in heading.split())
    texts = [*words, *(cell.text for cell in cells)]
    longest = max((_breadth(text[:_WIDEST], 11) for text in texts), default=0)
    is_marked = any(cell.bar is not None and cell.bar.is_over is not False for cell in cells)
    return int(min(max(longest * 1.04 + 2 * _PAD + 1 + (_MARK + 3 if is_marked else 0), _NARROWEST), _WIDEST))


def _head(sheet: _Sheet) -> _Piece:
    """The line of headings."""
    told = [_wrapped(text, width - 2 * _PAD, 11, 3) for text, width in zip(sheet.headings, sheet.widths)]
    height = 14 * max(map(len, told), default=1) + 10
    lines = [f'<rect width="{sum(sheet.widths)}" height="{height}" fill="{_BACK}"/>']
    x = 0
    for text, words, width in zip(sheet.headings, told, sheet.widths):
        y = height - 14 * len(words) + 4
        parts = [_text(x + _PAD, y + 14 * place, one, 11, _BLUE, _BOLD) for place, one in enumerate(words)]
        lines += _named(text, parts, _is_cut(text, words))
        x += width
    lines.append(f'<path d="M0 {height}H{x}" stroke="{_BLUE}"/>')
    return _Piece(x, height, lines)


def _row(row: tuple[Cell, ...], sheet: _Sheet, y: int) -> Iterator[str]:
    """One line of the picture: its labels, and a cell for each period."""
    x = 0
    for column, (cell, width) in enumerate(zip(row, sheet.widths)):
        if column < sheet.labels:
            words = _wrapped(cell.text, width - 2 * _PAD, 12, 2)
            first = y + (22 if len(words) < 2 else 15)
            weight = _BOLD if column == 0 and sheet.labels > 1 else ""
            parts = [_text(x + _PAD, first + 14 * line, one, 12, _INK, weight) for line, one in enumerate(words)]
            yield from _named(cell.text, parts, _is_cut(cell.text, words))
        else:
            if cell.bar is None:
                drawn = _shaded(cell, x, y, width)
            else:
                free = next(
                    (at for at, other in enumerate(row[column + 1 :]) if _has_words(other.text)), len(row) - column - 1
                )
                drawn = _bar(cell.bar, sheet.scale, x, y, width, free * width)
            yield from _named(f"{row[0].text}, {sheet.headings[column]}: {cell.text}", list(drawn), bool(cell.text))
        x += width


def _shaded(cell: Cell, x: int, y: int, width: int) -> Iterator[str]:
    """A cell of a timeline: a word on its colour."""
    back, ink = LOOKS[cell.look]
    yield f'<rect x="{x + 1}" y="{y + 2}" width="{width - 2}" height="{_ROW - 4}" fill="#{back}"/>'
    yield _text(x + width / 2, y + 22, cell.text, 11, f"#{ink}", _MIDDLE)


# --- bars --------------------------------------------------------------------------------------------------------

_SURE, _PERHAPS = f"#{LOOKS['certain'][0]}", f"#{LOOKS['possible'][0]}"
_OVER, _PERHAPS_OVER = f"#{LOOKS['over'][0]}", f"#{LOOKS['perhaps-over'][0]}"


def _scale(grid: Grid) -> float:
    """The amount that fills the width of a cell: the most of any bar; a limit counts up to twice as much."""
    bars = _bars(grid)
    most = max((bar.most for bar in bars), default=0.0)
    limit = max((bar.limit for bar in bars if bar.limit is not None), default=0.0)
    return max(most, min(limit, 2 * most) if most else limit) or 1.0


def _bars(grid: Grid) -> list[Bar]:
    return [cell.bar for row in grid.rows for cell in row if cell.bar is not None]


def _bar(bar: Bar, scale: float, x: int, y: int, width: int, free: int) -> Iterator[str]:
    """A cell of a chart: the words, and under them what is sure, what is possible, and the limit.

    The words may go on over so much free room beside the cell, unless a sign stands there. A dot is left out: the bar
    says as much.
    """
    marked = bar.is_over is not False
    room = width - 2 * _PAD
    words = _wrapped(bar.text if _has_words(bar.text) else "", room - _MARK - 3 if marked else room + free, 11, 1)
    left = x + _PAD
    yield from (_text(left, y + 14, one, 11) for one in words)
    if marked:
        yield from _sign(bar.is_over is True, x + width - _PAD - _MARK, y + 3)
    limit = bar.most if bar.limit is None else min(bar.limit, bar.most)
    for first, last, fill, line in (
        (limit, bar.most, _PERHAPS_OVER, _OVER),
        (0, limit, _PERHAPS, _SURE),
        (limit, bar.least, _OVER, _OVER),
        (0, min(limit, bar.least), _SURE, _SURE),
    ):
        if last > first:
            start, end = (room * amount / scale for amount in (first, last))
            yield (  # wide enough to be seen
                f'<rect x="{left + start:.1f}" y="{y + _BAR_TOP}" width="{max(end - start, 2):.1f}" height="{_BAR}"'
                f' fill="{fill}" stroke="{line}"/>'
            )
    if bar.limit is not None and bar.limit <= scale:
        at = f"{left + room * bar.limit / scale:.1f}"
        yield f'<path d="M{at} {y + _BAR_TOP - 3}v{_BAR + 6}" stroke="{_INK}" stroke-width="2"/>'


def _sign(is_sure: bool, x: int, y: int) -> Iterator[str]:
    """The sign of what lies above its limit: an exclamation mark, a question mark where that is not sure."""
    back, ink = LOOKS["over" if is_sure else "perhaps-over"]
    yield f'<rect x="{x}" y="{y}" width="{_MARK}" height="{_MARK}" rx="2" fill="#{back}" stroke="{_OVER}"/>'
    yield _text(x + _MARK / 2, y + 11, "!" if is_sure else "?", 11, f"#{ink}", _BOLD + _MIDDLE)


# --- the legend --------------------------------------------------------------------------------------------------


def _legend(grid: Grid, words: Mapping[str, str], width: int, y: int) -> _Piece:
    """What the colours and signs mean, of those that the picture has."""
    lines: list[str] = []
    x = _PAD
    for parts, text in _explained(grid, words):
        wide = 38 + int(_breadth(text, 12)) + 22
        if x > _PAD and x + wide > width:
            x, y = _PAD, y + 22
        lines += [f'<g transform="translate({x} {y})">', *parts, _text(34, 12, text), "</g>"]
        x += wide
    return _Piece(width, y + 22, lines)


def _explained(grid: Grid, words: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    """The signs of the legend and their words."""
    if grid.kind == "timeline":
        shown = dict.fromkeys((cell.look, cell.text) for row in grid.rows for cell in row if cell.look)
        for look, text in sorted(shown, key=lambda one: list(LOOKS).index(one[0])):
            yield [_swatch(f"#{LOOKS[look][0]}", _GREY)], text
        return
    bars = _bars(grid)
    if any(bar.least > 0 for bar in bars):
        yield [_swatch(_SURE, _SURE)], words["certain"]
    if any(bar.most > bar.least for bar in bars):
        yield [_swatch(_PERHAPS, _SURE)], words["possible"]
    if any(bar.limit is not None for bar in bars):
        yield [f'<path d="M12 0v16" stroke="{_INK}" stroke-width="2"/>'], words["chart_limit"]
    if any(bar.is_over is True for bar in bars):
        yield [_swatch(_OVER, _OVER, 10), *_sign(True, 14, 1)], words["over_limit"]
    if any(bar.is_over is None for bar in bars):
        yield [_swatch(_PERHAPS_OVER, _OVER, 10), *_sign(False, 14, 1)], words["perhaps_over_limit"]


def _swatch(fill: str, line: str, width: int = 22) -> str:
    return f'<rect x="0.5" y="2.5" width="{width}" height="{_BAR}" fill="{fill}" stroke="{line}"/>'
