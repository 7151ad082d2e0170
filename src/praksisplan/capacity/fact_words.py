"""The Danish words of facts, as scenarios and forms use them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from types import MappingProxyType

FACT_WORDS = MappingProxyType(
    tomllib.loads(files("praksisplan.capacity").joinpath("fact_words.toml").read_text(encoding="utf-8"))
)
"""The Danish word of every argument and field of facts and rulings."""
