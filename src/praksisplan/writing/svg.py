"""Timelines and charts -> pictures in SVG: a file of its own, or a part of a page. No script, nothing fetched."""

from __future__ import annotations

import html
from collections.abc import Iterator

import attrs

from praksisplan.answers.headings import heading
from praksisplan.answers.words import period_words
from praksisplan.errors import Fault, PlanError
from praksisplan.periods import Certainty
from praksisplan.reports import Bar, Chart, Document, Timeline
from praksisplan.reports.parts import few, moment, sentence
from praksisplan.writing.layout import LOOKS, breadth, looks_of, timeline_table
from praksisplan.writing.phrases import phrase

__all__ = ["picture", "render_svg"]

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
"""A picture of more rows stands in pieces, each under the periods, so that one fits on a printed page."""
_MARGIN, _LEAST_WIDTH = 24, 520


def render_svg(document: Document) -> str:
    """Every timeline and chart of a document, one under another, as one picture. Danish: *billede*.

    The title, the facts and the day stand above, each picture has its caption and a legend. Words that do not fit are
    cut, and told in full where a pointer rests on them. Raises `PlanError` for a document without any of them.

    >>> import datetime
    >>> from praksisplan import parse_period
    >>> from praksisplan.reports import ChartRow
    >>> year = (parse_period("2017"),)
    >>> chart = Chart("Belastning", "Hvad <PAS> bærer", year, (ChartRow("PAS", "", (Bar("4 af 3", 4, 4, 3),)),))
    >>> drawn = render_svg(Document("Plan", "da", datetime.date(2017, 1, 15), (), (chart,)))
    >>> drawn.count("<svg"), "Hvad &lt;PAS&gt; bærer" in drawn, "over grænsen" in drawn
    (1, True, True)
    """
    blocks = [block for block in document.blocks if isinstance(block, (Timeline, Chart))]
    if not blocks:
        raise PlanError(
            Fault(
                "no-picture",
                "format",
                "the document has neither a timeline nor a chart to draw; write it as md, html, docx, xlsx, csv or "
                "json",
                "dokumentet har hverken en tidsplan eller et diagram at tegne; skriv det som md, html, docx, xlsx, csv "
                "eller json",
            )
        )
    lang = document.lang
    drawn = [_pieces(block, lang) for block in blocks]
    width = max(piece.width for pieces in drawn for piece in pieces)
    day = moment(document.as_of, lang)
    lines: list[str] = []
    y = _MARGIN
    for text, size, fill, weight in (
        (document.title, 22, _BLUE, "bold"),
        *((fact, 13, _GREY, "") for fact in dict.fromkeys((*document.facts, day))),
    ):
        y = _paragraph(lines, y, text, width, size, fill, weight)
    for block, pieces in zip(blocks, drawn):
        y = _paragraph(lines, y + 20, block.caption, width, 15, _BLUE, "bold") + 10
        for piece in pieces:
            lines += [f'<g transform="translate({_MARGIN} {y})">', *piece.lines, "</g>"]
            y += piece.height
    across, down = width + 2 * _MARGIN, y + _MARGIN
    words = " ".join(_words(block, lang) for block in blocks)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" viewBox="0 0 {across} {down}"'
            f' role="img" aria-labelledby="title words" xml:lang="{lang}" font-family="{_FONT}">',
            f'<title id="title">{html.escape(document.title)}</title>',
            f'<desc id="words">{html.escape(words)}</desc>',
            f'<rect width="{across}" height="{down}" fill="#ffffff"/>',
            *lines,
            "</svg>\n",
        ]
    )


def picture(block: Timeline | Chart, lang: str, name: str) -> str:
    """A timeline or a chart as elements of a page; ``name`` begins the ids of their titles and descriptions.

    Many rows stand in several pictures, one after another.
    """
    words = html.escape(_words(block, lang))
    pieces = _pieces(block, lang)
    lines: list[str] = []
    for place, piece in enumerate(pieces, start=1):
        one = f"{name}-{place}"
        title = block.caption if len(pieces) == 1 else f"{block.caption} ({place}/{len(pieces)})"
        lines += [
            f'<svg width="{piece.width}" height="{piece.height}" viewBox="0 0 {piece.width} {piece.height}" role="img"'
            f' aria-labelledby="{one}-title {one}-words" font-family="{_FONT}">',
            f'<title id="{one}-title">{html.escape(title)}</title>',
            f'<desc id="{one}-words">{words}</desc>',
            *piece.lines,
            "</svg>",
        ]
    return "\n".join(lines)


def _words(block: Timeline | Chart, lang: str) -> str:
    """What the picture shows, for those who do not see it: its size, and what lies above its limit."""
    over = (
        [] if isinstance(block, Timeline) else [row.label for row in block.rows if any(one.is_over for one in row.bars)]
    )
    ends = " – ".join(dict.fromkeys(period_words(one, lang) for one in (*block.periods[:1], *block.periods[-1:])))
    told = phrase("picture_words", lang).format(len(block.rows), ends)
    return f"{told} {sentence(phrase('over_limit', lang))}: {few(over)}." if over else told


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


def _paragraph(lines: list[str], y: int, text: str, width: int, size: int, fill: str, weight: str) -> int:
    """Writes a text over the whole width from a height on; the height under it."""
    for line in _wrapped(text, width, size, 3):
        y += size + 6
        lines.append(_text(_MARGIN, y, line, size, fill, _BOLD if weight else ""))
    return y


def _named(full: str, parts: list[str], is_needed: bool) -> Iterator[str]:
    """Some elements, under a title that a pointer shows where words are cut or stand apart."""
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


def _pieces(block: Timeline | Chart, lang: str) -> list[_Piece]:
    """The rows under the periods, a cell for each, and the legend under the last."""
    table = timeline_table(block, lang)
    count = len(block.periods)
    before = len(table.columns) - count
    heads = [sentence(heading(column, lang)) for column in table.columns]
    texts = [[str(cell) for cell in row] for row in table.rows]
    rooms = [
        _room([heads[place], *(row[place] for row in texts)], _NAME if place == before - 1 else _NUMBER)
        for place in range(before)
    ]
    cell = _cell_width(block, heads[before:], [text for row in texts for text in row[before:]])
    widths = [*rooms, *[cell] * count]
    head = _head(heads, widths)
    looks = looks_of(block)
    scale = _scale(block)
    width = max(head.width, _LEAST_WIDTH)
    pieces = []
    number = -(-len(texts) // _ROWS_A_PIECE) or 1
    size = -(-len(texts) // number)
    for part in range(number):
        lines, y = list(head.lines), head.height
        for place in range(part * size, min(part * size + size, len(texts))):
            lines += _row(block, place, texts[place], widths, before, looks[place], scale, y, heads)
            y += _ROW
            lines.append(f'<path d="M0 {y}H{head.width}" stroke="{_LINE}"/>')
        pieces.append(_Piece(width, y + 12, lines))
    last = pieces[-1]
    legend = _legend(block, looks, lang, width, last.height)
    return [*pieces[:-1], _Piece(width, legend.height, [*last.lines, *legend.lines])]


def _room(texts: list[str], most: int) -> int:
    """The width of a column of labels."""
    return int(min(max(_breadth(text[:most], 12) for text in texts) * 1.06, most)) + 2 * _PAD + 1


def _cell_width(block: Timeline | Chart, heads: list[str], texts: list[str]) -> int:
    """One width for all periods: for the longest text of a cell and the longest word of a heading."""
    words = [word for text in heads for word in text.split()]
    longest = max((_breadth(text[:_WIDEST], 11) for text in (*words, *texts)), default=0)
    is_marked = isinstance(block, Chart) and any(one.is_over is not False for row in block.rows for one in row.bars)
    return int(min(max(longest * 1.04 + 2 * _PAD + 1 + (_MARK + 3 if is_marked else 0), _NARROWEST), _WIDEST))


def _head(heads: list[str], widths: list[int]) -> _Piece:
    """The line of headings."""
    told = [_wrapped(text, width - 2 * _PAD, 11, 3) for text, width in zip(heads, widths)]
    height = 14 * max(map(len, told), default=1) + 10
    lines = [f'<rect width="{sum(widths)}" height="{height}" fill="{_BACK}"/>']
    x = 0
    for text, words, width in zip(heads, told, widths):
        y = height - 14 * len(words) + 4
        parts = [_text(x + _PAD, y + 14 * place, one, 11, _BLUE, _BOLD) for place, one in enumerate(words)]
        lines += _named(text, parts, _is_cut(text, words))
        x += width
    lines.append(f'<path d="M0 {height}H{sum(widths)}" stroke="{_BLUE}"/>')
    return _Piece(x, height, lines)


def _row(
    block: Timeline | Chart,
    place: int,
    texts: list[str],
    widths: list[int],
    before: int,
    looks: list[str],
    scale: float,
    y: int,
    heads: list[str],
) -> Iterator[str]:
    """One line of the picture: its labels, and a cell for each period."""
    x = 0
    for column, (text, width) in enumerate(zip(texts, widths)):
        if column < before:
            words = _wrapped(text, width - 2 * _PAD, 12, 2)
            first = y + (22 if len(words) < 2 else 15)
            weight = _BOLD if column == 0 and before > 1 else ""
            parts = [_text(x + _PAD, first + 14 * line, one, 12, _INK, weight) for line, one in enumerate(words)]
            yield from _named(text, parts, _is_cut(text, words))
        else:
            period = column - before
            if isinstance(block, Chart):
                after = (at for at, other in enumerate(texts[column + 1 :]) if _has_words(other))
                free = next(after, len(texts) - column - 1)
                drawn = _bar(block.rows[place].bars[period], scale, x, y, width, free * width)
            else:
                drawn = _shaded(text, looks[period], x, y, width)
            full = f"{block.rows[place].label}, {heads[column]}: {text}"
            yield from _named(full, list(drawn), bool(text))
        x += width


def _shaded(text: str, look: str, x: int, y: int, width: int) -> Iterator[str]:
    """A cell of a timeline: a word on its colour."""
    back, ink = LOOKS[look]
    yield f'<rect x="{x + 1}" y="{y + 2}" width="{width - 2}" height="{_ROW - 4}" fill="#{back}"/>'
    yield _text(x + width / 2, y + 22, text, 11, f"#{ink}", _MIDDLE)


# --- bars --------------------------------------------------------------------------------------------------------

_SURE, _PERHAPS = f"#{LOOKS['certain'][0]}", f"#{LOOKS['possible'][0]}"
_OVER, _PERHAPS_OVER = f"#{LOOKS['over'][0]}", f"#{LOOKS['perhaps-over'][0]}"


def _scale(block: Timeline | Chart) -> float:
    """How much the whole width of a cell stands for: the most of any bar; a limit counts up to twice as much."""
    bars = [bar for row in block.rows for bar in row.bars] if isinstance(block, Chart) else []
    most = max((bar.most for bar in bars), default=0.0)
    limit = max((bar.limit for bar in bars if bar.limit is not None), default=0.0)
    return max(most, min(limit, 2 * most) if most else limit) or 1.0


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
    yield from _part(limit, bar.most, scale, left, y, room, _PERHAPS_OVER, _OVER)
    yield from _part(0, limit, scale, left, y, room, _PERHAPS, _SURE)
    yield from _part(limit, bar.least, scale, left, y, room, _OVER, _OVER)
    yield from _part(0, min(limit, bar.least), scale, left, y, room, _SURE, _SURE)
    if bar.limit is not None and bar.limit <= scale:
        at = f"{left + room * bar.limit / scale:.1f}"
        yield f'<path d="M{at} {y + _BAR_TOP - 3}v{_BAR + 6}" stroke="{_INK}" stroke-width="2"/>'


def _part(first: float, last: float, scale: float, left: int, y: int, room: int, fill: str, line: str) -> Iterator[str]:
    """A part of a bar, if there is any of it; wide enough to be seen."""
    if last > first:
        start, end = (room * amount / scale for amount in (first, last))
        yield (
            f'<rect x="{left + start:.1f}" y="{y + _BAR_TOP}" width="{max(end - start, 2):.1f}" height="{_BAR}"'
            f' fill="{fill}" stroke="{line}"/>'
        )


def _sign(is_sure: bool, x: int, y: int) -> Iterator[str]:
    """The sign of what lies above its limit: an exclamation mark, a question mark where that is not sure."""
    back, ink = LOOKS["over" if is_sure else "perhaps-over"]
    yield f'<rect x="{x}" y="{y}" width="{_MARK}" height="{_MARK}" rx="2" fill="#{back}" stroke="{_OVER}"/>'
    yield _text(x + _MARK / 2, y + 11, "!" if is_sure else "?", 11, f"#{ink}", _BOLD + _MIDDLE)


# --- the legend --------------------------------------------------------------------------------------------------


def _legend(block: Timeline | Chart, looks: list[list[str]], lang: str, width: int, y: int) -> _Piece:
    """What the colours and signs mean, of those that the picture has."""
    lines: list[str] = []
    x = _PAD
    for parts, text in _explained(block, looks, lang):
        wide = 38 + int(_breadth(text, 12)) + 22
        if x > _PAD and x + wide > width:
            x, y = _PAD, y + 22
        lines += [f'<g transform="translate({x} {y})">', *parts, _text(34, 12, text), "</g>"]
        x += wide
    return _Piece(width, y + 22, lines)


def _explained(block: Timeline | Chart, looks: list[list[str]], lang: str) -> Iterator[tuple[list[str], str]]:
    """The signs of the legend and their words."""
    if isinstance(block, Timeline):
        there = {name for row in looks for name in row}
        for chance in Certainty:
            if chance.value in there:
                yield [_swatch(f"#{LOOKS[chance.value][0]}", _GREY)], chance.label(lang)
        return
    bars = [bar for row in block.rows for bar in row.bars]
    if any(bar.least > 0 for bar in bars):
        yield [_swatch(_SURE, _SURE)], Certainty.CERTAIN.label(lang)
    if any(bar.most > bar.least for bar in bars):
        yield [_swatch(_PERHAPS, _SURE)], Certainty.POSSIBLE.label(lang)
    if any(bar.limit is not None for bar in bars):
        yield [f'<path d="M12 0v16" stroke="{_INK}" stroke-width="2"/>'], phrase("chart_limit", lang)
    if any(bar.is_over is True for bar in bars):
        yield [_swatch(_OVER, _OVER, 10), *_sign(True, 14, 1)], phrase("over_limit", lang)
    if any(bar.is_over is None for bar in bars):
        yield [_swatch(_PERHAPS_OVER, _OVER, 10), *_sign(False, 14, 1)], phrase("perhaps_over_limit", lang)


def _swatch(fill: str, line: str, width: int = 22) -> str:
    return f'<rect x="0.5" y="2.5" width="{width}" height="{_BAR}" fill="{fill}" stroke="{line}"/>'
