"""Sections of a plan, their aims, and efforts under them without a number."""

from __future__ import annotations

import attrs

from praksisplan.fields import Several, checked, clean_texts, optional, refers
from praksisplan.model.areas import Theme
from praksisplan.model.numbers import as_number
from praksisplan.model.sources import Citation
from praksisplan.text import clean_text


@checked
class Section:
    """A numbered section of a plan. Danish: *afsnit*. The section above ``4.1.1`` is ``4.1``.

    ``title`` is empty if the document gives none; ``theme`` is given if the document names one.

    >>> Section("4.1", "Kapacitet", theme="capacity").number
    '4.1'
    """

    number: str = attrs.field(converter=as_number)
    title: str = attrs.field(converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
    theme: Theme | None = attrs.field(default=None, converter=optional(Theme))


@checked
class Objective:
    """The aims of a section or, without one, of the whole plan. Danish: *målsætning*.

    ``statements`` are the aims, in the words of the person who entered the plan. They belong to the whole section: the
    documents do not tell which aim covers which recommendation.

    >>> Objective("4.1", ["Flere praksis har åbent for tilgang"]).section
    '4.1'
    """

    section: str | None = attrs.field(default=None, converter=optional(as_number), metadata=refers("sections"))
    statements: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])


@checked
class FocusArea:
    """An effort under a section that has no recommendation number. Danish: *øvrigt fokusområde*.

    ``note`` describes its status in a few words.

    >>> FocusArea("4.1", "Lægedækning", note="drøftes løbende").title
    'Lægedækning'
    """

    section: str = attrs.field(converter=as_number, metadata=refers("sections"))
    title: str = attrs.field(converter=clean_text)
    note: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])
