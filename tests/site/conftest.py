"""The tests of the built site: `nox -s docs` builds it and names its folder in ``PRAKSISPLAN_SITE``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    folder = os.environ.get("PRAKSISPLAN_SITE")
    if not folder:
        pytest.skip("the site is not built: nox -s docs builds it and runs these tests")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, which the tests are skipped without."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def serious(browser: Any) -> Any:
    """The findings of axe that keep somebody from reading or using a page, each with the first place."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

    def found(page: Any) -> list[str]:
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in axe.Axe().run(page).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]

    return found
