"""Pictures of answers, which documents write too: timelines and charts."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from praksisplan.answers.headings import heading
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import period_words
from praksisplan.fields import Several, checked, clean_texts, count, flag, optional
from praksisplan.periods import Certainty, Period, read_periods
from praksisplan.text import printable_text
from praksisplan.writing.finished import Bar, Cell, Grid


@checked
class TimelineRow:
    """One line of a timeline: a recommendation, and a certainty for each period. Danish: *linje i tidsplanen*.

    From the cell with index ``begun_from``, the work began in an earlier period.
    """

    label: str = attrs.field(converter=printable_text)
    title: str = attrs.field(converter=printable_text)
    cells: tuple[Certainty, ...] = attrs.field(converter=Several[Certainty])
    begun_from: int | None = attrs.field(default=None, converter=optional(count))


@checked
class Timeline:
    """Rows over contiguous periods. Danish: *tidsplan*. Each row has one cell for each period."""

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    periods: tuple[Period, ...] = attrs.field(converter=read_periods)
    rows: tuple[TimelineRow, ...] = attrs.field(converter=Several[TimelineRow])

    def grid(self, lang: str) -> Grid:
        """The rows as cells, in words with their colours."""
        begun, rows = Cell(phrase("begun", lang), look="begun"), []
        for row in self.rows:
            cells = [Cell(one.label(lang), look=one.value) for one in row.cells[: row.begun_from]]
            cells += [begun] * (len(row.cells) - len(cells))
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

    As a table it has a column for each period, and no column for titles if no row has one. ``columns`` are the keys of
    the headings over labels and titles, if they are not numbers and titles.
    """

    name: str = attrs.field(converter=printable_text)
    caption: str = attrs.field(converter=printable_text)
    periods: tuple[Period, ...] = attrs.field(converter=read_periods)
    rows: tuple[ChartRow, ...] = attrs.field(converter=Several[ChartRow])
    columns: tuple[str, ...] = attrs.field(default=(), converter=clean_texts)

    def grid(self, lang: str) -> Grid:
        """The rows as cells with bars."""
        columns = self.columns or ("number", "title") if any(row.title for row in self.rows) else ("name",)
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
