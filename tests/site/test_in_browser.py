"""The site in Chromium: it can be read, searched and used on a phone. Skipped where Chromium is not installed."""

from __future__ import annotations

import functools
import http.server
import runpy
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from praksisplan.reports import render

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

PAGES = (
    *("index", "search", "glossary", "comparison", "tutorials/year-plan", "howto/own-figures", "notebooks/blocked"),
    *("notebooks/year", "explanation/windows", "da/index", "project/questions"),
    *(
        f"reference/{name}"
        for name in ("api/index", "api/periods", "commands", "messages", "files", "periods", "capacity")
    ),
)
GOLDEN = Path(__file__).parents[1] / "golden"
VIEWS = {"phone, dark": (390, "dark"), "desktop, light": (1280, "light")}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address at which the site is served on this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=VIEWS)
def page(request: pytest.FixtureRequest, site: Path, browser: Any) -> Iterator[Any]:
    width, scheme = VIEWS[request.param]
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    yield page
    page.close()


def is_within(page: Any) -> bool:
    """Whether nothing makes the page wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def serious(page: Any) -> list[str]:
    """The findings of axe that keep somebody from reading or using the page, each with the first place."""
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everybody(page: Any, address: str, name: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.goto(f"{address}/{name}.html")
    assert is_within(page)
    assert serious(page) == []
    assert errors == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("blocked", "reference/"),
        ("ikrafttræder", "reference/periods"),
        ("foråret", "reference/periods"),
        ("unknown-word", "reference/messages"),
        ("højest", "reference/"),
    ],
)
def test_words_are_found_also_with_danish_letters(page: Any, address: str, words: str, found: str) -> None:
    page.goto(f"{address}/index.html")
    page.fill("input[name=q]", words)
    page.press("input[name=q]", "Enter")
    page.wait_for_selector("ul.search li a")
    assert any(found in link for link in page.eval_on_selector_all("ul.search li a", "all => all.map(a => a.href)"))


@pytest.fixture(scope="module")
def reports(site: Path) -> dict[str, Any]:
    """The documents of the golden files, by name."""
    return runpy.run_path(str(GOLDEN / "write.py"))["reports"]()


@pytest.mark.parametrize("name", sorted(one.stem for one in GOLDEN.glob("*.md")))
def test_a_document_can_be_read_by_everybody(page: Any, reports: dict[str, Any], name: str) -> None:
    page.set_content(render(reports[name], "html").decode())
    assert is_within(page)
    assert serious(page) == []
