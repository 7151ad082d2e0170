"""Timelines and charts as pictures: well-formed, complete, legible, and with nothing that the document did not say."""

import datetime
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praksisplan import PlanError, parse_period, save_document
from praksisplan.periods import Certainty, split_period
from praksisplan.reports import Bar, Chart, ChartRow, Document, Heading, Table, Timeline, TimelineRow, render
from praksisplan.testing import texts
from praksisplan.text import clean_text

DAY = datetime.date(2017, 1, 15)
QUARTERS = split_period(parse_period("2017"), "quarter")
NOTHING = Bar("", 0, 0)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><image href=x onerror="alert(1)"/>',
    "]]> &lt; &amp; <!-- -->",
    "' onload='x",
    "linje\nskift\tfane",
    "Æblegrød på ø 🩺",
    "x" * 5000,
    "langt " * 1000,
]
PARTS = {"svg", "title", "desc", "style", "rect", "g", "text", "path"}
BODY = "Arbejdsgruppen vedr. forebyggelse af indlæggelser og genindlæggelser i de tværsektorielle samarbejder"


def document(*blocks, lang="da", title="Plan", facts=()):
    return Document(title, lang, DAY, facts, blocks)


def chart(*rows, periods=QUARTERS, caption="Belastning & mere"):
    return Chart("Belastning", caption, periods, rows)


CHART = chart(
    ChartRow("PAS", "", (NOTHING, Bar("2", 2, 2), Bar("1–4", 1, 4), Bar("3 af 4", 3, 3, 4))),
    ChartRow("PPU", "", (Bar("4 af 3", 4, 4, 3), Bar("1–4 af 3", 1, 4, 3), Bar("0 af 3", 0, 0, 3), Bar("0", 0, 0))),
)
CELLS = (Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT, Certainty.UNKNOWN)
TIMELINE = Timeline("Tidsplan", "Hvornår", QUARTERS, (TimelineRow("29", "Akut <i>", CELLS),))
SAMPLE = document(Heading(1, "Én"), TIMELINE, CHART, facts=("Region <H>",))


def drawn(made):
    return ElementTree.fromstring(render(made, "svg"))


def every(root, name):
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def written(root):
    return [one.text for one in every(root, "text")]


def told(root):
    """The words under which the cells stand."""
    return [one.text for one in every(root, "title")[1:]]


def bars(root):
    """The parts of bars: colour, beginning and width."""
    found = [one for one in every(root, "rect") if one.get("height") == "10" and one.get("x") != "0.5"]
    return [(one.get("fill"), float(one.get("x")), float(one.get("width"))) for one in found]


# --- the file ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["da", "en"])
def test_picture_says_what_it_is(lang):
    root = drawn(document(TIMELINE, CHART, lang=lang, title="Plan <2017>", facts=("Region <H>",)))
    assert root.get("role") == "img"
    title, words = every(root, "title")[0], every(root, "desc")[0]
    assert root.get("aria-labelledby").split() == [title.get("id"), words.get("id")]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    assert title.text == "Plan <2017>"
    shown = written(root)
    assert shown[:2] == ["Plan <2017>", "Region <H>"]
    assert {"Hvornår", "Belastning & mere", "Akut <i>"} <= set(shown)
    over = {"da": "Over grænsen: PPU.", "en": "Above the limit: PPU."}[lang]
    assert words.text.endswith(over)
    periods = {"da": "1. kvartal 2017 – 4. kvartal 2017", "en": "first quarter of 2017 – fourth quarter of 2017"}[lang]
    assert periods in words.text


def test_file_needs_no_other_and_runs_nothing():
    content = render(SAMPLE, "svg").decode()
    assert re.findall(r"https?:[^\"]*", content) == ["http://www.w3.org/2000/svg"]
    root = ElementTree.fromstring(content)
    assert {one.tag.partition("}")[2] for one in root.iter()} == PARTS
    for one in root.iter():
        assert not any(key.startswith("on") or key.endswith(("href", "src", "style")) for key in one.attrib)


def test_same_document_gives_the_same_bytes():
    assert render(SAMPLE, "svg") == render(SAMPLE, "svg")


def test_document_without_pictures_is_refused_with_a_way_on(tmp_path):
    bare = document(Heading(1, "Én"), Table("T", "T", ("number",), (("1",),)))
    for write in (lambda: render(bare, "svg"), lambda: save_document(bare, tmp_path / "plan.svg")):
        with pytest.raises(PlanError) as caught:
            write()
        [fault] = caught.value.faults
        assert fault.code == "no-picture"
        assert "html" in fault.message
        assert "html" in fault.danish
        assert fault.danish != fault.message
    assert list(tmp_path.iterdir()) == []


def test_picture_on_the_disk(tmp_path):
    save_document(SAMPLE, tmp_path / "plan.svg")
    assert (tmp_path / "plan.svg").read_bytes() == render(SAMPLE, "svg")


# --- cells -------------------------------------------------------------------------------------------------------


def test_every_cell_is_told_under_its_row_and_period():
    assert told(drawn(document(CHART))) == [
        "PAS, 2. kvartal 2017: 2",
        "PAS, 3. kvartal 2017: 1–4",
        "PAS, 4. kvartal 2017: 3 af 4",
        "PPU, 1. kvartal 2017: 4 af 3",
        "PPU, 2. kvartal 2017: 1–4 af 3",
        "PPU, 3. kvartal 2017: 0 af 3",
        "PPU, 4. kvartal 2017: 0",
    ]
    assert told(drawn(document(TIMELINE))) == [
        f"29, {quarter}: {word}" for quarter, word in zip(QUARTERS, ("sikkert", "muligt", "udelukket", "ukendt"))
    ]


def test_bars_are_as_long_as_what_they_stand_for():
    found = bars(drawn(document(CHART)))
    sure, perhaps, over, perhaps_over = "#1f4e79", "#cfe0f1", "#9c2a10", "#fbe0d6"
    assert [fill for fill, _, _ in found] == [
        *(perhaps, sure),  # 2: what may be there lies under what is
        *(perhaps, sure),  # 1–4
        *(perhaps, sure),  # 3 of 4
        *(perhaps_over, perhaps, over, sure),  # 4 of 3
        *(perhaps_over, perhaps, sure),  # 1–4 of 3
    ]
    widths = [width for _, _, width in found]
    unit = widths[2] / 4  # 1–4 fills the cell
    amounts = [2, 2, 4, 1, 3, 3, 1, 3, 1, 3, 1, 3, 1]
    assert widths == pytest.approx([unit * amount for amount in amounts], abs=0.1)
    start = found[7][1]
    assert found[6][1] == found[8][1] == pytest.approx(start + 3 * unit, abs=0.1)  # red begins at the limit


def test_over_the_limit_is_told_by_a_sign_too():
    shown = written(drawn(document(CHART)))
    assert (shown.count("!"), shown.count("?")) == (2, 2)  # in the cell and in the legend
    assert shown[-5:] == ["grænse", "!", "over grænsen", "?", "måske over grænsen"]
    calm = written(drawn(document(chart(ChartRow("PAS", "", (Bar("3 af 3", 3, 3, 3),) * 4)))))
    assert not {"!", "?", "over grænsen", "måske over grænsen"} & set(calm)
    assert calm[-2:] == ["sikkert", "grænse"]


def test_limit_far_away_does_not_flatten_the_bars():
    root = drawn(document(chart(ChartRow("PAS", "", (Bar("4 af 1000", 4, 4, 1000),) * 4))))
    widths = {width for _, _, width in bars(root)}
    assert min(widths) > 20
    assert "4 af 1000" in written(root)
    only = drawn(document(chart(ChartRow("PAS", "", (Bar("0 af 5", 0, 0, 5),) * 4))))
    assert bars(only) == []
    assert len([one for one in every(only, "path") if one.get("stroke-width") == "2"]) == 5  # four, and the legend


def test_smallest_bar_can_be_seen():
    row = ChartRow("PAS", "", (Bar("1000", 1000, 1000), Bar("0,001", 0.001, 0.001), NOTHING, NOTHING))
    assert min(width for _, _, width in bars(drawn(document(chart(row))))) == 2


SIX = Timeline("Tidsplan", "Hvornår", QUARTERS[:1], tuple(TimelineRow("1", "x", (one,)) for one in Certainty))


def shapes(root):
    """The signs of a timeline: their outlines, moved to one place, and whether they are filled."""
    marks = [one for one in every(root, "path") if one.get("stroke-width") in ("1.6", "3")]
    return [(re.sub(r"^M[\d.-]+ [\d.-]+", "", one.get("d")), one.get("fill") == "none") for one in marks]


def test_six_kinds_of_cell_have_six_signs_without_any_colour():
    found = shapes(drawn(document(SIX)))
    assert len(set(found)) == 6
    assert found[6:] == [found[list(Certainty).index(one)] for one in SHOWN_FIRST]  # the legend has the same signs
    words = written(drawn(document(SIX)))[-6:]
    assert words == [one.label("da") for one in SHOWN_FIRST]


SHOWN_FIRST = (
    *(Certainty.CERTAIN, Certainty.EXPECTED, Certainty.POSSIBLE),
    *(Certainty.NOT_EXPECTED, Certainty.RULED_OUT, Certainty.UNKNOWN),
)


def test_cells_have_words_for_a_pointer_and_a_line_after_the_beginning():
    begun = TimelineRow("29", "Akut", (Certainty.CERTAIN, *[Certainty.RULED_OUT] * 3), begun_from=1)
    root = drawn(document(Timeline("T", "T", QUARTERS, (begun,))))
    assert told(root) == [
        "29, 1. kvartal 2017: sikkert",
        *(f"29, {quarter}: begyndt" for quarter in QUARTERS[1:]),
    ]
    assert written(root)[-2:] == ["sikkert", "begyndt"]
    assert len([one for one in every(root, "path") if one.get("stroke-width") == "3"]) == 4  # three cells, the legend


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shades(root):
    """The colours on a dark screen by those on a light one, from the style of the picture."""
    [style] = every(root, "style")
    return dict(re.findall(r'\[fill="(#\w+)"\]\{fill:(#\w+)\}', style.text))


def in_light_and_dark(root):
    dark = shades(root)
    yield root
    for one in root.iter():
        for key in ("fill", "stroke"):
            if one.get(key, "none") != "none":
                one.set(key, dark[one.get(key)])
    yield root


@pytest.mark.parametrize("block", [CHART, TIMELINE, SIX])
def test_every_word_and_every_sign_can_be_seen_in_light_and_dark(block):
    for root in in_light_and_dark(drawn(document(block))):
        ground = every(root, "rect")[0].get("fill")
        assert all(ratio(ground, one.get("stroke")) >= 3 for one in every(root, "rect") if one.get("height") == "10")
        for cell in every(root, "g"):
            for back, sign in zip(list(cell), list(cell)[1:]):
                if back.tag.endswith("rect") and sign.tag.endswith("path") and sign.get("stroke-width") == "1.6":
                    assert ratio(back.get("fill"), sign.get("stroke")) >= 4.5
                if back.tag.endswith("rect") and sign.tag.endswith("text") and back.get("height") == "13":
                    assert ratio(back.get("fill"), sign.get("fill")) >= 4.5
        loose = [one for one in every(root, "text") if one.text not in "!?"]
        assert all(ratio(ground, one.get("fill")) >= 4.5 for one in loose)


def test_colours_of_dark_screens_are_not_printed():
    [style] = every(drawn(SAMPLE), "style")
    assert style.text.startswith("@media screen and (prefers-color-scheme: dark){#picture-")
    assert "url" not in style.text
    assert "import" not in style.text


# --- room --------------------------------------------------------------------------------------------------------


def box(root):
    return float(root.get("width")), float(root.get("height"))


def placed(root):
    """Every text with the pixels it takes, by the places of all that it lies in."""

    def inside(one, x, y):
        if found := re.match(r"translate\((\S+) (\S+)\)", one.get("transform", "")):
            x, y = x + float(found[1]), y + float(found[2])
        if one.tag.endswith("text"):
            width = 0.62 * float(one.get("font-size")) * len(one.text)
            middle = one.get("text-anchor") == "middle"
            yield one.text, x + float(one.get("x")) - width / 2 * middle, y + float(one.get("y")), width
        for other in one:
            yield from inside(other, x, y)

    return list(inside(root, 0, 0))


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("rows", [1, 200])
def test_few_and_many_rows_and_periods_keep_their_room(count, rows):
    months = split_period(parse_period("2015-2019"), "month")[:count]
    row = ChartRow(BODY, "", (Bar("3–4 af 3", 3, 4, 3),) * count)
    root = drawn(document(chart(*[row] * rows, periods=months)))
    width, height = box(root)
    assert width >= count * 64
    assert height >= rows * 36
    assert all(x >= 0 and x + wide <= width + 20 and 0 < y <= height for _, x, y, wide in placed(root))
    assert sum(text == "3–4 af 3" for text, *_ in placed(root)) == count * rows


def test_long_names_are_wrapped_and_cut_and_told_in_full():
    root = drawn(document(chart(ChartRow(BODY, "", CHART.rows[0].bars))))
    label = [one for one in written(root) if one in BODY or one.endswith("…")]
    assert len(label) == 2
    assert label[1].endswith("…")
    assert all(len(line) < 60 for line in label)
    assert BODY in told(root)
    wide = drawn(document(chart(ChartRow("29", BODY, CHART.rows[0].bars))))
    assert {"29", "Nr.", "Titel"} <= set(written(wide))


def test_rows_without_titles_are_names_in_one_column():
    shown = written(drawn(document(CHART)))
    assert "Navn" in shown
    assert "Titel" not in shown


def test_words_go_on_over_free_cells_and_no_others():
    long = Bar("kunne begynde før periodens begyndelse", 1, 1)
    free = drawn(document(chart(ChartRow("1", "x", (long, NOTHING, NOTHING, NOTHING)))))
    assert long.text in written(free)
    dotted = drawn(document(chart(ChartRow("1", "x", (long, Bar("•", 1, 1), Bar("•", 1, 1), NOTHING)))))
    assert long.text in written(dotted)
    assert "•" not in written(dotted)  # the bars say as much
    taken = drawn(document(chart(ChartRow("1", "x", (long, Bar("1", 1, 1), NOTHING, NOTHING)))))
    assert long.text not in written(taken)
    assert f"1, 1. kvartal 2017: {long.text}" in told(taken)


def test_many_rows_stand_in_pieces_under_their_periods():
    rows = [ChartRow(f"nr{number}", "Titel", CHART.rows[0].bars) for number in range(49)]
    root = drawn(document(chart(*rows)))
    assert written(root).count("Nr.") == 3
    assert [one for one in written(root) if one.startswith("nr")] == [f"nr{number}" for number in range(49)]


@pytest.mark.parametrize("block", [chart(), chart(ChartRow("1", "x", ()), periods=()), Timeline("T", "", (), ())])
def test_picture_of_nothing_is_one(block):
    assert box(drawn(document(block)))[0] > 0


# --- any text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    row = ChartRow(text, text, (Bar(text, 1, 2, 1), *CHART.rows[0].bars[1:]))
    root = drawn(document(chart(row, caption=text), title=text, facts=(text,)))
    assert {one.tag.partition("}")[2] for one in root.iter()} == PARTS
    assert every(root, "title")[0].text == text
    width, height = box(root)
    assert width < 2000
    assert all(y <= height for _, _, y, _ in placed(root))


@given(texts(), texts(), texts())
def test_any_text_is_drawn(one, two, three):
    row = ChartRow(one, two, (Bar(three, 0, 1), NOTHING, NOTHING, NOTHING))
    timeline = Timeline("T", two, QUARTERS, (TimelineRow(three, one, CELLS),))
    root = drawn(document(chart(row, caption=two), timeline, title=three))
    assert (every(root, "title")[0].text or "") == clean_text(three)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\ufffe", "\ud800"])
@pytest.mark.parametrize(
    "make",
    [
        lambda text: Bar(text, 0, 0),
        lambda text: ChartRow(text, "", ()),
        lambda text: ChartRow("", text, ()),
        lambda text: chart(caption=text),
        lambda text: Chart(text, "", (), ()),
    ],
)
def test_signs_that_steer_the_display_are_refused(make, sign):
    with pytest.raises(PlanError) as caught:
        make(f"a{sign}")
    assert caught.value.faults[0].code == "forbidden-character"


# --- the values --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", [-1, float("nan"), float("inf"), "3", True, 10**400])
@pytest.mark.parametrize(
    "make",
    [lambda amount: Bar("x", amount, 1), lambda amount: Bar("x", 0, amount), lambda amount: Bar("x", 0, 0, amount)],
)
def test_only_numbers_can_be_drawn(make, amount):
    with pytest.raises(PlanError) as caught:
        make(amount)
    [fault] = caught.value.faults
    assert fault.code == "bad-number"
    assert fault.danish != fault.message


def test_more_at_least_than_at_most_is_refused():
    with pytest.raises(PlanError) as caught:
        Bar("x", 2, 1)
    [fault] = caught.value.faults
    assert fault.code == "order"
    assert fault.danish != fault.message


@given(st.lists(st.tuples(*[st.floats(0, 1e300)] * 2, st.none() | st.floats(0, 1e300)), min_size=1, max_size=8))
def test_any_amounts_stay_in_their_cells(amounts):
    row = ChartRow("1", "x", tuple(Bar("x", min(one, two), max(one, two), limit) for one, two, limit in amounts))
    months = split_period(parse_period("2017"), "month")[: len(amounts)]
    root = drawn(document(chart(row, periods=months)))
    assert all(x >= 0 and width <= 110 for _, x, width in bars(root))


# --- every other format ------------------------------------------------------------------------------------------


def test_words_of_a_chart_stand_in_every_format_of_text():
    made = document(CHART)
    assert render(made, "csv").decode().splitlines() == [
        "navn,1. kvartal 2017,2. kvartal 2017,3. kvartal 2017,4. kvartal 2017",
        "PAS,,2,1–4,3 af 4",
        "PPU,4 af 3,1–4 af 3,0 af 3,0",
    ]
    assert "| PPU | 4 af 3 | 1–4 af 3 | 0 af 3 | 0 |" in render(made, "md").decode()
    [block] = json.loads(render(made, "json"))["blocks"]
    assert (block["kind"], block["name"], block["caption"]) == ("chart", "Belastning", "Belastning & mere")
    assert block["periods"] == [str(quarter) for quarter in QUARTERS]
    assert block["rows"][1]["label"] == "PPU"
    assert block["rows"][1]["bars"][:2] == [
        {"text": "4 af 3", "least": 4, "most": 4, "limit": 3},
        {"text": "1–4 af 3", "least": 1, "most": 4, "limit": 3},
    ]
    assert block["rows"][0]["bars"][0] == {"text": "", "least": 0, "most": 0}
    halves = document(chart(ChartRow("1", "x", (Bar("½", 0.5, 0.5),)), periods=QUARTERS[:1]))
    [half] = json.loads(render(halves, "json"))["blocks"][0]["rows"][0]["bars"]
    assert half["least"] == 0.5
