"""The page of a plan in Chromium: search, filters, unfolding; no request and no error, whatever the plan says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from praksisplan import Plan, Recommendation, Section, datasets, parse_period
from praksisplan.reports import plan_page

DAY = datetime.date(2017, 1, 15)
PLAN = datasets.load("hovedstaden-almen-2015-2019")
VIEWS = {"phone, dark": (390, "dark"), "desktop, light": (1280, "light")}
EVIL = "<img src=x onerror=\"document.title='taken'\"></article><script>document.title='taken'</script>"


@pytest.fixture(params=VIEWS)
def shown(request: pytest.FixtureRequest, browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Shows a page from a file; at the end, nothing may have been asked for or gone wrong."""
    width, scheme = VIEWS[request.param]
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith("file:") else troubles.append(sent.url))

    def show(html: str) -> Any:
        file = tmp_path / "plan.html"
        file.write_text(html, "utf-8")
        page.goto(file.as_uri())
        return page

    yield show
    page.close()
    assert troubles == []


def numbers(page: Any) -> list[str]:
    """The numbers of the recommendations that can be seen."""
    return page.eval_on_selector_all(
        "article", "all => all.filter(one => one.offsetParent !== null).map(one => one.id.slice(2))"
    )


def test_it_can_be_read_by_everybody(shown: Any, serious: Any) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    page.click("#unfold")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert serious(page) == []


def test_filters_leave_what_they_name(shown: Any) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    assert len(numbers(page)) == 71
    page.select_option("#mark", "waiting")
    assert numbers(page) == ["2", "67", "68"]
    assert page.text_content("#count") == "Viser 3 af 71 · Vis: Afventer delvist"
    page.select_option("#mark", "blocked")
    assert len(numbers(page)) == 28
    page.click("button[type=reset]")
    page.locator("article[hidden]").first.wait_for(state="detached")
    page.select_option("#status", "completed")
    assert "32" in numbers(page)
    assert "29" not in numbers(page)


@pytest.mark.parametrize("words", ["Sårbarhed redskaber", "SÅRBARHED", "saarbarhed redskaber", "redskaber  sårbarhed"])
def test_the_search_finds_danish_letters_however_they_are_typed(shown: Any, words: str) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    page.fill("#search", words)
    found = numbers(page)
    assert "29" in found
    assert "1" not in found
    page.fill("#search", "findes slet ikke")
    assert numbers(page) == []


def test_reasons_unfold_by_the_keyboard_down_to_the_source(shown: Any) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    quote = page.locator("#n-29 cite").first
    assert not quote.is_visible()
    page.focus("#n-29 summary")
    page.keyboard.press("Enter")
    assert quote.is_visible()
    assert "afventer afrapporteringen" in quote.text_content()


def test_a_link_shows_what_a_filter_had_hidden(shown: Any) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    page.select_option("#mark", "blocked")
    assert "28" not in numbers(page)
    page.click("#n-29 summary")
    page.click("#n-29 a[href='#n-28']")
    page.locator("#n-28").wait_for(state="visible")


def test_the_address_keeps_what_was_chosen(shown: Any) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    page.select_option("#mark", "blocked")
    page.fill("#search", "sårbarhed")
    page.press("#search", "Enter")
    found, address = numbers(page), page.url
    assert "29" in found
    page.goto("about:blank")
    page.goto(address)
    assert numbers(page) == found
    assert page.text_content("#count") == f"Viser {len(found)} af 71 · Søg: sårbarhed · Vis: Blokeret"
    page.click("#n-29 summary")
    page.click("#n-29 a[href='#n-28']")
    page.locator("#n-28").wait_for(state="visible")
    page.go_back()
    page.locator("#n-28").wait_for(state="hidden")
    assert numbers(page) == found


@pytest.mark.parametrize("words", ["mark=nonsense&status=", "%", "search", "n-9999", "toString=1", "body=%3Cscript%3E"])
def test_an_address_that_means_nothing_leaves_everything(shown: Any, words: str) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    address = page.url
    page.goto("about:blank")
    page.goto(f"{address}#{words}")
    assert len(numbers(page)) == 71
    assert page.input_value("#mark") == ""


def test_a_section_above_others_is_seen_until_nothing_in_it_is_left(shown: Any) -> None:
    sections = [Section("1", "Øverst"), Section("1.1", "Midt"), Section("1.1.1", "Nederst"), Section("2", "Andet")]
    titles = [Recommendation("1", "1.1.1", "Æble"), Recommendation("2", "2", "Pære")]
    plan = Plan(id="p", title="P", period=parse_period("2026"), sections=sections, recommendations=titles)
    page = shown(plan_page(plan, as_of=DAY))
    headings = page.locator(".part > :is(h3, h4, h5)")
    assert [one for one in headings.all_inner_texts() if one] == ["1 Øverst", "1.1 Midt", "1.1.1 Nederst", "2 Andet"]
    page.fill("#search", "pære")
    assert [one.inner_text() for one in headings.all() if one.is_visible()] == ["2 Andet"]


def test_it_is_read_without_its_script(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text(plan_page(PLAN, as_of=DAY), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("article").count() == 71
    assert not page.locator("#filters").is_visible()
    page.click("#n-29 summary")
    assert page.locator("#n-29 cite").first.is_visible()
    context.close()


def test_paper_has_every_reason_and_says_what_was_chosen(shown: Any) -> None:
    page = shown(plan_page(PLAN, as_of=DAY))
    page.select_option("#mark", "blocked")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#n-29 cite").first.is_visible()
    assert page.locator("#n-29 summary").first.is_visible()  # which names the list below it
    assert not page.locator("#filters :is(input, select, button):visible").count()
    assert page.locator("#count").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0


def test_hostile_titles_stay_text(shown: Any) -> None:
    first, *rest = PLAN.recommendations
    evil = attrs.evolve(PLAN, title=EVIL, recommendations=[attrs.evolve(first, title=EVIL), *rest])
    page = shown(plan_page(evil, as_of=DAY))
    assert page.title() == EVIL
    assert EVIL in page.text_content("#n-1")
    page.fill("#search", "onerror")
    assert numbers(page) == ["1"]
