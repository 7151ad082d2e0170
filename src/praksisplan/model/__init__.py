"""The parts of a plan: frozen values that do not depend on formats, rules or reports."""

from praksisplan.model.areas import PlanKind, PracticeArea, Theme
from praksisplan.model.bodies import Body, BodyKind, Mandate, Matter
from praksisplan.model.efforts import Effort, Product, ProductKind
from praksisplan.model.events import Await, Event, EventKind, Outcome, Wait
from praksisplan.model.findings import Finding, Severity, finding
from praksisplan.model.indicators import Indicator, Measurement
from praksisplan.model.limits import Limit, limited
from praksisplan.model.links import Fate, Link, LinkKind
from praksisplan.model.log import HappeningKind, Milestone, Quantity, Statement
from praksisplan.model.numbers import as_number, as_numbers, is_number, natural_key, natural_order
from praksisplan.model.plan import Plan
from praksisplan.model.recommendations import Anchor, Recommendation, Standing, Status, Strand, TemporalKind
from praksisplan.model.sections import FocusArea, Objective, Section
from praksisplan.model.sources import Citation, Cited, Source, SourceKind, citations_of
from praksisplan.model.supplements import Supplement
from praksisplan.model.targets import Target, TargetKind
from praksisplan.model.year_plans import ApprovedYearPlan, Closure, EntryReason, YearEntry
from praksisplan.text import clean_text, nearest

__all__ = [
    "Anchor",
    "ApprovedYearPlan",
    "Await",
    "Body",
    "BodyKind",
    "Citation",
    "Cited",
    "Closure",
    "Effort",
    "EntryReason",
    "Event",
    "EventKind",
    "Fate",
    "Finding",
    "FocusArea",
    "HappeningKind",
    "Indicator",
    "Limit",
    "Link",
    "LinkKind",
    "Mandate",
    "Matter",
    "Measurement",
    "Milestone",
    "Objective",
    "Outcome",
    "Plan",
    "PlanKind",
    "PracticeArea",
    "Product",
    "ProductKind",
    "Quantity",
    "Recommendation",
    "Section",
    "Severity",
    "Source",
    "SourceKind",
    "Standing",
    "Statement",
    "Status",
    "Strand",
    "Supplement",
    "Target",
    "TargetKind",
    "TemporalKind",
    "Theme",
    "Wait",
    "YearEntry",
    "as_number",
    "as_numbers",
    "citations_of",
    "clean_text",
    "finding",
    "is_number",
    "limited",
    "natural_key",
    "natural_order",
    "nearest",
]
