"""Documents as HTML and for Word: opened again, they hold the text of the document and nothing that it did not say."""

import datetime
import io
import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from itertools import pairwise

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import PlanError, parse_period, save_document
from praksisplan.model import Citation, Source
from praksisplan.periods import Certainty, split_period
from praksisplan.reports import (
    Bar,
    Bullets,
    Chart,
    ChartRow,
    Document,
    Heading,
    Paragraph,
    Table,
    Timeline,
    TimelineRow,
    render,
)
from praksisplan.testing import texts
from praksisplan.text import clean_text
from praksisplan.writing.docx import STYLES

DAY = datetime.date(2017, 1, 15)
HOSTILE = [
    "<script>alert(1)</script>",
    "</style><b>x</b>",
    '" onclick="x',
    "=1+1",
    "a|b",
    "`x` [x](y)",
    "]]>",
    "&lt;",
    "Æblegrød på ø 🩺",
    "linje\nskift\tfane",
    "  rum  ",
    "langt " * 2000,
]
PLAN, MINUTES = Citation("ip2017", "4.1.1", 592, 598), Citation("referat", page=3, quote="<b>citat</b>")
SOURCES = (
    Source("ip2017", "Implementeringsplan <2017>", parse_period("december 2016"), "Region Hovedstaden"),
    Source("referat", "Referat", parse_period("1. februar 2017")),
)
QUARTERS = split_period(parse_period("2017"), "quarter")


JOINED = "\u2060"
"""Word keeps the number of a note on the line of the word before it."""


def document(*blocks, lang="da", title="Plan <2017>", facts=("Udkast & noter",), sources=SOURCES):
    return Document(title, lang, DAY, facts, blocks, sources)


def table(*cells, columns=("number", "title", "latest"), caption="Alle <b>"):
    return Table("Tabel", caption, columns, tuple(cells))


CELLS = [("1.10", "Akutfunktion", DAY), ("29", "x", None)]
SURE = (Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT, Certainty.UNKNOWN)
TIMELINE = Timeline("Tidsplan", "Hvornår", QUARTERS, (TimelineRow("29", "Akut <i>", SURE),))
SAMPLE = document(
    Heading(1, "Overblik"),
    Paragraph("Afventer.", (PLAN, MINUTES, PLAN), "Anbefaling 29"),
    Heading(2, "Status"),
    Bullets((Paragraph("Et", (MINUTES,)), Paragraph("To", lead="2"))),
    table(*CELLS),
    Heading(1, "Tidsplan"),
    TIMELINE,
    Table("Antal", "Antal", ("group", "count", "overdue"), (("a", 12, True), ("b", 3, False))),
    *(Paragraph(text, lead=text) for text in HOSTILE),
)


# --- HTML --------------------------------------------------------------------------------------------------------

VOID = {"meta", "br"}
ELEMENTS = set(
    re.findall(
        r"\w+",
        "html head meta title style body a header h1 h2 h3 h4 h5 h6 ul ol li nav main p strong sup section div"
        " table caption thead tbody tr th td dl dt dd",
    )
)


class Page(HTMLParser):
    """The elements of a page with their attributes, the elements that they lie in, and the text in them."""

    def __init__(self, content):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.declared, self.comments = [], [], [], []
        self.feed(content)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        one = {"tag": tag, "text": "", "in": [other["tag"] for other in self.open], **dict(attrs)}
        self.found.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for one in self.open:
            one["text"] += data

    def handle_decl(self, decl):
        self.declared.append(decl)

    def handle_comment(self, data):
        self.comments.append(data)

    def of(self, *tags):
        return [one for one in self.found if one["tag"] in tags]

    def texts(self, *tags):
        return [one["text"] for one in self.of(*tags)]


def page(made=SAMPLE):
    return Page(render(made, "html").decode())


def test_page_is_one_file_without_script():
    found = page()
    assert found.declared == ["DOCTYPE html"]
    assert found.comments == []
    assert {one["tag"] for one in found.found} <= ELEMENTS
    assert all(not key.startswith("on") and key not in ("src", "style") for one in found.found for key in one)
    assert all(one["href"].startswith("#") for one in found.of("a"))
    assert not re.search(r"url\(|@import|https?:", found.texts("style")[0])


@pytest.mark.parametrize("lang", ["da", "en"])
def test_page_says_what_it_is(lang):
    found = page(document(Heading(1, "Et"), Heading(1, "To"), lang=lang))
    assert found.of("html")[0]["lang"] == lang
    assert found.texts("title") == found.texts("h1") == ["Plan <2017>"]
    assert {"charset": "utf-8"}.items() <= found.of("meta")[0].items()
    assert found.of("meta")[1]["content"] == "width=device-width, initial-scale=1"
    contents, sources = {"da": ("Indhold", "Kilder og henvisninger"), "en": ("Contents", "Sources and references")}[
        lang
    ]
    assert [line for line in found.of("nav")[0]["text"].split("\n") if line] == [contents, "Et", "To", sources]


def test_headings_are_in_order():
    made = document(*(Heading(level, f"{level}") for level in (1, 2, 3, 4, 5, 6, 1)))
    found = [one for one in page(made).of(*(f"h{level}" for level in range(1, 7))) if "main" in one["in"]]
    levels = [1, *(int(one["tag"][1]) for one in found)]
    assert levels[1:8] == [2, 3, 4, 5, 6, 6, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_has_its_target():
    found = page()
    ids = [one["id"] for one in found.found if "id" in one]
    assert len(ids) == len(set(ids))
    links = [one["href"].removeprefix("#") for one in found.of("a")]
    assert set(links) <= set(ids)
    assert links[0] == found.of("main")[0]["id"]
    listed = [one["text"] for one in found.of("a") if "nav" in one["in"]]
    assert listed == ["Overblik", "Status", "Tidsplan", "Kilder og henvisninger"]


def test_notes_are_numbered_and_lead_back():
    found = page()
    marks = [one for one in found.of("a") if "sup" in one["in"]]
    assert [(one["text"], one["href"]) for one in marks] == [
        ("[1]", "#note-1"),
        ("[2]", "#note-2"),
        ("[2]", "#note-2"),
    ]
    notes = [one for one in found.of("li") if one.get("id", "").startswith("note-")]
    assert [one["text"].rstrip("↩ ") for one in notes] == [
        "Kilde 1 afsnit 4.1.1, linje 592-598",
        "Kilde 2, side 3: »<b>citat</b>«",
    ]
    back = [one["href"] for one in found.of("a") if one["text"] == "↩"]
    assert back == [f"#{one['id']}" for one in marks]
    assert found.texts("dt") == ["Kilde 1", "Kilde 2"]
    assert found.texts("dd")[0].startswith("Implementeringsplan <2017>, Region Hovedstaden")


def test_document_without_notes_has_no_sources():
    found = page(document(Paragraph("x"), sources=(), facts=()))
    assert found.of("section", "nav", "ul") == []


def test_notes_and_sources_stand_alone():
    only_notes = page(document(Paragraph("x", (PLAN,)), sources=()))
    assert only_notes.texts("h2", "h3") == ["Kilder og henvisninger", "Henvisninger"]
    assert page(document(Paragraph("x"))).texts("h2", "h3") == ["Kilder og henvisninger", "Kilder"]


def test_tables_can_be_read_aloud():
    found = page()
    assert found.texts("caption") == ["Alle <b>", "Hvornår", "Antal"]
    regions = [one for one in found.of("div") if one.get("role") == "region"]
    assert [(one["aria-label"], one["tabindex"]) for one in regions] == [
        (caption, "0") for caption in found.texts("caption")
    ]
    heads = [one for one in found.of("th") if "thead" in one["in"]]
    assert all(one["scope"] == "col" for one in heads)
    assert [one["text"] for one in heads][:3] == ["Nr.", "Titel", "Senest"]
    firsts = [one for one in found.of("th") if "tbody" in one["in"]]
    assert all(one["scope"] == "row" for one in firsts)
    assert [one["text"] for one in firsts] == ["1.10", "29", "29", "a", "b"]
    assert found.texts("td")[:4] == ["Akutfunktion", "15. januar 2017", "x", "ukendt"]
    assert found.texts("td")[-4:] == ["12", "ja", "3", "nej"]


def test_timeline_says_in_words_what_its_colours_show():
    cells = [one for one in page().of("td") if "cell" in one.get("class", "").split()]
    assert [(one["text"], one["class"]) for one in cells] == [
        ("sikkert", "cell certain"),
        ("muligt", "cell possible"),
        ("udelukket", "cell ruled_out"),
        ("ukendt", "cell unknown"),
    ]


CHART = Chart(
    "Belastning",
    "Hvad de <bærer>",
    QUARTERS,
    (ChartRow("PAS <i>", "", (Bar("", 0, 0), Bar("3–4", 3, 4), Bar("3–4 af 3", 3, 4, 3), Bar("4 af 3", 4, 4, 3))),),
)
DRAWN = {"svg", "g", "title", "desc", "rect", "path", "text"}


def test_chart_is_drawn_above_a_table_of_its_words():
    found = page(document(CHART, CHART))
    first, second = found.of("svg")
    assert first["role"] == "img"
    assert not {"src", "style", "href", "xmlns"} & first.keys()
    ids = [one["id"] for one in found.found if "id" in one]
    assert len(ids) == len(set(ids))
    for picture in (first, second):
        title, words = picture["aria-labelledby"].split()
        told = {one.get("id"): one["text"] for one in found.of("title", "desc")}
        assert told[title] == "Hvad de <bærer>"
        assert told[words].endswith("Over grænsen: PAS <i>.")
    assert {one["tag"] for one in found.found if "svg" in one["in"]} <= DRAWN
    cells = [one for one in found.of("td") if "cell" in one.get("class", "").split()]
    assert [(one["text"], one["class"]) for one in cells[:4]] == [
        ("", "cell ruled_out"),
        ("3–4", "cell possible"),
        ("3–4 af 3", "cell perhaps-over"),
        ("4 af 3", "cell over"),
    ]
    assert [one["text"] for one in found.of("th")][:2] == ["Navn", "1. kvartal 2017"]


def test_long_chart_is_drawn_in_pieces():
    found = page(document(Chart("B", "Bærer", QUARTERS, CHART.rows * 30)))
    named = {one["aria-labelledby"].split()[0] for one in found.of("svg")}
    assert [one["text"] for one in found.of("title") if one.get("id") in named] == ["Bærer (1/2)", "Bærer (2/2)"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_a_chart(text):
    row = ChartRow(text, text, (Bar(text, 1, 2, 1), *CHART.rows[0].bars[1:]))
    found = page(document(Chart(text, text, QUARTERS, (row,))))
    assert {one["tag"] for one in found.found} <= ELEMENTS | DRAWN
    assert all(not key.startswith("on") for one in found.found for key in one)
    assert found.texts("caption") == [text]
    assert [one["text"] for one in found.of("th", "td") if "tbody" in one["in"]][:3] == [text] * 3


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("screen", ["light", "dark"])
def test_every_colour_can_be_read(screen):
    style = page().texts("style")[0]
    named = [dict(re.findall(r"--([\w-]+): (#\w{6})", root)) for root in re.findall(r":root \{([^}]*)\}", style)]
    light, dark = named[:2]
    colours = light if screen == "light" else {**light, **dark}
    begin = style.index("@media screen and (prefers-color-scheme: dark) {\n.")  # where the cells change their colours
    style = style[:begin] if screen == "light" else style
    plain = re.sub(r"var\(--([\w-]+)\)", lambda one: colours[one[1]], style)
    pairs = re.findall(r"[{;]\s*color: (#\w{6}); background: (#\w{6});", plain)
    assert len(pairs) >= 12
    assert len(pairs) == len(re.findall(r"[{;]\s*color:", plain))  # no text without its background
    for text, back in pairs:
        high, low = sorted((luminance(text), luminance(back)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, back)


def test_page_can_be_printed():
    style = page().texts("style")[0]
    printed = style[style.index("@media print") :]
    assert "table-header-group" in printed
    assert re.search(r"tr { break-inside: avoid", printed)
    assert "@page { size: A4" in style


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_on_a_page(text):
    made = document(
        Heading(1, text), Paragraph(text, lead=text), table((text, text, None), caption=text), title=text, facts=(text,)
    )
    found = page(made)
    assert {one["tag"] for one in found.found} <= ELEMENTS
    assert found.texts("title", "h1", "caption") == [text] * 3
    assert found.texts("p") == [f"{text} {text}"]
    assert next(one["text"] for one in found.of("h2") if "main" in one["in"]) == text
    assert [one["text"] for one in found.of("th", "td") if "tbody" in one["in"]] == [text, text, "ukendt"]


@given(texts(), texts(), texts())
def test_any_text_stays_text_on_a_page(one, two, three):
    found = page(document(Paragraph(one, lead=two), table((three, one, None), caption=two), title=three))
    plain = page(
        document(
            Paragraph("x" if one else "", lead="x" if two else ""), table(("x", "x", None), caption="x"), title="x"
        )
    )
    assert [element["tag"] for element in found.found] == [element["tag"] for element in plain.found]
    assert [element.keys() for element in found.found] == [element.keys() for element in plain.found]
    assert found.texts("h1") == [clean_text(three)]
    assert found.texts("caption") == [clean_text(two)]


# --- Word --------------------------------------------------------------------------------------------------------


def opened(made=SAMPLE):
    return docx.Document(io.BytesIO(render(made, "docx")))


def styled(file, *names):
    return [one.text for one in file.paragraphs if one.style.name in names]


def instructions(file):
    return [one.text.strip() for one in file.element.iter(qn("w:instrText"))]


def test_word_has_real_headings():
    file = opened(document(*(Heading(level, f"{level}") for level in (1, 2, 3, 4, 5))))
    assert styled(file, "Title") == ["Plan <2017>"]
    assert styled(file, "Subtitle") == ["Udkast & noter"]
    assert [styled(file, f"Heading {level}") for level in (1, 2, 3, 4)] == [
        ["1", "Kilder og henvisninger"],
        ["2"],
        ["3"],
        ["4", "5"],
    ]


def test_word_has_contents_that_are_filled_in():
    file = opened()
    listed = ["Overblik", "Status", "Tidsplan", "Kilder og henvisninger"]
    assert styled(file, "toc 1", "toc 2", "toc 3") == [f"{text}\t" for text in listed]
    links = [one for one in file.paragraphs if one.style.name.startswith("toc")]
    places = [one.get(qn("w:anchor")) for line in links for one in line._p.iter(qn("w:hyperlink"))]
    assert [one for one in instructions(file) if "REF" in one] == [f"PAGEREF {place} \\h" for place in places]
    named_at = [[one.get(qn("w:name")) for one in p._p.iter(qn("w:bookmarkStart"))] for p in file.paragraphs]
    headed = {name: p.text for p, names in zip(file.paragraphs, named_at) for name in names}
    assert [headed[place] for place in places] == listed
    marks = [one.get(qn("w:fldCharType")) for one in file.element.iter(qn("w:fldChar"))]
    assert marks.count("begin") == marks.count("separate") == marks.count("end") == len(instructions(file))
    named = [one.get(qn("w:name")) for one in file.element.iter(qn("w:bookmarkStart"))]
    assert opened(document(Heading(1, ""), Heading(2, "x"))).element.xpath("count(//w:bookmarkStart)") == 3
    assert len(named) == len(set(named))
    assert {one.get(qn("w:anchor")) for one in file.element.iter(qn("w:hyperlink"))} == set(named)


@pytest.mark.parametrize(("count", "levels"), [(44, "1-3"), (45, "1-2")])
def test_long_contents_leave_out_the_third_level(count, levels):
    made = document(Heading(1, "Et"), *(Heading(3, f"{place}") for place in range(count)))
    listed = ["Et", *(f"{place}" for place in range(count))] if levels == "1-3" else ["Et"]
    listed.append("Kilder og henvisninger")
    assert [one["text"] for one in page(made).of("a") if "nav" in one["in"]] == listed
    assert styled(opened(made), "toc 1", "toc 2", "toc 3") == [f"{text}\t" for text in listed]


def test_word_without_headings_has_no_contents():
    assert instructions(opened(document(Paragraph("x")))) == []


@pytest.mark.parametrize(("lang", "code", "foot"), [("da", "da-DK", "Side 1 af 1"), ("en", "en-GB", "Page 1 of 1")])
def test_word_is_in_the_language(lang, code, foot):
    file = opened(document(Paragraph("x"), lang=lang))
    assert {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))} == {code}
    assert file.core_properties.language == code
    footer = file.sections[0].footer
    assert footer.paragraphs[0].text == foot
    assert [one.text.strip() for one in footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_word_has_the_day_of_the_document_and_no_other():
    found = opened().core_properties
    assert found.title == "Plan <2017>"
    assert {found.created.date(), found.modified.date()} == {DAY}
    assert opened(document(title="x" * 300)).core_properties.title == "x" * 255


def test_word_page_is_a4_and_wide_tables_lie_across():
    columns = ("number", "title", "status", "since", "planned", "awaits", "expected")
    wide = Table("Bred", "Bred", columns, (("1",) * 7,) * 8)
    file = opened(document(Paragraph("før"), Heading(1, "Bred"), wide, Paragraph("efter"), sources=()))
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in file.sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    assert [one.orientation for one in file.sections][1] == WD_ORIENT.LANDSCAPE
    # a document that begins with a wide table begins across, and one that ends with it ends so
    assert [one.orientation for one in opened(document(wide, sources=())).sections] == [WD_ORIENT.LANDSCAPE]


def test_word_ends_a_section_with_what_is_written_there():
    # an empty paragraph of its own, behind a full page, was a page of its own before the landscape page
    wide = Table("Bred", "Bred", tuple("abcdefg"), (("1",) * 7,) * 8)
    file = opened(document(Paragraph("før"), wide, Paragraph("efter"), table(CELLS[0]), wide, sources=()))
    ends = [one for one in file.paragraphs if one.paragraph_format.element.pPr.find(qn("w:sectPr")) is not None]
    assert [one.text for one in ends] == ["før", "", ""]
    lows = [(one.paragraph_format.line_spacing, one.paragraph_format.space_after) for one in ends]
    assert lows == [(None, None), (Pt(1), 0), (Pt(1), 0)]


@pytest.mark.parametrize(("word", "rows", "ways"), [("kort", 7, 1), ("kort", 8, 2), ("arbejdsgruppeformand", 1, 2)])
def test_word_leaves_a_short_wide_table_upright_where_it_fits(word, rows, ways):
    columns = tuple("abcdefghi")
    tables = (Table("Bred", "Bred", columns, ((word,) * 9,) * rows), Timeline("T", "T", (), ()))
    assert len({one.orientation for one in opened(document(Paragraph("før"), *tables)).sections}) == ways


def test_word_keeps_the_words_before_a_table_with_it():
    file = opened(
        document(Heading(1, "Et"), Paragraph("Kun om 16."), table(*CELLS), Paragraph("Efter."), Paragraph("Sidst."))
    )
    kept = {one.text: one.paragraph_format.keep_with_next for one in file.paragraphs}
    assert (kept["Kun om 16."], kept["Efter."]) == (True, None)


def test_word_tables():
    file = opened()
    for made in file.tables:
        assert made.style.name == "Plan Table"
        head, *rows = made._tbl.tr_lst
        assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in rows)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (head, *rows))
        widths = [column.width.mm for column in made.columns]
        assert min(widths) > 5
        assert sum(widths) == pytest.approx(166, abs=1)
    first, timeline, counts = ([[cell.text for cell in row.cells] for row in made.rows] for made in file.tables)
    assert first == [["Nr.", "Titel", "Senest"], ["1.10", "Akutfunktion", "15. januar 2017"], ["29", "x", "ukendt"]]
    assert timeline[1] == ["29", "Akut <i>", "sikkert", "muligt", "udelukket", "ukendt"]
    assert counts == [["Gruppe", "Antal", "Overskredet"], ["a", "12", "ja"], ["b", "3", "nej"]]
    assert styled(file, "Caption") == ["Tabel 1. Alle <b>", "Tabel 2. Hvornår", "Tabel 3. Antal"]
    named = [made._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for made in file.tables]
    assert named == ["Alle <b>", "Hvornår", "Antal"]


def test_word_table_of_many_long_words_stays_on_the_page():
    columns = tuple(f"{place}" for place in range(12))
    file = opened(document(Table("T", "T", columns, (("kommunikationsstrategi",) * 12,))))
    assert sum(column.width.mm for column in file.tables[0].columns) == pytest.approx(253, abs=1)
    file = opened(document(Table("T", "T", ("a", "b"), (("", ""),))))
    assert [round(column.width.mm) for column in file.tables[0].columns] == [83, 83]


def test_word_table_gives_the_room_to_the_longest_text():
    long = "en lang titel med mange korte ord der skal have plads " * 4
    file = opened(document(table(("PAS", long, DAY))))
    short, title, last = (column.width.mm for column in file.tables[0].columns)
    assert short < last < title
    assert last > 22.1 + 3  # "15. januar 2017" in Arial of 9 points, and the margins of the cell


def test_word_timeline_is_shaded():
    cells = opened().tables[1].rows[1].cells[2:]
    shades = ["#" + cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for cell in cells]
    inks = [f"#{cell.paragraphs[0].runs[0].font.color.rgb}" for cell in cells]
    assert len(set(shades)) == 4
    for back, ink in zip(shades, inks):
        light, dark = sorted((luminance(back), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_word_chart_is_a_table_in_colours():
    [made] = opened(document(CHART)).tables
    assert [cell.text for cell in made.rows[0].cells] == ["Navn", *(str(quarter) for quarter in QUARTERS)]
    assert [cell.text for cell in made.rows[1].cells] == ["PAS <i>", "", "3–4", "3–4 af 3", "4 af 3"]
    shades = [cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for cell in made.rows[1].cells[1:]]
    assert shades == ["FFFFFF", "CFE0F1", "FBE0D6", "9C2A10"]


def test_word_splits_a_long_chart_in_parts_that_fit():
    months = split_period(parse_period("2016-2017"), "month")
    row = ChartRow("1", "Akut", tuple(Bar(str(place), place, place) for place in range(24)))
    file = opened(document(Chart("T", "Måneder", months, (row,))))
    assert styled(file, "Caption") == ["Tabel 1. Måneder (1/2)", "Tabel 2. Måneder (2/2)"]
    assert [cell.text for made in file.tables for cell in made.rows[1].cells[2:]] == [str(n) for n in range(24)]
    assert {one.orientation for one in file.sections} == {WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT}


def test_word_splits_a_long_timeline_in_parts_that_fit():
    months = split_period(parse_period("2016-2017"), "month")
    slugs = tuple(Certainty.CERTAIN if place == 13 else Certainty.RULED_OUT for place in range(24))
    file = opened(document(Timeline("T", "Måneder", months, (TimelineRow("1", "Akut", slugs),))))
    assert styled(file, "Caption") == ["Tabel 1. Måneder (1/2)", "Tabel 2. Måneder (2/2)"]
    heads = [cell.text for made in file.tables for cell in made.rows[0].cells[2:]]
    assert heads == [str(month)[:1].upper() + str(month)[1:] for month in months]
    told = [cell.text for made in file.tables for cell in made.rows[1].cells[2:]]
    assert [place for place, text in enumerate(told) if text == "sikkert"] == [13]


def test_word_bullets_leads_and_notes():
    file = opened()
    assert styled(file, "List Bullet") == [f"Et{JOINED}[2]", "2 To"]
    paragraph = next(one for one in file.paragraphs if one.text.startswith("Anbefaling 29"))
    assert paragraph.text == f"Anbefaling 29 Afventer.{JOINED}[1]{JOINED}[2]"
    assert paragraph.runs[0].bold
    marks = [run for link in paragraph.hyperlinks for run in link.runs]
    assert [(run.text, run.font.superscript) for run in marks] == [(f"{JOINED}[1]", True), (f"{JOINED}[2]", True)]
    notes = ["[1]\tKilde 1 afsnit 4.1.1, linje 592-598", "[2]\tKilde 2, side 3: »<b>citat</b>«"]
    assert styled(file, "Notes") == notes
    [source] = [one for one in file.paragraphs if one.text.startswith("Kilde 1 Impl")]
    assert source.runs[0].bold


@pytest.mark.parametrize(("count", "columns"), [(20, None), (21, "2")])
def test_word_sets_many_notes_in_two_columns(count, columns):
    cited = tuple(Citation("ip2017", line=line) for line in range(1, count + 1))
    last = opened(document(Paragraph("x", cited))).sections[-1]._sectPr
    assert [one.get(qn("w:num")) for one in last.iter(qn("w:cols"))] == [columns]


def test_words_in_bold_alone_stand_over_what_follows():
    made = document(Paragraph("", lead="Udskudt til 2017"), Bullets((Paragraph("Et"),)))
    [told] = page(made).of("p")
    assert (told["class"], told["text"]) == ("label", "Udskudt til 2017")
    [label] = [one for one in opened(made).paragraphs if one.text == "Udskudt til 2017"]
    assert label.runs[0].bold
    assert label.paragraph_format.keep_with_next


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_word(text):
    made = document(Heading(1, text), Paragraph(text), table((text, text, None), caption=text), title=text)
    file = opened(made)
    assert styled(file, "Title", "Heading 1") == [text, text, "Kilder og henvisninger"]
    assert [cell.text for cell in file.tables[0].rows[1].cells] == [text, text, "ukendt"]


@given(st.lists(texts(), min_size=3, max_size=9))
def test_any_text_comes_back_from_word(found):
    rows = tuple((text, text, None) for text in found)
    file = opened(document(*(Paragraph(text) for text in found), table(*rows)))
    assert [row.cells[1].text for row in file.tables[0].rows[1:]] == found
    assert styled(file, "Normal")[: len(found)] == [clean_text(text) for text in found]


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x0b", "\x00", "\x1b", "\u202e"])
@pytest.mark.parametrize("make", [lambda text: table((text, "x", None)), lambda text: table(columns=("number", text))])
def test_sign_that_xml_cannot_hold_is_refused(make, sign):
    with pytest.raises(PlanError) as caught:
        make(f"a{sign}")
    [fault] = caught.value.faults
    assert fault.code == "forbidden-character"
    assert f"U+{ord(sign):04X}" in fault.message
    assert f"U+{ord(sign):04X}" in fault.danish


def test_word_is_the_same_every_time():
    assert render(SAMPLE, "docx") == render(SAMPLE, "docx")
    with zipfile.ZipFile(io.BytesIO(render(SAMPLE, "docx"))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_word_without_python_docx_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "praksisplan.writing.docx", raising=False)
    with pytest.raises(PlanError) as caught:
        render(SAMPLE, "docx")
    [fault] = caught.value.faults
    assert fault.code == "not-installed"
    assert "python -m pip install python-docx" in fault.message
    assert "kør: python -m pip install python-docx" in fault.danish


# --- a template of one's own -------------------------------------------------------------------------------------


def template(change=lambda file: None):
    """A report that a secretariat has changed in Word."""
    file = opened()
    change(file)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def written_in(content, made=SAMPLE):
    return docx.Document(io.BytesIO(render(made, "docx", template=content)))


def test_template_gives_its_styles_page_and_foot_but_not_its_text():
    def change(file):
        file.styles["Heading 1"].font.name = "Georgia"
        file.styles["Table Text"].font.size = Pt(11)
        file.sections[0].left_margin = Mm(40)
        file.sections[0].footer.paragraphs[0].text = "Sundhedssekretariatet"
        file.add_paragraph("Rest af den gamle tekst")

    file = written_in(template(change), document(Heading(1, "Et"), Paragraph("To"), table(*CELLS), TIMELINE))
    assert (file.styles["Heading 1"].font.name, file.styles["Table Text"].font.size) == ("Georgia", Pt(11))
    assert round(file.sections[0].left_margin.mm) == 40
    assert [one.text for one in file.sections[0].footer.paragraphs] == ["Sundhedssekretariatet"]
    assert sum(column.width.mm for column in file.tables[0].columns) == pytest.approx(210 - 40 - 22, abs=1)
    assert styled(file, "Title", "Heading 1", "Normal")[:3] == ["Plan <2017>", "Et", "To"]
    assert "Rest af den gamle tekst" not in [one.text for one in file.paragraphs]
    assert len(file.tables) == 2


def test_template_with_pages_across_gives_the_page_of_its_first_section():
    columns = tuple("abcdefgh")
    across = document(Paragraph("x"), Table("T", "T", columns, (("1",) * 8,) * 9))
    target = io.BytesIO(render(across, "docx"))
    file = written_in(target.getvalue(), document(Paragraph("x"), sources=()))
    assert [one.orientation for one in file.sections] == [WD_ORIENT.PORTRAIT]
    assert file.sections[0].footer.paragraphs[0].text == "Side 1 af 1"


def test_report_in_its_own_template_is_the_same():
    assert written_in(render(SAMPLE, "docx")).element.xml == opened().element.xml


@pytest.mark.parametrize("name", STYLES)
def test_template_without_a_style_is_refused_by_its_name(name):
    with pytest.raises(PlanError) as caught:
        render(SAMPLE, "docx", template=template(lambda file: file.styles[name].delete()))
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("missing-style", "template")
    assert f" {name};" in fault.message
    assert f" {name};" in fault.danish


def without_page():
    """A Word file that says nothing of its page, which Word itself never writes."""

    def change(file):
        properties = file.sections[0]._sectPr
        properties.remove(properties.find(qn("w:pgMar")))

    return template(change)


def as_dotx(content):
    """The same file as Word saves it as a template (.dotx)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            new.writestr(one, old.read(one).replace(b"document.main+xml", b"template.main+xml"))
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"no zip", render(SAMPLE, "xlsx"), render(SAMPLE, "docx")[:4000], as_dotx(render(SAMPLE, "docx"))),
        without_page(),
    ],
    ids=["empty", "text", "xlsx", "cut", "dotx", "no page"],
)
def test_template_that_is_no_word_document_is_refused(content):
    with pytest.raises(PlanError) as caught:
        render(SAMPLE, "docx", template=content)
    [fault] = caught.value.faults
    assert (fault.code, fault.path) == ("bad-template", "template")
    assert ".docx" in fault.danish


def test_template_is_for_word_alone():
    for format in ("html", "xlsx", "json", "csv"):
        with pytest.raises(PlanError) as caught:
            render(SAMPLE, format, template=template())
        assert [one.code for one in caught.value.faults] == ["needs-word"]
    with pytest.raises(PlanError) as caught:
        render(SAMPLE, "docx", template="skabelon.docx")
    assert [(one.code, one.path) for one in caught.value.faults] == [("wrong-type", "template")]


def test_template_from_the_disk(tmp_path):
    (tmp_path / "skabelon.docx").write_bytes(template(lambda file: setattr(file.styles["Title"].font, "size", Pt(40))))
    save_document(SAMPLE, tmp_path / "plan.docx", template=tmp_path / "skabelon.docx")
    assert docx.Document(str(tmp_path / "plan.docx")).styles["Title"].font.size == Pt(40)
    with pytest.raises(PlanError) as caught:
        save_document(SAMPLE, tmp_path / "ny.docx", template=tmp_path / "findes ikke.docx")
    assert [one.code for one in caught.value.faults] == ["cannot-read"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_what_word_is_given(tmp_path):
    made = document(*SAMPLE.blocks[:8], *(Paragraph(text.strip()) for text in HOSTILE[:9]))
    (tmp_path / "plan.docx").write_bytes(render(made, "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "plan.docx"], check=True, capture_output=True, timeout=180)
    lines = (tmp_path / "plan.txt").read_text(encoding="utf-8-sig").splitlines()
    noted = f"Anbefaling 29 Afventer.{JOINED}[1]{JOINED}[2]"
    told = ["Plan <2017>", "Udkast & noter", "Overblik", noted, "Tabel 1. Alle <b>", "1.10"]
    told += ["15. januar 2017", "Akut <i>", "sikkert", "muligt", *HOSTILE[:9], "Kilder og henvisninger"]
    places = [lines.index(text) for text in told]
    assert places[3:] == sorted(places[3:])
    assert any(line.endswith("Kilde 1 afsnit 4.1.1, linje 592-598") for line in lines)
