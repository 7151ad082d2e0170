"""Writing a document as bytes or as a file of any format."""

from __future__ import annotations

import importlib
from typing import Any

import attrs

from praksisplan.errors import PlanError, fault, not_installed
from praksisplan.fields import One, flag
from praksisplan.reports.document import Block, Document, Table, finished
from praksisplan.storage.conversion import plain_value
from praksisplan.storage.files import AnyPath, read_bytes, suffix_of, write_new
from praksisplan.storage.json import write_json
from praksisplan.writing.finished import Grid, Heading
from praksisplan.writing.tables import csv_text

FORMATS = ("md", "html", "docx", "xlsx", "svg", "mmd", "dot", "csv", "json")
"""The formats of a document, by the suffix of their files; ``csv-excel`` is CSV for Danish Excel.

``svg`` are its pictures, ``mmd`` (Mermaid) and ``dot`` (Graphviz) its web of waits.

>>> "docx" in FORMATS
True
"""

_WRITERS = {"md": "markdown", "mmd": "graphs", "dot": "graphs"}
"""The modules that are not named as their format."""
_DRAWN = ("html", "svg", "mmd", "dot")
_PACKAGES = {"docx": ("word", "python-docx"), "xlsx": ("excel", "openpyxl")}


def render(document: Document, format: str, *, template: bytes | None = None) -> bytes:
    """A document in one of `FORMATS`, or in one of its own formats. Danish: *gengivelse*.

    Markdown, HTML, Word and Excel leave out optional columns that are empty or the same in every row; CSV and JSON have
    all columns. All but Word and Excel are UTF-8. Word needs the extra ``word``, Excel the extra ``excel``.
    ``template`` is the content of a Word document whose styles, page setup, header and footer are used instead of those
    of the library. The same document always gives the same bytes.

    Raises `PlanError` for an unknown format, for an extra that is not installed, for a template that is unusable or not
    for Word, for SVG if the document has no pictures, and for Mermaid and DOT if it has no web of waits.

    >>> import datetime
    >>> from praksisplan.reports import Paragraph
    >>> document = Document("Plan", "da", datetime.date(2017, 1, 1), ("Udkast",), (Paragraph("Kun *her*."),))
    >>> print(render(document, "md").decode(), end="")
    # Plan
    <BLANKLINE>
    Udkast
    <BLANKLINE>
    Kun \\*her\\*.
    """
    One[Document](document, "document")
    own = dict(document.own)
    if format not in (*FORMATS, "csv-excel", *own):
        raise PlanError(fault("unknown-format.document", "format", known=(*FORMATS, *own), found=format))
    if template is not None and format != "docx":
        raise PlanError(fault("needs-word", "template"))
    if template is not None and type(template) is not bytes:
        raise PlanError(fault("wrong-type.template", "template", found=template))
    if format in own:
        return own[format]()
    if format == "json":
        return _json(document).encode()
    if format in ("csv", "csv-excel"):
        return csv_text(_grids(document), excel=format == "csv-excel").encode()
    write = getattr(_writer(_WRITERS.get(format, format)), f"render_{format}")
    content: str | bytes = write(finished(document, drawn=format in _DRAWN), *(() if template is None else (template,)))
    return content.encode() if isinstance(content, str) else content


def save_document(
    document: Document,
    path: AnyPath,
    *,
    overwrite: bool = False,
    template: AnyPath | None = None,
    excel: bool = False,
) -> None:
    """Write a document to a file in the format of its suffix: one of `FORMATS`, or of its own formats.

    Word needs the extra ``word``, Excel the extra ``excel``. ``template`` is a Word file of your own (.docx) whose
    styles, page setup, header and footer are used. ``excel`` is for a file in CSV: it is written for Danish Excel, with
    semicolons and marked as UTF-8. The file is complete at every moment. An existing file is kept,
    unless ``overwrite`` is true. A symbolic link in its place is not followed, so that nothing is written outside the
    folder.

    Raises `PlanError` for another suffix, for an unusable template, for .svg if the document has no pictures, for .mmd
    and .dot if it has no web of waits, and if the file cannot be written.

    >>> import datetime, pathlib, tempfile
    >>> document = Document("Plan", "da", datetime.date(2017, 1, 1), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_document(document, pathlib.Path(folder, "plan.md"))
    ...     print(*(file.name for file in pathlib.Path(folder).iterdir()))
    plan.md
    """
    One[Document](document, "document")
    flag(overwrite, "overwrite")
    formats = ["csv"] if flag(excel, "excel") else [*FORMATS, *dict(document.own)]
    format = suffix_of(path, (f".{one}" for one in formats)).removeprefix(".") + "-excel" * excel
    styles = None if template is None else read_bytes(template)
    write_new(path, render(document, format, template=styles), overwrite=overwrite)


def _writer(name: str) -> Any:
    """The module that writes a format, imported when it is first used."""
    try:
        return importlib.import_module(f"praksisplan.writing.{name}")
    except ModuleNotFoundError:
        raise PlanError(not_installed("format", *_PACKAGES[name])) from None


def _grids(document: Document) -> list[Grid]:
    """The tables, timelines and charts; a chart that pictures a table under the same heading is left out."""
    found: list[Grid] = []
    part: list[Grid] = []
    for block in (*finished(document, lean=False, drawn=False).blocks, Heading(1, "")):
        if isinstance(block, Grid):
            part.append(block)
        elif isinstance(block, Heading):
            is_pictured = any(one.kind == "table" for one in part)
            found += [one for one in part if not (is_pictured and one.kind == "chart")]
            part = []
    return found


def _json(document: Document) -> str:
    """The whole document, with the kind of each block and the rows of tables as records; defaults are left out."""
    return write_json(
        {**plain_value(attrs.evolve(document, own=())), "blocks": [_block(one) for one in document.blocks]}
    )


def _block(block: Block) -> dict[str, Any]:
    data = {"kind": type(block).__name__.lower(), **plain_value(block)}
    if isinstance(block, Table):
        data["records"] = plain_value(block.records())
        del data["rows"]
    return data
