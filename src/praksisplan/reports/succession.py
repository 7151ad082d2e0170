"""What became of a plan in the plan that replaces it, as a document."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from praksisplan.answers.headings import heading
from praksisplan.answers.words import body_text, period_words
from praksisplan.arguments import checked_call
from praksisplan.model import Fate, Link, citations_of
from praksisplan.reports.document import Block, Document
from praksisplan.reports.phrases import joined, phrase
from praksisplan.reports.shared import counted, findings_blocks, keyed_table, or_none, plan_document, table_of
from praksisplan.rules.succession import SuccessionLedger, Successor, open_items
from praksisplan.text import sentence
from praksisplan.writing.finished import Bullets, Heading, Paragraph


@checked_call
def succession_document(ledger: SuccessionLedger, lang: str = "da") -> Document:
    """What became of every recommendation of a plan in the next one, for a committee. Danish: *afløsning*.

    The lost ones come first. Each other group lists the new numbers and titles, who took over, or why it is closed. The
    decisions follow with their citations, then the contradictions in the links.

    >>> import datetime
    >>> from praksisplan import datasets, draft_successor, parse_period, succession
    >>> old, day = datasets.load("midtjylland-almen-2021-2025"), datetime.date(2027, 1, 1)
    >>> new = draft_successor(old, id="ny", title="Nærsundhedsplan", period=parse_period("2027-2030"), as_of=day)
    >>> succession_document(succession(old, new, as_of=day)).counted
    '42 af 42 anbefalinger er ikke omtalt i Nærsundhedsplan pr. 1. januar 2027'
    """
    lang = ledger.plan.kind.language(lang)
    blocks = (
        *_overview(ledger, lang),
        *_lost(ledger, lang),
        *(block for fate in _COLUMNS for block in _group(ledger, fate, lang)),
        *_decisions(ledger, lang),
        *findings_blocks(ledger.findings, "link_findings", lang),
    )
    title = phrase("succession_of", lang, ledger.plan.title)
    facts = (phrase("replaced_by", lang, ledger.new.full_title),)
    return plan_document(ledger, title, blocks, lang, facts, ledger.new.sources)


def _overview(ledger: SuccessionLedger, lang: str) -> Iterator[Block]:
    yield Heading(1, phrase("overview", lang))
    rows = [
        counted([sentence(fate.label(lang))], [row.number for row in ledger.values() if row.fate is fate])
        for fate in Fate
    ]
    yield keyed_table("groups", ("group", "count", "numbers"), rows, lang)


def _lost(ledger: SuccessionLedger, lang: str) -> Iterator[Block]:
    """The lost ones, with what must be known of them to decide."""
    yield Heading(1, phrase("lost", lang))
    if not ledger.lost:
        yield Paragraph(phrase("lost_none", lang))
        return
    yield Paragraph(phrase("lost_words", lang))
    proposed = {row.number: row.proposed and row.proposed.label(lang) for row in ledger.lost}
    every = open_items(ledger.plan, as_of=ledger.as_of, known_at=ledger.known_at)
    items = table_of(every, "lost", _OPEN, lang, proposed)
    columns, optional = ((*names, "proposed_fate") for names in (items.columns, items.optional))
    rows = [(*row, proposed[str(row[0])]) for row in items.rows]
    yield attrs.evolve(items, columns=columns, rows=rows, optional=optional)


_OPEN = ("number", "title", "status", "awaits", "responsible", "spoken_on")
_COLUMNS = {
    Fate.CONTINUED: ("new_numbers", "new_titles", "status"),
    Fate.MERGED: ("new_numbers", "new_titles", "status"),
    Fate.HANDED_OVER: ("to", "status"),
    Fate.LEFT_OUT: ("status", "note"),
    Fate.CLOSED: ("closure", "new_numbers", "new_titles"),
}
"""The columns of each group beside number and title, in the order of the document."""
_LEADS = ("new_numbers", "to")
"""Where a recommendation goes is shown also where it is the same for all."""


def _group(ledger: SuccessionLedger, fate: Fate, lang: str) -> list[Block]:
    every = table_of(ledger, fate.value, ("number", "title", *_COLUMNS[fate]), lang)
    same = phrase("same_title", lang)
    rows = [
        tuple(same if place > 1 and cell == row[1] else cell for place, cell in enumerate(row))
        for row, found in zip(every.rows, ledger.values())
        if found.fate is fate
    ]
    optional = [one for one in every.optional if fate is Fate.CLOSED or one not in _LEADS]
    return or_none(attrs.evolve(every, rows=rows, optional=optional), lang)


def _decisions(ledger: SuccessionLedger, lang: str) -> Iterator[Block]:
    """Who decided or reported what of which numbers, and why others are closed, with the sources.

    What says the same is one point.
    """
    grouped: dict[tuple[str, str], dict[str, Link | Successor]] = {}
    for row in sorted(ledger.values(), key=lambda row: list(Fate).index(row.fate)):
        if row.link is not None:
            grouped.setdefault((_who(ledger, row.link, lang), f"{row.fate.label(lang)}: "), {})[row.number] = row.link
        elif row.closure is not None:
            grouped.setdefault((f"{heading('closure', lang)} {row.closure.label(lang)}", ""), {})[row.number] = row
    items = tuple(
        Paragraph(f"{sentence(fate)}{joined(found, lang)}.", citations_of(found.values()), f"{sentence(who)}:")
        for (who, fate), found in grouped.items()
    )
    yield from or_none(Bullets(items), lang, title=phrase("succession_decisions", lang))


def _who(ledger: SuccessionLedger, link: Link, lang: str) -> str:
    """By whom it was decided or reported, and when."""
    by = "" if link.by is None else f" {heading('by', lang)} {body_text(ledger.new, link.by)}"
    on = "" if link.on is None else f", {period_words(link.on, lang)}"
    return f"{link.standing.label(lang)}{by}{on}"
