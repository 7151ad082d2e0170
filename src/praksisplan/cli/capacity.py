"""``praksisplan capacity``: the questions of practice capacity, their figures, and how capacities are shared out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import attrs
from cyclopts import App, Parameter
from rich.text import Text

from praksisplan.answers import Cell, cell_text
from praksisplan.answers.headings import heading
from praksisplan.answers.words import day_words
