"""The answer to a question of practice capacity: a verdict, why, and by which law."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction

import attrs

from praksisplan.answers.words import day_words
from praksisplan.capacity.arguments import checked_call
from praksisplan.capacity.parameters import LegalSource, Unknown, Used
from praksisplan.capacity.phrases import phrase
