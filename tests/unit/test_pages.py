"""Every file, folder and dotted name that a page mentions is there."""

from __future__ import annotations

import re
from pathlib import Path
from pydoc import locate

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PLACES = [
    ROOT / "pyproject.toml",
    *(one for home in ("src", "tests", "docs", "examples") for one in (ROOT / home).rglob("*")),
]
KNOWN = [f"/{one.relative_to(ROOT)}{'/' * one.is_dir()}" for one in PLACES]
PATH = re.compile(r"[\w/-]+(?:/|\.(?:py|toml|yaml|tsv|json|md))")
NAME = re.compile(r"praksisplan(?:\.\w+)+")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    words = set(re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")))
    paths = {one for one in words if PATH.fullmatch(one)}
    missing = {one for one in paths if not any(known.endswith(f"/{one}") for known in KNOWN)}
    assert missing | {one for one in words - paths if NAME.fullmatch(one) and locate(one) is None} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_is_long(page: Path) -> None:
    """A reference may be long; a guide answers one task."""
    longest = 400 if page.parent.name == "howto" else 2000
    assert "reference" in page.parts or len(page.read_text(encoding="utf-8").split()) <= longest
