"""The settings of the documentation site, built by ``nox -s docs``. Building needs no network."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from sphinx.application import Sphinx

import praksisplan

sys.path.insert(0, str(Path(__file__).parent))
import made

project = "praksisplan"
author = "The praksisplan developers"
release = version = praksisplan.__version__
project_copyright = author
language = "en"
smartquotes = False  # options begin with two dashes

extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["*.py"]
# the contents may name every page of a folder, so that nothing is left for the pattern
logging.getLogger("sphinx.sphinx.directives.other").addFilter(lambda record: "toctree glob" not in record.getMessage())

# Pages are Markdown; docstrings are plain text with *emphasis*, ``code`` and `names`.
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_heading_anchors = 4
default_role = "py:obj"
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

html_theme = "furo"
html_title = "praksisplan"
html_copy_source = False
html_show_sphinx = False
toc_object_entries_show_parents = "hide"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["site.css"]

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
maximum_signature_line_length = 88
add_module_names = False


def setup(app: Sphinx) -> None:
    """Connects what is made from the code."""
    app.connect("source-read", lambda _app, _page, source: source.__setitem__(0, made.expanded(source[0])))
    app.connect("autodoc-before-process-signature", made.show_plain_types)
    app.connect("env-updated", made.add_aliases)
    app.connect("missing-reference", made.resolve)
    app.connect("html-page-context", made.mend, priority=900)
