"""What the renderers of several formats share: colours, timelines as tables, contents, widths, archives."""

from __future__ import annotations

import io
import zipfile

import attrs

from praksisplan.answers import cell_text
from praksisplan.answers.headings import heading
from praksisplan.answers.words import period_words
from praksisplan.periods import Certainty
from praksisplan.reports import Bar, Block, Chart, Document, Heading, Paragraph, Table, Timeline, notes_of
from praksisplan.reports.parts import joined, sentence
from praksisplan.writing.phrases import phrase

__all__ = [
    "LOOKS",
    "SHADES",
    "breadth",
    "contents_of",
    "looks_of",
    "note_texts",
    "packed",
    "readable",
    "shared_out",
    "source_texts",
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


def readable(document: Document) -> Document:
    """A document for people: its tables without the optional columns that say nothing.

    Those are empty, or unknown in nearly every row; a sentence over the table tells what is known of such a column.
    """
    blocks: list[Block] = []
    for block in document.blocks:
        blocks += _lean(block, document.lang) if isinstance(block, Table) and block.optional else [block]
    return attrs.evolve(document, blocks=tuple(blocks))


_SCARCE = 0.05
"""A column that is known in no more than this share of the rows is told in a sentence."""


def _lean(table: Table, lang: str) -> list[Block]:
    """The sentences and the table that stand for a table."""
    records = table.records()
    left_out: list[str] = []
    told: list[Block] = []
    for column in table.optional if records else ():
        texts = [cell_text(record, column, lang) for record in records]
        known: dict[str, list[str]] = {}
        for text, record, row in zip(texts, records, table.rows):
            if text and record[column] is not None:
                known.setdefault(text, []).append(str(row[0]))
        if not any(texts):
            left_out.append(column)
        elif all(texts) and sum(map(len, known.values())) <= len(records) * _SCARCE:
            left_out.append(column)
            told.append(Paragraph(_scarce(sentence(heading(column, lang)), known, lang)))
    places = [place for place, column in enumerate(table.columns) if column not in left_out]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    columns = tuple(table.columns[place] for place in places)
    return [*told, attrs.evolve(table, columns=columns, rows=rows, optional=())]


def _scarce(name: str, known: dict[str, list[str]], lang: str) -> str:
    """The few known cells of a column, each with the rows in which it stands."""
    if not known:
        return phrase("unknown_for_all", lang).format(name)
    cells = "; ".join(phrase("known_for", lang).format(text, joined(rows, lang)) for text, rows in known.items())
    return phrase("unknown_for_others", lang).format(name, cells)


def timeline_table(block: Timeline | Chart, lang: str) -> Table:
    """A timeline or a chart as a table: a column for each period, words in each cell.

    Where no row of a chart has a title, the first column holds names and there is no second.
    """
    if isinstance(block, Timeline):
        rows = [(row.label, row.title, *row.words(lang)) for row in block.rows]
    else:
        rows = [(row.label, row.title, *(bar.text for bar in row.bars)) for row in block.rows]
    columns: tuple[str, ...] = ("number", "title")
    if isinstance(block, Chart) and not any(row.title for row in block.rows):
        columns, rows = ("name",), [(first, *texts) for first, _, *texts in rows]
    periods = (period_words(period, lang) for period in block.periods)
    return Table(block.name, block.caption, (*columns, *periods), tuple(rows))


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


def source_texts(document: Document) -> list[tuple[str, str]]:
    """The name that the notes give each source of a document, and the source in words: what, from whom, and when."""
    lang = document.lang
    return [
        (
            phrase("source", lang).format(place),
            ", ".join(filter(None, (one.title, one.publisher, period_words(one.dated, lang)))),
        )
        for place, one in enumerate(document.sources, start=1)
    ]


def note_texts(document: Document) -> dict[int, str]:
    """The notes of a document in words, by number; they name the source as the list of sources does."""
    named = zip(document.sources, source_texts(document))
    names = {source.id: name for source, (name, _) in named}
    found = notes_of(document).items()
    return {number: one.text(document.lang, names.get(one.source, "")) for one, number in found}


_WIDTHS = {
    sign: width
    for width, signs in (
        (230, "ijl'|"),
        (290, "ftI.,:;!/\\[] "),
        (350, "r()-`•"),
        (500, "cksvxyzJ"),
        (560, "abdeghnopqu0123456789L?$_#–å"),
        (615, "FTZø"),
        (670, "ABEKPSVXYÅ&"),
        (725, "CDHNRUw"),
        (780, "GOQØ"),
        (850, "mM"),
        (950, "Wæ%"),
        (1020, "Æ@…"),
    )
    for sign in signs
}
"""The widths of letters in thousandths of their size. Source: Adobe, metrics of Helvetica, rounded up."""


def breadth(text: str) -> float:
    """The width of a text in Arial or Helvetica, as a multiple of the size of its letters.

    Signs from afar are as wide as they are high.

    >>> round(breadth("Afventer"), 2), round(breadth("MMMM"), 2)
    (3.78, 3.4)
    """
    return sum(_WIDTHS.get(sign, 620 if sign < "\u2e80" else 1100) for sign in text) / 1000


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
