"""A report `Document` -> a Word document with real styles, so that a secretariat can go on writing in it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import attrs

from praksisplan.answers import cell_text
from praksisplan.answers.headings import heading
from praksisplan.errors import PlanError, not_installed
from praksisplan.model import Citation
from praksisplan.reports import Block, Bullets, Chart, Document, Heading, Paragraph, Table, Timeline, notes_of
from praksisplan.text import language
from praksisplan.writing.layout import (
    LOOKS,
    breadth,
    contents_of,
    looks_of,
    note_texts,
    packed,
    source_texts,
    timeline_table,
)
from praksisplan.writing.phrases import phrase

__all__ = ["render_docx"]

_FONT = "Arial"
_INK, _BLUE, _GREY, _LINE = "1c2733", "0f3557", "44515e", "c9d6e2"
_PORTRAIT, _LANDSCAPE = (210, 297), (297, 210)
_MARGIN = 22
"""Millimetres, as are all widths here."""

_WIDE_TABLE = 6
"""A table with more columns stands on a page of its own across."""
_WIDE_TIMELINE, _LONGEST_TIMELINE = 6, 12
"""A timeline or chart with more periods stands across; one with still more is split, so that its words can be read."""

_SHORT_TABLE = 8
"""A table of so many lines at most is kept on one page."""

_CELL_STYLE = "TableText"
"""The id of the style of cells; looking it up by its name takes most of the time of a long table."""

_LONGEST_PROPERTY = 255
"""The length of a document's title that Word keeps."""


def render_docx(document: Document) -> bytes:
    """A document for Word: title and headings, a table of contents, tables, timelines in words and colours, notes.

    The styles are those of Word, in the language of the document; the page is A4 with its number at the foot. The
    same document gives the same bytes. Raises `PlanError` where python-docx (extra ``word``) is not installed.

    >>> content = render_docx(Document("Plan", "da", datetime.date(2017, 1, 15), (), (Paragraph("Intet nyt."),)))
    >>> import docx
    >>> [(one.style.name, one.text) for one in docx.Document(io.BytesIO(content)).paragraphs]
    [('Title', 'Plan'), ('Normal', 'Intet nyt.')]
    """
    try:
        import docx
    except ImportError:
        raise PlanError(not_installed("format", "word", "python-docx")) from None
    page = _Page(docx.Document(), document.lang, notes_of(document))
    _styles(page.file, document.lang)
    _properties(page.file, document)
    across = _across(document.blocks, document.lang)
    _size(page, page.file.sections[0], across=across[:1] == [True])
    _foot(page)
    page.file.add_paragraph(document.title, style="Title")
    for fact in document.facts:
        page.file.add_paragraph(fact, style="Subtitle")
    _contents(page, document)
    for place, block in enumerate(document.blocks):
        _turn(page, across[place])
        _block(page, place, block, document.blocks[place + 1 :][:1])
    if page.notes or document.sources:
        _turn(page, False)
        _sources(page, document)
    target = io.BytesIO()
    page.file.save(target)
    return packed(target.getvalue())


@lru_cache(maxsize=1)
def _word() -> Any:
    """What is used of python-docx, which is imported only where a document is written."""
    from docx import oxml, shared
    from docx.enum import section, style, table, text
    from docx.oxml import ns

    return SimpleNamespace(
        Element=oxml.OxmlElement,
        xml=oxml.parse_xml,
        names=ns.nsdecls,
        name=ns.qn,
        Mm=shared.Mm,
        Pt=shared.Pt,
        Colour=shared.RGBColor.from_string,
        new_page=section.WD_SECTION.NEW_PAGE,
        landscape=section.WD_ORIENT.LANDSCAPE,
        portrait=section.WD_ORIENT.PORTRAIT,
        paragraph_style=style.WD_STYLE_TYPE.PARAGRAPH,
        left=table.WD_TABLE_ALIGNMENT.LEFT,
        middle=table.WD_CELL_VERTICAL_ALIGNMENT.CENTER,
        right=text.WD_ALIGN_PARAGRAPH.RIGHT,
        centred=text.WD_ALIGN_PARAGRAPH.CENTER,
        dots=text.WD_TAB_LEADER.DOTS,
        tab_right=text.WD_TAB_ALIGNMENT.RIGHT,
    )


@attrs.define
class _Page:
    """The Word document while it is written."""

    file: Any
    lang: str
    notes: dict[Citation, int]
    across: bool = False
    tables: int = 0

    @property
    def width(self) -> float:
        """How much of the page can be written on."""
        return (_LANDSCAPE if self.across else _PORTRAIT)[0] - 2 * _MARGIN


# --- the look ----------------------------------------------------------------------------------------------------


def _styles(file: Any, lang: str) -> None:
    """Word's own styles in one typeface and two colours, a table style with lines between the rows."""
    word = _word()
    code = ("da-DK", "en-GB")[language(lang)]
    for mark in file.styles.element.iter(word.name("w:lang")):
        mark.set(word.name("w:val"), code)
    for theme in file.settings.element.iter(word.name("w:themeFontLang")):
        theme.set(word.name("w:val"), code)
    for setting in file.settings.element.iter(word.name("w:compatSetting")):
        if setting.get(word.name("w:name")) == "compatibilityMode":
            setting.set(word.name("w:val"), "15")  # Word 2013 and later, else it says "compatibility mode"
    _style(file, "Normal", 10, _INK, after=6, line=1.2)
    _style(file, "Title", 24, _BLUE, bold=True, before=0, after=6)
    _style(file, "Subtitle", 11, _GREY, after=1)
    for level, (size, before, after) in enumerate(((16, 20, 6), (13, 16, 4), (11, 12, 3), (10, 10, 2)), 1):
        _style(file, f"Heading {level}", size, _BLUE, bold=True, before=before, after=after)
    _style(file, "List Bullet", 10, _INK, after=3, line=1.2)
    _style(file, "Caption", 9, _BLUE, bold=True, before=8, after=4)
    file.styles["Caption"].paragraph_format.keep_with_next = True
    _style(file, "TOC Heading", 13, _BLUE, bold=True, before=18, after=6)
    for level in (1, 2, 3):
        name = f"toc {level}"
        file.styles.add_style(name, word.paragraph_style, builtin=True).base_style = file.styles["Normal"]
        _style(file, name, 10, _INK, before=6 if level == 1 else 0, after=2, bold=level == 1)
        form = file.styles[name].paragraph_format
        form.left_indent = word.Mm(6 * (level - 1))
        form.tab_stops.add_tab_stop(word.Mm(_PORTRAIT[0] - 2 * _MARGIN), word.tab_right, word.dots)
    file.styles.add_style("Table Text", word.paragraph_style).base_style = file.styles["Normal"]
    _style(file, "Table Text", 9, _INK, after=0, line=1.1)
    file.styles.add_style("Notes", word.paragraph_style).base_style = file.styles["Normal"]
    _style(file, "Notes", 9, _INK, after=2)
    notes = file.styles["Notes"].paragraph_format
    notes.left_indent, notes.first_line_indent = word.Mm(10), word.Mm(-10)
    notes.tab_stops.add_tab_stop(word.Mm(10))
    file.styles.element.append(word.xml(_TABLE_STYLE.format(names=word.names("w"))))


_TABLE_STYLE = f"""\
<w:style {{names}} w:type="table" w:customStyle="1" w:styleId="PlanTable">
  <w:name w:val="Plan Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="{_BLUE}"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="50" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="50" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_BLUE}"/><w:vAlign w:val="bottom"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""


def _style(
    file: Any,
    name: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
) -> None:
    """One typeface, size and colour for a style, and the space around its paragraphs in points."""
    word = _word()
    style = file.styles[name]
    style.font.size, style.font.bold, style.font.italic = word.Pt(size), bold, False
    style.font.color.rgb = word.Colour(colour.upper())
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(word.name("w:rFonts")) + properties.findall(word.name("w:spacing")):
        properties.remove(old)
    style.font.name = _FONT
    for script in ("w:cs", "w:eastAsia"):
        properties.rFonts.set(word.name(script), _FONT)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = word.Pt(before), word.Pt(after), line
    paragraph = style.element.get_or_add_pPr()
    for old in paragraph.findall(word.name("w:pBdr")):  # the line under Word's own title
        paragraph.remove(old)


def _properties(file: Any, document: Document) -> None:
    properties = file.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.language = ("da-DK", "en-GB")[language(document.lang)]
    properties.created = properties.modified = datetime.datetime.combine(document.as_of, datetime.time())
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.revision = 1


def _size(page: _Page, section: Any, *, across: bool) -> None:
    word = _word()
    page.across = across
    width, height = _LANDSCAPE if across else _PORTRAIT
    section.orientation = word.landscape if across else word.portrait
    section.page_width, section.page_height = word.Mm(width), word.Mm(height)
    section.left_margin = section.right_margin = section.top_margin = word.Mm(_MARGIN)
    section.bottom_margin, section.footer_distance = word.Mm(_MARGIN), word.Mm(10)


def _foot(page: _Page) -> None:
    """The number of the page and of all pages, at the foot of every page."""
    paragraph = page.file.sections[0].footer.paragraphs[0]
    paragraph.alignment = _word().right
    before, between, _ = phrase("page", page.lang).split("{}")
    _small(paragraph.add_run(before))
    _field(paragraph, "PAGE", "1")
    _small(paragraph.add_run(between))
    _field(paragraph, "NUMPAGES", "1")
    for run in paragraph.runs:
        _small(run)


def _small(run: Any) -> None:
    run.font.size, run.font.color.rgb = _word().Pt(8), _word().Colour(_GREY.upper())


# --- fields and links --------------------------------------------------------------------------------------------


def _mark(paragraph: Any, kind: str, *, is_stale: bool = False) -> None:
    """The beginning, middle or end of a field."""
    word = _word()
    mark = word.Element("w:fldChar")
    mark.set(word.name("w:fldCharType"), kind)
    if is_stale:
        mark.set(word.name("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Any, words: str) -> None:
    word = _word()
    instruction = word.Element("w:instrText")
    instruction.set(word.name("xml:space"), "preserve")
    instruction.text = f" {words} "
    paragraph.add_run()._r.append(instruction)


def _field(paragraph: Any, words: str, shown: str, *, is_stale: bool = False) -> None:
    """A field with what it shows until Word works it out; where that is stale, when the document is opened."""
    _mark(paragraph, "begin", is_stale=is_stale)
    _instruction(paragraph, words)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place around the whole paragraph that links can name."""
    word = _word()
    start, end = word.Element("w:bookmarkStart"), word.Element("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(word.name("w:id"), str(number))
    start.set(word.name("w:name"), name)
    runs = paragraph._p.findall(word.name("w:r"))
    if runs:
        runs[0].addprevious(start)
    else:
        paragraph._p.append(start)
    paragraph._p.append(end)


def _link(paragraph: Any, place: str, text: str) -> Any:
    """A run that leads to a bookmark."""
    word = _word()
    link = word.Element("w:hyperlink")
    link.set(word.name("w:anchor"), place)
    link.set(word.name("w:history"), "1")
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def _contents(page: _Page, document: Document) -> None:
    """The headings, each with a field for the number of its page, which Word and LibreOffice work out.

    It is no field of its own: LibreOffice never works one out, and would show no numbers.
    """
    found = [(place, one.level, one.text) for place, one in contents_of(document)]
    if not found:
        return
    page.file.add_paragraph(phrase("contents", page.lang), style="TOC Heading")
    if page.notes or document.sources:
        found.append((len(document.blocks), 1, phrase("sources_and_references", page.lang)))
    for place, level, text in found:
        paragraph = page.file.add_paragraph(style=f"toc {min(level, 3)}")
        _link(paragraph, _place(place), text)
        paragraph.add_run("\t")
        _field(paragraph, f"PAGEREF {_place(place)} \\h", "", is_stale=True)


def _place(place: int) -> str:
    return f"_Toc{place + 1:08d}"


# --- blocks ------------------------------------------------------------------------------------------------------


def _is_wide(block: Block, lang: str) -> bool:
    """Whether a block needs a page across: many columns, and more lines than stand well between two upright pages."""
    if isinstance(block, Table):
        table, is_wide = block, len(block.columns) > _WIDE_TABLE
    elif isinstance(block, (Timeline, Chart)):
        table, is_wide = timeline_table(block, lang), len(block.periods) > _WIDE_TIMELINE
    else:
        return False
    upright = _PORTRAIT[0] - 2 * _MARGIN
    return is_wide and (len(table.rows) >= _SHORT_TABLE or sum(_narrowest(_texts(table, lang), _days(table))) > upright)


def _across(blocks: tuple[Block, ...], lang: str) -> list[bool]:
    """Which blocks stand on pages across: wide tables, and the headings and the paragraph right before them."""
    across = [_is_wide(block, lang) for block in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        before = blocks[place]
        introduces = isinstance(before, Heading) or (
            isinstance(before, Paragraph) and place > 0 and isinstance(blocks[place - 1], Heading)
        )
        if across[place + 1] and introduces:
            across[place] = True
    return across


def _turn(page: _Page, across: bool) -> None:
    """Goes on with a new page across, or upright, where that is another way than so far."""
    if across != page.across:
        _size(page, page.file.add_section(_word().new_page), across=across)


def _block(page: _Page, place: int, block: Block, after: tuple[Block, ...]) -> None:
    match block:
        case Heading(level, text):
            paragraph = page.file.add_paragraph(text, style=f"Heading {min(level, 4)}")
            _bookmark(paragraph, _place(place), place + 1)
        case Paragraph():
            _paragraph(page, block, "Normal")
            if any(isinstance(one, (Table, Timeline, Chart)) for one in after):
                page.file.paragraphs[-1].paragraph_format.keep_with_next = True
        case Bullets(items):
            for item in items:
                _paragraph(page, item, "List Bullet")
        case Table():
            _table(page, block, _texts(block, page.lang))
        case _:
            for part in _parts(block):
                _timeline(page, part)


def _paragraph(page: _Page, block: Paragraph, style: str) -> None:
    paragraph = page.file.add_paragraph(style=style)
    if block.lead:
        paragraph.add_run(block.lead + " " * bool(block.text))
        paragraph.runs[0].bold = True
    paragraph.add_run(block.text)
    if not block.text:  # words in bold alone stand over what follows
        form = paragraph.paragraph_format
        form.keep_with_next, form.space_before, form.space_after = True, _word().Pt(8), _word().Pt(3)
    for citation in dict.fromkeys(block.citations):
        number = page.notes[citation]
        _link(paragraph, f"note_{number}", f"[{number}]").font.superscript = True


def _texts(table: Table, lang: str) -> list[list[str]]:
    """The heading line and the rows as a person reads them."""
    titles = [heading(column, lang) for column in table.columns]
    rows = [[cell_text(record, column, lang) for column in table.columns] for record in table.records()]
    return [[title[:1].upper() + title[1:] for title in titles], *rows]


def _parts(block: Timeline | Chart) -> Iterator[Timeline | Chart]:
    """A timeline or a chart in parts that fit on a page."""
    count = -(-len(block.periods) // _LONGEST_TIMELINE) or 1
    size = -(-len(block.periods) // count)
    for part in range(count):
        first, after = part * size, (part + 1) * size
        caption = block.caption if count == 1 else f"{block.caption} ({part + 1}/{count})"
        if isinstance(block, Timeline):
            cut = tuple(attrs.evolve(row, cells=row.cells[first:after]) for row in block.rows)
            yield attrs.evolve(block, caption=caption, periods=block.periods[first:after], rows=cut)
        else:
            bars = tuple(attrs.evolve(row, bars=row.bars[first:after]) for row in block.rows)
            yield attrs.evolve(block, caption=caption, periods=block.periods[first:after], rows=bars)


def _timeline(page: _Page, block: Timeline | Chart) -> None:
    told = timeline_table(block, page.lang)
    table = _table(page, told, _texts(told, page.lang))
    before = len(told.columns) - len(block.periods)
    for line, names in zip(table.rows[1:], looks_of(block)):
        for cell, name in zip(line.cells[before:], names):
            _shade(cell, *LOOKS[name])


def _shade(cell: Any, back: str, ink: str) -> None:
    word = _word()
    shade = word.Element("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", back.upper())):
        shade.set(word.name(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
    cell.vertical_alignment = word.middle
    cell.paragraphs[0].alignment = word.centred
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = word.Colour(ink.upper())


def _table(page: _Page, table: Table, texts: list[list[str]]) -> Any:
    """A table under its caption: the first row is repeated on every page, no row is split between two."""
    word = _word()
    _caption(page, table.caption)
    made = page.file.add_table(rows=len(texts), cols=len(texts[0]), style="Plan Table")
    made.alignment, made.autofit = word.left, False
    _look(made, table.caption)
    widths = [word.Mm(width) for width in _widths(texts, _days(table), page.width)]
    for column, width in zip(made.columns, widths):
        column.width = width
    counts = [_are_counts(table, place) for place in range(len(texts[0]))]
    size = word.Pt(8) if len(widths) > _WIDE_TABLE else None
    for index, (row, line) in enumerate(zip(made.rows, texts)):
        _keep(row, is_head=index == 0)
        for cell, text, width, is_count in zip(row.cells, line, widths, counts):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph._p.style = _CELL_STYLE
            if index < len(texts) - 1 and (index == 0 or len(texts) <= _SHORT_TABLE):
                paragraph.paragraph_format.keep_with_next = True
            paragraph.add_run(text).font.size = size
            if is_count:
                paragraph.alignment = word.right
            if index == 0:  # the colour of the paragraph style would cover that of the table style
                paragraph.runs[0].font.color.rgb, paragraph.runs[0].font.bold = word.Colour("FFFFFF"), True
    page.file.add_paragraph(style="Table Text")
    return made


def _caption(page: _Page, caption: str) -> None:
    page.tables += 1
    paragraph = page.file.add_paragraph(style="Caption")
    before, after = phrase("table", page.lang).split("{}")
    paragraph.add_run(before)
    _field(paragraph, f"SEQ {before.strip()} \\* ARABIC", str(page.tables))
    paragraph.add_run(f"{after}{caption}")


def _look(made: Any, caption: str) -> None:
    """Which parts of the table style hold, and what a screen reader calls the table."""
    word = _word()
    properties = made._tbl.tblPr
    for old in properties.findall(word.name("w:tblLook")):
        properties.remove(old)
    look = word.Element("w:tblLook")
    for key, value in (("val", "0020"), ("firstRow", "1"), ("firstColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):
        look.set(word.name(f"w:{key}"), value)
    named = word.Element("w:tblCaption")
    named.set(word.name("w:val"), caption)
    properties.extend((look, named))


def _keep(row: Any, *, is_head: bool) -> None:
    word = _word()
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if is_head else ("w:cantSplit",):
        properties.append(word.Element(name))


def _are_counts(table: Table, place: int) -> bool:
    cells = [row[place] for row in table.rows]
    return bool(cells) and all(isinstance(cell, int) and not isinstance(cell, bool) for cell in cells)


def _days(table: Table) -> list[bool]:
    """Which columns hold days, whose words stand on one line."""
    return [any(isinstance(row[place], datetime.date) for row in table.rows) for place in range(len(table.columns))]


_PADDING = 4.0
"""The space beside the text of a column."""
_LONGEST_WORD, _WIDEST = 38, 110
"""A longer word is broken, and a column is not made wider for the sake of one long text."""


def _wide(text: str, count: int) -> float:
    """The width of a text in a table of so many columns; headings are bold, so a tenth is added."""
    return breadth(text) * (2.82 if count > _WIDE_TABLE else 3.175) * 1.1  # 8 or 9 points in millimetres


def _narrowest(texts: list[list[str]], days: list[bool]) -> list[float]:
    """The least widths of the columns: for their longest words, and for days on one line."""
    found = []
    for column, is_day in zip(zip(*texts), days):
        words = [*column] if is_day else [word for text in column for word in text.split()]
        longest = max((_wide(word, len(days)) for word in words), default=0)
        found.append(min(longest, _LONGEST_WORD) + _PADDING)
    return found


def _widths(texts: list[list[str]], days: list[bool], page: float) -> list[float]:
    """The widths of the columns: room for the longest word of each, the rest shared by the length of its texts."""
    least = _narrowest(texts, days)
    room = page - sum(least)
    if room < 0:
        return [page * one / sum(least) for one in least]
    wished = [max(min(_wide(text, len(days)), _WIDEST) for text in column) + _PADDING for column in zip(*texts)]
    more = [max(wish - few, 0) for wish, few in zip(wished, least)]
    share = room / (sum(more) or len(more))
    return [one + share * (extra if sum(more) else 1) for one, extra in zip(least, more)]


def _sources(page: _Page, document: Document) -> None:
    """The sources, and the notes that the text points to."""
    paragraph = page.file.add_paragraph(phrase("sources_and_references", page.lang), style="Heading 1")
    _bookmark(paragraph, _place(len(document.blocks)), len(document.blocks) + len(page.notes) + 1)
    for name, words in source_texts(document):
        paragraph = page.file.add_paragraph()
        paragraph.add_run(f"{name} ").bold = True
        paragraph.add_run(words)
    for number, words in note_texts(document).items():
        paragraph = page.file.add_paragraph(f"[{number}]\t{words}", style="Notes")
        _bookmark(paragraph, f"note_{number}", len(document.blocks) + number)
