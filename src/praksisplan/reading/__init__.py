"""Reading other people's documents: a draft plan, with the place and the words behind every fact."""

from praksisplan.reading.limits import Limits
from praksisplan.reading.project import ProjectReading, read_project
from praksisplan.reading.project_problem import ProjectProblem, project_problem
from praksisplan.reading.sheets import Imported, export_sheet, import_sheet
from praksisplan.writing.project import Project, ProjectLink, ProjectResource, ProjectTask, WorkCalendar, WorkingTime

__all__ = [
    "Imported",
    "Limits",
    "Project",
    "ProjectLink",
    "ProjectProblem",
    "ProjectReading",
    "ProjectResource",
    "ProjectTask",
    "WorkCalendar",
    "WorkingTime",
    "export_sheet",
    "import_sheet",
    "project_problem",
    "read_project",
]
