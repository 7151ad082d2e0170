"""Sources: documents, and citations of places in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import checked, identifier, optional, refers
from praksisplan.periods import Period, read_period
from praksisplan.terms import Term
from praksisplan.text import clean_text, language

_LONGEST_QUOTE = 8


class SourceKind(Term):
    """The kind of a document. Danish: *dokumenttype*."""

    PRACTICE_PLAN = "practice_plan", "praksisplan", "practice plan"
    PLAN = "plan", "plan", "plan"
    """a plan of another kind: *nærsundhedsplan*, *handleplan*"""
    YEAR_PLAN = "year_plan", "implementeringsplan", "year plan"
    """*implementeringsplan*, *implementeringshandleplan*"""
    STATUS_REPORT = "status_report", "statusrapport", "status report"
    """*statusrapport*, *årlig rapport*, *implementeringsstatus*"""
    TIMETABLE = "timetable", "tidsplan", "timetable"
    MINUTES = "minutes", "referat", "minutes"
    """*referat*, *beslutningsprotokol*"""
    WEB_PAGE = "web_page", "hjemmeside", "web page"


@checked
class Source:
    """A document. Danish: *kilde*.

    ``dated`` is when it was written; its statements are known from the last day of that period. ``note`` explains how
    an undated document was dated. ``covers`` is the period that it is about: the year plan of 2017 covers 2017.
    ``address`` is where it is published.

    >>> print(Source("ip2017", "Implementeringsplan 2017", "januar 2017", kind="year_plan").dated.last_day)
    2017-01-31
    """

    id: str = attrs.field(converter=identifier)
    title: str = attrs.field(converter=clean_text)
    dated: Period = attrs.field(converter=read_period)
    publisher: str = attrs.field(default="", converter=clean_text)
    note: str = attrs.field(default="", converter=clean_text)
    kind: SourceKind | None = attrs.field(default=None, converter=optional(SourceKind))
    covers: Period | None = attrs.field(default=None, converter=optional(read_period))
    address: str = attrs.field(default="", converter=clean_text)


def _few_words(value: str) -> str:
    text = clean_text(value)
    if len(text.split()) > _LONGEST_QUOTE:
        raise PlanError(fault("long-quote", most=_LONGEST_QUOTE, found=value))
    return text


def _place(value: int) -> int:
    if type(value) is not int or value < 1:
        raise PlanError(fault("bad-place", found=value))
    return value


@checked
class Citation:
    """A place in a source. Danish: *kildehenvisning*.

    ``source`` is the id of the source, ``section`` the document's own section number. ``line`` and ``last_line`` count
    the lines of its text from 1, both inclusive. ``quote`` holds at most eight of its words.

    >>> print(Citation("ip2017", section="4.1.1", line=592, last_line=598, quote="afventer afrapporteringen"))
    ip2017 afsnit 4.1.1, linje 592-598: »afventer afrapporteringen«
    """

    source: str = attrs.field(converter=identifier, metadata=refers("sources"))
    section: str = attrs.field(default="", converter=clean_text)
    line: int | None = attrs.field(default=None, converter=optional(_place))
    last_line: int | None = attrs.field(default=None, converter=optional(_place))
    page: int | None = attrs.field(default=None, converter=optional(_place))
    cell: str = attrs.field(default="", converter=clean_text)
    quote: str = attrs.field(default="", converter=_few_words)

    def __attrs_post_init__(self) -> None:
        if self.line is not None and self.last_line is not None and self.last_line < self.line:
            raise PlanError(fault("bad-place.last-line", "last_line", found=self.last_line))

    def text(self, lang: str = "da", source: str = "") -> str:
        """The citation in words, in ``"da"`` or ``"en"``; ``source``, if given, replaces the id of the source."""
        section, page, line, cell = (
            ("section", "page", "line", "cell") if language(lang) else ("afsnit", "side", "linje", "celle")
        )
        name = source or self.source
        parts = [f"{name} {section} {self.section}" if self.section else name]
        if self.page is not None:
            parts.append(f"{page} {self.page}")
        if self.line is not None:
            last = f"-{self.last_line}" if self.last_line not in (None, self.line) else ""
            parts.append(f"{line} {self.line}{last}")
        if self.cell:
            parts.append(f"{cell} {self.cell}")
        return ", ".join(parts) + (f": »{self.quote}«" if self.quote else "")

    def __str__(self) -> str:
        return self.text()


class Cited(Protocol):
    """Anything with citations.

    >>> from praksisplan import Section
    >>> cited: Cited = Section("4.1", "Kapacitet", citations=[Citation("ip2017", page=3)])
    >>> print(*cited.citations)
    ip2017, side 3
    """

    @property
    def citations(self) -> Any:  # citations, but pyright matches no narrower type with a field that has a converter
        """Where it is written."""
        ...


def citations_of(cited: Iterable[Cited]) -> tuple[Citation, ...]:
    """The citations of several values, each once, in their order.

    >>> from praksisplan import Section
    >>> cited = [Citation("ip2017", page=3)]
    >>> len(citations_of([Section("4.1", "Kapacitet", cited), Section("4.2", "Kvalitet", cited)]))
    1
    """
    return tuple(dict.fromkeys(citation for one in cited for citation in one.citations))
