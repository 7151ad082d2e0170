"""The tests of the built site: `nox -s docs` builds it and names its folder in ``PRAKSISPLAN_SITE``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    folder = os.environ.get("PRAKSISPLAN_SITE")
    if not folder:
        pytest.skip("the site is not built: nox -s docs builds it and runs these tests")
    return Path(folder).resolve()
