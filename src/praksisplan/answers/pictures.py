"""Answers as pictures: timelines and charts, which documents write too, and the method that draws an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from praksisplan.answers.headings import heading
from praksisplan.answers.phrases import PICTURES, phrase
from praksisplan.answers.tabular import DatedTable
from praksisplan.answers.words import period_words
from praksisplan.fields import Several, checked, count, flag, optional
from praksisplan.periods import Certainty, Period, read_periods
from praksisplan.text import language, printable_text
from praksisplan.writing.finished import Bar, Cell, FinishedDocument, Grid, Web


@checked
class TimelineRow:
    """One line of a timeline: a recommendation, and a certainty for each period. Danish: *linje i tidsplanen*.

    From the cell with index ``begun_from``, the work began in an earlier period.
    """

    label: str = attrs.field(converter=printable_text)
    title: str = attrs.field(converter=printable_text)
    cells: tuple[Certainty, ...] = attrs.field(converter=Several[Certainty])
    begun_from: int | None = attrs.field(default=None, converter=optional(count))

    def words(self, lang: str) -> tuple[str, ...]:
        """The cells in words."""
        begun = len(self.cells) if self.begun_from is None else self.begun_from
        told = [cell.label(lang) for cell in self.cells]
        return (*told[:begun], *[phrase("begun", lang)] * len(told[begun:]))


@checked
class Timeline:
    """Rows over contiguous periods. Danish: *tidsplan*. Each row has one cell for each period."""

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    periods: tuple[Period, ...] = attrs.field(converter=read_periods)
    rows: tuple[TimelineRow, ...] = attrs.field(converter=Several[TimelineRow])

    def grid(self, lang: str) -> Grid:
        """The rows as cells, in words with their colours."""
        rows = []
        for row in self.rows:
            looks = [one.value for one in row.cells[: row.begun_from]]
            looks += ["begun"] * (len(row.cells) - len(looks))
            cells = (Cell(word, look=look) for word, look in zip(row.words(lang), looks))
            rows.append((Cell(row.label), Cell(row.title), *cells))
        return _over_periods("timeline", self, ("number", "title"), rows, lang)


@checked
class ChartRow:
    """One line of a chart: a label, a title, and a bar for each period. Danish: *linje i diagrammet*.

    ``critical`` is true if it is on the critical path, and then it is marked.
    """

    label: str = attrs.field(converter=printable_text)
    title: str = attrs.field(converter=printable_text)
    bars: tuple[Bar, ...] = attrs.field(converter=Several[Bar])
    critical: bool = attrs.field(default=False, converter=flag)


@checked
class Chart:
    """Bars over contiguous periods. Danish: *diagram*. Each row has one bar for each period.

    As a table it has a column for each period, and no column for titles if no row has one.
    """

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    periods: tuple[Period, ...] = attrs.field(converter=read_periods)
    rows: tuple[ChartRow, ...] = attrs.field(converter=Several[ChartRow])

    def grid(self, lang: str) -> Grid:
        """The rows as cells with bars."""
        columns = ("number", "title") if any(row.title for row in self.rows) else ("name",)
        rows = [
            (
                *(Cell(row.label, marked=row.critical), Cell(row.title))[: len(columns)],
                *(Cell(bar.text, look=bar.look, bar=bar) for bar in row.bars),
            )
            for row in self.rows
        ]
        return _over_periods("chart", self, columns, rows, lang)


def _over_periods(
    kind: str, block: Timeline | Chart, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], lang: str
) -> Grid:
    headings = (*(heading(one, lang) for one in columns), *(period_words(period, lang) for period in block.periods))
    return Grid(kind, block.name, block.caption, headings, tuple(rows), len(block.periods))


class Pictured(DatedTable):
    """An answer that is a picture too, as SVG: in notebooks above its table or, if it is large, folded under it."""

    __slots__ = ()

    _is_large: ClassVar[bool] = False

    def picture(self, lang: str = "da") -> Timeline | Chart | Web:
        """The picture as a block of a document, in ``"da"`` or ``"en"``. Danish: *billede*."""
        raise NotImplementedError

    def to_svg(self, lang: str = "da") -> str:
        """The answer as a picture in SVG, in ``"da"`` or ``"en"``: a file that needs no other and runs no script.

        It is readable in light and dark, in print and without colours. The same answer gives the same text. Raises
        `PlanError` for another language.

        >>> import datetime
        >>> from praksisplan import datasets, parse_period, timetable
        >>> from praksisplan.periods import split_period
        >>> plan = datasets.load("hovedstaden-almen-2015-2019")
        >>> years = split_period(parse_period("2017-2019"), "year")
        >>> timetable(plan, years, as_of=datetime.date(2017, 1, 15)).to_svg("en")[:5]
        '<?xml'
        """
        from praksisplan.writing.svg import render_svg

        place = language(lang)
        return render_svg(
            FinishedDocument(
                title=self.heading(lang),
                lang=lang,
                as_of=self.as_of,
                facts=(f"{self.plan.title}, {self.plan.region}",),
                blocks=(self.picture(lang).grid(lang),),
                notes={},
                sources=(),
                words={key: pair[place] for key, pair in PICTURES.items()},
            )
        )

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _repr_html_(self) -> str:
        svg = self.to_svg().partition("\n")[2]  # without the declaration of XML
        shown, table = f'<div style="overflow-x:auto">{svg}</div>', super()._repr_html_()
        if self._is_large:
            return f"{table}<details><summary>{self.picture().name}</summary>{shown}</details>"
        return shown + table
