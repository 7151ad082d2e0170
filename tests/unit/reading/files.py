"""Documents made for the tests of the readers."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from praksisplan.reading import Reading, read_document

AMBER = PatternFill("solid", fgColor="FFFFC000")
GREEN = PatternFill("solid", fgColor="FF92D050")


def excel(*rows: list[Any], change: Callable[[Any, Any], object] = lambda book, sheet: None) -> bytes:
    """A workbook with one sheet, *Ark1*, of these rows."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Ark1"
    for row in rows:
        sheet.append(row)
    change(book, sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def word(write: Callable[[Any], object]) -> bytes:
    """A Word file that was written so."""
    document = Document()
    write(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The files within an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return target.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its files changed."""
    files = parts_of(content)
    return archive({**files, name: change(files.get(name, b""))})


def pdf(*pages: str, encrypt: str = "") -> bytes:
    """A PDF with these pages, each line of text a line of the page; an empty page has no text."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
    )
    for text in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.splitlines())
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 800 Td {lines} ET".encode("cp1252") if text else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
    if encrypt:
        writer.encrypt(encrypt, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def drafted(content: bytes, columns: Mapping[str, str] | None = None) -> Reading:
    """What a document of 1 March 2017 says."""
    return read_document(content, as_of=datetime.date(2017, 3, 1), columns=columns)
