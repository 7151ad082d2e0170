"""The web of waits for Mermaid and Graphviz: both programs read what the plan says, and nothing else."""

from __future__ import annotations

import datetime
import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from praksisplan import blocked, datasets, why
from praksisplan.reports import Document, Web, answer_document, render
from praksisplan.writing.finished import Link, Node
from tests.unit.writing.test_documents import HOSTILE

DAY = datetime.date(2017, 1, 15)
PLAN = datasets.load("hovedstaden-almen-2015-2019")
MORE = [
    'n9["x"]',
    '"] --> n9["',
    "%%{init: {'securityLevel': 'loose'}}%%",
    'click n1 href "javascript:alert(1)"',
    "style n1 fill:#fff; classDef x:#f",
    'style: "x"; y',
    "end",
    "\\N \\G \\l \\",
    '", URL="javascript:alert(1)',
    "<<b>x</b>>",
    "&quot; &#34; #quot;",
    "`markdown **x**`",
    "subgraph x",
    "} digraph {",
    "// x /* y */",
]
TITLES = [*HOSTILE, *MORE]


def web(*titles: str, groups: bool = False) -> Document:
    nodes = [
        Node(f"e{place}", f"{place}" * (place % 2), title, title, group=title if groups else "Afsnit")
        for place, title in enumerate(titles)
    ]
    links = [
        Link(one.id, other.id, "", other.title, partial=True)
        for one, other in zip(nodes, nodes[1:] + nodes[:1], strict=True)
    ]
    return Document("Net", "da", DAY, (), (Web("Net", "Alle", (*nodes, Node("x", "99", "Uden afventninger")), links),))


def label(title: str, number: str) -> str:
    return " ".join(f"{number} {title}".split())


# --- Graphviz ------------------------------------------------------------------------------------------------------

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="dot (Graphviz) is not installed")


def by_dot(document: Document):
    """The graph as ``dot`` reads it; it also draws it."""
    source = render(document, "dot")
    subprocess.run(["dot", "-Tsvg"], input=source, capture_output=True, check=True)
    return json.loads(subprocess.run(["dot", "-Tdot_json"], input=source, capture_output=True, check=True).stdout)


def words(label: str) -> str:
    return " ".join(html.unescape(label.replace("\\\\", "\0").replace("\\n", "\n")).replace("\0", "\\").split())


@needs_dot
def test_graphviz_reads_the_waits_of_a_plan():
    graph = by_dot(answer_document(why(PLAN, 25, as_of=DAY), "da"))
    nodes = [one for one in graph["objects"] if one["name"].startswith("n")]
    names = {one["_gvid"]: words(one["label"])[:12] for one in nodes}
    edges = {(names[one["tail"]], names[one["head"]]) for one in graph["edges"]}
    assert edges == {
        ("Aftale om, h", "24 Stikprøve"),
        ("Aftale om, h", "25 Følge op "),
        ("24 Stikprøve", "25 Følge op "),
    }


@needs_dot
@pytest.mark.parametrize("groups", [False, True])
def test_hostile_titles_stay_text_in_graphviz(groups):
    graph = by_dot(web(*TITLES, groups=groups))
    nodes = [one for one in graph["objects"] if one["name"].startswith("n")]
    assert [one["name"] for one in nodes] == [f"n{place}" for place in range(1, len(TITLES) + 1)]
    assert {tuple(sorted(one)) for one in nodes} == {("_gvid", "label", "name", "shape")}
    for place, (one, title) in enumerate(zip(nodes, TITLES, strict=True)):
        assert words(one["label"]) == " ".join(f"{label(title, str(place) * (place % 2))} {title}".split())
    groups_of = [words(one["label"]) for one in graph["objects"] if one["name"].startswith("cluster")]
    assert sorted(groups_of) == sorted([" ".join(one.split()) for one in TITLES] if groups else ["Afsnit"])
    assert len(graph["edges"]) == len(TITLES)
    assert {one["style"] for one in graph["edges"]} == {"dashed"}
    drawn = subprocess.run(["dot", "-Tsvg"], input=render(web(*TITLES), "dot"), capture_output=True, check=True).stdout
    assert set(re.findall(rb"<(\w+)", drawn)) <= {b"svg", b"g", b"title", b"polygon", b"ellipse", b"text", b"path"}


# --- Mermaid -------------------------------------------------------------------------------------------------------

MODULES = Path(os.environ.get("NODE_PATH", "node_modules"))
needs_mermaid = pytest.mark.skipif(
    shutil.which("node") is None or not (MODULES / "mermaid").is_dir() or not (MODULES / "jsdom").is_dir(),
    reason="node with mermaid and jsdom is not installed; nox -s graphs installs them",
)
_READ = """
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const modules = process.argv[2];
const require = createRequire(modules + '/');
const { JSDOM } = require('jsdom');
const { window } = new JSDOM('<body></body>');
const { document, Element, CSSStyleSheet } = window;
Object.assign(globalThis, { window, document, Element, CSSStyleSheet });
const { default: mermaid } = await import(pathToFileURL(modules + '/mermaid/dist/mermaid.core.mjs'));
mermaid.initialize({ securityLevel: 'strict', startOnLoad: false });
const text = await new Response(process.stdin).text();
const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
const nodes = [...db.getVertices().values()].map((
  { id, text, link, linkTarget, haveCallback, classes, styles }) =>
  ({ id, text, link, linkTarget, haveCallback, classes, styles }));
const config = mermaid.mermaidAPI.getConfig();
console.log(JSON.stringify({ nodes, edges: db.getEdges(), groups: db.getSubGraphs(), level: config.securityLevel }));
"""


def by_mermaid(document: Document, folder: Path):
    """The flow chart as Mermaid reads it."""
    script = folder / "read.mjs"
    script.write_text(_READ, encoding="utf-8")
    ran = subprocess.run(
        ["node", str(script), str(MODULES.resolve())], input=render(document, "mmd"), capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return json.loads(ran.stdout)


def shown(text: str) -> str:
    """The words of a label of Mermaid: it keeps the code of a character between signs of its own until it draws."""
    code = re.compile(r"ﬂ°°(?P<number>\d+)¶ß|ﬂ°(?P<name>\w+)¶ß")
    lines = re.sub("<br/?>", " ", text)
    return " ".join(
        code.sub(
            lambda found: chr(int(found["number"])) if found["number"] else html.unescape(f"&{found['name']};"), lines
        ).split()
    )


@needs_mermaid
def test_mermaid_reads_the_waits_of_a_plan(tmp_path):
    graph = by_mermaid(answer_document(why(PLAN, 25, as_of=DAY), "da"), tmp_path)
    names = {one["id"]: shown(one["text"])[:12] for one in graph["nodes"]}
    assert {(names[one["start"]], names[one["end"]]) for one in graph["edges"]} == {
        ("Aftale om, h", "24 Stikprøve"),
        ("Aftale om, h", "25 Følge op "),
        ("24 Stikprøve", "25 Følge op "),
    }
    assert [shown(one["title"]) for one in graph["groups"]] == ["3.4 Tilgængelighed"]


@needs_mermaid
@pytest.mark.parametrize("groups", [False, True])
def test_hostile_titles_stay_text_in_mermaid(tmp_path, groups):
    graph = by_mermaid(web(*TITLES, groups=groups), tmp_path)
    assert graph["level"] == "strict"
    assert [one["id"] for one in graph["nodes"]] == [f"n{place}" for place in range(1, len(TITLES) + 1)]
    for place, (one, title) in enumerate(zip(graph["nodes"], TITLES, strict=True)):
        assert not any(one.get(name) for name in ("link", "linkTarget", "haveCallback", "classes", "styles"))
        assert shown(one["text"]) == " ".join(f"{label(title, str(place) * (place % 2))} {title}".split())
    assert [shown(one["text"]) for one in graph["edges"]] == [" ".join(one.split()) for one in TITLES[1:] + TITLES[:1]]
    assert [shown(one["title"]) for one in graph["groups"]] == (
        [" ".join(one.split()) for one in TITLES] if groups else ["Afsnit"]
    )


# --- both ----------------------------------------------------------------------------------------------------------


def test_labels_hold_no_sign_that_either_language_reads():
    (flow,) = [render(web(*TITLES), "mmd").decode()]
    for found in re.findall(r'\["(.*?)"\]|\(\["(.*?)"\]\)|\|"(.*?)"\|', flow):
        text = re.sub(r"#(?:\w+);|<br/>", "", "".join(found))
        assert all(one.isalnum() or one in " .,()-/" for one in text), text


def test_recommendations_without_waits_are_left_out():
    for format in ("mmd", "dot"):
        text = render(answer_document(blocked(PLAN, as_of=DAY), "da"), format).decode()
        assert "41 anbefalinger" not in text
        assert len(re.findall(r"^  n\d+ -.*n\d+", text, re.MULTILINE)) == 36
        assert "Uden afventninger" not in render(web("a", "b"), format).decode()


def test_a_group_without_a_heading_and_a_wait_without_a_date():
    nodes = (Node("a", "1", "A"), Node("b", "", "B"))
    document = Document("Net", "da", DAY, (), (Web("Net", "Alle", nodes, (Link("b", "a", "B"),)),))
    assert render(document, "mmd").decode() == (
        'flowchart LR\n  subgraph g1[" "]\n    n1["1 A"]\n    n2(["B"])\n  end\n  n2 --> n1\n'
    )
