"""What several reports share: facts under the title, and tables of answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from praksisplan.answers import Tabular
from praksisplan.model import Plan, Source
from praksisplan.periods import Period
from praksisplan.reports.document import Bar, Block, Bullets, Chart, ChartRow, Heading, Paragraph, Table
from praksisplan.rules.state import body_text
from praksisplan.scheduling import Load, LoadAnswer
from praksisplan.vocabulary import day_words, phrase

__all__ = [
    "bullets_or_none",
    "cited_sources",
    "few",
    "load_chart",
    "moment",
    "over_text",
    "sentence",
    "table_of",
    "table_or_none",
]


_MOST = 400
"""So many numbers are told side by side; nobody reads more, and a cell of Excel holds no more than some thousands."""


def few(names: Iterable[str]) -> str:
    """Numbers or ids side by side, the first of very many and then an ellipsis; the count stands beside them."""
    told = list(dict.fromkeys(names))
    return ", ".join(told) if len(told) <= _MOST else ", ".join(told[:_MOST]) + " …"


def moment(as_of: datetime.date, lang: str) -> str:
    """The day as of which something is told, as a line."""
    return sentence(f"{phrase('as_of', lang)} {day_words(as_of, lang)}")


def sentence(words: str) -> str:
    """Words with a capital letter first."""
    return words[:1].upper() + words[1:]


def table_of(answer: Tabular, name: str, caption: str, columns: Iterable[str], lang: str) -> Table:
    """Some columns of an answer as a table."""
    chosen = tuple(columns)
    return Table(name, caption, chosen, tuple(tuple(row[one] for one in chosen) for row in answer.cells(lang)))


def table_or_none(title: str, level: int, table: Table, lang: str) -> list[Block]:
    """A heading with a table under it, or with the word for none where it is empty."""
    return [Heading(level, title), table if table.rows else Paragraph(phrase("nothing", lang))]


def bullets_or_none(title: str, level: int, items: tuple[Paragraph, ...], lang: str) -> list[Block]:
    """A heading with a list under it, or with the word for none where it is empty."""
    return [Heading(level, title), Bullets(items) if items else Paragraph(phrase("nothing", lang))]


def over_text(periods: tuple[Period, ...]) -> str:
    """The first and the last of some periods in words; one alone once."""
    return str(periods[0]) if len(periods) == 1 else f"{periods[0]} – {periods[-1]}"


def load_chart(found: LoadAnswer, lang: str) -> Chart:
    """What the bodies that carry something carry, as bars. Danish: *belastningsdiagram*."""
    rows = tuple(
        ChartRow(body_text(found.plan, body), "", tuple(_load_bar(load, lang) for load in loads))
        for body, loads in found.rows
        if any(load.most for load in loads)
    )
    return Chart(phrase("load_chart", lang), phrase("load_chart_caption", lang), found.periods, rows)


def _load_bar(load: Load, lang: str) -> Bar:
    """At least and at most, once where they are equal, beside what can be carried: 3–4 af 3."""
    least, most = len(load.least), len(load.most)
    amount = f"{least}" if least == most else f"{least}–{most}"
    text = amount if load.limit is None else phrase("of_limit", lang).format(amount, load.limit)
    return Bar(text, least, most, load.limit)


def cited_sources(plan: Plan, blocks: tuple[Block, ...]) -> tuple[Source, ...]:
    """The sources of a plan that the paragraphs of a document cite, in the order of the plan."""
    cited: set[str] = set()
    for block in blocks:
        paragraphs = block.items if isinstance(block, Bullets) else (block,) if isinstance(block, Paragraph) else ()
        cited.update(citation.source for paragraph in paragraphs for citation in paragraph.citations)
    return tuple(source for source in plan.sources if source.id in cited)
