"""An XML document as elements that know their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from xml.parsers import expat

from praksisplan.reading.limits import Limits, read_xml
from praksisplan.reading.written import Span


class Element:
    """An element: its name without a namespace, its text, the elements in it, and the place where it begins."""

    __slots__ = ("children", "name", "span", "text")

    def __init__(self, name: str, span: Span) -> None:
        self.name, self.span = name, span
        self.text = ""
        self.children: list[Element] = []

    def all(self, *path: str) -> Iterator[Element]:
        """The elements at a path of names, in the order of the document."""
        first, *rest = path
        for one in self.children:
            if one.name == first:
                if rest:
                    yield from one.all(*rest)
                else:
                    yield one

    def get(self, *path: str) -> Element | None:
        """The first element at a path of names."""
        return next(self.all(*path), None)

    def word(self, *path: str) -> str:
        """The text of the first element at a path of names, without the blanks around it; empty if there is none."""
        found = self.get(*path)
        return "" if found is None else found.text.strip()


def elements_of(content: bytes, limits: Limits, program: str, unread: Collection[str] = ()) -> Element:
    """The outermost element of an XML document; elements named in ``unread`` and what they hold are left out.

    Raises `PlanError` for a document that is damaged, that has a DOCTYPE, or that exceeds the limits.
    """
    parser = expat.ParserCreate()
    handler = _Elements(parser, unread)
    read_xml(content, limits, program, "$", handler, parser)
    return handler.path[0].children[0]


class _Elements:
    """Elements as they are read."""

    def __init__(self, parser: expat.XMLParserType, unread: Collection[str]) -> None:
        self.parser, self.unread = parser, unread
        self.path = [Element("", Span(line=1))]
        self.pieces: list[str] = []
        self.skipped = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if self.skipped or name in self.unread:
            self.skipped += 1
            return
        span = Span(line=self.parser.CurrentLineNumber, column=self.parser.CurrentColumnNumber + 1)
        self.path[-1].children.append(one := Element(name, span))
        self.path.append(one)
        self.pieces.clear()

    def end(self, _: str) -> None:
        if self.skipped:
            self.skipped -= 1
        else:
            self.path.pop().text = "".join(self.pieces)
            self.pieces.clear()

    def data(self, text: str) -> None:
        if not self.skipped:
            self.pieces.append(text)
