"""Answers that are pictures: as SVG, in notebooks, in documents and on the command line."""

import datetime
import json
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given, settings

from praksisplan import (
    Await,
    Citation,
    Event,
    Limit,
    Plan,
    PlanError,
    Recommendation,
    Section,
    Source,
    Statement,
    Status,
    Task,
    Workload,
    blocked,
    datasets,
    parse_period,
    ready,
    releases,
    schedule,
    state_at,
    timetable,
    waiting,
    why,
)
from praksisplan.cli.main import main
from praksisplan.periods import split_period
from praksisplan.reports import answer_document, render
from praksisplan.rules import Blocked, promises
from praksisplan.scheduling import load_of
from praksisplan.testing import plans
from tests.unit.rules.plans import plan_of, said

DAY = datetime.date(2017, 1, 15)
PLAN = datasets.load("hovedstaden-almen-2015-2019")
YEARS = split_period(parse_period("2017-2019"), "year")
QUARTERS = split_period(parse_period("2017"), "quarter")
ANSWERS = {
    "blocked": lambda: blocked(PLAN, as_of=DAY),
    "why": lambda: why(PLAN, 25, as_of=DAY),
    "timetable": lambda: timetable(PLAN, YEARS, as_of=DAY),
    "load": lambda: load_of(PLAN, per="quarter", over=parse_period("2017"), as_of=DAY),
    "schedule": lambda: schedule(PLAN, Workload("quarter"), as_of=DAY, over=parse_period("2017-2018")),
}
every_answer = pytest.mark.parametrize("answer", [make() for make in ANSWERS.values()], ids=list(ANSWERS))


def drawn(svg):
    return ElementTree.fromstring(svg)


def every(root, name):
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def written(root):
    return [one.text for one in every(root, "text")]


@every_answer
@pytest.mark.parametrize(("lang", "day"), [("da", "15. januar 2017"), ("en", "15 January 2017")])
def test_picture_has_the_count_the_day_and_the_plan_above_it(answer, lang, day):
    root = drawn(answer.to_svg(lang))
    title = every(root, "title")[0].text
    assert title == answer.heading(lang)
    assert day in title
    assert " ".join(written(root)).startswith(f"{title} Praksisplan for almen praksis 2015-2019, Region Hovedstaden")


@every_answer
def test_picture_is_the_same_each_time_and_refuses_another_language(answer):
    assert answer.to_svg() == answer.to_svg("da")
    with pytest.raises(PlanError) as caught:
        answer.to_svg("sv")
    assert caught.value.faults[0].code == "unknown-language"


@every_answer
def test_answer_shows_itself_in_a_notebook_above_its_table(answer):
    page = answer._repr_html_()
    start, end = page.index("<svg"), page.index("</svg>")
    assert drawn(page[start : end + 6]).get("role") == "img"
    place = page.rindex("<table" if "<table" in page else "<pre")
    assert (place < start) is ("<details><summary>Nettet af afventninger</summary>" in page)
    assert ("<details" in page) is isinstance(answer, Blocked)
    assert "<script" not in page
    assert "<?xml" not in page


def test_pictures_on_one_page_have_ids_of_their_own():
    ids = [one.get("id") for answer in ANSWERS.values() for one in drawn(answer().to_svg()).iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 3 * len(ANSWERS)


def test_timetable_shows_every_recommendation_once():
    shown = written(drawn(timetable(PLAN, YEARS, as_of=DAY).to_svg()))
    for number in (one.number for one in PLAN.recommendations):
        assert shown.count(number) == 1


# --- the web of waits --------------------------------------------------------------------------------------------


def lines_of(root):
    """The waits that are drawn, by the words for a pointer."""
    return sorted(one[0].text for one in every(root, "g") if len(one) == 3 and one[1].get("fill") == "none")


def framed(root):
    """The groups of a box: their words for a pointer, and the box first."""
    groups = (one for one in every(root, "g") if len(one) > 1 and one[1].tag.endswith("rect"))
    return [one for one in groups if one[0].tag.endswith("title") and float(one[1].get("width")) > 100]


def boxes(root):
    """The boxes by the number or first word of their title: their left edge, top, width and height."""
    return {
        one[0].text.split(" ")[0]: [float(one[1].get(key)) for key in ("x", "y", "width", "height")]
        for one in framed(root)
    }


def test_web_shows_every_recommendation_once_and_every_open_wait_as_a_line():
    held, part = blocked(PLAN, as_of=DAY), waiting(PLAN, as_of=DAY)
    root = drawn(held.to_svg())
    shown = written(root)
    assert [shown.count(one.number) for one in PLAN.recommendations] == [1] * 71
    waits = [(number, wait) for answer in (held, part) for number, one in answer.items() for wait in one.awaits]
    assert len(lines_of(root)) == len(waits) == 36
    assert sorted(one.partition(":")[0] for one in lines_of(root)) == sorted(number for number, _ in waits)
    assert lines_of(root)[0] == "100: Afklaring fra de centrale parter om kvalitetsdata, uden dato"
    assert "29: anbefaling 28 (afrapportering), uden dato" in lines_of(root)
    partial = [one for one in every(root, "path") if one.get("fill") == "none" and one.get("stroke-dasharray")]
    assert len(partial) == 5  # 2, 67, 68, and the two strands of 30
    assert every(root, "desc")[0].text == (
        "Begivenheder og anbefalinger, der afventes eller afventer: 57. Afventninger: 36. Uden åben afventning: 39."
    )


def test_web_marks_alternatives_and_explains_broken_lines():
    """3 awaits 1 or the report, by its strand; 2 awaits 3 and itself has an alternative in a circle with 3."""
    either = [Await(1, one_of="vej"), Await(event="e", one_of="vej")]
    plan = plan_of(said(3, strand="a", awaits=either), said(2, awaits=[3]), said(3, awaits=[2, 4]), strands={3: "a"})
    root = drawn(blocked(plan, as_of=DAY).to_svg())
    told = {one[0].text: len(every(one, "circle")) for one in every(root, "g") if one[0].tag.endswith("title")}
    assert told["3: anbefaling 1, uden dato, en af flere muligheder: én er nok"] == 1
    assert told["3: Begivenhed e, uden dato, en af flere muligheder: én er nok"] == 1
    assert told["3: anbefaling 4, uden dato"] == 0
    assert {"kun et delspor afventer", "en af flere muligheder: én er nok"} <= set(written(root))
    plain = written(drawn(blocked(plan_of(said(2, awaits=[3]), numbers=(2, 3)), as_of=DAY).to_svg()))
    assert not {"kun et delspor afventer", "en af flere muligheder: én er nok"} & set(plain)


def test_web_groups_recommendations_under_their_sections_in_the_order_of_the_plan():
    texts = written(drawn(blocked(PLAN, as_of=DAY).to_svg()))
    titles = [f"{one.number} {one.title}" for one in PLAN.sections]
    headings = [one for one in texts if one in titles]
    used = {one.section for one in PLAN.recommendations}
    assert headings == [title for title, one in zip(titles, PLAN.sections) if one.number in used]


def test_boxes_do_not_overlap_and_waits_run_from_left_to_right():
    found = boxes(drawn(blocked(PLAN, as_of=DAY).to_svg()))
    sizes = list(found.values())
    for place, (x, y, width, height) in enumerate(sizes):
        for other, top, _, more in sizes[:place]:
            assert abs(x - other) >= width or y >= top + more or top >= y + height
    assert found["24"][0] < found["25"][0]
    assert found["28"][0] < found["29"][0]
    assert found["62"][0] < found["65"][0]


def test_web_marks_what_several_recommendations_await():
    texts = written(drawn(blocked(PLAN, as_of=DAY).to_svg("en")))
    assert texts.count("no date, 3 recommendations await it") == 1  # work with people with abuse: 59, 60, 61
    assert "no date, 2 recommendations await it" in texts  # the interpretation: 62 awaits it, and 65 awaits 62
    assert texts[-8:] == [
        "awaited event",
        "awaited by several recommendations",
        "awaited recommendation",
        "blocked recommendation",
        "partly waiting recommendation",
        "only a strand waits",
        *["123", "without an open wait"],
    ]


def test_web_of_one_recommendation_has_only_what_it_comes_down_to():
    root = drawn(why(PLAN, 25, as_of=DAY).to_svg("en"))
    assert lines_of(root) == [
        "24: Aftale om, hvordan tilgængeligheden skal undersøges, no date",
        "25: Aftale om, hvordan tilgængeligheden skal undersøges, no date",
        "25: recommendation 24, no date",
    ]
    assert set(boxes(root)) == {"24", "25", "Aftale"}
    alone = drawn(why(PLAN, 1, as_of=DAY).to_svg())
    assert "1" in written(alone)
    assert lines_of(alone) == []


def test_web_of_parts_and_releases_is_the_same_web():
    assert lines_of(drawn(waiting(PLAN, as_of=DAY).to_svg())) == lines_of(drawn(blocked(PLAN, as_of=DAY).to_svg()))
    assert lines_of(drawn(releases(PLAN, 28, as_of=DAY).to_svg())) == lines_of(drawn(blocked(PLAN, as_of=DAY).to_svg()))


def small(*log, numbers="123", titles=None):
    return Plan(
        id="plan",
        title="Plan <1>",
        practice_area="almen praksis",
        region="Region & H",
        period=parse_period("2015-2019"),
        sections=[Section("1", "Afsnit & <mere>")],
        recommendations=[Recommendation(one, "1", (titles or {}).get(one, f"Titel {one}")) for one in numbers],
        events=[Event("rapport", "Rapporten <i>", "report"), Event("lov", "Loven", "requirement")],
        sources=[Source("ip", "Planen", dated=parse_period("31. december 2016"))],
        log=log,
    )


def test_waits_in_a_circle_and_for_what_will_not_come_or_is_missing_or_late():
    plan = small(
        Statement(about=(1,), awaits=(Await(2),)),
        Statement(about=(2,), awaits=(Await(1), Await(2))),
        Statement(about=(3,), awaits=(Await(event="lov"), Await(9), Await(event="rapport"))),
        Statement(events=("lov",), status=Status.CANCELLED),
        Statement(events=("rapport",), expected=parse_period("1. kvartal 2016")),
    )
    root = drawn(blocked(plan, as_of=DAY).to_svg())
    assert lines_of(root) == [
        "1: anbefaling 2, uden dato",
        "2: anbefaling 1, uden dato",
        "2: anbefaling 2, uden dato",
        "3: Loven, kommer ikke",
        "3: Rapporten <i>, forventet 1. kvartal 2016",
        "3: anbefaling 9, uden dato",
    ]
    texts = written(root)
    assert {"findes ikke i planen", "kommer ikke", "1 Afsnit & <mere>", "Rapporten <i>"} <= set(texts)
    assert texts[-2:] == ["!", "forventet dato overskredet"]
    assert texts.count("!") == 2  # the late report, and the legend


def test_wait_over_a_column_passes_between_the_boxes():
    plan = small(
        Statement(about=(1,), awaits=(Await(event="lov"),)),
        Statement(about=(2,), awaits=(Await(1),)),
        Statement(about=(3,), awaits=(Await(2), Await(event="lov"))),
    )
    root = drawn(blocked(plan, as_of=DAY).to_svg())
    found = boxes(root)
    assert [found[one][0] // 300 for one in ("Loven", "1", "2", "3")] == [0, 1, 2, 3]
    [long] = [
        one[1].get("d") for one in every(root, "g") if len(one) == 3 and (one[0].text or "").startswith("3: Loven")
    ]
    level = float(long.partition("H")[0].rpartition(" ")[0].rpartition(" ")[2])
    for one in ("1", "2"):
        _, top, _, height = found[one]
        assert not top <= level <= top + height


def test_plan_without_waits_is_a_list():
    root = drawn(blocked(small(numbers=range(1, 8)), as_of=DAY).to_svg())
    assert [one for one in written(root) if one.isdecimal()] == [*"1234567", "123"]
    assert lines_of(root) == []


def test_recommendation_without_a_section_of_the_plan_comes_last():
    plan = Plan(
        id="plan",
        title="Plan",
        practice_area="almen praksis",
        region="Region",
        period=parse_period("2017"),
        sections=[Section("2", "To")],
        recommendations=[Recommendation("1", "7", "Først"), Recommendation("2", "2", "Så")],
    )
    texts = written(drawn(blocked(plan, as_of=DAY).to_svg()))
    assert texts.index("2 To") < texts.index("7") < texts.index("Først")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><image href=x onerror="alert(1)"/>',
    "]]> &lt; &amp; <!-- -->",
    "langt " * 900,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_stay_text(text):
    plan = small(Statement(about=(1,), awaits=(Await(2),)), titles=dict.fromkeys("123", text))
    root = drawn(blocked(plan, as_of=DAY).to_svg())
    allowed = {"svg", "title", "desc", "style", "rect", "g", "text", "path"}
    assert {one.tag.partition("}")[2] for one in root.iter()} <= allowed
    assert f"1 {text}".strip() in [one.text.strip() for one in every(root, "title")]


def test_thousand_recommendations_are_drawn_in_a_moment():
    numbers = [str(one) for one in range(1, 1001)]
    log = [Statement(about=(one,), awaits=(Await(str(int(one) - 1)),)) for one in numbers if int(one) % 10 != 1]
    root = drawn(blocked(small(*log, numbers=numbers), as_of=DAY).to_svg())
    assert len(lines_of(root)) == 900


def test_notebook_shows_no_picture_of_a_huge_plan():
    plan = small(numbers=[str(one) for one in range(1, 502)])
    assert "<svg" not in blocked(plan, as_of=DAY)._repr_html_()
    assert "<svg" not in timetable(plan, YEARS, as_of=DAY)._repr_html_()


# --- documents and the command line ------------------------------------------------------------------------------


def test_answer_as_a_document_has_its_table_and_its_picture_where_there_are_pictures():
    document = answer_document(blocked(PLAN, as_of=DAY))
    page = render(document, "html").decode()
    assert page.index("<table") < page.index("<strong>Hvad der afventes, og hvilke anbefalinger der afventer det")
    assert page.count("<svg") == page.count("<table") == 1
    assert lines_of(drawn(render(document, "svg"))) == lines_of(drawn(blocked(PLAN, as_of=DAY).to_svg()))
    for format in ("md", "csv"):
        text = render(document, format).decode()
        assert text.count("Deltage i udvikling af metoder") == 1
        assert "Hvad der afventes" not in text
    assert json.loads(render(document, "json"))["blocks"][3]["kind"] == "web"
    bare = answer_document(ready(PLAN, as_of=DAY), "en")
    assert bare.title == ready(PLAN, as_of=DAY).heading("en")
    assert "\n3 anbefalinger afventer delvist: 2, 67, 68\n" in render(document, "md").decode()
    assert document.facts[2:] == ("ip2017: Implementeringsplan 2017 for praksisplanen for almen praksis 2015-2019",)
    assert "<nav" not in page  # one section needs no table of contents
    with pytest.raises(PlanError):
        render(bare, "svg")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("blocked", lambda: blocked(PLAN, as_of=DAY)),
        ("why 25", lambda: why(PLAN, 25, as_of=DAY)),
        ("timetable --over 2017-2019 --lang en", lambda: timetable(PLAN, YEARS, as_of=DAY)),
        ("load --over 2017", lambda: load_of(PLAN, per="quarter", over=parse_period("2017"), as_of=DAY)),
    ],
)
def test_commands_write_their_picture(words, answer, tmp_path, capsys):
    path = tmp_path / "picture.svg"
    main([*words.split(), "--as-of", "2017-01-15", "--out", str(path)])
    assert capsys.readouterr().out in (f"{path} er skrevet.\n", f"{path} is written.\n")
    shown = written(drawn(path.read_text()))
    assert answer().picture("en" if "en" in words.split() else "da").caption in " ".join(shown)
    main([*words.split(), "--as-of", "2017-01-15", "--format", "svg"])
    assert written(drawn(capsys.readouterr().out)) == shown


def test_command_without_a_picture_says_which_formats_it_has(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["ready", "--out", str(tmp_path / "ready.svg"), "--lang", "en"])
    assert "no-picture" in capsys.readouterr().err
    main(["ready", "--out", str(tmp_path / "ready.md")])
    assert (tmp_path / "ready.md").read_text().startswith("# ")


# --- the schedule and its critical path --------------------------------------------------------------------------


def placed(plan, *, duration=2, limits=(), tasks=()):
    workload = Workload("quarter", limits=limits, tasks=dict(tasks), duration=duration)
    return schedule(plan, workload, as_of=DAY, over=parse_period("2017-2018"))


CHAIN = small(Statement(about=(3,), awaits=(Await(1),)), Statement(about=(1,), status=Status.ONGOING))


def test_critical_path_follows_waits_and_capacity_back_from_the_last_finish():
    assert placed(CHAIN).critical_path == ("1", "3")  # 1 in the first half year, 3 in the second; 2 has time
    one_at_a_time = placed(CHAIN, limits=[Limit.whole_plan(1)])
    assert [one_at_a_time[number].start for number in "123"] == [0, 2, 4]
    assert one_at_a_time.critical_path == ("1", "2", "3")
    longest = placed(CHAIN, tasks={2: Task(duration=7)})
    assert longest.critical_path == ("2",)


def test_critical_path_is_unknown_where_a_duration_is_and_empty_where_nothing_is_placed():
    assert placed(CHAIN, tasks={2: Task(duration="unknown")}).critical_path == ()
    assert placed(CHAIN, limits=[Limit.whole_plan(0)]).critical_path == ()


def test_critical_path_is_marked_and_told():
    root = drawn(placed(CHAIN).to_svg())
    bold = [one.text for one in every(root, "text") if one.get("font-weight") == "bold"]
    assert {"Titel 1", "Titel 3"} <= set(bold)
    assert "Titel 2" not in bold
    caption = placed(CHAIN).picture("en").caption
    assert caption.endswith(". Critical path: recommendation 1 → recommendation 3")
    assert written(root)[-1] == "kritisk vej"
    marks = [one for one in every(root, "path") if one.get("stroke-width") == "4"]
    assert len(marks) == 3  # two rows, the legend
    assert "kritisk vej" not in written(drawn(placed(CHAIN, duration="unknown").to_svg()))


# --- the history of a promise ------------------------------------------------------------------------------------

TOLD = small(
    Statement(events=("rapport",), expected=parse_period("1. kvartal 2017"), citations=[Citation("ip")]),
    Statement(events=("rapport",), expected=parse_period("3. kvartal 2017"), on=parse_period("1. april 2017")),
    Statement(events=("rapport",), expected=parse_period("3. kvartal 2017"), on=parse_period("1. maj 2017")),
    Statement(events=("lov",), expected=parse_period("2019"), on=parse_period("1. maj 2017")),
    Statement(about=(2,), expected=parse_period("2018"), on=parse_period("1. maj 2017")),
    Statement(about=(2,), withdrawn=True, on=parse_period("1. juni 2017")),
    Statement(events=("rapport",), delivered=True, on=parse_period("2. oktober 2017")),
)
LATER = datetime.date(2018, 1, 1)


def test_history_tells_each_promise_how_it_moved_and_how_it_came():
    found = promises(TOLD, "rapport", as_of=LATER)
    assert [(row["day"], row["kind"], row["expected"]) for row in found.to_records()] == [
        (datetime.date(2016, 12, 31), "promised", "1. kvartal 2017"),
        (datetime.date(2017, 4, 1), "slipped", "3. kvartal 2017"),
        (datetime.date(2017, 10, 2), "delivered", None),
    ]
    assert found.heading() == "Rapporten <i>: 3 hændelser pr. 1. januar 2018"
    assert repr(found) == "<PromiseHistory of rapport as of 2018-01-01: 3 happenings>"
    assert len(promises(TOLD, "rapport", as_of=DAY).happened) == 1
    of_two = promises(TOLD, 2, as_of=LATER)
    assert [one.kind.value for one in of_two.happened] == ["promised", "withdrawn"]
    assert promises(TOLD, "2", as_of=LATER) == of_two
    assert promises(TOLD, 3, as_of=LATER).happened == ()


def test_history_is_drawn_over_the_quarters_of_its_years():
    chart = promises(TOLD, "rapport", as_of=LATER).picture("en")
    assert len(chart.periods) == 12  # 2016 to 2018
    assert [(row.label, row.title) for row in chart.rows] == [
        ("31 December 2016", "Promised: first quarter of 2017"),
        ("1 April 2017", "Slipped: third quarter of 2017"),
        ("2 October 2017", "Delivered"),
    ]
    filled = [[place for place, bar in enumerate(row.bars) if bar.most] for row in chart.rows]
    assert filled == [[4], [6], [7]]
    stated = [[place for place, bar in enumerate(row.bars) if bar.text == "stated"] for row in chart.rows]
    assert stated == [[3], [5], []]
    assert written(drawn(promises(TOLD, "rapport", as_of=LATER).to_svg()))[3:4] == ["Dag"]
    far = attrs.evolve(TOLD, log=[*TOLD.log, Statement(events=("lov",), expected=parse_period("2030"))])
    assert len(promises(far, "lov", as_of=LATER).picture().periods) == 14  # 2017 to 2030, in years
    assert promises(TOLD, 3, as_of=LATER).picture().rows == ()


@pytest.mark.parametrize(
    ("target", "code"),
    [(99, "unknown-number"), ("ukendt", "unknown-event"), (None, "not-a-number"), (-1, "not-a-number")],
)
def test_history_of_what_is_not_in_the_plan_is_refused(target, code):
    with pytest.raises(PlanError) as caught:
        promises(TOLD, target, as_of=LATER)
    assert caught.value.faults[0].code == code


def test_command_shows_the_history_of_a_promise(capsys, tmp_path):
    main(["promises", "sundheds-it-rapport", "--lang", "en"])
    shown = capsys.readouterr().out
    assert shown.startswith("Rapport fra gruppen om sundheds-it: 1 happening as of 31 December 2016\n")
    assert "promised" in shown
    main(["promises", "sundheds-it-rapport", "--out", str(tmp_path / "x.svg")])
    assert "Forventet: 4. kvartal 2017" in " ".join(written(drawn((tmp_path / "x.svg").read_text())))


def test_words_of_headings_are_not_broken():
    quarters = split_period(parse_period("2017-2018"), "quarter")
    for lang, word in (("en", "Second"), ("da", "kvartal")):
        shown = " ".join(written(drawn(timetable(PLAN, quarters, as_of=DAY).to_svg(lang))))
        assert word in shown.split()
        assert "…" not in shown


@settings(max_examples=60)
@given(plans())
def test_web_of_any_plan_shows_each_recommendation_and_each_open_wait_once(plan):
    web = blocked(plan, as_of=DAY).picture()
    known = [one.id for one in web.nodes]
    assert len(set(known)) == len(known)
    assert {one.number for one in plan.recommendations} <= set(known)
    states = state_at(plan, as_of=DAY)
    open_waits = [(wait.target, number) for number, one in states.items() for wait in one.awaits]
    assert sorted((one.source, one.target) for one in web.links) == sorted(open_waits)
    root = drawn(blocked(plan, as_of=DAY).to_svg())
    sizes = [[float(one[1].get(key)) for key in ("x", "y", "width", "height")] for one in framed(root)]
    for place, (x, y, width, height) in enumerate(sizes):
        for other, top, _, more in sizes[:place]:
            assert abs(x - other) >= width or y >= top + more - 0.2 or top >= y + height - 0.2
