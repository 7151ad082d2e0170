"""Documents that are made to harm, or are damaged: one `PlanError` with a place, in bounded memory and time."""

from __future__ import annotations

import contextlib
import datetime
import io
import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from praksisplan import PlanError, Status, state_at
from praksisplan.errors import Fault
from praksisplan.reading import Reading, read_document
from praksisplan.reading.limits import DEFAULT_LIMITS, Limits
from praksisplan.reading.opening import open_document
from praksisplan.reading.written import Table
from tests.unit.reading.files import AMBER, archive, excel, parts_of, pdf, with_part, word

SHEET = "xl/worksheets/sheet1.xml"
BOOK = excel(["Nr.", "Anbefaling"], ["1", "Første"])
LETTER = word(lambda document: document.add_paragraph("Anbefaling 1 afventer."))


def refused(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Fault:
    with pytest.raises(PlanError) as caught:
        open_document(content, limits)
    (fault,) = caught.value.faults
    assert "; " in fault.message, "it says what to do"
    assert "; " in fault.danish
    return fault


def megabytes(content: bytes) -> float:
    """What opening needs, also when it is refused."""
    tracemalloc.start()
    with contextlib.suppress(PlanError):
        open_document(content)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def seconds(content: bytes) -> float:
    """How long opening takes, also when it is refused."""
    began = time.process_time()
    with contextlib.suppress(PlanError):
        open_document(content)
    return time.process_time() - began


# --- archives ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/media/image1.png", "[Content_Types].xml"])
def test_C8_a_zip_bomb_is_refused_by_the_bytes_that_come_out_of_it(name: str) -> None:
    content = with_part(BOOK, name, lambda xml: xml + b" " * 300_000_000)
    assert len(content) < 400_000
    assert megabytes(content) < 150
    assert refused(content).message.startswith("must have at most 100 times as many bytes unpacked as packed")


def test_C8_each_limit_of_an_archive_holds_exactly() -> None:
    files = parts_of(BOOK)
    total = sum(map(len, files.values()))
    open_document(BOOK, Limits(unpacked=total, entries=len(files), bytes=len(BOOK)))
    for name, value in {"unpacked": total - 1, "entries": len(files) - 1, "bytes": len(BOOK) - 1}.items():
        fault = refused(BOOK, Limits(**{name: value}))
        assert (fault.code, f"limits=Limits({name}=…)" in fault.message) == ("too-large", True)
    stored = archive({**files, "xl/x.bin": b" " * 2_000_000})
    open_document(stored, Limits(ratio=2_000_000 // len(stored) + 20))
    assert refused(stored, Limits(ratio=100)).path == "xl/x.bin"


def test_C8_entries_that_overlap_or_repeat_are_refused() -> None:
    target = io.BytesIO(BOOK)
    with zipfile.ZipFile(target, "a") as added, pytest.warns(UserWarning, match="Duplicate name"):
        added.writestr(SHEET, b"<worksheet/>")
    assert refused(target.getvalue()).path == SHEET
    central = BOOK.rindex(b"PK\x01\x02")
    first = BOOK.index(b"PK\x01\x02")
    offset = BOOK[first + 42 : first + 46]
    overlapping = BOOK[: central + 42] + offset + BOOK[central + 46 :]
    assert refused(overlapping).code == "cannot-open"


def test_encrypted_entries_and_other_ways_of_packing_are_refused() -> None:
    content = bytearray(BOOK)
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refused(bytes(content)).message.startswith("the document is protected by a password")
    assert refused(archive(parts_of(BOOK), zipfile.ZIP_BZIP2)).code == "cannot-open"
    assert refused(archive(parts_of(BOOK), zipfile.ZIP_LZMA)).code == "cannot-open"


def test_damaged_archives_are_refused() -> None:
    for content in (BOOK[:-30], BOOK[: len(BOOK) // 2], b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 10):
        assert refused(content).code == "cannot-open"
    middle = len(BOOK) // 3
    assert refused(BOOK[:middle] + bytes(20) + BOOK[middle + 20 :]).code == "cannot-open"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "this format is not read"),
        ({"xl/workbook.bin": b""}, "this format is not read"),
        ({"a.txt": b"hej"}, "unknown format"),
        ({"xl/a.xml": b"<a/>"}, "the document is damaged"),
        ({"word/a.xml": b"<a/>"}, "the document is damaged"),
    ],
)
def test_other_archives(files: dict[str, bytes], words: str) -> None:
    fault = refused(archive(files))
    assert fault.message.startswith(words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
            "the document is pro",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "this format is not read"),
        (b"{\\rtf1 hej}", "this format is not read"),
    ],
)
def test_old_and_encrypted_files(content: bytes, words: str) -> None:
    assert refused(content).message.startswith(words)


# --- XML ---------------------------------------------------------------------------------------------------------

LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'


@pytest.mark.parametrize("doctype", [LAUGHS, XXE, REMOTE, b"<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("content", "name"),
    [
        *((BOOK, name) for name in (SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "docProps/core.xml")),
        *((LETTER, name) for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml")),
        (LETTER, "word/_rels/document.xml.rels"),
    ],
)
def test_C10_no_part_may_have_a_doctype(content: bytes, name: str, doctype: bytes, encoding: str) -> None:
    def change(xml: bytes) -> bytes:
        body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
        return (b"<?xml version='1.0'?>" + doctype + body).decode().encode(encoding)

    fault = refused(with_part(content, name, change))
    assert (fault.code, fault.path) == ("doctype", name)


def test_C10_an_encoding_that_hides_it_is_refused() -> None:
    hidden = b"<?xml version='1.0' encoding='utf-7'?>+ADw-!DOCTYPE x+AD4-<x/>"
    assert refused(with_part(BOOK, SHEET, lambda _: hidden)).message.startswith("the encoding 'utf-7' is not allowed")
    assert refused(with_part(BOOK, SHEET, lambda _: b"<worksheet>&x;</worksheet>")).path == SHEET


def test_C6_deep_and_large_xml_is_refused_while_it_is_read() -> None:
    deep = b"<worksheet>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</worksheet>"
    stored = archive({**parts_of(BOOK), SHEET: deep}, zipfile.ZIP_STORED)
    assert refused(stored).message.startswith("must have at most 200 elements within each other")
    body = b"<w:p>" * 300 + b"</w:p>" * 300
    deep_word = with_part(LETTER, "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + body))
    assert refused(deep_word).path == "word/document.xml"
    wide = b"<worksheet>" + b"<a/>" * 1_100_000 + b"</worksheet>"
    content = archive({**parts_of(BOOK), SHEET: wide}, zipfile.ZIP_STORED)
    assert refused(content).message.startswith("must have at most 1,000,000 elements")
    assert megabytes(content) < 40
    open_document(BOOK, Limits(elements=1_000))
    assert refused(BOOK, Limits(elements=40)).code == "too-large"


# --- sheets ------------------------------------------------------------------------------------------------------


def test_C9_a_far_last_cell_costs_nothing_if_it_is_empty_and_is_refused_if_not() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet["XFD1048576"].fill = AMBER

    empty = excel(["Nr."], change=change)
    (table,) = open_document(empty).parts
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["Nr."]]
    full = excel(["Nr."], change=lambda book, sheet: sheet.cell(1_048_576, 16_384, "x"))
    fault = refused(full)
    assert (fault.path, fault.code) == ("celle Ark1!XFD1048576", "too-large")
    assert max(megabytes(empty), megabytes(full)) < 5


def test_C9_a_false_dimension_is_ignored() -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')

    (table,) = open_document(with_part(BOOK, SHEET, change)).parts
    assert isinstance(table, Table)
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    "added",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 200_000 + b"</mergeCells>",
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>',
        b'<conditionalFormatting sqref="A1:XFD1048576"/>',
    ],
)
def test_ranges_over_a_whole_sheet_cost_nothing(added: bytes) -> None:
    content = with_part(BOOK, SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + added))
    assert megabytes(content) < 60
    assert seconds(content) < 5


def test_the_limits_of_rows_and_columns_are_the_last_that_are_read() -> None:
    content = excel(*([row, "x"] for row in range(10)))
    assert len(open_document(content, Limits(rows=10, columns=2)).parts) == 1
    assert refused(content, Limits(rows=9)).path == "celle Ark1!A10"
    assert refused(content, Limits(columns=1)).path == "celle Ark1!B1"
    csv = b"\n".join(b"1;2;3" for _ in range(10))
    open_document(csv, Limits(rows=10, columns=3))
    assert refused(csv, Limits(rows=9)).code == "too-large"
    assert refused(csv, Limits(columns=2)).path == "A1"
    markdown = b"\n".join(b"|1|2|3|" for _ in range(10))
    open_document(markdown, Limits(rows=10, columns=3))
    assert refused(markdown, Limits(rows=9)).path == "linje 10"
    assert refused(markdown, Limits(columns=2)).path == "linje 1"


@pytest.mark.parametrize(
    "cells",
    [
        b'<c r="A0"><v>1</v></c>',
        b'<c r="ZZZZ1"><v>1</v></c>',
        b'<c t="s"><v>9999</v></c>',
        b'<c t="s"><v>x</v></c>',
        b"<c><v>x</v></c>",
        b'<c s="x"><v>1</v></c>',
        b'<c t="d"><v>i morgen</v></c>',
        b"<c><v>1e999</v></c>",
        b"<c><v>nan</v></c>",
        b"<c><v>1</c>",
    ],
)
def test_cells_that_hold_what_no_cell_can_hold(cells: bytes) -> None:
    sheet = b'<worksheet><sheetData><row r="1">' + cells + b"</row></sheetData></worksheet>"
    assert refused(with_part(BOOK, SHEET, lambda _: sheet)).code == "cannot-open"


@pytest.mark.parametrize(
    "inner",
    [
        b'<cols><col min="0" max="0" hidden="1"/></cols><sheetData/>',
        b'<cols><col min="1" max="-1" hidden="1"/></cols><sheetData/>',
        b'<sheetData><row r="-5"><c><v>5</v></c></row></sheetData>',
    ],
)
def test_rows_and_columns_before_the_first_are_refused(inner: bytes) -> None:
    sheet = b"<worksheet>" + inner + b"</worksheet>"
    assert refused(with_part(BOOK, SHEET, lambda _: sheet)).code == "cannot-open"


def test_a_time_after_the_last_day_of_excel_is_a_number() -> None:
    styles = b'<styleSheet><cellXfs><xf numFmtId="20"/></cellXfs></styleSheet>'
    book = with_part(BOOK, "xl/styles.xml", lambda _: styles)
    for number, shown in ((b"0.5", "12.00"), (b"1e300", "1e+300"), (b"1.7e308", "1,7e+308")):
        sheet = b'<worksheet><sheetData><row r="1"><c><v>' + number + b"</v></c></row></sheetData></worksheet>"
        (table,) = open_document(with_part(book, SHEET, lambda _, sheet=sheet: sheet)).parts
        assert isinstance(table, Table)
        assert table.rows[0][0].text == shown


@pytest.mark.parametrize("start", ["-1", "32768", "999999999999999"])
@pytest.mark.parametrize("form", ["lowerLetter", "lowerRoman"])
def test_lists_of_word_that_begin_where_word_does_not_count_to_are_refused(start: str, form: str) -> None:
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/></w:lvl>'
    numbering = f"""<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
    document = """<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
    <w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>"""
    content = word(lambda document: document.add_paragraph("x", style="List Number"))
    content = with_part(content, "word/numbering.xml", lambda _: numbering.encode())
    assert refused(with_part(content, "word/document.xml", lambda _: document.encode())).code == "cannot-open"


def test_styles_that_are_no_numbers_are_refused() -> None:
    styles = b'<styleSheet><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>'
    assert refused(with_part(BOOK, "xl/styles.xml", lambda _: styles)).code == "cannot-open"


def test_E2_marks_that_turn_the_text_are_refused_with_their_place() -> None:
    assert refused_character(excel(["a", "b\u202ec"])) == "celle Ark1!B1"
    assert refused_character(b"<p>a\xe2\x80\xaeb") == "linje 1"
    assert refused_character(b"|a|b\xe2\x80\xae|") == "linje 1"
    assert refused_character(word(lambda document: document.add_paragraph("a\u2067b"))) == "linje 1"
    assert refused_character("a;b\n1;\u061c2\n".encode()) == "celle B2"
    assert refused_character(b"<table><tr><td>\xe2\x80\xae</table>") == "celle tabel 1!A1"


def refused_character(content: bytes) -> str:
    with pytest.raises(PlanError) as caught:
        open_document(content)
    (fault,) = caught.value.faults
    assert fault.code == "forbidden-character"
    return fault.path


# --- HTML, Word and PDF ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [b"<a ", b"<!--a>", b"</", b"<", b"&#", b"<!", b"<?", b"<![a", b"<a b='", b"<table><tr><td>", b"<li>", b"<script>"],
)
def test_html_that_repeats_what_never_ends_takes_linear_time(piece: bytes) -> None:
    assert seconds(b"<html>" + piece * 60_000) < 10
    assert seconds(b"<html>" + piece * 60_000 + b">") < 10


def test_html_tables_are_held_to_the_limits() -> None:
    assert refused(b"<table><tr><td colspan=99999>x</table>").code == "too-large"
    assert refused(b"<table>" + b"<tr><td rowspan=99999>x" * 1_500 + b"</table>").code == "too-large"
    assert refused(b"<table>" * 300).message.startswith("must have at most 200 elements within each other")
    (table,) = open_document(b"<table><tr><td colspan=-1 rowspan=x>a<td colspan=1000000>b</table>").parts
    assert isinstance(table, Table)
    assert len(table.rows[0]) == 2


def test_word_tables_are_held_to_the_limits() -> None:
    def write(document: Any) -> None:
        document.add_table(1, 1).cell(0, 0)._tc.get_or_add_tcPr().get_or_add_gridSpan().val = 100_000

    assert refused(word(write)).code == "too-large"
    broken = with_part(LETTER, "word/document.xml", lambda _: b"<document/>")
    assert refused(broken).path == "word/document.xml"
    cell = b'<w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr></w:tc></w:tr></w:tbl>'
    odd = with_part(LETTER, "word/document.xml", lambda xml: xml.replace(b"<w:body>", cell))
    assert refused(odd).code == "cannot-open"


def test_pdf_without_text_with_a_password_or_damaged() -> None:
    assert refused(pdf("", "")).message.startswith("the PDF has no text")
    assert refused(pdf("hej", encrypt="hemmeligt")).message.startswith("the document is protected by a password")
    assert refused(b"%PDF-1.7\nhej").code == "cannot-open"
    whole = pdf("hej")
    assert refused(whole[: len(whole) // 4]).code == "cannot-open"
    open_document(pdf("a", "b"), Limits(pages=2))
    assert refused(pdf("a", "b"), Limits(pages=1)).code == "too-large"
    assert refused(pdf("a" * 1_000), Limits(unpacked=1_000)).path == "side 1"


def test_a_pdf_whose_password_needs_another_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    def decrypt(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "decrypt", decrypt)
    assert refused(pdf("hej", encrypt="hemmeligt")).message.startswith("the document is protected by a password")


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf("hej"))))
    writer.encrypt("", "ejer", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    assert [part.text for part in open_document(target.getvalue()).parts if not isinstance(part, Table)] == ["hej"]


def test_without_pypdf_the_fault_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "praksisplan.reading.opening.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    from praksisplan.reading import opening

    monkeypatch.delattr(opening, "pdf", raising=False)
    with pytest.raises(PlanError, match=r"pip install pypdf \(the extra 'pdf'\)"):
        open_document(pdf_bytes())


def pdf_bytes() -> bytes:
    return b"%PDF-1.7\n"


# --- many rows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Nr.;Anbefaling", "{0};Titel {0}"),
        ("Nr.;Anbefaling;Status;Afventer", "{0};Titel {0};I gang;{1}"),
        ("Nr.;Anbefaling;Status", "Tema {0};;\n{0};Titel {0};i gang"),
        ("Anbefaling;Status", "Titel {0};I gang"),
    ],
)
def test_reading_takes_linear_time(headings: str, row: str) -> None:
    def content(rows: int) -> bytes:
        return "\n".join([headings, *(row.format(one, one + 1) for one in range(1, rows))]).encode()

    def taken(rows: int) -> float:
        began = time.process_time()
        read_document(content(rows), as_of=datetime.date(2017, 3, 1))
        return time.process_time() - began

    taken(100)
    few = min(taken(500) for _ in range(3))
    assert taken(4_000) < 8 * few * 3


# --- mutations ---------------------------------------------------------------------------------------------------

ROWS = [
    ["Plan 2016-2020"],
    ["Nr.", "Anbefaling", "Ansvarlig", "Status", "Frist", "Afventer", "2017", "2018"],
    ["4.1 Kapacitet"],
    ["1", "Flere ydernumre", "PPU og PAS", "Udskudt til 2018", "1. maj 2018", "2", "x", ""],
    ["2", "Fælles vagt", "Region Nord", "Afventer afklaring, som ventes i juni 2017", "", "", "", "Pilot"],
    ["Andet fokusområde", "Sygebesøg"],
]
TEXT = ("# Plan\nAnbefaling 2 afventer æøå.\n" + "".join(f"| {' | '.join(row)} |\n" for row in ROWS)).encode()
CSV = "\n".join(";".join(row + [""] * (8 - len(row))) for row in ROWS).encode()
HTML = ("<!doctype html><h1>Plan</h1><table>" + "".join(f"<tr><td>{'<td>'.join(row)}" for row in ROWS)).encode()


def letter(document: Any) -> None:
    """A Word document with a heading, a list and a table."""
    document.add_heading("4.1 Kapacitet", 1)
    document.add_paragraph("Anbefaling 1 afventer anbefaling 2.", style="List Number")
    table = document.add_table(len(ROWS), 8)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 7))


SAMPLES: dict[str, bytes] = {
    "xlsx": excel(*ROWS, change=lambda book, sheet: sheet.merge_cells("A3:H3")),
    "docx": word(letter),
    "pdf": pdf("Plan 2017\nAnbefaling 1 afventer anbefaling 2."),
    "text": TEXT,
    "csv": CSV,
    "html": HTML,
}
TOKENS = [
    b"\0",
    b"<",
    b">",
    b"&",
    b'"',
    b"'",
    b"|",
    b";",
    b"\xff",
    b"\xe2\x80\xae",
    b"<!DOCTYPE x>",
    b"-1",
    b"9" * 30,
    b"/>",
]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, taken out, doubled or put in."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(found) + 1)
        length = chance.randint(1, 12)
        match chance.randrange(5):
            case 0:
                found[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[place : place + length]
            case 2:
                found[place:place] = found[place : place + length]
            case 3:
                found[place:place] = chance.choice(TOKENS)
            case _:
                found[place : place + 4] = struct.pack("<I", chance.randrange(2**32))
    return bytes(found)


def mutated_part(content: bytes, chance: random.Random) -> bytes:
    """An archive with one of its files mutated, so that its sums are right and its content is not."""
    files = parts_of(content)
    name = chance.choice(sorted(files))
    return archive({**files, name: mutated(files[name], chance)})


@pytest.mark.parametrize("seed", [*range(8), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(8, 200))])
@pytest.mark.parametrize("format", SAMPLES)
def test_C11_whatever_is_changed_gives_a_reading_or_a_plan_error(format: str, seed: int) -> None:
    ways: list[Callable[[bytes, random.Random], bytes]] = [mutated]
    if format in ("xlsx", "docx"):
        ways.append(mutated_part)
    chance = random.Random(f"{format} {seed}")
    for _ in range(10):
        content = chance.choice(ways)(SAMPLES[format], chance)
        try:
            assert isinstance(read_document(content, as_of=datetime.date(2017, 3, 1)), Reading)
        except PlanError as error:
            assert all(fault.code and fault.text("da") for fault in error.faults)


# --- letters -----------------------------------------------------------------------------------------------------

LETTERS = str.maketrans(
    {"s": "\N{LATIN SMALL LETTER LONG S}", "k": "\N{KELVIN SIGN}", "i": "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"}
)
"""Letters that a pattern which ignores case takes for others, though their small forms are not the same."""


@pytest.mark.parametrize("label", ["Ansvarlig", "Projektejer", "Organisatorisk forankring"])
def test_a_label_in_unusual_letters_is_the_label(label: str) -> None:
    said = f"{label.translate(LETTERS)}: Regionen. Status: udskudt til 2026"
    reading = read_document(f"Implementeringsplan 2025\n\nAnbefaling 29: Redskaber\n\n{said}\n")
    now = state_at(reading.plan, as_of=datetime.date(2025, 12, 31))[29]
    assert (now.status, now.responsible) == (Status.DEFERRED, ("regionen",))


def test_a_status_in_unusual_letters_makes_numbered_headings_items() -> None:
    items = "".join(
        f"{place}. {title}\n\n{'Status'.translate(LETTERS)}: udskudt til 2026\n\n"
        for place, title in enumerate(("Fælles redskaber", "Kørsel", "Uddannelse", "Lokaler"), 1)
    )
    reading = read_document(f"Handleplan 2025\n\n{items}")
    state = state_at(reading.plan, as_of=datetime.date(2025, 12, 31))
    assert [one.status for one in state.values()] == [Status.DEFERRED] * 4


PROSE = """Implementeringsplan 2025 for praksisplanen for almen praksis 2022-2026

Anbefaling 29: Fælles redskaber (indsats 4, side 2)

Ansvarlig: regionen. Status: udskudt fra efteråret 2025 til den sidste uge i maj 2026, jf. PLS-udvalgets beslutning
Forventet afslutning: ultimo juni 2026. Tidsplan: i fire kvartaler fra september
Sammen med indsats 4 afventer den i sidste fase svar fra styrelsen, som ikke er afsluttet
"""
TABLE = """Nr.;Indsats;Status;Ansvarlig;Afventer;Tidsplan
1;Fælles redskaber;indstilles udskudt fra 2025 til 2026;Sekretariatet;afventer indsats 2;sidste kvartal 2026
2;Kørsel;50 pct. afsluttet;PLS-udvalget;ikke afklaret;medio september i år
"""


@pytest.mark.parametrize("text", [PROSE, TABLE])
@pytest.mark.parametrize("seed", range(20))
def test_unusual_letters_anywhere_give_a_reading_or_a_plan_error(text: str, seed: int) -> None:
    chance = random.Random(seed)
    share = chance.choice((0.05, 0.3, 1))
    changed = "".join(sign.translate(LETTERS) if chance.random() < share else sign for sign in text)
    with contextlib.suppress(PlanError):
        assert isinstance(read_document(changed, as_of=datetime.date(2025, 6, 1)), Reading)
