"""The site in Chromium: it can be read, searched and used on a phone. Skipped where Chromium is not installed."""

from __future__ import annotations

import functools
import http.server
import runpy
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from praksisplan.reports import render

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


@pytest.fixture(params=VIEWS)
def page(request: pytest.FixtureRequest, site: Path, browser: Any) -> Iterator[Any]:
    width, scheme = VIEWS[request.param]
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    yield page
    page.close()


def is_within(page: Any) -> bool:
    """Whether nothing makes the page wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everybody(page: Any, serious: Any, address: str, name: str) -> None:
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
def test_a_document_can_be_read_by_everybody(page: Any, serious: Any, reports: dict[str, Any], name: str) -> None:
    page.set_content(render(reports[name], "html").decode())
    assert is_within(page)
    assert serious(page) == []
