"""A simulation as a document: likely starts, the chance of each period, and unknown starts."""

from __future__ import annotations

from collections.abc import Iterable

from praksisplan.answers.pictures import Chart, ChartRow
from praksisplan.answers.words import period_words
from praksisplan.arguments import checked_call
from praksisplan.periods import Period, read_periods
from praksisplan.reports.document import Document
from praksisplan.reports.phrases import phrase
from praksisplan.reports.shared import or_none, over_text, plan_document, table_of
from praksisplan.scheduling.risk.answer import Simulation, per_cent
from praksisplan.text import sentence
from praksisplan.writing.finished import Bar, Heading, Paragraph


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
    rows = tuple(
        ChartRow(number, plan.recommendation(number).title, tuple(_bar(one, lang) for one in shares))
        for number, shares in simulation.chances(asked).items()
        if not simulation[number].has_begun
    )
    likely = ("number", "title", "likely", "by_90", "drivers")
    starts = table_of(simulation, "likely_start", likely, lang, simulation.keys() - unknown)
    because = ("number", "title", "earliest", "drivers")
    never = table_of(simulation, "unknown_starts", because, lang, unknown, {"drivers": "because"})
    blocks = (
        Heading(1, starts.name),
        Paragraph(phrase("likely_start_words", lang)),
        starts,
        Heading(1, phrase("chances", lang)),
        Chart(phrase("chances", lang), phrase("chances_caption", lang), asked, rows),
        *or_none(never, lang),
    )
    over = over_text(asked, lang) if asked else period_words(plan.period, lang)
    counts = phrase("simulated", lang, simulation.runs, phrase(simulation.draw, lang))
    return plan_document(simulation, phrase("likely_start_of", lang, over), blocks, lang, [sentence(counts)])


def _bar(share: float | None, lang: str) -> Bar:
    """A share of the runs; where it is not known, it may be all or nothing."""
    return Bar(phrase("unknown", lang), 0, 1) if share is None else Bar(per_cent(share), share, share)
