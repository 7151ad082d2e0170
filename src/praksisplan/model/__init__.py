"""What a plan is made of: frozen values that know nothing of formats, rules or reports."""

from praksisplan.model.bodies import Body, BodyKind, Matter
from praksisplan.model.events import Await, Event, EventKind, Outcome
from praksisplan.model.log import Milestone, Statement
from praksisplan.model.numbers import as_number, as_numbers, natural_key, natural_order
from praksisplan.model.plan import Plan, PracticeArea, nearest
from praksisplan.model.recommendations import Anchor, Recommendation, Standing, Status, Strand
from praksisplan.model.sections import FocusArea, Section
from praksisplan.model.sources import Citation, Cited, Source, citations_of
from praksisplan.text import clean_text

__all__ = [
    "Anchor",
    "Await",
    "Body",
    "BodyKind",
    "Citation",
    "Cited",
    "Event",
    "EventKind",
    "FocusArea",
    "Matter",
    "Milestone",
    "Outcome",
    "Plan",
    "PracticeArea",
    "Recommendation",
    "Section",
    "Source",
    "Standing",
    "Statement",
    "Status",
    "Strand",
    "as_number",
    "as_numbers",
    "citations_of",
    "clean_text",
    "natural_key",
    "natural_order",
    "nearest",
]
