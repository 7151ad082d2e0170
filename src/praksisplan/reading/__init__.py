"""Reading other people's documents: a draft plan, with the place and the words behind every fact."""

from praksisplan.reading.annotated import annotated_yaml
from praksisplan.reading.documents import read_document
from praksisplan.reading.joining import merge_reading
from praksisplan.reading.limits import Limits
from praksisplan.reading.project import ProjectReading, read_project
from praksisplan.reading.project_problem import ProjectProblem, project_problem
from praksisplan.reading.reading import Excerpt, Fact, Reading, SideBySide, explain
from praksisplan.reading.sheets import Imported, export_sheet, import_sheet
from praksisplan.reading.written import Cell, Line, Span, Table
from praksisplan.writing.project import Project, ProjectLink, ProjectResource, ProjectTask, WorkCalendar, WorkingTime

__all__ = [
    "Cell",
    "Excerpt",
    "Fact",
    "Imported",
    "Limits",
    "Line",
    "Project",
    "ProjectLink",
    "ProjectProblem",
    "ProjectReading",
    "ProjectResource",
    "ProjectTask",
    "Reading",
    "SideBySide",
    "Span",
    "Table",
    "WorkCalendar",
    "WorkingTime",
    "annotated_yaml",
    "explain",
    "export_sheet",
    "import_sheet",
    "merge_reading",
    "project_problem",
    "read_document",
    "read_project",
]
