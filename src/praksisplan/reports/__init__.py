"""Reports: from answers to a `Document`, and from a document to a file of any format."""

from praksisplan.answers.pictures import Chart, ChartRow, Timeline, TimelineRow
from praksisplan.reports.document import Block, Document, Table
from praksisplan.reports.exchange import answer_schema, to_json, to_plain
from praksisplan.reports.page import plan_page
from praksisplan.reports.planning import (
    answer_document,
    comparison_document,
    ledger_document,
    load_document,
    schedule_document,
    timetable_document,
)
from praksisplan.reports.projects import schedule_project
from praksisplan.reports.rendering import FORMATS, render, save_document
from praksisplan.reports.risk import risk_document
from praksisplan.reports.status import status_document
from praksisplan.reports.succession import succession_document
from praksisplan.reports.year import year_plan_document
from praksisplan.writing.finished import Bar, Bullets, Curves, Heading, Paragraph, Web

__all__ = [
    "FORMATS",
    "Bar",
    "Block",
    "Bullets",
    "Chart",
    "ChartRow",
    "Curves",
    "Document",
    "Heading",
    "Paragraph",
    "Table",
    "Timeline",
    "TimelineRow",
    "Web",
    "answer_document",
    "answer_schema",
    "comparison_document",
    "ledger_document",
    "load_document",
    "plan_page",
    "render",
    "risk_document",
    "save_document",
    "schedule_document",
    "schedule_project",
    "status_document",
    "succession_document",
    "timetable_document",
    "to_json",
    "to_plain",
    "year_plan_document",
]
