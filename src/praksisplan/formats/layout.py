"""What the renderers of several formats share: colours, timelines as tables, contents, widths, archives."""

from __future__ import annotations

import io
import zipfile

from praksisplan.model import Source
from praksisplan.periods import Certainty
from praksisplan.reports import Bar, Chart, Document, Heading, Table, Timeline

__all__ = [
    "LOOKS",
    "SHADES",
    "contents_of",
    "looks_of",
    "packed",
    "shared_out",
    "source_text",
    "timeline_table",
]

SHADES = {
    Certainty.CERTAIN: ("1f4e79", "ffffff"),
    Certainty.EXPECTED: ("8fb3d9", "1c2733"),
    Certainty.POSSIBLE: ("cfe0f1", "1c2733"),
    Certainty.NOT_EXPECTED: ("f4f6f8", "5c6670"),
    Certainty.RULED_OUT: ("ffffff", "5c6670"),
    Certainty.UNKNOWN: ("f2ead8", "4d3f1a"),
}
"""Background and text colour of the cells of a timeline; the word stands in the cell as well."""

LOOKS = {
    **{chance.value: colours for chance, colours in SHADES.items()},
    "over": ("9c2a10", "ffffff"),
    "perhaps-over": ("fbe0d6", "6b1d0b"),
}
"""Background and text colour of the cells of timelines and charts; above a limit they are red."""

_LONGEST_CONTENTS = 45


def timeline_table(block: Timeline | Chart, lang: str) -> Table:
    """A timeline or a chart as a table: a column for each period, words in each cell.

    Where no row of a chart has a title, the first column holds names and there is no second.
    """
    if isinstance(block, Timeline):
        rows = [(row.label, row.title, *(cell.label(lang) for cell in row.cells)) for row in block.rows]
    else:
        rows = [(row.label, row.title, *(bar.text for bar in row.bars)) for row in block.rows]
    columns: tuple[str, ...] = ("number", "title")
    if isinstance(block, Chart) and not any(row.title for row in block.rows):
        columns, rows = ("name",), [(first, *texts) for first, _, *texts in rows]
    return Table(block.name, block.caption, (*columns, *map(str, block.periods)), tuple(rows))


def looks_of(block: Timeline | Chart) -> list[list[str]]:
    """The key of `LOOKS` of every cell with a period, row for row."""
    if isinstance(block, Timeline):
        return [[cell.value for cell in row.cells] for row in block.rows]
    return [[_look(bar) for bar in row.bars] for row in block.rows]


def _look(bar: Bar) -> str:
    """Light where there is something, red above the limit; the words say how much, and whether it is sure."""
    if bar.is_over is not False:
        return "over" if bar.is_over else "perhaps-over"
    return "possible" if bar.most else "ruled_out"


def contents_of(document: Document) -> list[tuple[int, Heading]]:
    """The headings of a table of contents, each with its place among the blocks.

    It is three levels deep, and two where three would take more than a page.
    """
    found = [(place, one) for place, one in enumerate(document.blocks) if isinstance(one, Heading) and one.level <= 3]
    return found if len(found) <= _LONGEST_CONTENTS else [(place, one) for place, one in found if one.level <= 2]


def source_text(source: Source) -> str:
    """A source in words, after its id: what, from whom, and from when."""
    return ", ".join(filter(None, (source.title, source.publisher, str(source.dated))))


def shared_out(least: list[int], most: list[int], room: int) -> list[int]:
    """The widths of columns: what they need at least, and what room is left after how much more they could use.

    >>> shared_out([4, 10, 10], [4, 60, 35], 60)
    [4, 34, 22]
    """
    wanted = [more - less for less, more in zip(least, most)]
    left = max(min(room - sum(least), sum(wanted)), 0)
    return [less + more * left // max(sum(wanted), 1) for less, more in zip(least, wanted)]


def packed(content: bytes) -> bytes:
    """A zip archive with the same members, whose bytes depend on nothing but them: not on the clock."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name)  # dated 1980-01-01, the first day that zip knows
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return target.getvalue()
