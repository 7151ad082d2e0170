"""A simulation as a document: likely starts, the chance of each period, and unknown starts."""

from __future__ import annotations

from collections.abc import Iterable

from praksisplan.answers import Cell
from praksisplan.answers.words import period_words
from praksisplan.arguments import checked_call
from praksisplan.periods import Period, read_periods
from praksisplan.reports.document import Bar, Chart, ChartRow, Document, Heading, Paragraph, Table
from praksisplan.reports.phrases import phrase
from praksisplan.reports.shared import keyed_table, or_none, over_text, plan_document
from praksisplan.scheduling.risk.answer import Simulation, per_cent
from praksisplan.text import sentence


@checked_call
def risk_document(simulation: Simulation, periods: Iterable[Period | str], lang: str = "da") -> Document:
    """The likely start of each recommendation, and its probability by period, as a document.

    Danish: *sandsynlig start*.

    >>> import datetime
    >>> from praksisplan import datasets, parse_period
    >>> from praksisplan.scheduling import simulate
    >>> plan = datasets.load("hovedstaden-almen-2015-2019")
    >>> found = simulate(plan, as_of=datetime.date(2017, 1, 15), runs=100)
    >>> document = risk_document(found, [parse_period("4. kvartal 2017")])
    >>> [[bar.text for bar in row.bars] for row in document.blocks[4].rows if row.label == "78"]
    [['100 %']]
    """
    plan = simulation.plan
    asked = tuple({str(period): period for period in read_periods(periods, "periods")}.values())
    unknown = set(simulation.unknown)
    records = simulation.cells(lang)
    known = [record for record in records if record["number"] not in unknown]
    columns = ("number", "title", "likely", "by_90", "drivers")
    begun = {number for number, risk in simulation.items() if risk.has_begun}
    rows = tuple(
        ChartRow(number, plan.recommendation(number).title, tuple(_bar(one, lang) for one in shares))
        for number, shares in simulation.chances(asked).items()
        if number not in begun
    )
    open_ones = [
        (record["number"], record["title"], record["earliest"], record["drivers"])
        for record in records
        if record["number"] in unknown
    ]
    draw = phrase(simulation.draw, lang)
    counts = phrase("simulated", lang).format(simulation.runs, draw)
    over = over_text(asked, lang) if asked else period_words(plan.period, lang)
    return plan_document(
        simulation,
        plan,
        phrase("likely_start_of", lang).format(over),
        (
            Heading(1, phrase("likely_start", lang)),
            Paragraph(phrase("likely_start_words", lang)),
            _table("likely_start", columns, [tuple(record[column] for column in columns) for record in known], lang),
            Heading(1, phrase("chances", lang)),
            Chart(phrase("chances", lang), phrase("chances_caption", lang), asked, rows),
            *or_none(_table("unknown_starts", ("number", "title", "earliest", "because"), open_ones, lang), lang),
        ),
        lang,
        (sentence(counts),),
    )


def _table(key: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], lang: str) -> Table:
    return keyed_table(key, columns, rows, lang, columns[2:])


def _bar(share: float | None, lang: str) -> Bar:
    """A share of the runs; where it is not known, it may be all or nothing."""
    return Bar(phrase("unknown", lang), 0, 1) if share is None else Bar(per_cent(share), share, share)
