"""The Excel sheet that goes out, is filled in by people, and comes back as statements."""

from praksisplan.reading.sheets.export import export_sheet
from praksisplan.reading.sheets.returned import Imported, import_sheet

__all__ = ["Imported", "export_sheet", "import_sheet"]
