"""How it is told: values -> a `Document`, which the formats render. Never a string."""

from praksisplan.reports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    Timeline,
    TimelineRow,
    notes_of,
)

__all__ = [
    "Block",
    "Bullets",
    "Document",
    "Heading",
    "Paragraph",
    "Table",
    "Timeline",
    "TimelineRow",
    "notes_of",
]
