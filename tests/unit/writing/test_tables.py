"""Records as CSV and Markdown: what a spreadsheet or a page makes of them is what was meant."""

import csv
import datetime
import io

import pytest
from markdown_it import MarkdownIt

from praksisplan.answers.grids import grid_of
from praksisplan.writing import tables

COLUMNS = ("number", "title", "since", "latest", "overdue")
RECORD = {"number": "29", "title": "x", "since": None, "latest": None, "overdue": False}
DAY = datetime.date(2017, 1, 15)


def csv_text(records, columns, lang="da", **more):
    return tables.csv_text([grid_of(records, columns, lang)], **more)


def markdown_text(records, columns, lang="da"):
    return tables.markdown_text(grid_of(records, columns, lang))


AWKWARD = [
    "a|b",
    "a\\|b",
    "`x`",
    "*x* _y_ ~~z~~",
    "[a](http://b)",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "a\nb",
    "![x](y)",
    "#1",
    "<!-- x -->",
    "http://b",
    "a  b",
    "\\",
    "|",
]


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def record(**changes):
    return RECORD | changes


def test_csv_of_every_kind_of_cell():
    text = csv_text([record(since=DAY, overdue=True), record(title='1, "2"\n3')], COLUMNS)
    assert rows(text) == [
        ["nr.", "titel", "siden", "senest", "overskredet"],
        ["29", "x", "2017-01-15", "ukendt", "ja"],
        ["29", '1, "2"\n3', "", "ukendt", "nej"],
    ]


def test_csv_in_english():
    assert rows(csv_text([RECORD], COLUMNS, "en")) == [
        ["no.", "title", "since", "latest", "overdue"],
        ["29", "x", "", "unknown", "no"],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_csv_runs_no_formula(sign):
    [_, [_, title, *_]] = rows(csv_text([record(title=f"{sign}1+1")], COLUMNS))
    assert title == f"'{sign}1+1"


@pytest.mark.parametrize("title", ["1=1", "a-b", "x@y", "", "'=1", "Ærø"])
def test_csv_leaves_other_text_as_it_is(title):
    assert rows(csv_text([record(title=title)], COLUMNS))[1][1] == title


def test_csv_without_records_has_its_headings():
    assert csv_text([], ("number", "title")) == "nr.,titel\n"


@pytest.mark.parametrize("title", AWKWARD)
def test_markdown_shows_the_text_and_nothing_else(title):
    page = MarkdownIt().enable("table").parse(markdown_text([record(title=title)], COLUMNS))
    cells = [token.children or [] for token in page if token.type == "inline"]
    assert len(cells) == 2 * len(COLUMNS)
    assert {child.type for cell in cells for child in cell} <= {"text", "text_special"}
    shown = "".join(child.content for child in cells[len(COLUMNS) + 1])
    assert shown == " ".join(title.split())


def test_markdown_in_both_languages():
    danish, english = (markdown_text([record(since=DAY)], COLUMNS, lang).splitlines() for lang in ("da", "en"))
    assert danish == [
        "| nr. | titel | siden | senest | overskredet |",
        "| --- | --- | --- | --- | --- |",
        "| 29 | x | 15. januar 2017 | ukendt | nej |",
    ]
    assert english[2] == "| 29 | x | 15 January 2017 | unknown | no |"


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("x;=cmd", "x;'=cmd"),
        ("x,=cmd", "x,'=cmd"),
        ("x|+1", "x|'+1"),
        ("x\t@SUM(A1)", "x\t'@SUM(A1)"),
        ("x\n-1", "x\n'-1"),
        ('x; "=1', "x; \"'=1"),
        ("5-10, 15+20", "5-10, 15+20"),
        ("=1;=1", "'=1;'=1"),
    ],
)
@pytest.mark.parametrize("excel", [False, True])
def test_no_separator_begins_a_formula(title, cell, excel):
    text = csv_text([record(title=title)], COLUMNS, excel=excel)
    assert list(csv.reader(io.StringIO(text), delimiter=";" if excel else ","))[1][1] == cell
    for separator in ",;\t|":
        for line in csv.reader(io.StringIO(text), delimiter=separator, quoting=csv.QUOTE_NONE):
            assert not any(field.lstrip(' "')[:1] in tuple("=+-@") for field in line)


def test_csv_for_danish_excel():
    assert csv_text([], ("number", "title"), excel=True) == "\ufeffnr.;titel\n"
    assert csv_text([{"number": "1", "title": "a;b"}], ("number", "title"), excel=True).splitlines()[1] == '1;"a;b"'
