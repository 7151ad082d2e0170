"""What the renderers of several formats share: colours, timelines as tables, contents, widths, archives."""

from __future__ import annotations

import io
import zipfile

from praksisplan.errors import Fault, PlanError
from praksisplan.model import Source
from praksisplan.periods import Chance
from praksisplan.reports import Document, Heading, Table, Timeline
from praksisplan.vocabulary import label

__all__ = ["SHADES", "contents_of", "not_installed", "packed", "shared_out", "source_text", "timeline_table"]

SHADES = {
    Chance.CERTAIN: ("1f4e79", "ffffff"),
    Chance.POSSIBLE: ("cfe0f1", "1c2733"),
    Chance.NO: ("ffffff", "5c6670"),
    Chance.UNKNOWN: ("f2ead8", "4d3f1a"),
}
"""Background and text colour of the cells of a timeline; the word stands in the cell as well."""

_LONGEST_CONTENTS = 45


def timeline_table(timeline: Timeline, lang: str) -> Table:
    """A timeline as a table: a column for each period, a word in each cell."""
    return Table(
        timeline.name,
        timeline.caption,
        ("number", "title", *(str(period) for period in timeline.periods)),
        tuple((row.label, row.title, *(label(cell, lang) for cell in row.cells)) for row in timeline.rows),
    )


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


def not_installed(library: str, extra: str) -> PlanError:
    """The error that says which extra a format needs."""
    return PlanError(
        Fault(
            "not-installed",
            "format",
            f"{library} is not installed; run: pip install 'praksisplan[{extra}]'",
            f"{library} er ikke installeret; kør: pip install 'praksisplan[{extra}]'",
        )
    )


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
