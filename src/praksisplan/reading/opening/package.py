"""The parts of a Word or Excel file: XML that is guarded before it is read, found by relations as in the standard.

Names of elements and attributes are without their namespaces, so that the strict form of the standard is read too.
Source: ECMA-376.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import attrs

from praksisplan.errors import PlanError
from praksisplan.reading.limits import Limits, XmlHandler, broken, read_xml, xml_tree


@attrs.frozen
class Package:
    """An unpacked file of a program. Each part is read once, by the limits, which count its elements together."""

    files: Mapping[str, bytes]
    limits: Limits
    program: str
    _counts: list[int] = attrs.Factory(list)

    def feed(self, name: str, handler: XmlHandler) -> None:
        """Read a part without keeping it. Raises `PlanError` for one that is damaged or above the limits."""
        self._count(read_xml(self.files[name], self.limits, self.program, name, handler))

    def tree(self, name: str) -> ElementTree.Element:
        """A part as a tree of elements."""
        tree, count = xml_tree(self.files[name], self.limits, self.program, name)
        self._count(count)
        return tree

    def _count(self, elements: int) -> None:
        self._counts.append(elements)
        self.limits.hold("elements", sum(self._counts))

    def related(self, name: str, kind: str) -> Iterator[str]:
        """The names of the parts that a part has a relation of some kind to, and that are in the file."""
        return (target for _, its_kind, target in self.relations(name) if its_kind == kind and target in self.files)

    def relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        """The id, the kind and the target of every relation of a part; the file itself is the part ``""``."""
        folder, file = posixpath.split(name)
        own = posixpath.join(folder, "_rels", f"{file}.rels")
        if own in self.files:
            for one in self.tree(own).iter("Relationship"):
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                if one.get("TargetMode") != "External":
                    yield one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target

    def main(self) -> str:
        """The name of the document or workbook itself."""
        found = next(self.related("", "officeDocument"), None)
        if found is None:
            raise PlanError(broken(self.program))
        return found
