"""The page of a plan: whole, safe whatever the plan says, and the same every time. Its script has tests in Chromium."""

import base64
import datetime
import hashlib
import itertools
import re
from html.parser import HTMLParser

import attrs
import pytest

from praksisplan import (
    Await,
    Citation,
    Event,
    Plan,
    PlanError,
    Recommendation,
    Section,
    Source,
    Statement,
    datasets,
    parse_period,
    state_at,
)
from praksisplan.cli.main import main
from praksisplan.model import Body, Milestone, PlanKind, Strand
from praksisplan.reports import plan_page

DAY = datetime.date(2017, 1, 15)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>x</b>",
    "' onclick='x",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "]]><!--",
    "Æblegrød på ø",
]


class Read(HTMLParser):
    """The elements of a page with their attributes, the text of each article, and all text outside script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.articles: dict[str, str] = {}
        self.text = ""
        self.closed_sections = 0
        self._article = self._raw = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "article":
            self._article = dict(attrs)["id"]
            self.articles[self._article] = ""
        if tag in ("script", "style"):
            self._raw = tag

    def handle_endtag(self, tag):
        self.closed_sections += tag == "section"
        if tag == "article":
            self._article = ""
        if tag == self._raw:
            self._raw = ""

    def handle_data(self, data):
        if not self._raw:
            self.text += data
            if self._article:
                self.articles[self._article] += data

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


@pytest.fixture(scope="module")
def plan():
    return datasets.load("hovedstaden-almen-2015-2019")


@pytest.fixture(scope="module")
def page(plan):
    return Read(plan_page(plan, as_of=DAY))


def test_every_recommendation_stands_once_with_its_state(plan, page):
    assert list(page.articles) == [f"n-{one.number}" for one in plan.recommendations]
    marked = {attributes["id"].removeprefix("n-"): attributes for tag, attributes in page.elements if tag == "article"}
    assert sum("blocked" in one["data-mark"].split() for one in marked.values()) == 28
    assert [n for n, one in marked.items() if "waiting" in one["data-mark"].split()] == ["2", "67", "68"]
    assert marked["29"]["data-status"] == "awaiting"
    assert "Blokeret" in page.articles["n-29"]
    assert "udskudt til 2018" in page.articles["n-29"]  # proposed only


def test_reasons_unfold_down_to_the_citation(page):
    assert "afventer afrapporteringen af anbefaling 28" in page.articles["n-29"]
    assert ("a", {"href": "#n-28"}) in page.elements


def test_every_statement_is_there_with_its_source(plan, page):
    for number, row in state_at(plan, as_of=DAY).items():
        for statement in row.statements:
            assert statement.citations
            # a place within another that is cited too is told once
            assert any(one.text("da") in page.articles[f"n-{number}"] for one in statement.citations)


def test_a_recommendation_shows_its_milestones_and_the_day_of_each_statement(page):
    """Document 001, lines 291-299: decided on 4 November 2016."""
    for words in ("Medlemmer udpeges til arbejdsgruppen (starten af 2017)", "Besluttet af PAS (4. november 2016)"):
        assert words in page.articles["n-8"]
    assert "Afsluttet (betragtes som afsluttet)" in page.articles["n-32"]


def test_references_to_other_documents_are_shown(page):
    assert "sundhedsaftalen 60: Tværsektoriel model for medicingennemgang" in page.articles["n-65"]
    assert "sundhedsaftalen 60" not in page.articles["n-67"]


def test_what_a_recommendation_keeps_waiting_is_linked_from_it(page):
    assert "Afventes af29" in page.articles["n-28"]
    assert "Afventes af" not in page.articles["n-29"]
    assert page.elements.count(("a", {"href": "#n-29"})) == 2  # from 28, and from the timetable


def test_the_rows_of_the_timetable_lead_to_their_recommendations(plan, page):
    table = [place for place, (tag, _) in enumerate(page.elements) if tag == "table"][-1]
    links = [one["href"] for tag, one in page.elements[table:] if tag == "a"]
    assert links == [f"#n-{one.number}" for one in plan.recommendations]


def test_what_the_plan_refers_to_and_does_not_have_is_named_by_its_id():
    cited = (Citation("nowhere", line=1),)
    said = [
        Statement(["1"], strand="x", awaits=[Await("9"), Await(event="f")], by="nobody", citations=cited),
        Statement(["1", "8"], jointly=True, responsible=["nobody"], citations=cited),
        Statement(["2"], status="cancelled", merged_into="7", citations=cited),
    ]
    read = Read(plan_page(attrs.evolve(small(), log=said), as_of=datetime.date(2026, 2, 1)))
    for words in ("Delspor x, oplyst af nobody", "anbefaling 9", "Ansvarlig" + "nobody", "Håndteres sammen med" + "8"):
        assert words in read.articles["n-1"]
    assert "Videreføres i7" in read.articles["n-2"]
    assert not {"#n-7", "#n-8", "#n-9"} & {one.get("href") for _, one in read.elements}


def test_merged_and_replaced_work_leads_on():
    cited = (Citation("s", line=1),)
    closed = [
        Statement(["1"], status="cancelled", merged_into="2", citations=cited),
        Statement(["2"], jointly=True, milestones=[Milestone("Oplæg", parse_period("maj 2026"))], citations=cited),
        Statement(["2"], status="cancelled", replaced_by=["3", "4"], citations=cited),
    ]
    numbered = [Recommendation(str(number), "1", "Titel") for number in range(1, 5)]
    read = Read(plan_page(attrs.evolve(small(), recommendations=numbered, log=closed), as_of=datetime.date(2026, 2, 1)))
    assert "Videreføres i2" in read.articles["n-1"]
    assert "Oplyst, bortfaldet, videreføres i 2" in read.articles["n-1"]
    assert "Afløst af3, 4" in read.articles["n-2"]
    assert "Oplyst, milepæl Oplæg (maj 2026)" in read.articles["n-2"]
    assert [one["href"] for tag, one in read.elements if tag == "a"][-3:] == ["#n-2", "#n-3", "#n-4"]


def test_the_sources_that_the_page_cites_are_named(page):
    after = page.text[page.text.rindex("Kilder") :]
    assert "ip2017" in after
    assert "Implementeringsplan 2017 for praksisplanen for almen praksis 2015-2019" in after
    assert "elov.dk" not in after  # which the plan has for its bodies alone


def test_every_mark_that_is_used_is_explained(page):
    before = page.text[: page.text.index("Styrke dialogen")]
    assert "Afventer delvist" + "Nogle delspor afventer noget, andre gør ikke." in before
    assert "Ikke omtalt længe" not in before.split("Hvad mærkerne betyder")[1]  # 15 January 2017: nothing is stale
    never = Read(plan_page(attrs.evolve(small(), recommendations=[], log=()), as_of=datetime.date(2026, 2, 1)))
    assert "Hvad mærkerne betyder" not in never.text


def test_every_link_leads_to_a_place_on_the_page_and_no_id_stands_twice(page):
    ids = page.ids()
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_the_policy_allows_the_style_and_the_script_of_the_page_alone(plan):
    text = plan_page(plan, as_of=DAY)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert policy.startswith("default-src 'none';")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        [content] = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    read = Read(text)
    assert not [one for tag, one in read.elements if "style" in one or any(name.startswith("on") for name in one)]
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in read.elements}
    values = [value or "" for _, one in read.elements for name, value in one.items() if name != "xmlns"]
    assert not [one for one in values if "//" in one]
    assert "url(" not in text


def small(title="Titel", **fields):
    """A plan whose every title, name, text and quote is the same."""
    cited = (Citation("s", line=1, quote=title),)
    soon = parse_period("marts 2026")
    return Plan(
        id="p",
        title=title,
        period=parse_period("2026-2027"),
        sources=[Source("s", title, parse_period("1. januar 2026"), publisher=title, address=title)],
        sections=[Section("1", title)],
        bodies=[Body("pas", title, "committee")],
        events=[Event("e", title, "decision")],
        recommendations=[
            Recommendation("1", "1", title, strands=[Strand("a", title)]),
            Recommendation("2", "2.1", title),
        ],
        log=[
            Statement(["1"], awaits=[Await("2"), Await(event="e")], status="awaiting", text=title, citations=cited),
            Statement(["1"], strand="a", responsible=["pas"], by="pas", citations=cited),
            Statement(["1"], milestones=[Milestone(title, soon, recipients=["pas"])], citations=cited),
            Statement(events=["e"], expected=soon, citations=cited),
        ],
        **fields,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    plain = [tag for tag, _ in Read(plan_page(small(), as_of=datetime.date(2026, 2, 1))).elements]
    read = Read(plan_page(small(text), as_of=datetime.date(2026, 2, 1)))
    assert [tag for tag, _ in read.elements] == plain
    # title, waits, strand, milestone, bodies; the reasons and statements with their quotes
    assert read.articles["n-1"].count(text) >= 12
    assert text in read.articles["n-2"]
    assert read.text.count(text) >= read.articles["n-1"].count(text) + 8
    assert not [one for _, one in read.elements if any(name.startswith("on") for name in one)]


def test_no_level_of_heading_is_skipped(page):
    names = ["1.1", "1.1.1.1", "2", "2.1", "2.1.1.1", "2.2", "3.1.1"]
    plan = attrs.evolve(
        small(),
        sections=[Section(one, "x") for one in [*names, "2.1.1"]],
        recommendations=[Recommendation(f"{place}", one, "Titel") for place, one in enumerate(names, start=1)],
    )
    for read in (page, Read(plan_page(plan, as_of=DAY))):
        levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        opened = sum(tag == "section" for tag, _ in read.elements)
        assert read.closed_sections == opened


def test_a_section_without_a_title_is_named_by_its_number():
    read = Read(plan_page(small(), as_of=datetime.date(2026, 2, 1)))
    assert list(read.articles) == ["n-1", "n-2"]
    assert "2.1" in read.text


def test_the_words_follow_the_kind_of_the_plan_and_the_language():
    other = small(kind=PlanKind.ACTION_PLAN)
    danish, english = (Read(plan_page(other, as_of=datetime.date(2026, 2, 1), lang=lang)) for lang in ("da", "en"))
    assert "Handlinger" in danish.text
    assert "nbefaling" not in danish.text
    assert "Actions" in english.text
    assert "ecommendation" not in english.text
    with pytest.raises(PlanError, match="'de'"):
        plan_page(other, as_of=DAY, lang="de")


def test_an_explanation_of_many_steps_is_cut_and_says_so():
    count = 80
    cited = (Citation("s", line=1),)
    chain = Plan(
        id="p",
        title="Kæde",
        period=parse_period("2026-2027"),
        sources=[Source("s", "Kilde", parse_period("1. januar 2026"))],
        recommendations=[Recommendation(str(n + 1), "1", f"Anbefaling {n + 1}") for n in range(count)],
        log=[
            Statement([str(n + 1)], status="awaiting", awaits=[Await(str(n + 2))], citations=cited)
            for n in range(count - 1)
        ],
    )
    read = Read(plan_page(chain, as_of=datetime.date(2026, 2, 1)))
    assert "flere trin" in read.articles["n-1"]  # 79 waits, of which 60 are shown
    assert "Anbefaling 61:" in read.articles["n-1"]
    assert "Anbefaling 62:" not in read.articles["n-1"]
    assert "flere trin" not in read.articles["n-20"]  # 60 waits


def test_the_web_of_a_large_plan_is_not_drawn():
    many = attrs.evolve(
        small(), recommendations=[*small().recommendations, *(Recommendation(str(n), "1", "x") for n in range(3, 502))]
    )
    read = Read(plan_page(many, as_of=datetime.date(2026, 2, 1)))
    assert "flere end 500" in read.text
    assert "svg" not in {tag for tag, _ in read.elements}


def test_a_plan_of_efforts_shows_each_with_what_was_said():
    plan = datasets.load("hovedstaden-status-2023")
    read = Read(plan_page(plan, as_of=datetime.date(2023, 6, 30)))
    assert set(read.articles) == {f"n-{one.id}" for one in plan.efforts}
    assert "Afsluttet" in read.articles["n-henvisningsaudit-fysioterapi"]  # as document 002 says
    assert "Anbefalinger" not in read.text
    assert "Status for 42 indsatser" in read.text


def test_a_plan_without_waits_has_no_web():
    with_waits, without = small(), attrs.evolve(small(), log=())
    drawn = [
        "svg" in {tag for tag, _ in Read(plan_page(one, as_of=datetime.date(2026, 2, 1))).elements}
        for one in (with_waits, without)
    ]
    assert drawn == [True, False]


def test_a_plan_without_an_end_has_no_timetable():
    read = Read(plan_page(attrs.evolve(small(), period=parse_period("fra 2026")), as_of=datetime.date(2026, 2, 1)))
    assert "Tidsplan" not in read.text


def test_the_command_writes_the_page_and_keeps_a_file_that_is_there(tmp_path, capsys):
    out = tmp_path / "plan.html"
    words = ["page", "hovedstaden-almen-2015-2019", "--as-of", "2017-01-15"]
    main([*words, "--out", str(out)])
    assert "er skrevet" in capsys.readouterr().out
    assert out.read_text("utf-8") == plan_page(datasets.load(words[1]), as_of=DAY)
    main(words)
    assert capsys.readouterr().out == out.read_text("utf-8")
    for other, said in (("plan.html", "findes"), ("plan.docx", ".html")):
        with pytest.raises(SystemExit):
            main([*words, "--out", str(tmp_path / other)])
        assert said in capsys.readouterr().err
