"""Answers as tables: one way from a row of values to codes, words, text, HTML and data frames.

Only this package imports rich and the libraries of data frames, and only on demand.
"""

from __future__ import annotations

from praksisplan.answers.columns import BASE as BASE
from praksisplan.answers.columns import BEGINS as BEGINS
from praksisplan.answers.columns import BODIES as BODIES
from praksisplan.answers.columns import BODY as BODY
from praksisplan.answers.columns import CITATIONS as CITATIONS
from praksisplan.answers.columns import CODE as CODE
from praksisplan.answers.columns import COLUMN as COLUMN
from praksisplan.answers.columns import DAY as DAY
from praksisplan.answers.columns import DAYS as DAYS
from praksisplan.answers.columns import DRIVERS as DRIVERS
from praksisplan.answers.columns import EXPECTED as EXPECTED
from praksisplan.answers.columns import FINDINGS as FINDINGS
from praksisplan.answers.columns import LINKS as LINKS
from praksisplan.answers.columns import MILESTONES as MILESTONES
from praksisplan.answers.columns import MIXED as MIXED
from praksisplan.answers.columns import NUMBER as NUMBER
from praksisplan.answers.columns import NUMBERS as NUMBERS
from praksisplan.answers.columns import PERIOD as PERIOD
from praksisplan.answers.columns import PERIODS as PERIODS
from praksisplan.answers.columns import PROPOSAL as PROPOSAL
from praksisplan.answers.columns import QUANTITIES as QUANTITIES
from praksisplan.answers.columns import REFERENCE as REFERENCE
from praksisplan.answers.columns import REFERENCES as REFERENCES
from praksisplan.answers.columns import SOURCES as SOURCES
from praksisplan.answers.columns import TARGETS as TARGETS
from praksisplan.answers.columns import TEXT as TEXT
from praksisplan.answers.columns import TOLD as TOLD
from praksisplan.answers.columns import TRUTH as TRUTH
from praksisplan.answers.columns import WAITS as WAITS
from praksisplan.answers.columns import WHOLE as WHOLE
from praksisplan.answers.columns import Cell as Cell
from praksisplan.answers.columns import Code as Code
from praksisplan.answers.columns import Columns as Columns
from praksisplan.answers.columns import Kind as Kind
from praksisplan.answers.columns import Labels as Labels
from praksisplan.answers.columns import Ref as Ref
from praksisplan.answers.columns import body_ref as body_ref
from praksisplan.answers.columns import cell_text as cell_text
from praksisplan.answers.columns import reference as reference
from praksisplan.answers.columns import several as several
from praksisplan.answers.columns import target_ref as target_ref
from praksisplan.answers.columns import wait_ref as wait_ref
from praksisplan.answers.columns import wait_texts as wait_texts
from praksisplan.answers.frames import Backend as Backend
from praksisplan.answers.frames import frame_library as frame_library
from praksisplan.answers.layout import Layout as Layout
from praksisplan.answers.layout import Lines as Lines
from praksisplan.answers.pictured import Charted as Charted
from praksisplan.answers.pictured import Pictured as Pictured
from praksisplan.answers.rows import Row as Row
from praksisplan.answers.rows import readable as readable
from praksisplan.answers.tabular import Answer as Answer
from praksisplan.answers.tabular import AnswerById as AnswerById
from praksisplan.answers.tabular import DatedTable as DatedTable
from praksisplan.answers.tabular import Group as Group
from praksisplan.answers.tabular import Tabular as Tabular
from praksisplan.answers.tree import Tree as Tree
from praksisplan.answers.words import ROLES as ROLES
from praksisplan.answers.words import body_text as body_text
from praksisplan.answers.words import citation_text as citation_text
from praksisplan.answers.words import document_text as document_text
from praksisplan.answers.words import expected_text as expected_text
from praksisplan.answers.words import milestone_text as milestone_text
from praksisplan.answers.words import proposed_text as proposed_text
from praksisplan.answers.words import status_text as status_text
