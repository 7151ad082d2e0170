"""A finished document -> a Word document with real styles, so that a secretariat can go on writing in it."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from importlib import resources
from typing import Any

import attrs
import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from praksisplan.errors import PlanError, fault
from praksisplan.writing.colours import LOOKS
from praksisplan.writing.finished import Bullets, FinishedBlock, FinishedDocument, Grid, Heading, Paragraph
from praksisplan.writing.layout import breadth, contents_of, packed

STYLES = (
    *("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "Caption"),
    *("TOC Heading", "toc 1", "toc 2", "toc 3", "Table Text", "Table Head", "Notes", "Footer", "Plan Table"),
)
"""The styles that a template must have, beside that of plain paragraphs."""

_WIDE_TABLE = 6
"""A table with more columns gets a landscape page of its own."""
_WIDE_TIMELINE, _LONGEST_TIMELINE = 6, 12
"""The most periods of a timeline on an upright page, and on a landscape page; a longer one is split."""

_SHORT_TABLE = 8
"""The most lines of a table that is kept on one page."""

_MANY_NOTES = 20
"""More notes than this are set in two columns."""

_JOINED = "\u2060"
"""The sign that keeps the number of a note on the line of the word before it."""

_LONGEST_PROPERTY = 255
"""The length of a document's title that Word keeps."""


def render_docx(document: FinishedDocument, template: bytes | None = None) -> bytes:
    """A document for Word: title and headings, a table of contents, tables, timelines in words and colours, notes.

    The styles, page size, margins, header and footer are those of the template; its text is left out. If the template
    has no footer, the page number is put there. The same document gives the same bytes.
    Raises `PlanError` for a template that is not a Word document or that lacks one of `STYLES`.
    """
    page = _Page(_opened(template), document)
    _properties(page.file, document)
    across = _across(page)
    _turn(page, across[:1] == [True], page.file.sections[0])
    _foot(page)
    page.file.add_paragraph(document.title, style="Title")
    for fact in document.facts:
        page.file.add_paragraph(fact, style="Subtitle")
    _contents(page)
    for place, block in enumerate(document.blocks):
        _turn(page, across[place])
        _block(page, place, block, document.blocks[place + 1 :][:1])
    if document.notes or document.sources:
        _turn(page, False)
        _sources(page)
    target = io.BytesIO()
    page.file.save(target)
    return packed(target.getvalue())


@attrs.define(slots=False)
class _Page:
    """The Word document while it is written."""

    file: Any
    document: FinishedDocument
    tables: int = 0

    @cached_property
    def size(self) -> float:
        """The size of the letters of a table, in millimetres."""
        return float((self.file.styles["Table Text"].font.size or Pt(9)).mm)

    @cached_property
    def cell_styles(self) -> tuple[str, str]:
        """The ids of the styles of cells, the heads first; finding them by name takes most of the time of a table."""
        head, text = (self.file.styles[name].style_id for name in ("Table Head", "Table Text"))
        return head, text

    def width(self, *, across: bool) -> float:
        """The width between the margins of a page, in millimetres."""
        section = self.file.sections[-1]
        side = (max if across else min)(section.page_width, section.page_height)
        return float((side - section.left_margin - section.right_margin) / Mm(1))


# --- the template ------------------------------------------------------------------------------------------------


def _opened(template: bytes | None) -> Any:
    """The template without its text; the page is that of its first section."""
    content = (
        resources.files("praksisplan.writing").joinpath("template.docx").read_bytes() if template is None else template
    )
    try:
        file: Any = docx.Document(io.BytesIO(content))
        first = file.sections[0]
        if None in (first.page_width, first.page_height, first.left_margin, first.right_margin):
            raise ValueError
    except (ValueError, LookupError, zipfile.BadZipFile, zlib.error, SyntaxError):
        raise PlanError(fault("bad-template", "template")) from None
    known = {style.name for style in file.styles}
    missing = [name for name in STYLES if name not in known]
    if missing:
        raise PlanError(fault("missing-style", "template", missing=missing))
    body, properties = file.element.body, file.element.sectPr_lst[0]
    for one in list(body):
        body.remove(one)
    body.append(properties)
    return file


def _properties(file: Any, document: FinishedDocument) -> None:
    for mark in file.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), document.words["locale"])
    for theme in file.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), document.words["locale"])
    properties = file.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.language = document.words["locale"]
    properties.created = properties.modified = datetime.datetime.combine(document.as_of, datetime.time())
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.revision = 1


def _turn(page: _Page, across: bool, section: Any = None) -> None:
    """Turns the page to landscape or upright, with a new section if it is not so already."""
    last = section or page.file.sections[-1]
    narrow, wide = sorted((last.page_width, last.page_height))
    if section is None:
        if across == (last.orientation == WD_ORIENT.LANDSCAPE):
            return
        last = _section(page, WD_SECTION.NEW_PAGE)
    last.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    last.page_width, last.page_height = (wide, narrow) if across else (narrow, wide)


def _section(page: _Page, start: WD_SECTION) -> Any:
    """A new section. The last paragraph ends the one before: an empty paragraph could get a page to itself.

    Where that paragraph is the empty one after a table, it is made so low that it stays on the page of the table.
    """
    section = page.file.add_section(start)
    body = page.file.element.body
    last, mark = body[-3], body[-2]
    last.set_sectPr(mark.pPr.sectPr)
    body.remove(mark)
    if not last.r_lst:
        form = WordParagraph(last, page.file).paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(1), Pt(0), Pt(0)
    return section


def _foot(page: _Page) -> None:
    """The number of the page and of all pages, at the foot of every page that has nothing there."""
    footer = page.file.sections[0].footer
    if any(one.text.strip() for one in footer.paragraphs) or footer.tables:
        return
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    before, between, _ = page.document.words["page"].split("{}")
    paragraph.add_run(before)
    _field(paragraph, "PAGE", "1")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES", "1")


# --- fields and links --------------------------------------------------------------------------------------------


def _element(name: str, /, **values: str) -> Any:
    """An element of WordprocessingML with attributes."""
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _field(paragraph: Any, words: str, shown: str, *, is_stale: bool = False) -> None:
    """A field with the text it shows until Word works it out; where that is stale, when the document is opened."""
    instruction = _element("instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {words} "
    begin = _element("fldChar", fldCharType="begin", **({"dirty": "true"} if is_stale else {}))
    for part in (begin, instruction, _element("fldChar", fldCharType="separate")):
        paragraph.add_run().font.element.append(part)
    paragraph.add_run(shown)
    paragraph.add_run().font.element.append(_element("fldChar", fldCharType="end"))


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    """A bookmark around the whole paragraph."""
    inside = paragraph.paragraph_format.element
    start = _element("bookmarkStart", id=str(number), name=name)
    if inside.r_lst:
        inside.r_lst[0].addprevious(start)
    else:
        inside.append(start)
    inside.append(_element("bookmarkEnd", id=str(number)))


def _link(paragraph: Any, place: str, text: str) -> Any:
    """A run that leads to a bookmark."""
    link = _element("hyperlink", anchor=place, history="1")
    run = paragraph.add_run(text)
    link.append(run.font.element)
    paragraph.paragraph_format.element.append(link)
    return run


def _contents(page: _Page) -> None:
    """The headings, each with a field for the number of its page, which Word and LibreOffice work out.

    It is not one field for all: LibreOffice never updates such a field and would show no numbers.
    """
    document = page.document
    found = [(place, one.level, one.text) for place, one in contents_of(document)]
    if not found:
        return
    page.file.add_paragraph(document.words["contents"], style="TOC Heading")
    if document.notes or document.sources:
        found.append((len(document.blocks), 1, document.words["sources_and_references"]))
    for place, level, text in found:
        paragraph = page.file.add_paragraph(style=f"toc {min(level, 3)}")
        _link(paragraph, _place(place), text)
        paragraph.add_run("\t")
        _field(paragraph, f"PAGEREF {_place(place)} \\h", "", is_stale=True)


def _place(place: int) -> str:
    return f"_Toc{place + 1:08d}"


# --- blocks ------------------------------------------------------------------------------------------------------


def _is_wide(block: FinishedBlock, page: _Page) -> bool:
    """Whether a block needs a landscape page: many columns, and too many or too wide lines for an upright one."""
    if not isinstance(block, Grid):
        return False
    is_wide = len(block.headings) > _WIDE_TABLE if block.kind == "table" else block.periods > _WIDE_TIMELINE
    return is_wide and (len(block.rows) >= _SHORT_TABLE or sum(_narrowest(block, page)) > page.width(across=False))


def _across(page: _Page) -> list[bool]:
    """Which blocks go on landscape pages: wide tables, and the headings and the paragraph right before them."""
    blocks = page.document.blocks
    across = [_is_wide(block, page) for block in blocks]
    for place in reversed(range(len(blocks) - 1)):
        one, over = blocks[place], blocks[place - 1] if place else None
        introduces = isinstance(one, Heading) or (isinstance(one, Paragraph) and isinstance(over, Heading))
        across[place] = across[place] or (across[place + 1] and introduces)
    return across


def _block(page: _Page, place: int, block: FinishedBlock, after: tuple[FinishedBlock, ...]) -> None:
    match block:
        case Heading(level, text):
            paragraph = page.file.add_paragraph(text, style=f"Heading {min(level, 4)}")
            _bookmark(paragraph, _place(place), place + 1)
        case Paragraph():
            _paragraph(page, block, None)
            if any(isinstance(one, Grid) for one in after):
                page.file.paragraphs[-1].paragraph_format.keep_with_next = True
        case Bullets(items):
            for item in items:
                _paragraph(page, item, "List Bullet")
        case _:
            for part in _parts(block):
                _grid(page, part)


def _paragraph(page: _Page, block: Paragraph, style: str | None) -> None:
    paragraph = page.file.add_paragraph(style=style)
    if block.lead:
        paragraph.add_run(block.lead + " " * bool(block.text)).bold = True
    paragraph.add_run(block.text)
    if not block.text:  # a lead alone is a label over the blocks that follow
        form = paragraph.paragraph_format
        form.keep_with_next, form.space_before, form.space_after = True, Pt(8), Pt(3)
    for number in page.document.notes_of(block):
        _link(paragraph, f"note_{number}", f"{_JOINED}[{number}]").font.superscript = True


def _sources(page: _Page) -> None:
    """The sources, and the notes that the text points to."""
    document = page.document
    count = len(document.blocks)
    paragraph = page.file.add_paragraph(document.words["sources_and_references"], style="Heading 1")
    _bookmark(paragraph, _place(count), count + len(document.notes) + 1)
    for name, words in document.sources:
        paragraph = page.file.add_paragraph()
        paragraph.add_run(f"{name} ").bold = True
        paragraph.add_run(words)
    if len(document.notes) > _MANY_NOTES:
        _section(page, WD_SECTION.CONTINUOUS)
        properties = page.file.element.body.sectPr
        for old in properties.findall(qn("w:cols")):
            properties.remove(old)
        properties.pgMar.addnext(_element("cols", num="2", space="400"))
    for note in document.notes.values():
        paragraph = page.file.add_paragraph(f"[{note.number}]\t{note.text}", style="Notes")
        _bookmark(paragraph, f"note_{note.number}", count + note.number)


# --- tables ------------------------------------------------------------------------------------------------------


def _parts(grid: Grid) -> Iterator[Grid]:
    """A timeline or a chart in parts that fit on a page."""
    count = -(-grid.periods // _LONGEST_TIMELINE) or 1
    size = -(-grid.periods // count)
    for part in range(count):
        chosen = [*range(grid.labels), *range(grid.labels + part * size, len(grid.headings))][: grid.labels + size]
        headings, *rows = (tuple(row[column] for column in chosen) for row in (grid.headings, *grid.rows))
        caption = grid.caption if count == 1 else f"{grid.caption} ({part + 1}/{count})"
        periods = len(chosen) - grid.labels
        yield attrs.evolve(grid, caption=caption, headings=headings, rows=tuple(rows), periods=periods)


def _grid(page: _Page, grid: Grid) -> None:
    """A table under its caption: the first row is repeated on every page, no row is split between two."""
    _caption(page, grid.caption)
    made = page.file.add_table(rows=len(grid.rows) + 1, cols=len(grid.headings), style="Plan Table")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    table = page.file.element.body[-2]
    _look(table.tblPr, grid.caption)
    widths = [Mm(width) for width in _widths(grid, page)]
    for column, width in zip(made.columns, widths):
        column.width = width
    counts = {
        place for place, column in enumerate(zip(*grid.rows)) if all(isinstance(cell.value, int) for cell in column)
    }
    size = Mm(page.size) - Pt(1) if len(widths) > _WIDE_TABLE else None
    texts = grid.texts()
    for index, (row, line) in enumerate(zip(table.tr_lst, texts)):
        for name in ("cantSplit", "tblHeader")[: 1 if index else 2]:
            row.get_or_add_trPr().append(_element(name))
        for place, (cell, text) in enumerate(zip(row.tc_lst, line)):
            cell.width = widths[place]
            paragraph = WordParagraph(cell.p_lst[0], made)
            cell.p_lst[0].style = page.cell_styles[index > 0]
            if index < len(texts) - 1 and (index == 0 or len(texts) <= _SHORT_TABLE):
                paragraph.paragraph_format.keep_with_next = True
            paragraph.add_run(text).font.size = size
            if place in counts:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if index and (look := grid.rows[index - 1][place].look):
                _shade(cell, paragraph, *LOOKS[look])
    page.file.add_paragraph(style="Table Text")


def _caption(page: _Page, caption: str) -> None:
    page.tables += 1
    paragraph = page.file.add_paragraph(style="Caption")
    before, after = page.document.words["table"].split("{}")
    paragraph.add_run(before)
    _field(paragraph, f"SEQ {before.strip()} \\* ARABIC", str(page.tables))
    paragraph.add_run(f"{after}{caption}")


def _look(properties: Any, caption: str) -> None:
    """The parts of the table style that apply, and the name of the table for a screen reader."""
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    properties.append(_element("tblLook", val="0020", firstRow="1", firstColumn="0", noHBand="1", noVBand="1"))
    properties.append(_element("tblCaption", val=caption))


def _shade(cell: Any, paragraph: WordParagraph, back: str, ink: str) -> None:
    properties = cell.get_or_add_tcPr()
    properties.append(_element("shd", val="clear", color="auto", fill=back.upper()))
    properties.vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.runs[0].font.color.rgb = RGBColor.from_string(ink.upper())


_PADDING = 4.0
"""The space beside the text of a column, in millimetres, as are all widths here."""
_LONGEST_WORD, _WIDEST = 38, 110
"""A longer word is broken, and a column is not made wider for the sake of one long text."""


def _letters(grid: Grid, page: _Page) -> float:
    """The size of the letters of a table; headings are bold, so a tenth is added."""
    return float(page.size - (Pt(1).mm if len(grid.headings) > _WIDE_TABLE else 0)) * 1.1


def _narrowest(grid: Grid, page: _Page) -> list[float]:
    """The least widths of the columns: for their longest words, and for days on one line."""
    found, size = [], _letters(grid, page)
    for column, texts in enumerate(zip(*grid.texts())):
        is_day = any(isinstance(row[column].value, datetime.date) for row in grid.rows)
        words = [*texts] if is_day else [word for text in texts for word in text.split()]
        longest = max(map(breadth, words), default=0) * size
        found.append(min(longest, _LONGEST_WORD) + _PADDING)
    return found


def _widths(grid: Grid, page: _Page) -> list[float]:
    """The widths of the columns: room for the longest word of each, the rest shared by the length of its texts."""
    across = page.file.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    least, width = _narrowest(grid, page), page.width(across=across)
    room = width - sum(least)
    if room < 0:
        return [width * one / sum(least) for one in least]
    size = _letters(grid, page)
    wished = [min(max(map(breadth, column)) * size, _WIDEST) + _PADDING for column in zip(*grid.texts())]
    more = [max(wish - few, 0) for wish, few in zip(wished, least)]
    share = room / (sum(more) or len(more))
    return [one + share * (extra if sum(more) else 1) for one, extra in zip(least, more)]
