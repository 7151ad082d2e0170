"""Word (.docx) -> paragraphs with styles and list marks, and tables, in their order.

No other library is needed: what is read of the file is a small part of the standard. Source: ECMA-376, part 1, 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import attrs

from praksisplan.errors import PlanError
from praksisplan.model import Finding, finding
from praksisplan.reading.limits import Limits, broken
from praksisplan.reading.opening.grid import Grid
from praksisplan.reading.opening.package import Package
from praksisplan.reading.opening.text import cleaned
from praksisplan.reading.written import Line, Opened, Part, Span, Table

_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED = {
    *("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "instrText", "del", "moveFrom", "Fallback"),
    *("delText", "delInstrText"),
}
"""Elements without text that a reader sees; ``Fallback`` repeats what stands beside it, for old programs."""


def opened(package: Package) -> Opened:
    """The paragraphs and tables of a Word file: what was inserted as a change is read, what was deleted is not.

    A line counts the paragraphs outside tables from 1. Footnotes and endnotes come last, with the style ``footnote``;
    comments are findings.
    """
    main = package.main()
    root = package.tree(main)
    body = root.find("body")
    if body is None:
        raise PlanError(broken(package.program, main))

    def all_of(kind: str) -> Iterator[Element]:
        return (package.tree(name) for name in package.related(main, kind))

    styles = [style for tree in all_of("styles") for style in tree.iter("style")]
    reader = _Reader(package.limits, _Numbering(all_of("numbering")), _styles(styles))
    reader.read(body)
    for kind in ("footnote", "endnote"):
        for tree in all_of(f"{kind}s"):
            for note in tree.iter(kind):
                if note.get("type") is None:  # the others draw the line above the notes
                    reader.read(note, "footnote")
    comments = (comment for tree in all_of("comments") for comment in tree.iter("comment"))
    return Opened(tuple(reader.parts), (*_changes(root), *map(_said, comments)))


def _changes(root: Element) -> Iterator[Finding]:
    inserted, deleted = (
        sum(1 for name in names for _ in root.iter(name)) for names in (("ins", "moveTo"), ("del", "moveFrom"))
    )
    if inserted or deleted:
        yield finding("tracked-changes", "Word", inserted=inserted, deleted=deleted)


def _said(comment: Element) -> Finding:
    text = cleaned(" ".join("".join(_texts(one)) for one in comment.iter("p")), Span())
    return finding("comment", "Word", text=text)


def _styles(styles: list[Element]) -> dict[str, tuple[str, Element | None]]:
    """By the id of a style: its name in small letters, and its numbering or that of the style it is based on."""
    given = {one.get("styleId", ""): one for one in styles}
    found: dict[str, tuple[str, Element | None]] = {}
    for id, style in given.items():
        numbering, seen, base = None, set[str](), id
        while base in given and base not in seen and numbering is None:
            seen.add(base)
            numbering = given[base].find("pPr/numPr")
            base = _value(given[base], "basedOn", "")
        found[id] = _value(style, "name", "").casefold(), numbering
    return found


class _Numbering:
    """The marks of lists: Word counts them itself, so that no text holds them."""

    def __init__(self, roots: Iterator[Element]) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._lists: dict[str, tuple[str, dict[int, Element]]] = {}
        for root in roots:
            levels = {
                one.get("abstractNumId", ""): {int(level.get("ilvl", 0)): level for level in one.iter("lvl")}
                for one in root.iter("abstractNum")
            }
            for number in root.iter("num"):
                id, of = number.get("numId", ""), _value(number, "abstractNumId", "")
                restarts = number.find("lvlOverride") is not None
                self._lists[id] = (id if restarts else f"of {of}"), levels.get(of, {})

    def mark(self, properties: Element) -> str:
        """The mark of a paragraph with a numbering, such as ``4.1.`` or ``•``; the count goes on."""
        level = int(_value(properties, "ilvl", "0"))
        counter, levels = self._lists.get(_value(properties, "numId", "0"), ("", {}))
        form = _form(levels[level]) if level in levels else "none"
        if form in ("none", "bullet"):
            return "•" if form == "bullet" else ""
        counts = self._counts.setdefault(counter, {})
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        text = _value(levels[level], "lvlText", "")
        for above, its in levels.items():
            if (place := f"%{above + 1}") in text:
                text = text.replace(place, _counted(counts.get(above, _start(its)), _form(its)))
        return text


def _form(level: Element) -> str:
    return _value(level, "numFmt", "decimal")


def _start(level: Element) -> int:
    """The first number of a level. Raises `ValueError` for one that Word does not count to."""
    found = int(_value(level, "start", "1"))
    if found not in range(_LAST_NUMBER + 1):
        raise ValueError(found)
    return found


_LAST_NUMBER = 32_767


def _find(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(name)


def _value(element: Element | None, name: str, default: str) -> str:
    found = _find(element, name)
    return default if found is None else found.get("val", default)


_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _counted(number: int, form: str) -> str:
    if form.endswith("Letter"):
        found = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        found = ""
        for value, letters in _ROMAN:
            found += letters * (number // value)
            number %= value
    else:
        return str(number)
    return found.upper() if form.startswith("upper") else found


@attrs.define
class _Reader:
    """The parts of a document while it is read."""

    limits: Limits
    numbering: _Numbering
    styles: dict[str, tuple[str, Element | None]]
    parts: list[Part] = attrs.Factory(list)
    lines: int = 0
    tables: int = 0

    def read(self, holder: Element, style: str = "") -> None:
        """Read the paragraphs and tables of the body or of a note."""
        for block in _inner(holder, "p", "tbl"):
            if block.tag == "tbl":
                if (table := self.table(block)) is not None:
                    self.parts.append(table)
                continue
            self.lines += 1
            span = Span(self.lines)
            text, own = self.paragraph(block)
            if text:
                self.parts.append(Line(cleaned(text, span), span, style or own))

    def paragraph(self, element: Element) -> tuple[str, str]:
        """The text of a paragraph with its mark in a list, and the name of its style."""
        text = "".join(_texts(element)).strip()
        properties = element.find("pPr")
        style, numbering = self.styles.get(_value(properties, "pStyle", ""), ("", None))
        own = _find(properties, "numPr")
        used = numbering if own is None else own
        if used is None or not text:
            return text, style
        mark = self.numbering.mark(used)
        return f"{mark} {text}".strip(), style if style.startswith("heading") else "list"

    def table(self, element: Element) -> Table | None:
        """A table; what is in a table within a cell belongs to the text of the cell."""
        self.tables += 1
        grid = Grid(self.limits, f"tabel {self.tables}")
        for place, row in enumerate(_inner(element, "tr")):
            grid.add_row()
            for cell in _inner(row, "tc"):
                properties = cell.find("tcPr")
                merged, shade = _find(properties, "vMerge"), _find(properties, "shd")
                is_continued = place > 0 and merged is not None and merged.get("val") != "restart"
                texts = () if is_continued else (self.paragraph(one)[0] for one in cell.iter("p"))
                fill = "auto" if shade is None else shade.get("fill", "auto").casefold()
                mark = "" if fill in ("auto", "ffffff") else f"#{fill}"
                columns = int(_value(properties, "gridSpan", "1"))
                grid.add_cell("\n".join(filter(None, texts)), columns, mark=mark, is_continued=is_continued)
        return grid.table()


def _inner(element: Element, *tags: str) -> Iterator[Element]:
    """The elements of some names within another, in their order, but not those within one of them."""
    for one in element:
        if one.tag in tags:
            yield one
        elif one.tag not in _SKIPPED:
            yield from _inner(one, *tags)


def _texts(element: Element) -> Iterator[str]:
    for one in element:
        if one.tag == "t":
            yield one.text or ""
        elif one.tag in _BREAKS:
            yield _BREAKS[one.tag]
        elif one.tag not in _SKIPPED:
            yield from _texts(one)
