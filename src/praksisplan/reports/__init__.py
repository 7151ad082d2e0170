"""How it is told: values -> a `Document`, which the formats render. Never a string."""

from praksisplan.reports.document import (
    Bar,
    Block,
    Bullets,
    Chart,
    ChartRow,
    Document,
    Heading,
    Paragraph,
    Table,
    Timeline,
    TimelineRow,
    notes_of,
)
from praksisplan.reports.planning import (
    comparison_document,
    ledger_document,
    load_document,
    schedule_document,
    timetable_document,
)
from praksisplan.reports.risk import risk_document
from praksisplan.reports.status import status_document
from praksisplan.reports.year import year_plan_document

__all__ = [
    "Bar",
    "Block",
    "Bullets",
    "Chart",
    "ChartRow",
    "Document",
    "Heading",
    "Paragraph",
    "Table",
    "Timeline",
    "TimelineRow",
    "comparison_document",
    "ledger_document",
    "load_document",
    "notes_of",
    "risk_document",
    "schedule_document",
    "status_document",
    "timetable_document",
    "year_plan_document",
]
