"""Reading a document: opened, then its prose and tables into one draft."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated, Any

from praksisplan.arguments import FileText, checked_call
from praksisplan.bulk import gc_paused
from praksisplan.errors import PlanError, fault
from praksisplan.reading.about import about
from praksisplan.reading.draft import Draft
from praksisplan.reading.limits import DEFAULT_LIMITS, Limits
from praksisplan.reading.opening import open_document
from praksisplan.reading.project import is_project, read_project
from praksisplan.reading.prose.document import ProseReader
from praksisplan.reading.prose.gathering import Gatherer
from praksisplan.reading.prose.lexicon import lexicon_with
from praksisplan.reading.reading import Reading
from praksisplan.reading.tables import read_tables
from praksisplan.reading.written import Line, Part, Span
from praksisplan.storage.files import read_bytes


def _document(value: Any, name: str) -> str | bytes | os.PathLike[str]:
    if isinstance(value, (str, bytes, os.PathLike)):
        return value
    raise PlanError(fault("wrong-type.document", name, found=value))


Document = str | os.PathLike[str] | bytes
"""The path of a file, its bytes, or a text of several lines."""

if not TYPE_CHECKING:  # the check of an argument, which does not look into a path
    Document = Annotated[Any, _document]


@checked_call
@gc_paused()
def read_document(
    document: Document,
    *,
    as_of: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
    words: FileText | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """A draft plan read from a document, with the place of every fact. Danish: *indlæsning*.

    ``document`` is the path of a file or its content: bytes, or a text of several lines. ``as_of`` is the day on which
    it was written; without it, the document must name a date or a year, from which the day is inferred. ``columns``
    names columns of its tables by what they hold: ``{"status": "Stade"}``; a column is its heading or its letter.
    ``words`` is a word list (TOML) whose lists are added to the library's own. A file of Microsoft Project is read by
    `read_project`.

    The reading is a proposal for a person to confirm: it leaves out what it does not understand, and lists it.

    Raises `PlanError` for a file that cannot be opened or is above the ``limits``, for a faulty word list, and for a
    document that names no year without ``as_of``.

    >>> text = '''Statusrapport 2024
    ...
    ... 1. Kapacitet
    ... Indsats 3: Flere ydernumre
    ... Indsatsen afventer regionsrådets beslutning, som ventes i 2. kvartal 2025.
    ... '''
    >>> reading = read_document(text)
    >>> for fact in reading.about(3):
    ...     print(fact.field, fact.value, fact.span, sep=" | ")
    title | Flere ydernumre | linje 4
    section | 1 | linje 4
    status | Status.AWAITING | linje 5
    awaits | regionsraadets-beslutning-indsats-3 | linje 5
    """
    content = _content(document)
    if is_project(content):
        return read_project(content, as_of=as_of, limits=limits)
    opened = open_document(content, limits)
    lines = [one for one in opened.parts if isinstance(one, Line)]
    known = about([line for one in opened.parts for line in _texts(one)], as_of)
    draft = Draft(opened.parts, known.source, known.plan)
    if known.is_guessed:
        draft.find("dated-by-guess", "", Span(line=1), day=known.day)
    prose = ProseReader(lines, draft, known, lexicon_with(words))
    if columns or len(lines) < len(opened.parts):
        read_tables(draft, prose, columns)
    prose.read()
    Gatherer(prose).fill()
    return draft.reading(opened.findings)


def _texts(part: Part) -> Iterator[str]:
    """The texts of a part: a line, or the lines above a table, its title and its cells."""
    if isinstance(part, Line):
        yield part.text
        return
    rows = [[cell.text for cell in row if cell.text] for row in part.rows]
    above = list(takewhile(lambda row: len(row) < 2, rows))
    yield from (text for row in above for text in row)
    if not _SHEET.fullmatch(part.title):
        yield part.title
    yield from (" | ".join(row) for row in rows[len(above) :])  # a row is no title


_SHEET = re.compile(r"(?:Ark|Sheet|Table|Tabel)\s?\d+", re.IGNORECASE)
"""The names that programs give to sheets."""


def _content(document: str | os.PathLike[str] | bytes) -> bytes:
    """The content of a document; a text with a line feed is the content itself, another is a path."""
    if isinstance(document, bytes):
        return document
    if isinstance(document, str) and "\n" in document:
        return document.encode("utf-8", "surrogatepass")
    return read_bytes(document)
