"""The documents that the bundled plans were read from; their folder is named by PRAKSISPLAN_CORPUS."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["document_of"]


def document_of(name: str) -> list[str]:
    """The lines of a document; the test skips, and says so, where the folder is not named."""
    folder = os.environ.get("PRAKSISPLAN_CORPUS")
    if not folder:
        pytest.skip("PRAKSISPLAN_CORPUS does not name the folder of the documents")
    return (Path(folder) / name).read_text(encoding="utf-8").split("\n")
