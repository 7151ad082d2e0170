"""Documents in every format: what a person or a program reads there is what the document says, and nothing else."""

import csv
import datetime
import io
import json
import shutil
import subprocess
import sys
import time
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from praksisplan import PlanError
from praksisplan.model import Citation, Source
from praksisplan.periods import Certainty, parse_period
from praksisplan.reports import (
    FORMATS,
    Bar,
    Bullets,
    Chart,
    ChartRow,
    Document,
    Heading,
    Paragraph,
    Table,
    Timeline,
    TimelineRow,
    render,
)
from praksisplan.testing import texts
from praksisplan.text import clean_text

DAY = datetime.date(2017, 1, 15)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "a|b",
    "`x` *y* _z_ ~~w~~",
    "[x](http://y) ![x](y)",
    "www.x.dk a@b.dk",
    "&lt;b&gt; &amp;",
    "#N/A",
    "1. x",
    "- x",
    "===",
    "Ærø, Åse og Øst",
    "tand 🦷",
    "_x0041_",
    "linje et\nlinje to",
    "en\ttabulator",
    "]]>",
    "{{7*7}} ${x}",
    "langt " * 1000,
]
PERIODS = tuple(parse_period(f"{half}. halvår {year}") for year in (2017, 2018, 2019) for half in (1, 2))
FIRST = Citation("ip2017", section="4.1", line=592, last_line=598, quote="afventer afrapporteringen")
SECOND = Citation("ref16", page=3)
WIDE = ("number", "section", "title", "status", "earliest", "since", "overdue", "times_carried")
ROWS = (
    ("29", "4.1", "Tidlig opsporing", "afventer", DAY, None, True, 2),
    ("30", "4.1", "=1+1", "igangværende", None, DAY, False, 0),
)


def sample(lang="da"):
    return Document(
        title="Plan <b>2017</b>",
        lang=lang,
        as_of=DAY,
        facts=("Region Hovedstaden", "- Udkast"),
        blocks=(
            Heading(1, "Overblik"),
            Paragraph("Kun *her*.", (FIRST, SECOND), "Anbefaling 29"),
            Heading(2, "Uddybning"),
            Bullets((Paragraph("Én", (FIRST,), "29"), Paragraph("To"))),
            Heading(1, "Anbefalinger"),
            Table("Anbefalinger", "Alle anbefalinger", WIDE, ROWS),
            Heading(1, "Tidsplan"),
            Timeline(
                "Tidsplan",
                "Hvornår",
                PERIODS,
                (
                    TimelineRow(
                        "29",
                        "Tidlig opsporing",
                        (
                            Certainty.CERTAIN,
                            Certainty.POSSIBLE,
                            Certainty.RULED_OUT,
                            Certainty.UNKNOWN,
                            Certainty.RULED_OUT,
                            Certainty.RULED_OUT,
                        ),
                    ),
                ),
            ),
            Heading(1, "Farligt"),
            *(Paragraph(text, lead=text[:20]) for text in HOSTILE),
            Bullets(tuple(Paragraph(text) for text in HOSTILE)),
            Table("Farligt", "Farligt", ("number", "title"), tuple((str(at), one) for at, one in enumerate(HOSTILE))),
        ),
        sources=(
            Source("ip2017", "Implementeringsplan <2017>", parse_period("december 2016"), "Region Hovedstaden"),
            Source("ref16", "Referat", parse_period("2016")),
        ),
    )


def document(*blocks, lang="da"):
    return Document("Plan", lang, DAY, (), blocks)


def text_of(doc, format):
    return render(doc, format).decode()


def book(doc):
    return openpyxl.load_workbook(io.BytesIO(render(doc, "xlsx")))


def a_table(*rows, name="Ark", columns=("number", "title")):
    return Table(name, "Titel", columns, rows)


# --- every format ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", [one for one in FORMATS if one not in ("mmd", "dot")])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_same_document_gives_the_same_bytes(format, lang, monkeypatch):
    first = render(sample(lang), format)
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert render(sample(lang), format) == first


@pytest.mark.parametrize("format", [one for one in FORMATS if one not in ("svg", "mmd", "dot")])
def test_a_document_without_blocks_is_one(format):
    assert isinstance(render(document(), format), bytes)


@pytest.mark.parametrize("format", ["pdf", "", "HTML", None])
def test_another_format_is_refused(format):
    with pytest.raises(PlanError) as error:
        render(document(), format)
    assert error.value.faults[0].code == "unknown-format"


@pytest.mark.parametrize(
    ("format", "module", "package"), [("docx", "docx", "python-docx"), ("xlsx", "openpyxl", "openpyxl")]
)
def test_a_missing_package_is_told_in_both_languages(format, module, package, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, f"praksisplan.writing.{format}", raising=False)
    with pytest.raises(PlanError) as error:
        render(document(), format)
    [fault] = error.value.faults
    assert fault.code == "not-installed"
    assert f"kør: python -m pip install {package} " in fault.text("da")
    assert f"run: python -m pip install {package} " in fault.text("en")


@pytest.mark.slow
@pytest.mark.parametrize("format", ["md", "html", "xlsx", "csv", "json"])
def test_ten_thousand_entries_take_seconds(format):
    rows = tuple((str(n), "4.1", "Tidlig opsporing af sygdom", "afventer", DAY, None, True, n) for n in range(10_000))
    large = document(Heading(1, "Alle"), Table("Alle", "Alle", WIDE, rows))
    begun = time.perf_counter()
    render(large, format)
    assert time.perf_counter() - begun < 30


# --- Markdown ----------------------------------------------------------------------------------------------------


def markdown(doc):
    return MarkdownIt().enable(["table", "strikethrough"]).parse(text_of(doc, "md"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [Paragraph, lambda text: Bullets((Paragraph(text),))])
def test_markdown_shows_the_text_and_nothing_else(text, make):
    tokens = markdown(document(make(text)))
    allowed = {"heading", "paragraph", "bullet_list", "list_item", "inline"}
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= allowed
    assert sum(token.type == "list_item_open" for token in tokens) == isinstance(make(text), Bullets)
    children = [token.children for token in tokens if token.type == "inline"][1]
    assert {child.type for child in children} <= {"text", "text_special", "hardbreak"}
    shown = "".join("\n" if child.type == "hardbreak" else child.content for child in children)
    assert shown == "\n".join(" ".join(line.split()) for line in text.split("\n"))


def test_markdown_has_headings_facts_and_footnotes():
    lines = text_of(sample(), "md").splitlines()
    assert [line for line in lines if line.startswith("#")][:3] == [
        "# Plan \\<b\\>2017\\</b\\>",
        "## Overblik",
        "### Uddybning",
    ]
    assert lines[2:4] == ["Region Hovedstaden\\", "\\- Udkast"]
    assert "**Anbefaling 29** Kun \\*her\\*.[^1][^2]" in lines
    assert "- **29** Én[^1]" in lines
    assert "[^1]: Kilde 1 afsnit 4.1, linje 592-598: »afventer afrapporteringen«" in lines
    assert lines[-1] == "- **Kilde 2** Referat, 2016"
    assert "| 29 | Tidlig opsporing | sikkert | muligt | udelukket | ukendt | udelukket | udelukket |" in lines


# --- Excel -------------------------------------------------------------------------------------------------------


def test_excel_has_an_overview_the_text_and_a_sheet_for_each_table():
    found = book(sample())
    assert found.sheetnames == ["Indhold", "Tekst", "Anbefalinger", "Tidsplan", "Farligt", "Kilder"]
    first = found.worksheets[0]
    assert [first.cell(row, 1).value for row in (1, 2, 3)] == ["Plan <b>2017</b>", "Region Hovedstaden", "- Udkast"]
    rows = [[cell.value for cell in row] for row in first.iter_rows(min_row=5)]
    assert rows[0] == ["Ark", "Indhold i arket", "Rækker"]
    assert rows[1:] == [
        ["Tekst", "Dokumentets tekst", 3 + 2 * len(HOSTILE)],
        ["Anbefalinger", "Alle anbefalinger", 2],
        ["Tidsplan", "Hvornår", 1],
        ["Farligt", "Farligt", len(HOSTILE)],
        ["Kilder", "Henvisninger", 2],
    ]
    assert first["A10"].hyperlink.location == "'Kilder'!A1"
    assert first["A7"].hyperlink.location == "'Anbefalinger'!A1"
    assert [cell.value for cell in found["Kilder"][3]] == [2, "Kilde 2, side 3", "Referat"]
    assert book(sample("en")).sheetnames[0] == "Contents"


def test_excel_holds_the_text_of_the_document():
    label = Paragraph("", lead="Udskudt til 2017")
    blocks = (Heading(1, "4.1 Kræft"), label, Bullets((Paragraph("Titel", lead="26"),)), Heading(1, "Status"))
    told = Paragraph("=Igangværende.", (FIRST, SECOND, FIRST), "Anbefaling 26:")
    rows = book(document(*blocks, told))["Tekst"].iter_rows(values_only=True)
    assert list(rows) == [
        ("Afsnit", "Gruppe", "Emne", "Tekst", "Henvisninger"),
        ("4.1 Kræft", "Udskudt til 2017", "26", "Titel", None),
        ("Status", None, "Anbefaling 26", "=Igangværende.", "1, 2"),
    ]
    assert "Tekst" not in book(document(Heading(1, "x"), a_table(("1", "x")))).sheetnames


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Det er ikke beskrevet, hvem der er ansvarlig.", 1),
        ("Indsatsen er ikke udfoldet: hverken milepæle, afventninger eller delspor.", 1),
        ("linje et\nlinje to", 2),
        ("Indsatsen er ikke udfoldet: hverken milepæle eller afventninger. " * 4, 3),
        ("x" * 300, 3),
    ],
)
def test_excel_rows_are_as_high_as_their_text(text, lines):
    # a column of 100 digits of Calibri holds about 115 letters of running text, and about 97 of x
    height = book(document(a_table(("1", text))))["Ark"].row_dimensions[2].height
    assert (height or 15) == 15 * lines


def test_excel_sheets_are_frozen_filtered_and_wide_enough():
    found = book(sample())
    for sheet in found.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.font.bold and cell.fill.fill_type == "solid" for cell in sheet[1])
        assert all(8 <= one.width <= 100 for one in sheet.column_dimensions.values())
    assert found["Farligt"].column_dimensions["B"].width == 100
    assert found["Farligt"]["B2"].alignment.wrap_text


def test_excel_holds_days_numbers_and_words():
    row = book(sample())["Anbefalinger"][2]
    assert [cell.value for cell in row[:4]] == ["29", "4.1", "Tidlig opsporing", "afventer"]
    assert (row[4].value, row[4].is_date, row[4].number_format) == (datetime.datetime(2017, 1, 15), True, "dd-mm-yyyy")  # noqa: DTZ001
    assert [cell.value for cell in row[5:]] == [None, "ja", 2]
    assert row[7].data_type == "n"
    assert [cell.alignment.horizontal for cell in (row[4], row[7])] == [
        "left",
        "right",
    ]
    assert book(sample())["Anbefalinger"]["E3"].value == "ukendt"


@pytest.mark.parametrize("text", HOSTILE)
def test_excel_keeps_the_text_as_text(text):
    cell = book(document(a_table(("1", text))))["Ark"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_excel_timeline_has_colours_and_words():
    row = book(sample())["Tidsplan"][2]
    assert [cell.value for cell in row[2:6]] == ["sikkert", "muligt", "udelukket", "ukendt"]
    assert len({cell.fill.start_color.rgb for cell in row[2:6]}) == 4


def test_excel_chart_has_words_and_red_above_the_limit():
    row = ChartRow("PAS", "", (Bar("", 0, 0), Bar("3–4", 3, 4), Bar("3–4 af 3", 3, 4, 3), Bar("=4 af 3", 4, 4, 3)))
    found = book(document(Chart("Belastning", "Hvad de bærer", PERIODS[:4], (row,))))["Belastning"]
    assert [cell.value for cell in found[1]] == ["Navn", *(str(period) for period in PERIODS[:4])]
    assert [cell.value for cell in found[2]] == ["PAS", None, "3–4", "3–4 af 3", "=4 af 3"]
    assert found["E2"].data_type == "s"
    shades = ["FFFFFF", "CFE0F1", "FBE0D6", "9C2A10"]
    assert [cell.fill.start_color.rgb[2:].upper() for cell in found[2][1:]] == shades


@pytest.mark.parametrize(("text", "is_kept"), [("x" * 32_767, True), ("x" * 32_768, False), ("🦷" * 16_384, False)])
def test_excel_cuts_no_text(text, is_kept):
    doc = document(a_table(("1", text)))
    if is_kept:
        assert book(doc)["Ark"]["B2"].value == text
        return
    with pytest.raises(PlanError) as error:
        render(doc, "xlsx")
    assert [(one.code, one.path) for one in error.value.faults] == [("too-long", "B2")]


def test_excel_names_of_sheets():
    names = ["Status", "STATUS", "a/b:c*d?[e]\\f", "x" * 40, "x" * 41, "", "'", "History", "Indhold", "🦷" * 20]
    found = book(document(*(a_table(("1", "x"), name=name) for name in names))).sheetnames[1:]
    assert found[:3] == ["Status", "STATUS (2)", "a b c d e f"]
    assert found[3:7] == ["x" * 31, "x" * 27 + " (2)", "Ark", "Ark (2)"]
    assert found[7:] == ["History (2)", "Indhold (2)", "🦷" * 15]


def test_excel_tells_title_and_day():
    properties = book(sample()).properties
    assert properties.title == "Plan <b>2017</b>"
    assert properties.created.date() == properties.modified.date() == DAY


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_archives_hold_no_time_of_day(format):
    with zipfile.ZipFile(io.BytesIO(render(sample(), format))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- CSV and JSON ------------------------------------------------------------------------------------------------


def test_csv_of_one_table_is_that_table():
    assert text_of(document(Heading(1, "x"), a_table(("1", "=1+1"))), "csv") == "nr.,titel\n1,'=1+1\n"


def test_csv_of_several_tables_puts_each_under_its_caption():
    timeline = Timeline("Plan", "=Hvornår", PERIODS[:1], (TimelineRow("1", "x", (Certainty.POSSIBLE,)),))
    parts = text_of(document(a_table(("1", "x\n\ny")), timeline), "csv")
    assert list(csv.reader(io.StringIO(parts))) == [
        *(["Titel"], ["nr.", "titel"], ["1", "x\n\ny"], []),
        *(["'=Hvornår"], ["nr.", "titel", "1. halvår 2017"], ["1", "x", "muligt"]),
    ]


def test_json_is_complete():
    data = json.loads(text_of(sample(), "json"))
    assert list(data) == ["title", "lang", "as_of", "facts", "blocks", "sources"]
    assert (data["as_of"], data["facts"]) == ("2017-01-15", ["Region Hovedstaden", "- Udkast"])
    assert [one["kind"] for one in data["blocks"][:8]] == [
        *("heading", "paragraph", "heading", "bullets", "heading", "table", "heading", "timeline")
    ]
    assert data["blocks"][1]["citations"] == [
        {"source": "ip2017", "section": "4.1", "line": 592, "last_line": 598, "quote": "afventer afrapporteringen"},
        {"source": "ref16", "page": 3},
    ]
    table, timeline = data["blocks"][5], data["blocks"][7]
    assert table["records"][0] == dict(zip(WIDE, (*ROWS[0][:4], "2017-01-15", None, True, 2)))
    assert table["columns"] == list(WIDE)
    assert timeline["rows"][0]["cells"][:4] == ["certain", "possible", "ruled_out", "unknown"]
    assert timeline["periods"] == [str(period) for period in PERIODS]
    assert data["sources"][0]["dated"] == "december 2016"


# --- other programs, and any text --------------------------------------------------------------------------------

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def converted(folder, format, target):
    (folder / f"plan.{format}").write_bytes(render(sample(), format))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / f"plan.{format}")],
        check=True,
        capture_output=True,
        timeout=300,
    )


@needs_office
def test_libreoffice_reads_the_cells_of_excel(tmp_path):
    converted(tmp_path, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,5")
    [path] = tmp_path.glob("plan-*.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0] == ["Nr.", "Titel"]
    assert [row[1] for row in rows[1:]] == HOSTILE


@given(st.lists(texts(), min_size=1, max_size=3))
def test_any_text_survives_excel(found):
    column = [cell.value or "" for cell in book(document(a_table(*(("1", one) for one in found))))["Ark"]["B"]]
    assert column[1:] == found


@given(texts())
def test_any_text_is_shown_by_markdown_and_kept_by_json(text):
    doc = document(Paragraph(text))
    words = [token.children for token in markdown(doc) if token.type == "inline"][1:]
    shown = ["\n" if child.type == "hardbreak" else child.content for children in words for child in children]
    assert "".join(shown).split() == clean_text(text).split()
    assert json.loads(text_of(doc, "json"))["blocks"][0]["text"] == clean_text(text)
