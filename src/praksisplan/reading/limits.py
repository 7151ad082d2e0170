"""What a document may hold, and the readers of archives and XML that hold it to that while they read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Protocol
from xml.etree import ElementTree
from xml.parsers import expat

import attrs

from praksisplan.errors import Fault, PlanError, Words, fault
from praksisplan.fields import checked, positive

_MB = 1_000_000
_FREE = _MB
"""So many bytes may be unpacked from any archive: small files are packed by more than the ratio without harm."""


@checked(kw_only=True)
class Limits:
    """The most that a document may hold. Danish: *grænser*.

    - ``bytes``: bytes of the file; ``unpacked``: bytes of an Excel or Word file when it is unpacked, as they are
      counted, not as the file declares them; ``entries``: files within it; ``ratio``: how many times larger it may be
      unpacked than packed;
    - ``elements``: elements of XML or HTML, with the cells that a merged cell covers; ``depth``: elements within each
      other;
    - ``rows`` and ``columns`` of a table; ``pages`` of a PDF.

    A document that exceeds one of them is refused with a `PlanError` before it is parsed.

    >>> Limits(rows=100).rows, Limits().rows
    (100, 20000)
    """

    bytes: int = attrs.field(default=50 * _MB, converter=positive)
    unpacked: int = attrs.field(default=200 * _MB, converter=positive)
    entries: int = attrs.field(default=5_000, converter=positive)
    ratio: int = attrs.field(default=100, converter=positive)
    elements: int = attrs.field(default=1_000_000, converter=positive)
    depth: int = attrs.field(default=200, converter=positive)
    rows: int = attrs.field(default=20_000, converter=positive)
    columns: int = attrs.field(default=500, converter=positive)
    pages: int = attrs.field(default=2_000, converter=positive)

    def hold(self, name: str, count: int, place: str = "$") -> None:
        """Refuse a count above the limit of that name."""
        most: int = getattr(self, name)
        if count > most:
            raise PlanError(fault("too-large.limit", place, what=_WHAT[name], name=name, most=most))


_WHAT = {
    "bytes": Words("bytes", "bytes"),
    "unpacked": Words("bytes, når den er pakket ud", "bytes when it is unpacked"),
    "entries": Words("filer i arkivet", "files in the archive"),
    "ratio": Words("gange så mange bytes udpakket som pakket", "times as many bytes unpacked as packed"),
    "elements": Words("elementer", "elements"),
    "depth": Words("elementer inden i hinanden", "elements within each other"),
    "rows": Words("rækker", "rows"),
    "columns": Words("kolonner", "columns"),
    "pages": Words("sider", "pages"),
}

DEFAULT_LIMITS = Limits()
"""The limits that hold where none are given."""


def broken(program: str, place: str = "$", line: int | None = None, column: int | None = None) -> Fault:
    """The fault that a document is damaged or not what it claims to be; ``program`` is what could save it again."""
    return fault("cannot-open.broken", place, line, column, program=program)


def unpacked(content: bytes, limits: Limits, program: str) -> dict[str, bytes]:
    """The files of a zip archive by name, each unpacked while its real bytes are counted.

    Raises `PlanError` for more than the limits allow, for encrypted or overlapping files, for two of one name, and
    for a damaged archive. Source: CVE-2019-9674, CVE-2024-0450.
    """
    most = max(_FREE, limits.ratio * len(content))
    found: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            limits.hold("entries", len(entries))
            starts = sorted(entry.header_offset for entry in entries)
            ends = dict(zip(starts, [*starts[1:], len(content)], strict=True))
            for entry in entries:
                if entry.flag_bits & 1:
                    raise PlanError(fault("cannot-open.password", entry.filename, program=program))
                is_plain = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
                end = entry.header_offset + _HEADER + len(entry.filename.encode()) + entry.compress_size
                if not is_plain or entry.filename in found or end > ends[entry.header_offset]:
                    raise PlanError(broken(program, entry.filename))
                with archive.open(entry) as stream:
                    found[entry.filename] = stream.read(min(most, limits.unpacked) - total + 1)
                total += len(found[entry.filename])
                limits.hold("unpacked", total)
                if total > most:
                    limits.hold("ratio", limits.ratio + 1, entry.filename)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise error if isinstance(error, PlanError) else PlanError(broken(program)) from None
    return found


def refuse_doctypes(files: Mapping[str, bytes], program: str) -> None:
    """Refuse a DOCTYPE in any XML of an archive, also where it would not be read: no such file has one."""
    for name, content in files.items():
        is_xml = content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
        if is_xml and b"<!DOCTYPE" in content.replace(b"\0", b""):
            raise PlanError(fault("doctype", name, program=program))


class XmlHandler(Protocol):
    """What takes the elements of XML while they are read; names have no prefix."""

    def start(self, name: str, attributes: dict[str, str], /) -> object:
        """An element begins."""

    def end(self, name: str, /) -> object:
        """An element ends."""

    def data(self, text: str, /) -> object:
        """Text within an element."""


def read_xml(
    content: bytes,
    limits: Limits,
    program: str,
    place: str,
    handler: XmlHandler,
    positioned: expat.XMLParserType | None = None,
) -> int:
    """Read XML within the limits, and return the number of its elements. Danish: *XML*.

    ``positioned`` is a parser that the handler asks for lines and columns.

    Raises `PlanError` for a DOCTYPE, which alone can declare entities, for an encoding that XML files of the program do
    not have, and for damaged XML, with ``place``. Source: CVE-2017-5992, CVE-2016-5851.
    """
    count = depth = 0
    most, deepest = limits.elements, limits.depth
    begin, finish = handler.start, handler.end

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > most or depth > deepest:
            limits.hold("elements", count, place)
            limits.hold("depth", depth, place)
        begin(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        finish(name.rpartition(":")[2])

    def doctype(*_: object) -> None:
        raise PlanError(fault("doctype", place, *at(), program=program))

    def declared(version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in _ENCODINGS:
            raise PlanError(fault("doctype.encoding", place, *at(), found=encoding, program=program))

    def at() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    parser = positioned or expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, handler.data
    parser.StartDoctypeDeclHandler, parser.XmlDeclHandler = doctype, declared
    try:
        parser.Parse(content, True)
    except PlanError:
        raise
    except (expat.ExpatError, LookupError, ValueError):
        raise PlanError(broken(program, place, *at())) from None
    return count


def xml_tree(content: bytes, limits: Limits, program: str, place: str = "$") -> tuple[ElementTree.Element, int]:
    """XML as a tree within the limits, and the number of its elements; names of attributes have no prefix either."""
    handler = _Tree()
    count = read_xml(content, limits, program, place, handler)
    return handler.builder.close(), count


class _Tree:
    """Elements as they are read -> a tree."""

    def __init__(self) -> None:
        self.builder = ElementTree.TreeBuilder()
        self.end, self.data = self.builder.end, self.builder.data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.builder.start(name, {key.rpartition(":")[2]: value for key, value in attributes.items()})


_HEADER = 30
"""The bytes of a file's own header in a zip archive, without its name."""
_ENCODINGS = {"utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
"""The encodings that XML may declare."""
