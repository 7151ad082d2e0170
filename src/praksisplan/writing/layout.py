"""Parts that several formats share: the table of contents, the widths of texts and columns, archives."""

from __future__ import annotations

import io
import zipfile

from praksisplan.writing.finished import FinishedDocument, Heading

_LONGEST_CONTENTS = 45


def contents_of(document: FinishedDocument) -> list[tuple[int, Heading]]:
    """The headings of a table of contents, each with its index among the blocks.

    It is three levels deep, and two where three would take more than a page; one heading needs none.
    """
    found = [(place, one) for place, one in enumerate(document.blocks) if isinstance(one, Heading) and one.level <= 3]
    if len(found) < 2:
        return []
    return found if len(found) <= _LONGEST_CONTENTS else [(place, one) for place, one in found if one.level <= 2]


_WIDTHS = {
    sign: width
    for width, signs in (
        (230, "ijl'|"),
        (290, "ftI.,:;!/\\[] "),
        (350, "r()-`•"),
        (500, "cksvxyzJ"),
        (560, "abdeghnopqu0123456789L?$_#–å"),
        (615, "FTZø"),
        (670, "ABEKPSVXYÅ&"),
        (725, "CDHNRUw"),
        (780, "GOQØ"),
        (850, "mM"),
        (950, "Wæ%"),
        (1020, "Æ@…"),
    )
    for sign in signs
}
"""The widths of letters in thousandths of their size. Source: Adobe, metrics of Helvetica, rounded up."""


def breadth(text: str) -> float:
    """The width of a text in Arial or Helvetica, as a multiple of the size of its letters.

    Signs from afar are as wide as they are high.

    >>> round(breadth("Afventer"), 2), round(breadth("MMMM"), 2)
    (3.78, 3.4)
    """
    return sum(_WIDTHS.get(sign, 620 if sign < "\u2e80" else 1100) for sign in text) / 1000


def shared_out(least: list[int], most: list[int], room: int) -> list[int]:
    """The widths of columns: what they need at least, and what room is left after how much more they could use.

    >>> shared_out([4, 10, 10], [4, 60, 35], 60)
    [4, 34, 22]
    """
    wanted = [more - less for less, more in zip(least, most)]
    left = max(min(room - sum(least), sum(wanted)), 0)
    return [less + more * left // max(sum(wanted), 1) for less, more in zip(least, wanted)]


def packed(content: bytes) -> bytes:
    """A zip archive with the same members, whose bytes depend on nothing but them: not on the clock."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name)  # dated 1980-01-01, the first day that zip knows
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return target.getvalue()
