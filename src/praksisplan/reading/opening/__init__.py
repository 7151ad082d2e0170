"""Opening documents: bytes of any format that is known -> lines and tables, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from praksisplan.bulk import gc_paused
from praksisplan.errors import PlanError, fault, not_installed
from praksisplan.reading.limits import DEFAULT_LIMITS, Limits, broken, refuse_doctypes, unpacked
from praksisplan.reading.opening import csv, docx, html, text, xlsx
from praksisplan.reading.opening.package import Package
from praksisplan.reading.written import Opened

_ZIP, _OLE, _PDF = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|ul|ol|meta)\b", re.I)
_LOOKED_AT = 100_000
"""So many signs of a text tell its format."""


def open_document(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Opened:
    """The parts of a document: Excel, Word, PDF, HTML, CSV, Markdown or plain text, recognised by its bytes.

    Raises `PlanError` for what is above the limits, is encrypted, damaged or of another format, and for a PDF
    where the extra ``pdf`` is not installed.

    >>> print(*(cell.text for cell in open_document(b"Nr.;Status\\n1;i gang").parts[0].rows[1]))
    1 i gang
    """
    limits.hold("bytes", len(content))
    with gc_paused():
        return _opened(content, limits)


def _opened(content: bytes, limits: Limits) -> Opened:
    if content.startswith(_ZIP):
        return _office(unpacked(content, limits, "Excel / Word"), limits)
    if content.startswith(_OLE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        raise PlanError(fault("cannot-open.password" if is_locked else "cannot-open.old", "$", program="Excel / Word"))
    if _PDF in content[:1024]:
        try:
            from praksisplan.reading.opening import pdf
        except ModuleNotFoundError:
            raise PlanError(not_installed("document", "pdf", "pypdf")) from None
        return pdf.opened(content, limits)
    if content.startswith(b"{\\rtf"):
        raise PlanError(fault("cannot-open.old", "$", program="Word"))
    words, findings = text.decoded(content)
    start = words[:_LOOKED_AT]
    is_html = start.lstrip().startswith("<") and _HTML.search(start) is not None
    read = html.opened if is_html else csv.opened if csv.separator_of(start) else text.opened
    opened = read(words, limits)
    return attrs.evolve(opened, findings=(*findings, *opened.findings))


def _office(files: Mapping[str, bytes], limits: Limits) -> Opened:
    refuse_doctypes(files, "Excel / Word")
    if "xl/workbook.bin" in files:
        raise PlanError(fault("cannot-open.old", "$", program="Excel"))
    for program, folder, opened in (("Word", "word/", docx.opened), ("Excel", "xl/", xlsx.opened)):
        if any(name.startswith(folder) for name in files):
            try:
                return opened(Package(files, limits, program))
            except PlanError:
                raise
            except (ValueError, LookupError):  # a number that is none, a text or style that is not there
                raise PlanError(broken(program)) from None
    code = "cannot-open.old" if "mimetype" in files else "cannot-open.unknown"
    raise PlanError(fault(code, "$", program="LibreOffice"))
