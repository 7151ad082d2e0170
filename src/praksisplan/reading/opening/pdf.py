"""PDF -> the lines of its text with their pages. The one place that imports pypdf (extra ``pdf``)."""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from praksisplan.errors import PlanError, fault
from praksisplan.model import finding
from praksisplan.reading.limits import Limits, broken
from praksisplan.reading.opening.text import cleaned
from praksisplan.reading.written import Line, Opened, Span

PROGRAM = "Acrobat"

_OF_OTHERS = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError)
"""What pypdf raises for damaged files."""
_CONTROL = {code: None for code in range(32) if code not in (9, 10)}
"""Signs of fonts without a table of letters; they mean nothing."""

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its warnings go to those who ask for them


def opened(content: bytes, limits: Limits) -> Opened:
    """The lines of the text of a PDF, counted over all pages. A page without text is a finding.

    Raises `PlanError` for a PDF that needs a password, is damaged, or has no text at all, such as a scanned one.
    """
    try:
        pages = _pages(content, limits)
    except DependencyError:
        raise PlanError(fault("cannot-open.password", "$", program=PROGRAM)) from None
    except _OF_OTHERS as error:
        raise error if isinstance(error, PlanError) else PlanError(broken(PROGRAM)) from None
    if not any(page.strip() for page in pages):
        raise PlanError(fault("cannot-open.no-text", "$"))
    lines: list[Line] = []
    for page, text in enumerate(pages, 1):
        for words in text.splitlines():
            span = Span(len(lines) + 1, page=page)
            lines.append(Line(cleaned(words.translate(_CONTROL), span), span))
    empty = tuple(page for page, text in enumerate(pages, 1) if not text.strip())
    return Opened(tuple(lines), (finding("page-without-text", "PDF", pages=empty),) if empty else ())


def _pages(content: bytes, limits: Limits) -> list[str]:
    """The text of each page."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PlanError(fault("cannot-open.password", "$", program=PROGRAM))
    limits.hold("pages", len(reader.pages))
    total = 0
    texts: list[str] = []
    for page in reader.pages:
        stream = page.get_contents()
        total += 0 if stream is None else len(stream.get_data())
        limits.hold("unpacked", total, f"side {len(texts) + 1}")
        texts.append(page.extract_text())
    return texts
