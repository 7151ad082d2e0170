"""The settings of the documentation site, built by ``nox -s docs``. Building needs no network."""

from __future__ import annotations

import logging

import praksisplan

project = "praksisplan"
author = "The praksisplan developers"
release = version = praksisplan.__version__
project_copyright = author
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["write.py"]
# a folder may have no page yet
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
