"""Documents of every format are opened: their lines and tables with their places, and what was seen on the way."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import MAC_EPOCH

from praksisplan import PlanError
from praksisplan.reading.opening import open_document
from praksisplan.reading.written import Line, Opened, Table
from tests.unit.reading.files import AMBER, excel, pdf, with_part, word


def table(opened: Opened, place: int = 0) -> Table:
    return [part for part in opened.parts if isinstance(part, Table)][place]


def texts(opened: Opened, place: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table(opened, place).rows]


def lines(opened: Opened) -> list[str]:
    return [part.text for part in opened.parts if isinstance(part, Line)]


def codes(opened: Opened) -> list[str]:
    return [found.code for found in opened.findings]


# --- text --------------------------------------------------------------------------------------------------------

WORDS = "Første linje\r\nÆblet – på række"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (WORDS.encode(), []),
        (WORDS.encode("utf-8-sig"), []),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), []),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), []),
        (WORDS.encode("cp1252"), ["read-as-windows"]),
        (WORDS.replace("\r\n", "\r").encode(), []),
        (WORDS.replace("\r\n", "\u2028").encode(), []),
    ],
)
def test_text_in_every_documented_encoding(content: bytes, found: list[str]) -> None:
    opened = open_document(content)
    assert lines(opened) == ["Første linje", "Æblet – på række"]
    assert codes(opened) == found


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a\nb\0c", (2, 2)),
        ("uden mærke".encode("utf-16-le"), (1, 2)),
        (b"\xff\xfea", (1, 3)),
        (b"ok\n\x81\xff", (2, 1)),
    ],
)
def test_another_encoding_is_refused_with_its_place(content: bytes, place: tuple[int, int]) -> None:
    with pytest.raises(PlanError) as caught:
        open_document(content)
    (fault,) = caught.value.faults
    assert fault.code == "not-utf-8"
    assert (fault.line, fault.column) == place


def test_invisible_signs_are_left_out_and_those_that_turn_the_text_are_refused() -> None:
    assert lines(open_document("an\xadbe\u200bfa\ufeffling\xa0\uf0b7".encode())) == ["anbefaling •"]
    with pytest.raises(PlanError, match=r"linje 2: invalid character U\+202E"):
        open_document("a\nb\u202ec".encode())


def test_a_form_feed_begins_a_page_and_markdown_has_headings() -> None:
    first, second = open_document(b"# Plan\n\fEnde").parts[::2]
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, first.style, first.span.line, first.span.page) == ("Plan", "heading 1", 1, 1)
    assert (second.text, second.style, second.span.line, second.span.page) == ("Ende", "", 3, 2)


def test_markdown_tables_have_columns_of_their_line() -> None:
    text = "Før\n| Nr. | A\\|b |\n|:--|--:|\n| **1** | <ul><li>x<li>y</ul> |\n| 2\nEfter"
    opened = open_document(text.encode())
    assert texts(opened) == [["Nr.", "A|b"], ["1", "• x\n• y"], ["2", ""]]
    assert lines(opened) == ["Før", "Efter"]
    cell = table(opened).rows[0][1]
    assert (cell.span.line, cell.span.column, cell.span.last_column) == (2, 8, 13)
    assert [(one.code, one.subject) for one in opened.findings] == [("html-in-cell", "linje 4")]
    assert lines(open_document("Før\n|:--|--:|\nEfter".encode())) == ["Før", "Efter"]


# --- CSV ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "Nr.;Pris;Note\r\n1.10;2,5;på\r\n",
        "sep=;\r\nNr.;Pris;Note\r\n1.10;2,5;på\r\n",
        "Nr.\tPris\tNote\n1.10\t2,5\tpå",
        'Nr.,Pris,Note\n1.10,"2,5",på',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_csv_keeps_digits_and_commas(content: str, encoding: str) -> None:
    opened = open_document(content.encode(encoding))
    assert texts(opened) == [["Nr.", "Pris", "Note"], ["1.10", "2,5", "på"]]
    row = 3 if content.startswith("sep") else 2
    assert table(opened).rows[1][2].span.cell == f"C{row}"


def test_csv_with_a_line_break_in_a_cell_and_a_short_row() -> None:
    opened = open_document(b'Nr.;Note\n1;"to\nlinjer"\n2\n3;c\n4;d')
    assert texts(opened) == [["Nr.", "Note"], ["1", "to\nlinjer"], ["2", ""], ["3", "c"], ["4", "d"]]


def test_prose_with_commas_is_no_csv() -> None:
    assert (
        lines(open_document("Først dette, så hint, tak.\nOg mere; meget mere.".encode()))[1] == "Og mere; meget mere."
    )


def test_csv_that_lacks_a_quotation_mark() -> None:
    good = "".join(f"{row};i gang\n" for row in range(9_000))
    with pytest.raises(PlanError, match=r"line 9002.*invalid CSV"):
        open_document(f'{good}9;"aldrig\nslut'.encode())


def test_an_empty_text_has_no_parts_but_its_line() -> None:
    assert lines(open_document(b"")) == [""]
    assert open_document(b"sep=;").parts == ()


# --- HTML --------------------------------------------------------------------------------------------------------


def test_html_has_lines_and_tables_in_their_order() -> None:
    page = """<!DOCTYPE html>
<html><head><title>nej</title><style>p {}</style></head><body>
<!-- skjult --><![if !x]><h2>Afsnit 4.1</h2><p>Det er <b>sagt</b>
og &aelig;rligt</p><script>alert("<p>nej</p>")</script>
<ul><li>et<li>to</ul>
<table><caption>Status</caption><tr><th rowspan="2">Nr.<th colspan="2">2017</tr>
<tr><td style="background: #FFC000"></td><td bgcolor="white"><ul><li>a</li><li>b</li></ul></table>slut
"""
    opened = open_document(page.encode())
    kinds = [(one.text, one.style, one.span.line) for one in opened.parts if isinstance(one, Line)]
    assert kinds == [
        ("Afsnit 4.1", "heading 2", 3),
        ("Det er sagt og ærligt", "", 3),
        ("et", "list", 5),
        ("to", "list", 5),
        ("slut", "", 7),
    ]
    assert isinstance(opened.parts[4], Table)
    assert texts(opened) == [["Nr.", "2017", ""], ["", "", "• a\n• b"]]
    first, second = table(opened).rows
    assert [cell.part_of for cell in (*first, *second)] == ["", "", "B1", "A1", "", ""]
    assert second[1].mark == "#ffc000"
    assert table(opened).title == "Status"


def test_a_table_within_a_cell_comes_before_its_table_and_nothing_needs_to_be_closed() -> None:
    opened = open_document(b"<table><tr><td>a<table><td>b</table><td>c")
    assert texts(opened, 0) == [["b"]]
    assert texts(opened, 1) == [["a", "c"]]
    assert open_document(b"<table></table><table><tr></table>").parts == ()
    assert lines(open_document(b"<p>a</template>b<!-- aldrig slut <p>c")) == ["ab"]
    assert lines(open_document(b"<p>a<!x[ >b<![x")) == ["ab<![x"]


# --- Excel -------------------------------------------------------------------------------------------------------


def test_excel_values_as_people_see_them() -> None:
    def change(book: Any, sheet: Any) -> None:
        for column, (value, form) in enumerate(values, 1):
            cell = sheet.cell(1, column, value)
            cell.number_format = form

    values: list[tuple[Any, str]] = [
        ("1.10", "@"),
        (1.1, "0.00"),
        (29, "General"),
        (0.25, "0%"),
        (datetime.date(2017, 4, 1), "dd-mm-yyyy"),
        (
            datetime.datetime(2017, 4, 1, 12, 30),  # noqa: DTZ001 - Excel knows no zone
            "yyyy-mm-dd hh:mm",
        ),
        (datetime.date(2017, 4, 1), "mmmm yyyy"),
        (datetime.date(2017, 4, 1), '[$-406]"år "yyyy'),
        (datetime.time(12, 30), "hh:mm"),
        (True, "General"),
    ]
    row = table(open_document(excel(change=change))).rows[0]
    assert [cell.text for cell in row] == [
        *("1.10", "1,1", "29", "25 %", "1.4.2017", "1.4.2017", "april 2017", "2017", "12.30", "SAND"),
    ]
    day = datetime.date(2017, 4, 1)
    assert [cell.value for cell in row[:8]] == [None, 1.1, 29, 0.25, day, day, day, day]


@pytest.mark.parametrize("is_1904", [False, True])
def test_both_systems_of_dates(is_1904: bool) -> None:
    def change(book: Any, sheet: Any) -> None:
        if is_1904:
            book.epoch = MAC_EPOCH
        sheet["A1"] = datetime.date(1904, 1, 2)
        sheet["A2"] = datetime.date(2026, 2, 28)
        sheet["A3"] = 10**7
        sheet["A3"].number_format = "dd-mm-yyyy"

    opened = open_document(excel(change=change))
    assert texts(opened) == [["2.1.1904"], ["28.2.2026"], ["1e+07"]]
    assert codes(opened) == ["error-in-cell"]


def test_merged_cells_and_colours() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_cells("A1:C1")
        sheet["B2"].fill = AMBER
        sheet["C2"].fill = PatternFill("solid", fgColor="FFFFFFFF")
        sheet["D2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.4))
        sheet["E2"].fill = PatternFill("solid", fgColor=Color(indexed=10))
        sheet["F2"].fill = PatternFill("solid", fgColor=Color(theme=0))
        sheet["G2"].fill = PatternFill("lightUp", bgColor="FF00FF00")
        sheet["XFD900000"].fill = AMBER

    opened = open_document(excel(["Titel"], [1], change=change))
    first, second = table(opened).rows
    assert [cell.part_of for cell in first] == ["", "A1", "A1", "", "", "", ""]
    assert [cell.mark for cell in second] == ["", "#ffc000", "", "tema 4 +0.40", "#10", "", "#00ff00"]


def test_what_one_does_not_see_in_a_sheet_is_a_finding() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["C1"] = "=1+1"
        sheet["A1"].comment = Comment("Ring til Grete", "mig")
        other = book.create_sheet("Lister")
        other.sheet_state = "hidden"
        other["A1"] = "x"
        book.create_sheet("Tom").sheet_state = "veryHidden"

    row = b'<row r="4"><c r="A4"><f>1+1</f><v>2</v></c><c t="e"><v>#REF!</v></c></row>'
    content = with_part(
        excel(["a", "b"], ["c", "d"], change=change),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>"),
    )
    opened = open_document(content)
    assert [one.text() for one in opened.findings] == [
        "Cellen viser fejlen #REF!.",
        "Cellen har en kommentar, der ikke er læst: »Ring til Grete«.",
        "Skjulte rækker er læst: 2.",
        "Skjulte kolonner er læst: B.",
        "Formler er læst som den værdi, der sidst blev beregnet: A4.",
        "Formler uden beregnet værdi er læst som tomme celler: C1; åbn filen i Excel, og gem den igen.",
        "Arket er skjult og er ikke læst.",
    ]
    assert [one.is_hidden for one in opened.parts if isinstance(one, Table)] == [False, True]
    assert texts(opened) == [["a", "b"], ["c", "d"], ["", ""], ["2", "#REF!"]]


VALUE = st.one_of(
    st.none(),
    st.text("abcæøå <&\n'=_x", max_size=12).map(lambda text: text.strip(" \n=")),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 4)),
    st.dates(datetime.date(1900, 3, 1), datetime.date(2199, 12, 31)),
)


@given(st.lists(st.lists(VALUE, min_size=1, max_size=5), min_size=1, max_size=6))
def test_excel_is_read_as_openpyxl_reads_it(rows: list[list[Any]]) -> None:
    content = excel(*rows)
    found = {
        cell.span.cell: cell.text if cell.value is None else cell.value
        for part in open_document(content).parts
        if isinstance(part, Table)
        for row in part.rows
        for cell in row
        if cell.text
    }
    book = load_workbook(io.BytesIO(content))
    expected = {
        cell.coordinate: cell.value.date() if isinstance(cell.value, datetime.datetime) else cell.value
        for row in book["Ark1"].iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
    assert found == {name: value.strip() if isinstance(value, str) else value for name, value in expected.items()}


def test_excel_in_other_dialects() -> None:
    content = excel(["Nr."], [1])
    xml = """<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>
    <x:row><x:c t="inlineStr"><x:is><x:r><x:t>A</x:t></x:r><x:r><x:t>_x0042_</x:t></x:r></x:is></x:c>
    <x:c t="str"><x:v>C</x:v></x:c><x:c t="d"><x:v>2017-04-01T00:00:00</x:v></x:c><x:c t="b"><x:v>0</x:v></x:c></x:row>
    </x:sheetData></x:worksheet>"""
    opened = open_document(with_part(content, "xl/worksheets/sheet1.xml", lambda _: xml.encode()))
    assert texts(opened) == [["AB", "C", "2017", "FALSK"]]


def test_excel_texts_that_cells_share() -> None:
    shared = b"<sst><si><t>N</t><rPh><t>nej</t></rPh><r><t>r.</t></r></si></sst>"
    sheet = b'<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>'
    relation = b'<Relationship Id="s" Type="http://x/sharedStrings" Target="/xl/texts.xml"/></Relationships>'
    content = with_part(excel(["x"]), "xl/worksheets/sheet1.xml", lambda _: sheet)
    content = with_part(content, "xl/texts.xml", lambda _: shared)
    content = with_part(content, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", relation))
    assert texts(open_document(content)) == [["Nr."]]


def test_a_sheet_that_is_only_a_chart_is_left_out() -> None:
    def change(book: Any, sheet: Any) -> None:
        book.create_chartsheet("Figur")

    assert len(open_document(excel(["a"], change=change)).parts) == 1
    assert open_document(excel()).parts == ()


# --- Word --------------------------------------------------------------------------------------------------------


def test_word_has_styles_marks_of_lists_and_tables_in_their_order() -> None:
    def write(document: Any) -> None:
        document.add_heading("Plan", 1)
        document.add_paragraph("Punkt", style="List Bullet")
        document.add_paragraph("Et", style="List Number")
        document.add_paragraph("To", style="List Number")
        document.add_paragraph("")
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 1)).text = "Stor"
        table.cell(2, 2).text = "x"
        table.cell(0, 2).text = "y"
        table.cell(2, 0)._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="FFC000"/>'))
        document.add_paragraph("Slut\tnu").add_run().add_break()

    opened = open_document(word(write))
    found = [(one.text, one.style, one.span.line) for one in opened.parts if isinstance(one, Line)]
    assert found == [
        ("Plan", "heading 1", 1),
        ("• Punkt", "list", 2),
        ("1. Et", "list", 3),
        ("2. To", "list", 4),
        ("Slut\tnu", "", 6),
    ]
    assert isinstance(opened.parts[4], Table)
    assert texts(opened) == [["Stor", "", "y"], ["", "", ""], ["", "", "x"]]
    assert [cell.part_of for row in table(opened).rows for cell in row] == ["", "A1", "", "A1", "A1", "", "", "", ""]
    assert table(opened).rows[2][0].mark == "#ffc000"


NUMBERING = """<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%4."/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="none"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"/></w:num></w:numbering>"""


def test_word_numbers_of_lists_are_counted_as_word_does() -> None:
    def paragraph(text: str, level: int, id: int = 7) -> str:
        number = (
            ""
            if level is None
            else f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr></w:pPr>'
        )
        return f"<w:p>{number}<w:r><w:t>{text}</w:t></w:r></w:p>"

    levels = [("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 2), ("F", 3), ("G", 0), ("H", 1), ("I", 4), ("J", 9)]
    body = "".join(paragraph(*one) for one in levels) + paragraph("K", 0, 8) + paragraph("L", 0, 99)
    document = f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'.encode()

    def write(document: Any) -> None:
        document.add_paragraph("x", style="List Number")

    content = with_part(word(write), "word/document.xml", lambda _: document)
    content = with_part(content, "word/numbering.xml", lambda _: NUMBERING.encode())
    assert lines(open_document(content)) == [
        *("4 A", "4.1 B", "4.2 C", "a) D", "b) E", "IV. F", "5 G", "5.1 H", "I", "J", "4 K", "L")
    ]


def test_word_changes_notes_and_comments() -> None:
    document = """<w:document xmlns:w="w" xmlns:mc="mc"><w:body>
    <w:sdt><w:sdtContent><w:p><w:r><w:t>Anbefaling </w:t></w:r><w:ins><w:r><w:t>29</w:t></w:r></w:ins>
    <w:del><w:r><w:delText>28</w:delText></w:r></w:del><w:hyperlink><w:r><w:t>her</w:t></w:r></w:hyperlink>
    <mc:AlternateContent><mc:Choice><w:r><w:t>!</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>!</w:t></w:r></mc:Fallback>
    </mc:AlternateContent></w:p></w:sdtContent></w:sdt></w:body></w:document>"""
    notes = """<w:footnotes xmlns:w="w"><w:footnote w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>
    <w:footnote><w:p><w:r><w:t>En note</w:t></w:r></w:p></w:footnote></w:footnotes>"""
    comments = (
        '<w:comments xmlns:w="w"><w:comment><w:p><w:r><w:t>Er det rigtigt?</w:t></w:r></w:p></w:comment></w:comments>'
    )
    kinds = "".join(
        f'<Relationship Id="n{kind}" Type="http://x/{kind}" Target="{kind}.xml"/>' for kind in ("footnotes", "comments")
    )
    kinds += '<Relationship Id="x" Type="http://x/footnotes" Target="http://x" TargetMode="External"/>'
    content = with_part(word(lambda _: None), "word/document.xml", lambda _: document.encode())
    content = with_part(content, "word/footnotes.xml", lambda _: notes.encode())
    content = with_part(content, "word/comments.xml", lambda _: comments.encode())
    content = with_part(
        content,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(b"</Relationships>", f"{kinds}</Relationships>".encode()),
    )
    opened = open_document(content)
    assert [(one.text, one.style) for one in opened.parts if isinstance(one, Line)] == [
        ("Anbefaling 29her!", ""),
        ("En note", "footnote"),
    ]
    assert [one.text() for one in opened.findings] == [
        "Dokumentet har rettelser, der ikke er godkendt: indsat tekst (1) er læst, slettet (1) ikke.",
        "En kommentar i dokumentet er ikke læst: »Er det rigtigt?«.",
    ]


def test_word_tables_without_cells_or_properties() -> None:
    cell = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    body = f"<w:tbl><w:tr/></w:tbl><w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    document = f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
    opened = open_document(with_part(word(lambda _: None), "word/document.xml", lambda _: document.encode()))
    assert texts(opened) == [["a"]]
    assert len(opened.parts) == 1


@given(st.lists(st.text("abcæøå 129.", min_size=1, max_size=20).map(str.strip).filter(bool), max_size=8))
def test_word_is_read_as_python_docx_reads_it(paragraphs: list[str]) -> None:
    content = word(lambda document: [document.add_paragraph(text) for text in paragraphs])
    assert lines(open_document(content)) == paragraphs


# --- PDF ---------------------------------------------------------------------------------------------------------


def test_pdf_has_lines_with_pages_and_tells_of_pages_without_text() -> None:
    opened = open_document(pdf("4.1 Kapacitet\nAnbefaling 1 p\u00e5 vej", "", "Slut"))
    assert [(one.text, one.span.line, one.span.page) for one in opened.parts if isinstance(one, Line)] == [
        ("4.1 Kapacitet", 1, 1),
        ("Anbefaling 1 på vej", 2, 1),
        ("Slut", 3, 3),
    ]
    assert [one.text() for one in opened.findings] == ["Der er ingen tekst på side 2."]


@pytest.mark.parametrize("sign", ["\t", " | ", " / "])
def test_lines_that_one_sign_cuts_into_cells_are_a_table(sign: str) -> None:
    rows = [["Nr.", "Indsats", "Status"], ["1", "Visitation", "I gang"], ["2", "Journal", "Udgår"]]
    text = "Plan 2025\n\n" + "\n".join(map(sign.join, rows)) + "\n\nSlut\n"
    (table,) = (one for one in open_document(text.encode()).parts if isinstance(one, Table))
    assert [[cell.text for cell in row] for row in table.rows] == rows
    assert table.rows[1][2].span.column == len(sign.join(rows[1][:2]) + sign) + 1


def test_lines_of_prose_with_signs_are_no_table() -> None:
    text = "I 2025 / 2026 / 2027 sker intet.\n" * 4
    assert not [one for one in open_document(text.encode()).parts if isinstance(one, Table)]
