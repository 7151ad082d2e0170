"""Bars over periods and curves over days -> charts of Altair. The only module that imports it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from praksisplan.text import sentence
from praksisplan.writing.colours import OVER, PERHAPS, SURE
from praksisplan.writing.finished import Curves, Grid

_WIDTH, _HEIGHT = 480, 90


def altair_chart(grid: Grid, words: Mapping[str, str]) -> Any:
    """A chart or curves as a chart of Altair: one under another, each under its name, with what they hold as tips."""
    chart = _curves(grid.drawing, words) if isinstance(grid.drawing, Curves) else _bars(grid, words)
    return chart.properties(title=grid.caption)


def _bars(grid: Grid, words: Mapping[str, str]) -> Any:
    records = [
        {
            "name": " ".join(cell.text for cell in row[: grid.labels]).strip(),
            "period": period,
            "least": bar.least,
            "most": bar.most,
            "limit": bar.limit,
            "text": cell.text,
        }
        for row in grid.rows
        for period, cell in zip(grid.headings[grid.labels :], row[grid.labels :], strict=True)
        if (bar := cell.bar) is not None
    ]
    base = alt.Chart().encode(x=alt.X("period:N", sort=None, title=None), tooltip=_tips("period:N", "text:N"))

    def amount(field: str, word: str) -> Any:
        return alt.Y(f"{field}:Q", title=sentence(words[word]), axis=alt.Axis(tickMinStep=1))

    possible = base.mark_bar(color=PERHAPS).encode(y=amount("most", "possible"))
    certain = base.mark_bar(color=SURE).encode(y=amount("least", "certain"))
    limit = base.mark_tick(color=OVER, thickness=2).encode(y=amount("limit", "chart_limit"))
    return _one_under_another(alt.layer(possible, certain, limit), records)


def _curves(curves: Curves, words: Mapping[str, str]) -> Any:
    records = [
        {"name": curve.title, "kind": words[kind], "day": str(point.day), "value": point.value, "text": point.text}
        for curve in curves.curves
        for kind, points in (("curve_path", curve.path), ("curve_points", curve.points))
        for point in points
    ]
    chart = (
        alt.Chart()
        .mark_line(point=True)
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False)),
            strokeDash=alt.StrokeDash("kind:N", title=None, sort=[words["curve_points"], words["curve_path"]]),
            color=alt.value(SURE),
            tooltip=_tips("day:T", "text:N", "kind:N"),
        )
    )
    return _one_under_another(chart, records).resolve_scale(y="independent", x="independent")


def _tips(*fields: str) -> list[Any]:
    return [alt.Tooltip(one, title="") for one in fields]


def _one_under_another(chart: Any, records: list[dict[str, Any]]) -> Any:
    """A chart for each name, in the order of the records."""
    header = alt.Header(labelAngle=0, labelAlign="left", labelAnchor="start", labelOrient="top")
    row = alt.Row("name:N", sort=None, title=None, header=header)
    return chart.properties(width=_WIDTH, height=_HEIGHT).facet(row=row, data=alt.InlineData(records))
